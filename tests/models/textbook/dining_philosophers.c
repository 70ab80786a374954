// SPDX-License-Identifier: Apache-2.0
/* Dining philosophers: everybody takes the left fork, and nobody gets the right one. As many steps as
 * there are seats lead there, and no fewer: with a fork free somebody can move.
 *
 * expect: VIOLATED deadlock
 * length: 3 (spin dining_philosophers.pml)
 * lost: 3
 *
 * Forks taken in one order cannot be waited for in a circle.
 *
 * expect: HOLDS
 * flags: -DORDERED
 * states: 42 (spin dining_philosophers.pml -DORDERED)
 */
#include "mc.h"

MC_PARAM(SEATS, 3, 2, 5);

static bool taken[SEATS];
static bool eating[SEATS];

static MC_ATOMIC void take(unsigned fork)
{
	mc_await(!taken[fork]);
	taken[fork] = true;
}

static void put(unsigned fork) { taken[fork] = false; }

#ifdef ORDERED
#define FIRST (self == SEATS - 1 ? 0 : self)
#define SECOND (self == SEATS - 1 ? self : self + 1)
#else
#define FIRST self
#define SECOND ((self + 1) % SEATS)
#endif

MC_TASK(philosopher, SEATS)
{
	for (;;) {
		take(FIRST);
		take(SECOND);
		eating[self] = true;
		eating[self] = false;
		put(SECOND);
		put(FIRST);
	}
}

MC_INVARIANT(no_neighbours_eat)
{
	for (unsigned seat = 0; seat < SEATS; seat++)
		if (eating[seat] && eating[(seat + 1) % SEATS])
			return false;
	return true;
}
MC_COVER(somebody_eats) { return eating[0]; }
