// SPDX-License-Identifier: Apache-2.0
/* A _Bool is 0 or 1, whatever is assigned to it.
 * expect: HOLDS */
#include "mc.h"

static bool flag;
static uint16_t word = 0x100;

MC_TASK(task, 1)
{
	bool local = word;

	MC_CHECK(local == 1);
	MC_CHECK(!flag);
	flag = 2;
	MC_CHECK(flag == 1);
	flag = word;
	MC_CHECK(flag == true);
	MC_CHECK((bool)word == 1);
	MC_CHECK((uint8_t)word == 0);
	flag = !word;
	MC_CHECK(flag == false);
	MC_CHECK(!!word == 1);
	flag = word > 3 && word < 0x101;
	MC_CHECK(flag + flag == 2);
	flag |= false;
	flag &= true;
	MC_CHECK(flag);
	flag ^= true;
	MC_CHECK(!flag);
	MC_COVERED(true, end);
}
