// SPDX-License-Identifier: GPL-2.0-only
/* Dirtying and cleaning folios. Kernel: mm/page-writeback.c */
#ifndef LINUX_PAGE_WRITEBACK_C
#define LINUX_PAGE_WRITEBACK_C

#include "dirty_warn.h"
#include "linux/buffer_head.h"

static bool ext4_dirty_folio(struct address_space *mapping, struct folio *folio);
static bool folio_mkclean(struct folio *folio);

/* mm/page-writeback.c:__folio_mark_dirty, called by whoever has just set PG_dirty. Left out: accounting. */
static void __folio_mark_dirty(struct folio *folio, struct address_space *mapping, int warn)
{
	(void)mapping;
	if (folio->mapping) { /* it was not truncated meanwhile */
		MC_CHECK(no_dirty_warn(warn, folio_test_uptodate(folio)));
		MC_COVERED(writeback_has_failed(), dirtied_after_failed_writeback);
		if (MARKS)
			folio->marked_dirty = true;
	}
}

/* mm/page-writeback.c:filemap_dirty_folio: no warning about a folio that has buffers. The caller is atomic. */
static bool filemap_dirty_folio(struct address_space *mapping, struct folio *folio)
{
	bool dirty = folio_test_set_dirty(folio);

	if (!dirty)
		__folio_mark_dirty(folio, mapping, !folio->private);
	return !dirty;
}

/* mm/page-writeback.c:__folio_start_writeback, and folio_end_writeback at once: what is left of them is that
 * the marks of the slot follow the folio again. The caller is atomic. */
static void folio_cycle_writeback(struct folio *folio, bool keep_write)
{
	if (MARKS && !folio_test_dirty(folio))
		folio->marked_dirty = false;
	if (MARKS && !keep_write)
		folio->marked_towrite = false;
}

/* mm/page-writeback.c:tag_pages_for_writeback, of pages start .. end */
static MC_ATOMIC void tag_pages_for_writeback(struct address_space *mapping, pgoff_t start, pgoff_t end)
{
	if (MARKS)
		for (unsigned i = 0; i < NR_FOLIOS; i++)
			if (folios[i].mapping == mapping && folios[i].index >= start && folios[i].index <= end &&
			    folios[i].marked_dirty)
				folios[i].marked_towrite = true;
}

/* mm/page-writeback.c:folio_mark_dirty. One step, though the kernel sets PG_dirty under i_private_lock and
 * checks under the i_pages lock: a caller holds the folio lock, or the page table lock of an entry that maps
 * the folio. With the first, nobody else may change what is checked. With the second (zap) writeback cannot
 * clear PG_uptodate in between without having been through that entry, in folio_mkclean. */
static MC_ATOMIC bool folio_mark_dirty(struct folio *folio)
{
	struct address_space *mapping = folio->mapping;

	if (mapping)
		return ext4_dirty_folio(mapping, folio);
	return !folio_test_set_dirty(folio);
}

/* mm/page-writeback.c:folio_clear_dirty_for_io. Once folio_mkclean is through, a store needs the folio lock
 * to dirty the folio again. Left out: accounting. */
static bool folio_clear_dirty_for_io(struct folio *folio)
{
	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	if (folio_mkclean(folio))
		folio_mark_dirty(folio);
	return folio_test_clear_dirty(folio);
}

#endif
