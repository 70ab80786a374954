// SPDX-License-Identifier: Apache-2.0
/* Each copy of a task has its own locals, and keeps them from step to step.
 * expect: HOLDS */
#include "mc.h"

static uint8_t turn, sum;

MC_TASK(task, 3)
{
	unsigned mine = self * 10;

	for (unsigned k = 0; k < 2; k++) {
		turn = self;
		MC_CHECK(mine == self * 10 + k);
		mine++;
	}
	sum += mine;
	MC_CHECK(mine == self * 10 + 2);
}

MC_INVARIANT(all_or_less) { return sum <= 36; }
MC_COVER(end) { return sum == 36; }
