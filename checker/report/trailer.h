// SPDX-License-Identifier: Apache-2.0
// One line for a commit message: what was checked, and what was found.
#pragma once

#include <string>

#include "study/answer.h"

namespace mc::report {

/// "Model-checked: ext4-writeback/patched model=9f86d081884c bounds=PROCESSES:2
/// properties=no_dirty_warn,deadlock covers=4/4 states=38011 verdict=HOLDS mc=0.1.0", in one line. `digest`
/// is of the model. Bounds are those that are not the defaults. The same run says the same, on any machine
/// and at any number of threads; what depends on time and memory is not in it.
std::string trailer(const study::Answer& run, const std::string& digest, const std::string& version);

}  // namespace mc::report
