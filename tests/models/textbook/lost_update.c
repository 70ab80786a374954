// SPDX-License-Identifier: Apache-2.0
/* The lost update: both adders read before either has written, and from then on one addition is lost
 * whatever they do.
 *
 * expect: VIOLATED none_lost
 * length: 6
 * lost: 2
 *
 * expect: HOLDS
 * flags: -DATOMIC=MC_ATOMIC
 */
#include "mc.h"

#ifndef ATOMIC
#define ATOMIC
#endif

static uint8_t count, done;

static ATOMIC void add(void)
{
	uint8_t seen = count;
	count = seen + 1;
}

MC_TASK(adder, 2)
{
	add();
	done++;
}

MC_INVARIANT(none_lost) { return done < 2 || count == 2; }
MC_COVER(both_done) { return done == 2; }
