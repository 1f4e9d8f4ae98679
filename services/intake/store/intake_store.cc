#include "services/intake/store/intake_store.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr char kLoadPolicy[] = R"(
    SELECT p.policy_version, a.acknowledged_at
    FROM adagio_spine.practice p
    LEFT JOIN adagio_spine.acknowledgement a
      ON a.practice_id = p.practice_id AND a.unit_id = ? AND a.partner_id = ? AND a.policy_version = p.policy_version
    WHERE p.practice_id = ?)";

constexpr char kLoad[] = R"(
    SELECT a.acknowledged_at, s.submitted_at, w.item, w.content
    FROM adagio_spine.relation r
    JOIN adagio_spine.practice p ON p.practice_id = r.practice_id
    LEFT JOIN adagio_spine.acknowledgement a
      ON a.practice_id = r.practice_id AND a.unit_id = r.unit_id AND a.partner_id = r.principal_id
     AND a.policy_version = p.policy_version
    LEFT JOIN adagio_intake.submission s
      ON s.practice_id = r.practice_id AND s.unit_id = r.unit_id AND s.partner_id = r.principal_id
    LEFT JOIN adagio_intake.answer w
      ON w.practice_id = r.practice_id AND w.unit_id = r.unit_id AND w.partner_id = r.principal_id
    WHERE r.practice_id = ? AND r.unit_id = ? AND r.principal_id = ? AND r.kind = 1)";

keys::Place AnswerPlace(const Scope& scope, const PartnerId& partner, const std::string& item) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = partner.uuid(),
          .table = "adagio_intake.answer",
          .column = "content",
          .row = item};
}

// "Not now" is sealed with the words, so that a row tells neither.
constexpr char kNotNow = '1';
constexpr char kSaid = '0';

std::string Content(const Answer& answer) {
  return absl::StrCat(std::string(1, answer.not_now ? kNotNow : kSaid), answer.text.Read(Reveal::kToSeal));
}

absl::StatusOr<Answer> FromContent(std::string item, const std::string& content) {
  if (content.empty()) return Refuse(Reason::kBug, "an answer is stored without its mark");
  return Answer{std::move(item), Sensitive<std::string>(content.substr(1)), content.front() == kNotNow};
}

absl::StatusOr<PolicyState> PolicyFrom(storage::Statements& from, const Scope& scope) {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   from.Query(kLoadPolicy, {scope.unit(), scope.principal().id, scope.practice()}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such practice");
  return PolicyState{static_cast<int>(rows[0].Int(0)), rows[0].AsTimeOrNull(1)};
}

}  // namespace

absl::StatusOr<PolicyState> IntakeStore::LoadPolicy(Work& work) const { return PolicyFrom(work.tx(), work.scope()); }

absl::StatusOr<PolicyState> IntakeStore::ReadPolicy(const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return PolicyFrom(*reads, scope);
}

absl::Status IntakeStore::Acknowledge(Work& work, int version) const {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_spine.acknowledgement
                    (practice_id, unit_id, partner_id, policy_version, acknowledged_at)
                  VALUES (?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), scope.principal().partner(), version, work.now()})
      .status();
}

absl::StatusOr<Intake> IntakeStore::Load(Work& work, const PartnerId& partner) const {
  return LoadFrom(work.tx(), work.scope(), partner);
}

absl::StatusOr<Intake> IntakeStore::Read(const Scope& scope, const PartnerId& partner) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return LoadFrom(*reads, scope, partner);
}

absl::StatusOr<Intake> IntakeStore::LoadFrom(storage::Statements& from, const Scope& scope,
                                             const PartnerId& partner) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(kLoad, {scope.practice(), scope.unit(), partner}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such partner in the unit");
  Intake intake{.partner = partner,
                .policy_acknowledged = !rows[0].IsNull(0),
                .answers = {},
                .submitted_at = rows[0].AsTimeOrNull(1)};
  for (const storage::Row& row : rows) {
    if (row.IsNull(2)) continue;  // the one row of an intake without answers
    const std::string& item = row.Text(2);
    ASSIGN_OR_RETURN(const std::string content, keys_.Unseal(AnswerPlace(scope, partner, item), row.Text(3)));
    ASSIGN_OR_RETURN(Answer answer, FromContent(item, content));
    intake.answers.push_back(std::move(answer));
  }
  return intake;
}

absl::Status IntakeStore::SaveAnswer(Work& work, const PartnerId& partner, const Answer& answer) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string content, keys_.Seal(AnswerPlace(scope, partner, answer.item), Content(answer)));
  ASSIGN_OR_RETURN(const int64_t replaced,
                   work.tx().Execute(R"(UPDATE adagio_intake.answer SET content = ?, saved_at = ?
                      WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND item = ?)",
                                     {content, work.now(), scope.practice(), scope.unit(), partner, answer.item}));
  if (replaced > 0) return absl::OkStatus();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.answer (practice_id, unit_id, partner_id, item, content, saved_at)
                  VALUES (?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), partner, answer.item, content, work.now()})
      .status();
}

absl::Status IntakeStore::Submit(Work& work, const PartnerId& partner) const {
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.submission (practice_id, unit_id, partner_id, submitted_at)
                  VALUES (?, ?, ?, ?))",
               {work.scope().practice(), work.scope().unit(), partner, work.now()})
      .status();
}

}  // namespace adagio::intake
