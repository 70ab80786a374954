// SPDX-License-Identifier: GPL-2.0-only
/* Properties of the data itself: what is lost, and what the user gets to know of it. */
#ifndef PROPERTIES_CONTENTS_H
#define PROPERTIES_CONTENTS_H

#include "mc.h"

/* Data that writeback has given up does not reach the disk by a later store to the same page: a folio that
 * was invalidated is read again before it is used. What "invalidate" means; the re-reads in
 * mm/filemap.c:filemap_fault and fs/ext4/inode.c:ext4_da_write_begin are there for it. `dropped`: the block
 * that is written holds such data. Broken in pre-2016, unpatched, and in patched by the race that it leaves. */
static inline bool dropped_data_stays_dropped(bool dropped)
{
	return !dropped;
}

/* An fsync that begins after dirty data was lost, and before any other fsync, reports an error.
 * Documentation/filesystems/vfs.rst, "Handling errors during writeback". mpage_release_unused_pages calls no
 * mapping_set_error: only the fsync that gives up itself returns the error. Broken in all variants. */
static inline bool fsync_reports_loss(bool error, bool lost)
{
	return error || !lost;
}

#endif
