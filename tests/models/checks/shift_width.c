// SPDX-License-Identifier: Apache-2.0
/* expect: VIOLATED shift-width
 * length: 1
 *
 * expect: VIOLATED shift-width
 * flags: -DSTATEMENT=y=1>>(n-33)
 *
 * 32 is too far for an int, and fine for 64 bits.
 *
 * expect: HOLDS
 * flags: -DSTATEMENT=y=1ull<<n
 */
#include "mc.h"

#ifndef STATEMENT
#define STATEMENT y = 1 << n
#endif

static int32_t n = 32;
static uint64_t y;

MC_TASK(task, 1)
{
	STATEMENT;
	MC_COVERED(y == 4294967296, end);
}
