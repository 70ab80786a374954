// SPDX-License-Identifier: Apache-2.0
#include "frontend/counted_loop.h"

#include <clang/AST/RecursiveASTVisitor.h>

#include "frontend/constant.h"

namespace mc::frontend {

namespace {

bool names(const clang::Expr* expression, const clang::VarDecl* variable) {
  const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(expression->IgnoreParenCasts());
  return name != nullptr && name->getDecl() == variable;
}

/// Whether a statement assigns to a variable or takes its address.
struct Changes : clang::RecursiveASTVisitor<Changes> {
  explicit Changes(const clang::VarDecl* of) : variable(of) {}
  const clang::VarDecl* variable;
  bool found = false;

  bool VisitBinaryOperator(clang::BinaryOperator* operation) {
    found = found || (operation->isAssignmentOp() && names(operation->getLHS(), variable));
    return true;
  }
  bool VisitUnaryOperator(clang::UnaryOperator* operation) {
    const bool changes = operation->isIncrementDecrementOp() || operation->getOpcode() == clang::UO_AddrOf;
    found = found || (changes && names(operation->getSubExpr(), variable));
    return true;
  }
};

/// The variable that the loop's header declares, if nothing but the header changes it.
const clang::VarDecl* counter(const clang::ForStmt* loop) {
  const auto* init = llvm::dyn_cast_or_null<clang::DeclStmt>(loop->getInit());
  if (init == nullptr || !init->isSingleDecl() || loop->getCond() == nullptr || loop->getInc() == nullptr)
    return nullptr;
  const auto* variable = llvm::dyn_cast<clang::VarDecl>(init->getSingleDecl());
  if (variable == nullptr || !variable->hasInit() || !variable->getType()->isIntegerType() ||
      variable->getType()->isBooleanType())
    return nullptr;
  Changes changes(variable);
  changes.TraverseStmt(const_cast<clang::Stmt*>(loop->getBody()));
  return changes.found ? nullptr : variable;
}

/// How much `increment` adds to `variable`; nothing if it is of another form.
std::optional<ir::Value> step_of(const clang::Expr* increment, const clang::VarDecl* variable,
                                 const clang::ASTContext& context) {
  if (const auto* unary = llvm::dyn_cast<clang::UnaryOperator>(increment))
    if (unary->isIncrementDecrementOp() && names(unary->getSubExpr(), variable))
      return unary->isIncrementOp() ? 1 : -1;
  const auto* compound = llvm::dyn_cast<clang::CompoundAssignOperator>(increment);
  if (compound == nullptr || !names(compound->getLHS(), variable)) return std::nullopt;
  clang::Expr::EvalResult by;
  if (!compound->getRHS()->EvaluateAsInt(by, context)) return std::nullopt;
  if (compound->getOpcode() == clang::BO_AddAssign) return value_of(by.Val.getInt());
  if (compound->getOpcode() == clang::BO_SubAssign) return -value_of(by.Val.getInt());
  return std::nullopt;
}

/// The operands of comma operators, left to right.
void split_commas(const clang::Expr* expression, std::vector<const clang::Expr*>& parts) {
  expression = expression->IgnoreParens();
  const auto* comma = llvm::dyn_cast<clang::BinaryOperator>(expression);
  if (comma == nullptr || !comma->isCommaOp()) return parts.push_back(expression);
  split_commas(comma->getLHS(), parts);
  split_commas(comma->getRHS(), parts);
}

}  // namespace

std::optional<CountedLoop> counted_loop(const clang::ForStmt* loop, const clang::ASTContext& context) {
  const clang::VarDecl* variable = counter(loop);
  if (variable == nullptr) return std::nullopt;
  std::vector<const clang::Expr*> parts;
  split_commas(loop->getInc(), parts);
  CountedLoop result{variable, 0, {}, {}};
  for (const clang::Expr* part : parts) {
    Changes changes(variable);
    changes.TraverseStmt(const_cast<clang::Expr*>(part));
    if (!changes.found) {
      (result.step == 0 ? result.before : result.after).push_back(part);
      continue;
    }
    const auto step = step_of(part, variable, context);
    if (!step || result.step != 0) return std::nullopt;
    result.step = *step;
  }
  if (result.step == 0) return std::nullopt;
  return result;
}

}  // namespace mc::frontend
