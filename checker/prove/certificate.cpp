#include "prove/certificate.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "prove/obligations.h"

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

namespace {

constexpr std::string_view first_line = "; mc invariant 1";
constexpr std::string_view opening = "(define-fun invariant (";

/// A term in standard syntax. Z3 writes "bvsdiv_i" for a division whose divisor it knows not to be 0.
std::string text(const expr& term) {
  std::string result = term.to_string();
  for (std::size_t at = 0; (at = result.find("_i ", at)) != std::string::npos;) {
    const std::size_t start = result.rfind('(', at);
    if (result.compare(start, 3, "(bv") == 0 && result.find_first_of(" |", start) == at + 2)
      result.erase(at, 2);
    else
      ++at;
  }
  return result;
}

std::string declaration(const expr& variable) {
  return fmt::format("{} (_ BitVec {})", text(variable), variable.get_sort().bv_size());
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
      : transition_(transition), context_(initialised(transition)) {}

  std::string definition(const Invariant& invariant) const {
    std::string result{opening};
    for (const expr& field : fields()) result += fmt::format("({})\n    ", declaration(field));
    result += ") Bool\n (and true";
    for (const Clause& clause : invariant)
      result += "\n  " + text(formula(clause, transition_.variables().current()));
    return result + "))\n";
  }

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
  static z3::context& initialised(const Transition& transition) {
    z3::context& context = transition.variables().context();
    Z3_set_ast_print_mode(context, Z3_PRINT_SMTLIB2_COMPLIANT);
    return context;
  }

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
        text(transition_.in_range()));
  }

  /// One assertion, so that terms that occur again are named once.
  void ask(const std::string& title, const expr& counterexample) {
    out_ += fmt::format("\n; {}\n(push 1)\n(assert {})\n(check-sat)\n(pop 1)\n", title, text(counterexample));
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

}  // namespace

std::string certificate(const ir::System& system, const Invariant& invariant, const std::string& about) {
  z3::context context;
  const Transition transition(context, system);
  Writer writer(transition);
  std::string result = fmt::format("{}\n", first_line);
  std::istringstream lines(about);
  for (std::string line; std::getline(lines, line);) result += line.empty() ? ";\n" : "; " + line + "\n";
  result += fmt::format("{}\n{}", logic, writer.definition(invariant));
  return result + writer.questions();
}

bool is_certificate(std::string_view text) {
  return text.starts_with(first_line) && text.substr(first_line.size()).starts_with('\n');
}

std::string difference(const ir::System& system, std::string_view text) {
  const std::string given = bare(text), expected = bare(certificate(system, {}, ""));
  const std::string head = expected.substr(0, expected.find(" (and true))"));
  if (!given.starts_with(head)) return "its invariant is about other fields";
  const std::size_t start = logic.size();
  const std::size_t length = expression_length(std::string_view(given).substr(start));
  if (length == 0) return "its invariant does not end";
  const std::string rest = given.substr(start + length);
  const std::string questions =
      expected.substr(start + expression_length(std::string_view(expected).substr(start)));
  if (rest == questions) return {};
  const auto [a, b] = std::ranges::mismatch(rest, questions);
  const auto line = std::count(questions.begin(), b, '\n');
  return fmt::format("it asks other questions about the model, from the {}th line behind its invariant on",
                     line);
}

}  // namespace mc::prove
