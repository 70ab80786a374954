// SPDX-License-Identifier: Apache-2.0
/* Casts between integers, to bool and to void.
 * expect: HOLDS */
#include "mc.h"

static int32_t x = -2;
static uint8_t y;

static unsigned touch(void) { return ++y; }

MC_TASK(task, 1)
{
	(void)x;
	(void)self;
	(void)touch();
	MC_CHECK(y == 1);
	MC_CHECK((uint8_t)x == 254 && (int64_t)(uint32_t)x == 4294967294);
	MC_CHECK((uint64_t)x == 0xfffffffffffffffeu);
	MC_CHECK((unsigned)x / 2 == 0x7fffffffu && x / 2 == -1);
	MC_CHECK((char)65 == 'A' && (short)0x18001 == -32767);
	MC_CHECK((bool)x + (bool)0 == 1);
	MC_COVERED(true, end);
}
