// SPDX-License-Identifier: Apache-2.0
#include "prove/locations.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace mc::prove {

namespace {

using Numbers = Locations::Numbers;

Numbers common(const Numbers& a, const Numbers& b) {
  Numbers result;
  std::ranges::set_intersection(a, b, std::back_inserter(result));
  return result;
}

Numbers without(const Numbers& a, const Numbers& b) {
  Numbers result;
  std::ranges::set_difference(a, b, std::back_inserter(result));
  return result;
}

}  // namespace

Locations::Locations(const ir::System& system, const ir::Layout& layout)
    : system_(system), layout_(layout), functions_(system.tasks.size()) {
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    for (std::uint64_t number = 0; number < layout.locations(task).size(); ++number) {
      const ir::Source* at = source(task, number);
      for (ir::CallId id = at == nullptr ? ir::CallId::none : at->call; id != ir::CallId::none;) {
        const ir::Call& call = system.calls[ir::index(id)];
        id = call.caller;
        if (id == ir::CallId::none) break;
        Numbers& inside = functions_[task][call.function];
        if (inside.empty() || inside.back() != number) inside.push_back(number);
      }
    }
}

const ir::Source* Locations::source(std::size_t task, std::uint64_t number) const {
  const ir::Instruction& instruction = system_.tasks[task].code[layout_.locations(task).at(number)];
  return instruction.source == ir::SourceId::none ? nullptr : &system_.sources[ir::index(instruction.source)];
}

Locations::Area Locations::area(std::size_t task, const Numbers& numbers, const Numbers& possible) const {
  Area area{.text = {}, .named = false, .numbers = numbers};
  for (;;) {
    std::size_t most = 1;
    const std::pair<const std::string, Numbers>* best = nullptr;
    for (const auto& each : functions_[task]) {
      const Numbers inside = common(each.second, possible);
      if (!std::ranges::includes(numbers, inside)) continue;
      if (const std::size_t count = common(inside, area.numbers).size(); count > most) {
        most = count;
        best = &each;
      }
    }
    if (best == nullptr) break;
    area.text += (area.named ? ", " : "") + best->first;
    area.named = true;
    area.numbers = without(area.numbers, best->second);
  }
  if (!area.numbers.empty()) area.text += (area.named ? ", " : "") + ranges(area.numbers, possible);
  return area;
}

std::string Locations::ranges(const Numbers& numbers, const Numbers& possible) {
  std::string text;
  for (auto first = numbers.begin(); first != numbers.end();) {
    auto last = first;
    const auto adjacent = [&](std::uint64_t a, std::uint64_t b) {
      return b == a + 1 || (!possible.empty() &&
                            std::ranges::upper_bound(possible, a) == std::ranges::lower_bound(possible, b));
    };
    while (std::next(last) != numbers.end() && adjacent(*last, *std::next(last))) ++last;
    text += text.empty() ? "" : ", ";
    text += first == last ? fmt::format("@{}", *first) : fmt::format("@{}-{}", *first, *last);
    first = std::next(last);
  }
  return text;
}

std::string Locations::statement(std::size_t task, std::uint64_t number) const {
  const ir::Task& code = system_.tasks[task];
  if (code.code[layout_.locations(task).at(number)].kind == ir::Instruction::Kind::end) return "at its end";
  const ir::Source* at = source(task, number);
  if (at == nullptr) return "…";
  std::string result = at->text;
  if (at->call == ir::CallId::none) return result;
  const ir::Call& call = system_.calls[ir::index(at->call)];
  result += "  in " + call.function;
  if (call.caller != ir::CallId::none) result += " ← " + system_.calls[ir::index(call.caller)].function;
  return result;
}

}  // namespace mc::prove
