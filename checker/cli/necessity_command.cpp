// SPDX-License-Identifier: Apache-2.0
// mc necessity: which lines, locks and re-checks a pass depends on.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/names.h"
#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/necessity.h"
#include "cli/progress.h"
#include "cli/verification.h"
#include "report/number.h"
#include "report/table.h"
#include "report/text.h"

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
struct Question {
  const Model* model = nullptr;
  Subject subject;
  std::vector<std::string> properties;
  std::map<std::string, Necessity::Expected> expected;  ///< empty if the user asks something else
};

Question question_of(const NecessityOptions& options, const Registry& registry) {
  if (options.subject.name.empty())
    throw UsageError("name a model that comes with mc, as in --model patched: its model.toml has the parts");
  const auto [model, variant] = registry.find(options.subject.name);
  const Necessity& asked = variant->necessity;
  Question question{.model = model, .subject = options.subject.subject(), .expected = asked.expected};
  frontend::Input& input = question.subject.input;
  if (!input.settings.empty() || !options.properties.empty()) question.expected.clear();
  if (input.settings.empty()) input.settings = asked.set;
  question.properties = !options.properties.empty() ? options.properties
                        : !asked.property.empty()   ? asked.property
                                                    : question.subject.judge;
  if (std::ranges::find(question.properties, "all") != question.properties.end()) question.properties.clear();
  if (model->parts.empty())
    throw UsageError(fmt::format("{}: its model.toml has no [[necessity]]", model->name));
  return question;
}

/// Refuses what model.toml expects of a change that is not there.
void check_expectations(const Question& question, const std::vector<Mutation>& mutations) {
  std::vector<std::string> known;
  for (const Mutation& mutation : mutations) known.push_back(mutation.change);
  for (const auto& [change, expected] : question.expected)
    if (std::ranges::find(known, change) == known.end())
      throw UsageError(fmt::format("model.toml of {}: [variant.necessity] of {}: {}", question.subject.model,
                                   question.subject.variant, base::unknown("change", change, known)));
}

std::string heading_of(const Mutation& mutation) {
  if (mutation.how == Mutation::How::pair) return "Two lines of the fix";
  if (mutation.how == Mutation::How::exchanged) return "Lines of the fix, exchanged";
  switch (mutation.kind) {
    case Part::Kind::fix: return "Lines of the fix";
    case Part::Kind::lock: return "Locks";
    case Part::Kind::recheck: return "Re-checks";
    case Part::Kind::order: break;
  }
  return "Order";
}

report::Paint paint_of(const Consequence& consequence) {
  switch (report::verdict(consequence.run)) {
    case explore::Verdict::holds: return report::Paint::good;
    case explore::Verdict::violated: return report::Paint::bad;
    case explore::Verdict::incomplete: break;
  }
  return report::Paint::doubtful;
}

/// A row a change, under headings; all in one table, so that the columns agree.
std::string table_text(const std::vector<Consequence>& consequences) {
  const report::Style style = report::style_of(STDOUT_FILENO);
  std::vector<report::Row> rows;
  std::string last;
  for (const Consequence& each : consequences) {
    const std::string heading = heading_of(each.mutation);
    if (heading != last) rows.push_back({{heading, report::Paint::bold}});
    last = heading;
    rows.push_back({{"  " + each.mutation.change},
                    {found_text(each.run), paint_of(each)},
                    {reason(each), each.as_expected() ? report::Paint::plain : report::Paint::bad}});
  }
  return report::table(rows, style, 0);
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

void write_traces(const std::string& directory, const std::vector<Consequence>& consequences) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) throw UsageError(fmt::format("cannot make {}: {}; name another", directory, error.message()));
  for (const Consequence& each : consequences)
    if (each.run.trace)
      base::write_file(fs::path(directory) / slug(each.mutation.change), report::text(each.run, {}));
}

nlohmann::ordered_json json_of(const Consequence& each) {
  nlohmann::ordered_json out{{"change", each.mutation.change},
                             {"kind", heading_of(each.mutation)},
                             {"verdict", report::to_string(report::verdict(each.run))},
                             {"reason", reason(each)}};
  if (each.run.trace) {
    out["property"] = each.run.trace->property;
    out["steps"] = each.run.trace->steps.size();
  }
  out["states"] = each.run.result.counts.states;
  out["seconds"] = each.seconds;
  if (each.expected) out["expected"] = report::to_string(each.expected->verdict);
  return out;
}

std::string json_text(const report::Run& original, const std::vector<Consequence>& consequences) {
  nlohmann::ordered_json out{{"model", original.model}, {"variant", original.variant}};
  for (const ir::ModelParameter& parameter : original.parameters)
    out["parameters"][parameter.name] = parameter.value;
  for (const ir::Property& property : original.properties) out["properties"].push_back(property.name);
  out["states"] = original.result.counts.states;
  for (const Consequence& each : consequences) out["changes"].push_back(json_of(each));
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

/// The changes to look at.
std::vector<Mutation> mutations_of(const Question& question, const std::vector<std::string>& names) {
  if (!names.empty()) return named_mutations(question.model->parts, question.subject, names);
  std::vector<Mutation> all = effective_mutations(question.model->parts, question.subject);
  check_expectations(question, all);
  return all;
}

/// The model as it is: it has to hold.
report::Run original(const Question& question, const explore::Options& search) {
  report::Run run = Verification(question.subject, question.properties).run(search);
  if (report::verdict(run) == explore::Verdict::holds) return run;
  throw UsageError(
      fmt::format("{} does not hold as it is ({}): ask what a pass depends on, at other bounds (--set) or of "
                  "another property (--property)",
                  question.subject.variant, found_text(run)));
}

Exit necessity(const NecessityOptions& options) {
  if (!options.json.empty()) base::check_writable(options.json);
  const Registry registry = options.subject.registry.open();
  const Question question = question_of(options, registry);
  ProgressLine progress(true);
  explore::Options search = options.search.options();
  progress.show("exploring the model as it is");
  const report::Run base = original(question, search);
  const std::vector<Mutation> mutations = mutations_of(question, options.changes);
  progress.clear();
  fmt::print("{}As it is: HOLDS, {}. Explored again without:\n\n",
             report::heading(base, report::style_of(STDOUT_FILENO)),
             report::counted(base.result.counts.states, "state"));
  base::flush_output();
  std::vector<Consequence> found;
  for (const Mutation& mutation : mutations) {
    if (*search.stop) break;
    progress.show(fmt::format("{} of {}: {}", found.size() + 1, mutations.size(), mutation.change));
    found.push_back(explore_without(mutation, question.subject, question.properties, search));
    const auto expected = question.expected.find(mutation.change);
    if (expected != question.expected.end()) found.back().expected = expected->second;
  }
  progress.clear();
  fmt::print("{}", table_text(found));
  if (found.size() < mutations.size())
    fmt::print("\nINCOMPLETE  interrupted: {} of {} changes were looked at\n", found.size(),
               mutations.size());
  base::flush_output();
  if (!options.traces.empty()) write_traces(options.traces, found);
  if (!options.json.empty()) base::write_file(options.json, json_text(base, found));
  const Exit exit = exit_of(found);
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
