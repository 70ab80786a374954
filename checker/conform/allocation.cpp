// SPDX-License-Identifier: Apache-2.0
#include "conform/allocation.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <set>

namespace mc::conform {

namespace {

[[noreturn]] void fail(const std::string& message) {
  throw std::invalid_argument(message);
}

std::vector<std::string> names(const std::string& list) {
  static const std::regex comma(" *, *| and ");
  return {std::sregex_token_iterator(list.begin(), list.end(), comma, -1), std::sregex_token_iterator()};
}

/// The first clause of a sentence says when it fails; an explanation may follow, after a colon or "because".
class Head {
 public:
  Head(const std::string& clause, long long page_size, const AllocationOf& other)
      : clause_(clause), page_size_(page_size), other_(other) {}

  Allocation read() {
    static const std::string error = "E[A-Z0-9]+ \\(([0-9]{1,9})\\)", why = "(?:(?::| because ).*)?";
    if (is("(?:every allocation )?fails with " + error + why)) return {.fails = "ALWAYS", .error = number(1)};
    if (is("the allocation of file (\\S+)'s page ([0-9]{1,9}) fails with " + error + why))
      return {.fails = "AT", .offset = number(2) * page_size_, .error = number(3), .files = {match_[1]}};
    if (is("succeeds" + why)) return {};
    if (is("succeeds, unless make_bad_sectors \\S+ made the block bitmap unreadable: then " + error +
           " and as (\\S+)")) {
      Allocation allocation = other_(match_[2]);
      allocation.fails = "NEVER";
      allocation.error = number(1);
      return allocation;
    }
    if (is("as (\\S+), for the first delayed blocks of (.*)")) {
      Allocation allocation = other_(match_[1]);
      allocation.fails = "FIRST";
      allocation.offset = 0;
      allocation.files = names(match_[2]);
      return allocation;
    }
    if (is("as (\\S+)")) return other_(match_[1]);
    fail(fmt::format("\"{}\" is not understood", clause_));
  }

 private:
  bool is(const std::string& pattern) { return std::regex_match(clause_, match_, std::regex(pattern)); }
  long long number(std::size_t group) const { return std::stoll(match_[group]); }

  const std::string clause_;
  long long page_size_;
  const AllocationOf& other_;
  std::smatch match_;
};

Allocation read_sentence(const std::string& sentence, long long page_size, const AllocationOf& other) {
  static const std::regex semicolon(" *; *");
  std::sregex_token_iterator clause(sentence.begin(), sentence.end(), semicolon, -1), end;
  if (clause == end) fail("the description is empty");
  Allocation allocation = Head(*clause, page_size, other).read();
  while (++clause != end) {
    const std::string text = *clause;
    const auto says = [&](const char* words) { return text.find(words) != std::string::npos; };
    if (says("free count to 0"))
      allocation.takes_free_space = true;
    else if (says("free space stays high"))
      allocation.takes_free_space = false;
    else if (says("transient"))
      allocation.transient = true;
    else
      fail(fmt::format("\"{}\" is not understood", text));
  }
  return allocation;
}

bool is_strings(const Json& array) {
  return array.is_array() && std::ranges::all_of(array, [](const Json& item) { return item.is_string(); });
}

Allocation read_object(const Json& object) {
  static const std::set<std::string> when = {"NEVER", "ALWAYS", "AT", "FIRST"};
  Allocation allocation;
  for (const auto& [key, value] : object.items()) {
    if (key == "fails" && value.is_string())
      allocation.fails = value.get<std::string>();
    else if (key == "offset" && value.is_number_integer())
      allocation.offset = value.get<long long>();
    else if (key == "error" && value.is_number_integer())
      allocation.error = value.get<long long>();
    else if (key == "takes_free_space" && value.is_boolean())
      allocation.takes_free_space = value.get<bool>();
    else if (key == "transient" && value.is_boolean())
      allocation.transient = value.get<bool>();
    else if (key == "files" && is_strings(value))
      allocation.files = value.get<std::vector<std::string>>();
    else
      fail(fmt::format("\"{}\": {} is not understood", key, value.dump()));
  }
  if (!when.contains(allocation.fails))
    fail(fmt::format("\"fails\": \"{}\" is not understood", allocation.fails));
  return allocation;
}

}  // namespace

Allocation read_allocation(const Json& description, long long page_size, const AllocationOf& other) {
  if (description.is_object()) return read_object(description);
  if (!description.is_string()) fail(fmt::format("{} is not understood", description.dump()));
  return read_sentence(description.get<std::string>(), page_size, other);
}

Json members(const Allocation& allocation) {
  Json request = {{"fails", allocation.fails},
                  {"error", allocation.error},
                  {"takes_free_space", allocation.takes_free_space},
                  {"transient", allocation.transient}};
  if (allocation.fails == "AT") request["offset"] = allocation.offset;
  return request;
}

}  // namespace mc::conform
