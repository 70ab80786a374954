#include "prove/describe.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "prove/variables.h"

namespace mc::prove {

namespace {

using Codes = std::vector<std::uint64_t>;

class Describer {
 public:
  explicit Describer(const ir::System& system) : variables_(context_, system), system_(system) {}

  void add(const Clause& clause) {
    Clause parts = clause;  // program counters first, the conclusion last
    std::ranges::stable_partition(parts, [&](const Member& each) { return is_counter(each); });
    const Member conclusion = parts.back();
    parts.pop_back();
    std::vector<std::string> premises;
    for (Member& each : parts) {
      each.in = !each.in;
      premises.push_back(text(each));
    }
    const std::string line = premises.empty()
                                 ? text(conclusion)
                                 : fmt::format("{} ⇒ {}", fmt::join(premises, " ∧ "), text(conclusion));
    groups_[subject(conclusion)].push_back(line);
  }

  std::string finish() {
    std::string out;
    for (auto& [subject, lines] : groups_) {
      std::ranges::sort(lines);
      out += subject + "\n";
      for (const std::string& line : lines) out += "  " + line + "\n";
    }
    for (const auto& [task, numbers] : mentioned_) {
      out += fmt::format("where {} is\n", system_.tasks[task].name);
      for (const std::uint64_t number : numbers)
        out += fmt::format("  @{:<4} {}\n", number, place(task, number));
    }
    return out;
  }

 private:
  std::size_t position(const Member& member) const { return variables_.positions()[member.order]; }
  bool is_counter(const Member& member) const { return variables_.task_of(position(member)).has_value(); }

  /// What its name begins with: "folios[0]", "process 1".
  std::string subject(const Member& member) const {
    const std::string name = variables_.index().name(position(member));
    return name.substr(0, name.find_first_of(".:"));
  }

  std::string text(const Member& member) {
    Codes others;
    const std::uint64_t most = variables_.most_code(position(member));
    if (most < 1024)
      for (std::uint64_t code = 0; code <= most; ++code)
        if (!std::ranges::binary_search(member.codes, code)) others.push_back(code);
    const bool fewer = most < 1024 && others.size() < member.codes.size();
    const Codes& codes = fewer ? others : member.codes;
    const bool in = fewer ? !member.in : member.in;
    return is_counter(member) ? whereabouts(member, codes, in) : comparison(member, codes, in);
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

  /// "process at @3-7, @9".
  std::string whereabouts(const Member& member, const Codes& codes, bool in) {
    std::vector<std::string> runs;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const std::uint64_t first = codes[i];
      while (i + 1 < codes.size() && codes[i + 1] == codes[i] + 1) ++i;
      runs.push_back(codes[i] == first ? fmt::format("@{}", first) : fmt::format("@{}-{}", first, codes[i]));
    }
    mentioned_[*variables_.task_of(position(member))].insert(codes.begin(), codes.end());
    return fmt::format("{} {} {}", subject(member), in ? "at" : "not at", fmt::join(runs, ", "));
  }

  std::string place(std::size_t task, std::uint64_t number) const {
    const ir::Task& code = system_.tasks[task];
    const std::uint32_t instruction = variables_.layout().locations(task).at(number);
    if (code.code[instruction].kind == ir::Instruction::Kind::end) return "at its end";
    const ir::SourceId id = code.code[instruction].source;
    if (id == ir::SourceId::none) return "…";
    const ir::Source& source = system_.sources[ir::index(id)];
    std::string result = source.text;
    if (source.call != ir::CallId::none) {
      const ir::Call& call = system_.calls[ir::index(source.call)];
      result += "  in " + call.function;
      if (call.caller != ir::CallId::none) result += " ← " + system_.calls[ir::index(call.caller)].function;
    }
    return result;
  }

  z3::context context_;
  Variables variables_;
  const ir::System& system_;
  std::map<std::string, std::vector<std::string>> groups_;
  std::map<std::size_t, std::set<std::uint64_t>> mentioned_;  ///< by task, its places
};

}  // namespace

std::string describe(const ir::System& system, const Invariant& invariant) {
  Describer describer(system);
  for (const Clause& clause : invariant)
    if (!clause.empty()) describer.add(clause);
  return describer.finish();
}

}  // namespace mc::prove
