// SPDX-License-Identifier: Apache-2.0
#include "trace/step.h"

#include <fmt/format.h>

#include "ir/dependencies.h"

namespace mc::trace {

namespace {

using Kind = ir::Instruction::Kind;

bool writes_shared(const ir::System& system, const ir::Instruction& instruction) {
  const bool writes = instruction.kind == Kind::assign || instruction.kind == Kind::choose;
  return writes && system.place(instruction.place).space == ir::Space::shared;
}

bool reads_shared(const ir::System& system, const ir::Instruction& instruction) {
  return !ir::effects(system, instruction).reads[ir::Space::shared].empty();
}

bool failed(const ir::Instruction& instruction, const ir::Outcome& outcome) {
  return outcome.kind == ir::Outcome::Kind::violated && instruction.kind == Kind::check &&
         instruction.observation == outcome.observation;
}

/// The statement that names the step; see Step::statement.
ir::SourceId naming_source(const ir::System& system, const ir::Task& task, const ir::Outcome& outcome) {
  ir::SourceId first = ir::SourceId::none, reader = first, writer = first;
  for (const std::uint32_t number : outcome.instructions) {
    const ir::Instruction& instruction = task.code[number];
    if (instruction.source == ir::SourceId::none) continue;
    if (failed(instruction, outcome)) return instruction.source;
    const auto note = [&](ir::SourceId& place, bool fits) {
      if (fits && place == ir::SourceId::none) place = instruction.source;
    };
    note(first, true);
    note(reader, reads_shared(system, instruction));
    note(writer, writes_shared(system, instruction));
  }
  if (writer != ir::SourceId::none) return writer;
  return reader != ir::SourceId::none ? reader : first;
}

/// Where the call of mc_choose that begins at `begin` ends: behind its closing parenthesis.
std::size_t end_of_call(const std::string& text, std::size_t begin) {
  int depth = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return i + 1;
  }
  return text.size();
}

/// "fails = mc_choose(2)" as "fails = mc_choose(2) = 1". What the text shows no call for goes to its end.
std::string with_choices(std::string text, const std::vector<std::uint32_t>& choices) {
  static const std::string call = "mc_choose(";
  std::size_t from = 0;
  for (const std::uint32_t choice : choices) {
    const std::size_t found = text.find(call, from);
    from = found == std::string::npos ? text.size() : end_of_call(text, found);
    const std::string value = fmt::format(" = {}", choice);
    text.insert(from, value);
    from += value.size();
  }
  return text;
}

struct Chosen {
  ir::SourceId source;
  std::vector<std::uint32_t> values;
};

/// The choices of the step, statement by statement as they came.
std::vector<Chosen> chosen(const ir::Task& task, const ir::Outcome& outcome) {
  std::vector<Chosen> all;
  std::size_t next = 0;
  for (const std::uint32_t number : outcome.instructions) {
    const ir::Instruction& instruction = task.code[number];
    if (instruction.kind != Kind::choose) continue;
    const std::uint32_t value = next < outcome.move.choices.size() ? outcome.move.choices[next] : 0;
    ++next;
    if (all.empty() || all.back().source != instruction.source) all.push_back({instruction.source, {}});
    all.back().values.push_back(value);
  }
  return all;
}

void add_choices(const ir::System& system, const ir::Task& task, const ir::Outcome& outcome,
                 ir::SourceId naming, Step& step) {
  bool written = false;
  for (const Chosen& choice : chosen(task, outcome)) {
    if (choice.source == ir::SourceId::none) continue;
    if (choice.source == naming && !written) {
      step.statement = with_choices(step.statement, choice.values);
      written = true;
      continue;
    }
    const ir::Source& source = system.sources[ir::index(choice.source)];
    const bool called = source.call != ir::CallId::none;
    step.choices.push_back({.function = called ? system.calls[ir::index(source.call)].function : task.name,
                            .statement = with_choices(source.text, choice.values)});
  }
}

std::vector<Change> changes(const ir::System& system, const ir::StateIndex& index, const ir::State& before,
                            const ir::Outcome& outcome) {
  std::vector<Change> all;
  const auto add = [&](std::size_t position, const ir::Slot& slot, bool shared) {
    const ir::Value old = before[position], now = outcome.state[position];
    if (old == now || slot.name.starts_with('<')) return;
    all.push_back({.what = slot.name,
                   .before = ir::to_string(system, slot.type, old),
                   .after = ir::to_string(system, slot.type, now),
                   .shared = shared,
                   .function = slot.function});
  };
  for (std::uint32_t slot = 0; slot < system.globals.size(); ++slot)
    add(index.global(slot), system.globals[slot], true);
  const std::vector<ir::Slot>& frame = system.tasks[outcome.move.task].frame;
  const std::size_t start = index.frame(outcome.move.task, outcome.move.copy);
  for (std::size_t slot = 0; slot < frame.size(); ++slot) add(start + slot, frame[slot], false);
  return all;
}

}  // namespace

std::string task_name(const ir::Task& task, std::uint32_t copy) {
  return task.count == 1 ? task.name : fmt::format("{} {}", task.name, copy);
}

CallPath call_path(const ir::System& system, ir::SourceId source) {
  CallPath path;
  while (source != ir::SourceId::none) {
    const ir::Source& statement = system.sources[ir::index(source)];
    Frame frame{.statement = statement.text, .file = statement.file, .line = statement.line};
    source = ir::SourceId::none;
    if (statement.call != ir::CallId::none) {
      const ir::Call& call = system.calls[ir::index(statement.call)];
      frame.function = call.function;
      frame.stands_for = call.stands_for;
      source = call.call_site;
    }
    path.push_back(std::move(frame));
  }
  return path;
}

Step tell(const ir::System& system, const ir::StateIndex& index, const ir::State& before,
          const ir::Outcome& outcome) {
  const ir::Task& task = system.tasks[outcome.move.task];
  const ir::SourceId naming = naming_source(system, task, outcome);
  Step step{.move = outcome.move, .task = task_name(task, outcome.move.copy), .function = task.name};
  step.call_path = call_path(system, naming);
  if (!step.call_path.empty()) {
    const Frame& innermost = step.call_path.front();
    if (!innermost.function.empty()) step.function = innermost.function;
    step.statement = innermost.statement;
    step.stands_for = innermost.stands_for;
    step.file = innermost.file;
    step.line = innermost.line;
  }
  if (step.call_path.size() > 1) step.caller = step.call_path[1].function;
  add_choices(system, task, outcome, naming, step);
  step.changes = changes(system, index, before, outcome);
  return step;
}

}  // namespace mc::trace
