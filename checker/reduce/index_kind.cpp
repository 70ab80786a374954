// SPDX-License-Identifier: Apache-2.0
#include "reduce/index_kind.h"

#include <algorithm>

namespace mc::reduce {

using ir::Value;

Renaming shifted_index(unsigned count, Value offset) {
  Renaming result;
  for (Value k = 0; k + 1 < static_cast<Value>(count); ++k) result.push_back({{k + offset, k + offset + 1}});
  return result;
}

IndexKind IndexKind::of_constant(Value value) {
  IndexKind result(value >= 0 && value < 64 ? Form::constants : Form::number);
  if (result.form_ == Form::constants) result.known_ = std::uint64_t{1} << value;
  return result;
}

IndexKind IndexKind::chosen(Choice choice) {
  IndexKind result = number();
  result.known_ = std::uint64_t{choice.first + 1} << 32 | choice.second;
  return result;
}

std::optional<Choice> IndexKind::choice() const {
  if (form_ != Form::number || known_ == 0) return std::nullopt;
  return Choice{(known_ >> 32) - 1, static_cast<std::uint32_t>(known_)};
}

IndexKind IndexKind::renamed(Renaming renaming) {
  IndexKind result(Form::renamed);
  result.renaming_ = std::make_shared<const Renaming>(std::move(renaming));
  return result;
}

bool IndexKind::is_fixed_in(const IndexKind& renamed) const {
  const auto touched = [this](Value value) { return value >= 0 && value < 64 && (known_ >> value & 1) != 0; };
  return form_ == Form::constants &&
         std::ranges::none_of(renamed.renaming(), [&](const ir::ValuePairs& pairs) {
           return std::ranges::any_of(
               pairs, [&](const auto& pair) { return touched(pair.first) || touched(pair.second); });
         });
}

bool operator==(const IndexKind& a, const IndexKind& b) {
  return a.form_ == b.form_ && a.known_ == b.known_ &&
         (a.renaming_ == b.renaming_ || (a.renaming_ && b.renaming_ && *a.renaming_ == *b.renaming_));
}

IndexKind join(const IndexKind& a, const IndexKind& b) {
  using Form = IndexKind::Form;
  if (a == b || b == IndexKind()) return a;
  if (a == IndexKind()) return b;
  if (a.is_mixed() || b.is_mixed()) return IndexKind::mixed();
  if (a.form_ == Form::constants && b.form_ == Form::constants) {
    IndexKind both = a;
    both.known_ |= b.known_;
    return both;
  }
  if (a.form_ == Form::number && b.form_ == Form::number) return IndexKind::number();
  if (a.form_ != Form::constants && b.form_ != Form::constants) return IndexKind::mixed();
  const IndexKind& known = a.form_ == Form::constants ? a : b;
  const IndexKind& other = a.form_ == Form::constants ? b : a;
  if (other.form_ == Form::number) return IndexKind::number();
  return known.is_fixed_in(other) ? other : IndexKind::mixed();
}

}  // namespace mc::reduce
