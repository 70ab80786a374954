// SPDX-License-Identifier: Apache-2.0
/* A ring buffer between one producer and one consumer, without a lock: what was put first comes out first.
 *
 * expect: HOLDS
 * states: 402 (spin ring_buffer.pml)
 *
 * One slot more than there are: the producer overwrites what was not yet read.
 *
 * expect: VIOLATED slot[head % SIZE] == received
 * flags: -DCAPACITY=SIZE+1
 * length: 12 (spin ring_buffer.pml -DCAPACITY=3)
 */
#include "mc.h"

MC_PARAM(SIZE, 2, 1, 4);

#ifndef CAPACITY
#define CAPACITY SIZE
#endif

enum { POSITIONS = 2 * SIZE }; /* items count modulo 3 */

static uint8_t slot[SIZE];
static uint8_t head, tail;
static uint8_t sent, received;

static unsigned used(void) { return (tail + POSITIONS - head) % POSITIONS; }

static MC_ATOMIC void wait_for_room(void) { mc_await(used() < CAPACITY); }
static MC_ATOMIC void wait_for_item(void) { mc_await(used() > 0); }

MC_TASK(producer, 1)
{
	for (;;) {
		wait_for_room();
		slot[tail % SIZE] = sent;
		tail = (tail + 1) % POSITIONS;
		sent = (sent + 1) % 3;
	}
}

MC_TASK(consumer, 1)
{
	for (;;) {
		wait_for_item();
		MC_CHECK(slot[head % SIZE] == received);
		head = (head + 1) % POSITIONS;
		received = (received + 1) % 3;
	}
}

MC_COVER(full) { return used() == SIZE; }
