// SPDX-License-Identifier: Apache-2.0
/* Ways to write a number.
 * expect: HOLDS */
#include "mc.h"

static uint32_t x = 0x1f;

MC_TASK(task, 1)
{
	MC_CHECK(x == 037 && x == 31u && x == 31ull);
	MC_CHECK(x + 'A' == 96);
	MC_CHECK((x << 28) == 0xf0000000);
	MC_CHECK(x < 0x1ffffffffll);
	MC_CHECK(-x + 31 == 0);
	MC_COVERED(true, end);
}
