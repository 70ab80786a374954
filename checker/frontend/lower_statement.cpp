// SPDX-License-Identifier: Apache-2.0
// Statements: control flow, declarations, and where steps begin.
#include <fmt/format.h>

#include "frontend/constant.h"
#include "frontend/effects.h"
#include "frontend/lowering.h"

namespace mc::frontend {

using clang::SourceLocation;
using ir::ExprId;

namespace {

constexpr unsigned most_unrolled = 64;           ///< iterations of a counted loop that are written out
constexpr unsigned most_unrolled_atomic = 4096;  ///< the same inside an atomic body, where it must be

}  // namespace

Lowering::Lowering(Module& module, Formulas& formulas, ir::Task& task, ir::Value first_identity)
    : module_(module), formulas_(formulas), task_(task), first_identity_(first_identity) {}

void Lowering::lower_task(const clang::FunctionDecl* function) {
  module_.system.calls.push_back({function->getNameAsString(), "", ir::CallId::none, ir::SourceId::none});
  frames_.push_back({.function = function,
                     .call = static_cast<ir::CallId>(module_.system.calls.size() - 1),
                     .exit = code_.label()});
  if (function->getNumParams() == 1)
    frame().bindings.emplace(function->getParamDecl(0), Result{expressions().self()});
  statement(function->getBody());
  code_.bind(frame().exit);
  code_.set_source(module_.source({function->getEndLoc(), function->getEndLoc()}, "}", frame().call));
  task_.code = code_.finish();
}

std::optional<Computed> Lowering::lower_pure(const clang::FunctionDecl* function) {
  frames_.push_back({.function = function, .call = ir::CallId::none, .exit = code_.label()});
  for (unsigned i = 0; i < function->getNumParams(); ++i)
    frame().bindings.emplace(function->getParamDecl(i), Result{expressions().parameter(i)});
  code_.enter_atomic();
  frame().result =
      allocate(function->getReturnType().getUnqualifiedType(), "<result>", function->getLocation());
  const std::uint32_t result = frame().result->place.base;
  statement(function->getBody());
  code_.bind(frame().exit);
  return execute(module_.system, code_.finish(), 0, result);
}

void Lowering::begin_statement(clang::SourceRange range, const std::string& text) {
  code_.set_source(module_.source(range, text, frame().call));
  code_.begin_step();
}

void Lowering::begin_expression(const clang::Expr* expression) {
  begin_statement(expression->getSourceRange(), module_.text(expression->getSourceRange()));
}

void Lowering::statement(const clang::Stmt* statement) {
  if (statement == nullptr) return;
  if (const auto* block = llvm::dyn_cast<clang::CompoundStmt>(statement)) {
    for (const clang::Stmt* inner : block->body()) this->statement(inner);
  } else if (const auto* declaration = llvm::dyn_cast<clang::DeclStmt>(statement)) {
    begin_statement(declaration->getSourceRange(), module_.text(declaration->getSourceRange()));
    for (const clang::Decl* declared : declaration->decls())
      if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(declared)) declare(variable);
  } else if (const auto* choice = llvm::dyn_cast<clang::IfStmt>(statement)) {
    lower_if(choice);
  } else if (const auto* loop = llvm::dyn_cast<clang::WhileStmt>(statement)) {
    lower_while(loop);
  } else if (const auto* until = llvm::dyn_cast<clang::DoStmt>(statement)) {
    lower_do(until);
  } else if (const auto* counted = llvm::dyn_cast<clang::ForStmt>(statement)) {
    lower_for(counted);
  } else if (const auto* selection = llvm::dyn_cast<clang::SwitchStmt>(statement)) {
    lower_switch(selection);
  } else if (const auto* labelled = llvm::dyn_cast<clang::SwitchCase>(statement)) {
    code_.bind(cases_.at(labelled));
    this->statement(labelled->getSubStmt());
  } else if (const auto* result = llvm::dyn_cast<clang::ReturnStmt>(statement)) {
    lower_return(result);
  } else if (const auto* label = llvm::dyn_cast<clang::LabelStmt>(statement)) {
    code_.bind_backward(user_label(label->getDecl()));
    this->statement(label->getSubStmt());
  } else if (const auto* jump = llvm::dyn_cast<clang::GotoStmt>(statement)) {
    if (code_.ghost()) refuse(jump->getGotoLoc(), "goto in ghost code: write if and else");
    code_.jump(user_label(jump->getLabel()));
  } else if (llvm::isa<clang::BreakStmt>(statement)) {
    code_.jump(*loops_.back().break_to);
  } else if (llvm::isa<clang::ContinueStmt>(statement)) {
    for (auto at = loops_.rbegin(); at != loops_.rend(); ++at)
      if (at->continue_to) return code_.jump(*at->continue_to);
  } else if (const auto* attributed = llvm::dyn_cast<clang::AttributedStmt>(statement)) {
    this->statement(attributed->getSubStmt());
  } else if (const auto* expression = llvm::dyn_cast<clang::Expr>(statement)) {
    begin_expression(expression);
    discard(expression);
  } else if (llvm::isa<clang::AsmStmt>(statement)) {
    refuse(statement->getBeginLoc(), "inline assembly: write what it does to the model's state");
  } else if (llvm::isa<clang::IndirectGotoStmt>(statement)) {
    refuse(statement->getBeginLoc(), "a computed goto: write a switch");
  } else if (!llvm::isa<clang::NullStmt>(statement)) {
    refuse(statement->getBeginLoc(),
           fmt::format("a statement of kind {}: write it with those that model/README.md lists",
                       statement->getStmtClassName()));
  }
}

