#include "services/platform/rpc/issuer_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/issuer_for_test.h"

namespace adagio::rpc {
namespace {

using testing::HasSubstr;

const std::set<Algorithm> kBoth = {Algorithm::kEs256, Algorithm::kRs256};

const TestKey& Key() {
  static const TestKey key = TestKey::P256();
  return key;
}

// What the issuer says next, how often it was asked, and whether it keeps whoever asks waiting.
class Issuer {
 public:
  IssuerKeys::Read Read() {
    return [this](const std::atomic<bool>& stopping) -> absl::StatusOr<std::string> {
      MutexLock lock(mutex_);
      ++asked_;
      while (slow_ && !stopping) changed_.WaitFor(mutex_, absl::Milliseconds(10));
      if (text_.empty()) return absl::UnavailableError("down");
      return text_;
    };
  }
  void Say(std::string text) {
    MutexLock lock(mutex_);
    text_ = std::move(text);
  }
  void BeSlow(bool slow) {
    MutexLock lock(mutex_);
    slow_ = slow;
    changed_.NotifyAll();
  }
  int asked() {
    MutexLock lock(mutex_);
    return asked_;
  }

 private:
  Mutex mutex_;
  Condition changed_;
  std::string text_ ABSL_GUARDED_BY(mutex_) = KeySetOf({Key().Jwk("old")});
  bool slow_ ABSL_GUARDED_BY(mutex_) = false;
  int asked_ ABSL_GUARDED_BY(mutex_) = 0;
};

class TheIssuersKeys : public testing::Test {
 protected:
  Reason Find(absl::string_view kid) { return ReasonOf(keys_.Find(kid, Algorithm::kEs256).status()); }
  // After what the asking set off has ended.
  Reason FindAfterReading(absl::string_view kid) {
    Find(kid);
    keys_.AwaitRead().IgnoreError();
    return Find(kid);
  }

