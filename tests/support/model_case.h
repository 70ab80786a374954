// SPDX-License-Identifier: Apache-2.0
// Test models and the expectations in their first comment:
//
//   expect: HOLDS | VIOLATED <property> | refused <line>:<column> <part of the message>
//   flags: -DNAME=VALUE --set NAME=NUMBER      of this expectation alone
//   files: other.c                             read after the model, relative to it
//   states: 32 (spin peterson.pml [-DNAME])    reachable states, and who else says so
//   length: 8 [(spin peterson.pml [-DNAME])]   steps of a shortest run to the violation
//   lost: 3                                    steps of that run after which none avoids a violation
//   uncovered: <name>                          a cover that is meant to be out of reach
//   any: <parameter>                           mc prove --any <parameter> says the same
//
// Each `expect:` begins a new case; 0:0 is no place at all. Lines that begin with no key are prose.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace mc::test {

struct ModelCase {
  enum class Expect { holds, violated, refused };
  std::string name;  ///< of the test: letters, digits and '_'
  std::vector<std::filesystem::path> files;
  std::vector<std::string> defines;
  std::map<std::string, long long> settings;
  Expect expect = Expect::holds;
  std::string text;  ///< the property that breaks, or a part of the message
  unsigned line = 0, column = 0;
  std::optional<std::uint64_t> states, length, lost;
  std::string spin;  ///< arguments of tests/spin/count.sh after its mode; empty: not counted by Spin
  std::set<std::string> uncovered;
  std::string any;  ///< empty: not asked
};

std::ostream& operator<<(std::ostream& out, const ModelCase& model);

/// The cases of one model. Throws std::runtime_error if its first comment does not follow the format.
std::vector<ModelCase> model_cases(const std::filesystem::path& file, const std::string& name);

/// The cases of every *.c below `folder`, except in folders called `parts`, which hold what others include.
std::vector<ModelCase> all_model_cases(const std::filesystem::path& folder);

}  // namespace mc::test
