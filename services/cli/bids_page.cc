#include "services/cli/bids_page.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace adagio::cli {
namespace {

namespace v1 = intake::v1;
using google::protobuf::util::TimeUtil;

constexpr size_t kLongestName = 16;

// What a page is printed with.
struct Page {
  const DisplayNames& names;
  const absl::TimeZone& zone;
  std::ostream& out;

  std::string Called(const std::string& name) const {
    const auto found = names.find(name);
    return found == names.end() ? "?" : found->second.substr(0, kLongestName);
  }
  std::string Span(const v1::BidPeriod& period) const {
    const auto day = [&](const google::protobuf::Timestamp& time) {
      return absl::FormatTime("%d %b %Y", absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(time)), zone);
    };
    return absl::StrCat(day(period.starts_at()), " to ", day(period.ends_at()));
  }
};

// "1.4 (0.7 to 2.5)"
std::string WithLimits(const v1::BidFigure& figure) {
  return absl::StrFormat("%.1f (%.1f to %.1f)", figure.value(), figure.low(), figure.high());
}

// "PURSUE_DISTANCE" as "pursue distance".
std::string StageWords(v1::BidStage stage) {
  constexpr absl::string_view kPrefix = "BID_STAGE_";
  return absl::AsciiStrToLower(absl::StrReplaceAll(v1::BidStage_Name(stage).substr(kPrefix.size()), {{"_", " "}}));
}

void PrintPicture(const Page& page, const v1::PairPicture& picture) {
  page.out << "  " << page.Called(picture.one()) << " and " << page.Called(picture.other()) << ": "
           << StageWords(picture.stage());
  if (!picture.pursuer().empty()) page.out << ", " << page.Called(picture.pursuer()) << " makes the bids";
  page.out << "\n";
  std::vector<std::string> readings;
  for (const v1::BidReading& reading : picture.readings()) {
    const std::string told =
        reading.teller().empty() ? "each of their own" : absl::StrCat("as ", page.Called(reading.teller()), " tells");
    readings.push_back(absl::StrCat(told, " ", reading.bids_of_one(), ":", reading.bids_of_other()));
  }
  page.out << "    " << absl::StrJoin(readings, ", ") << "\n";
}

void PrintTelling(const Page& page, const std::string& teller, const v1::BidTelling& telling) {
  if (telling.bids() == 0 && telling.bids_earlier() == 0) return;
  page.out << "    as " << page.Called(teller) << " tells: " << WithLimits(telling.rate_per_week()) << " a week";
  if (telling.replies_size() > 0) {
    page.out << ", " << telling.replies(0).count() << " of " << telling.bids() << " welcomed";
  }
  page.out << "\n";
  if (telling.has_rate_ratio())
    page.out << "      which is " << WithLimits(telling.rate_ratio()) << " times what it was\n";
}

}  // namespace

void PrintBids(const v1::GetBidProfileResponse& bids, const DisplayNames& names, const absl::TimeZone& zone,
               std::ostream& out) {
  if (bids.pairs().empty()) return;
  const Page page{names, zone, out};
  out << "Bids written down, " << page.Span(bids.period()) << ", beside " << page.Span(bids.earlier()) << "\n";
  for (const v1::PairPicture& picture : bids.pictures()) PrintPicture(page, picture);
  for (const v1::PairBids& pair : bids.pairs()) {
    out << "  " << page.Called(pair.maker()) << " to " << page.Called(pair.receiver()) << "\n";
    PrintTelling(page, pair.maker(), pair.by_maker());
    PrintTelling(page, pair.receiver(), pair.by_receiver());
  }
  out << "  Of a log, not of all that happened: described, and no verdict on anybody.\n";
}

}  // namespace adagio::cli
