// SPDX-License-Identifier: Apache-2.0
#include "conform/match.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace mc::conform {

namespace {

/// Where an execution first fired other warnings than were recorded.
struct Deviation {
  std::size_t event = 0;
  Difference difference;
};

/// Executions that end in one state and have fired the same warnings.
struct Node {
  Packed state;
  std::uint64_t fired = 0;
  std::optional<Deviation> deviation;  ///< nothing: all recorded warnings, and no others
};

Json chains_of(const std::vector<std::vector<std::string>>& warn) {
  Json all = Json::array();
  for (const std::vector<std::string>& chain : warn)
    all.push_back(fmt::format("{}", fmt::join(chain, " <- ")));
  return all;
}

std::string joined(const std::string& a, const std::string& b) {
  return b.empty() ? a : a + " " + b;
}

}  // namespace

/// The set of executions, and what one action makes of it.
class Matcher {
 public:
  Matcher(Machine& machine, const Run& run, const Plan& plan) : machine_(machine), run_(run), plan_(plan) {}

  Verdict match(const std::atomic<bool>* stop) {
    refuse_misfits();
    nodes_ = {{machine_.initial(), 0, std::nullopt}};
    for (const Action& action : plan_.actions) {
      if (stop != nullptr && *stop) return std::move(verdict_);
      step(action);
      if (nodes_.empty()) break;
    }
    if (!nodes_.empty()) check_totals();
    return concluded();
  }

 private:
  void refuse_misfits() const {
    if (run_.tasks.size() > machine_.tasks()) throw NotModelled(fmt::format("{} tasks", run_.tasks.size()));
    for (const Event& event : run_.events)
      for (const StateRecord& record : event.state) {
        const std::string what = misfit(machine_.system(), machine_.record(), record.seen);
        if (!what.empty()) throw NotModelled("state of " + what);
      }
  }

  void step(const Action& action) {
    next_.clear();
    alternatives_.clear();
    const bool strict = any_strict();
    const std::size_t event = action.event.value_or(verdict_.calls);
    for (const Node& node : nodes_) {
      const Endings& endings =
          machine_.carry_out(node.state, action.task, action.request, node.fired, action.stops_in);
      verdict_.states += endings.states;
      for (const Ending& ending : endings.all) follow(node, ending, action);
      if (!node.deviation)
        for (const std::string& end : endings.dead_ends) alternatives_.insert({{"call", "ended", end}});
    }
    adopt_next();
    if (strict && !any_strict()) blame(event);
    if (action.event && any_strict()) verdict_.calls = event + 1;
  }

  void follow(const Node& from, const Ending& ending, const Action& action) {
    Node node{ending.state, from.fired, from.deviation};
    for (const WarningOccurrence& occurrence : ending.occurrences)
      node.fired |= std::uint64_t{1} << occurrence.warning;
    if (!action.event) return add(std::move(node));
    const Event& event = run_.events[*action.event];
    Alternative alternative = differences_of(event, ending, action);
    const bool matches = alternative.empty();
    if (auto warned = warning_difference(event, ending)) {
      if (!node.deviation) node.deviation = Deviation{*action.event, *warned};
      alternative.push_back(std::move(*warned));
    }
    if (!from.deviation && !alternative.empty()) alternatives_.insert(std::move(alternative));
    if (matches) add(std::move(node));
  }

  Alternative differences_of(const Event& event, const Ending& ending, const Action& action) {
    Alternative all;
    const Json held = ending.answer.sigbus ? Json("SIGBUS") : Json(ending.answer.result);
    if (!event.result.is_null() && event.result != held) all.push_back({"result", event.result, held});
    for (const Look& look : action.looks) {
      const ir::State& globals = machine_.look(ending.state, look.task, look.request);
      for (Difference& each : differences(machine_.system(), machine_.record(), look.seen, globals)) {
        if (each.what == "i_size") each = uncut(std::move(each));
        each.what = joined(look.what, each.what);
        all.push_back(std::move(each));
      }
    }
    return all;
  }

  /// The size of the whole file, as the reader knows it.
  Difference uncut(Difference size) const {
    for (Json* side : {&size.seen, &size.held})
      if (side->is_number_integer()) *side = side->get<long long>() + plan_.cut;
    return size;
  }

