// SPDX-License-Identifier: Apache-2.0
/* expect: refused 12:9 ghost code changes dirty, which is no ghost */
#include "mc.h"

static bool dirty;
MC_GHOST static bool lost;

MC_TASK(task, 1)
{
	mc_ghost {
		lost = dirty;
		dirty = false;
	}
}
