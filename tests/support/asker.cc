#include "tests/support/asker.h"

#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "services/platform/foundation/clock.h"
#include "tests/support/contracts.h"

namespace adagio::test {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(30);

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

std::string LinesOf(const std::multimap<grpc::string_ref, grpc::string_ref>& metadata) {
  std::multiset<std::string> lines;
  for (const auto& [key, value] : metadata) {
    lines.insert(
        absl::StrCat(absl::string_view(key.data(), key.size()), "=", absl::string_view(value.data(), value.size())));
  }
  return absl::StrJoin(lines, "\n");
}

Seen SeenOf(const grpc::Status& status, const grpc::ClientContext& context, const grpc::ByteBuffer& response) {
  Seen seen{.code = status.error_code(), .name = NameOf(status), .response = BytesOf(response)};
  const std::string trailing = LinesOf(context.GetServerTrailingMetadata());
  if (status.ok()) {
    seen.metadata = absl::StrCat(LinesOf(context.GetServerInitialMetadata()), "\n", trailing);
    return seen;
  }
  seen.error =
      absl::StrCat(static_cast<int>(status.error_code()), "\n", status.error_message(), "\n", status.error_details());
  if (!trailing.empty()) absl::StrAppend(&seen.error, "\n", trailing);
  return seen;
}

}  // namespace

Seen Asker::Ask(const Question& question) {
  // Of an exchange one message is sent, as a call.
  const bool stream = question.method->server_streaming() && !question.method->client_streaming();
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(SystemClock().Now() + (stream ? patience_of_stream_ : kPatience)));
  if (!question.token.empty()) context.AddMetadata("authorization", absl::StrCat("Bearer ", question.token));
  const std::string method = absl::StrCat("/", NameOf(*question.method));
  return stream ? AskStream(context, method, question.request) : AskOnce(context, method, question.request);
}

bool Asker::Next() {
  void* tag = nullptr;
  bool ok = false;
  return queue_.Next(&tag, &ok) && ok;
}

Seen Asker::AskOnce(grpc::ClientContext& context, const std::string& method, const std::string& request) {
  const auto call = stub_.PrepareUnaryCall(&context, method, BufferOf(request), &queue_);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  Next();
  return SeenOf(status, context, response);
}

Seen Asker::AskStream(grpc::ClientContext& context, const std::string& method, const std::string& request) {
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
  // Who left by itself heard no end.
  return open ? Seen{.response = BytesOf(first)} : SeenOf(status, context, first);
}

}  // namespace adagio::test
