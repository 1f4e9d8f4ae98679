// What it costs to score a practice network's whole history anew: every row read through the store, unsealed, scored,
// compared with the score it had, and each partner's course summed up, against reading the same rows and nothing else.
#include <algorithm>
#include <chrono>
#include <functional>
#include <map>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/private_database.h"
#include "services/progress/domain/trajectory.h"
#include "services/progress/module.h"
#include "services/progress/store/administration_store.h"
#include "services/progress/store/content.h"
#include "services/server/installation.h"
#include "tests/bench/measures.h"
#include "tests/bench/raw.h"

namespace adagio::bench {
namespace {

using progress::Administration;
using progress::Instrument;

constexpr int kPartners = 2;          // of a unit
constexpr int kAdministrations = 50;  // of a partner
constexpr int kInUnit = kPartners * kAdministrations;
constexpr char kRaw[] =
    "SELECT administration_id, partner_id, instrument, instrument_version, series_id, number, entered_role, entered_by,"
    " occurred_at, started_at, submitted_at, answers, score, provenance"
    " FROM adagio_progress.administration WHERE practice_id = ? AND unit_id = ?";

// A history in a practice of its own, as the services write it.
class History {
 public:
  History(const keys::Keyring& keys, const Instrument& instrument) : keys_(keys), instrument_(instrument) {}

  const PracticeId& practice() const { return practice_; }
  const std::vector<UnitId>& units() const { return units_; }

  absl::Status Grow(storage::Connection& root, int units) {
    for (int i = 0; i < units; ++i) {
      units_.emplace_back(entropy_.NewUuid());
      RETURN_IF_ERROR(AddUnit(root, units_.back()));
    }
    return root.Query("ANALYZE TABLE adagio_progress.administration", {}).status();
  }

 private:
  absl::Status AddUnit(storage::Connection& root, const UnitId& unit) {
    std::string sql =
        "INSERT INTO adagio_progress.administration (practice_id, unit_id, administration_id, partner_id, instrument,"
        " instrument_version, series_id, number, entered_by, entered_role, occurred_at, started_at, started_version,"
        " submitted_at, answers, score) VALUES ";
    std::vector<storage::Value> values;
    for (int partner = 0; partner < kPartners; ++partner) {
      const Uuid whose = entropy_.NewUuid();
      for (int i = 0; i < kAdministrations; ++i) {
        absl::StrAppend(&sql, values.empty() ? "" : ", ", "(?, ?, ?, ?, ?, ?, ?, 1, ?, 1, ?, ?, 1, ?, ?, ?)");
        RETURN_IF_ERROR(AddRow(unit, whose, i, values));
      }
    }
    return root.Execute(sql, values).status();
  }

