// SPDX-License-Identifier: Apache-2.0
// C types as slots: how many a type takes, where a field starts, which integers a scalar holds.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>

#include <functional>
#include <map>
#include <string>

#include "frontend/refuse.h"
#include "ir/system.h"

namespace mc::frontend {

class Types {
 public:
  Types(clang::ASTContext& context, ir::System& system) : context_(context), system_(system) {}

  /// Slots that an object of `type` takes; refuses types that a model cannot have.
  std::uint32_t slots(clang::QualType type, clang::SourceLocation where) const;
  /// First slot of `field` inside its struct.
  std::uint32_t offset(const clang::FieldDecl* field) const;
  /// Integers that a scalar of `type` holds; `field` narrows it if it is a bit-field.
  ir::Type scalar(clang::QualType type, const clang::FieldDecl* field, clang::SourceLocation where);
  /// The type that arithmetic on `type` is done in.
  ir::Numeric numeric(clang::QualType type) const;

  struct Leaf {
    std::uint32_t offset;
    std::string name;  ///< "[0].dirty"
    clang::QualType type;
    const clang::FieldDecl* field;
  };
  /// Calls `visit` for every scalar inside an object of `type`, in slot order.
  void each_leaf(clang::QualType type, clang::SourceLocation where,
                 const std::function<void(const Leaf&)>& visit) const;

  /// Objects that pointers to `pointee` may point at: all of that type inside the given globals.
  std::uint32_t domain(clang::QualType pointee, clang::SourceLocation where);
  /// Makes the objects inside `variable`, which starts at `base`, known to domain(). All before the first
  /// use.
  void add_global(const clang::VarDecl* variable, std::uint32_t base);

 private:
  using Visit =
      std::function<void(std::uint32_t, const std::string&, clang::QualType, const clang::FieldDecl*)>;
  /// Visits an object and all its parts, outermost first.
  void each_part(clang::QualType type, const clang::FieldDecl* field, std::uint32_t at,
                 const std::string& name, clang::SourceLocation where, const Visit& visit) const;
  std::uint32_t enumeration(const clang::EnumDecl* declaration);
  ir::Type integer(clang::QualType type, const clang::FieldDecl* field) const;

  clang::ASTContext& context_;
  ir::System& system_;
  std::vector<std::pair<const clang::VarDecl*, std::uint32_t>> globals_;
  std::map<const clang::EnumDecl*, std::uint32_t> enumerations_;
  std::map<const void*, std::uint32_t> domains_;
};

}  // namespace mc::frontend
