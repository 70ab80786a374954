// SPDX-License-Identifier: Apache-2.0
/* A full expression is one step: x = x + 1 loses nothing, however many tasks do it.
 * expect: HOLDS
 *
 * Two statements are two steps. Both tasks need their three.
 *
 * expect: VIOLATED all_counted
 * flags: -DTWO_STATEMENTS
 * length: 6
 *
 * A function that is called is a step or more of its own.
 *
 * expect: VIOLATED all_counted
 * flags: -DHELPER
 * length: 6
 */
#include "mc.h"

static uint8_t x, done;

#ifdef HELPER
static unsigned read_x(void) { return x; }
#endif

MC_TASK(counter, 2)
{
#if defined(HELPER)
	x = read_x() + 1;
#elif defined(TWO_STATEMENTS)
	unsigned seen = x;

	x = seen + 1;
#else
	x = x + 1;
#endif
	done++;
}

MC_INVARIANT(all_counted) { return done < 2 || x == 2; }
MC_COVER(both_done) { return done == 2; }
