// SPDX-License-Identifier: Apache-2.0
// The models that recorded runs are held against: one for each variant and set of parameters, kept.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "conform/machine.h"
#include "study/registry.h"

namespace mc::study {

class Machines {
 public:
  /// Of a model that has a [conform] table.
  explicit Machines(const Model& model) : model_(&model) {}

  /// The variant `build` with these parameters, of which the model takes those it has. Throws UsageError with
  /// the frontend's complaints, and NotModelled for an unknown build and for what the model has no room for.
  conform::Machine& machine(const std::string& build, const std::map<std::string, long long>& settings);

 private:
  using Settings = std::map<std::string, long long>;

  Settings accepted(const std::string& build, const Settings& settings);

  const Model* model_;
  std::map<std::string, std::vector<ir::ModelParameter>> parameters_;  ///< by build
  std::map<std::pair<std::string, Settings>, std::unique_ptr<conform::Machine>> machines_;
};

}  // namespace mc::study
