// SPDX-License-Identifier: Apache-2.0
/* A cover that cannot be reached is reported as such; it breaks nothing.
 * expect: HOLDS
 * uncovered: too_much
 * uncovered: not_here
 */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1)
{
	x = 3;
	if (x > 3)
		MC_COVERED(true, not_here);
	MC_COVERED(x == 3, here);
}

MC_COVER(enough) { return x == 3; }
MC_COVER(too_much) { return x == 4; }
MC_COVER(at_first) { return x == 0; }
