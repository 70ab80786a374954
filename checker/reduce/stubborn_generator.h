// SPDX-License-Identifier: Apache-2.0
// Stubborn sets: a generator that leaves out orders of steps which do not matter.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "reduce/forwarding_generator.h"
#include "reduce/independence.h"

namespace mc::reduce {

/// Yields, of what another generator does, the successors by a stubborn set of copies only (Valmari 1991: "A
/// stubborn attack on state explosion"): whoever is in the set has everybody in it who may ever disturb its
/// next step, or be disturbed by it, as reduce/independence.h says. Of such sets in which somebody can move
/// the one is taken in which the fewest can. A function of the state alone, so nothing depends on the order
/// of the search.
///
/// What is kept, and why. Let something be seen in a state after some steps: a check that fails in a step, a
/// check or cover that is evaluated with certain values, a formula on the state with certain values, a
/// deadlock.
///  - If one of the set makes one of those steps, the first of these commutes with all before it (D1): it may
///    as well be the first, and fewer are left. One who cannot move is in the set together with all who
///    might let it.
///  - Otherwise anybody in the set who can move may move first (D2); none of the steps, nor what is seen,
///    notices, for who changes what a formula says of the state has all in its set who do that, too. A
///    deadlock is not such a case: who can move in the set still could.
///  - The second case cannot go on for ever: no cycle of the reduced graph is without a state of which all
///    successors are taken. Each who moves around a cycle passes a sticky passage (Kurshan, Levin, Minea,
///    Peled, Yenigün 1998: "Static partial order reduction"), and a set in which somebody takes one is
///    refused; or it takes a passage that is in everybody's way, and then everybody is in the set.
/// So what Result says of the verdict, covers and valuations is the same. Runs may be longer than need be,
/// and fewer states are seen: who needs a shortest run, all states, or endless runs, must not use this.
///
/// An assumption that fails is a step that cannot be made: that may change, too, and what it read is read.
/// Checks of all copies are made in every state that is expanded, whoever is in the set.
///
/// With symmetry (Emerson, Jha, Peled 1997: "Combining partial order and symmetry reductions"): the state
/// that stands for others has the same futures as they, up to names, so the argument goes on from it; and a
/// cycle through states that stand for others is part of a longer one through states themselves, with the
/// same passages, by copies of the same tasks.
class StubbornGenerator : public ForwardingGenerator {
 public:
  StubbornGenerator(std::unique_ptr<ir::Generator> generator, const Independence& independence)
      : ForwardingGenerator(std::move(generator)),
        independence_(independence),
        first_(independence.copies()),
        last_(independence.copies()),
        places_(independence.copies()) {}

  void expand_all(const ir::Word* states, std::size_t count, ir::Successors& out) override;

 private:
  void expand_one(const ir::Word* state, std::uint32_t place, ir::Successors& out);
  void look(const ir::Word* state, const ir::Successors& out, std::size_t first);
  Copies best_set();
  Copies closure(Copies seed) const;
  Copies needed(unsigned copy) const;

  const Independence& independence_;
  // Of the state that is expanded:
  Copies movers_ = 0;                                   ///< who can move
  Copies hopeless_ = 0;                                 ///< who is in no set but that of all
  std::vector<const Independence::Passage*> passages_;  ///< by successor
  std::vector<std::uint32_t> first_, last_;             ///< by copy: its part of `passages_`
  std::vector<std::uint32_t> places_;                   ///< by copy
};

}  // namespace mc::reduce
