#include "services/platform/rpc/resource_name.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace adagio::rpc {
namespace {

constexpr absl::string_view kP = "11111111-1111-4111-8111-111111111111";
constexpr absl::string_view kU = "22222222-2222-4222-8222-222222222222";
constexpr absl::string_view kA = "33333333-3333-4333-8333-333333333333";
constexpr absl::string_view kAssignmentShape = "practices/{}/treatmentUnits/{}/assignments/{}";

TEST(ResourceName, GivesTheIdsItWasMadeOf) {
  const auto assignment = Uuid::Parse(kA);
  const std::string text =
      NameInUnit(PracticeId(*Uuid::Parse(kP)), UnitId(*Uuid::Parse(kU)), "assignments", *assignment);
  const absl::StatusOr<ResourceName> name = ResourceName::Parse(text, kAssignmentShape);
  ASSERT_TRUE(name.ok());
  EXPECT_EQ(name->practice().ToString(), kP);
  EXPECT_EQ(name->unit().ToString(), kU);
  EXPECT_EQ(name->id(), *assignment);
}

TEST(ResourceName, HasNoUnitWhereItLiesInThePracticeItself) {
  const std::string text = absl::StrCat("practices/", kP, "/clinicians/", kA);
  const absl::StatusOr<ResourceName> name = ResourceName::Parse(text, kClinicianShape);
  ASSERT_TRUE(name.ok());
  EXPECT_TRUE(name->unit().uuid().is_nil());
  EXPECT_EQ(name->id<ClinicianId>().ToString(), kA);
}

TEST(ResourceName, IsNothingButItsExactShape) {
  const std::string unit = absl::StrCat("practices/", kP, "/treatmentUnits/", kU);
  EXPECT_TRUE(ResourceName::Parse(unit, kUnitShape).ok());
  for (const std::string& wrong :
       {std::string(), std::string("practices/"), absl::StrCat(unit, "/"), absl::StrCat("/", unit),
        absl::StrCat(unit, "/assignments/", kA), absl::StrCat("practices/", kP),
        absl::StrCat("practices/", kP, "/TreatmentUnits/", kU), absl::StrCat("practices/", kP, "/clinicians/", kU),
        absl::StrCat(" ", unit), absl::StrCat(unit, "\n"), std::string("practices/{}/treatmentUnits/{}"),
        absl::StrCat("practices/", kP, "/treatmentUnits/00000000-0000-0000-0000-000000000000"),
        absl::StrCat("practices/", kP, "/treatmentUnits/2222222A-2222-4222-8222-222222222222")}) {
    EXPECT_FALSE(ResourceName::Parse(wrong, kUnitShape).ok()) << wrong;
  }
}

TEST(ResourceName, OfNoShapeIsNoName) {
  EXPECT_FALSE(ResourceName::Parse("", "").ok());
  EXPECT_FALSE(ResourceName::Parse("practices", "practices").ok());
}

}  // namespace
}  // namespace adagio::rpc
