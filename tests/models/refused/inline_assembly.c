// SPDX-License-Identifier: Apache-2.0
/* expect: refused 9:2 assembl */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1)
{
	asm volatile("" ::: "memory");
	x = 1;
}
