// SPDX-License-Identifier: Apache-2.0
#include "report/trailer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace mc::report {

namespace {

std::string bounds(const study::Answer& run) {
  std::vector<std::string> all;
  for (const ir::ModelParameter& parameter : run.parameters)
    if (parameter.value != parameter.initial)
      all.push_back(fmt::format("{}:{}", parameter.name, parameter.value));
  return all.empty() ? "default" : fmt::format("{}", fmt::join(all, ","));
}

std::string properties(const study::Answer& run) {
  std::vector<std::string> names;
  bool built_in = false;
  for (const ir::Property& property : run.properties) {
    built_in |= property.kind == ir::Property::Kind::built_in;
    if (property.kind != ir::Property::Kind::built_in) names.push_back(property.name);
  }
  if (built_in) names.push_back("built-in");
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return fmt::format("{}", fmt::join(names, ","));
}

std::string verdict_text(const study::Answer& run) {
  const std::string word = to_string(verdict(run));
  return run.trace ? fmt::format("{}:{}", word, run.trace->property) : word;
}

}  // namespace

std::string trailer(const study::Answer& run, const std::string& digest, const std::string& version) {
  const std::string subject = run.variant.empty() ? run.model : fmt::format("{}/{}", run.model, run.variant);
  const std::string covers =
      run.covers.empty()
          ? ""
          : fmt::format(" covers={}/{}", run.covers.size() - unreached(run).size(), run.covers.size());
  return fmt::format("Model-checked: {} model={} bounds={} properties={}{} states={}{} verdict={} mc={}",
                     subject, digest, bounds(run), properties(run), covers, run.result.counts.states,
                     run.all_orders ? "" : " orders=some", verdict_text(run), version);
}

}  // namespace mc::report
