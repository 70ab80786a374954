// SPDX-License-Identifier: Apache-2.0
// Conformance: recorded runs of real kernels held against a model, run by run.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "conform/images.h"
#include "conform/match.h"
#include "study/machines.h"
#include "study/registry.h"

namespace mc::study {

/// A recorded run and what the model says to it.
struct Conformance {
  const conform::Run* run = nullptr;
  conform::Verdict verdict;
  double seconds = 0;
};

/// The one model of this name, or of all if it is empty, that has a scenario for recordings. Throws
/// UsageError if that is not one.
const Model& model_to_conform(const Registry& registry, const std::string& name);

/// Holds one run against `machines`, which are of a model with these rules.
Conformance conform_run(const conform::Run& run, const conform::Images& images, const conform::Rules& rules,
                        Machines& machines, const std::atomic<bool>* stop);

/// Violated if some run disagrees; else incomplete if some run is not modelled, or none was looked at.
ir::Verdict verdict(const std::vector<Conformance>& all);

}  // namespace mc::study
