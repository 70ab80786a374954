// SPDX-License-Identifier: Apache-2.0
/* expect: refused 5:14 floating-point */
#include "mc.h"

static float load;

MC_TASK(task, 1) { load = 1; }
