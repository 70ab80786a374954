// SPDX-License-Identifier: GPL-2.0-only
/* Cutting the page cache. Kernel: mm/truncate.c */
#ifndef LINUX_TRUNCATE_C
#define LINUX_TRUNCATE_C

#include "fs/buffer.c"
#include "mm/memory.c"
#include "mm/rmap.c"

/* mm/truncate.c:truncate_inode_folio and truncate_cleanup_folio: the whole folio, which is locked */
static void truncate_inode_folio(struct address_space *mapping, struct folio *folio)
{
	(void)mapping;
	if (folio_mapped(folio))
		unmap_mapping_folio(folio);
	block_invalidate_folio(folio, 0, folio_size(folio)); /* folio_invalidate, ext4_invalidate_folio */
	mc_atomic {
		filemap_remove_folio(folio);
		folio->dirty = false; /* folio_cancel_dirty, before it */
	}
}

/* include/linux/highmem.h:folio_zero_range, bytes start .. end - 1: of contents, only whether they were given up is
 * modelled. */
static MC_GHOST void folio_zero_range(struct folio *folio, unsigned start, unsigned end)
{
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
		if (start <= i * BLOCK_SIZE && (i + 1) * BLOCK_SIZE <= end)
			ghost_of(folio).dropped[i] = false;
}

/* mm/truncate.c:truncate_inode_partial_folio: bytes offset .. offset + length - 1 of a page that is not
 * wholly cut. Left out: waiting for writeback. */
static void truncate_inode_partial_folio(struct address_space *mapping, pgoff_t index, loff_t offset, loff_t length)
{
	struct folio *folio = filemap_lock_folio(mapping, index);

	if (!folio)
		return;
	folio_zero_range(folio, offset, offset + length);
	block_invalidate_folio(folio, offset, length);
	folio_unlock(folio);
}

/* mm/truncate.c:truncate_inode_pages_range, of the bytes lstart .. end - 1 (the kernel's lend is one less).
 * Left out: the first round over whole pages that skips locked folios. */
static void truncate_inode_pages_range(struct address_space *mapping, loff_t lstart, loff_t end)
{
	loff_t start = lstart % PAGE_SIZE;
	loff_t stop = end % PAGE_SIZE;
	bool same_folio = lstart / PAGE_SIZE == end / PAGE_SIZE;
	struct folio *folio;

	if (start != 0)
		truncate_inode_partial_folio(mapping, lstart / PAGE_SIZE, start,
					     same_folio ? stop - start : PAGE_SIZE - start);
	if (stop != 0 && (start == 0 || !same_folio))
		truncate_inode_partial_folio(mapping, end / PAGE_SIZE, 0, stop);
	for (unsigned index = 0; index < FOLIOS; index++) {
		if (index * PAGE_SIZE < lstart || (index + 1) * PAGE_SIZE > end)
			continue;
		folio = filemap_lock_folio(mapping, index);
		if (folio) {
			truncate_inode_folio(mapping, folio);
			folio_unlock(folio);
		}
	}
}

/* mm/truncate.c:truncate_pagecache. i_size is set before; the page that the end of the file is in stays
 * mapped. Left out: the second unmap_mapping_range, for copies made by private mappings meanwhile. */
static void truncate_pagecache(struct inode *inode, loff_t newsize)
{
	unmap_mapping_range(&inode->i_data, newsize, FILE_END);
	truncate_inode_pages_range(&inode->i_data, newsize, FILE_END);
}

/* mm/truncate.c:truncate_pagecache_range, of the bytes lstart .. end - 1 */
static void truncate_pagecache_range(struct inode *inode, loff_t lstart, loff_t end)
{
	unmap_mapping_range(&inode->i_data, lstart, end);
	truncate_inode_pages_range(&inode->i_data, lstart, end);
}

/* mm/truncate.c:mapping_evict_folio: a folio that is clean, free and in no page table leaves the page cache. */
static MC_ATOMIC void mapping_evict_folio(struct folio *folio)
{
	if (folio_test_locked(folio) || folio_test_dirty(folio) || folio->refcount > 0 || folio_mapped(folio))
		return;
	folio->locked = true;
	if (!folio_buffers(folio) || try_to_free_buffers(folio))
		filemap_remove_folio(folio);
	folio->locked = false;
}

/* mm/truncate.c:invalidate_mapping_pages, as fs/drop_caches.c:drop_pagecache_sb calls it */
static void invalidate_mapping_pages(struct address_space *mapping)
{
	for (unsigned index = 0; index < FOLIOS; index++) {
		struct folio *folio = xa_load(mapping, index);

		if (folio)
			mapping_evict_folio(folio);
	}
}

/* mm/truncate.c:pagecache_isize_extended: blocks of the old last page are inside the file now, and a store to
 * them must not go by page_mkwrite. */
static void pagecache_isize_extended(struct inode *inode, loff_t from, loff_t to)
{
	loff_t rounded_from = DIV_ROUND_UP(from, BLOCK_SIZE) * BLOCK_SIZE;
	struct folio *folio;

	if (from >= to || BLOCKS_PER_PAGE == 1 || to <= rounded_from || rounded_from % PAGE_SIZE == 0)
		return;
	folio = filemap_lock_folio(&inode->i_data, from / PAGE_SIZE);
	if (!folio)
		return;
	if (folio_mkclean(folio))
		folio_mark_dirty(folio);
	folio_unlock(folio);
}

#endif
