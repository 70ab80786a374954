// SPDX-License-Identifier: Apache-2.0
// The recordings of real kernels, where they are at hand.
#include <filesystem>

#include "notebook.h"

namespace mc::test {
namespace {

namespace fs = std::filesystem;

void expect_agreement(const std::string& name) {
  const fs::path folder = MC_GROUND_TRUTH, file = folder / name;
  if (!fs::exists(file))
    GTEST_SKIP() << file << " is not there; set MC_GROUND_TRUTH to a folder with recordings";
  const study::Registry registry(MC_SOURCE_DIR "/model");
  const study::Model* model = nullptr;
  for (const study::Model& each : registry.models())
    if (each.conform) model = &each;
  ASSERT_NE(model, nullptr) << "no model has a scenario for recordings";
  const conform::Images images((folder / "images.json").string());
  study::Machines machines(*model);
  const std::vector<conform::Run> runs = conform::read_runs(file.string());
  for (std::size_t i = 0; i < runs.size(); i += kEvery * kEvery) {
    const conform::Run& run = runs[i];
    const conform::Plan plan = conform::plan(run, images, model->conform->rules);
    const Verdict verdict = conform::match(machines.machine(run.build, plan.settings), run, plan);
    EXPECT_EQ(verdict.kind, Kind::agrees) << report::text({&run, verdict, 0}, {});
  }
}

TEST(GroundTruth, hand_picked_runs_agree) {
  expect_agreement("hand-picked.jsonl");
}

TEST(GroundTruth, random_runs_agree) {
  expect_agreement("random.jsonl");
}

}  // namespace
}  // namespace mc::test
