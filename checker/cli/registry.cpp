#include "cli/registry.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "cli/exit.h"
#include "cli/names.h"

namespace mc::cli {
namespace {

namespace fs = std::filesystem;

/// One table of a model.toml; every refusal names file and line.
class Table {
 public:
  Table(const fs::path& file, const toml::table& table, const std::vector<std::string>& keys)
      : file_(file), table_(table) {
    for (auto&& [key, value] : table) {
      if (std::ranges::find(keys, key.str()) == keys.end()) fail(value, unknown("key", key.str(), keys));
    }
  }

  [[noreturn]] void fail(const toml::node& at, const std::string& what) const {
    throw UsageError(fmt::format("{}:{}: {}", shown(file_), at.source().begin.line, what));
  }

  [[noreturn]] void fail(std::string_view key, const std::string& what) const {
    fail(*table_.get(key), what);
  }

  [[noreturn]] void fail(const std::string& what) const { fail(table_, what); }

  std::string text(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (!node) return {};
    if (!node->is_string()) fail(*node, fmt::format("'{}' must be a string", key));
    return node->as_string()->get();
  }

  std::string required(std::string_view key) const {
    if (!table_.contains(key)) fail(table_, fmt::format("'{}' is missing here", key));
    return text(key);
  }

  std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> all;
    for_each(key, [&](const toml::node& node) {
      if (!node.is_string()) fail(node, fmt::format("'{}' must be an array of strings", key));
      all.push_back(node.as_string()->get());
    });
    return all;
  }

  /// A string, or an array of strings that is not empty.
  std::vector<std::string> text_or_texts(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (!node || !node->is_array()) return {required(key)};
    std::vector<std::string> all = texts(key);
    if (all.empty()) fail(*node, fmt::format("'{}' must name at least one", key));
    return all;
  }

  std::vector<std::string> paths(std::string_view key) const {
    std::vector<std::string> all = texts(key);
    for (std::string& path : all) path = shown(file_.parent_path() / path);
    return all;
  }

  std::map<std::string, long long> numbers(std::string_view key) const {
    std::map<std::string, long long> all;
    const toml::node* node = table_.get(key);
    if (!node) return all;
    if (!node->is_table()) fail(*node, fmt::format("'{}' must be a table: {{ name = number }}", key));
    for (auto&& [name, value] : *node->as_table()) {
      if (!value.is_integer()) fail(value, fmt::format("'{}' must be a whole number", name.str()));
      all.emplace(name.str(), value.as_integer()->get());
    }
    return all;
  }

  explore::Verdict verdict(std::string_view key) const {
    const std::string name = required(key);
    if (name != "HOLDS" && name != "VIOLATED") {
      fail(*table_.get(key), fmt::format("'{}' must be \"HOLDS\" or \"VIOLATED\"", key));
    }
    return name == "HOLDS" ? explore::Verdict::holds : explore::Verdict::violated;
  }

  /// [[key]], each with `keys`.
  template <typename Read>
  void tables(std::string_view key, const std::vector<std::string>& keys, Read read) const {
    for_each(key, [&](const toml::node& node) {
      if (!node.is_table()) fail(node, fmt::format("'{}' must be an array of tables", key));
      read(Table(file_, *node.as_table(), keys));
    });
  }

  /// [key], with `keys`, if it is there.
  template <typename Read>
  void table(std::string_view key, const std::vector<std::string>& keys, Read read) const {
    const toml::node* node = table_.get(key);
    if (!node) return;
    if (!node->is_table()) fail(*node, fmt::format("'{}' must be a table", key));
    read(Table(file_, *node->as_table(), keys));
  }

 private:
  template <typename Visit>
  void for_each(std::string_view key, Visit visit) const {
    const toml::node* node = table_.get(key);
    if (!node) return;
    if (!node->is_array()) fail(*node, fmt::format("'{}' must be an array", key));
    for (const toml::node& item : *node->as_array()) visit(item);
  }

  const fs::path& file_;
  const toml::table& table_;
};

Expectation read_expectation(const Table& table) {
  Expectation expectation{.property = table.text_or_texts("property"),
                          .set = table.numbers("set"),
                          .verdict = table.verdict("verdict"),
                          .unreached = table.texts("unreached"),
                          .why = table.text("why")};
  if (expectation.verdict == explore::Verdict::violated && expectation.property.size() > 1)
    table.fail("property", "one property a [[variant.expect]] that is VIOLATED: a run ends at the first");
  return expectation;
}

Variant read_variant(const Table& table) {
  Variant variant{.name = table.required("name"),
                  .commit = table.text("commit"),
                  .kernels = table.text("kernels"),
                  .help = table.text("help"),
                  .defines = table.texts("defines"),
                  .expect = {}};
  table.tables("expect", {"property", "set", "verdict", "unreached", "why"},
               [&](const Table& expect) { variant.expect.push_back(read_expectation(expect)); });
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
      table.fail("shown", unknown("warning", name, warnings));
  return conform;
}

Model read_model(const fs::path& file) {
  toml::table root;
  try {
    root = toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    throw UsageError(fmt::format("{}:{}: {}", shown(file), error.source().begin.line, error.description()));
  }
  const Table table(file, root, {"name", "help", "sources", "include", "judge", "conform", "variant"});
  Model model{.name = table.required("name"),
              .help = table.text("help"),
              .sources = table.paths("sources"),
              .include = table.paths("include"),
              .judge = table.texts("judge"),
              .conform = {},
              .variants = {}};
  if (model.sources.empty()) table.fail(root, "'sources' must name at least one file");
  table.table("conform", {"sources", "include", "warnings", "shown", "ignored", "kernels"},
              [&](const Table& conform) { model.conform = read_conform(conform); });
  table.tables("variant", {"name", "commit", "kernels", "help", "defines", "expect"},
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
  throw UsageError(unknown("variant", name, known));
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
  const fs::path installed = fs::read_symlink("/proc/self/exe", error).parent_path() / "../share/mc";
  return fs::exists(installed, error) ? fs::weakly_canonical(installed) : fs::path(MC_SOURCE_DIR);
}

std::string shown(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::weakly_canonical(fs::absolute(path, error), error);
  const fs::path relative = absolute.lexically_relative(fs::current_path(error));
  const bool below = !error && !relative.empty() && *relative.begin() != "..";
  return below ? relative.string() : absolute.string();
}

}  // namespace mc::cli
