// SPDX-License-Identifier: GPL-2.0-only
/* An environment that answers anything, any time. How often the disk and an allocation in writeback fail is for the
 * scenario to say: it defines read_fails(), neighbour_fails() and writeback_has_failed(). */
#ifndef LINUX_ENVIRONMENT_C
#define LINUX_ENVIRONMENT_C

#include "environment.h"

/* fs/ext4/mballoc.c:ext4_mb_new_blocks: it depends on the whole file system. */
static int allocation_error(sector_t iblock)
{
	(void)iblock;
	return mc_choose(2) ? -EFSCORRUPTED : 0;
}

/* fs/ext4/mballoc.c:ext4_mb_new_blocks, as often as the scenario says */
static int writeback_error(sector_t iblock)
{
	(void)iblock;
	return neighbour_fails() ? -EFSCORRUPTED : 0;
}

static bool error_is_enospc(void)
{
	return mc_choose(2);
}

static bool reservation_fails(void)
{
	return mc_choose(2);
}

static bool ext4_nonda_switch(void)
{
	return NONDA && mc_choose(2);
}

static void ext4_discard_preallocations(void) {}

static void ext4_msg_data_lost(void) {}

#endif
