#include <gtest/gtest.h>

#include "services/directory/api/practice_for_test.h"

namespace adagio::directory {
namespace {

// Who a login is towards a unit, after what the API did.
class Standings : public PracticeTest {
 protected:
  void SetUp() override {
    PracticeTest::SetUp();
    const auto supervisor = AddClinician("supervisor", v1::CLINICIAN_ROLE_SUPERVISOR);
    ASSERT_TRUE(supervisor.ok()) << supervisor.status();
    const auto therapist = AddClinician("therapist", v1::CLINICIAN_ROLE_THERAPIST, supervisor->clinician().name());
    ASSERT_TRUE(therapist.ok()) << therapist.status();
    unit_ = AddUnit(LastId(therapist->clinician().name()));
    const auto partner = AddPartner(unit_, "partner");
    ASSERT_TRUE(partner.ok()) << partner.status();
    partner_ = partner->partner().name();
    ASSERT_TRUE(AddClinician("other supervisor", v1::CLINICIAN_ROLE_SUPERVISOR).ok());
    const auto other = AddClinician("other therapist", v1::CLINICIAN_ROLE_THERAPIST);
    ASSERT_TRUE(other.ok()) << other.status();
    other_unit_ = AddUnit(LastId(other->clinician().name()));
  }

  bool Related(UnitId unit, Role role, const std::string& login) {
    const Standing standing = Find(unit, role, login);
    EXPECT_EQ(standing.principal.role, role) << login;
    return standing.related_to_unit;
  }

  // Ends a relation or a supervision behind the API's back.
  void End(const std::string& table) {
    ASSERT_TRUE(ground_.database.Connect("root")
                    ->Execute("UPDATE " + table + " SET ended_at = UTC_TIMESTAMP(6) WHERE practice_id = ?", {practice_})
                    .ok());
  }

