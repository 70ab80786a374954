// SPDX-License-Identifier: Apache-2.0
#include "prove/transition.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "smt/encode.h"

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

Transition::Transition(z3::context& context, const ir::System& system)
    : context_(context),
      variables_(context, system),
      inputs_(context),
      mover_(context),
      initial_(variables_.initial(variables_.current())),
      update_(context),
      enabled_(context),
      bad_state_(context),
      bad_step_(context),
      in_range_(variables_.in_range(variables_.current())) {
  make_steps();
  mover_ = context.bv_const("mover", std::max(1u, static_cast<unsigned>(std::bit_width(movers_.size() - 1))));
  inputs_.add(mover_);
  make_update();
  make_conditions();
  make_bad_state();
}

void Transition::make_steps() {
  const ir::System& system = variables_.system();
  std::vector<std::size_t> first;
  for (std::uint32_t task = 0; task < system.tasks.size(); ++task)
    for (std::uint32_t copy = 0; copy < system.tasks[task].count; ++copy) {
      first.push_back(steps_.size());
      const auto& code = system.tasks[task].code;
      for (std::uint32_t start = 0; start < code.size(); ++start)
        if (code[start].step && code[start].kind != ir::Instruction::Kind::end)
          steps_.push_back(step_formula(variables_, inputs_, task, copy, start));
      movers_.push_back({task, copy, {}});
    }
  first.push_back(steps_.size());
  for (std::size_t m = 0; m < movers_.size(); ++m)
    movers_[m].steps = std::span(steps_).subspan(first[m], first[m + 1] - first[m]);
}

expr Transition::moves(std::size_t mover) const {
  return mover_ == numeral(context_, mover, mover_.get_sort().bv_size());
}

expr Transition::starts(const StepFormula& step) const {
  return variables_.at(variables_.index().program_counter(step.task, step.copy), step.task, step.start);
}

std::optional<Literal> Transition::start_of(const StepFormula& step) const {
  const std::size_t counter = variables_.index().program_counter(step.task, step.copy);
  const auto found = std::ranges::find(variables_.positions(), counter);
  if (found == variables_.positions().end()) return std::nullopt;
  return Literal{static_cast<std::uint32_t>(found - variables_.positions().begin()),
                 variables_.layout().location_number(step.task, step.start)};
}

expr_vector Transition::at_start(const StepFormula& step) const {
  const auto start = start_of(step);
  expr_vector fields(context_);
  for (unsigned i = 0; i < variables_.positions().size(); ++i) {
    const expr field = variables_.current()[i];
    const bool counter = start && start->order == i;
    fields.push_back(counter ? numeral(context_, start->code, field.get_sort().bv_size()) : field);
  }
  return fields;
}

expr_vector Transition::after(const StepFormula& step) const {
  expr_vector fields(context_);
  for (unsigned i = 0; i < variables_.positions().size(); ++i) {
    const auto written = step.next.find(variables_.positions()[i]);
    fields.push_back(written == step.next.end() ? variables_.current()[i] : written->second);
  }
  return fields;
}

void Transition::make_update() {
  expr_vector equations(context_);
  const auto& positions = variables_.positions();
  for (unsigned i = 0; i < positions.size(); ++i) {
    const expr before = variables_.current()[i];
    expr after = before;
    for (std::size_t m = 0; m < movers_.size(); ++m) {
      expr written = before;
      for (const StepFormula& step : movers_[m].steps)
        if (const auto found = step.next.find(positions[i]); found != step.next.end())
          written = z3::ite(starts(step), found->second, written);
      if (!z3::eq(written, before)) after = z3::ite(moves(m), written, after);
    }
    equations.push_back(variables_.next()[i] == after);
  }
  update_ = z3::mk_and(equations);
}

void Transition::make_conditions() {
  expr_vector enabled(context_), failing(context_);
  for (std::size_t m = 0; m < movers_.size(); ++m) {
    expr_vector steps(context_), failures(context_);
    for (const StepFormula& step : movers_[m].steps) {
      steps.push_back(starts(step) && step.happens);
      for (const auto& failure : step.failures) failures.push_back(starts(step) && failure.happens);
    }
    enabled.push_back(moves(m) && z3::mk_or(steps));
    failing.push_back(moves(m) && z3::mk_or(failures));
  }
  enabled_ = z3::mk_or(enabled).simplify();
  bad_step_ = z3::mk_or(failing).simplify();
}

void Transition::make_bad_state() {
  const ir::System& system = variables_.system();
  expr_vector bad(context_);
  smt::Encoder shared(context_, system.expressions, [&](const ir::Expression& node) {
    return variables_.value(variables_.index().global(system.place(node.place).base));
  });
  for (const ir::ObservationId id : system.invariants) {
    const ir::Observation& observation = system.observations[ir::index(id)];
    smt::Encoder formula(context_, system.expressions, [&](const ir::Expression& node) {
      return shared.value(observation.arguments.at(static_cast<std::size_t>(node.value)));
    });
    bad.push_back(!formula.holds(system.formulas[ir::index(observation.formula)].expression));
  }
  if (std::ranges::find(system.properties, ir::Property::Kind::deadlock, &ir::Property::kind) !=
      system.properties.end()) {
    expr_vector possible(context_), waiting(context_);
    for (const Mover& mover : movers_) {
      for (const StepFormula& step : mover.steps) possible.push_back(starts(step) && step.possible);
      const ir::Task& task = system.tasks[mover.task];
      const auto end = static_cast<std::uint32_t>(task.code.size() - 1);
      if (!task.daemon)
        waiting.push_back(
            !variables_.at(variables_.index().program_counter(mover.task, mover.copy), mover.task, end));
    }
    bad.push_back(!z3::mk_or(possible) && z3::mk_or(waiting));
  }
  bad_state_ = z3::mk_or(bad).simplify();
}

expr Transition::renamed(const expr& variable, unsigned n) const {
  if (n == 0) return variable;
  return context_.constant(fmt::format("{} @{}", variable.decl().name().str(), n).c_str(),
                           variable.get_sort());
}

expr_vector Transition::renamed(const expr_vector& variables, unsigned n) const {
  expr_vector result(context_);
  for (unsigned i = 0; i < variables.size(); ++i) result.push_back(renamed(variables[i], n));
  return result;
}

expr Transition::at(const expr& formula, unsigned n) const {
  expr_vector from(context_), to(context_);
  const auto add = [&](const expr_vector& variables, const expr_vector& names) {
    for (unsigned i = 0; i < variables.size(); ++i) {
      from.push_back(variables[i]);
      to.push_back(names[i]);
    }
  };
  add(variables_.current(), state(n));
  add(inputs_.all(), inputs(n));
  add(variables_.next(), state(n + 1));
  expr copy = formula;
  return copy.substitute(from, to);
}

}  // namespace mc::prove
