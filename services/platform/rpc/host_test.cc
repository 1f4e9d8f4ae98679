#include "services/platform/rpc/host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/rpc/door_rig.h"

namespace adagio::rpc {
namespace {

bool Answers(const std::string& address) {
  const auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  const auto stub = server::v1::ServerService::NewStub(channel);
  grpc::ClientContext context;
  server::v1::GetServerResponse response;
  return stub->GetServer(&context, {}, &response).ok();
}

class AHost : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<Host>> Start(const std::string& address) {
    return Host::Start({.address = address}, {&rig_.server_});
  }
  DoorRig rig_;
};

TEST_F(AHost, TellsThePortItWasGiven) {
  const auto host = Start("127.0.0.1:0");
  ASSERT_TRUE(host.ok()) << host.status();
  EXPECT_FALSE(absl::EndsWith((*host)->address(), ":0"));
  EXPECT_TRUE(Answers((*host)->address()));
}

TEST_F(AHost, DoesNotShareAPort) {
  const auto host = Start("127.0.0.1:0");
  ASSERT_TRUE(host.ok());
  const absl::Status second = Start((*host)->address()).status();
  EXPECT_TRUE(absl::IsFailedPrecondition(second));
  EXPECT_TRUE(absl::StrContains(second.message(), (*host)->address())) << second;
}

TEST_F(AHost, ServesAtAUnixSocketAndDoesNotTakeALivingOne) {
  char folder[] = "/tmp/adagio-host-XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  const std::string address = absl::StrCat("unix:", folder, "/socket");
  {
    const auto host = Start(address);
    ASSERT_TRUE(host.ok()) << host.status();
    EXPECT_EQ((*host)->address(), address);
    EXPECT_TRUE(Answers(address));
    EXPECT_TRUE(absl::IsFailedPrecondition(Start(address).status()));
    EXPECT_TRUE(Answers(address)) << "the second start has taken the first one's socket";
  }
  EXPECT_TRUE(Start(address).ok()) << "an abandoned socket keeps nobody out";
  unlink(absl::StrCat(folder, "/socket").c_str());
  rmdir(folder);
}

TEST_F(AHost, SpeaksNoPlaintextBeyondThisMachineUnlessAFrontStandsBeforeIt) {
  EXPECT_TRUE(absl::StrContains(Start("0.0.0.0:0").status().message(), "plaintext"));
  EXPECT_TRUE(Host::Start({.address = "0.0.0.0:0", .behind_front = true}, {&rig_.server_}).ok());
}

TEST_F(AHost, AnswersNoMoreOnceItHasStopped) {
  const auto host = Start("127.0.0.1:0");
  ASSERT_TRUE(host.ok());
  (*host)->Stop(absl::Seconds(5));
  EXPECT_FALSE(Answers((*host)->address()));
}

}  // namespace
}  // namespace adagio::rpc
