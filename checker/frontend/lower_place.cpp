// SPDX-License-Identifier: Apache-2.0
// Places: which slots an lvalue names, loads and stores with their checks, pointers.
#include <fmt/format.h>

#include "frontend/lowering.h"
#include "frontend/range.h"
#include "ir/dependencies.h"

namespace mc::frontend {

using clang::QualType;
using clang::SourceLocation;
using ir::ExprId;
using ir::Operator;

Object Lowering::object(const clang::Expr* expression) {
  expression = expression->IgnoreParens();
  if (const auto* name = llvm::dyn_cast<clang::DeclRefExpr>(expression)) return object_of(name);
  if (const auto* element = llvm::dyn_cast<clang::ArraySubscriptExpr>(expression)) return element_of(element);
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(expression)) return member_of(member);
  if (const auto* operation = llvm::dyn_cast<clang::UnaryOperator>(expression))
    if (operation->getOpcode() == clang::UO_Deref)
      return dereference(evaluate(operation->getSubExpr()), operation->getType(), operation->getExprLoc());
  if (const auto* literal = llvm::dyn_cast<clang::CompoundLiteralExpr>(expression)) {
    const Object made = allocate(literal->getType(), "<literal>", literal->getExprLoc());
    store_any(made, literal->getInitializer());
    return made;
  }
  if (llvm::isa<clang::StringLiteral>(expression))
    refuse(expression->getExprLoc(), "a string as data: write an enum; names are for mc_check and its like");
  const Result result = evaluate(expression);
  if (!result.target)
    refuse(expression->getExprLoc(),
           "an expression that names no object here: assign it to a variable first");
  return *result.target;
}

Object Lowering::object_of(const clang::DeclRefExpr* name) {
  const auto* variable = llvm::dyn_cast<clang::VarDecl>(name->getDecl());
  if (variable == nullptr) refuse(name->getExprLoc(), "a function as a value: call it by its name");
  if (variable->hasGlobalStorage()) {
    const auto* canonical = variable->getCanonicalDecl();
    return {{.space = ir::Space::shared, .base = module_.base(canonical)},
            variable->getType(),
            nullptr,
            canonical};
  }
  for (auto at = frames_.rbegin(); at != frames_.rend(); ++at)
    if (const auto found = at->bindings.find(variable); found != at->bindings.end()) {
      if (const auto* own = std::get_if<Object>(&found->second)) return *own;
      refuse(name->getExprLoc(), fmt::format("'{}' as an object: assign it to a variable of its own first",
                                             variable->getNameAsString()));
    }
  refuse(name->getExprLoc(), fmt::format("'{}' has no storage here", variable->getNameAsString()));
}

Object Lowering::element_of(const clang::ArraySubscriptExpr* element) {
  const clang::Expr* base = element->getBase()->IgnoreParens();
  Object result;
  std::uint32_t count = 0;
  const auto* decay = llvm::dyn_cast<clang::ImplicitCastExpr>(base);
  if (decay != nullptr && decay->getCastKind() == clang::CK_ArrayToPointerDecay) {
    result = object(decay->getSubExpr());
    const auto* array = module_.context.getAsConstantArrayType(result.type);
    count = array == nullptr ? 0 : static_cast<std::uint32_t>(array->getSize().getZExtValue());
  } else {
    const Result pointer = evaluate(base);
    if (pointer.target && pointer.elements > 0) {
      result = *pointer.target;
      count = pointer.elements;
    }
  }
  if (count == 0) refuse(element->getExprLoc(), "a subscript on a pointer: write the array's own name");
  const ExprId subscript = integer(element->getIdx());
  result.type = element->getType();
  const std::uint32_t stride = module_.types.slots(result.type, element->getExprLoc());
  result.place.type = {};
  if (const auto known = expressions().constant_value(subscript); known && *known >= 0 && *known < count) {
    result.place.base += static_cast<std::uint32_t>(*known) * stride;
    return result;
  }
  const ir::Interval possible = range(module_.system, subscript, task_.count);
  if (possible.least < 0 || possible.most >= count) {
    const ExprId low =
        expressions().binary(Operator::less_equal, expressions().constant(0), subscript, {.bits = 64});
    const ExprId high =
        expressions().binary(Operator::less, subscript, expressions().constant(count), {.bits = 64});
    require("index-out-of-bounds", expressions().binary(Operator::logical_and, low, high));
  }
  result.place.subscripts.push_back({subscript, stride, count});
  return result;
}

Object Lowering::member_of(const clang::MemberExpr* member) {
  const auto* field = llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl());
  if (field == nullptr) refuse(member->getExprLoc(), "a member that is no field");
  Object result = member->isArrow()
                      ? dereference(evaluate(member->getBase()),
                                    member->getBase()->getType()->getPointeeType(), member->getExprLoc())
                      : object(member->getBase());
  result.place.base += module_.types.offset(field);
  result.type = field->getType();
  result.field = field;
  return result;
}

