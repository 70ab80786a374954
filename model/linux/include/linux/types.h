// SPDX-License-Identifier: GPL-2.0-only
/* Units of the model. Kernel: include/linux/types.h, include/linux/errno.h, include/linux/mm_types.h */
#ifndef LINUX_TYPES_H
#define LINUX_TYPES_H

#include "mc.h"

/* Bytes are counted in half blocks, so that "in the middle of a block" exists and nothing finer does; where a
 * recorded run is followed, in bytes. */
#ifdef RECORDED
enum { BLOCK_SIZE = 4096 / BLOCKS_PER_PAGE };
typedef int32_t loff_t; /* position or size in the file, in bytes; of the file, FOLIOS pages are modelled */
#define LOFF_BITS 32
#define PGOFF_BITS 5
#else
enum { BLOCK_SIZE = 2 };
typedef uint8_t loff_t; /* position or size in the file, in half blocks: 0 .. FILE_END */
#define LOFF_BITS 6
#define PGOFF_BITS 3
#endif
enum {
	PAGE_SIZE = BLOCK_SIZE * BLOCKS_PER_PAGE,
	FILE_END = PAGE_SIZE * FOLIOS,
	NR_BLOCKS = BLOCKS_PER_PAGE * FOLIOS,
};

_Static_assert(BLOCKS_PER_PAGE != 3, "a page has 1, 2 or 4 blocks: write --set blocks_per_page=1, 2 or 4");

#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define round_up(n, d) (DIV_ROUND_UP(n, d) * (d))
#define round_down(n, d) ((n) / (d) * (d))

typedef uint8_t pgoff_t;  /* page of the file: 0 .. FOLIOS */
typedef uint8_t sector_t; /* logical block of the file: 0 .. NR_BLOCKS */

enum { EIO = 5, EFAULT = 14, ENOSPC = 28, EROFS = 30, EFSCORRUPTED = 117 };

/* What a fault handler answers: a set of these. */
typedef uint8_t vm_fault_t;
#define VM_FAULT_SIGBUS 1 /* VM_FAULT_ERROR has no other member here: memory does not run out */
#define VM_FAULT_ERROR VM_FAULT_SIGBUS
#define VM_FAULT_NOPAGE 2 /* nothing was done, or somebody else did it: the access is tried again */
#define VM_FAULT_LOCKED 4 /* the folio is returned locked */

#endif
