// Every function of the Linux model says in its comment which kernel function it stands for.
#include <gtest/gtest.h>

#include <set>

#include "frontend/frontend.h"

namespace mc::test {
namespace {

const std::string root = MC_SOURCE_DIR;

ir::System linux_model() {
  const frontend::Loaded loaded = frontend::load({
      .files = {root + "/model/ext4-writeback/scenario.c"},
      .include_directories = {root + "/model/include", root + "/model/linux", root + "/model/linux/include",
                              root + "/properties"},
      .defines = {"FIX_4e800c0359d9a=1", "FIX_9b25f381de6b=1"},
      .settings = {{"blocks_per_page", 2}, {"folios", 2}, {"truncators", 1}, {"pinners", 1}, {"kernel", 612}},
  });
  if (!loaded.system) throw std::runtime_error(loaded.errors.front().rendered);
  return *loaded.system;
}

TEST(KernelNames, EveryFunctionOfTheModelNamesItsOriginal) {
  const ir::System system = linux_model();
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

}  // namespace
}  // namespace mc::test