Object Lowering::dereference(const Result& pointer, QualType pointee, SourceLocation where) {
  if (pointer.target) return *pointer.target;
  const ir::Interval possible = range(module_.system, pointer.value, task_.count);
  if (possible.least <= 0)
    require("null-dereference", expressions().binary(Operator::not_equal, pointer.value,
                                                     expressions().constant(0), {.bits = 64}));
  const std::uint32_t domain = module_.types.domain(pointee, where);
  return {{.space = ir::Space::shared, .base = 0, .pointer = ir::Dereference{pointer.value, domain}},
          pointee};
}

ir::PlaceId Lowering::scalar_place(Object object, SourceLocation where) {
  object.place.type = module_.types.scalar(object.type, object.field, where);
  if (object.place.space == ir::Space::shared) shared_touched_ = true;
  return module_.system.add_place(object.place);
}

ExprId Lowering::load(const Object& object, SourceLocation where) {
  if (object.variable != nullptr && object.place.is_static())
    if (const auto known = module_.constant_slot(object.variable, object.place.base))
      return expressions().constant(*known);
  return expressions().load(scalar_place(object, where));
}

void Lowering::store(const Object& object, ExprId value, SourceLocation where) {
  const ir::PlaceId place = scalar_place(object, where);
  const ir::Type type = module_.system.place(place).type;
  if (!range(module_.system, value, task_.count).within(type.least, type.most)) {
    const ExprId low =
        expressions().binary(Operator::less_equal, expressions().constant(type.least), value, {.bits = 64});
    const ExprId high =
        expressions().binary(Operator::less_equal, value, expressions().constant(type.most), {.bits = 64});
    require("value-out-of-range", expressions().binary(Operator::logical_and, low, high));
  }
  require_ghosts_apart(module_.system.place(place), value, where);
  code_.assign(place, value);
}

std::string Lowering::named_slot(const ir::Place& place, bool ghost) const {
  const bool shared = place.space == ir::Space::shared;
  const std::set<std::uint32_t>& ghosts = shared ? module_.ghosts : ghosts_;
  const std::vector<ir::Slot>& slots = shared ? module_.system.globals : task_.frame;
  for (const std::uint32_t number : ir::footprint(module_.system, place))
    if (ghosts.contains(number) == ghost && number < slots.size()) return slots[number].name;
  return "";
}

void Lowering::require_ghosts_apart(const ir::Place& place, ExprId value, SourceLocation where) {
  const std::string wrong = named_slot(place, !code_.ghost());
  if (wrong.empty()) return;
  if (code_.ghost())
    refuse(where,
           fmt::format("ghost code changes {}, which is no ghost: mark the variable MC_GHOST, or take the "
                       "statement out",
                       wrong));
  const ir::Expression& copied = expressions()[value];
  const bool is_copy =
      copied.op == Operator::load && !named_slot(module_.system.place(copied.place), true).empty();
  if (!is_copy)
    refuse(where,
           fmt::format("{} is a ghost: change it in mc_ghost {{ }}, or in a function that is marked MC_GHOST",
                       wrong));
}

void Lowering::store_any(const Object& object, const clang::Expr* value) {
  const SourceLocation where = value->getExprLoc();
  const clang::Expr* bare = value->IgnoreParens();
  if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(bare)) return store_list(object, list);
  if (llvm::isa<clang::ImplicitValueInitExpr>(bare)) return store_zero(object, where);
  if (object.type->isRecordType()) {
    const Result result = evaluate(value);
    if (!result.target) refuse(where, "a struct value of this form: copy from a variable");
    return copy(object, *result.target, where);
  }
  const Result result = evaluate(value);
  store(object, pointer_or_integer(result, where), where);
}

void Lowering::store_list(const Object& object, const clang::InitListExpr* list) {
  if (const clang::InitListExpr* semantic = list->getSemanticForm()) list = semantic;
  Object part = object;
  if (const auto* array = module_.context.getAsConstantArrayType(object.type)) {
    part.type = array->getElementType();
    part.field = nullptr;
    const std::uint32_t stride = module_.types.slots(part.type, list->getExprLoc());
    for (unsigned i = 0; i < array->getSize().getZExtValue(); ++i) {
      part.place.base = object.place.base + i * stride;
      if (i < list->getNumInits())
        store_any(part, list->getInit(i));
      else
        store_zero(part, list->getExprLoc());
    }
  } else if (const auto* record = object.type->getAsRecordDecl()) {
    unsigned i = 0;
    for (const auto* field : record->getDefinition()->fields()) {
      part.type = field->getType();
      part.field = field;
      part.place.base = object.place.base + module_.types.offset(field);
      if (i < list->getNumInits())
        store_any(part, list->getInit(i++));
      else
        store_zero(part, list->getExprLoc());
    }
  } else {
    store_any(object, list->getInit(0));
  }
}

