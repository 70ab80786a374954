// SPDX-License-Identifier: Apache-2.0
/* Peterson's mutual exclusion for two tasks.
 *
 * expect: HOLDS
 * states: 32 (spin peterson.pml)
 *
 * The flag must be raised before the turn is given away. Each task needs four steps to get inside, so no
 * run with both inside is shorter than eight.
 *
 * expect: VIOLATED mutual_exclusion
 * flags: -DTURN_FIRST
 * length: 8 (spin peterson.pml -DTURN_FIRST)
 */
#include "mc.h"

static bool wants[2];
static uint8_t turn;
static uint8_t inside;

MC_TASK(contender, 2)
{
	for (;;) {
#ifdef TURN_FIRST
		turn = 1 - self;
		wants[self] = true;
#else
		wants[self] = true;
		turn = 1 - self;
#endif
		mc_await(!wants[1 - self] || turn == self);
		inside++;
		inside--;
		wants[self] = false;
	}
}

MC_INVARIANT(mutual_exclusion) { return inside <= 1; }
MC_COVER(somebody_enters) { return inside == 1; }
