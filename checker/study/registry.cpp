// SPDX-License-Identifier: Apache-2.0
#include "study/registry.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "base/errors.h"
#include "base/names.h"
#include "study/toml_table.h"

namespace mc::study {
namespace {

namespace fs = std::filesystem;

Expectation read_expectation(const Table& table) {
  Expectation expectation{.property = table.text_or_texts("property"),
                          .set = table.numbers("set"),
                          .verdict = table.verdict("verdict"),
                          .unreached = table.texts("unreached"),
                          .why = table.text("why")};
  if (expectation.verdict == ir::Verdict::violated && expectation.property.size() > 1)
    table.fail("property", "one property a [[variant.expect]] that is VIOLATED: a run ends at the first");
  return expectation;
}

Part read_part(const Table& table) {
  static const std::map<std::string, Part::Kind> kinds{{"fix", Part::Kind::fix},
                                                       {"lock", Part::Kind::lock},
                                                       {"re-check", Part::Kind::recheck},
                                                       {"order", Part::Kind::order}};
  const auto kind = kinds.find(table.required("kind"));
  if (kind == kinds.end()) table.fail("kind", "'kind' must be \"fix\", \"lock\", \"re-check\" or \"order\"");
  Part part{.name = table.required("name"), .kind = kind->second, .edits = {}, .place = table.place()};
  table.tables("edit", {"file", "in", "remove", "by"}, [&](const Table& edit) {
    part.edits.push_back({.file = edit.path("file"),
                          .function = edit.required("in"),
                          .remove = edit.required("remove"),
                          .by = edit.text("by")});
  });
  if (part.edits.empty()) table.fail("at least one [[necessity.edit]] is needed");
  return part;
}

Necessity read_necessity(const Table& table) {
  Necessity necessity{.set = table.numbers("set"), .property = table.texts("property"), .expected = {}};
  table.tables("expect", {"change", "verdict", "why"}, [&](const Table& expect) {
    const bool added = necessity.expected
                           .emplace(expect.required("change"),
                                    Necessity::Expected{expect.verdict("verdict"), expect.text("why")})
                           .second;
    if (!added) expect.fail("change", "this change has an expectation already");
  });
  return necessity;
}

Variant read_variant(const Table& table) {
  Variant variant{.name = table.required("name"),
                  .commit = table.text("commit"),
                  .kernels = table.text("kernels"),
                  .help = table.text("help"),
                  .defines = table.texts("defines"),
                  .expect = {},
                  .necessity = {}};
  table.tables("expect", {"property", "set", "verdict", "unreached", "why"},
               [&](const Table& expect) { variant.expect.push_back(read_expectation(expect)); });
  table.table("necessity", {"set", "property", "expect"},
              [&](const Table& necessity) { variant.necessity = read_necessity(necessity); });
  return variant;
}

Conform read_conform(const Table& table) {
  Conform conform{.sources = table.paths("sources"),
                  .include = table.paths("include"),
                  .rules = {.warnings = table.texts("warnings"),
                            .shown = table.texts("shown"),
                            .ignored = table.texts("ignored"),
                            .kernels = table.numbers("kernels")}};
  const std::vector<std::string>& warnings = conform.rules.warnings;
  if (conform.sources.empty()) table.fail("'sources' must name at least one file");
  if (warnings.size() > 64) table.fail("warnings", "at most 64 checks can be warnings");
  for (const std::string& name : conform.rules.shown)
    if (std::ranges::find(warnings, name) == warnings.end())
      table.fail("shown", base::unknown("warning", name, warnings));
  return conform;
}

Model read_model(const fs::path& file) {
  toml::table root;
  try {
    root = toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    throw UsageError(fmt::format("{}:{}: {}", shown(file), error.source().begin.line, error.description()));
  }
  const Table table(file, root,
                    {"name", "help", "sources", "include", "judge", "conform", "necessity", "variant"});
  Model model{.name = table.required("name"),
              .help = table.text("help"),
              .sources = table.paths("sources"),
              .include = table.paths("include"),
              .judge = table.texts("judge"),
              .conform = {},
              .parts = {},
              .variants = {}};
  if (model.sources.empty()) table.fail(root, "'sources' must name at least one file");
  table.table("conform", {"sources", "include", "warnings", "shown", "ignored", "kernels"},
              [&](const Table& conform) { model.conform = read_conform(conform); });
  table.tables("necessity", {"name", "kind", "edit"},
               [&](const Table& part) { model.parts.push_back(read_part(part)); });
  table.tables("variant", {"name", "commit", "kernels", "help", "defines", "expect", "necessity"},
               [&](const Table& variant) { model.variants.push_back(read_variant(variant)); });
  if (model.variants.empty()) table.fail(root, "at least one [[variant]] is needed");
  return model;
}

bool selects(const std::string& name, const Model& model, const Variant& variant) {
  return name == variant.name || name == model.name || name == model.name + "/" + variant.name;
}

}  // namespace

Registry::Registry(const fs::path& directory) {
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    if (fs::exists(entry.path() / "model.toml", error)) files.push_back(entry.path() / "model.toml");
  }
  if (files.empty()) {
    throw UsageError(fmt::format("no */model.toml in {}; --models names the directory", shown(directory)));
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) models_.push_back(read_model(file));
}

std::vector<Selection> Registry::select(const std::vector<std::string>& names) const {
  std::vector<Selection> selected;
  std::set<std::string> used;
  for (const Model& model : models_) {
    for (const Variant& variant : model.variants) {
      bool wanted = names.empty();
      for (const std::string& name : names) {
        if (!selects(name, model, variant)) continue;
        used.insert(name);
        wanted = true;
      }
      if (wanted) selected.push_back({&model, &variant});
    }
  }
  for (const std::string& name : names) {
    if (!used.contains(name)) refuse(name);
  }
  return selected;
}

void Registry::refuse(const std::string& name) const {
  std::vector<std::string> known;
  const bool qualified = name.find('/') != std::string::npos;
  for (const Model& model : models_) {
    for (const Variant& variant : model.variants) {
      known.push_back(qualified ? model.name + "/" + variant.name : variant.name);
    }
  }
  throw UsageError(base::unknown("variant", name, known));
}

Selection Registry::find(const std::string& name) const {
  const std::vector<Selection> found = select({name});
  if (found.size() == 1) return found.front();
  std::vector<std::string> choices;
  for (const Selection& one : found) choices.push_back(one.model->name + "/" + one.variant->name);
  throw UsageError(fmt::format("'{}' has several variants; name one: {}", name, fmt::join(choices, ", ")));
}

fs::path share_directory() {
  std::error_code error;
  const fs::path installed = fs::read_symlink("/proc/self/exe", error).parent_path() / "../share/mc-linux";
  return fs::exists(installed, error) ? fs::weakly_canonical(installed) : fs::path(MC_SOURCE_DIR);
}

std::string shown(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::weakly_canonical(fs::absolute(path, error), error);
  const fs::path relative = absolute.lexically_relative(fs::current_path(error));
  const bool below = !error && !relative.empty() && *relative.begin() != "..";
  return below ? relative.string() : absolute.string();
}

}  // namespace mc::study
