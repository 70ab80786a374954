// SPDX-License-Identifier: Apache-2.0
/* One of the values that mc_choose takes breaks the check, and that run is found.
 * expect: VIOLATED x != 2
 * length: 2 */
#include "mc.h"

static uint8_t x;

MC_TASK(chooser, 1)
{
	x = mc_choose(3);
	MC_CHECK(x != 2);
}

MC_COVER(chosen) { return x == 1; }
