// SPDX-License-Identifier: Apache-2.0
/* mc_choose(n) is any of 0 .. n-1, each of them; with n = 0 the step cannot be taken.
 * expect: HOLDS */
#include "mc.h"

static uint8_t seen = 9, pair;
static uint8_t n = 3;
static bool never;

MC_TASK(chooser, 1)
{
	seen = mc_choose(n);
	MC_CHECK(seen < 3);
	pair = mc_choose(2) * 2 + mc_choose(2);
	if (mc_choose(2) && mc_choose(2))
		n = 0;
	MC_CHECK(mc_choose(1) == 0);
}

MC_DAEMON(stuck, 1)
{
	mc_await(n == 0);
	seen = mc_choose(n);
	never = true;
}

MC_INVARIANT(nothing_to_choose_from) { return !never; }
MC_COVER(least) { return seen == 0; }
MC_COVER(middle) { return seen == 1; }
MC_COVER(most) { return seen == 2; }
MC_COVER(pair_of_both) { return pair == 3; }
MC_COVER(pair_of_first) { return pair == 2; }
MC_COVER(pair_of_second) { return pair == 1; }
MC_COVER(both_chosen) { return n == 0; }
