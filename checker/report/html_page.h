// SPDX-License-Identifier: Apache-2.0
// What all pages share: their frame, and where their links to the kernel lead.
#pragma once

#include <string>

#include "report/html_trace.h"
#include "study/answer.h"

namespace mc::report {

/// A whole page with `title` as plain text and `body` as HTML.
std::string html_page(const std::string& title, const std::string& body);

/// The release that the bound KERNEL names: 601 is v6.1.
KernelSource kernel_source(const study::Answer& run);

}  // namespace mc::report
