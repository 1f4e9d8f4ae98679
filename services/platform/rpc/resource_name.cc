#include "services/platform/rpc/resource_name.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/foundation/status.h"

namespace adagio::rpc {
namespace {

constexpr absl::string_view kPlace = "{}";
constexpr size_t kUuidLength = 36;

absl::Status WrongShape() { return absl::InvalidArgumentError("not a resource name of the expected shape"); }

}  // namespace

absl::StatusOr<ResourceName> ResourceName::Parse(absl::string_view text, absl::string_view shape) {
  ResourceName name;
  absl::string_view collection;
  while (!shape.empty()) {
    const size_t place = shape.find(kPlace);
    if (place == absl::string_view::npos || name.depth_ == kMaxDepth) return WrongShape();
    collection = shape.substr(0, place);
    if (!absl::ConsumePrefix(&text, collection) || text.size() < kUuidLength) return WrongShape();
    ASSIGN_OR_RETURN(const Uuid id, Uuid::Parse(text.substr(0, kUuidLength)));
    if (id.is_nil()) return WrongShape();
    name.ids_[name.depth_++] = id;
    if (name.depth_ == 2 && collection == "/treatmentUnits/") name.unit_ = UnitId(id);
    text.remove_prefix(kUuidLength);
    shape.remove_prefix(place + kPlace.size());
  }
  if (name.depth_ == 0 || !text.empty()) return WrongShape();
  return name;
}

std::string PracticeName(const PracticeId& practice) { return absl::StrCat("practices/", practice.ToString()); }

std::string ClinicianName(const PracticeId& practice, const ClinicianId& clinician) {
  return absl::StrCat(PracticeName(practice), "/clinicians/", clinician.ToString());
}

std::string IntegrationName(const PracticeId& practice, const IntegrationId& integration) {
  return absl::StrCat(PracticeName(practice), "/integrations/", integration.ToString());
}

std::string UnitName(const PracticeId& practice, const UnitId& unit) {
  return absl::StrCat(PracticeName(practice), "/treatmentUnits/", unit.ToString());
}

std::string PartnerName(const PracticeId& practice, const UnitId& unit, const PartnerId& partner) {
  return NameInUnit(practice, unit, "partners", partner);
}

std::string NameInUnit(const PracticeId& practice, const UnitId& unit, absl::string_view collection, const Uuid& id) {
  return absl::StrCat(UnitName(practice, unit), "/", collection, "/", id.ToString());
}

}  // namespace adagio::rpc
