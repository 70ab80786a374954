// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:11 mc_await in ghost code */
#include "mc.h"

static bool dirty;
MC_GHOST static bool lost;

MC_TASK(task, 1)
{
	mc_ghost mc_await(dirty);
}
