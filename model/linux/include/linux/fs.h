// SPDX-License-Identifier: GPL-2.0-only
/* The file. Kernel: include/linux/fs.h */
#ifndef LINUX_FS_H
#define LINUX_FS_H

#include "environment.h"
#include "linux/mm_types.h"

/* include/linux/fs.h:i_size_read and i_size_write. One step each, as the kernel's sequence count makes
 * them. */
#define i_size_read(inode) ((inode)->i_size)
#define i_size_write(inode, size) ((inode)->i_size = (size))

/* include/linux/fs.h:inode_lock; see struct inode */
static inline void inode_lock(struct inode *inode)
{
	down_write(&inode->i_rwsem);
}

/* include/linux/fs.h:inode_unlock */
static inline void inode_unlock(struct inode *inode)
{
	up_write(&inode->i_rwsem);
}

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

#endif
