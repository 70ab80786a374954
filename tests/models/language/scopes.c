// SPDX-License-Identifier: Apache-2.0
/* Names that hide names; an inner variable is a new one each time around.
 * expect: HOLDS */
#include "mc.h"

static uint8_t x = 1;
static uint8_t outer(void) { return x; }

MC_TASK(task, 1)
{
	unsigned sum = 0;

	for (unsigned k = 0; k < 3; k++) {
		unsigned x = 0;

		x += k;
		sum += x + outer();
		{
			unsigned x = 100;
			x++;
			sum += x - 100;
		}
		MC_CHECK(x == k);
	}
	;
	MC_CHECK(sum == 9 && x == 1);
	MC_COVERED(true, end);
}
