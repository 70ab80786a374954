/* expect: refused 6:9 number of copies */
#include "mc.h"

static uint8_t x;

MC_TASK(task, -1) { x = 1; }
