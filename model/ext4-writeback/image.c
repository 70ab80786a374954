// SPDX-License-Identifier: Apache-2.0
/* What a recorded run begins with, and what the disk and the rest of the file system answer in it: the image's
 * description, the mount options, sectors that were made bad. */
#ifndef EXT4_WRITEBACK_IMAGE_C
#define EXT4_WRITEBACK_IMAGE_C

/* What the image's description says of the rest of the file system. */
static struct {
	bool bad_block[NR_BLOCKS]; /* cannot be read from the disk */
	enum allocation_failure fails; /* which allocation */
	sector_t failing_block;    /* of AT and, once it is known, FIRST */
	bool failed;               /* the failing block is in a preallocation, and met again until that is discarded */
	uint16_t error;
	bool takes_free_space;     /* a failure leaves no free space: its block group is given up */
	bool transient;
	bool space_is_short;
} environment;

static bool read_fails(sector_t iblock)
{
	return environment.bad_block[iblock];
}

static int allocation_error(sector_t iblock)
{
	bool fails = environment.fails == ALWAYS;

	if (environment.fails == FIRST) {
		environment.fails = AT;
		environment.failing_block = iblock;
	}
	if (environment.fails == AT)
		fails = environment.failing_block == iblock;
	if (!fails)
		return 0;
	environment.failed = true;
	sb.shutdown |= sb.errors_ro; /* fs/ext4/super.c:ext4_handle_error */
	environment.space_is_short |= environment.takes_free_space;
	return -environment.error;
}

static int writeback_error(sector_t iblock)
{
	return allocation_error(iblock);
}

static bool neighbour_fails(void)
{
	return false;
}

static bool writeback_has_failed(void)
{
	return environment.failed;
}

static bool error_is_enospc(void)
{
	return environment.error == ENOSPC;
}

static bool reservation_fails(void)
{
	return false;
}

static bool ext4_nonda_switch(void)
{
	return environment.space_is_short;
}

static void ext4_discard_preallocations(void)
{
	if (environment.failed && environment.transient)
		environment.fails = NEVER;
}

static MC_GHOST void ext4_msg_data_lost(void)
{
	record.data_lost_messages++;
}

/* A mount option, or one of a remount. */
static MC_ATOMIC void set_option(enum option option, bool remount)
{
	switch (option) {
	case ERRORS_REMOUNT_RO:
		sb.errors_ro = true;
		break;
	case ERRORS_CONTINUE:
		sb.errors_ro = false;
		break;
	case DATA_WRITEBACK:
		sb.order_data = false;
		break;
	case DATA_JOURNAL:
		sb.order_data = sb.delalloc = false;
		sb.journal_data = true;
		break;
	case DELALLOC:
	case NODELALLOC:
		sb.delalloc = option == DELALLOC;
		break;
	case DIOREAD_LOCK:
	case DIOREAD_NOLOCK:
		sb.dioread_nolock = option == DIOREAD_NOLOCK;
		break;
	default:
		break;
	}
	if (!remount)
		sb.da_aops = sb.delalloc;
}

/* What the image's description says of allocation. */
static MC_ATOMIC void set_allocation(const struct request *r)
{
	environment.fails = r->fails;
	environment.failing_block = r->offset / BLOCK_SIZE;
	environment.error = r->error;
	environment.takes_free_space = r->takes_free_space;
	environment.transient = r->transient;
}

/* Blocks of the file that have contents on the disk. */
static MC_ATOMIC void set_data(struct inode *inode, loff_t offset, loff_t end)
{
	for (unsigned i = 0; i < NR_BLOCKS; i++)
		if ((i + 1) * BLOCK_SIZE > offset && i * BLOCK_SIZE < end)
			inode->es[i] = EXTENT_STATUS_WRITTEN;
}

/* A file as the image has it. */
static MC_ATOMIC void set_file(struct inode *inode, loff_t size)
{
	inode->i_size = size;
	for (unsigned i = 0; i < NR_BLOCKS; i++)
		inode->es[i] = EXTENT_STATUS_HOLE;
}

/* The device mapper's error target under some sectors. */
static MC_ATOMIC void make_bad_sectors(const struct request *r)
{
	if (r->what == DATA) {
		environment.bad_block[r->offset / BLOCK_SIZE] = true;
		return;
	}
	environment.fails = ALWAYS;
	environment.error = EIO;
	environment.takes_free_space = true;
}

#endif
