// SPDX-License-Identifier: Apache-2.0
#include "cli/session.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/names.h"
#include "base/number.h"
#include "base/output_file.h"
#include "cli/exit.h"
#include "report/table.h"
#include "report/trace_text.h"
#include "report/walk_file.h"
#include "trace/condition.h"

namespace mc::cli {
namespace {

using report::Paint;
using report::Row;

constexpr const char* kHelp =
    "  NUMBER            take that step\n"
    "  undo [N]          take back the last step, or N of them\n"
    "  random [N]        take a step at random, or N of them\n"
    "  until CONDITION   go a shortest way to where it holds: until folios[0].uptodate == 0\n"
    "  if CONDITION      say whether it holds here\n"
    "  list              what can happen next (an empty line, too)\n"
    "  state [TEXT]      the shared variables, or those with TEXT in their names\n"
    "  trace             the steps so far\n"
    "  save FILE         write them as JSON\n"
    "  load FILE         begin anew with the steps of a file of `save` or `mc explore --json`\n"
    "  restart           back to the beginning\n"
    "  help, quit\n"
    "A condition is VARIABLE, !VARIABLE or VARIABLE == VALUE (also != < <= > >=), joined by && and ||.\n"
    "`#` begins a comment.\n";

const std::vector<std::string> words{"undo",  "random", "until", "if",      "list", "state",
                                     "trace", "save",   "load",  "restart", "help", "quit"};

std::size_t number(const std::string& text, std::size_t otherwise) {
  if (text.empty()) return otherwise;
  std::size_t value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || rest != end) throw UsageError(fmt::format("'{}' is no number", text));
  return value;
}

Row row_of(const trace::Step& step, std::size_t number, const std::string& fails) {
  const std::string function =
      step.caller.empty() ? step.function : fmt::format("{} ← {}", step.function, step.caller);
  std::string effect = report::changes_text(step.changes);
  if (!fails.empty()) effect += fmt::format("{}{} fails", effect.empty() ? "" : "; ", fails);
  return {{fmt::format("{:>4}", number), Paint::faint},
          {step.task, Paint::bold},
          {function},
          {step.statement},
          {effect, fails.empty() ? Paint::plain : Paint::bad}};
}

void add_choices(const trace::Step& step, std::vector<Row>& rows) {
  for (const trace::Choice& choice : step.choices)
    rows.push_back({{""}, {""}, {choice.function, Paint::faint}, {choice.statement, Paint::faint}, {""}});
}

}  // namespace

Session::Session(const Stage& stage, std::uint64_t seed, std::size_t search_limit, const report::Style& style)
    : stage_(stage), walk_(stage.system), random_(seed), search_limit_(search_limit), style_(style) {}

std::string Session::perform(const std::string& line) {
  std::istringstream stream(line.substr(0, line.find('#')));
  std::string word, rest;
  stream >> word >> std::ws;
  std::getline(stream, rest);
  while (rest.ends_with(' ') || rest.ends_with('\r')) rest.pop_back();
  if (word.empty()) return line.empty() ? listing() : "";
  if (std::isdigit(static_cast<unsigned char>(word[0])) != 0) return take(word);
  if (word == "list") return listing();
  if (word == "undo") return undo(rest);
  if (word == "random") return wander(rest);
  if (word == "until") return until(rest);
  if (word == "state") return show_state(rest);
  if (word == "trace") return told(0);
  if (word == "help") return kHelp;
  if (word == "save")
    return save(rest), fmt::format("saved {} to {}\n", base::counted(walk_.length(), "step"), rest);
  if (word == "load") return load(rest), told(0) + arrival(0);
  if (word == "restart") return walk_.restart(), listing();
  if (word == "quit") return over_ = true, "";
  if (word == "if") return trace::Condition(stage_.system, rest).holds(walk_.state()) ? "yes\n" : "no\n";
  throw UsageError(base::unknown("command", word, words));
}

