// SPDX-License-Identifier: Apache-2.0
/* expect: HOLDS
 * states: 5
 *
 * expect: VIOLATED never_lost
 * flags: -DLOSES
 * length: 2
 */
#include "mc.h"

static bool dirty;

/* What was written so far, and whether something was thrown away: nobody but the properties asks. */
MC_GHOST static struct {
	uint8_t writes : 2;
	bool lost;
} history[2];

static unsigned other(unsigned file)
{
	return file == 0 ? 1 : 0;
}

MC_GHOST static void remember(unsigned file, bool was_dirty)
{
	unsigned writes = history[file].writes; /* a local of ghost code */

	if (!was_dirty)
		return;
	history[file].writes = writes + 1;
}

/* Ghost code is no step: it belongs to the one before it. */
MC_TASK(writer, 1)
{
	dirty = true;
	MC_GHOST bool before = dirty; /* a ghost of this task */
	dirty = false;
#ifdef LOSES
	mc_ghost history[other(1)].lost |= before;
#endif
	remember(1, before);
	mc_ghost {
		for (unsigned i = 0; i < 2; i++)
			if (i == other(1))
				history[i].writes = history[1].writes;
	}
	dirty = true;
	MC_CHECK(history[0].writes == 1 && before);
}

MC_INVARIANT(never_lost) { return !history[0].lost; }
MC_COVER(remembered) { return !dirty && history[0].writes == 1; }
