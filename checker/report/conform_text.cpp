// SPDX-License-Identifier: Apache-2.0
#include "report/conform_text.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "base/number.h"
#include "report/table.h"
#include "study/registry.h"

namespace mc::report {
namespace {

constexpr std::size_t kMostAlternatives = 6;

const char* word(conform::Verdict::Kind kind) {
  switch (kind) {
    case conform::Verdict::Kind::agrees: return "agrees";
    case conform::Verdict::Kind::disagrees: return "DISAGREES";
    case conform::Verdict::Kind::not_modelled: return "not modelled";
    case conform::Verdict::Kind::interrupted: break;
  }
  return "interrupted";
}

/// "call 5, A: fsync", or "the end".
std::string place(const study::Conformance& comparison) {
  const conform::Run& run = *comparison.run;
  const std::size_t number = comparison.verdict.event;
  if (number >= run.events.size()) return "at the end";
  const conform::Event& event = run.events[number];
  return fmt::format("call {}, {}: {}", number + 1, run.tasks[event.task], to_string(event));
}

std::string value(const conform::Json& json) {
  return json.is_string() ? json.get<std::string>() : json.dump();
}

std::string described(const conform::Alternative& alternative, conform::Json conform::Difference::* side) {
  std::string text;
  for (const conform::Difference& each : alternative)
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", each.what, value(each.*side));
  return text;
}

/// All that was observed and that some alternative has otherwise, each once.
conform::Alternative observed(const conform::Verdict& verdict) {
  conform::Alternative all;
  std::set<std::string> named;
  for (const conform::Alternative& alternative : verdict.alternatives)
    for (const conform::Difference& each : alternative)
      if (named.insert(each.what).second) all.push_back(each);
  return all;
}

std::string disagreement(const study::Conformance& comparison, const Style& style) {
  const conform::Verdict& verdict = comparison.verdict;
  std::vector<Row> rows;
  const std::string seen = described(observed(verdict), &conform::Difference::seen);
  rows.push_back({{"observed"}, {seen.empty() ? "what the model cannot do" : seen}});
  for (const conform::Alternative& alternative : verdict.alternatives) {
    if (rows.size() > kMostAlternatives) break;
    rows.push_back({{"the model"}, {described(alternative, &conform::Difference::held)}});
  }
  std::string text = table(rows, style, 4);
  if (verdict.alternatives.size() > kMostAlternatives)
    text += fmt::format("    {} more in --json\n", verdict.alternatives.size() - kMostAlternatives);
  return text;
}

struct Tally {
  std::size_t runs = 0, agree = 0, disagree = 0, not_modelled = 0, calls = 0;
  std::uint64_t states = 0;
  double seconds = 0;

  void add(const study::Conformance& comparison) {
    ++runs;
    agree += comparison.verdict.kind == conform::Verdict::Kind::agrees ? 1 : 0;
    disagree += comparison.verdict.kind == conform::Verdict::Kind::disagrees ? 1 : 0;
    not_modelled += comparison.verdict.kind == conform::Verdict::Kind::not_modelled ? 1 : 0;
    calls += comparison.verdict.calls;
    states += comparison.verdict.states;
    seconds += comparison.seconds;
  }

  Row cells(const std::string& file, const std::string& kernel, const std::string& build) const {
    return {{file},
            {kernel},
            {build},
            {base::thousands(runs)},
            {base::thousands(agree)},
            {base::thousands(disagree), disagree == 0 ? Paint::plain : Paint::bad},
            {base::thousands(not_modelled), not_modelled == 0 ? Paint::plain : Paint::doubtful},
            {base::thousands(calls)},
            {base::thousands(states)},
            {base::duration(seconds)}};
  }
};

}  // namespace

std::string text(const study::Conformance& comparison, const Style& style) {
  const conform::Run& run = *comparison.run;
  const conform::Verdict& verdict = comparison.verdict;
  const Paint paint = verdict.kind == conform::Verdict::Kind::agrees      ? Paint::good
                      : verdict.kind == conform::Verdict::Kind::disagrees ? Paint::bad
                                                                          : Paint::doubtful;
  std::string line =
      fmt::format("{}  {} {} {}", painted(word(verdict.kind), paint, style), run.name, run.kernel, run.build);
  if (verdict.kind == conform::Verdict::Kind::disagrees)
    line += fmt::format("  {}: {}", place(comparison), verdict.reason);
  if (verdict.kind == conform::Verdict::Kind::not_modelled) line += "  " + verdict.reason;
  line += fmt::format("  ({}:{})\n", study::shown(run.file), run.line);
  if (verdict.kind == conform::Verdict::Kind::disagrees) line += disagreement(comparison, style);
  return line;
}

std::string summary(const std::vector<study::Conformance>& comparisons, const Style& style) {
  std::map<std::tuple<std::string, std::string, std::string>, Tally> rows;
  std::map<std::string, std::size_t> reasons;
  Tally total;
  for (const study::Conformance& comparison : comparisons) {
    const conform::Run& run = *comparison.run;
    rows[{study::shown(run.file), run.kernel, run.build}].add(comparison);
    total.add(comparison);
    if (comparison.verdict.kind == conform::Verdict::Kind::not_modelled) ++reasons[comparison.verdict.reason];
  }
  std::vector<Row> cells = {{{"recordings"},
                             {"kernel"},
                             {"build"},
                             {"runs"},
                             {"agree"},
                             {"disagree"},
                             {"not modelled"},
                             {"calls matched"},
                             {"states"},
                             {"time"}}};
  for (const auto& [key, row] : rows)
    cells.push_back(row.cells(std::get<0>(key), std::get<1>(key), std::get<2>(key)));
  if (rows.size() > 1) cells.push_back(total.cells("all", "", ""));
  std::string text = table(cells, style, 0);
  for (const auto& [reason, count] : reasons)
    text += fmt::format("not modelled: {} ({})\n", reason, base::counted(count, "run"));
  return text;
}

nlohmann::ordered_json json(const std::vector<study::Conformance>& comparisons) {
  using Json = nlohmann::ordered_json;
  Tally total;
  Json runs = Json::array();
  for (const study::Conformance& comparison : comparisons) {
    const conform::Run& run = *comparison.run;
    const conform::Verdict& verdict = comparison.verdict;
    total.add(comparison);
    Json one = {{"file", run.file},     {"line", run.line},   {"case", run.name},
                {"kernel", run.kernel}, {"build", run.build}, {"verdict", word(verdict.kind)}};
    if (!verdict.reason.empty()) one["reason"] = verdict.reason;
    if (verdict.kind == conform::Verdict::Kind::disagrees) {
      one["event"] = verdict.event + 1;
      one["call"] = place(comparison);
      for (const conform::Alternative& alternative : verdict.alternatives) {
        Json differences = Json::array();
        for (const conform::Difference& each : alternative)
          differences.push_back({{"what", each.what}, {"observed", each.seen}, {"model", each.held}});
        one["alternatives"].push_back(std::move(differences));
      }
    }
    one.update({{"calls", verdict.calls}, {"states", verdict.states}, {"seconds", comparison.seconds}});
    runs.push_back(std::move(one));
  }
  return {{"runs", std::move(runs)},
          {"agree", total.agree},
          {"disagree", total.disagree},
          {"not_modelled", total.not_modelled}};
}

}  // namespace mc::report
