// SPDX-License-Identifier: Apache-2.0
#include "cli/prove_subject.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/exit.h"

namespace mc::cli {
namespace {

constexpr std::string_view prefix = "arguments ";
constexpr const char* views_option = "--views";

}  // namespace

void ProofSubject::add_to(CLI::App& command) {
  subject.add_to(command);
  properties.add_to(command, "Judge only this property");
  reductions.add_to(command);
  command
      .add_option("--any", any,
                  "For any number of these, not only one: the parameter of the model that counts them.\n"
                  "By view abstraction; --method is not looked at")
      ->type_name("PARAMETER");
}

std::string ProofSubject::line() const {
  std::vector<std::string> arguments = subject.files;
  const auto add = [&](const char* option, const std::vector<std::string>& values) {
    for (const std::string& value : values) arguments.insert(arguments.end(), {option, value});
  };
  if (!subject.name.empty()) add("--model", {subject.name});
  add("--set", subject.settings);
  if (subject.processes) add("--processes", {std::to_string(*subject.processes)});
  if (subject.folios) add("--folios", {std::to_string(*subject.folios)});
  add("-D", subject.defines);
  add("-I", subject.include_directories);
  add("--property", properties.names);
  const transform::Reductions& kept = reductions.reductions;
  if (!kept.partial_order) arguments.push_back("--no-por");
  if (!kept.slicing) arguments.push_back("--no-slicing");
  if (!kept.dead_variables) arguments.push_back("--no-dead-variables");
  if (!any.empty()) arguments.insert(arguments.end(), {"--any", any, views_option, std::to_string(views)});
  return std::string(prefix) + nlohmann::json(arguments).dump();
}

std::optional<ProofSubject> ProofSubject::parse(std::string_view text) {
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line) && line.starts_with(";");) {
    const std::size_t at = line.find_first_not_of("; ");
    if (at == std::string::npos || line.compare(at, prefix.size(), prefix) != 0) continue;
    ProofSubject result;
    CLI::App app;
    result.add_to(app);
    app.add_option(views_option, result.views);
    try {
      auto arguments = nlohmann::json::parse(line.substr(at + prefix.size())).get<std::vector<std::string>>();
      std::ranges::reverse(arguments);
      app.parse(arguments);
    } catch (const std::exception& error) {
      throw UsageError(fmt::format("the certificate's arguments cannot be read: {}", error.what()));
    }
    return result;
  }
  return std::nullopt;
}

}  // namespace mc::cli
