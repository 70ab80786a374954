// SPDX-License-Identifier: Apache-2.0
#include "conform/recording.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <regex>

namespace mc::conform {

namespace {

/// Parses one line; every refusal names file and line.
class Reader {
 public:
  Reader(const std::string& file, unsigned line) { run_.file = file, run_.line = line; }

  Run read(const std::string& text) {
    const Json root = parse(text);
    for (const auto& [key, value] : root.items()) {
      if (key == "case")
        run_.name = string(value, key);
      else if (key == "kernel")
        run_.kernel = string(value, key);
      else if (key == "build")
        run_.build = string(value, key);
      else if (key == "image")
        run_.image = string(value, key);
      else if (key == "mount")
        run_.mount = split(string(value, key));
      else if (key == "warn_mark_dirty")
        run_.warned = boolean(value, key);
      else if (key == "warnings")
        run_.warnings = number(value, key);
      else if (key != "events")
        run_.totals[key] = number(value, key);
    }
    for (const char* key : {"case", "kernel", "build", "image", "events"}) require(root, key, "the run");
    read_events(root["events"]);
    return std::move(run_);
  }

 private:
  [[noreturn]] void fail(const std::string& message) const {
    const std::string where = event_ == 0 ? "" : fmt::format("event {}: ", event_);
    throw InputError(fmt::format("{}:{}: {}{}", run_.file, run_.line, where, message));
  }

  Json parse(const std::string& text) const {
    try {
      Json root = Json::parse(text);
      if (!root.is_object()) fail("write one JSON object a line, as model/RECORDINGS.md shows");
      return root;
    } catch (const Json::parse_error& error) {
      fail(fmt::format("no JSON at byte {}: write one object a line, as model/RECORDINGS.md shows",
                       error.byte));
    }
  }

  void require(const Json& object, const char* key, const char* what) const {
    if (!object.contains(key)) fail(fmt::format("{} has no '{}'", what, key));
  }

  std::string string(const Json& value, const std::string& key) const {
    if (!value.is_string()) fail(fmt::format("'{}' must be a string, not {}", key, value.dump()));
    return value.get<std::string>();
  }

  bool boolean(const Json& value, const std::string& key) const {
    if (!value.is_boolean()) fail(fmt::format("'{}' must be true or false, not {}", key, value.dump()));
    return value.get<bool>();
  }

  long long number(const Json& value, const std::string& key) const {
    if (!value.is_number_integer())
      fail(fmt::format("'{}' must be a whole number, not {}", key, value.dump()));
    return value.get<long long>();
  }

  static std::vector<std::string> split(const std::string& options) {
    std::vector<std::string> all;
    for (std::size_t begin = 0; begin < options.size();) {
      const std::size_t end = std::min(options.find(',', begin), options.size());
      if (end > begin) all.push_back(options.substr(begin, end - begin));
      begin = end + 1;
    }
    return all;
  }

  /// The number of a task; one that was not named before has its own address space, or that of `process`.
  unsigned task(const std::string& name, const std::string& process = {}) {
    const auto found = std::ranges::find(run_.tasks, name);
    const auto position = static_cast<unsigned>(found - run_.tasks.begin());
    if (found != run_.tasks.end()) {
      if (!process.empty() && run_.process_of[position] != run_.process_of[task(process)])
        fail(
            fmt::format("task '{}' has an address space already; give 'process' with its first event", name));
      return position;
    }
    const unsigned space = process.empty() || process == name ? spaces_ : run_.process_of[task(process)];
    if (space == spaces_) ++spaces_;
    run_.tasks.push_back(name);
    run_.process_of.push_back(space);
    return static_cast<unsigned>(run_.tasks.size() - 1);
  }

  void read_events(const Json& events) {
    if (!events.is_array() || events.empty()) fail("'events' must be an array of calls that is not empty");
    for (const Json& event : events) {
      ++event_;
      if (!event.is_object()) fail("must be an object");
      run_.events.push_back(read_event(event));
    }
    event_ = 0;
  }

