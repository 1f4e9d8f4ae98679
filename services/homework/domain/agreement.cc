#include "services/homework/domain/agreement.h"

#include <algorithm>

#include "services/homework/domain/show.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr size_t kFewestParticipants = 2;
constexpr size_t kMostParticipants = 8;
constexpr absl::Duration kFarthestReview = absl::Hours(366 * 24);

template <typename T>
bool Has(const std::vector<T>& things, const T& thing) {
  return std::find(things.begin(), things.end(), thing) != things.end();
}

template <typename T>
bool HasTwice(std::vector<T> things) {
  std::sort(things.begin(), things.end());
  return std::adjacent_find(things.begin(), things.end()) != things.end();
}

absl::Status CheckParticipants(const UnitFacts& facts, const std::vector<PartnerId>& participants) {
  if (participants.size() < kFewestParticipants || participants.size() > kMostParticipants) {
    return RefuseField("participants", "two to eight partners");
  }
  if (HasTwice(participants)) return RefuseField("participants", "each partner once");
  for (const PartnerId& partner : participants) {
    const Member* member = facts.FindMember(partner);
    if (member == nullptr || member->left) return RefuseField("participants", "a partner of the unit");
  }
  return absl::OkStatus();
}

absl::Status CheckReview(absl::Time review_at, absl::Time now) {
  if (review_at <= now || review_at > now + kFarthestReview) return RefuseField("review_at", "within the coming year");
  return absl::OkStatus();
}

}  // namespace

bool AgreementRecord::SpeaksOf(const std::string& activity) const {
  return Has(in_force.activities, activity) || (drafted && Has(draft.activities, activity));
}

absl::StatusOr<AgreementRecord> Draft(const UnitFacts& facts, AgreementRecord record, const Terms& terms,
                                      absl::Time now) {
  RETURN_IF_ERROR(CheckParticipants(facts, record.participants));
  RETURN_IF_ERROR(CheckReview(terms.review_at, now));
  if (terms.activities.empty() || HasTwice(terms.activities)) return RefuseField("activities", "each activity once");
  record.drafted = true;
  record.draft = terms;
  record.approvals.clear();
  return record;
}

std::vector<std::string> CoveredBy(const std::vector<std::string>& activities,
                                   const std::map<std::string, Stance>& stances) {
  std::vector<std::string> covered;
  for (const std::string& activity : activities) {
    const auto stance = stances.find(activity);
    if (stance != stances.end() && Covers(stance->second)) covered.push_back(activity);
  }
  return covered;
}

absl::StatusOr<AgreementRecord> Approve(AgreementRecord record, const PartnerId& partner,
                                        const std::map<std::string, Stance>& own, const Approval& shown) {
  if (!Names(record.participants, partner)) return Refuse(Reason::kResourceMissing, "no such agreement");
  if (!record.drafted) return Refuse(Reason::kNotAvailable, "nothing waits for approval");
  const std::vector<std::string> preview = CoveredBy(record.draft.activities, own);
  for (const std::string& activity : shown) {
    if (!Has(preview, activity)) return RefuseField("activities", "a part of the preview");
  }
  if (HasTwice(shown)) return RefuseField("activities", "each activity once");
  record.approvals[partner] = shown;
  return record;
}

std::vector<std::string> Overlap(const AgreementRecord& record,
                                 const std::map<PartnerId, std::map<std::string, Stance>>& stances) {
  std::vector<std::string> overlap = record.draft.activities;
  for (const PartnerId& partner : record.participants) {
    const auto of_partner = stances.find(partner);
    const auto approval = record.approvals.find(partner);
    if (of_partner == stances.end() || approval == record.approvals.end()) return {};
    overlap = CoveredBy(overlap, of_partner->second);
    std::erase_if(overlap, [&](const std::string& activity) { return !Has(approval->second, activity); });
  }
  return overlap;
}

absl::StatusOr<Released> Release(const UnitFacts& facts, AgreementRecord record, Agreement agreement,
                                 const Moment& moment) {
  if (AnyLeft(facts, record.participants)) return Refuse(Reason::kAlreadyOver, "a participant has left the unit");
  if (!record.drafted) return Refuse(Reason::kNotAvailable, "nothing waits for its release");
  for (const PartnerId& partner : record.participants) {
    if (!record.approvals.contains(partner)) return Refuse(Reason::kApprovalMissing, "not everyone has approved");
  }
  RETURN_IF_ERROR(CheckReview(record.draft.review_at, moment.now));
  record.overlap = Overlap(record, agreement.stances);
  record.in_force = record.draft;
  record.number += 1;
  record.drafted = false;
  record.approvals.clear();
  agreement.activities = record.in_force.activities;
  agreement.review_at = record.in_force.review_at;
  agreement.released = moment.version;
  return Released{std::move(record), std::move(agreement)};
}

}  // namespace adagio::homework
