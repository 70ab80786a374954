// SPDX-License-Identifier: Apache-2.0
// Parameterised protocols: what the first comment of a model says of any number.
#include <algorithm>
#include <iterator>

#include "codegen/compiled_system.h"
#include "family.h"
#include "support/model_case.h"
#include "support/model_input.h"

namespace mc::parameterized {
namespace {

using test::ModelCase;

constexpr unsigned most_k = 2;

std::vector<ModelCase> cases() {
  std::vector<ModelCase> result;
  std::ranges::copy_if(test::all_model_cases(MC_SOURCE_DIR "/tests/models"), std::back_inserter(result),
                       [](const ModelCase& model) { return !model.any.empty(); });
  return result;
}

class AnyNumber : public testing::TestWithParam<ModelCase> {
 protected:
  Model model{test::input_of(GetParam()), GetParam().any};

  Closure::End end(unsigned k) const {
    const ir::Family family = model.family();
    const ir::System system = model.member(size_needed(family, k));
    const codegen::CompiledSystem compiled(system);
    return attempt(system, *compiled.generator(), family, k, {}).end;
  }
};

TEST_P(AnyNumber, IsProvedOrNot) {
  bool safe = false;
  for (unsigned k = 1; k <= most_k && !safe; ++k) safe = end(k) == Closure::End::safe;
  EXPECT_EQ(safe, GetParam().expect == ModelCase::Expect::holds);
}

INSTANTIATE_TEST_SUITE_P(Models, AnyNumber, testing::ValuesIn(cases()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace mc::parameterized
