// SPDX-License-Identifier: Apache-2.0
/* while, do and for, with break and continue; in do, continue goes to the condition, in for to the increment.
 * expect: HOLDS */
#include "mc.h"

static uint8_t n, sum, rounds;

MC_TASK(task, 1)
{
	unsigned k;

	while (n < 5) {
		n++;
		if (n == 2)
			continue;
		sum += n;
		if (n == 4)
			break;
	}
	MC_CHECK(n == 4 && sum == 8); /* 1 + 3 + 4 */
	do {
		rounds++;
		if (rounds < 3)
			continue;
		sum = 0;
	} while (sum != 0);
	MC_CHECK(rounds == 3);
	do
		rounds = 9;
	while (false);
	MC_CHECK(rounds == 9);
	for (k = 0; k < 10; k += 2) {
		if (k == 4)
			continue;
		if (k > 7)
			break;
		sum += k;
	}
	MC_CHECK(k == 8 && sum == 8); /* 0 + 2 + 6 */
	for (unsigned i = 0, j = 5; i < j; i++, j--)
		n = i * 10 + j;
	MC_CHECK(n == 23);
	for (;;) {
		if (--n == 20)
			break;
	}
	for (; n > 18; n--)
		;
	for (unsigned i = 0; i < 3; i++)
		for (unsigned j = 0; j < 3; j++) {
			if (j == i)
				break;
			n++;
		}
	MC_CHECK(n == 21); /* 18 + 0 + 1 + 2 */
	while (false)
		n = 0;
	MC_CHECK(n == 21);
	MC_COVERED(true, end);
}
