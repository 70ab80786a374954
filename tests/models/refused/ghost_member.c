// SPDX-License-Identifier: Apache-2.0
/* expect: refused 7:16 MC_GHOST on a member */
#include "mc.h"

static struct {
	bool dirty;
	MC_GHOST bool lost;
} folio;

MC_TASK(task, 1) { folio.dirty = true; }
