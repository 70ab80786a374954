// SPDX-License-Identifier: Apache-2.0
/* Copies of a task know which one they are; mc_task() is unique among all of them.
 * expect: HOLDS */
#include "mc.h"

static uint8_t order[5], taken;
static bool seen[3];
static bool used[6];
static bool clash;

static MC_ATOMIC void note(unsigned who)
{
	clash = clash || who == 0 || used[who];
	used[who] = true;
	order[taken] = who;
	taken++;
}

MC_TASK(reader, 3)
{
	seen[self] = true;
	note(mc_task());
}

MC_TASK(writer, 2)
{
	MC_CHECK(self < 2);
	note(mc_task());
}

MC_INVARIANT(all_differ) { return !clash; }
MC_INVARIANT(everyone_was_there)
{
	return taken < 5 || (seen[0] && seen[1] && seen[2] && used[1] && used[2] && used[3] && used[4] && used[5]);
}
MC_COVER(end) { return taken == 5; }
MC_COVER(the_last_can_be_first) { return taken == 1 && order[0] == 5; }
