#include "services/server/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "services/platform/rpc/issuer_for_test.h"
#include "services/platform/storage/test_database.h"
#include "services/server/outside_issuer.h"
#include "services/server/tls.h"

namespace adagio::server {
namespace {

using testing::HasSubstr;

class TheConfiguration : public testing::Test {
 protected:
  std::filesystem::path Write(const std::string& name, const std::string& text) {
    const std::filesystem::path file = folder_.path() / name;
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  absl::StatusOr<Settings> With(const std::string& text, std::vector<std::string> more = {}) {
    more.push_back("--data=d");
    more.push_back(absl::StrCat("--config=", Write("c.textproto", text).string()));
    return SettingsFrom(more);
  }
  std::string Error(const std::string& text, const std::vector<std::string>& more = {}) {
    const auto settings = With(text, more);
    EXPECT_TRUE(absl::IsInvalidArgument(settings.status())) << settings.status();
    EXPECT_THAT(std::string(settings.status().message()), testing::Not(HasSubstr("\n")));
    return std::string(settings.status().message());
  }

  const storage::TestFolder folder_;
};

TEST_F(TheConfiguration, SaysWhatTheCommandLineDoesNot) {
  const auto settings = With(R"(
      listen: "127.0.0.1:7" services: "directory"
      tls { certificate: "c.pem" key: "/k.pem" client_ca: "ca.pem" require_client_certificate: true }
      issuer { issuer: "i" audience: "a" jwks_url: "https://i/keys" algorithms: "RS256" claims { role: "r" } })",
                             {"--listen=127.0.0.1:8"});
  ASSERT_TRUE(settings.ok()) << settings.status();
  EXPECT_EQ(settings->listen, "127.0.0.1:8") << "an option comes before the file";
  EXPECT_EQ(settings->services, std::set<std::string>{"directory"});
  EXPECT_EQ(settings->tls->certificate, folder_.path() / "c.pem") << "relative to the file's folder";
  EXPECT_EQ(settings->tls->key, "/k.pem");
  EXPECT_TRUE(settings->tls->require_client_certificate);
  EXPECT_EQ(settings->issuer->rules.issuer, "i");
  EXPECT_EQ(settings->issuer->rules.role, "r");
  EXPECT_EQ(settings->issuer->rules.subject, "sub");
  EXPECT_EQ(settings->issuer->algorithms, std::set<rpc::Algorithm>{rpc::Algorithm::kRs256});
  EXPECT_FALSE(With("")->issuer.has_value());
}

TEST_F(TheConfiguration, IsRefusedByTheLineThatIsWrong) {
  EXPECT_THAT(Error("\n\ncolour: 1"), HasSubstr("c.textproto:3: "));
  EXPECT_THAT(Error("listen: 1"), HasSubstr("c.textproto:1: "));
  EXPECT_THAT(Error("listen: 'a'\nlisten: 'b'"), HasSubstr("c.textproto:2: "));
  EXPECT_THAT(Error("tls {"), HasSubstr("c.textproto:1: "));
  EXPECT_THAT(Error("issuer { jwks_file: 'a'\n jwks_url: 'https://b' }"), HasSubstr("c.textproto:2: "));
  EXPECT_THAT(Error("listen: 'a'\npeers { service: 'homework' }"), HasSubstr("c.textproto:2: ")) << "no silence";
  EXPECT_THAT(Error("metrics: '127.0.0.1:9'"), HasSubstr("c.textproto:1: "));
  EXPECT_THAT(Error("services: 'billing'"), HasSubstr("a service that there is not"));
  EXPECT_THAT(Error("tls { key: 'k' }"), HasSubstr("needs a certificate"));
  EXPECT_THAT(Error("tls { certificate: 'c' }"), HasSubstr("needs a key"));
  EXPECT_THAT(Error("tls { certificate: 'c' key: 'k' require_client_certificate: true }"), HasSubstr("no client_ca"));
  EXPECT_THAT(Error("issuer { audience: 'a' jwks_file: 'f' }"), HasSubstr("needs an issuer"));
  EXPECT_THAT(Error("issuer { issuer: 'i' jwks_file: 'f' }"), HasSubstr("needs an audience"));
  EXPECT_THAT(Error("issuer { issuer: 'i' audience: 'a' }"), HasSubstr("jwks_file or jwks_url"));
  EXPECT_THAT(Error("issuer { issuer: 'i' audience: 'a' jwks_url: 'http://i/k' }"), HasSubstr("must be https"));
  EXPECT_THAT(Error("issuer { issuer: 'i' audience: 'a' jwks_file: 'f' algorithms: 'HS256' }"), HasSubstr("ES256"));
  EXPECT_THAT(Error("issuer { issuer: 'i' audience: 'a' jwks_file: 'f' }", {"--story-clock"}), HasSubstr("real time"));
  EXPECT_THAT(Error(std::string(70'000, '#')), HasSubstr("longer than"));
  EXPECT_THAT(Error(std::string("\0\xff", 2)), HasSubstr("c.textproto:1: "));
  EXPECT_THAT(Error("", {"--config=other"}), HasSubstr("one file"));
  for (const char* config : {"--config=", "--config=/nowhere", "--config=/"}) {
    EXPECT_FALSE(SettingsFrom({"--data=d", config}).ok()) << config;
  }
}

TEST_F(TheConfiguration, OfTlsNamesFilesThatFit) {
  const auto pem = [&](const std::string& name) { return (folder_.path() / name).string(); };
  const std::string make =
      absl::StrCat("cd ", folder_.path().string(),
                   " && umask 077 && for n in a b; do openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256"
                   " -nodes -keyout $n.key -out $n.pem -days 2 -subj /CN=$n 2>/dev/null || exit 1; done");
  ASSERT_EQ(std::system(make.c_str()), 0);
  const auto why = [&](const std::string& certificate, const std::string& key, const std::string& ca) {
    TlsSettings settings{pem(certificate), pem(key), ca.empty() ? "" : pem(ca)};
    return std::string(CredentialsOf(settings).status().message());
  };
  EXPECT_EQ(why("a.pem", "a.key", ""), "");
  EXPECT_EQ(why("a.pem", "a.key", "b.pem"), "");
  EXPECT_THAT(why("none.pem", "a.key", ""), HasSubstr("none.pem cannot be read"));
  EXPECT_THAT(why("a.key", "a.key", ""), HasSubstr("no certificate"));
  EXPECT_THAT(why("a.pem", "a.pem", ""), testing::AnyOf(HasSubstr("no private key"), HasSubstr("chmod")));
  EXPECT_THAT(why("a.pem", "b.key", ""), HasSubstr("is not the key of"));
  EXPECT_THAT(why("a.pem", "a.key", "a.key"), HasSubstr("no certificate"));
  EXPECT_THAT(why("a.pem", "a.key", "none"), HasSubstr("cannot be read"));
  Write("junk.pem", "junk");
  ASSERT_EQ(chmod(pem("junk.pem").c_str(), 0400), 0);
  EXPECT_THAT(why("a.pem", "junk.pem", ""), HasSubstr("no private key"));
  for (const mode_t mode : {0440, 0404, 0420}) {
    ASSERT_EQ(chmod(pem("a.key").c_str(), mode), 0);
    EXPECT_THAT(why("a.pem", "a.key", ""), HasSubstr("chmod 0400")) << mode;
  }
}

TEST_F(TheConfiguration, OfAnIssuerNamesAFileOfUsableKeys) {
  const StoryClock clock(absl::FromUnixSeconds(1'800'000'000));
  IssuerSettings settings;
  const auto why = [&](const std::string& text) {
    settings.keys_file = Write("keys.json", text);
    return std::string(OutsideIssuer::Open(settings, clock).status().message());
  };
  EXPECT_EQ(why(rpc::KeySetOf({rpc::TestKey::P256().Jwk("k")})), "");
  EXPECT_THAT(why("junk"), HasSubstr("is no JSON"));
  EXPECT_THAT(why(rpc::KeySetOf({rpc::TestKey::Rsa(1024).Jwk("k")})), HasSubstr("no key that can be used"));
  EXPECT_THAT(why(std::string(300'000, ' ')), HasSubstr("longer than 256 KiB"));
  settings.keys_file = folder_.path() / "none";
  EXPECT_THAT(std::string(OutsideIssuer::Open(settings, clock).status().message()), HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace adagio::server
