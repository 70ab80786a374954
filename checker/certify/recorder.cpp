#include "certify/recorder.h"

namespace mc::certify {

using namespace ir;

void Recorder::expand(const Word* words, Successors& out) {
  states_.insert(states_.end(), words, words + encoding_.words());
  const State state = unpack(words);
  bool moved = false;
  for (const Outcome& outcome : interpreter_.runs(state)) {
    moved |= outcome.kind != Outcome::Kind::blocked;
    if (outcome.kind == Outcome::Kind::violated)
      out.violations.push_back({outcome.move, outcome.observation});
    if (outcome.kind != Outcome::Kind::successor) continue;
    std::uint32_t mover = outcome.move.copy;
    for (std::uint32_t task = 0; task < outcome.move.task; ++task) mover += system_.tasks[task].count;
    out.movers.push_back(mover);
    pack(outcome.state, out.states.room(encoding_.words()));
    out.states.commit(encoding_.words());
  }
  out.deadlock = !moved && interpreter_.deadlocked(state);
}

ObservationId Recorder::observe(const Word* words) {
  if (system_.invariants.empty()) return ObservationId::none;
  const State state = unpack(words);
  for (ObservationId invariant : system_.invariants)
    if (!interpreter_.holds(invariant, interpreter_.arguments(state, invariant))) return invariant;
  return ObservationId::none;
}

}  // namespace mc::certify
