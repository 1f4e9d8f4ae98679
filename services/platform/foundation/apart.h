#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include "services/platform/foundation/ids.h"

namespace adagio {

// When the partners of a unit could not do joint work (not cleared, or held), in versions of the unit's guard: what was
// shared reaches its reader once both could, and stays.
class Apart {
 public:
  static constexpr int64_t kStill = std::numeric_limits<int64_t>::max();

  // `partner` could not from version `since` until version `until`.
  void Add(const PartnerId& partner, int64_t since, int64_t until) { periods_[partner].push_back({since, until}); }

  // Whether both could at some moment of version `since` or later.
  bool HaveMet(const PartnerId& one, const PartnerId& other, int64_t since) const;

 private:
  struct Period {
    int64_t since, until;
  };
  // The end of a period of `partner` that has begun by `version` and lasts on; `version` where there is none.
  int64_t EndOf(const PartnerId& partner, int64_t version) const;

  std::map<PartnerId, std::vector<Period>> periods_;
};

}  // namespace adagio
