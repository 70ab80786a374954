// SPDX-License-Identifier: Apache-2.0
/* expect: refused 11:3 an unbounded loop */
#include "mc.h"

static bool dirty;
MC_GHOST static bool lost;

MC_TASK(task, 1)
{
	mc_ghost {
		while (lost)
			lost = dirty;
	}
}
