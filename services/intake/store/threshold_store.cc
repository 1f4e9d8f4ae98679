#include "services/intake/store/threshold_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr int kEhits = 1;
constexpr int kHark = 2;

int NumberOf(Instrument instrument) { return instrument == Instrument::kEhits ? kEhits : kHark; }
Instrument InstrumentOf(int64_t number) { return number == kEhits ? Instrument::kEhits : Instrument::kHark; }

constexpr char kLoad[] = R"(
    SELECT t.instrument, t.version, t.total_least, t.sexual_least, t.reason, t.set_at
    FROM adagio_intake.screen_threshold t
    WHERE t.practice_id = ?
      AND t.version = (SELECT MAX(l.version) FROM adagio_intake.screen_threshold l
                       WHERE l.practice_id = t.practice_id AND l.instrument = t.instrument))";

keys::Place ReasonPlace(const Scope& scope, int instrument, int64_t version) {
  return {.practice = scope.practice(),
          .unit = {},
          .subject = {},
          .table = "adagio_intake.screen_threshold",
          .column = "reason",
          .row = absl::StrCat(instrument, "/", version)};
}

}  // namespace

absl::StatusOr<PracticeThresholds> ThresholdStore::Load(Work& work) const { return From(work.tx(), work.scope()); }

absl::StatusOr<PracticeThresholds> ThresholdStore::Read(const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return From(*reads, scope);
}

absl::StatusOr<PracticeThresholds> ThresholdStore::From(storage::Statements& from, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(kLoad, {scope.practice()}));
  PracticeThresholds set;
  for (const storage::Row& row : rows) {
    const keys::Place place = ReasonPlace(scope, static_cast<int>(row.Int(0)), row.Int(1));
    ASSIGN_OR_RETURN(std::string reason, keys_.Unseal(place, row.Text(4)));
    set[InstrumentOf(row.Int(0))] = {
        .thresholds = {.total = static_cast<int>(row.Int(2)), .sexual = static_cast<int>(row.Int(3))},
        .reason = Sensitive(std::move(reason)),
        .set_at = row.AsTime(5)};
  }
  return set;
}

absl::Status ThresholdStore::Add(Work& work, Instrument instrument, const SetThresholds& set) const {
  const Scope& scope = work.scope();
  const int number = NumberOf(instrument);
  ASSIGN_OR_RETURN(const std::string reason,
                   keys_.Seal(ReasonPlace(scope, number, work.version()), set.reason.Read(Reveal::kToSeal)));
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.screen_threshold
                    (practice_id, instrument, version, total_least, sexual_least, clinician_id, reason, set_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?))",
               {scope.practice(), number, work.version(), set.thresholds.total, set.thresholds.sexual,
                scope.principal().id, reason, set.set_at})
      .status();
}

ThresholdsInForce InForce(const PracticeThresholds& set) {
  ThresholdsInForce in_force;
  for (const auto& [instrument, each] : set) in_force[instrument] = each.thresholds;
  return in_force;
}

}  // namespace adagio::intake
