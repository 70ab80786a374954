// SPDX-License-Identifier: Apache-2.0
// A System as text, for --dump and for readers of failing tests: one instruction a line.
#pragma once

#include <string>
#include <string_view>

#include "ir/system.h"

namespace mc::ir {

/// An operator of one or two operands in C: "-", "<=". Throws std::logic_error for any other.
std::string_view symbol(Operator op);

/// In C syntax, fully parenthesised. `task` gives the names of frame slots and may be nullptr, `formula`
/// those of parameters.
std::string to_string(const System& system, ExprId expression, const Task* task,
                      const Formula* formula = nullptr);

/// "folio[i].dirty", "vma->count"; `task` as above.
std::string to_string(const System& system, const Place& place, const Task* task);

/// "17* ret = (folio[0].dirty == 0)": the number, a star at the start of a step, what it does.
std::string to_string(const System& system, const Task& task, std::uint32_t instruction);

/// "invariant", "check", "built-in", "deadlock", "cover", "leads-to".
std::string to_string(Property::Kind kind);

/// Everything: slots with their types and initial values, code, formulas.
std::string to_string(const System& system);

}  // namespace mc::ir
