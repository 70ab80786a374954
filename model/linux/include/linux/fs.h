/* The file. Kernel: include/linux/fs.h */
#ifndef LINUX_FS_H
#define LINUX_FS_H

#include "linux/mm_types.h"

/* include/linux/fs.h:i_size_read and i_size_write. One step each, as the kernel's sequence count makes
 * them. */
#define i_size_read(inode) ((inode)->i_size)
#define i_size_write(inode, size) ((inode)->i_size = (size))

/* include/linux/fs.h:filemap_invalidate_lock */
static inline void filemap_invalidate_lock(struct address_space *mapping)
{
	down_write(&mapping->invalidate_lock);
}

/* include/linux/fs.h:filemap_invalidate_unlock */
static inline void filemap_invalidate_unlock(struct address_space *mapping)
{
	up_write(&mapping->invalidate_lock);
}

/* include/linux/fs.h:filemap_invalidate_lock_shared */
static inline void filemap_invalidate_lock_shared(struct address_space *mapping)
{
	down_read(&mapping->invalidate_lock);
}

/* include/linux/fs.h:filemap_invalidate_unlock_shared */
static inline void filemap_invalidate_unlock_shared(struct address_space *mapping)
{
	up_read(&mapping->invalidate_lock);
}

/* What block/bio.c:submit_bio_wait brings back: whether reading a block from the disk fails this time (EIO). */
static inline bool read_fails(void)
{
	bool fails = failures.reads > 0 && mc_choose(2);

	if (fails)
		failures.reads--;
	return fails;
}

/* What fs/ext4/inode.c:ext4_map_blocks answers to writeback: whether it meets an error now that no retry can cure
 * (EFSCORRUPTED, EIO, ...). */
static inline bool writeback_fails(void)
{
	bool fails = failures.writebacks > 0 && mc_choose(2);

	if (fails)
		failures.writebacks--;
	return fails;
}

#endif
