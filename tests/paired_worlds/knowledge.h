#pragma once

#include <google/protobuf/message.h>

#include <map>
#include <string>
#include <vector>

namespace adagio::test {

// What somebody has been told in one world and can speak of: names of things, and words and numbers by the field they
// came in, each in the order in which it first appeared. Two people who were told the same but for ids know, place by
// place, the same.
class Knowledge {
 public:
  void Learn(const google::protobuf::Message& message);
  void LearnName(const std::string& name);

  // By their shape, for example "practices/{}/treatmentUnits/{}".
  const std::vector<std::string>& Names(const std::string& shape) const;
  bool Knows(const std::string& name) const;
  // By the name of the field, or of the list that holds such words.
  const std::vector<std::string>& Words(const std::string& field) const;
  const std::vector<int64_t>& Numbers(const std::string& field) const;
  // The last of each kind of sealed text: "cursor", "next_page_token" of a method's answer.
  const std::string& Sealed(const std::string& kind) const;
  // Those of one answer.
  void LearnSealed(const std::string& method, const google::protobuf::Message& message);

 private:
  std::map<std::string, std::vector<std::string>> names_, words_;
  std::map<std::string, std::vector<int64_t>> numbers_;
  std::map<std::string, std::string> sealed_;
};

// Whether a field holds text that nobody but the server reads, new in every answer.
bool IsSealed(const google::protobuf::FieldDescriptor& field);

}  // namespace adagio::test
