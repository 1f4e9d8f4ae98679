#include "services/platform/rpc/embedded_tokens.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/web_token.h"

namespace adagio::rpc {
namespace {

constexpr absl::string_view kPractice = "11111111-1111-4111-8111-111111111111";
const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

class EmbeddedTokens : public ::testing::Test {
 protected:
  std::string Mint(absl::Time from = kNow, absl::Duration lifetime = absl::Hours(1)) {
    return *EmbeddedIssuer(key_).Mint({Role::kPartner, PracticeId(*Uuid::Parse(kPractice)), "ana", from, lifetime});
  }
  std::string Header() const { return absl::StrCat(R"({"alg":"ES256","kid":")", key_.id(), R"(","typ":"JWT"})"); }
  static std::string Claims() {
    return absl::StrCat(R"({"iss":"adagio-embedded","aud":"adagio","sub":"ana","adagio_role":"partner",)",
                        R"("adagio_practice":")", kPractice,
                        R"(","iat":1800000000,"nbf":1800000000,"exp":1800003600})");
  }
  static std::string Sign(const Es256Key& key, absl::string_view header, absl::string_view claims) {
    const std::string text = absl::StrCat(EncodePart(header), ".", EncodePart(claims));
    return absl::StrCat(text, ".", EncodePart(key.Sign(text)));
  }
  std::string SignHere(absl::string_view header, absl::string_view claims) const { return Sign(key_, header, claims); }
  std::string WithClaim(absl::string_view from, absl::string_view to) const {
    const std::string claims = absl::StrReplaceAll(Claims(), {{from, to}});
    EXPECT_NE(claims, Claims());
    return SignHere(Header(), claims);
  }
  bool Accepts(absl::string_view token) {
    const absl::StatusOr<Identity> identity = verifier_.Verify(token);
    if (identity.ok()) return true;
    EXPECT_EQ(ReasonOf(identity.status()), Reason::kTokenInvalid);
    return false;
  }

  const Es256Key key_ = Es256Key::Generate();
  StoryClock clock_{kNow};
  EmbeddedVerifier verifier_{key_, clock_};
};

TEST_F(EmbeddedTokens, AreAcceptedForWhomTheyWereMinted) {
  const absl::StatusOr<Identity> identity = verifier_.Verify(Mint());
  ASSERT_TRUE(identity.ok());
  EXPECT_EQ(identity->role, Role::kPartner);
  EXPECT_EQ(identity->practice.ToString(), kPractice);
  EXPECT_EQ(identity->subject, "ana");
  EXPECT_TRUE(Accepts(SignHere(Header(), Claims())));
  EXPECT_TRUE(Accepts(SignHere(absl::StrReplaceAll(Header(), {{R"(,"typ":"JWT")", ""}}), Claims())));
}

TEST_F(EmbeddedTokens, OfAnOperatorNameNoPractice) {
  const auto token = EmbeddedIssuer(key_).Mint({Role::kOperator, PracticeId(), "root", kNow});
  ASSERT_TRUE(token.ok());
  EXPECT_TRUE(verifier_.Verify(*token)->practice.uuid().is_nil());
  EXPECT_FALSE(Accepts(WithClaim(R"("partner")", R"("operator")")));
  EXPECT_FALSE(Accepts(WithClaim(absl::StrCat(R"("adagio_practice":")", kPractice, "\","), "")));
}

TEST_F(EmbeddedTokens, AreNotMintedForWhatNobodyWouldAccept) {
  const PracticeId practice(*Uuid::Parse(kPractice));
  const EmbeddedIssuer issuer(key_);
  EXPECT_FALSE(issuer.Mint({Role::kNobody, practice, "a", kNow}).ok());
  EXPECT_FALSE(issuer.Mint({Role::kPartner, PracticeId(), "a", kNow}).ok());
  EXPECT_FALSE(issuer.Mint({Role::kOperator, practice, "a", kNow}).ok());
  EXPECT_FALSE(issuer.Mint({Role::kPartner, practice, "", kNow}).ok());
  EXPECT_FALSE(issuer.Mint({Role::kPartner, practice, std::string(121, 'a'), kNow}).ok());
  EXPECT_FALSE(issuer.Mint({Role::kPartner, practice, "a\nb", kNow}).ok());
}

