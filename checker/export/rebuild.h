// SPDX-License-Identifier: Apache-2.0
// Building expressions anew with other leaves: what substitution, inlining and renaming have in common.
#pragma once

#include <functional>
#include <unordered_map>

#include "ir/system.h"

namespace mc::exporter {

class Rebuilder {
 public:
  /// What takes the place of a load or a parameter; none: it stays.
  using Leaf = std::function<ir::ExprId(const ir::Expression&)>;

  Rebuilder(ir::Expressions& expressions, Leaf leaf) : expressions_(expressions), leaf_(std::move(leaf)) {}

  ir::ExprId operator()(ir::ExprId id);

 private:
  ir::Expressions& expressions_;
  Leaf leaf_;
  std::unordered_map<std::uint32_t, ir::ExprId> known_;
};

}  // namespace mc::exporter
