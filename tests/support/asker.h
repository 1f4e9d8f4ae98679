#pragma once

#include <google/protobuf/descriptor.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <string>

#include "absl/time/time.h"
#include "tests/support/person.h"

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
  std::string name = "OK";  // as NameOf says
  std::string error;        // code, message, details and trailing metadata, as bytes; empty where there is none
  std::string response;     // its bytes; of a stream those of its first message
  std::string metadata;     // what the server sent of it before and after an answer that is OK
};

// Asks one question after the other over a way of its own, by the descriptors alone. Of a stream it reads the first
// message and leaves. One thread at a time.
class Asker {
 public:
  // A watch says nothing until something happens: who is still listening after `patience` was let in.
  explicit Asker(const std::string& address, absl::Duration patience = absl::Seconds(2))
      : patience_of_stream_(patience), line_(address), stub_(line_.channel()) {}

  Seen Ask(const Question& question);

 private:
  bool Next();
  Seen AskOnce(grpc::ClientContext& context, const std::string& method, const std::string& request);
  Seen AskStream(grpc::ClientContext& context, const std::string& method, const std::string& request);

  const absl::Duration patience_of_stream_;
  const Line line_;
  grpc::GenericStub stub_;
  grpc::CompletionQueue queue_;
};

}  // namespace adagio::test
