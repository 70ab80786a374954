// SPDX-License-Identifier: Apache-2.0
/* expect: VIOLATED division-by-zero
 * length: 1
 *
 * expect: VIOLATED division-by-zero
 * flags: -DSTATEMENT=x=7%x
 *
 * expect: VIOLATED division-by-zero
 * flags: -DSTATEMENT=y/=x
 *
 * expect: HOLDS
 * flags: -DSTATEMENT=y=x==0||7/x>1
 */
#include "mc.h"

#ifndef STATEMENT
#define STATEMENT y = 7 / x
#endif

static int32_t x, y;

MC_TASK(task, 1)
{
	STATEMENT;
	MC_COVERED(x == 0 && y == 1, end);
}
