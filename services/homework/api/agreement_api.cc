#include "services/homework/api/agreement_api.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/homework/api/caller.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/answer.h"
#include "services/homework/domain/show.h"
#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/worklist.h"

namespace adagio::homework {
namespace {

constexpr const char kListNotice[] =
    "These are the activities you are willing or tentative about; nobody else's stances play a part in this list. An "
    "activity is shown to all only if each of you is willing or tentative about it and approved showing it. ";
constexpr const char kTwoNotice[] =
    "You are two, so it tells: what is shown says the same of both of you, and where you approved something and do not "
    "see it shown, you can work out that the other is not ready or would rather not show it; the other can work out "
    "the "
    "same of you from what you leave out. ";
constexpr const char kMoreNotice[] =
    "What is shown says the same of each of you. Where you approved something and do not see it shown, you can work "
    "out "
    "that at least one of the others is not ready or would rather not show it, though not who; as one of few you may "
    "still guess, and the others may of you. ";
constexpr const char kFreeNotice[] =
    "Approve only what you are at ease with; approving nothing is fine and asks for no reason.";

// The version released waits for its review date. Agreements with somebody who has left wait for nothing any more.
absl::Status AwaitReview(Work& work, const UnitFacts& facts, const Agreement& released) {
  for (const Agreement& agreement : facts.agreements) {
    if (AnyLeft(facts, agreement.participants)) {
      RETURN_IF_ERROR(Settle(work, Matter::kAgreementReview, agreement.id.uuid()));
    }
  }
  return AwaitClinician(work, Matter::kAgreementReview, released.id.uuid(), released.review_at);
}

}  // namespace

const Agreement& AgreementApi::Both::agreement() const { return *facts.FindAgreement(record.participants); }

const std::map<std::string, Stance>& AgreementApi::Both::StancesOf(const PartnerId& partner) const {
  static const auto* const kNone = new std::map<std::string, Stance>();
  const auto found = agreement().stances.find(partner);
  return found == agreement().stances.end() ? *kNone : found->second;
}

absl::StatusOr<AgreementApi::Both> AgreementApi::Load(storage::Statements& tx, const Scope& scope,
                                                      const std::string& name) const {
  ASSIGN_OR_RETURN(const auto id, IdIn<AgreementId>(name, kAgreementShape));
  ASSIGN_OR_RETURN(std::optional<AgreementRecord> record, parts_.store.LoadAgreement(tx, scope, id));
  if (!record.has_value() || !MayKnow(scope, Told::kAgreement, record->participants)) {
    return Refuse(Reason::kResourceMissing, "no such agreement");
  }
  ASSIGN_OR_RETURN(Loaded loaded, parts_.store.Load(tx, scope, Focus::Open(absl::UnixEpoch())));
  return Both{*std::move(record), std::move(loaded.facts), loaded.last_now};
}

absl::StatusOr<AgreementApi::Both> AgreementApi::Read(const Scope& scope, const std::string& name) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  return Load(*reads, scope, name);
}

absl::StatusOr<Terms> AgreementApi::TermsFrom(const v1::DraftAgreementRequest& request) const {
  Terms terms{.activities = {request.activities().begin(), request.activities().end()},
              .pause_signal = request.pause_signal(),
              .soft_no_phrase = request.soft_no_phrase(),
              .tentative_acknowledgement = request.tentative_acknowledgement()};
  ASSIGN_OR_RETURN(terms.review_at, FromWire(request.review_at(), "review_at"));
  for (const std::string& activity : terms.activities) {
    if (parts_.library.Find(activity) == nullptr) return RefuseField("activities", "keys of the library");
  }
  return terms;
}

absl::StatusOr<v1::DraftAgreementResponse> AgreementApi::DraftAgreement(
    const rpc::Authorized<v1::DraftAgreementRequest>& call) {
  const Scope& scope = call.scope();
  ASSIGN_OR_RETURN(const std::vector<PartnerId> participants,
                   PartnersFrom(scope, call.request().participants(), "participants"));
  ASSIGN_OR_RETURN(const Terms terms, TermsFrom(call.request()));
  return Once<v1::DraftAgreementResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::DraftAgreementResponse> {
        ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), scope, Focus::Open(work.now())));
        ASSIGN_OR_RETURN(const std::optional<AgreementRecord> known,
                         parts_.store.LoadAgreementOf(work.tx(), scope, participants));
        const AgreementRecord fresh{.id = AgreementId(work.NewUuid()), .participants = participants};
        ASSIGN_OR_RETURN(const AgreementRecord drafted, Draft(loaded.facts, known.value_or(fresh), terms, work.now()));
        const Agreement* agreement = loaded.facts.FindAgreement(participants);
        const Agreement none{.id = drafted.id, .participants = participants};
        RETURN_IF_ERROR(parts_.store.SaveAgreement(work, drafted, agreement == nullptr ? none : *agreement));
        v1::DraftAgreementResponse response;
        *response.mutable_agreement() = ToWire(scope, drafted, work.now());
        return response;
      });
}

