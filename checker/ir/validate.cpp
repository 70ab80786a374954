// SPDX-License-Identifier: Apache-2.0
#include "ir/validate.h"

#include <fmt/format.h>

#include "ir/dependencies.h"
#include "ir/graph.h"

namespace mc::ir {

namespace {

using Kind = Instruction::Kind;

class Validator {
 public:
  explicit Validator(const System& system) : system_(system) {}

  std::vector<Defect> run() {
    globals();
    for (std::size_t i = 0; i < system_.expressions.size(); ++i) expression(static_cast<ExprId>(i));
    for (task_ = 0; task_ < system_.tasks.size(); ++task_) entry_and_exit();
    if (!defects_.empty()) return std::move(defects_);  // what follows relies on ids
    for (task_ = 0; task_ < system_.tasks.size(); ++task_) {
      const Task& task = system_.tasks[task_];
      for (std::uint32_t i = 0; i < task.code.size(); ++i) instruction(task, i);
    }
    if (!defects_.empty()) return std::move(defects_);
    for (task_ = 0; task_ < system_.tasks.size(); ++task_) {
      unbounded_steps(system_.tasks[task_]);
      late_awaits(system_.tasks[task_]);
    }
    return std::move(defects_);
  }

 private:
  void defect(Defect::Kind kind, std::uint32_t instruction, std::string what) {
    defects_.push_back({kind, task_, instruction, std::move(what)});
  }
  void require(bool condition, std::uint32_t instruction, std::string_view what) {
    if (!condition) defect(Defect::Kind::malformed, instruction, std::string(what));
  }
  void require(bool condition, std::string_view what) { require(condition, 0, what); }

  static void slots(const std::vector<Slot>& slots, auto&& require) {
    for (const Slot& slot : slots) {
      require(slot.type.least <= slot.type.most, fmt::format("{} has an empty type", slot.name));
      require(slot.type.contains(slot.initial), fmt::format("{} starts outside its type", slot.name));
    }
  }

  void globals() {
    const auto complain = [this](bool condition, const std::string& what) { require(condition, what); };
    slots(system_.globals, complain);
    for (const Task& task : system_.tasks) slots(task.frame, complain);
    for (const Domain& domain : system_.domains)
      for (std::uint32_t object : domain.objects)
        require(object < system_.globals.size(), "a pointee of " + domain.pointee + " is no global");
    for (const Formula& formula : system_.formulas)
      require(index(formula.property) < system_.properties.size() && known(formula.expression),
              "a formula without property or expression");
    for (const Observation& observation : system_.observations) observed(observation);
    for (ObservationId id : system_.invariants) state_predicate(id);
    for (ObservationId id : system_.covers) state_predicate(id);
    for (const Response& response : system_.responses) {
      state_predicate(response.from);
      state_predicate(response.to);
    }
  }

  bool known(ExprId id) const { return index(id) < system_.expressions.size(); }

  void observed(const Observation& observation) {
    require(index(observation.formula) < system_.formulas.size(), "an observation without formula");
    if (index(observation.formula) >= system_.formulas.size()) return;
    const Formula& formula = system_.formulas[index(observation.formula)];
    require(observation.arguments.size() == formula.parameters.size(),
            "an observation with too many or too few arguments");
    for (ExprId argument : observation.arguments) require(known(argument), "an argument is missing");
  }

  void state_predicate(ObservationId id) {
    require(index(id) < system_.observations.size(), "a state predicate that does not exist");
    if (index(id) >= system_.observations.size()) return;
    for (ExprId argument : system_.observations[index(id)].arguments) {
      if (!known(argument)) continue;
      const Expression& node = system_.expressions[argument];
      require(node.op == Operator::constant ||
                  (node.op == Operator::load && index(node.place) < system_.places.size() &&
                   system_.place(node.place).is_static() && system_.place(node.place).space == Space::shared),
              "a state predicate reads something else than a static shared place");
    }
  }

