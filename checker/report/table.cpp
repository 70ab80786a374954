// SPDX-License-Identifier: Apache-2.0
#include "report/table.h"

#include <algorithm>
#include <numeric>

namespace mc::report {

namespace {

constexpr std::size_t gap = 2, least_column = 16;

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0u) == 0x80u;
}

}  // namespace

std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

namespace {

/// The number of bytes that the first `count` code points of `text` from `begin` take.
std::size_t prefix(const std::string& text, std::size_t begin, std::size_t count) {
  std::size_t end = begin;
  for (; end < text.size() && count > 0; --count) do
      ++end;
    while (end < text.size() && continues(text[end]));
  return end - begin;
}

/// Columns of the widest line of `cell`.
std::size_t widest_line(const Cell& cell) {
  std::size_t most = columns(cell.text);
  for (const Cell& each : cell.below) most = std::max(most, widest_line(each));
  return most;
}

/// Whether a line of `cell` can be broken at a space.
bool has_space(const Cell& cell) {
  return cell.text.find(' ') != std::string::npos || std::ranges::any_of(cell.below, has_space);
}

std::vector<std::size_t> natural_widths(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const Row& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], widest_line(row[i]));
  }
  return widths;
}

/// Which columns have a cell that can be broken at a space.
std::vector<bool> with_spaces(const std::vector<Row>& rows, std::size_t count) {
  std::vector<bool> breakable(count, false);
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      if (has_space(row[i])) breakable[i] = true;
  return breakable;
}

/// Narrows the widest columns among `which` until the sum is `available` or none of them can give more.
void narrow(std::vector<std::size_t>& widths, const std::vector<bool>& which, std::size_t available) {
  std::size_t total = std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
  for (; total > available; --total) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i)
      if (which[i] && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    if (widest == widths.size() || widths[widest] <= least_column) return;
    --widths[widest];
  }
}

/// The lines that `cell` takes in a column of that width.
void append_lines(const Cell& cell, std::size_t width, std::vector<Cell>& lines) {
  for (std::string& text : wrapped(cell.text, width)) lines.push_back({std::move(text), cell.paint});
  for (const Cell& each : cell.below) append_lines(each, width, lines);
}

/// Appends one line made of the `line`-th line of every cell.
void append_line(const std::vector<std::vector<Cell>>& cells, const std::vector<std::size_t>& widths,
                 std::size_t line, const Style& style, std::string& out) {
  std::size_t owed = 0;  // spaces to write before the next text, so that none end a line
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell text = line < cells[i].size() ? cells[i][line] : Cell{};
    if (!text.text.empty()) {
      out.append(owed, ' ');
      out += painted(text.text, text.paint, style);
      owed = 0;
    }
    owed += widths[i] - columns(text.text) + gap;
  }
  out += '\n';
}

/// Bytes of text[begin, begin + length), which has no space, up to where C may well be broken: behind the
/// last underscore or opening bracket in the second half; all of them if there is none.
std::size_t breakable(const std::string& text, std::size_t begin, std::size_t length) {
  const std::size_t at = text.find_last_of("_([.,>&", begin + length - 1);
  return at == std::string::npos || at < begin + length / 2 ? length : at + 1 - begin;
}

}  // namespace

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t length = prefix(text, begin, width), skipped = 0;
    if (begin + length < text.size()) {
      const std::size_t space = text.rfind(' ', begin + length);
      if (space != std::string::npos && space > begin) {
        length = space - begin;
        skipped = 1;
      } else {
        length = breakable(text, begin, length);
      }
    }
    lines.push_back(text.substr(begin, length));
    begin += length + skipped;
  }
  return lines;
}

std::string table(const std::vector<Row>& rows, const Style& style, unsigned indent) {
  std::vector<std::size_t> widths = natural_widths(rows);
  if (widths.empty()) return "";
  if (style.width > indent) {
    narrow(widths, with_spaces(rows, widths.size()), style.width - indent);
    narrow(widths, std::vector<bool>(widths.size(), true), style.width - indent);
  }
  std::string out;
  for (const Row& row : rows) {
    std::vector<std::vector<Cell>> cells(row.size());
    std::size_t height = 1;
    for (std::size_t i = 0; i < row.size(); ++i) {
      append_lines(row[i], std::max<std::size_t>(widths[i], 1), cells[i]);
      height = std::max(height, cells[i].size());
    }
    for (std::size_t line = 0; line < height; ++line) {
      out.append(indent, ' ');
      append_line(cells, widths, line, style, out);
    }
  }
  return out;
}

std::string paragraph(const std::string& text, const Style& style, unsigned indent, Paint paint) {
  constexpr unsigned hanging = 2;
  const std::size_t taken = indent + hanging;
  const std::size_t width = style.width > taken ? style.width - taken : text.size() + 1;
  std::string out;
  for (const std::string& line : wrapped(text, width)) {
    out.append(out.empty() ? indent : taken, ' ');
    out += painted(line, paint, style) + '\n';
  }
  return out;
}

}  // namespace mc::report
