// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:26 recursion */
#include "mc.h"

static uint8_t depth;

static unsigned down(unsigned n)
{
	depth++;
	return n == 0 ? 0 : 1 + down(n - 1);
}

MC_TASK(task, 1) { down(3); }
