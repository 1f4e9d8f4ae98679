#include "tests/access/explore.h"

#include <algorithm>

#include "tests/access/probe.h"
#include "tests/support/contracts.h"

namespace adagio::test {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr int kRounds = 3;

bool IsSafe(const MethodDescriptor& method) {
  return !IsOfStories(method) && method.name() != "EndMembership" && method.name() != "CreatePractice";
}

std::vector<std::string> NamesShown(const MethodDescriptor& method, const Seen& seen) {
  if (seen.code != 0) return {};
  const std::unique_ptr<Message> response(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.output_type())->New());
  if (!response->ParseFromString(seen.response)) return {};
  return NamesIn(*response);
}

// The newest first, so that the next round speaks of what is not over yet.
void Learn(const std::string& name, Place& place) {
  std::vector<std::string>& known = place.known[ShapeOf(name)];
  if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
}

}  // namespace

std::map<std::string, std::set<std::string>> Explore(World& world, Place& place, const std::vector<Caller>& callers) {
  const WhoMay table = ShippedWhoMay();
  std::map<std::string, std::set<std::string>> shown;
  for (int round = 0; round < kRounds; ++round) {
    for (const Caller& caller : callers) {
      for (const MethodDescriptor* method : AllMethods()) {
        const auto entry = table.find(NameOf(*method));
        if (entry == table.end() || !IsSafe(*method) || method->server_streaming()) continue;
        if (VerdictOf(entry->second, caller, place) != Verdict::kPasses) continue;
        const auto request = Fill(method->input_type(), place, Fields::kRequiredAndNames);
        const Seen seen = Ask(world.address(), {method, request->SerializeAsString(), caller.token});
        for (const std::string& name : NamesShown(*method, seen)) {
          shown[caller.says].insert(name);
          if (name.rfind(place.practice, 0) == 0) Learn(name, place);
        }
      }
    }
  }
  return shown;
}

}  // namespace adagio::test
