#include "tests/paired_worlds/eye.h"

#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "adagio/audit/v1/audit.pb.h"
#include "services/platform/foundation/ids.h"
#include "tests/paired_worlds/knowledge.h"
#include "tests/support/requests.h"

namespace adagio::test {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kIdLength = 36;

// Of one moment, the order of accesses is the machine's.
void SortByMoment(Message& message) {
  auto* report = google::protobuf::DynamicCastToGenerated<audit::v1::ListAccessesResponse>(&message);
  if (report == nullptr) return;
  const auto key = [](const audit::v1::Access& access) {
    return std::make_tuple(-access.at().seconds(), -access.at().nanos(), access.SerializeAsString());
  };
  std::sort(report->mutable_accesses()->begin(), report->mutable_accesses()->end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace

std::unique_ptr<Message> AnswerIn(const google::protobuf::MethodDescriptor& method, const Seen& seen) {
  if (seen.code != 0) return nullptr;
  std::unique_ptr<Message> answer(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.output_type())->New());
  return answer->ParseFromString(seen.response) ? std::move(answer) : nullptr;
}

std::string Eye::Rename(std::string text) {
  std::string renamed;
  for (size_t at = 0; at < text.size();) {
    const std::string id = text.substr(at, kIdLength);
    if (id.size() == kIdLength && id[8] == '-' && Uuid::Parse(id).ok()) {
      absl::StrAppend(&renamed, "<id ", ids_.emplace(id, ids_.size()).first->second, ">");
      at += kIdLength;
    } else {
      renamed += text[at++];
    }
  }
  return renamed;
}

void Eye::RenameIn(Message& message) {
  VisitTexts(message, [&](const FieldDescriptor& field, std::string& text) {
    if (IsSealed(field)) {
      text = absl::StrCat("<sealed ", sealed_.emplace(text, sealed_.size()).first->second, " of ", text.size(), ">");
    } else {
      text = Rename(text);
    }
  });
}

std::string Eye::See(const Question& question, const Seen& seen) {
  if (seen.code != 0) return absl::StrCat("error of ", seen.error.size(), " bytes: ", Rename(seen.error));
  const std::unique_ptr<Message> answer = AnswerIn(*question.method, seen);
  if (answer == nullptr) return absl::StrCat("an answer that is none: ", Rename(seen.response));
  SortByMoment(*answer);
  RenameIn(*answer);
  std::string text;
  google::protobuf::TextFormat::PrintToString(*answer, &text);
  return absl::StrCat("answer of ", seen.response.size(), " bytes: ", text, Rename(seen.metadata));
}

}  // namespace adagio::test
