#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace adagio::rpc {

// `message` as it may stand in a log: the fields of class PUBLIC that are set, and "[hidden]" in place of every other
// field, set or not. The only way from a message to text.
std::string Loggable(const google::protobuf::Message& message);

}  // namespace adagio::rpc
