#include "services/homework/api/seen_beside.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/homework/api/caller.h"
#include "services/homework/api/repair_wire.h"
#include "services/homework/api/wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/holds.h"

namespace adagio::homework {
namespace {

// Each with its length, so that no two lists come to the same bytes.
void Append(std::string& bytes, const std::string& one) { absl::StrAppend(&bytes, one.size(), ":", one); }

// The words of an entry never change: what is shared of it is told by when it was.
std::string TextOf(const PrivateEntry& entry, const PartnerId& reader) {
  return absl::StrCat(entry.id.ToString(), " ", entry.SharedWith(reader));
}
std::string TextOf(const CheckInNote& note) {
  return absl::StrCat(note.id.ToString(), " ", note.NewestShared(), " ", SharedToWire(note).SerializeAsString());
}

}  // namespace

absl::StatusOr<std::string> SeenBeside::DigestFor(const Scope& scope, const UnitFacts& facts) {
  const std::tuple key(scope.practice(), scope.unit(), scope.principal().partner());
  if (scope.unit_version() != 0) {
    const auto known = partners_.Find(key);
    if (known.has_value() && known->first == scope.unit_version()) return known->second;
  }
  ASSIGN_OR_RETURN(const std::string bytes, BytesShown(scope, facts));
  ASSIGN_OR_RETURN(std::string digest, keys_.Mac(scope.practice(), absl::StrCat("homework beside\n", bytes)));
  partners_.Keep(key, {scope.unit_version(), digest});
  return digest;
}

absl::StatusOr<std::string> SeenBeside::BytesShown(const Scope& scope, const UnitFacts& facts) const {
  const PartnerId reader = scope.principal().partner();
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  std::string bytes;
  for (const Member& member : facts.members) Append(bytes, absl::StrCat(member.partner.ToString(), member.left));
  ASSIGN_OR_RETURN(const std::vector<AgreementRecord> agreements, store_.LoadAgreements(*reads, scope));
  for (const AgreementRecord& record : agreements) {
    if (!MayKnow(scope, Told::kAgreement, record.participants)) continue;
    // Whether its review is due is told with the assignments: that changes by time.
    Append(bytes, ToWire(scope, record, absl::InfinitePast()).SerializeAsString());
  }
  ASSIGN_OR_RETURN(const std::vector<Ladder> ladders, store_.LoadLadders(*reads, scope));
  for (const Ladder& ladder : ladders) {
    if (MayKnow(scope, Told::kLadder, ladder.participants))
      Append(bytes, ToWire(scope, ladder, {}).SerializeAsString());
  }
  ASSIGN_OR_RETURN(const std::vector<Milestone> milestones, store_.LoadMilestones(*reads, scope));
  for (const Milestone& milestone : milestones) {
    if (!IsShownTo(facts, milestone, reader)) continue;
    Append(bytes, absl::StrCat(milestone.id.ToString(), milestone.reached_at.has_value()));
  }
  ASSIGN_OR_RETURN(const std::vector<RepairRecord> repairs, store_.LoadRepairs(*reads, scope));
  for (const RepairRecord& repair : repairs) {
    if (repair.opener == reader || MayKnowOf(repair, reader)) Append(bytes, ToWire(scope, repair).SerializeAsString());
  }
  ASSIGN_OR_RETURN(const Apart apart, ReadApart(*reads, scope));
  std::vector<std::string> shared;  // loaded in no order
  for (const EntryKind kind : {EntryKind::kJournal, EntryKind::kVictory}) {
    ASSIGN_OR_RETURN(const std::vector<PrivateEntry> entries, store_.LoadEntries(*reads, scope, kind));
    for (const PrivateEntry& entry : entries) {
      if (entry.writer == reader || !MayRead(facts, apart, entry, scope.principal())) continue;
      shared.push_back(TextOf(entry, reader));
    }
  }
  ASSIGN_OR_RETURN(std::vector<CheckInNote> notes, store_.LoadCheckIns(*reads, scope));
  for (CheckInNote& note : notes) {
    const Assignment* assignment = facts.FindAssignment(note.assignment);
    if (assignment == nullptr) continue;
    note.shared = ShownTo(facts, apart, note, *assignment, reader);
    if (!note.shared.empty()) shared.push_back(TextOf(note));
  }
  std::sort(shared.begin(), shared.end());
  for (const std::string& one : shared) Append(bytes, one);
  return bytes;
}

}  // namespace adagio::homework
