// SPDX-License-Identifier: Apache-2.0
/* expect: refused 9:6 statement expression */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1)
{
	x = ({ uint8_t y = x; y > 3 ? y : 3; });
}
