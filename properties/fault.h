// SPDX-License-Identifier: GPL-2.0-only
/* Properties of what a page fault answers. */
#ifndef PROPERTIES_FAULT_H
#define PROPERTIES_FAULT_H

#include "mc.h"

/* Who gets SIGBUS accessed a page beyond the end of the file, or met an error in this very fault (a read or
 * an allocation that failed). Why the patch that answered SIGBUS in page_mkwrite was rejected: the folio
 * could have been read again. Broken in rejected-v1. */
static inline bool sigbus_has_a_cause(bool beyond_eof, bool failed)
{
	return beyond_eof || failed;
}

/* What page_mkwrite returns locked is locked, and still in the page cache: or the entry that is installed
 * next would map a truncated folio. Documentation/filesystems/locking.rst, page_mkwrite; fs/buffer.c:
 * block_page_mkwrite; mm/memory.c:do_page_mkwrite, VM_BUG_ON_FOLIO(!folio_test_locked). Broken nowhere. */
static inline bool mkwrite_returns_cached(bool locked, bool cached)
{
	return locked && cached;
}

#endif
