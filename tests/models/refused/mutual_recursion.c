// SPDX-License-Identifier: Apache-2.0
/* expect: refused 8:31 recursion */
#include "mc.h"

static uint8_t x;
static void pong(void);
static void ping(void) { x++; pong(); }
static void pong(void) { x--; ping(); }

MC_TASK(task, 1) { ping(); }
