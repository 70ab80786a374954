// SPDX-License-Identifier: Apache-2.0
// The examples of model/README.md are models, and do what their first line says.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>

#include "cli/process.h"
#include "support/expect_verdict.h"
#include "support/model_input.h"
#include "transform/optimise.h"

namespace mc::test {
namespace {

std::vector<std::string> examples() {
  std::ifstream in(MC_SOURCE_DIR "/model/README.md");
  const std::string text(std::istreambuf_iterator<char>(in), {});
  static const std::regex fence("```c\n([^`]*)```");
  std::vector<std::string> result;
  for (std::sregex_iterator at(text.begin(), text.end(), fence), end; at != end; ++at)
    result.push_back((*at)[1]);
  return result;
}

void check(const ModelCase& model) {
  SCOPED_TRACE(testing::Message() << model);
  const frontend::Loaded loaded = frontend::load(input_of(model));
  if (model.expect == ModelCase::Expect::refused) return expect_refusal(model, loaded);
  ASSERT_TRUE(loaded.system) << loaded.errors.front().rendered;
  const ir::System merged = transform::merged(*loaded.system);
  expect_verdict(model, merged, reachable(merged));
}

TEST(LanguagePage, ItsExamplesDoWhatTheySay) {
  const std::vector<std::string> found = examples();
  ASSERT_FALSE(found.empty());
  const Directory scratch;
  for (const std::string& example : found)
    for (const ModelCase& model : model_cases(scratch.write("example.c", example), "readme")) check(model);
}

}  // namespace
}  // namespace mc::test
