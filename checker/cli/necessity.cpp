// SPDX-License-Identifier: Apache-2.0
// mc necessity: which lines, locks and re-checks a pass depends on.
#include "study/necessity.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>

#include "base/names.h"
#include "base/number.h"
#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "report/necessity_text.h"
#include "report/text.h"
#include "study/verification.h"

namespace mc::cli {
namespace {

namespace fs = std::filesystem;

struct NecessityOptions {
  SubjectOptions subject;
  SearchOptions search{.limits = {.seconds = 60}};
  std::vector<std::string> properties, changes;
  std::string json, traces;
};

/// What is asked: the variant's own question unless the user asks another one.
struct Asked {
  const study::Model* model = nullptr;
  study::Subject subject;
  std::vector<std::string> properties;
  std::map<std::string, study::Necessity::Expected> expected;  ///< empty if the user asks something else
};

Asked asked_of(const NecessityOptions& options, const study::Registry& registry) {
  if (options.subject.name.empty())
    throw UsageError("name a model that comes with mc, as in --model patched: its model.toml has the parts");
  const auto [model, variant] = registry.find(options.subject.name);
  const study::Necessity& own = variant->necessity;
  Asked question{.model = model, .subject = subject_of(options.subject.question()), .expected = own.expected};
  frontend::Input& input = question.subject.input;
  if (!input.settings.empty() || !options.properties.empty()) question.expected.clear();
  if (input.settings.empty()) input.settings = own.set;
  question.properties = !options.properties.empty() ? options.properties
                        : !own.property.empty()     ? own.property
                                                    : question.subject.judge;
  if (std::ranges::find(question.properties, "all") != question.properties.end()) question.properties.clear();
  if (model->parts.empty())
    throw UsageError(fmt::format("{}: its model.toml has no [[necessity]]", model->name));
  return question;
}

/// Refuses what model.toml expects of a change that is not there.
void check_expectations(const Asked& question, const std::vector<study::Mutation>& mutations) {
  std::vector<std::string> known;
  for (const study::Mutation& mutation : mutations) known.push_back(mutation.change);
  for (const auto& [change, expected] : question.expected)
    if (std::ranges::find(known, change) == known.end())
      throw UsageError(fmt::format("model.toml of {}: [variant.necessity] of {}: {}", question.subject.model,
                                   question.subject.variant, base::unknown("change", change, known)));
}

std::string slug(const std::string& change) {
  std::string name;
  for (const char c : change)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_')
      name += c;
    else if (!name.ends_with('-'))
      name += '-';
  return name + ".txt";
}

void write_traces(const std::string& directory, const std::vector<study::Consequence>& consequences) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) throw UsageError(fmt::format("cannot make {}: {}; name another", directory, error.message()));
  for (const study::Consequence& each : consequences)
    if (each.run.trace)
      base::write_file(fs::path(directory) / slug(each.mutation.change), report::text(each.run, {}));
}

/// The changes to look at.
std::vector<study::Mutation> mutations_of(const Asked& question, const std::vector<std::string>& names) {
  if (!names.empty()) return named_mutations(question.model->parts, question.subject, names);
  std::vector<study::Mutation> all = effective_mutations(question.model->parts, question.subject);
  check_expectations(question, all);
  return all;
}

/// The model as it is: it has to hold.
study::Answer original(const Asked& question, const explore::Options& search) {
  study::Answer run = study::Verification(question.subject, question.properties).run(search);
  if (study::verdict(run) == ir::Verdict::holds) return run;
  throw UsageError(
      fmt::format("{} does not hold as it is ({}): ask what a pass depends on, at other bounds (--set) or of "
                  "another property (--property)",
                  question.subject.variant, report::found_text(run)));
}

Exit necessity(const NecessityOptions& options) {
  if (!options.json.empty()) base::check_writable(options.json);
  const study::Registry registry = options.subject.registry.open();
  const Asked question = asked_of(options, registry);
  ProgressLine progress(true);
  explore::Options search = options.search.options();
  progress.show("exploring the model as it is");
  const study::Answer base = original(question, search);
  const std::vector<study::Mutation> mutations = mutations_of(question, options.changes);
  progress.clear();
  fmt::print("{}As it is: HOLDS, {}. Explored again without:\n\n",
             report::heading(base, report::style_of(STDOUT_FILENO)),
             base::counted(base.result.counts.states, "state"));
  base::flush_output();
  std::vector<study::Consequence> found;
  for (const study::Mutation& mutation : mutations) {
    if (*search.stop) break;
    progress.show(fmt::format("{} of {}: {}", found.size() + 1, mutations.size(), mutation.change));
    found.push_back(study::explore_without(mutation, question.subject, question.properties, search));
    const auto expected = question.expected.find(mutation.change);
    if (expected != question.expected.end()) found.back().expected = expected->second;
  }
  progress.clear();
  fmt::print("{}", report::table_text(found, report::style_of(STDOUT_FILENO)));
  if (found.size() < mutations.size())
    fmt::print("\nINCOMPLETE  interrupted: {} of {} changes were looked at\n", found.size(),
               mutations.size());
  base::flush_output();
  if (!options.traces.empty()) write_traces(options.traces, found);
  if (!options.json.empty()) base::write_file(options.json, report::json_text(base, found));
  const Exit exit = exit_of(study::verdict(found));
  return exit == Exit::holds && found.size() < mutations.size() ? Exit::incomplete : exit;
}

}  // namespace

void add_necessity(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<NecessityOptions>();
  CLI::App& command =
      *app.add_subcommand("necessity", "Take lines, locks and re-checks away one by one: which are needed?");
  options->subject.add_to(command);
  command
      .add_option("--property", options->properties,
                  "Judge this property; may be repeated. Without it: what the variant's\n"
                  "[variant.necessity] names, or what the model is about")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command
      .add_option("--change", options->changes,
                  "Look at this change alone, by its name in the table; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  options->search.add_to(command);
  command.add_option("--traces", options->traces, "Write every shortest run to a file in DIR")
      ->type_name("DIR");
  command.add_option("--json", options->json, "Write the table as JSON, too")->type_name("FILE");
  command.footer(
      "The parts are the [[necessity]] tables of model.toml; a part that is not compiled into the variant "
      "is\n"
      "left out. Each limit is for one run; --limit-time is 60s unless given. What is needed is so within\n"
      "these bounds; what is not may be at larger ones. With --set or --property, model.toml's expectations "
      "are\n"
      "not compared.\n"
      "Exit code: 0 done, and as model.toml expects, 1 a difference, 2 a run is INCOMPLETE, 64 usage,\n"
      "70 internal error.");
  command.callback([options, &exit] { exit = necessity(*options); });
}

}  // namespace mc::cli