TEST_F(EmbeddedTokens, EndAndBeginWithAMinuteOfLeeway) {
  const std::string token = Mint(kNow, absl::Minutes(5));
  clock_.Advance(absl::Minutes(6));
  EXPECT_TRUE(Accepts(token));
  clock_.Advance(absl::Seconds(1));
  EXPECT_FALSE(Accepts(token)) << "a remembered token has outlived itself";
  const absl::Time now = clock_.Now();
  EXPECT_TRUE(Accepts(Mint(now + absl::Seconds(60))));
  EXPECT_FALSE(Accepts(Mint(now + absl::Seconds(61))));
}

TEST_F(EmbeddedTokens, WithoutAnyOfTheirClaimsAreRefused) {
  for (const absl::string_view claim : {"iss", "aud", "sub", "adagio_role", "adagio_practice", "iat", "nbf", "exp"}) {
    EXPECT_FALSE(Accepts(WithClaim(absl::StrCat("\"", claim, "\""), "\"other\""))) << claim;
  }
}

TEST_F(EmbeddedTokens, WithAWrongClaimAreRefused) {
  EXPECT_FALSE(Accepts(WithClaim("adagio-embedded", "adagio-embedded ")));
  EXPECT_FALSE(Accepts(WithClaim(R"("aud":"adagio")", R"("aud":"adagio2")")));
  EXPECT_FALSE(Accepts(WithClaim(R"("aud":"adagio")", R"("aud":["adagio"])")));
  EXPECT_FALSE(Accepts(WithClaim(R"("partner")", R"("Partner")")));
  EXPECT_FALSE(Accepts(WithClaim(R"("ana")", R"("")")));
  EXPECT_FALSE(Accepts(WithClaim(R"("ana")", R"("a\u0000")")));
  EXPECT_FALSE(Accepts(WithClaim(R"("ana")", absl::StrCat("\"", std::string(121, 'a'), "\""))));
  EXPECT_FALSE(Accepts(WithClaim("1800003600", R"("1800003600")")));
  EXPECT_FALSE(Accepts(WithClaim("1800003600", "1.8e12")));
  EXPECT_FALSE(Accepts(WithClaim("1800003600", "99999999999999999999999")));
  EXPECT_FALSE(Accepts(WithClaim("1800003600", "253402300800")));
  EXPECT_FALSE(Accepts(WithClaim(kPractice, "00000000-0000-0000-0000-000000000000")));
}

TEST_F(EmbeddedTokens, ThatSayAThingTwiceAreRefused) {
  EXPECT_FALSE(Accepts(WithClaim(R"("sub":"ana")", R"("sub":"bea","sub":"ana")")));
  EXPECT_FALSE(Accepts(WithClaim(R"("sub":"ana")", R"("sub":"bea","s\u0075b":"ana")")));
  EXPECT_FALSE(Accepts(WithClaim(R"("sub":"ana")", R"("sub":"ana","x":{"sub":"bea"})")));
  const std::string header = absl::StrReplaceAll(Header(), {{R"({"alg")", R"({"alg":"none","alg")"}});
  EXPECT_FALSE(Accepts(SignHere(header, Claims())));
}

