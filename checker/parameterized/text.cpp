// SPDX-License-Identifier: Apache-2.0
#include "parameterized/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "prove/locations.h"

namespace mc::parameterized {
namespace {

class InvariantWriter {
 public:
  InvariantWriter(const prove::Variables& variables, const Shape& shape)
      : variables_(variables), shape_(shape), locations_(variables.system(), variables.layout()) {}

  std::string clause(const ForbiddenCube& clause) {
    std::vector<std::string> literals;
    for (const ViewLiteral& each : clause) literals.push_back(literal(each));
    return fmt::format("{}", fmt::join(literals, " && "));
  }

  std::vector<std::string> mentioned() const {
    std::vector<std::string> lines;
    for (const auto& [task, number] : mentioned_)
      lines.push_back(fmt::format("@{:<4} {}", number, locations_.statement(task, number)));
    return lines;
  }

 private:
  std::string literal(const ViewLiteral& literal) {
    const std::size_t position =
        literal.who == 0 ? shape_.global[literal.field] : shape_.locals[literal.who - 1][literal.field];
    std::string name = variables_.index().name(position);
    if (literal.who > 0) name = named_for(name, variable_name(literal.who));
    if (const auto task = variables_.task_of(position)) return whereabouts(literal, *task, name);
    const std::uint64_t codes = std::uint64_t{1} << std::min(variables_.bits(position), 20U);
    std::vector<std::string> in, out;
    for (std::uint64_t code = 0; code < codes; ++code)
      if (const auto value = value_text(position, code))
        (std::ranges::binary_search(literal.values, code) == literal.in ? in : out).push_back(*value);
    if (out.size() < in.size() && !out.empty()) return set(name, out, "!=", " not in ");
    return set(name, in, "==", " in ");
  }

  /// "process p in folio_lock, @3-7" or "process p not at @9", whichever is shorter.
  std::string whereabouts(const ViewLiteral& literal, std::size_t task, const std::string& name) {
    prove::Locations::Numbers in, out, all;
    for (std::uint64_t code = 0; code < variables_.layout().locations(task).size(); ++code) {
      all.push_back(code);
      (std::ranges::binary_search(literal.values, code) == literal.in ? in : out).push_back(code);
    }
    const prove::Locations::Area inside = locations_.area(task, in, all),
                                 outside = locations_.area(task, out, all);
    const bool shorter = outside.text.size() < inside.text.size();
    const prove::Locations::Area& area = shorter ? outside : inside;
    for (const std::uint64_t number : area.numbers) mentioned_.emplace(task, number);
    return fmt::format("{} {}{} {}", name.substr(0, name.find_first_of(".:")), shorter ? "not " : "",
                       area.named ? "in" : "at", area.text);
  }

  static std::string set(const std::string& name, const std::vector<std::string>& values, const char* one,
                         const char* several) {
    if (values.size() == 1) return fmt::format("{} {} {}", name, one, values.front());
    return fmt::format("{}{}{{{}}}", name, several, fmt::join(values, ", "));
  }

  /// Nothing for a code of no value.
  std::optional<std::string> value_text(std::size_t position, std::uint64_t code) const {
    const ir::Type type = variables_.index().type(position);
    const ir::Value value = static_cast<ir::Value>(code) + variables_.layout().field(position).least;
    if (!type.contains(value)) return std::nullopt;
    return ir::to_string(variables_.system(), type, value);
  }

  const prove::Variables& variables_;
  const Shape& shape_;
  prove::Locations locations_;
  std::set<std::pair<std::size_t, std::uint64_t>> mentioned_;  ///< by task, its places
};

}  // namespace

std::string variable_name(unsigned who) {
  return who <= 11 ? std::string(1, static_cast<char>('p' + who - 1)) : "p" + std::to_string(who);
}

std::string named_for(std::string name, const std::string& who) {
  const std::size_t bracket = name.find('[');
  const std::size_t from =
      bracket != std::string::npos && name.find(": ") > bracket ? bracket + 1 : name.find(' ') + 1;
  const std::size_t to = name.find_first_not_of("0123456789", from);
  return name.replace(from, to - from, who);
}

std::string Wording::text() const {
  std::string out;
  for (const std::string& clause : clauses) out += "  " + clause + "\n";
  if (!places.empty()) out += "where\n";
  for (const std::string& place : places) out += "  " + place + "\n";
  return out;
}

Wording wording(const prove::Variables& variables, const Shape& shape,
                const std::vector<ForbiddenCube>& clauses) {
  InvariantWriter writer(variables, shape);
  Wording result;
  for (const ForbiddenCube& clause : clauses) result.clauses.push_back(writer.clause(clause));
  std::ranges::sort(result.clauses);
  result.places = writer.mentioned();
  return result;
}

}  // namespace mc::parameterized
