// SPDX-License-Identifier: GPL-2.0-only
/* Page faults on shared file mappings, and the removal of page table entries. Kernel: mm/memory.c */
#ifndef LINUX_MEMORY_C
#define LINUX_MEMORY_C

#include "fault.h"
#include "mm/filemap.c"
#include "mm/interval_tree.c"
#include "mm/page-writeback.c"

static vm_fault_t ext4_page_mkwrite(struct vm_fault *vmf);

/* mm/memory.c:zap_pte_range, for the one entry there is: under the page table lock, without the folio lock.
 * A dirty entry makes the folio dirty before it is gone. The TLB is flushed (tlb_finish_mmu). */
static MC_ATOMIC void zap_pte(struct vm_area_struct *vma, pgoff_t index)
{
	if (vma->pte[index] == PTE_RW)
		folio_mark_dirty(xa_load(&file.i_data, index));
	vma->pte[index] = PTE_NONE;
}

#ifdef SEQUENTIAL
/* mm/memory.c:unmap_mapping_pages, of all entries of a page in one step. */
static MC_ATOMIC void unmap_mapping_page(struct address_space *mapping, pgoff_t index)
{
	bool dirty = false;

	for (unsigned n = 0; n < PROCESSES; n++) {
		dirty |= vmas[n].pte[index] == PTE_RW;
		vmas[n].pte[index] = PTE_NONE;
	}
	if (dirty)
		folio_mark_dirty(xa_load(mapping, index));
}
#else
/* mm/memory.c:unmap_mapping_pages, for one page: one entry after the other. */
static void unmap_mapping_page(struct address_space *mapping, pgoff_t index)
{
	struct vma_walk walk = {};

	(void)mapping;
	for (unsigned n = 0; n < PROCESSES; n++)
		mc_atomic zap_pte(vma_interval_tree_next(&walk), index);
}
#endif

/* mm/memory.c:unmap_mapping_pages. It takes no folio lock: only the caller's can keep others from mapping the folio
 * again at once. Left out: i_mmap_rwsem, private mappings. */
static void unmap_mapping_pages(struct address_space *mapping, pgoff_t start, pgoff_t nr, bool even_cows)
{
	(void)even_cows;
	for (unsigned index = 0; index < FOLIOS; index++)
		if (start <= index && index < start + nr)
			unmap_mapping_page(mapping, index);
}

/* mm/memory.c:unmap_mapping_folio */
static void unmap_mapping_folio(struct folio *folio)
{
	unmap_mapping_pages(&file.i_data, folio->index, 1, false);
}

/* mm/memory.c:unmap_mapping_range: the pages that are wholly in holebegin .. end - 1 */
static void unmap_mapping_range(struct address_space *mapping, loff_t holebegin, loff_t end)
{
	for (unsigned index = 0; index < FOLIOS; index++)
		if (index * PAGE_SIZE >= holebegin && (index + 1) * PAGE_SIZE <= end)
			unmap_mapping_pages(mapping, index, 1, false);
}

/* mm/madvise.c:madvise_dontneed_single_vma, mm/memory.c:unmap_vmas: pages start .. end - 1 of one mapping */
static void zap_page_range_single(struct vm_area_struct *vma, pgoff_t start, pgoff_t end)
{
	for (unsigned index = 0; index < FOLIOS; index++)
		if (start <= index && index < end)
			zap_pte(vma, index);
}

/* mm/memory.c:finish_fault and set_pte_range, under the page table lock. The folio is locked; whether it is
 * still uptodate is not looked at. Left out: large folios and the check of i_size that 6.12 makes for
 * them. */
static MC_ATOMIC vm_fault_t finish_fault(struct vm_fault *vmf, bool write)
{
	if (vmf->vma->pte[vmf->pgoff] != PTE_NONE)
		return VM_FAULT_NOPAGE;
	vmf->vma->pte[vmf->pgoff] = write ? PTE_RW : PTE_RO;
	return 0;
}

/* mm/memory.c:fault_dirty_shared_page. The folio is unlocked. Left out: balance_dirty_pages, which sleeps
 * without a lock. */
static void fault_dirty_shared_page(struct vm_fault *vmf)
{
	folio_mark_dirty(vmf->page);
	folio_unlock_put(vmf->page);
}

