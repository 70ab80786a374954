// SPDX-License-Identifier: Apache-2.0
#include "report/spans.h"

#include <algorithm>
#include <map>
#include <optional>

#include "report/frame.h"

namespace mc::report {

namespace {

using Mover = std::pair<std::uint32_t, std::uint32_t>;

std::map<Mover, std::size_t> lane_numbers(const trace::Trace& trace) {
  std::map<Mover, std::size_t> numbers;
  for (const trace::Step& step : trace.steps) numbers.emplace(Mover{step.move.task, step.move.copy}, 0);
  std::size_t next = 0;
  for (auto& [ignored, number] : numbers) number = next++;
  return numbers;
}

/// Spans of one lane that are under way.
class Lane {
 public:
  Lane(std::size_t number, std::vector<Span>& all) : number_(number), all_(all) {}

  /// Goes on with the call and the fault that the step is in, or begins others.
  void step(const trace::Step& told, std::size_t at) {
    const trace::Frame* call =
        told.call_path.size() > 1 ? &told.call_path[told.call_path.size() - 2] : nullptr;
    const trace::Frame* fault = faulting(told.call_path);
    go_on(call_, call, fault != nullptr && fault == call ? Span::Kind::fault : Span::Kind::call, at);
    go_on(fault_, fault == call ? nullptr : fault, Span::Kind::fault, at);
  }

 private:
  /// The outermost frame that stands for a fault handler.
  static const trace::Frame* faulting(const trace::CallPath& path) {
    const auto is_fault = [](const trace::Frame& frame) {
      return kernel_place(frame.stands_for, "").second.find("fault") != std::string::npos;
    };
    const auto found = std::find_if(path.rbegin(), path.rend(), is_fault);
    return found == path.rend() ? nullptr : &*found;
  }

  void go_on(std::optional<std::size_t>& open, const trace::Frame* frame, Span::Kind kind, std::size_t at) {
    if (frame == nullptr) {
      open.reset();
    } else if (open && all_[*open].label == frame->function) {
      all_[*open].last = at;
    } else {
      open = all_.size();
      all_.push_back({.kind = kind, .label = frame->function, .lane = number_, .first = at, .last = at});
    }
  }

  std::size_t number_;
  std::vector<Span>& all_;
  std::optional<std::size_t> call_, fault_;  ///< in all_
};

/// Lock spans, found from what steps change.
class Locks {
 public:
  void change(const trace::Change& change, std::size_t lane, std::size_t at) {
    const auto [object, name] = split_slot(change.what);
    const bool counts = name == "readers";
    if (!change.shared || !(counts || name == "locked" || name == "owner" || name == "writer")) return;
    const std::string label = (object.empty() ? name : object) + (counts ? " (read)" : "");
    const long long before = number(change.before), after = number(change.after);
    if (before != 0 && after < before) release(label, lane, at);
    if (after > before) all_.push_back({Span::Kind::lock, label, lane, at, held});
  }

  std::vector<Span> take(std::size_t steps) {
    for (Span& span : all_)
      if (span.last == held) span.last = steps - 1;
    return std::move(all_);
  }

 private:
  static constexpr std::size_t held = ~std::size_t{0};

  static long long number(const std::string& value) {
    const std::string digits = brief(value);
    return digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos ? 0
                                                                                         : std::stoll(digits);
  }

  /// Ends the last span of that lock that is under way, of this lane if there is one.
  void release(const std::string& label, std::size_t lane, std::size_t at) {
    Span* found = nullptr;
    for (Span& span : all_)
      if (span.last == held && span.label == label && (found == nullptr || span.lane == lane)) found = &span;
    if (found != nullptr) found->last = at;
  }

  std::vector<Span> all_;
};

}  // namespace

std::vector<std::string> lanes(const trace::Trace& trace) {
  const auto numbers = lane_numbers(trace);
  std::vector<std::string> names(numbers.size());
  for (const trace::Step& step : trace.steps) names[numbers.at({step.move.task, step.move.copy})] = step.task;
  return names;
}

std::vector<std::size_t> lane_of_steps(const trace::Trace& trace) {
  const auto numbers = lane_numbers(trace);
  std::vector<std::size_t> result;
  for (const trace::Step& step : trace.steps) result.push_back(numbers.at({step.move.task, step.move.copy}));
  return result;
}

std::vector<Span> spans(const trace::Trace& trace) {
  const std::vector<std::size_t> lane = lane_of_steps(trace);
  std::vector<Span> all;
  std::vector<Lane> open;
  for (std::size_t i = 0; i < lanes(trace).size(); ++i) open.emplace_back(i, all);
  Locks locks;
  for (std::size_t at = 0; at < trace.steps.size(); ++at) {
    open[lane[at]].step(trace.steps[at], at);
    for (const trace::Change& change : trace.steps[at].changes) locks.change(change, lane[at], at);
  }
  for (Span& span : locks.take(trace.steps.size())) all.push_back(std::move(span));
  return all;
}

}  // namespace mc::report
