// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:7 lost is a ghost: change it in mc_ghost { } */
#include "mc.h"

static bool dirty;
MC_GHOST static bool lost;

MC_TASK(task, 1)
{
	lost = true;
}
