// SPDX-License-Identifier: Apache-2.0
#include "certify/state_recorder.h"

namespace mc::certify {

using namespace ir;

void StateRecorder::expand_all(const Word* states, std::size_t count, Successors& out) {
  for (std::uint32_t place = 0; place < count; ++place)
    expand_one(states + place * encoding_.words(), place, out);
}

void StateRecorder::expand_one(const Word* words, std::uint32_t place, Successors& out) {
  states_.insert(states_.end(), words, words + encoding_.words());
  const State state = unpack(words);
  bool moved = false;
  for (const Outcome& outcome : interpreter_.runs(state)) {
    moved |= outcome.kind != Outcome::Kind::blocked;
    if (outcome.kind == Outcome::Kind::violated)
      out.violations.push_back({outcome.move, outcome.observation, place});
    if (outcome.kind != Outcome::Kind::successor) continue;
    std::uint32_t mover = outcome.move.copy;
    for (std::uint32_t task = 0; task < outcome.move.task; ++task) mover += system_.tasks[task].count;
    out.movers.push_back(mover);
    pack(outcome.state, out.states.room(encoding_.words()));
    out.states.commit(encoding_.words());
  }
  if (!moved && interpreter_.deadlocked(state)) out.deadlocks.push_back(place);
}

ObservationId StateRecorder::observe(const Word* words) {
  if (system_.invariants.empty()) return ObservationId::none;
  const State state = unpack(words);
  for (ObservationId invariant : system_.invariants)
    if (!interpreter_.holds(invariant, interpreter_.arguments(state, invariant))) return invariant;
  return ObservationId::none;
}

}  // namespace mc::certify
