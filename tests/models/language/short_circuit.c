// SPDX-License-Identifier: Apache-2.0
/* && and || evaluate the right side only where it matters, with all its effects and checks.
 * expect: HOLDS */
#include "mc.h"

struct node { uint8_t value; };

static struct node node = { 4 };
static struct node *p;
static uint8_t x = 1, calls;
static uint8_t table[2] = { 1, 2 };

static bool count(bool value)
{
	calls++;
	return value;
}

MC_TASK(task, 1)
{
	bool r = x && count(true);

	MC_CHECK(r && calls == 1);
	r = !x && count(true);
	MC_CHECK(!r && calls == 1);
	r = x || count(true);
	MC_CHECK(r && calls == 1);
	r = !x || count(false);
	MC_CHECK(!r && calls == 2);
	if (count(false) && count(true))
		x = 9;
	MC_CHECK(calls == 3 && x == 1);
	if (count(false) || (count(true) && !count(false)))
		x = 2;
	MC_CHECK(calls == 6 && x == 2);
	r = x == 9 && x++ == 9;
	MC_CHECK(!r && x == 2);
	r = x == 2 || x++ == 9;
	MC_CHECK(r && x == 2);
	MC_CHECK(!(p && p->value == 4));
	MC_CHECK(!p || p->value == 4);
	MC_CHECK(!(x < 2 && table[x] == 1));
	MC_CHECK(x >= 2 || table[x] == 1);
	p = &node;
	MC_CHECK(p && p->value == 4);
	MC_CHECK((x > 1 ? 0 : table[x]) == 0);
	MC_CHECK((2 && 4) + (0 || 8) == 2);
	while (x < 5 && count(true))
		x++;
	MC_CHECK(x == 5 && calls == 9);
	MC_COVERED(true, end);
}
