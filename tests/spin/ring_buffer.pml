// SPDX-License-Identifier: Apache-2.0
/* models/textbook/ring_buffer.c */
#define SIZE 2
#ifndef CAPACITY
#define CAPACITY SIZE
#endif
#define POSITIONS (2 * SIZE)
#define used ((tail + POSITIONS - head) % POSITIONS)
byte slot[SIZE];
byte head, tail, sent, received;

active proctype producer() {
  do
  :: used < CAPACITY;
     slot[tail % SIZE] = sent;
     tail = (tail + 1) % POSITIONS;
     sent = (sent + 1) % 3
  od
}

active proctype consumer() {
  do
  :: used > 0;
     assert(slot[head % SIZE] == received);
     head = (head + 1) % POSITIONS;
     received = (received + 1) % 3
  od
}
