// SPDX-License-Identifier: Apache-2.0
/* The calls of a recorded run, carried out one by one on the model: what `mc conform` compares with real
 * kernels. The functions behind the calls are those of scenario.c, in ../linux; model/RECORDINGS.md has the
 * format. */
#define RECORDED 1
#include "mc.h"

/* Address spaces that the recorded tasks live in. */
MC_PARAM(PROCESSES, 1, 1, 4);
/* Pages of the file that the run touches, in a row; positions count from the first of them. */
MC_PARAM(FOLIOS, 2, 1, 31);
/* Tasks of the run. */
MC_PARAM(TASKS, 3, 1, 8);
/* Blocks a page: 1, 2 or 4, that is, blocks of 4, 2 or 1 KiB. */
MC_PARAM(BLOCKS_PER_PAGE, 1, 1, 4);
/* Linux 6.1 (601) or 6.12 (612). */
MC_PARAM(KERNEL, 601, 601, 612);

/* Nothing is left to chance but what request ALLOCATION and the clock (sleep) leave to it. */
enum { TRUNCATORS = 1, PINNERS = 1, MARKS = 1, AROUND = 1 };

/* What the recorder sees: the names are keys of the format. A member `present` that is false stands for
 * null. */
MC_GHOST static struct {
	struct {
		bool present;
		bool uptodate, dirty, writeback, tag_dirty, tag_towrite;
		bool dropped; /* shows data that writeback has given up */
		uint8_t mapcount;
		struct {
			bool present;
			struct {
				bool mapped, new, delay, unwritten, dirty, uptodate;
			} at[BLOCKS_PER_PAGE];
		} buffers;
	} folio;
	int32_t i_size;
	struct {
		bool present;
		bool write, dirty;
	} pte;
	uint8_t data_lost_messages;
} record;

#include "linux/mm_types.h"
#include "fs/ext4/extents.c"
#include "invariants/buffers.h"
#include "invariants/mapping.h"

enum call {
	NO_CALL,
	IMAGE, ALLOCATION, MOUNT, FILE_SIZE, FILE_DATA, MAKE_BAD_SECTORS, /* what the run begins with */
	OPEN, CREAT, MMAP, MUNMAP, FORK, STORE, LOAD, PWRITE, PREAD,
	FSYNC, FDATASYNC, MSYNC, SYNC_FILE_RANGE, SYNCFS, SYNC, FTRUNCATE, FALLOCATE, MADVISE, DROP_CACHES, REMOUNT,
	SLEEP, DIRECT_READ_INTO_MAPPING,
	LOOK, /* at `page` and the entry that maps it in this process: fills `record` */
};

enum option {
	ERRORS_CONTINUE, ERRORS_REMOUNT_RO, DATA_ORDERED, DATA_WRITEBACK, DATA_JOURNAL, DELALLOC, NODELALLOC,
	DIOREAD_LOCK, DIOREAD_NOLOCK, NO_PREFETCH_BLOCK_BITMAPS, PREFETCH_BLOCK_BITMAPS,
};

enum allocation_failure { NEVER, ALWAYS, AT, FIRST };

/* One call, written by `mc conform`: the names of its members are the keys of the format. */
static struct request {
	enum call call;
	uint8_t process;   /* address space of the task */
	bool other_file;   /* the call is about a file that is not looked at */
	uint8_t page, pages;
	int32_t offset, length, size;
	uint8_t mode, advice, level;
	uint32_t ms;
	enum option options;
	enum msync_flags { MS_NONE, MS_ASYNC, MS_SYNC } flags;
	uint16_t block_size;
	enum allocation_failure fails; /* ALLOCATION: of which block */
	uint16_t error;
	bool takes_free_space, transient;
	enum { BITMAP, DATA } what; /* MAKE_BAD_SECTORS: of the block bitmap, of the file's block at `offset` */
	int32_t result;             /* the return value, or -errno */
	bool sigbus;
} request[TASKS];

#include "image.c"

/* Folio that the task's direct I/O has pinned, or NULL. */
static struct folio *pinned[TASKS];

