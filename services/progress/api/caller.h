#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::progress {

// The last id of a name whose shape the door has checked.
template <typename IdType>
absl::StatusOr<IdType> IdIn(absl::string_view text, absl::string_view shape) {
  ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(text, shape));
  return name.id<IdType>();
}

}  // namespace adagio::progress
