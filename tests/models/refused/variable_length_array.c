// SPDX-License-Identifier: Apache-2.0
/* expect: refused 9:10 variable length */
#include "mc.h"

static uint8_t n = 2;

MC_TASK(task, 1)
{
	uint8_t local[n];
	local[0] = 1;
	n = local[0];
}
