// SPDX-License-Identifier: Apache-2.0
// Properties and their formulas. A condition over the state becomes a predicate over named parameters, so
// that the few values it depends on can be shown, collected and judged apart from the state.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ir/system.h"

namespace mc::frontend {

class Formulas {
 public:
  explicit Formulas(ir::System& system) : system_(system) {}

  /// The property of that kind and name; made with `text`, `help` and `source` when it is new.
  ir::PropertyId property(ir::Property::Kind kind, const std::string& name, const std::string& text,
                          const std::string& help, ir::SourceId source);

  /// Observations that together say that `condition` holds: one for each of its conjuncts, over the places
  /// it loads and `self`. `task` owns the frame slots it may load; nullptr if it loads none.
  std::vector<ir::ObservationId> observe(ir::PropertyId property, ir::ExprId condition, const ir::Task* task);

  /// A single observation of a whole condition, conjunction or not.
  ir::ObservationId observe_whole(ir::PropertyId property, ir::ExprId condition, const ir::Task* task);

  /// Observations of `expression`, a predicate over parameters 0, 1, … that are called and typed as
  /// `parameters` says, with `arguments` for them.
  std::vector<ir::ObservationId> apply(ir::PropertyId property, ir::ExprId expression,
                                       const std::vector<ir::Parameter>& parameters,
                                       const std::vector<ir::ExprId>& arguments);

 private:
  std::vector<ir::ExprId> conjuncts(ir::ExprId condition);
  ir::FormulaId formula(ir::PropertyId property, ir::ExprId expression,
                        std::vector<ir::Parameter> parameters);
  ir::ObservationId observation(ir::FormulaId formula, std::vector<ir::ExprId> arguments);
  ir::Parameter parameter(ir::ExprId leaf, const ir::Task* task) const;

  ir::System& system_;
  std::map<std::pair<ir::Property::Kind, std::string>, ir::PropertyId> properties_;
};

}  // namespace mc::frontend
