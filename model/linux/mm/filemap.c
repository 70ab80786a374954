/* Looking up, locking and reading folios. Kernel: mm/filemap.c */
#ifndef LINUX_FILEMAP_C
#define LINUX_FILEMAP_C

#include "fault.h"
#include "linux/buffer_head.h"

static int ext4_read_folio(struct folio *folio);

/* mm/filemap.c:filemap_get_folio: the folio in the page cache with a reference, or NULL. No lock is taken. */
static MC_ATOMIC struct folio *filemap_get_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = xa_load(mapping, index);

	if (folio)
		folio_get(folio);
	return folio;
}

/* mm/filemap.c:filemap_alloc_folio and filemap_add_folio. The caller is atomic. */
static struct folio *filemap_add_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = NULL;

	for (unsigned i = 0; i < NR_FOLIOS; i++)
		if (!folio && !folios[i].mapping && folios[i].refcount == 0)
			folio = &folios[i];
	folio->mapping = mapping;
	folio->index = index;
	return folio;
}

/* mm/filemap.c:__filemap_get_folio(FGP_CREAT | FGP_FOR_MMAP): found or created, with a reference */
static MC_ATOMIC struct folio *filemap_get_or_create_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = xa_load(mapping, index);

	if (!folio)
		folio = filemap_add_folio(mapping, index);
	folio_get(folio);
	return folio;
}

/* mm/filemap.c:filemap_lock_folio: locked, or NULL if there is none. One step for look-up, lock and the
 * re-check of the mapping: who finds the folio truncated by then looks it up again. */
static MC_ATOMIC struct folio *filemap_lock_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio;

	mc_await(!xa_locked(mapping, index));
	folio = xa_load(mapping, index);
	if (folio)
		folio->locked = true;
	return folio;
}

/* mm/filemap.c:__filemap_get_folio(FGP_WRITEBEGIN): as filemap_lock_folio, but the folio is created */
static MC_ATOMIC struct folio *filemap_lock_or_create_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio;

	mc_await(!xa_locked(mapping, index));
	folio = xa_load(mapping, index);
	if (!folio)
		folio = filemap_add_folio(mapping, index);
	folio->locked = true;
	return folio;
}

/* mm/filemap.c:filemap_remove_folio. Nobody is interested in what a truncated folio holds: its flags are
 * cleared, the lock apart. */
static MC_ATOMIC void filemap_remove_folio(struct folio *folio)
{
	BUG_ON(!folio_test_locked(folio));
	folio->mapping = NULL;
	folio->index = 0;
	folio->uptodate = false;
	folio->dirty = false;
	folio->invalidated = false;
	folio->private = false;
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
		clear_buffer(&folio->bh[i]);
}

/* mm/filemap.c:filemap_fault, the comparison with max_idx: is the page wholly behind the end of the file? */
static bool beyond_eof(const struct inode *inode, pgoff_t index)
{
	return index >= DIV_ROUND_UP(i_size_read(inode), PAGE_SIZE);
}

/* mm/filemap.c:filemap_fault. On success the folio is in vmf->page: referenced, locked and, at this moment,
 * in the page cache, uptodate and inside i_size. Left out: readahead, and giving mmap_lock up while it sleeps
 * (VM_FAULT_RETRY), which starts the fault again. */
static vm_fault_t filemap_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = &file.i_data;
	bool mapping_locked = false;
	struct folio *folio;
	int error;

	if (beyond_eof(&file, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	folio = filemap_get_folio(mapping, vmf->pgoff);
	if (folio) {
		if (!folio_test_uptodate(folio)) {
			filemap_invalidate_lock_shared(mapping);
			mapping_locked = true;
		}
	} else {
retry_find:
		if (!mapping_locked) {
			filemap_invalidate_lock_shared(mapping);
			mapping_locked = true;
		}
		folio = filemap_get_or_create_folio(mapping, vmf->pgoff);
	}
	folio_lock(folio);
	/* Did it get truncated? */
	if (folio->mapping != mapping) {
		folio_unlock_put(folio);
		goto retry_find;
	}
	if (!folio_test_uptodate(folio)) {
		/* It was uptodate and now it is not: get the invalidate lock and try again. */
		if (!mapping_locked) {
			folio_unlock_put(folio);
			goto retry_find;
		}
		goto page_not_uptodate;
	}
	if (mapping_locked)
		filemap_invalidate_unlock_shared(mapping);
	/* We must recheck i_size under page lock. */
	if (beyond_eof(&file, vmf->pgoff)) {
		folio_unlock_put(folio);
		return VM_FAULT_SIGBUS;
	}
	vmf->page = folio;
	return VM_FAULT_LOCKED;

page_not_uptodate:
	mc_atomic {
		error = ext4_read_folio(folio); /* unlocks it */
		folio_put(folio);
	}
	if (!error)
		goto retry_find;
	filemap_invalidate_unlock_shared(mapping);
	MC_CHECK(sigbus_has_a_cause(false, error));
	return VM_FAULT_SIGBUS;
}

/* mm/filemap.c:filemap_map_pages and next_uptodate_folio, for the page of the fault alone: fault-around never
 * sleeps, so a folio that is locked is skipped, and the rest is one step. */
static MC_ATOMIC vm_fault_t filemap_map_pages(struct vm_fault *vmf)
{
	struct folio *folio = xa_load(&file.i_data, vmf->pgoff);

	if (!folio || folio->locked || !folio->uptodate || beyond_eof(&file, vmf->pgoff))
		return 0;
	if (vmf->vma->pte[vmf->pgoff] == PTE_NONE)
		vmf->vma->pte[vmf->pgoff] = PTE_RO;
	return VM_FAULT_NOPAGE;
}

#endif
