#include "services/cli/story/transcript.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "adagio/directory/v1/directory.pb.h"
#include "adagio/homework/v1/homework.pb.h"
#include "services/cli/story/fake_server_for_test.h"
#include "services/cli/story/player.h"

namespace adagio::story {
namespace {

constexpr char kStory[] = R"(title: "t"
cast { name: "op" role: OPERATOR }
cast { name: "dana" role: PARTNER practice: "${practice}" }
step { as: "op" CreatePractice { display_name: "P" } remember { path: "practice.name" as: "practice" } }
step { as: "op" CreatePractice { display_name: "another\nline" } }
step { advance: "2d" }
step { as: "dana" ListAssignments { treatment_unit: "${practice}/treatmentUnits/x" } }
step { as: "dana" AnswerAssignment {} expect { reason: "NOT_AVAILABLE" } }
step { race { step { as: "dana" GetServer {} allow { expect { code: "UNIMPLEMENTED" } } }
              step { as: "op" GetServer {} allow { expect { code: "UNIMPLEMENTED" } } } } }
)";

class TranscriptsTest : public testing::Test {
 protected:
  // Plays the story on a fresh server that draws its ids from `entropy`.
  void Play(Transcripts& transcripts, uint64_t entropy) {
    FakeServer fake;
    SeededEntropy ids(entropy, 0);
    fake.On("adagio.directory.v1.DirectoryService/CreatePractice", [&](const auto&) {
      directory::v1::CreatePracticeResponse response;
      response.mutable_practice()->set_name("practices/" + ids.NewUuid().ToString());
      return response.SerializeAsString();
    });
    fake.On("adagio.homework.v1.HomeworkService/ListAssignments", [&](const FakeServer::Heard& heard) {
      homework::v1::ListAssignmentsRequest request;
      request.ParseFromString(heard.bytes);
      homework::v1::ListAssignmentsResponse response;
      const std::string id = ids.NewUuid().ToString();
      response.add_assignments()->set_name(request.treatment_unit() + "/assignments/" + id);
      response.add_assignments()->set_name(request.treatment_unit() + "/assignments/" + ids.NewUuid().ToString());
      response.add_assignments()->set_name(request.treatment_unit() + "/assignments/" + id);
      response.set_next_page_token("opaque" + ids.NewUuid().ToString());
      return response.SerializeAsString();
    });
    fake.On("adagio.homework.v1.HomeworkService/AnswerAssignment",
            [](const auto&) { return Refuse(Reason::kNotAvailable, "not now"); });
    Server server(fake.channel());
    ReadableCredentials credentials;
    Player player(server, credentials, {&transcripts});
    ASSERT_EQ(player.Play(ReadStory(kStory, "s").value(), 1), absl::OkStatus());
  }
};

TEST_F(TranscriptsTest, HoldWhatOneActorSentAndSawAndNothingElse) {
  Transcripts transcripts;
  Play(transcripts, 1);
  EXPECT_EQ(transcripts.Of("dana"), R"(day 3 Wed 09:00 ListAssignments
  > treatment_unit: ${practice}/treatmentUnits/x
  < OK, 392 bytes
  < assignments[0].name: ${practice}/treatmentUnits/x/assignments/id1
  < assignments[1].name: ${practice}/treatmentUnits/x/assignments/id2
  < assignments[2].name: ${practice}/treatmentUnits/x/assignments/id1
  < next_page_token: token3
day 3 Wed 09:00 AnswerAssignment
  < FAILED_PRECONDITION/NOT_AVAILABLE: not now
day 3 Wed 09:00 GetServer
  < one of its allowed outcomes
)");
  EXPECT_THAT(transcripts.Of("op"), testing::HasSubstr(R"(> display_name: another\nline)"));
}

TEST_F(TranscriptsTest, AreTheSameWhateverIdsTheServerDrew) {
  Transcripts one;
  Transcripts other;
  Play(one, 1);
  Play(other, 2);
  EXPECT_EQ(one.Of("dana"), other.Of("dana"));
  EXPECT_EQ(one.Of("op"), other.Of("op"));
}

TEST_F(TranscriptsTest, AreWrittenOneFileAnActor) {
  Transcripts transcripts;
  Play(transcripts, 1);
  const std::filesystem::path directory = std::filesystem::path(testing::TempDir()) / "transcripts" / "deep";
  ASSERT_EQ(transcripts.Write(directory.string()), absl::OkStatus());
  std::stringstream dana;
  dana << std::ifstream(directory / "dana.txt").rdbuf();
  EXPECT_EQ(dana.str(), transcripts.Of("dana"));
  EXPECT_FALSE(transcripts.Write("/proc/no/such/place").ok());
}

}  // namespace
}  // namespace adagio::story
