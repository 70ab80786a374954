// SPDX-License-Identifier: Apache-2.0
/* expect: refused 5:30 thread */
#include "mc.h"

static _Thread_local uint8_t x;

MC_TASK(task, 1) { x = 1; }
