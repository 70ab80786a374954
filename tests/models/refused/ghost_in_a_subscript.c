// SPDX-License-Identifier: Apache-2.0
/* expect: refused 11:2 task() depends on last here */
#include "mc.h"

static bool dirty[2];
MC_GHOST static uint8_t last;

MC_TASK(task, 1)
{
	mc_ghost last = 1;
	dirty[last & 1] = true;
}
