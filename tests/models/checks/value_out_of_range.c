// SPDX-License-Identifier: Apache-2.0
/* A value that its variable cannot hold is no silent wrap: a cast says where one is meant.
 * expect: VIOLATED value-out-of-range
 *
 * expect: VIOLATED value-out-of-range
 * flags: -DSTATEMENT=u8--
 *
 * expect: VIOLATED value-out-of-range
 * flags: -DSTATEMENT=i8=128
 *
 * expect: VIOLATED value-out-of-range
 * flags: -DSTATEMENT=e=3
 *
 * expect: VIOLATED value-out-of-range
 * flags: -DSTATEMENT=bits.three=8
 *
 * expect: VIOLATED value-out-of-range
 * flags: -DSTATEMENT=bits.delta+=2
 *
 * expect: VIOLATED value-out-of-range
 * flags: -DSTATEMENT=take(u8+256)
 *
 * expect: HOLDS
 * flags: -DSTATEMENT=u8=(uint8_t)(u8-1)
 *
 * A bool takes any value, and 32 bits wrap as they do in C.
 *
 * expect: HOLDS
 * flags: -DSTATEMENT=b=2
 *
 * expect: HOLDS
 * flags: -DSTATEMENT=u32--
 */
#include "mc.h"

#ifndef STATEMENT
#define STATEMENT full++
#endif

enum colour { RED, GREEN, BLUE };

static uint8_t u8, full = 255;
static int8_t i8;
static uint32_t u32;
static bool b;
static enum colour e;
static struct { unsigned three : 3; int delta : 2; } bits;

static uint8_t kept;
static void take(uint8_t value) { kept = value; }

MC_TASK(task, 1)
{
	take(u8);
	STATEMENT;
	MC_COVERED(i8 == 0 && !kept && full == 255 && e == RED && bits.three == 0, end);
	MC_COVERED(!b || u32 == 0, end_too);
}
