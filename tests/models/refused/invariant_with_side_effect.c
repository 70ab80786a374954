// SPDX-License-Identifier: Apache-2.0
/* expect: refused 9:14 may not change anything */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1) { x = 1; }

MC_INVARIANT(counts) { return x++ < 5; }
