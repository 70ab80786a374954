// SPDX-License-Identifier: Apache-2.0
// Conversions: what Clang writes into the tree, and the casts of the author.
#include <fmt/format.h>

#include "frontend/effects.h"
#include "frontend/lowering.h"
#include "frontend/range.h"

namespace mc::frontend {

using clang::SourceLocation;
using ir::ExprId;

Result Lowering::read(const clang::Expr* expression) {
  if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(expression->IgnoreParens())) {
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(name->getDecl());
    for (auto at = frames_.rbegin(); at != frames_.rend(); ++at)
      if (const auto found = at->bindings.find(variable); found != at->bindings.end())
        if (const auto* known = std::get_if<Result>(&found->second)) return *known;
  }
  const Object source = object(expression);
  if (source.type->isRecordType()) return {.target = source};
  return {load(source, expression->getExprLoc())};
}

Result Lowering::decay(const clang::Expr* expression) {
  Object array = object(expression);
  const auto* type = module_.context.getAsConstantArrayType(array.type);
  if (type == nullptr) refuse(expression->getExprLoc(), "this array: give it a constant size");
  array.type = type->getElementType();
  array.field = nullptr;
  return {.target = array, .elements = static_cast<std::uint32_t>(type->getSize().getZExtValue())};
}

ExprId Lowering::convert(const clang::CastExpr* cast) {
  const ExprId value = integer(cast->getSubExpr());
  if (implicit_conversion(cast)) {
    const ir::Numeric from = module_.types.numeric(cast->getSubExpr()->getType());
    if (module_.types.numeric(cast->getType()).bits < from.bits) return value;
  }
  const ir::Numeric to = module_.types.numeric(cast->getType());
  if (to.bits == 64) return value;  // the bits stay what they are
  const ir::Value least = to.is_signed ? -(ir::Value{1} << (to.bits - 1)) : 0;
  const ir::Value most = (ir::Value{1} << (to.bits - (to.is_signed ? 1 : 0))) - 1;
  if (range(module_.system, value, task_.count).within(least, most)) return value;
  return expressions().unary(ir::Operator::convert, value, to);
}

Result Lowering::cast(const clang::CastExpr* cast) {
  const clang::Expr* operand = cast->getSubExpr();
  const SourceLocation where = cast->getExprLoc();
  switch (cast->getCastKind()) {
    case clang::CK_LValueToRValue: return read(operand);
    case clang::CK_NoOp:
    case clang::CK_ConstructorConversion: return evaluate(operand);
    case clang::CK_ToVoid: discard(operand); return {expressions().constant(0)};
    case clang::CK_ArrayToPointerDecay: return decay(operand);
    case clang::CK_NullToPointer: return {expressions().constant(0)};
    case clang::CK_IntegralToBoolean:
    case clang::CK_PointerToBoolean: return {truth(operand)};
    case clang::CK_IntegralCast:
    case clang::CK_BooleanToSignedIntegral: return {convert(cast)};
    case clang::CK_PointerToIntegral:
    case clang::CK_IntegralToPointer:
      refuse(where, "a cast between pointer and integer: keep an index instead of the address");
    case clang::CK_BitCast:
      evaluate(operand);  // what is wrong with it comes first
      refuse(where, "a cast between pointer types: point at the type that the object has");
    case clang::CK_IntegralToFloating:
    case clang::CK_FloatingToIntegral: refuse(where, "floating-point arithmetic: write integers");
    default:
      refuse(where, fmt::format("this conversion ({}): write it without a cast", cast->getCastKindName()));
  }
}

}  // namespace mc::frontend
