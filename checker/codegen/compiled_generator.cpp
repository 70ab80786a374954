#include "codegen/compiled_generator.h"

#include <algorithm>
#include <stdexcept>

namespace mc::codegen {

CompiledGenerator::CompiledGenerator(const ir::System& system, const ir::Layout& layout, const Steps& steps)
    : system_(system),
      layout_(layout),
      steps_(steps),
      recorder_(system),
      covered_bytes_(system.properties.size()),
      covered_(system.properties.size()),
      words_(layout.words()) {
  std::size_t most_choices = 0;
  for (std::uint32_t task = 0; task < system.tasks.size(); ++task) {
    add_copies(task);
    const auto chooses =
        std::ranges::count(system.tasks[task].code, ir::Instruction::Kind::choose, &ir::Instruction::kind);
    most_choices = std::max(most_choices, static_cast<std::size_t>(chooses));
  }
  // No instruction runs twice in a step, so neither does a choice. One more: choices are read ahead.
  choices_.resize(most_choices + 1);
  bounds_.resize(most_choices + 1);
  runtime_ = {.choices = choices_.data(),
              .bounds = bounds_.data(),
              .covered = covered_bytes_.data(),
              .tables = recorder_.tables(),
              .record_key = &Recorder::record_key,
              .record = &Recorder::record,
              .recorder = &recorder_};
}

void CompiledGenerator::add_copies(std::uint32_t task) {
  const ir::StateIndex index(system_);
  for (unsigned copy = 0; copy < system_.tasks[task].count; ++copy) {
    const ir::Layout::Field& counter = layout_.field(index.program_counter(task, copy));
    copies_.push_back({.task = task,
                       .copy = copy,
                       .daemon = system_.tasks[task].daemon,
                       .word = counter.word,
                       .shift = counter.shift,
                       .mask = (ir::Word{1} << counter.bits) - 1,
                       .steps = steps_.steps[task][copy].data()});
  }
}

void CompiledGenerator::initial(ir::Word* state) {
  const ir::StateIndex index(system_);
  ir::State values(index.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = index.initial(i);
  layout_.pack(values, state);
}

void CompiledGenerator::expand(const ir::Word* state, ir::Successors& out) {
  bool unfinished = false, moved = false;
  for (std::uint32_t mover = 0; mover < copies_.size(); ++mover) {
    const Copy& copy = copies_[mover];
    const Step step = copy.steps[state[copy.word] >> copy.shift & copy.mask];
    if (step == nullptr) continue;
    unfinished |= !copy.daemon;
    runtime_.taken = 0;
    const std::uint32_t status = step(state, out.states.room(words_), copy.copy, &runtime_);
    if (status == blocked && runtime_.taken == 0) continue;
    moved |= take(mover, status, out);
    if (runtime_.taken != 0) moved |= run_others(mover, step, state, out);
  }
  out.deadlock = unfinished && !moved;
}

/// A run for every further combination of choices, the last choice fastest. False if all were blocked.
bool CompiledGenerator::run_others(std::uint32_t mover, Step step, const ir::Word* state,
                                   ir::Successors& out) {
  bool moved = false;
  while (runtime_.taken != 0 && next_choices()) {
    runtime_.taken = 0;
    moved |= take(mover, step(state, out.states.room(words_), copies_[mover].copy, &runtime_), out);
  }
  return moved;
}

/// What a run of the mover came to; false if it was blocked.
inline bool CompiledGenerator::take(std::uint32_t mover, std::uint32_t status, ir::Successors& out) {
  if (status == successor) {
    out.states.commit(words_);
    out.movers.push_back(mover);
  } else if (status >= broken) {
    report(copies_[mover], status, out);
  }
  return status != blocked;
}

void CompiledGenerator::report(const Copy& copy, std::uint32_t status, ir::Successors& out) const {
  if (status == broken) throw std::logic_error("compiled code stores out of bounds");
  out.violations.push_back(
      {.move = {.task = copy.task,
                .copy = copy.copy,
                .choices = {choices_.begin(), choices_.begin() + static_cast<long>(runtime_.taken)}},
       .observation = ir::ObservationId{status - violated}});
}

/// False after the last combination; all choices are 0 again then.
bool CompiledGenerator::next_choices() {
  std::uint64_t last = runtime_.taken;
  for (; last > 0; --last) {
    if (choices_[last - 1] + 1 < bounds_[last - 1]) break;
    choices_[last - 1] = 0;
  }
  if (last == 0) return false;
  ++choices_[last - 1];
  return true;
}

ir::ObservationId CompiledGenerator::observe(const ir::Word* state) {
  const std::uint32_t failed = steps_.observe(state, &runtime_);
  return failed == 0 ? ir::ObservationId::none : ir::ObservationId{failed - 1};
}

const std::vector<bool>& CompiledGenerator::covered() const {
  covered_.assign(covered_bytes_.begin(), covered_bytes_.end());
  return covered_;
}

}  // namespace mc::codegen
