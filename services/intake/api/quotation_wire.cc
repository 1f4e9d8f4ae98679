#include "services/intake/api/quotation_wire.h"

#include "absl/strings/str_cat.h"
#include "services/intake/api/wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {
namespace {

constexpr absl::string_view kBidShape = "practices/{}/treatmentUnits/{}/bids/{}";
constexpr absl::string_view kQuotationShape = "practices/{}/treatmentUnits/{}/quotations/{}";

// The numbers of the domain are those of the contract.
static_assert(v1::QUOTATION_SOURCE_INTAKE_ANSWER == static_cast<int>(QuotationSource::kIntakeAnswer));
static_assert(v1::QUOTATION_SOURCE_BID_REASON == static_cast<int>(QuotationSource::kBidReason));
static_assert(v1::QUOTATION_SOURCE_BID_IMPACT == static_cast<int>(QuotationSource::kBidImpact));
static_assert(v1::QUOTATION_CONSENT_ASKED == static_cast<int>(QuotationConsent::kAsked));
static_assert(v1::QUOTATION_CONSENT_GIVEN == static_cast<int>(QuotationConsent::kGiven));
static_assert(v1::QUOTATION_CONSENT_KEPT == static_cast<int>(QuotationConsent::kKept));

absl::StatusOr<std::string> KeyFrom(const v1::AskQuotationRequest& request) {
  const bool of_intake = request.source() == v1::QUOTATION_SOURCE_INTAKE_ANSWER;
  if (of_intake != !request.item().empty()) return RefuseField("item", "must be given for an answer, and for no bid");
  if (of_intake != request.bid().empty()) return RefuseField("bid", "must be given for a bid, and for no answer");
  if (of_intake) return request.item();
  ASSIGN_OR_RETURN(const rpc::ResourceName bid, rpc::ResourceName::Parse(request.bid(), kBidShape));
  return bid.id().ToString();
}

}  // namespace

v1::Quotation ToWire(const Scope& scope, const KnownQuotation& known) {
  const Quotation& quotation = known.quotation;
  v1::Quotation wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "quotations", quotation.id));
  wire.set_writer(rpc::PartnerName(scope.practice(), scope.unit(), quotation.place.writer));
  wire.set_source(static_cast<v1::QuotationSource>(quotation.place.source));
  if (quotation.place.source == QuotationSource::kIntakeAnswer) {
    wire.set_item(quotation.place.key);
  } else {
    wire.set_bid(absl::StrCat(rpc::UnitName(scope.practice(), scope.unit()), "/bids/", quotation.place.key));
  }
  wire.set_words(quotation.words.Read(Reveal::kToAnswer));
  *wire.mutable_asked_at() = ToWire(quotation.asked_at);
  wire.set_consent(static_cast<v1::QuotationConsent>(quotation.consent));
  wire.set_in_released_text(known.in_released_text);
  return wire;
}

absl::StatusOr<Quotation> FromWire(const v1::AskQuotationRequest& request) {
  ASSIGN_OR_RETURN(const rpc::ResourceName writer, rpc::ResourceName::Parse(request.writer(), rpc::kPartnerShape));
  Quotation asked{.words = Sensitive(request.words())};
  asked.place.writer = writer.id<PartnerId>();
  // The door has let no number pass that the contract does not know.
  asked.place.source = static_cast<QuotationSource>(request.source());
  ASSIGN_OR_RETURN(asked.place.key, KeyFrom(request));
  return asked;
}

absl::StatusOr<QuotationId> QuotationIdFrom(const std::string& name) {
  ASSIGN_OR_RETURN(const rpc::ResourceName parsed, rpc::ResourceName::Parse(name, kQuotationShape));
  return parsed.id<QuotationId>();
}

}  // namespace adagio::intake
