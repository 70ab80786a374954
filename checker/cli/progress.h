// SPDX-License-Identifier: Apache-2.0
// One line on a terminal that says how far a run is. Nothing at all where nobody watches.
#pragma once

#include <string>

#include "explore/options.h"

namespace mc::cli {

class ProgressLine {
 public:
  /// Shown on standard error if that is a terminal and `wanted`.
  explicit ProgressLine(bool wanted);
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const std::string& text);
  void show(const explore::Progress& progress);
  void clear();

 private:
  bool shown_;
  explore::Progress last_;
  double rate_ = 0;  ///< states a second, over the last second or so
};

}  // namespace mc::cli