void Lowering::declare(const clang::VarDecl* variable) {
  if (variable->hasGlobalStorage()) return;
  const bool ghost = has_note(variable, "ghost");
  if (ghost) code_.enter_ghost();
  module_.types.slots(variable->getType(), variable->getLocation());
  if (variable->hasInit()) {
    Binding binding = bind_value(variable, variable->getInit());
    frame().bindings.insert_or_assign(variable, std::move(binding));
  } else {
    const Object own = allocate(variable->getType(), variable->getNameAsString(), variable->getLocation());
    frame().bindings.insert_or_assign(variable, own);
    store_zero(own, variable->getLocation());
  }
  if (ghost) code_.leave_ghost();
}

void Lowering::lower_if(const clang::IfStmt* statement) {
  begin_statement(statement->getCond()->getSourceRange(),
                  "if (" + module_.text(statement->getCond()->getSourceRange()) + ")");
  const Label otherwise = code_.label(), done = code_.label();
  branch_on(statement->getCond(), otherwise);
  this->statement(statement->getThen());
  if (statement->getElse() != nullptr) code_.jump(done);
  code_.bind(otherwise);
  this->statement(statement->getElse());
  code_.bind(done);
}

void Lowering::refuse_loop_in_atomic(const clang::Stmt* loop) const {
  if (code_.atomic() && code_.reachable())
    refuse(loop->getBeginLoc(),
           "an unbounded loop in an atomic body: write for (i = 0; i < CONSTANT; i++) that "
           "changes i nowhere else");
}

void Lowering::lower_while(const clang::WhileStmt* statement) {
  const Label head = code_.label(), done = code_.label();
  const auto known = [&] {
    clang::Expr::EvalResult value;
    return statement->getCond()->EvaluateAsInt(value, module_.context) && value.Val.getInt() == 0;
  };
  if (known()) return;
  refuse_loop_in_atomic(statement);
  code_.bind_backward(head);
  begin_statement(statement->getCond()->getSourceRange(),
                  "while (" + module_.text(statement->getCond()->getSourceRange()) + ")");
  branch_on(statement->getCond(), done);
  loops_.push_back({done, head});
  this->statement(statement->getBody());
  loops_.pop_back();
  code_.jump(head);
  code_.bind(done);
}

void Lowering::lower_do(const clang::DoStmt* statement) {
  clang::Expr::EvalResult value;
  const bool once = statement->getCond()->EvaluateAsInt(value, module_.context) && value.Val.getInt() == 0;
  const Label head = code_.label(), next = code_.label(), done = code_.label();
  if (!once) {
    refuse_loop_in_atomic(statement);
    code_.bind_backward(head);
  }
  loops_.push_back({done, next});
  this->statement(statement->getBody());
  loops_.pop_back();
  code_.bind(next);
  if (!once) {
    begin_statement(statement->getCond()->getSourceRange(),
                    "while (" + module_.text(statement->getCond()->getSourceRange()) + ")");
    branch_on(statement->getCond(), done);
    code_.jump(head);
  }
  code_.bind(done);
}

void Lowering::lower_for(const clang::ForStmt* statement) {
  const auto* init = llvm::dyn_cast_or_null<clang::DeclStmt>(statement->getInit());
  if (init != nullptr && init->isSingleDecl() && note(init->getSingleDecl()) == "atomic") {
    const Label done = code_.label();
    begin_statement({statement->getBeginLoc(), statement->getBeginLoc()}, "mc_atomic");
    code_.enter_atomic();
    shared_touched_ = false;
    loops_.push_back({done, done});
    this->statement(statement->getBody());
    loops_.pop_back();
    code_.bind(done);
    code_.leave_atomic();
    return;
  }
  if (init != nullptr && init->isSingleDecl() && has_note(init->getSingleDecl(), "ghost"))
    return lower_ghost(statement->getBody());
  if (unroll(statement)) return;
  this->statement(statement->getInit());
  refuse_loop_in_atomic(statement);
  const Label head = code_.label(), next = code_.label(), done = code_.label();
  code_.bind_backward(head);
  if (statement->getCond() != nullptr) {
    begin_expression(statement->getCond());
    branch_on(statement->getCond(), done);
  }
  loops_.push_back({done, next});
  this->statement(statement->getBody());
  loops_.pop_back();
  code_.bind(next);
  if (statement->getInc() != nullptr) {
    begin_expression(statement->getInc());
    discard(statement->getInc());
  }
  code_.jump(head);
  code_.bind(done);
}

