// SPDX-License-Identifier: Apache-2.0
// The suite's own model, tests/conform/models/notebook, and runs that are put to it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/process.h"
#include "conform/match.h"
#include "report/conform_text.h"
#include "study/machines.h"

namespace mc::test {

/// Loading the Linux model takes seconds under the address sanitizer: there, one run in so many is enough.
#ifdef __SANITIZE_ADDRESS__
inline constexpr std::size_t kEvery = 10;
#else
inline constexpr std::size_t kEvery = 1;
#endif

using conform::Json;
using conform::Verdict;
using Kind = conform::Verdict::Kind;

inline const std::string kNotebookImages = R"json({
 "page_size": 4096,
 "files": {"f": {"size": 8192, "data": [[0, 4096]]}, "far": {"size": 40960, "data": [[0, 4096], [36864, 100]]}},
 "images": {
  "good": {"block_size": 4096, "allocation":
   "succeeds, unless make_bad_sectors 1-2 made the block bitmap unreadable: then EIO (5) and as bad"},
  "bad": {"block_size": 4096, "allocation": "every allocation fails with EIO (5): the bitmap cannot be read"},
  "small": {"block_size": 2048},
  "page1": {"block_size": 4096, "allocation": {"fails": "AT", "offset": 4096, "error": 28}},
  "far9": {"block_size": 4096, "allocation": "the allocation of file far's page 9 fails with EIO (5)"
}
}
, "bad_sectors" : {"1-2" : "the block bitmap", "8-9" : "the data block of file f's page 1"}
})json";

/// A run of the kernel 1.1, built `broken`, on the image `bad`, with `changes` merged into it.
inline Json run_of(const std::string& events, const Json& changes = Json::object()) {
  Json run = {{"case", "test"}, {"kernel", "1.1"}, {"build", "broken"}, {"image", "bad"}};
  run["events"] = Json::parse(events);
  run.update(changes);
  return run;
}

class Notebook : public testing::Test {
 protected:
  Verdict verdict(const Json& run) {
    const std::string file = directory.write("runs.jsonl", run.dump() + "\n");
    const conform::Images images(directory.write("images.json", kNotebookImages));
    run_ = conform::read_runs(file).front();
    try {
      const conform::Plan plan = conform::plan(run_, images, model().conform->rules);
      return conform::match(machines().machine(run_.build, plan.settings), run_, plan);
    } catch (const conform::NotModelled& missing) {
      return {.kind = Kind::not_modelled, .reason = missing.what()};
    }
  }

  Verdict verdict(const std::string& events, const Json& changes = Json::object()) {
    return verdict(run_of(events, changes));
  }

  /// What `mc conform` prints of a verdict on the last run.
  std::string told(const Verdict& verdict) const { return report::text({&run_, verdict, 0}, {}); }

  void agrees(const std::string& events, const Json& changes = Json::object()) {
    const Verdict found = verdict(events, changes);
    EXPECT_EQ(found.kind, Kind::agrees) << told(found);
  }

  /// It disagrees in event `number`, counted from 1, and the report says `part`.
  void disagrees(const std::string& events, std::size_t number, const std::string& part,
                 const Json& changes = Json::object()) {
    const Verdict found = verdict(events, changes);
    EXPECT_EQ(found.kind, Kind::disagrees) << told(found);
    EXPECT_EQ(found.event + 1, number) << told(found);
    EXPECT_NE(told(found).find(part), std::string::npos) << told(found);
  }

  void not_modelled(const std::string& events, const std::string& reason,
                    const Json& changes = Json::object()) {
    const Verdict found = verdict(events, changes);
    EXPECT_EQ(found.kind, Kind::not_modelled) << told(found);
    EXPECT_EQ(found.reason, reason);
  }

  /// What reading or planning the run is refused with.
  std::string refusal(const Json& run) {
    try {
      verdict(run);
    } catch (const conform::InputError& error) {
      return error.what();
    }
    return "not refused";
  }

  static const study::Model& model() {
    static const study::Registry registry(MC_SOURCE_DIR "/tests/conform/models");
    return registry.models().front();
  }

  /// Loaded once for all tests of a process.
  static study::Machines& machines() {
    static study::Machines all(model());
    return all;
  }

  Directory directory;
  conform::Run run_;
};

}  // namespace mc::test
