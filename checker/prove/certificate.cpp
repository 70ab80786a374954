// SPDX-License-Identifier: Apache-2.0
#include "prove/certificate.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "prove/obligations.h"

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

namespace {

constexpr std::string_view first_line = "; mc invariant 1";

std::string declaration(const expr& variable) {
  return fmt::format("{} (_ BitVec {})", term(variable), variable.get_sort().bv_size());
}

/// "process 0: folio_lock(folio) in ext4_page_mkwrite".
std::string name(const Transition& transition, const StepFormula& step) {
  const ir::System& system = transition.variables().system();
  const ir::Task& task = system.tasks[step.task];
  std::string result = task.count == 1 ? task.name : fmt::format("{} {}", task.name, step.copy);
  const ir::SourceId source = task.code[step.start].source;
  if (source == ir::SourceId::none) return fmt::format("{}: location {}", result, step.start);
  const ir::Source& statement = system.sources[ir::index(source)];
  result += ": " + statement.text;
  if (statement.call != ir::CallId::none) result += " in " + system.calls[ir::index(statement.call)].function;
  std::ranges::replace(result, '\n', ' ');
  return result;
}

class Writer {
 public:
  explicit Writer(const Transition& transition)
      : transition_(transition), context_(transition.variables().context()) {}

  /// All that follows the invariant.
  std::string questions() {
    declare();
    const expr inside = types() && applied(fields());
    ask("initiation", transition_.initial() && !inside);
    for (const StepFormula& step : transition_.steps())
      ask("consecution of " + name(transition_, step),
          inside && transition_.starts(step) && step.happens &&
              transition_.variables().in_range(transition_.after(step)) && !applied(transition_.after(step)));
    ask("safety of states", inside && transition_.bad_state());
    for (const StepFormula& step : transition_.steps()) {
      expr_vector failures(context_);
      for (const auto& failure : step.failures) failures.push_back(failure.happens);
      if (!failures.empty())
        ask("safety of " + name(transition_, step),
            inside && transition_.starts(step) && z3::mk_or(failures));
    }
    return std::move(out_);
  }

 private:
  const expr_vector& fields() const { return transition_.variables().current(); }

  void declare() {
    out_ += "\n; The fields of a state: values less the least of their type, numbers of step starts.\n";
    for (const expr& field : fields()) out_ += fmt::format("(declare-const {})\n", declaration(field));
    out_ += "\n; What a step chooses.\n";
    for (const expr& input : transition_.inputs())
      out_ += fmt::format("(declare-const {})\n", declaration(input));
    out_ += fmt::format(
        "\n; No store leaves its type: the model has checks before those that could.\n"
        "(define-fun types () Bool {})\n",
        term(transition_.in_range()));
  }

  /// One assertion, so that terms that occur again are named once.
  void ask(const std::string& title, const expr& counterexample) {
    out_ += fmt::format("\n; {}\n(push 1)\n(assert {})\n(check-sat)\n(pop 1)\n", title, term(counterexample));
  }

  expr types() const { return context_.bool_const("types"); }

  expr applied(const expr_vector& arguments) const {
    z3::sort_vector sorts(context_);
    for (const expr& each : arguments) sorts.push_back(each.get_sort());
    return context_.function("invariant", sorts, context_.bool_sort())(arguments);
  }

  const Transition& transition_;
  z3::context& context_;
  std::string out_;
};

/// What stands in "|" or quotes is neither a comment nor a parenthesis.
class Quotes {
 public:
  /// Goes on by one character. Whether it is quoted, or a quote.
  bool pass(char c) {
    if (open_ == 0) {
      if (c == '|' || c == '"') open_ = c;
      return open_ != 0;
    }
    if (c == open_) open_ = 0;
    return true;
  }