  Event read_event(const Json& object) {
    require(object, "task", "it");
    require(object, "call", "it");
    Event event;
    event.task = task(string(object["task"], "task"),
                      object.contains("process") ? string(object["process"], "process") : "");
    for (const auto& [key, value] : object.items()) {
      if (key == "task" || key == "process") continue;
      if (key == "call")
        event.call = string(value, key);
      else if (key == "path")
        event.path = string(value, key);
      else if (key == "stops_in")
        event.stops_in = string(value, key);
      else if (key == "result")
        event.result = result(value);
      else if (key == "warn")
        event.warn = warn(value);
      else if (key == "state")
        event.state = state(value);
      else
        event.members[key] = member(value, key);
    }
    if (!event.stops_in.empty() && !event.result.is_null())
      fail("a call that is left standing has no 'result' yet; give it with its 'finish'");
    return event;
  }

  Json member(const Json& value, const std::string& key) const {
    if (!value.is_number_integer() && !value.is_boolean() && !value.is_string())
      fail(fmt::format("'{}' must be a whole number, a string, true or false, not {}", key, value.dump()));
    return value;
  }

  Json result(const Json& value) const {
    if (!value.is_null() && !value.is_number_integer() && value != "SIGBUS")
      fail(fmt::format("'result' must be a whole number, \"SIGBUS\" or null, not {}", value.dump()));
    return value;
  }

  std::optional<std::vector<std::vector<std::string>>> warn(const Json& chains) const {
    static const std::regex arrow(" *<- *");
    if (chains.is_null()) return std::nullopt;
    if (!chains.is_array()) fail("'warn' must be an array of call chains, or null");
    std::vector<std::vector<std::string>> all;
    for (const Json& chain : chains) {
      const std::string text = string(chain, "warn");
      all.emplace_back(std::sregex_token_iterator(text.begin(), text.end(), arrow, -1),
                       std::sregex_token_iterator());
    }
    return all;
  }

  std::vector<StateRecord> state(const Json& entries) {
    if (!entries.is_array()) fail("'state' must be an array");
    std::vector<StateRecord> all;
    for (const Json& entry : entries) {
      if (!entry.is_object()) fail("an entry of 'state' must be an object");
      require(entry, "task", "an entry of 'state'");
      require(entry, "page", "an entry of 'state'");
      StateRecord record{
          .task = task(string(entry["task"], "task")), .page = number(entry["page"], "page"), .seen = entry};
      if (record.page < 0) fail(fmt::format("'page' must not be negative, as {} is", record.page));
      record.seen.erase("task");
      record.seen.erase("page");
      all.push_back(std::move(record));
    }
    return all;
  }

  Run run_;
  unsigned event_ = 0;  ///< number of the one being read, from 1; 0: none
  unsigned spaces_ = 0;
};

}  // namespace

std::vector<Run> read_runs(const std::string& file) {
  std::ifstream stream(file);
  if (!stream) throw InputError(fmt::format("{}: cannot be read; name a file of recorded runs", file));
  std::vector<Run> runs;
  unsigned number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") != std::string::npos) runs.push_back(Reader(file, number).read(line));
  }
  if (stream.bad()) throw InputError(fmt::format("{}:{}: cannot be read any further", file, number));
  if (runs.empty()) throw InputError(fmt::format("{}: holds no run; write one JSON object a line", file));
  return runs;
}

std::string to_string(const Event& event) {
  std::string text = event.call;
  if (!event.path.empty()) text += " " + event.path;
  for (const auto& [key, value] : event.members.items())
    text += fmt::format(" {}={}", key, value.is_string() ? value.get<std::string>() : value.dump());
  if (!event.stops_in.empty()) text += " up to " + event.stops_in;
  return text;
}

}  // namespace mc::conform
