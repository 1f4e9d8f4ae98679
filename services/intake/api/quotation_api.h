#pragma once

#include "absl/status/statusor.h"
#include "adagio/intake/v1/quotations.pb.h"
#include "services/intake/store/policy_store.h"
#include "services/intake/store/private_texts.h"
#include "services/intake/store/quotation_store.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/authorized.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// What each method of QuotationService does. Nothing here makes an event: who is asked finds it when they look, and
// nobody else's answers depend on it. Safe from any thread.
class QuotationApi {
 public:
  struct Parts {
    UnitOfWork& units;
    const QuotationStore& store;
    const PrivateTexts& texts;
    const PolicyStore& policies;
    const keys::Keyring& keys;
  };

  explicit QuotationApi(Parts parts) : parts_(parts) {}

  absl::StatusOr<v1::AskQuotationResponse> AskQuotation(const rpc::Authorized<v1::AskQuotationRequest>& call);
  absl::StatusOr<v1::ListQuotationsResponse> ListQuotations(const rpc::Authorized<v1::ListQuotationsRequest>& call);
  absl::StatusOr<v1::ListOwnQuotationsResponse> ListOwnQuotations(
      const rpc::Authorized<v1::ListOwnQuotationsRequest>& call);
  absl::StatusOr<v1::AnswerQuotationResponse> AnswerQuotation(const rpc::Authorized<v1::AnswerQuotationRequest>& call);

 private:
  const Parts parts_;
};

}  // namespace adagio::intake
