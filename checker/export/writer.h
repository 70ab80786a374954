// SPDX-License-Identifier: Apache-2.0
// Expression printer: expressions of a flat system in the syntax of a target language.
#pragma once

#include <functional>
#include <string>

#include "export/arithmetic.h"
#include "export/flatten.h"

namespace mc::exporter {

/// What one target language calls things. Names are asked for as the text is written.
struct Language {
  enum class Syntax { promela, c, murphi };
  Syntax syntax = Syntax::promela;
  /// Of the variable that has this slot, and of the running copy of the task.
  std::function<std::string(const ir::Place&)> name;
  std::function<std::string()> self;
};

class Writer {
 public:
  Writer(const ir::System& system, Language language)
      : system_(system), arithmetic_(system), language_(std::move(language)) {}

  /// As a number: "1 + folios_refcount[i]", with the parentheses it needs as an operand if `operand`. Throws
  /// Unsupported where the language has no such arithmetic.
  std::string value(ir::ExprId id, bool operand = false);
  /// As something that is true or false.
  std::string condition(ir::ExprId id, bool operand = false);
  /// "folios_dirty[vmf_pgoff]"
  std::string place(const ir::Place& place);

  /// Whether all of it is plain arithmetic on numbers of 32 bits.
  bool is_plain(ir::ExprId id);

  Arithmetic& arithmetic() { return arithmetic_; }

 private:
  using Syntax = Language::Syntax;

  std::string plain(const ir::Expression& node);
  std::string wrapping(ir::ExprId id);
  std::string unsigned_comparison(const ir::Expression& node);
  std::string wrapped(const std::string& text, ir::Numeric numeric);
  std::string conditional(const std::string& condition, const std::string& yes, const std::string& no);
  bool is_boolean(ir::ExprId id) const;

  const ir::System& system_;
  Arithmetic arithmetic_;
  Language language_;
};

}  // namespace mc::exporter
