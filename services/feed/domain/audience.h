#pragma once

#include <array>

#include "absl/strings/string_view.h"
#include "services/platform/foundation/scope.h"

namespace adagio::feed {

// What the name of an event's resource is made of.
enum class Place {
  kPractice,  // practices/{practice}/{collection}/{resource}
  kUnit,      // the unit itself
  kInUnit,    // practices/{practice}/treatmentUnits/{unit}/{collection}/{resource}
};

// A type of event that somebody may hear of.
struct EventType {
  absl::string_view type;
  Place place = Place::kInUnit;
  absl::string_view collection;  // empty for a unit itself
  bool to_therapists = false;    // to who treats the unit
  bool to_integrations = false;  // to the practice's EHR
  bool to_backups = false;       // also to the therapist whom the alert went on to
};

// Every type that is announced anywhere. Whoever announces a new one decides here who hears of it; a type that is not
// here reaches nobody. An EHR hears of nothing that tells of a partner's own acts (answers, stances, intake, screens,
// clearances, measures), and of psychotherapy notes nobody hears. Partners hear of no type at all: see
// EventsService.WatchOwnView.
inline constexpr std::array kEventTypes = {
    EventType{"clinician.changed", Place::kPractice, "clinicians", false, true},
    EventType{"integration.changed", Place::kPractice, "integrations", false, true},
    EventType{"treatment_unit.changed", Place::kUnit, "", true, true},
    EventType{"membership.changed", Place::kInUnit, "partners", true, true},
    EventType{"agreement.changed", Place::kInUnit, "agreements", true, false},
    EventType{"ladder.changed", Place::kInUnit, "ladders", true, false},
    EventType{"assignment.changed", Place::kInUnit, "assignments", true, false},
    EventType{"administration.submitted", Place::kInUnit, "administrations", true, false},
    EventType{"alert.raised", Place::kInUnit, "alerts", true, false},
    EventType{"alert.changed", Place::kInUnit, "alerts", true, false},
    EventType{"alert.escalated", Place::kInUnit, "alerts", true, false, true},
    EventType{"session.changed", Place::kInUnit, "sessions", true, false},
    // Also of drafts, of which an EHR hears nothing.
    EventType{"note.changed", Place::kInUnit, "notes", true, false},
    EventType{"repair.changed", Place::kInUnit, "repairs", true, false},
    EventType{"milestone.changed", Place::kInUnit, "milestones", true, false},
    EventType{"formulation.released", Place::kUnit, "", true, false},
    EventType{"clearance.changed", Place::kInUnit, "partners", true, false},
    EventType{"intake.submitted", Place::kInUnit, "partners", true, false},
};

// Null for a type that reaches nobody.
const EventType* FindType(absl::string_view type);

// Whether an account of `role` hears of events of `type` at all; of which units is another question.
bool Hears(Role role, const EventType& type);

// Whether an account of `role` is told the revision of an event. Its gaps count every change of the unit, also those
// that `role` may not hear of.
bool HearsRevision(Role role);

}  // namespace adagio::feed
