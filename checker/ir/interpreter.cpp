// SPDX-License-Identifier: Apache-2.0
#include "ir/interpreter.h"

#include <algorithm>
#include <stdexcept>

#include "ir/evaluate.h"

namespace mc::ir {

namespace {

/// One run of one step: executes instruction after instruction.
class Run {
 public:
  /// `bounds` receives how many values each choice had.
  Run(const System& system, const StateIndex& index, const State& state, const Move& move,
      std::vector<Value>& bounds)
      : system_(system),
        task_(system.tasks[move.task]),
        frame_(index.frame(move.task, move.copy)),
        counter_(index.program_counter(move.task, move.copy)),
        choices_(move.choices),
        bounds_(bounds),
        temporaries_(task_.temporaries.size(), 0) {
    outcome_.move = {.task = move.task, .copy = move.copy};
    outcome_.state = state;
  }

  Outcome execute() {
    auto position = static_cast<std::uint32_t>(outcome_.state[counter_]);
    outcome_.kind = Outcome::Kind::successor;
    do {
      const Instruction& instruction = task_.code[position];
      if (instruction.kind == Instruction::Kind::end) return stopped(Outcome::Kind::blocked);
      outcome_.instructions.push_back(position);
      ++position;
      perform(instruction, position);
      if (outcome_.kind != Outcome::Kind::successor) return std::move(outcome_);
    } while (!task_.code[position].step);
    outcome_.state[counter_] = position;
    reset(position);
    return std::move(outcome_);
  }

 private:
  Scope scope() const {
    const std::span<const Value> state(outcome_.state);
    return {.shared = state.first(system_.globals.size()),
            .local = state.subspan(frame_, task_.frame.size()),
            .temporary = temporaries_,
            .self = outcome_.move.copy};
  }

  Value value(ExprId id) const { return Evaluator(system_, scope()).value(id); }

  Outcome stopped(Outcome::Kind kind) {
    outcome_.kind = kind;
    return std::move(outcome_);
  }

  void perform(const Instruction& instruction, std::uint32_t& next) {
    switch (instruction.kind) {
      case Instruction::Kind::assign: store(instruction.place, value(instruction.expression)); break;
      case Instruction::Kind::choose: choose(instruction); break;
      case Instruction::Kind::await:
        if (value(instruction.expression) == 0) outcome_.kind = Outcome::Kind::blocked;
        break;
      case Instruction::Kind::assume:
        if (value(instruction.expression) == 0) outcome_.kind = Outcome::Kind::pruned;
        break;
      case Instruction::Kind::check: check(instruction.observation); break;
      case Instruction::Kind::cover:
        if (holds(evaluate(instruction.observation))) outcome_.covered.push_back(instruction.observation);
        break;
      case Instruction::Kind::branch:
        if (value(instruction.expression) == 0) next = instruction.target;
        break;
      case Instruction::Kind::jump: next = instruction.target; break;
      case Instruction::Kind::end: break;
    }
  }

  void choose(const Instruction& instruction) {
    const std::size_t number = outcome_.move.choices.size();
    const Value bound = value(instruction.expression);
    const std::uint32_t choice = number < choices_.size() ? choices_[number] : 0;
    if (choice >= bound) {
      outcome_.kind = Outcome::Kind::blocked;
      return;
    }
    outcome_.move.choices.push_back(choice);
    bounds_.push_back(bound);
    store(instruction.place, choice);
  }

  void check(ObservationId id) {
    outcome_.evaluations.push_back(evaluate(id));
    if (holds(outcome_.evaluations.back())) return;
    outcome_.kind = Outcome::Kind::violated;
    outcome_.observation = id;
    outcome_.arguments = outcome_.evaluations.back().arguments;
  }

  Outcome::Evaluation evaluate(ObservationId id) const {
    Evaluator evaluator(system_, scope());
    Outcome::Evaluation result{.observation = id};
    for (ExprId argument : system_.observations[mc::ir::index(id)].arguments)
      result.arguments.push_back(evaluator.value(argument));
    return result;
  }

  bool holds(const Outcome::Evaluation& evaluation) const {
    const FormulaId formula = system_.observations[mc::ir::index(evaluation.observation)].formula;
    return Evaluator(system_, {.arguments = evaluation.arguments})
               .value(system_.formulas[mc::ir::index(formula)].expression) != 0;
  }

