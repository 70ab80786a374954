// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:2 middle of a step */
#include "mc.h"

static bool free;

static MC_ATOMIC void take(void)
{
	free = false;
	mc_await(free);
}

MC_TASK(task, 1) { take(); }
