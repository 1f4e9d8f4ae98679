#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <random>
#include <string>

#include "tests/paired_worlds/asked.h"
#include "tests/paired_worlds/knowledge.h"

namespace adagio::test {

// A request as it is meant in both worlds: what is there, and what is sealed, is said by its place in what its sender
// knows, and only becomes a name in one of them.
struct Draft {
  const google::protobuf::MethodDescriptor* method = nullptr;
  std::shared_ptr<google::protobuf::Message> message;
};

// Of what a request speaks.
enum class Aim {
  kKnown,   // mostly of what its sender knows
  kOthers,  // of what others keep for themselves, by names that its sender could not know, and of nothing that is there
};

using Random = std::mt19937_64;

// A request of what the contracts say of its fields: mostly right, with some tricky texts and numbers. `now`, in
// seconds since 1970, for what is about a time.
Draft DrawDraft(const Asking& asking, const Knowledge& sender, Aim aim, int64_t now, Random& random);

// As it is in one world: `sender` is told there what DrawDraft was told, `others` keep there what no sender is told.
std::string BytesIn(const Draft& draft, const Knowledge& sender, const Knowledge& others);

}  // namespace adagio::test
