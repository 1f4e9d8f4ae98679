#include "services/homework/api/limits_api.h"

#include "services/homework/api/caller.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/limits.h"

namespace adagio::homework {

absl::StatusOr<v1::SetAsideTodayResponse> LimitsApi::SetAsideToday(
    const rpc::Authorized<v1::SetAsideTodayRequest>& call) {
  return Once<v1::SetAsideTodayResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::SetAsideTodayResponse> {
        ASSIGN_OR_RETURN(const absl::TimeZone zone, parts_.store.LoadZone(work.tx(), work.scope()));
        ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), work.scope(), Focus::Open(work.now())));
        const UnitFacts after =
            SetDayAside(loaded.facts, call.caller().partner(), EndOfDay(work.now(), zone), MomentOf(work));
        RETURN_IF_ERROR(parts_.store.Save(work, loaded.facts, after));
        return v1::SetAsideTodayResponse();
      });
}

absl::StatusOr<v1::SetContraindicationsResponse> LimitsApi::SetContraindications(
    const rpc::Authorized<v1::SetContraindicationsRequest>& call) {
  ASSIGN_OR_RETURN(const Contraindications said, FromWire(call.request().contraindications()));
  return Once<v1::SetContraindicationsResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::SetContraindicationsResponse> {
        ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(work.tx(), work.scope(), Focus::Open(work.now())));
        ASSIGN_OR_RETURN(const UnitFacts after,
                         homework::SetContraindications(loaded.facts, call.caller().partner(), said, MomentOf(work)));
        RETURN_IF_ERROR(parts_.store.Save(work, loaded.facts, after));
        v1::SetContraindicationsResponse response;
        *response.mutable_contraindications() = ToWire(said);
        return response;
      });
}

absl::StatusOr<v1::GetContraindicationsResponse> LimitsApi::GetContraindications(
    const rpc::Authorized<v1::GetContraindicationsRequest>& call) {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const Loaded loaded, parts_.store.Load(*reads, call.scope(), Focus::Open(absl::UnixEpoch())));
  v1::GetContraindicationsResponse response;
  const Member* member = loaded.facts.FindMember(call.caller().partner());
  if (member != nullptr) *response.mutable_contraindications() = ToWire(member->contraindications);
  return response;
}

}  // namespace adagio::homework
