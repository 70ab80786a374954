// SPDX-License-Identifier: Apache-2.0
// A search that is interrupted, however often and wherever, and goes on from its checkpoint finds what one
// finds that never was.
#include "explore/checkpoint.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/compressed_file.h"
#include "cli/process.h"
#include "codegen/compiled_system.h"
#include "explore/searches.h"

namespace mc::explore {
namespace {

const std::string subject = "a test";

Options options_for(const std::string& file, bool resume, unsigned threads = 1) {
  Options options{.threads = threads};
  options.checkpoint = {.file = file, .every_seconds = 1e9, .resume = resume ? file : "", .subject = subject};
  return options;
}

/// Stops after every `stride` states or so, and goes on with another number of threads.
Result in_pieces(const ir::System& system, const GeneratorFactory& factory, std::uint64_t stride,
                 const std::string& file) {
  for (std::uint64_t piece = 0;; ++piece) {
    Options options = options_for(file, piece > 0, 1 + static_cast<unsigned>(piece % 3));
    options.limits.states = (piece + 1) * stride;
    Result result = explore::breadth_first(system, factory, options);
    if (result.reason.empty()) return result;
    if (result.saved != file) throw std::runtime_error("not saved: " + result.not_saved);
  }
}

TEST(Checkpoint, ASearchInPiecesFindsWhatOneInOneFinds) {
  const test::Directory directory;
  EXPECT_TRUE(rc::check([&] {
    const ir::System system = any_system();
    const Result whole =
        explore::breadth_first(system, interpreted(system), {.threads = 1, .limits = {.states = 3000}});
    RC_PRE(whole.reason.empty());
    RC_CLASSIFY(whole.verdict == ir::Verdict::violated, "violated");
    const std::uint64_t pieces = *rc::gen::inRange<std::uint64_t>(1, 6);
    const std::uint64_t stride = whole.counts.states / pieces + 1;
    expect_equal(whole, in_pieces(system, interpreted(system), stride, directory / "checkpoint"));
  }));
}

/// Adds shared state that makes it too wide for a packed key, and never changes.
void widen(ir::System& system) {
  const ir::Type wide{.kind = ir::Type::Kind::integer, .least = 0, .most = ir::Value{1} << 50};
  for (ir::Value i = 1; i <= 3; ++i)
    system.globals.push_back({.name = "wide", .type = wide, .initial = i << 40});
}

class Pieces : public testing::TestWithParam<bool> {};

TEST_P(Pieces, FindTheSameRunToAViolation) {
  ir::System system = counters(5);
  forbid_sum(system, 40);
  if (GetParam()) widen(system);
  const codegen::CompiledSystem compiled(system);
  const auto factory = [&] { return compiled.generator(); };
  const Result whole = explore::breadth_first(system, factory, {.threads = 2});
  ASSERT_TRUE(whole.violation);
  EXPECT_EQ(whole.violation->moves.size(), 40u);  // more levels than a narrow table tells apart
  const test::Directory directory;
  const Result pieces = in_pieces(system, factory, 20'000, directory / "checkpoint");
  EXPECT_EQ(pieces.counts.states, whole.counts.states);
  EXPECT_EQ(pieces.counts.transitions, whole.counts.transitions);
  EXPECT_EQ(pieces.counts.depth, whole.counts.depth);
  EXPECT_EQ(pieces.valuations, whole.valuations);
  ASSERT_TRUE(pieces.violation);
  EXPECT_EQ(pieces.violation->moves, whole.violation->moves);
}

INSTANTIATE_TEST_SUITE_P(Width, Pieces, testing::Bool(),
                         [](const auto& test) { return test.param ? "wide" : "narrow"; });

/// What is written in the midst of a search, while it goes on, is as good as what is written in its end.
TEST(Checkpoint, OneOnTheWayDisturbsNothingAndIsGoodToGoOnFrom) {
  const ir::System system = counters(5);
  const codegen::CompiledSystem compiled(system);
  const auto factory = [&] { return compiled.generator(); };
  const test::Directory directory;
  Options options = options_for(directory / "checkpoint", false, 2);
  options.checkpoint.every_seconds = 0;
  const Result whole = explore::breadth_first(system, factory, options);
  EXPECT_EQ(whole.verdict, ir::Verdict::holds);
  EXPECT_EQ(whole.counts.states, 100'000u);  // ten digits each, five of them
  EXPECT_EQ(whole.saved, "");
  const Result rest = explore::breadth_first(system, factory, options_for(directory / "checkpoint", true));
  EXPECT_EQ(rest.verdict, ir::Verdict::holds);
  EXPECT_EQ(rest.counts.states, whole.counts.states);
  EXPECT_EQ(rest.counts.transitions, whole.counts.transitions);
  EXPECT_EQ(rest.counts.depth, whole.counts.depth);
  EXPECT_EQ(directory.entries(), std::vector<std::string>{"checkpoint"});
}

/// The frontier is on disk in part, and the visited set is full.
TEST(Checkpoint, GoesOnWithMoreMemoryFromWhereMemoryWasAtItsEnd) {
  const ir::System system = counters(6);
  const codegen::CompiledSystem compiled(system);
  const auto factory = [&] { return compiled.generator(); };
  const test::Directory directory;
  const std::string file = directory / "checkpoint";
  Options options = options_for(file, false, 2);
  options.limits.memory_bytes = 4 << 20;
  const Result part = explore::breadth_first(system, factory, options);
  EXPECT_EQ(part.verdict, ir::Verdict::incomplete);
  EXPECT_EQ(part.reason, "memory limit");
  EXPECT_EQ(part.saved, file);

  options = options_for(file, true, 2);
  options.limits.memory_bytes = 1 << 20;
  EXPECT_THROW(explore::breadth_first(system, factory, options), base::FileError);

  const Result rest = explore::breadth_first(system, factory, options_for(file, true, 2));
  EXPECT_EQ(rest.verdict, ir::Verdict::holds);
  EXPECT_EQ(rest.counts.states, 1'000'000u);
  EXPECT_EQ(rest.counts.transitions, 1'000'000u / 10 * 9 * 6);  // nine of ten values of a digit can grow
  EXPECT_EQ(rest.counts.depth, 9u * 6);
  EXPECT_EQ(rest.counts.frontier, 0u);
}

class Refusal : public testing::Test {
 protected:
  void SetUp() override {
    Options options = options_for(file_, false);
    options.limits.states = 500;
    ASSERT_EQ(explore::breadth_first(system_, interpreted(system_), options).saved, file_);
    whole_ = explore::breadth_first(system_, interpreted(system_), {.threads = 1});
  }
  Result resumed() const {
    return explore::breadth_first(system_, interpreted(system_), options_for(file_, true));
  }
  void expect_refused(const ir::System& system, const Options& options, const std::string& why) const {
    try {
      explore::breadth_first(system, interpreted(system), options);
      ADD_FAILURE() << "not refused";
    } catch (const base::FileError& error) {
      EXPECT_NE(std::string(error.what()).find(why), std::string::npos) << error.what();
    }
  }
  const test::Directory directory_;
  const std::string file_ = directory_ / "checkpoint";
  const ir::System system_ = counters(3);
  Result whole_;
};

TEST_F(Refusal, OfAnythingThatIsNotWhatWasWritten) {
  const std::string written = test::contents(file_);
  const auto offer = [&](const std::string& text) {
    std::ofstream(file_, std::ios::binary) << text;
    try {
      expect_equal(whole_, resumed());  // bits that zstd itself leaves unused
      return false;
    } catch (const base::FileError&) {
      return true;
    }
  };
  EXPECT_FALSE(offer(written));
  EXPECT_TRUE(offer(""));
  EXPECT_TRUE(offer("int main() {}\n"));
  EXPECT_TRUE(offer(written + "x"));
  EXPECT_TRUE(rc::check([&] {
    const std::size_t at = *rc::gen::inRange<std::size_t>(0, written.size());
    RC_ASSERT(offer(written.substr(0, at)));
    std::string changed = written;
    changed[at] = static_cast<char>(changed[at] ^ (1 << *rc::gen::inRange(0, 8)));
    RC_CLASSIFY(offer(changed), "refused");
  }));
}

TEST_F(Refusal, OfAnotherSearch) {
  expect_refused(counters(4), options_for(file_, true), "before the model or mc changed");
  ir::System faster = system_;
  faster.tasks[0].count = 2;
  expect_refused(faster, options_for(file_, true), "before the model or mc changed");
  Options other = options_for(file_, true);
  other.checkpoint.subject = "another test";
  expect_refused(system_, other, "of a test; this one is of another test");
}

TEST_F(Refusal, OfAFileThatIsNotThere) {
  expect_refused(system_, options_for(directory_ / "nothing", true), "No such file");
}

TEST_F(Refusal, ToWriteWhereNothingCanBeWrittenEndsNoSearch) {
  Options options = options_for(directory_ / "nowhere" / "checkpoint", false);
  options.checkpoint.every_seconds = 0;
  const Result result = explore::breadth_first(system_, interpreted(system_), options);
  EXPECT_EQ(result.verdict, ir::Verdict::holds);
  EXPECT_NE(result.not_saved.find("No such file"), std::string::npos) << result.not_saved;
}

}  // namespace
}  // namespace mc::explore
