#include "services/platform/rpc/request_facts.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <string>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string SerialiseTheSameWay(const Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    CHECK(message.SerializeToCodedStream(&coded));
  }
  return bytes;
}

}  // namespace

absl::StatusOr<ResourceName> ResourceOf(const Message& request, const MethodRule& rule) {
  const Message* holder = &request;
  for (size_t i = 0; i + 1 < rule.resource.size(); ++i) {
    holder = &holder->GetReflection()->GetMessage(*holder, rule.resource[i]);
  }
  std::string scratch;
  return ResourceName::Parse(holder->GetReflection()->GetStringReference(*holder, rule.resource.back(), &scratch),
                             rule.shape);
}

RequestKey KeyOf(const Message& request, const MethodRule& rule) {
  if (rule.request_id == nullptr) return {};
  std::string scratch;
  const absl::StatusOr<Uuid> id =
      Uuid::Parse(request.GetReflection()->GetStringReference(request, rule.request_id, &scratch));
  CHECK(id.ok());  // the field's own rule was checked
  return {*id, SerialiseTheSameWay(request)};
}

}  // namespace adagio::rpc
