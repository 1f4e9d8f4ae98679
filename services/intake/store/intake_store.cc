#include "services/intake/store/intake_store.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/intake/store/answer_text.h"
#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/holds.h"

namespace adagio::intake {
namespace {

// A row for each answer of the version; one for an intake without.
constexpr char kLoad[] = R"(
    SELECT a.acknowledged_at IS NOT NULL, v.version, v.questionnaire, v.submitted_at, w.item, w.content,
           EXISTS (SELECT 1 FROM adagio_intake.shared_answer s
                   WHERE s.practice_id = w.practice_id AND s.unit_id = w.unit_id AND s.partner_id = w.partner_id
                     AND s.item = w.item AND s.ended_version IS NULL)
    FROM adagio_spine.relation r
    JOIN adagio_spine.practice p ON p.practice_id = r.practice_id
    LEFT JOIN adagio_spine.acknowledgement a
      ON a.practice_id = r.practice_id AND a.unit_id = r.unit_id AND a.partner_id = r.principal_id
     AND a.policy_version = p.policy_version
    LEFT JOIN adagio_intake.intake_version v
      ON v.practice_id = r.practice_id AND v.unit_id = r.unit_id AND v.partner_id = r.principal_id
     AND v.version = COALESCE(NULLIF(?, 0), (SELECT MAX(l.version) FROM adagio_intake.intake_version l
                                             WHERE l.practice_id = r.practice_id AND l.unit_id = r.unit_id
                                               AND l.partner_id = r.principal_id))
    LEFT JOIN adagio_intake.answer w
      ON w.practice_id = v.practice_id AND w.unit_id = v.unit_id AND w.partner_id = v.partner_id
     AND w.version = v.version
    WHERE r.practice_id = ? AND r.unit_id = ? AND r.principal_id = ? AND r.kind = 1)";

constexpr char kLoadShared[] = R"(
    SELECT s.partner_id, s.item, s.version, v.questionnaire, w.content, s.shared_version,
           r.ended_at IS NOT NULL, o.ended_at IS NOT NULL
    FROM adagio_intake.shared_answer s
    JOIN adagio_intake.intake_version v
      ON v.practice_id = s.practice_id AND v.unit_id = s.unit_id AND v.partner_id = s.partner_id
     AND v.version = s.version
    JOIN adagio_intake.answer w
      ON w.practice_id = s.practice_id AND w.unit_id = s.unit_id AND w.partner_id = s.partner_id
     AND w.version = s.version AND w.item = s.item
    JOIN adagio_spine.relation r
      ON r.practice_id = s.practice_id AND r.unit_id = s.unit_id AND r.principal_id = s.partner_id AND r.kind = 1
    JOIN adagio_spine.relation o
      ON o.practice_id = s.practice_id AND o.unit_id = s.unit_id AND o.principal_id = ? AND o.kind = 1
    WHERE s.practice_id = ? AND s.unit_id = ? AND s.partner_id <> o.principal_id AND s.ended_version IS NULL
    ORDER BY r.started_version, s.partner_id, s.item)";

// The first version keeps the place its answers had before there were versions.
keys::Place AnswerPlace(const Scope& scope, const PartnerId& partner, int version, const std::string& item) {
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .subject = partner.uuid(),
          .table = "adagio_intake.answer",
          .column = "content",
          .row = version == 1 ? item : absl::StrCat(item, "/", version)};
}

}  // namespace

absl::StatusOr<Intake> IntakeStore::Load(Work& work, const PartnerId& partner, int version) const {
  return LoadFrom(work.tx(), work.scope(), partner, version);
}

absl::StatusOr<Intake> IntakeStore::Read(const Scope& scope, const PartnerId& partner, int version) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return LoadFrom(*reads, scope, partner, version);
}

absl::StatusOr<Intake> IntakeStore::LoadFrom(storage::Statements& from, const Scope& scope, const PartnerId& partner,
                                             int version) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(kLoad, {version, scope.practice(), scope.unit(), partner}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such partner in the unit");
  Intake intake{.partner = partner, .policy_acknowledged = rows[0].Int(0) != 0, .answers = {}, .shared = {}};
  if (rows[0].IsNull(1)) {
    if (version != 0) return Refuse(Reason::kResourceMissing, "no such version");
    return intake;
  }
  intake.version = static_cast<int>(rows[0].Int(1));
  intake.questionnaire = static_cast<int>(rows[0].Int(2));
  intake.submitted_at = rows[0].AsTimeOrNull(3);
  for (const storage::Row& row : rows) {
    if (row.IsNull(4)) continue;  // the one row of an intake without answers
    const std::string& item = row.Text(4);
    ASSIGN_OR_RETURN(const std::string content,
                     keys_.Unseal(AnswerPlace(scope, partner, intake.version, item), row.Text(5)));
    ASSIGN_OR_RETURN(Answer answer, AnswerFromText(item, content));
    intake.answers.push_back(std::move(answer));
    if (row.Int(6) != 0) intake.shared.insert(item);
  }
  return intake;
}

