// SPDX-License-Identifier: Apache-2.0
#include "report/any_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/number.h"
#include "report/json.h"
#include "report/table.h"
#include "report/text.h"

namespace mc::report {
namespace {

using ir::Verdict;

std::string any_covers_text(const study::Answer& run) {
  if (run.covers.empty()) return "";
  return fmt::format("; covers: {} of {} reached by these", run.covers.size() - study::unreached(run).size(),
                     run.covers.size());
}

std::string any_holds_line(const study::AnyResult& result) {
  const parameterized::Proof& proof = *result.proof;
  const std::string text = fmt::format(
      "for any number {}: {} of {} at a time, closed under all steps of {}; Z3 confirmed the invariant of {} "
      "for {} and more, and fewer were explored{}",
      result.parameter, base::counted(proof.views, "view"), proof.k, result.size,
      base::counted(proof.clauses.size(), "clause"), result.size, any_covers_text(result.run));
  const std::vector<std::string> missing = study::unreached(result.run);
  if (missing.empty()) return "HOLDS  " + text;
  return fmt::format("HOLDS, but vacuous in part: never reached: {}; {}", fmt::join(missing, ", "), text);
}

std::string invariant_text(const study::AnyResult& result) {
  return fmt::format("\nNever, for distinct p, q, ... below {}, however many there are:\n{}\n",
                     result.parameter, result.proof->wording.text());
}

/// The verdict, its first word painted.
std::string painted_verdict(const std::string& line, Paint paint, const Style& style) {
  const std::string text = paragraph(line, style);
  const std::size_t word = line.find_first_of(" ,");
  return painted(text.substr(0, word), paint, style) + text.substr(word);
}

/// Of all that is judged, what is no claim about larger numbers: a deadlock of many is none of a part of
/// them.
std::vector<std::string> explored_only(const study::Answer& run) {
  std::vector<std::string> names;
  for (const ir::Property& property : run.properties)
    if (property.kind == ir::Property::Kind::deadlock || property.kind == ir::Property::Kind::leads_to)
      names.push_back(property.name);
  for (const ir::Property& property : run.unjudged) names.push_back(property.name);
  return names;
}

}  // namespace

std::string explored_text(const study::AnyResult& result, const study::ExploredNumber& number) {
  return fmt::format(
      "{}={}  holds, {}{}\n", result.parameter, number.number, base::counted(number.states, "state"),
      number.covers.empty() ? "" : fmt::format("; reached: {}", fmt::join(number.covers, ", ")));
}

std::string any_text(const study::AnyResult& result, bool quiet, const Style& style) {
  std::string out;
  const auto remark = [&](const std::string& text) { out += paragraph(text, style, 2, Paint::faint); };
  switch (result.run.result.verdict) {
    case Verdict::violated:
      if (quiet) return verdict_text(result.run, style);
      return fmt::format("{}={}:\n\n", result.parameter, result.explored.back().number) +
             text(result.run, style);
    case Verdict::holds:
      if (!quiet) out += invariant_text(result);
      out += painted_verdict(any_holds_line(result),
                             study::unreached(result.run).empty() ? Paint::good : Paint::doubtful, style);
      remark("Deadlock and endless runs are judged for the numbers that were explored only");
      break;
    case Verdict::incomplete:
      if (!quiet) out += result.detail.empty() ? "\n" : "\n" + result.detail + "\n";
      out += painted_verdict("INCOMPLETE  " + result.run.result.reason + any_covers_text(result.run),
                             Paint::doubtful, style);
      break;
  }
  remark("Assumes sequential consistency: every task sees all stores in one order");
  remark(base::duration(result.seconds));
  return out;
}

nlohmann::ordered_json any_json(const study::AnyResult& result) {
  nlohmann::ordered_json out = json(result.run), explored = nlohmann::ordered_json::array();
  for (const char* key : {"states", "transitions", "depth", "frontier", "threads", "symmetric", "asymmetric",
                          "orders", "state_bits", "bytes_per_state", "peak_bytes", "smt"})
    out.erase(key);
  out["method"] = "view abstraction";
  for (const study::ExploredNumber& each : result.explored)
    explored.push_back({{"number", each.number},
                        {"verdict", ir::to_string(each.verdict)},
                        {"states", each.states},
                        {"reached", each.covers}});
  nlohmann::ordered_json& family = out["any"];
  family = {{"parameter", result.parameter}, {"explored", explored}};
  family["explored_only"] = explored_only(result.run);
  if (result.proof)
    family["views"] = {{"at_a_time", result.proof->k},
                       {"views", result.proof->views},
                       {"of", result.size},
                       {"states", result.proof->states}};
  const bool holds = result.run.result.verdict == Verdict::holds;
  const parameterized::Wording wording = holds ? result.proof->wording : parameterized::Wording{};
  family["invariant"] = wording.clauses;
  family["places"] = wording.places;
  if (!result.detail.empty()) family["objection"] = result.detail;
  out["clauses"] = wording.clauses.size();
  out["seconds"] = result.seconds;
  return out;
}

std::vector<Case> any_cases(const study::AnyResult& result) {
  std::vector<Case> cases = report::cases(result.run, any_text(result, false, {}));
  if (result.run.result.verdict != Verdict::holds) return cases;
  for (const std::string& name : explored_only(result.run))
    for (Case& each : cases)
      if (each.name == name || each.name.ends_with(": " + name))
        each.skipped = fmt::format("judged for {} below {} only", result.parameter, result.size);
  return cases;
}

std::string certificate_text(const study::AnyResult& result) {
  std::string out = heading(result.run, {});
  out += fmt::format("A proof for every {} from {} on. Never, for whatever distinct p, q, ... below {}:\n",
                     result.parameter, result.size, result.parameter);
  return out + result.proof->wording.text() +
         fmt::format(
             "\nEach of the questions below, about {0}={1}, has to be answered \"unsat\":\n"
             "  z3 FILE    cvc5 --incremental FILE    mc certify FILE (which also compares them with the "
             "model)\n"
             "A step of more that led out of the invariant would be one of {1} that does: of the {2} that "
             "it is\n"
             "about, the one whose step it is, and one for each condition on whether there is somebody. "
             "That\n"
             "the model treats all alike, its source says, and numbers below {1} are explored: mc certify "
             "looks\n"
             "at both again.",
             result.parameter, result.size, result.proof->k);
}

}  // namespace mc::report
