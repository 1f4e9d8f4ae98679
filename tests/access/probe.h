#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

namespace adagio::test {

// One call to be made.
struct Question {
  const google::protobuf::MethodDescriptor* method = nullptr;
  std::string request;  // its bytes
  std::string token;    // empty: none
};

// All that a caller can see of the answer.
struct Seen {
  int code = 0;
  std::string error;     // code, message, details and trailing metadata, as bytes
  std::string response;  // its bytes; of a stream those of its first message
};

// Asks all of `questions` of the server at `address`, several at a time, and gives what was seen in their order. Of a
// stream only the beginning is read.
std::vector<Seen> AskAll(const std::string& address, const std::vector<Question>& questions);
Seen Ask(const std::string& address, const Question& question);

}  // namespace adagio::test
