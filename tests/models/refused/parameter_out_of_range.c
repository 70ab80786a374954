// SPDX-License-Identifier: Apache-2.0
/* expect: refused 5:10 PAGES */
#include "mc.h"

MC_PARAM(PAGES, 9, 1, 8);

static bool page[PAGES];

MC_TASK(task, 1) { page[0] = true; }
