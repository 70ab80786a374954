// SPDX-License-Identifier: Apache-2.0
/* The kernel's own assertions. WARN_ON and WARN_ON_ONCE are expressions as in the kernel.
 * expect: HOLDS
 *
 * expect: VIOLATED WARN_ON(f->count > 3)
 * flags: -DCOUNT=4
 *
 * expect: VIOLATED WARN_ON_ONCE(!f->uptodate && f->dirty)
 * flags: -DDIRTY=1
 *
 * expect: VIOLATED BUG_ON(!f->count)
 * flags: -DCOUNT=0
 *
 * expect: VIOLATED VM_BUG_ON_FOLIO(f->count == 2)
 * flags: -DCOUNT=2
 *
 * expect: VIOLATED VM_BUG_ON(f == NULL)
 * flags: -DNO_FOLIO
 */
#include "mc.h"

#ifndef COUNT
#define COUNT 1
#endif
#ifndef DIRTY
#define DIRTY 0
#endif

struct folio { uint8_t count; bool uptodate, dirty; };

static struct folio folio = { .count = COUNT, .dirty = DIRTY };
static struct folio *current =
#ifdef NO_FOLIO
	NULL;
#else
	&folio;
#endif

static int check(struct folio *f)
{
	VM_BUG_ON(f == NULL);
	if (WARN_ON(f->count > 3))
		return -1;
	if (!f->uptodate) {
		if (WARN_ON_ONCE(!f->uptodate && f->dirty) || f->count == 9)
			return -2;
	}
	VM_BUG_ON_FOLIO(f->count == 2, f);
	BUG_ON(!f->count);
	return WARN_ON(false) ? -3 : 0;
}

MC_TASK(task, 1)
{
	MC_CHECK(check(current) == 0);
	MC_COVERED(true, end);
}
