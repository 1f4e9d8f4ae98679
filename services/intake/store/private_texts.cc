#include "services/intake/store/private_texts.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

void Add(PrivateText text, const BidMember& writer, std::vector<PrivateText>& texts) {
  if (text.text.Read(Reveal::kToDecide).empty()) return;
  text.writer_left = writer.left_at.has_value();
  texts.push_back(std::move(text));
}

// What they wrote in their own words; what they chose is no text.
void AddAnswers(const Intake& intake, int last, const BidMember& writer, std::vector<PrivateText>& texts) {
  for (const Answer& answer : intake.answers) {
    const auto* words = std::get_if<Words>(&answer.value.Read(Reveal::kToDecide));
    if (words == nullptr) continue;
    Add({.place = {writer.partner, QuotationSource::kIntakeAnswer, answer.item},
         .text = Sensitive<std::string>(*words),
         .replaced = intake.version < last},
        writer, texts);
  }
}

}  // namespace

absl::StatusOr<std::vector<PrivateText>> PrivateTexts::Load(Work& work) const {
  ASSIGN_OR_RETURN(const BidLog log, bids_.LoadLog(work, {absl::UnixEpoch(), work.now()}));
  std::vector<PrivateText> texts;
  for (const BidMember& writer : log.unit) {
    ASSIGN_OR_RETURN(const Intake last, intake_.Load(work, writer.partner));
    AddAnswers(last, last.version, writer, texts);
    // What a later version says otherwise is private all the same.
    for (int version = 1; version < last.version; ++version) {
      ASSIGN_OR_RETURN(const Intake earlier, intake_.Load(work, writer.partner, version));
      AddAnswers(earlier, last.version, writer, texts);
    }
    for (const Bid& bid : log.bids) {
      if (bid.partner != writer.partner) continue;
      const std::string id = bid.id.ToString();
      Add({.place = {writer.partner, QuotationSource::kBidReason, id}, .text = bid.reason}, writer, texts);
      Add({.place = {writer.partner, QuotationSource::kBidImpact, id}, .text = bid.impact}, writer, texts);
    }
  }
  return texts;
}

}  // namespace adagio::intake
