// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:8 retry */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1)
{
	if (x)
		goto retry;
	x = 1;
}
