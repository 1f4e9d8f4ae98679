#include <algorithm>
#include <tuple>

#include "services/homework/api/caller.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/wire.h"
#include "services/homework/domain/private_entry.h"
#include "services/platform/rpc/resource_name.h"
#include "services/platform/unit_of_work/holds.h"

namespace adagio::homework {
namespace {

// The caller's check-in of that name. RESOURCE_MISSING for another's, as where there is none.
absl::StatusOr<CheckInNote> FindOwn(const HomeworkStore& store, Work& work, const std::string& name) {
  ASSIGN_OR_RETURN(const Uuid id, IdIn<Uuid>(name, kCheckInShape));
  ASSIGN_OR_RETURN(std::vector<CheckInNote> notes, store.LoadCheckIns(work.tx(), work.scope()));
  for (CheckInNote& note : notes) {
    if (note.id == id && note.partner == work.scope().principal().partner()) return std::move(note);
  }
  return Refuse(Reason::kResourceMissing, "no such check-in");
}

}  // namespace

absl::StatusOr<v1::ListOwnCheckInsResponse> HomeworkApi::ListOwnCheckIns(
    const rpc::Authorized<v1::ListOwnCheckInsRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<AssignmentId>(call.request().assignment(), kAssignmentShape));
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::vector<CheckInNote> notes, parts_.store.LoadCheckIns(*reads, call.scope()));
  v1::ListOwnCheckInsResponse response;
  for (const CheckInNote& note : notes) {
    if (note.assignment != id || note.partner != call.caller().partner()) continue;
    *response.add_check_ins() = ToWire(call.scope(), note);
  }
  return response;
}

absl::StatusOr<v1::ShareCheckInFieldResponse> HomeworkApi::ShareCheckInField(
    const rpc::Authorized<v1::ShareCheckInFieldRequest>& call) {
  ASSIGN_OR_RETURN(const CheckInField field, FromWire(call.request().field()));
  return Once<v1::ShareCheckInFieldResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::ShareCheckInFieldResponse> {
        ASSIGN_OR_RETURN(CheckInNote note, FindOwn(parts_.store, work, call.request().check_in()));
        if (!note.Has(field)) return RefuseField("field", "one that was filled in");
        if (note.shared.emplace(field, work.version()).second) {
          RETURN_IF_ERROR(parts_.store.SaveShared(work, note));
        }
        v1::ShareCheckInFieldResponse response;
        *response.mutable_check_in() = ToWire(call.scope(), note);
        return response;
      });
}

absl::StatusOr<v1::UnshareCheckInFieldResponse> HomeworkApi::UnshareCheckInField(
    const rpc::Authorized<v1::UnshareCheckInFieldRequest>& call) {
  ASSIGN_OR_RETURN(const CheckInField field, FromWire(call.request().field()));
  return Once<v1::UnshareCheckInFieldResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::UnshareCheckInFieldResponse> {
        ASSIGN_OR_RETURN(CheckInNote note, FindOwn(parts_.store, work, call.request().check_in()));
        if (note.shared.erase(field) > 0) RETURN_IF_ERROR(parts_.store.SaveShared(work, note));
        v1::UnshareCheckInFieldResponse response;
        *response.mutable_check_in() = ToWire(call.scope(), note);
        return response;
      });
}

absl::StatusOr<v1::ListSharedCheckInsResponse> HomeworkApi::ListSharedCheckIns(
    const rpc::Authorized<v1::ListSharedCheckInsRequest>& call) {
  const PartnerId reader = call.caller().partner();
  ASSIGN_OR_RETURN(const auto id, IdIn<AssignmentId>(call.request().assignment(), kAssignmentShape));
  ASSIGN_OR_RETURN(const std::shared_ptr<const Loaded> loaded, Facts(call.scope()));
  const Assignment* assignment = loaded->facts.FindAssignment(id);
  if (assignment == nullptr || !MayKnow(call.scope(), Told::kAssignment, assignment->participants)) {
    return Refuse(Reason::kResourceMissing, "no such assignment");
  }
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(std::vector<CheckInNote> notes, parts_.store.LoadCheckIns(*reads, call.scope()));
  ASSIGN_OR_RETURN(const Apart apart, ReadApart(*reads, call.scope()));
  for (CheckInNote& note : notes) note.shared = ShownTo(loaded->facts, apart, note, *assignment, reader);
  std::erase_if(notes, [&](const CheckInNote& note) { return note.assignment != id || note.shared.empty(); });
  // Newest first, by what is shown of each alone.
  std::sort(notes.begin(), notes.end(), [](const CheckInNote& a, const CheckInNote& b) {
    return std::make_tuple(b.NewestShared(), b.id) < std::make_tuple(a.NewestShared(), a.id);
  });
  v1::ListSharedCheckInsResponse response;
  for (const CheckInNote& note : notes) {
    v1::SharedCheckIn& shared = *response.add_shared_check_ins();
    shared.set_partner(rpc::PartnerName(call.scope().practice(), call.scope().unit(), note.partner));
    *shared.mutable_check_in() = SharedToWire(note);
  }
  return response;
}

}  // namespace adagio::homework
