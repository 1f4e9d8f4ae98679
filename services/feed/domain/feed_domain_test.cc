#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "services/feed/domain/audience.h"
#include "services/feed/domain/position.h"

namespace adagio::feed {
namespace {

namespace fs = std::filesystem;

std::string TextOf(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The file, and the headers beside it, where a constant of several files stands.
std::string TextAround(const fs::path& file) {
  std::string text = TextOf(file);
  for (const auto& entry : fs::directory_iterator(file.parent_path())) {
    if (entry.path().extension() == ".h") text += TextOf(entry.path());
  }
  return text;
}

// Every text that looks like a type of event, in the sources of every service.
std::set<std::string> AnnouncedAnywhere() {
  std::set<std::string> types;
  const std::regex call("Announce\\(\\s*(\"([a-z_.]+)\"|(k[A-Za-z]+))");
  for (const auto& entry : fs::recursive_directory_iterator(ADAGIO_TREE "/services")) {
    const std::string path = entry.path().string();
    if (entry.path().extension() != ".cc" || path.ends_with("_test.cc")) continue;
    const std::string text = TextOf(entry.path());
    for (std::sregex_iterator use(text.begin(), text.end(), call), end; use != end; ++use) {
      if ((*use)[2].matched) {
        types.insert((*use)[2]);
        continue;
      }
      const std::regex constant((*use)[3].str() + "(\\[\\])?\\s*=\\s*\"([a-z_.]+)\"");
      const std::string around = TextAround(entry.path());
      std::smatch value;
      EXPECT_TRUE(std::regex_search(around, value, constant)) << path << ": " << (*use)[3];
      if (!value.empty()) types.insert(value[2]);
    }
  }
  return types;
}

TEST(EveryTypeOfEvent, ThatIsAnnouncedAnywhereHasItsAudienceHere) {
  const std::set<std::string> announced = AnnouncedAnywhere();
  EXPECT_GE(announced.size(), 8u);
  for (const std::string& type : announced) EXPECT_NE(FindType(type), nullptr) << type << ": who may hear of it?";
  for (const EventType& known : kEventTypes) EXPECT_TRUE(announced.contains(std::string(known.type))) << known.type;
}

TEST(AnIntegration, HearsOfTheseAndOfNothingElse) {
  std::set<std::string> heard;
  for (const EventType& type : kEventTypes) {
    if (Hears(Role::kIntegration, type)) heard.emplace(type.type);
  }
  EXPECT_EQ(heard, (std::set<std::string>{"clinician.changed", "integration.changed", "treatment_unit.changed",
                                          "membership.changed"}));
}

TEST(Nobody, HearsOfAnUnknownTypeOrOfPsychotherapy) {
  EXPECT_EQ(FindType("psychotherapy_note.changed"), nullptr);
  EXPECT_EQ(FindType(""), nullptr);
  for (const EventType& type : kEventTypes) {
    EXPECT_EQ(std::string(type.type).find("psychotherapy"), std::string::npos);
    for (const Role role : {Role::kNobody, Role::kPartner, Role::kSupervisor, Role::kPracticeAdmin, Role::kOperator}) {
      EXPECT_FALSE(Hears(role, type));
    }
  }
}

TEST(APosition, IsGoodFromTheLastForgottenToTheLastGiven) {
  const Extent extent{.forgotten = 10, .last = 20};
  EXPECT_EQ(StandingOf(9, extent), Standing::kExpired);
  EXPECT_EQ(StandingOf(10, extent), Standing::kGood);
  EXPECT_EQ(StandingOf(20, extent), Standing::kGood);
  EXPECT_EQ(StandingOf(21, extent), Standing::kFromTheFuture);
  EXPECT_EQ(StandingOf(0, Extent()), Standing::kGood);
}

TEST(AnEventsTime, IsToldToTheMinute) {
  const absl::Time nine = absl::FromUnixSeconds(1'800'000'000);
  EXPECT_EQ(MinuteOf(nine + absl::Seconds(59)), nine);
  EXPECT_EQ(MinuteOf(nine), nine);
  EXPECT_EQ(MinuteOf(nine + absl::Seconds(60)), nine + absl::Minutes(1));
}

}  // namespace
}  // namespace adagio::feed
