// SPDX-License-Identifier: Apache-2.0
#include "report/text.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "example_run.h"

namespace mc::report {
namespace {

using test::Example;

const Style plain{.width = 140};

TEST(Text, SymmetryIsNamed) {
  const test::Example example;
  study::Answer run = test::example_run(example);
  run.symmetric = {"PROCESSES"};
  run.asymmetric = {"FOLIOS: model.c:7: \"x\" depends on which index is which"};
  const std::string said = verdict_text(run, {.width = 200});
  EXPECT_NE(said.find("depth 8, up to the order of PROCESSES; covers"), std::string::npos) << said;
  EXPECT_NE(said.find("Searched without the symmetry of FOLIOS: model.c:7:"), std::string::npos) << said;
}

TEST(Text, ExplainsThePropertyInASentence) {
  trace::Trace trace = *violated_run(Example()).trace;
  trace.help = "Dirty only once. The kernel says so, too.";
  EXPECT_NE(text(trace, plain).find("no_double_dirty: !was_dirty\n  Dirty only once\n  with was_dirty = 1\n"),
            std::string::npos);
}

TEST(Text, WrapsOnANarrowTerminalAndLosesNothing) {
  const std::string told = text(violated_run(Example()), {.width = 70});
  std::size_t begin = 0;
  for (std::size_t end; (end = told.find('\n', begin)) != std::string::npos; begin = end + 1) {
    const std::string line = told.substr(begin, end - begin);
    const auto continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) == 0x80u; };
    const auto columns =
        line.size() - static_cast<std::size_t>(std::count_if(line.begin(), line.end(), continuation));
    EXPECT_LE(columns, 70u) << line;
    EXPECT_FALSE(line.ends_with(' ') && line.find_first_not_of(' ') != std::string::npos) << line;
  }
  const auto letters = [](std::string all) {
    std::erase_if(all, [](char c) { return c == ' ' || c == '\n'; });
    std::sort(all.begin(), all.end());
    return all;
  };
  EXPECT_EQ(letters(told), letters(text(violated_run(Example()), {.width = 0})));
}

TEST(Text, ColoursOnlyWhenAsked) {
  const study::Answer run = violated_run(Example());
  EXPECT_EQ(text(run, plain).find('\x1b'), std::string::npos);
  const std::string coloured = text(run, {.width = 140, .colour = true});
  EXPECT_NE(coloured.find("\x1b[1;31mVIOLATED\x1b[0m"), std::string::npos);
}

TEST(Text, ColoursLeaveTheAlignmentAlone) {
  std::string coloured = text(violated_run(Example()), {.width = 80, .colour = true});
  for (std::size_t begin; (begin = coloured.find('\x1b')) != std::string::npos;)
    coloured.erase(begin, coloured.find('m', begin) - begin + 1);
  EXPECT_EQ(coloured, text(violated_run(Example()), {.width = 80}));
}

TEST(Text, HeadsWithModelBoundsAndProperties) {
  study::Answer run = example_run(Example());
  run.properties.push_back({.name = "index-out-of-bounds", .kind = ir::Property::Kind::built_in});
  EXPECT_EQ(heading(run, plain),
            "model       ext4-writeback\n"
            "variant     unpatched (4e800c0359d9a)\n"
            "bounds      PROCESSES=2 FOLIOS=1\n"
            "properties  no_double_dirty, deadlock, built-in checks; 1 more not judged "
            "(--property all)\n\n");
}

TEST(VerdictText, SaysThatItHolds) {
  EXPECT_EQ(
      verdict_text(example_run(Example()), plain),
      "HOLDS  exhaustive: 1,234 states, 56,789 transitions, depth 8; covers: 2 of 2 reached\n"
      "  Assumes sequential consistency: every task sees all stores in one order; Z3 judged 17 valuations\n"
      "  0.01 s on 2 threads, 13.2 bytes a state, 5.0 MiB at most\n");
}

TEST(VerdictText, SaysThatAPassIsVacuous) {
  study::Answer run = example_run(Example());
  run.covers[1].reached = false;
  const std::string told = verdict_text(run, {});
  EXPECT_EQ(
      told.substr(0, told.find('\n')),
      "HOLDS, but vacuous in part: never reached: mapped_was_invalidated; exhaustive: 1,234 states, 56,789 "
      "transitions, depth 8; covers: 1 of 2 reached");
}

