// SPDX-License-Identifier: Apache-2.0
/* sizeof, _Static_assert, typedefs, qualifiers and the usual macros.
 * expect: HOLDS */
#include "mc.h"

typedef uint8_t pgoff_t;
typedef struct { pgoff_t index; uint32_t flags; } page_t;
typedef page_t pages_t[3];

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define BIT(n) (1u << (n))

static pages_t pages;
static volatile uint8_t noisy = 3;

_Static_assert(ARRAY_SIZE(pages) == 3, "pages");

static pgoff_t next(const page_t *const page) { return page->index + 1; }

MC_TASK(task, 1)
{
	const unsigned size = sizeof(uint32_t);
	register unsigned r = 1;

	MC_CHECK(size == 4 && sizeof(pages_t) == 3 * sizeof(page_t) && sizeof noisy == 1);
	pages[2].index = 6;
	pages[2].flags |= BIT(3) | BIT(31);
	MC_CHECK(next(&pages[2]) == 7 && pages[2].flags == 0x80000008u);
	pages[2].flags &= ~BIT(31);
	MC_CHECK(pages[2].flags == BIT(3) && noisy + r == 4);
	MC_COVERED(true, end);
}
