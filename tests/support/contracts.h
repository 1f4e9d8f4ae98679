#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

namespace adagio::test {

// Every service of every contract of this tree. Throws where one is not built in.
std::vector<const google::protobuf::ServiceDescriptor*> AllServices();

// Their methods, in the order of the names, for example "adagio.directory.v1.DirectoryService/AddPartner".
std::vector<const google::protobuf::MethodDescriptor*> AllMethods();
std::string NameOf(const google::protobuf::MethodDescriptor& method);

}  // namespace adagio::test
