// SPDX-License-Identifier: Apache-2.0
/* A static local is one object, however often its function is called.
 * expect: HOLDS */
#include "mc.h"

static unsigned tick(void)
{
	static uint8_t calls = 10;

	return ++calls;
}

static unsigned other(void)
{
	static uint8_t calls;

	return ++calls;
}

MC_TASK(task, 1)
{
	unsigned first = tick();
	unsigned second = tick();

	MC_CHECK(first == 11 && second == 12);
	for (unsigned k = 0; k < 3; k++)
		first = other();
	MC_CHECK(first == 3);
	MC_CHECK(tick() == 13);
	MC_COVERED(true, end);
}
