// SPDX-License-Identifier: Apache-2.0
// What becomes of every property of one variant, each by itself.
#pragma once

#include <string>
#include <vector>

#include "explore/search.h"
#include "report/comparison.h"
#include "study/answer.h"
#include "study/subject.h"
#include "trace/refine.h"

namespace mc::study {

/// A property and what was found.
struct Surveyed {
  std::string name;
  ir::Property::Kind kind = ir::Property::Kind::check;
  Finding finding;
};

/// A shortest run that breaks a property.
struct Broken {
  std::string property;
  trace::Trace trace;
  std::vector<trace::Part> parts;  ///< the same, statement by statement: on load(subject, …)
};

struct Survey {
  std::vector<Surveyed> properties;  ///< in the order of the model
  std::vector<Broken> broken;        ///< in the order they were found
  /// The last search, in which nothing breaks that can be left out, with the states, transitions and seconds
  /// of all searches.
  Answer last;
};

/// Judges the properties of these names, or all if there are none: searches until nothing breaks, each time
/// without the properties that broke before. A built-in check or a deadlock cannot be left out; where one is
/// reached, what was not yet decided is incomplete.
Survey survey(const Subject& subject, const std::vector<std::string>& properties,
              const transform::Reductions& reductions, const explore::Options& options);

}  // namespace mc::study
