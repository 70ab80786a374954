// SPDX-License-Identifier: Apache-2.0
/* expect: refused 9:2 loop */
#include "mc.h"

static uint8_t x, n = 3;

static MC_ATOMIC void count(void)
{
	while (x < n)
		x++;
}

MC_TASK(task, 1) { count(); }
