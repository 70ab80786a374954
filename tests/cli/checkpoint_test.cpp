// SPDX-License-Identifier: Apache-2.0
// Searches that are killed, interrupted or out of disk, and what --resume makes of them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "process.h"

namespace mc::test {
namespace {

using Command = std::vector<std::string>;

class CheckpointFile : public testing::Test {
 protected:
  /// The filter lock for five tasks: some hundred thousand states. With a level less it breaks.
  Command command(const Command& more, const std::string& levels = "N-1") const {
    Command all{MC_BINARY,
                "explore",
                MC_SOURCE_DIR "/tests/models/textbook/filter_lock.c",
                "--set",
                "N=5",
                "-DLEVELS=" + levels,
                "--json",
                directory_ / "run"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  /// What has to be equal however the search came to its end.
  nlohmann::json result() const {
    nlohmann::json run = nlohmann::json::parse(contents(directory_ / "run"));
    for (const char* of_the_machine : {"seconds", "threads", "bytes_per_state", "peak_bytes"})
      run.erase(of_the_machine);
    return run;
  }
  const Directory directory_;
  const std::string file_ = directory_ / "checkpoint";
};

class Checkpoint : public CheckpointFile, public testing::WithParamInterface<const char*> {
 protected:
  Ended run_with(const Command& more) const { return run(command(more, GetParam())); }
  nlohmann::json whole() const {
    run_with({});
    return result();
  }
};

/// Waits until `file` is there and was written after `time`; false if the process ended before.
bool wait_for_newer(const Process& process, const std::string& file, std::filesystem::file_time_type time) {
  for (std::error_code error;; ::usleep(500)) {
    const auto written = std::filesystem::last_write_time(file, error);
    if (!error && written > time) return true;
    if (process.ended()) return false;
  }
}

TEST_P(Checkpoint, KilledAtAnyMomentItGoesOnToTheSameResult) {
  const nlohmann::json expected = whole();
  std::mt19937 random(std::random_device{}());
  auto written = std::filesystem::file_time_type::min();
  Command resume;
  for (int kill = 0; kill < 6; ++kill) {
    Command more{"--checkpoint", file_, "--checkpoint-every", "0", "--threads", "1"};
    more.insert(more.end(), resume.begin(), resume.end());
    Process process(command(more, GetParam()));
    if (wait_for_newer(process, file_, written)) ::usleep(static_cast<useconds_t>(random() % 30'000));
    process.send(SIGKILL);
    process.wait();
    ASSERT_TRUE(std::filesystem::exists(file_));
    written = std::filesystem::last_write_time(file_);
    resume = {"--resume", file_};
  }
  const Ended ended = run_with(resume);
  EXPECT_EQ(ended.errors, "");
  EXPECT_EQ(result(), expected);
}

TEST_P(Checkpoint, InterruptedItIsSavedAndGoesOn) {
  const nlohmann::json expected = whole();
  for (const int signal : {SIGINT, SIGTERM}) {
    Process process(command({"--checkpoint", file_}, GetParam()));
    ASSERT_TRUE(process.wait_for("properties"));
    process.send(signal);
    const Ended first = process.wait();
    if (first.exit != 2) continue;  // it was faster
    EXPECT_NE(first.output.find("INCOMPLETE  interrupted"), std::string::npos) << first.output;
    EXPECT_NE(first.output.find("--resume " + file_), std::string::npos) << first.output;
    EXPECT_EQ(result()["saved"], file_);
    run_with({"--resume", file_});
    EXPECT_EQ(result(), expected);
  }
}

INSTANTIATE_TEST_SUITE_P(FilterLock, Checkpoint, testing::Values("N-1", "N-2"), [](const auto& test) {
  return std::string(test.param) == "N-1" ? "holds" : "breaks";
});

TEST_F(CheckpointFile, StaysWhenTheDiskIsFull) {
  ASSERT_EQ(run(command({"--checkpoint", file_, "--limit-states", "1000"})).exit, 2);
  const std::string before = contents(file_);
  Command full{"sh", "-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "sh"};
  for (const std::string& word :
       command({"--checkpoint", file_, "--limit-states", "100k", "--resume", file_}))
    full.push_back(word);
  const Ended ended = run(full);
  EXPECT_EQ(ended.exit, 2);
  EXPECT_NE(ended.output.find("INCOMPLETE  state limit"), std::string::npos) << ended.output;
  EXPECT_NE(ended.output.find("No checkpoint of this moment"), std::string::npos) << ended.output;
  EXPECT_NE(ended.output.find("File too large"), std::string::npos) << ended.output;
  EXPECT_EQ(contents(file_), before);
  EXPECT_EQ(directory_.entries(), (std::vector<std::string>{"checkpoint", "run"}));
}

TEST_F(CheckpointFile, ThatIsNoneIsRefusedWithARemedy) {
  const auto errors = [&](const Command& more) {
    const Ended ended = run(command(more));
    EXPECT_EQ(ended.exit, 64);
    return ended.errors;
  };
  EXPECT_NE(errors({"--resume", file_}).find("name the file that --checkpoint wrote"), std::string::npos);
  EXPECT_NE(errors({"--resume", directory_.path()}).find("is a directory"), std::string::npos);
  EXPECT_NE(errors({"--checkpoint", "/dev/full"}).find("is no regular file"), std::string::npos);
  EXPECT_NE(errors({"--checkpoint", "/nowhere/file"}).find("name another file"), std::string::npos);
  EXPECT_NE(errors({"--checkpoint-every", "1m"}).find("--checkpoint FILE"), std::string::npos);
  const std::string source = directory_.write("model.c", "int main() {}\n");
  EXPECT_NE(errors({"--resume", source}).find("damaged, or not written by this program"), std::string::npos);
  ASSERT_EQ(run(command({"--checkpoint", file_, "--limit-states", "1000"})).exit, 2);
  EXPECT_NE(errors({"--resume", file_, "--set", "N=4"}).find("with N=5, judging"), std::string::npos);
}

TEST_F(CheckpointFile, OfAChangedModelIsRefused) {
  const std::string model = contents(MC_SOURCE_DIR "/tests/models/textbook/filter_lock.c");
  const std::string mine = directory_.write("lock.c", model);
  ASSERT_EQ(run({MC_BINARY, "explore", mine, "--checkpoint", file_, "--limit-states", "100"}).exit, 2);
  directory_.write("lock.c", "#define LEVELS N - 2\n" + model);
  const Ended ended = run({MC_BINARY, "explore", mine, "--resume", file_});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("before the model or mc changed"), std::string::npos) << ended.errors;
}

TEST_F(CheckpointFile, OfASearchUpToSymmetryIsNoneOfAllStates) {
  const Command both{MC_BINARY, "explore", "--model", "patched", "--processes", "2", "--quiet"};
  const auto with = [&](const Command& more) {
    Command all = both;
    all.insert(all.end(), more.begin(), more.end());
    return run(all);
  };
  ASSERT_EQ(with({"--limit-states", "500", "--checkpoint", file_}).exit, 2);
  const Ended other = with({"--no-symmetry", "--resume", file_});
  EXPECT_EQ(other.exit, 64);
  EXPECT_NE(other.errors.find("up to the order of PROCESSES"), std::string::npos) << other.errors;
  EXPECT_EQ(with({"--limit-states", "1000", "--resume", file_}).exit, 2);
}

}  // namespace
}  // namespace mc::test
