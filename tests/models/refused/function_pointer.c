// SPDX-License-Identifier: Apache-2.0
/* expect: refused 7:15 function pointer */
#include "mc.h"

static uint8_t x;
static void grow(void) { x++; }
static void (*operation)(void) = grow;

MC_TASK(task, 1) { operation(); }
