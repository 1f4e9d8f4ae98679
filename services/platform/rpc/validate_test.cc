#include "services/platform/rpc/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "adagio/directory/v1/directory.pb.h"
#include "adagio/homework/v1/homework.pb.h"
#include "adagio/intake/v1/intake.pb.h"
#include "adagio/server/v1/server.pb.h"
#include "services/platform/rpc/text.h"

namespace adagio::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::string_view kP = "11111111-1111-4111-8111-111111111111";
constexpr absl::string_view kU = "22222222-2222-4222-8222-222222222222";

// "field: rule" of every violation.
std::vector<std::string> Broken(const google::protobuf::Message& message) {
  FieldRules rules;
  std::vector<std::string> problems;
  const Findings findings = Validate(message, *rules.Read(message.GetDescriptor(), problems));
  EXPECT_THAT(problems, IsEmpty());
  std::vector<std::string> lines;
  for (const Violation& violation : findings.violations) {
    lines.push_back(absl::StrCat(violation.field, ": ", violation.rule));
  }
  return lines;
}

directory::v1::AddClinicianRequest Good() {
  directory::v1::AddClinicianRequest request;
  request.set_request_id("33333333-3333-4333-8333-333333333333");
  request.set_practice(absl::StrCat("practices/", kP));
  request.set_display_name("Dr. Ö");
  request.set_login("o");
  request.set_role(directory::v1::CLINICIAN_ROLE_THERAPIST);
  return request;
}

TEST(Validate, LetsAGoodRequestPass) { EXPECT_THAT(Broken(Good()), IsEmpty()); }

TEST(Validate, NamesEveryRequiredFieldThatIsMissing) {
  EXPECT_THAT(Broken(directory::v1::AddClinicianRequest()),
              ElementsAre("request_id: is required", "practice: is required", "display_name: is required",
                          "login: is required", "role: is required"));
}

TEST(Validate, CountsCharactersAndNotBytes) {
  directory::v1::AddClinicianRequest request = Good();
  std::string name;
  for (int i = 0; i < 120; ++i) name += "\xf0\x9f\x8c\xb1";
  request.set_display_name(name);
  EXPECT_THAT(Broken(request), IsEmpty());
  request.set_display_name(name + "a");
  EXPECT_THAT(Broken(request), ElementsAre("display_name: is too long"));
}

TEST(Validate, RefusesNulAndInvalidUtf8) {
  directory::v1::AddClinicianRequest request = Good();
  for (const std::string& bad :
       {std::string("a\0b", 3), std::string("\xff"), std::string("\xc0\x80"), std::string("\xed\xa0\x80"),
        std::string("\xf4\x90\x80\x80"), std::string("\xe2\x82")}) {
    request.set_display_name(bad);
    EXPECT_THAT(Broken(request), ElementsAre("display_name: must be valid UTF-8 without NUL"));
  }
}

TEST(Validate, RefusesAnUnknownEnumValue) {
  directory::v1::AddClinicianRequest request = Good();
  request.set_role(static_cast<directory::v1::ClinicianRole>(7));
  EXPECT_THAT(Broken(request), ElementsAre("role: must be a known value"));
  request.set_role(static_cast<directory::v1::ClinicianRole>(-1));
  EXPECT_THAT(Broken(request), ElementsAre("role: must be a known value"));
}

TEST(Validate, RefusesAnIdThatIsNotCanonicalOrIsNil) {
  directory::v1::AddClinicianRequest request = Good();
  for (const char* bad : {"33333333-3333-4333-8333-33333333333A", "33333333333343338333333333333333",
                          "00000000-0000-0000-0000-000000000000", "x"}) {
    request.set_request_id(bad);
    EXPECT_THAT(Broken(request), ElementsAre("request_id: must be a UUID in lower-case canonical form and not nil"));
  }
}

TEST(Validate, HoldsAnOptionalNameToItsShapeWhenItIsGiven) {
  directory::v1::AddClinicianRequest request = Good();
  request.set_supervisor(absl::StrCat("practices/", kP));
  EXPECT_THAT(Broken(request), ElementsAre("supervisor: must be a resource name: practices/{}/clinicians/{}"));
}

TEST(Validate, LooksIntoListsOfMessages) {
  intake::v1::RecordViolenceScreenRequest request;
  request.set_request_id("33333333-3333-4333-8333-333333333333");
  request.set_sitting(absl::StrCat("practices/", kP, "/treatmentUnits/", kU, "/sittings/", kU));
  request.set_instrument(intake::v1::VIOLENCE_INSTRUMENT_HARK);
  request.add_items()->set_number(1);
  request.add_items()->set_number(0);
  request.mutable_items(1)->set_value(11);
  EXPECT_THAT(Broken(request), ElementsAre("items[1].number: is out of range", "items[1].value: is out of range"));
}

TEST(Validate, RefusesAListThatIsTooLongWithoutLookingIntoIt) {
  intake::v1::RecordViolenceScreenRequest request;
  request.set_request_id("33333333-3333-4333-8333-333333333333");
  request.set_sitting(absl::StrCat("practices/", kP, "/treatmentUnits/", kU, "/sittings/", kU));
  request.set_instrument(intake::v1::VIOLENCE_INSTRUMENT_HARK);
  for (int i = 0; i < 1000; ++i) request.add_items();
  EXPECT_THAT(Broken(request), ElementsAre("items: has too many items"));
}

TEST(Validate, TakesAnAbsentOptionalNumberForAbsentAndNotForZero) {
  homework::v1::RecordCheckInRequest request;
  request.set_request_id("33333333-3333-4333-8333-333333333333");
  request.set_assignment(absl::StrCat("practices/", kP, "/treatmentUnits/", kU, "/assignments/", kU));
  request.mutable_check_in();
  EXPECT_THAT(Broken(request), IsEmpty());
  request.mutable_check_in()->set_suds_peak(101);
  EXPECT_THAT(Broken(request), ElementsAre("check_in.suds_peak: is out of range"));
}

TEST(Validate, KnowsARequiredMessageAndAnImpossibleDuration) {
  server::v1::AdvanceClockRequest request;
  EXPECT_THAT(Broken(request), ElementsAre("by: is required"));
  request.mutable_by()->set_seconds(5);
  EXPECT_THAT(Broken(request), IsEmpty());
  request.mutable_by()->set_nanos(-1);
  EXPECT_THAT(Broken(request), ElementsAre("by: must be a valid duration"));
}

TEST(Validate, StopsAtSixteenViolations) {
  intake::v1::RecordViolenceScreenRequest request;
  for (int i = 0; i < 20; ++i) request.add_items()->set_value(99);
  EXPECT_EQ(Broken(request).size(), kMostViolations);
}

TEST(CountCodePoints, TakesEveryLengthOfUtf8AndNothingElse) {
  EXPECT_EQ(CountCodePoints(""), 0u);
  EXPECT_EQ(CountCodePoints("a\xc3\xb6\xe2\x82\xac\xf0\x9f\x8c\xb1"), 4u);
  EXPECT_FALSE(CountCodePoints("\x80").has_value());
  EXPECT_FALSE(CountCodePoints("\xe0\x80\xaf").has_value());
  EXPECT_FALSE(CountCodePoints("\xf8\x88\x80\x80\x80").has_value());
}

}  // namespace
}  // namespace adagio::rpc
