#include "services/homework/domain/repair.h"

#include <algorithm>

#include "services/platform/foundation/declassified.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr size_t kFewestParticipants = 2;
constexpr size_t kMostParticipants = 8;

absl::Status CheckParticipants(const UnitFacts& facts, const RepairRecord& opened) {
  const std::vector<PartnerId>& participants = opened.participants;
  if (participants.size() < kFewestParticipants || participants.size() > kMostParticipants) {
    return RefuseField("participants", "two to eight partners");
  }
  for (const PartnerId& partner : participants) {
    const Member* member = facts.FindMember(partner);
    if (member == nullptr || member->left) return RefuseField("participants", "a partner of the unit");
    if (std::count(participants.begin(), participants.end(), partner) > 1) {
      return RefuseField("participants", "each partner once");
    }
  }
  if (!Names(participants, opened.opener)) return RefuseField("participants", "the caller among them");
  return absl::OkStatus();
}

// Whether `partner` is the opener of a repair that is neither released nor closed.
absl::Status CheckOpenerBeforeRelease(const RepairRecord& record, const PartnerId& partner) {
  if (!MayKnowOf(record, partner)) return Refuse(Reason::kResourceMissing, "no such repair");
  if (partner != record.opener || record.released > 0 || record.closed) {
    return Refuse(Reason::kNotAvailable, "not the opener's to decide now");
  }
  return absl::OkStatus();
}

// Whether those of its participants who have not left have a version of their agreement that is newer than the repair.
bool AgreementIsNewer(const UnitFacts& facts, const Repair& repair) {
  std::vector<PartnerId> staying = repair.participants;
  std::erase_if(staying, [&](const PartnerId& partner) {
    const Member* member = facts.FindMember(partner);
    return member == nullptr || member->left;
  });
  if (staying.size() < kFewestParticipants) return true;
  const Agreement* agreement = facts.FindAgreement(staying);
  return agreement != nullptr && agreement->released > repair.opened;
}

}  // namespace

bool MayKnowOf(const RepairRecord& record, const PartnerId& partner) {
  if (partner == record.opener) return true;
  return IsDeclassified(
      {.what = Told::kRepair, .names_reader = Names(record.participants, partner), .released = record.released > 0});
}

absl::StatusOr<UnitFacts> OpenRepair(UnitFacts facts, const RepairRecord& opened, const Moment& moment) {
  RETURN_IF_ERROR(CheckParticipants(facts, opened));
  facts.repairs.push_back(
      {.id = opened.id, .participants = opened.participants, .opened = moment.version, .open = true});
  if (!opened.NeedsSafetyReview()) return facts;
  for (Member& member : facts.members) {
    if (!Names(opened.participants, member.partner)) continue;
    member.held = true;
    member.stopped = moment.version;
  }
  return facts;
}

absl::StatusOr<RepairRecord> AgreeToRelease(RepairRecord record, const PartnerId& partner,
                                            Sensitive<std::string> account) {
  RETURN_IF_ERROR(CheckOpenerBeforeRelease(record, partner));
  record.agreed = true;
  record.account = std::move(account);
  return record;
}

absl::StatusOr<RepairRecord> RetractRelease(RepairRecord record, const PartnerId& partner) {
  RETURN_IF_ERROR(CheckOpenerBeforeRelease(record, partner));
  record.agreed = false;
  record.account = {};
  return record;
}

absl::StatusOr<RepairRecord> Release(RepairRecord record, const Moment& moment) {
  if (record.released > 0 || record.closed) return Refuse(Reason::kAlreadyOver, "released or closed");
  if (record.NeedsSafetyReview()) return Refuse(Reason::kClearanceHeld, "a matter of safety, not of an apology");
  if (!record.agreed) return Refuse(Reason::kApprovalMissing, "the opener has not agreed");
  record.released = moment.version;
  record.released_at = moment.now;
  return record;
}

absl::StatusOr<RepairRecord> ReviewSafety(RepairRecord record, const Said& conclusion) {
  if (!record.NeedsSafetyReview()) return Refuse(Reason::kNotAvailable, "no review of safety is due");
  if (record.safety_review.has_value()) return Refuse(Reason::kAlreadyOver, "reviewed");
  record.safety_review = conclusion;
  return record;
}

absl::StatusOr<RepairRecord> Own(RepairRecord record, const Ownership& said) {
  if (!MayKnowOf(record, said.by)) return Refuse(Reason::kResourceMissing, "no such repair");
  if (said.by == record.opener) return Refuse(Reason::kNotAvailable, "not the opener's to own");
  const auto by_the_same = [&](const Ownership& known) { return known.by == said.by; };
  if (std::any_of(record.ownerships.begin(), record.ownerships.end(), by_the_same)) {
    return Refuse(Reason::kAlreadyOver, "owned");
  }
  record.ownerships.push_back(said);
  return record;
}

absl::StatusOr<RepairRecord> Acknowledge(RepairRecord record, const PartnerId& partner, const Said& said) {
  if (!MayKnowOf(record, partner)) return Refuse(Reason::kResourceMissing, "no such repair");
  if (partner != record.opener || record.ownerships.empty()) {
    return Refuse(Reason::kNotAvailable, "nothing for the caller to acknowledge");
  }
  if (record.acknowledgement.has_value()) return Refuse(Reason::kAlreadyOver, "acknowledged");
  record.acknowledgement = said;
  return record;
}

absl::StatusOr<UnitFacts> CloseRepair(UnitFacts facts, const RepairId& id) {
  const auto repair =
      std::find_if(facts.repairs.begin(), facts.repairs.end(), [&](const Repair& known) { return known.id == id; });
  if (repair == facts.repairs.end()) return Refuse(Reason::kResourceMissing, "no such repair");
  if (!repair->open) return Refuse(Reason::kAlreadyOver, "closed");
  if (!AgreementIsNewer(facts, *repair)) {
    return Refuse(Reason::kOutsideAgreement, "no newer version of its participants' agreement");
  }
  repair->open = false;
  return facts;
}

absl::StatusOr<RepairRecord> Close(RepairRecord record) {
  if (record.NeedsSafetyReview() && !record.safety_review.has_value()) {
    return Refuse(Reason::kClearanceHeld, "a review of safety is due");
  }
  record.closed = true;
  return record;
}

}  // namespace adagio::homework
