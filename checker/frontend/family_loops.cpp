// SPDX-License-Identifier: Apache-2.0
// Statements and calls: what a loop over all does in its iterations.
#include <fmt/format.h>

#include "frontend/counted_loop.h"
#include "frontend/family_survey.h"
#include "frontend/module.h"
#include "frontend/refuse.h"

namespace mc::frontend {

using clang::SourceLocation;

void Survey::statement(const clang::Stmt* statement) {
  if (statement == nullptr) return;
  if (const auto* loop = llvm::dyn_cast<clang::ForStmt>(statement)) return for_loop(loop);
  if (const auto* given = llvm::dyn_cast<clang::ReturnStmt>(statement)) return returns(given);
  if (const auto* declared = llvm::dyn_cast<clang::DeclStmt>(statement)) return locals(declared);
  if (const auto* expression = llvm::dyn_cast<clang::Expr>(statement)) return this->expression(expression);
  if (llvm::isa<clang::BreakStmt>(statement) && !loops_.empty() && callee_depth_ <= loops_.size())
    leaves(statement->getBeginLoc(), std::nullopt);
  if (!loops_.empty() && llvm::isa<clang::GotoStmt>(statement))
    refuse(statement->getBeginLoc(), "goto in a loop over all: write it without");
  for (const clang::Stmt* child : statement->children()) this->statement(child);
}

void Survey::locals(const clang::DeclStmt* statement) {
  for (const clang::Decl* declaration : statement->decls()) {
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(declaration);
    if (variable == nullptr) continue;
    sized(variable->getTypeSourceInfo(), nullptr);
    if (!loops_.empty()) loops_.back().locals.insert(variable);
    if (variable->getInit() != nullptr) expression(variable->getInit());
  }
}

void Survey::for_loop(const clang::ForStmt* loop) {
  const auto* init = llvm::dyn_cast_or_null<clang::DeclStmt>(loop->getInit());
  if (init != nullptr && init->isSingleDecl() && note(init->getSingleDecl()) == "atomic")
    return step([&] { statement(loop->getBody()); }, family_.witnesses);
  if (!mentions_parameter(loop->getCond())) {
    for (const clang::Stmt* child : loop->children()) statement(child);
    return;
  }
  const auto counted = counted_loop(loop, context_);
  const auto* condition = llvm::dyn_cast<clang::BinaryOperator>(bare(loop->getCond()));
  if (!counted || counted->step != 1 || !counted->before.empty() || !counted->after.empty() ||
      number_of(counted->variable->getInit()) != 0 || condition == nullptr ||
      condition->getOpcode() != clang::BO_LT || variable_of(condition->getLHS()) != counted->variable ||
      !names_parameter(condition->getRHS()))
    refuse(loop->getBeginLoc(), fmt::format("--any takes loops over all of the form "
                                            "`for (unsigned i = 0; i < {0}; i++)`",
                                            parameter_));
  if (!atomic_)
    refuse(loop->getBeginLoc(),
           fmt::format("a loop over all {} with a step an iteration is not proved for any number: put it "
                       "into an MC_ATOMIC function or an mc_atomic block if it may be one step",
                       parameter_));
  over_all(loop, counted->variable);
}

void Survey::over_all(const clang::ForStmt* statement, const clang::VarDecl* variable) {
  const SourceLocation where = statement->getBeginLoc();
  if (!loops_.empty() && callee_depth_ > loops_.size())
    refuse(where,
           "a condition on all of all: a loop over all may stand in another only if both return the "
           "same constant from one function");
  loops_.push_back({.variable = variable});
  numbers_[variable] = variable;
  this->statement(statement->getBody());
  const LoopOverAll loop = std::move(loops_.back());
  loops_.pop_back();
  check_order(loop, where);
  witnesses_ +=
      static_cast<unsigned>(loop.written.size()) + (loop.leaves ? 1U : 0U) + (loop.checks ? 1U : 0U);
  if (loops_.empty()) return;
  if (!loop.own.empty() || !loop.written.empty() || loop.checks || loop.breaks)
    refuse(where, "a loop over all inside another may do nothing but return");
  loops_.back().nested = true;
  loops_.back().read.insert(loop.read.begin(), loop.read.end());
  if (loop.leaves) leaves(where, loop.returned);
}

void Survey::check_order(const LoopOverAll& loop, SourceLocation where) const {
  const auto met = [](const auto& some, const auto& others) {
    return std::ranges::any_of(some, [&](const auto* each) { return others.contains(each); });
  };
  if (met(loop.read, loop.written) || met(loop.read, loop.own) || met(loop.seen, loop.written) ||
      met(loop.own, loop.written))
    refuse(where, "an iteration of this loop reads or changes what another one changes: write two loops");
  const bool changes = !loop.own.empty() || !loop.written.empty();
  if (loop.leaves && changes)
    refuse(where, "a loop over all that is left early may change nothing before: write two loops");
  if (loop.nested && (changes || loop.checks || loop.breaks))
    refuse(where, "a loop over all with another inside may do nothing but return");
}

void Survey::returns(const clang::ReturnStmt* statement) {
  if (statement->getRetValue() != nullptr) expression(statement->getRetValue());
  if (loops_.empty() || callee_depth_ > loops_.size()) return;  // of a function that the loop calls
  if (statement->getRetValue() == nullptr) return leaves(statement->getBeginLoc(), 0);
  const auto constant = number_of(statement->getRetValue());
  if (!constant) refuse(statement->getBeginLoc(), "a loop over all may return a constant only");
  leaves(statement->getBeginLoc(), constant);
}

void Survey::leaves(SourceLocation where, std::optional<std::int64_t> constant) {
  LoopOverAll& loop = loops_.back();
  const bool breaks = !constant;
  if (loop.leaves && (loop.breaks != breaks || loop.returned != constant))
    refuse(where, "a loop over all may be left in one way only: by break, or by returning one constant");
  loop.leaves = true;
  loop.breaks = breaks;
  loop.returned = constant;
}

void Survey::call(const clang::CallExpr* call) {
  const clang::FunctionDecl* function = call->getDirectCallee();
  if (function == nullptr) return;
  const clang::FunctionDecl* definition = function->getDefinition();
  if (definition != nullptr && function->getName() != "mc_choose") return inlined(call, definition);
  if (function->getName() == "mc_task")
    refuse(call->getBeginLoc(),
           "mc_task() is not the same for every number of tasks: say who it was by an "
           "element of its own");
  const bool looks = function->getName().starts_with("mc_") && function->getName() != "mc_choose";
  if (function->getName() == "mc_check" && !loops_.empty()) loops_.back().checks = true;
  const auto walk = [&] {
    for (const clang::Expr* argument : call->arguments()) expression(argument);
  };
  if (looks)
    step(walk, family_.witnesses);
  else
    walk();
}

void Survey::inlined(const clang::CallExpr* call, const clang::FunctionDecl* function) {
  if (active_.contains(function)) return;  // recursion, which is refused when the code is read
  for (unsigned i = 0; i < function->getNumParams() && i < call->getNumArgs(); ++i)
    bind(function->getParamDecl(i), bare(call->getArg(i)));
  active_.insert(function);
  const auto body = [&] {
    const std::size_t depth = callee_depth_;
    callee_depth_ = loops_.size() + 1;
    statement(function->getBody());
    callee_depth_ = depth;
  };
  if (note(function) == "atomic")
    step(body, family_.witnesses);
  else
    body();
  active_.erase(function);
}

void Survey::bind(const clang::ParmVarDecl* parameter, const clang::Expr* argument) {
  numbers_.erase(parameter);
  elements_.erase(parameter);
  if (!loops_.empty()) loops_.back().locals.insert(parameter);
  if (number(argument)) {
    numbers_[parameter] = numbers_.at(variable_of(argument));
    return;
  }
  const auto* address = llvm::dyn_cast<clang::UnaryOperator>(argument);
  const bool taken = address != nullptr && address->getOpcode() == clang::UO_AddrOf;
  const clang::Expr* place = taken ? address->getSubExpr() : argument;
  const auto found = taken || elements_.contains(variable_of(argument)) ? element(place) : std::nullopt;
  if (!found) return expression(argument);
  subscripts(place);
  elements_[parameter] = *found;
}

}  // namespace mc::frontend
