// SPDX-License-Identifier: Apache-2.0
/* expect: refused 9:37 pages */
#include "mc.h"

static uint8_t page;

MC_TASK(task, 1) { page = 1; }

MC_INVARIANT(small) { return page < pages; }
