/* expect: refused 6:24 floating-point */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1) { x = x * 1.5; }
