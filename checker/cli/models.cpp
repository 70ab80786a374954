// SPDX-License-Identifier: Apache-2.0
// mc models: what --model can name.
#include <fmt/format.h>

#include <memory>

#include "cli/commands.h"
#include "cli/options.h"

namespace mc::cli {
namespace {

void print_variants(const study::Model& model) {
  std::size_t width = 0;
  for (const study::Variant& variant : model.variants) width = std::max(width, variant.name.size());
  for (const study::Variant& variant : model.variants) {
    const std::string commit = variant.commit.empty() ? "" : fmt::format("commit {}; ", variant.commit);
    const std::string kernels = variant.kernels.empty() ? "" : fmt::format("Linux {}; ", variant.kernels);
    fmt::print("  {:<{}}  {}{}{}\n", variant.name, width, commit, kernels, variant.help);
  }
}

void print_parameters(const study::Model& model) {
  const auto parameters =
      frontend::parameters(study::subject_of(study::Selection{&model, &model.variants.front()}).input);
  for (const ir::ModelParameter& parameter : parameters) {
    fmt::print("  --set {}={}  {} to {}: {}\n", parameter.name, parameter.initial, parameter.least,
               parameter.most, parameter.help);
  }
}

}  // namespace

void add_models(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<RegistryOptions>();
  CLI::App& command = *app.add_subcommand("models", "List the models, their variants and their parameters");
  options->add_to(command);
  command.callback([options, &exit] {
    const study::Registry registry = options->open();
    for (const study::Model& model : registry.models()) {
      fmt::print("{}  {}\n", model.name, model.help);
      print_variants(model);
      print_parameters(model);
    }
    exit = Exit::holds;
  });
}

}  // namespace mc::cli
