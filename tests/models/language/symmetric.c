// SPDX-License-Identifier: Apache-2.0
/* MC_SYMMETRIC says that the copies of a task may be exchanged; it changes no verdict.
 * expect: HOLDS */
#include "mc.h"

MC_PARAM(PROCESSES, 3, 1, 4);
MC_SYMMETRIC(PROCESSES);

static bool arrived[PROCESSES];
static uint8_t count;

MC_TASK(process, PROCESSES)
{
	arrived[self] = true;
	count++;
}

MC_INVARIANT(no_more_than_came)
{
	unsigned sum = 0;

	for (unsigned k = 0; k < PROCESSES; k++)
		sum += arrived[k];
	return count <= sum;
}
MC_COVER(all_came) { return count == PROCESSES; }
