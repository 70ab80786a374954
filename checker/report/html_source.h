// SPDX-License-Identifier: Apache-2.0
// The model's source on a page: every line can be linked to.
#pragma once

#include <map>
#include <set>
#include <string>

#include "study/appendix.h"
#include "trace/trace.h"

namespace mc::report {

/// The files that a page speaks of, named as the model has them.
class HtmlSources {
 public:
  /// Adds the files of the run's statements and of the calls that lead to them.
  void add(const trace::Trace& trace);
  void add(const trace::CallPath& path);
  void add(const study::Coverage& coverage);

  /// "f2-17": the anchor of that line; empty for a file that was not added.
  std::string anchor(const std::string& file, unsigned line) const;

  /// A <section> with every file, each a list of its lines, folded. Lines that `coverage` knows as never
  /// executed are marked. A file that cannot be read is named so.
  std::string text(const study::Coverage& coverage) const;

 private:
  std::string file_text(const std::string& file, const std::map<unsigned, bool>& executed) const;

  std::set<std::string> files_;
};

}  // namespace mc::report
