// SPDX-License-Identifier: Apache-2.0
// A test model as the frontend takes it, and turns it down.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>

#include "frontend/frontend.h"
#include "support/model_case.h"

namespace mc::test {

inline frontend::Input input_of(const ModelCase& model) {
  frontend::Input input{.files = {},
                        .include_directories = {MC_SOURCE_DIR "/model/include"},
                        .defines = model.defines,
                        .settings = model.settings,
                        .name = model.name};
  for (const auto& file : model.files) input.files.push_back(file.string());
  return input;
}

/// The first complaint is about the right place, and says the right thing.
inline void expect_refusal(const ModelCase& model, const frontend::Loaded& loaded) {
  ASSERT_FALSE(loaded.errors.empty()) << "was not refused";
  EXPECT_FALSE(loaded.system);
  const frontend::Error& error = loaded.errors.front();
  EXPECT_EQ(error.line, model.line) << error.rendered;
  EXPECT_EQ(error.column, model.column) << error.rendered;
  EXPECT_NE(error.message.find(model.text), std::string::npos) << error.rendered;
  if (model.line > 0) {
    EXPECT_EQ(std::filesystem::path(error.file).filename(), model.files.front().filename());
  }
}

}  // namespace mc::test
