// SPDX-License-Identifier: Apache-2.0
#include "report/junit.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "base/number.h"

namespace mc::report {

namespace {

/// `text` as character data or inside quotes. Control characters that XML cannot hold become spaces.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool allowed = static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t';
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += allowed ? c : ' ';
    }
  }
  return out;
}

std::string testcase(const Case& each) {
  std::string out = fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\">\n",
                                escaped(each.suite), escaped(each.name), each.seconds);
  if (!each.failure.empty()) out += fmt::format("      <failure message=\"{}\"/>\n", escaped(each.failure));
  if (!each.skipped.empty()) out += fmt::format("      <skipped message=\"{}\"/>\n", escaped(each.skipped));
  if (!each.output.empty()) out += fmt::format("      <system-out>{}</system-out>\n", escaped(each.output));
  return out + "    </testcase>\n";
}

std::string attributes(const std::vector<Case>& cases) {
  const auto failures =
      std::count_if(cases.begin(), cases.end(), [](const Case& c) { return !c.failure.empty(); });
  const auto skipped =
      std::count_if(cases.begin(), cases.end(), [](const Case& c) { return !c.skipped.empty(); });
  double seconds = 0;
  for (const Case& each : cases) seconds += each.seconds;
  return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{:.3f}\"", cases.size(),
                     failures, skipped, seconds);
}

/// What the verdict of a run says of one of its properties.
void judge(const study::Answer& run, const ir::Property& property, Case& out) {
  switch (verdict(run)) {
    case ir::Verdict::holds: return;
    case ir::Verdict::incomplete: out.failure = "INCOMPLETE: " + incomplete_reason(run); return;
    case ir::Verdict::violated: break;
  }
  if (!run.trace) {
    out.failure = "VIOLATED";
  } else if (property.name == run.trace->property) {
    out.failure = fmt::format("VIOLATED, after {}", base::counted(run.trace->steps.size(), "step"));
  } else if (run.trace->kind != ir::Property::Kind::leads_to ||
             property.kind == ir::Property::Kind::leads_to) {
    out.skipped = fmt::format("not known: the search ended at a violation of {}", run.trace->property);
  }  // else no state is bad: endless runs are looked at after that
}

}  // namespace

std::vector<Case> cases(const study::Answer& run, const std::string& output) {
  std::vector<Case> result;
  const auto add = [&](const std::string& name) -> Case& {
    const std::string variant = run.variant.empty() ? "" : run.variant + ": ";
    return result.emplace_back(Case{.suite = run.model, .name = variant + name});
  };
  std::set<std::string> known;  // checks of one name are one property
  for (const ir::Property& property : run.properties)
    if (known.insert(property.name).second) judge(run, property, add(property.name));
  for (const ir::Property& property : run.unjudged)
    add(property.name).skipped = "not judged: endless runs are looked at only where nothing else breaks";
  for (const study::Cover& cover : run.covers) {
    Case& out = add("cover " + cover.name);
    if (!cover.reached) out.skipped = "never reached";
  }
  if (result.empty()) return result;
  result.front().seconds = run.result.counts.seconds;
  result.front().output = output;
  return result;
}

std::string junit(const std::vector<Case>& cases) {
  std::vector<std::string> suites;
  for (const Case& each : cases)
    if (std::find(suites.begin(), suites.end(), each.suite) == suites.end()) suites.push_back(each.suite);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites name=\"mc\" {}>\n", attributes(cases));
  for (const std::string& suite : suites) {
    std::vector<Case> own;
    std::copy_if(cases.begin(), cases.end(), std::back_inserter(own),
                 [&](const Case& each) { return each.suite == suite; });
    out += fmt::format("  <testsuite name=\"{}\" {}>\n", escaped(suite), attributes(own));
    for (const Case& each : own) out += testcase(each);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace mc::report
