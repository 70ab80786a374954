// SPDX-License-Identifier: Apache-2.0
// Teacher by views: clauses about any k of the many, from what any k can be at together.
#pragma once

#include <optional>
#include <vector>

#include "parameterized/clauses.h"
#include "prove/learner.h"
#include "prove/reached.h"

namespace mc::parameterized {

/// A teacher that knows all views: a clause holds in each of them, whichever k it is about.
class ViewTeacher : public prove::Teacher {
 public:
  /// `variables` are those of the system of M; it and `views`, which are closed, must outlive this.
  ViewTeacher(const prove::Variables& variables, const Views& views);

  std::vector<prove::Clause> excluding(const prove::Counterexample& found) override;

  /// Clauses of which an answer was the instances.
  const std::vector<ForbiddenCube>& answers() const { return answers_; }

 private:
  /// A field of nobody (0), or of the first, the second, … that a clause is about.
  struct Column {
    unsigned who = 0;
    std::size_t field = 0;
  };

  void add_columns(unsigned who, const std::vector<std::size_t>& positions);
  void add_rows();
  std::optional<ForbiddenCube> separating(const prove::Cube& cube) const;
  std::optional<ForbiddenCube> separating(const prove::Cube& cube, const std::vector<unsigned>& chosen) const;
  ForbiddenCube forbidden(const prove::Clause& clause) const;
  const prove::Variables& variables_;
  const Views& views_;
  std::vector<std::uint32_t> order_;  ///< by position
  std::vector<Column> column_at_;     ///< by order
  std::vector<Column> columns_;
  std::vector<std::vector<std::uint32_t>> column_of_;  ///< by who and field
  std::optional<prove::Reached> reached_;
  std::vector<ForbiddenCube> answers_;
};

}  // namespace mc::parameterized
