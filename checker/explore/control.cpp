#include "explore/control.h"

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
  const std::chrono::duration<double> elapsed = now - start_;
  if (options_.limits.seconds > 0 && elapsed.count() > options_.limits.seconds) halt(Reason::time);
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
          .seconds = std::chrono::duration<double>(Clock::now() - start_).count(),
          .forecast = forecast_};
}

}  // namespace mc::explore
