// SPDX-License-Identifier: GPL-2.0-only
/* What the commit of a transaction does to the page cache. Kernel: fs/jbd2/commit.c, fs/jbd2/transaction.c */
#ifndef LINUX_JBD2_COMMIT_C
#define LINUX_JBD2_COMMIT_C

#include "fs/ext4/writeback.c"

/* fs/jbd2/transaction.c:__jbd2_journal_unfile_buffer, of one folio: what the journal has written has yet to
 * go to its place, so it is dirty in the usual way now. */
static MC_ATOMIC void jbd2_unfile_buffers(struct folio *folio)
{
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
		if (folio->bh[i].jbddirty) {
			clear_buffer_jbddirty(&folio->bh[i]);
			mark_buffer_dirty(&folio->bh[i], folio);
		}
}

/* What fs/jbd2/commit.c:jbd2_journal_commit_transaction does to journalled data when all of it is in the
 * journal. */
static void jbd2_unfile_data(void)
{
	for (unsigned index = 0; index < FOLIOS; index++) {
		struct folio *folio = xa_load(&file.i_data, index);

		if (folio)
			jbd2_unfile_buffers(folio);
	}
}

/* fs/jbd2/commit.c:jbd2_journal_commit_transaction: the ordered data (journal_submit_data_buffers; nothing is
 * allocated for it), then journalled data. */
static void jbd2_journal_commit_transaction(void)
{
	if (file.i_jinode_dirty) {
		struct writeback_control wbc = { .range_end = FOLIOS - 1, .towrite = true };

		file.i_jinode_dirty = false;
		ext4_do_writepages(wbc, false);
	}
	if (sb.journal_data)
		jbd2_unfile_data();
}

#endif
