// SPDX-License-Identifier: Apache-2.0
/* Jumps: the kernel's way out through cleanups, and its way back to retry.
 * expect: HOLDS */
#include "mc.h"

static bool locked, mapped;
static uint8_t tries;

static int work(unsigned fail_at)
{
	int ret = -1;

	if (fail_at == 0)
		goto out;
	locked = true;
	if (fail_at == 1)
		goto unlock;
	mapped = true;
	if (fail_at == 2) {
		ret = -2;
		goto unmap;
	}
	ret = 0;
unmap:
	mapped = false;
unlock:
	locked = false;
out:
	return ret;
}

MC_TASK(task, 1)
{
	MC_CHECK(work(0) == -1);
	MC_CHECK(work(1) == -1 && !locked);
	MC_CHECK(work(2) == -2 && !mapped && !locked);
	MC_CHECK(work(3) == 0 && !mapped && !locked);
retry:
	tries++;
	if (tries < 4)
		goto retry;
	MC_CHECK(tries == 4);
	for (unsigned i = 0; i < 3; i++)
		for (unsigned j = 0; j < 3; j++)
			if (i == 1 && j == 2)
				goto found;
	tries = 0;
found:
	MC_CHECK(tries == 4);
	MC_COVERED(true, end);
}
