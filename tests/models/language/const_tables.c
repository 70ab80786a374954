// SPDX-License-Identifier: Apache-2.0
/* Tables that never change are not state, but may be indexed by state.
 * expect: HOLDS */
#include "mc.h"

struct transition { uint8_t from, to; bool allowed; };

static const uint8_t prime[] = { 2, 3, 5, 7, 11 };
static const struct transition table[2] = { { 1, 2, true }, { .from = 2, .to = 1 } };
static const unsigned limit = 5;
static uint8_t i;

MC_TASK(task, 1)
{
	unsigned sum = 0;

	for (unsigned k = 0; k < sizeof(prime) / sizeof(prime[0]); k++)
		sum += prime[k];
	MC_CHECK(sum == 28 && limit == 5);
	i = 3;
	MC_CHECK(prime[i] == 7 && prime[i - 2] == 3);
	MC_CHECK(table[i / 3].to == 1 && !table[i / 3].allowed && table[0].allowed);
	MC_COVERED(true, end);
}
