// SPDX-License-Identifier: Apache-2.0
/* expect: refused 7:9 number of copies */
#include "mc.h"

static uint8_t x;

MC_TASK(task, -1) { x = 1; }
