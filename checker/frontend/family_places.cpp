// SPDX-License-Identifier: Apache-2.0
// Expressions: whose element is read and changed.
#include <fmt/format.h>

#include "frontend/counted_loop.h"
#include "frontend/family_survey.h"
#include "frontend/module.h"
#include "frontend/refuse.h"

namespace mc::frontend {

using clang::SourceLocation;

void Survey::initialiser(const clang::InitListExpr* list) {
  const clang::RecordDecl* record = list->getType()->getAsRecordDecl();
  unsigned number = 0;
  for (const clang::FieldDecl* field : record->fields()) {
    if (field->isUnnamedBitField() || number >= list->getNumInits()) continue;
    const clang::Expr* value = list->getInit(number++);
    const auto pointer = elements_.find(variable_of(value));
    if (pointer == elements_.end()) {
      expression(value);
      continue;
    }
    if (self_ == nullptr || pointer->second.index != self_) kept(value->getExprLoc());
    if (own_.emplace(field, pointer->second).first->second.array != pointer->second.array)
      refuse(value->getExprLoc(), "this member points to elements of several arrays: use one for each");
  }
}

void Survey::expression(const clang::Expr* expression) {
  expression = bare(expression);
  if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(expression))
    if (list->getType()->isStructureType()) return initialiser(list);
  if (const auto* cast = llvm::dyn_cast<clang::CStyleCastExpr>(expression))
    if (cast->getType()->isVoidType() && number(cast->getSubExpr())) return;
  if (const auto* call = llvm::dyn_cast<clang::CallExpr>(expression)) return this->call(call);
  if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(expression)) return this->name(name);
  if (const auto* operation = llvm::dyn_cast<clang::BinaryOperator>(expression)) return binary(operation);
  if (const auto* operation = llvm::dyn_cast<clang::UnaryOperator>(expression)) {
    if (operation->isIncrementDecrementOp()) return changed(operation->getSubExpr(), std::nullopt, 0);
    if (operation->getOpcode() == clang::UO_Deref && !loops_.empty())
      refuse(operation->getExprLoc(), "`*` in a loop over all: write which variable is meant");
    if (operation->getOpcode() == clang::UO_AddrOf && element(operation->getSubExpr()))
      kept(operation->getExprLoc());
  }
  if (llvm::isa<clang::ArraySubscriptExpr>(expression) || llvm::isa<clang::MemberExpr>(expression)) {
    if (is_own(expression)) kept(expression->getExprLoc());
    if (place(expression)) return;
    if (!loops_.empty()) reads(expression);
  }
  for (const clang::Stmt* child : expression->children())
    if (child != nullptr) this->expression(llvm::cast<clang::Expr>(child));
}

void Survey::kept(SourceLocation where) {
  refuse(where, "a pointer to the element of one of many: --any takes it as argument of a function only");
}

void Survey::name(const clang::DeclRefExpr* name) {
  if (names_parameter(name)) depends(name->getLocation());
  const auto* variable = llvm::dyn_cast<clang::VarDecl>(name->getDecl());
  if (variable == nullptr) return;
  if (numbers_.contains(variable) || elements_.contains(variable))
    refuse(name->getLocation(),
           "the number or the element of one of many may be used as subscript, compared with another for "
           "equality, and given to a function, so that all are treated alike");
  if (arrays_.contains(variable->getCanonicalDecl()))
    refuse(name->getLocation(), "write which element is meant");
  if (!loops_.empty()) reads(name);
}

void Survey::binary(const clang::BinaryOperator* operation) {
  if (operation->isEqualityOp() && number(operation->getLHS()) && number(operation->getRHS())) return;
  if (!operation->isAssignmentOp()) {
    expression(operation->getLHS());
    expression(operation->getRHS());
    return;
  }
  if (is_own(operation->getLHS()) || holds_own(operation->getType()))
    refuse(operation->getExprLoc(), "a pointer to the element of one of many stays what it was at first");
  expression(operation->getRHS());
  clang::Expr::EvalResult value;
  std::optional<std::int64_t> constant;
  if (operation->getOpcode() == clang::BO_Assign && operation->getRHS()->EvaluateAsInt(value, context_))
    constant = value.Val.getInt().getExtValue();
  changed(operation->getLHS(), constant, operation->getOpcode());
}

bool Survey::is_own(const clang::Expr* place) const {
  const auto* member = llvm::dyn_cast<clang::MemberExpr>(place->IgnoreParenCasts());
  return member != nullptr && own_.contains(llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl()));
}

