// SPDX-License-Identifier: Apache-2.0
#include "trace/trace.h"

#include <fmt/format.h>

#include "ir/interpreter.h"
#include "trace/step.h"

namespace mc::trace {

namespace {

using OutcomeKind = ir::Outcome::Kind;

const char* name(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::successor: return "succeeds";
    case OutcomeKind::blocked: return "is not enabled";
    case OutcomeKind::pruned: return "is ruled out by an assumption";
    case OutcomeKind::violated: return "violates a property";
  }
  return "";
}

/// What a trace says of the property itself.
void describe(const ir::Property& property, Trace& trace) {
  trace.property = property.name;
  trace.kind = property.kind;
  trace.formula = property.text;
  trace.help = property.help;
}

std::vector<std::pair<std::string, std::string>> shared_slots(const ir::System& system) {
  std::vector<std::pair<std::string, std::string>> slots;
  for (const ir::Slot& slot : system.globals)
    if (!slot.name.starts_with('<'))
      slots.emplace_back(slot.name, ir::to_string(system, slot.type, slot.initial));
  return slots;
}

class Replay {
 public:
  Replay(const ir::System& system, const ir::Violation& violation)
      : system_(system), violation_(violation), interpreter_(system), state_(interpreter_.initial()) {}

  Trace run() {
    trace_.initial = shared_slots(system_);
    describe_property();
    for (const ir::Move& move : violation_.moves) take(move);
    switch (trace_.kind) {
      case ir::Property::Kind::check:
      case ir::Property::Kind::built_in: finish_check(); break;
      case ir::Property::Kind::invariant: finish_invariant(); break;
      case ir::Property::Kind::deadlock: finish_deadlock(); break;
      default: fail("a run of finite length cannot violate it");
    }
    return std::move(trace_);
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw ReplayError(fmt::format("the run to a violation of {} does not replay: {}", trace_.property, why));
  }

  void describe_property() {
    if (ir::index(violation_.property) >= system_.properties.size())
      throw ReplayError("a run violates a property that the system does not have");
    const ir::Property& property = system_.properties[ir::index(violation_.property)];
    describe(property, trace_);
    if (property.kind == ir::Property::Kind::deadlock) return;
    if (ir::index(violation_.observation) >= system_.observations.size() ||
        &system_.property_of(violation_.observation) != &property)
      fail("what was observed belongs to another property");
  }

  /// Takes one step. Only a check may fail, and only in the last step.
  void take(const ir::Move& move) {
    const std::size_t number = trace_.steps.size() + 1;
    if (move.task >= system_.tasks.size() || move.copy >= system_.tasks[move.task].count)
      fail(fmt::format("step {} is of a task that does not exist", number));
    const bool may_fail =
        trace_.kind == ir::Property::Kind::check || trace_.kind == ir::Property::Kind::built_in;
    const bool last = number == violation_.moves.size();
    outcome_ = interpreter_.run(state_, move);
    if (outcome_.kind != (last && may_fail ? OutcomeKind::violated : OutcomeKind::successor))
      fail(fmt::format("step {} of {}, by {}, {}", number, violation_.moves.size(),
                       task_name(system_.tasks[move.task], move.copy), name(outcome_.kind)));
    if (move.choices.size() > outcome_.move.choices.size())
      fail(fmt::format("step {} makes fewer choices than it names", number));
    trace_.steps.push_back(tell(system_, interpreter_.index(), state_, outcome_));
    state_ = outcome_.state;
  }

  void finish_check() {
    if (violation_.moves.empty()) fail("it has no steps");
    if (outcome_.observation != violation_.observation) fail("another check fails in its last step");
    blame(outcome_.arguments);
  }

  void finish_invariant() {
    const std::vector<ir::Value> arguments = interpreter_.arguments(state_, violation_.observation);
    if (interpreter_.holds(violation_.observation, arguments)) fail("it holds in the last state");
    blame(arguments);
  }

  void finish_deadlock() {
    if (!interpreter_.deadlocked(state_)) fail("some task can go on in the last state");
    blame_last_step();
    for (std::uint32_t task = 0; task < system_.tasks.size(); ++task)
      for (std::uint32_t copy = 0; copy < system_.tasks[task].count; ++copy)
        if (!interpreter_.finished(state_, task, copy)) add_waiting(task, copy);
  }

