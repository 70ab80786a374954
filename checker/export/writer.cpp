// SPDX-License-Identifier: Apache-2.0
#include "export/writer.h"

#include <fmt/format.h>

#include "ir/print.h"

namespace mc::exporter {

using namespace ir;

namespace {

std::string_view symbol(Operator op, Language::Syntax syntax) {
  return op == Operator::equal && syntax == Language::Syntax::murphi ? "=" : ir::symbol(op);
}

std::string parenthesised(const std::string& text, bool wanted) {
  return wanted ? fmt::format("({})", text) : text;
}

bool is_leaf(const Expression& node) {
  return node.op == Operator::self || node.op == Operator::load || node.op == Operator::logical_not ||
         (node.op == Operator::constant && node.value >= 0);
}

bool is_comparison(Operator op) {
  return op >= Operator::equal && op <= Operator::less_equal;
}

}  // namespace

bool Writer::is_boolean(ExprId id) const {
  const Operator op = system_.expressions[id].op;
  return op == Operator::logical_not || (op >= Operator::equal && op <= Operator::logical_or);
}

std::string Writer::place(const Place& place) {
  const std::string name = language_.name(place);
  if (place.subscripts.empty()) return name;
  return fmt::format("{}[{}]", name, value(place.subscripts[0].value));
}

std::string Writer::condition(ExprId id, bool operand) {
  if (language_.syntax != Syntax::murphi) return value(id, operand);
  const Expression& node = system_.expressions[id];
  if (node.op == Operator::constant) return node.value != 0 ? "true" : "false";
  if (is_boolean(id)) return parenthesised(arithmetic_.is_plain(id) ? plain(node) : wrapping(id), operand);
  return parenthesised(fmt::format("{} != 0", value(id, true)), operand);
}

std::string Writer::value(ExprId id, bool operand) {
  const Expression& node = system_.expressions[id];
  const bool is_plain = arithmetic_.is_plain(id);
  if (!is_plain && !is_comparison(node.op)) return parenthesised(wrapping(id), operand);
  if (language_.syntax == Syntax::murphi && is_boolean(id)) return conditional(plain(node), "1", "0");
  const bool closed = is_leaf(node) || node.op == Operator::conditional || node.op == Operator::convert;
  if (node.op == Operator::convert) return value(node.operands[0], operand);
  return parenthesised(plain(node), operand && !closed);
}

std::string Writer::conditional(const std::string& condition, const std::string& yes, const std::string& no) {
  return fmt::format("({} {} {} : {})", condition, language_.syntax == Syntax::promela ? "->" : "?", yes, no);
}

std::string Writer::plain(const Expression& node) {
  const auto operand = [&](unsigned i) { return value(node.operands[i], true); };
  const auto truth = [&](unsigned i) {
    const Operator op = system_.expressions[node.operands[i]].op;
    const bool binds = (op == node.op || is_comparison(op)) && arithmetic_.is_plain(node.operands[i]);
    return condition(node.operands[i], !binds || node.op == Operator::logical_not);
  };
  switch (node.op) {
    case Operator::constant: return fmt::format("{}", node.value);
    case Operator::self: return language_.self();
    case Operator::parameter: throw std::logic_error("a parameter outside its formula");
    case Operator::load: {
      const std::string text = place(system_.place(node.place));
      if (language_.syntax != Syntax::c) return text;
      return fmt::format("(long long){}{}", system_.place(node.place).type.least >= 0 ? "(unsigned)" : "",
                         text);
    }
    case Operator::convert: return operand(0);
    case Operator::logical_not: {
      const std::string text = truth(0);  // "!!" is another operator in Promela
      return text.starts_with('!') ? fmt::format("!({})", text) : fmt::format("!{}", text);
    }
    case Operator::logical_and:
    case Operator::logical_or:
      return fmt::format("{} {} {}", truth(0), symbol(node.op, language_.syntax), truth(1));
    case Operator::conditional: return conditional(truth(0), operand(1), operand(2));
    default: break;
  }
  if (arity(node.op) == 1) return fmt::format("{}{}", symbol(node.op, language_.syntax), operand(0));
  return fmt::format("{} {} {}", operand(0), symbol(node.op, language_.syntax), operand(1));
}

std::string Writer::wrapping(ExprId id) {
  const Expression& node = system_.expressions[id];
  const auto [bits, is_signed] = node.numeric;
  const bool natural = arity(node.op) < 2 || (arithmetic_.of(node.operands[0]).least >= 0 &&
                                              arithmetic_.of(node.operands[1]).least >= 0);
  const auto applied = [&] {
    return fmt::format("{} {} {}", value(node.operands[0], true), symbol(node.op, language_.syntax),
                       value(node.operands[1], true));
  };
  switch (node.op) {
    case Operator::divide:
    case Operator::remainder: {
      if ((!is_signed && !natural) || arithmetic_.of(node.operands[0]).least < -(Value{1} << 62)) break;
      const std::string divisor = value(node.operands[1], true);
      return wrapped(conditional(fmt::format("{} != 0", divisor), applied(), "0"), node.numeric);
    }
    case Operator::shift_left:
    case Operator::shift_right: {
      const bool left = node.op == Operator::shift_left;
      if (left ? bits > 32 : !is_signed && !natural) break;
      const std::string shifted = left ? wrapped(applied(), node.numeric) : applied();
      if (arithmetic_.of(node.operands[1]).within(0, bits - 1)) return shifted;
      const std::string amount = value(node.operands[1], true);
      return conditional(fmt::format("{} >= 0 && {} < {}", amount, amount, bits), shifted, "0");
    }
    case Operator::less:
    case Operator::less_equal: return unsigned_comparison(node);
    default:
      if (arithmetic_.unwrapped(id)) return wrapped(plain(node), node.numeric);
  }
  throw Unsupported(
      fmt::format("arithmetic that needs all of {} bits: {}", bits, to_string(system_, id, nullptr)));
}

/// As numbers without sign, negative ones are greater than all others.
std::string Writer::unsigned_comparison(const Expression& node) {
  const std::string a = value(node.operands[0], true), b = value(node.operands[1], true);
  const auto as_signed = fmt::format("{} {} {}", a, symbol(node.op, language_.syntax), b);
  if (arithmetic_.of(node.operands[1]).least >= 0) return fmt::format("{} >= 0 && {}", a, as_signed);
  if (arithmetic_.of(node.operands[0]).least >= 0) return fmt::format("{} < 0 || {}", b, as_signed);
  return fmt::format("({} < 0 && {} >= 0) || ((({} < 0) == ({} < 0)) && {})", b, a, a, b, as_signed);
}

std::string Writer::wrapped(const std::string& text, Numeric numeric) {
  if (numeric.bits >= 64) return text;
  if (language_.syntax == Syntax::c)
    return fmt::format("(long long)({} {})({})", numeric.is_signed ? "signed" : "unsigned",
                       numeric.bits == 8    ? "char"
                       : numeric.bits == 16 ? "short"
                                            : "int",
                       text);
  const Value size = Value{1} << numeric.bits;
  if (!numeric.is_signed) return fmt::format("({}) & {}", text, size - 1);
  return fmt::format("((({}) + {}) & {}) - {}", text, size / 2, size - 1, size / 2);
}

bool Writer::is_plain(ExprId id) {
  const Expression& node = system_.expressions[id];
  const auto narrow = [](Interval range) {
    return range.within(std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max());
  };
  const bool comparison = node.op == Operator::less || node.op == Operator::less_equal;
  if (!(comparison || arithmetic_.is_plain(id)) || !narrow(arithmetic_.of(id))) return false;
  if (node.op == Operator::load) {
    const Place& place = system_.place(node.place);
    return place.subscripts.empty() || is_plain(place.subscripts[0].value);
  }
  for (unsigned i = 0; i < arity(node.op); ++i)
    if (!is_plain(node.operands[i])) return false;
  return true;
}

}  // namespace mc::exporter