absl::StatusOr<v1::SetStanceResponse> AgreementApi::SetStance(const rpc::Authorized<v1::SetStanceRequest>& call) {
  const v1::SetStanceRequest& request = call.request();
  ASSIGN_OR_RETURN(const Stance stance, FromWire(request.stance()));
  return Once<v1::SetStanceResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::SetStanceResponse> {
    ASSIGN_OR_RETURN(const Both both, Load(work.tx(), call.scope(), request.agreement()));
    if (!both.record.SpeaksOf(request.activity())) return RefuseField("activity", "one the agreement speaks of");
    ASSIGN_OR_RETURN(const UnitFacts after, homework::SetStance(both.facts, both.record.id, call.caller().partner(),
                                                                request.activity(), stance, MomentOf(work)));
    RETURN_IF_ERROR(parts_.store.Save(work, both.facts, after));
    v1::SetStanceResponse response;
    response.mutable_stance()->set_activity(request.activity());
    response.mutable_stance()->set_stance(request.stance());
    return response;
  });
}

absl::StatusOr<v1::GetOwnStancesResponse> AgreementApi::GetOwnStances(
    const rpc::Authorized<v1::GetOwnStancesRequest>& call) {
  ASSIGN_OR_RETURN(const Both both, Read(call.scope(), call.request().agreement()));
  v1::GetOwnStancesResponse response;
  for (v1::ActivityStance& stance : ToWire(both.record, both.StancesOf(call.caller().partner()))) {
    *response.add_stances() = std::move(stance);
  }
  return response;
}

absl::StatusOr<v1::GetStancesResponse> AgreementApi::GetStances(const rpc::Authorized<v1::GetStancesRequest>& call) {
  ASSIGN_OR_RETURN(const Both both, Read(call.scope(), call.request().agreement()));
  v1::GetStancesResponse response;
  for (const PartnerId& partner : both.record.participants) {
    v1::ParticipantStances& side = *response.add_participants();
    side.set_partner(rpc::PartnerName(call.scope().practice(), call.scope().unit(), partner));
    for (v1::ActivityStance& stance : ToWire(both.record, both.StancesOf(partner))) {
      *side.add_stances() = std::move(stance);
    }
  }
  return response;
}

absl::StatusOr<v1::PreviewReleaseResponse> AgreementApi::PreviewRelease(
    const rpc::Authorized<v1::PreviewReleaseRequest>& call) {
  ASSIGN_OR_RETURN(const Both both, Read(call.scope(), call.request().agreement()));
  if (!both.record.drafted) return Refuse(Reason::kNotAvailable, "nothing waits for approval");
  v1::PreviewReleaseResponse response;
  for (std::string& activity : CoveredBy(both.record.draft.activities, both.StancesOf(call.caller().partner()))) {
    response.add_activities(std::move(activity));
  }
  const bool two = both.record.participants.size() == 2;
  response.set_notice(absl::StrCat(kListNotice, two ? kTwoNotice : kMoreNotice, kFreeNotice));
  return response;
}

absl::StatusOr<v1::ApproveReleaseResponse> AgreementApi::ApproveRelease(
    const rpc::Authorized<v1::ApproveReleaseRequest>& call) {
  const v1::ApproveReleaseRequest& request = call.request();
  return Once<v1::ApproveReleaseResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ApproveReleaseResponse> {
        ASSIGN_OR_RETURN(const Both both, Load(work.tx(), call.scope(), request.agreement()));
        const PartnerId partner = call.caller().partner();
        const Approval shown(request.activities().begin(), request.activities().end());
        RETURN_IF_ERROR(Approve(both.record, partner, both.StancesOf(partner), shown).status());
        RETURN_IF_ERROR(parts_.store.SaveApproval(work, both.record.id, partner, shown));
        v1::ApproveReleaseResponse response;
        *response.mutable_activities() = request.activities();
        return response;
      });
}

absl::StatusOr<v1::ReleaseAgreementResponse> AgreementApi::ReleaseAgreement(
    const rpc::Authorized<v1::ReleaseAgreementRequest>& call) {
  return Once<v1::ReleaseAgreementResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ReleaseAgreementResponse> {
        ASSIGN_OR_RETURN(const Both both, Load(work.tx(), call.scope(), call.request().agreement()));
        ASSIGN_OR_RETURN(const Released released, Release(both.facts, both.record, both.agreement(), MomentOf(work)));
        RETURN_IF_ERROR(parts_.store.SaveAgreement(work, released.record, released.agreement));
        RETURN_IF_ERROR(AwaitReview(work, both.facts, released.agreement));
        v1::ReleaseAgreementResponse response;
        *response.mutable_agreement() = ToWire(call.scope(), released.record, work.now());
        return response;
      });
}

absl::StatusOr<v1::GetAgreementResponse> AgreementApi::GetAgreement(
    const rpc::Authorized<v1::GetAgreementRequest>& call) {
  ASSIGN_OR_RETURN(const Both both, Read(call.scope(), call.request().agreement()));
  v1::GetAgreementResponse response;
  *response.mutable_agreement() = ToWire(call.scope(), both.record, std::max(parts_.clock.Now(), both.last_now));
  return response;
}

}  // namespace adagio::homework
