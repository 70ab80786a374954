// SPDX-License-Identifier: Apache-2.0
// Identifiers of a target language: distinct, and none of its words.
#pragma once

#include <set>
#include <string>

namespace mc::exporter {

class Names {
 public:
  explicit Names(std::set<std::string> reserved) : taken_(std::move(reserved)) {}

  /// `wanted`, with a number behind it if that is taken; from now on it is.
  std::string unique(const std::string& wanted) {
    std::string name = wanted;
    for (int n = 2; !taken_.insert(name).second; ++n) name = wanted + "_" + std::to_string(n);
    return name;
  }

 private:
  std::set<std::string> taken_;
};

}  // namespace mc::exporter
