// SPDX-License-Identifier: Apache-2.0
/* expect: refused 10:2 submit_bio */
#include "mc.h"

static uint8_t x;
void submit_bio(void);

MC_TASK(task, 1)
{
	submit_bio();
	x = 1;
}
