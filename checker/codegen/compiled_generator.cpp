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
                       .steps = steps_.steps[task].data()});
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
  for (const Copy& copy : copies_) {
    const Step step = copy.steps[state[copy.word] >> copy.shift & copy.mask];
    if (step == nullptr) continue;
    unfinished |= !copy.daemon;
    moved |= run_all(copy, step, state, out);
  }
  out.deadlock = unfinished && !moved;
}

/// One run for every combination of choices, the last choice fastest. False if all were blocked.
bool CompiledGenerator::run_all(const Copy& copy, Step step, const ir::Word* state, ir::Successors& out) {
  bool moved = false;
  do {
    runtime_.taken = 0;
    const std::size_t size = out.states.size();
    out.states.resize(size + words_);
    const std::uint32_t status = step(state, out.states.data() + size, copy.copy, &runtime_);
    moved |= status != blocked;
    if (status != successor) {
      out.states.resize(size);
    } else {
      out.movers.push_back(static_cast<std::uint32_t>(&copy - copies_.data()));
    }
    if (status == broken) throw std::logic_error("compiled code stores out of bounds");
    if (status >= violated)
      out.violations.push_back(
          {.move = {.task = copy.task,
                    .copy = copy.copy,
                    .choices = {choices_.begin(), choices_.begin() + static_cast<long>(runtime_.taken)}},
           .observation = ir::ObservationId{status - violated}});
  } while (runtime_.taken != 0 && next_choices());
  return moved;
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
