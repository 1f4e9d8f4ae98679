#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"

// The instruments that practices defined, as bytes that the api reads. They say nothing about anybody and are not
// sealed. A version never changes.
namespace adagio::progress {

// The latest version of each key, by key.
absl::StatusOr<std::vector<std::string>> LoadDefinitions(storage::Statements& from, const PracticeId& practice);
// That version, or the latest where `version` is 0; nullopt where the practice has none such.
absl::StatusOr<std::optional<std::string>> LoadDefinition(storage::Statements& from, const PracticeId& practice,
                                                          const std::string& key, int version);
absl::Status AddDefinition(Work& work, const std::string& key, int version, const std::string& definition);

}  // namespace adagio::progress
