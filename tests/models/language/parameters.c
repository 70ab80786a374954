// SPDX-License-Identifier: Apache-2.0
/* MC_PARAM: a bound that --set changes, as a size, a count and a number; names in any case.
 * expect: HOLDS
 *
 * expect: HOLDS
 * flags: --set PAGES=4 --set TASKS=1
 *
 * expect: HOLDS
 * flags: --set pages=1
 *
 * expect: VIOLATED touched <= LIMIT
 * flags: --set LIMIT=3
 *
 * expect: refused 23:10 PAGES
 * flags: --set PAGES=9
 *
 * expect: refused 0:0 COLOURS
 * flags: --set COLOURS=2
 */
#include "mc.h"

/* Pages of the file. */
MC_PARAM(PAGES, 2, 1, 8);
MC_PARAM(TASKS, 2, 1, 2);
MC_PARAM(LIMIT, 16, 0, 16);

static bool page[PAGES];
static uint8_t touched;

MC_TASK(task, TASKS)
{
	for (unsigned k = 0; k < PAGES; k++) {
		page[k] = true;
		touched++;
		MC_CHECK(touched <= LIMIT);
	}
}

MC_COVER(end) { return touched == PAGES * TASKS; }
