/* Cutting the page cache. Kernel: mm/truncate.c */
#ifndef LINUX_TRUNCATE_C
#define LINUX_TRUNCATE_C

#include "fs/buffer.c"
#include "mm/memory.c"
#include "mm/rmap.c"

/* mm/truncate.c:truncate_inode_folio: the whole folio, which is locked */
static void truncate_inode_folio(struct folio *folio, pgoff_t index)
{
	if (folio_mapped(folio))
		unmap_mapping_pages(index);
	block_invalidate_folio(folio, 0, PAGE_SIZE); /* folio_invalidate, ext4_invalidate_folio */
	filemap_remove_folio(folio); /* and folio_cancel_dirty before it */
}

/* mm/truncate.c:truncate_inode_pages, for the pages behind `lstart`. Left out: the first round over them that
 * skips locked folios; waiting for writeback; zeroing the tail, as contents are. */
static void truncate_inode_pages(struct address_space *mapping, loff_t lstart)
{
	loff_t offset = lstart % PAGE_SIZE;
	struct folio *folio;

	if (offset != 0) { /* truncate_inode_partial_folio */
		folio = filemap_lock_folio(mapping, lstart / PAGE_SIZE);
		if (folio) {
			block_invalidate_folio(folio, offset, PAGE_SIZE - offset);
			folio_unlock(folio);
		}
	}
	for (unsigned index = 0; index < FOLIOS; index++) {
		if (index * PAGE_SIZE < lstart)
			continue;
		folio = filemap_lock_folio(mapping, index);
		if (folio) {
			truncate_inode_folio(folio, index);
			folio_unlock(folio);
		}
	}
}

/* mm/truncate.c:truncate_pagecache. i_size is set before; the page that the end of the file is in stays
 * mapped. Left out: the second unmap_mapping_range, for copies made by private mappings meanwhile. */
static void truncate_pagecache(struct inode *inode, loff_t newsize)
{
	unmap_mapping_range(newsize);
	truncate_inode_pages(&inode->i_data, newsize);
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
