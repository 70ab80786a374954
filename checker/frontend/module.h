// SPDX-License-Identifier: Apache-2.0
// What the code of every task shares: the globals, which variables never change, sources, comments.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/Decl.h>
#include <clang/AST/Stmt.h>

#include <map>
#include <optional>
#include <set>
#include <string>

#include "frontend/types.h"
#include "ir/system.h"

namespace mc::frontend {

/// The text of the first "mc:..." annotation of a declaration without its prefix, or "".
std::string note(const clang::Decl* declaration);
/// Whether a declaration of this entity has the annotation "mc:..." with this text, among others.
bool has_note(const clang::Decl* declaration, llvm::StringRef text);
/// The constant arguments of note()'s annotation.
std::vector<ir::Value> note_arguments(const clang::Decl* declaration, const clang::ASTContext& context);

class Module {
 public:
  Module(clang::ASTContext& context, ir::System& system);

  clang::ASTContext& context;
  ir::System& system;
  Types types;
  std::set<std::uint32_t> ghosts;  ///< slots of variables marked MC_GHOST

  /// First slot of a variable of static storage duration.
  std::uint32_t base(const clang::VarDecl* variable) const { return bases_.at(variable->getCanonicalDecl()); }
  /// True if nothing assigns to the variable after its initialisation and nobody takes its address.
  bool never_modified(const clang::VarDecl* variable) const { return !modified_.contains(variable); }
  /// The value of a const global's slot, if the slot is known not to change.
  std::optional<ir::Value> constant_slot(const clang::VarDecl* variable, std::uint32_t slot) const;

  /// The statement at `range`, as written, called through `call`; equal ones share an id.
  ir::SourceId source(clang::SourceRange range, const std::string& text, ir::CallId call);
  /// Where such a statement begins.
  clang::SourceLocation location(ir::SourceId source) const { return locations_[ir::index(source)]; }
  std::string text(clang::SourceRange range) const;
  /// The comment before a declaration as one paragraph, without its markers.
  std::string comment(const clang::Decl* declaration) const;

 private:
  void add_globals();
  void add_global(const clang::VarDecl* variable);
  void initialise(const clang::VarDecl* variable);
  void initialise(const clang::APValue& value, clang::QualType type, std::uint32_t at,
                  clang::SourceLocation where);
  /// The first slot of the part of `variable` that an address names.
  std::uint32_t slot_of(const clang::APValue& address, const clang::VarDecl* variable,
                        clang::SourceLocation where) const;
  ir::Value pointer_constant(const clang::APValue& value, clang::QualType type, clang::SourceLocation where);

  std::map<const clang::VarDecl*, std::uint32_t> bases_;
  std::vector<const clang::VarDecl*> globals_;
  std::set<const clang::VarDecl*> modified_;
  std::map<std::tuple<std::string, unsigned, unsigned, ir::CallId>, ir::SourceId> sources_;
  std::vector<clang::SourceLocation> locations_;  ///< by SourceId
};

}  // namespace mc::frontend
