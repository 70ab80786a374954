// SPDX-License-Identifier: Apache-2.0
/* mc_assume cuts off the runs in which its condition is false, without blaming them. The choice is a
 * step, being the first.
 * expect: HOLDS
 *
 * expect: VIOLATED x != 2
 * flags: -DNO_ASSUMPTION
 * length: 3
 */
#include "mc.h"

static uint8_t x;

MC_TASK(chooser, 1)
{
	unsigned y = mc_choose(3);

#ifndef NO_ASSUMPTION
	mc_assume(y != 2);
#endif
	x = y;
	MC_CHECK(x != 2);
}

MC_COVER(chosen) { return x == 1; }
