// SPDX-License-Identifier: Apache-2.0
/* Enumerations: given values, counting on, negative ones, as an index and in arithmetic.
 * expect: HOLDS */
#include "mc.h"

enum pte { PTE_NONE, PTE_RO, PTE_RW, PTE_COUNT };
enum error { EAGAIN = -11, EIO = -5, OK = 0, RETRY = 7, RETRY_LATER };
typedef enum { LOW = 10, HIGH = LOW * 2 } level_t;

static enum pte pte = PTE_RO;
static uint8_t seen[PTE_COUNT] = { [PTE_RW] = 9 };
static enum error error;
static level_t level = HIGH;

static enum pte stronger(enum pte from) { return from == PTE_RO ? PTE_RW : from; }

MC_TASK(task, 1)
{
	MC_CHECK(pte == PTE_RO && PTE_COUNT == 3);
	MC_CHECK(error == OK);
	MC_CHECK(RETRY_LATER == 8);
	pte = stronger(pte);
	MC_CHECK(pte == PTE_RW && seen[pte] == 9 && seen[pte - 1] == 0);
	pte++;
	MC_CHECK(pte == PTE_COUNT);
	error = EIO;
	MC_CHECK(error < 0 && -error == 5);
	error = RETRY;
	MC_CHECK(error == 7);
	MC_CHECK(level - LOW == 10);
	level = (level_t)(level / 2);
	MC_CHECK(level == LOW);
	MC_COVERED(true, end);
}
