#include "services/cli/story/prepare.h"

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/timestamp.pb.h>

#include <vector>

#include "services/cli/story/fields.h"
#include "services/cli/story/times.h"
#include "services/platform/foundation/status.h"

namespace adagio::story {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

absl::Status ExpandTexts(Message& message, Names& names);

absl::Status ExpandField(Message& message, const FieldDescriptor* field, Names& names) {
  const auto* reflection = message.GetReflection();
  const bool text = field->type() == FieldDescriptor::TYPE_STRING;
  if (!text && field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return absl::OkStatus();
  if (!field->is_repeated()) {
    if (!text) return ExpandTexts(*reflection->MutableMessage(&message, field), names);
    ASSIGN_OR_RETURN(std::string value, names.Expand(reflection->GetString(message, field)));
    reflection->SetString(&message, field, std::move(value));
    return absl::OkStatus();
  }
  for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
    if (!text) {
      RETURN_IF_ERROR(ExpandTexts(*reflection->MutableRepeatedMessage(&message, field, i), names));
      continue;
    }
    ASSIGN_OR_RETURN(std::string value, names.Expand(reflection->GetRepeatedString(message, field, i)));
    reflection->SetRepeatedString(&message, field, i, std::move(value));
  }
  return absl::OkStatus();
}

absl::Status ExpandTexts(Message& message, Names& names) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) RETURN_IF_ERROR(ExpandField(message, field, names));
  return absl::OkStatus();
}

absl::Status SetTime(const Set& set, absl::Time now, Message& request) {
  ASSIGN_OR_RETURN(const Path path, ParsePath(set.path(), request.GetDescriptor()));
  ASSIGN_OR_RETURN(Message * field, FindForWriting(request, path));
  if (set.time().empty()) {
    ASSIGN_OR_RETURN(const absl::Duration length, ParseLength(set.length()));
    google::protobuf::Duration duration;
    duration.set_seconds(absl::ToInt64Seconds(length));
    field->CopyFrom(duration);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const absl::Time time, ParseMoment(set.time(), now));
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(absl::ToUnixSeconds(time));
  timestamp.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(timestamp.seconds()))));
  field->CopyFrom(timestamp);
  return absl::OkStatus();
}

void FillRequestId(Message& request, Entropy& entropy) {
  const auto* field = request.GetDescriptor()->FindFieldByName("request_id");
  if (field == nullptr || field->type() != FieldDescriptor::TYPE_STRING) return;
  const auto* reflection = request.GetReflection();
  if (reflection->GetString(request, field).empty()) {
    reflection->SetString(&request, field, entropy.NewUuid().ToString());
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Message>> Prepare(const Step& step, absl::Time now, Names& names, Entropy& entropy) {
  std::unique_ptr<Message> request(step.request->New());
  request->CopyFrom(*step.request);
  RETURN_IF_ERROR(ExpandTexts(*request, names));
  for (const Set& set : step.frame.set()) RETURN_IF_ERROR(SetTime(set, now, *request));
  FillRequestId(*request, entropy);
  return request;
}

}  // namespace adagio::story
