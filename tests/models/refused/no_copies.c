/* expect: refused 6:1 count */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 0) { x = 1; }
