// SPDX-License-Identifier: Apache-2.0
/* expect: refused 7:24 floating-point */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1) { x = x * 1.5; }
