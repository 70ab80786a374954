// SPDX-License-Identifier: GPL-2.0-only
/* The objects: file, folio, buffers, page tables. Kernel: include/linux/mm_types.h, fs.h, buffer_head.h */
#ifndef LINUX_MM_TYPES_H
#define LINUX_MM_TYPES_H

#include "linux/types.h"
#include "mc_lock.h"

/* One block of a folio. b_blocknr is left out: only whether there is one matters. BH_Lock too: all that
 * locks a buffer holds the folio lock. */
struct buffer_head {
	bool mapped;    /* has a disk block, or a reservation for one */
	bool dirty;
	bool uptodate;
	bool new;       /* just allocated or reserved: its memory still has to be zeroed */
	bool delay;     /* a reservation; the block is allocated by writeback */
	bool unwritten; /* a disk block whose contents do not count yet */
	bool jbddirty;  /* data=journal: dirty to the journal, which makes it dirty when it has committed */
};

struct address_space {
	struct inode *host;
	struct rw_semaphore invalidate_lock;
};

/* Left out: LRU, memory cgroup, PG_checked, PG_referenced, PG_reclaim. The marks of the slot in i_pages,
 * DIRTY and TOWRITE, say where writeback looks: with MARKS = 0 it looks at every folio, which is the same
 * but for marks that have gone stale on clean folios. PG_writeback: I/O completes as it is submitted. A
 * folio under I/O makes others wait (truncate, the next writeback) or leaves them alone (a fault), so
 * whatever can happen during I/O can happen after it too. */
struct folio {
	struct address_space *mapping; /* NULL if in no page cache: free, or truncated while others refer to it */
	pgoff_t index : PGOFF_BITS;
	bool locked;
	bool uptodate;
	bool dirty;
	bool marked_dirty;         /* PAGECACHE_TAG_DIRTY */
	bool marked_towrite;       /* PAGECACHE_TAG_TOWRITE */
	bool private;              /* buffers are attached */
	unsigned refcount : 4;     /* of those who may find it truncated; see folio_get() */
	struct buffer_head bh[BLOCKS_PER_PAGE];
};

/* A page table entry of a shared mapping, and whatever a TLB holds of it: both write-protection and
 * unmapping flush the TLB before their next step. A writable entry is dirty: the fault that makes it
 * writable makes it dirty, and write-protection cleans it. Read faults install PTE_RO, for the file system
 * has a page_mkwrite (vma_wants_writenotify). */
enum pte { PTE_NONE, PTE_RO, PTE_RW };

/* One shared mapping of the file from its beginning, in an address space of its own. mmap_lock is left out:
 * faults take it for reading, and only munmap for writing, which none of the same process runs beside. */
struct vm_area_struct {
	uint8_t pages;        /* its length */
	enum pte pte[FOLIOS]; /* each access is under the page table lock: one step */
};

/* What the extent status tree knows of a block of the file. */
enum extent_status {
	EXTENT_STATUS_HOLE,
	EXTENT_STATUS_DELAYED, /* a hole with a reservation */
	EXTENT_STATUS_UNWRITTEN,
	EXTENT_STATUS_WRITTEN,
};

struct inode {
	loff_t i_size : LOFF_BITS;
	/* Not taken, for invalidate_lock does its part: ftruncate takes that right after it, and nobody here takes it
	 * alone. `mc necessity` takes it where it takes the other away. */
	struct rw_semaphore i_rwsem;
	struct address_space i_data;
	enum extent_status es[NR_BLOCKS]; /* under i_data_sem: one step */
	bool i_jinode_dirty; /* data=ordered: the next commit writes dirty pages first; with MARKS = 0 any may */
};

/* Mount options, and what has become of the file system. Kernel: fs/ext4/ext4.h:struct ext4_sb_info */
struct super_block {
	bool delalloc;       /* test_opt(DELALLOC); a remount changes it */
	bool da_aops;        /* delalloc when the file was opened: its write(2) goes by ext4_da_write_begin */
	bool dioread_nolock; /* blocks that page_mkwrite allocates are unwritten until writeback has written them */
	bool journal_data;   /* data=journal */
	bool order_data;     /* data=ordered */
	bool errors_ro;      /* errors=remount-ro */
	bool shutdown;       /* an error has made it read-only, and aborted the journal */
};

/* A fault while it is handled. */
struct vm_fault {
	struct vm_area_struct *vma;
	pgoff_t pgoff;
	struct folio *page;
};

/* Folios that can be in use at a time: those of the file, and those truncated while a fault or a pin still
 * refers to them. A fault of a truncating process cannot be one of these, unless others truncate. */
enum {
#ifdef SEQUENTIAL
	NR_REFERENCES = 0,
#else
	NR_REFERENCES = PROCESSES - (TRUNCATORS == 0) + PINNERS,
#endif
	NR_FOLIOS = FOLIOS + NR_REFERENCES,
};

static struct folio folios[NR_FOLIOS];
static struct vm_area_struct vmas[PROCESSES] = { [0 ... PROCESSES - 1] = { .pages = FOLIOS } };
static struct super_block sb = {
	.delalloc = true,
	.da_aops = true,
	.dioread_nolock = KERNEL >= 612 || BLOCKS_PER_PAGE == 1, /* fs/ext4/super.c:ext4_set_def_opts */
	.order_data = true,
};
/* The whole file is on disk to begin with: the other files (holes, any size) are one ftruncate away. */
static struct inode file = {
	.i_size = FILE_END,
	.i_data.host = &file,
	.es = { [0 ... NR_BLOCKS - 1] = EXTENT_STATUS_WRITTEN },
};

#endif