/* mm/memory.c:do_page_mkwrite. ext4's page_mkwrite returns the folio locked, or says why not. */
static vm_fault_t do_page_mkwrite(struct vm_fault *vmf)
{
	vm_fault_t ret = ext4_page_mkwrite(vmf);

	if (ret & VM_FAULT_LOCKED)
		MC_CHECK(mkwrite_returns_cached(folio_test_locked(vmf->page), vmf->page->mapping != NULL));
	return ret;
}

/* mm/memory.c:do_read_fault */
static vm_fault_t do_read_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = filemap_map_pages(vmf);

	if (ret)
		return ret;
	ret = filemap_fault(vmf);
	if (ret & VM_FAULT_ERROR)
		return ret;
	ret = finish_fault(vmf, false);
	folio_unlock_put(vmf->page);
	return ret;
}

/* mm/memory.c:do_shared_fault. Between folio_unlock and the lock in page_mkwrite the folio is in nobody's
 * hands, and in no page table through which it could be unmapped. */
static vm_fault_t do_shared_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = filemap_fault(vmf);

	if (ret & VM_FAULT_ERROR)
		return ret;
	folio_unlock(vmf->page);
	ret = do_page_mkwrite(vmf);
	if (!(ret & VM_FAULT_LOCKED)) {
		folio_put(vmf->page);
		return ret;
	}
	ret = finish_fault(vmf, true);
	if (ret) {
		folio_unlock_put(vmf->page);
		return ret;
	}
	fault_dirty_shared_page(vmf);
	return 0;
}

/* mm/memory.c:do_fault: there is no entry yet. */
static vm_fault_t do_fault(struct vm_fault *vmf, bool write)
{
	if (write)
		return do_shared_fault(vmf);
	return do_read_fault(vmf);
}

/* mm/memory.c:finish_mkwrite_fault and wp_page_reuse, under the page table lock. pte_same needs no look at
 * which folio is mapped: the one in hand is locked and in the page cache. */
static MC_ATOMIC vm_fault_t finish_mkwrite_fault(struct vm_fault *vmf)
{
	if (vmf->vma->pte[vmf->pgoff] != PTE_RO)
		return VM_FAULT_NOPAGE;
	vmf->vma->pte[vmf->pgoff] = PTE_RW;
	return 0;
}

/* mm/memory.c:do_wp_page and wp_page_shared. Entered without the page table lock, with a reference. */
static vm_fault_t do_wp_page(struct vm_fault *vmf)
{
	vm_fault_t ret = do_page_mkwrite(vmf);

	if (!(ret & VM_FAULT_LOCKED)) {
		folio_put(vmf->page);
		return ret;
	}
	ret = finish_mkwrite_fault(vmf);
	if (ret) {
		folio_unlock_put(vmf->page);
		return ret;
	}
	fault_dirty_shared_page(vmf);
	return 0;
}

/* The processor's walk of the page table and, if the entry does not allow the access, the first look that
 * mm/memory.c:handle_pte_fault takes at it, under the page table lock: the entry is returned, and do_wp_page
 * will need the folio it maps. */
static MC_ATOMIC enum pte walk(struct vm_fault *vmf, bool write)
{
	enum pte pte = vmf->vma->pte[vmf->pgoff];
	struct folio *folio = xa_load(&file.i_data, vmf->pgoff);

	if (pte == PTE_RO && write) {
		vmf->page = folio; /* vm_normal_page */
		folio_get(folio);
	}
	MC_COVERED(pte != PTE_RW && write && folio && ghost_of(folio).invalidated, write_fault_on_invalidated_folio);
	return pte;
}

/* arch/x86/mm/fault.c:do_user_addr_fault, and the load or store that faults, repeated until the page table
 * allows it. False if it ends with SIGBUS. A store through a writable entry takes no fault and changes
 * nothing but contents, which are left out. */
static bool user_access(struct vm_area_struct *vma, pgoff_t pgoff, bool write)
{
	struct vm_fault vmf = { .vma = vma, .pgoff = pgoff };
	vm_fault_t ret;
	enum pte pte;

	do {
		pte = walk(&vmf, write);
		if (pte == PTE_RW || (pte == PTE_RO && !write))
			return true;
		if (pte == PTE_RO)
			ret = do_wp_page(&vmf);
		else
			ret = do_fault(&vmf, write);
	} while (!(ret & VM_FAULT_SIGBUS));
	return false;
}

#endif
