// SPDX-License-Identifier: Apache-2.0
#include "trace/explain.h"

#include <map>
#include <set>

#include "ir/evaluate.h"
#include "ir/interpreter.h"

namespace mc::trace {

namespace {

using Kind = ir::Instruction::Kind;
using Positions = std::set<std::size_t>;  ///< of slots, as StateIndex counts

/// One run of one step once more, for what it reads of the state that it begins in, and what it writes.
class Reads {
 public:
  Reads(const ir::System& system, const ir::StateIndex& index, const ir::State& before,
        const ir::Outcome& outcome)
      : system_(system),
        task_(system.tasks[outcome.move.task]),
        frame_(index.frame(outcome.move.task, outcome.move.copy)),
        outcome_(outcome),
        now_(before),
        temporaries_(task_.temporaries.size()) {}

  Reads& run() {
    for (const std::uint32_t number : outcome_.instructions) perform(task_.code[number]);
    return *this;
  }
  const Positions& read() const { return read_; }
  const Positions& written() const { return written_; }

  /// What an observation reads in `before` itself.
  Positions observe(ir::ObservationId observation) {
    for (const ir::ExprId argument : system_.observations[ir::index(observation)].arguments) read(argument);
    return std::move(read_);
  }

 private:
  ir::Evaluator evaluator() const {
    const std::span<const ir::Value> state(now_);
    return {system_,
            {.shared = state.first(system_.globals.size()),
             .local = state.subspan(frame_, task_.frame.size()),
             .temporary = temporaries_,
             .self = outcome_.move.copy}};
  }

  void perform(const ir::Instruction& instruction) {
    switch (instruction.kind) {
      case Kind::assign:
        read(instruction.expression);
        store(instruction.place, evaluator().value(instruction.expression));
        break;
      case Kind::choose:
        read(instruction.expression);
        store(instruction.place,
              choices_ < outcome_.move.choices.size() ? outcome_.move.choices[choices_] : 0);
        ++choices_;
        break;
      case Kind::await:
      case Kind::assume:
      case Kind::branch: read(instruction.expression); break;
      case Kind::check:  // one that holds makes no difference
        if (instruction.observation == outcome_.observation)
          for (const ir::ExprId argument : system_.observations[ir::index(outcome_.observation)].arguments)
            read(argument);
        break;
      case Kind::cover:
      case Kind::jump:
      case Kind::end: break;
    }
  }

  /// Notes what the value of `id` depends on, as it is now.
  void read(ir::ExprId id) {
    const ir::Expression& node = system_.expressions[id];
    if (node.op == ir::Operator::load) return load(system_.place(node.place));
    if (ir::arity(node.op) == 0) return;
    read(node.operands[0]);
    const bool first = evaluator().value(node.operands[0]) != 0;
    if (node.op == ir::Operator::conditional) return read(node.operands[first ? 1 : 2]);
    if (node.op == ir::Operator::logical_and && !first) return;
    if (node.op == ir::Operator::logical_or && first) return;
    if (ir::arity(node.op) == 2) read(node.operands[1]);
  }

  void load(const ir::Place& place) {
    find(place);
    const auto slot = evaluator().slot(place);
    if (!slot || place.space == ir::Space::temporary) return;
    const std::size_t position = place.space == ir::Space::shared ? *slot : frame_ + *slot;
    if (!written_.contains(position)) read_.insert(position);
  }

  /// Notes what says which slot `place` is.
  void find(const ir::Place& place) {
    if (place.pointer) read(place.pointer->value);
    for (const ir::Subscript& subscript : place.subscripts) read(subscript.value);
  }

  void store(ir::PlaceId id, ir::Value value) {
    const ir::Place& place = system_.place(id);
    find(place);
    const std::size_t slot = evaluator().slot(place).value();
    if (place.space == ir::Space::temporary) {
      temporaries_[slot] = value;
      return;
    }
    const std::size_t position = place.space == ir::Space::shared ? slot : frame_ + slot;
    now_[position] = value;
    written_.insert(position);
  }

  const ir::System& system_;
  const ir::Task& task_;
  std::size_t frame_;
  const ir::Outcome& outcome_;
  ir::State now_;
  std::vector<ir::Value> temporaries_;
  std::size_t choices_ = 0;  ///< made so far
  Positions read_, written_;
};

/// The steps of a run once more, and who wrote what last.
class Needs {
 public:
  Needs(const ir::System& system, Trace& trace)
      : system_(system), trace_(trace), interpreter_(system), state_(interpreter_.initial()) {}

  void run() {
    if (trace_.steps.empty()) return;
    for (std::size_t step = 0; step < trace_.steps.size(); ++step) {
      const ir::Outcome outcome = interpreter_.run(state_, trace_.steps[step].move);
      Reads reads(system_, interpreter_.index(), state_, outcome);
      trace_.steps[step].needs = writers(reads.run().read());
      for (const std::size_t position : reads.written()) writer_.insert_or_assign(position, step);
      for (std::size_t i = 0; i < state_.size(); ++i)  // resets as well
        if (outcome.state[i] != state_[i]) writer_.insert_or_assign(i, step);
      state_ = outcome.state;
    }
    if (trace_.kind == ir::Property::Kind::invariant) trace_.needs = writers(observed());
    if (trace_.kind == ir::Property::Kind::deadlock) trace_.needs = writers(awaited());
  }

 private:
  std::vector<std::size_t> writers(const Positions& positions) const {
    std::set<std::size_t> steps;
    for (const std::size_t position : positions)
      if (const auto found = writer_.find(position); found != writer_.end()) steps.insert(found->second);
    return {steps.begin(), steps.end()};
  }

  /// What the violated invariant speaks of.
  Positions observed() const {
    for (const ir::ObservationId id : system_.invariants) {
      const bool violated = system_.observations[ir::index(id)].formula == trace_.violated &&
                            interpreter_.arguments(state_, id) == trace_.arguments;
      if (violated) return Reads(system_, interpreter_.index(), state_, {}).observe(id);
    }
    return {};
  }

  /// What those read who cannot go on.
  Positions awaited() const {
    Positions all;
    for (const ir::Outcome& outcome : interpreter_.runs(state_))
      all.merge(Positions(Reads(system_, interpreter_.index(), state_, outcome).run().read()));
    return all;
  }

  const ir::System& system_;
  Trace& trace_;
  ir::Interpreter interpreter_;
  ir::State state_;
  std::map<std::size_t, std::size_t> writer_;  ///< by position, the last step that wrote it
};

}  // namespace

void explain_needs(const ir::System& system, Trace& trace) {
  Needs(system, trace).run();
}

void explain_no_return(const ir::System& searched, const explore::GeneratorFactory& make_generator,
                       const ir::Violation& violation, Trace& trace) {
  trace.no_return = explore::point_of_no_return(searched, make_generator, violation, most_explained_states);
}

}  // namespace mc::trace
