#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/rpc/http_server_for_test.h"
#include "services/platform/rpc/issuer_for_test.h"
#include "services/platform/rpc/peer_certificate.h"
#include "tests/support/person.h"
#include "tests/support/practice.h"
#include "tests/support/server_process.h"

// adagiod with an issuer outside and a TLS listener, as a practice would run it, and clients with certificates.

namespace adagio::test {
namespace {

using directory::v1::DirectoryService;
using rpc::TestKey;

constexpr char kNowhere[] = "/treatmentUnits/22222222-2222-4222-8222-222222222222";

// An authority, a server and two clients, made by openssl in a folder.
constexpr char kMakeCertificates[] = R"(
  cd $FOLDER && exec 2>openssl.log && set -e && umask 077
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=ca
  for name in server ehr other; do
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $name.key -out $name.csr -subj /CN=$name
    printf 'subjectAltName=IP:127.0.0.1,DNS:localhost' > $name.ext
    openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile $name.ext -out $name.pem
  done)";

class Outside : public testing::Test {
 protected:
  Outside() {
    const std::string script = absl::StrReplaceAll(kMakeCertificates, {{"$FOLDER", folder_.path().string()}});
    EXPECT_EQ(std::system(script.c_str()), 0) << TextOf(folder_.path() / "openssl.log");
    Write("keys.json", rpc::KeySetOf({key_.Jwk("k1")}));
  }

  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() / name, std::ios::binary) << text;
  }
  std::string Pem(const std::string& name) const { return TextOf(folder_.path() / name); }
  std::string Config(const std::string& keys, const std::string& tls) {
    Write("config.textproto",
          absl::StrCat("issuer { issuer: 'https://id.example' audience: 'here' ", keys, " }\n", tls));
    return absl::StrCat("--config=", (folder_.path() / "config.textproto").string());
  }
  std::string Data() const { return absl::StrCat("--data=", (folder_.path() / "data").string()); }
  static std::string Tls() { return "tls { certificate: 'server.pem' key: 'server.key' client_ca: 'ca.pem' }"; }

  // A connection with the certificate of `name`; with none where it is empty.
  std::shared_ptr<grpc::Channel> Connect(const ServerProcess& server, const std::string& name) const {
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = Pem("ca.pem");
    if (!name.empty()) {
      options.pem_cert_chain = Pem(name + ".pem");
      options.pem_private_key = Pem(name + ".key");
    }
    return grpc::CreateChannel(server.address(), grpc::SslCredentials(options));
  }

  // `more` begins with a comma.
  std::string Token(const std::string& role, const std::string& subject, const std::string& more = "") const {
    const int64_t now = absl::ToUnixSeconds(SystemClock().Now());
    std::string place;
    if (role != "operator")
      place = absl::StrCat(R"(,"adagio_practice":")", practice_.substr(practice_.rfind('/') + 1), "\"");
    return key_.Token(
        R"({"alg":"ES256","kid":"k1"})",
        absl::StrCat(R"({"iss":"https://id.example","aud":"here","sub":")", subject, R"(","adagio_role":")", role, "\"",
                     place, R"(,"iat":)", now, R"(,"exp":)", now + 600, more, "}"));
  }
  std::string BoundTo(const std::string& name) const {
    return absl::StrCat(R"(,"cnf":{"x5t#S256":")", rpc::EncodePart(rpc::ThumbprintOfPem(Pem(name + ".pem"))), "\"}");
  }

  template <typename Request, typename Response>
  static grpc::Status Call(const std::shared_ptr<grpc::Channel>& channel, const std::string& token,
                           grpc::Status (DirectoryService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                          Response*),
                           const Request& request, Response* response) {
    DirectoryService::Stub stub(channel);
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(SystemClock().Now() + absl::Seconds(20)));
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    return (stub.*method)(&context, request, response);
  }
  // How a read of a unit that is not there ends: a good token is ACCESS_DENIED, a bad one TOKEN_INVALID.
  std::string Look(const std::shared_ptr<grpc::Channel>& channel, const std::string& token) const {
    directory::v1::GetTreatmentUnitRequest request;
    request.set_treatment_unit(practice_ + kNowhere);
    directory::v1::GetTreatmentUnitResponse response;
    return NameOf(Call(channel, token, &DirectoryService::Stub::GetTreatmentUnit, request, &response));
  }
  void OpenPractice(const std::shared_ptr<grpc::Channel>& channel) {
    auto request = New<directory::v1::CreatePracticeRequest>();
    request.set_display_name("Practice");
    request.set_time_zone("UTC");
    request.set_admin_login("admin");
    directory::v1::CreatePracticeResponse response;
    const grpc::Status made =
        Call(channel, Token("operator", "root"), &DirectoryService::Stub::CreatePractice, request, &response);
    ASSERT_TRUE(made.ok()) << NameOf(made);
    practice_ = response.practice().name();
    auto ehr = New<directory::v1::AddIntegrationRequest>();
    ehr.set_practice(practice_);
    ehr.set_display_name("EHR");
    ehr.set_login("ehr");
    directory::v1::AddIntegrationResponse added;
    const grpc::Status status =
        Call(channel, Token("practice_admin", "admin"), &DirectoryService::Stub::AddIntegration, ehr, &added);
    ASSERT_TRUE(status.ok()) << NameOf(status);
  }

  const storage::TestFolder folder_;
  const TestKey key_ = TestKey::P256();
  std::string practice_ = "practices/11111111-1111-4111-8111-111111111111";
};

