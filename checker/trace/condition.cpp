// SPDX-License-Identifier: Apache-2.0
#include "trace/condition.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string_view>

namespace mc::trace {

namespace {

using Operator = Term::Operator;

constexpr std::pair<std::string_view, Operator> operators[] = {
    {"==", Operator::equal},         {"!=", Operator::unequal}, {"<=", Operator::less_equal},
    {">=", Operator::greater_equal}, {"<", Operator::less},     {">", Operator::greater}};

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = text.find(separator, begin)) != std::string::npos;) {
    parts.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + separator.size();
  }
  parts.push_back(trimmed(text.substr(begin)));
  return parts;
}

/// Variables whose names have what was written in them, else all; not too many.
std::string alternatives(const ir::System& system, const std::string& written) {
  constexpr std::size_t most = 12;
  std::vector<std::string> similar, all;
  const std::string last = written.substr(written.find_last_of(".]") + 1);
  for (const ir::Slot& slot : system.globals) {
    if (slot.name.starts_with('<')) continue;
    all.push_back(slot.name);
    if (!last.empty() && slot.name.find(last) != std::string::npos) similar.push_back(slot.name);
  }
  const std::vector<std::string>& chosen = similar.empty() ? all : similar;
  std::string out;
  for (std::size_t i = 0; i < chosen.size() && i < most; ++i) out += (i == 0 ? "" : ", ") + chosen[i];
  return chosen.size() > most ? out + ", …" : out;
}

std::uint32_t slot_named(const ir::System& system, const std::string& name) {
  const auto found = std::ranges::find(system.globals, name, &ir::Slot::name);
  if (found == system.globals.end())
    throw ConditionError(
        fmt::format("no shared variable '{}' (there are: {})", name, alternatives(system, name)));
  return static_cast<std::uint32_t>(found - system.globals.begin());
}

/// A value as its type writes it; numbers stand for themselves.
ir::Value value_of(const ir::System& system, const ir::Slot& slot, const std::string& text) {
  ir::Value number = 0;
  const char* end = text.data() + text.size();
  if (const auto [rest, error] = std::from_chars(text.data(), end, number);
      error == std::errc() && rest == end)
    return number;
  const ir::Value most = slot.type.kind == ir::Type::Kind::integer ? slot.type.least - 1 : slot.type.most;
  for (ir::Value value = slot.type.least; value <= most; ++value)
    if (ir::to_string(system, slot.type, value) == text) return value;
  const std::string some = ir::to_string(system, slot.type, slot.type.least);
  throw ConditionError(
      fmt::format("'{}' is no value of {}; write {} or another of its values", text, slot.name, some));
}

}  // namespace

ir::Value Term::value(const ir::State& state) const {
  const ir::Value now = state[slot];
  switch (compared) {
    case Operator::none: return now;
    case Operator::equal: return now == with;
    case Operator::unequal: return now != with;
    case Operator::less: return now < with;
    case Operator::less_equal: return now <= with;
    case Operator::greater: return now > with;
    case Operator::greater_equal: return now >= with;
  }
  return 0;
}

Term parse_term(const ir::System& system, const std::string& text) {
  for (const auto& [sign, compared] : operators) {
    const std::size_t at = text.find(sign);
    if (at == std::string::npos) continue;
    const std::uint32_t slot = slot_named(system, trimmed(text.substr(0, at)));
    const std::string value = trimmed(text.substr(at + sign.size()));
    return {.slot = slot, .compared = compared, .with = value_of(system, system.globals[slot], value)};
  }
  const bool negated = text.starts_with('!');
  return {.slot = slot_named(system, trimmed(text.substr(negated ? 1 : 0))),
          .compared = negated ? Operator::equal : Operator::none};
}

Condition::Condition(const ir::System& system, const std::string& text) {
  for (const std::string& alternative : split(text, "||")) {
    alternatives_.emplace_back();
    for (const std::string& term : split(alternative, "&&"))
      alternatives_.back().push_back(parse_term(system, term));
  }
}

bool Condition::holds(const ir::State& state) const {
  return std::ranges::any_of(alternatives_, [&](const std::vector<Term>& terms) {
    return std::ranges::all_of(terms, [&](const Term& term) { return term.value(state) != 0; });
  });
}

}  // namespace mc::trace
