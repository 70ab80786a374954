// SPDX-License-Identifier: Apache-2.0
/* expect: refused 5:14 void */
#include "mc.h"

static void *private;

MC_TASK(task, 1) { private = NULL; }
