#include "services/platform/foundation/log.h"

#include <gtest/gtest.h>

#include <functional>
#include <regex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace adagio {
namespace {

std::string Logged(const std::function<void()>& act) {
  testing::internal::CaptureStderr();
  act();
  return testing::internal::GetCapturedStderr();
}

TEST(Log, WritesOneLineWithTimeLevelServiceEventAndFields) {
  NameLogs("homework,notes");
  const std::string line = Logged([] { Log(LogLevel::kWarning, "x.happened", {{"records", 3}, {"code", "OK"}}); });
  EXPECT_TRUE(std::regex_match(
      line, std::regex(R"(\{"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","level":"warning",)"
                       R"("service":"homework,notes","event":"x.happened","records":3,"code":"OK"\}\n)")))
      << line;
  EXPECT_NE(Logged([] { Log("x"); }).find("\"level\":\"info\""), std::string::npos);
}

TEST(Log, KeepsItsShapeWhateverATextHolds) {
  const std::string line = Logged([] { Log(LogLevel::kError, "x", {{"text", "a\"b\\c\nd"}}); });
  EXPECT_NE(line.find(R"("text":"a?b?c?d"})"), std::string::npos) << line;
}

TEST(Log, DoesNotMixTheLinesOfSeveralThreads) {
  const std::string lines = Logged([] {
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([] {
        for (int j = 0; j < 50; ++j) Log("x", {{"n", j}});
      });
    }
    for (std::thread& thread : threads) thread.join();
  });
  const std::regex whole(R"(\{"time":"[^"]*","level":"info","service":"[^"]*","event":"x","n":\d+\})");
  std::istringstream each(lines);
  int count = 0;
  for (std::string line; std::getline(each, line); ++count) EXPECT_TRUE(std::regex_match(line, whole)) << line;
  EXPECT_EQ(count, 400);
}

}  // namespace
}  // namespace adagio
