// SPDX-License-Identifier: Apache-2.0
#include "trace/lockstep.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "ir/interpreter.h"
#include "trace/step.h"

namespace mc::trace {

namespace {

using OutcomeKind = ir::Outcome::Kind;

/// A detour has no more statements than this.
constexpr std::size_t longest_detour = 100;
/// Of statements that do not lead back so many are told.
constexpr std::size_t told_astray = 6;

/// Function and text of a statement.
using Statement = std::pair<std::string, std::string>;

Statement statement_of(const ir::System& system, ir::SourceId id) {
  const ir::Source& source = system.sources[ir::index(id)];
  const bool called = source.call != ir::CallId::none;
  return {called ? system.calls[ir::index(source.call)].function : "", source.text};
}

/// One system and the state it is in.
class Side {
 public:
  explicit Side(const ir::System& system)
      : system_(&system), interpreter_(system), state_(interpreter_.initial()) {}

  const ir::System& system() const { return *system_; }
  ir::Outcome look(const ir::Move& move) const { return interpreter_.run(state_, move); }
  Step tell(const ir::Outcome& outcome) const {
    return trace::tell(*system_, interpreter_.index(), state_, outcome);
  }
  void take(const ir::Outcome& outcome) { state_ = outcome.state; }

  std::vector<Statement> statements(const ir::Outcome& outcome) const {
    std::vector<Statement> all;
    for (const std::uint32_t number : outcome.instructions) {
      const ir::SourceId id = system_->tasks[outcome.move.task].code[number].source;
      if (id == ir::SourceId::none) continue;
      Statement statement = statement_of(*system_, id);
      if (all.empty() || all.back() != statement) all.push_back(std::move(statement));
    }
    return all;
  }

  /// The statement that a task is at; nothing if it has finished.
  std::optional<Statement> next(const ir::Move& move) const {
    if (interpreter_.finished(state_, move.task, move.copy)) return std::nullopt;
    const std::size_t counter = interpreter_.index().program_counter(move.task, move.copy);
    const ir::SourceId id = system_->tasks[move.task].code[static_cast<std::size_t>(state_[counter])].source;
    return id == ir::SourceId::none ? Statement() : statement_of(*system_, id);
  }

 private:
  const ir::System* system_;
  ir::Interpreter interpreter_;
  ir::State state_;
};

bool shares(const ir::System& system, const std::string& slot) {
  return std::ranges::find(system.globals, slot, &ir::Slot::name) != system.globals.end();
}

/// Whether two steps leave the shared variables that both systems have as the other does.
bool same_effect(const Side& here, const Step& one, const Side& there, const Step& other) {
  const auto shared = [](const Step& step, const Side& side) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const Change& change : step.changes)
      if (change.shared && shares(side.system(), change.what)) all.emplace_back(change.what, change.after);
    std::ranges::sort(all);
    return all;
  };
  return shared(one, there) == shared(other, here);
}

class LockstepWalk {
 public:
  LockstepWalk(const ir::System& here, const ir::System& there) : here_(here), there_(there) {}

  Companion run(const std::vector<Part>& parts) {
    for (const Part& part : parts)
      if (!take(part)) return std::move(companion_);
    companion_.arrives = true;
    return std::move(companion_);
  }

 private:
  /// One statement of the run. False if the other cannot come along.
  bool take(const Part& part) {
    const std::optional<ir::Move> move = translated(part.move);
    const ir::Outcome mine = here_.look(part.move);
    if (!move) return part_ways(Parting::Kind::waits, part, mine, {});
    if (there_.next(*move) != here_.next(part.move) && !detour(part, *move, mine)) return false;
    ir::Outcome theirs = there_.look(*move);
    if (const std::optional<Parting::Kind> kind = difference(mine, theirs)) {
      const bool stands = theirs.kind == OutcomeKind::blocked;
      std::vector<Step> others;
      if (!stands) others.push_back(there_.tell(theirs));
      return part_ways(*kind, part, mine, std::move(others));
    }
    here_.take(mine);
    there_.take(theirs);
    return true;
  }

  /// The other system's task of the same name; nothing if it has fewer copies of it.
  std::optional<ir::Move> translated(const ir::Move& move) const {
    const std::string& name = here_.system().tasks[move.task].name;
    const std::vector<ir::Task>& tasks = there_.system().tasks;
    const auto task = std::ranges::find(tasks, name, &ir::Task::name);
    if (task == tasks.end() || task->count <= move.copy) return std::nullopt;
    return ir::Move{
        .task = static_cast<std::uint32_t>(task - tasks.begin()), .copy = move.copy, .choices = move.choices};
  }

  /// How the same statement ends otherwise; nothing if it does not.
  std::optional<Parting::Kind> difference(const ir::Outcome& mine, const ir::Outcome& theirs) const {
    if (theirs.kind == OutcomeKind::blocked)
      return ends_in_choice(theirs) ? Parting::Kind::choice : Parting::Kind::waits;
    const std::vector<Statement> one = here_.statements(mine), other = there_.statements(theirs);
    const auto differ = std::ranges::mismatch(one, other);
    const bool same_way = differ.in1 == one.end() || differ.in2 == other.end();
    if (theirs.kind != mine.kind && same_way) return Parting::Kind::check;
    if (one != other) return Parting::Kind::statement;
    if (theirs.move.choices != mine.move.choices) return Parting::Kind::choice;
    if (!same_effect(here_, here_.tell(mine), there_, there_.tell(theirs))) return Parting::Kind::effect;
    return std::nullopt;
  }

  bool ends_in_choice(const ir::Outcome& outcome) const {
    const ir::Task& task = there_.system().tasks[outcome.move.task];
    return !outcome.instructions.empty() &&
           task.code[outcome.instructions.back()].kind == ir::Instruction::Kind::choose;
  }

  /// Lets the other's task alone run until it is where the run is. If it never is, nothing has moved, and its
  /// first statements are told.
  bool detour(const Part& part, ir::Move move, const ir::Outcome& mine) {
    const std::optional<Statement> wanted = here_.next(part.move);
    move.choices.clear();
    Side ahead = there_;
    Parting parting{.kind = Parting::Kind::detour, .step = part.step, .here = here_.tell(mine), .others = {}};
    while (parting.others.size() < longest_detour && ahead.next(move) && ahead.next(move) != wanted) {
      const ir::Outcome outcome = ahead.look(move);
      if (outcome.kind == OutcomeKind::blocked) break;
      parting.others.push_back(ahead.tell(outcome));
      if (outcome.kind != OutcomeKind::successor) break;
      ahead.take(outcome);
    }
    const bool back = ahead.next(move) == wanted;
    if (back) {
      there_ = ahead;
    } else {
      const bool waits = parting.others.empty() && ahead.next(move);
      parting.kind = waits ? Parting::Kind::waits : Parting::Kind::statement;
      parting.others.resize(std::min(parting.others.size(), told_astray));
    }
    companion_.partings.push_back(std::move(parting));
    return back;
  }

  bool part_ways(Parting::Kind kind, const Part& part, const ir::Outcome& mine, std::vector<Step> others) {
    companion_.partings.push_back(
        {.kind = kind, .step = part.step, .here = here_.tell(mine), .others = std::move(others)});
    return false;
  }

  Side here_, there_;
  Companion companion_;
};

}  // namespace

Companion accompany(const ir::System& here, const std::vector<Part>& run, const ir::System& there) {
  return LockstepWalk(here, there).run(run);
}

}  // namespace mc::trace
