// SPDX-License-Identifier: Apache-2.0
#include "transform/mark_statements.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ir/interpreter.h"
#include "ir/validate.h"
#include "support/random_system.h"
#include "support/reachable.h"
#include "transform/optimise.h"

namespace mc::transform {
namespace {

using namespace ir;

/// A random system with a line of its own for every instruction.
System with_lines(std::uint64_t seed) {
  System system = test::random_system(seed, 4);
  system.sources.clear();
  for (Task& task : system.tasks)
    for (Instruction& instruction : task.code) {
      instruction.source = static_cast<SourceId>(system.sources.size());
      system.sources.push_back({.file = "model.c", .line = static_cast<unsigned>(system.sources.size())});
    }
  return system;
}

/// By line, whether a run executes it: in a step that succeeds, and in any step at all.
struct Executed {
  std::vector<bool> surely, at_most;
};

Executed executed(const System& system, const test::Reachable& reachable) {
  const Interpreter interpreter(system);
  Executed lines{std::vector<bool>(system.sources.size()), std::vector<bool>(system.sources.size())};
  for (const State& state : reachable.states)
    for (const Outcome& outcome : interpreter.runs(state))
      for (const std::uint32_t number : outcome.instructions) {
        const std::size_t line = index(system.tasks[outcome.move.task].code[number].source);
        lines.at_most[line] = true;
        if (outcome.kind == Outcome::Kind::successor) lines.surely[line] = true;
      }
  return lines;
}

RC_GTEST_PROP(MarkStatements, CoversWhatTheInterpreterExecutes, (std::uint64_t seed)) {
  const System system = with_lines(seed);
  const test::Reachable all = test::reachable(system, 500);
  RC_PRE(all.complete);
  const Marked marked = mark_statements(system);
  RC_ASSERT(validate(marked.system).empty());
  const test::Reachable again = test::reachable(marked.system, 500);
  RC_ASSERT(again.states.size() == all.states.size());
  RC_ASSERT(again.transitions == all.transitions);
  RC_ASSERT(again.violated() == all.violated());
  RC_ASSERT(!marked.lines.empty());
  const Executed lines = executed(system, all);
  for (const Marked::Line& line : marked.lines) {
    const bool covered = again.covered[index(line.cover)];
    RC_ASSERT(!lines.surely[line.line] || covered);
    RC_ASSERT(lines.at_most[line.line] || !covered);
  }
}

RC_GTEST_PROP(MarkStatements, AndSoDoesTheOptimisedSystem, (std::uint64_t seed)) {
  const Marked marked = mark_statements(merged(with_lines(seed)));
  const test::Reachable all = test::reachable(marked.system, 500);
  RC_PRE(all.complete);
  const test::Reachable optimal = test::reachable(optimised(marked.system), 500);
  RC_ASSERT(optimal.covered == all.covered);
}

}  // namespace
}  // namespace mc::transform
