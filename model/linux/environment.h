// SPDX-License-Identifier: GPL-2.0-only
/* What the disk and the rest of the file system answer, each with the place in the kernel that asks. environment.c
 * lets them answer anything; where recorded runs are followed, ext4-writeback/image.c says what they answered. */
#ifndef LINUX_ENVIRONMENT_H
#define LINUX_ENVIRONMENT_H

#include "linux/types.h"

/* block/bio.c:submit_bio_wait: does reading this block from the disk fail? */
static bool read_fails(sector_t iblock);
/* fs/ext4/mballoc.c:ext4_mb_new_blocks, outside writeback: 0, or the error of allocating this block. */
static int allocation_error(sector_t iblock);
/* fs/ext4/mballoc.c:ext4_mb_new_blocks, in writeback */
static int writeback_error(sector_t iblock);
/* fs/ext4/mballoc.c:ext4_mb_new_blocks, in writeback, for the page in front of the only one that is modelled: does it
 * fail? */
static bool neighbour_fails(void);
/* fs/ext4/inode.c:mpage_map_and_submit_extent: is the error ENOSPC, after which writeback goes on? */
static bool error_is_enospc(void);
/* For covers only: has writeback met an error so far? */
static bool writeback_has_failed(void);
/* fs/ext4/inode.c:ext4_da_reserve_space: is there no space left to reserve? */
static bool reservation_fails(void);
/* fs/ext4/inode.c:ext4_nonda_switch: is space so short that nothing may be reserved without being allocated? */
static bool ext4_nonda_switch(void);
/* fs/ext4/mballoc.c:ext4_discard_preallocations: the next allocation looks for other blocks. */
static void ext4_discard_preallocations(void);
/* fs/ext4/super.c:ext4_msg: the message that says that data is lost. */
static void ext4_msg_data_lost(void);

#endif
