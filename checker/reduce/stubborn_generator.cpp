// SPDX-License-Identifier: Apache-2.0
#include "reduce/stubborn_generator.h"

#include <algorithm>
#include <bit>

namespace mc::reduce {

void StubbornGenerator::expand_all(const ir::Word* states, std::size_t count, ir::Successors& out) {
  for (std::uint32_t place = 0; place < count; ++place) expand_one(states + place * words(), place, out);
}

void StubbornGenerator::expand_one(const ir::Word* state, std::uint32_t place, ir::Successors& out) {
  const std::size_t first = out.movers.size(), violations = out.violations.size(),
                    deadlocks = out.deadlocks.size();
  ForwardingGenerator::expand_all(state, 1, out);
  for (std::size_t i = violations; i < out.violations.size(); ++i) out.violations[i].place = place;
  for (std::size_t i = deadlocks; i < out.deadlocks.size(); ++i) out.deadlocks[i] = place;
  if (out.movers.size() == first || out.movers[first] == out.movers.back()) return;  // one moves, or none
  look(state, out, first);
  const Copies kept = best_set();
  if (kept == movers_) return;
  const std::size_t count = out.movers.size();
  const std::size_t start = out.states.size() / words() - (count - first);
  std::size_t next = first;
  for (std::size_t i = first; i < count; ++i) {
    if ((kept >> out.movers[i] & 1) == 0) continue;
    std::copy_n(out.states.data() + (start + i - first) * words(), words(),
                out.states.data() + (start + next - first) * words());
    out.movers[next++] = out.movers[i];
  }
  out.movers.resize(next);
  out.states.clear();
  out.states.commit((start + next - first) * words());  // they stand where they stood
}

void StubbornGenerator::look(const ir::Word* state, const ir::Successors& out, std::size_t first) {
  for (unsigned copy = 0; copy < places_.size(); ++copy) {
    places_[copy] = independence_.place(state, copy);
    first_[copy] = last_[copy] = 0;
  }
  movers_ = hopeless_ = 0;
  passages_.clear();
  const ir::Word* next = out.states.data() + out.states.size() - (out.movers.size() - first) * words();
  for (std::size_t i = first; i < out.movers.size(); ++i, next += words()) {
    const std::uint32_t copy = out.movers[i];
    const auto& passage = independence_.passage(places_[copy], independence_.place(next, copy));
    if ((movers_ >> copy & 1) == 0) first_[copy] = static_cast<std::uint32_t>(passages_.size());
    passages_.push_back(&passage);
    last_[copy] = static_cast<std::uint32_t>(passages_.size());
    movers_ |= Copies{1} << copy;
    if (passage.sticky || passage.meets_everybody) hopeless_ |= Copies{1} << copy;
  }
}

/// Those of the set who can move.
Copies StubbornGenerator::best_set() {
  Copies best = movers_;
  for (Copies seeds = movers_ & ~hopeless_; seeds != 0; seeds &= seeds - 1) {
    const Copies set = closure(seeds & -seeds);
    if ((set & hopeless_) == 0 && std::popcount(set & movers_) < std::popcount(best)) best = set & movers_;
  }
  return best;
}

/// The least set with `seed`, or one with somebody who is hopeless.
Copies StubbornGenerator::closure(Copies seed) const {
  Copies result = seed;
  for (Copies open = seed; open != 0 && (result & hopeless_) == 0;) {
    const Copies added = needed(static_cast<unsigned>(std::countr_zero(open))) & ~result;
    open = (open & (open - 1)) | added;
    result |= added;
  }
  return result;
}

/// Who is in the way of the copy's next step, or in whose way it is.
Copies StubbornGenerator::needed(unsigned copy) const {
  Copies result = independence_.disturbers(places_[copy], places_);
  for (std::uint32_t i = first_[copy]; i < last_[copy]; ++i)
    result |= Independence::disturbed(*passages_[i], places_);
  return result;
}

}  // namespace mc::reduce
