#include <gtest/gtest.h>

#include "services/progress/api/caseload_for_test.h"

namespace adagio::progress {
namespace {

// Sam supervises Mira and Noor.
class BesideEachOther : public CaseloadTest {
 protected:
  void SetUp() override {
    Supervises(sam_, mira_);
    Supervises(sam_, noor_);
  }
  // `couples` of `therapist`; both partners of the first `better` of them recover, the others stay as they are.
  void Couples(const Uuid& therapist, int couples, int better) {
    for (int i = 0; i < couples; ++i) {
      const UnitId unit = UnitTreatedBy(therapist);
      for (int p = 0; p < 2; ++p) PartnerScored(unit, 6 + i % 3 + p, i < better ? 2 : 6 + i % 3 + p);
    }
  }
  v1::Outcomes OutcomesOf(const Uuid& therapist) {
    const v1::GetCaseloadResponse report = Report(Role::kSupervisor, sam_);
    for (const v1::TherapistCaseload& one : report.therapists()) {
      if (one.therapist() == rpc::ClinicianName(practice_, ClinicianId(therapist))) return one.figures().outcomes(0);
    }
    return {};
  }

  const Uuid sam_ = Someone(), mira_ = Someone(), noor_ = Someone();
};

TEST_F(BesideEachOther, NobodyUnderThirtyHasAPlaceOrALimit) {
  Couples(mira_, 14, 14);
  Couples(noor_, 15, 1);
  const v1::FunnelPlace few = OutcomesOf(mira_).funnel();
  EXPECT_EQ(few.judged(), 28);
  for (const v1::FunnelReading& reading : {few.plain(), few.clustered()}) {
    EXPECT_EQ(reading.position(), v1::FUNNEL_POSITION_TOO_FEW);
    EXPECT_FALSE(reading.has_at95() || reading.has_at998());
  }
  const v1::FunnelPlace enough = OutcomesOf(noor_).funnel();
  EXPECT_EQ(enough.judged(), 30);
  EXPECT_NE(enough.plain().position(), v1::FUNNEL_POSITION_TOO_FEW);
  EXPECT_TRUE(enough.plain().has_at95());
  EXPECT_LE(enough.clustered().at95().low(), enough.plain().at95().low());
}

TEST_F(BesideEachOther, AnEffectComesWithBothIntervalsAndDrawnTogetherWithTheOthers) {
  Couples(mira_, 6, 5);
  Couples(noor_, 6, 2);
  const v1::EffectSize effect = OutcomesOf(mira_).effect();
  EXPECT_EQ(effect.pairs(), 12);
  EXPECT_GT(effect.value(), 0);
  EXPECT_LT(effect.clustered().low(), effect.plain().low());
  EXPECT_TRUE(effect.has_shrunk());
  EXPECT_LE(effect.shrunk(), effect.value());
}

TEST_F(BesideEachOther, ATherapistIsComparedWithNobody) {
  Couples(mira_, 4, 2);
  Couples(noor_, 4, 4);
  const v1::Outcomes own = Report(Role::kTherapist, mira_).figures().outcomes(0);
  EXPECT_TRUE(own.has_effect());
  EXPECT_FALSE(own.has_funnel());
  EXPECT_FALSE(own.effect().has_shrunk());
}

}  // namespace
}  // namespace adagio::progress
