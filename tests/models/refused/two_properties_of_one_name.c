// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:14 small */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1) { x = 1; }

MC_INVARIANT(small) { return x < 2; }
MC_INVARIANT(small) { return x < 3; }
