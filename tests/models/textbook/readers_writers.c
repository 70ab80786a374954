// SPDX-License-Identifier: Apache-2.0
/* Readers and writers, with a semaphore for the room and a mutex for the number of readers
 * (Courtois, Heymans and Parnas, 1971).
 *
 * expect: HOLDS
 * states: 73 (spin readers_writers.pml)
 *
 * Without the mutex a second reader walks in while the first one still waits for a writer.
 *
 * expect: VIOLATED exclusion
 * flags: -DWITHOUT_MUTEX
 * length: 5 (spin readers_writers.pml -DWITHOUT_MUTEX)
 */
#include "mc.h"

MC_PARAM(READERS, 2, 1, 3);
MC_PARAM(WRITERS, 1, 1, 2);

static bool mutex, room;
static uint8_t readers; /* that have come in or wait at the door */
static uint8_t reading, writing;

static MC_ATOMIC void lock(bool *taken)
{
	mc_await(!*taken);
	*taken = true;
}

static MC_ATOMIC void unlock(bool *taken)
{
	BUG_ON(!*taken);
	*taken = false;
}

#ifdef WITHOUT_MUTEX
#define lock_readers()
#define unlock_readers()
#else
#define lock_readers() lock(&mutex)
#define unlock_readers() unlock(&mutex)
#endif

MC_TASK(reader, READERS)
{
	for (;;) {
		lock_readers();
		if (++readers == 1)
			lock(&room);
		unlock_readers();
		reading++;
		reading--;
		lock_readers();
		if (--readers == 0)
			unlock(&room);
		unlock_readers();
	}
}

MC_TASK(writer, WRITERS)
{
	for (;;) {
		lock(&room);
		writing++;
		writing--;
		unlock(&room);
	}
}

MC_INVARIANT(exclusion) { return writing == 0 || (writing == 1 && reading == 0); }
MC_COVER(two_read_together) { return reading == 2; }
MC_COVER(somebody_writes) { return writing == 1; }
