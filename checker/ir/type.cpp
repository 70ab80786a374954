// SPDX-License-Identifier: Apache-2.0
#include "ir/type.h"

#include <bit>

namespace mc::ir {

unsigned bits(const Type& type) {
  return static_cast<unsigned>(
      std::bit_width(static_cast<std::uint64_t>(type.most) - static_cast<std::uint64_t>(type.least)));
}

Value wrap(Value value, Numeric numeric) {
  const unsigned unused = 64u - numeric.bits;
  const std::uint64_t high = static_cast<std::uint64_t>(value) << unused;
  return numeric.is_signed ? static_cast<Value>(high) >> unused : static_cast<Value>(high >> unused);
}

}  // namespace mc::ir
