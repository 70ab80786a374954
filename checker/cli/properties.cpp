// SPDX-License-Identifier: Apache-2.0
// mc properties: what --property can name.
#include <fmt/format.h>

#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/options.h"
#include "ir/print.h"
#include "study/answer.h"
#include "study/verification.h"

namespace mc::cli {
namespace {

/// One line a name: several places of a model may check the same property.
void print_properties(const std::vector<ir::Property>& properties) {
  std::map<std::string, const ir::Property*> by_name;
  std::size_t width = 0;
  for (const ir::Property& property : properties) {
    by_name.emplace(property.name, &property);
    width = std::max(width, property.name.size());
  }
  for (const auto& [name, property] : by_name) {
    fmt::print("  {:<{}}  {:<9}  {}\n", name, std::min<std::size_t>(width, 40), ir::to_string(property->kind),
               property->help.empty() ? property->text : property->help);
  }
}

std::vector<ir::Property> properties_of(const study::Model& model) {
  std::vector<ir::Property> all;
  for (const study::Variant& variant : model.variants) {
    const ir::System system = load(study::subject_of(study::Selection{&model, &variant}));
    all.insert(all.end(), system.properties.begin(), system.properties.end());
  }
  return all;
}

}  // namespace

void add_properties(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<SubjectOptions>();
  CLI::App& command = *app.add_subcommand("properties", "List the properties of all models, or of one");
  options->add_to(command);
  command.callback([options, &exit] {
    exit = Exit::holds;
    if (!options->name.empty() || !options->files.empty()) {
      print_properties(load(subject_of(options->question())).properties);
      return;
    }
    const study::Registry registry = options->registry.open();
    for (const study::Model& model : registry.models()) {
      fmt::print("{}\n", model.name);
      print_properties(properties_of(model));
    }
  });
}

}  // namespace mc::cli
