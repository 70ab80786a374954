// SPDX-License-Identifier: GPL-2.0-only
/* Writing dirty folios back. Kernel: fs/ext4/inode.c (ext4_do_writepages), fs/ext4/page-io.c */
#ifndef LINUX_EXT4_WRITEBACK_C
#define LINUX_EXT4_WRITEBACK_C

#include "contents.h"
#include "fs/ext4/readpage.c"

/* include/linux/writeback.h:writeback_control. Left out: nr_to_write, range_cyclic. */
struct writeback_control {
	pgoff_t range_start : PGOFF_BITS; /* pages range_start .. range_end */
	pgoff_t range_end : PGOFF_BITS;
	bool towrite; /* WB_SYNC_ALL or tagged_writepages: what is dirty now is marked TOWRITE, and only that written */
};

/* fs/ext4/inode.c:mpage_da_data. The folios first_page .. next_page - 1 are locked, in hand. */
struct mpage_da_data {
	struct writeback_control wbc;
	pgoff_t first_page : PGOFF_BITS;
	pgoff_t next_page : PGOFF_BITS;
	pgoff_t end_page : PGOFF_BITS; /* the extent to be mapped is in first_page .. end_page - 1 */
	bool has_extent;        /* map.m_len > 0 */
	bool unwritten;         /* map.m_flags: its blocks are unwritten, not delayed */
	bool neighbour_fails;   /* it begins in front of the one page that is modelled, and cannot be mapped */
	bool can_map;           /* false for the commit of a transaction: no blocks may be allocated */
	bool scanned_until_end;
};

/* fs/ext4/page-io.c:ext4_bio_write_folio, with i_size sampled by fs/ext4/inode.c:mpage_submit_folio; the I/O
 * succeeds at once, and unwritten blocks are written then. One step under the folio lock. Writeback neither
 * needs nor sets PG_uptodate. Left out: PG_writeback (see struct folio). */
static MC_ATOMIC void ext4_bio_write_folio(struct inode *inode, struct folio *folio)
{
	loff_t size = i_size_read(inode);
	bool keep_towrite = false;

	BUG_ON(!folio_test_locked(folio));
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		struct buffer_head *bh = &folio->bh[i];

		if (folio_pos(folio) + i * BLOCK_SIZE >= size) { /* beyond EOF */
			clear_buffer_dirty(bh);
			set_buffer_uptodate(bh);
			mc_ghost ghost_of(folio).dropped[i] = false; /* folio_zero_segment */
			continue;
		}
		if (!buffer_mapped(bh)) /* a hole: there is nothing to write to */
			clear_buffer_dirty(bh);
		if (!buffer_dirty(bh))
			continue;
		if (buffer_delay(bh) || buffer_unwritten(bh)) {
			folio_test_set_dirty(folio); /* folio_redirty_for_writepage: it has buffers, no warning */
			keep_towrite = true;
			continue;
		}
		MC_CHECK(dropped_data_stays_dropped(ghost_of(folio).dropped[i]));
		clear_buffer_new(bh);
		clear_buffer_dirty(bh);
		inode->es[folio->index * BLOCKS_PER_PAGE + i] = EXTENT_STATUS_WRITTEN; /* ext4_end_io */
	}
	folio_cycle_writeback(folio, keep_towrite);
}

/* fs/ext4/inode.c:mpage_submit_folio and mpage_folio_done. Write-protection first, then i_size: a store that
 * extends the file meanwhile needs the folio lock. */
static void mpage_submit_folio(struct mpage_da_data *mpd, struct folio *folio)
{
	BUG_ON(folio->index != mpd->first_page);
	folio_clear_dirty_for_io(folio);
	ext4_bio_write_folio(&file, folio);
	mpd->first_page++;
	folio_unlock(folio);
}

/* fs/ext4/inode.c:mpage_add_bh_to_extent: false if the buffer ends the extent that is being collected. Left
 * out: do_map, a pass over the leading folios that need no mapping before a transaction is started. */
static bool mpage_add_bh_to_extent(struct mpage_da_data *mpd, const struct buffer_head *bh)
{
	if (!buffer_dirty(bh) || !buffer_mapped(bh) || (!buffer_delay(bh) && !buffer_unwritten(bh)))
		return !mpd->has_extent;
	if (mpd->has_extent)
		return mpd->unwritten == buffer_unwritten(bh);
	mpd->has_extent = true;
	mpd->unwritten = buffer_unwritten(bh);
	return true;
}

