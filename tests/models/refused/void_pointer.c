/* expect: refused 4:14 void */
#include "mc.h"

static void *private;

MC_TASK(task, 1) { private = NULL; }
