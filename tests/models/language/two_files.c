// SPDX-License-Identifier: Apache-2.0
/* Several files are read as one: what is static in one is seen by the next. The second file has the task.
 * expect: HOLDS
 * files: parts/task.c
 */
#include "mc.h"

static uint8_t value = 4;

static uint8_t twice(void) { return value * 2; }
