// SPDX-License-Identifier: Apache-2.0
// Checkpoint: the file a search can be continued from: compressed numbers, texts and states, in the order
// that Search::save() writes them. Nothing in it depends on the layout of the visited set or on the number of
// threads.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/compressed_file.h"
#include "explore/options.h"
#include "explore/worker.h"
#include "ir/generator.h"
#include "ir/system.h"
#include "store/visited_set.h"

namespace mc::explore {

/// What a checkpoint is of. A search is continued only if it is the same.
struct CheckpointHeader {
  std::string subject;       ///< for a reader; see Checkpointing
  std::uint64_t system = 0;  ///< its digest
  std::uint64_t words = 0;   ///< of a state
};

CheckpointHeader header_of(const ir::System& system, const Checkpointing& checkpoint, unsigned words);

/// Every member throws base::FileError; nothing is in the file's place before commit().
class CheckpointOutput {
 public:
  /// `depth_bits`: what the visited set keeps of depths.
  CheckpointOutput(const std::string& file, const CheckpointHeader& header, unsigned depth_bits);

  void number(std::integral auto value) { raw_number(static_cast<std::uint64_t>(value)); }
  void text(const std::string& text);
  void finding(const Finding& finding);
  void observations(const std::vector<bool>& covered,
                    const std::vector<std::vector<std::vector<ir::Value>>>& valuations);
  void commit() { file_.commit(); }

  /// A list of states, of any length; end_states() ends it. A record is `record_words` words.
  void begin_states(std::size_t record_words);
  void state(const ir::Word* words, std::size_t count);
  void end_states();

 private:
  void raw_number(std::uint64_t value) { file_.write(&value, sizeof value); }
  void flush_states();

  base::CompressedOutput file_;
  std::size_t record_words_ = 0;
  std::vector<ir::Word> records_;
  std::vector<std::uint8_t> planes_;
};

/// Every member throws base::FileError for a file that is damaged, or that is not of this `header`.
class CheckpointInput {
 public:
  CheckpointInput(const std::string& file, const CheckpointHeader& header);

  unsigned depth_bits() const { return depth_bits_; }
  std::uint64_t number();
  std::string text();
  Finding finding(unsigned words);
  void observations(std::vector<bool>& covered, std::vector<std::vector<std::vector<ir::Value>>>& valuations);
  /// Reads a list of states, some thousand at a time, which `take` may reorder.
  void states(std::size_t record_words, const std::function<void(ir::Word*, std::size_t count)>& take);
  /// To be called in the end: what was read counts from then on.
  void finish() { file_.finish(); }
  [[noreturn]] void damaged() const { file_.damaged(); }

 private:
  /// A number that says how much is to come; damaged() if it is above `most`.
  std::size_t length(std::uint64_t most);

  base::CompressedInput file_;
  unsigned depth_bits_ = 0;
};

/// All states with their depths, in an order in which they fill a smaller table evenly.
void save(CheckpointOutput& out, const store::VisitedSet& visited, std::size_t words);

/// Inserts them by lane 0; `grow` makes room. Throws std::bad_alloc if there is none.
void restore(CheckpointInput& in, store::VisitedSet& visited, std::size_t words,
             const std::function<void()>& grow);

}  // namespace mc::explore
