// SPDX-License-Identifier: Apache-2.0
// Recordings: recorded runs of real kernels, as they are written down: one JSON object a line.
// model/RECORDINGS.md says what each key means.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace mc::conform {

using Json = nlohmann::ordered_json;

/// What is wrong with a file of the user's, and where: "runs.jsonl:3: ...".
struct InputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One entry of `state`: what was seen of one page, from one task.
struct StateRecord {
  unsigned task = 0;  ///< as Run::tasks counts
  long long page = 0;
  Json seen;  ///< the entry without `task` and `page`
};

struct Event {
  unsigned task = 0;  ///< as Run::tasks counts
  std::string call;
  std::string path;               ///< of `open` and `creat`; else empty
  std::string stops_in;           ///< the call is left standing inside this function; empty: it ends
  Json members = Json::object();  ///< what the call was given: all other keys
  Json result;                    ///< a number, "SIGBUS", or null: not recorded
  std::vector<StateRecord> state;
  /// The call chains of the WARNINGs it fired, functions innermost first; nothing: not recorded.
  std::optional<std::vector<std::vector<std::string>>> warn{std::in_place};
};

struct Run {
  std::string file;  ///< where it was read from
  unsigned line = 0;
  std::string name, kernel, build, image;
  std::vector<std::string> mount;  ///< options
  std::vector<Event> events;
  std::vector<std::string> tasks;  ///< names in the order of their appearance
  std::vector<unsigned>
      process_of;              ///< by task: its address space, numbered in the order of their appearance
  std::optional<bool> warned;  ///< warn_mark_dirty: whether a warning was shown anywhere
  std::optional<long long> warnings;  ///< how many different ones were fired
  Json totals = Json::object();       ///< other numbers about the whole run
};

/// Reads all runs of a file. Throws InputError for the first line that is not of the format.
std::vector<Run> read_runs(const std::string& file);

/// "store offset=4100 length=1": the call as a reader wants it.
std::string to_string(const Event& event);

}  // namespace mc::conform
