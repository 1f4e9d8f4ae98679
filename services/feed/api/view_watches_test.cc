#include <gmock/gmock.h>

#include "services/feed/api/feed_for_test.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::feed {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AViewWatch : public FeedTest {
 protected:
  Scope Partner() const { return As(Role::kPartner, partner_, unit_); }
  absl::Status TryWatchView(const std::shared_ptr<SomeStream>& stream, const std::string& cursor) {
    v1::WatchOwnViewRequest request;
    request.set_after_cursor(cursor);
    return api_.WatchOwnView(rpc::AuthorizedForTest<v1::WatchOwnViewRequest>::Make(request, stream->scope()), stream);
  }
  std::shared_ptr<SomeStream> WatchView(const std::string& cursor = "") {
    const auto stream = NewStream(Partner());
    const absl::Status watched = TryWatchView(stream, cursor);
    EXPECT_TRUE(watched.ok()) << watched;
    return stream;
  }
  static const v1::WatchOwnViewResponse Next(SomeStream& stream) { return stream.Next<v1::WatchOwnViewResponse>(); }
  std::string ViewIn(const v1::WatchOwnViewResponse& told) {
    return *keys::Cursors(*ground_.keys, Partner()).ViewIn(told.cursor());
  }
  const std::string unit_name_ = rpc::UnitName(practice_, unit_);
};

TEST_F(AViewWatch, BeginsWithTheViewOfNow) {
  const auto told = Next(*WatchView());
  EXPECT_THAT(told.changed(), IsEmpty());
  EXPECT_EQ(ViewIn(told), std::string(32, 'a'));
}

TEST_F(AViewWatch, TellsThatTheUnitChangedAndNothingElse) {
  const auto stream = WatchView();
  Next(*stream);
  See(View{std::string(32, 'b')});
  ChangeUnit();
  const auto told = Next(*stream);
  EXPECT_THAT(told.changed(), ElementsAre(unit_name_));
  EXPECT_EQ(ViewIn(told), std::string(32, 'b'));
}

TEST_F(AViewWatch, IsSilentWhenTheUnitChangesAndTheViewDoesNot) {
  const auto stream = WatchView();
  Next(*stream);
  for (int i = 0; i < 3; ++i) {
    ChangeUnit();
    // The second look begins after the first has ended.
    AwaitLooks(1);
  }
  See(View{std::string(32, 'b')});
  ChangeUnit();
  EXPECT_EQ(ViewIn(Next(*stream)), std::string(32, 'b'));
  EXPECT_EQ(stream->waiting(), 0u);
}

TEST_F(AViewWatch, TellsAtOnceWhetherTheViewIsAnotherThanThatOfTheCursor) {
  const std::string cursor = Next(*WatchView()).cursor();
  EXPECT_THAT(Next(*WatchView(cursor)).changed(), IsEmpty());
  See(View{std::string(32, 'c')});
  EXPECT_THAT(Next(*WatchView(cursor)).changed(), ElementsAre(unit_name_));
}

TEST_F(AViewWatch, HasCursorsOfOneLengthAndForOnePartnerAndUnitAlone) {
  const auto stream = WatchView();
  const std::string cursor = Next(*stream).cursor();
  See(View{std::string(32, 'z')});
  ChangeUnit();
  EXPECT_EQ(Next(*stream).cursor().size(), cursor.size());
  const auto refused = [&](const Scope& scope) { return FieldOf(TryWatchView(NewStream(scope), cursor)); };
  EXPECT_EQ(refused(As(Role::kPartner, therapist_, unit_)), "after_cursor");
  EXPECT_EQ(refused(As(Role::kPartner, partner_, other_)), "after_cursor");
  EXPECT_EQ(FieldOf(TryWatchView(NewStream(Partner()), "forged")), "after_cursor");
  const std::string position = *keys::Cursors(*ground_.keys, Partner()).OfPosition(0);
  EXPECT_EQ(FieldOf(TryWatchView(NewStream(Partner()), position)), "after_cursor");
}

TEST_F(AViewWatch, TellsOfAChangeByTimeWhenItIsTimeThoughNobodyDoesAnything) {
  See(View{std::string(32, 'a'), ground_.clock.Now() + absl::Hours(3)});
  const auto stream = WatchView();
  Next(*stream);
  See(View{std::string(32, 'b')});
  ground_.clock.Advance(absl::Hours(3));
  EXPECT_EQ(ViewIn(Next(*stream)), std::string(32, 'b'));
}

TEST_F(AViewWatch, EndsWhenThePartnerIsDeniedTheirList) {
  const auto stream = WatchView();
  Next(*stream);
  See(absl::PermissionDeniedError("another service refused"));
  ChangeUnit();
  EXPECT_EQ(ReasonOf(stream->AwaitEnd()), Reason::kAccessDenied);
  EXPECT_EQ(stream->waiting(), 0u);
}

TEST_F(AViewWatch, OutlivesALookThatFails) {
  const auto stream = WatchView();
  Next(*stream);
  See(absl::UnavailableError("another service refused"));
  ChangeUnit();
  AwaitLooks(2);
  See(View{std::string(32, 'b')});
  EXPECT_THAT(Next(*stream).changed(), ElementsAre(unit_name_));
}

}  // namespace
}  // namespace adagio::feed