/* The first loop of a byte range over pages: bytes of page `index` that are in offset .. end - 1. */
#define from_in_page(index, offset) ((offset) > (index) * PAGE_SIZE ? (offset) - (index) * PAGE_SIZE : 0)
#define to_in_page(index, end) ((end) < ((index) + 1) * PAGE_SIZE ? (end) - (index) * PAGE_SIZE : PAGE_SIZE)

/* read(2) from offset .. end - 1: 0, or why nothing could be read. */
static int do_read(struct inode *inode, loff_t offset, loff_t end, int32_t *done)
{
	int err;

	if (end > i_size_read(inode))
		end = i_size_read(inode);
	for (unsigned index = 0; index < FOLIOS; index++) {
		if (index * PAGE_SIZE >= end || (index + 1) * PAGE_SIZE <= offset)
			continue;
		err = filemap_read(&inode->i_data, index, from_in_page(index, offset), to_in_page(index, end));
		if (err)
			return err;
		*done += to_in_page(index, end) - from_in_page(index, offset);
	}
	return 0;
}

/* write(2) to offset .. end - 1 */
static int do_write(struct inode *inode, loff_t offset, loff_t end, int32_t *done)
{
	int err;

	for (unsigned index = 0; index < FOLIOS; index++) {
		if (index * PAGE_SIZE >= end || (index + 1) * PAGE_SIZE <= offset)
			continue;
		err = generic_perform_write(inode, index, from_in_page(index, offset), to_in_page(index, end));
		if (err)
			return err;
		*done += to_in_page(index, end) - from_in_page(index, offset);
	}
	return 0;
}

/* mm/gup.c:pin_user_pages_fast(FOLL_WRITE), for the target of a direct read that takes its time. */
static MC_ATOMIC void pin_user_page(pgoff_t index, unsigned self)
{
	pinned[self] = xa_load(&file.i_data, index);
	folio_get(pinned[self]);
}

/* The direct read ends (block/bio.c:bio_release_pages), and so does its process. */
static void bio_release_pages(unsigned task)
{
	struct folio *folio = pinned[task];

	folio_lock(folio);
	folio_mark_dirty(folio);
	folio_unlock_put(folio);
	pinned[task] = NULL;
	zap_page_range_single(&vmas[request[task].process], 0, FOLIOS);
}

/* Time passes: after 5 s the journal commits, after 30 s the flusher comes; a direct read may end any time. */
static void sleep(uint32_t ms)
{
	for (unsigned task = 0; task < TASKS; task++)
		if (pinned[task] && mc_choose(2))
			bio_release_pages(task);
	if (ms > 6000 || (ms > 5000 && mc_choose(2)))
		jbd2_journal_commit_transaction();
	if (ms > 36000 || (ms > 30000 && mc_choose(2)))
		wb_workfn();
}

/* What /proc and a look into the kernel's memory show of `page`. */
static MC_GHOST void look(const struct request *r)
{
	struct folio *folio = xa_load(&file.i_data, r->page);
	enum pte pte = vmas[r->process].pte[r->page];

	record.i_size = file.i_size;
	record.pte.present = pte != PTE_NONE;
	record.pte.write = record.pte.dirty = pte == PTE_RW;
	record.folio.present = folio != NULL;
	record.folio.mapcount = 0;
	for (unsigned i = 0; i < PROCESSES; i++)
		record.folio.mapcount += vmas[i].pte[r->page] != PTE_NONE;
	if (!folio)
		return;
	record.folio.uptodate = folio->uptodate;
	record.folio.dirty = folio->dirty;
	record.folio.tag_dirty = folio->marked_dirty;
	record.folio.tag_towrite = folio->marked_towrite;
	record.folio.buffers.present = folio->private;
	record.folio.dropped = false;
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++) {
		record.folio.dropped |= ghost_of(folio).dropped[i];
		record.folio.buffers.at[i].mapped = folio->bh[i].mapped;
		record.folio.buffers.at[i].new = folio->bh[i].new;
		record.folio.buffers.at[i].delay = folio->bh[i].delay;
		record.folio.buffers.at[i].unwritten = folio->bh[i].unwritten;
		record.folio.buffers.at[i].dirty = folio->bh[i].dirty;
		record.folio.buffers.at[i].uptodate = folio->bh[i].uptodate;
	}
}

