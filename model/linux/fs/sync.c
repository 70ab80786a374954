// SPDX-License-Identifier: GPL-2.0-only
/* fsync(2), msync(2), sync_file_range(2), syncfs(2), sync(2). Kernel: fs/sync.c, mm/filemap.c,
 * fs/ext4/fsync.c */
#ifndef LINUX_SYNC_C
#define LINUX_SYNC_C

#include "fs/jbd2/commit.c"

/* fs/ext4/inode.c:__ext4_journalled_writepage, of 6.1: what is dirty goes to the journal, once more if it
 * has been there already. */
static MC_ATOMIC void ext4_journalled_writepage(struct folio *folio)
{
	loff_t size = i_size_read(&file);

	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		clear_buffer_dirty(&folio->bh[i]);
		if (buffer_mapped(&folio->bh[i]) && folio_pos(folio) + i * BLOCK_SIZE < size)
			ext4_dirty_journalled_data(&folio->bh[i]);
	}
	folio_cycle_writeback(folio, false);
}

/* fs/ext4/inode.c:ext4_writepages of 6.1 with data=journal: mm/page-writeback.c:write_cache_pages */
static void ext4_journalled_writepages(const struct writeback_control *wbc)
{
	for (unsigned index = 0; index < FOLIOS; index++) {
		struct folio *folio = NULL;

		if (index >= wbc->range_start && index <= wbc->range_end)
			folio = filemap_lock_folio(&file.i_data, index);
		if (!folio)
			continue;
		if (folio_test_dirty(folio) && folio_clear_dirty_for_io(folio))
			ext4_journalled_writepage(folio);
		folio_unlock(folio);
	}
}

/* fs/ext4/inode.c:ext4_writepages */
static int ext4_writepages(struct writeback_control wbc)
{
	int err = ext4_forced_shutdown();

	if (err || !mapping_tagged_dirty(&file.i_data))
		return err;
	if (sb.journal_data && KERNEL < 612) {
		ext4_journalled_writepages(&wbc);
		return 0;
	}
	return ext4_do_writepages(wbc, !sb.journal_data);
}

/* mm/filemap.c:__filemap_fdatawrite_range(WB_SYNC_ALL), of pages start .. end. Left out: waiting for the
 * I/O, which is complete. */
static int filemap_fdatawrite_range(pgoff_t start, pgoff_t end)
{
	struct writeback_control wbc = { .range_start = start, .range_end = end, .towrite = true };

	return ext4_writepages(wbc);
}

/* fs/ext4/fsync.c:ext4_sync_file, of pages start .. end. Left out: errors of the I/O itself (errseq). */
static int ext4_sync_file(pgoff_t start, pgoff_t end)
{
	int err = ext4_forced_shutdown();

	if (!err && sb.journal_data && KERNEL >= 612)
		jbd2_unfile_data(); /* ext4_fc_commit in ext4_do_writepages */
	if (!err)
		err = filemap_fdatawrite_range(start, end);
	if (!err)
		jbd2_journal_commit_transaction(); /* ext4_fsync_journal */
	return err;
}

/* fs/fs-writeback.c:wb_workfn: the background flusher finds the file dirty for long. It comes again while
 * anything is marked. */
static void wb_workfn(void)
{
	struct writeback_control wbc = { .range_end = FOLIOS - 1 };

	for (unsigned round = 0; round < 2; round++)
		ext4_writepages(wbc);
}

/* fs/sync.c:sync_filesystem, for syncfs(2) and sync(2): first without waiting, then all that is left. What
 * fails is not reported. */
static void sync_filesystem(void)
{
	struct writeback_control wbc = { .range_end = FOLIOS - 1, .towrite = true };

	for (unsigned round = 0; round < 2; round++) /* writeback_inodes_sb, sync_inodes_sb */
		ext4_writepages(wbc);
	jbd2_journal_commit_transaction(); /* ext4_sync_fs */
}

#endif