TEST_F(Outside, AnIntegrationIsKnownByItsTokenAndItsCertificateTogether) {
  const ServerProcess server({Data(), Config("jwks_file: 'keys.json'", Tls())});
  const auto ehr = Connect(server, "ehr");
  const auto other = Connect(server, "other");
  const auto nobody = Connect(server, "");
  OpenPractice(nobody);
  const std::string good = Token("integration", "ehr", BoundTo("ehr"));
  EXPECT_EQ(Look(ehr, good), "PERMISSION_DENIED/ACCESS_DENIED") << "known, and related to no unit";
  EXPECT_EQ(Look(other, good), "UNAUTHENTICATED/TOKEN_INVALID") << "a stolen token";
  EXPECT_EQ(Look(nobody, good), "UNAUTHENTICATED/TOKEN_INVALID");
  EXPECT_EQ(Look(ehr, Token("integration", "ehr")), "UNAUTHENTICATED/TOKEN_INVALID") << "bound to nothing";
  EXPECT_EQ(Look(ehr, Token("integration", "ehr", R"(,"cnf":{})")), "UNAUTHENTICATED/TOKEN_INVALID");
  EXPECT_EQ(Look(ehr, Token("integration", "ehr", BoundTo("other"))), "UNAUTHENTICATED/TOKEN_INVALID");
  // Whoever is bound is held to it, in any role; people need not be.
  EXPECT_EQ(Look(nobody, Token("therapist", "thea")), "PERMISSION_DENIED/ACCESS_DENIED");
  EXPECT_EQ(Look(other, Token("therapist", "thea", BoundTo("ehr"))), "UNAUTHENTICATED/TOKEN_INVALID");
  EXPECT_EQ(Look(ehr, Token("therapist", "thea", BoundTo("ehr"))), "PERMISSION_DENIED/ACCESS_DENIED");
}

TEST_F(Outside, NobodyElsesTokensAndNoPlaintextAreAccepted) {
  const ServerProcess server({Data(), Config("jwks_file: 'keys.json'", Tls())});
  const auto line = Connect(server, "");
  const auto embedded = rpc::Es256Key::ReadFile((folder_.path() / "data" / "keys" / "issuer.pem").string());
  ASSERT_TRUE(embedded.ok()) << embedded.status();
  const auto own = rpc::EmbeddedIssuer(*embedded).Mint(
      {.role = Role::kOperator, .practice = {}, .subject = "canary", .from = SystemClock().Now()});
  EXPECT_EQ(Look(line, *own), "UNAUTHENTICATED/TOKEN_INVALID") << "the embedded issuer is still believed";
  EXPECT_EQ(Look(line, ""), "UNAUTHENTICATED/TOKEN_INVALID");
  EXPECT_EQ(Look(line, TestKey::P256().Token(R"({"alg":"ES256","kid":"k1"})", "{}")), "UNAUTHENTICATED/TOKEN_INVALID");
  EXPECT_EQ(Look(grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials()), Token("operator", "root")),
            "UNAVAILABLE");
  EXPECT_EQ(Look(line, Token("therapist", "canary")), "PERMISSION_DENIED/ACCESS_DENIED");
  EXPECT_THAT(server.err(), testing::Not(testing::HasSubstr("canary")));
}

