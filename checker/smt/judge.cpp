// SPDX-License-Identifier: Apache-2.0
#include "smt/judge.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <z3++.h>

#include <algorithm>
#include <span>
#include <stdexcept>

#include "ir/evaluate.h"
#include "ir/state.h"
#include "smt/encode.h"

namespace mc::smt {

namespace {

using Arguments = std::vector<ir::Value>;

/// A constant of `sort`, the same for the same arguments.
z3::expr named(char letter, std::size_t index, const z3::sort& sort) {
  return sort.ctx().constant(fmt::format("{}{}", letter, index).c_str(), sort);
}

z3::expr parameter(z3::context& context, std::size_t index) {
  return named('p', index, context.bv_sort(64));
}

}  // namespace

struct Judge::Solver {
  const ir::System& system;
  JudgeOptions options;
  z3::context context;
  Encoder encoder;

  Solver(const ir::System& judged, JudgeOptions how)
      : system(judged),
        options(how),
        encoder(context, judged.expressions, [this](const ir::Expression& node) {
          if (node.op != ir::Operator::parameter)
            throw std::logic_error("a formula reads something that is not its parameter");
          return parameter(context, static_cast<std::size_t>(node.value));
        }) {}

  /// The formula under a valuation.
  z3::expr applied(ir::FormulaId formula, const Arguments& arguments) {
    z3::expr_vector parameters(context), values(context);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      parameters.push_back(parameter(context, i));
      values.push_back(context.bv_val(arguments[i], 64));
    }
    z3::expr general = encoder.holds(system.formulas[ir::index(formula)].expression);
    return general.substitute(parameters, values);
  }

  /// A valuation among `some` under which `formula` does not come out as `native`: its index, or some.size()
  /// if there is none; nothing if Z3 does not know. One question: some c_i, and where c_i, the i-th differs.
  std::optional<std::size_t> find_other(ir::FormulaId formula, std::span<const Arguments> some, bool native) {
    z3::solver solver(context, "QF_BV");
    solver.set("rlimit", options.effort);
    z3::expr_vector chosen(context);
    for (std::size_t i = 0; i < some.size(); ++i) {
      const z3::expr holds = applied(formula, some[i]);
      chosen.push_back(named('c', i, context.bool_sort()));
      solver.add(z3::implies(chosen.back(), native ? !holds : holds));
    }
    solver.add(z3::mk_or(chosen));
    const z3::check_result result = solver.check();
    if (result == z3::unknown) return std::nullopt;
    if (result == z3::unsat) return some.size();
    const z3::model model = solver.get_model();
    for (std::size_t i = 0; i < some.size(); ++i)
      if (model.eval(chosen[static_cast<unsigned>(i)]).is_true()) return i;
    throw std::logic_error("Z3's model is none of the valuations");
  }
};

Judge::Judge(const ir::System& system, JudgeOptions options)
    : solver_(std::make_unique<Solver>(system, options)) {}

Judge::~Judge() = default;

std::optional<bool> Judge::holds(ir::FormulaId formula, const Arguments& arguments) {
  const auto other = solver_->find_other(formula, std::span(&arguments, 1), true);
  if (!other) return std::nullopt;
  return *other == 1;
}

void Judge::confirm(ir::FormulaId formula, const std::vector<Arguments>& valuations, bool native,
                    Judgement& judgement) {
  judgement.asked += valuations.size();
  std::vector<Arguments> batch;
  for (std::size_t begin = 0; begin < valuations.size(); begin += solver_->options.batch) {
    const std::size_t end = std::min(valuations.size(), begin + solver_->options.batch);
    batch.assign(valuations.begin() + static_cast<std::ptrdiff_t>(begin),
                 valuations.begin() + static_cast<std::ptrdiff_t>(end));
    while (!batch.empty()) {
      const auto other = solver_->find_other(formula, batch, native);
      if (other == batch.size()) break;
      if (!other) {
        for (Arguments& arguments : batch) judgement.undecided.push_back({formula, std::move(arguments)});
        break;
      }
      const auto found = batch.begin() + static_cast<std::ptrdiff_t>(*other);
      judgement.disagreements.push_back({.valuation = {formula, *found}, .native = native});
      batch.erase(found);
    }
  }
}

namespace {

/// The valuations of one formula, by what the native check is to have said about them.
struct Expected {
  std::vector<Arguments> to_hold, to_fail;
};

/// A cover or one side of a leads-to may come out either way.
bool must_hold(const ir::System& system, ir::FormulaId formula) {
  const auto kind = system.properties[ir::index(system.formulas[ir::index(formula)].property)].kind;
  return kind != ir::Property::Kind::cover && kind != ir::Property::Kind::leads_to;
}

bool native_holds(const ir::System& system, ir::FormulaId formula, const Arguments& arguments) {
  return ir::Evaluator(system, {.arguments = arguments})
             .value(system.formulas[ir::index(formula)].expression) != 0;
}

/// `violated` comes from the search, whatever the interpreter says about it.
Expected split(const ir::System& system, ir::FormulaId formula, const std::vector<Arguments>& valuations,
               const Valuation& violated) {
  Expected expected;
  for (const Arguments& arguments : valuations) {
    if (violated == Valuation{formula, arguments}) continue;
    (native_holds(system, formula, arguments) ? expected.to_hold : expected.to_fail).push_back(arguments);
  }
  if (violated.formula == formula) expected.to_fail.push_back(violated.arguments);
  return expected;
}

}  // namespace

Judgement judge(const ir::System& system, const std::vector<std::vector<Arguments>>& valuations,
                const std::optional<Valuation>& violated, JudgeOptions options) {
  Judge judge(system, options);
  Judgement judgement;
  for (std::size_t i = 0; i < system.formulas.size(); ++i) {
    const auto formula = static_cast<ir::FormulaId>(i);
    if (!must_hold(system, formula)) continue;
    const std::vector<Arguments>& seen = i < valuations.size() ? valuations[i] : std::vector<Arguments>{};
    Expected expected{.to_hold = seen};
    if (violated) expected = split(system, formula, seen, *violated);
    judge.confirm(formula, expected.to_hold, true, judgement);
    judge.confirm(formula, expected.to_fail, false, judgement);
  }
  return judgement;
}

std::string describe(const ir::System& system, const Disagreement& disagreement) {
  const ir::Formula& formula = system.formulas[ir::index(disagreement.valuation.formula)];
  std::vector<std::string> values;
  for (std::size_t i = 0; i < formula.parameters.size(); ++i) {
    const ir::Parameter& parameter = formula.parameters[i];
    values.push_back(fmt::format("{} = {}", parameter.name,
                                 ir::to_string(system, parameter.type, disagreement.valuation.arguments[i])));
  }
  return fmt::format("{} with {}: the compiled check says it {}, Z3 says the opposite",
                     system.properties[ir::index(formula.property)].name, fmt::join(values, ", "),
                     disagreement.native ? "holds" : "fails");
}

}  // namespace mc::smt
