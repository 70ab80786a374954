// SPDX-License-Identifier: Apache-2.0
/* MESI: a cache line in any number of caches, kept coherent by snooping on a bus (Papamarcos and Patel 1984).
 * What is on the bus reaches all caches in one step: a broadcast, and the answer of the others to a read says
 * whether somebody has the line.
 *
 * expect: HOLDS
 * any: CACHES
 *
 * Without the invalidation of the others, a writer and a reader have different contents.
 *
 * expect: VIOLATED single_writer
 * flags: -DKEEP_OTHERS
 * any: CACHES
 */
#include "mc.h"

MC_PARAM(CACHES, 2, 1, 6);
MC_SYMMETRIC(CACHES);

enum line { INVALID, SHARED, EXCLUSIVE, MODIFIED };

static enum line lines[CACHES];

static bool somebody_has_it(void)
{
	bool found = false;

	for (unsigned i = 0; i < CACHES; i++)
		found |= lines[i] != INVALID;
	return found;
}

/* BusRd: whoever has the line shares it from now on; a modified one is written back. */
static void bus_read(void)
{
	for (unsigned i = 0; i < CACHES; i++)
		if (lines[i] != INVALID)
			lines[i] = SHARED;
}

/* BusRdX and BusUpgr */
static void bus_invalidate(unsigned self)
{
#ifndef KEEP_OTHERS
	for (unsigned i = 0; i < CACHES; i++)
		if (i != self)
			lines[i] = INVALID;
#endif
	(void)self;
}

static MC_ATOMIC void load(unsigned self)
{
	bool shared;

	if (lines[self] != INVALID)
		return;
	shared = somebody_has_it();
	bus_read();
	lines[self] = shared ? SHARED : EXCLUSIVE;
}

static MC_ATOMIC void store(unsigned self)
{
	if (lines[self] == INVALID || lines[self] == SHARED)
		bus_invalidate(self);
	lines[self] = MODIFIED;
}

MC_TASK(cache, CACHES)
{
	for (;;) {
		switch (mc_choose(3)) {
		case 0:
			load(self);
			break;
		case 1:
			store(self);
			break;
		default:
			lines[self] = INVALID; /* evicted */
			break;
		}
	}
}

/* Who may write without asking is alone. */
MC_INVARIANT(single_writer)
{
	for (unsigned i = 0; i < CACHES; i++)
		for (unsigned j = 0; j < CACHES; j++)
			if (i != j && lines[i] >= EXCLUSIVE && lines[j] != INVALID)
				return false;
	return true;
}

MC_COVER(shared_by_two)
{
	for (unsigned i = 0; i < CACHES; i++)
		for (unsigned j = 0; j < CACHES; j++)
			if (i != j && lines[i] == SHARED && lines[j] == SHARED)
				return true;
	return false;
}

MC_COVER(modified)
{
	for (unsigned i = 0; i < CACHES; i++)
		if (lines[i] == MODIFIED)
			return true;
	return false;
}
