// SPDX-License-Identifier: Apache-2.0
/* A task of no copies is not there; a parameter may say so.
 * expect: HOLDS
 *
 * expect: VIOLATED !reclaimed
 * flags: --set RECLAIMERS=1
 */
#include "mc.h"

MC_PARAM(RECLAIMERS, 0, 0, 1);

static bool reclaimed;

MC_TASK(reclaim, RECLAIMERS) { reclaimed = true; }

MC_TASK(user, 1)
{
	MC_CHECK(!reclaimed);
	MC_COVERED(true, end);
}
