// SPDX-License-Identifier: Apache-2.0
/* Headers of the user's own, and variants by #if.
 * expect: HOLDS
 *
 * expect: VIOLATED value == 1
 * flags: -DVARIANT=2
 */
#include "mc.h"
#include "parts/value.h"

MC_TASK(task, 1)
{
	set_value();
	MC_CHECK(value == 1);
	MC_COVERED(true, end);
}
