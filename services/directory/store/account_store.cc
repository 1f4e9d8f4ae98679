#include "services/directory/store/account_store.h"

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

// As in adagio.options.v1.Role. Zero for who has no account in any practice.
int NumberOf(Role role) {
  switch (role) {
    case Role::kPartner:
      return 1;
    case Role::kTherapist:
      return 2;
    case Role::kSupervisor:
      return 3;
    case Role::kPracticeAdmin:
      return 4;
    case Role::kIntegration:
      return 6;
    case Role::kOperator:
    case Role::kNobody:
      break;
  }
  return 0;
}

// A partner's or therapist's account, whether it has the relation of that kind to a unit, and the unit's version. Every
// table is looked up by its whole key: this runs at each call.
constexpr char kFind[] = R"(
    SELECT a.principal_id, r.principal_id IS NOT NULL, COALESCE(g.version, 0)
    FROM adagio_directory.account a
    LEFT JOIN adagio_spine.relation r
      ON r.practice_id = a.practice_id AND r.unit_id = ? AND r.principal_id = a.principal_id AND r.kind = ?
     AND r.ended_at IS NULL
    LEFT JOIN adagio_spine.unit_guard g ON g.practice_id = a.practice_id AND g.unit_id = ?
    WHERE a.practice_id = ? AND a.login = ? AND a.role = ?)";

// The same of a supervisor, who is related to a unit through a therapist who treats it.
constexpr char kFindSupervisor[] = R"(
    SELECT a.principal_id,
           EXISTS (SELECT 1 FROM adagio_directory.supervision s
                   JOIN adagio_spine.relation r ON r.practice_id = s.practice_id AND r.principal_id = s.therapist_id
                   WHERE s.practice_id = a.practice_id AND s.supervisor_id = a.principal_id AND s.ended_at IS NULL
                     AND r.unit_id = ? AND r.kind = 2 AND r.ended_at IS NULL),
           COALESCE(g.version, 0)
    FROM adagio_directory.account a
    LEFT JOIN adagio_spine.unit_guard g ON g.practice_id = a.practice_id AND g.unit_id = ?
    WHERE a.practice_id = ? AND a.login = ? AND a.role = ?)";

// The kind of relation that relates an account of `role` to a unit; 0, which no relation is, for all others.
int KindFor(Role role) {
  if (role == Role::kPartner) return 1;
  return role == Role::kTherapist ? 2 : 0;
}

absl::StatusOr<storage::Rows> Look(storage::Statements& reads, const PracticeId& practice, const UnitId& unit,
                                   Role role, const std::string& login) {
  if (role == Role::kSupervisor) {
    return reads.Query(kFindSupervisor, {unit, unit, practice, login, NumberOf(role)});
  }
  return reads.Query(kFind, {unit, KindFor(role), unit, practice, login, NumberOf(role)});
}

// A practice that was never created has no key either, which the keyring cannot tell from a broken one.
absl::StatusOr<bool> Exists(storage::Statements& reads, const PracticeId& practice) {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   reads.Query("SELECT 1 FROM adagio_spine.practice WHERE practice_id = ?", {practice}));
  return !rows.empty();
}

}  // namespace

absl::Status AccountStore::Add(Work& work, const PracticeId& practice, const Principal& principal,
                               absl::string_view login) const {
  ASSIGN_OR_RETURN(const std::string mac, Mac(practice, login));
  const absl::Status added =
      work.tx()
          .Execute(R"(INSERT INTO adagio_directory.account (practice_id, login, role, principal_id, opened_at)
                      VALUES (?, ?, ?, ?, ?))",
                   {practice, mac, NumberOf(principal.role), principal.id, work.now()})
          .status();
  if (storage::FaultOf(added) == storage::Fault::kDuplicate) {
    return Refuse(Reason::kNameTaken, "the practice has an account of that login");
  }
  return added;
}

absl::StatusOr<Standing> AccountStore::Find(const PracticeId& practice, const UnitId& unit, Role role,
                                            absl::string_view login) const {
  if (NumberOf(role) == 0) return Standing();
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  const absl::StatusOr<std::string> mac = Mac(practice, login);
  if (!mac.ok()) {
    ASSIGN_OR_RETURN(const bool known, Exists(*reads, practice));
    if (!known) return Standing();
    return mac.status();
  }
  ASSIGN_OR_RETURN(const storage::Rows rows, Look(*reads, practice, unit, role, *mac));
  if (rows.empty()) return Standing();
  return Standing{
      .principal = {role, rows[0].AsUuid(0)}, .related_to_unit = rows[0].Int(1) != 0, .unit_version = rows[0].Int(2)};
}

absl::StatusOr<std::string> AccountStore::Mac(const PracticeId& practice, absl::string_view login) const {
  return keys_.Mac(practice, absl::StrCat("adagio_directory.account.login\n", login));
}

}  // namespace adagio::directory
