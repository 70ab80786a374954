// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:18 mc_choose in ghost code */
#include "mc.h"

static bool dirty;
MC_GHOST static bool lost;

MC_TASK(task, 1)
{
	mc_ghost lost = mc_choose(2);
}