void Lowering::store_zero(const Object& object, SourceLocation where) {
  module_.types.each_leaf(object.type, where, [&](const Types::Leaf& leaf) {
    Object part = object;
    part.place.base += leaf.offset;
    part.type = leaf.type;
    if (leaf.field != nullptr) part.field = leaf.field;
    const ir::Type type = module_.types.scalar(part.type, part.field, where);
    store(part, expressions().constant(std::clamp<ir::Value>(0, type.least, type.most)), where);
  });
}

void Lowering::copy(const Object& to, const Object& from, SourceLocation where) {
  module_.types.each_leaf(to.type, where, [&](const Types::Leaf& leaf) {
    Object source = from, target = to;
    source.place.base += leaf.offset;
    target.place.base += leaf.offset;
    source.type = target.type = leaf.type;
    source.field = target.field = leaf.field;
    store(target, load(source, where), where);
  });
}

ExprId Lowering::pointer_value(const Object& target, SourceLocation where) {
  if (target.place.space != ir::Space::shared)
    refuse(where,
           "the address of a local variable, kept: pass it straight to a call, or make the variable static");
  const std::uint32_t id = module_.types.domain(target.type, where);
  const std::vector<std::uint32_t> objects = module_.system.domains[id].objects;
  const auto number = [&](std::uint32_t slot) -> ir::Value {
    const auto found = std::ranges::find(objects, slot);
    if (found == objects.end())
      refuse(where, "the address of a bit-field: give the member a type of its own");
    return found - objects.begin() + 1;
  };
  auto& e = expressions();
  ExprId value = e.constant(0);
  std::uint32_t base = target.place.base;
  if (target.place.pointer) {
    const auto& from = *target.place.pointer;
    const std::vector<std::uint32_t> starts = module_.system.domains[from.domain].objects;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const ExprId hit =
          e.binary(Operator::equal, from.value, e.constant(static_cast<ir::Value>(i + 1)), {.bits = 64});
      value = e.conditional(hit, e.constant(number(starts[i] + base)), value);
    }
    if (!starts.empty()) base += starts.front();
  } else {
    value = e.constant(number(base));
  }
  for (const ir::Subscript& subscript : target.place.subscripts) {
    if (subscript.count < 2) continue;
    const ir::Value step = number(base + subscript.stride) - number(base);
    const ExprId offset = e.binary(Operator::multiply, subscript.value, e.constant(step), {.bits = 64});
    value = e.binary(Operator::add, value, offset, {.bits = 64});
  }
  return value;
}

Object Lowering::allocate(QualType type, const std::string& name, SourceLocation where) {
  const Object made{{.space = ir::Space::local, .base = static_cast<std::uint32_t>(task_.frame.size())},
                    type};
  module_.types.each_leaf(type, where, [&](const Types::Leaf& leaf) {
    ir::Slot slot{.name = name + leaf.name,
                  .type = module_.types.scalar(leaf.type, leaf.field, where),
                  .function = frames_.empty() ? "" : frame().function->getNameAsString()};
    slot.initial = std::clamp<ir::Value>(0, slot.type.least, slot.type.most);
    if (code_.ghost()) ghosts_.insert(static_cast<std::uint32_t>(task_.frame.size()));
    task_.frame.push_back(std::move(slot));
  });
  return made;
}

bool Lowering::stable(ExprId value) const {
  const ir::Expression& node = module_.system.expressions[value];
  if (node.op == Operator::load) {
    const ir::Place& place = module_.system.place(node.place);
    return place.space == ir::Space::local && place.is_static() && settled_.contains(place.base);
  }
  for (unsigned i = 0; i < ir::arity(node.op); ++i)
    if (!stable(node.operands[i])) return false;
  return true;
}

ExprId Lowering::kept(ExprId value, QualType type, SourceLocation where) {
  if (stable(value)) return value;
  const Object copy = allocate(type.getUnqualifiedType(), "<value>", where);
  store(copy, value, where);
  settled_.insert(copy.place.base);
  return load(copy, where);
}

Object Lowering::frozen(Object object, SourceLocation where) {
  for (ir::Subscript& subscript : object.place.subscripts)
    subscript.value = kept(subscript.value, module_.context.UnsignedIntTy, where);
  if (object.place.pointer && !stable(object.place.pointer->value)) {
    auto& pointer = *object.place.pointer;
    ir::Slot slot{
        .name = "<pointer>",
        .type = {.kind = ir::Type::Kind::pointer,
                 .most = static_cast<ir::Value>(module_.system.domains[pointer.domain].objects.size()),
                 .detail = pointer.domain}};
    const auto base = static_cast<std::uint32_t>(task_.frame.size());
    const ir::PlaceId place =
        module_.system.add_place({.space = ir::Space::local, .base = base, .type = slot.type});
    task_.frame.push_back(std::move(slot));
    code_.assign(place, pointer.value);
    settled_.insert(base);
    pointer.value = expressions().load(place);
  }
  return object;
}

}  // namespace mc::frontend
