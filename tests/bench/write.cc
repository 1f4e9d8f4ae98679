#include <unistd.h>

#include <iostream>

#include "services/platform/foundation/status.h"
#include "tests/bench/calls.h"
#include "tests/bench/captured.h"
#include "tests/bench/cost.h"
#include "tests/bench/measures.h"
#include "tests/bench/raw.h"
#include "tests/bench/write_limit.h"

namespace adagio::bench {
namespace {

constexpr double kTarget = 0.6;

Stretch After(RawConnection& root, Stretch stretch) {
  return [&root, stretch = std::move(stretch)](int concurrency, absl::Duration length) -> absl::StatusOr<Rate> {
    RETURN_IF_ERROR(WaitForSequencer(root));
    return stretch(concurrency, length);
  };
}

}  // namespace

absl::StatusOr<Figures> MeasureWrite(const Bed& bed, Budget budget) {
  ASSIGN_OR_RETURN(std::vector<std::string> statements, StatementsOfOneAnswer(bed));
  ASSIGN_OR_RETURN(const auto limit, WriteLimit::Make(bed, std::move(statements)));
  std::cout << "write: " << limit->statements() << " statements a transaction, of the server and of its limit\n";
  ASSIGN_OR_RETURN(const auto root, RawConnection::Open(bed.root));
  const Cost cost({{"server", bed.adagiod->pid()}, {"database", DatabaseOf(bed.adagiod->pid())}, {"client", getpid()}});
  const std::vector<Stretch> stretches = {
      After(*root, cost.Told("write", Answers(bed.adagiod->address(), bed.practice))),
      After(*root, cost.Told("write limit", [&limit](int concurrency, absl::Duration length) {
        return limit->Measure(concurrency, length);
      }))};
  Figures figures;
  for (const int concurrency : {16, 64}) {
    ASSIGN_OR_RETURN(const std::vector<Rate> rates, Alternate(stretches, concurrency, budget));
    figures.push_back({.name = "write",
                       .value = rates[0].per_second,
                       .limit = rates[1].per_second,
                       .unit = "calls/s",
                       .concurrency = concurrency,
                       .n = rates[0].n});
    if (concurrency == 64) figures.back().target = kTarget;
  }
  return figures;
}

}  // namespace adagio::bench