bool Survey::holds_own(clang::QualType type) const {
  const clang::RecordDecl* record = type->getAsRecordDecl();
  return record != nullptr && std::ranges::any_of(record->fields(), [this](const clang::FieldDecl* field) {
           return own_.contains(field) ||
                  holds_own(clang::QualType(field->getType()->getBaseElementTypeUnsafe(), 0));
         });
}

std::optional<Element> Survey::element(const clang::Expr* place) const {
  place = place->IgnoreParenCasts();
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(place)) {
    if (!member->isArrow() || !is_own(member->getBase())) return element(member->getBase());
    const auto* pointer = llvm::cast<clang::MemberExpr>(member->getBase()->IgnoreParenCasts());
    return Element{own_.at(llvm::cast<clang::FieldDecl>(pointer->getMemberDecl())).array, self_};
  }
  if (const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(place)) {
    const auto* array = llvm::dyn_cast<clang::DeclRefExpr>(subscript->getBase()->IgnoreParenCasts());
    if (array == nullptr || !arrays_.contains(array->getDecl()->getCanonicalDecl()))
      return element(subscript->getBase());
    const auto found = numbers_.find(variable_of(subscript->getIdx()));
    if (found == numbers_.end())
      refuse(subscript->getExprLoc(),
             "an element of one particular number: --any takes `self` and variables of loops over all");
    return Element{array->getDecl()->getCanonicalDecl(), found->second};
  }
  const auto* variable = variable_of(place);
  const auto found = elements_.find(variable);
  if (found != elements_.end()) return found->second;
  return std::nullopt;
}

void Survey::subscripts(const clang::Expr* place) {
  place = place->IgnoreParenCasts();
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(place)) return subscripts(member->getBase());
  const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(place);
  if (subscript == nullptr) return;
  subscripts(subscript->getBase());
  if (!number(subscript->getIdx())) expression(subscript->getIdx());
}

bool Survey::place(const clang::Expr* expression) {
  const auto found = element(expression);
  if (!found) return false;
  subscripts(expression);
  if (expression->getType()->isArrayType()) kept(expression->getExprLoc());
  if (!loops_.empty())
    (found->index == loops_.back().variable ? loops_.back().seen : loops_.back().read).insert(found->array);
  return true;
}

void Survey::reads(const clang::Expr* place) {
  if (const clang::Decl* what = root(place); what != nullptr && !loops_.back().locals.contains(what))
    loops_.back().read.insert(what);
  if (const auto* record = place->getType()->getAsRecordDecl()) reads_all(record);
}

void Survey::reads_all(const clang::RecordDecl* record) {
  for (const clang::FieldDecl* field : record->fields()) {
    loops_.back().read.insert(field);
    if (const auto* inner = field->getType()->getAsRecordDecl()) reads_all(inner);
  }
}

void Survey::changed(const clang::Expr* place, std::optional<std::int64_t> constant, int operation) {
  place = bare(place);
  const SourceLocation where = place->getExprLoc();
  if (number(place) || elements_.contains(variable_of(place)))
    refuse(where, "the number of one of many, and a pointer to its element, stay what they are");
  const auto found = element(place);
  subscripts(place);
  if (loops_.empty()) return;
  if (found && found->index == loops_.back().variable) {
    loops_.back().own.insert(found->array);
    return;
  }
  const clang::Decl* target = found ? found->array : root(place);
  if (loops_.back().locals.contains(target)) return;
  if (!found && !one_place(place))
    refuse(where, "which variable this changes depends on the iteration: write a loop for each");
  loops_.back().written.insert(target);
  const bool folds = (operation == clang::BO_OrAssign || operation == clang::BO_AndAssign) &&
                     place->getType()->isBooleanType();
  if (!constant && !folds)
    refuse(where,
           "a loop over all may change its element, and others by |=, &= (if they are bool) or to "
           "a constant");
  const bool same = loops_.back().operation.emplace(target, operation).first->second == operation;
  if (!same || (constant && loops_.back().constant.emplace(target, *constant).first->second != *constant))
    refuse(where, "what a loop over all does here depends on the order: write two loops");
}

bool Survey::one_place(const clang::Expr* place) const {
  place = place->IgnoreParenCasts();
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(place)) {
    if (!member->isArrow()) return one_place(member->getBase());
    const clang::VarDecl* pointer = variable_of(member->getBase()->IgnoreParenCasts());
    return pointer != nullptr && !loops_.back().locals.contains(pointer);
  }
  if (const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(place))
    return number_of(subscript->getIdx()) && one_place(subscript->getBase());
  return variable_of(place) != nullptr;
}

const clang::Decl* Survey::root(const clang::Expr* place) {
  place = place->IgnoreParenCasts();
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(place)) return member->getMemberDecl();
  if (const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(place))
    return root(subscript->getBase());
  return variable_of(place);
}

}  // namespace mc::frontend
