#include "tests/bench/write_limit.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/status.h"
#include "tests/bench/raw.h"

namespace adagio::bench {
namespace {

using Values = std::vector<Parameter>;

constexpr char kMethod[] = "adagio.homework.v1.HomeworkService/AnswerAssignment";

// What an answer depends on.
constexpr const char* kCopied[] = {
    "adagio_spine.practice",        "adagio_spine.unit_guard", "adagio_spine.relation",
    "adagio_spine.acknowledgement", "adagio_spine.clearance",  "adagio_spine.hold",
    "adagio_homework.agreement",    "adagio_homework.stances", "adagio_homework.assignment",
    "adagio_homework.answer",       "adagio_homework.decline"};

std::string NewBytes() { return std::string(SystemEntropy().NewUuid().bytes()); }
std::string Hex(absl::string_view bytes) { return absl::StrCat("X'", absl::BytesToHexString(bytes), "'"); }

// The text of a DATETIME(6).
std::string TextOf(absl::Time time) { return absl::FormatTime("%Y-%m-%d %H:%M:%E6S", time, absl::UTCTimeZone()); }

absl::Status Copy(RawConnection& root, const std::string& table, const std::string& from, const std::string& to) {
  const std::vector<std::string> name = absl::StrSplit(table, '.');
  ASSIGN_OR_RETURN(const auto columns,
                   root.Ask(absl::StrCat("SELECT column_name FROM information_schema.columns WHERE table_schema = '",
                                         name[0], "' AND table_name = '", name[1],
                                         "' AND column_name <> 'practice_id' ORDER BY ordinal_position")));
  std::vector<std::string> others;
  for (const auto& column : columns) others.push_back(column[0]);
  const std::string list = absl::StrJoin(others, ", ");
  return root.Send(absl::StrCat("INSERT INTO ", table, " (practice_id, ", list, ") SELECT ", Hex(to), ", ", list,
                                " FROM ", table, " WHERE practice_id = ", Hex(from)));
}

absl::StatusOr<size_t> LengthOf(RawConnection& root, const std::string& what) {
  ASSIGN_OR_RETURN(const auto rows, root.Ask(what));
  if (rows.size() != 1 || rows[0][0].empty()) return absl::InternalError("the server has left no row to measure");
  return static_cast<size_t>(std::stoul(rows[0][0]));
}

}  // namespace

// One thread's connection, and the place of its records in a stream of its own.
class WriteLimit::Session {
 public:
  Session(const WriteLimit& limit, std::unique_ptr<RawConnection> connection)
      : limit_(limit), connection_(std::move(connection)) {}

  absl::Status Prepare() {
    RETURN_IF_ERROR(connection_->Send("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"));
    for (const std::string& sql : limit_.statements_) {
      std::unique_ptr<RawStatement>& statement = prepared_.emplace_back();
      const bool plain = sql == "START TRANSACTION" || sql == "COMMIT";
      if (plain) continue;
      ASSIGN_OR_RETURN(statement, RawStatement::Prepare(*connection_, sql));
    }
    return absl::OkStatus();
  }

