#include "services/homework/api/library_pack.h"

#include <string>
#include <utility>
#include <vector>

#include "adagio/homework/v1/homework.pb.h"
#include "google/protobuf/text_format.h"
#include "services/homework/api/wire.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {

absl::StatusOr<Library> LibraryFrom(absl::string_view pack) {
  v1::ListActivitiesResponse wire;
  if (!google::protobuf::TextFormat::ParseFromString(std::string(pack), &wire)) {
    return RefuseField("pack", "activities in text form");
  }
  std::vector<Activity> activities;
  for (const v1::Activity& each : wire.activities()) {
    ASSIGN_OR_RETURN(Activity activity, FromWire(each));
    activities.push_back(std::move(activity));
  }
  return Library::Make(std::move(activities));
}

}  // namespace adagio::homework
