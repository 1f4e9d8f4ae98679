#include "services/platform/rpc/loggable.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adagio/directory/v1/directory.pb.h"
#include "adagio/intake/v1/intake.pb.h"
#include "adagio/server/v1/server.pb.h"

namespace adagio::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Loggable, PrintsPublicFieldsAndHidesAllOthers) {
  directory::v1::AddPartnerRequest request;
  request.set_request_id("an-id");
  request.set_display_name("canary");
  request.set_login("canary");
  EXPECT_EQ(Loggable(request), "request_id: \"an-id\" display_name: [hidden] login: [hidden]");
}

TEST(Loggable, DoesNotTellWhetherAHiddenFieldIsSet) {
  directory::v1::AddPartnerRequest with;
  with.set_display_name("canary");
  EXPECT_EQ(Loggable(with), Loggable(directory::v1::AddPartnerRequest()));
}

TEST(Loggable, HidesWhatAHiddenMessageHoldsAndHowManyThereAre) {
  intake::v1::GetPartnerIntakeResponse one;
  one.mutable_intake()->add_items()->set_item("canary");
  EXPECT_THAT(Loggable(one), Not(HasSubstr("canary")));
  intake::v1::Intake few, many;
  few.add_items();
  for (int i = 0; i < 9; ++i) many.add_items();
  EXPECT_EQ(Loggable(few), Loggable(many));
}

TEST(Loggable, PrintsPublicTimesAndEscapesTexts) {
  server::v1::AdvanceClockRequest request;
  request.mutable_by()->set_seconds(7);
  EXPECT_EQ(Loggable(request), "by: {seconds: 7}");
  server::v1::GetServerResponse response;
  response.set_build("a\n\"b");
  EXPECT_EQ(Loggable(response), "build: \"a\\n\\\"b\"");
}

}  // namespace
}  // namespace adagio::rpc