  absl::Status AddRow(const UnitId& unit, const Uuid& partner, int week, std::vector<storage::Value>& values) {
    const Uuid id = entropy_.NewUuid();
    progress::ItemAnswers answers;
    for (const progress::Item& item : instrument_.items) {
      answers[item.number] = item.least + (item.number + week) % (item.greatest - item.least + 1);
    }
    const progress::Score score = ScoreOf(instrument_, answers);
    const auto place = [&](absl::string_view column) {
      return keys::Place{.practice = practice_,
                         .unit = unit,
                         .subject = partner,
                         .table = "adagio_progress.administration",
                         .column = column,
                         .row = std::string(id.bytes())};
    };
    ASSIGN_OR_RETURN(const std::string sealed, keys_.Seal(place("answers"), progress::ToText(answers)));
    ASSIGN_OR_RETURN(const std::string sealed_score, keys_.Seal(place("score"), progress::ToText(score)));
    const absl::Time at = absl::FromUnixSeconds(1'700'000'000) + absl::Hours(24 * 7 * week);
    for (storage::Value value :
         {storage::Value(practice_), storage::Value(unit), storage::Value(id), storage::Value(partner),
          storage::Value(instrument_.key), storage::Value(instrument_.version), storage::Value(id),
          storage::Value(partner), storage::Value(at), storage::Value(at), storage::Value(at), storage::Value(sealed),
          storage::Value(sealed_score)}) {
      values.push_back(std::move(value));
    }
    return absl::OkStatus();
  }

  SystemEntropy entropy_;
  const keys::Keyring& keys_;
  const Instrument& instrument_;
  const PracticeId practice_{entropy_.NewUuid()};
  std::vector<UnitId> units_;
};

// Scores everything of one unit anew. INTERNAL where a score is another than the one that was kept.
absl::Status Rescore(storage::Connection& reads, const progress::AdministrationStore& store,
                     const Instrument& instrument, const Scope& scope) {
  ASSIGN_OR_RETURN(std::vector<Administration> all, store.LoadAll(reads, scope));
  std::map<PartnerId, std::vector<Administration>> courses;
  for (Administration& each : all) {
    const progress::Score score = ScoreOf(instrument, each.answers.Read(Reveal::kToDecide));
    if (score != each.score) return absl::InternalError("a score is another than it was");
    each.score = score;
    courses[each.partner].push_back(std::move(each));
  }
  for (const auto& [partner, course] : courses) {
    const progress::Summary summary = progress::Summarise(instrument, progress::SeriesOf(course));
    if (summary.scored != kAdministrations) return absl::InternalError("a course lacks administrations");
  }
  return absl::OkStatus();
}

absl::StatusOr<double> SecondsOf(const History& history, const std::function<absl::Status(const UnitId&)>& work) {
  const auto begun = std::chrono::steady_clock::now();
  for (const UnitId& unit : history.units()) RETURN_IF_ERROR(work(unit));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

double MedianOf(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

}  // namespace

absl::StatusOr<Figures> MeasureRescore(const Bed& bed, int64_t rows, int rounds) {
  const server::Layout layout(bed.data);
  ASSIGN_OR_RETURN(const storage::Endpoint keeper, storage::Join(layout.database(), "adagio_keyring"));
  ASSIGN_OR_RETURN(const auto keys, keys::Keyring::Open({layout.root_key(), keeper}));
  ASSIGN_OR_RETURN(const progress::Instruments instruments, progress::BuiltInInstruments());
  const Instrument* gad7 = instruments.Find("gad7");
  if (gad7 == nullptr) return absl::InternalError("the pack lacks an instrument");
  History history(*keys, *gad7);
  RETURN_IF_ERROR(keys->CreatePracticeKey(history.practice()));
  ASSIGN_OR_RETURN(const auto root, storage::Connection::Open(bed.root));
  RETURN_IF_ERROR(history.Grow(*root, static_cast<int>(rows / kInUnit)));

  ASSIGN_OR_RETURN(const storage::Endpoint reader, storage::Join(layout.database(), "adagio_progress"));
  ASSIGN_OR_RETURN(const auto reads, storage::Connection::Open(reader));
  ASSIGN_OR_RETURN(const auto raw, RawConnection::Open(reader));
  ASSIGN_OR_RETURN(const auto statement, RawStatement::Prepare(*raw, kRaw));
  const progress::AdministrationStore store(*keys);
  std::vector<double> ours, limit;
  for (int round = 0; round < rounds; ++round) {
    ASSIGN_OR_RETURN(limit.emplace_back(), SecondsOf(history, [&](const UnitId& unit) -> absl::Status {
                       ASSIGN_OR_RETURN(const int64_t read, statement->Run({std::string(history.practice().bytes()),
                                                                            std::string(unit.bytes())}));
                       return read == kInUnit ? absl::OkStatus() : absl::InternalError("rows are missing");
                     }));
    ASSIGN_OR_RETURN(ours.emplace_back(), SecondsOf(history, [&](const UnitId& unit) {
                       return Rescore(*reads, store, *gad7,
                                      ScopeForTest::Make(history.practice(), unit, {}, "Rescore"));
                     }));
  }
  const double count = static_cast<double>(history.units().size() * kInUnit);
  return Figures{Figure{.name = "rescore",
                        .value = count / MedianOf(ours),
                        .limit = count / MedianOf(limit),
                        .unit = "rows/s",
                        .concurrency = 1,
                        .n = static_cast<int64_t>(count) * rounds}};
}

}  // namespace adagio::bench
