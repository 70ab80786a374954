// SPDX-License-Identifier: Apache-2.0
// The frontend on broken input: models with lines lost, doubled, swapped and tokens exchanged. Whatever comes
// of it, load() answers with a well-formed system or with errors, and does not fall over.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <random>
#include <sstream>

#include "frontend/frontend.h"
#include "ir/validate.h"
#include "support/model_case.h"

namespace mc::test {
namespace {

namespace fs = std::filesystem;
using Random = std::mt19937;

std::size_t below(Random& random, std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

/// Pieces of text that are runs of letters and digits, or single other characters.
std::vector<std::string> tokens(const std::string& text) {
  std::vector<std::string> result;
  bool word = false;
  for (const char c : text) {
    const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    if (letter && word)
      result.back() += c;
    else
      result.emplace_back(1, c);
    word = letter;
  }
  return result;
}

std::string mutated(const std::string& text, Random& random) {
  std::vector<std::string> parts = tokens(text);
  for (std::size_t changes = 1 + below(random, 3); changes > 0; --changes) {
    const std::size_t at = below(random, parts.size()), other = below(random, parts.size());
    switch (below(random, 4)) {
      case 0: parts[at].clear(); break;
      case 1: parts[at] += " " + parts[at]; break;
      case 2: std::swap(parts[at], parts[other]); break;
      default: parts[at] = parts[other]; break;
    }
  }
  std::string result;
  for (const std::string& part : parts) result += part;
  return result;
}

std::string content(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

class Mutation : public testing::TestWithParam<unsigned> {};

TEST_P(Mutation, GivesASystemOrErrors) {
  const std::vector<ModelCase> models = all_model_cases(MC_SOURCE_DIR "/tests/models");
  const fs::path folder = fs::temp_directory_path() / ("mc-mutation-" + std::to_string(getpid()));
  fs::create_directory(folder);
  Random random(GetParam());
  for (int round = 0; round < 25; ++round) {
    const fs::path original = models[below(random, models.size())].files.front();
    const std::string text = mutated(content(original), random);
    const fs::path file = folder / "model.c";
    std::ofstream(file) << text;
    const frontend::Loaded loaded = frontend::load(
        {.files = {file}, .include_directories = {original.parent_path(), MC_SOURCE_DIR "/model/include"}});
    ASSERT_NE(loaded.system.has_value(), !loaded.errors.empty()) << original << "\n" << text;
    if (loaded.system) {
      EXPECT_TRUE(ir::validate(*loaded.system).empty()) << original << "\n" << text;
    }
    for (const frontend::Error& error : loaded.errors) {
      EXPECT_FALSE(error.message.empty());
      EXPECT_TRUE(error.rendered.ends_with('\n'));
    }
  }
  fs::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Mutation, testing::Range(0u, 8u));

}  // namespace
}  // namespace mc::test
