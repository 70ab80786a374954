// SPDX-License-Identifier: Apache-2.0
/* expect: refused 12:16 ghost code changes seen, which is no ghost */
#include "mc.h"

static bool dirty;
MC_GHOST static bool lost;

MC_TASK(task, 1)
{
	bool seen = dirty;

	mc_ghost seen = false;
	dirty = seen;
}
