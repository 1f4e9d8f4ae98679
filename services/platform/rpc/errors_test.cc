#include "services/platform/rpc/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "adagio/type/v1/reason.pb.h"
#include "google/rpc/status.pb.h"
#include "services/platform/foundation/status.h"

namespace adagio::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

google::rpc::Status DetailsOf(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  return details;
}

google::rpc::ErrorInfo InfoOf(const grpc::Status& status) {
  google::rpc::ErrorInfo info;
  const google::rpc::Status details = DetailsOf(status);
  EXPECT_GT(details.details_size(), 0);
  EXPECT_TRUE(details.details(0).UnpackTo(&info));
  return info;
}

TEST(ToWire, GivesEveryReasonItsCodeAndItsNameInTheContract) {
  for (int i = 1; i <= static_cast<int>(Reason::kBug); ++i) {
    const auto reason = static_cast<Reason>(i);
    const grpc::Status wire = ToWire(Refuse(reason, "why"));
    EXPECT_EQ(static_cast<int>(wire.error_code()), static_cast<int>(CodeOf(reason)));
    EXPECT_EQ(InfoOf(wire).reason(), NameOf(reason));
    EXPECT_EQ(InfoOf(wire).domain(), "adagio");
    EXPECT_EQ(DetailsOf(wire).code(), wire.error_code());
    type::v1::Reason named;
    EXPECT_TRUE(type::v1::Reason_Parse(absl::StrCat("REASON_", NameOf(reason)), &named)) << NameOf(reason);
  }
}

TEST(ToWire, KeepsTheTextOfAStatusWithoutAReasonToItself) {
  const grpc::Status wire = ToWire(absl::InternalError("Duplicate entry 'canary'"));
  EXPECT_EQ(wire.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(InfoOf(wire).reason(), "BUG");
  EXPECT_THAT(wire.error_message() + wire.error_details(), Not(HasSubstr("canary")));
}

TEST(ToWire, ShowsNoCauseOfADenialOrOfNotAvailable) {
  for (const Reason reason :
       {Reason::kAccessDenied, Reason::kTokenInvalid, Reason::kNotAvailable, Reason::kResourceMissing}) {
    const grpc::Status one = ToWire(Refuse(reason, "a hold stands"));
    const grpc::Status other = ToWire(Refuse(reason, "a soft no"));
    EXPECT_EQ(one.error_message(), other.error_message());
    EXPECT_EQ(one.error_details(), other.error_details());
  }
}

TEST(ToWire, TellsWhenToComeBackAfterTooMuch) {
  google::rpc::RetryInfo retry;
  ASSERT_TRUE(DetailsOf(ToWire(Refuse(Reason::kQuota, ""))).details(1).UnpackTo(&retry));
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
}

TEST(ToWire, NamesTheFieldOfARefusal) {
  google::rpc::BadRequest bad;
  ASSERT_TRUE(DetailsOf(ToWire(RefuseField("window.starts_at", "is past"))).details(1).UnpackTo(&bad));
  ASSERT_EQ(bad.field_violations_size(), 1);
  EXPECT_EQ(bad.field_violations(0).field(), "window.starts_at");
  EXPECT_EQ(bad.field_violations(0).description(), "is past");
}

TEST(ToWire, StaysWithinFourKilobytes) {
  std::vector<Violation> violations(kMostViolations, {std::string(3000, 'f'), std::string(3000, 'r')});
  const grpc::Status wire = ToWire(RefuseFields(violations));
  EXPECT_LE(wire.error_details().size(), 4096u);
  EXPECT_GT(wire.error_details().size(), 1024u);
  EXPECT_LE(ToWire(Refuse(Reason::kAlreadyOver, std::string(9000, 'x'))).error_details().size(), 4096u);
}

TEST(AsSeenBy, TellsAPartnerNotWhetherAThingIsMissingOrDenied) {
  const absl::Status missing = Refuse(Reason::kResourceMissing, "no such assignment");
  const absl::Status denied = Refuse(Reason::kAccessDenied, "not a participant");
  EXPECT_EQ(ToWire(AsSeenBy(Role::kPartner, missing)).error_details(),
            ToWire(AsSeenBy(Role::kPartner, denied)).error_details());
  EXPECT_EQ(ToWire(AsSeenBy(Role::kTherapist, missing)).error_code(), grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace adagio::rpc
