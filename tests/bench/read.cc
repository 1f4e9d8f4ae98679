#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "tests/bench/bare_server.h"
#include "tests/bench/calls.h"
#include "tests/bench/cost.h"
#include "tests/bench/measures.h"
#include "tests/bench/raw.h"

namespace adagio::bench {
namespace {

constexpr double kTarget = 0.4;
constexpr char kPointSelect[] =
    "SELECT terms FROM adagio_homework.assignment WHERE practice_id = ? AND unit_id = ? AND assignment_id = ?";

// One row by its primary key, each thread with a connection of its own.
absl::StatusOr<Rate> MeasureSelects(const Bed& bed, int threads, absl::Duration length) {
  std::vector<std::unique_ptr<RawConnection>> connections;
  std::vector<std::unique_ptr<RawStatement>> statements;
  for (int i = 0; i < threads; ++i) {
    ASSIGN_OR_RETURN(connections.emplace_back(), RawConnection::Open(bed.root));
    ASSIGN_OR_RETURN(statements.emplace_back(), RawStatement::Prepare(*connections.back(), kPointSelect));
  }
  std::atomic<size_t> next = 0;
  const std::string practice(bed.practice.id.bytes());
  return MeasureThreads(threads, length, [&](int thread) -> absl::Status {
    const Couple& couple = bed.practice.couples[next++ % bed.practice.couples.size()];
    ASSIGN_OR_RETURN(const int64_t rows,
                     statements[static_cast<size_t>(thread)]->Run(
                         {practice, std::string(couple.unit.bytes()), std::string(couple.assignment.bytes())}));
    return rows == 1 ? absl::OkStatus() : absl::InternalError("the row of the limit is not there");
  });
}

}  // namespace

absl::StatusOr<Figures> MeasureRead(const Bed& bed, Budget budget) {
  ASSIGN_OR_RETURN(const auto echo, StartBare(bed, {}));
  const Cost cost({{"server", bed.adagiod->pid()},
                   {"database", DatabaseOf(bed.adagiod->pid())},
                   {"echo", echo->pid()},
                   {"client", getpid()}});
  const std::vector<Stretch> stretches = {
      cost.Told("read", Gets(bed.adagiod->address(), bed.practice)),
      cost.Told("read limit, echo", Gets(echo->address(), bed.practice)),
      cost.Told("read limit, select",
                [&bed](int concurrency, absl::Duration length) { return MeasureSelects(bed, concurrency, length); })};
  Figures figures;
  for (const int concurrency : {16, 64}) {
    ASSIGN_OR_RETURN(const std::vector<Rate> rates, Alternate(stretches, concurrency, budget));
    figures.push_back({.name = "read",
                       .value = rates[0].per_second,
                       .limit = 1 / (1 / rates[1].per_second + 1 / rates[2].per_second),
                       .unit = "calls/s",
                       .concurrency = concurrency,
                       .n = rates[0].n});
    if (concurrency == 64) figures.back().target = kTarget;
  }
  return figures;
}

}  // namespace adagio::bench
