// SPDX-License-Identifier: Apache-2.0
/* Arrays that live in a task.
 * expect: HOLDS */
#include "mc.h"

static uint8_t shared = 2;

MC_TASK(task, 1)
{
	uint8_t squares[4] = { 0 };
	bool seen[2][2] = { { true }, { false, true } };

	for (unsigned k = 0; k < 4; k++)
		squares[k] = k * k;
	MC_CHECK(squares[shared] == 4 && squares[shared + 1] == 9);
	MC_CHECK(seen[0][0] && !seen[0][1] && seen[shared - 1][1] && !seen[1][0]);
	MC_COVERED(true, end);
}