  void add_waiting(std::uint32_t number, std::uint32_t copy) {
    const ir::Task& task = system_.tasks[number];
    const ir::Value at = state_[interpreter_.index().program_counter(number, copy)];
    Waiting waiting{.task = task_name(task, copy)};
    waiting.call_path = call_path(system_, task.code[static_cast<std::size_t>(at)].source);
    if (!waiting.call_path.empty()) waiting.statement = waiting.call_path.front().statement;
    trace_.waiting.push_back(std::move(waiting));
  }

  /// Tells what the violated formula was about.
  void blame(const std::vector<ir::Value>& arguments) {
    trace_.violated = system_.observations[ir::index(violation_.observation)].formula;
    trace_.arguments = arguments;
    const ir::Formula& formula = system_.formulas[ir::index(trace_.violated)];
    if (formula.parameters.size() != arguments.size()) fail("its formula has other parameters");
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const ir::Parameter& parameter = formula.parameters[i];
      trace_.values.emplace_back(parameter.name, ir::to_string(system_, parameter.type, arguments[i]));
    }
    blame_last_step();
  }

  void blame_last_step() {
    if (trace_.steps.empty()) return;
    trace_.statement = trace_.steps.back().statement;
    trace_.call_path = trace_.steps.back().call_path;
  }

  const ir::System& system_;
  const ir::Violation& violation_;
  ir::Interpreter interpreter_;
  ir::State state_;
  ir::Outcome outcome_;
  Trace trace_;
};

/// Whether two states are the same but for what `searched` does not keep and for frames: locals that nobody
/// reads again may differ.
bool same_place(const ir::System& system, const ir::System& searched, const ir::StateIndex& index,
                const ir::State& a, const ir::State& b) {
  for (std::size_t slot = 0; slot < system.globals.size(); ++slot)
    if (a[slot] != b[slot] && bits(searched.globals[slot].type) > 0) return false;
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    for (unsigned copy = 0; copy < system.tasks[task].count; ++copy) {
      const std::size_t counter = index.program_counter(task, copy);
      if (a[counter] != b[counter]) return false;
    }
  return true;
}

class LassoReplay {
 public:
  LassoReplay(const ir::System& system, const ir::Lasso& lasso, const ir::System& searched)
      : system_(system),
        searched_(searched),
        lasso_(lasso),
        interpreter_(system),
        state_(interpreter_.initial()) {}

  Trace run() {
    const ir::Property& property = system_.properties[ir::index(lasso_.property)];
    trace_.initial = shared_slots(system_);
    describe(property, trace_);
    look();
    for (const ir::Move& move : lasso_.prefix) take(move);
    trace_.cycle = trace_.steps.size();
    const ir::State start = state_;
    for (const ir::Move& move : lasso_.cycle) take(move);
    if (!same_place(system_, searched_, interpreter_.index(), start, state_))
      fail("its cycle does not close");
    if (!pending_) fail("what was to follow does follow");
    return std::move(trace_);
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw ReplayError(fmt::format("the run to a violation of {} does not replay: {}", trace_.property, why));
  }

  bool holds(ir::ObservationId observation) const {
    return interpreter_.holds(observation, interpreter_.arguments(state_, observation));
  }

  /// Notes whether `to` is still owed in this state.
  void look() {
    for (const ir::Response& response : system_.responses) {
      if (response.property != lasso_.property) continue;
      if (holds(response.from)) pending_ = true;
      if (holds(response.to)) pending_ = false;
    }
  }

  void take(const ir::Move& move) {
    const ir::Outcome outcome = interpreter_.run(state_, move);
    if (outcome.kind != OutcomeKind::successor)
      fail(fmt::format("step {} {}", trace_.steps.size() + 1, name(outcome.kind)));
    trace_.steps.push_back(tell(system_, interpreter_.index(), state_, outcome));
    state_ = outcome.state;
    look();
  }

  const ir::System& system_;
  const ir::System& searched_;
  const ir::Lasso& lasso_;
  ir::Interpreter interpreter_;
  ir::State state_;
  bool pending_ = false;
  Trace trace_;
};

}  // namespace

Trace replay(const ir::System& system, const ir::Violation& violation) {
  return Replay(system, violation).run();
}

Trace replay(const ir::System& system, const ir::Lasso& lasso, const ir::System& searched) {
  return LassoReplay(system, lasso, searched).run();
}

}  // namespace mc::trace