  Issuer issuer_;
  StoryClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  IssuerKeys keys_{issuer_.Read(), kBoth, clock_};
};

TEST_F(TheIssuersKeys, AreFoundByKidAndAlgorithm) {
  ASSERT_TRUE(keys_.AwaitRead().ok());
  EXPECT_EQ(Find("old"), Reason::kNone);
  EXPECT_EQ(Find("new"), Reason::kTokenInvalid);
  EXPECT_EQ(ReasonOf(keys_.Find("old", Algorithm::kRs256).status()), Reason::kTokenInvalid);
}

TEST_F(TheIssuersKeys, AreReadAgainForAnUnknownKidAtMostOnceAMinute) {
  ASSERT_TRUE(keys_.AwaitRead().ok());
  issuer_.Say(KeySetOf({Key().Jwk("new")}));
  for (int i = 0; i < 100; ++i) EXPECT_EQ(FindAfterReading("new"), Reason::kTokenInvalid);
  EXPECT_EQ(issuer_.asked(), 1);
  clock_.Advance(IssuerKeys::kPause);
  EXPECT_EQ(FindAfterReading("new"), Reason::kNone);
  EXPECT_EQ(Find("old"), Reason::kTokenInvalid) << "a withdrawn key is still believed";
  for (int i = 0; i < 100; ++i) EXPECT_EQ(FindAfterReading("other"), Reason::kTokenInvalid);
  EXPECT_EQ(issuer_.asked(), 2);
}

TEST_F(TheIssuersKeys, AreReadAgainWhenTheyAreStale) {
  ASSERT_TRUE(keys_.AwaitRead().ok());
  clock_.Advance(IssuerKeys::kStale);
  EXPECT_EQ(FindAfterReading("old"), Reason::kNone);
  EXPECT_EQ(issuer_.asked(), 1);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(FindAfterReading("old"), Reason::kNone);
  EXPECT_EQ(issuer_.asked(), 2);
}

TEST_F(TheIssuersKeys, OutliveAnIssuerThatIsDownUntilTheyAreTooOld) {
  ASSERT_TRUE(keys_.AwaitRead().ok());
  issuer_.Say("");
  clock_.Advance(IssuerKeys::kOldest);
  EXPECT_EQ(FindAfterReading("old"), Reason::kNone);
  EXPECT_EQ(FindAfterReading("new"), Reason::kTokenInvalid);
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(FindAfterReading("old"), Reason::kIssuerUnavailable);
  EXPECT_EQ(FindAfterReading("new"), Reason::kIssuerUnavailable);
  issuer_.Say(KeySetOf({Key().Jwk("old")}));
  clock_.Advance(IssuerKeys::kPause);
  EXPECT_EQ(FindAfterReading("old"), Reason::kNone);
}

TEST_F(TheIssuersKeys, OutliveAnIssuerThatLies) {
  ASSERT_TRUE(keys_.AwaitRead().ok());
  for (const std::string& lie :
       {std::string("<html>"), std::string("{}"), std::string(R"({"keys":[]})"), std::string(R"({"keys":{}})"),
        KeySetOf({TestKey::Rsa(1024).Jwk("old")}), KeySetOf({Key().Jwk("a"), Key().Jwk("a")}),
        KeySetOf({Key().Jwk("x"), "1"}), std::string(10 << 20, ' ')}) {
    issuer_.Say(lie);
    clock_.Advance(IssuerKeys::kPause);
    EXPECT_EQ(FindAfterReading("new"), Reason::kTokenInvalid);
    EXPECT_EQ(Find("old"), Reason::kNone);
    EXPECT_FALSE(keys_.AwaitRead().ok());
  }
  EXPECT_EQ(issuer_.asked(), 9);
}

TEST_F(TheIssuersKeys, LetNobodyWaitForASlowIssuer) {
  ASSERT_TRUE(keys_.AwaitRead().ok());
  issuer_.BeSlow(true);
  issuer_.Say(KeySetOf({Key().Jwk("new")}));
  clock_.Advance(IssuerKeys::kPause);
  // Would hang here if it waited: the issuer answers only when told to.
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(Find("new"), Reason::kTokenInvalid);
    EXPECT_EQ(Find("old"), Reason::kNone);
  }
  issuer_.BeSlow(false);
  ASSERT_TRUE(keys_.AwaitRead().ok());
  EXPECT_EQ(Find("new"), Reason::kNone);
  EXPECT_EQ(issuer_.asked(), 2);
}

TEST(AnIssuerThatNeverAnswers, MakesNoKeyKnownAndHoldsUpNoEnd) {
  Issuer issuer;
  issuer.BeSlow(true);
  StoryClock clock(absl::FromUnixSeconds(1'800'000'000));
  IssuerKeys keys(issuer.Read(), kBoth, clock);
  EXPECT_EQ(ReasonOf(keys.Find("old", Algorithm::kEs256).status()), Reason::kIssuerUnavailable);
}

TEST(AKeySet, PassesOverKeysThatCannotBeUsed) {
  const TestKey rsa = TestKey::Rsa();
  const auto only = [](const std::string& jwk) {
    const auto keys = ParseKeySet(KeySetOf({jwk, Key().Jwk("good")}), kBoth);
    EXPECT_TRUE(keys.ok()) << keys.status();
    return keys.ok() && keys->size() == 1;
  };
  EXPECT_TRUE(only(TestKey::Rsa(1024).Jwk("weak")));
  EXPECT_TRUE(only(TestKey::P384().Jwk("long")));
  EXPECT_TRUE(only(absl::StrReplaceAll(TestKey::P384().Jwk("lying"), {{"P-384", "P-256"}})));
  EXPECT_TRUE(only(rsa.Jwk("r", R"(,"use":"enc")")));
  EXPECT_TRUE(only(rsa.Jwk("r", R"(,"key_ops":["encrypt"])")));
  EXPECT_TRUE(only(rsa.Jwk("r", R"(,"alg":"ES256")")));
  EXPECT_TRUE(only(rsa.Jwk("r", R"(,"alg":"PS256")")));
  EXPECT_TRUE(only(rsa.Jwk("r", R"(,"alg":7)")));
  EXPECT_TRUE(only(rsa.Jwk("r", R"(,"d":"AQAB")"))) << "a private key was published";
  EXPECT_TRUE(only(rsa.Jwk("")));
  EXPECT_TRUE(only(absl::StrReplaceAll(rsa.Jwk("r"), {{R"("e":"AQAB")", R"("e":"AQ")"}}))) << "an exponent of 1";
  EXPECT_TRUE(only(absl::StrReplaceAll(rsa.Jwk("r"), {{R"("e":"AQAB")", R"("e":"AQAA")"}}))) << "an even exponent";
  EXPECT_TRUE(only(absl::StrReplaceAll(rsa.Jwk("r"), {{R"("n":")", R"("n":"=)"}})));
  EXPECT_TRUE(only(R"({"kty":"oct","k":"c2VjcmV0","kid":"mac","alg":"HS256"})"));
  EXPECT_TRUE(only(R"({"kty":"OKP","crv":"Ed25519","x":"AAAA","kid":"ed"})"));
  EXPECT_TRUE(only(absl::StrReplaceAll(Key().Jwk("off"), {{R"("x":")", R"("x":"A)"}}))) << "too long a coordinate";
  const std::string zero(43, 'A');
  EXPECT_TRUE(only(absl::StrCat(R"({"kty":"EC","crv":"P-256","x":")", zero, R"(","y":")", zero, R"(","kid":"off"})")))
      << "a point that is not on the curve";
  EXPECT_FALSE(only(rsa.Jwk("r", R"(,"use":"sig","alg":"RS256","key_ops":["verify"],"x5c":["MII"])")));
}

TEST(AKeySet, IsRefusedAsAWholeWhereItIsNone) {
  const auto why = [](const std::string& text) { return std::string(ParseKeySet(text, kBoth).status().message()); };
  EXPECT_THAT(why("not json"), HasSubstr("no JSON"));
  EXPECT_THAT(why(""), HasSubstr("no JSON"));
  EXPECT_THAT(why("[]"), HasSubstr("no JSON object"));
  EXPECT_THAT(why(R"({"keys":[],"keys":[]})"), HasSubstr("a thing twice"));
  EXPECT_THAT(why(R"({"keys":[{"kid":"a","kid":"b"}]})"), HasSubstr("a thing twice"));
  EXPECT_THAT(why(R"({"key":[]})"), HasSubstr("no JWK Set"));
  EXPECT_THAT(why(KeySetOf({Key().Jwk("a"), Key().Jwk("a")})), HasSubstr("two keys of one kid"));
  EXPECT_THAT(why(R"({"keys":[]})"), HasSubstr("no key that can be used"));
  EXPECT_THAT(why(std::string(300'000, '[')), HasSubstr("longer"));
  EXPECT_THAT(why(std::string(200'000, '[')), HasSubstr("no JSON"));
}

}  // namespace
}  // namespace adagio::rpc
