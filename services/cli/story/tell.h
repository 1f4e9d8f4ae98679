#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/cli/story/outcome.h"

namespace adagio::story {

// What a step's `tell` says, with every {path} taken from the answer and every {code} and {reason} from the refusal,
// put into everyday words: PAUSED is "paused", true is "yes", back_rub_clothed is "back rub clothed", nothing is "-". A
// refusal that `tell` does not speak of is added to it. Without `tell`, the call's name in words; with "-", nothing.
std::string Tell(absl::string_view tell, const google::protobuf::MethodDescriptor& method, const Outcome& outcome);

// Whether every {path} of `tell` resolves in answers of `type`.
absl::Status CheckTell(absl::string_view tell, const google::protobuf::Descriptor* type);

// "SaveIntakeAnswer" as "save intake answer".
std::string InWords(absl::string_view name);

}  // namespace adagio::story
