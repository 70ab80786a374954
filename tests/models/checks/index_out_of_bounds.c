// SPDX-License-Identifier: Apache-2.0
/* expect: VIOLATED index-out-of-bounds
 *
 * One before the first.
 *
 * expect: VIOLATED index-out-of-bounds
 * flags: -DSTART=-1
 *
 * The inner bound counts, not the size of the whole.
 *
 * expect: VIOLATED index-out-of-bounds
 * flags: -DINNER
 *
 * expect: VIOLATED index-out-of-bounds
 * flags: -DIN_A_LOCAL
 *
 * expect: HOLDS
 * flags: -DSTART=1
 */
#include "mc.h"

#ifndef START
#define START 3
#endif

static uint8_t table[2][3];
static int8_t i;

MC_TASK(task, 1)
{
	uint8_t local[2] = { 0 };

	i = START;
#if defined(INNER)
	table[0][i] = 1;
#elif defined(IN_A_LOCAL)
	local[i] = 1;
#else
	table[i][0] = local[0];
#endif
	MC_COVERED(i == START, end);
}
