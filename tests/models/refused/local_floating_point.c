// SPDX-License-Identifier: Apache-2.0
/* expect: refused 9:9 floating-point */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1)
{
	double load = x;
	x = load > 1;
}
