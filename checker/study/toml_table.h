// SPDX-License-Identifier: Apache-2.0
// Reading model.toml: every key is known, and of the right type, or there is a complaint with file and line.
#pragma once

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/errors.h"
#include "base/names.h"
#include "study/registry.h"

namespace mc::study {

/// One table of a model.toml; every refusal names file and line.
class Table {
 public:
  Table(const std::filesystem::path& file, const toml::table& table, const std::vector<std::string>& keys)
      : file_(file), table_(table) {
    for (auto&& [key, value] : table) {
      if (std::ranges::find(keys, key.str()) == keys.end())
        fail(value, base::unknown("key", key.str(), keys));
    }
  }

  [[noreturn]] void fail(const toml::node& at, const std::string& what) const {
    throw UsageError(fmt::format("{}:{}: {}", shown(file_), at.source().begin.line, what));
  }

  [[noreturn]] void fail(std::string_view key, const std::string& what) const {
    fail(*table_.get(key), what);
  }

  [[noreturn]] void fail(const std::string& what) const { fail(table_, what); }

  /// "model.toml:17", where the table begins.
  std::string place() const { return fmt::format("{}:{}", shown(file_), table_.source().begin.line); }

  std::string path(std::string_view key) const { return shown(file_.parent_path() / required(key)); }

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

  ir::Verdict verdict(std::string_view key) const {
    const std::string name = required(key);
    if (name != "HOLDS" && name != "VIOLATED") {
      fail(*table_.get(key), fmt::format("'{}' must be \"HOLDS\" or \"VIOLATED\"", key));
    }
    return name == "HOLDS" ? ir::Verdict::holds : ir::Verdict::violated;
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

  const std::filesystem::path& file_;
  const toml::table& table_;
};

}  // namespace mc::study
