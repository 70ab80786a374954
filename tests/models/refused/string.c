// SPDX-License-Identifier: Apache-2.0
/* expect: refused 5:20 static object */
#include "mc.h"

static const char *name = "page";

MC_TASK(task, 1) { name = NULL; }
