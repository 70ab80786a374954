// SPDX-License-Identifier: Apache-2.0
/* expect: refused 6:18 pointer to a pointer */
#include "mc.h"

static uint8_t x, *p = &x;
static uint8_t **pp = &p;

MC_TASK(task, 1) { **pp = 1; }
