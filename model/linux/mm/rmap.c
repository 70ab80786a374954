// SPDX-License-Identifier: GPL-2.0-only
/* From a folio to the page table entries that map it. Kernel: mm/rmap.c */
#ifndef LINUX_RMAP_C
#define LINUX_RMAP_C

#include "linux/pagemap.h"
#include "mm/interval_tree.c"

/* include/linux/mm.h:folio_mapped, that is, its map count. Entries map the folio in the page cache and are
 * gone before it leaves, so counting them by page of the file is the same. */
static MC_ATOMIC bool folio_mapped(const struct folio *folio)
{
	bool mapped = false;

	for (unsigned i = 0; i < PROCESSES; i++)
		mapped |= vmas[i].pte[folio->index] != PTE_NONE;
	return mapped;
}

/* mm/rmap.c:page_vma_mkclean_one, for the one entry there is: under the page table lock, the TLB flushed */
static MC_ATOMIC bool page_vma_mkclean_one(struct folio *folio, struct vm_area_struct *vma)
{
	if (vma->pte[folio->index] != PTE_RW)
		return false;
	vma->pte[folio->index] = PTE_RO;
	return true;
}

#ifdef SEQUENTIAL
/* mm/rmap.c:folio_mkclean, of all entries in one step. */
static MC_ATOMIC bool folio_mkclean(struct folio *folio)
{
	bool cleaned = false;

	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	for (unsigned n = 0; n < PROCESSES; n++)
		if (page_vma_mkclean_one(folio, &vmas[n]))
			cleaned = true;
	return cleaned;
}
#else
/* mm/rmap.c:folio_mkclean. A step for each entry: until its turn, a store through it needs no lock. Left out:
 * i_mmap_rwsem, as no mapping comes or goes. */
static bool folio_mkclean(struct folio *folio)
{
	struct vma_walk walk = {};
	bool cleaned = false;

	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	for (unsigned n = 0; n < PROCESSES; n++)
		mc_atomic if (page_vma_mkclean_one(folio, vma_interval_tree_next(&walk)))
			cleaned = true;
	return cleaned;
}
#endif

#endif
