// SPDX-License-Identifier: Apache-2.0
// Question: what is asked of a program, in the words of whoever asks: a command line, a certificate, another
// program.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "study/subject.h"
#include "transform/reductions.h"

namespace mc::study {

/// Of which C program, within which bounds, which properties, and what a search may leave out.
struct Question {
  std::vector<std::string> files;  ///< a program of one's own, or else:
  std::string name;                ///< a model that comes with mc: "patched", "ext4-writeback/patched"
  std::string models;              ///< where it is looked up; empty: where those are that come with mc
  std::vector<std::string> defines, include_directories;  ///< besides those of the model
  std::map<std::string, long long> bounds;                ///< parameters other than their defaults
  std::vector<std::string> properties;  ///< `all`: every one; none: what the model is about, or all
  transform::Reductions reductions;
  std::string any;     ///< the parameter of a question about any number; else empty
  unsigned views = 0;  ///< of a proof for any number: how many are looked at together (parameterized/views.h)

  /// As a line of a certificate, the arguments of a command line: parse() reads it again.
  std::string line() const;
  /// What `text` has in such a line; nothing if there is none. Throws UsageError for one that is damaged.
  static std::optional<Question> parse(std::string_view text);
};

/// What it is about. Throws UsageError for an unknown model, a missing file, or if not one thing is named.
Subject subject_of(const Question& question);

/// The properties to judge; empty: every one.
std::vector<std::string> judged(const Question& question, const Subject& subject);

}  // namespace mc::study
