// SPDX-License-Identifier: Apache-2.0
/* models/textbook/dining_philosophers.c */
#ifndef SEATS
#define SEATS 3
#endif
bool taken[SEATS], eating[SEATS];

#ifdef ORDERED
#define first (_pid == SEATS - 1 -> 0 : _pid)
#define second (_pid == SEATS - 1 -> _pid : _pid + 1)
#else
#define first _pid
#define second ((_pid + 1) % SEATS)
#endif

active [SEATS] proctype philosopher() {
  do
  :: d_step { !taken[first] -> taken[first] = true };
     d_step { !taken[second] -> taken[second] = true };
     eating[_pid] = true;
     eating[_pid] = false;
     taken[second] = false;
     taken[first] = false
  od
}
