// SPDX-License-Identifier: Apache-2.0
/* Statements on locals alone are no steps: they belong to the step before, so a run of this model is three
 * steps long, and the check fails at the third.
 * expect: VIOLATED shared == 5
 * length: 3 */
#include "mc.h"

static uint8_t shared;

MC_TASK(task, 1)
{
	shared = 1;
	unsigned x = 2;
	for (unsigned k = 0; k < 3; k++)
		x += k;
	if (x == 5)
		x--;
	shared = x;
	x = 0;
	MC_CHECK(shared == 5);
}

MC_COVER(others_see_it) { return shared == 4; }
