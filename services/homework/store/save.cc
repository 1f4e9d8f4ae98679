// Saving: what differs between two states of the facts becomes rows.
#include "absl/strings/str_cat.h"
#include "services/homework/domain/show.h"
#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

const Agreement* FindAgreement(const UnitFacts& facts, const AgreementId& id) {
  for (const Agreement& agreement : facts.agreements) {
    if (agreement.id == id) return &agreement;
  }
  return nullptr;
}

std::vector<Decline> DeclinesOf(const UnitFacts& facts, const PartnerId& partner) {
  std::vector<Decline> declines;
  for (const Decline& decline : facts.declines) {
    if (decline.partner == partner) declines.push_back(decline);
  }
  return declines;
}

// Whether `assignment` shows the same state in both at `now`, whatever it was that changed.
bool ShowsTheSame(const UnitFacts& before, const UnitFacts& after, const Assignment& assignment, absl::Time now) {
  return Show(before, assignment, now).state == Show(after, assignment, now).state;
}

// Equal but for the answers, which have rows of their own.
bool SameRow(Assignment a, Assignment b) {
  a.answers.clear();
  b.answers.clear();
  return a == b;
}

}  // namespace

absl::StatusOr<std::string> HomeworkStore::Seal(const Scope& scope, absl::string_view table, absl::string_view column,
                                                const Uuid& subject, const std::string& row,
                                                const std::vector<std::string>& texts) const {
  const std::string full = absl::StrCat("adagio_homework.", table);
  return keys_.Seal({scope.practice(), scope.unit(), subject, full, column, row}, Pack(texts));
}

absl::StatusOr<std::vector<std::string>> HomeworkStore::Open(const Scope& scope, absl::string_view table,
                                                             absl::string_view column, const Uuid& subject,
                                                             const std::string& row, const std::string& sealed) const {
  const std::string full = absl::StrCat("adagio_homework.", table);
  ASSIGN_OR_RETURN(const std::string packed,
                   keys_.Unseal({scope.practice(), scope.unit(), subject, full, column, row}, sealed));
  return Unpack(packed);
}

absl::Status HomeworkStore::Save(Work& work, const UnitFacts& before, const UnitFacts& after,
                                 const std::map<AssignmentId, AssignmentTexts>& new_texts) const {
  for (const Assignment& assignment : after.assignments) {
    const Assignment* known = before.FindAssignment(assignment.id);
    if (known == nullptr) {
      RETURN_IF_ERROR(InsertAssignment(work, assignment, new_texts.at(assignment.id)));
    } else if (!SameRow(*known, assignment)) {
      RETURN_IF_ERROR(UpdateAssignment(work, assignment));
    }
    RETURN_IF_ERROR(SaveAnswers(work, known, assignment));
    if (known == nullptr || !(*known == assignment) || !ShowsTheSame(before, after, assignment, work.now())) {
      RETURN_IF_ERROR(work.Announce("assignment.changed", assignment.id.uuid()));
    }
  }
  for (const Agreement& agreement : after.agreements) {
    const Agreement* known = FindAgreement(before, agreement.id);
    if (known != nullptr) RETURN_IF_ERROR(SaveStances(work, *known, agreement));
  }
  RETURN_IF_ERROR(SaveLimits(work, before, after));
  return SaveDeclines(work, before, after);
}

absl::Status HomeworkStore::InsertAssignment(Work& work, const Assignment& a, const AssignmentTexts& texts) const {
  ASSIGN_OR_RETURN(const std::string sealed,
                   Seal(work.scope(), "assignment", "terms", Uuid(), std::string(a.id.bytes()), ToTexts(a, texts)));
  return work.tx()
      .Execute(
          "INSERT INTO adagio_homework.assignment (practice_id, unit_id, assignment_id, participants, ladder_id, terms,"
          " starts_at, ends_at, occurrences, usual_seconds, shorter_seconds, offered_at, offered_version,"
          " stopped_version, paused_by_therapist, completed, closed)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          {work.scope().practice(), work.scope().unit(), a.id, ToBytes(a.participants), a.ladder, sealed,
           a.schedule.starts_at(), a.schedule.ends_at(), a.schedule.occurrences(), absl::ToInt64Seconds(a.usual_length),
           absl::ToInt64Seconds(a.shorter_length), a.offered_at, a.offered, a.stopped, a.paused_by_therapist,
           a.completed, a.closed})
      .status();
}

