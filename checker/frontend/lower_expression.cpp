// SPDX-License-Identifier: Apache-2.0
// Expressions: values without side effects become ir expressions, side effects become instructions.
#include <fmt/format.h>

#include "frontend/constant.h"
#include "frontend/effects.h"
#include "frontend/lowering.h"
#include "frontend/range.h"

namespace mc::frontend {

using clang::SourceLocation;
using ir::ExprId;
using ir::Operator;

namespace {

constexpr ir::Numeric wide{.bits = 64, .is_signed = true};

}  // namespace

Result Lowering::evaluate(const clang::Expr* expression) {
  expression = expression->IgnoreParens();
  clang::Expr::EvalResult constant;
  if (!implicit_conversion(expression) && expression->getType()->isIntegralOrEnumerationType() &&
      expression->EvaluateAsInt(constant, module_.context, clang::Expr::SE_NoSideEffects))
    return {expressions().constant(value_of(constant.Val.getInt()))};
  if (expression->getType()->isPointerType() &&
      expression->isNullPointerConstant(module_.context, clang::Expr::NPC_NeverValueDependent) !=
          clang::Expr::NPCK_NotNull)
    return {expressions().constant(0)};
  return evaluate_node(expression);
}

Result Lowering::evaluate_node(const clang::Expr* expression) {
  const SourceLocation where = expression->getExprLoc();
  if (const auto* operation = llvm::dyn_cast<clang::UnaryOperator>(expression)) return unary(operation);
  if (const auto* operation = llvm::dyn_cast<clang::BinaryOperator>(expression)) return binary(operation);
  if (const auto* choice = llvm::dyn_cast<clang::ConditionalOperator>(expression)) return conditional(choice);
  if (const auto* conversion = llvm::dyn_cast<clang::CastExpr>(expression)) return cast(conversion);
  if (const auto* invocation = llvm::dyn_cast<clang::CallExpr>(expression)) return call(invocation);
  if (const auto* constant = llvm::dyn_cast<clang::ConstantExpr>(expression))
    return evaluate(constant->getSubExpr());
  if (expression->isLValue()) return {.target = object(expression)};
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(expression)) {
    const Object part = member_of(member);
    return part.type->isRecordType() ? Result{.target = part} : Result{load(part, where)};
  }
  if (llvm::isa<clang::FloatingLiteral>(expression))
    refuse(where, "a floating-point number: write an integer");
  if (llvm::isa<clang::StmtExpr>(expression))
    refuse(where, "a statement expression: write a function and call it");
  if (llvm::isa<clang::VAArgExpr>(expression)) refuse(where, "variable arguments: name each argument");
  refuse(where,
         fmt::format("an expression of kind {}: write it with the operators that model/README.md lists",
                     expression->getStmtClassName()));
}

ExprId Lowering::pointer_or_integer(const Result& result, SourceLocation where) {
  if (!result.target) return result.value;
  return pointer_value(*result.target, where);
}

ExprId Lowering::integer(const clang::Expr* expression) {
  return pointer_or_integer(evaluate(expression), expression->getExprLoc());
}

ExprId Lowering::truth(const clang::Expr* expression) {
  const Result result = evaluate(expression);
  if (result.target) return expressions().constant(1);
  const ir::Interval possible = range(module_.system, result.value, task_.count);
  if (possible.least >= 0 && possible.most <= 1) return result.value;
  return expressions().binary(Operator::not_equal, result.value, expressions().constant(0), wide);
}

namespace {

/// What a built-in check says in words.
std::string help_of(std::string_view built_in) {
  if (built_in == "null-dereference") return "No pointer is followed while it is NULL.";
  if (built_in == "index-out-of-bounds") return "A subscript is at least 0 and below the size of its array.";
  if (built_in == "value-out-of-range")
    return "What is stored fits the declared type: its bits, or its enumerators.";
  if (built_in == "division-by-zero") return "Nothing is divided by 0.";
  return "A value is shifted by at least 0 and fewer bits than it has.";
}

}  // namespace

void Lowering::require(const char* built_in, ExprId condition) {
  if (expressions().constant_value(condition).value_or(0) != 0) return;
  const ir::PropertyId property =
      formulas_.property(ir::Property::Kind::built_in, built_in, "", help_of(built_in), code_.source());
  code_.check(formulas_.observe_whole(property, condition, &task_));
}

Result Lowering::unary(const clang::UnaryOperator* operation) {
  const ir::Numeric numeric = module_.types.numeric(operation->getType());
  auto& e = expressions();
  switch (operation->getOpcode()) {
    case clang::UO_Plus:
    case clang::UO_Extension: return evaluate(operation->getSubExpr());
    case clang::UO_Minus: return {e.unary(Operator::negate, integer(operation->getSubExpr()), numeric)};
    case clang::UO_Not: return {e.unary(Operator::complement, integer(operation->getSubExpr()), numeric)};
    case clang::UO_LNot: return {e.logical_not(truth(operation->getSubExpr()))};
    case clang::UO_AddrOf: return {.target = object(operation->getSubExpr())};
    case clang::UO_Deref: return {.target = object(operation)};
    case clang::UO_PreInc:
    case clang::UO_PreDec:
    case clang::UO_PostInc:
    case clang::UO_PostDec: return increment(operation);
    default: refuse(operation->getExprLoc(), "a complex number: write two integers");
  }
}

