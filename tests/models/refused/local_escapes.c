// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:9 address of a local */
#include "mc.h"

static uint8_t *kept;

MC_TASK(task, 1)
{
	uint8_t x = 0;
	kept = &x;
	*kept = 1;
}
