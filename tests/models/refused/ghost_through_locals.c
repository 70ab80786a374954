// SPDX-License-Identifier: Apache-2.0
/* expect: refused 20:6 free_folio() depends on lost here */
#include "mc.h"

static bool dirty;
MC_GHOST static bool lost;

static bool was_lost(void)
{
	bool answer = lost;

	return answer;
}

/* The local carries it to the branch. */
static void free_folio(void)
{
	bool skip = was_lost();

	if (skip)
		return;
	dirty = false;
}

MC_TASK(task, 1) { free_folio(); }
