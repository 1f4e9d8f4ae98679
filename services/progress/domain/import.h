#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "services/progress/domain/administration.h"
#include "services/progress/domain/alert.h"
#include "services/progress/domain/instrument.h"
#include "services/progress/domain/score.h"

namespace adagio::progress {

// Why a row of an import is not taken. The numbers are those of its rows; the first four are the client's.
enum class RowProblem {
  kMalformed = 1,
  kTooLong = 2,
  kNotANumber = 3,
  kNotADate = 4,
  kPartnerUnknown = 5,
  kPartnerLeft = 6,
  kPolicyUnacknowledged = 7,
  kInstrumentUnknown = 8,
  kVersionOther = 9,
  kInFuture = 10,
  kTooOld = 11,
  kNeitherOrBoth = 12,
  kItemUnknown = 13,
  kOutOfRange = 14,
  kAnswersMissing = 15,
  kTotalHidesAnswers = 16,
  kAlreadyThere = 17,
};

// One administration as it is written elsewhere.
struct ImportedRow {
  int64_t line = 0;
  PartnerId partner;
  std::string instrument;
  int version = 0;
  absl::Time occurred_at;
  std::vector<std::pair<int, int>> answers;  // item and value, as they came
  std::optional<double> total;
};

// What is made of a row.
struct ScoredRow {
  ItemAnswers answers;  // none where the row holds a total alone
  Score score;
  std::vector<Reached> reached;  // of the instrument's safety triggers
};

// The row's score by the version of the instrument that it names, or why it is not taken. A total alone is taken as it
// is, of an instrument without a safety item and without answers that leave no occasion: it would hide those.
std::variant<ScoredRow, RowProblem> ScoreRow(const Instrument& instrument, const ImportedRow& row, absl::Time now);

// Why nothing may be brought in about a partner, if so: null where the unit never had them.
std::optional<RowProblem> ProblemOf(const Standing* standing);

// Whether one of `known`, all of a partner on an instrument, was submitted of that very moment. It stands: a history is
// corrected by corrections, and who imports it twice has it once.
bool IsThere(const std::vector<Administration>& known, absl::Time occurred_at);

// An administration of another system, entered by `caller` and submitted `now`.
Administration Imported(const Instrument& instrument, const ImportedRow& row, const ScoredRow& scored,
                        const AdministrationId& id, const Principal& caller, absl::Time now);

// What an imported answer that reached its trigger leads to.
enum class SafetyOfImport { kAlert, kReview };

// For so long an imported answer to a safety item alerts as if it were given now: two weeks, the time that the items of
// the pack ask about. Policy, unverified.
inline constexpr absl::Duration kImportedAlertsWithin = absl::Hours(14 * 24);
// By when a clinician reviews an older one. Policy, unverified.
inline constexpr absl::Duration kImportedReviewWithin = absl::Hours(14 * 24);

// Of today an answer alerts and holds. An older one pages nobody tonight for what was then: it waits for review.
SafetyOfImport SafetyOf(absl::Time occurred_at, absl::Time now);

// Whether what an older answer reached waits for review beside `known`, those of the unit. Not where one of the same
// partner and trigger, as grave, waits already: a long history is one matter.
bool AwaitsReview(std::vector<Alert> known, const Administration& administration, const SafetyTrigger& trigger,
                  const Reached& reached);

// How far an import has come: every row before `position` was taken or rejected for good.
struct ImportProgress {
  int64_t position = 0;
  int64_t taken = 0;
  int64_t rejected = 0;

  friend bool operator==(const ImportProgress&, const ImportProgress&) = default;
};

struct RejectedRow {
  int64_t position = 0;
  int64_t line = 0;
  RowProblem problem = RowProblem::kMalformed;

  friend bool operator==(const RejectedRow&, const RejectedRow&) = default;
};

// What became of one row.
struct RowOutcome {
  int64_t line = 0;
  std::optional<RowProblem> problem;  // none: taken
};

struct Advanced {
  ImportProgress progress;
  std::vector<RejectedRow> rejected;  // those that were not counted before
};

// What `progress` becomes by the rows from `first` on, which leave no gap. A row before `progress.position` was counted
// and is not counted again.
Advanced Advance(ImportProgress progress, int64_t first, const std::vector<RowOutcome>& rows);

}  // namespace adagio::progress
