// SPDX-License-Identifier: Apache-2.0
// Rules: what a model says about recordings: the [conform] table of its model.toml.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace mc::conform {

struct Rules {
  std::vector<std::string> warnings;         ///< checks that stand for kernel WARNs: a run goes on after them
  std::vector<std::string> shown;            ///< those of them whose call chains recordings list
  std::vector<std::string> ignored;          ///< checks that no kernel makes: nothing comes of them
  std::map<std::string, long long> kernels;  ///< the parameter KERNEL, by prefix of a version: "6.12" = 612
};

}  // namespace mc::conform