  void expression(ExprId id) {
    const Expression& node = system_.expressions[id];
    for (unsigned i = 0; i < arity(node.op); ++i)
      require(known(node.operands[i]), "an operand of an expression is missing");
    if (node.op == Operator::load)
      require(index(node.place) < system_.places.size(), "a load from a place that does not exist");
  }

  void entry_and_exit() {
    const auto& code = system_.tasks[task_].code;
    require(system_.tasks[task_].count > 0, "a task without copies");
    require(!code.empty() && code.front().step, "the entry of a task is no step start");
    require(!code.empty() && code.back().kind == Kind::end && code.back().step,
            "a task does not end with `end`");
    for (std::uint32_t i = 0; i + 1 < code.size(); ++i)
      require(code[i].kind != Kind::end, i, "an `end` that is not the last instruction");
  }

  void instruction(const Task& task, std::uint32_t position) {
    const Instruction& instruction = task.code[position];
    const Kind kind = instruction.kind;
    const bool stores = kind == Kind::assign || kind == Kind::choose;
    const bool observes = kind == Kind::check || kind == Kind::cover;
    const bool evaluates = stores || kind == Kind::await || kind == Kind::assume || kind == Kind::branch;
    require(stores == (instruction.place != PlaceId::none), position,
            "a place that is missing or not needed");
    require(observes == (instruction.observation != ObservationId::none), position,
            "an observation that is missing or not needed");
    require(evaluates == (instruction.expression != ExprId::none), position,
            "an expression that is missing or not needed");
    if (kind == Kind::branch || kind == Kind::jump)
      require(instruction.target < task.code.size(), position, "a jump out of the task");
    require(!stores || index(instruction.place) < system_.places.size(), position, "an unknown place");
    require(!observes || index(instruction.observation) < system_.observations.size(), position,
            "an unknown observation");
    require(!evaluates || known(instruction.expression), position, "an unknown expression");
    if (defects_.empty()) accesses(task, position);
  }

  void accesses(const Task& task, std::uint32_t position) {
    const Effects effects = ir::effects(system_, task.code[position]);
    const auto below = [&](Space space, std::size_t size) {
      for (const SlotSets* sets : {&effects.reads, &effects.may_write})
        if (!(*sets)[space].empty() && *(*sets)[space].rbegin() >= size) return false;
      return true;
    };
    require(below(Space::shared, system_.globals.size()) && below(Space::local, task.frame.size()) &&
                below(Space::temporary, task.temporaries.size()),
            position, "a place that can name a slot outside its space");
  }

  void unbounded_steps(const Task& task) {
    for (const auto& cycle : cycles(flow_within_steps(task)))
      defect(Defect::Kind::unbounded_step, cycle.front(), "a loop inside one step: it need not end");
  }

  /// Marks what can be reached inside a step after a write to shared state.
  void late_awaits(const Task& task) {
    std::vector<bool> late(task.code.size());
    std::vector<std::uint32_t> open;
    const auto enter_successors = [&](std::uint32_t position) {
      for (std::uint32_t next : successors(task, position))
        if (!task.code[next].step && !late[next]) {
          late[next] = true;
          open.push_back(next);
        }
    };
    for (std::uint32_t i = 0; i < task.code.size(); ++i)
      if (!effects(system_, task.code[i]).may_write[Space::shared].empty()) enter_successors(i);
    while (!open.empty()) {
      const std::uint32_t position = open.back();
      open.pop_back();
      if (task.code[position].kind == Kind::await)
        defect(Defect::Kind::late_await, position, "a wait after a write to shared state in the same step");
      enter_successors(position);
    }
  }

  const System& system_;
  std::uint32_t task_ = 0;
  std::vector<Defect> defects_;
};

}  // namespace

std::vector<Defect> validate(const System& system) {
  return Validator(system).run();
}

}  // namespace mc::ir
