// SPDX-License-Identifier: Apache-2.0
// Proof for any number: of views of k at a time: from the closure to the invariant that Z3 has confirmed.
#pragma once

#include <string>
#include <vector>

#include "ir/family.h"
#include "ir/system.h"
#include "parameterized/clauses.h"
#include "parameterized/text.h"
#include "parameterized/views.h"

namespace mc::parameterized {

/// M of parameterized/views.h: how many have to be looked at for views of `k`.
unsigned size_needed(const ir::Family& family, unsigned k);

/// The same system, in which nobody has to go on: a deadlock of many is no deadlock of a part of them.
ir::System without_deadlock(ir::System system);

struct Proof {
  Closure::End end = Closure::End::halted;
  unsigned k = 0;
  std::size_t views = 0, states = 0;   ///< as far as it went
  std::vector<ForbiddenCube> clauses;  ///< of a safe one: the invariant
  Wording wording;                     ///< the same for a reader
};

/// `system` is the member of `family` with size_needed(), `generator` its steps. Throws std::logic_error if
/// Z3 does not confirm what the closure says.
Proof attempt(const ir::System& system, ir::Generator& generator, const ir::Family& family, unsigned k,
              const Limit& limit);

}  // namespace mc::parameterized
