// SPDX-License-Identifier: GPL-2.0-only
/* Blocks of a file, page_mkwrite and truncate. Kernel: fs/ext4/inode.c. Writeback is in writeback.c. */
#ifndef LINUX_EXT4_INODE_C
#define LINUX_EXT4_INODE_C

#include "mm/truncate.c"

/* fs/ext4/inode.c:ext4_dirty_folio, ext4_journalled_dirty_folio. The caller is atomic. */
static bool ext4_dirty_folio(struct address_space *mapping, struct folio *folio)
{
	if (sb.journal_data)
		return filemap_dirty_folio(mapping, folio);
	MC_CHECK(dirtied_under_folio_lock(folio_test_locked(folio), folio_test_dirty(folio)));
	MC_CHECK(dirty_folio_has_buffers(folio_buffers(folio)));
	return block_dirty_folio(mapping, folio);
}

/* fs/ext4/super.c:ext4_forced_shutdown, and what it makes of a call that changes something: 0, or the error. */
static int ext4_forced_shutdown(void)
{
	if (!sb.shutdown)
		return 0;
	return KERNEL >= 612 ? -EIO : -EROFS;
}

/* fs/ext4/inode.c:ext4_da_get_block_prep: a hole is reserved, not allocated. */
static int ext4_da_get_block_prep(struct inode *inode, sector_t iblock, struct buffer_head *bh)
{
	if (inode->es[iblock] == EXTENT_STATUS_HOLE) {
		if (reservation_fails()) /* ext4_da_reserve_space */
			return -ENOSPC;
		inode->es[iblock] = EXTENT_STATUS_DELAYED;
	}
	set_buffer_mapped(bh);
	if (inode->es[iblock] == EXTENT_STATUS_DELAYED) {
		set_buffer_new(bh);
		set_buffer_delay(bh);
	} else if (inode->es[iblock] == EXTENT_STATUS_UNWRITTEN) {
		set_buffer_unwritten(bh);
		set_buffer_new(bh);
	}
	return 0;
}

/* fs/ext4/inode.c:ext4_get_block_unwritten: a hole, or a block that is only reserved, is allocated, and stays
 * unwritten until writeback has written it. */
static int ext4_get_block_unwritten(struct inode *inode, sector_t iblock, struct buffer_head *bh)
{
	int err;

	if (inode->es[iblock] == EXTENT_STATUS_HOLE || inode->es[iblock] == EXTENT_STATUS_DELAYED) {
		err = allocation_error(iblock);
		if (err)
			return err;
		inode->es[iblock] = EXTENT_STATUS_UNWRITTEN;
	}
	set_buffer_mapped(bh);
	if (inode->es[iblock] == EXTENT_STATUS_UNWRITTEN) {
		set_buffer_unwritten(bh);
		set_buffer_new(bh);
	}
	return 0;
}

/* fs/ext4/inode.c:ext4_get_block(create = 1): what is no block yet is allocated, and counts as written. */
static int ext4_get_block_create(struct inode *inode, sector_t iblock, struct buffer_head *bh)
{
	int err;

	if (inode->es[iblock] == EXTENT_STATUS_HOLE || inode->es[iblock] == EXTENT_STATUS_DELAYED) {
		err = allocation_error(iblock);
		if (err)
			return err;
	}
	if (inode->es[iblock] != EXTENT_STATUS_WRITTEN)
		set_buffer_new(bh);
	inode->es[iblock] = EXTENT_STATUS_WRITTEN;
	set_buffer_mapped(bh);
	return 0;
}

/* fs/ext4/inode.c:ext4_get_block(create = 0): a look-up. An unwritten block is as good as a hole: it is not
 * mapped, though the buffer remembers that it is unwritten (ext4_update_bh_state). */
static void ext4_get_block(struct inode *inode, sector_t iblock, struct buffer_head *bh)
{
	if (inode->es[iblock] == EXTENT_STATUS_WRITTEN)
		set_buffer_mapped(bh);
	else if (inode->es[iblock] == EXTENT_STATUS_UNWRITTEN)
		set_buffer_unwritten(bh);
}

/* The get_block_t (include/linux/fs.h:get_block_t) that a caller of fs/buffer.c passes. */
static int get_block(get_block_t which, struct inode *inode, sector_t iblock, struct buffer_head *bh)
{
	if (which == EXT4_DA_GET_BLOCK_PREP)
		return ext4_da_get_block_prep(inode, iblock, bh);
	if (which == EXT4_GET_BLOCK_UNWRITTEN)
		return ext4_get_block_unwritten(inode, iblock, bh);
	return ext4_get_block_create(inode, iblock, bh);
}

