// Expectations and what became of them, as the XML that CI systems read.
#pragma once

#include <string>
#include <vector>

namespace mc::report {

/// One expectation of a model.toml.
struct Case {
  std::string suite;  ///< the model
  std::string name;   ///< "patched: no_dirty_warn, PROCESSES=2"
  double seconds = 0;
  std::string failure;  ///< one line: what differs from the expectation; empty if nothing does
  std::string output;   ///< the run's text, without colour
};

/// A <testsuites> document, one <testsuite> a suite in the order of their first case.
std::string junit(const std::vector<Case>& cases);

}  // namespace mc::report
