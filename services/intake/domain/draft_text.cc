#include "services/intake/domain/draft_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "services/intake/domain/bid_figures.h"

namespace adagio::intake {
namespace {

std::string DayOf(absl::Time time) { return absl::FormatTime("%d %b %Y", time, absl::UTCTimeZone()); }

std::string WithLimits(const BidFigure& figure) {
  return absl::StrFormat("%.1f (%.1f to %.1f)", figure.value, figure.low, figure.high);
}

std::string NameOf(const DraftFacts& facts, const PartnerId& id) {
  for (const DraftPartner& partner : facts.partners) {
    if (partner.id == id) return partner.name;
  }
  return "somebody who left";
}

// In the order in which they came, as everywhere: that of ids means nothing.
std::vector<std::string> NamesOf(const DraftFacts& facts, const std::vector<PartnerId>& participants) {
  std::vector<std::string> names;
  for (const DraftPartner& partner : facts.partners) {
    if (std::find(participants.begin(), participants.end(), partner.id) != participants.end()) {
      names.push_back(partner.name);
    }
  }
  while (names.size() < participants.size()) names.push_back("somebody who left");
  return names;
}

absl::string_view SentenceOf(BidStage stage) {
  switch (stage) {
    case BidStage::kBalanced:
      return "neither reaches out many more times than the other, and mostly they are welcome";
    case BidStage::kPursueDistance:
      return "one reaches out more often, and the other mostly does not take it up";
    case BidStage::kPursuerWithdrawing:
      return "the one who reached out does so less than before";
    case BidStage::kMutualAvoidance:
      return "both reach out rarely";
    case BidStage::kUnclear:
      return "the log fits no one shape";
    case BidStage::kTooLittleData:
      break;
  }
  return "too little is written down to tell";
}

std::string PictureLine(const DraftFacts& facts, const PairPicture& picture) {
  std::string line = absl::StrCat("- ", NameOf(facts, picture.one), " and ", NameOf(facts, picture.other), ": ",
                                  SentenceOf(picture.named.stage));
  if (picture.named.pursuer.has_value()) {
    const PartnerId& pursuer = *picture.named.pursuer == Side::kOne ? picture.one : picture.other;
    absl::StrAppend(&line, " (", NameOf(facts, pursuer), " reaches out)");
  }
  const TwoWays& own = picture.readings.front().bids;
  const std::optional<BidFigure> asymmetry = AsymmetryOf(own.one.bids, own.other.bids);
  if (!asymmetry.has_value()) return absl::StrCat(line, ".\n");
  return absl::StrCat(line, ". By each one's own bids ", own.one.bids, " and ", own.other.bids, ", an asymmetry of ",
                      WithLimits(*asymmetry), ".\n");
}

std::string TellingLine(const DraftFacts& facts, const PairBids& pair, const PartnerId& teller,
                        const BidTelling& telling) {
  if (telling.bids == 0 || !(pair.periods.period.weeks() > 0)) return "";
  return absl::StrCat("- ", NameOf(facts, pair.maker), " to ", NameOf(facts, pair.receiver), ", as ",
                      NameOf(facts, teller), " tells it: ", WithLimits(RateOf(telling.bids, pair.periods.period)),
                      " a week, ", telling.CountOf(BidReply::kWelcomed), " of ", telling.bids, " welcomed.\n");
}

std::string BidsPart(const DraftFacts& facts) {
  std::string part = absl::StrCat("Bids written down from ", DayOf(facts.periods.period.starts_at), " to ",
                                  DayOf(facts.periods.period.ends_at), "\n");
  for (const PairPicture& picture : facts.bids.pictures) part += PictureLine(facts, picture);
  for (const PairBids& pair : facts.bids.pairs) {
    part += TellingLine(facts, pair, pair.maker, pair.by_maker);
    part += TellingLine(facts, pair, pair.receiver, pair.by_receiver);
  }
  return part;
}

std::string GoalsPart(const DraftFacts& facts) {
  std::string part = "Goals\n";
  for (const DraftPartner& partner : facts.partners) {
    const absl::string_view told = partner.goals == GoalsTold::kTold     ? "told in private, in the intake"
                                   : partner.goals == GoalsTold::kNotNow ? "not now"
                                                                         : "not told";
    absl::StrAppend(&part, "- ", partner.name, ": ", told, ".\n");
  }
  return part;
}

std::string AgreementsPart(const DraftFacts& facts) {
  if (!facts.agreements.has_value()) return "Agreements\n- could not be asked for just now.\n";
  if (facts.agreements->empty()) return "Agreements\n- none yet.\n";
  std::string part = "Agreements\n";
  for (const DraftAgreement& agreement : *facts.agreements) {
    absl::StrAppend(&part, "- ", absl::StrJoin(NamesOf(facts, agreement.participants), ", "), ": ");
    if (agreement.version == 0) {
      part += "drafted, not in force.\n";
      continue;
    }
    absl::StrAppend(&part, "version ", agreement.version, ", to be reviewed on ", DayOf(agreement.review_at),
                    agreement.review_due ? ", which is due.\n" : ".\n");
  }
  return part;
}

}  // namespace

std::string DraftText(const DraftFacts& facts) {
  return absl::StrCat(
      "For the therapist, to be written anew; no partner sees this.\n\n", BidsPart(facts), "\n", GoalsPart(facts), "\n",
      AgreementsPart(facts),
      "\nThe figures are of what was written down, not of all that happened, and no verdict on anybody. "
      "Words that somebody wrote alone are theirs: ask for them before they stand in a text for all.\n");
}

}  // namespace adagio::intake
