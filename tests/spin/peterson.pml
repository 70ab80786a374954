// SPDX-License-Identifier: Apache-2.0
/* models/textbook/peterson.c, statement by statement: what is one step there is one transition here. */
bool wants[2];
byte turn, inside;

active [2] proctype contender() {
  do
  ::
#ifdef TURN_FIRST
     turn = 1 - _pid;
     wants[_pid] = true;
#else
     wants[_pid] = true;
     turn = 1 - _pid;
#endif
     (!wants[1 - _pid] || turn == _pid);
     d_step { inside++; assert(inside <= 1) };
     inside--;
     wants[_pid] = false
  od
}
