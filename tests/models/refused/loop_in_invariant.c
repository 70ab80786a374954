// SPDX-License-Identifier: Apache-2.0
/* expect: refused 11:2 loop */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1) { x++; }

MC_INVARIANT(endless)
{
	while (x < 5)
		;
	return true;
}
