// SPDX-License-Identifier: GPL-2.0-only
/* Buffer heads of a folio. Kernel: fs/buffer.c */
#ifndef LINUX_BUFFER_C
#define LINUX_BUFFER_C

#include "linux/buffer_head.h"
#include "mm/page-writeback.c"

static int get_block(get_block_t get_block, struct inode *inode, sector_t iblock, struct buffer_head *bh);

/* fs/buffer.c:block_dirty_folio: PG_dirty and the buffers under i_private_lock, the check after it. The
 * caller is atomic. It dirties all buffers, also those that are not uptodate, not mapped or beyond EOF. */
static bool block_dirty_folio(struct address_space *mapping, struct folio *folio)
{
	bool dirty;

	if (folio_buffers(folio))
		for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
			set_buffer_dirty(&folio->bh[i]);
	dirty = folio_test_set_dirty(folio);
	if (!dirty)
		__folio_mark_dirty(folio, mapping, 1);
	return !dirty;
}

/* fs/buffer.c:mark_buffer_dirty; `folio` is bh->b_folio. The caller is atomic and holds the folio lock. */
static void mark_buffer_dirty(struct buffer_head *bh, struct folio *folio)
{
	MC_CHECK(dirtied_buffer_is_uptodate(buffer_uptodate(bh)));
	if (buffer_dirty(bh))
		return;
	set_buffer_dirty(bh);
	if (!folio_test_set_dirty(folio) && folio->mapping)
		__folio_mark_dirty(folio, folio->mapping, 0);
}

/* fs/buffer.c:create_empty_buffers, under i_private_lock. The caller is atomic. */
static void create_empty_buffers(struct folio *folio)
{
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		if (folio_test_dirty(folio))
			set_buffer_dirty(&folio->bh[i]);
		if (folio_test_uptodate(folio))
			set_buffer_uptodate(&folio->bh[i]);
	}
	folio->private = true;
}

/* fs/buffer.c:folio_zero_new_buffers, for the whole folio */
static void folio_zero_new_buffers(struct folio *folio)
{
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
		if (buffer_new(&folio->bh[i])) {
			set_buffer_uptodate(&folio->bh[i]);
			clear_buffer_new(&folio->bh[i]);
			mark_buffer_dirty(&folio->bh[i], folio);
		}
}

/* include/linux/buffer_head.h:bh_read, of buffer `i`: 0, or -EIO. */
static int bh_read(struct folio *folio, unsigned i)
{
	if (read_fails(folio->index * BLOCKS_PER_PAGE + i))
		return -EIO;
	set_buffer_uptodate(&folio->bh[i]);
	mc_ghost ghost_of(folio).dropped[i] = false;
	return 0;
}

/* fs/buffer.c:__block_write_begin_int: bytes pos .. pos + len - 1 of the file, which are in this folio. One step, though it
 * sleeps: under the folio lock and invalidate_lock nobody else changes the folio, its blocks or i_size, or can tell how
 * far it got. Left out: contents. */
static MC_ATOMIC int __block_write_begin_int(struct folio *folio, loff_t pos, unsigned len, get_block_t which)
{
	unsigned from = pos % folio_size(folio);
	unsigned to = from + len;
	struct inode *inode = folio->mapping->host;
	int err = 0;

	BUG_ON(!folio_test_locked(folio));
	BUG_ON(to > folio_size(folio));
	if (!folio_buffers(folio))
		create_empty_buffers(folio);
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		struct buffer_head *bh = &folio->bh[i];

		if ((i + 1) * BLOCK_SIZE <= from || i * BLOCK_SIZE >= to) {
			if (folio_test_uptodate(folio))
				set_buffer_uptodate(bh);
			continue;
		}
		clear_buffer_new(bh);
		if (!buffer_mapped(bh)) {
			err = get_block(which, inode, folio->index * BLOCKS_PER_PAGE + i, bh);
			if (err)
				break;
			if (buffer_new(bh)) {
				if (folio_test_uptodate(folio)) {
					clear_buffer_new(bh);
					set_buffer_uptodate(bh);
					mark_buffer_dirty(bh, folio);
				}
				continue;
			}
		}
		if (folio_test_uptodate(folio)) {
			set_buffer_uptodate(bh);
			continue;
		}
		if (!buffer_uptodate(bh) && !buffer_delay(bh) && !buffer_unwritten(bh) &&
		    (i * BLOCK_SIZE < from || (i + 1) * BLOCK_SIZE > to)) {
			err = bh_read(folio, i);
			if (err)
				break;
		}
	}
	if (err)
		folio_zero_new_buffers(folio);
	return err;
}

