// SPDX-License-Identifier: Apache-2.0
#include "support/model_case.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace mc::test {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> comment_lines(const fs::path& file) {
  std::ifstream in(file);
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (text.starts_with("// SPDX-")) text.erase(0, text.find('\n') + 1);
  const auto end = text.find("*/");
  if (!text.starts_with("/*") || end == std::string::npos)
    throw std::runtime_error(file.string() + ": no comment at its start");
  std::istringstream comment(text.substr(2, end - 2));
  std::vector<std::string> lines;
  for (std::string line; std::getline(comment, line);)
    lines.push_back(std::regex_replace(line, std::regex("^[ *]+|\\s+$"), ""));
  return lines;
}

void read_expectation(const std::string& text, ModelCase& model) {
  std::smatch part;
  if (text == "HOLDS") {
    model.expect = ModelCase::Expect::holds;
  } else if (std::regex_match(text, part, std::regex("VIOLATED (.+)"))) {
    model.expect = ModelCase::Expect::violated;
    model.text = part[1];
  } else if (std::regex_match(text, part, std::regex("refused (\\d+):(\\d+) (.+)"))) {
    model.expect = ModelCase::Expect::refused;
    model.line = static_cast<unsigned>(std::stoul(part[1]));
    model.column = static_cast<unsigned>(std::stoul(part[2]));
    model.text = part[3];
  } else {
    throw std::runtime_error("expect: " + text);
  }
}

void read_flags(const std::string& text, ModelCase& model) {
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (word.starts_with("-D")) {
      model.defines.push_back(word.substr(2));
    } else if (std::string setting; word == "--set" && words >> setting) {
      const auto equals = setting.find('=');
      model.settings[setting.substr(0, equals)] = std::stoll(setting.substr(equals + 1));
    } else {
      throw std::runtime_error("flags: " + text);
    }
  }
}

std::uint64_t read_count(const std::string& text, ModelCase& model) {
  std::smatch part;
  if (!std::regex_match(text, part, std::regex("(\\d+)( \\(spin (.+)\\))?")))
    throw std::runtime_error("no count: " + text);
  if (part[3].matched) model.spin = part[3];
  return std::stoull(part[1]);
}

void read_line(const std::string& key, const std::string& value, const fs::path& folder, ModelCase& model) {
  if (key == "flags") {
    read_flags(value, model);
  } else if (key == "files") {
    model.files.push_back(folder / value);
  } else if (key == "states") {
    model.states = read_count(value, model);
  } else if (key == "length") {
    model.length = read_count(value, model);
  } else if (key == "lost") {
    model.lost = read_count(value, model);
  } else if (key == "uncovered") {
    model.uncovered.insert(value);
  } else if (key == "any") {
    model.any = value;
  } else {
    throw std::runtime_error("unknown key " + key);
  }
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const ModelCase& model) {
  out << model.files.front().string();
  for (const std::string& define : model.defines) out << " -D" << define;
  for (const auto& [name, value] : model.settings) out << " --set " << name << "=" << value;
  return out;
}

std::vector<ModelCase> model_cases(const fs::path& file, const std::string& name) {
  static const std::regex key_and_value("([a-z]+): (.*)");
  std::vector<ModelCase> cases;
  for (const std::string& line : comment_lines(file)) {
    std::smatch part;
    if (!std::regex_match(line, part, key_and_value)) continue;
    if (part[1] == "expect") {
      cases.push_back({.name = cases.empty() ? name : name + "_" + std::to_string(cases.size() + 1)});
      cases.back().files.push_back(file);
      read_expectation(part[2], cases.back());
    } else if (cases.empty()) {
      throw std::runtime_error(file.string() + ": '" + line + "' before any expectation");
    } else {
      read_line(part[1], part[2], file.parent_path(), cases.back());
    }
  }
  if (cases.empty()) throw std::runtime_error(file.string() + ": no expectation");
  return cases;
}

std::vector<ModelCase> all_model_cases(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".c" && entry.path().parent_path().filename() != "parts")
      files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<ModelCase> result;
  for (const fs::path& file : files) {
    std::string name = file.parent_path().filename().string() + "_" + file.stem().string();
    std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    std::ranges::move(model_cases(file, name), std::back_inserter(result));
  }
  return result;
}

}  // namespace mc::test