void Lowering::discard(const clang::Expr* expression) {
  const auto* operation = llvm::dyn_cast<clang::UnaryOperator>(expression->IgnoreParens());
  if (operation != nullptr && operation->isIncrementDecrementOp())
    increment(operation, false);
  else
    evaluate(expression);
}

Result Lowering::increment(const clang::UnaryOperator* operation, bool value_used) {
  const SourceLocation where = operation->getExprLoc();
  if (operation->getType()->isPointerType())
    refuse(where, "arithmetic on a pointer: keep an index and write &array[index]");
  const Object target = frozen(object(operation->getSubExpr()), where);
  const ExprId before = load(target, where);
  const ExprId old =
      operation->isPostfix() && value_used ? kept(before, operation->getType(), where) : before;
  const ir::Numeric numeric =
      module_.types.numeric(module_.context.isPromotableIntegerType(operation->getType())
                                ? module_.context.getPromotedIntegerType(operation->getType())
                                : operation->getType());
  const Operator op = operation->isIncrementOp() ? Operator::add : Operator::subtract;
  store(target, expressions().binary(op, old, expressions().constant(1), numeric), where);
  return {operation->isPostfix() ? old : load(target, where)};
}

Result Lowering::binary(const clang::BinaryOperator* operation) {
  const SourceLocation where = operation->getOperatorLoc();
  if (operation->isAssignmentOp()) return assignment(operation);
  if (operation->isLogicalOp()) return {short_circuit(operation)};
  if (operation->isCommaOp()) {
    discard(operation->getLHS());
    return evaluate(operation->getRHS());
  }
  if (operation->getLHS()->getType()->isPointerType() || operation->getRHS()->getType()->isPointerType()) {
    if (!operation->isEqualityOp())
      refuse(where, "arithmetic on a pointer: keep an index and write &array[index]");
    const Result left = evaluate(operation->getLHS());
    return {compare_pointers(operation, left, evaluate(operation->getRHS()))};
  }
  ExprId left = integer(operation->getLHS());
  if (has_effects(operation->getRHS())) left = kept(left, operation->getLHS()->getType(), where);
  const ExprId right = integer(operation->getRHS());
  const auto operands = operation->isComparisonOp() ? operation->getLHS()->getType() : operation->getType();
  return {arithmetic(operation->getOpcode(), left, right, operands, where)};
}

ExprId Lowering::arithmetic(clang::BinaryOperatorKind kind, ExprId left, ExprId right, clang::QualType type,
                            SourceLocation where) {
  const ir::Numeric numeric = module_.types.numeric(type);
  auto& e = expressions();
  const auto divisor_not_zero = [&] {
    require("division-by-zero", e.binary(Operator::not_equal, right, e.constant(0), wide));
  };
  const auto shift_in_width = [&] {
    const ExprId low = e.binary(Operator::less_equal, e.constant(0), right, wide);
    const ExprId high = e.binary(Operator::less, right, e.constant(numeric.bits), wide);
    const ir::Interval possible = range(module_.system, right, task_.count);
    if (possible.least < 0 || possible.most >= numeric.bits)
      require("shift-width", e.binary(Operator::logical_and, low, high));
  };
  switch (kind) {
    case clang::BO_Mul: return e.binary(Operator::multiply, left, right, numeric);
    case clang::BO_Div: divisor_not_zero(); return e.binary(Operator::divide, left, right, numeric);
    case clang::BO_Rem: divisor_not_zero(); return e.binary(Operator::remainder, left, right, numeric);
    case clang::BO_Add: return e.binary(Operator::add, left, right, numeric);
    case clang::BO_Sub: return e.binary(Operator::subtract, left, right, numeric);
    case clang::BO_Shl: shift_in_width(); return e.binary(Operator::shift_left, left, right, numeric);
    case clang::BO_Shr: shift_in_width(); return e.binary(Operator::shift_right, left, right, numeric);
    case clang::BO_And: return e.binary(Operator::bit_and, left, right, numeric);
    case clang::BO_Or: return e.binary(Operator::bit_or, left, right, numeric);
    case clang::BO_Xor: return e.binary(Operator::bit_xor, left, right, numeric);
    case clang::BO_EQ: return e.binary(Operator::equal, left, right, numeric);
    case clang::BO_NE: return e.binary(Operator::not_equal, left, right, numeric);
    case clang::BO_LT: return e.binary(Operator::less, left, right, numeric);
    case clang::BO_GT: return e.binary(Operator::less, right, left, numeric);
    case clang::BO_LE: return e.binary(Operator::less_equal, left, right, numeric);
    case clang::BO_GE: return e.binary(Operator::less_equal, right, left, numeric);
    default: refuse(where, "this operator: write it with the operators that model/README.md lists");
  }
}

