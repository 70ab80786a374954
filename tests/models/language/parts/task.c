// SPDX-License-Identifier: Apache-2.0
#include "mc.h"

MC_TASK(task, 1)
{
	MC_CHECK(twice() == 8);
	MC_COVERED(value == 4, end);
}
