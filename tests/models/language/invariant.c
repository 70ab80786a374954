// SPDX-License-Identifier: Apache-2.0
/* An invariant is looked at in every state, the first included, with calls, loops and locals of its own.
 * expect: HOLDS
 *
 * expect: VIOLATED small
 * flags: -DBOUND=2
 * length: 3
 *
 * expect: VIOLATED small
 * flags: -DBOUND=0
 * length: 0
 */
#include "mc.h"

#ifndef BOUND
#define BOUND 3
#endif

static uint8_t part[3] = { 0, 0, 0 };
static struct { uint8_t *biggest; } view = { &part[0] };

static unsigned sum(void)
{
	unsigned result = 0;

	for (unsigned k = 0; k < 3; k++) {
		if (part[k] == 0)
			continue;
		result += part[k];
	}
	return result;
}

MC_TASK(task, 1)
{
	view.biggest = &part[2];
	part[2]++;
	part[1]++;
}

MC_INVARIANT(small) { return sum() < BOUND; }
MC_INVARIANT(pointer) { return view.biggest && *view.biggest <= 1 && (part[1] == 0 || view.biggest == &part[2]); }
MC_COVER(end)
{
	if (part[1] == 0)
		return false;
	return sum() == 2;
}
