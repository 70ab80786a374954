// SPDX-License-Identifier: Apache-2.0
// Subject: the C program that a question is about, and its transition system.
#pragma once

#include <string>
#include <vector>

#include "frontend/frontend.h"
#include "ir/system.h"
#include "study/registry.h"

namespace mc::study {

/// A C program and the names it goes by.
struct Subject {
  frontend::Input input;
  std::string model;
  std::string variant;  ///< empty for a user's own files
  std::string commit;
  std::vector<std::string> judge;  ///< properties to judge if the user names none; empty: all
};

/// A variant of a model that comes with mc.
Subject subject_of(const Selection& selection);

/// A program of the user's own: C files, read as one translation unit. Throws UsageError for a missing file.
Subject subject_of(const std::vector<std::string>& files);

/// The C program of `subject` as a transition system. Throws UsageError with the frontend's complaints.
ir::System load(const Subject& subject);

/// The same with the properties of these names only, or all if there are none; what the language checks by
/// itself (built-ins, deadlock) always. Throws UsageError for a name that no property has.
ir::System load(const Subject& subject, const std::vector<std::string>& properties);

}  // namespace mc::study
