#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adagio/server/v1/server.grpc.pb.h"
#include "services/platform/rpc/handler_probe.h"
#include "tests/support/contracts.h"
#include "tests/support/person.h"
#include "tests/support/server_process.h"

// What is served is what the contracts say: each method, behind the door.

namespace adagio::test {
namespace {

std::vector<std::string> Missing(const ServerProcess& server) {
  const absl::StatusOr<rpc::RuleBook> rules = rpc::RuleBook::Build(AllServices());
  EXPECT_TRUE(rules.ok()) << rules.status();
  return rpc::MethodsWithoutHandler(*rules, Line(server.address()).channel());
}

TEST(EveryMethodOfTheContracts, IsServedBehindTheDoor) {
  const storage::TestFolder folder;
  const ServerProcess server({"--data=" + folder.path().string(), "--story-clock"});
  EXPECT_GE(AllServices().size(), 8u);
  EXPECT_THAT(Missing(server), testing::IsEmpty());
}

TEST(EveryMethodOfTheContracts, IsServedWithoutAStoryButForTheStorysOwn) {
  const storage::TestFolder folder;
  const ServerProcess server({"--data=" + folder.path().string()});
  EXPECT_THAT(Missing(server), testing::ElementsAre("adagio.server.v1.StoryService/AdvanceClock"));
}

TEST(AServerOfSomeServices, ServesNoOthersAndSaysSo) {
  const storage::TestFolder folder;
  const ServerProcess server({"--data=" + folder.path().string(), "--services=directory"});
  for (const std::string& method : Missing(server)) {
    EXPECT_THAT(method, testing::AnyOf(testing::HasSubstr("homework"), testing::HasSubstr("intake"),
                                       testing::HasSubstr("notes"), testing::HasSubstr("progress"),
                                       testing::HasSubstr("events"), testing::HasSubstr("Story")));
  }
  const auto said = Person().Insist(Line(server.address()), &server::v1::ServerService::Stub::GetServer,
                                    server::v1::GetServerRequest());
  EXPECT_THAT(said.contracts(),
              testing::UnorderedElementsAre("adagio.server.v1", "adagio.audit.v1", "adagio.directory.v1"));
}

}  // namespace
}  // namespace adagio::test
