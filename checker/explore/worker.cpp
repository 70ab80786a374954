// SPDX-License-Identifier: Apache-2.0
#include "explore/worker.h"

#include <algorithm>
#include <new>
#include <tuple>
#include <utility>

#include "explore/checkpoint.h"

namespace mc::explore {

namespace {

/// States expanded at a time: enough that many of them are at the same step, and so few that their successors
/// are still in the cache when they are inserted.
constexpr std::uint64_t batch = 1024;

bool less(const std::optional<ir::Move>& a, const std::optional<ir::Move>& b) {
  if (!a || !b) return !a && b;
  return std::tie(a->task, a->copy, a->choices) < std::tie(b->task, b->copy, b->choices);
}

}  // namespace

bool same_complaint(const Finding& a, const Finding& b) {
  return a.length == b.length && a.property == b.property && a.observation == b.observation;
}

bool operator<(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& f) { return std::tie(f.length, f.property, f.observation, f.state); };
  return key(a) != key(b) ? key(a) < key(b) : less(a.last, b.last);
}

Worker::Worker(const ir::System& system, std::unique_ptr<ir::Generator> generator, store::VisitedSet& visited,
               unsigned lane, Control& control, std::uint64_t level_bytes)
    : system_(system),
      generator_(std::move(generator)),
      words_(generator_->words()),
      visited_(visited),
      lane_(lane),
      control_(control),
      found_(words_, level_bytes) {
  for (std::size_t i = 0; i < system.properties.size(); ++i)
    if (system.properties[i].kind == ir::Property::Kind::deadlock)
      deadlock_ = ir::PropertyId{static_cast<std::uint32_t>(i)};
}

void Worker::insert_initial() {
  generator_->initial(successors_.states.room(words_));
  successors_.states.commit(words_);
  depth_ = 0;
  insert_pending();
}

void Worker::expand(store::Frontier& frontier, std::uint64_t depth) try {
  depth_ = depth + 1;
  while (insert_pending() && !control_.halted() && !control_.checkpoint_due()) {
    if (expanded_ == block_.count && !take_block(frontier)) return;
    expand_some();
  }
} catch (const std::bad_alloc&) {
  torn_ = true;
  control_.halt(Control::Reason::memory);
}

bool Worker::take_block(store::Frontier& frontier) {
  auto block = frontier.take();
  if (!block) return false;
  frontier.load(*block);
  block_ = std::move(*block);
  expanded_ = 0;
  return true;
}

/// A part of a block.
void Worker::expand_some() {
  const ir::Word* states = block_.words.get() + expanded_ * words_;
  const std::uint64_t count = std::min(batch, block_.count - expanded_);
  generator_->expand_all(states, count, successors_);
  judge_expansion(states);
  expanded_ += count;
  control_.add_expanded(count, pending());
}

/// False if the visited set is full; the rest remains pending.
bool Worker::insert_pending() {
  const std::size_t count = pending();
  fresh_.clear();
  const ir::Word* const states = successors_.states.data() + inserted_ * words_;
  inserted_ += visited_.insert(lane_, states, count - inserted_, depth_, fresh_);
  for (const std::uint32_t place : fresh_) {
    found_.add(states + place * words_);
    observe(states + place * words_);
  }
  control_.add_states(fresh_.size());
  if (has_pending()) return false;
  successors_.clear();
  inserted_ = 0;
  return true;
}

void Worker::judge_expansion(const ir::Word* states) {
  const auto words = [&](std::uint32_t place) {
    return std::vector<ir::Word>(states + place * words_, states + (place + 1) * words_);
  };
  for (const auto& [move, observation, place] : successors_.violations)
    report({depth_, property_of(observation), observation, words(place), move});
  if (deadlock_ == ir::PropertyId::none) return;
  for (const std::uint32_t place : successors_.deadlocks)
    report({.length = depth_ - 1, .property = deadlock_, .state = words(place)});
}

ir::PropertyId Worker::property_of(ir::ObservationId observation) const {
  return system_.formulas[ir::index(system_.observations[ir::index(observation)].formula)].property;
}

void Worker::observe(const ir::Word* state) {
  const ir::ObservationId failed = generator_->observe(state);
  if (failed == ir::ObservationId::none) return;
  report({.length = depth_,
          .property = property_of(failed),
          .observation = failed,
          .state = {state, state + words_}});
}

void Worker::save(CheckpointOutput& out) const {
  const std::size_t words = generator_->words();
  out.begin_states(words);
  for (std::size_t i = inserted_; i < pending(); ++i) out.state(successors_.states.data() + i * words, words);
  out.end_states();
  out.begin_states(words);
  found_.for_each_block(0, [&](const ir::Word* states, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) out.state(states + i * words, words);
  });
  out.end_states();
  out.number(findings_.size());
  for (const Finding& finding : findings_) out.finding(finding);
}

void Worker::restore(CheckpointInput& in, std::uint64_t depth) {
  const std::size_t words = generator_->words();
  depth_ = depth + 1;
  in.states(words, [&](const ir::Word* states, std::size_t count) {
    successors_.states.append(states, count * words);
  });
  in.states(words, [&](const ir::Word* states, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) found_.add(states + i * words);
  });
  for (std::uint64_t rest = in.number(); rest > 0; --rest) report(in.finding(generator_->words()));
}

void Worker::report(Finding finding) {
  if (!findings_.empty() && !same_complaint(finding, findings_.front())) {
    if (findings_.front() < finding) return;
    findings_.clear();
  }
  findings_.push_back(std::move(finding));
}

}  // namespace mc::explore
