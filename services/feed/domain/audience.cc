#include "services/feed/domain/audience.h"

namespace adagio::feed {

const EventType* FindType(absl::string_view type) {
  for (const EventType& known : kEventTypes) {
    if (known.type == type) return &known;
  }
  return nullptr;
}

bool Hears(Role role, const EventType& type) {
  if (role == Role::kTherapist) return type.to_therapists;
  return role == Role::kIntegration && type.to_integrations;
}

bool HearsRevision(Role role) { return role == Role::kTherapist; }

}  // namespace adagio::feed
