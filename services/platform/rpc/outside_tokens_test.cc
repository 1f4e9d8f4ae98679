#include "services/platform/rpc/outside_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include "absl/strings/str_replace.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/issuer_for_test.h"

// Everything that has ever confused a verifier of tokens, and each time the same answer.
// Long because it is one corpus.

namespace adagio::rpc {
namespace {

constexpr absl::string_view kPractice = "11111111-1111-4111-8111-111111111111";
const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
// 32 zero bytes.
constexpr absl::string_view kThumbprint = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const TestKey& Ec() {
  static const TestKey key = TestKey::P256();
  return key;
}
const TestKey& Rsa() {
  static const TestKey key = TestKey::Rsa();
  return key;
}

ClaimRules Rules() {
  ClaimRules rules;
  rules.issuer = "https://issuer.example";
  rules.audience = "adagio-here";
  rules.role = "clinic_role";
  rules.practice = "clinic";
  rules.begins = false;
  return rules;
}

class OutsideTokens : public ::testing::Test {
 protected:
  OutsideTokens() { EXPECT_TRUE(keys_.AwaitRead().ok()); }

  static std::string Header(absl::string_view alg, absl::string_view kid) {
    return absl::StrCat(R"({"alg":")", alg, R"(","kid":")", kid, R"(","typ":"JWT"})");
  }
  static std::string Claims() {
    return absl::StrCat(R"({"iss":"https://issuer.example","aud":"adagio-here","sub":"ana","clinic_role":"partner",)",
                        R"("clinic":")", kPractice, R"(","iat":1800000000,"nbf":1800000000,"exp":1800003600})");
  }
  static std::string Changed(absl::string_view from, absl::string_view to) {
    const std::string claims = absl::StrReplaceAll(Claims(), {{from, to}});
    EXPECT_NE(claims, Claims()) << from;
    return claims;
  }
  static std::string Es(absl::string_view claims) { return Ec().Token(Header("ES256", "ec"), claims); }
  static std::string Rs(absl::string_view claims) { return Rsa().Token(Header("RS256", "rsa"), claims); }

  bool Accepts(absl::string_view token) {
    ::testing::internal::CaptureStderr();
    const absl::StatusOr<Identity> identity = verifier_.Verify(token);
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "") << "something was logged of a token";
    if (identity.ok()) return true;
    EXPECT_EQ(ReasonOf(identity.status()), Reason::kTokenInvalid);
    EXPECT_EQ(identity.status().message(), "no token that can be accepted");
    return false;
  }

