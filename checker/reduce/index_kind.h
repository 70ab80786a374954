// SPDX-License-Identifier: Apache-2.0
// Index kinds (abstract values): what a value is to the exchange of indices: a number that stays, or
// something that is renamed with them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "ir/symmetry.h"

namespace mc::reduce {

/// How the exchanges rename values of one kind, by exchange: an index, a pointer to an element of an array
/// that is exchanged, the identity of a task.
using Renaming = std::vector<ir::ValuePairs>;

/// The renaming of index + offset, for indices 0..count-1.
Renaming shifted_index(unsigned count, ir::Value offset);

/// A choice: its task and instruction.
using Choice = std::pair<std::size_t, std::uint32_t>;

/// An element of a lattice: no value < known constants < numbers and each of the renamings < mixed.
class IndexKind {
 public:
  enum class Form : std::uint8_t { constants, number, renamed, mixed };

  /// Of no value.
  IndexKind() = default;
  static IndexKind of_constant(ir::Value value);
  static IndexKind number() { return IndexKind(Form::number); }
  /// A number for now: what `choice` chose, and nobody knows yet whether that is an index.
  static IndexKind chosen(Choice choice);
  static IndexKind renamed(Renaming renaming);
  static IndexKind mixed() { return IndexKind(Form::mixed); }

  Form form() const { return form_; }
  bool is_mixed() const { return form_ == Form::mixed; }
  bool is_renamed() const { return form_ == Form::renamed; }
  /// True if the exchanges leave every such value as it is.
  bool stays() const { return form_ == Form::constants || form_ == Form::number; }
  /// Where the number was chosen, if that is known.
  std::optional<Choice> choice() const;
  /// True of constants that the exchanges of values of `renamed` leave as they are.
  bool is_fixed_in(const IndexKind& renamed) const;
  /// Of a renamed one.
  const Renaming& renaming() const { return *renaming_; }
  /// What an exchange makes of a value.
  ir::Value rename(std::size_t exchange, ir::Value value) const {
    return is_renamed() ? ir::renamed((*renaming_)[exchange], value) : value;
  }

  friend IndexKind join(const IndexKind& a, const IndexKind& b);
  friend bool operator==(const IndexKind& a, const IndexKind& b);

 private:
  explicit IndexKind(Form form) : form_(form) {}

  Form form_ = Form::constants;
  std::uint64_t known_ = 0;  ///< which of 0..63 a constant is (others are numbers); a number's choice, or 0
  std::shared_ptr<const Renaming> renaming_;
};

}  // namespace mc::reduce
