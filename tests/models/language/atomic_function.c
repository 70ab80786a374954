// SPDX-License-Identifier: Apache-2.0
/* The body of an MC_ATOMIC function is one step, calls inside it and loops of a known number of rounds too.
 * expect: HOLDS
 *
 * expect: VIOLATED equal
 * flags: -DNOT_ATOMIC
 */
#include "mc.h"

#ifdef NOT_ATOMIC
#define ATOMIC
#else
#define ATOMIC MC_ATOMIC
#endif

static uint8_t left, right, total;

static void add(uint8_t *where, unsigned n)
{
	for (unsigned k = 0; k < 3; k++)
		if (k < n)
			(*where)++;
}

static ATOMIC unsigned add_both(unsigned n)
{
	if (total + n > 4)
		return 0;
	add(&left, n);
	add(&right, n);
	total += n;
	return n;
}

MC_TASK(worker, 2)
{
	while (add_both(1 + self) != 0)
		;
}

MC_INVARIANT(equal) { return left == right; }
MC_COVER(full) { return total == 4; }
