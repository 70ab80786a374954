// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:6 task() depends on lost here */
#include "mc.h"

static bool dirty;
MC_GHOST static bool lost;

MC_TASK(task, 1)
{
	if (lost)
		dirty = true;
}
