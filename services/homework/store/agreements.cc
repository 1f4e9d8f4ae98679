// Agreements: the joint record and the part that steps depend on share a row; approvals have their own.
#include "services/homework/store/encoding.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {

absl::StatusOr<AgreementRecord> HomeworkStore::AgreementFrom(storage::Statements& tx, const Scope& scope,
                                                             const storage::Row& row) const {
  AgreementRecord record{.id = row.AsId<AgreementId>(0)};
  ASSIGN_OR_RETURN(record.participants, ParticipantsFrom(row.Text(1)));
  const std::string key(record.id.bytes());
  ASSIGN_OR_RETURN(const Texts texts, Open(scope, "agreement", "record", Uuid(), key, row.Text(2)));
  RETURN_IF_ERROR(FillFrom(texts, record));
  if (!record.drafted) return record;
  // An approval given before the draft was made is of an earlier draft: its row was emptied then.
  ASSIGN_OR_RETURN(const storage::Rows approvals,
                   tx.Query("SELECT partner_id, shown FROM adagio_homework.approval"
                            " WHERE practice_id = ? AND unit_id = ? AND agreement_id = ? AND given_version > 0",
                            {scope.practice(), scope.unit(), record.id}));
  for (const storage::Row& approval : approvals) {
    const auto partner = approval.AsId<PartnerId>(0);
    ASSIGN_OR_RETURN(record.approvals[partner],
                     Open(scope, "approval", "shown", partner.uuid(), key, approval.Text(1)));
  }
  return record;
}

absl::StatusOr<std::optional<AgreementRecord>> HomeworkStore::LoadAgreement(storage::Statements& tx, const Scope& scope,
                                                                            const AgreementId& id) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT agreement_id, participants, record FROM adagio_homework.agreement"
                            " WHERE practice_id = ? AND unit_id = ? AND agreement_id = ?",
                            {scope.practice(), scope.unit(), id}));
  if (rows.empty()) return std::optional<AgreementRecord>();
  return AgreementFrom(tx, scope, rows[0]);
}

absl::StatusOr<std::optional<AgreementRecord>> HomeworkStore::LoadAgreementOf(
    storage::Statements& tx, const Scope& scope, const std::vector<PartnerId>& participants) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT agreement_id, participants, record FROM adagio_homework.agreement"
                            " WHERE practice_id = ? AND unit_id = ? AND participants = ?",
                            {scope.practice(), scope.unit(), ToBytes(participants)}));
  if (rows.empty()) return std::optional<AgreementRecord>();
  return AgreementFrom(tx, scope, rows[0]);
}

absl::StatusOr<std::vector<AgreementRecord>> HomeworkStore::LoadAgreements(storage::Statements& tx,
                                                                           const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   tx.Query("SELECT agreement_id, participants, record FROM adagio_homework.agreement"
                            " WHERE practice_id = ? AND unit_id = ? ORDER BY agreement_id",
                            {scope.practice(), scope.unit()}));
  std::vector<AgreementRecord> records;
  for (const storage::Row& row : rows) {
    ASSIGN_OR_RETURN(records.emplace_back(), AgreementFrom(tx, scope, row));
  }
  return records;
}

absl::Status HomeworkStore::SaveAgreement(Work& work, const AgreementRecord& record, const Agreement& agreement) const {
  const Scope& scope = work.scope();
  const std::string key(record.id.bytes());
  ASSIGN_OR_RETURN(const std::string activities,
                   Seal(scope, "agreement", "activities", Uuid(), key, agreement.activities));
  ASSIGN_OR_RETURN(const std::string sealed, Seal(scope, "agreement", "record", Uuid(), key, ToTexts(record)));
  const storage::Value review = agreement.released > 0 ? storage::Value(agreement.review_at) : storage::Value(nullptr);
  RETURN_IF_ERROR(work.tx()
                      .Execute("INSERT INTO adagio_homework.agreement (practice_id, unit_id, agreement_id,"
                               " participants, released_version, review_at, activities, record)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE"
                               " released_version = VALUES(released_version), review_at = VALUES(review_at),"
                               " activities = VALUES(activities), record = VALUES(record)",
                               {scope.practice(), scope.unit(), record.id, ToBytes(record.participants),
                                agreement.released, review, activities, sealed})
                      .status());
  if (record.approvals.empty()) {
    RETURN_IF_ERROR(work.tx()
                        .Execute("UPDATE adagio_homework.approval SET given_version = 0"
                                 " WHERE practice_id = ? AND unit_id = ? AND agreement_id = ?",
                                 {scope.practice(), scope.unit(), record.id})
                        .status());
  }
  return work.Announce("agreement.changed", record.id.uuid());
}

absl::Status HomeworkStore::SaveApproval(Work& work, const AgreementId& id, const PartnerId& partner,
                                         const Approval& shown) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed,
                   Seal(scope, "approval", "shown", partner.uuid(), std::string(id.bytes()), shown));
  return work.tx()
      .Execute(
          "INSERT INTO adagio_homework.approval (practice_id, unit_id, agreement_id, partner_id, shown,"
          " given_version) VALUES (?, ?, ?, ?, ?, ?)"
          " ON DUPLICATE KEY UPDATE shown = VALUES(shown), given_version = VALUES(given_version)",
          {scope.practice(), scope.unit(), id, partner, sealed, work.version()})
      .status();
}

}  // namespace adagio::homework
