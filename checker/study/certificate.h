// SPDX-License-Identifier: Apache-2.0
// Certificates of exhaustive runs: which claim stands for which question, and how one is made.
#pragma once

#include <string>
#include <vector>

#include "certify/certificate.h"
#include "explore/options.h"
#include "study/answer.h"
#include "study/question.h"

namespace mc::study {

/// What is asked, in a certificate's words; the digest is left open.
certify::Claim claim_of(const Question& question, const Subject& subject);

/// The other way round; models are looked up in `models`.
Question question_of(const certify::Claim& claim, const std::string& models);

/// What a certificate is about: the C as the frontend reads it, a step a statement, with only these
/// properties judged. Nothing is left out of it but the values of local variables that nobody reads again, of
/// which checker/certify makes sure itself.
ir::System certifiable(const Subject& subject, const std::vector<std::string>& properties);

/// The reachable states of a run that holds, as a certificate.
struct StateCertificate {
  std::string bytes;  ///< what the file is to hold; empty if there is none
  std::size_t states = 0;
  std::string refusal;  ///< why there is none
};

/// Explores certifiable() if `answer` holds. Throws InternalError if the two explorations do not agree.
StateCertificate state_certificate(const Question& question, const Answer& answer,
                                   const explore::Options& search);

}  // namespace mc::study
