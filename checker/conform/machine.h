// SPDX-License-Identifier: Apache-2.0
// Call execution: the model, carrying out one call at a time: all that a call can come to when nobody else
// moves.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "conform/protocol.h"
#include "conform/warnings.h"
#include "ir/interpreter.h"
#include "ir/layout.h"

namespace mc::conform {

using Packed = std::vector<ir::Word>;

/// A state in which a call can end, or be left standing.
struct Ending {
  Packed state;
  Answer answer;                               ///< of a call that ended
  std::vector<WarningOccurrence> occurrences;  ///< in order
};

struct Endings {
  std::vector<Ending> all;             ///< distinct
  std::vector<std::string> dead_ends;  ///< "waits for ever at ... in ...", distinct
  std::uint64_t states = 0;            ///< visited, the ones between steps included
};

class Machine {
 public:
  /// `system` is as transform::merged() leaves it. Throws InputError if it has no scenario for recordings.
  Machine(ir::System system, const Rules& rules);
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  Packed initial() const;
  bool idle(const Packed& state, unsigned task) const {
    return protocol_.idle(layout_.unpack(state.data()), task);
  }
  unsigned tasks() const { return protocol_.tasks(); }

  /// Puts `request` to a task that is idle, or lets one that was left standing go on if there is none. It
  /// ends, or with `stops_in` stands at any point inside that function behind where it started. Warnings in
  /// the set `fired` do not print again. Throws NotModelled as Protocol::ask().
  const Endings& carry_out(const Packed& state, unsigned task, const std::optional<Request>& request,
                           std::uint64_t fired, const std::string& stops_in);

  /// The globals when `request`, a LOOK, was answered. Throws InputError if it changes anything but the
  /// record, or does not end in one way.
  const ir::State& look(const Packed& state, unsigned task, const Request& request);

  const ir::System& system() const { return system_; }
  const Shape& record() const { return protocol_.record(); }
  const Warnings& warnings() const { return warnings_; }

 private:
  struct Key {
    Packed state;  ///< with the request
    std::uint64_t fired = 0;
    unsigned task = 0;
    bool looks = false;
    std::string stops_in;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  class Tree;

  Packed pack(const ir::State& state) const;
  const std::vector<bool>& inside(const std::string& function);

  ir::System system_;
  Warnings warnings_;
  Protocol protocol_;
  ir::Interpreter interpreter_;
  ir::Layout layout_;
  std::unordered_map<Key, Endings, Hash> calls_;  ///< that were carried out before: runs begin alike
  std::unordered_map<Key, ir::State, Hash> looks_;
  std::unordered_map<std::string, std::vector<bool>> inside_;  ///< by function and instruction of the task
};

}  // namespace mc::conform
