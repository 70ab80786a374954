// SPDX-License-Identifier: Apache-2.0
#include "ir/system.h"

#include "base/hash.h"

namespace mc::ir {

std::size_t System::PlaceHash::operator()(const Place& place) const {
  std::uint64_t hash = base::mix(static_cast<std::uint64_t>(place.space) << 32 | place.base);
  for (const Subscript& subscript : place.subscripts) {
    hash = base::mix(hash ^ index(subscript.value));
    hash = base::mix(hash ^ (static_cast<std::uint64_t>(subscript.stride) << 32 | subscript.count));
  }
  if (place.pointer)
    hash = base::mix(hash ^
                     (static_cast<std::uint64_t>(place.pointer->domain) << 32 | index(place.pointer->value)));
  return hash;
}

PlaceId System::add_place(Place place) {
  const auto [found, added] =
      known_places_.try_emplace(std::move(place), static_cast<PlaceId>(places.size()));
  if (added) places.push_back(found->first);
  return found->second;
}

}  // namespace mc::ir
