#include "any/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

namespace mc::any {
namespace {

constexpr std::size_t most_text = 40;  ///< characters of a statement

/// Of which task a position is the program counter, if of any.
std::optional<std::size_t> counter_of(const ir::System& system, const ir::StateIndex& index,
                                      std::size_t position) {
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    for (unsigned copy = 0; copy < system.tasks[task].count; ++copy)
      if (index.program_counter(task, copy) == position) return task;
  return std::nullopt;
}

std::string place_text(const ir::System& system, std::size_t task, std::uint32_t instruction) {
  const ir::Instruction& at = system.tasks[task].code[instruction];
  if (at.kind == ir::Instruction::Kind::end || at.source == ir::SourceId::none) return "its end";
  const ir::Source& source = system.sources[ir::index(at.source)];
  return fmt::format("{}:{} `{}`", std::filesystem::path(source.file).filename().string(), source.line,
                     source.text.size() > most_text ? source.text.substr(0, most_text) + " …" : source.text);
}

class Text {
 public:
  Text(const prove::Variables& variables, const Shape& shape) : variables_(variables), shape_(shape) {}

  std::string literal(const Literal& literal) const {
    const std::size_t position =
        literal.who == 0 ? shape_.global[literal.field] : shape_.locals[literal.who - 1][literal.field];
    std::string name = variables_.index().name(position);
    if (literal.who > 0) name = named_for(name, letter(literal.who));
    const std::uint64_t codes = std::uint64_t{1} << std::min(variables_.bits(position), 20U);
    std::vector<std::string> in, out;
    for (std::uint64_t code = 0; code < codes; ++code)
      if (const auto value = value_text(position, code))
        (std::ranges::binary_search(literal.values, code) == literal.in ? in : out).push_back(*value);
    if (out.size() < in.size() && !out.empty()) return set(name, out, "!=", " not in ");
    return set(name, in, "==", " in ");
  }

 private:
  static std::string set(const std::string& name, const std::vector<std::string>& values, const char* one,
                         const char* several) {
    if (values.size() == 1) return fmt::format("{} {} {}", name, one, values.front());
    return fmt::format("{}{}{{{}}}", name, several, fmt::join(values, ", "));
  }

  /// Nothing for a code of no value.
  std::optional<std::string> value_text(std::size_t position, std::uint64_t code) const {
    const ir::System& system = variables_.system();
    if (const auto task = counter_of(system, variables_.index(), position)) {
      const auto& locations = variables_.layout().locations(*task);
      if (code >= locations.size()) return std::nullopt;
      return place_text(system, *task, locations[code]);
    }
    const ir::Type type = variables_.index().type(position);
    const ir::Value value = static_cast<ir::Value>(code) + variables_.layout().field(position).least;
    if (!type.contains(value)) return std::nullopt;
    return ir::to_string(system, type, value);
  }

  const prove::Variables& variables_;
  const Shape& shape_;
};

}  // namespace

std::string letter(unsigned who) {
  return who <= 11 ? std::string(1, static_cast<char>('p' + who - 1)) : "p" + std::to_string(who);
}

std::string named_for(std::string name, const std::string& who) {
  const std::size_t bracket = name.find('[');
  const std::size_t from =
      bracket != std::string::npos && name.find(": ") > bracket ? bracket + 1 : name.find(' ') + 1;
  const std::size_t to = name.find_first_not_of("0123456789", from);
  return name.replace(from, to - from, who);
}

std::string text(const prove::Variables& variables, const Shape& shape, const Never& clause) {
  const Text writer(variables, shape);
  std::vector<std::string> literals;
  for (const Literal& literal : clause) literals.push_back(writer.literal(literal));
  return fmt::format("{}", fmt::join(literals, " && "));
}

}  // namespace mc::any
