// SPDX-License-Identifier: Apache-2.0
// Symbol table: what things are called in an exported Promela model, and which of them it needs.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "export/flatten.h"
#include "export/names.h"
#include "export/simplify.h"
#include "export/writer.h"

namespace mc::exporter {

/// Variables are declared only if some text names them, so all texts have to be asked for first.
class PromelaScope {
 public:
  explicit PromelaScope(Flat& flat);
  PromelaScope(const PromelaScope&) = delete;

  /// Texts that follow belong to this task.
  void enter(std::size_t task);
  /// Texts that follow belong to a new step of it. `as_unit`: it is a d_step. Spin does not undo what a
  /// d_step does to hidden variables, so the others have temporaries of their own.
  void begin_step(bool as_unit);

  /// In Promela, or in C where Promela's arithmetic of 32 bits is too narrow.
  std::string value(ir::ExprId id) { return text(simplifier_.value(id)); }
  std::string condition(ir::ExprId id) { return text(simplifier_.condition(id)); }
  std::string place(ir::PlaceId id);

  struct Target {
    std::string before;  ///< a statement that has to come first; mostly none
    std::string place;
  };
  /// Where an assignment writes. To undo it, Spin evaluates its subscript once more, afterwards; a subscript
  /// that the assignment itself may change is therefore remembered in a hidden variable.
  Target target(ir::PlaceId id);
  /// A slot that is named without a subscript.
  std::string slot(ir::Space space, std::uint32_t slot);

  const std::string& process() const { return process_names_[task_]; }
  /// Of the shared variables and the temporaries, and of the local ones of the task.
  std::string shared_declarations() const;
  std::string local_declarations() const;

 private:
  Language language(Language::Syntax syntax);
  std::string text(ir::ExprId id);
  std::string self(Language::Syntax syntax) const;
  std::string name(const ir::Place& place, Language::Syntax syntax);
  std::string temporary(const Variable& variable);

  Flat& flat_;
  Names names_, local_scope_, step_scope_;
  Writer promela_, c_;
  Simplifier simplifier_;
  std::vector<std::string> process_names_, shared_names_, local_names_;
  std::set<const Variable*> used_;
  std::map<std::string, std::size_t> hidden_;  ///< temporaries of all steps, and how many elements they need
  std::size_t task_ = 0;
  bool as_unit_ = false;
  std::map<std::uint32_t, std::string> temporaries_;  ///< of the step, by slot
};

}  // namespace mc::exporter
