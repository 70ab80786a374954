// SPDX-License-Identifier: Apache-2.0
/* expect: refused 11:2 function pointer */
#include "mc.h"

static uint8_t x;
static void grow(void) { x++; }

MC_TASK(task, 1)
{
	x = 0;
	(x ? grow : grow)();
}
