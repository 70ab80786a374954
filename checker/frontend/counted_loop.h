// SPDX-License-Identifier: Apache-2.0
// Recognises loops that count from a constant by a constant: they are written out, iteration by iteration.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Stmt.h>

#include <optional>
#include <vector>

#include "ir/type.h"

namespace mc::frontend {

/// `for (T variable = …; …; before, variable += step, after)` whose body leaves the variable alone.
struct CountedLoop {
  const clang::VarDecl* variable;
  ir::Value step;
  std::vector<const clang::Expr*> before, after;  ///< expressions of the increment beside the step
};

/// Nothing if the loop is of another form. Whether it starts and ends at constants is the caller's to see.
std::optional<CountedLoop> counted_loop(const clang::ForStmt* loop, const clang::ASTContext& context);

}  // namespace mc::frontend
