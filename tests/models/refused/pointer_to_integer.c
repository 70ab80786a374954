// SPDX-License-Identifier: Apache-2.0
/* expect: refused 11:12 pointer */
#include "mc.h"

static uint8_t x, *p = &x;
static uint64_t address;

MC_TASK(task, 1)
{
	address = 0;
	address = (uintptr_t)p;
}
