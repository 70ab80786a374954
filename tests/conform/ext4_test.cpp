// SPDX-License-Identifier: Apache-2.0
// Recordings of ext4 that come with the tests: sequences whose outcome on real kernels is described in the
// history of the fix, and the race that the fix leaves, as overlapping calls.
#include <filesystem>

#include "notebook.h"

namespace mc::test {
namespace {

namespace fs = std::filesystem;

class Ext4 : public ::testing::Test {
 protected:
  Verdict verdict(const conform::Run& run) {
    const conform::Plan plan = conform::plan(run, images_, model().conform->rules);
    return conform::match(machines_.machine(run.build, plan.settings), run, plan);
  }

  static std::vector<conform::Run> runs(const std::string& file) {
    std::vector<conform::Run> every;
    const std::vector<conform::Run> all = conform::read_runs((folder() / file).string());
    for (std::size_t i = 0; i < all.size(); i += kEvery) every.push_back(all[i]);
    return every;
  }

 private:
  static fs::path folder() { return MC_SOURCE_DIR "/tests/conform/ext4"; }

  const study::Model& model() const { return *registry_.find("ext4-writeback/patched").model; }

  study::Registry registry_{MC_SOURCE_DIR "/model"};
  conform::Images images_{(folder() / "images.json").string()};
  study::Machines machines_{model()};
};

TEST_F(Ext4, sequential_runs_agree) {
  for (const conform::Run& run : runs("sequential.jsonl"))
    EXPECT_EQ(verdict(run).kind, Kind::agrees) << run.name << ' ' << run.kernel << ' ' << run.build;
}

TEST_F(Ext4, the_race_that_the_fix_leaves_is_admitted) {
  for (const conform::Run& run : runs("race.jsonl"))
    EXPECT_EQ(verdict(run).kind, Kind::agrees) << run.name << ' ' << run.kernel << ' ' << run.build;
}

TEST_F(Ext4, the_recheck_under_the_folio_lock_closes_it) {
  unsigned closed = 0;
  for (conform::Run& run : runs("race.jsonl")) {
    const bool window = run.name.starts_with("R1a") || run.name.starts_with("R1b") ||
                        run.name.starts_with("R1c") || run.name.starts_with("R1d");
    if (!window || run.build != "patched") continue;
    run.build = "recheck";
    EXPECT_EQ(verdict(run).kind, Kind::disagrees) << run.name << ' ' << run.kernel;
    ++closed;
  }
  EXPECT_GT(closed, 0u);
}

}  // namespace
}  // namespace mc::test
