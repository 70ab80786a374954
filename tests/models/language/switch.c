// SPDX-License-Identifier: Apache-2.0
/* A switch: falling through, default in the middle, several labels, ranges, break, return and continue from inside.
 * expect: HOLDS */
#include "mc.h"

enum fault { FAULT_NONE, FAULT_MINOR, FAULT_MAJOR, FAULT_RETRY };

static uint8_t trail;

static unsigned classify(unsigned x)
{
	switch (x) {
	case 0:
		return 10;
	case 1:
	case 2:
		return 20;
	default:
		break;
	case 7:
		x++;
		/* fall through */
	case 8:
		return x + 30;
	case 20 ... 22:
		return 50;
	}
	return 40;
}

static const unsigned two = 2;

MC_TASK(task, 1)
{
	enum fault fault = FAULT_MINOR;

	MC_CHECK(classify(0) == 10 && classify(1) == 20 && classify(2) == 20);
	MC_CHECK(classify(7) == 38 && classify(8) == 38 && classify(3) == 40);
	MC_CHECK(classify(19) == 40 && classify(20) == 50 && classify(22) == 50 && classify(23) == 40);
	for (unsigned k = 0; k < 6; k++) {
		switch (k) {
		case 1:
			continue;
		case 4:
			goto out;
		}
		trail += 1u << k;
	}
out:
	MC_CHECK(trail == 13); /* k = 0, 2, 3 */
	switch (fault) {
	case FAULT_NONE:
		trail = 0;
		break;
	case FAULT_MINOR:
		trail = 1;
		/* fall through */
	case FAULT_MAJOR:
		trail += two;
		break;
	case FAULT_RETRY:
		trail = 9;
	}
	MC_CHECK(trail == 3);
	switch (trail) {
	case 9:
		trail = 0;
	}
	switch (trail)
	default:
		trail++;
	MC_CHECK(trail == 4);
	MC_COVERED(true, end);
}
