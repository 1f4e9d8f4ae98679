#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/domain/agreement.h"
#include "services/homework/domain/facts.h"
#include "services/homework/domain/ladder.h"
#include "services/homework/domain/milestone.h"
#include "services/homework/domain/private_entry.h"
#include "services/homework/domain/repair.h"
#include "services/homework/store/assignment_texts.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/foundation/sensitive.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::homework {

// What the store knows of a unit at one snapshot.
struct Loaded {
  UnitFacts facts;
  std::map<AssignmentId, AssignmentTexts> texts;
  absl::Time last_now;  // the unit's time never runs back behind this
  Version version = 0;  // the unit's guard version in this snapshot
};

// Which assignments to load beside everything else that consent depends on.
struct Focus {
  enum class Kind { kOpen, kAll };
  Kind kind = Kind::kOpen;
  AssignmentId one;        // kOpen: this one too, also when it is over
  absl::Time ended_since;  // kOpen: with those whose window ended after this

  static Focus Open(absl::Time now, AssignmentId and_one = {}) { return {Kind::kOpen, and_one, now}; }
  static Focus All() { return {Kind::kAll, {}, {}}; }
};

// What one participant noted after an occurrence. 0 to 100 each; everything may be absent.
struct CheckInNote {
  Uuid id;
  AssignmentId assignment;
  PartnerId partner;
  absl::Time recorded_at;
  std::optional<absl::Time> noted_at = {};  // by the clock of who wrote it; decides nothing
  std::optional<int> suds_before, suds_peak, suds_after, stress, comfort, felt_pressure, arousal;
  Sensitive<std::string> felt_good, felt_hard, to_adjust;
  std::map<CheckInField, Version> shared = {};  // which its writer shares, since when

  // Whether that field was filled in.
  bool Has(CheckInField field) const;
  // Since when the field is shared that was shared last; 0: none is.
  Version NewestShared() const;
};

// Homework's rows as values of the domain and back. Every statement is scoped by the practice and unit of the caller's
// Scope, and content is sealed for its one place. No rule is decided here. Safe from any thread.
class HomeworkStore {
 public:
  explicit HomeworkStore(const keys::Keyring& keys) : keys_(keys) {}

  // Everything consent depends on, in one statement and so of one snapshot.
  absl::StatusOr<Loaded> Load(storage::Statements& tx, const Scope& scope, const Focus& focus) const;
  // The unit's guard version now.
  absl::StatusOr<Version> LoadVersion(storage::Statements& tx, const Scope& scope) const;
  // Where the practice's feed ends.
  absl::StatusOr<int64_t> FeedPosition(storage::Statements& tx, const Scope& scope) const;
  // Writes what differs between `before` and `after`. New assignments need their texts.
  absl::Status Save(Work& work, const UnitFacts& before, const UnitFacts& after,
                    const std::map<AssignmentId, AssignmentTexts>& new_texts = {}) const;

  // Where the practice's clocks are.
  absl::StatusOr<absl::TimeZone> LoadZone(storage::Statements& tx, const Scope& scope) const;

  // The agreement of that id, or of exactly these participants. Absent where there is none.
  absl::StatusOr<std::optional<AgreementRecord>> LoadAgreement(storage::Statements& tx, const Scope& scope,
                                                               const AgreementId& id) const;
  absl::StatusOr<std::optional<AgreementRecord>> LoadAgreementOf(storage::Statements& tx, const Scope& scope,
                                                                 const std::vector<PartnerId>& participants) const;
  // Writes the record and the part that steps depend on.
  absl::Status SaveAgreement(Work& work, const AgreementRecord& record, const Agreement& agreement) const;
  absl::Status SaveApproval(Work& work, const AgreementId& id, const PartnerId& partner, const Approval& shown) const;

  // Writes a new ladder, or the steps and baseline of a known one.
  absl::Status SaveLadder(Work& work, const Ladder& ladder) const;
  absl::StatusOr<std::optional<Ladder>> LoadLadder(storage::Statements& tx, const Scope& scope,
                                                   const LadderId& id) const;
  // The discomfort `partner` foresees, by step number.
  absl::StatusOr<std::map<int, int>> LoadForeseen(storage::Statements& tx, const Scope& scope, const LadderId& id,
                                                  const PartnerId& partner) const;
  // All of the unit, oldest first; and what each participant foresees, by ladder and step number.
  absl::StatusOr<std::vector<Ladder>> LoadLadders(storage::Statements& tx, const Scope& scope) const;
  using Foreseen = std::map<std::pair<LadderId, PartnerId>, std::map<int, int>>;
  absl::StatusOr<Foreseen> LoadAllForeseen(storage::Statements& tx, const Scope& scope) const;
  absl::Status SaveForeseen(Work& work, const LadderId& id, const PartnerId& partner,
                            const std::map<int, int>& suds) const;

