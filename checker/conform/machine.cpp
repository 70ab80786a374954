// SPDX-License-Identifier: Apache-2.0
#include "conform/machine.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "base/hash.h"
#include "trace/step.h"
#include "transform/dead_variables.h"
#include "transform/share_slots.h"
#include "transform/temporaries.h"

namespace mc::conform {

namespace {

constexpr std::size_t kMostRemembered = 100'000;  ///< calls, of a few kilobytes each

/// What makes states small, and equal where they differ in nothing that counts. Nothing that rests on values
/// the model's own code can store: requests are stored by the engine.
ir::System smaller(ir::System system) {
  transform::make_temporaries(system);
  transform::share_slots(system);
  transform::reset_dead_variables(system);
  return system;
}

std::string place_of(const ir::System& system, ir::SourceId source) {
  const trace::CallPath path = trace::call_path(system, source);
  if (path.empty()) return "an unknown place";
  return fmt::format("`{}` in {} ({}:{})", path[0].statement, path[0].function, path[0].file, path[0].line);
}

}  // namespace

std::size_t Machine::Hash::operator()(const Key& key) const {
  const std::uint64_t words = base::hash(key.state.data(), static_cast<unsigned>(key.state.size()));
  return base::mix(words ^ key.fired ^ std::hash<std::string>()(key.stops_in)) + key.task;
}

/// The runs of one call: states from which it goes on, depth first.
class Machine::Tree {
 public:
  Tree(Machine& machine, unsigned task, std::uint64_t fired, const std::vector<bool>* stops)
      : machine_(machine), task_(task), fired_(fired), stops_(stops) {}

  Endings grow(const ir::State& start) {
    open_.push_back({start, {}});
    visited_.insert({machine_.pack(start), {}});
    while (!open_.empty()) {
      const Node node = std::move(open_.back());
      open_.pop_back();
      const std::uint32_t task = machine_.protocol_.system_task();
      for (ir::Outcome& outcome : machine_.interpreter_.runs(node.state, task, task_)) follow(node, outcome);
    }
    std::ranges::reverse(endings_.all);
    endings_.states = visited_.size();
    endings_.dead_ends.assign(dead_ends_.begin(), dead_ends_.end());
    return std::move(endings_);
  }

 private:
  struct Node {
    ir::State state;
    std::vector<WarningOccurrence> occurrences;
  };

  void follow(const Node& from, ir::Outcome& outcome) {
    if (outcome.kind != ir::Outcome::Kind::successor) return dead_end(outcome);
    Node next{std::move(outcome.state), from.occurrences};
    for (const WarningOccurrence& occurrence : machine_.warnings_.fired(outcome)) {
      const bool printed = (fired_ >> occurrence.warning & 1) != 0;
      if (!printed && std::ranges::find(next.occurrences, occurrence.warning, &WarningOccurrence::warning) ==
                          next.occurrences.end())
        next.occurrences.push_back(occurrence);
    }
    if (machine_.protocol_.idle(next.state, task_)) {
      const Answer answer = machine_.protocol_.take(next.state, task_);
      return end({machine_.pack(next.state), answer, std::move(next.occurrences)});
    }
    Packed packed = machine_.pack(next.state);
    if (!visited_.insert({packed, next.occurrences}).second) return;
    if (stops_ != nullptr && (*stops_)[position(next.state)])
      endings_.all.push_back({std::move(packed), {}, next.occurrences});
    open_.push_back(std::move(next));
  }

  void end(Ending ending) {
    if (stops_ != nullptr) {
      dead_ends_.insert("ends without being there");
      return;
    }
    const auto same = [&](const Ending& other) {
      return other.answer == ending.answer && other.occurrences == ending.occurrences &&
             other.state == ending.state;
    };
    if (std::ranges::none_of(endings_.all, same)) endings_.all.push_back(std::move(ending));
  }

