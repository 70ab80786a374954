#include "report/junit.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

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
  if (!each.output.empty()) out += fmt::format("      <system-out>{}</system-out>\n", escaped(each.output));
  return out + "    </testcase>\n";
}

std::string attributes(const std::vector<Case>& cases) {
  const auto failures =
      std::count_if(cases.begin(), cases.end(), [](const Case& c) { return !c.failure.empty(); });
  double seconds = 0;
  for (const Case& each : cases) seconds += each.seconds;
  return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" time=\"{:.3f}\"", cases.size(), failures,
                     seconds);
}

}  // namespace

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
