// SPDX-License-Identifier: Apache-2.0
// State encoding: how a certificate writes a state down: what its program counters do not already say. The
// values of all shared slots and program counters stand first, then for every copy of a task the slots of its
// frame that are not reset where it stands (ir::Task::resets), one after the other in as many bits as their
// types need. (At its entry also those that begin as something else than they are reset to.)
#pragma once

#include <optional>
#include <vector>

#include "ir/layout.h"
#include "ir/system.h"

namespace mc::certify {

class Encoding {
 public:
  explicit Encoding(const ir::System& system);

  /// 64-bit words that every state takes. Bits that are not needed are 0.
  unsigned words() const { return words_; }
  /// Throws std::logic_error for a value outside its type. A slot that is reset is taken for what it is reset
  /// to.
  void encode(const ir::State& state, ir::Word* words) const;
  /// Nothing if the words are no state's.
  std::optional<ir::State> decode(const ir::Word* words) const;

 private:
  struct Field {
    std::size_t position = 0;  ///< as StateIndex counts
    unsigned bits = 0;
    ir::Value least = 0, most = 0;
  };
  struct Copy {
    std::size_t task = 0;
    Field counter;                         ///< a location number, as Layout counts
    std::vector<std::vector<Field>> kept;  ///< by location number
  };

  Field field(std::size_t position) const;
  std::vector<Field> kept_at(const ir::Task& task, std::size_t frame, std::uint32_t location) const;

  ir::StateIndex index_;
  ir::Layout layout_;
  std::vector<Field> shared_;
  std::vector<Copy> copies_;
  ir::State rest_;  ///< what slots are that are not written down
  unsigned words_ = 1;
};

}  // namespace mc::certify
