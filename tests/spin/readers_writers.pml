// SPDX-License-Identifier: Apache-2.0
/* models/textbook/readers_writers.c: two readers, one writer. A test of ++readers is one step with it. */
bool mutex, room;
byte readers, reading, writing;

#define lock(m) d_step { !m -> m = true }
#define exclusion (writing == 0 || (writing == 1 && reading == 0))
#ifdef WITHOUT_MUTEX
#define lock_readers
#define unlock_readers
#else
#define lock_readers lock(mutex);
#define unlock_readers mutex = false;
#endif

active [2] proctype reader() {
  do
  :: lock_readers
     if
     :: d_step { readers == 0 -> readers++ }; lock(room)
     :: d_step { readers != 0 -> readers++ }
     fi;
     unlock_readers
     d_step { reading++; assert(exclusion) };
     reading--;
     lock_readers
     if
     :: d_step { readers == 1 -> readers-- }; room = false
     :: d_step { readers != 1 -> readers-- }
     fi;
     unlock_readers
  od
}

active [1] proctype writer() {
  do
  :: lock(room);
     d_step { writing++; assert(exclusion) };
     writing--;
     room = false
  od
}
