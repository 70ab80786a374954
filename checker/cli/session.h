// SPDX-License-Identifier: Apache-2.0
// The words that mc simulate understands, and what it says to them.
#pragma once

#include <iosfwd>
#include <random>
#include <string>
#include <vector>

#include "report/style.h"
#include "study/answer.h"
#include "trace/walk.h"

namespace mc::cli {

/// What is walked through.
struct Stage {
  study::Answer about;  ///< names and bounds
  ir::System system;    ///< whose steps are taken
  ir::System merged;    ///< whose steps mc explore tells: those that a file holds
};

class Session {
 public:
  Session(const Stage& stage, std::uint64_t seed, std::size_t search_limit, const report::Style& style);

  /// One line. Returns what to print. Throws UsageError, and has then done nothing.
  std::string perform(const std::string& line);
  /// What can happen next.
  std::string listing() const;
  void load(const std::string& file);

  bool over() const { return over_; }
  /// Whether the walk stands where a property is violated.
  bool violated() const { return walk_.violated() != nullptr; }

 private:
  std::string take(const std::string& number);
  std::string undo(const std::string& number);
  std::string wander(const std::string& number);
  std::string until(const std::string& condition);
  std::string show_state(const std::string& part) const;
  std::string told(std::size_t from) const;
  std::string arrival(std::size_t from) const;
  void save(const std::string& file) const;

  const Stage& stage_;
  trace::Walk walk_;
  std::mt19937_64 random_;
  std::size_t search_limit_;
  report::Style style_;
  bool over_ = false;
};

}  // namespace mc::cli
