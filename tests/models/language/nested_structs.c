// SPDX-License-Identifier: Apache-2.0
/* Structs in structs: members, whole-struct assignment, initialisers that name members or do not.
 * expect: HOLDS */
#include "mc.h"

struct range { uint8_t from, to; };
struct inode {
	struct range valid;
	struct {
		bool dirty;
		struct range dirty_range;
	} state;
	uint8_t block[2];
};

static struct inode a = { { 1, 2 }, { true, { 3, 4 } }, { 5, 6 } };
static struct inode b = { .state = { .dirty_range.to = 7 }, .block[1] = 8 };

MC_TASK(task, 1)
{
	MC_CHECK(a.valid.from == 1 && a.valid.to == 2 && a.state.dirty);
	MC_CHECK(a.state.dirty_range.from == 3 && a.state.dirty_range.to == 4);
	MC_CHECK(a.block[0] == 5 && a.block[1] == 6);
	MC_CHECK(b.valid.from == 0 && !b.state.dirty && b.state.dirty_range.to == 7);
	MC_CHECK(b.block[0] == 0 && b.block[1] == 8);
	b.valid = a.state.dirty_range;
	MC_CHECK(b.valid.from == 3 && b.valid.to == 4 && b.state.dirty_range.to == 7);
	a = b;
	b.block[1] = 1;
	MC_CHECK(a.valid.to == 4 && a.block[1] == 8 && !a.state.dirty);
	MC_COVERED(true, end);
}
