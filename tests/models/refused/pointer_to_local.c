// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:15 address of a local */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1)
{
	uint8_t y = 4;
	uint8_t *p = &y;

	*p = 5;
	p = &x;
	*p = y;
}
