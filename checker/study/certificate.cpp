// SPDX-License-Identifier: Apache-2.0
#include "study/certificate.h"

#include <fmt/format.h>

#include <list>
#include <mutex>

#include "base/errors.h"
#include "certify/resets.h"
#include "certify/state_recorder.h"
#include "ir/digest.h"
#include "study/verification.h"
#include "transform/dead_variables.h"
#include "transform/optimise.h"

namespace mc::study {
namespace {

/// Every reachable state of a system, or why it is not known.
struct Exploration {
  explore::Result result;
  unsigned words = 1;
  std::vector<ir::Word> states;
};

/// Half of the memory is for the states that are collected, sorted and compressed.
explore::Options limited(explore::Options search, unsigned words) {
  std::uint64_t& states = search.limits.states;
  search.limits.memory_bytes /= 2;
  const std::uint64_t room = search.limits.memory_bytes / (4 * words * sizeof(ir::Word));
  if (room > 0 && (states == 0 || room < states)) states = room;
  return search;
}

Exploration explore_all(const ir::System& system, const explore::Options& search) {
  std::list<std::vector<ir::Word>> parts;  // one a thread
  std::mutex mutex;
  const auto make_generator = [&]() -> std::unique_ptr<ir::Generator> {
    const std::lock_guard lock(mutex);
    return std::make_unique<certify::StateRecorder>(system, parts.emplace_back());
  };
  Exploration exploration{.result = explore::breadth_first(system, make_generator, search)};
  exploration.words = certify::Encoding(system).words();
  for (std::vector<ir::Word>& part : parts) {
    exploration.states.insert(exploration.states.end(), part.begin(), part.end());
    part = {};
  }
  return exploration;
}

}  // namespace

ir::System certifiable(const Subject& subject, const std::vector<std::string>& properties) {
  ir::System system = transform::merged(load(subject, properties)), forgetful = system;
  transform::reset_dead_variables(forgetful);
  std::vector<std::vector<ir::Reset>> resets;
  for (ir::Task& task : forgetful.tasks) resets.push_back(std::move(task.resets));
  return certify::with_resets(std::move(system), resets);
}

certify::Claim claim_of(const Question& question, const Subject& subject) {
  certify::Claim claim{.files = question.files,
                       .include_directories = question.include_directories,
                       .defines = question.defines,
                       .settings = subject.input.settings,
                       .properties = judged(question, subject)};
  if (!subject.variant.empty()) claim.model = fmt::format("{}/{}", subject.model, subject.variant);
  return claim;
}

Question question_of(const certify::Claim& claim, const std::string& models) {
  return {.files = claim.files,
          .name = claim.model,
          .models = models,
          .defines = claim.defines,
          .include_directories = claim.include_directories,
          .bounds = claim.settings,
          .properties = claim.properties.empty() ? std::vector<std::string>{"all"} : claim.properties};
}

StateCertificate state_certificate(const Question& question, const Answer& answer,
                                   const explore::Options& search) {
  StateCertificate made;
  if (verdict(answer) != ir::Verdict::holds) {
    made.refusal = "it would say that all holds";
    return made;
  }
  const Subject subject = subject_of(question);
  const ir::System system = certifiable(subject, judged(question, subject));
  Exploration all = explore_all(system, limited(search, certify::Encoding(system).words()));
  if (all.result.violation)
    throw InternalError(fmt::format("{} breaks where nothing is left out of the search, and holds otherwise",
                                    system.properties[ir::index(all.result.violation->property)].name));
  if (all.result.verdict != ir::Verdict::holds) {
    made.refusal = all.result.reason + " while all states were collected";
    return made;
  }
  certify::Certificate certificate{claim_of(question, subject),
                                   certify::StateSet(all.words, std::move(all.states))};
  certificate.claim.system = ir::digest(system);
  made.bytes = certify::write(certificate);
  made.states = certificate.states.size();
  return made;
}

}  // namespace mc::study
