// SPDX-License-Identifier: Apache-2.0
// Page window: only the pages of the file that a run touches are modelled: those before the first are cut
// away.
#pragma once

#include "conform/plan.h"

namespace mc::conform {

/// Cuts the pages away that lie before everything `plan` does, and before the end of the file at any time:
/// offsets, sizes and page numbers count from there. Sets the parameter FOLIOS to what is left, up to the
/// last page that is touched.
///
/// Sound because nothing reads, writes, maps or truncates them: they hold no folio, and no block of theirs is
/// looked for.
void slice(Plan& plan, long long page_size);

}  // namespace mc::conform
