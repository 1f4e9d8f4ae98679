#pragma once

#include <google/protobuf/descriptor.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "adagio/options/v1/options.pb.h"

namespace adagio::rpc {

struct MessageRules;

// What one field may hold, as its contract says.
struct FieldRule {
  const google::protobuf::FieldDescriptor* field = nullptr;
  options::v1::Field is;
  // The rules of the message the field holds. Null for a leaf; the well-known types are leaves.
  const MessageRules* message = nullptr;
};

// The rules of every field of a message.
struct MessageRules {
  std::vector<FieldRule> fields;
};

// The field rules of all messages that can be reached from those read. Addresses stay valid for its lifetime.
class FieldRules {
 public:
  // The rules of `message` and of all it holds. Adds a line to `problems` for every leaf without a data class, every
  // text without max_length, every list without max_items, and every kind of field the door cannot check.
  const MessageRules* Read(const google::protobuf::Descriptor* message, std::vector<std::string>& problems);

 private:
  absl::flat_hash_map<const google::protobuf::Descriptor*, std::unique_ptr<MessageRules>> messages_;
};

}  // namespace adagio::rpc
