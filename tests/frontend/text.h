// SPDX-License-Identifier: Apache-2.0
// Models that are texts in memory, and what becomes of a task that runs alone.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>

#include "frontend/frontend.h"
#include "ir/interpreter.h"

namespace mc::test {

inline frontend::Input text_input(const std::string& text,
                                  const std::map<std::string, long long>& settings = {}) {
  return {.files = {"/model.c"},
          .include_directories = {MC_SOURCE_DIR "/model/include"},
          .settings = settings,
          .edited = {{"/model.c", text}}};
}

/// Throws std::runtime_error with the first complaint.
inline ir::System system_of(const std::string& text) {
  const frontend::Loaded loaded = frontend::load(text_input("#include \"mc.h\"\n" + text));
  if (!loaded.system) throw std::runtime_error(loaded.errors.front().rendered);
  return *loaded.system;
}

/// The first complaint about a text, or "".
inline std::string refusal(const std::string& text) {
  const frontend::Loaded loaded = frontend::load(text_input("#include \"mc.h\"\n" + text));
  return loaded.errors.empty() ? "" : loaded.errors.front().message;
}

struct Ran {
  std::map<std::string, ir::Value> globals;  ///< at the end, by name
  std::string violated;                      ///< the property that broke
  unsigned steps = 0;
};

/// The run of task 0 alone, with all choices 0, to its end, a violation, or where it has to wait.
inline Ran run_alone(const ir::System& system, unsigned most_steps = 10000) {
  const ir::Interpreter interpreter(system);
  ir::State state = interpreter.initial();
  Ran ran;
  while (!interpreter.finished(state, 0, 0)) {
    const ir::Outcome outcome = interpreter.run(state, {});
    state = outcome.state.empty() ? state : outcome.state;
    if (outcome.kind == ir::Outcome::Kind::violated)
      ran.violated = system.property_of(outcome.observation).name;
    if (outcome.kind != ir::Outcome::Kind::successor) break;
    if (++ran.steps > most_steps) throw std::runtime_error("does not end");
  }
  for (std::size_t i = 0; i < system.globals.size(); ++i) ran.globals[system.globals[i].name] = state[i];
  return ran;
}

inline Ran run_text(const std::string& text) {
  return run_alone(system_of(text));
}

}  // namespace mc::test
