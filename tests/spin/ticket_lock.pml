// SPDX-License-Identifier: Apache-2.0
/* models/textbook/ticket_lock.c */
#ifndef TASKS
#define TASKS 3
#endif
#ifndef NUMBERS
#define NUMBERS 4
#endif
byte next_number, called, inside;
byte mine[TASKS];

active [TASKS] proctype customer() {
  do
  ::
#ifdef TWO_STEPS
     mine[_pid] = next_number;
     next_number = (next_number + 1) % NUMBERS;
#else
     d_step { mine[_pid] = next_number; next_number = (next_number + 1) % NUMBERS };
#endif
     (called == mine[_pid]);
     d_step { inside++; assert(inside <= 1) };
     inside--;
     called = (called + 1) % NUMBERS
  od
}
