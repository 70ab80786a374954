// SPDX-License-Identifier: Apache-2.0
/* expect: refused 9:2 self */
#include "mc.h"

static uint8_t x[2];

MC_TASK(task, 2)
{
	self = 1;
	x[self]++;
}
