// SPDX-License-Identifier: Apache-2.0
// Looks through a model's source for what is not the same for every number: see frontend/family.h. What
// stands for one of many is followed through calls; a function is looked at again for each.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/Expr.h>
#include <clang/AST/Stmt.h>
#include <clang/AST/TypeLoc.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ir/family.h"

namespace mc::frontend {

/// What the iterations of a loop have to do with each other.
struct LoopOverAll {
  const clang::VarDecl* variable = nullptr;
  std::set<const clang::Decl*> read, written;           ///< other than the element that it is at
  std::set<const clang::Decl*> own;                     ///< arrays whose element it changes
  std::set<const clang::Decl*> seen;                    ///< arrays whose element it reads
  std::set<const clang::Decl*> locals;                  ///< of one iteration
  std::map<const clang::Decl*, std::int64_t> constant;  ///< what a variable is set to
  std::map<const clang::Decl*, int> operation;          ///< what it is changed by
  std::optional<std::int64_t> returned;                 ///< what it is left with
  bool leaves = false, breaks = false, checks = false, nested = false;
};

inline const clang::Expr* bare(const clang::Expr* expression) {
  return expression->IgnoreParenImpCasts();
}

inline const clang::VarDecl* variable_of(const clang::Expr* expression) {
  const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(bare(expression));
  return name == nullptr ? nullptr : llvm::dyn_cast<clang::VarDecl>(name->getDecl());
}

/// The element that a place is inside of: the array and the variable that numbers it, or a pointer to one.
struct Element {
  const clang::Decl* array = nullptr;
  const clang::VarDecl* index = nullptr;
};

/// Members of structs that point to the task's own element, if they are not NULL.
using OwnPointers = std::map<const clang::FieldDecl*, Element>;

class Survey {
 public:
  /// `own` are those that another look has found: how they are used may be seen before where they are set.
  Survey(const clang::ASTContext& context, std::string parameter, OwnPointers own = {})
      : context_(context), parameter_(std::move(parameter)), own_(std::move(own)) {}

  ir::Family survey();
  const OwnPointers& own() const { return own_; }

 private:
  bool names_parameter(const clang::Expr* expression) const;
  bool mentions_parameter(const clang::Stmt* statement) const;
  [[noreturn]] void depends(clang::SourceLocation where) const;
  void declare(const clang::Decl* declaration);
  /// Whether the initialiser of an array is one for all elements.
  bool starts_alike(const clang::Expr* init) const;
  std::optional<std::int64_t> number_of(const clang::Expr* expression) const;
  /// Whether the parameter or an array of as many elements occurs.
  bool mentions_many(const clang::Stmt* statement) const;
  /// Whether a declared type is an array of `parameter` elements, which only that of a `variable` may be.
  bool sized(const clang::TypeSourceInfo* source, const clang::VarDecl* variable);
  void enter(const clang::FunctionDecl* function);
  void enter_task(const clang::FunctionDecl* function);
  /// What `walk` walks through is part of one step: the witnesses of its loops add up.
  template <typename Walk>
  void step(const Walk& walk, unsigned& most) {
    const bool outermost = !atomic_;
    if (outermost) witnesses_ = 0;
    atomic_ = true;
    walk();
    if (!outermost) return;
    atomic_ = false;
    most = std::max(most, witnesses_);
  }

  void statement(const clang::Stmt* statement);
  void locals(const clang::DeclStmt* statement);
  /// A struct on its way into a variable: fields that point to the task's own element are noted.
  void initialiser(const clang::InitListExpr* list);
  void for_loop(const clang::ForStmt* loop);
  void over_all(const clang::ForStmt* statement, const clang::VarDecl* variable);
  /// Refuses a loop in which the order of the iterations makes a difference, or how many there are.
  void check_order(const LoopOverAll& loop, clang::SourceLocation where) const;
  void returns(const clang::ReturnStmt* statement);
  /// The innermost loop returns that constant, or breaks off.
  void leaves(clang::SourceLocation where, std::optional<std::int64_t> constant);
  void expression(const clang::Expr* expression);
  /// Whether the expression is the number of one of many.
  bool number(const clang::Expr* expression) const { return numbers_.contains(variable_of(expression)); }

  [[noreturn]] static void kept(clang::SourceLocation where);
  void name(const clang::DeclRefExpr* name);
  void binary(const clang::BinaryOperator* operation);
  /// Whether a place is a member that points to the task's own element.
  bool is_own(const clang::Expr* place) const;
  /// Whether an object of that type has such members.
  bool holds_own(clang::QualType type) const;
  std::optional<Element> element(const clang::Expr* place) const;
  /// What other subscripts of a place read.
  void subscripts(const clang::Expr* place);
  /// A place that is read; false if it is in nobody's element.
  bool place(const clang::Expr* expression);
  /// Notes what the innermost loop reads; of a struct as a whole, all that is in it.
  void reads(const clang::Expr* place);
  void reads_all(const clang::RecordDecl* record);
  void changed(const clang::Expr* place, std::optional<std::int64_t> constant, int operation);
  /// Whether a place that is in nobody's element is the same in every iteration.
  bool one_place(const clang::Expr* place) const;
  /// The field that a place is, or is inside of, else the variable.
  static const clang::Decl* root(const clang::Expr* place);
  void call(const clang::CallExpr* call);
  void inlined(const clang::CallExpr* call, const clang::FunctionDecl* function);
  void bind(const clang::ParmVarDecl* parameter, const clang::Expr* argument);
  const clang::ASTContext& context_;
  std::string parameter_;
  ir::Family family_;
  std::set<const clang::Decl*> arrays_;
  /// Variables that hold the number of one of many: of which task or loop it is the variable.
  std::map<const clang::VarDecl*, const clang::VarDecl*> numbers_;
  std::map<const clang::VarDecl*, Element> elements_;  ///< pointers to an element or into one
  OwnPointers own_;
  const clang::VarDecl* self_ = nullptr;  ///< of the task, if there are many of it
  std::vector<LoopOverAll> loops_;
  std::set<const clang::FunctionDecl*> active_;
  std::size_t callee_depth_ = 0;  ///< loops around the call of the current function, and one; 0 in a task
  bool atomic_ = false;
  unsigned witnesses_ = 0;
};

}  // namespace mc::frontend