/* fs/ext4/ext4_jbd2.h:ext4_should_dioread_nolock */
static bool ext4_should_dioread_nolock(void)
{
	return sb.dioread_nolock && sb.delalloc && !sb.journal_data;
}

/* fs/ext4/inode.c:ext4_walk_page_buffers(ext4_bh_unmapped): is a block in front of `to` not mapped? */
static MC_ATOMIC bool ext4_bh_unmapped(const struct folio *folio, unsigned to)
{
	bool unmapped = false;

	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
		unmapped |= i * BLOCK_SIZE < to && !buffer_mapped(&folio->bh[i]);
	return unmapped;
}

/* include/linux/mm.h:vmf_fs_error */
static vm_fault_t vmf_fs_error(int err)
{
	if (err == 0)
		return VM_FAULT_LOCKED;
	if (err == -EFAULT)
		return VM_FAULT_NOPAGE;
	MC_CHECK(sigbus_has_a_cause(false, err));
	return VM_FAULT_SIGBUS;
}

/* fs/ext4/inode.c:ext4_dirty_journalled_data: to the journal, which makes the buffer dirty when it has
 * committed. */
static void ext4_dirty_journalled_data(struct buffer_head *bh)
{
	set_buffer_uptodate(bh);
	set_buffer_jbddirty(bh);
}

/* fs/ext4/inode.c:ext4_journal_folio_buffers, for bytes from .. to - 1 */
static MC_ATOMIC void ext4_journal_folio_buffers(struct folio *folio, unsigned from, unsigned to)
{
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		if ((i + 1) * BLOCK_SIZE > from && i * BLOCK_SIZE < to)
			ext4_dirty_journalled_data(&folio->bh[i]);
		clear_buffer_new(&folio->bh[i]);
	}
}

/* fs/ext4/inode.c:ext4_page_mkwrite. Left out: sb_start_pagefault, file_update_time and the journal handle,
 * which only wait; retries after ENOSPC. */
static vm_fault_t ext4_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = vmf->page;
	struct inode *inode = &file;
	struct address_space *mapping = &inode->i_data;
	loff_t size;
	loff_t len;
	vm_fault_t ret;
	int err;

	filemap_invalidate_lock_shared(mapping);
#ifdef FIX_REJECTED_V1
	folio_lock(folio);
	if (!folio_test_uptodate(folio)) {
		folio_unlock(folio);
		MC_CHECK(sigbus_has_a_cause(false, false));
		ret = VM_FAULT_SIGBUS;
		goto out;
	}
	folio_unlock(folio);
