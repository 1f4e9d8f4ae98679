#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/bench/bed.h"
#include "tests/bench/figures.h"
#include "tests/bench/load.h"

namespace adagio::bench {

using Figures = std::vector<Figure>;

// The change of so many pairs by every method of the library, against a plain sum over the same two columns.
absl::StatusOr<Figures> MeasureScore(int64_t pairs, int rounds);
// AnswerAssignment against the same SQL from as many threads through libmariadb.
absl::StatusOr<Figures> MeasureWrite(const Bed& bed, Budget budget);
// GetAssignment, with its durable audit record, against an echo and a point SELECT in series.
absl::StatusOr<Figures> MeasureRead(const Bed& bed, Budget budget);
// The door against the same handlers without it.
absl::StatusOr<Figures> MeasureDoor(const Bed& bed, Budget budget);
// An answer's commit to its event in every watcher's hands, at a steady rate, against what the answers themselves took.
absl::StatusOr<Figures> MeasureFeed(const Bed& bed, absl::Duration length);
// GetCaseload of 16 couples with a hundred times the past, against the same with the past they have. Leaves that past.
absl::StatusOr<Figures> MeasureCaseload(const Bed& bed, Budget budget);
// So many administrations read, unsealed and scored anew, against reading the same rows. Leaves them, in a practice of
// their own.
absl::StatusOr<Figures> MeasureRescore(const Bed& bed, int64_t rows, int rounds);
// An empty folder to the first answer, against mariadbd's own.
absl::StatusOr<Figures> MeasureStart(const Bed& bed, int rounds);

}  // namespace adagio::bench
