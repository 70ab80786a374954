// SPDX-License-Identifier: Apache-2.0
// Names for what a trace speaks of: values, and where a statement stands in the kernel and in the model.
#pragma once

#include <string>
#include <utility>

#include "trace/trace.h"

namespace mc::report {

/// A flag as the kernel thinks of it: "true" as "1", "false" as "0", anything else as it is.
std::string brief(const std::string& value);

/// What a slot is part of, and its name there: "folio[0].dirty" is "folio 0" and "dirty".
std::pair<std::string, std::string> split_slot(const std::string& slot);

/// The kernel's file and function in "mm/memory.c:do_wp_page"; without a function there it is `function`.
std::pair<std::string, std::string> kernel_place(const std::string& stands_for, const std::string& function);

/// `file` relative to the working directory if it is below it.
std::string shown_file(const std::string& file);

/// "model/linux/mm/memory.c:60"; empty if the frame has no file.
std::string position(const trace::Frame& frame);

}  // namespace mc::report
