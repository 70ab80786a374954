/* Dirtying and cleaning folios. Kernel: mm/page-writeback.c */
#ifndef LINUX_PAGE_WRITEBACK_C
#define LINUX_PAGE_WRITEBACK_C

#include "dirty_warn.h"
#include "linux/buffer_head.h"

static bool ext4_dirty_folio(struct address_space *mapping, struct folio *folio);
static bool folio_mkclean(struct folio *folio);

/* mm/page-writeback.c:__folio_mark_dirty. `dirty` is PG_dirty as the caller's test-and-set found it; the
 * kernel does not pass it, as it calls only if that was clear. Left out: accounting and the DIRTY mark. */
static void __folio_mark_dirty(struct folio *folio, struct address_space *mapping, int warn, bool dirty)
{
	(void)mapping;
	if (folio->mapping) { /* Race with truncate? */
		MC_CHECK(no_dirty_warn(warn, folio_test_uptodate(folio), dirty));
		MC_COVERED(failures.writebacks < FAILING_WRITEBACKS, dirtied_after_failed_writeback);
	}
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
