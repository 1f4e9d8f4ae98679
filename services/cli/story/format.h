#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace adagio::story {

// The format of a story file, made from format.proto and from every contract this program was linked with: a step has
// one field for each unary RPC, named as the RPC and typed as its request. Where two services have an RPC of one name,
// its fields are Service_Rpc.
class Format {
 public:
  Format();

  // The type of a whole story file: title, cast and steps, and a story it begins with.
  const google::protobuf::Descriptor* story() const { return story_; }
  // An empty story. Lives no longer than this.
  std::unique_ptr<google::protobuf::Message> NewStory();
  // The RPC a field of a step stands for; null for every other field.
  const google::protobuf::MethodDescriptor* MethodOf(const google::protobuf::FieldDescriptor* field) const;

 private:
  google::protobuf::DescriptorPool pool_;
  google::protobuf::DynamicMessageFactory factory_;
  const google::protobuf::Descriptor* story_;
  std::map<int, const google::protobuf::MethodDescriptor*> methods_;  // by field number of a step
};

// Every unary RPC of the contracts linked into this program, by full name.
std::vector<const google::protobuf::MethodDescriptor*> ServedMethods();

}  // namespace adagio::story