  void store(PlaceId id, Value value) {
    const Place& place = system_.place(id);
    const auto slot = Evaluator(system_, scope()).slot(place);
    if (!slot) throw std::logic_error("a store through NULL or out of bounds");
    if (!place.type.contains(value)) throw std::logic_error("a store of a value outside its type");
    switch (place.space) {
      case Space::shared: outcome_.state[*slot] = value; break;
      case Space::local: outcome_.state[frame_ + *slot] = value; break;
      case Space::temporary: temporaries_[*slot] = value; break;
    }
  }

  void reset(std::uint32_t location) {
    for (const Reset& reset : task_.resets)
      if (reset.location == location)
        for (std::uint32_t slot : reset.slots) {
          const Type& type = task_.frame[slot].type;
          outcome_.state[frame_ + slot] = std::clamp<Value>(0, type.least, type.most);
        }
  }

  const System& system_;
  const Task& task_;
  std::size_t frame_, counter_;
  const std::vector<std::uint32_t>& choices_;
  std::vector<Value>& bounds_;
  std::vector<Value> temporaries_;
  Outcome outcome_;
};

/// Advances `choices` to the next combination, the last choice fastest. False after the last one.
bool advance(std::vector<std::uint32_t>& choices, const std::vector<Value>& bounds) {
  while (!choices.empty() && choices.back() + 1 >= bounds[choices.size() - 1]) choices.pop_back();
  if (choices.empty()) return false;
  ++choices.back();
  return true;
}

}  // namespace

Interpreter::Interpreter(const System& system) : system_(&system), index_(system) {}

State Interpreter::initial() const {
  State state(index_.size());
  for (std::size_t i = 0; i < state.size(); ++i) state[i] = index_.initial(i);
  return state;
}

bool Interpreter::finished(const State& state, std::uint32_t task, std::uint32_t copy) const {
  const auto position = static_cast<std::size_t>(state[index_.program_counter(task, copy)]);
  return system_->tasks[task].code[position].kind == Instruction::Kind::end;
}

Outcome Interpreter::run(const State& state, const Move& move) const {
  std::vector<Value> bounds;
  return Run(*system_, index_, state, move, bounds).execute();
}

std::vector<Outcome> Interpreter::runs(const State& state, std::uint32_t task, std::uint32_t copy) const {
  std::vector<Outcome> result;
  if (finished(state, task, copy)) return result;
  Move move{.task = task, .copy = copy};
  std::vector<Value> bounds;
  do {
    bounds.clear();
    result.push_back(Run(*system_, index_, state, move, bounds).execute());
    move.choices = result.back().move.choices;
  } while (advance(move.choices, bounds));
  return result;
}

std::vector<Outcome> Interpreter::runs(const State& state) const {
  std::vector<Outcome> result;
  for (std::uint32_t task = 0; task < system_->tasks.size(); ++task)
    for (std::uint32_t copy = 0; copy < system_->tasks[task].count; ++copy)
      for (Outcome& outcome : runs(state, task, copy)) result.push_back(std::move(outcome));
  return result;
}

bool Interpreter::deadlocked(const State& state) const {
  for (const Outcome& outcome : runs(state))
    if (outcome.kind != Outcome::Kind::blocked) return false;
  for (std::uint32_t task = 0; task < system_->tasks.size(); ++task)
    for (std::uint32_t copy = 0; copy < system_->tasks[task].count; ++copy)
      if (!system_->tasks[task].daemon && !finished(state, task, copy)) return true;
  return false;
}

std::vector<Value> Interpreter::arguments(const State& state, ObservationId observation) const {
  Evaluator evaluator(*system_, {.shared = std::span<const Value>(state).first(system_->globals.size())});
  std::vector<Value> result;
  for (ExprId argument : system_->observations[mc::ir::index(observation)].arguments)
    result.push_back(evaluator.value(argument));
  return result;
}

bool Interpreter::holds(ObservationId observation, const std::vector<Value>& arguments) const {
  const FormulaId formula = system_->observations[mc::ir::index(observation)].formula;
  return Evaluator(*system_, {.arguments = arguments})
             .value(system_->formulas[mc::ir::index(formula)].expression) != 0;
}

}  // namespace mc::ir
