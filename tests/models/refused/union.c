// SPDX-License-Identifier: Apache-2.0
/* expect: refused 5:43 union */
#include "mc.h"

static union { uint8_t byte; bool flag; } both;

MC_TASK(task, 1) { both.byte = 1; }
