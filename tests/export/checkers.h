// SPDX-License-Identifier: Apache-2.0
// What Spin and Rumur say of a system.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <regex>
#include <string>

#include "cli/process.h"
#include "export/murphi.h"
#include "export/promela.h"

namespace mc::test {

struct Opinion {
  bool missing = false;  ///< the checker is not installed
  std::string trouble;   ///< why it has no opinion; else empty
  bool violated = false;
  bool deadlock = false;  ///< what it found first
  std::uint64_t states = 0;
};

/// Runs `script` on `text` in a directory of its own. Exit code 77: something is not installed.
inline Opinion ask(const std::string& text, const std::string& script, const std::string& states) {
  const Directory directory;
  directory.write("model", text);
  const Ended ended =
      run({"sh", "-ec", script}, {.directory = directory.path(), .output = {}, .environment = {}});
  Opinion result{.missing = ended.exit == 77};
  if (ended.exit != 0 && !result.missing) result.trouble = ended.output + ended.errors;
  std::smatch found;
  if (std::regex_search(ended.output, found, std::regex(states))) result.states = std::stoull(found[1]);
  result.violated = ended.output.find("errors: 0") == std::string::npos &&
                    ended.output.find("No error found") == std::string::npos;
  result.deadlock = ended.output.find("pan:1: invalid end state") != std::string::npos ||
                    ended.output.find("deadlock") != std::string::npos;
  return result;
}

inline Opinion ask_spin(const ir::System& system) {
  return ask(exporter::promela(system),
             "command -v spin >/dev/null && command -v cc >/dev/null || exit 77\n"
             "spin -o1 -o2 -o3 -a model\n"
             "$(command -v tcc || echo cc) -w -DSAFETY -DNOREDUCE -DMEMLIM=512 -o pan pan.c\n"  // tcc: quick
             "./pan -n -m1000000 || test $? = 1",
             "([0-9]+) states, stored");
}

inline Opinion ask_rumur(const ir::System& system) {
  return ask(exporter::murphi(system),
             "command -v rumur >/dev/null && command -v cc >/dev/null || exit 77\n"
             "rumur --deadlock-detection stuck --threads 1 --output checker.c model\n"
             "cc -w -march=native -mcx16 -o checker checker.c -lpthread\n"
             "./checker || test $? = 1",
             "([0-9]+) states,");
}

}  // namespace mc::test
