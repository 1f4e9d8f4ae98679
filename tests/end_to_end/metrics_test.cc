#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <regex>
#include <set>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/metrics/get_for_test.h"
#include "tests/support/practice.h"
#include "tests/support/server_process.h"

// What Prometheus is shown: that it moves with what happens, and that no word of a person and no id is in it.

namespace adagio::test {
namespace {

using homework::v1::HomeworkService;
using testing::HasSubstr;

class Metrics : public testing::Test {
 protected:
  std::string Page() const { return metrics::Get(server_.metrics_address(), "/metrics"); }
  // The value of the line that begins with `name`; 0 where there is none: a counter that has not begun.
  static double ValueOf(const std::string& page, const std::string& name) {
    const size_t at = page.find("\n" + name + " ");
    return at == std::string::npos ? 0 : std::stod(page.substr(at + name.size() + 2));
  }
  // Reads the page until the value is as `is` wants it, for at most half a minute.
  double Await(const std::string& name, const std::function<bool(double)>& is) const {
    double value = 0;
    for (const absl::Duration until = Elapsed() + absl::Seconds(30); Elapsed() < until; BackOff()) {
      value = ValueOf(Page(), name);
      if (is(value)) break;
    }
    return value;
  }

  const storage::TestFolder folder_;
  ServerProcess server_{{"--data=" + folder_.path().string(), "--metrics=127.0.0.1:0"}};
  const Line line_{server_.address()};
};

TEST_F(Metrics, CountEachCallUnderItsMethodAndCode) {
  Practice practice(line_, folder_.path());
  const Couple couple = practice.AddCouple(line_);
  const std::string ok = "adagio_calls_total{method=\"adagio.homework.v1.HomeworkService/GetAssignment\",code=\"OK\"}";
  const std::string missing =
      "adagio_calls_total{method=\"adagio.homework.v1.HomeworkService/GetAssignment\",code=\"PERMISSION_DENIED\"}";
  EXPECT_EQ(ValueOf(Page(), ok), 0);
  const std::string assignment =
      couple.thea.Insist(line_, &HomeworkService::Stub::OfferAssignment, OfferOf(couple, "hand_holding"))
          .assignment()
          .name();
  for (int i = 0; i < 3; ++i) couple.pat.Insist(line_, &HomeworkService::Stub::GetAssignment, Get(assignment));
  const Reply<homework::v1::GetAssignmentResponse> none =
      couple.pat.Call(line_, &HomeworkService::Stub::GetAssignment, Get(couple.unit + "/assignments/" + NewId()));
  EXPECT_EQ(none.status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  const std::string page = Page();
  EXPECT_EQ(ValueOf(page, ok), 3);
  EXPECT_EQ(ValueOf(page, missing), 1);
  EXPECT_EQ(ValueOf(page,
                    "adagio_call_duration_seconds_count{method=\"adagio.homework.v1.HomeworkService/"
                    "GetAssignment\"}"),
            4);
  EXPECT_EQ(ValueOf(page, "adagio_lane_waiting{lane=\"read\"}"), 0);
  EXPECT_EQ(ValueOf(page, "adagio_pool_leased{service=\"homework\",lane=\"write\"}"), 0);
}

TEST_F(Metrics, TellWhenTheDatabaseHangsAndGoesOn) {
  EXPECT_EQ(Await("adagio_store_up", [](double up) { return up == 1; }), 1);
  EXPECT_EQ(Await("adagio_sequencer_leading", [](double leading) { return leading == 1; }), 1);
  const pid_t database = server_.database_pid();
  ASSERT_NE(database, 0);
  kill(database, SIGSTOP);
  EXPECT_EQ(Await("adagio_store_up", [](double up) { return up == 0; }), 0);
  kill(database, SIGCONT);
  EXPECT_EQ(Await("adagio_store_up", [](double up) { return up == 1; }), 1);
}

TEST_F(Metrics, CarryNoContentNoIdAndNoLabelOfAnOpenSet) {
  const std::string canary = absl::StrCat("canary ", NewId());
  Practice practice(line_, folder_.path());
  const Couple couple = practice.AddCouple(line_);
  auto offer = OfferOf(couple, "hand_holding");
  offer.mutable_terms()->set_check_in_plan(canary);
  couple.thea.Insist(line_, &HomeworkService::Stub::OfferAssignment, offer);
  couple.pat.Call(line_, &HomeworkService::Stub::GetAssignment, Get(canary));
  Person(canary).Call(line_, &HomeworkService::Stub::GetAssignment, Get(couple.unit + "/assignments/" + NewId()));
  const std::string page = Page();
  ASSERT_THAT(page, HasSubstr("adagio_calls_total"));
  EXPECT_THAT(page, testing::Not(HasSubstr("canary")));
  // Practices, units and persons are UUIDs, wherever they may stand.
  EXPECT_FALSE(std::regex_search(page, std::regex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}")));

  std::set<std::string> closed = {"read",          "write", "door",     "directory", "intake", "homework",
                                  "psychotherapy", "notes", "progress", "feed",      "audit"};
  for (int code = 0; code <= 16; ++code) {
    closed.insert(absl::StatusCodeToString(static_cast<absl::StatusCode>(code)));
  }
  const std::regex label(R"re((\w+)="([^"]*)")re");
  for (std::sregex_iterator found(page.begin(), page.end(), label), end; found != end; ++found) {
    const std::string name = (*found)[1];
    std::string value = (*found)[2];
    if (name == "le" || name == "quantile") continue;  // numbers, which the format adds
    const bool method = name == "method" && absl::StrContains(value, '/');
    std::replace(value.begin(), value.end(), '/', '.');
    EXPECT_TRUE(method ? google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(value) != nullptr
                       : closed.contains(value))
        << name << " says " << value;
  }
}

TEST(AServer, ShowsNoMetricsWhereNobodyAsked) {
  const storage::TestFolder folder;
  const ServerProcess server({"--data=" + folder.path().string()});
  EXPECT_EQ(server.metrics_address(), "");
}

}  // namespace
}  // namespace adagio::test
