// SPDX-License-Identifier: Apache-2.0
/* expect: refused 11:6 pointer */
#include "mc.h"

struct a { uint8_t x; };
struct b { uint8_t y; };
static struct a a, *p = &a; static struct b b, *q = &b;

MC_TASK(task, 1)
{
	q = (struct b *)p;
}
