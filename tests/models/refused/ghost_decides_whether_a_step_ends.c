// SPDX-License-Identifier: Apache-2.0
/* expect: refused 12:6 task() depends on lost here */
#include "mc.h"

static bool dirty;
MC_GHOST static bool lost;

MC_TASK(task, 1)
{
	bool twice = false;

	if (lost)
		twice = dirty;
	MC_CHECK(!twice);
}
