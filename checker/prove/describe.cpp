// SPDX-License-Identifier: Apache-2.0
#include "prove/describe.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "prove/locations.h"
#include "prove/variables.h"

namespace mc::prove {

namespace {

using Codes = std::vector<std::uint64_t>;

class Describer {
 public:
  Describer(const ir::System& system, const Invariant& invariant)
      : variables_(context_, system), system_(system), locations_(system, variables_.layout()) {
    for (std::uint32_t order = 0; order < variables_.positions().size(); ++order)
      if (const std::uint64_t most = variables_.most_code(variables_.positions()[order]); most < 1024)
        for (std::uint64_t code = 0; code <= most; ++code) possible_[order].push_back(code);
    for (const Clause& clause : invariant)
      if (clause.size() == 1 && possible_.contains(clause[0].order))
        std::erase_if(possible_[clause[0].order], [&](std::uint64_t code) {
          return std::ranges::binary_search(clause[0].codes, code) != clause[0].in;
        });
  }

  void add(const Clause& clause) {
    Clause parts = clause;  // program counters first, the conclusion last
    std::ranges::stable_partition(parts, [&](const Member& each) { return is_counter(each); });
    const Member conclusion = parts.back();
    parts.pop_back();
    Line line{.counters = 0, .premises = {}};
    for (Member& each : parts) {
      each.in = !each.in;
      line.counters += is_counter(each) ? 1 : 0;
      line.premises += (line.premises.empty() ? "" : " ∧ ") + text(each);
    }
    groups_[subject(conclusion)][line].insert(parts.empty() ? alone(conclusion) : text(conclusion));
  }

  std::string finish() {
    std::string out;
    for (const auto& [subject, lines] : groups_) {
      out += subject + "\n";
      for (const auto& [line, conclusions] : lines) {
        if (line.premises.empty())
          for (const std::string& each : conclusions) out += fmt::format("  {}\n", each);
        else
          out += fmt::format("  {} ⇒ {}\n", line.premises, fmt::join(conclusions, " ∧ "));
      }
    }
    for (const auto& [task, numbers] : mentioned_) {
      out += fmt::format("where {} is\n", system_.tasks[task].name);
      for (const std::uint64_t number : numbers)
        out += fmt::format("  @{:<4} {}\n", number, locations_.statement(task, number));
    }
    return out;
  }

 private:
  /// Clauses with the same premises; those that do not depend on where a task is come first, short ones
  /// before long ones.
  struct Line {
    std::size_t counters = 0;
    std::string premises;
    bool operator<(const Line& other) const {
      return std::tuple(counters, premises.size(), premises) <
             std::tuple(other.counters, other.premises.size(), other.premises);
    }
  };

  std::size_t position(const Member& member) const { return variables_.positions()[member.order]; }
  bool is_counter(const Member& member) const { return variables_.task_of(position(member)).has_value(); }

  /// What its name begins with: "folios[0]", "process 1".
  std::string subject(const Member& member) const {
    const std::string name = variables_.index().name(position(member));
    return name.substr(0, name.find_first_of(".:"));
  }

  /// A clause of one member says what is possible at all.
  std::string alone(const Member& member) {
    if (!is_counter(member)) return comparison(member, member.codes, member.in);
    Codes others;
    for (std::uint64_t code = 0; code <= variables_.most_code(position(member)); ++code)
      if (!std::ranges::binary_search(member.codes, code)) others.push_back(code);
    const Codes& never = member.in ? others : member.codes;
    mentioned_[*variables_.task_of(position(member))].insert(never.begin(), never.end());
    return fmt::format("{} not at {}", subject(member), Locations::ranges(never, {}));
  }

  /// Among the values that are possible at all, those that the member allows or those that it excludes.
  std::string text(const Member& member) {
    const auto possible = possible_.find(member.order);
    if (possible == possible_.end()) return comparison(member, member.codes, member.in);
    Codes in, out;
    for (const std::uint64_t code : possible->second)
      (std::ranges::binary_search(member.codes, code) == member.in ? in : out).push_back(code);
    if (is_counter(member)) return whereabouts(member, in, out);
    return out.size() < in.size() ? comparison(member, out, false) : comparison(member, in, true);
  }

  std::string comparison(const Member& member, const Codes& codes, bool in) const {
    const std::string name = variables_.index().name(position(member));
    const ir::Type type = variables_.index().type(position(member));
    std::vector<std::string> values;
    for (const std::uint64_t code : codes)
      values.push_back(ir::to_string(system_, type,
                                     static_cast<ir::Value>(code + static_cast<std::uint64_t>(type.least))));
    if (type.kind == ir::Type::Kind::boolean && codes.size() == 1)
      return (codes[0] == 1) == in ? name : "¬" + name;
    if (values.size() == 1) return fmt::format("{} {} {}", name, in ? "=" : "≠", values[0]);
    return fmt::format("{} {} {{{}}}", name, in ? "∈" : "∉", fmt::join(values, ", "));
  }

  /// "process in folio_lock, @3-7" or "process not at @9", whichever is shorter.
  std::string whereabouts(const Member& member, const Codes& in, const Codes& out) {
    const std::size_t task = *variables_.task_of(position(member));
    const Locations::Area inside = locations_.area(task, in, possible_[member.order]);
    const Locations::Area outside = locations_.area(task, out, possible_[member.order]);
    const bool shorter = outside.text.size() < inside.text.size();
    const Locations::Area& area = shorter ? outside : inside;
    mentioned_[task].insert(area.numbers.begin(), area.numbers.end());
    return fmt::format("{} {}{} {}", subject(member), shorter ? "not " : "", area.named ? "in" : "at",
                       area.text);
  }

  z3::context context_;
  Variables variables_;
  const ir::System& system_;
  Locations locations_;
  std::map<std::uint32_t, Codes> possible_;  ///< by field: what clauses about it alone leave
  std::map<std::string, std::map<Line, std::set<std::string>>> groups_;
  std::map<std::size_t, std::set<std::uint64_t>> mentioned_;  ///< by task, its places
};

}  // namespace

std::string describe(const ir::System& system, const Invariant& invariant) {
  Describer describer(system, invariant);
  for (const Clause& clause : invariant)
    if (!clause.empty()) describer.add(clause);
  return describer.finish();
}

}  // namespace mc::prove
