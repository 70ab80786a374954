// SPDX-License-Identifier: GPL-2.0-only
/* Ghosts: what properties remember of a run and the kernel does not. mc refuses kernel code that reads them. */
#ifndef LINUX_GHOST_H
#define LINUX_GHOST_H

#include "linux/mm_types.h"

/* Of each folio. */
MC_GHOST static struct ghost_folio {
	bool invalidated;              /* a failed writeback made it not uptodate */
	bool dropped[BLOCKS_PER_PAGE]; /* the block holds what writeback has given up */
} ghost_folio[NR_FOLIOS];

/* Of the file. */
MC_GHOST static struct ghost_file {
	bool lost; /* dirty data was dropped, and no fsync has begun since */
} ghost_file;

/* include/linux/mm.h:folio_pfn, counted from the first of `folios` */
static inline unsigned folio_pfn(struct folio *folio)
{
	unsigned pfn = 0;

	for (unsigned i = 1; i < NR_FOLIOS; i++)
		if (folio == &folios[i])
			pfn = i;
	return pfn;
}

#define ghost_of(folio) ghost_folio[folio_pfn(folio)]

#endif