TEST(VerdictText, NeverReadsLikeSuccessWhenIncomplete) {
  study::Answer run = example_run(Example());
  run.result.verdict = ir::Verdict::incomplete;
  run.result.reason = "memory limit";
  run.result.counts.frontier = 99;
  const std::string told = verdict_text(run, {});
  EXPECT_EQ(
      told.substr(0, told.find('\n')),
      "INCOMPLETE  memory limit: nothing is proved; looked at 1,234 states, 56,789 transitions, depth 8, 99 "
      "states not expanded; covers: 2 of 2 reached");
  EXPECT_EQ(told.find("HOLDS"), std::string::npos);
}

TEST(VerdictText, IsIncompleteWhileZ3HasNotConfirmed) {
  study::Answer run = example_run(Example());
  run.undecided = 2;
  EXPECT_TRUE(verdict_text(run, plain)
                  .starts_with("INCOMPLETE  Z3 gave no answer within its limit for 2 valuations: "));
  run.result.verdict = ir::Verdict::violated;
  EXPECT_TRUE(verdict_text(run, plain).starts_with("VIOLATED"));
}

TEST(VerdictText, NamesWhatWasNotJudged) {
  study::Answer run = example_run(Example());
  run.unjudged = {{.name = "dirty_is_written_back"}};
  EXPECT_NE(verdict_text(run, plain)
                .find("\n  Not judged, as endless runs are looked at only when all states were seen and "
                      "nothing broke: dirty_is_written_back\n"),
            std::string::npos);
}

TEST(ChangesText, GroupsByObject) {
  const auto told = [](std::vector<trace::Change> changes) { return changes_text(changes); };
  EXPECT_EQ(told({{"folio[0].dirty", "false", "true"}, {"folio[0].uptodate", "true", "false"}}),
            "folio 0: dirty 0→1, uptodate 1→0");
  EXPECT_EQ(told({{"folio[0].dirty", "false", "true"}, {"folio[1].dirty", "true", "false"}}),
            "folio 0: dirty 0→1; folio 1: dirty 1→0");
  EXPECT_EQ(told({{"folio.dirty", "false", "true"}, {"pte[0][1]", "PTE_RO", "PTE_RW"}}),
            "folio: dirty 0→1; pte[0][1] PTE_RO→PTE_RW");
  EXPECT_EQ(told({{"a[0].b[1].c", "1", "2"}}), "a[0].b[1]: c 1→2");
  EXPECT_EQ(told({{"turn", "0", "1"}, {"turn2", "0", "1"}}), "turn 0→1, turn2 0→1");
  EXPECT_EQ(told({}), "");
}

TEST(ChangesText, ShowsLocalsOnlyAlone) {
  const trace::Change local{.what = "ret", .before = "0", .after = "1", .shared = false};
  EXPECT_EQ(changes_text({local}), "(ret 0→1)");
  trace::Change returned = local;
  returned.what = returned.function = "trylock";
  EXPECT_EQ(changes_text({returned}), "(trylock() = 1)");
  EXPECT_EQ(changes_text({local, {"turn", "0", "1"}}), "turn 0→1");
}

TEST(StyleOf, APipeHasNoColour) {
  unsetenv("COLUMNS");
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_FALSE(style_of(ends[1]).colour);
  EXPECT_EQ(style_of(ends[1]).width, 140u);
  close(ends[0]);
  close(ends[1]);
}

TEST(StyleOf, APipeIsAsWideAsColumnsSays) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::pair<const char*, unsigned> widths[] = {
      {"100", 100}, {"20", 60}, {"0", 140}, {"no number", 140}, {"", 140}};
  for (const auto& [columns, width] : widths) {
    setenv("COLUMNS", columns, 1);
    EXPECT_EQ(style_of(ends[1]).width, width) << columns;
  }
  unsetenv("COLUMNS");
  close(ends[0]);
  close(ends[1]);
}

TEST(StyleOf, ATerminalHasColourUnlessNoColor) {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0)
    GTEST_SKIP() << "no pseudo terminals here";
  unsetenv("NO_COLOR");
  EXPECT_TRUE(style_of(terminal).colour);
  setenv("NO_COLOR", "", 1);
  EXPECT_TRUE(style_of(terminal).colour);
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(style_of(terminal).colour);
  unsetenv("NO_COLOR");
  close(terminal);
}

}  // namespace
}  // namespace mc::report
