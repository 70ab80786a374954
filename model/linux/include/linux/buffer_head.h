// SPDX-License-Identifier: GPL-2.0-only
/* Buffer heads. Kernel: include/linux/buffer_head.h, fs/buffer.c */
#ifndef LINUX_BUFFER_HEAD_H
#define LINUX_BUFFER_HEAD_H

#include "linux/pagemap.h"

/* Kernel: BUFFER_FNS in include/linux/buffer_head.h. Macros, so that a condition made of several is one
 * step. */
#define buffer_mapped(bh) ((bh)->mapped)
#define set_buffer_mapped(bh) ((bh)->mapped = true)
#define clear_buffer_mapped(bh) ((bh)->mapped = false)
#define buffer_dirty(bh) ((bh)->dirty)
#define set_buffer_dirty(bh) ((bh)->dirty = true)
#define clear_buffer_dirty(bh) ((bh)->dirty = false)
#define buffer_uptodate(bh) ((bh)->uptodate)
#define set_buffer_uptodate(bh) ((bh)->uptodate = true)
#define clear_buffer_uptodate(bh) ((bh)->uptodate = false)
#define buffer_new(bh) ((bh)->new)
#define set_buffer_new(bh) ((bh)->new = true)
#define clear_buffer_new(bh) ((bh)->new = false)
#define buffer_delay(bh) ((bh)->delay)
#define set_buffer_delay(bh) ((bh)->delay = true)
#define clear_buffer_delay(bh) ((bh)->delay = false)
#define buffer_unwritten(bh) ((bh)->unwritten)
#define set_buffer_unwritten(bh) ((bh)->unwritten = true)
#define clear_buffer_unwritten(bh) ((bh)->unwritten = false)
#define set_buffer_jbddirty(bh) ((bh)->jbddirty = true)
#define clear_buffer_jbddirty(bh) ((bh)->jbddirty = false)

/* A buffer as it is allocated: fs/buffer.c:folio_alloc_buffers */
static inline void clear_buffer(struct buffer_head *bh)
{
	clear_buffer_mapped(bh);
	clear_buffer_dirty(bh);
	clear_buffer_uptodate(bh);
	clear_buffer_new(bh);
	clear_buffer_delay(bh);
	clear_buffer_unwritten(bh);
	clear_buffer_jbddirty(bh);
}

#define folio_buffers(folio) ((folio)->private)

/* Which get_block a caller wants; the model language has no pointers to functions. */
typedef enum { EXT4_DA_GET_BLOCK_PREP, EXT4_GET_BLOCK_UNWRITTEN, EXT4_GET_BLOCK } get_block_t;

static bool block_dirty_folio(struct address_space *mapping, struct folio *folio);
static void mark_buffer_dirty(struct buffer_head *bh, struct folio *folio);
static void create_empty_buffers(struct folio *folio);
static void block_invalidate_folio(struct folio *folio, loff_t offset, loff_t length);

#endif
