// SPDX-License-Identifier: Apache-2.0
/* The condition of a check, an await or an assumption is looked at in one step, with the functions it calls.
 * expect: HOLDS
 *
 * That of an if is not: each function it calls is a step or more, and the pair may change between them.
 *
 * expect: VIOLATED left() == right() && !seen_apart
 * flags: -DBY_HAND
 */
#include "mc.h"

static uint8_t pair[2];
static bool seen_apart;

static unsigned left(void) { return pair[0]; }
static unsigned right(void) { return pair[1]; }

MC_TASK(writer, 1)
{
	for (unsigned k = 1; k < 3; k++)
		mc_atomic {
			pair[0] = k;
			pair[1] = k;
		}
}

MC_TASK(reader, 1)
{
#ifdef BY_HAND
	if (left() != right())
		seen_apart = true;
#endif
	MC_CHECK(left() == right() && !seen_apart);
	mc_await(left() == right());
	MC_COVERED(left() == 1, in_between);
}
