// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:2 variable arguments */
#include "mc.h"

static uint8_t x;
static void pr_warn(const char *format, ...) { x++; }

MC_TASK(task, 1)
{
	pr_warn("");
}
