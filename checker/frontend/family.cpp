// SPDX-License-Identifier: Apache-2.0
#include "frontend/family.h"

#include <fmt/format.h>

#include "frontend/counted_loop.h"
#include "frontend/family_survey.h"
#include "frontend/module.h"
#include "frontend/refuse.h"

namespace mc::frontend {

using clang::SourceLocation;

ir::Family Survey::survey() {
  for (const clang::Decl* declaration : context_.getTranslationUnitDecl()->decls()) declare(declaration);
  for (const clang::Decl* declaration : context_.getTranslationUnitDecl()->decls()) {
    const auto* function = llvm::dyn_cast<clang::FunctionDecl>(declaration);
    if (function != nullptr && function->doesThisDeclarationHaveABody()) enter(function);
  }
  if (family_.tasks.empty())
    refuse({}, fmt::format("no task has {} copies: --any takes the parameter that says how many run",
                           parameter_));
  return family_;
}

bool Survey::names_parameter(const clang::Expr* expression) const {
  const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(bare(expression));
  if (name == nullptr) return false;
  const auto* item = llvm::dyn_cast<clang::EnumConstantDecl>(name->getDecl());
  return item != nullptr && item->getName() == parameter_;
}

bool Survey::mentions_parameter(const clang::Stmt* statement) const {
  if (statement == nullptr) return false;
  const auto* expression = llvm::dyn_cast<clang::Expr>(statement);
  if (expression != nullptr && names_parameter(expression)) return true;
  return std::ranges::any_of(statement->children(),
                             [this](const clang::Stmt* child) { return mentions_parameter(child); });
}

void Survey::depends(SourceLocation where) const {
  refuse(where, fmt::format("this depends on the number {}: --any takes models in which that only says how "
                            "many copies a task, how many elements an array and how many rounds a loop has",
                            parameter_));
}

void Survey::declare(const clang::Decl* declaration) {
  if (const auto* enumeration = llvm::dyn_cast<clang::EnumDecl>(declaration)) {
    if (note(enumeration) == "param" || note(enumeration).starts_with("symmetric")) return;
    for (const clang::EnumConstantDecl* item : enumeration->enumerators())
      if (mentions_parameter(item->getInitExpr())) depends(item->getLocation());
  } else if (const auto* record = llvm::dyn_cast<clang::RecordDecl>(declaration)) {
    for (const clang::FieldDecl* field : record->fields()) sized(field->getTypeSourceInfo(), nullptr);
  } else if (const auto* type = llvm::dyn_cast<clang::TypedefNameDecl>(declaration)) {
    sized(type->getTypeSourceInfo(), nullptr);
  } else if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(declaration)) {
    const bool many = sized(variable->getTypeSourceInfo(), variable);
    if (many ? !starts_alike(variable->getInit()) : mentions_many(variable->getInit()))
      refuse(variable->getLocation(), fmt::format("what this is at first depends on the number {0}, or names "
                                                  "one of many: let all start the same, as in "
                                                  "`= {{ [0 ... {0} - 1] = ... }}`",
                                                  parameter_));
  }
}

bool Survey::starts_alike(const clang::Expr* init) const {
  if (init == nullptr) return true;
  const auto* list = llvm::dyn_cast<clang::InitListExpr>(init);
  if (list == nullptr) return false;
  if (list->isSemanticForm() && list->getSyntacticForm() != nullptr) list = list->getSyntacticForm();
  if (list->getNumInits() == 0) return true;
  const auto* only = llvm::dyn_cast<clang::DesignatedInitExpr>(list->getInit(0));
  if (list->getNumInits() != 1 || only == nullptr || only->size() != 1) return false;
  const clang::DesignatedInitExpr::Designator* range = only->getDesignator(0);
  if (!range->isArrayRangeDesignator()) return false;
  const auto* last = llvm::dyn_cast<clang::BinaryOperator>(bare(only->getArrayRangeEnd(*range)));
  return number_of(only->getArrayRangeStart(*range)) == 0 && last != nullptr &&
         last->getOpcode() == clang::BO_Sub && names_parameter(last->getLHS()) &&
         number_of(last->getRHS()) == 1 && !mentions_many(only->getInit());
}

std::optional<std::int64_t> Survey::number_of(const clang::Expr* expression) const {
  clang::Expr::EvalResult value;
  if (!expression->EvaluateAsInt(value, context_)) return std::nullopt;
  return value.Val.getInt().getExtValue();
}

bool Survey::mentions_many(const clang::Stmt* statement) const {
  if (statement == nullptr) return false;
  if (mentions_parameter(statement)) return true;
  const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(statement);
  if (name != nullptr && arrays_.contains(name->getDecl()->getCanonicalDecl())) return true;
  return std::ranges::any_of(statement->children(),
                             [this](const clang::Stmt* child) { return mentions_many(child); });
}

bool Survey::sized(const clang::TypeSourceInfo* source, const clang::VarDecl* variable) {
  if (source == nullptr) return false;
  clang::TypeLoc type = source->getTypeLoc().getUnqualifiedLoc();
  bool result = false;
  for (bool outermost = true; auto array = type.getAsAdjusted<clang::ArrayTypeLoc>(); outermost = false) {
    if (array.getSizeExpr() != nullptr && mentions_parameter(array.getSizeExpr())) {
      if (!outermost || variable == nullptr || !names_parameter(array.getSizeExpr()))
        depends(array.getSizeExpr()->getExprLoc());
      family_.arrays.push_back(variable->getNameAsString());
      arrays_.insert(variable->getCanonicalDecl());
      result = true;
    }
    type = array.getElementLoc().getUnqualifiedLoc();
  }
  return result;
}

void Survey::enter(const clang::FunctionDecl* function) {
  const std::string kind = note(function);
  numbers_.clear();
  elements_.clear();
  self_ = nullptr;
  if (kind == "invariant") step([&] { statement(function->getBody()); }, family_.predicate_witnesses);
  if (kind == "task" || kind == "daemon") enter_task(function);
}

void Survey::enter_task(const clang::FunctionDecl* function) {
  for (const auto* attribute : function->specific_attrs<clang::AnnotateAttr>())
    for (const clang::Expr* count : attribute->args()) {
      if (!mentions_parameter(count)) continue;
      if (!names_parameter(count)) depends(function->getLocation());
      family_.tasks.push_back(function->getNameAsString());
      self_ = function->getParamDecl(0);
      numbers_[self_] = self_;
    }
  statement(function->getBody());
}

ir::Family family_of(const clang::ASTContext& context, const std::string& parameter) {
  Survey first(context, parameter);
  first.survey();
  return Survey(context, parameter, first.own()).survey();
}

}  // namespace mc::frontend
