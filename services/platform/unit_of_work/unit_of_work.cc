#include "services/platform/unit_of_work/unit_of_work.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/platform/foundation/status.h"

namespace adagio {
namespace {

using storage::Fault;

constexpr int kMostAttempts = 12;
constexpr absl::Duration kFirstPause = absl::Milliseconds(2);
constexpr absl::Duration kLongestPause = absl::Milliseconds(200);

// How long an answer can be had again, and how often and how many older ones are removed: faster than new ones come.
constexpr absl::Duration kAnswersKept = absl::Hours(7 * 24);
constexpr int64_t kForgetEvery = 256;
constexpr int64_t kForgetAtMost = 500;

struct Guarded {
  int64_t version = 0;
  absl::Time last_now;
  // What the same request id was answered before.
  std::optional<std::string> digest;
  std::optional<std::string> answer;
};

keys::Place AnswerPlace(const Scope& scope, const RequestKey& key) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = scope.principal().id,
          .table = "adagio_spine.request",
          .column = "answer",
          .row = absl::StrCat(absl::string_view(key.id.bytes()), scope.method())};
}

// The first statement of every transaction: whoever else changes the unit waits here until this one has ended.
absl::Status TakeGuard(storage::Statements& tx, const Scope& scope) {
  ASSIGN_OR_RETURN(const int64_t rows, tx.Execute("UPDATE adagio_spine.unit_guard SET version = version + 1 "
                                                  "WHERE practice_id = ? AND unit_id = ?",
                                                  {scope.practice(), scope.unit()}));
  if (rows != 1) return Refuse(Reason::kAccessDenied, "not for this caller, or not there");
  return absl::OkStatus();
}

absl::StatusOr<Guarded> ReadGuard(storage::Statements& tx, const Scope& scope, const RequestKey& key) {
  ASSIGN_OR_RETURN(
      const storage::Rows rows,
      tx.Query("SELECT g.version, g.last_now, r.digest, r.answer "
               "FROM adagio_spine.unit_guard g LEFT JOIN adagio_spine.request r "
               "ON r.practice_id = g.practice_id AND r.principal_id = ? AND r.request_id = ? AND r.method = ? "
               "WHERE g.practice_id = ? AND g.unit_id = ?",
               {scope.principal().id, key.id, scope.method(), scope.practice(), scope.unit()}));
  if (rows.size() != 1) return Refuse(Reason::kBug, "a guard vanished under its own lock");
  Guarded guarded{.version = rows[0].Int(0), .last_now = rows[0].AsTime(1), .digest = {}, .answer = {}};
  if (!rows[0].IsNull(2)) {
    guarded.digest = rows[0].Text(2);
    guarded.answer = rows[0].Text(3);
  }
  return guarded;
}

absl::Status KeepAnswer(storage::Statements& tx, const Scope& scope, const RequestKey& key, const std::string& digest,
                        const std::string& sealed, absl::Time now) {
  return tx
      .Execute(
          "INSERT INTO adagio_spine.request (practice_id, principal_id, request_id, method, digest, answer, "
          "answered_at) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)",
          {scope.practice(), scope.principal().id, key.id, scope.method(), digest, sealed, now})
      .status();
}

absl::Status ForgetOldAnswers(storage::Statements& tx, const Scope& scope, absl::Time now) {
  return tx
      .Execute("DELETE FROM adagio_spine.request WHERE practice_id = ? AND answered_at < ? LIMIT ?",
               {scope.practice(), now - kAnswersKept, kForgetAtMost})
      .status();
}

absl::Status KeepNow(storage::Statements& tx, const Scope& scope, absl::Time now) {
  return tx
      .Execute("UPDATE adagio_spine.unit_guard SET last_now = ? WHERE practice_id = ? AND unit_id = ?",
               {now, scope.practice(), scope.unit()})
      .status();
}

AccessRecord RecordOf(const Scope& scope, absl::Time at, Outcome outcome) {
  return {.at = at,
          .practice = scope.practice(),
          .unit = scope.unit(),
          .principal = scope.principal(),
          .method = scope.method(),
          .purpose = scope.purpose(),
          .outcome = outcome,
          .reason = Reason::kNone};
}

