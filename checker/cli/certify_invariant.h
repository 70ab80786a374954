// SPDX-License-Identifier: Apache-2.0
// mc certify for what `mc prove --certificate` wrote.
#pragma once

#include <string>

#include "cli/exit.h"
#include "explore/options.h"

namespace mc::cli {

/// Has the installed SMT solvers answer the questions in `file`, whose contents are `text`, and compares them
/// with those that a proof about the model that it names has to answer. `models` is where models are looked
/// up. A proof for any number is about some number and more: the smaller ones are explored by `search`.
/// Throws UsageError if no solver is installed.
Exit certify_invariant(const std::string& file, const std::string& text, const std::string& models,
                       const explore::Options& search);

}  // namespace mc::cli
