/* Buffer heads. Kernel: include/linux/buffer_head.h, fs/buffer.c */
#ifndef LINUX_BUFFER_HEAD_H
#define LINUX_BUFFER_HEAD_H

#include "linux/pagemap.h"

#define BUFFER_FNS(name)                                                                             \
	static inline void set_buffer_##name(struct buffer_head *bh) { bh->name = true; }            \
	static inline void clear_buffer_##name(struct buffer_head *bh) { bh->name = false; }         \
	static inline bool buffer_##name(const struct buffer_head *bh) { return bh->name; }

BUFFER_FNS(mapped)
BUFFER_FNS(dirty)
BUFFER_FNS(uptodate)
BUFFER_FNS(new)
BUFFER_FNS(delay)
BUFFER_FNS(unwritten)

/* A buffer as it is allocated: fs/buffer.c:folio_alloc_buffers */
static inline void clear_buffer(struct buffer_head *bh)
{
	clear_buffer_mapped(bh);
	clear_buffer_dirty(bh);
	clear_buffer_uptodate(bh);
	clear_buffer_new(bh);
	clear_buffer_delay(bh);
	clear_buffer_unwritten(bh);
}

static inline bool folio_buffers(const struct folio *folio) { return folio->private; }

/* Which get_block a caller wants; the model language has no pointers to functions. */
typedef enum { EXT4_DA_GET_BLOCK_PREP, EXT4_GET_BLOCK_UNWRITTEN, EXT4_GET_BLOCK } get_block_t;

static bool block_dirty_folio(struct address_space *mapping, struct folio *folio);
static void mark_buffer_dirty(struct buffer_head *bh, struct folio *folio);
static void create_empty_buffers(struct folio *folio);
static void block_invalidate_folio(struct folio *folio, loff_t offset, loff_t length);

#endif
