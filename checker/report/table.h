// SPDX-License-Identifier: Apache-2.0
// Rows of aligned columns. Nothing is cut: what does not fit goes on below, in its column.
#pragma once

#include <string>
#include <vector>

#include "report/style.h"

namespace mc::report {

struct Cell {
  std::string text;  ///< UTF-8, each code point one column wide
  Paint paint = Paint::plain;
  std::vector<Cell> below{};  ///< on lines of their own, in the same column
};

/// The columns that `text` takes.
std::size_t columns(const std::string& text);

using Row = std::vector<Cell>;

/// `rows`, each starting `indent` columns from the left and ending in a newline. Where the widest cells do
/// not fit style.width side by side, the widest columns are narrowed, to no less than 16: those first that
/// can be broken at spaces.
std::string table(const std::vector<Row>& rows, const Style& style, unsigned indent = 2);

/// `text` broken at spaces into lines of at most `width` code points; a longer word is broken
/// behind punctuation, or anywhere.
std::vector<std::string> wrapped(const std::string& text, std::size_t width);

/// `text` as a paragraph within style.width, ending in a newline. Every line is indented by `indent`, those
/// after the first by 2 more.
std::string paragraph(const std::string& text, const Style& style, unsigned indent = 0,
                      Paint paint = Paint::plain);

}  // namespace mc::report