/* fs/buffer.c:__block_commit_write. One step under the folio lock; of it, an unlocked reader sees only
 * PG_uptodate. A folio with a block wholly outside from .. to - 1 that is not uptodate stays not uptodate. */
static MC_ATOMIC void __block_commit_write(struct folio *folio, unsigned from, unsigned to)
{
	bool partial = false;

	if (!folio_buffers(folio))
		return;
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		struct buffer_head *bh = &folio->bh[i];

		if ((i + 1) * BLOCK_SIZE <= from || i * BLOCK_SIZE >= to) {
			if (!buffer_uptodate(bh))
				partial = true;
		} else {
			set_buffer_uptodate(bh);
			mark_buffer_dirty(bh, folio);
		}
		clear_buffer_new(bh);
	}
	if (!partial)
		folio_mark_uptodate(folio);
}

/* fs/buffer.c:block_page_mkwrite. On success the folio is returned locked. 6.1 compares with >, which is the
 * same: a folio that begins where the file ends has been truncated, and invalidate_lock is held. It
 * takes the file instead of the mapping: proofs for any number (--any) follow no pointer to one of many. */
static int block_page_mkwrite(struct inode *inode, struct vm_fault *vmf, get_block_t which)
{
	struct folio *folio = vmf->page;
	loff_t size;
	loff_t end = folio_size(folio);
	int ret;

	folio_lock(folio);
	size = i_size_read(inode);
	if (folio->mapping != &inode->i_data || folio_pos(folio) >= size) {
		ret = -EFAULT; /* the folio is no longer in the file: the fault is to start again */
		goto out_unlock;
	}
#ifdef FIX_RECHECK_UPTODATE
	if (!folio_test_uptodate(folio)) {
		ret = -EFAULT;
		goto out_unlock;
	}
#endif
	if (folio_pos(folio) + end > size)
		end = size - folio_pos(folio);

	ret = __block_write_begin_int(folio, 0, end, which);
	if (ret)
		goto out_unlock;
	__block_commit_write(folio, 0, end);
	folio_mark_dirty(folio);
	return 0;
out_unlock:
	folio_unlock(folio);
	return ret;
}

/* fs/buffer.c:discard_buffer. BH_Uptodate survives. */
static void discard_buffer(struct buffer_head *bh)
{
	clear_buffer_dirty(bh);
	clear_buffer_mapped(bh);
	clear_buffer_new(bh);
	clear_buffer_delay(bh);
	clear_buffer_unwritten(bh);
	clear_buffer_jbddirty(bh);
}

/* fs/buffer.c:try_to_free_buffers, under i_private_lock. It does not look at the folio's references. */
static MC_ATOMIC bool try_to_free_buffers(struct folio *folio)
{
	BUG_ON(!folio_test_locked(folio));
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
		if (buffer_dirty(&folio->bh[i]))
			return false;
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
		clear_buffer(&folio->bh[i]);
	folio->private = false;
	folio->dirty = false; /* folio_cancel_dirty */
	return true;
}

/* fs/buffer.c:block_invalidate_folio: the blocks that are wholly in offset .. offset + length - 1. Buffers
 * are freed only with all of the folio. The loop is one step: a buffer's lock is taken by nobody else here. */
static void block_invalidate_folio(struct folio *folio, loff_t offset, loff_t length)
{
	unsigned stop = offset + length;

	BUG_ON(!folio_test_locked(folio));
	if (!folio_buffers(folio))
		return;
	mc_atomic {
		for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
			if (offset <= i * BLOCK_SIZE && (i + 1) * BLOCK_SIZE <= stop)
				discard_buffer(&folio->bh[i]);
	}
	if (length == folio_size(folio))
		try_to_free_buffers(folio); /* filemap_release_folio, ext4_release_folio */
}

#endif
