// SPDX-License-Identifier: Apache-2.0
/* expect: VIOLATED null-dereference
 * length: 2
 *
 * Reading through NULL is as bad as writing.
 *
 * expect: VIOLATED null-dereference
 * flags: -DREAD
 * length: 2
 *
 * expect: VIOLATED null-dereference
 * flags: -DIN_A_CONDITION
 * length: 2
 *
 * expect: HOLDS
 * flags: -DGUARDED
 */
#include "mc.h"

struct folio { bool dirty; };

static struct folio folio;
static struct folio *found = &folio;
static bool seen;

MC_TASK(task, 1)
{
	found = NULL;
#if defined(READ)
	seen = found->dirty;
#elif defined(IN_A_CONDITION)
	if (found->dirty)
		seen = true;
#elif defined(GUARDED)
	seen = found && found->dirty;
	if (found)
		found->dirty = true;
	MC_COVERED(!seen, end);
#else
	found->dirty = true;
#endif
}

MC_COVER(lost) { return !found; }
