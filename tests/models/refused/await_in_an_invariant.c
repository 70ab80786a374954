// SPDX-License-Identifier: Apache-2.0
/* expect: refused 9:14 may not change anything */
#include "mc.h"

static bool free;

MC_TASK(task, 1) { free = true; }

MC_INVARIANT(waits)
{
	mc_await(free);
	return true;
}
