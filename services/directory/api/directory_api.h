#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "adagio/directory/v1/directory.pb.h"
#include "services/directory/store/account_store.h"
#include "services/directory/store/practice_store.h"
#include "services/directory/store/unit_store.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::directory {

// What each method of the directory does. The contract says what each promises. Safe from any thread.
class DirectoryApi {
 public:
  struct Parts {
    UnitOfWork& units;
    const AccountStore& accounts;
    const PracticeStore& practices;
    const UnitStore& treatment_units;
    const keys::Keyring& keys;
  };

  explicit DirectoryApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::CreatePracticeResponse> CreatePractice(const rpc::Authorized<v1::CreatePracticeRequest>& call);
  absl::StatusOr<v1::AddClinicianResponse> AddClinician(const rpc::Authorized<v1::AddClinicianRequest>& call);
  absl::StatusOr<v1::AddIntegrationResponse> AddIntegration(const rpc::Authorized<v1::AddIntegrationRequest>& call);
  absl::StatusOr<v1::CreateTreatmentUnitResponse> CreateTreatmentUnit(
      const rpc::Authorized<v1::CreateTreatmentUnitRequest>& call);
  absl::StatusOr<v1::AddPartnerResponse> AddPartner(const rpc::Authorized<v1::AddPartnerRequest>& call);
  absl::StatusOr<v1::EndMembershipResponse> EndMembership(const rpc::Authorized<v1::EndMembershipRequest>& call);
  absl::StatusOr<v1::GetTreatmentUnitResponse> GetTreatmentUnit(
      const rpc::Authorized<v1::GetTreatmentUnitRequest>& call);
  absl::StatusOr<v1::ListTreatmentUnitsResponse> ListTreatmentUnits(
      const rpc::Authorized<v1::ListTreatmentUnitsRequest>& call);
  absl::StatusOr<v1::GetClinicianResponse> GetClinician(const rpc::Authorized<v1::GetClinicianRequest>& call);

 private:
  // From now on the clinician named by `supervisor` supervises `therapist`.
  absl::Status Supervise(Work& work, absl::string_view supervisor, const Clinician& therapist);

  const Parts parts_;
};

}  // namespace adagio::directory