std::string Session::listing() const {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < walk_.options().size(); ++i) {
    const ir::Outcome& option = walk_.options()[i];
    const bool fails = option.kind == ir::Outcome::Kind::violated;
    const trace::Step step = walk_.tell(option);
    rows.push_back(row_of(step, i + 1, fails ? stage_.system.property_of(option.observation).name : ""));
    add_choices(step, rows);
  }
  if (rows.empty()) return "Nothing can happen any more.\n";
  return report::table(rows, style_);
}

std::string Session::take(const std::string& text) {
  const std::size_t chosen = number(text, 0);
  if (chosen == 0 || chosen > walk_.options().size())
    throw UsageError(walk_.options().empty()
                         ? "nothing can happen any more; undo or restart"
                         : fmt::format("there is no step {}; write 1 to {}", text, walk_.options().size()));
  walk_.take(chosen - 1);
  return told(walk_.length() - 1) + arrival(walk_.length() - 1);
}

std::string Session::undo(const std::string& text) {
  const std::size_t wanted = number(text, 1);
  if (wanted > walk_.length())
    throw UsageError(fmt::format("only {} to take back", base::counted(walk_.length(), "step")));
  for (std::size_t i = 0; i < wanted; ++i) walk_.undo();
  return fmt::format("back after {}\n", base::counted(walk_.length(), "step")) + listing();
}

std::string Session::wander(const std::string& text) {
  const std::size_t from = walk_.length();
  walk_.wander(random_, number(text, 1));
  return told(from) + arrival(from);
}

std::string Session::until(const std::string& text) {
  const trace::Condition condition(stage_.system, text);
  if (condition.holds(walk_.state())) return "it holds here\n";
  bool exhausted = false;
  const auto goal = [&](const ir::State& state) { return condition.holds(state); };
  const auto way = walk_.search(goal, search_limit_, exhausted);
  if (!way && exhausted) return "it never holds, whatever happens from here\n";
  if (!way)
    return fmt::format("not found among the nearest {}; --search-limit looks further\n",
                       base::counted(search_limit_, "state"));
  const std::size_t from = walk_.length();
  for (const ir::Move& move : *way)
    if (!walk_.take(move)) throw InternalError("a way that was found cannot be walked");
  return told(from) + arrival(from);
}

std::string Session::show_state(const std::string& part) const {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < stage_.system.globals.size(); ++i) {
    const ir::Slot& slot = stage_.system.globals[i];
    if (slot.name.starts_with('<') || slot.name.find(part) == std::string::npos) continue;
    const ir::Value value = walk_.state()[i];
    const bool changed = value != slot.initial;
    rows.push_back({{slot.name},
                    {ir::to_string(stage_.system, slot.type, value), changed ? Paint::bold : Paint::faint}});
  }
  if (rows.empty()) throw UsageError(fmt::format("no shared variable has '{}' in its name", part));
  return report::table(rows, style_);
}

/// The steps from number `from` on.
std::string Session::told(std::size_t from) const {
  std::vector<Row> rows;
  const ir::Property* violated = walk_.violated();
  for (std::size_t i = from; i < walk_.length(); ++i) {
    const trace::Step& step = walk_.steps()[i];
    const bool fails = i + 1 == walk_.length() && violated != nullptr && walk_.options().empty();
    rows.push_back(row_of(step, i + 1, fails ? violated->name : ""));
    add_choices(step, rows);
  }
  return report::table(rows, style_);
}

/// Where the walk has come to.
std::string Session::arrival(std::size_t from) const {
  if (const ir::Property* property = walk_.violated())
    return fmt::format("VIOLATED  {}, after {}\n", property->name, base::counted(walk_.length(), "step"));
  if (walk_.options().empty()) return "Nothing can happen any more.\n";
  if (walk_.length() == from) return "";
  return fmt::format("{} can happen next\n", base::counted(walk_.options().size(), "step"));
}

void Session::save(const std::string& file) const {
  if (file.empty()) throw UsageError("save FILE: name the file");
  base::write_file(file, report::walk_file(stage_.about, walk_.trace()));
}

void Session::load(const std::string& file) {
  trace::Walk fresh(stage_.system);
  report::replay_file(file, stage_.merged, stage_.system, fresh);
  walk_.restart();
  for (const trace::Step& step : fresh.steps()) walk_.take(step.move);
}

}  // namespace mc::cli
