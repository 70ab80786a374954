// SPDX-License-Identifier: Apache-2.0
// Test plan: a recorded run as what is to be put to the model: parameters, and one action after the other.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conform/images.h"
#include "conform/recording.h"
#include "conform/rules.h"

namespace mc::conform {

/// An entry of a state: a LOOK, and what it is to show.
struct Look {
  unsigned task = 0;  ///< who looks
  Request request;
  Json seen;
  std::string what;  ///< "A page 1:"
};

struct Action {
  unsigned task = 0;
  std::optional<Request> request;    ///< nothing: the call that was left standing goes on
  std::string stops_in;              ///< see Event
  std::optional<std::size_t> event;  ///< whose result, state and warnings are due after this action
  std::vector<Look> looks;           ///< that event's state
};

struct Plan {
  std::map<std::string, long long> settings;  ///< BLOCKS_PER_PAGE, FOLIOS, KERNEL, PROCESSES, TASKS
  std::vector<Action> actions;
  long long cut = 0;  ///< bytes of the file, from its beginning, that are left out: see slice.h
};

/// Throws InputError for what contradicts itself or the images, and NotModelled.
Plan plan(const Run& run, const Images& images, const Rules& rules);

}  // namespace mc::conform
