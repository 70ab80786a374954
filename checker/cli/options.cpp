// SPDX-License-Identifier: Apache-2.0
#include "cli/options.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>

#include "cli/exit.h"
#include "cli/interrupt.h"

namespace mc::cli {
namespace {

namespace fs = std::filesystem;

std::pair<std::string, long long> parse_setting(const std::string& text) {
  const std::size_t equals = text.find('=');
  long long value = 0;
  if (equals != std::string::npos && equals > 0) {
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data() + equals + 1, end, value);
    if (error == std::errc() && rest == end && equals + 1 < text.size()) {
      return {text.substr(0, equals), value};
    }
  }
  throw UsageError(fmt::format("--set {}: write NAME=NUMBER, as in --set processes=2", text));
}

/// The first number in `file`, if there is one.
std::optional<std::uint64_t> number_in(const fs::path& file) {
  std::uint64_t number = 0;
  return std::ifstream(file) >> number ? std::optional(number) : std::nullopt;
}

}  // namespace

void RegistryOptions::add_to(CLI::App& app) {
  directory = (study::share_directory() / "model").string();
  app.add_option("--models", directory, "Where models are looked up: DIR/*/model.toml")->type_name("DIR");
}

void SubjectOptions::add_to(CLI::App& app) {
  app.add_option("FILE", files, "A model of your own: C files, read as one translation unit")->type_name(" ");
  app.add_option("--model", name, "A model that comes with mc: VARIANT or MODEL/VARIANT; see `mc models`")
      ->type_name("NAME");
  add_bounds_to(app);
}

void SubjectOptions::add_bounds_to(CLI::App& app) {
  registry.add_to(app);
  app.add_option("--set", settings, "Set a parameter of the model; may be repeated")
      ->type_name("PARAMETER=NUMBER")
      ->allow_extra_args(false);
  app.add_option("--processes", processes, "Short for --set processes=N")->type_name("N");
  app.add_option("--folios", folios, "Short for --set folios=N")->type_name("N");
  app.add_option("-D", defines, "Define a macro for the preprocessor")
      ->type_name("NAME[=VALUE]")
      ->allow_extra_args(false);
  app.add_option("-I", include_directories, "Look for headers in DIR, too")
      ->type_name("DIR")
      ->allow_extra_args(false);
}

study::Question SubjectOptions::question() const {
  study::Question question{.files = files,
                           .name = name,
                           .models = registry.directory,
                           .defines = defines,
                           .include_directories = include_directories};
  for (const std::string& setting : settings) {
    const auto [parameter, value] = parse_setting(setting);
    question.bounds.insert_or_assign(parameter, value);
  }
  if (processes) question.bounds.insert_or_assign("processes", *processes);
  if (folios) question.bounds.insert_or_assign("folios", *folios);
  return question;
}

void PropertyOptions::add_to(CLI::App& app, const std::string& what) {
  app.add_option("--property", names,
                 what +
                     "; may be repeated; `all` for every one. Without it: what\n"
                     "the model is about (`judge` in its model.toml), or all")
      ->type_name("NAME")
      ->allow_extra_args(false);
}

void ReductionOptions::add_to(CLI::App& app) {
  const auto add = [&app](const char* name, bool& reduction, const char* help) {
    app.add_flag_callback(name, [&reduction] { reduction = false; }, help);
  };
  add("--no-por", reductions.partial_order,
      "Make choices where they stand, not with the step that uses them");
  add("--no-slicing", reductions.slicing, "Keep variables that no judged property depends on");
  add("--no-dead-variables", reductions.dead_variables, "Keep local variables that nobody reads again");
  add("--no-symmetry", reductions.symmetry,
      "Tell states apart that differ in the names of MC_SYMMETRIC indices only");
}

study::Question question_of(const SubjectOptions& subject, const PropertyOptions& properties,
                            const ReductionOptions& reductions) {
  study::Question question = subject.question();
  question.properties = properties.names;
  question.reductions = reductions.reductions;
  return question;
}

void add_time_limit(CLI::App& app, double& seconds) {
  const std::map<std::string, double> units{{"s", 1}, {"m", 60}, {"min", 60}, {"h", 3600}, {"d", 86400}};
  app.add_option("--limit-time", seconds, "Stop after this time: 30s, 5m, 2h")
      ->transform(CLI::AsNumberWithUnit(units).description(""))
      ->check(CLI::Range(0.0, 1e18).description(""))
      ->type_name("TIME");
}

void add_threads(CLI::App& app, unsigned& threads) {
  app.add_option("--threads", threads, "Threads of the search; 0: all cores")
      ->check(CLI::Range(0, 1024).description(""))
      ->type_name("N");
}

void add_memory_limit(CLI::App& app, std::uint64_t& bytes) {
  app.add_option("--limit-memory", bytes, "Stop at this size: 500M, 2G; else at most of what is free")
      ->transform(CLI::AsSizeValue(false).description(""))
      ->check(CLI::Range(0.0, 1e18).description(""))
      ->type_name("SIZE");
}

void SearchOptions::add_to(CLI::App& app) {
  const std::map<std::string, std::uint64_t> thousands{
      {"k", 1'000}, {"m", 1'000'000}, {"g", 1'000'000'000}, {"t", 1'000'000'000'000}};
  // A number with a unit becomes one without before it is checked.
  const CLI::Validator positive = CLI::Range(0.0, 1e18).description("");
  app.add_option("--limit-states", limits.states, "Stop after so many states: 500k, 10M, 2G")
      ->transform(CLI::AsNumberWithUnit(thousands).description(""))
      ->check(positive)
      ->type_name("N");
  add_time_limit(app, limits.seconds);
  add_memory_limit(app, limits.memory_bytes);
  add_threads(app, threads);
}

explore::Options SearchOptions::options() const {
  explore::Options options;
  options.threads = threads;
  options.limits = limits;
  if (limits.memory_bytes == 0) options.limits.memory_bytes = available_memory() / 10 * 9;
  options.stop = watch_interrupts();
  return options;
}

std::uint64_t available_memory() {
  std::uint64_t available = 0;
  std::ifstream meminfo("/proc/meminfo");
  for (std::string key; meminfo >> key;) {
    if (key == "MemAvailable:" && meminfo >> available) available *= 1024;
  }
  const auto most = number_in("/sys/fs/cgroup/memory.max");
  const auto used = number_in("/sys/fs/cgroup/memory.current");
  if (most && used && *most > *used && (available == 0 || *most - *used < available)) return *most - *used;
  return available;
}

}  // namespace mc::cli
