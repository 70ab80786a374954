// SPDX-License-Identifier: Apache-2.0
// A violation as a reader needs it: its moves replayed by the reference interpreter, with what each step
// executed and changed. Nothing is printed that the interpreter did not reproduce.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "explore/liveness.h"
#include "explore/point_of_no_return.h"
#include "ir/system.h"
#include "ir/verdict.h"

namespace mc::trace {

/// The run does not do what the search said it does: an internal error.
struct ReplayError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One function on a call path, and the statement in it: of the innermost the statement itself, of the
/// others the call.
struct Frame {
  std::string function;
  std::string stands_for;  ///< "mm/memory.c:do_wp_page", or empty
  std::string statement;
  std::string file;
  unsigned line = 0;
};

/// Innermost first, as the kernel prints a call trace.
using CallPath = std::vector<Frame>;

/// A slot that a step left with another value.
struct Change {
  std::string what;  ///< "folio[0].dirty"; of a frame: "ret"
  std::string before, after;
  bool shared = true;    ///< else it belongs to the frame of the step's task
  std::string function;  ///< of a frame: the inlined function whose local it is
};

/// A statement of a step that chose, with what it chose: "return mc_choose(2) = 1".
struct Choice {
  std::string function;
  std::string statement;
};

struct Step {
  ir::Move move;
  std::string task;      ///< "process 0", or "flusher" if there is one copy
  std::string function;  ///< of the statement
  std::string caller;    ///< of the function, empty for the task itself
  /// The check that failed, else the first statement that wrote shared state, else the first that read it,
  /// else the first.
  std::string statement;
  std::string stands_for;
  std::string file;
  unsigned line = 0;
  std::vector<Choice> choices;     ///< `statement` itself excepted, which has its choices written into it
  std::vector<Change> changes;     ///< shared ones first
  CallPath call_path;              ///< of the statement
  std::vector<std::size_t> needs;  ///< earlier steps; see explain.h
};

/// Where a task stands that cannot go on.
struct Waiting {
  std::string task;
  std::string statement;
  CallPath call_path;
};

struct Trace {
  /// Shared slots and what they hold at first, in the order of the model.
  std::vector<std::pair<std::string, std::string>> initial;
  std::vector<Step> steps;
  /// Of a leads-to property: the first of the steps that repeat for ever; steps.size() if nobody can move.
  std::optional<std::size_t> cycle;
  std::string property;  ///< its name
  ir::Property::Kind kind = ir::Property::Kind::check;
  std::string formula;  ///< as written
  std::string help;     ///< what it says in words
  /// The formula's parameters and what they were, printed by their types.
  std::vector<std::pair<std::string, std::string>> values;
  /// The same as they enter the formula; nothing for a deadlock.
  ir::FormulaId violated = ir::FormulaId::none;
  std::vector<ir::Value> arguments;
  /// Of a check: the check itself. Else the last step's statement.
  std::string statement;
  CallPath call_path;
  /// Of a deadlock: the tasks that are unfinished.
  std::vector<Waiting> waiting;
  /// Of an invariant or a deadlock: the steps that made it what it is; see explain.h.
  std::vector<std::size_t> needs;
  std::optional<explore::NoReturn> no_return;  ///< see explain.h
};

/// Replays `violation` on `system`, which is to be the merged system rather than the optimised one.
/// Throws ReplayError if a move is not enabled, fails too early, or the violation does not show.
Trace replay(const ir::System& system, const ir::Violation& violation);

/// The same for a run that breaks a leads-to property: its cycle has to end where it began, and `to` must not
/// hold from the last time on that `from` did. Shared slots for which `searched`, the system that the run was
/// found in, has but one value need not be as before: what is sliced away may change for ever.
Trace replay(const ir::System& system, const ir::Lasso& lasso, const ir::System& searched);

}  // namespace mc::trace
