// SPDX-License-Identifier: Apache-2.0
// A text as Clang reads it.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/Stmt.h>

#include <memory>
#include <string>
#include <vector>

#include "frontend/parse.h"
#include "text.h"

namespace mc::test {

class Source {
 public:
  explicit Source(const std::string& text) : input_(text_input(text)) {
    std::vector<frontend::Error> errors;
    unit_ = frontend::parse(input_, {}, errors);
    if (unit_ == nullptr) throw std::runtime_error(errors.front().rendered);
  }

  clang::ASTContext& context() const { return unit_->getASTContext(); }

  /// All statements and expressions of that kind, as they stand in the functions.
  template <typename Node>
  std::vector<const Node*> all() const {
    std::vector<const Node*> found;
    for (const clang::Decl* each : declarations())
      if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(each); function && function->hasBody())
        collect<Node>(function->getBody(), found);
    return found;
  }

  /// The declaration of that name.
  template <typename Declaration>
  const Declaration* named(const std::string& name) const {
    for (const clang::Decl* each : declarations())
      if (const auto* found = llvm::dyn_cast<Declaration>(each); found && found->getNameAsString() == name)
        return found;
    throw std::runtime_error("nothing is called " + name);
  }

 private:
  /// Of the file, with what stands inside structs and functions.
  std::vector<const clang::Decl*> declarations() const {
    std::vector<const clang::Decl*> found{context().getTranslationUnitDecl()};
    for (std::size_t i = 0; i < found.size(); ++i)
      if (const auto* inside = llvm::dyn_cast<clang::DeclContext>(found[i]))
        for (const clang::Decl* each : inside->decls()) found.push_back(each);
    return found;
  }

  template <typename Node>
  static void collect(const clang::Stmt* statement, std::vector<const Node*>& found) {
    if (statement == nullptr) return;
    if (const auto* node = llvm::dyn_cast<Node>(statement)) found.push_back(node);
    for (const clang::Stmt* child : statement->children()) collect(child, found);
  }

  frontend::Input input_;
  std::unique_ptr<clang::ASTUnit> unit_;
};

}  // namespace mc::test
