// SPDX-License-Identifier: GPL-2.0-only
/* Invariants of what the page tables map. */
#ifndef LINUX_INVARIANTS_MAPPING_H
#define LINUX_INVARIANTS_MAPPING_H

#include "linux/pagemap.h"

/* A folio that is mapped into a page table holds valid contents. Said by Matthew Wilcox when the first patch
 * was rejected ("You need to prevent !uptodate folios from being referenced by the page tables"); the
 * re-checks in mm/filemap.c:filemap_fault and next_uptodate_folio are there for it.
 * Broken in pre-2016, unpatched, rejected-v1 (after a failed writeback); in patched with a second process,
 * another truncating thread, or blocks smaller than a page. */
MC_INVARIANT(mapped_is_uptodate)
{
	for (unsigned i = 0; i < NR_FOLIOS; i++)
		for (unsigned p = 0; p < PROCESSES; p++)
			if (folios[i].mapping && !folios[i].uptodate && vmas[p].pte[folios[i].index] != PTE_NONE)
				return false;
	return true;
}

/* A folio that a page table lets be written is dirty, or is locked: by the fault that has made the entry
 * writable and is about to dirty the folio, or by writeback that is about to write-protect the entry.
 * mm/page-writeback.c:folio_clear_dirty_for_io, the comment before folio_mkclean. Otherwise a store is never
 * written back. Broken in pre-2016. */
MC_INVARIANT(writable_pte_implies_dirty)
{
	for (unsigned i = 0; i < NR_FOLIOS; i++)
		for (unsigned p = 0; p < PROCESSES; p++)
			if (folios[i].mapping && !folios[i].dirty && !folios[i].locked &&
			    vmas[p].pte[folios[i].index] == PTE_RW)
				return false;
	return true;
}

/* No entry maps a page that is wholly behind the end of the file, where an access must get SIGBUS; looked at
 * while no truncation is going on. mm/memory.c:finish_fault and mm/filemap.c:filemap_map_pages, the comments
 * on i_size. Broken nowhere. */
MC_INVARIANT(no_pte_beyond_eof)
{
	for (unsigned p = 0; p < PROCESSES; p++)
		for (unsigned i = 0; i < FOLIOS; i++)
			if (vmas[p].pte[i] != PTE_NONE && i * PAGE_SIZE >= file.i_size &&
			    !file.i_data.invalidate_lock.writer)
				return false;
	return true;
}

/* What is mapped is in the page cache. mm/filemap.c:filemap_unaccount_folio,
 * VM_BUG_ON_FOLIO(folio_mapped(folio)); mm/truncate.c:invalidate_inode_pages2_range. Broken nowhere. */
MC_INVARIANT(mapped_is_cached)
{
	for (unsigned p = 0; p < PROCESSES; p++)
		for (unsigned i = 0; i < FOLIOS; i++)
			if (vmas[p].pte[i] != PTE_NONE && !xa_load(&file.i_data, i))
				return false;
	return true;
}

#endif
