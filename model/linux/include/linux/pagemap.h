// SPDX-License-Identifier: GPL-2.0-only
/* The page cache of the one file, and the folio lock. Kernel: include/linux/pagemap.h, mm/filemap.c */
#ifndef LINUX_PAGEMAP_H
#define LINUX_PAGEMAP_H

#include "ghost.h"
#include "linux/fs.h"

/* Kernel: include/linux/page-flags.h, pagemap.h. Macros, so that a condition made of several is one step. */
#define folio_test_locked(folio) ((folio)->locked)
#define folio_test_uptodate(folio) ((folio)->uptodate)
#define folio_test_dirty(folio) ((folio)->dirty)
#define folio_clear_uptodate(folio) ((folio)->uptodate = false)
#define folio_pos(folio) ((folio)->index * PAGE_SIZE)

#define folio_size(folio) PAGE_SIZE
/* Its callers are atomic. */
#define folio_mark_uptodate(folio) do {                   \
	(folio)->uptodate = true;                         \
	mc_ghost ghost_of(folio).invalidated = false;     \
} while (0)

/* include/linux/page-flags.h:folio_test_set_dirty. Its callers are atomic. */
static inline bool folio_test_set_dirty(struct folio *folio)
{
	bool was_dirty = folio->dirty;

	folio->dirty = true;
	return was_dirty;
}

/* include/linux/page-flags.h:folio_test_clear_dirty */
static inline MC_ATOMIC bool folio_test_clear_dirty(struct folio *folio)
{
	bool was_dirty = folio->dirty;

	folio->dirty = false;
	return was_dirty;
}

/* include/linux/xarray.h:xa_get_mark on i_pages. */
#define folio_marked_dirty(folio) (MARKS ? (folio)->marked_dirty : (folio)->dirty)
#define folio_marked_towrite(folio) (MARKS ? (folio)->marked_towrite : (folio)->dirty)

/* include/linux/mm.h:folio_get. Only the references of those who may find the folio truncated are counted;
 * the page cache and the page tables hold theirs only as long as folio->mapping is set. */
static inline void folio_get(struct folio *folio)
{
	if (NR_REFERENCES > 0)
		folio->refcount++;
}

/* mm/page_alloc.c:free_pages_prepare: nothing is left of what a freed folio was. PG_locked is: the model counts
 * no reference for who holds the lock. The caller is atomic. */
static inline void free_pages_prepare(struct folio *folio)
{
	*folio = (struct folio){ .locked = folio->locked };
	mc_ghost ghost_of(folio) = (struct ghost_folio){};
}

/* include/linux/mm.h:folio_put. A folio that has left the page cache is freed with its last reference. */
static inline MC_ATOMIC void folio_put(struct folio *folio)
{
	if (NR_REFERENCES > 0) {
		VM_BUG_ON(folio->refcount == 0);
		folio->refcount--;
		if (folio->refcount == 0 && !folio->mapping)
			free_pages_prepare(folio);
	}
}

/* mm/filemap.c:folio_lock: PG_locked, a sleeping lock with one owner */
static inline MC_ATOMIC void folio_lock(struct folio *folio)
{
	mc_await(!folio->locked);
	folio->locked = true;
}

/* mm/filemap.c:folio_unlock */
static inline MC_ATOMIC void folio_unlock(struct folio *folio)
{
	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	folio->locked = false;
}

/* mm/filemap.c:folio_unlock, and include/linux/mm.h:folio_put after it. One step: only the allocation of a
 * folio reads the count. */
static inline MC_ATOMIC void folio_unlock_put(struct folio *folio)
{
	folio_unlock(folio);
	folio_put(folio);
}

/* lib/xarray.c:xa_load on i_pages: the folio in the page cache, or NULL. */
static inline MC_ATOMIC struct folio *xa_load(struct address_space *mapping, pgoff_t index)
{
	struct folio *found = NULL;

	for (unsigned i = 0; i < NR_FOLIOS; i++)
		if (folios[i].mapping == mapping && folios[i].index == index)
			found = &folios[i];
	return found;
}

/* lib/xarray.c:xa_load and folio_test_locked: whether the folio of `index` is there and locked. */
static inline bool xa_locked(struct address_space *mapping, pgoff_t index)
{
	bool locked = false;

	for (unsigned i = 0; i < NR_FOLIOS; i++)
		locked |= folios[i].mapping == mapping && folios[i].index == index && folios[i].locked;
	return locked;
}

/* lib/xarray.c:xa_get_mark(PAGECACHE_TAG_DIRTY): whether the folio of `index` is there and marked dirty. */
static inline bool xa_dirty(struct address_space *mapping, pgoff_t index)
{
	bool dirty = false;

	for (unsigned i = 0; i < NR_FOLIOS; i++)
		dirty |= folios[i].mapping == mapping && folios[i].index == index && folio_marked_dirty(&folios[i]);
	return dirty;
}

/* include/linux/pagemap.h:mapping_tagged(PAGECACHE_TAG_DIRTY) */
static inline MC_ATOMIC bool mapping_tagged_dirty(struct address_space *mapping)
{
	bool dirty = false;

	for (unsigned i = 0; i < FOLIOS; i++)
		dirty |= xa_dirty(mapping, i);
	return dirty;
}

#endif
