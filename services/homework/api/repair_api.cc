#include "services/homework/api/repair_api.h"

#include <algorithm>
#include <tuple>

#include "services/homework/api/caller.h"
#include "services/homework/api/repair_wire.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/answer.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"
#include "services/platform/unit_of_work/worklist.h"

namespace adagio::homework {
namespace {

bool MayKnowOf(const Scope& scope, const RepairRecord& record) {
  return scope.principal().role != Role::kPartner || homework::MayKnowOf(record, scope.principal().partner());
}

// Where a repair stands in its reader's list. When one was opened is the opener's and the therapist's to know: to
// others it stands where it was released.
Version PlaceFor(const Scope& scope, const RepairRecord& record) {
  const bool knows = scope.principal().role != Role::kPartner || scope.principal().partner() == record.opener;
  return knows ? record.opened : record.released;
}

RepairRecord RecordFrom(const v1::OpenRepairRequest& request, const PartnerId& opener, Work& work) {
  return {.id = RepairId(work.NewUuid()),
          .participants = {},
          .opener = opener,
          .opened = work.version(),
          .opened_at = work.now(),
          .unsafe_or_forced = UnsafeOrForced::kUnsure,
          .private_account = Sensitive<std::string>(request.private_account()),
          .account = {},
          .released_at = {}};
}

absl::Status AwaitReview(Work& work, const RepairRecord& opened) {
  RETURN_IF_ERROR(AwaitClinician(work, Matter::kOpenRepair, opened.id.uuid(), work.now() + kRepairAwaits));
  if (!opened.NeedsSafetyReview()) return absl::OkStatus();
  return AwaitClinician(work, Matter::kSafetyAlert, opened.id.uuid(), work.now() + kSafetyReviewAwaits);
}

}  // namespace

absl::StatusOr<RepairRecord> RepairApi::Find(storage::Statements& tx, const Scope& scope,
                                             const std::string& name) const {
  ASSIGN_OR_RETURN(const auto id, IdIn<RepairId>(name, kRepairShape));
  ASSIGN_OR_RETURN(std::optional<RepairRecord> record, parts_.store.LoadRepair(tx, scope, id));
  if (!record.has_value() || !MayKnowOf(scope, *record)) return Refuse(Reason::kResourceMissing, "no such repair");
  return *std::move(record);
}

template <typename Response, typename Call>
absl::StatusOr<Response> RepairApi::Change(
    const Call& call, absl::FunctionRef<absl::StatusOr<RepairRecord>(Work&, RepairRecord)> decide) {
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(RepairRecord before, Find(work.tx(), call.scope(), call.request().repair()));
    ASSIGN_OR_RETURN(const RepairRecord after, decide(work, std::move(before)));
    RETURN_IF_ERROR(parts_.store.SaveRepair(work, after));
    Response response;
    *response.mutable_repair() = ToWire(call.scope(), after);
    return response;
  });
}

absl::StatusOr<v1::OpenRepairResponse> RepairApi::OpenRepair(const rpc::Authorized<v1::OpenRepairRequest>& call) {
  const v1::OpenRepairRequest& request = call.request();
  ASSIGN_OR_RETURN(const std::vector<PartnerId> participants,
                   PartnersFrom(call.scope(), request.participants(), "participants"));
  ASSIGN_OR_RETURN(const UnsafeOrForced unsafe, FromWire(request.unsafe_or_forced()));
  return Once<v1::OpenRepairResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::OpenRepairResponse> {
    ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), call.scope(), Focus::Open(work.now())));
    const PartnerId opener = call.caller().partner();
    if (!request.private_account().empty()) RETURN_IF_ERROR(CheckAcknowledged(loaded.facts, opener));
    RepairRecord opened = RecordFrom(request, opener, work);
    opened.participants = participants;
    opened.unsafe_or_forced = unsafe;
    ASSIGN_OR_RETURN(const UnitFacts after, homework::OpenRepair(loaded.facts, opened, MomentOf(work)));
    RETURN_IF_ERROR(parts_.store.SaveRepair(work, opened));
    if (opened.NeedsSafetyReview()) RETURN_IF_ERROR(parts_.store.PlaceHolds(work, participants));
    RETURN_IF_ERROR(parts_.store.Save(work, loaded.facts, after));
    RETURN_IF_ERROR(AwaitReview(work, opened));
    v1::OpenRepairResponse response;
    *response.mutable_repair() = ToWire(call.scope(), opened);
    return response;
  });
}

