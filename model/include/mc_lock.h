// SPDX-License-Identifier: Apache-2.0
/* Locks of the kernel: a task that cannot have one waits. See model/README.md. */
#ifndef MC_LOCK_H
#define MC_LOCK_H

#include "mc.h"

/* A lock with one owner: mc_task() of the task that holds it, 0 if it is free. */
struct mutex {
	uint8_t owner;
};
typedef struct mutex spinlock_t;

/* kernel/locking/mutex.c:mutex_lock */
static inline MC_ATOMIC void mutex_lock(struct mutex *lock)
{
	mc_await(lock->owner == 0);
	lock->owner = mc_task();
}

/* kernel/locking/mutex.c:mutex_trylock */
static inline MC_ATOMIC bool mutex_trylock(struct mutex *lock)
{
	if (lock->owner != 0)
		return false;
	lock->owner = mc_task();
	return true;
}

/* kernel/locking/mutex.c:mutex_unlock */
static inline MC_ATOMIC void mutex_unlock(struct mutex *lock)
{
	mc_check(lock->owner == mc_task(), "unlock of a lock not held");
	lock->owner = 0;
}

/* include/linux/spinlock.h. To the model a spinning task waits like a sleeping one. */
#define spin_lock(lock) mutex_lock(lock)
#define spin_trylock(lock) mutex_trylock(lock)
#define spin_unlock(lock) mutex_unlock(lock)

/* include/linux/lockdep.h: the running task holds a mutex or spinlock. */
#define lockdep_assert_held(lock) mc_check((lock)->owner == mc_task(), "lockdep_assert_held(" #lock ")")
/* The same of a rw_semaphore: somebody holds it for writing. */
#define lockdep_assert_held_write(sem) mc_check((sem)->writer, "lockdep_assert_held_write(" #sem ")")

/* At most 7 readers. Readers are not kept out by a waiting writer: a scheduler may be that unfair. */
struct rw_semaphore {
	unsigned readers : 3;
	bool writer;
};

/* kernel/locking/rwsem.c:down_read */
static inline MC_ATOMIC void down_read(struct rw_semaphore *sem)
{
	mc_await(!sem->writer);
	sem->readers++;
}

/* kernel/locking/rwsem.c:up_read */
static inline MC_ATOMIC void up_read(struct rw_semaphore *sem)
{
	mc_check(sem->readers != 0, "unlock of a lock not held");
	sem->readers--;
}

/* kernel/locking/rwsem.c:down_write */
static inline MC_ATOMIC void down_write(struct rw_semaphore *sem)
{
	mc_await(!sem->writer && sem->readers == 0);
	sem->writer = true;
}

/* kernel/locking/rwsem.c:up_write */
static inline MC_ATOMIC void up_write(struct rw_semaphore *sem)
{
	mc_check(sem->writer, "unlock of a lock not held");
	sem->writer = false;
}

#endif
