// SPDX-License-Identifier: Apache-2.0
// Automorphism check: does an exchange of indices take every step to a step?
#pragma once

#include <string>
#include <vector>

#include "ir/system.h"
#include "reduce/index_analysis.h"

namespace mc::reduce {

/// What tells indices apart, and where.
struct Objection {
  std::string reason;
  ir::SourceId source = ir::SourceId::none;
  std::string where;  ///< of what is no statement: the name of a property or slot
};

/// Everything that keeps exchange number `exchange` from being an automorphism; if there is nothing, it is
/// one.
///
/// Statement by statement: control goes the same way in the exchanged state, waits and checks say the same,
/// and what is assigned is the exchanged value of what would have been. Assignments to known slots that
/// follow one another without a branch are compared together, as what they come to in the end, so that an
/// unrolled loop over all indices may go through them in any order if that makes no difference (expressions
/// are compared in NormalForm). Invariants and covers of one property must be exchanged for one another.
std::vector<Objection> objections(ir::System& system, SlotExchange& slots, const ExchangeScope& scope,
                                  const IndexKinds& kinds, std::size_t exchange);

}  // namespace mc::reduce
