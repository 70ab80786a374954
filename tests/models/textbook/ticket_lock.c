// SPDX-License-Identifier: Apache-2.0
/* The ticket lock: take the next number, wait until it is called. Numbers wrap around.
 *
 * expect: HOLDS
 * states: 1397 (spin ticket_lock.pml)
 *
 * Fewer numbers than tasks: two hold the same one.
 *
 * expect: VIOLATED mutual_exclusion
 * flags: -DNUMBERS=2
 * length: 7 (spin ticket_lock.pml -DNUMBERS=2)
 *
 * Taking a number is one step, or two tasks read the same one.
 *
 * expect: VIOLATED mutual_exclusion
 * flags: -DTWO_STEPS --set TASKS=2
 * length: 8 (spin ticket_lock.pml -DTWO_STEPS -DTASKS=2)
 */
#include "mc.h"

MC_PARAM(TASKS, 3, 2, 4);

#ifndef NUMBERS
#define NUMBERS 4
#endif

static uint8_t next_number, called;
static uint8_t mine[TASKS];
static uint8_t inside;

#ifdef TWO_STEPS
static void take_number(unsigned self)
#else
static MC_ATOMIC void take_number(unsigned self)
#endif
{
	mine[self] = next_number;
	next_number = (next_number + 1) % NUMBERS;
}

MC_TASK(customer, TASKS)
{
	for (;;) {
		take_number(self);
		mc_await(called == mine[self]);
		inside++;
		inside--;
		called = (called + 1) % NUMBERS;
	}
}

MC_INVARIANT(mutual_exclusion) { return inside <= 1; }
MC_COVER(somebody_enters) { return inside == 1; }
