// SPDX-License-Identifier: Apache-2.0
/* A cache of a file's pages: a store makes a page dirty, writeback cleans it, or fails and gives it up. */
#include "mc.h"
#include "mc_lock.h"

MC_PARAM(PROCESSES, 1, 1, 2);
MC_PARAM(FOLIOS, 1, 1, 3);
MC_PARAM(BLOCKS_PER_PAGE, 1, 1, 2);
MC_PARAM(TASKS, 1, 1, 3);
/* From 2 on, a load of a page that was given up complains. */
MC_PARAM(KERNEL, 1, 1, 2);

enum { PAGE_SIZE = 4096 };

enum call {
	NO_CALL, IMAGE, ALLOCATION, MOUNT, FILE_SIZE, FILE_DATA, OPEN, CREAT, STORE, LOAD, PREAD, FSYNC, FTRUNCATE,
	MSYNC, REMOUNT, SLEEP, PIN, CRASH, MAKE_BAD_SECTORS, LOOK
};

static struct request {
	enum call call;
	uint8_t process, page;
	bool other_file, takes_free_space, transient;
	int32_t offset, length, size;
	uint16_t block_size, error;
	enum { NEVER, ALWAYS, AT, FIRST } fails;
	enum { ERRORS_CONTINUE, NODELALLOC } options;
	enum { NO_FLAGS, MS_ASYNC, MS_SYNC } flags;
	enum { BITMAP, DATA } what;
	uint32_t ms;
	int32_t result;
	bool sigbus;
} request[TASKS];

static struct page {
	bool cached, uptodate, dirty, has_blocks;
	bool on_disk[BLOCKS_PER_PAGE];
} pages[FOLIOS];

static bool pte[PROCESSES][FOLIOS];
static int32_t i_size;
static struct request allocation;
static struct mutex lock;
static uint8_t users;

static struct {
	struct {
		bool present, uptodate, dirty;
		uint8_t mapcount;
		struct {
			bool present;
			struct { bool on_disk; } at[BLOCKS_PER_PAGE];
		} buffers;
	} folio;
	int32_t i_size;
	bool mapped[PROCESSES];
	uint8_t losses;
} record;

/* A page that becomes dirty has valid contents. */
static bool valid_when_dirtied(bool uptodate, bool dirty)
{
	return uptodate || dirty;
}

static bool never_two_users(uint8_t n)
{
	return n < 2;
}

static void mark_dirty(struct page *page)
{
	MC_CHECK(valid_when_dirtied(page->uptodate, page->dirty));
	page->dirty = true;
}

static void write_fault(struct page *page)
{
	mark_dirty(page);
}

/* False: SIGBUS. */
static bool access(unsigned process, unsigned index, bool write)
{
	struct page *page = &pages[index];

	if ((int32_t)index * PAGE_SIZE >= i_size)
		return false;
	users++;
	MC_CHECK(never_two_users(users));
	mutex_lock(&lock);
	if (!page->cached)
		page->uptodate = true;
	page->cached = true;
	pte[process][index] = true;
	if (write)
		write_fault(page);
	else if (KERNEL > 1)
		WARN_ON_ONCE(!page->uptodate);
	mutex_unlock(&lock);
	users--;
	return true;
}

static void give_up(unsigned index)
{
	pages[index].uptodate = false;
	pages[index].has_blocks = false;
	record.losses++;
#if UNMAP
	pages[index].cached = false;
	for (unsigned i = 0; i < PROCESSES; i++)
		pte[i][index] = false;
#endif
}

static bool allocation_fails(unsigned index)
{
	if (allocation.fails == AT)
		return allocation.offset / PAGE_SIZE == (int32_t)index;
	return allocation.fails == ALWAYS;
}

/* 0, or -errno of the last page that could not be written. */
static int writeback(void)
{
	int result = 0;

	mutex_lock(&lock);
	for (unsigned i = 0; i < FOLIOS; i++) {
		if (!pages[i].dirty)
			continue;
		pages[i].dirty = false;
		if (allocation_fails(i)) {
			give_up(i);
			result = -allocation.error;
			continue;
		}
		pages[i].has_blocks = true;
		pages[i].on_disk[0] = true;
	}
	mutex_unlock(&lock);
	return result;
}

static MC_ATOMIC void look(const struct request *r)
{
	const struct page *page = &pages[r->page];

	record.i_size = i_size;
	record.folio.present = page->cached;
	record.folio.uptodate = page->uptodate;
	record.folio.dirty = page->dirty;
	record.folio.buffers.present = page->has_blocks;
	record.folio.mapcount = 0;
	for (unsigned i = 0; i < BLOCKS_PER_PAGE; i++)
		record.folio.buffers.at[i].on_disk = page->on_disk[i];
	for (unsigned i = 0; i < PROCESSES; i++) {
		record.mapped[i] = pte[i][r->page];
		record.folio.mapcount += pte[i][r->page];
	}
}

static void carry_out(struct request *r)
{
	switch (r->call) {
	case IMAGE:
		BUG_ON(r->block_size * BLOCKS_PER_PAGE != PAGE_SIZE);
		break;
	case ALLOCATION:
		allocation = *r;
		break;
	case MAKE_BAD_SECTORS:
		allocation.fails = r->what == BITMAP ? ALWAYS : AT;
		allocation.offset = r->offset;
		break;
	case FILE_SIZE:
	case FTRUNCATE:
		i_size = r->size;
		break;
	case FILE_DATA:
		pages[r->offset / PAGE_SIZE].on_disk[0] = true;
		break;
	case STORE:
		r->sigbus = !access(r->process, r->offset / PAGE_SIZE, true);
		break;
	case LOAD:
		r->sigbus = !access(r->process, r->offset / PAGE_SIZE, false);
		break;
	case PREAD:
		r->result = r->offset + r->length > i_size ? i_size - r->offset : r->length;
		break;
	case FSYNC:
		r->result = r->other_file ? 0 : writeback();
		break;
	case MSYNC:
		r->result = r->flags == MS_SYNC ? writeback() : 0;
		break;
	case SLEEP:
		if (r->ms > 1000 && mc_choose(2))
			writeback();
		break;
	case PIN:
		mutex_lock(&lock); /* and keeps it */
		break;
	case CRASH:
		BUG_ON(i_size > 0);
		break;
	case LOOK:
		look(r);
		break;
	default:
		break;
	}
}

MC_DAEMON(task, TASKS)
{
	for (;;) {
		mc_await(request[self].call != NO_CALL);
		carry_out(&request[self]);
		request[self].call = NO_CALL;
	}
}
