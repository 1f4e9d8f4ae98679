#include "tests/paired_worlds/asked.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "adagio/options/v1/options.pb.h"
#include "tests/support/contracts.h"

namespace adagio::test {
namespace {

using google::protobuf::MethodDescriptor;

const std::map<std::string, Way> kWays = {{"look", Way::kLook}, {"own", Way::kOwn},     {"share", Way::kShare},
                                          {"act", Way::kAct},   {"watch", Way::kWatch}, {"never", Way::kNever}};

std::string ShortNameOf(const MethodDescriptor& method) {
  const std::string name = NameOf(method);
  return std::string(absl::StripPrefix(name, "adagio."));
}

bool AdmitsPartners(const MethodDescriptor& method) {
  const options::v1::Access& access = method.options().GetExtension(options::v1::access);
  return access.relation() == options::v1::RELATION_ANYONE ||
         std::find(access.roles().begin(), access.roles().end(), options::v1::ROLE_PARTNER) != access.roles().end();
}

Askings Read(const std::string& file) {
  std::map<std::string, const MethodDescriptor*> methods;
  for (const MethodDescriptor* method : AllMethods()) methods[ShortNameOf(*method)] = method;
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file);
  Askings askings;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> parts = absl::StrSplit(line, '|');
    for (std::string& part : parts) absl::StripAsciiWhitespace(&part);
    const bool whole = parts.size() == 4 && !parts[3].empty() && kWays.contains(parts[1]) && methods.contains(parts[0]);
    if (!whole || askings.contains(parts[0])) throw std::runtime_error("not `method | way | fields | why`: " + line);
    Asking& asking = askings[parts[0]];
    asking.method = methods.at(parts[0]);
    asking.way = kWays.at(parts[1]);
    for (absl::string_view field : absl::StrSplit(parts[2], ' ', absl::SkipEmpty())) {
      if (field != "-") asking.always.insert(absl::StrSplit(field, absl::MaxSplits('=', 1)));
    }
  }
  return askings;
}

}  // namespace

const Askings& ReviewedAskings() {
  static const auto& askings = *new Askings(Read(ADAGIO_ASKED));
  return askings;
}

std::map<std::string, const MethodDescriptor*> MethodsOfPartners() {
  std::map<std::string, const MethodDescriptor*> methods;
  for (const MethodDescriptor* method : AllMethods()) {
    if (AdmitsPartners(*method)) methods[ShortNameOf(*method)] = method;
  }
  return methods;
}

}  // namespace adagio::test
