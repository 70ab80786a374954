// SPDX-License-Identifier: Apache-2.0
/* The filter lock: Peterson's algorithm for N tasks. At each of N-1 levels the last to come waits while
 * anybody else is at that level or above. One look at all the others is one step here.
 *
 * expect: HOLDS
 * states: 513 (spin filter_lock.pml)
 *
 * For two it is Peterson's, state by state.
 *
 * expect: HOLDS
 * flags: --set N=2
 * states: 32 (spin filter_lock.pml -DN=2)
 *
 * With a level less, two get through.
 *
 * expect: VIOLATED mutual_exclusion
 * flags: -DLEVELS=N-2
 * length: 10 (spin filter_lock.pml -DLEVELS=N-2)
 */
#include "mc.h"

MC_PARAM(N, 3, 2, 5);

#ifndef LEVELS
#define LEVELS N - 1
#endif

static uint8_t level[N];
static uint8_t last[N];
static uint8_t inside;

static bool alone(unsigned self, unsigned l)
{
	for (unsigned k = 0; k < N; k++)
		if (k != self && level[k] >= l)
			return false;
	return true;
}

/* Waits until this task may leave level `l`. */
static MC_ATOMIC void pass(unsigned self, unsigned l)
{
	mc_await(alone(self, l) || last[l] != self);
}

MC_TASK(contender, N)
{
	for (;;) {
		for (unsigned l = 1; l <= LEVELS; l++) {
			level[self] = l;
			last[l] = self;
			pass(self, l);
		}
		inside++;
		inside--;
		level[self] = 0;
	}
}

MC_INVARIANT(mutual_exclusion) { return inside <= 1; }
MC_COVER(somebody_enters) { return inside == 1; }