TEST_F(Outside, WithoutAClientCertificateNobodyConnectsWhereOneIsRequired) {
  const ServerProcess server({Data(), Config("jwks_file: 'keys.json'",
                                             "tls { certificate: 'server.pem' key: 'server.key' client_ca: 'ca.pem' "
                                             "require_client_certificate: true }")});
  EXPECT_EQ(Look(Connect(server, "ehr"), Token("therapist", "thea")), "PERMISSION_DENIED/ACCESS_DENIED");
  EXPECT_EQ(Look(Connect(server, ""), Token("therapist", "thea")), "UNAVAILABLE");
}

TEST_F(Outside, KeysComeFromAnAddressAndOneThatIsSilentHoldsUpNobody) {
  const auto plain = [](const ServerProcess& server) {
    return grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials());
  };
  {
    const rpc::TestHttpServer silent("");
    const ServerProcess server({Data(), Config(absl::StrCat("jwks_url: '", silent.url(), "'"), "")});
    EXPECT_EQ(Look(plain(server), Token("therapist", "thea")), "UNAVAILABLE/ISSUER_UNAVAILABLE");
    EXPECT_EQ(Look(plain(server), "garbage"), "UNAUTHENTICATED/TOKEN_INVALID");
  }
  const rpc::TestHttpServer issuer(rpc::TestHttpServer::Ok(rpc::KeySetOf({key_.Jwk("k1")})));
  const ServerProcess server({Data(), Config(absl::StrCat("jwks_url: '", issuer.url(), "'"), "")});
  EXPECT_EQ(Look(plain(server), Token("therapist", "thea")), "PERMISSION_DENIED/ACCESS_DENIED");
  EXPECT_EQ(issuer.asked(), 1);
}

TEST_F(Outside, WhatIsWrongInTheConfigurationIsOneLineAndNoServer) {
  const auto said = [&](const std::string& option, const std::string& more = "--listen=127.0.0.1:0") {
    Process process({ServerBinary(), Data(), option, more});
    EXPECT_TRUE(process.EndsWithin(absl::Minutes(1)));
    EXPECT_NE(process.exit_code(), 0);
    const std::string err = process.err();
    EXPECT_EQ(std::count(err.begin(), err.end(), '\n'), 1) << err;
    return err;
  };
  using testing::HasSubstr;
  EXPECT_THAT(said("--config=/nowhere"), HasSubstr("cannot read /nowhere"));
  EXPECT_THAT(said(Config("jwks_file: 'keys.json' jwks_url: 'https://x'", "")), HasSubstr("config.textproto:1: "));
  EXPECT_THAT(said(Config("jwks_file: 'keys.json'", "colour: 'red'")), HasSubstr("config.textproto:2: "));
  EXPECT_THAT(said(Config("jwks_file: 'none.json'", "")), HasSubstr("cannot be read"));
  EXPECT_THAT(said(Config("jwks_file: 'keys.json'", ""), "--story-clock"), HasSubstr("--story-clock"));
  EXPECT_THAT(said(Config("jwks_file: 'keys.json'", ""), "--listen=0.0.0.0:0"), HasSubstr("plaintext beyond"));
  ASSERT_EQ(chmod((folder_.path() / "server.key").c_str(), 0440), 0);
  EXPECT_THAT(said(Config("jwks_file: 'keys.json'", Tls())), HasSubstr("chmod 0400"));
}

}  // namespace
}  // namespace adagio::test
