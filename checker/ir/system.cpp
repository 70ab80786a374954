#include "ir/system.h"

namespace mc::ir {

PlaceId System::add_place(Place place) {
  for (std::size_t i = places.size(); i-- > 0;)
    if (places[i] == place) return static_cast<PlaceId>(i);
  places.push_back(std::move(place));
  return static_cast<PlaceId>(places.size() - 1);
}

}  // namespace mc::ir
