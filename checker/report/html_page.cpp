// SPDX-License-Identifier: Apache-2.0
#include "report/html_page.h"

#include <fmt/format.h>

#include "report/html_text.h"
#include "report/page_parts.h"

namespace mc::report {

std::string html_page(const std::string& title, const std::string& body) {
  return filled(page_html, {{"title", escaped(title)},
                            {"style", std::string(page_css)},
                            {"script", std::string(page_js)},
                            {"body", body}});
}

KernelSource kernel_source(const study::Answer& run) {
  for (const ir::ModelParameter& parameter : run.parameters)
    if (parameter.name == "KERNEL" && parameter.value >= 100)
      return {.version = fmt::format("v{}.{}", parameter.value / 100, parameter.value % 100)};
  return {};
}

}  // namespace mc::report
