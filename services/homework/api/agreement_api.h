#pragma once

#include "absl/status/statusor.h"
#include "adagio/homework/v1/homework.pb.h"
#include "services/homework/domain/library.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::homework {

// What each method of AgreementService does. The contract says what each promises. Safe from any thread.
class AgreementApi {
 public:
  struct Parts {
    UnitOfWork& units;
    storage::Pool& reads;
    const HomeworkStore& store;
    const Library& library;
    const Clock& clock;
  };

  explicit AgreementApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::DraftAgreementResponse> DraftAgreement(const rpc::Authorized<v1::DraftAgreementRequest>& call);
  absl::StatusOr<v1::SetStanceResponse> SetStance(const rpc::Authorized<v1::SetStanceRequest>& call);
  absl::StatusOr<v1::GetOwnStancesResponse> GetOwnStances(const rpc::Authorized<v1::GetOwnStancesRequest>& call);
  absl::StatusOr<v1::GetStancesResponse> GetStances(const rpc::Authorized<v1::GetStancesRequest>& call);
  absl::StatusOr<v1::PreviewReleaseResponse> PreviewRelease(const rpc::Authorized<v1::PreviewReleaseRequest>& call);
  absl::StatusOr<v1::ApproveReleaseResponse> ApproveRelease(const rpc::Authorized<v1::ApproveReleaseRequest>& call);
  absl::StatusOr<v1::ReleaseAgreementResponse> ReleaseAgreement(
      const rpc::Authorized<v1::ReleaseAgreementRequest>& call);
  absl::StatusOr<v1::GetAgreementResponse> GetAgreement(const rpc::Authorized<v1::GetAgreementRequest>& call);

 private:
  // Both halves of an agreement.
  struct Both {
    AgreementRecord record;
    UnitFacts facts;
    absl::Time last_now;
    const Agreement& agreement() const;
    const std::map<std::string, Stance>& StancesOf(const PartnerId& partner) const;
  };

  // RESOURCE_MISSING where there is none that the caller may know of.
  absl::StatusOr<Both> Load(storage::Statements& tx, const Scope& scope, const std::string& name) const;
  // The same in a snapshot of its own.
  absl::StatusOr<Both> Read(const Scope& scope, const std::string& name) const;
  absl::StatusOr<Terms> TermsFrom(const v1::DraftAgreementRequest& request) const;

  const Parts parts_;
};

}  // namespace adagio::homework