 private:
  char open_ = 0;
};

/// `text` without comments and without empty lines.
std::string bare(std::string_view text) {
  std::string result;
  Quotes quotes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!quotes.pass(c) && c == ';') {
      while (i + 1 < text.size() && text[i + 1] != '\n') ++i;
    } else if (c != '\n' || (!result.empty() && result.back() != '\n')) {
      result += c;
    }
  }
  return result;
}

/// Length of the expression in parentheses that `text` begins with; 0 if there is none.
std::size_t expression_length(std::string_view text) {
  std::size_t depth = 0;
  Quotes quotes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quotes.pass(text[i])) continue;
    if (text[i] == '(') ++depth;
    if (text[i] != ')') continue;
    if (depth == 0) return 0;
    if (--depth == 0) return i + 1;
  }
  return 0;
}

constexpr std::string_view logic = "(set-logic QF_BV)\n";

Definition definition_of(const Transition& transition, const Invariant& invariant) {
  const expr_vector& fields = transition.variables().current();
  Definition definition{.opening = opening("invariant", fields), .body = "(and true", .rest = ""};
  for (const Clause& clause : invariant) definition.body += "\n  " + term(formula(clause, fields));
  definition.body += ")";
  return definition;
}

std::string commands(const Transition& transition, const Definition& definition) {
  return fmt::format("{}{}\n {})\n{}{}", logic, definition.opening, definition.body, definition.rest,
                     Writer(transition).questions());
}

}  // namespace

std::string term(const expr& formula) {
  Z3_set_ast_print_mode(formula.ctx(), Z3_PRINT_SMTLIB2_COMPLIANT);
  std::string result = formula.to_string();
  for (std::size_t at = 0; (at = result.find("_i ", at)) != std::string::npos;) {
    const std::size_t start = result.rfind('(', at);
    if (result.compare(start, 3, "(bv") == 0 && result.find_first_of(" |", start) == at + 2)
      result.erase(at, 2);
    else
      ++at;
  }
  return result;
}

std::string opening(const std::string& name, const expr_vector& fields) {
  std::string result = fmt::format("(define-fun {} (", name);
  for (const expr& field : fields) result += fmt::format("({})\n    ", declaration(field));
  return result + ") Bool";
}

std::string certificate(const Transition& transition, const Definition& definition,
                        const std::string& about) {
  std::string result = fmt::format("{}\n", first_line);
  std::istringstream lines(about);
  for (std::string line; std::getline(lines, line);) result += line.empty() ? ";\n" : "; " + line + "\n";
  return result + commands(transition, definition);
}

std::string certificate(const ir::System& system, const Invariant& invariant, const std::string& about) {
  z3::context context;
  const Transition transition(context, system);
  return certificate(transition, definition_of(transition, invariant), about);
}

bool is_certificate(std::string_view text) {
  return text.starts_with(first_line) && text.substr(first_line.size()).starts_with('\n');
}

std::string difference(const Transition& transition, const Definition& definition, std::string_view text) {
  const std::string given = bare(text), expected = bare(commands(transition, definition));
  const std::string head = bare(fmt::format("{}{}\n", logic, definition.opening));
  if (!given.starts_with(head)) return "its invariant is about other fields";
  const auto behind = [](const std::string& commands) {
    const std::size_t length = expression_length(std::string_view(commands).substr(logic.size()));
    return length == 0 ? std::nullopt : std::optional(commands.substr(logic.size() + length));
  };
  const auto rest = behind(given), questions = behind(expected);
  if (!rest) return "its invariant does not end";
  if (*rest == *questions) return {};
  const auto [a, b] = std::ranges::mismatch(*rest, *questions);
  const auto line = std::count(questions->begin(), b, '\n');
  return fmt::format("it asks other questions about the model, from line {} behind its invariant on", line);
}

std::string difference(const ir::System& system, std::string_view text) {
  z3::context context;
  const Transition transition(context, system);
  return difference(transition, definition_of(transition, {}), text);
}

}  // namespace mc::prove
