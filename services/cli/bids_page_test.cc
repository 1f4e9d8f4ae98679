#include "services/cli/bids_page.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "absl/strings/str_split.h"

namespace adagio::cli {
namespace {

using testing::HasSubstr;

constexpr char kBids[] = R"(
  period { starts_at { seconds: 1767643200 } ends_at { seconds: 1772481600 } }
  earlier { starts_at { seconds: 1762804800 } ends_at { seconds: 1767643200 } }
  pairs {
    maker: "u/partners/p" receiver: "u/partners/d"
    by_maker {
      bids: 11 bids_earlier: 22 replies { reply: BID_REPLY_WELCOMED count: 2 }
      rate_per_week { value: 1.375 low: 0.686 high: 2.46 } rate_ratio { value: 0.5 low: 0.22 high: 1.07 }
    }
    by_receiver {}
  }
  pictures {
    one: "u/partners/p" other: "u/partners/d" stage: BID_STAGE_PURSUE_DISTANCE pursuer: "u/partners/p" distancer: "u/partners/d"
    readings { bids_of_one: 11 bids_of_other: 3 }
    readings { teller: "u/partners/p" bids_of_one: 11 }
    readings { teller: "u/partners/d" bids_of_other: 3 }
  })";

std::string Printed(const std::string& text, const std::string& pat = "Pat", const std::string& dana = "Dana") {
  intake::v1::GetBidProfileResponse bids;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &bids));
  std::ostringstream out;
  PrintBids(bids, {{"u/partners/p", pat}, {"u/partners/d", dana}}, absl::UTCTimeZone(), out);
  return out.str();
}

TEST(BidsPage, SaysWhoseTellingEachFigureIsAndHowFarItReaches) {
  const std::string page = Printed(kBids);
  EXPECT_THAT(page, HasSubstr("Bids written down, 05 Jan 2026 to 02 Mar 2026, "));
  EXPECT_THAT(page, HasSubstr("  Pat and Dana: pursue distance, Pat makes the bids\n"));
  EXPECT_THAT(page, HasSubstr("    each of their own 11:3, as Pat tells 11:0, as Dana tells 0:3\n"));
  EXPECT_THAT(page, HasSubstr("  Pat to Dana\n    as Pat tells: 1.4 (0.7 to 2.5) a week, 2 of 11 welcomed\n"
                              "      which is 0.5 (0.2 to 1.1) times what it was\n"));
  EXPECT_THAT(page, HasSubstr("no verdict"));
}

TEST(BidsPage, FitsOnAScreen) {
  for (const absl::string_view line :
       absl::StrSplit(Printed(kBids, std::string(40, 'p'), std::string(40, 'd')), '\n')) {
    EXPECT_LE(line.size(), 100u) << line;
  }
}

TEST(BidsPage, OfAnEmptyLogSaysNothing) { EXPECT_EQ(Printed("pictures { one: 'u/partners/p' }"), ""); }

}  // namespace
}  // namespace adagio::cli
