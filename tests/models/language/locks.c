// SPDX-License-Identifier: Apache-2.0
/* Locks: a mutex and a spinlock keep others out; who holds one can say so.
 * expect: HOLDS
 *
 * Without them two are inside.
 *
 * expect: VIOLATED one_inside
 * flags: -DNO_LOCK
 *
 * expect: VIOLATED lockdep_assert_held(&lock)
 * flags: -DNO_LOCK -DASSERT
 */
#include "mc_lock.h"

static struct mutex lock;
static spinlock_t inner;
static struct rw_semaphore sem;
static uint8_t inside;

MC_TASK(task, 2)
{
#ifndef NO_LOCK
	mutex_lock(&lock);
	spin_lock(&inner);
	lockdep_assert_held(&inner);
#endif
#if !defined(NO_LOCK) || defined(ASSERT)
	lockdep_assert_held(&lock);
#endif
	inside++;
	inside--;
#ifndef NO_LOCK
	spin_unlock(&inner);
	mutex_unlock(&lock);
#endif
	down_write(&sem);
	lockdep_assert_held_write(&sem);
	up_write(&sem);
	if (mutex_trylock(&lock)) {
		MC_COVERED(true, tried);
		mutex_unlock(&lock);
	}
}

MC_INVARIANT(one_inside) { return inside <= 1; }
MC_COVER(somebody_inside) { return inside == 1; }
