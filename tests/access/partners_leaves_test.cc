#include "tests/access/partners_leaves.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

// Nothing a partner is shown counts, compares or reproaches.

namespace adagio::test {
namespace {

// Lines as partners_leaves.txt has them; the reason is for a person to find.
std::string Lines(const Leaves& leaves) {
  std::string lines;
  for (const auto& [message, fields] : leaves) {
    absl::StrAppend(&lines, message, " | ", absl::StrJoin(fields, " "), " | why?\n");
  }
  return lines;
}

Leaves Without(Leaves some, const Leaves& others) {
  for (const auto& [message, fields] : others) {
    const auto found = some.find(message);
    if (found == some.end()) continue;
    for (const std::string& field : fields) found->second.erase(field);
    if (found->second.empty()) some.erase(found);
  }
  return some;
}

TEST(WhatPartnersReceive, HasNoLeafThatNobodyReviewed) {
  const Leaves received = LeavesThatPartnersReceive();
  const Leaves reviewed = ReviewedLeaves(ADAGIO_PARTNERS_LEAVES);
  EXPECT_EQ(Lines(Without(received, reviewed)), "") << "review these, then add them to partners_leaves.txt";
  EXPECT_EQ(Lines(Without(reviewed, received)), "") << "these are gone; take them out";
  // The walk reaches what it is about.
  EXPECT_THAT(received.at("homework.v1.Assignment"), testing::Contains("state"));
  EXPECT_THAT(received, testing::Contains(testing::Key("events.v1.WatchOwnViewResponse")));
}

TEST(WhatPartnersReceive, SpeaksOfNoStreakCountOfMissesComparisonOrAdherence) {
  EXPECT_EQ(Lines(Shaming(LeavesThatPartnersReceive())), "");
}

TEST(WhatPartnersReceive, IsSearchedInEveryMessageThatIsHeld) {
  google::protobuf::FileDescriptorProto file;
  file.set_name("coaching.proto");
  auto& inner = *file.add_message_type();
  inner.set_name("Progress");
  auto& outer = *file.add_message_type();
  outer.set_name("Answer");
  const auto add = [](auto& message, const std::string& name, int number) -> auto& {
    auto& field = *message.add_field();
    field.set_name(name);
    field.set_number(number);
    field.set_label(google::protobuf::FieldDescriptorProto::LABEL_OPTIONAL);
    field.set_type(google::protobuf::FieldDescriptorProto::TYPE_INT32);
    return field;
  };
  add(inner, "weeks_missed", 1);
  add(inner, "completion_rate", 2);
  add(inner, "moderate_hours", 3);
  auto& held = add(outer, "progress", 1);
  held.set_type(google::protobuf::FieldDescriptorProto::TYPE_MESSAGE);
  held.set_type_name(".Progress");
  google::protobuf::DescriptorPool pool;
  const auto* built = pool.BuildFile(file);
  ASSERT_NE(built, nullptr);
  Leaves leaves;
  AddLeaves(*built->FindMessageTypeByName("Answer"), leaves);
  EXPECT_THAT(Shaming(leaves),
              testing::ElementsAre(testing::Pair("Progress", testing::ElementsAre("completion_rate", "weeks_missed"))));
}

}  // namespace
}  // namespace adagio::test
