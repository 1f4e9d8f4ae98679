#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/notes/domain/note.h"

// The content of sealed columns as lists of texts and back. INTERNAL/BUG for anything not written here.
namespace adagio::notes {

using Texts = std::vector<std::string>;

// A note's text and facts.
Texts ToTexts(const Note& note);
absl::Status FillFrom(const Texts& texts, Note& note);

// What an addendum says.
Texts ToTexts(const Addendum& addendum);
absl::Status FillFrom(const Texts& texts, Addendum& addendum);

}  // namespace adagio::notes
