/* Locks of the kernel that sleep: a task that cannot have one waits. See model/README.md. */
#ifndef MC_LOCK_H
#define MC_LOCK_H

#include "mc.h"

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
	VM_BUG_ON(sem->readers == 0);
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
	VM_BUG_ON(!sem->writer);
	sem->writer = false;
}

#endif
