// SPDX-License-Identifier: Apache-2.0
// Walks in files: what `save` of mc simulate writes, and what `load` reads.
#pragma once

#include <string>

#include "ir/system.h"
#include "study/answer.h"
#include "trace/walk.h"

namespace mc::report {

/// {model, variant, commit, parameters, memory_model, trace}, as report/schema/walk.json has it.
std::string walk_file(const study::Answer& about, const trace::Trace& trace);

/// Takes the steps of `file`, which holds a `trace` with moves of `merged` or of `walked`, the walk's own
/// system: the same model with shorter steps. Throws UsageError for a file that holds none, or one of another
/// model.
void replay_file(const std::string& file, const ir::System& merged, const ir::System& walked,
                 trace::Walk& walk);

}  // namespace mc::report
