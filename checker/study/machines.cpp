// SPDX-License-Identifier: Apache-2.0
#include "study/machines.h"

#include <fmt/format.h>

#include <algorithm>

#include "study/subject.h"
#include "study/verification.h"
#include "transform/optimise.h"

namespace mc::study {
namespace {

Subject subject_of_build(const Model& model, const std::string& build) {
  const auto variant = std::ranges::find(model.variants, build, &Variant::name);
  if (variant == model.variants.end()) throw conform::NotModelled("the build " + build);
  Subject subject = subject_of({&model, &*variant});
  subject.input.files = model.conform->sources;
  if (!model.conform->include.empty()) {
    auto& include = subject.input.include_directories;
    include.insert(include.begin(), model.conform->include.begin(), model.conform->include.end());
  }
  return subject;
}

}  // namespace

Machines::Settings Machines::accepted(const std::string& build, const Settings& settings) {
  const auto [known, fresh] = parameters_.try_emplace(build);
  if (fresh) known->second = frontend::parameters(subject_of_build(*model_, build).input);
  Settings result;
  for (const ir::ModelParameter& parameter : known->second) {
    const auto setting = settings.find(parameter.name);
    if (setting == settings.end()) continue;
    if (setting->second < parameter.least || setting->second > parameter.most)
      throw conform::NotModelled(fmt::format("{}={}; the model has {} to {}", parameter.name, setting->second,
                                             parameter.least, parameter.most));
    result.insert(*setting);
  }
  return result;
}

conform::Machine& Machines::machine(const std::string& build, const Settings& settings) {
  const Settings used = accepted(build, settings);
  std::unique_ptr<conform::Machine>& machine = machines_[{build, used}];
  if (!machine) {
    Subject subject = subject_of_build(*model_, build);
    subject.input.settings = used;
    machine = std::make_unique<conform::Machine>(transform::merged(load(subject)), model_->conform->rules);
  }
  return *machine;
}

}  // namespace mc::study
