// All views as rows of codes, to see what is in none of them.
#pragma once

#include <cstdint>
#include <vector>

#include "any/clauses.h"

namespace mc::any {

class Table {
 public:
  /// `variables` are those of the system of M; it and `views` must outlive the table.
  Table(const prove::Variables& variables, const Views& views);

  /// A clause that no view breaks, but `state` does; empty if all its views are there.
  Never excluding(const ir::State& state) const;

 private:
  using Row = std::vector<std::uint64_t>;
  struct Column {
    unsigned who = 0;
    std::size_t field = 0;
  };

  void add_columns(unsigned who, const std::vector<std::size_t>& positions);
  std::size_t position_of(const Column& column) const;
  Row row(const ir::State& state, const std::vector<unsigned>& chosen) const;
  Never clause_of(const Row& row) const;
  bool empty(const std::vector<std::vector<std::uint64_t>>& allowed) const;
  void widen(std::vector<std::vector<std::uint64_t>>& allowed) const;

  const prove::Variables& variables_;
  const Views& views_;
  std::vector<Column> columns_;                     ///< fields of more than one value
  std::vector<std::vector<std::uint64_t>> domain_;  ///< by column: the codes that occur
  std::vector<Row> rows_;                           ///< every view, in every order of its k
};

}  // namespace mc::any
