// SPDX-License-Identifier: Apache-2.0
// The type of a slot: which integers it may hold, and how they are written for a reader.
#pragma once

#include <cstdint>

namespace mc::ir {

using Value = std::int64_t;

/// A range of integers least..most, both included. Every slot, register and parameter has one.
struct Type {
  enum class Kind : std::uint8_t {
    boolean,      ///< 0 or 1
    integer,      ///< any of least..most
    enumeration,  ///< printed with the names of System::enumerations[detail]
    pointer,      ///< 0 is NULL, k is the k-th object of System::domains[detail]
  };
  Kind kind = Kind::boolean;
  Value least = 0;
  Value most = 1;
  std::uint32_t detail = 0;

  bool contains(Value value) const { return least <= value && value <= most; }
  bool operator==(const Type&) const = default;
};

/// Bits needed to store every value of `type` exactly (0 when there is only one).
unsigned bits(const Type& type);

/// The integer type an operator works in, as C has it after promotion. A result is wrapped to it.
struct Numeric {
  std::uint8_t bits = 32;  ///< 8, 16, 32 or 64
  bool is_signed = true;
  bool operator==(const Numeric&) const = default;
};

/// `value` modulo 2^bits, sign- or zero-extended. An unsigned 64-bit value keeps its bit pattern.
Value wrap(Value value, Numeric numeric);

}  // namespace mc::ir
