// SPDX-License-Identifier: GPL-2.0-only
/* Properties of the moment in which a folio, or a buffer, becomes dirty. */
#ifndef PROPERTIES_DIRTY_WARN_H
#define PROPERTIES_DIRTY_WARN_H

#include "mc.h"

/* A folio that becomes dirty holds valid contents: a clean folio that is not uptodate is not marked dirty by
 * a caller that asked for the warning (a page fault, zap of a dirty page table entry; not write or truncate).
 * Evaluated where the kernel does: mm/page-writeback.c:__folio_mark_dirty, WARN_ON_ONCE(warn &&
 * !folio_test_uptodate(folio)): that function is called only if PG_dirty was clear. A property of a transition:
 * "dirty and not uptodate" as a state is legal (ftruncate zeroing a block of a folio that was not read).
 * Broken in pre-2016, unpatched; in patched with a second process, another truncating thread, or blocks
 * smaller than a page. */
static inline bool no_dirty_warn(bool warn, bool uptodate)
{
	return !(warn && !uptodate);
}

/* A folio of ext4 that becomes dirty has buffers, or writeback could not tell what to write.
 * fs/ext4/inode.c:ext4_dirty_folio, WARN_ON_ONCE(!folio_buffers(folio)); the warning "does not have buffers
 * attached" in mpage_prepare_extent_to_map.
 * Broken in pre-2016 (zap of a writable entry whose folio was invalidated); in all with PINNERS. */
static inline bool dirty_folio_has_buffers(bool has_buffers)
{
	return has_buffers;
}

/* Whoever dirties a folio holds its lock, or it is dirty already (zap under the page table lock).
 * fs/ext4/inode.c:ext4_dirty_folio, WARN_ON_ONCE(!folio_test_locked(folio) && !folio_test_dirty(folio)).
 * Broken in pre-2016. */
static inline bool dirtied_under_folio_lock(bool locked, bool dirty)
{
	return locked || dirty;
}

/* A buffer that becomes dirty holds valid contents. fs/buffer.c:mark_buffer_dirty,
 * WARN_ON_ONCE(!buffer_uptodate(bh)). As a predicate of states it is false: block_dirty_folio dirties all
 * buffers. Broken nowhere. */
static inline bool dirtied_buffer_is_uptodate(bool uptodate)
{
	return uptodate;
}

#endif
