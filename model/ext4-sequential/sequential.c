// SPDX-License-Identifier: Apache-2.0
/* A file on ext4, mapped shared and writable by any number of processes, whose system calls and faults, and
 * writeback, run one at a time: none begins before the one before it has ended. What they call is in ../linux. */
#define SEQUENTIAL
#include "mc.h"

/* Processes, each with its own mapping of the file. */
MC_PARAM(PROCESSES, 2, 1, 6);
/* Pages of the file. With one, a failed writeback may have begun in the page in front of it. */
MC_PARAM(FOLIOS, 1, 1, 4);
/* Blocks a page: 1, 2 or 4, that is, blocks of 4, 2 or 1 KiB. */
MC_PARAM(BLOCKS_PER_PAGE, 1, 1, 4);
/* 1: writeback may meet an error for which it gives dirty data up, any time; 0: it never does. */
MC_PARAM(FAILING_WRITEBACKS, 1, 0, 1);
/* 1: a block may turn out not to be readable from the disk, any time; 0: none does. */
MC_PARAM(FAILING_READS, 0, 0, 1);
/* 1: space may be so short that ext4_nonda_switch() forbids delayed allocation, or not; 0: it never is. */
MC_PARAM(NONDA, 1, 0, 1);
/* Linux 6.1 (601) or 6.12 (612). The newer one zeroes the rest of the old last block when ftruncate extends. */
MC_PARAM(KERNEL, 601, 601, 612);
/* 1: the DIRTY and TOWRITE marks of i_pages say where writeback looks; 0: it looks at every page. */
MC_PARAM(MARKS, 0, 0, 1);
/* 1: a fault reads and maps the pages around it, too. */
MC_PARAM(AROUND, 0, 0, 1);

#include "linux/mm_types.h"
#include "environment.c"
#include "fs/ext4/extents.c"
#include "invariants/buffers.h"
#include "invariants/mapping.h"

static bool read_fails(sector_t iblock)
{
	(void)iblock;
	return FAILING_READS && mc_choose(2);
}

MC_GHOST static bool failed;

static bool neighbour_fails(void)
{
	bool fails = FAILING_WRITEBACKS && mc_choose(2);

	mc_ghost failed |= fails;
	return fails;
}

static bool writeback_has_failed(void)
{
	return failed;
}

/* A call or a fault is being handled, or writeback runs. */
static bool busy;

static MC_ATOMIC void begin_call(void)
{
	mc_await(!busy);
	busy = true;
}

static void end_call(void)
{
	busy = false;
}

enum call { STORE, LOAD, FSYNC, FTRUNCATE, CALLS };

/* A process, which does anything in any order, for ever. FSYNC is all that writes back: fs/sync.c:do_fsync,
 * msync(MS_SYNC), sync_file_range, and, though no process waits for them, fs/fs-writeback.c:wb_workfn and,
 * allocating no blocks, fs/jbd2/commit.c:journal_submit_data_buffers. */
MC_TASK(process, PROCESSES)
{
	for (;;) {
		struct writeback_control wbc = { .range_end = FOLIOS - 1 };

		begin_call();
		switch (mc_choose(CALLS)) {
		case STORE:
			user_access(&vmas[self], mc_choose(FOLIOS), true);
			break;
		case LOAD:
			user_access(&vmas[self], mc_choose(FOLIOS), false);
			break;
		case FSYNC:
			wbc.towrite = mc_choose(2);
			ext4_do_writepages(wbc, mc_choose(2));
			break;
		default:
			ext4_setattr(&file, mc_choose(FILE_END + 1)); /* fs/open.c:do_sys_ftruncate, in half blocks */
			break;
		}
		end_call();
	}
}
