// SPDX-License-Identifier: Apache-2.0
#include "codegen/compiled_generator.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace mc::codegen {

namespace {
constexpr std::uint8_t unfinished = 1, moved = 2;
constexpr std::uint32_t nobody = ~std::uint32_t{0};
}  // namespace

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
  std::size_t most_locations = 0;
  for (const Copy& copy : copies_) most_locations = std::max<std::size_t>(most_locations, copy.mask + 1);
  first_.assign(most_locations, nobody);
  // No instruction runs twice in a step, so neither does a choice. One more: choices are read ahead.
  choices_.resize(most_choices + 1);
  bounds_.resize(most_choices + 1);
  runtime_ = {.choices = choices_.data(),
              .bounds = bounds_.data(),
              .covered = covered_bytes_.data(),
              .tables = recorder_.tables(),
              .record_key = &ValuationRecorder::record_key,
              .record = &ValuationRecorder::record,
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

void CompiledGenerator::expand_all(const ir::Word* states, std::size_t count, ir::Successors& out) {
  able_.assign(count, 0);
  for (std::uint32_t mover = 0; mover < copies_.size(); ++mover) {
    group_by_location(copies_[mover], states, count);
    for (const std::uint32_t location : locations_) run(mover, location, states, out);
  }
  for (std::uint32_t place = 0; place < count; ++place)
    if (able_[place] == unfinished) out.deadlocks.push_back(place);
}

void CompiledGenerator::group_by_location(const Copy& copy, const ir::Word* states, std::size_t count) {
  next_.resize(count);
  locations_.clear();
  for (std::uint32_t place = static_cast<std::uint32_t>(count); place-- > 0;) {
    const auto location =
        static_cast<std::uint32_t>(states[place * words_ + copy.word] >> copy.shift & copy.mask);
    if (first_[location] == nobody) locations_.push_back(location);
    next_[place] = std::exchange(first_[location], place);
  }
}

/// One copy's step from one location, in all states where the copy is there: a processor that has been
/// through this code knows where it jumps.
void CompiledGenerator::run(std::uint32_t mover, std::uint32_t location, const ir::Word* states,
                            ir::Successors& out) {
  const Copy& copy = copies_[mover];
  std::uint32_t place = std::exchange(first_[location], nobody);
  const StepFunction step = copy.steps[location];
  if (step == nullptr) return;
  const std::uint8_t reached = copy.daemon ? 0 : unfinished;
  for (; place != nobody; place = next_[place]) {
    able_[place] |= reached;
    do {
      runtime_.taken = 0;
      const std::uint32_t status =
          step(states + place * words_, out.states.room(words_), copy.copy, &runtime_);
      able_[place] |= status != blocked ? moved : 0;
      out.states.commit(status == successor ? words_ : 0);
      if (status >= broken) report(copy, status, place, out);
    } while (runtime_.taken != 0 && next_choices());
  }
  out.movers.resize(out.states.size() / words_, mover);
}

void CompiledGenerator::report(const Copy& copy, std::uint32_t status, std::uint32_t place,
                               ir::Successors& out) const {
  if (status == broken) throw std::logic_error("compiled code stores out of bounds");
  out.violations.push_back(
      {.move = {.task = copy.task,
                .copy = copy.copy,
                .choices = {choices_.begin(), choices_.begin() + static_cast<long>(runtime_.taken)}},
       .observation = ir::ObservationId{status - violated},
       .place = place});
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
