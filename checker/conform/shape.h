// SPDX-License-Identifier: Apache-2.0
// Variable shape: a variable of the model as the author declared it: structs, arrays, and the slots they are
// made of.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "conform/recording.h"
#include "ir/state.h"
#include "ir/system.h"

namespace mc::conform {

/// One of: a struct with members, an array with elements, a slot.
struct Shape {
  std::map<std::string, Shape> members;
  std::vector<Shape> elements;
  std::optional<std::uint32_t> slot;  ///< of System::globals

  const Shape* member(const std::string& name) const;
};

/// The variable of this name. Nothing in it if the system has none.
Shape shape_of(const ir::System& system, const std::string& variable);

/// "nodelalloc" as NODELALLOC, "errors=continue" as ERRORS_CONTINUE: how the model names what a recording
/// has as a string.
std::string enumerator_name(const std::string& text);

/// The value of `slot` that a number, truth value or string stands for; nothing if its type has none.
std::optional<ir::Value> value_of(const ir::System& system, std::uint32_t slot, const Json& json);

/// A slot's value as JSON: a truth value, a number, or an enumerator's name.
Json json_of(const ir::System& system, std::uint32_t slot, ir::Value value);

/// What of `seen` the variable has no place for: "folio.buffers"; empty if nothing. An object is a struct,
/// an array one of elements or a struct with such a member `at`; null is a struct with a member `present`.
std::string misfit(const ir::System& system, const Shape& shape, const Json& seen);

/// What the variable holds in `globals`, of the members that `seen` has, where it differs from `seen`:
/// ("folio.dirty", false). Needs that nothing is a misfit.
struct Difference {
  std::string what;
  Json seen, held;
  bool operator<(const Difference& other) const {
    return std::tie(what, seen, held) < std::tie(other.what, other.seen, other.held);
  }
};
std::vector<Difference> differences(const ir::System& system, const Shape& shape, const Json& seen,
                                    const ir::State& globals);

}  // namespace mc::conform
