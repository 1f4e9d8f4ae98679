#include "services/intake/store/policy_store.h"

#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr char kLoad[] = R"(
    SELECT p.policy_version, a.acknowledged_at, w.words
    FROM adagio_spine.practice p
    LEFT JOIN adagio_spine.acknowledgement a
      ON a.practice_id = p.practice_id AND a.unit_id = ? AND a.partner_id = ? AND a.policy_version = p.policy_version
    LEFT JOIN adagio_intake.policy_words w
      ON w.practice_id = p.practice_id AND w.policy_version = p.policy_version
    WHERE p.practice_id = ?)";

keys::Place WordsPlace(const Scope& scope, int version) {
  return {.practice = scope.practice(),
          .unit = {},
          .subject = {},
          .table = "adagio_intake.policy_words",
          .column = "words",
          .row = std::to_string(version)};
}

}  // namespace

absl::StatusOr<PolicyState> PolicyStore::Load(Work& work) const { return From(work.tx(), work.scope()); }

absl::StatusOr<PolicyState> PolicyStore::Read(const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  return From(*reads, scope);
}

absl::StatusOr<PolicyState> PolicyStore::From(storage::Statements& from, const Scope& scope) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(kLoad, {scope.unit(), scope.principal().id, scope.practice()}));
  if (rows.empty()) return Refuse(Reason::kResourceMissing, "no such practice");
  PolicyState policy{static_cast<int>(rows[0].Int(0)), std::nullopt, rows[0].AsTimeOrNull(1)};
  if (rows[0].IsNull(2)) return policy;
  ASSIGN_OR_RETURN(policy.words, keys_.Unseal(WordsPlace(scope, policy.version), rows[0].Text(2)));
  return policy;
}

absl::Status PolicyStore::Acknowledge(Work& work, int version) const {
  const Scope& scope = work.scope();
  return work.tx()
      .Execute(R"(INSERT INTO adagio_spine.acknowledgement
                    (practice_id, unit_id, partner_id, policy_version, acknowledged_at)
                  VALUES (?, ?, ?, ?, ?))",
               {scope.practice(), scope.unit(), scope.principal().partner(), version, work.now()})
      .status();
}

absl::Status PolicyStore::Publish(Work& work, int version, const std::string& words) const {
  const Scope& scope = work.scope();
  ASSIGN_OR_RETURN(const std::string sealed, keys_.Seal(WordsPlace(scope, version), words));
  RETURN_IF_ERROR(work.tx()
                      .Execute(R"(INSERT INTO adagio_intake.policy_words
                                    (practice_id, policy_version, words, published_by, published_at)
                                  VALUES (?, ?, ?, ?, ?))",
                               {scope.practice(), version, sealed, scope.principal().id, work.now()})
                      .status());
  return work.tx()
      .Execute("UPDATE adagio_spine.practice SET policy_version = ? WHERE practice_id = ?", {version, scope.practice()})
      .status();
}

}  // namespace adagio::intake
