#include <unistd.h>

#include "services/platform/foundation/status.h"
#include "services/server/installation.h"
#include "tests/bench/bare_server.h"
#include "tests/bench/calls.h"
#include "tests/bench/cost.h"
#include "tests/bench/measures.h"

namespace adagio::bench {

absl::StatusOr<Figures> MeasureDoor(const Bed& bed, Budget budget) {
  ASSIGN_OR_RETURN(const auto bare, StartBare(bed, {}));
  ASSIGN_OR_RETURN(const auto guarded, StartBare(bed, {"--door=" + server::Layout(bed.data).issuer_key().string()}));
  const Cost cost(
      {{"adagiod", bed.adagiod->pid()}, {"bare", bare->pid()}, {"guarded", guarded->pid()}, {"client", getpid()}});
  const std::vector<Stretch> stretches = {cost.Told("door, open to anyone", GetServers(bed.adagiod->address())),
                                          cost.Told("door limit, open to anyone", GetServers(bare->address())),
                                          cost.Told("door, all steps", Gets(guarded->address(), bed.practice)),
                                          cost.Told("door limit, all steps", Gets(bare->address(), bed.practice))};
  Figures figures;
  for (const int concurrency : {16, 64}) {
    ASSIGN_OR_RETURN(const std::vector<Rate> rates, Alternate(stretches, concurrency, budget));
    for (const size_t first : {size_t{0}, size_t{2}}) {
      figures.push_back({.name = first == 0 ? "door" : "door_full",
                         .value = rates[first].per_second,
                         .limit = rates[first + 1].per_second,
                         .unit = "calls/s",
                         .concurrency = concurrency,
                         .n = rates[first].n});
    }
  }
  return figures;
}

}  // namespace adagio::bench
