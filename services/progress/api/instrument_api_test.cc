// Instruments of a practice's own: defined, changed, kept as they were for what was begun with them.
#include "services/progress/api/instrument_api.h"

#include <gtest/gtest.h>

#include "services/progress/api/progress_for_test.h"

namespace adagio::progress {
namespace {

class AnOwnInstrument : public ProgressTest {
 protected:
  // Two items of 0 to 4, more is better; both count as they are.
  static v1::Instrument Ease(int version = 1) {
    Instrument ease{.key = "own_ease",
                    .version = version,
                    .name = "Ease with each other",
                    .construct = "ease",
                    .licence_class = "free_text_ok",
                    .direction = Direction::kHigherIsBetter,
                    .items = ItemsForTest(2, 4),
                    .greatest_total = 8};
    return progress::ToWire(ease, {});
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(absl::StatusOr<Response> (InstrumentApi::*method)(const rpc::Authorized<Request>&),
                               const Scope& scope, const Request& request) {
    const RequestKey key{ground_.entropy.NewUuid(), request.SerializeAsString()};
    return (own_.*method)(rpc::AuthorizedForTest<Request>::Make(request, scope, key));
  }
  absl::StatusOr<v1::DefineInstrumentResponse> Define(const v1::Instrument& instrument) {
    v1::DefineInstrumentRequest request;
    *request.mutable_instrument() = instrument;
    return Ask(&InstrumentApi::DefineInstrument, Admin(), request);
  }
  absl::StatusOr<v1::GetInstrumentResponse> GetOwn(const Scope& scope, const std::string& key, int version = 0) {
    v1::GetInstrumentRequest request;
    request.set_instrument(key);
    request.set_version(version);
    return Ask(&InstrumentApi::GetInstrument, scope, request);
  }

  const ThresholdStore thresholds_{*ground_.keys};
  InstrumentApi own_{{units_, pool_, catalogue_, thresholds_, *ground_.keys}};
};

TEST_F(AnOwnInstrument, IsAnsweredAndScoredAsAnyOther) {
  const auto defined = Define(Ease());
  ASSERT_TRUE(defined.ok()) << defined.status();
  EXPECT_EQ(defined->instrument().SerializeAsString(),
            GetOwn(Therapist(), "own_ease")->instrument().SerializeAsString());
  Scored(a_, {3, 4}, "own_ease");
  EXPECT_EQ(Trajectory(Therapist(), a_, "own_ease")->trajectory().baseline().score().total(), 7);
  const auto listed = Call(&ProgressApi::ListInstruments, Admin(), v1::ListInstrumentsRequest());
  ASSERT_EQ(listed->instruments_size(), 7);
  EXPECT_EQ(listed->instruments(5).key(), "own_ease") << "by key among the others";
}

TEST_F(AnOwnInstrument, IsCheckedAsWhatIsShipped) {
  const auto refused = [&](auto flaw) {
    v1::Instrument instrument = Ease();
    flaw(instrument);
    return FieldOf(Define(instrument).status());
  };
  const std::string before = Contents();
  EXPECT_EQ(refused([](auto& i) { i.set_key("ease"); }), "key");
  EXPECT_EQ(refused([](auto& i) { i.set_greatest_total(9); }), "greatest_total");
  EXPECT_EQ(refused([](auto& i) { i.mutable_items(1)->set_number(1); }), "items.number");
  EXPECT_EQ(refused([](auto& i) { i.mutable_items(0)->set_weight(-1); }), "items.weight");
  EXPECT_EQ(refused([](auto& i) { i.set_direction(v1::DIRECTION_UNSPECIFIED); }), "direction");
  EXPECT_EQ(refused([](auto& i) { i.set_total_rule(v1::TOTAL_RULE_UNSPECIFIED); }), "total_rule");
  EXPECT_EQ(refused([](auto& i) { i.set_name("HITS, as we ask it"); }), "name");
  EXPECT_EQ(refused([](auto& i) {
              v1::Figure* figure = i.add_figures();
              figure->set_kind(v1::FIGURE_KIND_RELIABILITY);
              figure->set_value(0.9);
              figure->set_source("our own");
              figure->set_status(v1::FIGURE_STATUS_VERIFIED);
            }),
            "figures.status");
  EXPECT_EQ(Contents(), before);
}

TEST_F(AnOwnInstrument, ComesInVersionsOneAfterTheOther) {
  EXPECT_EQ(ReasonOf(Define(Ease(2)).status()), Reason::kEtagMismatch);
  ASSERT_TRUE(Define(Ease(1)).ok());
  EXPECT_EQ(ReasonOf(Define(Ease(1)).status()), Reason::kEtagMismatch);
  EXPECT_EQ(ReasonOf(Define(Ease(3)).status()), Reason::kEtagMismatch);
  ASSERT_TRUE(Define(Ease(2)).ok());
  EXPECT_EQ(GetOwn(Partner(a_), "own_ease")->instrument().version(), 2);
  EXPECT_EQ(GetOwn(Partner(a_), "own_ease", 1)->instrument().version(), 1);
  EXPECT_EQ(ReasonOf(GetOwn(Partner(a_), "own_ease", 3).status()), Reason::kResourceMissing);
  EXPECT_EQ(ReasonOf(GetOwn(Partner(a_), "own_calm").status()), Reason::kResourceMissing);
  EXPECT_EQ(GetOwn(Partner(a_), "mood", 1)->instrument().items_size(), 3);
}

TEST_F(AnOwnInstrument, ThatChangesLeavesWhatWasBegunAsItWas) {
  ASSERT_TRUE(Define(Ease()).ok());
  const std::string begun = Started(Partner(a_), a_, "own_ease");
  ASSERT_TRUE(Save(Partner(a_), begun, 1, 4).ok());
  v1::Instrument reversed = Ease(2);
  reversed.mutable_items(0)->set_reversed(true);
  reversed.mutable_items(1)->set_greatest(9);
  reversed.set_greatest_total(13);
  ASSERT_TRUE(Define(reversed).ok());
  EXPECT_EQ(FieldOf(Save(Partner(a_), begun, 2, 5).status()), "value") << "of the version it was begun with";
  ASSERT_TRUE(Save(Partner(a_), begun, 2, 4).ok());
  EXPECT_EQ(Submit(Partner(a_), begun)->administration().score().total(), 8);
  EXPECT_EQ(Get(Partner(a_), begun)->administration().instrument_version(), 1);
  const std::string corrected = Correct(Partner(a_), begun)->administration().name();
  EXPECT_EQ(Submit(Partner(a_), corrected)->administration().score().total(), 8);
  Scored(a_, {4, 9}, "own_ease");
  const v1::Trajectory trajectory = Trajectory(Therapist(), a_, "own_ease")->trajectory();
  EXPECT_EQ(trajectory.points_size(), 2);
  EXPECT_EQ(trajectory.baseline().score().total(), 9) << "totals of two versions are not compared";
  EXPECT_EQ(trajectory.baseline().instrument_version(), 2);
}

TEST_F(AnOwnInstrument, IsOfItsPracticeAlone) {
  ASSERT_TRUE(Define(Ease()).ok());
  const Scope foreign = ScopeForTest::Make(ground_.AddPractice(), UnitId(), {Role::kTherapist, therapist_}, "Call");
  EXPECT_EQ(ReasonOf(GetOwn(foreign, "own_ease").status()), Reason::kResourceMissing);
}

TEST_F(AnOwnInstrument, TakesFiguresOfThePractice) {
  ASSERT_TRUE(Define(Ease()).ok());
  v1::SetReferenceFiguresRequest figures;
  figures.set_instrument("own_ease");
  figures.set_reliability(0.9);
  figures.set_sd(1);
  figures.set_source("our own intake");
  ASSERT_TRUE(Call(&ProgressApi::SetReferenceFigures, Admin(), figures).ok());
  EXPECT_EQ(GetOwn(Therapist(), "own_ease")->instrument().figures_size(), 2);
}

}  // namespace
}  // namespace adagio::progress
