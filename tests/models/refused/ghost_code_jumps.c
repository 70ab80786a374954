// SPDX-License-Identifier: Apache-2.0
/* expect: refused 12:3 goto in ghost code */
#include "mc.h"

static bool dirty;
MC_GHOST static bool lost;

MC_TASK(task, 1)
{
	mc_ghost {
		lost = true;
		goto out;
	}
	dirty = true;
out:
	dirty = false;
}
