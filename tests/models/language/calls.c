// SPDX-License-Identifier: Apache-2.0
/* Calls: values that come back from the middle, calls in calls, in conditions and in loops.
 * expect: HOLDS */
#include "mc.h"

static uint8_t limit = 3;
static uint8_t log;

static unsigned clamp(unsigned x)
{
	if (x > limit)
		return limit;
	return x;
}

static unsigned plus_one(unsigned x)
{
	x++;
	return x;
}

static int first_above(unsigned bound)
{
	for (int k = 0; k < 5; k++) {
		if (k * k > (int)bound)
			return k;
	}
	return -1;
}

static void note(unsigned value)
{
	if (value == 0)
		return;
	log += value;
}

static unsigned twice_logged(unsigned x)
{
	log++;
	return 2 * x;
}

static inline unsigned larger(unsigned a, unsigned b) { return a > b ? a : b; }

MC_TASK(task, 1)
{
	unsigned x = 1;

	MC_CHECK(clamp(2) == 2 && clamp(7) == 3);
	x = plus_one(plus_one(plus_one(x)));
	MC_CHECK(x == 4);
	MC_CHECK(plus_one(x) == 5 && x == 4);
	MC_CHECK(clamp(plus_one(clamp(1))) + clamp(x) == 5);
	MC_CHECK(larger(plus_one(1), larger(1, clamp(9))) == 3);
	MC_CHECK(first_above(3) == 2 && first_above(8) == 3 && first_above(100) == -1);
	note(0);
	note(2);
	note(clamp(4));
	MC_CHECK(log == 5);
	while (clamp(log) == 3 && log < 9)
		log = plus_one(log);
	MC_CHECK(log == 9);
	if (plus_one(log) == 10)
		x = 0;
	MC_CHECK(x == 0);
	x = 10;
	for (unsigned k = 0; k < plus_one(1); k++)
		x = clamp(x) + k;
	MC_CHECK(x == 4);
	log = 0;
	x = 0;
	for (unsigned k = twice_logged(1); k < twice_logged(2); k += 2)
		x += k;
	MC_CHECK(x == 2 && log == 3); /* once before the loop, and for k = 2 and 4 */
	MC_COVERED(true, end);
}
