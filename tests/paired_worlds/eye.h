#pragma once

#include <map>
#include <string>

#include "tests/support/asker.h"

namespace adagio::test {

// What one partner sees in one world, as text: all of it, with ids and sealed texts called by their first appearance.
class Eye {
 public:
  // The answer, or the error, with its size and metadata. Nothing else is forgiven.
  std::string See(const Question& question, const Seen& seen);

 private:
  std::string Rename(std::string text);
  void RenameIn(google::protobuf::Message& message);

  std::map<std::string, size_t> ids_, sealed_;
};

// The answer in `seen`, or null where there is none or it is none of `method`'s.
std::unique_ptr<google::protobuf::Message> AnswerIn(const google::protobuf::MethodDescriptor& method, const Seen& seen);

}  // namespace adagio::test