void Lowering::lower_ghost(const clang::Stmt* body) {
  const Label done = code_.label();
  code_.enter_ghost();
  loops_.push_back({done, done});
  this->statement(body);
  loops_.pop_back();
  code_.bind(done);
  code_.leave_ghost();
}

std::optional<std::vector<ir::Value>> Lowering::counted_values(const clang::ForStmt* statement,
                                                               const CountedLoop& loop) {
  if (may_emit(loop.variable->getInit()) || may_emit(statement->getCond())) return std::nullopt;
  const auto first = expressions().constant_value(evaluate(loop.variable->getInit()).value);
  if (!first) return std::nullopt;
  const ir::Numeric numeric = module_.types.numeric(loop.variable->getType());
  const unsigned most = code_.atomic() ? most_unrolled_atomic : most_unrolled;
  std::vector<ir::Value> values;
  for (ir::Value value = *first;; value = ir::wrap(value + loop.step, numeric)) {
    frame().bindings.insert_or_assign(loop.variable, Result{expressions().constant(value)});
    const auto goes_on = expressions().constant_value(truth(statement->getCond()));
    if (!goes_on || values.size() > most) return std::nullopt;
    if (*goes_on == 0) return values;
    values.push_back(value);
  }
}

bool Lowering::unroll(const clang::ForStmt* statement) {
  const auto loop = counted_loop(statement, module_.context);
  if (!loop) return false;
  const auto values = counted_values(statement, *loop);
  if (!values) return false;
  const auto evaluate_each = [this](const std::vector<const clang::Expr*>& others) {
    for (const clang::Expr* other : others) {
      begin_expression(other);
      discard(other);
    }
  };
  const Label done = code_.label();
  for (const ir::Value value : *values) {
    const Label next = code_.label();
    frame().bindings.insert_or_assign(loop->variable, Result{expressions().constant(value)});
    loops_.push_back({done, next});
    this->statement(statement->getBody());
    loops_.pop_back();
    code_.bind(next);
    evaluate_each(loop->before);
    const ir::Value stepped = ir::wrap(value + loop->step, module_.types.numeric(loop->variable->getType()));
    frame().bindings.insert_or_assign(loop->variable, Result{expressions().constant(stepped)});
    evaluate_each(loop->after);
  }
  code_.bind(done);
  return true;
}

void Lowering::lower_switch(const clang::SwitchStmt* statement) {
  const SourceLocation where = statement->getCond()->getExprLoc();
  begin_statement(statement->getCond()->getSourceRange(),
                  "switch (" + module_.text(statement->getCond()->getSourceRange()) + ")");
  const ExprId value = kept(integer(statement->getCond()), statement->getCond()->getType(), where);
  auto& e = expressions();
  const Label done = code_.label();
  std::optional<Label> otherwise;
  std::vector<const clang::SwitchCase*> in_order;
  for (const auto* at = statement->getSwitchCaseList(); at != nullptr; at = at->getNextSwitchCase())
    in_order.push_back(at);
  for (auto at = in_order.rbegin(); at != in_order.rend(); ++at) {
    const Label target = code_.label();
    cases_.insert_or_assign(*at, target);
    const auto* labelled = llvm::dyn_cast<clang::CaseStmt>(*at);
    if (labelled == nullptr) {
      otherwise = target;
      continue;
    }
    const auto low = e.constant(value_of(labelled->getLHS()->EvaluateKnownConstInt(module_.context)));
    const auto high = labelled->getRHS() == nullptr
                          ? low
                          : e.constant(value_of(labelled->getRHS()->EvaluateKnownConstInt(module_.context)));
    const ExprId above = e.binary(ir::Operator::less_equal, low, value, {.bits = 64});
    const ExprId below = e.binary(ir::Operator::less_equal, value, high, {.bits = 64});
    const ExprId hit = low == high ? e.binary(ir::Operator::equal, value, low, {.bits = 64})
                                   : e.binary(ir::Operator::logical_and, above, below);
    code_.branch(e, e.logical_not(hit), target);
  }
  code_.jump(otherwise.value_or(done));
  loops_.push_back({done, std::nullopt});
  this->statement(statement->getBody());
  loops_.pop_back();
  code_.bind(done);
}

void Lowering::lower_return(const clang::ReturnStmt* statement) {
  if (code_.ghost() && !frame().ghost)
    refuse(statement->getReturnLoc(), "return in ghost code, which ends what is no ghost: write if and else");
  begin_statement(statement->getSourceRange(), module_.text(statement->getSourceRange()));
  if (statement->getRetValue() != nullptr) {
    if (frame().result)
      store_any(*frame().result, statement->getRetValue());
    else
      evaluate(statement->getRetValue());
  }
  code_.jump(frame().exit);
}

Label Lowering::user_label(const clang::LabelDecl* label) {
  const auto found = frame().labels.find(label);
  if (found != frame().labels.end()) return found->second;
  return frame().labels.emplace(label, code_.label()).first->second;
}

}  // namespace mc::frontend