  /// The recorded call chains are those of the shown occurrences, in order.
  std::optional<Difference> warning_difference(const Event& event, const Ending& ending) const {
    if (!event.warn) return std::nullopt;
    const Warnings& warnings = machine_.warnings();
    Json fired = Json::array();
    bool same = true;
    for (const WarningOccurrence& occurrence : ending.occurrences) {
      if (!warnings.shown(occurrence)) continue;
      same = same && fired.size() < event.warn->size() &&
             warnings.matches(occurrence, (*event.warn)[fired.size()]);
      fired.push_back(warnings.describe(occurrence));
    }
    if (same && fired.size() == event.warn->size()) return std::nullopt;
    return Difference{"warn", chains_of(*event.warn), std::move(fired)};
  }

  void add(Node node) {
    const std::pair<std::uint64_t, bool> warnings{node.fired, node.deviation.has_value()};
    next_.try_emplace({node.state, warnings}, std::move(node));
  }

  void adopt_next() {
    nodes_.clear();
    for (auto& [key, node] : next_) nodes_.push_back(std::move(node));
  }

  bool any_strict() const {
    return std::ranges::any_of(nodes_, [](const Node& node) { return !node.deviation; });
  }

  /// From here on nothing matches everything.
  void blame(std::size_t event) {
    verdict_.event = event;
    verdict_.alternatives.assign(alternatives_.begin(), alternatives_.end());
    std::ranges::stable_sort(verdict_.alternatives, {}, &Alternative::size);
  }

  /// What the recording says about the run as a whole is due at its end.
  void check_totals() {
    next_.clear();
    alternatives_.clear();
    const bool strict = any_strict();
    for (Node& node : nodes_) {
      Alternative alternative = totals_differences(node);
      const bool matches = alternative.empty();
      if (auto warned = warning_totals_difference(node)) {
        if (!node.deviation) node.deviation = Deviation{run_.events.size(), *warned};
        alternative.push_back(std::move(*warned));
      }
      if (!alternative.empty()) alternatives_.insert(std::move(alternative));
      if (matches) add(std::move(node));
    }
    adopt_next();
    if (strict && !any_strict()) blame(run_.events.size());
  }

  Alternative totals_differences(const Node& node) {
    Json known = Json::object();
    for (const auto& [key, value] : run_.totals.items())
      if (machine_.record().member(key) != nullptr) known[key] = value;
    if (known.empty()) return {};
    for (unsigned task = 0; task < machine_.tasks(); ++task)
      if (machine_.idle(node.state, task))
        return differences(machine_.system(), machine_.record(), known,
                           machine_.look(node.state, task, {"look", {{"page", 0}}}));
    return {};
  }

  std::optional<Difference> warning_totals_difference(const Node& node) const {
    const Warnings& warnings = machine_.warnings();
    long long count = 0;
    bool shown = false;
    for (std::uint32_t i = 0; i < 64; ++i) {
      if ((node.fired >> i & 1) == 0) continue;
      ++count;
      shown = shown || warnings.shown({.warning = i});
    }
    if (run_.warned && *run_.warned != shown) return Difference{"warn_mark_dirty", *run_.warned, shown};
    if (run_.warnings && *run_.warnings != count) return Difference{"warnings", *run_.warnings, count};
    return std::nullopt;
  }

  Verdict concluded() {
    const bool strict = any_strict();
    const auto loose =
        std::ranges::find_if(nodes_, [](const Node& node) { return node.deviation.has_value(); });
    if (strict && loose == nodes_.end()) {
      verdict_.kind = Verdict::Kind::agrees;
      return std::move(verdict_);
    }
    verdict_.kind = Verdict::Kind::disagrees;
    if (strict) {
      verdict_.event = loose->deviation->event;
      verdict_.alternatives = {{loose->deviation->difference}};
      verdict_.reason =
          "every execution with these results and states should fire the recorded warnings and no others";
    } else if (loose != nodes_.end()) {
      verdict_.reason = "all results and states can be matched, but not with the recorded warnings";
    } else {
      verdict_.reason = "no execution matches";
    }
    return std::move(verdict_);
  }

  Machine& machine_;
  const Run& run_;
  const Plan& plan_;
  Verdict verdict_;
  std::vector<Node> nodes_;
  std::map<std::pair<Packed, std::pair<std::uint64_t, bool>>, Node> next_;
  std::set<Alternative> alternatives_;  ///< what executions that matched so far do in this call
};

Verdict match(Machine& machine, const Run& run, const Plan& plan, const std::atomic<bool>* stop) {
  Verdict verdict;
  try {
    return Matcher(machine, run, plan).match(stop);
  } catch (const NotModelled& reason) {
    verdict.kind = Verdict::Kind::not_modelled;
    verdict.reason = reason.what();
  }
  return verdict;
}

}  // namespace mc::conform
