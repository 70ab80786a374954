/* expect: refused 4:30 thread */
#include "mc.h"

static _Thread_local uint8_t x;

MC_TASK(task, 1) { x = 1; }
