// SPDX-License-Identifier: Apache-2.0
/* mc_await may be the first thing of a function that is called, atomic or not, and of an atomic block.
 * expect: HOLDS */
#include "mc.h"

static bool held;
static uint8_t inside, entered;

static void wait_until_free(void) { mc_await(!held); }

static bool try_lock(void)
{
	bool got = false;

	mc_atomic {
		if (!held) {
			held = true;
			got = true;
		}
	}
	return got;
}

static MC_ATOMIC void lock(void)
{
	mc_await(!held);
	held = true;
}

MC_TASK(polite, 1)
{
	do
		wait_until_free();
	while (!try_lock());
	inside++;
	inside--;
	mc_atomic {
		held = false;
		entered++;
	}
}

MC_TASK(blunt, 2)
{
	lock();
	inside++;
	inside--;
	mc_atomic {
		mc_await(held);
		held = false;
		entered++;
	}
}

MC_INVARIANT(mutual_exclusion) { return inside <= 1; }
MC_COVER(end) { return entered == 3; }
