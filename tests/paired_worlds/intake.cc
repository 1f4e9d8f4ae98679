#include "adagio/intake/v1/intake.pb.h"
#include "adagio/intake/v1/quotations.pb.h"
#include "tests/paired_worlds/pair.h"

// Somebody's intake: more steps in their order than would be drawn.
namespace adagio::test {
namespace {

namespace v1 = intake::v1;

constexpr char kUnit[] = "@known practices/{}/treatmentUnits/{} 0";
constexpr char kNewId[] = "@id request_id 0";
constexpr char kWords[] = "The evenings went first, and then the mornings.";

template <typename Request>
Draft DraftOf(const std::string& method, const Request& request) {
  const auto* found =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName("adagio.intake.v1." + method);
  return {.method = found, .message = std::make_shared<Request>(request)};
}

template <typename Request>
Request AboutTheUnit() {
  Request request;
  request.set_treatment_unit(kUnit);
  if constexpr (requires { request.set_request_id(kNewId); }) request.set_request_id(kNewId);
  return request;
}

bool IsAnswered(const v1::IntakeItem& item) {
  return !item.answer().empty() || item.not_now() || item.chosen_size() > 0 || item.has_scale() ||
         item.has_quantity() || !item.date().empty();
}

bool IsDone(const std::array<Seen, kWorlds>& seen) { return seen[0].code == 0 && seen[1].code == 0; }

}  // namespace

void Pair::TakeIntake(int who) {
  std::string in_words;           // an item that may be shared
  constexpr int kMostRounds = 6;  // an answer may ask for more
  for (int round = 0; round < kMostRounds; ++round) {
    const auto seen = AskDraft(who, DraftOf("IntakeService.GetOwnIntake", AboutTheUnit<v1::GetOwnIntakeRequest>()));
    v1::GetOwnIntakeResponse own;
    if (!IsDone(seen) || !own.ParseFromString(seen[0].response)) return;
    bool asks = false;
    for (const v1::IntakeItem& item : own.intake().items()) {
      const bool words = item.kind() == v1::ITEM_KIND_TEXT || item.kind() == v1::ITEM_KIND_LONG_TEXT;
      if (item.shareable() && words) in_words = item.item();
      if (!item.required() || IsAnswered(item)) continue;
      auto save = AboutTheUnit<v1::SaveIntakeAnswerRequest>();
      save.set_item(item.item());
      save.set_not_now(true);
      AskDraft(who, DraftOf("IntakeService.SaveIntakeAnswer", save));
      asks = true;
    }
    if (!asks) break;
  }
  auto save = AboutTheUnit<v1::SaveIntakeAnswerRequest>();
  save.set_item(in_words);
  save.set_answer(kWords);
  const bool saved = IsDone(AskDraft(who, DraftOf("IntakeService.SaveIntakeAnswer", save)));
  AskDraft(who, DraftOf("IntakeService.SubmitIntake", AboutTheUnit<v1::SubmitIntakeRequest>()));
  if (saved && plot_->ReachesAlike()) {
    auto share = AboutTheUnit<v1::ShareIntakeAnswerRequest>();
    share.set_item(in_words);
    shares_ = true;
    AskDraft(who, DraftOf("IntakeService.ShareIntakeAnswer", share));
  }
  if (!saved) return;
  for (auto& side : sides_) side->AskToQuote(who, in_words, kWords);
  AskDraft(who, DraftOf("QuotationService.ListOwnQuotations", AboutTheUnit<v1::ListOwnQuotationsRequest>()));
  v1::AnswerQuotationRequest answer;
  answer.set_request_id(kNewId);
  answer.set_quotation("@known practices/{}/treatmentUnits/{}/quotations/{} 0");
  answer.set_consent(Below(2) == 0 ? v1::QUOTATION_CONSENT_GIVEN : v1::QUOTATION_CONSENT_KEPT);
  AskDraft(who, DraftOf("QuotationService.AnswerQuotation", answer));
  Note("partner " + std::to_string(who) + " took their intake and was asked to be quoted");
}

}  // namespace adagio::test
