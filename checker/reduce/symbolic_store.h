// SPDX-License-Identifier: Apache-2.0
// Symbolic store: assignments to known slots, not yet done, and what a run of them comes to.
#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "ir/rewrite.h"
#include "ir/system.h"

namespace mc::reduce {

/// Symbolic execution of statements that follow one another without a branch (King 1976): every value is an
/// expression over what slots held at the beginning. All places assigned to are static.
class SymbolicStore {
 public:
  using Slot = std::pair<ir::Space, std::uint32_t>;
  struct Assigned {
    ir::ExprId value = ir::ExprId::none;
    std::uint32_t instruction = 0;  ///< the last that assigned it
  };

  explicit SymbolicStore(ir::System& system)
      : system_(system),
        with_assigned_(
            system, [this](ir::ExprId id) { return loaded(id); },
            [this](ir::Place place) {
              ir::fold_pointer(system_, place);
              return place;
            }) {}
  SymbolicStore(const SymbolicStore&) = delete;
  SymbolicStore& operator=(const SymbolicStore&) = delete;

  void clear() {
    assigned_.clear();
    with_assigned_.forget();
  }
  void assign(ir::PlaceId place, ir::ExprId value, std::uint32_t instruction);

  /// True if `instruction` may read a slot that is pending, and which is not known.
  bool overlaps(const ir::Instruction& instruction);

  /// With what is pending in place of what it reads. Only if nothing overlaps.
  ir::ExprId applied(ir::ExprId id) { return assigned_.empty() ? id : with_assigned_.expression(id); }
  ir::PlaceId applied(ir::PlaceId id) { return with_assigned_.place(id); }

  const std::map<Slot, Assigned>& all() const { return assigned_; }
  /// A slot to which nothing was assigned.
  Assigned old(const Slot& slot);

 private:
  /// What is loaded if `id` is a load; else none.
  ir::ExprId loaded(ir::ExprId id);
  bool reaches(const ir::Place& place) const;

  ir::System& system_;
  std::map<Slot, Assigned> assigned_;
  ir::Rewriter with_assigned_;
  bool overlap_ = false;
};

}  // namespace mc::reduce