  void dead_end(const ir::Outcome& outcome) {
    const ir::System& system = machine_.system_;
    const ir::SourceId source = system.tasks[outcome.move.task].code[outcome.instructions.back()].source;
    if (outcome.kind == ir::Outcome::Kind::blocked)
      dead_ends_.insert("would wait for ever at " + place_of(system, source));
    if (outcome.kind == ir::Outcome::Kind::violated)
      dead_ends_.insert(fmt::format("breaks {} at {}", system.property_of(outcome.observation).name,
                                    place_of(system, source)));
  }

  std::size_t position(const ir::State& state) const {
    const std::size_t at =
        machine_.interpreter_.index().program_counter(machine_.protocol_.system_task(), task_);
    return static_cast<std::size_t>(state[at]);
  }

  Machine& machine_;
  unsigned task_;
  std::uint64_t fired_;
  const std::vector<bool>* stops_;
  std::vector<Node> open_;
  std::set<std::pair<Packed, std::vector<WarningOccurrence>>> visited_;
  Endings endings_;
  std::set<std::string> dead_ends_;
};

Machine::Machine(ir::System system, const Rules& rules)
    : system_(smaller(std::move(system))),
      warnings_(system_, rules),
      protocol_(system_),
      interpreter_(system_),
      layout_(system_) {}

Packed Machine::pack(const ir::State& state) const {
  Packed packed(layout_.words());
  layout_.pack(state, packed.data());
  return packed;
}

Packed Machine::initial() const {
  return pack(interpreter_.initial());
}

/// By instruction of the task: whether its call path contains `function`.
const std::vector<bool>& Machine::inside(const std::string& function) {
  std::vector<bool>& known = inside_[function];
  if (known.empty()) {
    for (const ir::Instruction& instruction : system_.tasks[protocol_.system_task()].code) {
      const trace::CallPath path = trace::call_path(system_, instruction.source);
      known.push_back(std::ranges::find(path, function, &trace::Frame::function) != path.end());
    }
  }
  if (std::ranges::find(known, true) == known.end())
    throw NotModelled(fmt::format("a stop in {}, a function that the model does not have", function));
  return known;
}

const Endings& Machine::carry_out(const Packed& state, unsigned task, const std::optional<Request>& request,
                                  std::uint64_t fired, const std::string& stops_in) {
  ir::State start = layout_.unpack(state.data());
  if (request) protocol_.ask(start, task, *request);
  const std::vector<bool>* stops = stops_in.empty() ? nullptr : &inside(stops_in);
  if (calls_.size() >= kMostRemembered) calls_.clear();
  const auto [entry, fresh] =
      calls_.try_emplace({.state = pack(start), .fired = fired, .task = task, .stops_in = stops_in});
  if (fresh) entry->second = Tree(*this, task, fired, stops).grow(start);
  return entry->second;
}

const ir::State& Machine::look(const Packed& state, unsigned task, const Request& request) {
  const ir::State before = layout_.unpack(state.data());
  ir::State asked = before;
  protocol_.ask(asked, task, request);
  if (looks_.size() >= kMostRemembered) looks_.clear();
  const auto [entry, fresh] = looks_.try_emplace({.state = pack(asked), .task = task, .looks = true});
  if (!fresh) return entry->second;
  const Endings endings = Tree(*this, task, ~std::uint64_t{0}, nullptr).grow(asked);
  if (endings.all.size() != 1 || !endings.dead_ends.empty())
    throw InputError(fmt::format("LOOK of the model {} must end in one way", system_.name));
  ir::State after = layout_.unpack(endings.all.front().state.data());
  after.resize(system_.globals.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    const std::string name = interpreter_.index().name(i);
    const bool own = name.starts_with("record.") || name.starts_with("request[");
    if (after[i] != before[i] && !own)
      throw InputError(fmt::format("LOOK of the model {} changes {}; it may change nothing but record",
                                   system_.name, name));
  }
  return entry->second = std::move(after);
}

}  // namespace mc::conform
