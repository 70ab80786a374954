// SPDX-License-Identifier: Apache-2.0
#include "report/comparison.h"

#include <gtest/gtest.h>

#include "example_run.h"

namespace mc::report {
namespace {

using Change = study::PropertyPair::Change;
using Verdict = ir::Verdict;

study::Finding holds(bool evaluated = true) {
  return {.verdict = Verdict::holds, .reason = "", .steps = 0, .evaluated = evaluated};
}
study::Finding violated() {
  return {.verdict = Verdict::violated, .reason = "", .steps = 8};
}

Change change(std::optional<study::Finding> before, std::optional<study::Finding> after) {
  return study::PropertyPair{.name = "p", .before = std::move(before), .after = std::move(after)}.change();
}

TEST(Comparison, SaysWhatChanged) {
  const study::Finding undecided{.reason = "time limit"};
  EXPECT_EQ(change(violated(), holds()), Change::fixed);
  EXPECT_EQ(change(violated(), violated()), Change::still_broken);
  EXPECT_EQ(change(holds(), violated()), Change::newly_broken);
  EXPECT_EQ(change(std::nullopt, violated()), Change::newly_broken);
  EXPECT_EQ(change(holds(), holds()), Change::holds);
  EXPECT_EQ(change(holds(false), holds()), Change::holds);
  EXPECT_EQ(change(holds(false), holds(false)), Change::unreachable);
  EXPECT_EQ(change(violated(), undecided), Change::undecided);
  EXPECT_EQ(change(undecided, holds()), Change::undecided);
  EXPECT_EQ(change(std::nullopt, holds()), Change::added);
  EXPECT_EQ(change(violated(), std::nullopt), Change::removed);
}

/// A detour before step 3, another way at step 6.
study::Comparison example() {
  const test::Example system;
  const study::Answer run = test::violated_run(system);
  study::Comparison comparison{
      .before = run, .after = test::example_run(system), .properties = {}, .covers = {}, .runs = {}};
  comparison.after.variant = "patched";
  comparison.after.commit = "9b25f381de6b";
  comparison.properties = {
      {.name = "no_double_dirty", .before = violated(), .after = holds()},
      {.name = "never_dirty", .kind = ir::Property::Kind::invariant, .before = holds(), .after = violated()}};
  comparison.covers = {{"writeback_failed", true, true}, {"mapped_was_invalidated", true, false}};
  const std::vector<trace::Step>& steps = run.trace->steps;
  comparison.runs.push_back(
      {.property = "no_double_dirty", .of_second = false, .trace = *run.trace, .companion = {}});
  comparison.runs[0].companion.partings = {
      {.kind = trace::Parting::Kind::detour, .step = 2, .here = steps[2], .others = {steps[6]}},
      {.kind = trace::Parting::Kind::statement, .step = 5, .here = steps[5], .others = {steps[7]}}};
  return comparison;
}

TEST(Comparison, TextIn80Columns) {
  EXPECT_EQ(text(example(), {.width = 80}), R"(model   ext4-writeback
before  unpatched (4e800c0359d9a)
after   patched (9b25f381de6b)
bounds  PROCESSES=2 FOLIOS=1

no_double_dirty: a shortest run of unpatched that breaks it, 8 steps, as
  patched takes it
  - only unpatched, + only patched

       1  flusher    flusher             mc_await(!folio[    (fails 0→1)
                                         0].locked)
       2  process 0  folio_lock ← store  f->locked = true    folio 0: locked 0→1
  +       process 1  store ← process     *pte = PTE_RW       pte[1]
                                                             PTE_NONE→PTE_RW
       3  process 0  store ← process     *pte = PTE_RW       pte[0]
                                                             PTE_NONE→PTE_RW
       4  process 0  folio_mark_dirty ←  f->dirty = true     folio 0: dirty 0→1
                     store
       5  process 0  store ← process     f->locked = false   folio 0: locked 1→0
  -    6  process 1  folio_lock ← store  f->locked = true    folio 0: locked 0→1
  +       process 1  folio_mark_dirty ←  WARN_ON(f->dirty)
                     store

patched goes another way at step 6.

property         unpatched            patched
no_double_dirty  VIOLATED in 8 steps  HOLDS                fixed
never_dirty      HOLDS                VIOLATED in 8 steps  newly broken

goal                    unpatched  patched
mapped_was_invalidated  reached    never reached  differs

1 newly broken, 1 fixed
  Assumes sequential consistency: every task sees all stores in one order
  Searched in unpatched: 1,234 states, 0.01 s; patched: 1,234 states, 0.01 s
)");
}

TEST(Comparison, TextIn160Columns) {
  EXPECT_EQ(text(example(), {.width = 160}), R"(model   ext4-writeback
before  unpatched (4e800c0359d9a)
after   patched (9b25f381de6b)
bounds  PROCESSES=2 FOLIOS=1

no_double_dirty: a shortest run of unpatched that breaks it, 8 steps, as patched takes it
  - only unpatched, + only patched

       1  flusher    flusher                   mc_await(!folio[0].locked)  (fails 0→1)
       2  process 0  folio_lock ← store        f->locked = true            folio 0: locked 0→1
  +       process 1  store ← process           *pte = PTE_RW               pte[1] PTE_NONE→PTE_RW
       3  process 0  store ← process           *pte = PTE_RW               pte[0] PTE_NONE→PTE_RW
       4  process 0  folio_mark_dirty ← store  f->dirty = true             folio 0: dirty 0→1
       5  process 0  store ← process           f->locked = false           folio 0: locked 1→0
  -    6  process 1  folio_lock ← store        f->locked = true            folio 0: locked 0→1
  +       process 1  folio_mark_dirty ← store  WARN_ON(f->dirty)

patched goes another way at step 6.

property         unpatched            patched
no_double_dirty  VIOLATED in 8 steps  HOLDS                fixed
never_dirty      HOLDS                VIOLATED in 8 steps  newly broken

goal                    unpatched  patched
mapped_was_invalidated  reached    never reached  differs

1 newly broken, 1 fixed
  Assumes sequential consistency: every task sees all stores in one order
  Searched in unpatched: 1,234 states, 0.01 s; patched: 1,234 states, 0.01 s
)");
}

TEST(Comparison, JsonHasWhatTheTextSays) {
  const nlohmann::ordered_json out = json(example());
  EXPECT_EQ(out["before"]["variant"], "unpatched");
  EXPECT_EQ(out["after"]["variant"], "patched");
  EXPECT_EQ(out["properties"][0]["change"], "fixed");
  EXPECT_EQ(out["properties"][0]["before"]["steps"], 8);
  EXPECT_EQ(out["properties"][1]["change"], "newly broken");
  EXPECT_EQ(out["covers"][1]["after"], false);
  EXPECT_EQ(out["runs"][0]["partings"][0]["kind"], "detour");
  EXPECT_EQ(out["runs"][0]["partings"][1]["step"], 6);
  EXPECT_EQ(out["runs"][0]["partings"][1]["here"]["task"], "process 1");
  EXPECT_EQ(out["runs"][0]["trace"]["steps"].size(), 8u);
}

}  // namespace
}  // namespace mc::report
