#include "services/directory/store/account_store.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
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

// The most callers one statement asks about.
constexpr size_t kTogether = 16;

// A partner's or therapist's account, whether it has the relation of that kind to a unit, and the versions of unit and
// practice; which of several callers it is. Every table is looked up by its whole key: this runs at each call.
constexpr char kFind[] = R"(
    SELECT $0, a.principal_id, r.principal_id IS NOT NULL, COALESCE(g.version, 0), p.version
    FROM adagio_directory.account a
    JOIN adagio_spine.unit_guard p ON p.practice_id = a.practice_id AND p.unit_id = REPEAT(CHAR(0), 16)
    LEFT JOIN adagio_spine.relation r
      ON r.practice_id = a.practice_id AND r.unit_id = ? AND r.principal_id = a.principal_id AND r.kind = ?
     AND r.ended_at IS NULL
    LEFT JOIN adagio_spine.unit_guard g ON g.practice_id = a.practice_id AND g.unit_id = ?
    WHERE a.practice_id = ? AND a.login = ? AND a.role = ?)";

// The same of a supervisor, who is related to a unit through a therapist who treats it.
constexpr char kFindSupervisor[] = R"(
    SELECT 0, a.principal_id,
           EXISTS (SELECT 1 FROM adagio_directory.supervision s
                   JOIN adagio_spine.relation r ON r.practice_id = s.practice_id AND r.principal_id = s.therapist_id
                   WHERE s.practice_id = a.practice_id AND s.supervisor_id = a.principal_id AND s.ended_at IS NULL
                     AND r.unit_id = ? AND r.kind = 2 AND r.ended_at IS NULL),
           COALESCE(g.version, 0), 0
    FROM adagio_directory.account a
    LEFT JOIN adagio_spine.unit_guard g ON g.practice_id = a.practice_id AND g.unit_id = ?
    WHERE a.practice_id = ? AND a.login = ? AND a.role = ?)";

// The kind of relation that relates an account of `role` to a unit; 0, which no relation is, for all others.
int KindFor(Role role) {
  if (role == Role::kPartner) return 1;
  return role == Role::kTherapist ? 2 : 0;
}

// One look-up for each of so many callers, as one statement. Not an IN list of whole keys: MariaDB scans for those.
const std::string& Lookups(size_t count) {
  static const std::vector<std::string>& statements = *[] {
    auto* made = new std::vector<std::string>(1);
    for (size_t i = 0; i < kTogether; ++i) {
      const std::string one = absl::Substitute(kFind, i);
      made->push_back(i == 0 ? one : absl::StrCat(made->back(), " UNION ALL ", one));
    }
    return made;
  }();
  return statements[count];
}

// A caller among those of one question, and the login as it is kept.
struct Asked {
  const Caller* caller;
  std::string mac;
  absl::StatusOr<Standing>* answer;
};

absl::StatusOr<storage::Rows> Look(storage::Statements& reads, absl::Span<const Asked> asked) {
  if (asked[0].caller->role == Role::kSupervisor) {
    const auto& [caller, mac, answer] = asked[0];
    return reads.Query(kFindSupervisor, {caller->unit, caller->unit, caller->practice, mac, NumberOf(caller->role)});
  }
  std::vector<storage::Value> values;
  for (const auto& [caller, mac, answer] : asked) {
    values.insert(values.end(),
                  {caller->unit, KindFor(caller->role), caller->unit, caller->practice, mac, NumberOf(caller->role)});
  }
  return reads.Query(Lookups(asked.size()), values);
}

// Answers, and remembers the answers in `known` where it is given.
void Answer(storage::Statements& reads, absl::Span<const Asked> asked, KnownStandings* known) {
  const absl::StatusOr<storage::Rows> rows = Look(reads, asked);
  for (const Asked& one : asked) *one.answer = rows.ok() ? absl::StatusOr<Standing>(Standing()) : rows.status();
  if (!rows.ok()) return;
  for (const storage::Row& row : *rows) {
    const Asked& one = asked[row.Int(0)];
    const Standing standing{
        .principal = {one.caller->role, row.AsUuid(1)}, .related_to_unit = row.Int(2) != 0, .unit_version = row.Int(3)};
    if (known != nullptr) known->Keep(*one.caller, {standing, row.Int(4)});
    *one.answer = standing;
  }
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

// Asking the versions first pays where several callers share that statement; a single one is looked up at once.
std::vector<absl::StatusOr<Standing>> AccountStore::Find(absl::Span<const Caller> callers) {
  const absl::StatusOr<storage::Pool::Lease> reads = reads_.Acquire();
  if (!reads.ok()) return {callers.size(), reads.status()};
  if (callers.size() == 1) return LookUp(**reads, callers);
  const auto recalled = known_.Recall(**reads, callers);
  if (!recalled.ok()) return {callers.size(), recalled.status()};
  std::vector<absl::StatusOr<Standing>> answers;
  std::vector<Caller> unknown;
  for (size_t i = 0; i < callers.size(); ++i) {
    answers.push_back((*recalled)[i].value_or(Standing()));
    if (!(*recalled)[i].has_value()) unknown.push_back(callers[i]);
  }
  if (unknown.empty()) return answers;
  std::vector<absl::StatusOr<Standing>> looked_up = LookUp(**reads, unknown);
  auto found = looked_up.begin();
  for (size_t i = 0; i < callers.size(); ++i) {
    if (!(*recalled)[i].has_value()) answers[i] = std::move(*found++);
  }
  return answers;
}

std::vector<absl::StatusOr<Standing>> AccountStore::LookUp(storage::Statements& reads,
                                                           absl::Span<const Caller> callers) {
  std::vector<absl::StatusOr<Standing>> answers(callers.size(), Standing());
  std::vector<Asked> plain;
  for (size_t i = 0; i < callers.size(); ++i) {
    if (NumberOf(callers[i].role) == 0) continue;
    absl::StatusOr<std::string> mac = Mac(callers[i].practice, callers[i].login);
    if (!mac.ok()) {
      const absl::StatusOr<bool> known = Exists(reads, callers[i].practice);
      if (!known.ok() || *known) answers[i] = known.ok() ? mac.status() : known.status();
      continue;
    }
    Asked asked{&callers[i], *std::move(mac), &answers[i]};
    if (callers[i].role == Role::kSupervisor) {
      Answer(reads, {&asked, 1}, nullptr);
    } else {
      plain.push_back(std::move(asked));
    }
  }
  for (size_t from = 0; from < plain.size(); from += kTogether) {
    Answer(reads, absl::MakeConstSpan(plain).subspan(from, kTogether), &known_);
  }
  return answers;
}

absl::StatusOr<std::string> AccountStore::Mac(const PracticeId& practice, absl::string_view login) const {
  return keys_.Mac(practice, absl::StrCat("adagio_directory.account.login\n", login));
}

}  // namespace adagio::directory
