#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "adagio/intake/v1/formulation.pb.h"
#include "services/intake/api/unit_facts.h"
#include "services/intake/store/bid_store.h"
#include "services/intake/store/formulation_store.h"
#include "services/intake/store/intake_store.h"
#include "services/intake/store/private_texts.h"
#include "services/intake/store/quotation_store.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// What each method of FormulationService does. Safe from any thread.
class FormulationApi {
 public:
  struct Parts {
    UnitOfWork& units;
    const FormulationStore& store;
    const QuotationStore& quotations;
    const PrivateTexts& texts;
    const BidStore& bids;
    const IntakeStore& intake;
    UnitFactSource& facts;
    const keys::Keyring& keys;
  };

  explicit FormulationApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::WriteFormulationResponse> WriteFormulation(
      const rpc::Authorized<v1::WriteFormulationRequest>& call);
  absl::StatusOr<v1::DraftFormulationResponse> DraftFormulation(
      const rpc::Authorized<v1::DraftFormulationRequest>& call);
  absl::StatusOr<v1::ReleaseFormulationResponse> ReleaseFormulation(
      const rpc::Authorized<v1::ReleaseFormulationRequest>& call);
  absl::StatusOr<v1::GetFormulationResponse> GetFormulation(const rpc::Authorized<v1::GetFormulationRequest>& call);
  absl::StatusOr<v1::ListFormulationVersionsResponse> ListFormulationVersions(
      const rpc::Authorized<v1::ListFormulationVersionsRequest>& call);

 private:
  absl::StatusOr<DraftFacts> DraftFactsFor(Work& work, const UnitFacts& told) const;

  const Parts parts_;
};

}  // namespace adagio::intake
