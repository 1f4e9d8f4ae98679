#include "services/intake/api/formulation_api.h"

#include <gtest/gtest.h>

#include "services/intake/api/unit_for_test.h"

namespace adagio::intake {
namespace {

class JointFormulation : public UnitTest {
 protected:
  absl::StatusOr<v1::WriteFormulationResponse> Write(const std::string& text, Uuid id = {}) {
    v1::WriteFormulationRequest request;
    request.set_text(text);
    return Call(formulation_, Therapist(), &FormulationApi::WriteFormulation, request, id);
  }
  absl::StatusOr<v1::ReleaseFormulationResponse> Release(int version, const std::string& text) {
    v1::ReleaseFormulationRequest request;
    request.set_version(version);
    request.set_text(text);
    return Call(formulation_, Therapist(), &FormulationApi::ReleaseFormulation, request);
  }
  v1::GetFormulationResponse Get(const Scope& scope) {
    const auto got = Call(formulation_, scope, &FormulationApi::GetFormulation, v1::GetFormulationRequest());
    EXPECT_TRUE(got.ok()) << got.status();
    return got.value_or(v1::GetFormulationResponse());
  }
  v1::ListFormulationVersionsResponse Versions(int size = 0, const std::string& token = "") {
    v1::ListFormulationVersionsRequest request;
    request.set_page_size(size);
    request.set_page_token(token);
    const auto got = Call(formulation_, Therapist(), &FormulationApi::ListFormulationVersions, request);
    EXPECT_TRUE(got.ok()) << got.status();
    return got.value_or(v1::ListFormulationVersionsResponse());
  }
};

TEST_F(JointFormulation, ShowsPartnersNothingOfWhatIsKept) {
  const std::string nothing = Get(Partner(a_)).SerializeAsString();
  EXPECT_TRUE(nothing.empty());
  ASSERT_TRUE(Write("the whole of it").ok());
  EXPECT_EQ(Get(Partner(a_)).SerializeAsString(), nothing);
  ASSERT_TRUE(Release(1, "the shorter text").ok());
  const v1::GetFormulationResponse first = Get(Partner(a_));
  EXPECT_EQ(first.released().text(), "the shorter text");
  EXPECT_FALSE(first.has_kept());
  ground_.clock.Advance(absl::Hours(1));
  ASSERT_TRUE(Write("another whole").ok());
  EXPECT_EQ(Get(Partner(a_)).SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(Get(Partner(b_)).SerializeAsString(), first.SerializeAsString());
}

TEST_F(JointFormulation, KeepsEveryVersionAndEveryReleasedText) {
  ASSERT_TRUE(Write("first whole").ok());
  ASSERT_TRUE(Release(1, "first short").ok());
  ASSERT_TRUE(Release(1, "second short").ok());
  const auto second = Write("second whole");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->version().version(), 2);
  EXPECT_EQ(second->version().author(), rpc::ClinicianName(practice_, ClinicianId(therapist_)));
  ASSERT_TRUE(Release(1, "third short, on the first again").ok());
  const v1::ListFormulationVersionsResponse all = Versions();
  ASSERT_EQ(all.versions_size(), 2);
  EXPECT_EQ(all.versions(0).text(), "second whole");
  EXPECT_EQ(all.versions(0).releases_size(), 0);
  EXPECT_EQ(all.versions(1).text(), "first whole");
  ASSERT_EQ(all.versions(1).releases_size(), 3);
  EXPECT_EQ(all.versions(1).releases(0).text(), "first short");
  EXPECT_EQ(all.versions(1).releases(2).text(), "third short, on the first again");
  EXPECT_EQ(Get(Partner(b_)).released().text(), "third short, on the first again");
  EXPECT_EQ(Get(Therapist()).kept().text(), "second whole");
  EXPECT_EQ(Get(Therapist()).released().text(), "third short, on the first again");
}

TEST_F(JointFormulation, ReleasesNothingThatIsEmptyOrStandsOnNoVersion) {
  ASSERT_TRUE(Write("whole").ok());
  const std::string before = Contents();
  EXPECT_EQ(FieldOf(Release(2, "short").status()), "version");
  EXPECT_EQ(FieldOf(Release(1, " \n").status()), "text");
  EXPECT_EQ(FieldOf(Write(" \n").status()), "text");
  EXPECT_EQ(Contents(), before);
}

TEST_F(JointFormulation, HasPromptsBesideItOnceItIsReleased) {
  ASSERT_TRUE(Write("whole").ok());
  EXPECT_EQ(Get(Partner(a_)).prompts_size(), 0);
  EXPECT_GT(Get(Therapist()).prompts_size(), 0);
  ASSERT_TRUE(Release(1, "short").ok());
  EXPECT_EQ(Get(Partner(a_)).prompts_size(), Get(Therapist()).prompts_size());
}

TEST_F(JointFormulation, IsDraftedFromWhatIsKnownForTheTherapistAlone) {
  Acknowledge(a_);
  v1::SaveIntakeAnswerRequest goals;
  goals.set_item("goals");
  goals.set_answer("a canary that sings in the morning");
  ASSERT_TRUE(Call(intake_, Partner(a_), &IntakeApi::SaveIntakeAnswer, goals).ok());
  facts_.answer->names = {{a_, "Pat"}, {b_, "Dana"}};
  facts_.answer->agreements = {{{a_, b_}, 3, ground_.clock.Now(), true}};
  const auto drafted =
      Call(formulation_, Therapist(), &FormulationApi::DraftFormulation, v1::DraftFormulationRequest());
  ASSERT_TRUE(drafted.ok()) << drafted.status();
  EXPECT_EQ(drafted->version().version(), 1);
  EXPECT_FALSE(drafted->homework_missing());
  const std::string& text = drafted->version().text();
  EXPECT_NE(text.find("Pat, Dana: version 3"), std::string::npos) << text;
  EXPECT_NE(text.find("- Pat: told in private"), std::string::npos) << text;
  EXPECT_EQ(text.find("canary"), std::string::npos);
  EXPECT_EQ(Get(Therapist()).kept().text(), text);
  EXPECT_TRUE(Get(Partner(a_)).SerializeAsString().empty());
}

TEST_F(JointFormulation, IsDraftedWithoutWhoIsOutOfReachAndNotForWhoMayNotKnow) {
  const auto drafted =
      Call(formulation_, Therapist(), &FormulationApi::DraftFormulation, v1::DraftFormulationRequest());
  ASSERT_TRUE(drafted.ok()) << drafted.status();
  EXPECT_TRUE(drafted->homework_missing());
  EXPECT_NE(drafted->version().text().find("Partner 1 and Partner 2"), std::string::npos);
  facts_.answer = Refuse(Reason::kAccessDenied, "no");
  EXPECT_EQ(
      ReasonOf(
          Call(formulation_, Therapist(), &FormulationApi::DraftFormulation, v1::DraftFormulationRequest()).status()),
      Reason::kAccessDenied);
  EXPECT_EQ(Versions().versions_size(), 1);
}

TEST_F(JointFormulation, PagesTheVersions) {
  for (const char* text : {"one", "two", "three"}) ASSERT_TRUE(Write(text).ok());
  const v1::ListFormulationVersionsResponse first = Versions(2);
  ASSERT_EQ(first.versions_size(), 2);
  EXPECT_EQ(first.versions(0).text(), "three");
  const v1::ListFormulationVersionsResponse rest = Versions(2, first.next_page_token());
  ASSERT_EQ(rest.versions_size(), 1);
  EXPECT_EQ(rest.versions(0).text(), "one");
  EXPECT_TRUE(rest.next_page_token().empty());
}

TEST_F(JointFormulation, ARetryKeepsOneVersion) {
  const Uuid id = NewId();
  const auto first = Write("whole", id);
  const auto again = Write("whole", id);
  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  EXPECT_EQ(Versions().versions_size(), 1);
}

TEST_F(JointFormulation, BelongsToOneUnit) {
  ASSERT_TRUE(Write("whole").ok());
  ASSERT_TRUE(Release(1, "short").ok());
  EXPECT_TRUE(Get(As(Role::kPartner, c_.uuid(), elsewhere_)).SerializeAsString().empty());
  const v1::GetFormulationResponse there = Get(As(Role::kTherapist, therapist_, elsewhere_));
  EXPECT_FALSE(there.has_released() || there.has_kept());
}

TEST_F(JointFormulation, IsSealedAndATextOfOneVersionOpensForNoOther) {
  ASSERT_TRUE(Write("canary one").ok());
  ASSERT_TRUE(Write("canary two").ok());
  for (const storage::Row& row : RowsOf("SELECT content FROM adagio_intake.formulation WHERE unit_id = ?", {unit_})) {
    EXPECT_EQ(row.Text(0).find("canary"), std::string::npos);
  }
  AsRoot("UPDATE adagio_intake.formulation SET version = 3 WHERE version = 2 AND unit_id = ?", {unit_});
  const auto got = Call(formulation_, Therapist(), &FormulationApi::GetFormulation, v1::GetFormulationRequest());
  EXPECT_EQ(ReasonOf(got.status()), Reason::kBug);
}

}  // namespace
}  // namespace adagio::intake
