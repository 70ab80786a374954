// SPDX-License-Identifier: Apache-2.0
// A run of the hand-made system of trace/example.h, with counts made up: reports only render them.
#pragma once

#include "study/answer.h"
#include "trace/example.h"

namespace mc::test {

/// What is common to all runs below; the verdict is HOLDS.
inline study::Answer example_run(const Example& example) {
  explore::Result result{
      .verdict = ir::Verdict::holds, .peak_bytes = 5 << 20, .threads = 2, .state_bits = 11};
  result.counts = {.states = 1234, .transitions = 56789, .depth = 8, .seconds = 0.0123};
  result.bytes_per_state = 13.25;
  study::Answer run = study::gather(example.system, std::move(result));
  run.model = "ext4-writeback";
  run.variant = "unpatched";
  run.commit = "4e800c0359d9a";
  run.parameters = {{.name = "PROCESSES", .value = 2}, {.name = "FOLIOS", .value = 1}};
  run.covers = {{"writeback_failed", true}, {"mapped_was_invalidated", true}};
  run.asked = 17;
  return run;
}

/// The flusher gives up, process 0 stores, process 1 finds the folio dirty.
inline study::Answer violated_run(const Example& example) {
  study::Answer run = example_run(example);
  run.result.verdict = ir::Verdict::violated;
  const ir::Move flusher{.task = 1, .choices = {1}}, first{.task = 0, .copy = 0},
      second{.task = 0, .copy = 1};
  run.result.violation = {.property = example.warning,
                          .observation = example.warned,
                          .moves = {flusher, first, first, first, first, second, second, second}};
  run.trace = trace::replay(example.system, *run.result.violation);
  return run;
}

/// The flusher keeps the folio locked for ever.
inline study::Answer deadlocked_run(const Example& example) {
  study::Answer run = example_run(example);
  run.result.verdict = ir::Verdict::violated;
  run.result.violation = {.property = example.stuck, .moves = {{.task = 1, .choices = {1}}, {.task = 1}}};
  run.trace = trace::replay(example.system, *run.result.violation);
  return run;
}

}  // namespace mc::test
