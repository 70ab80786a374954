// SPDX-License-Identifier: Apache-2.0
#include "explore/control.h"

#include <algorithm>

#include "explore/checkpoint.h"

namespace mc::explore {

std::string Control::reason() const {
  switch (reason_.load()) {
    case Reason::none: return {};
    case Reason::states: return "state limit";
    case Reason::time: return "time limit";
    case Reason::memory: return options_.limits.memory_bytes != 0 ? "memory limit" : "out of memory";
    case Reason::interrupted: return "interrupted";
  }
  return {};
}

void Control::add_states(std::uint64_t found) {
  const std::uint64_t states = states_.fetch_add(found, std::memory_order_relaxed) + found;
  if (options_.limits.states != 0 && states > options_.limits.states) halt(Reason::states);
}

void Control::add_expanded(std::uint64_t states, std::uint64_t transitions) {
  expanded_.fetch_add(states, std::memory_order_relaxed);
  transitions_.fetch_add(transitions, std::memory_order_relaxed);
}

void Control::enter_level(std::uint64_t depth, std::uint64_t states) {
  depth_ = depth;
  level_sizes_.push_back(states);
  forecast_ = forecast(level_sizes_);
}

void Control::poll() {
  if (options_.stop != nullptr && options_.stop->load()) halt(Reason::interrupted);
  const auto now = Clock::now();
  const double elapsed = seconds();
  if (options_.limits.seconds > 0 && elapsed > options_.limits.seconds) halt(Reason::time);
  if (!options_.checkpoint.file.empty() && elapsed > next_checkpoint_) due_ = true;
  if (!options_.progress || now - reported_ < std::chrono::milliseconds(100)) return;
  reported_ = now;
  options_.progress(progress());
}

Progress Control::progress() const {
  const std::uint64_t expanded = expanded_, states = states_;
  return {.states = states,
          .transitions = transitions_,
          .depth = depth_,
          .frontier = states - expanded,
          .memory_bytes = memory_bytes_,
          .seconds = seconds_before_ + seconds(),
          .forecast = forecast_};
}

void Control::checkpoint_done(double written_seconds) {
  next_checkpoint_ = seconds() + std::max(options_.checkpoint.every_seconds, 20 * written_seconds);
  due_ = false;
}

void Control::save(CheckpointOutput& out) const {
  out.number(states_.load());
  out.number(expanded_.load());
  out.number(transitions_.load());
  out.number(static_cast<std::uint64_t>((seconds_before_ + seconds()) * 1000));
  out.number(level_sizes_.size());
  for (const std::uint64_t size : level_sizes_) out.number(size);
}

void Control::restore(CheckpointInput& in) {
  states_ = in.number();
  expanded_ = in.number();
  transitions_ = in.number();
  seconds_before_ = static_cast<double>(in.number()) / 1000;
  for (std::uint64_t rest = in.number(); rest > 0; --rest) level_sizes_.push_back(in.number());
  if (level_sizes_.empty()) in.damaged();
  depth_ = level_sizes_.size() - 1;
  forecast_ = forecast(level_sizes_);
}

}  // namespace mc::explore
