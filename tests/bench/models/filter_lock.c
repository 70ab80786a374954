// SPDX-License-Identifier: Apache-2.0
/* The filter lock: Peterson's algorithm for N tasks. At each of N-1 levels the last to come waits while anybody
 * else is at that level or above. Coming to a level is one step here, and so is one look at all the others. */
#include "mc.h"

MC_PARAM(N, 6, 2, 8);

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
		for (unsigned l = 1; l < N; l++) {
			mc_atomic {
				level[self] = l;
				last[l] = self;
			}
			pass(self, l);
		}
		inside++;
		inside--;
		level[self] = 0;
	}
}

MC_INVARIANT(mutual_exclusion) { return inside <= 1; }
MC_COVER(somebody_enters) { return inside == 1; }
