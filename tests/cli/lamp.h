// SPDX-License-Identifier: Apache-2.0
// A small model with bounds, a property and a cover; LIMIT is to be defined: 3 holds, 2 is violated.
#pragma once

namespace mc::test {

inline constexpr const char* lamp = R"(#include <mc.h>
/* How often the switch is pressed. */
MC_PARAM(PRESSES, 3, 1, 9);
static bool on;
static uint8_t presses;
/* The switch works as long as it is not worn out. */
MC_INVARIANT(not_worn_out) { return presses <= LIMIT; }
MC_COVER(was_on) { return on; }
MC_TASK(user, 1)
{
	while (presses < PRESSES) {
		on = !on;
		presses++;
	}
}
)";

}  // namespace mc::test