TEST_F(EmbeddedTokens, WithAnotherHeaderAreRefused) {
  const std::string kid = absl::StrCat(R"("kid":")", key_.id(), "\"");
  EXPECT_FALSE(Accepts(SignHere(R"({"alg":"ES256"})", Claims())));
  EXPECT_FALSE(Accepts(SignHere(R"({"alg":"ES256","kid":"other"})", Claims())));
  for (const absl::string_view extra : {R"("jku":"https://evil")", R"("jwk":{"kty":"EC"})", R"("x5u":"x")",
                                        R"("crit":["b64"])", R"("b64":false)", R"("zip":"DEF")"}) {
    EXPECT_FALSE(Accepts(SignHere(absl::StrCat(R"({"alg":"ES256",)", kid, ",", extra, "}"), Claims()))) << extra;
  }
  for (const absl::string_view alg : {"none", "None", "HS256", "RS256", "es256", "ES384", ""}) {
    EXPECT_FALSE(Accepts(SignHere(absl::StrCat(R"({"alg":")", alg, "\",", kid, "}"), Claims()))) << alg;
  }
  EXPECT_FALSE(Accepts(SignHere(absl::StrCat(R"({"alg":"ES256",)", kid, R"(,"typ":"at+jwt"})"), Claims())));
}

TEST_F(EmbeddedTokens, WithoutASignatureAreRefused) {
  const std::string header = absl::StrCat(R"({"alg":"none","kid":")", key_.id(), "\"}");
  EXPECT_FALSE(Accepts(absl::StrCat(EncodePart(header), ".", EncodePart(Claims()), ".")));
  EXPECT_FALSE(Accepts(absl::StrCat(EncodePart(Header()), ".", EncodePart(Claims()), ".")));
  EXPECT_FALSE(Accepts(absl::StrCat(EncodePart(Header()), ".", EncodePart(Claims()))));
  const std::string zeros(64, '\0');
  EXPECT_FALSE(Accepts(absl::StrCat(EncodePart(Header()), ".", EncodePart(Claims()), ".", EncodePart(zeros))));
}

TEST_F(EmbeddedTokens, KeyedWithThePublicHalfAsASecretAreRefused) {
  const std::string pem = key_.PublicPem();
  for (const absl::string_view alg : {"HS256", "ES256"}) {
    const std::string header = absl::StrCat(R"({"alg":")", alg, R"(","kid":")", key_.id(), "\"}");
    const std::string text = absl::StrCat(EncodePart(header), ".", EncodePart(Claims()));
    unsigned char mac[32];
    unsigned int size = 0;
    HMAC(EVP_sha256(), pem.data(), static_cast<int>(pem.size()), reinterpret_cast<const unsigned char*>(text.data()),
         text.size(), mac, &size);
    EXPECT_FALSE(Accepts(absl::StrCat(text, ".", EncodePart({reinterpret_cast<char*>(mac), size}))));
  }
}

TEST_F(EmbeddedTokens, OfAnotherKeyAreRefusedUnderOurKeysName) {
  EXPECT_FALSE(Accepts(Sign(Es256Key::Generate(), Header(), Claims())));
}

TEST_F(EmbeddedTokens, ChangedInOneCharacterAreRefused) {
  const std::string token = Mint();
  for (size_t i = 0; i < token.size(); i += 7) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(Accepts(changed)) << i;
  }
}

TEST_F(EmbeddedTokens, WithAnythingAroundThemAreRefused) {
  const std::string token = Mint();
  ASSERT_TRUE(Accepts(token));
  for (const std::string& odd :
       {absl::StrCat(token, "."), absl::StrCat(token, ".."), absl::StrCat(".", token), absl::StrCat(token, "="),
        absl::StrCat(token, "=="), absl::StrCat(token, "\n"), absl::StrCat(" ", token), absl::StrCat(token, "A"),
        absl::StrCat(token, ".", EncodePart("{}")), std::string(), std::string("."), std::string(".."),
        std::string("..."), std::string("garbage"), std::string("\xff\xfe\x00", 3), std::string(9 * 1024, 'a'),
        absl::StrReplaceAll(token, {{".", " ."}})}) {
    EXPECT_FALSE(Accepts(odd)) << odd.size();
  }
}

