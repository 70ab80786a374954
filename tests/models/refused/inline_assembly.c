/* expect: refused 8:2 assembl */
#include "mc.h"

static uint8_t x;

MC_TASK(task, 1)
{
	asm volatile("" ::: "memory");
	x = 1;
}
