// SPDX-License-Identifier: Apache-2.0
/* The address of a local, of its member or element, handed to a function that is called.
 * expect: HOLDS */
#include "mc.h"

struct range { uint8_t from, to; };

static uint8_t shared = 3;

static void increment(unsigned *x) { (*x)++; }
static void twice(unsigned *x)
{
	increment(x);
	increment(x);
}
static bool find(uint8_t wanted, struct range *found)
{
	if (wanted != shared)
		return false;
	found->from = wanted;
	found->to = wanted + 1;
	return true;
}
static void swap(uint8_t *a, uint8_t *b)
{
	uint8_t kept = *a;

	*a = *b;
	*b = kept;
}

MC_TASK(task, 1)
{
	unsigned n = 5;
	struct range range = { 0 };
	uint8_t pair[2] = { 1, 2 };

	twice(&n);
	increment(&n);
	MC_CHECK(n == 8);
	MC_CHECK(!find(4, &range) && range.to == 0);
	MC_CHECK(find(3, &range) && range.from == 3 && range.to == 4);
	swap(&range.from, &range.to);
	MC_CHECK(range.from == 4 && range.to == 3);
	swap(&pair[0], &pair[1]);
	MC_CHECK(pair[0] == 2 && pair[1] == 1);
	swap(&pair[0], &shared);
	MC_CHECK(pair[0] == 3 && shared == 2);
	MC_COVERED(true, end);
}
