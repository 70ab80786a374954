// SPDX-License-Identifier: Apache-2.0
// The transition system: the one contract between the C frontend and every engine.
//
// A state is a vector of slots: the shared variables, then for every copy of every task its frame and
// its program counter. A task is a control-flow graph, kept as a vector of instructions; control falls
// through to the next one unless a branch or jump says otherwise. Some instructions are marked as the
// start of a step. The program counter always names such an instruction (or the task's `end`).
//
// A step of a task runs from its program counter up to, not including, the next instruction marked as
// a step start, atomically. It does not happen at all when an `await` on the way is false. Every cycle
// of the graph contains a step start, so a step is finite.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "ir/expression.h"
#include "ir/place.h"
#include "ir/type.h"

namespace mc::ir {

enum class PropertyId : std::uint32_t { none = 0xffffffff };
enum class FormulaId : std::uint32_t { none = 0xffffffff };
enum class ObservationId : std::uint32_t { none = 0xffffffff };
enum class SourceId : std::uint32_t { none = 0xffffffff };
enum class CallId : std::uint32_t { none = 0xffffffff };

template <typename Id>
constexpr std::size_t index(Id id) {
  return static_cast<std::size_t>(id);
}

/// An inlined call: `function` was entered from `caller` at `call_site`. The outermost has no caller.
struct Call {
  std::string function;
  std::string stands_for;  ///< "mm/memory.c:do_wp_page" where the model names it, else empty
  CallId caller = CallId::none;
  SourceId call_site = SourceId::none;
};

/// A statement of the model, for a reader.
struct Source {
  std::string file;
  unsigned line = 0;
  unsigned column = 0;
  std::string text;  ///< the statement as written, white space folded
  CallId call = CallId::none;
};

struct Slot {
  /// "folio[0].dirty", "wants[1]"; a frame's slot: "ret", "vmf.folio". What the model's author did not
  /// name begins with '<' ("<and>"), and traces do not show it.
  std::string name;
  Type type;
  Value initial = 0;
  std::string function;  ///< a frame's slot: the inlined function it belongs to; else empty
};

struct Enumeration {
  std::string name;
  std::vector<std::pair<Value, std::string>> names;
};

/// Where pointers of one type can point: value k > 0 means objects[k - 1], the number of its first slot.
struct Domain {
  std::string pointee;
  std::vector<std::uint32_t> objects;
  std::vector<std::string> names;  ///< "&folio[0]"
};

struct Property {
  enum class Kind : std::uint8_t {
    invariant,  ///< holds in every reachable state
    check,      ///< holds whenever a step evaluates it: MC_CHECK, BUG_ON, WARN_ON, lockdep_assert_held
    built_in,   ///< a check that the language makes: NULL, index, range, division, shift
    deadlock,   ///< some task that is no daemon is unfinished and no step is enabled (at most one of these)
    cover,      ///< must be reached, in a state or at a step
    leads_to,   ///< after `from`, `to` holds some time later, under weak fairness
  };
  std::string name;
  Kind kind = Kind::check;
  std::string text;  ///< the formula as written
  std::string help;  ///< the comment before its declaration, one paragraph
  SourceId source = SourceId::none;
};

struct Parameter {
  std::string name;  ///< as the formula's text calls it
  Type type;
};

/// A predicate over its parameters alone. A property that is a conjunction may have one formula a conjunct.
struct Formula {
  PropertyId property = PropertyId::none;
  std::vector<Parameter> parameters;
  ExprId expression = ExprId::none;  ///< over Operator::parameter, constants and operators; not 0 = holds
};

/// A formula applied to arguments. Of an invariant, cover or leads-to: loads of static shared places.
/// At a check instruction: any expression of that step.
struct Observation {
  FormulaId formula = FormulaId::none;
  std::vector<ExprId> arguments;
};

struct Instruction {
  enum class Kind : std::uint8_t {
    assign,  ///< place := expression
    choose,  ///< place := any of 0 .. expression-1; with 0 there is no such run
    await,   ///< the step is enabled only if expression is not 0
    assume,  ///< the run ends here, without successor and without blame, if expression is 0
    check,   ///< `observation` must hold, or its property is violated and the run ends here
    cover,   ///< if `observation` holds, its property is covered
    branch,  ///< falls through if expression is not 0, else goes to `target`
    jump,    ///< goes to `target`
    end,     ///< the task has finished; always a step start; exactly one, the last instruction
  };
  Kind kind = Kind::end;
  bool step = false;    ///< a step starts here
  bool atomic = false;  ///< inside an atomic body: may never become a step start by itself
  PlaceId place = PlaceId::none;
  ExprId expression = ExprId::none;
  std::uint32_t target = 0;
  ObservationId observation = ObservationId::none;
  SourceId source = SourceId::none;
};

/// Frame slots that are set to 0 (or the nearest value of their type) whenever a step ends at `location`.
struct Reset {
  std::uint32_t location = 0;
  std::vector<std::uint32_t> slots;
};

struct Task {
  std::string name;
  unsigned count = 1;   ///< copies, at least 1
  bool daemon = false;  ///< may idle for ever: no deadlock when only daemons are unfinished
  std::vector<Slot> frame;
  std::vector<Slot> temporaries;
  std::vector<Instruction> code;  ///< entry is code[0], a step start; last is `end`
  std::vector<Reset> resets;      ///< sorted by location, at most one each
};

struct ModelParameter {
  std::string name;
  Value value = 0, initial = 0, least = 0, most = 0;
  std::string help;
};

/// MC_LEADS_TO: `from` leads to `to`.
struct Response {
  PropertyId property = PropertyId::none;
  ObservationId from = ObservationId::none;
  ObservationId to = ObservationId::none;
};

struct System {
  std::string name;
  Expressions expressions;
  std::vector<Place> places;  ///< added by add_place, and never changed
  std::vector<Slot> globals;
  std::vector<Task> tasks;
  std::vector<Enumeration> enumerations;
  std::vector<Domain> domains;
  std::vector<Property> properties;
  std::vector<Formula> formulas;
  std::vector<Observation> observations;
  std::vector<ObservationId> invariants;  ///< evaluated in every state
  std::vector<ObservationId> covers;      ///< evaluated in every state
  std::vector<Response> responses;
  std::vector<ModelParameter> parameters;
  std::vector<std::string> symmetric;  ///< names given to MC_SYMMETRIC
  std::vector<Source> sources;
  std::vector<Call> calls;

  const Place& place(PlaceId id) const { return places[index(id)]; }
  /// The id of `place`, which is added if it is new.
  PlaceId add_place(Place place);
  const Property& property_of(ObservationId id) const {
    return properties[index(formulas[index(observations[index(id)].formula)].property)];
  }

 private:
  struct PlaceHash {
    std::size_t operator()(const Place& place) const;
  };
  std::unordered_map<Place, PlaceId, PlaceHash> known_places_;  ///< `places`, the other way round
};

}  // namespace mc::ir
