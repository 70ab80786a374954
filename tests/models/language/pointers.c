// SPDX-License-Identifier: Apache-2.0
/* Pointers to elements of static arrays, to static structs, or NULL.
 * expect: HOLDS */
#include "mc.h"

struct folio { uint8_t index; bool dirty; struct folio *next; };

static struct folio folio[3] = { { 0, false, &folio[2] }, { 1 }, { 2, true, NULL } };
static struct folio *head = &folio[0];
static struct folio spare = { .index = 9 };
static uint8_t number[2] = { 10, 20 };
static uint8_t *chosen;

static unsigned length(const struct folio *f)
{
	unsigned n = 0;

	while (f) {
		n++;
		f = f->next;
	}
	return n;
}

MC_TASK(task, 1)
{
	struct folio *f = head;

	MC_CHECK(f != NULL && f->index == 0 && f->next->index == 2 && !f->next->next);
	MC_CHECK(length(head) == 2);
	MC_CHECK(f == &folio[0] && f != &folio[1]);
	MC_CHECK(&folio[1] != NULL);
	f->next->next = &spare;
	MC_CHECK(folio[2].next == &spare && length(head) == 3);
	f = &folio[head->next->index - 1];
	MC_CHECK(f->index == 1 && (*f).dirty == false);
	f->dirty = true;
	MC_CHECK(folio[1].dirty);
	*f = folio[2];
	MC_CHECK(folio[1].index == 2 && folio[1].next == &spare);
	MC_CHECK(chosen == NULL && !chosen);
	chosen = &number[1];
	*chosen += 5;
	MC_CHECK(number[1] == 25 && number[0] == 10);
	chosen = f ? &number[0] : NULL;
	MC_CHECK(chosen && *chosen == 10);
	head = NULL;
	MC_CHECK(length(head) == 0);
	MC_COVERED(true, end);
}
