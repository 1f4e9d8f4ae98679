#include "services/intake/domain/quotation.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

const PrivateText* Find(const std::vector<PrivateText>& texts, const PrivatePlace& place) {
  const auto found = std::find_if(texts.begin(), texts.end(),
                                  [&](const PrivateText& text) { return text.place == place && !text.replaced; });
  return found == texts.end() ? nullptr : &*found;
}

bool StandsIn(const Quotation& quotation, const PrivateText& text) {
  return absl::StrContains(text.text.Read(Reveal::kToDecide), quotation.words.Read(Reveal::kToDecide));
}

bool IsAskedAgain(const Quotation& before, const Quotation& asked) {
  const std::string& old_words = before.words.Read(Reveal::kToDecide);
  const std::string& new_words = asked.words.Read(Reveal::kToDecide);
  return before.place == asked.place &&
         (absl::StrContains(old_words, new_words) || absl::StrContains(new_words, old_words));
}

}  // namespace

absl::string_view QuotationNotice() {
  return "Your therapist would like to put these words of yours into the text that all of you can read. They are "
         "yours: it is as good to keep them as to give them, and no reason is needed. Nobody but your therapist "
         "learns that you were asked, or what you answered. If you leave it unanswered, they are not used. You can "
         "change your answer at any time, and every text released after that keeps to it. What has been released "
         "has been read and cannot be unread; the text stands until your therapist releases another.";
}

absl::Status CheckAsk(const std::vector<PrivateText>& texts, const std::vector<Quotation>& before,
                      const Quotation& asked) {
  const PrivateText* text = Find(texts, asked.place);
  if (text == nullptr) return Refuse(Reason::kResourceMissing, "no such text");
  if (text->writer_left) return RefuseField("writer", "must still be in the unit");
  if (!StandsIn(asked, *text)) return RefuseField("words", "must stand in the text as they are");
  for (const Quotation& quotation : before) {
    if (IsAskedAgain(quotation, asked)) return Refuse(Reason::kAlreadyOver, "asked for before");
  }
  return absl::OkStatus();
}

absl::Status CheckAnswer(QuotationConsent consent, bool policy_acknowledged) {
  if (consent == QuotationConsent::kAsked) return RefuseField("consent", "must be given or kept");
  if (consent == QuotationConsent::kGiven && !policy_acknowledged) {
    return Refuse(Reason::kPolicyUnacknowledged, "acknowledge the current confidence policy first");
  }
  return absl::OkStatus();
}

bool MayStand(const Quotation& quotation, const std::vector<PrivateText>& texts) {
  const PrivateText* text = Find(texts, quotation.place);
  return quotation.consent == QuotationConsent::kGiven && text != nullptr && !text->writer_left &&
         StandsIn(quotation, *text);
}

}  // namespace adagio::intake
