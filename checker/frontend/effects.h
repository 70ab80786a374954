// SPDX-License-Identifier: Apache-2.0
// What evaluating an expression does besides having a value, seen from its text alone.
#pragma once

#include <clang/AST/Expr.h>
#include <clang/AST/Stmt.h>

namespace mc::frontend {

/// Whether evaluating `statement` may emit instructions: calls, side effects, or accesses that need a check.
bool may_emit(const clang::Stmt* statement);

/// Whether evaluating `statement` may change a variable.
bool has_effects(const clang::Stmt* statement);

/// An implicit conversion between integers: if it is to fewer bits, the range is checked where the value is
/// stored.
bool implicit_conversion(const clang::Expr* expression);

}  // namespace mc::frontend
