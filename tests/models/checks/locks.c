// SPDX-License-Identifier: Apache-2.0
/* The kernel's sleeping locks: who has none must not give it back.
 * expect: HOLDS
 *
 * expect: VIOLATED unlock of a lock not held
 * flags: -DUNLOCK_TWICE
 *
 * expect: VIOLATED unlock of a lock not held
 * flags: -DWRONG_KIND
 *
 * expect: VIOLATED deadlock
 * flags: -DNEVER_UNLOCK
 */
#include "mc_lock.h"

static struct rw_semaphore lock;
static uint8_t reading, writing;

MC_TASK(reader, 2)
{
	down_read(&lock);
	reading++;
	reading--;
	up_read(&lock);
}

MC_TASK(writer, 1)
{
	down_write(&lock);
	writing++;
	writing--;
#if defined(WRONG_KIND)
	up_read(&lock);
#elif !defined(NEVER_UNLOCK)
	up_write(&lock);
#endif
#ifdef UNLOCK_TWICE
	up_write(&lock);
#endif
}

MC_INVARIANT(exclusion) { return writing == 0 || reading == 0; }
MC_COVER(two_read) { return reading == 2; }
MC_COVER(one_writes) { return writing == 1; }