TEST_F(EmbeddedTokens, WithSpareBitsInTheirSignatureAreRefused) {
  // 64 bytes end in four spare bits: sixteen spellings decode to the same signature, and only one is right.
  constexpr absl::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const std::string token = Mint();
  int accepted = 0;
  for (const char last : kAlphabet) {
    std::string spelled = token;
    spelled.back() = last;
    EmbeddedVerifier fresh(key_, clock_);
    accepted += fresh.Verify(spelled).ok() ? 1 : 0;
  }
  EXPECT_EQ(accepted, 1);
}

TEST_F(EmbeddedTokens, LongerThanEightKilobytesAreRefusedAlthoughSigned) {
  const auto padded = [&](size_t size) {
    return WithClaim(R"("sub":"ana")", absl::StrCat(R"("sub":"ana","x":")", std::string(size, 'x'), "\""));
  };
  EXPECT_TRUE(Accepts(padded(5000)));
  EXPECT_FALSE(Accepts(padded(6000)));
}

TEST_F(EmbeddedTokens, AreRememberedWithinABound) {
  // The same claims are signed to a new token each time.
  for (size_t i = 0; i < EmbeddedVerifier::kMostRemembered + 50; ++i)
    ASSERT_TRUE(Accepts(SignHere(Header(), Claims())));
  EXPECT_EQ(verifier_.remembered(), EmbeddedVerifier::kMostRemembered);
}

class IssuerKey : public ::testing::Test {
 protected:
  IssuerKey() { folder_ = mkdtemp(pattern_); }
  ~IssuerKey() override { [[maybe_unused]] const int left = system(absl::StrCat("rm -rf ", folder_).c_str()); }
  char pattern_[32] = "/tmp/adagio-issuer-XXXXXX";
  std::string folder_;
};

TEST_F(IssuerKey, IsMadeOnceAndForItsOwnerAlone) {
  const std::string path = absl::StrCat(folder_, "/issuer.pem");
  const absl::StatusOr<Es256Key> made = Es256Key::CreateFile(path);
  ASSERT_TRUE(made.ok()) << made.status();
  struct stat facts = {};
  ASSERT_EQ(stat(path.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0400u);
  EXPECT_TRUE(absl::IsAlreadyExists(Es256Key::CreateFile(path).status()));
  const absl::StatusOr<Es256Key> read = Es256Key::ReadFile(path);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->id(), made->id());
  EXPECT_TRUE(read->Verifies("text", made->Sign("text")));
}

TEST_F(IssuerKey, ThatOthersCanReadIsNotUsed) {
  const std::string path = absl::StrCat(folder_, "/issuer.pem");
  ASSERT_TRUE(Es256Key::CreateFile(path).ok());
  for (const mode_t mode : {0440, 0404, 0420}) {
    ASSERT_EQ(chmod(path.c_str(), mode), 0);
    EXPECT_TRUE(absl::IsFailedPrecondition(Es256Key::ReadFile(path).status())) << mode;
  }
}

TEST_F(IssuerKey, OfAnotherCurveOrKindIsNotUsed) {
  for (EVP_PKEY* other : {EVP_EC_gen("P-384"), EVP_EC_gen("secp256k1"), EVP_RSA_gen(2048)}) {
    const std::string path = absl::StrCat(folder_, "/other.pem");
    FILE* file = fopen(path.c_str(), "w");
    ASSERT_EQ(PEM_write_PrivateKey(file, other, nullptr, nullptr, 0, nullptr, nullptr), 1);
    fclose(file);
    ASSERT_EQ(chmod(path.c_str(), 0400), 0);
    const absl::Status status = Es256Key::ReadFile(path).status();
    EXPECT_TRUE(absl::StrContains(status.message(), "not on P-256")) << status;
    unlink(path.c_str());
    EVP_PKEY_free(other);
  }
  EXPECT_FALSE(Es256Key::ReadFile(absl::StrCat(folder_, "/none.pem")).ok());
}

}  // namespace
}  // namespace adagio::rpc
