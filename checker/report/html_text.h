// SPDX-License-Identifier: Apache-2.0
// The letters of HTML.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace mc::report {

/// `text` as it may stand between tags and in a quoted attribute.
std::string escaped(std::string_view text);

/// `json` as it may stand in a <script> element: no tag can begin or end in it.
std::string script_safe(std::string json);

/// `text` with every {{name}} replaced by values.at(name), in which nothing is replaced again. Throws
/// std::out_of_range for a name that has no value.
std::string filled(std::string_view text, const std::map<std::string, std::string>& values);

}  // namespace mc::report
