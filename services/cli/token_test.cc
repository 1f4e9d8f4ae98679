#include "services/cli/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/rpc/embedded_tokens.h"
#include "services/platform/storage/test_database.h"

namespace adagio::cli {
namespace {

constexpr char kTokensPractice[] = "3f0c8a52-6a0e-4a51-9a0c-0a4b6d1c2e3f";

class TokenCommand : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_.path() / "keys");
    auto key = rpc::Es256Key::CreateFile((folder_.path() / "keys" / "issuer.pem").string());
    ASSERT_TRUE(key.ok()) << key.status();
    verifier_ = std::make_unique<rpc::EmbeddedVerifier>(*key, clock_);
  }

  absl::Status Mint(Args args) {
    args.push_back("--data=" + folder_.path().string());
    out_.str("");
    return MintToken(args, clock_.Now(), out_);
  }

  // What the server makes of the one line on stdout.
  absl::StatusOr<rpc::Identity> Verified() {
    const std::string line = out_.str();
    absl::string_view token = line;
    EXPECT_TRUE(absl::ConsumeSuffix(&token, "\n"));
    return verifier_->Verify(token);
  }

  storage::TestFolder folder_;
  StoryClock clock_{absl::FromUnixSeconds(1800000000)};
  std::unique_ptr<rpc::EmbeddedVerifier> verifier_;
  std::ostringstream out_;
};

TEST_F(TokenCommand, GivesATokenTheServerTakesForThatPrincipal) {
  for (const auto& [name, role] :
       {std::pair("partner", Role::kPartner), std::pair("therapist", Role::kTherapist),
        std::pair("supervisor", Role::kSupervisor), std::pair("practice_admin", Role::kPracticeAdmin),
        std::pair("integration", Role::kIntegration)}) {
    const absl::Status minted =
        Mint({absl::StrCat("--role=", name), "--subject=mira", absl::StrCat("--practice=", kTokensPractice)});
    ASSERT_TRUE(minted.ok()) << minted;
    const auto identity = Verified();
    ASSERT_TRUE(identity.ok()) << identity.status();
    EXPECT_EQ(identity->role, role);
    EXPECT_EQ(identity->subject, "mira");
    EXPECT_EQ(identity->practice.ToString(), kTokensPractice);
  }
}

TEST_F(TokenCommand, AnOperatorBelongsToNoPractice) {
  ASSERT_TRUE(Mint({"--role=operator", "--subject=ops"}).ok());
  ASSERT_TRUE(Verified().ok());
  EXPECT_EQ(Verified()->role, Role::kOperator);
  EXPECT_TRUE(absl::IsInvalidArgument(
      Mint({"--role=operator", "--subject=ops", absl::StrCat("--practice=", kTokensPractice)})));
}

TEST_F(TokenCommand, TheTokenEndsWhenItsTimeIsOver) {
  const Args usual = {"--role=therapist", "--subject=mira", absl::StrCat("--practice=", kTokensPractice)};
  Args brief = usual;
  brief.push_back("--ttl=5m");
  ASSERT_TRUE(Mint(brief).ok());
  ASSERT_TRUE(Verified().ok());
  clock_.Advance(absl::Minutes(7));
  EXPECT_FALSE(Verified().ok());
  ASSERT_TRUE(Mint(usual).ok());
  clock_.Advance(absl::Minutes(55));
  EXPECT_TRUE(Verified().ok());
  clock_.Advance(absl::Minutes(7));
  EXPECT_FALSE(Verified().ok());
}

TEST_F(TokenCommand, NamesTheOptionThatIsWrongAndPrintsNothing) {
  const std::string practice = absl::StrCat("--practice=", kTokensPractice);
  const auto error = [&](const Args& args) {
    const absl::Status refused = Mint(args);
    EXPECT_TRUE(absl::IsInvalidArgument(refused)) << refused;
    EXPECT_EQ(out_.str(), "");
    return std::string(refused.message());
  };
  EXPECT_EQ(error({"--subject=mira", practice}), "--role is missing");
  EXPECT_EQ(error({"--role=therapist", practice}), "--subject is missing");
  EXPECT_EQ(error({"--role=therapist", "--subject=mira"}), "--practice is missing");
  EXPECT_THAT(error({"--role=god", "--subject=mira", practice}), testing::StartsWith("--role must be"));
  EXPECT_THAT(error({"--role=partner", "--subject=mira", "--practice=7"}), testing::StartsWith("--practice must be"));
  for (const char* ttl : {"--ttl=0", "--ttl=-1h", "--ttl=soon", "--ttl=inf"}) {
    EXPECT_THAT(error({"--role=partner", "--subject=mira", practice, ttl}), testing::StartsWith("--ttl must be"));
  }
}

TEST_F(TokenCommand, BindsATokenToTheCertificateOfAFile) {
  const std::string file = (folder_.path() / "client.pem").string();
  const std::string make = absl::StrCat(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=ehr -keyout /dev/null "
      "-out ",
      file, " 2>/dev/null");
  ASSERT_EQ(std::system(make.c_str()), 0);
  const Args usual = {"--role=integration", "--subject=ehr", absl::StrCat("--practice=", kTokensPractice)};
  Args bound = usual;
  bound.push_back("--certificate=" + file);
  ASSERT_TRUE(Mint(bound).ok());
  EXPECT_EQ(Verified()->certificate.size(), 32u);
  ASSERT_TRUE(Mint(usual).ok());
  EXPECT_EQ(Verified()->certificate, "");
  for (const char* wrong : {"/nowhere.pem", "/dev/null"}) {
    bound.back() = absl::StrCat("--certificate=", wrong);
    EXPECT_FALSE(Mint(bound).ok()) << wrong;
  }
}

TEST_F(TokenCommand, WithoutAKeyThereIsNoToken) {
  std::filesystem::remove(folder_.path() / "keys" / "issuer.pem");
  EXPECT_FALSE(Mint({"--role=operator", "--subject=ops"}).ok());
  EXPECT_EQ(out_.str(), "");
  EXPECT_TRUE(absl::IsNotFound(MintToken({"--role=operator", "--subject=o", "--data=/nowhere"}, clock_.Now(), out_)));
}

}  // namespace
}  // namespace adagio::cli
