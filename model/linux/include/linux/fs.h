// SPDX-License-Identifier: GPL-2.0-only
/* The file. Kernel: include/linux/fs.h */
#ifndef LINUX_FS_H
#define LINUX_FS_H

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

/* What the disk and the rest of the file system answer: each scenario defines these. */

/* block/bio.c:submit_bio_wait: does reading this block from the disk fail? */
static bool read_fails(sector_t iblock);
/* fs/ext4/mballoc.c:ext4_mb_new_blocks, outside writeback and in it: 0, or the error of allocating this
 * block. */
static int allocation_error(sector_t iblock);
static int writeback_error(sector_t iblock);
/* The same of the page in front of the only one that is modelled; and may the error be ENOSPC, after which
 * writeback goes on? */
static bool neighbour_fails(void);
static bool error_is_enospc(void);
/* For covers only: has writeback met one so far? */
static bool writeback_has_failed(void);
/* fs/ext4/inode.c:ext4_da_reserve_space: is there no space left to reserve? */
static bool reservation_fails(void);
/* fs/ext4/inode.c:ext4_nonda_switch: is space so short that nothing may be reserved without being allocated? */
static bool ext4_nonda_switch(void);
/* fs/ext4/mballoc.c:ext4_discard_preallocations: the next allocation looks for other blocks. */
static void ext4_discard_preallocations(void);
/* fs/ext4/super.c:ext4_msg: "This should not happen!! Data will be lost". */
static void ext4_msg_data_lost(void);

#endif
