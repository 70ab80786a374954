// SPDX-License-Identifier: Apache-2.0
// Members of a family, as mc prove --any makes them.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "frontend/frontend.h"
#include "ir/interpreted_generator.h"
#include "parameterized/proof.h"
#include "support/reachable.h"
#include "transform/optimise.h"

namespace mc::parameterized {

struct Model {
  frontend::Input input;
  std::string parameter;

  ir::Family family() const {
    const frontend::LoadedFamily loaded = frontend::family(input, parameter);
    if (!loaded.family) throw std::runtime_error(loaded.errors.front().rendered);
    return *loaded.family;
  }

  ir::System member(unsigned number) const {
    frontend::Input sized = input;
    sized.settings[parameter] = number;
    const frontend::Loaded loaded = frontend::load(sized);
    if (!loaded.system) throw std::runtime_error(loaded.errors.front().rendered);
    return without_deadlock(transform::optimised(transform::merged(*loaded.system, {}), {}));
  }
};

}  // namespace mc::parameterized