#endif
	if (sb.journal_data)
		goto retry_alloc;
	if (sb.delalloc && !ext4_nonda_switch()) {
		err = block_page_mkwrite(inode, vmf, EXT4_DA_GET_BLOCK_PREP);
		goto out_ret;
	}

	folio_lock(folio);
	size = i_size_read(inode);
	if (folio->mapping != mapping || folio_pos(folio) > size) { /* truncated meanwhile */
		folio_unlock(folio);
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
#ifdef FIX_RECHECK_UPTODATE
	if (!folio_test_uptodate(folio)) {
		folio_unlock(folio);
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
#endif
	len = folio_size(folio);
	if (folio_pos(folio) + len > size)
		len = size - folio_pos(folio);
	if (folio_buffers(folio) && !ext4_bh_unmapped(folio, len)) { /* nothing to allocate, and nothing is dirtied */
		ret = VM_FAULT_LOCKED;
		goto out;
	}
	folio_unlock(folio);

retry_alloc:
	err = ext4_forced_shutdown(); /* ext4_journal_start */
	if (err)
		goto out_ret;
	if (!sb.journal_data) {
		if (ext4_should_dioread_nolock())
			err = block_page_mkwrite(inode, vmf, EXT4_GET_BLOCK_UNWRITTEN);
		else
			err = block_page_mkwrite(inode, vmf, EXT4_GET_BLOCK);
	} else {
		folio_lock(folio);
		size = i_size_read(inode);
		if (folio->mapping != mapping || folio_pos(folio) > size) { /* truncated meanwhile */
			folio_unlock(folio);
			ret = VM_FAULT_NOPAGE;
			goto out;
		}
		len = folio_size(folio);
		if (folio_pos(folio) + len > size)
			len = size - folio_pos(folio);
		err = __block_write_begin_int(folio, 0, len, EXT4_GET_BLOCK);
		if (!err)
			ext4_journal_folio_buffers(folio, 0, len);
		else
			folio_unlock(folio);
	}
out_ret:
	ret = vmf_fs_error(err);
out:
	filemap_invalidate_unlock_shared(mapping);
	return ret;
}

/* The part of fs/ext4/inode.c:__ext4_block_zero_page_range under the folio lock. One step: invalidate_lock is
 * held exclusively. A block that cannot be read stays as it is: mapped, not uptodate, clean. */
static MC_ATOMIC void ext4_zero_block(struct inode *inode, struct folio *folio, unsigned i)
{
	struct buffer_head *bh = &folio->bh[i];

	if (!folio_buffers(folio))
		create_empty_buffers(folio);
	if (!buffer_mapped(bh)) {
		ext4_get_block(inode, folio->index * BLOCKS_PER_PAGE + i, bh);
		if (!buffer_mapped(bh)) /* a hole is zero already */
			return;
	}
	if (folio_test_uptodate(folio))
		set_buffer_uptodate(bh);
	if (!buffer_uptodate(bh) && bh_read(folio, i))
		return;
	if (sb.journal_data) {
		ext4_dirty_journalled_data(bh);
		return;
	}
	mark_buffer_dirty(bh, folio);
	if (MARKS && sb.order_data)
		inode->i_jinode_dirty = true; /* ext4_jbd2_inode_add_write */
}

/* fs/ext4/inode.c:ext4_block_zero_page_range, of a part of the block that `from` is in. It writes through the
 * kernel's own mapping and never faults. A page that is not modelled is nobody's. */
static void ext4_block_zero_page_range(struct inode *inode, loff_t from)
{
	struct folio *folio;

	if (from / PAGE_SIZE >= FOLIOS)
		return;
	folio = filemap_lock_or_create_folio(&inode->i_data, from / PAGE_SIZE);
	ext4_zero_block(inode, folio, from % PAGE_SIZE / BLOCK_SIZE);
	folio_unlock(folio);
}

/* fs/ext4/inode.c:ext4_block_truncate_page: from `from`, which is inside a block, to the block's end. */
static void ext4_block_truncate_page(struct inode *inode, loff_t from)
{
	ext4_block_zero_page_range(inode, from);
}

/* fs/ext4/inode.c:ext4_zero_partial_blocks: what of the bytes lstart .. end - 1 is no whole block */
static void ext4_zero_partial_blocks(struct inode *inode, loff_t lstart, loff_t end)
{
	if (lstart % BLOCK_SIZE != 0 || (lstart / BLOCK_SIZE == end / BLOCK_SIZE && end % BLOCK_SIZE != 0))
		ext4_block_zero_page_range(inode, lstart);
	if (end % BLOCK_SIZE != 0 && lstart / BLOCK_SIZE != end / BLOCK_SIZE)
		ext4_block_zero_page_range(inode, end - 1);
}

/* The part of fs/ext4/inode.c:ext4_truncate that frees blocks and reservations, under i_data_sem */
static MC_ATOMIC void ext4_ext_truncate(struct inode *inode)
{
	for (unsigned i = 0; i < NR_BLOCKS; i++)
		if (i * BLOCK_SIZE >= inode->i_size)
			inode->es[i] = EXTENT_STATUS_HOLE;
	ext4_discard_preallocations();
}

/* fs/ext4/inode.c:ext4_truncate */
static void ext4_truncate(struct inode *inode)
{
	loff_t size = i_size_read(inode);

	if (size % BLOCK_SIZE != 0)
		ext4_block_truncate_page(inode, size);
	ext4_ext_truncate(inode);
}

/* fs/ext4/inode.c:ext4_setattr, ATTR_SIZE: 0, or why not. Left out: the orphan list, i_disksize, the
 * journal, and ext4_begin_ordered_truncate, which writes blocks that are about to go. */
static int ext4_setattr(struct inode *inode, loff_t ia_size)
{
	int error = ext4_forced_shutdown();
	loff_t oldsize;

	if (error)
		return error;
	filemap_invalidate_lock(&inode->i_data);
	oldsize = i_size_read(inode);
	if (ia_size != oldsize) {
		if (KERNEL >= 612 && ia_size > oldsize && oldsize % BLOCK_SIZE != 0)
			ext4_block_truncate_page(inode, oldsize);
		i_size_write(inode, ia_size);
		if (ia_size > oldsize)
			pagecache_isize_extended(inode, oldsize, ia_size);
	}
	truncate_pagecache(inode, ia_size);
	if (ia_size <= oldsize)
		ext4_truncate(inode);
	filemap_invalidate_unlock(&inode->i_data);
	return 0;
}

#endif
