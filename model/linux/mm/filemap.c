// SPDX-License-Identifier: GPL-2.0-only
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

/* mm/filemap.c:filemap_alloc_folio and filemap_add_folio. Any free folio would do: that of the same number,
 * if it is free, keeps states alike. The caller is atomic. */
static struct folio *filemap_add_folio(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = NULL;

	if (!folios[index].mapping && folios[index].refcount == 0)
		folio = &folios[index];
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

/* mm/filemap.c:filemap_remove_folio and page_cache_delete: the slot with its marks goes. PG_uptodate and index
 * stay as they are: who still refers to the folio has to look at folio->mapping. */
static MC_ATOMIC void filemap_remove_folio(struct folio *folio)
{
	BUG_ON(!folio_test_locked(folio));
	folio->mapping = NULL;
	folio->marked_dirty = false;
	folio->marked_towrite = false;
	mc_ghost ghost_of(folio) = (struct ghost_folio){};
	if (folio->refcount == 0)
		free_pages_prepare(folio);
}

/* mm/filemap.c:filemap_fault, the comparison with max_idx: is the page wholly behind the end of the file? */
static bool beyond_eof(const struct inode *inode, pgoff_t index)
{
	return index >= DIV_ROUND_UP(i_size_read(inode), PAGE_SIZE);
}

/* A page of mm/readahead.c:page_cache_ra_unbounded. If it cannot be read it stays, not uptodate: that is for
 * who wants it to report. */
static MC_ATOMIC void page_cache_ra_one(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = xa_load(mapping, index);

	if (!folio) {
		folio = filemap_add_folio(mapping, index);
		folio->locked = true;
		ext4_read_folio(folio); /* unlocks it */
	}
}

/* mm/readahead.c:page_cache_ra_unbounded: reads those of the pages start .. end - 1 that are not in the page
 * cache. */
static void page_cache_ra_unbounded(struct address_space *mapping, pgoff_t start, pgoff_t end)
{
	filemap_invalidate_lock_shared(mapping);
	for (unsigned index = 0; index < FOLIOS; index++)
		if (start <= index && index < end && !beyond_eof(&file, index))
			page_cache_ra_one(mapping, index);
	filemap_invalidate_unlock_shared(mapping);
}

/* mm/filemap.c:filemap_fault. On success the folio is in vmf->page: referenced, locked and, at this moment,
 * in the page cache, uptodate and inside i_size. Left out: giving mmap_lock up while it sleeps
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
		if (AROUND) /* do_sync_mmap_readahead: 32 pages, this one in their middle */
			page_cache_ra_unbounded(mapping, vmf->pgoff > 16 ? vmf->pgoff - 16 : 0, vmf->pgoff + 16);
retry_find:
		if (!mapping_locked) {
			filemap_invalidate_lock_shared(mapping);
			mapping_locked = true;
		}
		folio = filemap_get_or_create_folio(mapping, vmf->pgoff);
	}
	folio_lock(folio);
	/* truncated while this waited for the lock */
	if (folio->mapping != mapping) {
		folio_unlock_put(folio);
		goto retry_find;
	}
	if (!folio_test_uptodate(folio)) {
		/* It was made not uptodate meanwhile: to read it, invalidate_lock has to be held. */
		if (!mapping_locked) {
			folio_unlock_put(folio);
			goto retry_find;
		}
		goto page_not_uptodate;
	}
	if (mapping_locked)
		filemap_invalidate_unlock_shared(mapping);
	/* Only now does truncation wait for this fault. */
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

/* mm/filemap.c:filemap_map_pages and next_uptodate_folio: never sleeps, so a folio that is locked is
 * skipped, and the rest is one step. With AROUND = 0 for the page of the fault alone, else for all of the
 * mapping, whose 16 pages around the fault (do_fault_around) it is taken to be. */
static MC_ATOMIC vm_fault_t filemap_map_pages(struct vm_fault *vmf)
{
	vm_fault_t ret = 0;

	for (unsigned i = 0; i < FOLIOS; i++) {
		struct folio *folio = xa_load(&file.i_data, i);

		if (i != vmf->pgoff && (!AROUND || i >= vmf->vma->pages))
			continue;
		if (!folio || folio->locked || !folio->uptodate || beyond_eof(&file, i))
			continue;
		if (vmf->vma->pte[i] == PTE_NONE)
			vmf->vma->pte[i] = PTE_RO;
		if (i == vmf->pgoff)
			ret = VM_FAULT_NOPAGE;
	}
	return ret;
}

/* mm/filemap.c:filemap_range_uptodate and fs/buffer.c:block_is_partially_uptodate: may bytes from .. to - 1
 * of the page be copied to who reads them? */
static MC_ATOMIC bool filemap_range_uptodate(const struct folio *folio, unsigned from, unsigned to)
{
	if (folio_test_uptodate(folio))
		return true;
	if (BLOCKS_PER_PAGE == 1 || !folio_buffers(folio))
		return false;
	if (from < BLOCK_SIZE && to > PAGE_SIZE - BLOCK_SIZE)
		return false;
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
		if ((i + 1) * BLOCK_SIZE > from && i * BLOCK_SIZE < to && !buffer_uptodate(&folio->bh[i]))
			return false;
	return true;
}

/* mm/filemap.c:filemap_read, for bytes from .. to - 1 of one page: 0, or why not. */
static int filemap_read(struct address_space *mapping, pgoff_t index, unsigned from, unsigned to)
{
	struct folio *folio;
	int error = 0;

retry: /* filemap_get_pages */
	folio = filemap_get_folio(mapping, index);
	if (!folio) {
		page_cache_ra_unbounded(mapping, index, index == 0 ? 4 : index + 1);
		goto retry;
	}
	if (filemap_range_uptodate(folio, from, to)) {
		folio_put(folio);
		return 0;
	}
	filemap_invalidate_lock_shared(mapping); /* filemap_update_page */
	folio_lock(folio);
	if (folio->mapping != mapping) {
		folio_unlock_put(folio);
		filemap_invalidate_unlock_shared(mapping);
		goto retry;
	}
	if (filemap_range_uptodate(folio, from, to)) {
		folio_unlock_put(folio);
	} else mc_atomic {
		error = ext4_read_folio(folio); /* unlocks it */
		folio_put(folio);
	}
	filemap_invalidate_unlock_shared(mapping);
	return error;
}

#endif