  // The `k`th answer.
  absl::Status Answer(int64_t k) {
    const auto& couples = limit_.bed_.practice.couples;
    const Couple& couple = couples[static_cast<size_t>(k) % couples.size()];
    const auto& person = couple.people[static_cast<size_t>(k) / couples.size() % couple.people.size()];
    unit_ = std::string(couple.unit.bytes());
    assignment_ = std::string(couple.assignment.bytes());
    partner_ = std::string(person.id.bytes());
    request_ = NewBytes();
    now_ = TextOf(absl::Now());
    for (size_t i = 0; i < prepared_.size(); ++i) {
      if (prepared_[i] == nullptr) {
        RETURN_IF_ERROR(connection_->Send(limit_.statements_[i]));
        continue;
      }
      ASSIGN_OR_RETURN(const Values values, ValuesFor(limit_.statements_[i]));
      ASSIGN_OR_RETURN(const int64_t rows, prepared_[i]->Run(values));
      if (rows == 0) return absl::InternalError(absl::StrCat("no row for ", limit_.statements_[i]));
    }
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<Values> ValuesFor(absl::string_view sql) {
    const std::string& practice = limit_.practice_;
    const auto is = [&](absl::string_view beginning) { return absl::StartsWith(sql, beginning); };
    if (is("UPDATE adagio_spine.unit_guard SET version")) return Values{practice, unit_};
    if (is("UPDATE adagio_spine.unit_guard SET last_now")) return Values{now_, practice, unit_};
    if (is("SELECT g.version, g.last_now")) return Values{partner_, request_, kMethod, practice, unit_};
    if (is("SELECT 0, CAST")) return Facts(std::count(sql.begin(), sql.end(), '?'));
    if (is("INSERT INTO adagio_homework.answer")) {
      return Values{practice, unit_, assignment_, partner_, std::string(limit_.answer_bytes_, 's'), int64_t{1}, now_};
    }
    if (is("INSERT INTO adagio_events.outbox")) {
      return Values{practice, NewBytes(), unit_, "assignment.changed", assignment_, int64_t{1}, now_};
    }
    if (is("INSERT INTO adagio_spine.request")) {
      const std::string response(limit_.response_bytes_, 's');
      return Values{practice, partner_, request_, kMethod, std::string(32, 'd'), response, now_};
    }
    if (is("INSERT INTO adagio_audit.record")) {
      return Values{practice,
                    stream_,
                    ++seq_,
                    now_,
                    unit_,
                    "PARTNER",
                    partner_,
                    kMethod,
                    "OWN_ACCESS",
                    "ALLOWED",
                    "",
                    std::string(32, 'l'),
                    std::string(32, 'h')};
    }
    return absl::InternalError(absl::StrCat("the server sends what the limit does not know: ", sql));
  }

  // Of everything a decision depends on: of the unit whatever the server loads, and then, twice, of the assignments
  // that are open and this one.
  Values Facts(int64_t places) const {
    Values values;
    for (int64_t place = 8; place < places; place += 2) values.insert(values.end(), {limit_.practice_, unit_});
    for (int part = 0; part < 2; ++part) values.insert(values.end(), {limit_.practice_, unit_, now_, assignment_});
    return values;
  }

  const WriteLimit& limit_;
  const std::unique_ptr<RawConnection> connection_;
  std::vector<std::unique_ptr<RawStatement>> prepared_;
  const std::string stream_ = NewBytes();
  int64_t seq_ = 0;
  std::string unit_;
  std::string assignment_;
  std::string partner_;
  std::string request_;
  std::string now_;
};

absl::StatusOr<std::unique_ptr<WriteLimit>> WriteLimit::Make(const Bed& bed, std::vector<std::string> statements) {
  std::unique_ptr<WriteLimit> limit(new WriteLimit(bed, std::move(statements)));
  limit->practice_ = NewBytes();
  ASSIGN_OR_RETURN(const auto root, RawConnection::Open(bed.root));
  const std::string practice(bed.practice.id.bytes());
  for (const char* table : kCopied) RETURN_IF_ERROR(Copy(*root, table, practice, limit->practice_));
  ASSIGN_OR_RETURN(limit->answer_bytes_,
                   LengthOf(*root, absl::StrCat("SELECT MAX(LENGTH(answer)) FROM adagio_homework.answer "
                                                "WHERE practice_id = ",
                                                Hex(practice))));
  ASSIGN_OR_RETURN(limit->response_bytes_,
                   LengthOf(*root, absl::StrCat("SELECT MAX(LENGTH(answer)) FROM adagio_spine.request "
                                                "WHERE practice_id = ",
                                                Hex(practice), " AND method = '", kMethod, "'")));
  return limit;
}

WriteLimit::~WriteLimit() = default;

absl::StatusOr<Rate> WriteLimit::Measure(int threads, absl::Duration length) {
  std::vector<std::unique_ptr<Session>> sessions;
  for (int i = 0; i < threads; ++i) {
    ASSIGN_OR_RETURN(std::unique_ptr<RawConnection> connection, RawConnection::Open(bed_.root));
    sessions.push_back(std::make_unique<Session>(*this, std::move(connection)));
    RETURN_IF_ERROR(sessions.back()->Prepare());
  }
  return MeasureThreads(threads, length, [&](int thread) {
    return sessions[static_cast<size_t>(thread)]->Answer(counter_.fetch_add(1, std::memory_order_relaxed));
  });
}

}  // namespace adagio::bench
