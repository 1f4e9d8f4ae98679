#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/homework/domain/library.h"

namespace adagio::homework {

// The library of a pack in text form (plugins/packs). INVALID_ARGUMENT that names the fault where it does not parse or
// breaks a rule of Library::Make.
absl::StatusOr<Library> LibraryFrom(absl::string_view pack);

}  // namespace adagio::homework
