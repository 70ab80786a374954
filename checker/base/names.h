// SPDX-License-Identifier: Apache-2.0
// What to say about a name that nobody knows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mc::base {

/// Levenshtein's distance: insertions, deletions and replacements that make `b` of `a`.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate most like `name` if one is near enough to be a slip of the hand, else empty.
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);

/// "unknown variant 'patchd'; did you mean 'patched'? (known: patched, unpatched)"
std::string unknown(std::string_view kind, std::string_view name, const std::vector<std::string>& candidates);

}  // namespace mc::base
