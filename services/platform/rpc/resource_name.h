#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/foundation/ids.h"

namespace adagio::rpc {

// The name of a thing on the wire, taken apart:
//
//   practices/{practice}[/{collection}/{id}]...      for example practices/{p}/treatmentUnits/{u}/assignments/{a}
//
// Ids are UUIDs in canonical lower-case form and never nil. At most four collections deep.
class ResourceName {
 public:
  // INVALID_ARGUMENT unless `text` is a name of exactly the given `shape`, for example
  // "practices/{}/treatmentUnits/{}".
  static absl::StatusOr<ResourceName> Parse(absl::string_view text, absl::string_view shape);

  PracticeId practice() const { return PracticeId(ids_[0]); }
  // Nil where the second collection is not treatmentUnits.
  const UnitId& unit() const { return unit_; }
  // The last id: of the thing itself. `IdType` is one of the id types, or Uuid.
  template <typename IdType = Uuid>
  IdType id() const {
    return IdType(ids_[depth_ - 1]);
  }

 private:
  static constexpr size_t kMaxDepth = 4;

  std::array<Uuid, kMaxDepth> ids_;
  size_t depth_ = 0;
  UnitId unit_;
};

// The shapes of every thing that has a name.
inline constexpr absl::string_view kPracticeShape = "practices/{}";
inline constexpr absl::string_view kClinicianShape = "practices/{}/clinicians/{}";
inline constexpr absl::string_view kUnitShape = "practices/{}/treatmentUnits/{}";
inline constexpr absl::string_view kPartnerShape = "practices/{}/treatmentUnits/{}/partners/{}";

// practices/{practice}
std::string PracticeName(const PracticeId& practice);
// practices/{practice}/clinicians/{clinician}
std::string ClinicianName(const PracticeId& practice, const ClinicianId& clinician);
// practices/{practice}/integrations/{integration}
std::string IntegrationName(const PracticeId& practice, const IntegrationId& integration);
// practices/{practice}/treatmentUnits/{unit}
std::string UnitName(const PracticeId& practice, const UnitId& unit);
// practices/{practice}/treatmentUnits/{unit}/partners/{partner}
std::string PartnerName(const PracticeId& practice, const UnitId& unit, const PartnerId& partner);
// practices/{practice}/treatmentUnits/{unit}/{collection}/{id}, for example with "assignments".
std::string NameInUnit(const PracticeId& practice, const UnitId& unit, absl::string_view collection, const Uuid& id);

// NameInUnit for any of the id types.
template <typename Kind>
std::string NameInUnit(const PracticeId& practice, const UnitId& unit, absl::string_view collection,
                       const Id<Kind>& id) {
  return NameInUnit(practice, unit, collection, id.uuid());
}

}  // namespace adagio::rpc
