// SPDX-License-Identifier: Apache-2.0
/* A file on ext4, mapped shared and writable: stores, loads, fsync and ftruncate against writeback that may
 * fail. The tasks; what they call is in ../linux. */
#include "mc.h"

/* Processes, each with its own mapping of the file and one thread. */
MC_PARAM(PROCESSES, 1, 1, 4);
/* Pages of the file. With one, a failed writeback may have begun in the page in front of it. */
MC_PARAM(FOLIOS, 1, 1, 4);
/* Blocks a page: 1, 2 or 4, that is, blocks of 4, 2 or 1 KiB. */
MC_PARAM(BLOCKS_PER_PAGE, 1, 1, 4);
/* Times that writeback meets an error for which it gives dirty data up. */
MC_PARAM(FAILING_WRITEBACKS, 1, 0, 7);
/* Times that a block cannot be read from the disk. */
MC_PARAM(FAILING_READS, 0, 0, 7);
/* Threads that do nothing but ftruncate, beside the processes, which do so too. */
MC_PARAM(TRUNCATORS, 0, 0, 2);
/* Direct I/O readers that pin a page of some process's mapping as the target of their I/O. */
MC_PARAM(PINNERS, 0, 0, 2);
/* 1: space may be so short that ext4_nonda_switch() forbids delayed allocation, or not; 0: it never is. */
MC_PARAM(NONDA, 1, 0, 1);
/* Linux 6.1 (601) or 6.12 (612). The newer one zeroes the rest of the old last block when ftruncate extends. */
MC_PARAM(KERNEL, 601, 601, 612);
/* 1: the DIRTY and TOWRITE marks of i_pages say where writeback looks; 0: it looks at every page. */
MC_PARAM(MARKS, 0, 0, 1);
/* 1: a fault reads and maps the pages around it, too. */
MC_PARAM(AROUND, 0, 0, 1);

/* Rounds of the flusher; 0: as many as it likes. */
MC_PARAM(FLUSHES, 0, 0, 7);

#include "linux/mm_types.h"
#include "environment.c"
#include "fs/ext4/extents.c"
#include "invariants/buffers.h"
#include "invariants/mapping.h"

MC_SYMMETRIC(PROCESSES);

/* Failures that may still happen; who meets one takes it from here. */
static struct {
	unsigned writebacks : 3;
	unsigned reads : 3;
} failures = { FAILING_WRITEBACKS, FAILING_READS };

static bool read_fails(sector_t iblock)
{
	bool fails = failures.reads > 0 && mc_choose(2);

	(void)iblock;
	if (fails)
		failures.reads--;
	return fails;
}

static bool neighbour_fails(void)
{
	bool fails = failures.writebacks > 0 && mc_choose(2);

	if (fails)
		failures.writebacks--;
	return fails;
}

static bool writeback_has_failed(void)
{
	return failures.writebacks < FAILING_WRITEBACKS;
}

/* fs/sync.c:do_fsync, msync(MS_SYNC), sync_file_range */
static void fsync(void)
{
	struct writeback_control wbc = { .range_end = FOLIOS - 1, .towrite = true };
	MC_GHOST bool lost = ghost_file.lost;
	int err;

	mc_ghost ghost_file.lost = false;
	err = ext4_do_writepages(wbc, true);
	MC_CHECK(fsync_reports_loss(err != 0, lost));
}

/* fs/open.c:do_sys_ftruncate to any size, in half blocks. */
static void ftruncate(void)
{
	ext4_setattr(&file, mc_choose(FILE_END + 1));
}

/* A store that has neither been done nor met SIGBUS. */
static struct {
	bool waits;
	pgoff_t pgoff : PGOFF_BITS;
} stores[PROCESSES];

enum call { STORE, LOAD, FSYNC, FTRUNCATE, CALLS };

/* One thread of a process, which does anything in any order, for ever. */
MC_TASK(process, PROCESSES)
{
	for (;;) {
		enum call call = mc_choose(CALLS);

		switch (call) {
		case STORE:
			mc_atomic {
				stores[self].pgoff = mc_choose(FOLIOS);
				stores[self].waits = true;
			}
			user_access(&vmas[self], stores[self].pgoff, true);
			stores[self].waits = false;
			break;
		case LOAD:
			user_access(&vmas[self], mc_choose(FOLIOS), false);
			break;
		case FSYNC:
			fsync();
			break;
		default:
			ftruncate();
			break;
		}
	}
}

/* A thread that truncates, in either direction. */
MC_TASK(truncator, TRUNCATORS)
{
	(void)self;
	for (;;)
		ftruncate();
}

static uint8_t flushes = FLUSHES;

/* fs/fs-writeback.c:wb_workfn and, allocating no blocks, fs/jbd2/commit.c:journal_submit_data_buffers */
MC_DAEMON(flusher, 1)
{
	(void)self;
	for (;;) {
		struct writeback_control wbc = { .range_end = FOLIOS - 1 };

		mc_atomic {
			mc_await(mapping_tagged_dirty(&file.i_data) && (FLUSHES == 0 || flushes > 0));
			if (FLUSHES > 0)
				flushes--;
		}
		ext4_do_writepages(wbc, mc_choose(2));
	}
}

/* A step of a direct I/O read into the mapping: mm/gup.c:pin_user_pages_fast(FOLL_WRITE) finds an entry that
 * may be written; the process has faulted it in. */
static MC_ATOMIC struct folio *pin_user_page(struct vm_area_struct *vma, pgoff_t pgoff)
{
	struct folio *folio;

	mc_await(vma->pte[pgoff] == PTE_RW);
	folio = xa_load(&file.i_data, pgoff);
	folio_get(folio);
	return folio;
}

/* A direct I/O read into the mapping. The data arrive while the page is pinned; then mm/gup.c:
 * unpin_user_pages_dirty_lock, block/bio.c:bio_release_pages mark it dirty, whatever happened meanwhile. */
MC_DAEMON(direct_io_reader, PINNERS)
{
	(void)self;
	for (;;) {
		struct folio *folio = pin_user_page(&vmas[mc_choose(PROCESSES)], mc_choose(FOLIOS));

		folio_lock(folio);
		folio_mark_dirty(folio);
		folio_unlock_put(folio);
	}
}

/* A store gets an entry that it can be done through, or SIGBUS, if no thread that could always go on is left
 * standing. (A flusher that never rests may keep the folio lock from others, or take the entry away again
 * before the store is tried once more, for ever, in every variant: set FLUSHES.) Broken in recheck-without-
 * unmap: the entry stays read-only, and every retry of the fault finds the folio not uptodate again. */
MC_LEADS_TO(store_is_served, stores[0].waits, !stores[0].waits || vmas[0].pte[stores[0].pgoff] == PTE_RW)
