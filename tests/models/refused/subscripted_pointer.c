// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:6 subscript on a pointer */
#include "mc.h"

static uint8_t table[3], x;
static uint8_t *p = &table[0];

MC_TASK(task, 1)
{
	x = p[1];
	p = &table[x];
}
