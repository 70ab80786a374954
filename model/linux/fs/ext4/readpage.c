// SPDX-License-Identifier: GPL-2.0-only
/* Reading a folio from the disk. Kernel: fs/ext4/readpage.c, fs/buffer.c:block_read_full_folio */
#ifndef LINUX_EXT4_READPAGE_C
#define LINUX_EXT4_READPAGE_C

#include "fs/ext4/inode.c"

/* fs/buffer.c:block_read_full_folio: false if a block could not be read. Buffers that were mapped for it stay
 * so either way. */
static bool block_read_full_folio(struct inode *inode, struct folio *folio)
{
	unsigned lblock = DIV_ROUND_UP(i_size_read(inode), BLOCK_SIZE);
	bool page_error = false;

	if (!folio_buffers(folio))
		create_empty_buffers(folio);
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		struct buffer_head *bh = &folio->bh[i];
		unsigned iblock = folio->index * BLOCKS_PER_PAGE + i;

		if (buffer_uptodate(bh))
			continue;
		if (!buffer_mapped(bh) && iblock < lblock)
			ext4_get_block(inode, iblock, bh);
		if (!buffer_mapped(bh)) { /* zeroed */
			set_buffer_uptodate(bh);
			mc_ghost ghost_of(folio).dropped[i] = false;
		} else if (bh_read(folio, i)) {
			page_error = true;
		}
	}
	return !page_error;
}

/* Whether fs/ext4/readpage.c:ext4_mpage_readpages gets confused: by buffers, or by a block on disk behind a
 * hole. Left out: blocks that do not follow one another on the disk. */
static bool needs_buffers(const struct inode *inode, const struct folio *folio)
{
	bool hole = false, confused = folio_buffers(folio);

	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		unsigned iblock = folio->index * BLOCKS_PER_PAGE + i;

		if (iblock * BLOCK_SIZE < i_size_read(inode) && inode->es[iblock] == EXTENT_STATUS_WRITTEN)
			confused |= hole;
		else
			hole = true;
	}
	return confused;
}

/* block/bio.c:submit_bio, as fs/ext4/readpage.c:ext4_mpage_readpages uses it: does reading the blocks of a
 * folio straight from the disk fail? */
static bool bio_fails(const struct inode *inode, const struct folio *folio)
{
	bool fails = false;

	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		unsigned iblock = folio->index * BLOCKS_PER_PAGE + i;

		if (!fails && inode->es[iblock] == EXTENT_STATUS_WRITTEN)
			fails = read_fails(iblock);
	}
	return fails;
}

/* fs/ext4/readpage.c:ext4_read_folio, and mm/filemap.c:filemap_read_folio waiting for it. Unlocks the folio.
 * One step: the folio is locked until the I/O is complete, and not mapped while it is not uptodate. The file
 * may change meanwhile only in how it is cut, and invalidate_lock is held. */
static MC_ATOMIC int ext4_read_folio(struct folio *folio)
{
	struct inode *inode = folio->mapping->host;
	bool ok;

	if (needs_buffers(inode, folio)) {
		ok = block_read_full_folio(inode, folio);
	} else {
		ok = !bio_fails(inode, folio);
		mc_ghost for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
			ghost_of(folio).dropped[i] &= !ok;
	}
	if (ok)
		folio_mark_uptodate(folio);
	folio_unlock(folio);
	return ok ? 0 : -EIO;
}

#endif
