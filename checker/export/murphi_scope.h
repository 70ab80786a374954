// SPDX-License-Identifier: Apache-2.0
// Symbol table: what things are called in an exported Murphi model, and which of them it needs.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "export/flatten.h"
#include "export/names.h"
#include "export/simplify.h"
#include "export/step.h"
#include "export/writer.h"

namespace mc::exporter {

/// Variables are declared only if some text names them, so all texts have to be asked for first.
class MurphiScope {
 public:
  explicit MurphiScope(Flat& flat);
  MurphiScope(const MurphiScope&) = delete;

  /// Texts that follow belong to a new step of this task.
  void begin_step(std::size_t task, const Step& step);
  /// Each choice of the step is a parameter of its rule: a temporary that begins with any value from 0 to
  /// `most`.
  struct Parameter {
    std::uint32_t position = 0;  ///< of the choice
    ir::PlaceId place = ir::PlaceId::none;
    ir::Value most = 0;
    std::string name;
  };
  const std::vector<Parameter>& parameters() const { return parameters_; }

  std::string value(ir::ExprId id) { return writer_.value(simplifier_.value(id)); }
  std::string condition(ir::ExprId id) { return writer_.condition(simplifier_.condition(id)); }
  std::string place(ir::PlaceId id) { return writer_.place(flat_.system.place(id)); }
  std::string slot(ir::Space space, std::uint32_t slot) {
    return writer_.place({.space = space, .base = slot});
  }

  /// The program counter of the running copy, or of another one.
  std::string counter() const;
  std::string counter(std::size_t task, unsigned copy) const;
  std::string label(std::size_t task, std::uint32_t location) const;

  /// Of the temporaries of the step.
  std::string temporary_declarations() const;
  /// Types and variables; what they begin with.
  std::string declarations() const;
  std::string start() const;

 private:
  unsigned copies(std::size_t task) const { return flat_.system.tasks[task].count; }
  std::string name(const ir::Place& place);
  std::string initial_values(const Variable& variable, const std::string& name) const;

  Flat& flat_;
  Names names_, step_names_;
  Writer writer_;
  Simplifier simplifier_;
  std::vector<std::string> shared_names_, task_names_, counters_;
  std::vector<std::vector<std::string>> local_names_;  ///< by task
  std::set<const Variable*> used_;
  std::size_t task_ = 0;
  std::vector<Parameter> parameters_;
  std::map<std::uint32_t, std::string> temporaries_;  ///< of the step, by slot
};

}  // namespace mc::exporter
