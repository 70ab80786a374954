// SPDX-License-Identifier: GPL-2.0-only
/* fallocate(2). Kernel: fs/ext4/extents.c, fs/ext4/inode.c */
#ifndef LINUX_EXT4_EXTENTS_C
#define LINUX_EXT4_EXTENTS_C

#include "fs/ext4/write.c"
#include "fs/sync.c"

enum { FALLOC_FL_KEEP_SIZE = 1, FALLOC_FL_PUNCH_HOLE = 2, FALLOC_FL_ZERO_RANGE = 16 };

/* fs/ext4/inode.c:ext4_truncate_folio: blocks of a page that is not wholly cut are about to go, and a store
 * to them must go by page_mkwrite again. */
static void ext4_truncate_folio(struct inode *inode, loff_t start, loff_t end)
{
	struct folio *folio;

	if (round_up(start, BLOCK_SIZE) >= round_down(end, BLOCK_SIZE))
		return;
	folio = filemap_lock_folio(&inode->i_data, start / PAGE_SIZE);
	if (!folio)
		return;
	if (folio_mkclean(folio))
		folio_mark_dirty(folio);
	folio_unlock(folio);
}

/* fs/ext4/inode.c:ext4_truncate_page_cache_block_range, bytes start .. end - 1. 6.1 has no such function,
 * and leaves writable entries of a page that is not wholly cut. */
static void ext4_truncate_page_cache_block_range(struct inode *inode, loff_t start, loff_t end)
{
	loff_t page_boundary = round_up(start, PAGE_SIZE);

	if (KERNEL >= 612 && BLOCKS_PER_PAGE > 1 && (start % PAGE_SIZE != 0 || end % PAGE_SIZE != 0) &&
	    start < i_size_read(inode)) {
		ext4_truncate_folio(inode, start, page_boundary < end ? page_boundary : end);
		if (end > page_boundary)
			ext4_truncate_folio(inode, round_down(end, PAGE_SIZE), end);
	}
	truncate_pagecache_range(inode, start, end);
}

/* The part of fs/ext4/inode.c:ext4_punch_hole, fs/ext4/extents.c:ext4_zero_range that changes whole blocks in
 * start .. end - 1, under i_data_sem. */
static MC_ATOMIC void ext4_change_blocks(struct inode *inode, loff_t start, loff_t end, enum extent_status status)
{
	if (round_up(start, BLOCK_SIZE) >= round_down(end, BLOCK_SIZE))
		return;
	for (unsigned i = 0; i < NR_BLOCKS; i++)
		if (i * BLOCK_SIZE >= start && (i + 1) * BLOCK_SIZE <= end)
			inode->es[i] = status;
	if (status == EXTENT_STATUS_HOLE)
		ext4_discard_preallocations();
}

/* fs/ext4/inode.c:ext4_punch_hole */
static void ext4_punch_hole(struct inode *inode, loff_t offset, loff_t end)
{
	if (offset >= i_size_read(inode))
		return;
	if (end > i_size_read(inode))
		end = round_up(i_size_read(inode), PAGE_SIZE);
	ext4_truncate_page_cache_block_range(inode, offset, end);
	ext4_zero_partial_blocks(inode, offset, end);
	ext4_change_blocks(inode, offset, end, EXTENT_STATUS_HOLE);
}

/* fs/ext4/extents.c:ext4_alloc_file_blocks: the holes that bytes start .. end - 1 touch become unwritten
 * blocks. */
static MC_ATOMIC int ext4_alloc_file_blocks(struct inode *inode, loff_t start, loff_t end)
{
	int err = 0;

	for (unsigned i = 0; i < NR_BLOCKS; i++) {
		if (err || (i + 1) * BLOCK_SIZE <= start || i * BLOCK_SIZE >= end)
			continue;
		if (inode->es[i] != EXTENT_STATUS_HOLE && inode->es[i] != EXTENT_STATUS_DELAYED)
			continue;
		err = allocation_error(i);
		if (!err)
			inode->es[i] = EXTENT_STATUS_UNWRITTEN;
	}
	return err;
}

/* fs/ext4/extents.c:ext4_zero_range with FALLOC_FL_KEEP_SIZE. */
static int ext4_zero_range(struct inode *inode, loff_t offset, loff_t end)
{
	int err = 0;

	if (offset % BLOCK_SIZE != 0 || end % BLOCK_SIZE != 0)
		err = ext4_alloc_file_blocks(inode, offset, end);
	if (err)
		return err;
	ext4_truncate_page_cache_block_range(inode, offset, end);
	if (round_up(offset, BLOCK_SIZE) < round_down(end, BLOCK_SIZE)) {
		err = ext4_alloc_file_blocks(inode, round_up(offset, BLOCK_SIZE), round_down(end, BLOCK_SIZE));
		if (err)
			return err;
		ext4_change_blocks(inode, offset, end, EXTENT_STATUS_UNWRITTEN);
	}
	ext4_zero_partial_blocks(inode, offset, end);
	return 0;
}

/* fs/ext4/extents.c:ext4_do_fallocate. Left out: blocks behind FOLIOS. */
static int ext4_do_fallocate(struct inode *inode, loff_t offset, loff_t end, bool keep_size)
{
	int err = ext4_alloc_file_blocks(inode, offset, end);

	if (!err && !keep_size && end > i_size_read(inode))
		i_size_write(inode, end);
	return err;
}

/* fs/ext4/extents.c:ext4_fallocate. 6.1 writes the range back before it punches a hole. */
static int ext4_fallocate(struct inode *inode, int mode, loff_t offset, loff_t len)
{
	int err = ext4_forced_shutdown();

	if (err)
		return err;
	if (!(mode & (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_ZERO_RANGE)))
		return ext4_do_fallocate(inode, offset, offset + len, mode & FALLOC_FL_KEEP_SIZE);
	if (KERNEL < 612 && (mode & FALLOC_FL_PUNCH_HOLE)) {
		err = filemap_fdatawrite_range(offset / PAGE_SIZE, (offset + len - 1) / PAGE_SIZE);
		if (err)
			return err;
	}
	filemap_invalidate_lock(&inode->i_data);
	if (mode & FALLOC_FL_PUNCH_HOLE)
		ext4_punch_hole(inode, offset, offset + len);
	else
		err = ext4_zero_range(inode, offset, offset + len);
	filemap_invalidate_unlock(&inode->i_data);
	return err;
}

#endif
