// SPDX-License-Identifier: Apache-2.0
/* Every integer operator, on state and on locals, signed and unsigned.
 * expect: HOLDS */
#include "mc.h"

static int32_t a = 13, b = -5;
static uint32_t u = 13, v = 0xfffffffbu;
static int64_t w = -13000000000;

MC_TASK(task, 1)
{
	int c = a, d = b;

	MC_CHECK(a + b == 8 && c + d == 8);
	MC_CHECK(a - b == 18 && b - a == -18);
	MC_CHECK(a * b == -65);
	MC_CHECK(a / b == -2 && d / 2 == -2 && a / 4 == 3); /* towards zero */
	MC_CHECK(a % b == 3 && d % 2 == -1 && b % a == -5);
	MC_CHECK(+a == 13 && -b == 5 && - -d == -5);
	MC_CHECK(~a == -14 && ~b == 4);
	MC_CHECK((a & 6) == 4 && (a | 18) == 31 && (a ^ 7) == 10);
	MC_CHECK((b & 0xff) == 251 && (b | 2) == -5 && (b ^ -1) == 4);
	MC_CHECK(a << 3 == 104 && a >> 2 == 3 && b >> 1 == -3);
	MC_CHECK(!a == 0 && !!b == 1 && !0 == 1);
	MC_CHECK(b < a && b <= a && a > b && a >= b && a != b && !(a == b));
	MC_CHECK(a <= 13 && a >= 13 && !(a < 13) && !(a > 13));
	MC_CHECK((b < a) + (a < b) == 1);

	MC_CHECK(u + v == 8 && u - v == 18 && v > u);
	MC_CHECK(v / 2 == 2147483645u && v % 10 == 1 && v >> 1 == 0x7ffffffdu);
	MC_CHECK(u * v == 0xffffffbfu && ~u == 0xfffffff2u && -u == 0xfffffff3u);
	MC_CHECK(v << 28 == 0xb0000000u);
	MC_CHECK(a - u == 0 && b == (int32_t)v);
	MC_CHECK(b > u); /* b becomes unsigned */

	MC_CHECK(w / a == -1000000000 && w % 7000000000 == -6000000000);
	MC_CHECK(w >> 2 == -3250000000 && w < b && w * 2 == -26000000000);
	MC_CHECK((w & 0xff) == 0 || w % 256 != 0);
	MC_CHECK((1ll << 40) + a == 1099511627789 && 1ull << 63 > 5);
	MC_COVERED(true, end);
}
