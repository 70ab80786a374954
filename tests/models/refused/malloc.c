// SPDX-License-Identifier: Apache-2.0
/* expect: refused 11:10 malloc */
#include "mc.h"

void *malloc(size_t size);
struct folio { bool dirty; };
static struct folio *folio;

MC_TASK(task, 1)
{
	folio = malloc(sizeof(*folio));
}
