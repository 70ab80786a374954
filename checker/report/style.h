// SPDX-License-Identifier: Apache-2.0
// How text is to look: its width and its colours.
#pragma once

#include <string>
#include <string_view>

namespace mc::report {

struct Style {
  unsigned width = 0;   ///< columns to stay within, by wrapping; 0: as wide as it takes
  bool colour = false;  ///< ANSI escapes
  bool full = false;    ///< a trace's quiet steps one by one
};

enum class Paint { plain, bold, faint, good, bad, doubtful, change };

/// What suits file descriptor `fd`: a terminal's own width, else the environment's COLUMNS, else 140; colour
/// on a terminal unless the environment has a non-empty NO_COLOR.
Style style_of(int fd);

/// `text` in the colour that `paint` means, if `style` has colours.
std::string painted(std::string_view text, Paint paint, const Style& style);

}  // namespace mc::report