  StoryClock clock_{kNow};
  IssuerKeys keys_{[](const std::atomic<bool>&) {
                     return KeySetOf({Ec().Jwk("ec"), Rsa().Jwk("rsa")});
                   },
                   {Algorithm::kEs256, Algorithm::kRs256},
                   clock_};
  OutsideVerifier verifier_{keys_, Rules(), clock_};
};

TEST_F(OutsideTokens, AreAcceptedInBothWaysOfSigning) {
  for (const std::string& token : {Es(Claims()), Rs(Claims())}) {
    const absl::StatusOr<Identity> identity = verifier_.Verify(token);
    ASSERT_TRUE(identity.ok()) << identity.status();
    EXPECT_EQ(identity->role, Role::kPartner);
    EXPECT_EQ(identity->practice.ToString(), kPractice);
    EXPECT_EQ(identity->subject, "ana");
    EXPECT_EQ(identity->certificate, "");
  }
}

TEST_F(OutsideTokens, MayHoldMoreThanWeRead) {
  EXPECT_TRUE(Accepts(
      Es(Changed(R"("sub":"ana")", R"("sub":"ana","scope":["a","b"],"realm":{"roles":["operator"]},"x":1.5)"))));
  EXPECT_TRUE(Accepts(Es(Changed(R"("nbf":1800000000,)", ""))));
  EXPECT_TRUE(Accepts(Ec().Token(R"({"alg":"ES256","kid":"ec"})", Claims())));
  EXPECT_TRUE(Accepts(Ec().Token(R"({"alg":"ES256","kid":"ec","typ":"at+jwt"})", Claims())));
}

TEST_F(OutsideTokens, OfNoAlgorithmAreRefused) {
  const std::string claims = EncodePart(Claims());
  for (const absl::string_view alg : {"none", "None", "NONE", "nOnE", ""}) {
    for (const absl::string_view kid : {"ec", "rsa"}) {
      const std::string text = absl::StrCat(EncodePart(Header(alg, kid)), ".", claims);
      EXPECT_FALSE(Accepts(absl::StrCat(text, ".")));
      EXPECT_FALSE(Accepts(absl::StrCat(text, ".", EncodePart(Ec().Sign(text)))));
    }
  }
}

TEST_F(OutsideTokens, KeyedWithThePublicKeyAsASecretAreRefused) {
  for (const TestKey* key : {&Ec(), &Rsa()}) {
    BIO* bio = BIO_new(BIO_s_mem());
    ASSERT_EQ(PEM_write_bio_PUBKEY(bio, key->get()), 1);
    char* pem = nullptr;
    const long size = BIO_get_mem_data(bio, &pem);
    for (const absl::string_view alg : {"HS256", "RS256", "ES256"}) {
      const std::string text =
          absl::StrCat(EncodePart(Header(alg, key == &Ec() ? "ec" : "rsa")), ".", EncodePart(Claims()));
      unsigned char mac[32];
      unsigned int length = 0;
      HMAC(EVP_sha256(), pem, static_cast<int>(size), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
           mac, &length);
      EXPECT_FALSE(Accepts(absl::StrCat(text, ".", EncodePart({reinterpret_cast<char*>(mac), length}))));
    }
    BIO_free(bio);
  }
}

TEST_F(OutsideTokens, ThatBringOrNameAKeyOfTheirOwnAreRefused) {
  const TestKey own = TestKey::P256();
  for (const std::string& extra :
       {std::string(R"("jku":"https://evil.example/keys")"), absl::StrCat(R"("jwk":)", own.Jwk("ec")),
        std::string(R"("x5u":"https://evil.example/c")"), std::string(R"("x5c":["MII"])"), std::string(R"("x5t":"a")"),
        std::string(R"("crit":["exp"])"), std::string(R"("crit":[])"), std::string(R"("b64":false)"),
        std::string(R"("zip":"DEF")"), std::string(R"("cty":"JWT")"), std::string(R"("enc":"A128GCM")")}) {
    const std::string header = absl::StrCat(R"({"alg":"ES256","kid":"ec",)", extra, "}");
    EXPECT_FALSE(Accepts(Ec().Token(header, Claims()))) << extra;
    EXPECT_FALSE(Accepts(own.Token(header, Claims()))) << extra;
  }
}

TEST_F(OutsideTokens, WithTheWrongKeyForTheirAlgorithmAreRefused) {
  EXPECT_FALSE(Accepts(Ec().Token(Header("RS256", "ec"), Claims())));
  EXPECT_FALSE(Accepts(Ec().Token(Header("RS256", "rsa"), Claims())));
  EXPECT_FALSE(Accepts(Rsa().Token(Header("ES256", "rsa"), Claims())));
  EXPECT_FALSE(Accepts(Rsa().Token(Header("ES256", "ec"), Claims())));
  EXPECT_FALSE(Accepts(TestKey::P384().Token(Header("ES256", "ec"), Claims())));
  EXPECT_FALSE(Accepts(TestKey::P384().Token(Header("ES384", "ec"), Claims())));
  for (const absl::string_view alg :
       {"PS256", "RS384", "RS512", "RS1", "EdDSA", "ES256K", "es256", "rs256", "ES256 "}) {
    EXPECT_FALSE(Accepts(Ec().Token(Header(alg, "ec"), Claims()))) << alg;
    EXPECT_FALSE(Accepts(Rsa().Token(Header(alg, "rsa"), Claims()))) << alg;
  }
}

TEST_F(OutsideTokens, OfAnotherKeyOrKidAreRefused) {
  EXPECT_FALSE(Accepts(TestKey::P256().Token(Header("ES256", "ec"), Claims())));
  EXPECT_FALSE(Accepts(TestKey::Rsa().Token(Header("RS256", "rsa"), Claims())));
  for (const absl::string_view kid : {"", "EC", "ec ", "other", "../ec", "ec' OR '1'='1", "\\u0065c2"}) {
    EXPECT_FALSE(Accepts(Ec().Token(Header("ES256", kid), Claims()))) << kid;
  }
  EXPECT_FALSE(Accepts(Ec().Token(R"({"alg":"ES256"})", Claims())));
  EXPECT_FALSE(Accepts(Ec().Token(R"({"alg":"ES256","kid":1})", Claims())));
  EXPECT_FALSE(Accepts(Ec().Token(R"({"alg":["ES256"],"kid":"ec"})", Claims())));
}

TEST_F(OutsideTokens, WithASignatureInAnotherFormAreRefused) {
  const std::string text = absl::StrCat(EncodePart(Header("ES256", "ec")), ".", EncodePart(Claims()));
  const std::string good = Ec().Sign(text);
  const std::string zero(32, '\0');
  const std::string one = std::string(31, '\0') + "\x01";
  const std::string most(32, '\xff');
  const std::string order = *DecodePart("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE");
  const std::string r = good.substr(0, 32);
  const std::string s = good.substr(32);
  ASSERT_TRUE(Accepts(absl::StrCat(text, ".", EncodePart(good))));
  for (const std::string& bad :
       {Ec().SignAsIs(text), std::string(), good + '\0', good.substr(1), good.substr(0, 63), good + good, zero + zero,
        zero + s, r + zero, one + one, most + most, order + order, r + order, order + s, s + r}) {
    EXPECT_FALSE(Accepts(absl::StrCat(text, ".", EncodePart(bad))));
  }
  const std::string rsa_text = absl::StrCat(EncodePart(Header("RS256", "rsa")), ".", EncodePart(Claims()));
  const std::string rsa = Rsa().Sign(rsa_text);
  for (const std::string& bad :
       {std::string(), std::string(256, '\0'), std::string(256, '\xff'), rsa.substr(1), zero + rsa, rsa + '\0'}) {
    EXPECT_FALSE(Accepts(absl::StrCat(rsa_text, ".", EncodePart(bad))));
  }
}

TEST_F(OutsideTokens, WithTheWrongIssuerOrAudienceAreRefused) {
  for (const absl::string_view issuer : {"https://issuer.example/", "https://Issuer.example", "adagio-embedded", ""}) {
    EXPECT_FALSE(Accepts(Es(Changed("https://issuer.example", issuer)))) << issuer;
  }
  EXPECT_FALSE(Accepts(Es(Changed(R"("iss":"https://issuer.example")", R"("iss":["https://issuer.example"])"))));
  for (const absl::string_view audience :
       {R"("adagio")", R"("")", R"(["adagio-here"])", R"(["other","adagio-here"])", R"({"adagio-here":1})", "null"}) {
    EXPECT_FALSE(Accepts(Es(Changed(R"("adagio-here")", audience)))) << audience;
  }
}

TEST_F(OutsideTokens, WithoutAClaimOrWithOneTwiceAreRefused) {
  for (const absl::string_view claim : {"iss", "aud", "sub", "clinic_role", "clinic", "iat", "exp"}) {
    EXPECT_FALSE(Accepts(Es(Changed(absl::StrCat("\"", claim, "\""), "\"gone\"")))) << claim;
  }
  for (const absl::string_view twice :
       {R"("sub":"bea","sub":"ana")", R"("sub":"bea","s\u0075b":"ana")", R"("sub":"ana","x":{"y":1,"y":2})",
        R"("sub":"ana","exp":9999999999)", R"("sub":"ana","x":[{"y":1,"y":2}])"}) {
    EXPECT_FALSE(Accepts(Es(Changed(R"("sub":"ana")", twice)))) << twice;
  }
  EXPECT_FALSE(Accepts(Ec().Token(R"({"alg":"none","alg":"ES256","kid":"ec"})", Claims())));
  EXPECT_FALSE(Accepts(Ec().Token(R"({"alg":"ES256","kid":"x","kid":"ec"})", Claims())));
}

TEST_F(OutsideTokens, WithATextThatIsNoneAreRefused) {
  for (const absl::string_view subject :
       {R"("")", R"("a\u0000")", R"("a\n")", "\"\xff\"", R"("\ud800")", "1", "null"}) {
    EXPECT_FALSE(Accepts(Es(Changed(R"("ana")", subject)))) << subject;
  }
  EXPECT_TRUE(Accepts(Es(Changed(R"("ana")", R"("Zoë 夢")"))));
  EXPECT_FALSE(Accepts(Es(Changed(R"("partner")", R"("p\u0430rtner")")))) << "a Cyrillic a";
  for (const absl::string_view role : {"Partner", "admin", "", "nobody", "ROLE_PARTNER"}) {
    EXPECT_FALSE(Accepts(Es(Changed(R"("partner")", absl::StrCat("\"", role, "\""))))) << role;
  }
  EXPECT_FALSE(Accepts(Es(Changed(kPractice, "00000000-0000-0000-0000-000000000000"))));
  EXPECT_FALSE(Accepts(Es(Changed(R"("partner")", R"("operator")")))) << "an operator of a practice";
}

TEST_F(OutsideTokens, AreGoodFromAMinuteBeforeUntilAMinuteAfter) {
  const std::string token = Es(Claims());
  for (const auto& [from_now, good] :
       {std::pair(-61, false), std::pair(-60, true), std::pair(3660, true), std::pair(3661, false),
        std::pair(100000000, false), std::pair(-100000000, false)}) {
    StoryClock there(kNow + absl::Seconds(from_now));
    EXPECT_EQ(OutsideVerifier(keys_, Rules(), there).Verify(token).ok(), good) << from_now;
  }
  EXPECT_FALSE(Accepts(Es(Changed(R"("iat":1800000000)", R"("iat":1800000061)"))));
  EXPECT_FALSE(Accepts(Es(Changed(R"("nbf":1800000000)", R"("nbf":1800000061)"))));
  EXPECT_FALSE(Accepts(Es(Changed(R"("nbf":1800000000)", R"("nbf":"1800000000")"))));
  for (const absl::string_view end : {"1799999939", "-1", "0", "1.8e9", "\"1800003600\"", "99999999999999999999",
                                      "253402300800", "true", "null", "[1800003600]"}) {
    EXPECT_FALSE(Accepts(Es(Changed("1800003600", end)))) << end;
  }
}

TEST_F(OutsideTokens, InAnotherShapeAreRefused) {
  const std::string token = Es(Claims());
  ASSERT_TRUE(Accepts(token));
  for (size_t size = 0; size < token.size(); size += 5) EXPECT_FALSE(Accepts(token.substr(0, size))) << size;
  for (const std::string& odd :
       {token + ".", token + "=", token + "==", "." + token, " " + token, token + "\n", token + ".e30",
        absl::StrReplaceAll(token, {{".", "=."}}), absl::StrReplaceAll(token, {{".", ". "}}),
        absl::StrReplaceAll(token, {{".", "+."}}), "Bearer " + token, std::string("\xef\xbb\xbf") + token,
        std::string("..."), std::string(), std::string(8193, 'a'),
        std::string("\xf0\x9f\x92\x94.\xf0\x9f\x92\x94.x")}) {
    EXPECT_FALSE(Accepts(odd));
  }
  EXPECT_FALSE(Accepts(Ec().Token(Header("ES256", "ec"), absl::StrCat("[", Claims(), "]"))));
  EXPECT_FALSE(Accepts(Ec().Token(Header("ES256", "ec"), absl::StrCat(Claims(), "{}"))));
  EXPECT_FALSE(Accepts(Ec().Token(Header("ES256", "ec"), "\"text\"")));
  EXPECT_FALSE(Accepts(Ec().Token(Header("ES256", "ec"), "1")));
  EXPECT_FALSE(Accepts(Ec().Token("", Claims())));
  std::string deep(300, '[');
  deep.append(300, ']');
  EXPECT_FALSE(Accepts(Es(Changed(R"("ana")", absl::StrCat(R"("ana","x":)", deep)))));
}

TEST_F(OutsideTokens, LongerThanEightKilobytesAreRefused) {
  const auto padded = [](size_t size) {
    return Es(Changed(R"("ana")", absl::StrCat(R"("ana","x":")", std::string(size, 'x'), "\"")));
  };
  EXPECT_TRUE(Accepts(padded(5000)));
  EXPECT_FALSE(Accepts(padded(6000)));
}

TEST_F(OutsideTokens, NameTheCertificateTheyAreBoundTo) {
  const auto bound = [&](absl::string_view confirmation) {
    return Es(Changed(R"("sub":"ana")", absl::StrCat(R"("sub":"ana","cnf":)", confirmation)));
  };
  const absl::StatusOr<Identity> identity =
      verifier_.Verify(bound(absl::StrCat(R"({"x5t#S256":")", kThumbprint, "\"}")));
  ASSERT_TRUE(identity.ok()) << identity.status();
  EXPECT_EQ(identity->certificate, std::string(32, '\0'));
  for (const absl::string_view no_binding :
       {R"({})", R"({"jkt":"abc"})", R"("AAAA")", "null", "[]", R"({"x5t#S256":""})", R"({"x5t#S256":"AAAA"})",
        R"({"x5t#S256":1})", R"({"x":{"x5t#S256":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}})",
        R"([{"x5t#S256":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}])",
        R"({"x5t#S256":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"})"}) {
    EXPECT_FALSE(Accepts(bound(no_binding))) << no_binding;
  }
}

TEST_F(OutsideTokens, OfAnAlgorithmThatIsNotAllowedAreRefused) {
  IssuerKeys only_rsa(
      [](const std::atomic<bool>&) {
        return KeySetOf({Ec().Jwk("ec"), Rsa().Jwk("rsa")});
      },
      {Algorithm::kRs256}, clock_);
  ASSERT_TRUE(only_rsa.AwaitRead().ok());
  OutsideVerifier verifier(only_rsa, Rules(), clock_);
  EXPECT_TRUE(verifier.Verify(Rs(Claims())).ok());
  EXPECT_EQ(ReasonOf(verifier.Verify(Es(Claims())).status()), Reason::kTokenInvalid);
}

}  // namespace
}  // namespace adagio::rpc
