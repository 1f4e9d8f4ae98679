#pragma once

#include "absl/status/statusor.h"
#include "adagio/directory/v1/relations.pb.h"
#include "services/directory/store/practice_store.h"
#include "services/directory/store/relation_store.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::directory {

// What each method of RelationService does. Safe from any thread.
class RelationApi {
 public:
  struct Parts {
    UnitOfWork& units;
    const RelationStore& store;
    const PracticeStore& practices;
  };

  explicit RelationApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::StartSupervisionResponse> StartSupervision(
      const rpc::Authorized<v1::StartSupervisionRequest>& call);
  absl::StatusOr<v1::EndSupervisionResponse> EndSupervision(const rpc::Authorized<v1::EndSupervisionRequest>& call);
  absl::StatusOr<v1::StartTreatmentResponse> StartTreatment(const rpc::Authorized<v1::StartTreatmentRequest>& call);
  absl::StatusOr<v1::EndTreatmentResponse> EndTreatment(const rpc::Authorized<v1::EndTreatmentRequest>& call);

 private:
  const Parts parts_;
};

}  // namespace adagio::directory
