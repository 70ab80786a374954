// SPDX-License-Identifier: Apache-2.0
/* Compound assignment, on state and on locals, through members, elements and pointers.
 * expect: HOLDS */
#include "mc.h"

struct box { uint8_t value[2]; };

static struct box box = { { 100, 3 } };
static int32_t x = 7;
static uint8_t u8 = 250;

static void halve(uint8_t *p) { *p /= 2; }

MC_TASK(task, 1)
{
	int y = 7;

	x += 5, y += 5;
	MC_CHECK(x == 12 && y == 12);
	x -= 15, y -= 15;
	MC_CHECK(x == -3 && y == -3);
	x *= -4, y *= -4;
	MC_CHECK(x == 12 && y == 12);
	x /= 5, y /= 5;
	MC_CHECK(x == 2 && y == 2);
	x <<= 4, y <<= 4;
	MC_CHECK(x == 32 && y == 32);
	x >>= 1, y >>= 1;
	MC_CHECK(x == 16 && y == 16);
	x |= 7, y |= 7;
	MC_CHECK(x == 23 && y == 23);
	x &= 29, y &= 29;
	MC_CHECK(x == 21 && y == 21);
	x ^= 6, y ^= 6;
	MC_CHECK(x == 19 && y == 19);
	x %= 5, y %= 5;
	MC_CHECK(x == 4 && y == 4);
	y = x = 3;
	MC_CHECK(x == 3 && y == 3);
	box.value[1] += box.value[0];
	halve(&box.value[1]);
	MC_CHECK(box.value[1] == 51 && box.value[0] == 100);
	u8 -= u8 - 5; /* computed as int, converted back */
	MC_CHECK(u8 == 5);
	MC_CHECK((u8 += 2) == 7 && (y = u8 - 8) == -1);
	MC_COVERED(true, end);
}
