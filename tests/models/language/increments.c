// SPDX-License-Identifier: Apache-2.0
/* ++ and --, before and after, on state and on locals.
 * expect: HOLDS */
#include "mc.h"

struct counter { uint8_t n; };

static uint8_t x, order[3];
static struct counter counter[2];

MC_TASK(task, 1)
{
	unsigned y = 0;
	struct counter *c = &counter[1];

	MC_CHECK(x++ == 0);
	MC_CHECK(++x == 2);
	MC_CHECK(x-- == 2);
	MC_CHECK(--x == 0 && x == 0);
	order[y++] = 5;
	order[y++] = 6;
	order[y] = y;
	MC_CHECK(order[0] == 5 && order[1] == 6 && order[2] == 2);
	MC_CHECK(order[--y]-- == 6 && order[1] == 5 && y == 1);
	c->n++;
	++c->n;
	MC_CHECK(counter[1].n-- == 2 && counter[1].n == 1 && counter[0].n == 0);
	order[x]++;
	MC_CHECK(order[0] == 6);
	MC_COVERED(true, end);
}
