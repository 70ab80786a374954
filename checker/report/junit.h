// SPDX-License-Identifier: Apache-2.0
// Expectations or properties and what became of them, as the XML that CI systems read.
#pragma once

#include <string>
#include <vector>

#include "study/answer.h"

namespace mc::report {

/// One expectation of a model.toml, or one property of a run.
struct Case {
  std::string suite;  ///< the model
  std::string name;   ///< "patched: no_dirty_warn, PROCESSES=2"
  double seconds = 0;
  std::string failure;  ///< one line: what differs from the expectation; empty if nothing does
  std::string skipped;  ///< one line: why it is neither passed nor failed; else empty
  std::string output;   ///< the run's text, without colour
};

/// A case for each property that was judged and for each cover; the first has the time and the text of the
/// run. A property passes only if the run HOLDS: of a violation the one that is violated fails and the others
/// are skipped, as the search ended; of a run that is INCOMPLETE all fail. A cover passes if it is reached,
/// else it is skipped.
std::vector<Case> cases(const study::Answer& run, const std::string& output);

/// A <testsuites> document, one <testsuite> a suite in the order of their first case.
std::string junit(const std::vector<Case>& cases);

}  // namespace mc::report
