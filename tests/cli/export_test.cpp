// SPDX-License-Identifier: Apache-2.0
// mc export as a user meets it.
#include <gtest/gtest.h>

#include "process.h"

namespace mc::cli {
namespace {

using test::Ended;

/// Two tasks that take turns, with a choice, a wait and a call.
constexpr const char* kModel = R"(#include <mc.h>
static uint8_t turn;
struct page { bool dirty; };
static struct page pages[2];
static MC_ATOMIC void wait_for_turn(unsigned self)
{
	mc_await(turn == self);
}
MC_TASK(writer, 2)
{
	wait_for_turn(self);
	pages[self].dirty = mc_choose(2);
	turn = 1 - self;
}
MC_INVARIANT(turn_is_small) { return turn <= 1; }
MC_COVER(both) { return pages[0].dirty && pages[1].dirty; }
)";

class Export : public testing::Test {
 protected:
  void SetUp() override { directory.write("turns.c", kModel); }
  Ended mc(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {MC_BINARY, "export"});
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }
  static void expect_lines(const std::string& text, const std::vector<std::string>& lines) {
    for (const std::string& line : lines)
      EXPECT_NE(text.find("\n" + line + "\n"), std::string::npos) << line << "\nis no line of\n" << text;
  }

  test::Directory directory;
};

/// Names are those of the model, and each step says which statement it is.
TEST_F(Export, promela_reads_like_the_model) {
  const Ended ended = mc({"turns.c", "--to", "promela", "--no-por"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(ended.output.starts_with("/* turns, exported by mc.\n")) << ended.output;
  expect_lines(ended.output, {"active [2] proctype writer()", "  turn == _pid;",
                              "  /* turns.c:7 wait_for_turn: mc_await(turn == self) */",
                              "      pages_dirty[_pid] = u_choice;", " * Not exported: both"});
}

TEST_F(Export, murphi_reads_like_the_model) {
  const Ended ended = mc({"turns.c", "--to", "murphi"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(ended.output.starts_with("-- turns, exported by mc.\n")) << ended.output;
  expect_lines(ended.output, {"invariant \"turn_is_small\"", "ruleset self: 0..1; choice: 0..1 do",
                              "    writer_at[self] = writer_L0 && (turn = self)"});
}

TEST_F(Export, to_a_file) {
  const Ended ended = mc({"turns.c", "--to", "promela", "--output", "turns.pml"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_EQ(ended.output, "");
  EXPECT_EQ(test::contents(directory / "turns.pml"), mc({"turns.c", "--to", "promela"}).output);
}

TEST_F(Export, only_the_named_property) {
  const Ended ended = mc({"turns.c", "--to", "promela", "--property", "deadlock"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_EQ(ended.output.find("proctype invariants"), std::string::npos) << ended.output;
}

TEST_F(Export, unknown_language) {
  const Ended ended = mc({"turns.c", "--to", "tla"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("--to"), std::string::npos) << ended.errors;
}

/// Promela has 32 bits. Nothing is written.
TEST_F(Export, what_the_language_does_not_have) {
  directory.write("wide.c", R"(#include <mc.h>
static uint64_t wide = 1;
MC_INVARIANT(odd) { return wide % 2 == 1; }
MC_TASK(task, 1)
{
	for (;;)
		wide *= 3;
}
)");
  const Ended ended = mc({"wide.c", "--to", "promela", "--output", "wide.pml"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("wide: cannot be exported to promela: "), std::string::npos) << ended.errors;
  EXPECT_EQ(directory.entries(), (std::vector<std::string>{"turns.c", "wide.c"}));
}

}  // namespace
}  // namespace mc::cli
