// SPDX-License-Identifier: Apache-2.0
/* expect: refused 11:8 arithmetic on a pointer */
#include "mc.h"

static uint8_t table[3];
static uint8_t *p = &table[1];
static uint8_t d;

MC_TASK(task, 1)
{
	d = p - &table[0];
}
