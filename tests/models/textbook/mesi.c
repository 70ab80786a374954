// SPDX-License-Identifier: Apache-2.0
/* A snooping cache: MESI (Papamarcos and Patel 1984) for one line of memory, N caches on a bus. A bus transaction is
 * one step; between it and the copy of a line others may get theirs. Caches are interchangeable.
 *
 * expect: HOLDS
 *
 * One that does not invalidate the others before it writes.
 *
 * expect: VIOLATED one_writer
 * flags: -DFORGET
 */
#include "mc.h"

MC_PARAM(N, 2, 2, 5);
MC_SYMMETRIC(N);

enum line { INVALID, SHARED, EXCLUSIVE, MODIFIED };

static enum line cache[N];
/* Who may write without asking; NULL: nobody. */
static enum line *owner;

static bool somebody_has_it(void)
{
	bool found = false;

	for (unsigned k = 0; k < N; k++)
		found |= cache[k] != INVALID;
	return found;
}

static MC_ATOMIC void bus_read(unsigned self)
{
	bool shared = somebody_has_it();

	for (unsigned k = 0; k < N; k++)
		cache[k] = cache[k] == INVALID ? INVALID : SHARED;
	cache[self] = shared ? SHARED : EXCLUSIVE;
	owner = shared ? NULL : &cache[self];
}

static MC_ATOMIC void bus_read_exclusive(unsigned self)
{
#ifndef FORGET
	for (unsigned k = 0; k < N; k++)
		cache[k] = INVALID;
#endif
	cache[self] = MODIFIED;
	owner = &cache[self];
}

MC_TASK(processor, N)
{
	for (;;) {
		if (mc_choose(2)) {
			if (cache[self] == INVALID)
				bus_read(self);
		} else mc_atomic {
			if (owner == &cache[self])
				*owner = MODIFIED;
			else
				bus_read_exclusive(self);
		}
	}
}

MC_INVARIANT(one_writer)
{
	unsigned writers = 0, readers = 0;

	for (unsigned k = 0; k < N; k++) {
		writers += cache[k] >= EXCLUSIVE;
		readers += cache[k] == SHARED;
	}
	return writers + (readers > 0) <= 1;
}
MC_COVER(somebody_writes)
{
	bool found = false;

	for (unsigned k = 0; k < N; k++)
		found |= cache[k] == MODIFIED;
	return found;
}
