#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <string>

namespace adagio::test {

// How the paired worlds ask a method: see asked.txt.
enum class Way { kLook, kOwn, kShare, kAct, kWatch, kNever };

struct Asking {
  const google::protobuf::MethodDescriptor* method = nullptr;
  Way way = Way::kNever;
  std::map<std::string, std::string> always;  // values of fields, by their names
};

// By the method's name without "adagio.".
using Askings = std::map<std::string, Asking>;

// The reviewed table. Throws where it cannot be read, or names a method twice or one that no contract has.
const Askings& ReviewedAskings();

// The names of the methods that a partner may call, by the contracts.
std::map<std::string, const google::protobuf::MethodDescriptor*> MethodsOfPartners();

}  // namespace adagio::test
