// SPDX-License-Identifier: Apache-2.0
#include "conform/slice.h"

#include <algorithm>
#include <limits>
#include <set>

namespace mc::conform {

namespace {

long long number(const Json& members, const char* key, long long otherwise) {
  const auto found = members.find(key);
  return found != members.end() && found->is_number_integer() ? found->get<long long>() : otherwise;
}

bool touches_nothing(const Request& request) {
  return request.call == "file_data" || number(request.members, "other_file", 0) != 0;
}

/// The pages that are touched, and where the file has ended.
class Extent {
 public:
  explicit Extent(long long page_size) : page_size_(page_size) {}

  void add(const Action& action) {
    for (const Look& look : action.looks) add_page(number(look.request.members, "page", 0));
    if (!action.request || touches_nothing(*action.request)) return;
    const Json& members = action.request->members;
    if (members.contains("size")) first_ = std::min(first_, number(members, "size", 0) / page_size_);
    if (!members.contains("offset")) return;
    add_page(number(members, "offset", 0) / page_size_);
    add_page((number(members, "offset", 0) + length(*action.request) - 1) / page_size_);
  }

  long long first() const { return std::min(first_, last_); }
  long long last() const { return last_; }

 private:
  /// Of what reads or writes. The other calls touch pages that are in memory: some call brought them there.
  static long long length(const Request& request) {
    static const std::set<std::string> transfers = {"store", "load", "pread", "pwrite",
                                                    "direct_read_into_mapping"};
    return transfers.contains(request.call) ? std::max(number(request.members, "length", 1), 1LL) : 1;
  }

  void add_page(long long page) {
    first_ = std::min(first_, page);
    last_ = std::max(last_, page);
  }

  long long page_size_;
  long long first_ = std::numeric_limits<long long>::max(), last_ = 0;
};

void subtract(Json& members, const char* key, long long amount) {
  if (members.contains(key)) members[key] = std::max(number(members, key, 0) - amount, 0LL);
}

/// What is left of an extent of the disk. False if nothing is.
bool clip(Json& extent, long long cut) {
  const long long begin = number(extent, "offset", 0), end = begin + number(extent, "length", 0);
  extent["offset"] = std::max(begin, cut);
  extent["length"] = end - std::max(begin, cut);
  return end > cut;
}

}  // namespace

void slice(Plan& plan, long long page_size) {
  Extent extent(page_size);
  for (const Action& action : plan.actions) extent.add(action);
  const long long pages = extent.first();
  plan.cut = pages * page_size;
  plan.settings["FOLIOS"] = extent.last() - pages + 1;
  std::erase_if(plan.actions, [&](Action& action) {
    return action.request && action.request->call == "file_data" && !clip(action.request->members, plan.cut);
  });
  for (Action& action : plan.actions) {
    for (Look& look : action.looks) {
      subtract(look.request.members, "page", pages);
      subtract(look.seen, "i_size", plan.cut);
    }
    if (!action.request || number(action.request->members, "other_file", 0) != 0) continue;
    for (const char* key : {"offset", "size"}) subtract(action.request->members, key, plan.cut);
    subtract(action.request->members, "pages", pages);
  }
}

}  // namespace mc::conform
