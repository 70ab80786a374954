// SPDX-License-Identifier: GPL-2.0-only
/* Invariants of buffers and the blocks they stand for. */
#ifndef LINUX_INVARIANTS_BUFFERS_H
#define LINUX_INVARIANTS_BUFFERS_H

#include "linux/buffer_head.h"

/* A buffer that waits for its block to be allocated has a reservation for it; looked at while nobody holds
 * the folio lock. fs/ext4/inode.c, comments around ext4_da_map_blocks and ext4_insert_delayed_blocks. Broken
 * in offered-v4: the buffers stay, the reservation is dropped. */
MC_INVARIANT(delayed_buffer_has_reservation)
{
	for (unsigned i = 0; i < NR_FOLIOS; i++)
		for (unsigned b = 0; b < BLOCKS_PER_PAGE; b++)
			if (folios[i].mapping && !folios[i].locked && folios[i].bh[b].delay &&
			    file.es[folios[i].index * BLOCKS_PER_PAGE + b] != EXTENT_STATUS_DELAYED)
				return false;
	return true;
}

/* A dirty buffer makes its folio dirty, while nobody holds the folio lock: writeback looks at folios only.
 * fs/buffer.c, the comment above mark_buffer_dirty. Broken nowhere. */
MC_INVARIANT(dirty_buffer_implies_dirty_folio)
{
	for (unsigned i = 0; i < NR_FOLIOS; i++)
		for (unsigned b = 0; b < BLOCKS_PER_PAGE; b++)
			if (folios[i].mapping && !folios[i].locked && folios[i].bh[b].dirty && !folios[i].dirty)
				return false;
	return true;
}

#endif
