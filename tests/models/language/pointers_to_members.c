// SPDX-License-Identifier: Apache-2.0
/* Pointers into structs: a member that is a struct or a scalar, an element of an array in a struct.
 * expect: HOLDS */
#include "mc.h"

struct lock { bool held; };
struct inode { struct lock lock; uint8_t block[2]; struct lock other; };

static struct inode inode[2];
static struct lock *held;

static MC_ATOMIC void acquire(struct lock *lock)
{
	mc_await(!lock->held);
	lock->held = true;
	held = lock;
}

static void set(uint8_t *block, uint8_t value) { *block = value; }

MC_TASK(task, 1)
{
	struct inode *i = &inode[1];

	acquire(&i->other);
	MC_CHECK(inode[1].other.held && !inode[1].lock.held && !inode[0].other.held);
	MC_CHECK(held == &inode[1].other && held != &i->lock);
	held->held = false;
	MC_CHECK(!i->other.held);
	set(&i->block[1], 3);
	set(&inode[0].block[0], 4);
	MC_CHECK(inode[1].block[1] == 3 && inode[0].block[0] == 4 && inode[1].block[0] == 0);
	MC_COVERED(true, end);
}
