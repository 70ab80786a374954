// SPDX-License-Identifier: Apache-2.0
/* Bit-fields: each keeps to its width and leaves its neighbours alone.
 * expect: HOLDS */
#include "mc.h"

struct flags {
	bool locked : 1;
	unsigned dirty : 1, count : 3;
	unsigned : 2;
	int delta : 3;
};

static struct flags flags = { .count = 5 };
static struct flags pair[2];

MC_TASK(task, 1)
{
	MC_CHECK(flags.count == 5 && !flags.dirty && !flags.locked && flags.delta == 0);
	flags.dirty = 1;
	flags.count += 2;
	MC_CHECK(flags.count == 7 && flags.dirty == 1);
	flags.delta = -4;
	MC_CHECK(flags.delta < 0 && flags.delta + 1 == -3);
	flags.delta = 3;
	flags.locked = flags.count;
	MC_CHECK(flags.locked == 1);
	MC_CHECK(flags.count - 8 == -1); /* three bits promote to int */
	pair[1] = flags;
	pair[1].count--;
	MC_CHECK(pair[1].count == 6 && flags.count == 7 && pair[0].count == 0 && pair[1].delta == 3);
	MC_COVERED(true, end);
}
