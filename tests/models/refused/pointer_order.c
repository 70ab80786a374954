// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:8 a pointer */
#include "mc.h"

static uint8_t table[3], *p = &table[1];
static bool b;

MC_TASK(task, 1)
{
	b = p < &table[2];
}
