/* models/textbook/ring_buffer.c. Nobody but the producer looks at `sent`, and nobody but the consumer at
 * `received`: what is done to them belongs to the step before. */
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
     d_step { tail = (tail + 1) % POSITIONS; sent = (sent + 1) % 3 }
  od
}

active proctype consumer() {
  do
  :: used > 0;
     assert(slot[head % SIZE] == received);
     d_step { head = (head + 1) % POSITIONS; received = (received + 1) % 3 }
  od
}
