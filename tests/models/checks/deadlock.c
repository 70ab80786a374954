// SPDX-License-Identifier: Apache-2.0
/* Two locks taken in opposite orders. One step each, and nobody can move.
 * expect: VIOLATED deadlock
 * length: 2
 *
 * expect: HOLDS
 * flags: -DSAME_ORDER
 */
#include "mc.h"

struct lock { bool held; };

static struct lock a, b;
static uint8_t finished;

static MC_ATOMIC void lock(struct lock *l)
{
	mc_await(!l->held);
	l->held = true;
}

static void unlock(struct lock *l) { l->held = false; }

MC_TASK(first, 1)
{
	lock(&a);
	lock(&b);
	unlock(&b);
	unlock(&a);
	finished++;
}

MC_TASK(second, 1)
{
#ifdef SAME_ORDER
	lock(&a);
	lock(&b);
#else
	lock(&b);
	lock(&a);
#endif
	unlock(&a);
	unlock(&b);
	finished++;
}

MC_COVER(both_finish) { return finished == 2; }
