// SPDX-License-Identifier: Apache-2.0
/* A small struct may be returned.
 * expect: HOLDS */
#include "mc.h"

struct range { uint8_t from, to; };

static uint8_t size = 4;

static struct range upto(uint8_t end)
{
	struct range r = { .to = end };

	if (end > size)
		r.to = size;
	return r;
}

MC_TASK(task, 1)
{
	struct range r = upto(9);

	MC_CHECK(r.from == 0 && r.to == 4);
	r = upto(2);
	MC_CHECK(r.to == 2);
	MC_COVERED(true, end);
}
