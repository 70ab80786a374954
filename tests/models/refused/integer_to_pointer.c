// SPDX-License-Identifier: Apache-2.0
/* expect: refused 9:6 pointer */
#include "mc.h"

static uint8_t x, *p = &x;

MC_TASK(task, 1)
{
	p = (uint8_t *)4096;
}
