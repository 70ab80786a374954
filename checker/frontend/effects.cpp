// SPDX-License-Identifier: Apache-2.0
#include "frontend/effects.h"

namespace mc::frontend {

bool may_emit(const clang::Stmt* statement) {
  if (statement == nullptr) return false;
  if (llvm::isa<clang::CallExpr, clang::ArraySubscriptExpr, clang::ConditionalOperator,
                clang::CompoundLiteralExpr>(statement))
    return true;
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(statement);
      member != nullptr && member->isArrow())
    return true;
  if (const auto* operation = llvm::dyn_cast<clang::UnaryOperator>(statement))
    if (operation->isIncrementDecrementOp() || operation->getOpcode() == clang::UO_Deref) return true;
  if (const auto* operation = llvm::dyn_cast<clang::BinaryOperator>(statement))
    if (operation->isAssignmentOp() || operation->isShiftOp() || operation->getOpcode() == clang::BO_Div ||
        operation->getOpcode() == clang::BO_Rem || operation->isCommaOp())
      return true;
  for (const clang::Stmt* child : statement->children())
    if (may_emit(child)) return true;
  return false;
}

bool has_effects(const clang::Stmt* statement) {
  if (statement == nullptr) return false;
  if (llvm::isa<clang::CallExpr>(statement)) return true;
  if (const auto* operation = llvm::dyn_cast<clang::UnaryOperator>(statement))
    if (operation->isIncrementDecrementOp()) return true;
  if (const auto* operation = llvm::dyn_cast<clang::BinaryOperator>(statement))
    if (operation->isAssignmentOp()) return true;
  for (const clang::Stmt* child : statement->children())
    if (has_effects(child)) return true;
  return false;
}

bool implicit_conversion(const clang::Expr* expression) {
  const auto* cast = llvm::dyn_cast<clang::ImplicitCastExpr>(expression);
  return cast != nullptr && cast->getCastKind() == clang::CK_IntegralCast;
}

}  // namespace mc::frontend
