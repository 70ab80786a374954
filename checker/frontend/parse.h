// SPDX-License-Identifier: Apache-2.0
// Runs Clang on a model: C text to an AST, complaints to Errors.
#pragma once

#include <clang/Frontend/ASTUnit.h>

#include <memory>
#include <string>
#include <vector>

#include "frontend/frontend.h"

namespace mc::frontend {

/// The AST, or nullptr and at least one error. `definitions` are extra "-D" texts. `input` must outlive the
/// AST, which reads on in its texts.
std::unique_ptr<clang::ASTUnit> parse(const Input& input, const std::vector<std::string>& definitions,
                                      std::vector<Error>& errors);

/// A complaint about a place in the source, with the source line and a caret.
Error complain(const clang::ASTContext& context, clang::SourceLocation where, const std::string& message);

/// A complaint that no place in a file belongs to.
Error complain(const std::string& file, const std::string& message);

/// `path` as a user would write it: relative to the current directory where it is inside.
std::string shown_path(const std::string& path);

}  // namespace mc::frontend
