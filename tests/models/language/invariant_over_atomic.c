// SPDX-License-Identifier: Apache-2.0
/* What is true only in the middle of a step is nobody's business.
 * expect: HOLDS */
#include "mc.h"

static int8_t balance[2] = { 5, 5 };

static MC_ATOMIC void transfer(unsigned from, unsigned to)
{
	mc_await(balance[from] > 0);
	balance[from]--;
	balance[to]++;
}

MC_TASK(payer, 2)
{
	for (;;)
		transfer(self, 1 - self);
}

MC_INVARIANT(nothing_lost) { return balance[0] + balance[1] == 10; }
MC_COVER(one_has_all) { return balance[0] == 10; }
