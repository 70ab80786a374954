// SPDX-License-Identifier: Apache-2.0
/* The block after mc_atomic is one step; break leaves the block, return leaves the function.
 * expect: HOLDS
 *
 * Without it two tasks read the same value, and one count is lost. Both tasks need their three steps.
 *
 * expect: VIOLATED all_counted
 * flags: -DNOT_ATOMIC
 * length: 6
 */
#include "mc.h"

static uint8_t count, done;

static void increment(void)
{
#ifndef NOT_ATOMIC
	mc_atomic
#endif
	{
		unsigned seen = count;

		count = seen + 1;
	}
}

#ifndef NOT_ATOMIC
static unsigned leave_early(unsigned how)
{
	static uint8_t marks;

	mc_atomic {
		marks = 1;
		if (how == 0)
			break;
		marks = 2;
		if (how == 1)
			return 10;
		marks = 3;
	}
	return marks;
}
#endif

MC_TASK(counter, 2)
{
	increment();
	done++;
#ifndef NOT_ATOMIC
	mc_await(done == 2);
	if (self == 0) {
		MC_CHECK(leave_early(0) == 1);
		MC_CHECK(leave_early(1) == 10);
		MC_CHECK(leave_early(2) == 3);
		MC_COVERED(true, end);
	}
#endif
}

MC_INVARIANT(all_counted) { return done < 2 || count == 2; }
MC_COVER(both_done) { return done == 2; }