absl::StatusOr<v1::AgreeToReleaseResponse> RepairApi::AgreeToRelease(
    const rpc::Authorized<v1::AgreeToReleaseRequest>& call) {
  return Change<v1::AgreeToReleaseResponse>(call, [&](Work&, RepairRecord before) {
    return homework::AgreeToRelease(std::move(before), call.caller().partner(),
                                    Sensitive<std::string>(call.request().account()));
  });
}

absl::StatusOr<v1::RetractReleaseResponse> RepairApi::RetractRelease(
    const rpc::Authorized<v1::RetractReleaseRequest>& call) {
  return Change<v1::RetractReleaseResponse>(call, [&](Work&, RepairRecord before) {
    return homework::RetractRelease(std::move(before), call.caller().partner());
  });
}

absl::StatusOr<v1::ReleaseRepairResponse> RepairApi::ReleaseRepair(
    const rpc::Authorized<v1::ReleaseRepairRequest>& call) {
  return Change<v1::ReleaseRepairResponse>(
      call, [&](Work& work, RepairRecord before) { return Release(std::move(before), MomentOf(work)); });
}

absl::StatusOr<v1::RecordSafetyReviewResponse> RepairApi::RecordSafetyReview(
    const rpc::Authorized<v1::RecordSafetyReviewRequest>& call) {
  return Change<v1::RecordSafetyReviewResponse>(
      call, [&](Work& work, RepairRecord before) -> absl::StatusOr<RepairRecord> {
        RETURN_IF_ERROR(Settle(work, Matter::kSafetyAlert, before.id.uuid()));
        return ReviewSafety(std::move(before), {Sensitive<std::string>(call.request().conclusion()), work.now()});
      });
}

absl::StatusOr<v1::OwnRepairResponse> RepairApi::OwnRepair(const rpc::Authorized<v1::OwnRepairRequest>& call) {
  return Change<v1::OwnRepairResponse>(call, [&](Work& work, RepairRecord before) {
    return Own(std::move(before),
               {call.caller().partner(), Sensitive<std::string>(call.request().words()), work.now()});
  });
}

absl::StatusOr<v1::AcknowledgeApologyResponse> RepairApi::AcknowledgeApology(
    const rpc::Authorized<v1::AcknowledgeApologyRequest>& call) {
  return Change<v1::AcknowledgeApologyResponse>(call, [&](Work& work, RepairRecord before) {
    return Acknowledge(std::move(before), call.caller().partner(),
                       {Sensitive<std::string>(call.request().words()), work.now()});
  });
}

absl::StatusOr<v1::CloseRepairResponse> RepairApi::CloseRepair(const rpc::Authorized<v1::CloseRepairRequest>& call) {
  return Change<v1::CloseRepairResponse>(call, [&](Work& work, RepairRecord before) -> absl::StatusOr<RepairRecord> {
    ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), call.scope(), Focus::Open(work.now())));
    ASSIGN_OR_RETURN(const UnitFacts after, homework::CloseRepair(loaded.facts, before.id));
    RETURN_IF_ERROR(parts_.store.Save(work, loaded.facts, after));
    RETURN_IF_ERROR(Settle(work, Matter::kOpenRepair, before.id.uuid()));
    return Close(std::move(before));
  });
}

absl::StatusOr<v1::GetRepairResponse> RepairApi::GetRepair(const rpc::Authorized<v1::GetRepairRequest>& call) {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const RepairRecord record, Find(*reads, call.scope(), call.request().repair()));
  v1::GetRepairResponse response;
  *response.mutable_repair() = ToWire(call.scope(), record);
  return response;
}

absl::StatusOr<v1::ListRepairsResponse> RepairApi::ListRepairs(const rpc::Authorized<v1::ListRepairsRequest>& call) {
  const Scope& scope = call.scope();
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(std::vector<RepairRecord> known, parts_.store.LoadRepairs(*reads, scope));
  std::erase_if(known, [&](const RepairRecord& record) { return !MayKnowOf(scope, record); });
  std::sort(known.begin(), known.end(), [&](const RepairRecord& a, const RepairRecord& b) {
    return std::make_tuple(PlaceFor(scope, b), b.id) < std::make_tuple(PlaceFor(scope, a), a.id);
  });
  const keys::Pages pages(parts_.keys, scope);
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), known.size()));
  v1::ListRepairsResponse response;
  for (size_t i = page.first; i < page.end; ++i) *response.add_repairs() = ToWire(scope, known[i]);
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, known.size()));
  return response;
}

}  // namespace adagio::homework