absl::Status HomeworkStore::UpdateAssignment(Work& work, const Assignment& a) const {
  return work.tx()
      .Execute(
          "UPDATE adagio_homework.assignment SET stopped_version = ?, paused_by_therapist = ?, completed = ?, closed = "
          "?"
          " WHERE practice_id = ? AND unit_id = ? AND assignment_id = ?",
          {a.stopped, a.paused_by_therapist, a.completed, a.closed, work.scope().practice(), work.scope().unit(), a.id})
      .status();
}

absl::Status HomeworkStore::SaveAnswers(Work& work, const Assignment* before, const Assignment& after) const {
  for (const auto& [partner, answer] : after.answers) {
    if (before != nullptr) {
      const auto known = before->answers.find(partner);
      if (known != before->answers.end() && known->second == answer) continue;
    }
    ASSIGN_OR_RETURN(const std::string sealed, Seal(work.scope(), "answer", "answer", partner.uuid(),
                                                    std::string(after.id.bytes()), ToTexts(answer.kind)));
    RETURN_IF_ERROR(work.tx()
                        .Execute("INSERT INTO adagio_homework.answer (practice_id, unit_id, assignment_id, partner_id,"
                                 " answer, version, answered_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
                                 " ON DUPLICATE KEY UPDATE answer = VALUES(answer), version = VALUES(version),"
                                 " answered_at = VALUES(answered_at)",
                                 {work.scope().practice(), work.scope().unit(), after.id, partner, sealed,
                                  answer.version, answer.at})
                        .status());
  }
  return absl::OkStatus();
}

absl::Status HomeworkStore::SaveStances(Work& work, const Agreement& before, const Agreement& after) const {
  for (const auto& [partner, stances] : after.stances) {
    const auto known = before.stances.find(partner);
    if (known != before.stances.end() && known->second == stances) continue;
    ASSIGN_OR_RETURN(const std::string sealed, Seal(work.scope(), "stances", "stances", partner.uuid(),
                                                    std::string(after.id.bytes()), ToTexts(stances)));
    RETURN_IF_ERROR(work.tx()
                        .Execute("INSERT INTO adagio_homework.stances (practice_id, unit_id, agreement_id, partner_id,"
                                 " stances) VALUES (?, ?, ?, ?, ?)"
                                 " ON DUPLICATE KEY UPDATE stances = VALUES(stances)",
                                 {work.scope().practice(), work.scope().unit(), after.id, partner, sealed})
                        .status());
  }
  return absl::OkStatus();
}

absl::Status HomeworkStore::SaveLimits(Work& work, const UnitFacts& before, const UnitFacts& after) const {
  for (const Member& member : after.members) {
    const Member* known = before.FindMember(member.partner);
    if (known != nullptr && known->contraindications == member.contraindications &&
        known->day_aside == member.day_aside) {
      continue;
    }
    ASSIGN_OR_RETURN(const std::string sealed,
                     Seal(work.scope(), "own_limits", "limits", member.partner.uuid(), "", LimitsOf(member)));
    RETURN_IF_ERROR(work.tx()
                        .Execute("INSERT INTO adagio_homework.own_limits (practice_id, unit_id, partner_id, limits)"
                                 " VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE limits = VALUES(limits)",
                                 {work.scope().practice(), work.scope().unit(), member.partner, sealed})
                        .status());
  }
  return absl::OkStatus();
}

absl::Status HomeworkStore::SaveDeclines(Work& work, const UnitFacts& before, const UnitFacts& after) const {
  for (const Member& member : after.members) {
    const std::vector<Decline> declines = DeclinesOf(after, member.partner);
    if (declines == DeclinesOf(before, member.partner)) continue;
    ASSIGN_OR_RETURN(const std::string sealed,
                     Seal(work.scope(), "decline", "declines", member.partner.uuid(), "", ToTexts(declines)));
    RETURN_IF_ERROR(work.tx()
                        .Execute("INSERT INTO adagio_homework.decline (practice_id, unit_id, partner_id, declines)"
                                 " VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE declines = VALUES(declines)",
                                 {work.scope().practice(), work.scope().unit(), member.partner, sealed})
                        .status());
  }
  return absl::OkStatus();
}

}  // namespace adagio::homework
