// SPDX-License-Identifier: Apache-2.0
/* expect: refused 0:0 MC_TASK */
#include "mc.h"

static uint8_t x;

void task(unsigned self) { x = self; }
