// SPDX-License-Identifier: Apache-2.0
#include "report/spans.h"

#include <gtest/gtest.h>

#include "example_run.h"

namespace mc::report {
namespace {

using Kind = Span::Kind;

/// "kind label lane first-last", a line each.
std::string told(const std::vector<Span>& all) {
  std::string out;
  for (const Span& span : all)
    out += std::string(span.kind == Kind::lock    ? "lock"
                       : span.kind == Kind::fault ? "fault"
                                                  : "call") +
           " " + span.label + " " + std::to_string(span.lane) + " " + std::to_string(span.first) + "-" +
           std::to_string(span.last) + "\n";
  return out;
}

TEST(Spans, AreCallsAndLocksOfTheRun) {
  const trace::Trace trace = *test::violated_run(test::Example()).trace;
  EXPECT_EQ(lanes(trace), (std::vector<std::string>{"process 0", "process 1", "flusher"}));
  EXPECT_EQ(lane_of_steps(trace), (std::vector<std::size_t>{2, 0, 0, 0, 0, 1, 1, 1}));
  EXPECT_EQ(told(spans(trace)),
            "call store 0 1-4\ncall store 1 5-7\nlock folio 0 0 1-4\nlock folio 0 1 5-7\n");
}

/// A step of that copy of one task, with these changes of shared slots.
trace::Step step(std::uint32_t copy, std::vector<trace::Change> changes) {
  trace::Step step{.task = "t"};
  step.move.copy = copy;
  step.changes = std::move(changes);
  return step;
}

TEST(Spans, OfReadersEndWithTheirOwn) {
  trace::Trace trace;
  trace.steps = {step(0, {{"sem.readers", "0", "1"}}), step(1, {{"sem.readers", "1", "2"}}),
                 step(0, {{"sem.readers", "2", "1"}}), step(1, {{"sem.readers", "1", "0"}})};
  EXPECT_EQ(told(spans(trace)), "lock sem (read) 0 0-2\nlock sem (read) 1 1-3\n");
}

TEST(Spans, OfALockThatAnotherReleasesEndThere) {
  trace::Trace trace;
  trace.steps = {step(0, {{"folio[0].locked", "false", "true"}}), step(0, {}),
                 step(1, {{"folio[0].locked", "true", "false"}, {"m.owner", "0", "2"}}), step(1, {})};
  EXPECT_EQ(told(spans(trace)), "lock folio 0 0 0-2\nlock m 1 2-3\n");
}

TEST(Spans, OfFaultsAreToldFromOtherCalls) {
  trace::Trace trace;
  trace.steps = {step(0, {}), step(0, {})};
  const trace::Frame task{.function = "t"}, walk{.function = "walk"},
      access{.function = "user_access", .stands_for = "arch/x86/mm/fault.c:do_user_addr_fault"},
      write{.function = "write", .stands_for = "fs/read_write.c:vfs_write"};
  trace.steps[0].call_path = trace.steps[1].call_path = {walk, access, task};
  EXPECT_EQ(told(spans(trace)), "fault user_access 0 0-1\n");
  trace.steps[1].call_path = {walk, access, write, task};
  EXPECT_EQ(told(spans(trace)), "fault user_access 0 0-0\ncall write 0 1-1\nfault user_access 0 1-1\n");
}

}  // namespace
}  // namespace mc::report
