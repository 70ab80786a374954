// SPDX-License-Identifier: Apache-2.0
#include "study/subject.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/errors.h"
#include "base/names.h"
#include "transform/select_properties.h"

namespace mc::study {
namespace {

namespace fs = std::filesystem;

/// mc.h and the kernel's own headers, for every model; a model's own directories come first.
void add_share_directories(frontend::Input& input) {
  for (const char* directory : {"model/include", "model/linux", "properties"}) {
    input.include_directories.push_back(shown(share_directory() / directory));
  }
}

bool always_judged(ir::Property::Kind kind) {
  return kind == ir::Property::Kind::built_in || kind == ir::Property::Kind::deadlock ||
         kind == ir::Property::Kind::cover;
}

std::set<ir::PropertyId> ids_of(const ir::System& system, const std::vector<std::string>& names) {
  std::set<ir::PropertyId> ids;
  std::vector<std::string> known;
  std::set<std::string> found;
  for (std::size_t i = 0; i < system.properties.size(); ++i) {
    const ir::Property& property = system.properties[i];
    const bool named = std::ranges::find(names, property.name) != names.end();
    if (named) found.insert(property.name);
    if (named || always_judged(property.kind)) ids.insert(ir::PropertyId{static_cast<std::uint32_t>(i)});
    if (std::ranges::find(known, property.name) == known.end()) known.push_back(property.name);
  }
  for (const std::string& name : names) {
    if (!found.contains(name)) throw UsageError(base::unknown("property", name, known));
  }
  return ids;
}

}  // namespace

Subject subject_of(const Selection& selection) {
  const auto& [model, variant] = selection;
  Subject subject{.input = {},
                  .model = model->name,
                  .variant = variant->name,
                  .commit = variant->commit,
                  .judge = model->judge};
  subject.input.files = model->sources;
  subject.input.include_directories = model->include;
  subject.input.defines = variant->defines;
  subject.input.name = model->name;
  add_share_directories(subject.input);
  return subject;
}

Subject subject_of(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    if (fs::is_regular_file(file)) continue;
    throw UsageError(fmt::format("{}: {}; name a C file, or a model with --model", file,
                                 fs::exists(file) ? "is no file" : "no such file"));
  }
  Subject subject;
  subject.model = fs::path(files.front()).stem().string();
  subject.input.files = files;
  subject.input.name = subject.model;
  add_share_directories(subject.input);
  return subject;
}

ir::System load(const Subject& subject) {
  frontend::Loaded loaded = frontend::load(subject.input);
  if (loaded.system) return std::move(*loaded.system);
  std::string complaints;
  for (const frontend::Error& error : loaded.errors) complaints += error.rendered;
  throw UsageError(complaints);
}

ir::System load(const Subject& subject, const std::vector<std::string>& properties) {
  ir::System system = load(subject);
  if (!properties.empty()) transform::select_properties(system, ids_of(system, properties));
  return system;
}

}  // namespace mc::study
