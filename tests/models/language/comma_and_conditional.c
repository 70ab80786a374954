// SPDX-License-Identifier: Apache-2.0
/* The comma and ?: with their order of evaluation; only the chosen side happens.
 * expect: HOLDS */
#include "mc.h"

static uint8_t x, y, calls;
static int16_t s = -1;

static unsigned count(unsigned value)
{
	calls++;
	return value;
}

MC_TASK(task, 1)
{
	unsigned z = (x = 2, x + 1);

	MC_CHECK(z == 3);
	y = x > 1 ? x++ : x--;
	MC_CHECK(y == 2 && x == 3);
	z = x > 5 ? count(1) : x > 2 ? count(2) : count(3);
	MC_CHECK(z == 2 && calls == 1);
	MC_CHECK((x ? s : 5u) == 4294967295u); /* the common type is unsigned */
	MC_CHECK((x == 3 ? true : false) == 1);
	x == 3 ? (void)(y = 7) : (void)(y = 8);
	MC_CHECK(y == 7);
	*(x ? &x : &y) = 9;
	MC_CHECK(x == 9 && y == 7);
	MC_CHECK(((calls ? &x : &y) == &x) && (count(0), calls) == 2);
	MC_COVERED(true, end);
}
