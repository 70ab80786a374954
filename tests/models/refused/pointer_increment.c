// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:3 arithmetic on a pointer */
#include "mc.h"

static uint8_t table[3];
static uint8_t *p = &table[0];

MC_TASK(task, 1)
{
	p++;
}