  UnitId unit_, other_unit_;
  std::string partner_;
};

TEST_F(Standings, RelateEachRoleToItsOwnUnitsAlone) {
  EXPECT_TRUE(Related(unit_, Role::kPartner, "partner"));
  EXPECT_TRUE(Related(unit_, Role::kTherapist, "therapist"));
  EXPECT_TRUE(Related(unit_, Role::kSupervisor, "supervisor"));
  EXPECT_FALSE(Related(unit_, Role::kTherapist, "other therapist"));
  EXPECT_FALSE(Related(unit_, Role::kSupervisor, "other supervisor"));
  EXPECT_FALSE(Related(unit_, Role::kPracticeAdmin, "admin"));
  EXPECT_FALSE(Related(other_unit_, Role::kPartner, "partner"));
  EXPECT_FALSE(Related(other_unit_, Role::kTherapist, "therapist"));
  EXPECT_FALSE(Related(other_unit_, Role::kSupervisor, "supervisor"));
  EXPECT_TRUE(Related(other_unit_, Role::kTherapist, "other therapist"));
}

TEST_F(Standings, OfManyCallersAreEachOnesOwn) {
  const std::vector<std::pair<Caller, bool>> known = {
      {{practice_, unit_, Role::kPartner, "partner"}, true},
      {{practice_, unit_, Role::kSupervisor, "supervisor"}, true},
      {{practice_, other_unit_, Role::kPartner, "partner"}, false},
      {{practice_, unit_, Role::kTherapist, "nobody"}, false},
      {{PracticeId(ground_.entropy.NewUuid()), unit_, Role::kPartner, "partner"}, false},
      {{practice_, other_unit_, Role::kTherapist, "other therapist"}, true},
      {{practice_, unit_, Role::kOperator, "partner"}, false},
  };
  std::vector<Caller> callers;
  for (int i = 0; i < 40; ++i) callers.push_back(known[i % known.size()].first);
  const std::vector<absl::StatusOr<Standing>> standings = accounts_.Find(callers);
  ASSERT_EQ(standings.size(), callers.size());
  for (size_t i = 0; i < callers.size(); ++i) {
    ASSERT_TRUE(standings[i].ok()) << standings[i].status();
    EXPECT_EQ(standings[i]->related_to_unit, known[i % known.size()].second) << i;
    const bool account = callers[i].practice == practice_ && callers[i].login != "nobody" && i % known.size() != 6;
    EXPECT_EQ(standings[i]->principal.role, account ? callers[i].role : Role::kNobody) << i;
  }
}

// What was found for callers asked about together is remembered.
TEST_F(Standings, FoundBeforeDoNotOutliveAChangeOfTheUnit) {
  const std::vector<Caller> callers = {{practice_, unit_, Role::kPartner, "partner"},
                                       {practice_, unit_, Role::kTherapist, "therapist"},
                                       {practice_, UnitId(), Role::kTherapist, "therapist"}};
  const auto first = accounts_.Find(callers);
  const auto again = accounts_.Find(callers);
  for (size_t i = 0; i < callers.size(); ++i) {
    EXPECT_EQ(again[i]->principal, first[i]->principal);
    EXPECT_EQ(again[i]->related_to_unit, i < 2);
    EXPECT_EQ(again[i]->unit_version, first[i]->unit_version);
  }
  ASSERT_TRUE(EndMembership(unit_, partner_).ok());
  const auto after = accounts_.Find(callers);
  EXPECT_FALSE(after[0]->related_to_unit);
  EXPECT_TRUE(after[1]->related_to_unit);
  EXPECT_GT(after[1]->unit_version, first[1]->unit_version);
}

TEST_F(Standings, RelateNobodyToNoUnit) {
  for (const auto& [role, login] :
       {std::pair(Role::kPartner, "partner"), std::pair(Role::kTherapist, "therapist"),
        std::pair(Role::kSupervisor, "supervisor"), std::pair(Role::kPracticeAdmin, "admin")}) {
    EXPECT_FALSE(Related({}, role, login)) << login;
    EXPECT_FALSE(Related(UnitId(NewId()), role, login)) << login;
  }
}

TEST_F(Standings, GiveThePrincipalOfTheAccount) {
  EXPECT_EQ(Find(unit_, Role::kPartner, "partner").principal.id, LastId(partner_));
}

TEST_F(Standings, KnowALoginInItsOwnRoleAndSpellingAlone) {
  for (const Role role : {Role::kTherapist, Role::kSupervisor, Role::kPracticeAdmin, Role::kOperator, Role::kNobody}) {
    EXPECT_EQ(Find(unit_, role, "partner").principal, Principal());
  }
  for (const char* login : {"", "Partner", "partner ", "nobody", "' OR '1'='1"}) {
    EXPECT_EQ(Find(unit_, Role::kPartner, login).principal, Principal()) << login;
  }
}

TEST_F(Standings, KnowNobodyInAPracticeThatIsNotThere) {
  practice_ = PracticeId(NewId());
  EXPECT_EQ(Find(unit_, Role::kPartner, "partner").principal, Principal());
  practice_ = PracticeId();
  EXPECT_EQ(Find(unit_, Role::kPartner, "partner").principal, Principal());
}

TEST_F(Standings, StayInTheirPractice) {
  PracticeTest::SetUp();  // another practice; unit_ is of the first
  ASSERT_TRUE(AddClinician("therapist", v1::CLINICIAN_ROLE_THERAPIST).ok());
  EXPECT_FALSE(Related(unit_, Role::kTherapist, "therapist"));
  EXPECT_EQ(Find(unit_, Role::kPartner, "partner").principal, Principal());
}

TEST_F(Standings, EndWithTheMembership) {
  ASSERT_TRUE(EndMembership(unit_, partner_).ok());
  EXPECT_FALSE(Related(unit_, Role::kPartner, "partner"));
  EXPECT_TRUE(Related(unit_, Role::kTherapist, "therapist"));
}

TEST_F(Standings, EndWithTheTreatment) {
  End("adagio_spine.relation");
  EXPECT_FALSE(Related(unit_, Role::kTherapist, "therapist"));
  EXPECT_FALSE(Related(unit_, Role::kSupervisor, "supervisor"));
}

TEST_F(Standings, EndWithTheSupervision) {
  End("adagio_directory.supervision");
  EXPECT_FALSE(Related(unit_, Role::kSupervisor, "supervisor"));
  EXPECT_TRUE(Related(unit_, Role::kTherapist, "therapist"));
}

}  // namespace
}  // namespace adagio::directory
