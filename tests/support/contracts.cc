#include "tests/support/contracts.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "absl/strings/str_cat.h"

namespace adagio::test {

namespace fs = std::filesystem;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

std::vector<const ServiceDescriptor*> AllServices() {
  std::vector<const ServiceDescriptor*> services;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(ADAGIO_CONTRACTS) / "adagio")) {
    if (entry.path().extension() != ".proto") continue;
    const std::string name = fs::relative(entry.path(), ADAGIO_CONTRACTS).string();
    const auto* file = google::protobuf::DescriptorPool::generated_pool()->FindFileByName(name);
    if (file == nullptr) throw std::runtime_error(name + " is not built in");
    for (int i = 0; i < file->service_count(); ++i) services.push_back(file->service(i));
  }
  return services;
}

std::vector<const MethodDescriptor*> AllMethods() {
  std::vector<const MethodDescriptor*> methods;
  for (const ServiceDescriptor* service : AllServices()) {
    for (int i = 0; i < service->method_count(); ++i) methods.push_back(service->method(i));
  }
  std::sort(methods.begin(), methods.end(), [](const auto* a, const auto* b) { return NameOf(*a) < NameOf(*b); });
  return methods;
}

std::string NameOf(const MethodDescriptor& method) {
  return absl::StrCat(method.service()->full_name(), "/", method.name());
}

}  // namespace adagio::test
