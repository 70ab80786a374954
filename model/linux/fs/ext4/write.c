// SPDX-License-Identifier: GPL-2.0-only
/* write(2). Kernel: fs/ext4/inode.c, mm/filemap.c:generic_perform_write */
#ifndef LINUX_EXT4_WRITE_C
#define LINUX_EXT4_WRITE_C

#include "fs/ext4/readpage.c"

/* fs/ext4/inode.c:ext4_block_write_begin: bytes pos .. pos + len - 1 of the file, which are in this folio. One step for
 * the reason of __block_write_begin_int. A block that is new to an uptodate folio is not dirtied: ext4_write_end will. */
static MC_ATOMIC int ext4_block_write_begin(struct folio *folio, loff_t pos, unsigned len, get_block_t which)
{
	unsigned from = pos % folio_size(folio);
	unsigned to = from + len;
	struct inode *inode = folio->mapping->host;
	int err = 0;

	BUG_ON(!folio_test_locked(folio));
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
			if (buffer_new(bh) && !folio_test_uptodate(folio))
				continue;
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

/* fs/ext4/inode.c:ext4_da_write_begin, ext4_write_begin: which get_block this write uses. */
static get_block_t ext4_write_get_block(void)
{
	if (sb.da_aops && !sb.journal_data && !ext4_nonda_switch())
		return EXT4_DA_GET_BLOCK_PREP;
	return ext4_should_dioread_nolock() ? EXT4_GET_BLOCK_UNWRITTEN : EXT4_GET_BLOCK;
}

/* fs/ext4/inode.c:ext4_da_write_end, ext4_write_end, ext4_journalled_write_end, of bytes from .. to - 1.
 * i_size is updated while the folio is locked, or writeback could zero what has just been written. */
static void ext4_write_end(struct inode *inode, struct folio *folio, unsigned from, unsigned to)
{
	loff_t old_size = i_size_read(inode);
	loff_t pos = folio_pos(folio) + from;
	loff_t end = folio_pos(folio) + to;

	if (sb.journal_data)
		mc_atomic {
			ext4_journal_folio_buffers(folio, from, to);
			folio_mark_dirty(folio);
		}
	else
		__block_commit_write(folio, from, to);
	if (end > old_size)
		i_size_write(inode, end);
	folio_unlock(folio);
	if (pos > old_size) {
		pagecache_isize_extended(inode, old_size, pos);
		if (KERNEL >= 612)
			ext4_zero_partial_blocks(inode, old_size, pos);
	}
}

/* mm/filemap.c:generic_perform_write, for bytes from .. to - 1 of one page; i_rwsem is held. 0, or why not.
 * Left out: a copy from user space that comes back short. */
static int generic_perform_write(struct inode *inode, pgoff_t index, unsigned from, unsigned to)
{
	struct folio *folio;
	get_block_t which;
	int err = ext4_forced_shutdown();

	if (err)
		return err;
	which = ext4_write_get_block();
	folio = filemap_lock_or_create_folio(&inode->i_data, index);
	err = ext4_block_write_begin(folio, index * PAGE_SIZE + from, to - from, which);
	if (!err) {
		ext4_write_end(inode, folio, from, to);
		return 0;
	}
	folio_unlock(folio);
	if (index * PAGE_SIZE + to > i_size_read(inode)) { /* ext4_truncate_failed_write */
		filemap_invalidate_lock(&inode->i_data);
		truncate_inode_pages_range(&inode->i_data, i_size_read(inode), FILE_END);
		ext4_truncate(inode);
		filemap_invalidate_unlock(&inode->i_data);
	}
	return err;
}

#endif
