// SPDX-License-Identifier: Apache-2.0
// What a search is going to cost, for a reader.
#pragma once

#include <string>

#include "explore/outlook.h"

namespace mc::report {

/// "1.2M to 3.4M states, 20 MiB to 60 MiB, 4 min 10 s to 12 min 0 s"
std::string text(const explore::Outlook& outlook);

/// A number to two digits: "950", "1.2M", "34G".
std::string rough(std::uint64_t number);

}  // namespace mc::report
