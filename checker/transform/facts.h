// SPDX-License-Identifier: Apache-2.0
// Facts (path conditions): what is known of conditions at one point of a task.
#pragma once

#include <boost/container/flat_map.hpp>
#include <optional>
#include <unordered_map>

#include "ir/dependencies.h"
#include "ir/system.h"

namespace mc::transform {

/// The slots that expressions read, each computed once.
class ReadSets {
 public:
  explicit ReadSets(const ir::System& system) : system_(&system) {}
  const ir::SlotSets& of(ir::ExprId expression);

 private:
  const ir::System* system_;
  std::unordered_map<std::uint32_t, ir::SlotSets> known_;
};

/// A set of expressions of which it is known whether they are 0.
class Facts {
 public:
  explicit Facts(const ir::System& system) : system_(&system) {}

  /// From now on `expression` is known to be not 0, or 0 if `truth` is false.
  void learn(ir::ExprId expression, bool truth);
  /// Whether `expression` is not 0, if that is known.
  std::optional<bool> truth(ir::ExprId expression) const;

  void forget_written(const ir::SlotSets& written, ReadSets& reads);
  /// Forgets whatever reads a slot of that space.
  void forget(ir::Space space, ReadSets& reads);
  /// Keeps what both know.
  void intersect(const Facts& other);

  bool operator==(const Facts& other) const { return known_ == other.known_; }

 private:
  const ir::System* system_;
  boost::container::flat_map<ir::ExprId, bool> known_;
};

}  // namespace mc::transform
