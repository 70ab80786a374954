// SPDX-License-Identifier: Apache-2.0
/* models/textbook/filter_lock.c for N tasks. The counter and the test of its loop touch no shared variable, so
 * they belong to the step before. */
#ifndef N
#define N 3
#endif
#ifndef LEVELS
#define LEVELS (N - 1)
#endif
byte level[N], last[N];
byte inside;

#define below(k) (k >= N || k == _pid || level[k] < l)
#define may_pass ((below(0) && below(1) && below(2)) || last[l] != _pid)

active [N] proctype contender() {
  byte l = 1;
next_level:
  level[_pid] = l;
  last[l] = _pid;
  if
  :: d_step { may_pass && l < LEVELS -> l++ }; goto next_level
  :: d_step { may_pass && l == LEVELS -> l = 1 }
  fi;
  d_step { inside++; assert(inside <= 1) };
  inside--;
  level[_pid] = 0;
  goto next_level
}
