// SPDX-License-Identifier: Apache-2.0
/* if and else; else belongs to the nearest if.
 * expect: HOLDS */
#include "mc.h"

static uint8_t a = 1, b, path;

MC_TASK(task, 1)
{
	if (a)
		if (b)
			path = 1;
		else
			path = 2;
	MC_CHECK(path == 2);
	if (!a)
		path = 3;
	else if (b)
		path = 4;
	else
		path = 5;
	MC_CHECK(path == 5);
	if (a && !b) {
		path = 6;
		path++;
	}
	MC_CHECK(path == 7);
	if (b) {
	} else
		path = 8;
	if (path)
		;
	MC_CHECK(path == 8);
	MC_COVERED(true, end);
}
