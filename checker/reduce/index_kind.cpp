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

Sort Sort::of_constant(Value value) {
  Sort result(value >= 0 && value < 64 ? Kind::constants : Kind::number);
  if (result.kind_ == Kind::constants) result.known_ = std::uint64_t{1} << value;
  return result;
}

Sort Sort::chosen(Choice choice) {
  Sort result = number();
  result.known_ = std::uint64_t{choice.first + 1} << 32 | choice.second;
  return result;
}

std::optional<Choice> Sort::choice() const {
  if (kind_ != Kind::number || known_ == 0) return std::nullopt;
  return Choice{(known_ >> 32) - 1, static_cast<std::uint32_t>(known_)};
}

Sort Sort::renamed(Renaming renaming) {
  Sort result(Kind::renamed);
  result.renaming_ = std::make_shared<const Renaming>(std::move(renaming));
  return result;
}

bool Sort::is_fixed_in(const Sort& renamed) const {
  const auto touched = [this](Value value) { return value >= 0 && value < 64 && (known_ >> value & 1) != 0; };
  return kind_ == Kind::constants &&
         std::ranges::none_of(renamed.renaming(), [&](const ir::ValuePairs& pairs) {
           return std::ranges::any_of(
               pairs, [&](const auto& pair) { return touched(pair.first) || touched(pair.second); });
         });
}

bool operator==(const Sort& a, const Sort& b) {
  return a.kind_ == b.kind_ && a.known_ == b.known_ &&
         (a.renaming_ == b.renaming_ || (a.renaming_ && b.renaming_ && *a.renaming_ == *b.renaming_));
}

Sort join(const Sort& a, const Sort& b) {
  using Kind = Sort::Kind;
  if (a == b || b == Sort()) return a;
  if (a == Sort()) return b;
  if (a.is_mixed() || b.is_mixed()) return Sort::mixed();
  if (a.kind_ == Kind::constants && b.kind_ == Kind::constants) {
    Sort both = a;
    both.known_ |= b.known_;
    return both;
  }
  if (a.kind_ == Kind::number && b.kind_ == Kind::number) return Sort::number();
  if (a.kind_ != Kind::constants && b.kind_ != Kind::constants) return Sort::mixed();
  const Sort& known = a.kind_ == Kind::constants ? a : b;
  const Sort& other = a.kind_ == Kind::constants ? b : a;
  if (other.kind_ == Kind::number) return Sort::number();
  return known.is_fixed_in(other) ? other : Sort::mixed();
}

}  // namespace mc::reduce
