// SPDX-License-Identifier: Apache-2.0
// Every function of the Linux model says in its comment which kernel function it stands for.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "frontend/frontend.h"

namespace mc::test {
namespace {

const std::string root = MC_SOURCE_DIR;

ir::System linux_model(const std::string& scenario, const std::map<std::string, long long>& settings) {
  const frontend::Loaded loaded = frontend::load({
      .files = {root + "/model/ext4-writeback/" + scenario},
      .include_directories = {root + "/model/include", root + "/model/linux", root + "/model/linux/include",
                              root + "/properties"},
      .defines = {"FIX_4e800c0359d9a=1", "FIX_9b25f381de6b=1"},
      .settings = settings,
  });
  if (!loaded.system) throw std::runtime_error(loaded.errors.front().rendered);
  return *loaded.system;
}

void expect_names(const ir::System& system) {
  std::set<std::string> named, nameless;
  for (const ir::Source& source : system.sources) {
    if (source.call == ir::CallId::none || source.file.find("/model/linux/") == std::string::npos) continue;
    const ir::Call& call = system.calls[ir::index(source.call)];
    if (call.caller == ir::CallId::none) continue;
    (call.stands_for.empty() ? nameless : named).insert(call.function);
  }
  EXPECT_EQ(nameless, std::set<std::string>{});
  EXPECT_TRUE(named.contains("mpage_release_unused_pages"));
}

TEST(KernelNames, EveryFunctionOfTheModelNamesItsOriginal) {
  expect_names(linux_model(
      "scenario.c",
      {{"blocks_per_page", 2}, {"folios", 2}, {"truncators", 1}, {"pinners", 1}, {"kernel", 612}}));
}

TEST(KernelNames, SoDoesEveryFunctionThatOnlyRecordedRunsNeed) {
  expect_names(linux_model("recorded.c", {{"blocks_per_page", 2}, {"kernel", 601}}));
}

}  // namespace
}  // namespace mc::test
