// SPDX-License-Identifier: Apache-2.0
#include "frontend/types.h"

#include <fmt/format.h>

#include <limits>

#include "frontend/constant.h"

namespace mc::frontend {

using clang::QualType;
using clang::SourceLocation;

std::uint32_t Types::slots(QualType type, SourceLocation where) const {
  type = type.getCanonicalType();
  if (const auto* array = context_.getAsConstantArrayType(type))
    return static_cast<std::uint32_t>(array->getSize().getZExtValue()) *
           slots(array->getElementType(), where);
  if (type->isArrayType())
    refuse(where, "an array of variable length: give it a constant size, or an MC_PARAM");
  if (type->isUnionType()) refuse(where, "a union: write a struct with one member for each meaning");
  if (const auto* record = type->getAsRecordDecl()) {
    if (!record->getDefinition()) refuse(where, "a struct without definition: define its members");
    std::uint32_t sum = 0;
    for (const auto* field : record->getDefinition()->fields())
      sum += slots(field->getType(), field->getLocation());
    return sum;
  }
  if (type->isFloatingType()) refuse(where, "a floating-point type: write an integer type");
  if (type->isFunctionPointerType()) refuse(where, "a function pointer: call the function by its name");
  if (type->isVoidPointerType()) refuse(where, "void *: write a pointer to the struct it points at");
  if (type->isIntegerType() && context_.getTypeSize(type) > 64)
    refuse(where, "an integer of more than 64 bits: write uint64_t");
  if (type->isIntegerType() || type->isPointerType()) return 1;
  refuse(where, fmt::format("type '{}' is outside the modelling language: write integers, enums, structs, "
                            "arrays or pointers to them",
                            type.getAsString()));
}

std::uint32_t Types::offset(const clang::FieldDecl* field) const {
  std::uint32_t sum = 0;
  for (const auto* other : field->getParent()->fields()) {
    if (other == field) break;
    sum += slots(other->getType(), other->getLocation());
  }
  return sum;
}

std::uint32_t Types::enumeration(const clang::EnumDecl* declaration) {
  const auto [found, inserted] =
      enumerations_.try_emplace(declaration, static_cast<std::uint32_t>(system_.enumerations.size()));
  if (inserted) {
    ir::Enumeration result{declaration->getNameAsString(), {}};
    for (const auto* item : declaration->enumerators())
      result.names.emplace_back(value_of(item->getInitVal()), item->getNameAsString());
    system_.enumerations.push_back(std::move(result));
  }
  return found->second;
}

ir::Type Types::integer(QualType type, const clang::FieldDecl* field) const {
  const bool is_signed = type->isSignedIntegerOrEnumerationType();
  auto bits = static_cast<unsigned>(context_.getTypeSize(type));
  if (field != nullptr && field->isBitField()) bits = field->getBitWidthValue(context_);
  const unsigned magnitude = std::min(63u, is_signed ? bits - 1 : bits);
  const auto most = static_cast<ir::Value>((std::uint64_t{1} << magnitude) - 1);
  const bool below_zero = is_signed || bits == 64;  // an unsigned 64-bit value keeps its bit pattern
  return {.kind = ir::Type::Kind::integer, .least = below_zero ? -most - 1 : 0, .most = most, .detail = 0};
}

ir::Type Types::scalar(QualType type, const clang::FieldDecl* field, SourceLocation where) {
  type = type.getCanonicalType();
  slots(type, where);
  if (type->isBooleanType()) return {};
  if (type->isPointerType()) {
    const std::uint32_t id = domain(type->getPointeeType(), where);
    return {.kind = ir::Type::Kind::pointer,
            .least = 0,
            .most = static_cast<ir::Value>(system_.domains[id].objects.size()),
            .detail = id};
  }
  if (const auto* enumerated = type->getAs<clang::EnumType>()) {
    const auto* declaration = enumerated->getDecl()->getDefinition();
    const std::uint32_t id = enumeration(declaration);
    ir::Type result{.kind = ir::Type::Kind::enumeration,
                    .least = std::numeric_limits<ir::Value>::max(),
                    .most = std::numeric_limits<ir::Value>::min(),
                    .detail = id};
    for (const auto& [value, name] : system_.enumerations[id].names) {
      result.least = std::min(result.least, value);
      result.most = std::max(result.most, value);
    }
    const ir::Type stored = integer(type, field);  // a bit-field may be too small for some
    result.least = std::clamp(result.least, stored.least, stored.most);
    result.most = std::clamp(result.most, stored.least, stored.most);
    return result;
  }
  return integer(type, field);
}

ir::Numeric Types::numeric(QualType type) const {
  type = type.getCanonicalType();
  if (!type->isIntegerType()) return {.bits = 64, .is_signed = true};
  if (type->isBooleanType()) return {.bits = 8, .is_signed = false};
  return {.bits = static_cast<std::uint8_t>(context_.getTypeSize(type)),
          .is_signed = type->isSignedIntegerOrEnumerationType()};
}

void Types::each_part(QualType type, const clang::FieldDecl* field, std::uint32_t at, const std::string& name,
                      SourceLocation where, const Visit& visit) const {
  visit(at, name, type, field);
  if (const auto* array = context_.getAsConstantArrayType(type)) {
    const QualType element = array->getElementType();
    const std::uint32_t stride = slots(element, where);
    for (std::uint32_t i = 0; i < array->getSize().getZExtValue(); ++i)
      each_part(element, nullptr, at + i * stride, fmt::format("{}[{}]", name, i), where, visit);
  } else if (const auto* record = type->getAsRecordDecl()) {
    for (const auto* member : record->getDefinition()->fields()) {
      each_part(member->getType(), member, at, fmt::format("{}.{}", name, member->getNameAsString()),
                member->getLocation(), visit);
      at += slots(member->getType(), member->getLocation());
    }
  }
}

void Types::each_leaf(QualType type, SourceLocation where,
                      const std::function<void(const Leaf&)>& visit) const {
  slots(type, where);
  each_part(type, nullptr, 0, "", where,
            [&](std::uint32_t at, const std::string& name, QualType part, const clang::FieldDecl* field) {
              if (!part->isArrayType() && !part->isRecordType()) visit({at, name, part, field});
            });
}

void Types::add_global(const clang::VarDecl* variable, std::uint32_t base) {
  globals_.emplace_back(variable, base);
}

std::uint32_t Types::domain(QualType pointee, SourceLocation where) {
  pointee = pointee.getCanonicalType().getUnqualifiedType();
  if (pointee->isFunctionType()) refuse(where, "a function pointer: call the function by its name");
  if (pointee->isPointerType())
    refuse(where, "a pointer to a pointer: keep the pointer in a struct and point at that");
  const auto [found, inserted] =
      domains_.try_emplace(pointee.getAsOpaquePtr(), static_cast<std::uint32_t>(system_.domains.size()));
  if (!inserted) return found->second;
  ir::Domain result{pointee.getAsString(), {}, {}};
  for (const auto& [variable, base] : globals_)
    each_part(variable->getType(), nullptr, base, variable->getNameAsString(), variable->getLocation(),
              [&](std::uint32_t at, const std::string& name, QualType part, const clang::FieldDecl* field) {
                if (field != nullptr && field->isBitField()) return;
                if (!context_.hasSameUnqualifiedType(part, pointee)) return;
                result.objects.push_back(at);
                result.names.push_back("&" + name);
              });
  system_.domains.push_back(std::move(result));
  return found->second;
}

}  // namespace mc::frontend
