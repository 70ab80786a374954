// SPDX-License-Identifier: Apache-2.0
/* A test-and-set lock that does not say who holds it, with any number of tasks.
 *
 * expect: HOLDS
 * any: TASKS
 *
 * Looking and taking are two steps.
 *
 * expect: VIOLATED one_holder
 * flags: -DTWO_STEPS
 * any: TASKS
 */
#include "mc.h"

MC_PARAM(TASKS, 2, 1, 6);
MC_SYMMETRIC(TASKS);

static bool locked;
static bool holds[TASKS];

MC_TASK(contender, TASKS)
{
	for (;;) {
#ifdef TWO_STEPS
		mc_await(!locked);
		locked = true;
#else
		mc_atomic {
			mc_await(!locked);
			locked = true;
		}
#endif
		holds[self] = true;
		holds[self] = false;
		locked = false;
	}
}

MC_INVARIANT(one_holder)
{
	for (unsigned i = 0; i < TASKS; i++)
		for (unsigned j = 0; j < TASKS; j++)
			if (i != j && holds[i] && holds[j])
				return false;
	return true;
}

MC_COVER(held)
{
	for (unsigned i = 0; i < TASKS; i++)
		if (holds[i])
			return true;
	return false;
}