absl::Status IntakeStore::Save(Work& work, const Intake& before, const Intake& after) const {
  const bool begins = after.version != before.version;
  if (begins) RETURN_IF_ERROR(Begin(work, after));
  for (const Answer& answer : after.answers) {
    const Answer* known = begins ? nullptr : FindAnswer(before.answers, answer.item);
    if (known == nullptr || !Same(*known, answer)) RETURN_IF_ERROR(SaveAnswer(work, after, answer));
  }
  for (const std::string& item : before.shared) {
    if (after.shared.count(item) == 0) RETURN_IF_ERROR(EndSharing(work, after, item));
  }
  for (const std::string& item : after.shared) {
    if (before.shared.count(item) == 0) RETURN_IF_ERROR(StartSharing(work, after, item));
  }
  return absl::OkStatus();
}

absl::Status IntakeStore::Begin(Work& work, const Intake& intake) const {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.intake_version
                    (practice_id, unit_id, partner_id, version, questionnaire, begun_at)
                  VALUES (?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), intake.partner, intake.version, intake.questionnaire, work.now()})
      .status();
}

absl::Status IntakeStore::SaveAnswer(Work& work, const Intake& intake, const Answer& answer) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string content,
                   keys_.Seal(AnswerPlace(scope, intake.partner, intake.version, answer.item), ToText(answer)));
  ASSIGN_OR_RETURN(const int64_t replaced, work.tx().Execute(
                                               R"(UPDATE adagio_intake.answer SET content = ?, saved_at = ?
             WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND version = ? AND item = ?)",
                                               {content, work.now(), scope.practice(), scope.unit(), intake.partner,
                                                intake.version, answer.item}));
  if (replaced > 0) return absl::OkStatus();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.answer (practice_id, unit_id, partner_id, version, item, content, saved_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), intake.partner, intake.version, answer.item, content, work.now()})
      .status();
}

absl::Status IntakeStore::StartSharing(Work& work, const Intake& intake, const std::string& item) const {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_intake.shared_answer
                    (practice_id, unit_id, partner_id, item, shared_version, version)
                  VALUES (?, ?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), intake.partner, item, work.version(), intake.version})
      .status();
}

absl::Status IntakeStore::EndSharing(Work& work, const Intake& intake, const std::string& item) const {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(UPDATE adagio_intake.shared_answer SET ended_version = ?
                  WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND item = ? AND ended_version IS NULL)",
               {work.version(), scope.practice(), scope.unit(), intake.partner, item})
      .status();
}

absl::Status IntakeStore::Submit(Work& work, const Intake& intake) const {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(UPDATE adagio_intake.intake_version SET submitted_at = ?
                  WHERE practice_id = ? AND unit_id = ? AND partner_id = ? AND version = ?)",
               {work.now(), scope.practice(), scope.unit(), intake.partner, intake.version})
      .status();
}

absl::StatusOr<std::vector<SharedAnswer>> IntakeStore::ReadShared(const Scope& scope, const PartnerId& reader) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  ASSIGN_OR_RETURN(const storage::Rows rows, reads->Query(kLoadShared, {reader, scope.practice(), scope.unit()}));
  ASSIGN_OR_RETURN(const Apart apart, ReadApart(*reads, scope));
  std::vector<SharedAnswer> shared;
  for (const storage::Row& row : rows) {
    const auto partner = row.AsId<PartnerId>(0);
    if (!Reaches(apart, {partner, row.Int(6) != 0}, {reader, row.Int(7) != 0}, row.Int(5))) continue;
    const std::string& item = row.Text(1);
    const keys::Place place = AnswerPlace(scope, partner, static_cast<int>(row.Int(2)), item);
    ASSIGN_OR_RETURN(const std::string content, keys_.Unseal(place, row.Text(4)));
    ASSIGN_OR_RETURN(Answer answer, AnswerFromText(item, content));
    shared.push_back({partner, static_cast<int>(row.Int(3)), std::move(answer)});
  }
  return shared;
}

}  // namespace adagio::intake
