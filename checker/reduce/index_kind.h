// SPDX-License-Identifier: Apache-2.0
// What a value is to the exchange of indices: a number that stays, or something that is renamed with them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "ir/symmetry.h"

namespace mc::reduce {

/// How the exchanges rename values of one sort, by exchange: an index, a pointer to an element of an array
/// that is exchanged, the identity of a task.
using Renaming = std::vector<ir::ValuePairs>;

/// The renaming of index + offset, for indices 0..count-1.
Renaming shifted_index(unsigned count, ir::Value offset);

/// A choice: its task and instruction.
using Choice = std::pair<std::size_t, std::uint32_t>;

/// An element of a lattice: no value < known constants < numbers and each of the renamings < mixed.
class Sort {
 public:
  enum class Kind : std::uint8_t { constants, number, renamed, mixed };

  /// Of no value.
  Sort() = default;
  static Sort of_constant(ir::Value value);
  static Sort number() { return Sort(Kind::number); }
  /// A number for now: what `choice` chose, and nobody knows yet whether that is an index.
  static Sort chosen(Choice choice);
  static Sort renamed(Renaming renaming);
  static Sort mixed() { return Sort(Kind::mixed); }

  Kind kind() const { return kind_; }
  bool is_mixed() const { return kind_ == Kind::mixed; }
  bool is_renamed() const { return kind_ == Kind::renamed; }
  /// True if the exchanges leave every such value as it is.
  bool stays() const { return kind_ == Kind::constants || kind_ == Kind::number; }
  /// Where the number was chosen, if that is known.
  std::optional<Choice> choice() const;
  /// True of constants that the exchanges of values of `renamed` leave as they are.
  bool is_fixed_in(const Sort& renamed) const;
  /// Of a renamed one.
  const Renaming& renaming() const { return *renaming_; }
  /// What an exchange makes of a value.
  ir::Value rename(std::size_t exchange, ir::Value value) const {
    return is_renamed() ? ir::renamed((*renaming_)[exchange], value) : value;
  }

  friend Sort join(const Sort& a, const Sort& b);
  friend bool operator==(const Sort& a, const Sort& b);

 private:
  explicit Sort(Kind kind) : kind_(kind) {}

  Kind kind_ = Kind::constants;
  std::uint64_t known_ = 0;  ///< which of 0..63 a constant is (others are numbers); a number's choice, or 0
  std::shared_ptr<const Renaming> renaming_;
};

}  // namespace mc::reduce
