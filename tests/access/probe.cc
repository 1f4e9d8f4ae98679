#include "tests/access/probe.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/platform/foundation/clock.h"
#include "tests/support/contracts.h"
#include "tests/support/person.h"

namespace adagio::test {
namespace {

constexpr size_t kAskers = 8;
constexpr absl::Duration kPatience = absl::Seconds(30);
// A watch says nothing until something happens: who is still listening then was let in.
constexpr absl::Duration kPatienceOfAStream = absl::Seconds(2);

grpc::ByteBuffer BufferOf(const std::string& bytes) {
  grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

Seen SeenOf(const grpc::Status& status, const grpc::ClientContext& context, const grpc::ByteBuffer& response) {
  Seen seen{status.error_code(), "", BytesOf(response)};
  if (status.ok()) return seen;
  seen.error =
      absl::StrCat(static_cast<int>(status.error_code()), "\n", status.error_message(), "\n", status.error_details());
  std::multiset<std::string> trailers;
  for (const auto& [key, value] : context.GetServerTrailingMetadata()) {
    trailers.insert(
        absl::StrCat(absl::string_view(key.data(), key.size()), "=", absl::string_view(value.data(), value.size())));
  }
  for (const std::string& trailer : trailers) absl::StrAppend(&seen.error, "\n", trailer);
  return seen;
}

class Asker {
 public:
  explicit Asker(const std::string& address) : line_(address), stub_(line_.channel()) {}

  Seen Ask(const Question& question) {
    const bool stream = question.method->server_streaming();
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(SystemClock().Now() + (stream ? kPatienceOfAStream : kPatience)));
    if (!question.token.empty()) context.AddMetadata("authorization", absl::StrCat("Bearer ", question.token));
    const std::string method = absl::StrCat("/", NameOf(*question.method));
    return stream ? AskStream(context, method, question.request) : AskOnce(context, method, question.request);
  }

 private:
  bool Next() {
    void* tag = nullptr;
    bool ok = false;
    return queue_.Next(&tag, &ok) && ok;
  }

  Seen AskOnce(grpc::ClientContext& context, const std::string& method, const std::string& request) {
    const auto call = stub_.PrepareUnaryCall(&context, method, BufferOf(request), &queue_);
    call->StartCall();
    grpc::ByteBuffer response;
    grpc::Status status;
    call->Finish(&response, &status, nullptr);
    Next();
    return SeenOf(status, context, response);
  }

  Seen AskStream(grpc::ClientContext& context, const std::string& method, const std::string& request) {
    const auto call = stub_.PrepareCall(&context, method, &queue_);
    grpc::ByteBuffer first;
    grpc::Status status;
    call->StartCall(nullptr);
    bool open = Next();
    if (open) {
      call->WriteLast(BufferOf(request), grpc::WriteOptions(), nullptr);
      open = Next();
    }
    if (open) {
      call->Read(&first, nullptr);
      open = Next();
    }
    if (open) context.TryCancel();
    call->Finish(&status, nullptr);
    Next();
    return SeenOf(open ? grpc::Status::OK : status, context, first);
  }

  const Line line_;
  grpc::GenericStub stub_;
  grpc::CompletionQueue queue_;
};

}  // namespace

std::vector<Seen> AskAll(const std::string& address, const std::vector<Question>& questions) {
  std::vector<Seen> seen(questions.size());
  std::atomic<size_t> next = 0;
  std::vector<std::thread> askers;
  for (size_t i = 0; i < kAskers; ++i) {
    askers.emplace_back([&] {
      Asker asker(address);
      for (size_t at = next++; at < questions.size(); at = next++) seen[at] = asker.Ask(questions[at]);
    });
  }
  for (std::thread& asker : askers) asker.join();
  return seen;
}

Seen Ask(const std::string& address, const Question& question) { return Asker(address).Ask(question); }

}  // namespace adagio::test
