// SPDX-License-Identifier: Apache-2.0
#include "certify/describe.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace mc::certify {

using namespace ir;

namespace {

/// "folios[0].dirty false→true, …", of all that differs; a program counter as the statement that is next.
class Differences {
 public:
  explicit Differences(const System& system) : system_(system), index_(system) {
    for (std::size_t task = 0; task < system.tasks.size(); ++task)
      for (unsigned copy = 0; copy < system.tasks[task].count; ++copy)
        counters_.emplace_back(index_.program_counter(task, copy), &system.tasks[task]);
  }

  std::string text(const State& before, const State& after) const {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < before.size(); ++i)
      if (before[i] != after[i])
        all.push_back(fmt::format("{} {}→{}", index_.name(i), value(i, before[i]), value(i, after[i])));
    return all.empty() ? "nothing" : fmt::format("{}", fmt::join(all, ", "));
  }

 private:
  std::string value(std::size_t position, Value value) const {
    for (const auto& [counter, task] : counters_)
      if (counter == position) return place(*task, static_cast<std::size_t>(value));
    return to_string(system_, index_.type(position), value);
  }

  /// "memory.c:17", or "end".
  std::string place(const Task& task, std::size_t instruction) const {
    if (task.code[instruction].kind == Instruction::Kind::end) return "end";
    const SourceId id = task.code[instruction].source;
    if (id == SourceId::none) return fmt::format("{}", instruction);
    const Source& source = system_.sources[index(id)];
    return fmt::format("{}:{}", source.file.substr(source.file.rfind('/') + 1), source.line);
  }

  const System& system_;
  StateIndex index_;
  std::vector<std::pair<std::size_t, const Task*>> counters_;
};

/// "process 1: folio->locked = true (mm/filemap.c:17)", of the statements that the step executes.
std::string step_text(const System& system, const Outcome& outcome) {
  const Task& task = system.tasks[outcome.move.task];
  std::vector<std::string> statements;
  SourceId last = SourceId::none;
  for (std::uint32_t instruction : outcome.instructions) {
    const SourceId id = task.code[instruction].source;
    if (id == SourceId::none || id == last) continue;
    last = id;
    const Source& source = system.sources[index(id)];
    statements.push_back(fmt::format("{} ({}:{})", source.text, source.file, source.line));
  }
  const std::string name = task.count == 1 ? task.name : fmt::format("{} {}", task.name, outcome.move.copy);
  return fmt::format("{}: {}", name, fmt::join(statements, "; "));
}

std::string headline(const System& system, const Flaw& flaw) {
  const auto property = [&] { return system.property_of(flaw.observation).name; };
  switch (flaw.kind) {
    case Flaw::Kind::malformed: return "is no state of this model: a value is outside its range";
    case Flaw::Kind::initial: return "the initial state is missing";
    case Flaw::Kind::leads_out: return "a step leads to a state that is missing";
    case Flaw::Kind::check: return fmt::format("a step breaks {}", property());
    case Flaw::Kind::invariant: return fmt::format("breaks {}", property());
    case Flaw::Kind::deadlock: return "nobody can move: deadlock";
    case Flaw::Kind::stuck: return "a step cannot be executed, as in no reachable state";
  }
  return {};
}

}  // namespace

std::string describe(const System& system, const Flaw& flaw) {
  if (flaw.kind == Flaw::Kind::initial) return headline(system, flaw) + "\n";
  std::string text = fmt::format("state {}: {}\n", flaw.number, headline(system, flaw));
  if (flaw.state.empty()) return text;
  const Differences differences(system);
  text += fmt::format("  the state: {}\n", differences.text(Interpreter(system).initial(), flaw.state));
  if (flaw.outcome.instructions.empty()) return text;
  text += fmt::format("  the step: {}\n", step_text(system, flaw.outcome));
  if (flaw.kind == Flaw::Kind::leads_out)
    text += fmt::format("  which changes: {}\n", differences.text(flaw.state, flaw.outcome.state));
  return text;
}

}  // namespace mc::certify
