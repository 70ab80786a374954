// SPDX-License-Identifier: Apache-2.0
#include "study/question.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/errors.h"

namespace mc::study {
namespace {

constexpr std::string_view prefix = "arguments ";

/// Reads the arguments that line() writes.
class Reader {
 public:
  explicit Reader(std::vector<std::string> arguments) : arguments_(std::move(arguments)) {}

  Question question() {
    while (next_ < arguments_.size()) read(arguments_[next_++]);
    return std::move(question_);
  }

 private:
  void read(const std::string& argument) {
    transform::Reductions& reductions = question_.reductions;
    if (!argument.starts_with('-')) return question_.files.push_back(argument);
    if (argument == "--no-por") return void(reductions.partial_order = false);
    if (argument == "--no-slicing") return void(reductions.slicing = false);
    if (argument == "--no-dead-variables") return void(reductions.dead_variables = false);
    read(argument, value_of(argument));
  }

  void read(const std::string& option, const std::string& value) {
    if (option == "--model")
      question_.name = value;
    else if (option == "--set")
      set(value);
    else if (option == "--processes" || option == "--folios")
      question_.bounds[option.substr(2)] = number(value);
    else if (option == "-D")
      question_.defines.push_back(value);
    else if (option == "-I")
      question_.include_directories.push_back(value);
    else if (option == "--property")
      question_.properties.push_back(value);
    else if (option == "--any")
      question_.any = value;
    else if (option == "--views")
      question_.views = static_cast<unsigned>(number(value));
    else
      throw std::runtime_error("unknown argument " + option);
  }

  const std::string& value_of(const std::string& option) {
    if (next_ == arguments_.size()) throw std::runtime_error(option + " without a value");
    return arguments_[next_++];
  }

  void set(const std::string& setting) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) throw std::runtime_error("--set without a value: " + setting);
    question_.bounds[setting.substr(0, equals)] = number(setting.substr(equals + 1));
  }

  static long long number(const std::string& text) {
    long long value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || rest != text.data() + text.size())
      throw std::runtime_error(fmt::format("'{}' is no number", text));
    return value;
  }

  std::vector<std::string> arguments_;
  std::size_t next_ = 0;
  Question question_;
};

}  // namespace

std::string Question::line() const {
  std::vector<std::string> arguments = files;
  const auto add = [&](const char* option, const std::vector<std::string>& values) {
    for (const std::string& value : values) arguments.insert(arguments.end(), {option, value});
  };
  if (!name.empty()) add("--model", {name});
  for (const auto& [parameter, value] : bounds) add("--set", {fmt::format("{}={}", parameter, value)});
  add("-D", defines);
  add("-I", include_directories);
  add("--property", properties);
  if (!reductions.partial_order) arguments.push_back("--no-por");
  if (!reductions.slicing) arguments.push_back("--no-slicing");
  if (!reductions.dead_variables) arguments.push_back("--no-dead-variables");
  if (!any.empty()) arguments.insert(arguments.end(), {"--any", any, "--views", std::to_string(views)});
  return std::string(prefix) + nlohmann::json(arguments).dump();
}

std::optional<Question> Question::parse(std::string_view text) {
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line) && line.starts_with(";");) {
    const std::size_t at = line.find_first_not_of("; ");
    if (at == std::string::npos || line.compare(at, prefix.size(), prefix) != 0) continue;
    try {
      const auto arguments = nlohmann::json::parse(line.substr(at + prefix.size()));
      return Reader(arguments.get<std::vector<std::string>>()).question();
    } catch (const std::exception& error) {
      throw UsageError(fmt::format("the certificate's arguments cannot be read: {}", error.what()));
    }
  }
  return std::nullopt;
}

Subject subject_of(const Question& question) {
  if (question.files.empty() == question.name.empty())
    throw UsageError("name one thing to check: --model NAME (`mc models` lists them), or FILE.c");
  const std::filesystem::path models =
      question.models.empty() ? share_directory() / "model" : std::filesystem::path(question.models);
  Subject subject =
      question.name.empty() ? subject_of(question.files) : subject_of(Registry(models).find(question.name));
  frontend::Input& input = subject.input;
  const std::vector<std::string>& directories = question.include_directories;
  input.defines.insert(input.defines.end(), question.defines.begin(), question.defines.end());
  input.include_directories.insert(input.include_directories.begin(), directories.begin(), directories.end());
  for (const auto& [parameter, value] : question.bounds) input.settings.insert_or_assign(parameter, value);
  return subject;
}

std::vector<std::string> judged(const Question& question, const Subject& subject) {
  const std::vector<std::string>& names = question.properties;
  if (std::ranges::find(names, "all") != names.end()) return {};
  return names.empty() ? subject.judge : names;
}

}  // namespace mc::study
