// SPDX-License-Identifier: Apache-2.0
/* To look and to act are two steps, so two tasks get in.
 * expect: VIOLATED one_inside
 * length: 6
 *
 * expect: HOLDS
 * flags: -DATOMIC
 */
#include "mc.h"

static bool taken[2];
static bool held;

MC_TASK(contender, 2)
{
#ifdef ATOMIC
	mc_atomic
#endif
	if (!held) {
		held = true;
		taken[self] = true;
	}
}

MC_INVARIANT(one_inside) { return !(taken[0] && taken[1]); }
MC_COVER(somebody_inside) { return taken[1]; }