  // All of the unit.
  absl::StatusOr<std::vector<AgreementRecord>> LoadAgreements(storage::Statements& tx, const Scope& scope) const;

  // Writes the record and the part that steps depend on.
  absl::Status SaveRepair(Work& work, const RepairRecord& record) const;
  // All of the unit, in the order in which they were opened.
  absl::StatusOr<std::vector<RepairRecord>> LoadRepairs(storage::Statements& tx, const Scope& scope) const;
  absl::StatusOr<std::optional<RepairRecord>> LoadRepair(storage::Statements& tx, const Scope& scope,
                                                         const RepairId& id) const;
  // A hold of its own on each of them, which a clinician lifts as any other.
  absl::Status PlaceHolds(Work& work, const std::vector<PartnerId>& partners) const;

  // Writes a new entry, or with whom a known one is shared.
  absl::Status SaveEntry(Work& work, const PrivateEntry& entry) const;
  // All of the unit, in no order.
  absl::StatusOr<std::vector<PrivateEntry>> LoadEntries(storage::Statements& tx, const Scope& scope,
                                                        EntryKind kind) const;

  // Writes a new milestone, or what became of a known one.
  absl::Status SaveMilestone(Work& work, const Milestone& milestone) const;
  // All of the unit that were not let go, last noted first.
  absl::StatusOr<std::vector<Milestone>> LoadMilestones(storage::Statements& tx, const Scope& scope) const;
  // Let go or not.
  absl::StatusOr<std::optional<Milestone>> LoadMilestone(storage::Statements& tx, const Scope& scope,
                                                         const MilestoneId& id) const;

  absl::Status SaveCheckIn(Work& work, const CheckInNote& note) const;
  // Writes what of it is shared.
  absl::Status SaveShared(Work& work, const CheckInNote& note) const;
  // All of the unit, oldest first.
  absl::StatusOr<std::vector<CheckInNote>> LoadCheckIns(storage::Statements& tx, const Scope& scope) const;
  // Absent where the partner has set none.
  absl::StatusOr<std::optional<int>> LoadThreshold(storage::Statements& tx, const Scope& scope,
                                                   const PartnerId& partner) const;
  absl::Status SaveThreshold(Work& work, const PartnerId& partner, int threshold) const;

 private:
  // Seals `texts` for one column of one row; `row` is the rest of the row's key.
  absl::StatusOr<std::string> Seal(const Scope& scope, absl::string_view table, absl::string_view column,
                                   const Uuid& subject, const std::string& row,
                                   const std::vector<std::string>& texts) const;
  absl::StatusOr<std::vector<std::string>> Open(const Scope& scope, absl::string_view table, absl::string_view column,
                                                const Uuid& subject, const std::string& row,
                                                const std::string& sealed) const;
  absl::StatusOr<AgreementRecord> AgreementFrom(storage::Statements& tx, const Scope& scope,
                                                const storage::Row& row) const;
  absl::StatusOr<RepairRecord> RepairFrom(const Scope& scope, const storage::Row& row) const;
  absl::Status TakeIn(const Scope& scope, const storage::Row& row, Loaded& loaded) const;
  absl::Status TakeInAssignment(const Scope& scope, const storage::Row& row, Loaded& loaded) const;
  absl::Status TakeInDeclines(const Scope& scope, const storage::Row& row, UnitFacts& facts) const;
  absl::Status TakeInLimits(const Scope& scope, const storage::Row& row, UnitFacts& facts) const;
  absl::StatusOr<Ladder> LadderFrom(const Scope& scope, const storage::Row& row) const;
  absl::StatusOr<Milestone> MilestoneFrom(const Scope& scope, const storage::Row& row) const;
  absl::Status SaveLimits(Work& work, const UnitFacts& before, const UnitFacts& after) const;
  absl::Status InsertAssignment(Work& work, const Assignment& assignment, const AssignmentTexts& texts) const;
  absl::Status UpdateAssignment(Work& work, const Assignment& assignment) const;
  absl::Status SaveAnswers(Work& work, const Assignment* before, const Assignment& after) const;
  absl::Status SaveStances(Work& work, const Agreement& before, const Agreement& after) const;
  absl::Status SaveDeclines(Work& work, const UnitFacts& before, const UnitFacts& after) const;

  const keys::Keyring& keys_;
};

}  // namespace adagio::homework
