// SPDX-License-Identifier: Apache-2.0
/* expect: refused 12:3 middle of a step */
#include "mc.h"

static bool free;
static uint8_t x;

MC_TASK(task, 1)
{
	mc_atomic {
		x = 1;
		mc_await(free);
	}
}
