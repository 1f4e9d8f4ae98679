#include "services/intake/api/quotation_api.h"

#include <algorithm>
#include <vector>

#include "services/intake/api/quotation_wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"

namespace adagio::intake {
namespace {

// The page of `known` that `call` asks for.
template <typename Response, typename Call>
absl::StatusOr<Response> PageOf(const keys::Keyring& keys, const Call& call, const std::vector<KnownQuotation>& known) {
  const keys::Pages pages(keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), known.size()));
  Response response;
  for (size_t i = page.first; i < page.end; ++i) *response.add_quotations() = ToWire(call.scope(), known[i]);
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, known.size()));
  return response;
}

}  // namespace

absl::StatusOr<v1::AskQuotationResponse> QuotationApi::AskQuotation(
    const rpc::Authorized<v1::AskQuotationRequest>& call) {
  using Response = v1::AskQuotationResponse;
  ASSIGN_OR_RETURN(const Quotation words, FromWire(call.request()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const std::vector<PrivateText> texts, parts_.texts.Load(work));
    ASSIGN_OR_RETURN(const std::vector<Quotation> before, parts_.store.LoadAsked(work));
    Quotation asked = words;
    asked.id = QuotationId(work.NewUuid());
    asked.asked_by = ClinicianId(call.caller().id);
    asked.asked_at = work.now();
    RETURN_IF_ERROR(CheckAsk(texts, before, asked));
    RETURN_IF_ERROR(parts_.store.Add(work, asked));
    Response response;
    *response.mutable_quotation() = ToWire(work.scope(), {asked});
    return response;
  });
}

absl::StatusOr<v1::ListQuotationsResponse> QuotationApi::ListQuotations(
    const rpc::Authorized<v1::ListQuotationsRequest>& call) {
  ASSIGN_OR_RETURN(const std::vector<KnownQuotation> known, parts_.store.Read(call.scope()));
  return PageOf<v1::ListQuotationsResponse>(parts_.keys, call, known);
}

absl::StatusOr<v1::ListOwnQuotationsResponse> QuotationApi::ListOwnQuotations(
    const rpc::Authorized<v1::ListOwnQuotationsRequest>& call) {
  ASSIGN_OR_RETURN(const std::vector<KnownQuotation> own, parts_.store.ReadOf(call.scope(), call.caller().partner()));
  ASSIGN_OR_RETURN(auto response, PageOf<v1::ListOwnQuotationsResponse>(parts_.keys, call, own));
  response.set_notice(std::string(QuotationNotice()));
  return response;
}

absl::StatusOr<v1::AnswerQuotationResponse> QuotationApi::AnswerQuotation(
    const rpc::Authorized<v1::AnswerQuotationRequest>& call) {
  using Response = v1::AnswerQuotationResponse;
  ASSIGN_OR_RETURN(const QuotationId id, QuotationIdFrom(call.request().quotation()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(std::vector<KnownQuotation> own, parts_.store.LoadOf(work, call.caller().partner()));
    const auto known =
        std::find_if(own.begin(), own.end(), [&](const KnownQuotation& each) { return each.quotation.id == id; });
    if (known == own.end()) return Refuse(Reason::kResourceMissing, "no such quotation of the caller");
    // The door has let no number pass that the contract does not know.
    const auto consent = static_cast<QuotationConsent>(call.request().consent());
    ASSIGN_OR_RETURN(const PolicyState policy, parts_.policies.Load(work));
    RETURN_IF_ERROR(CheckAnswer(consent, policy.acknowledged_at.has_value()));
    known->quotation.consent = consent;
    RETURN_IF_ERROR(parts_.store.Save(work, known->quotation));
    Response response;
    *response.mutable_quotation() = ToWire(work.scope(), *known);
    return response;
  });
}

}  // namespace adagio::intake
