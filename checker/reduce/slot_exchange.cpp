// SPDX-License-Identifier: Apache-2.0
#include "reduce/slot_exchange.h"

#include <numeric>

namespace mc::reduce {

namespace {

/// "vmas[0]" for "vmas[0].pte[1]" and "vmas[1].pte[1]": the name of the element, up to the subscript in which
/// two names first differ. Empty if they do not differ so.
std::string element_name(const std::string& a, const std::string& b) {
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
  const std::size_t close = a.find(']', same);
  if (same == 0 || a[same - 1] != '[' || close == std::string::npos) return "";
  return a.substr(0, close + 1);
}

}  // namespace

const std::vector<ir::Slot>& SlotExchange::slots(Area area) const {
  if (area.space == ir::Space::shared) return system_.globals;
  const ir::Task& task = system_.tasks[area.task];
  return area.space == ir::Space::local ? task.frame : task.temporaries;
}

std::uint32_t SlotExchange::first_of_element(Area area, std::uint32_t slot, std::uint32_t stride) const {
  const auto& all = slots(area);
  const std::string element = element_name(all[slot].name, all[slot + stride].name);
  std::uint32_t first = slot;
  while (!element.empty() && first > 0 && slot - first + 1 < stride &&
         all[first - 1].name.starts_with(element))
    --first;
  return first;
}

bool SlotExchange::add_array(Area area, std::uint32_t slot, std::uint32_t stride) {
  const std::uint32_t first = first_of_element(area, slot, stride);
  const auto size = static_cast<std::uint32_t>(slots(area).size());
  if (first + count_ * stride > size) return false;
  AreaExchange& exchanged = areas_[area];
  if (!exchanged.arrays.emplace(first, stride).second) return false;
  exchanged.images.resize(count_ - 1);
  for (std::uint32_t k = 0; k + 1 < count_; ++k) {
    auto& image = exchanged.images[k];
    if (image.empty()) {
      image.resize(size);
      std::iota(image.begin(), image.end(), 0u);
    }
    const std::uint32_t low = first + k * stride, high = low + stride;
    for (std::uint32_t& to : image)
      if (to >= low && to < high)
        to += stride;
      else if (to >= high && to < high + stride)
        to -= stride;
  }
  return true;
}

std::size_t SlotExchange::arrays() const {
  std::size_t result = 0;
  for (const auto& [area, exchanged] : areas_) result += exchanged.arrays.size();
  return result;
}

std::uint32_t SlotExchange::image(Area area, std::size_t exchange, std::uint32_t slot) const {
  const auto found = areas_.find(area);
  return found == areas_.end() ? slot : found->second.images[exchange][slot];
}

}  // namespace mc::reduce
