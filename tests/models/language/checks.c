// SPDX-License-Identifier: Apache-2.0
/* MC_CHECK takes its name from the function it calls, or from its text; a local is as good as a shared variable.
 * expect: HOLDS
 *
 * expect: VIOLATED ordered
 * flags: -DBREAK=1
 *
 * expect: VIOLATED local < 3
 * flags: -DBREAK=2
 */
#include "mc.h"

#ifndef BREAK
#define BREAK 0
#endif

static uint8_t low = 1, high = 2;

/* The lower bound does not pass the upper one. */
static bool ordered(unsigned a, unsigned b) { return a < b; }

MC_TASK(task, 1)
{
	unsigned local = 0;

	MC_CHECK(ordered(low, high));
	if (BREAK == 1)
		low = 2;
	if (BREAK == 2)
		local = 3;
	MC_CHECK(ordered(low, high));
	MC_CHECK(local < 3);
	MC_COVERED(ordered(low, high), end);
}