/* What to do after a folio has been looked at. */
enum collected { COLLECT_MORE, COLLECT_STOP, SUBMIT_MORE, SUBMIT_STOP };

/* fs/ext4/inode.c:mpage_process_page_bufs, for all buffers of a locked folio. A folio that ends the extent
 * stays in hand, and shares its fate though its own blocks may be on disk. With one page modelled, the extent
 * may begin in the page in front of it. */
static MC_ATOMIC enum collected mpage_process_page_bufs(struct mpage_da_data *mpd, const struct folio *folio)
{
	unsigned blocks = DIV_ROUND_UP(i_size_read(&file), BLOCK_SIZE);
	unsigned lblk = folio->index * BLOCKS_PER_PAGE;
	bool last = blocks <= lblk + BLOCKS_PER_PAGE;

	if (FOLIOS == 1 && neighbour_fails()) {
		mpd->neighbour_fails = true;
		mpd->has_extent = true;
	}
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		if (lblk + i >= blocks || !mpage_add_bh_to_extent(mpd, &folio->bh[i])) {
			if (mpd->has_extent)
				return COLLECT_STOP;
			break; /* behind the end of the file, and nothing waits for a block */
		}
		if (mpd->has_extent)
			mpd->end_page = folio->index + 1;
	}
	if (last) {
		mpd->scanned_until_end = true;
		return mpd->has_extent ? COLLECT_STOP : SUBMIT_STOP;
	}
	return mpd->has_extent ? COLLECT_MORE : SUBMIT_MORE;
}

/* The look-up of one folio by fs/ext4/inode.c:mpage_prepare_extent_to_map: locked if it is dirty, else NULL.
 * One step: a folio that is clean or truncated by the time it is locked would be unlocked and skipped; 6.12
 * makes the marks of a clean one follow. */
static MC_ATOMIC struct folio *mpage_get_dirty_folio(const struct mpage_da_data *mpd, pgoff_t index)
{
	struct folio *folio;

	mc_await(!xa_dirty(&file.i_data, index) || !xa_locked(&file.i_data, index));
	folio = xa_load(&file.i_data, index);
	if (!folio || !(mpd->wbc.towrite ? folio_marked_towrite(folio) : folio_marked_dirty(folio)))
		return NULL;
	if (!folio_test_dirty(folio)) {
		if (KERNEL >= 612)
			folio_cycle_writeback(folio, false);
		return NULL;
	}
	folio->locked = true;
	return folio;
}

/* fs/ext4/inode.c:mpage_prepare_extent_to_map */
static void mpage_prepare_extent_to_map(struct mpage_da_data *mpd)
{
	struct folio *folio;

	mpd->has_extent = false;
	mpd->next_page = mpd->end_page = mpd->first_page;
	for (unsigned index = 0; index < FOLIOS; index++) {
		enum collected next = SUBMIT_MORE;

		if (index < mpd->first_page || index > mpd->wbc.range_end)
			continue;
		folio = mpage_get_dirty_folio(mpd, index);
		if (!folio) {
			if (mpd->has_extent)
				return;
			continue;
		}
		if (!folio_buffers(folio)) { /* "does not have buffers attached" */
			folio_test_clear_dirty(folio); /* the marks stay */
			folio_unlock(folio);
			continue;
		}
		if (!mpd->has_extent)
			mpd->first_page = index;
		mpd->next_page = index + 1;
		if (mpd->can_map)
			next = mpage_process_page_bufs(mpd, folio);
		if (next == SUBMIT_MORE || next == SUBMIT_STOP)
			mpage_submit_folio(mpd, folio);
		if (next == COLLECT_STOP || next == SUBMIT_STOP)
			return;
	}
	mpd->scanned_until_end = true;
}

/* fs/ext4/inode.c:mpage_map_one_extent and mpage_process_folio: allocates the blocks of one folio, or
 * converts unwritten ones. 0, or the error for which it fails for good; blocks before the one that failed are
 * allocated then. One step under the folio lock. Left out: errors that are retried (ENOMEM, ENOSPC with space
 * left), which change nothing. */