/* What the run begins with. True if the call was that. */
static MC_ATOMIC bool set_up(struct request *r)
{
	switch (r->call) {
	case IMAGE:
		BUG_ON(r->block_size != BLOCK_SIZE);
		return true;
	case ALLOCATION:
		set_allocation(r);
		return true;
	case MOUNT:
		set_option(r->options, false);
		return true;
	case FILE_SIZE:
		set_file(&file, r->size);
		return true;
	case FILE_DATA:
		set_data(&file, r->offset, r->offset + r->length);
		return true;
	case MAKE_BAD_SECTORS:
		make_bad_sectors(r);
		return true;
	case LOOK:
		look(r);
		return true;
	default:
		return false;
	}
}

/* Another file: only that it may use up the space matters. */
static MC_ATOMIC void on_other_file(struct request *r)
{
	if (r->call == FALLOCATE) {
		environment.space_is_short = true;
		r->result = mc_choose(2) ? -environment.error : 0;
	}
}

/* Calls that write dirty pages back. True if the call was one. */
static bool sync_call(struct request *r)
{
	switch (r->call) {
	case FSYNC:
	case FDATASYNC:
		r->result = ext4_sync_file(0, FOLIOS - 1);
		return true;
	case MSYNC:
		if (r->flags == MS_SYNC)
			r->result = ext4_sync_file(0, vmas[r->process].pages - 1);
		return true;
	case SYNC_FILE_RANGE:
		if (r->length == 0) /* to the end of the file */
			r->length = FILE_END - r->offset;
		r->result = filemap_fdatawrite_range(r->offset / PAGE_SIZE, (r->offset + r->length - 1) / PAGE_SIZE);
		return true;
	case SYNCFS:
	case SYNC:
		sync_filesystem();
		return true;
	case SLEEP:
		sleep(r->ms);
		return true;
	default:
		return false;
	}
}

/* Calls on the mapping. True if the call was one. */
static bool mapping_call(struct request *r, unsigned self)
{
	struct vm_area_struct *vma = &vmas[r->process];

	switch (r->call) {
	case MMAP:
		vma->pages = r->pages;
		return true;
	case MUNMAP:
		zap_page_range_single(vma, 0, FOLIOS);
		return true;
	case MADVISE:
		if (r->advice == 4) /* MADV_DONTNEED */
			zap_page_range_single(vma, r->offset / PAGE_SIZE,
					      r->length ? DIV_ROUND_UP(r->offset + r->length, PAGE_SIZE) : FOLIOS);
		return true;
	case STORE:
	case LOAD:
	case DIRECT_READ_INTO_MAPPING:
		r->sigbus = !user_access(vma, r->offset / PAGE_SIZE, r->call != LOAD);
		if (r->call == DIRECT_READ_INTO_MAPPING && !r->sigbus)
			pin_user_page(r->offset / PAGE_SIZE, self);
		return true;
	default:
		return false;
	}
}

/* Calls on the file. */
static void file_call(struct request *r)
{
	int32_t done = 0;

	switch (r->call) {
	case PWRITE:
		r->result = do_write(&file, r->offset, r->offset + r->length, &done);
		break;
	case PREAD:
		r->result = do_read(&file, r->offset, r->offset + r->length, &done);
		break;
	case FTRUNCATE:
		r->result = ext4_setattr(&file, r->size);
		break;
	case FALLOCATE:
		if (r->length > 0)
			r->result = ext4_fallocate(&file, r->mode, r->offset, r->length);
		break;
	case DROP_CACHES:
		invalidate_mapping_pages(&file.i_data);
		break;
	case REMOUNT:
		set_option(r->options, true);
		break;
	default:
		break;
	}
	if (done)
		r->result = done;
}

static void carry_out(struct request *r, unsigned self)
{
	r->result = 0;
	r->sigbus = false;
	if (set_up(r))
		return;
	if (r->other_file)
		on_other_file(r);
	else if (!sync_call(r) && !mapping_call(r, self))
		file_call(r);
}

/* A task of the recording, or a thread of one. */
MC_DAEMON(task, TASKS)
{
	for (;;) {
		mc_await(request[self].call != NO_CALL);
		carry_out(&request[self], self);
		request[self].call = NO_CALL;
	}
}
