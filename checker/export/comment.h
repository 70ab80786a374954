// SPDX-License-Identifier: Apache-2.0
// Provenance: what the reader of an exported model is told about where it comes from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ir/system.h"

namespace mc::exporter {

/// `text` such that it can stand in a comment: on one line, and without its end.
std::string comment(const std::string& text);

/// "mm/memory.c:52 do_wp_page: folio_mark_dirty(vmf->page)" of the first of these instructions that has a
/// source; empty if none has.
std::string statement(const ir::System& system, const ir::Task& task,
                      const std::vector<std::uint32_t>& instructions);

}  // namespace mc::exporter
