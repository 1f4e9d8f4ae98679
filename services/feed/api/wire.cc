#include "services/feed/api/wire.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::feed {
namespace {

std::string NameOf(const PracticeId& practice, const EventType& type, const Entry& entry) {
  switch (type.place) {
    case Place::kPractice:
      return absl::StrCat(rpc::PracticeName(practice), "/", type.collection, "/", entry.resource.ToString());
    case Place::kUnit:
      return rpc::UnitName(practice, UnitId(entry.resource));
    case Place::kInUnit:
      break;
  }
  return rpc::NameInUnit(practice, entry.unit, type.collection, entry.resource);
}

}  // namespace

UnitId UnitOf(const EventType& type, const Entry& entry) {
  return type.place == Place::kUnit ? UnitId(entry.resource) : entry.unit;
}

v1::Event ToWire(const PracticeId& practice, const EventType& type, const Entry& entry) {
  v1::Event wire;
  wire.set_id(entry.id.ToString());
  wire.set_type(std::string(type.type));
  wire.set_name(NameOf(practice, type, entry));
  wire.set_revision(entry.revision);
  wire.mutable_minute()->set_seconds(absl::ToUnixSeconds(MinuteOf(entry.at)));
  return wire;
}

}  // namespace adagio::feed
