/* expect: refused 8:9 floating-point */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1)
{
	double load = x;
	x = load > 1;
}