audit::Trail::Ending EndingOf(const absl::Status& commit) {
  if (commit.ok()) return audit::Trail::Ending::kCommitted;
  return storage::FaultOf(commit) == Fault::kLost ? audit::Trail::Ending::kUnknown : audit::Trail::Ending::kRolledBack;
}

bool WorthAnotherAttempt(const absl::Status& status) {
  const Fault fault = storage::FaultOf(status);
  // A duplicate here is a request id that another transaction has just claimed, or an id drawn twice: look again.
  return fault == Fault::kConflict || fault == Fault::kLost || fault == Fault::kDuplicate;
}

absl::Duration PauseBefore(int attempt, Entropy& entropy) {
  const absl::Duration longest = std::min(kLongestPause, kFirstPause * (int64_t{1} << std::min(attempt, 10)));
  const auto jitter = static_cast<uint8_t>(entropy.NewUuid().bytes()[0]);
  return longest * (0.5 + jitter / 512.0);
}

}  // namespace

absl::Status Work::Announce(absl::string_view type, const Uuid& resource) {
  announced_ = true;
  return events::Append(tx_, {.id = entropy_.NewUuid(),
                              .practice = scope_.practice(),
                              .unit = scope_.unit(),
                              .type = type,
                              .resource = resource,
                              .revision = version_,
                              .at = now_});
}

absl::StatusOr<std::string> UnitOfWork::Run(const Scope& scope, const RequestKey& key, Closure closure) {
  ASSIGN_OR_RETURN(const std::string digest,
                   options_.keys.Mac(scope.practice(), absl::StrCat(scope.method(), "\n", key.body)));
  SystemEntropy jitter;
  for (int attempt = 0;; ++attempt) {
    ASSIGN_OR_RETURN(storage::Pool::Lease connection, options_.writes.Acquire());
    absl::StatusOr<std::string> answer = Attempt(*connection, scope, key, digest, closure);
    if (answer.ok() || !WorthAnotherAttempt(answer.status())) return answer;
    if (attempt + 1 == kMostAttempts) return Refuse(Reason::kStoreUnavailable, "conflicts or losses did not end");
    absl::SleepFor(PauseBefore(attempt, jitter));
  }
}

absl::StatusOr<std::string> UnitOfWork::Attempt(storage::Connection& connection, const Scope& scope,
                                                const RequestKey& key, const std::string& digest, Closure closure) {
  ASSIGN_OR_RETURN(const std::unique_ptr<storage::Transaction> tx, storage::Transaction::Begin(connection));
  RETURN_IF_ERROR(TakeGuard(*tx, scope));
  ASSIGN_OR_RETURN(const Guarded guarded, ReadGuard(*tx, scope, key));
  if (guarded.digest.has_value() && *guarded.digest != digest) {
    return Refuse(Reason::kRequestIdReused, "the request id came before with another body");
  }
  Work work(scope, *tx, options_.entropy);
  work.now_ = std::max(options_.clock.Now(), guarded.last_now);
  work.version_ = guarded.version;

  std::string answer;
  if (guarded.answer.has_value()) {
    ASSIGN_OR_RETURN(answer, options_.keys.Unseal(AnswerPlace(scope, key), *guarded.answer));
  } else {
    ASSIGN_OR_RETURN(answer, closure(work));
    ASSIGN_OR_RETURN(const std::string sealed, options_.keys.Seal(AnswerPlace(scope, key), answer));
    RETURN_IF_ERROR(KeepAnswer(*tx, scope, key, digest, sealed, work.now_));
    if (work.now_ > guarded.last_now) RETURN_IF_ERROR(KeepNow(*tx, scope, work.now_));
    if (guarded.version % kForgetEvery == 0) RETURN_IF_ERROR(ForgetOldAnswers(*tx, scope, work.now_));
  }
  const Outcome outcome = guarded.answer.has_value() ? Outcome::kReplayed : Outcome::kAllowed;
  absl::Status ended = options_.trail.Append(*tx, connection, RecordOf(scope, work.now_, outcome));
  if (ended.ok()) ended = tx->Commit();
  options_.trail.Settle(connection, EndingOf(ended));
  if (!ended.ok()) return ended;
  if (work.announced_ && options_.announced) options_.announced();
  return answer;
}

}  // namespace adagio