ExprId Lowering::compare_pointers(const clang::BinaryOperator* operation, const Result& left,
                                  const Result& right) {
  const SourceLocation where = operation->getOperatorLoc();
  auto& e = expressions();
  const auto is_null = [&](const Result& result) {
    return !result.target && e.constant_value(result.value) == ir::Value{0};
  };
  const bool equal = operation->getOpcode() == clang::BO_EQ;
  if ((left.target && is_null(right)) || (right.target && is_null(left))) return e.constant(equal ? 0 : 1);
  if (left.target && right.target && left.target->place == right.target->place)
    return e.constant(equal ? 1 : 0);
  return e.binary(equal ? Operator::equal : Operator::not_equal, pointer_or_integer(left, where),
                  pointer_or_integer(right, where), wide);
}

ExprId Lowering::short_circuit(const clang::BinaryOperator* operation) {
  const bool is_and = operation->getOpcode() == clang::BO_LAnd;
  const ExprId left = truth(operation->getLHS());
  auto& e = expressions();
  if (const auto known = e.constant_value(left))
    return (*known != 0) == is_and ? truth(operation->getRHS()) : e.constant(is_and ? 0 : 1);
  if (!may_emit(operation->getRHS()))
    return e.binary(is_and ? Operator::logical_and : Operator::logical_or, left, truth(operation->getRHS()));
  const SourceLocation where = operation->getExprLoc();
  const Object value = allocate(module_.context.BoolTy, is_and ? "<and>" : "<or>", where);
  const Label done = code_.label();
  store(value, left, where);
  const ExprId stored = load(value, where);
  code_.branch(e, is_and ? stored : e.logical_not(stored), done);
  store(value, truth(operation->getRHS()), where);
  code_.bind(done);
  settled_.insert(value.place.base);
  return stored;
}

Result Lowering::conditional(const clang::ConditionalOperator* operation) {
  const SourceLocation where = operation->getQuestionLoc();
  const ExprId condition = truth(operation->getCond());
  if (const auto known = expressions().constant_value(condition))
    return evaluate(*known != 0 ? operation->getTrueExpr() : operation->getFalseExpr());
  const bool is_void = operation->getType()->isVoidType();
  const bool scalar = !is_void && !operation->getType()->isRecordType();
  if (scalar && !may_emit(operation->getTrueExpr()) && !may_emit(operation->getFalseExpr())) {
    const ExprId yes = integer(operation->getTrueExpr());
    return {expressions().conditional(condition, yes, integer(operation->getFalseExpr()))};
  }
  std::optional<Object> value;
  if (!is_void) value = allocate(operation->getType().getUnqualifiedType(), "<choice>", where);
  const auto arm = [&](const clang::Expr* expression) {
    if (value)
      store_any(*value, expression);
    else
      discard(expression);
  };
  const Label otherwise = code_.label(), done = code_.label();
  code_.branch(expressions(), condition, otherwise);
  arm(operation->getTrueExpr());
  code_.jump(done);
  code_.bind(otherwise);
  arm(operation->getFalseExpr());
  code_.bind(done);
  if (is_void) return {expressions().constant(0)};
  settled_.insert(value->place.base);
  return scalar ? Result{load(*value, where)} : Result{.target = value};
}

Result Lowering::assignment(const clang::BinaryOperator* operation) {
  const SourceLocation where = operation->getOperatorLoc();
  const clang::Expr* left = operation->getLHS();
  if (left->getType()->isRecordType()) {
    const Object target = object(left);
    store_any(target, operation->getRHS());
    return {.target = target};
  }
  if (left->getType()->isPointerType() && operation->isCompoundAssignmentOp())
    refuse(where, "arithmetic on a pointer: keep an index and write &array[index]");
  ExprId right = integer(operation->getRHS());
  if (has_effects(left)) right = kept(right, operation->getRHS()->getType(), where);
  Object target = object(left);
  if (const auto* compound = llvm::dyn_cast<clang::CompoundAssignOperator>(operation)) {
    const ir::Numeric computed = module_.types.numeric(compound->getComputationLHSType());
    const ExprId old = expressions().unary(Operator::convert, load(target, where), computed);
    const auto kind = clang::BinaryOperator::getOpForCompoundAssignment(operation->getOpcode());
    right = arithmetic(kind, old, right, compound->getComputationResultType(), where);
    if (target.type->isBooleanType())
      right = expressions().binary(Operator::not_equal, right, expressions().constant(0), wide);
  }
  store(target, right, where);
  return {load(target, where)};
}

void Lowering::branch_on(const clang::Expr* condition, Label otherwise) {
  code_.branch(expressions(), truth(condition), otherwise);
}

}  // namespace mc::frontend