static MC_ATOMIC int mpage_map_buffers(struct inode *inode, struct folio *folio)
{
	int err;

	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		struct buffer_head *bh = &folio->bh[i];
		unsigned lblk = folio->index * BLOCKS_PER_PAGE + i;

		if (lblk * BLOCK_SIZE >= i_size_read(inode))
			break;
		if (!buffer_dirty(bh) || !buffer_mapped(bh) || (!buffer_delay(bh) && !buffer_unwritten(bh)))
			continue;
		err = writeback_error(lblk);
		if (err)
			return err;
		inode->es[lblk] = EXTENT_STATUS_UNWRITTEN;
		clear_buffer_delay(bh);
		clear_buffer_unwritten(bh);
	}
	return 0;
}

/* fs/ext4/inode.c:mpage_map_and_submit_extent: 0, or the error for which writeback gives up and says so. */
static int mpage_map_and_submit_extent(struct mpage_da_data *mpd)
{
	struct folio *folio;
	int err;

	if (mpd->neighbour_fails)
		return -EFSCORRUPTED;
	while (mpd->first_page < mpd->end_page) {
		folio = xa_load(&file.i_data, mpd->first_page);
		err = mpage_map_buffers(&file, folio);
		if (err) {
			if (!sb.shutdown)
				ext4_msg_data_lost();
			return err;
		}
		mpage_submit_folio(mpd, folio);
	}
	return 0;
}

/* fs/ext4/inode.c:ext4_es_remove_extent, as mpage_release_unused_pages calls it: of the last page, only the
 * reservation of the first block is dropped. */
static MC_ATOMIC void ext4_es_remove_extent(struct mpage_da_data *mpd)
{
	unsigned start = mpd->first_page * BLOCKS_PER_PAGE;
	unsigned last = (mpd->next_page - 1) * BLOCKS_PER_PAGE;

	for (unsigned i = 0; i < NR_BLOCKS; i++)
		if (start <= i && i <= last && file.es[i] == EXTENT_STATUS_DELAYED)
			file.es[i] = EXTENT_STATUS_HOLE;
}

/* fs/ext4/inode.c:mpage_release_unused_pages. Neither i_rwsem nor invalidate_lock is held. */
static void mpage_release_unused_pages(struct mpage_da_data *mpd, bool invalidate)
{
	struct address_space *mapping = &file.i_data;

	if (mpd->first_page >= mpd->next_page)
		return;
	mpd->scanned_until_end = false;
	if (invalidate)
		ext4_es_remove_extent(mpd);
	for (unsigned index = 0; index < FOLIOS; index++) {
		struct folio *folio = xa_load(mapping, index);

		if (!folio || index < mpd->first_page || index >= mpd->next_page)
			continue;
		BUG_ON(!folio_test_locked(folio));
		if (invalidate) {
			MC_COVERED(true, writeback_failed);
			if (folio_mapped(folio)) {
				MC_COVERED(true, mapped_folio_invalidated);
#ifdef FIX_4e800c0359d9a
				folio_clear_dirty_for_io(folio);
#endif
#ifdef FIX_9b25f381de6b
				unmap_mapping_pages(mapping, index, 1, false);
#endif
			}
#ifndef FIX_OFFERED_V4
			block_invalidate_folio(folio, 0, folio_size(folio));
			folio_clear_uptodate(folio);
			mc_ghost {
				ghost_of(folio).invalidated = true;
				for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
					ghost_of(folio).dropped[i] = true;
			}
#endif
			mc_ghost ghost_file.lost |= !folio_test_dirty(folio);
		}
		folio_unlock(folio);
	}
}

/* fs/ext4/inode.c:ext4_do_writepages: 0, or the last error. Once it has given up, it invalidates whatever it
 * has in hand at the end of a round, also after an ENOSPC, after which it goes on. Left out: the pass
 * without mapping (do_map = 0), after which all is as if the first round had begun with it. */
static int ext4_do_writepages(struct writeback_control wbc, bool can_map)
{
	struct mpage_da_data mpd = { .wbc = wbc, .first_page = wbc.range_start, .can_map = can_map };
	bool give_up_on_write = false;
	int err;

	if (wbc.towrite)
		tag_pages_for_writeback(&file.i_data, wbc.range_start, wbc.range_end);
	do {
		err = 0;
		mpage_prepare_extent_to_map(&mpd);
		if (mpd.has_extent)
			err = mpage_map_and_submit_extent(&mpd);
		give_up_on_write |= err != 0;
		mpage_release_unused_pages(&mpd, give_up_on_write);
		if (err && !(FOLIOS > 1 && error_is_enospc()))
			break;
	} while (!mpd.scanned_until_end);
	return err;
}

#endif
