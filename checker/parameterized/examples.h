// SPDX-License-Identifier: Apache-2.0
// Clauses about any k of the many, from what any k can be at together.
#pragma once

#include <optional>
#include <vector>

#include "parameterized/clauses.h"
#include "prove/learner.h"
#include "prove/reached.h"

namespace mc::parameterized {

/// A teacher that knows all views: a clause holds in each of them, whichever k it is about.
class Examples : public prove::Teacher {
 public:
  /// `variables` are those of the system of M; it and `views`, which are closed, must outlive this.
  Examples(const prove::Variables& variables, const Views& views);

  std::vector<prove::Clause> excluding(const prove::Counterexample& found) override;

  /// Clauses of which an answer was the instances.
  const std::vector<Never>& answers() const { return answers_; }

 private:
  /// A field of nobody (0), or of the first, the second, … that a clause is about.
  struct Column {
    unsigned who = 0;
    std::size_t field = 0;
  };
  /// A field of the system of M, likewise: of nobody, or of one of M, from 1.
  using Place = Column;

  void add_columns(unsigned who, const std::vector<std::size_t>& positions);
  void add_rows();
  std::optional<Never> separating(const prove::Cube& cube) const;
  std::optional<Never> separating(const prove::Cube& cube, const std::vector<unsigned>& chosen) const;
  Never never(const prove::Clause& clause) const;
  const prove::Variables& variables_;
  const Views& views_;
  std::vector<std::uint32_t> order_;  ///< by position
  std::vector<Place> places_;         ///< by order
  std::vector<Column> columns_;
  std::vector<std::vector<std::uint32_t>> column_of_;  ///< by who and field
  std::optional<prove::Reached> reached_;
  std::vector<Never> answers_;
};

}  // namespace mc::parameterized
