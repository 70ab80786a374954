/* expect: refused 4:14 floating-point */
#include "mc.h"

static float load;

MC_TASK(task, 1) { load = 1; }
