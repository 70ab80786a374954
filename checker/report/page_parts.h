// SPDX-License-Identifier: Apache-2.0
// The files page.html, page.css and page.js, which are put into the program when it is built.
#pragma once

#include <string_view>

namespace mc::report {

extern const std::string_view page_html, page_css, page_js;

}  // namespace mc::report
