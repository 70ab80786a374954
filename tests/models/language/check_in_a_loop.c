// SPDX-License-Identifier: Apache-2.0
/* A check whose condition cannot be looked at in one step, for a function it calls loops without a constant bound:
 * it is evaluated step by step, and the loop around it goes on as before.
 * expect: HOLDS
 */
#include "mc.h"

static uint8_t length = 3, rounds;

static unsigned count(void)
{
	unsigned n = 0;

	while (n < length)
		n++;
	return n;
}

MC_TASK(task, 1)
{
	for (;;) {
		MC_CHECK(count() == 3);
		rounds++;
		if (rounds == 2)
			break;
		if (rounds == 1)
			continue;
	}
	MC_CHECK(rounds == 2);
	MC_COVERED(true, end);
}
