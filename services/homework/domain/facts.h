#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/homework/domain/schedule.h"
#include "services/homework/domain/values.h"

// What is known of a unit's homework. Facts only: what an assignment *is* follows from them and the time (show.h).
namespace adagio::homework {

// A partner said on a day that they are in no state for joint homework on it.
struct DayAside {
  absl::Time said_at;
  absl::Time day_ends;  // where the practice is

  friend bool operator==(const DayAside&, const DayAside&) = default;
};

struct Member {
  PartnerId partner;
  bool left = false;
  bool acknowledged = false;  // the current confidence policy
  bool cleared = false;       // for joint homework
  bool held = false;
  Version stopped = 0;                       // when a hold was last placed or the clearance last withdrawn; 0: never
  Contraindications contraindications = {};  // as the partner said last
  std::optional<DayAside> day_aside = {};    // the latest
  bool pain_held = false;                    // a clinician has yet to look at pain that was told of
  Version pain_stopped = 0;                  // when such a hold was last placed; 0: never

  friend bool operator==(const Member&, const Member&) = default;
};

// The part of an agreement that steps depend on. One set of participants has one agreement.
struct Agreement {
  AgreementId id;
  std::vector<PartnerId> participants;                         // sorted
  std::vector<std::string> activities;                         // of the version in force
  Version released = 0;                                        // when that version was released; 0: none is in force
  absl::Time review_at;                                        // from then on it covers nothing
  std::map<PartnerId, std::map<std::string, Stance>> stances;  // live; absent: not now

  friend bool operator==(const Agreement&, const Agreement&) = default;
};

// A repair stops every joint step among its participants from its opening to its closing.
struct Repair {
  RepairId id;
  std::vector<PartnerId> participants;
  Version opened = 0;
  bool open = false;

  friend bool operator==(const Repair&, const Repair&) = default;
};

struct Answer {
  AnswerKind kind = AnswerKind::kYes;
  Version version = 0;
  absl::Time at;

  friend bool operator==(const Answer&, const Answer&) = default;
};

struct Assignment {
  AssignmentId id;
  std::string activity;
  int tier = 0;
  LadderId ladder;                      // nil: not a ladder's step
  int step = 0;                         // from 1; 0: not a ladder's step
  std::vector<PartnerId> participants;  // sorted
  Schedule schedule;                    // as it was expanded when it was offered
  absl::Duration usual_length;
  absl::Duration shorter_length;
  absl::Time offered_at;
  Version offered = 0;
  Version stopped = 0;  // when something last stopped it; yeses before that no longer stand
  bool paused_by_therapist = false;
  bool completed = false;
  bool closed = false;
  std::map<PartnerId, Answer> answers = {};  // the latest of each participant
  AssignmentKind kind = AssignmentKind::kExposureStep;
  Contraindications contraindications = {};  // of its activity
  bool joint() const { return participants.size() > 1; }
  bool is_step() const { return step > 0; }
  friend bool operator==(const Assignment&, const Assignment&) = default;
};

// A partner's latest decline or withdrawal of an activity. It cools off: see cool_off.h.
struct Decline {
  PartnerId partner;
  std::string activity;
  int tier = 0;
  bool step = false;  // of a ladder's step: then higher tiers wait too
  absl::Time at;
  bool reopened = false;  // its maker has said yes to that activity since

  friend bool operator==(const Decline&, const Decline&) = default;
};

struct UnitFacts {
  std::vector<Member> members;
  std::vector<Agreement> agreements;
  std::vector<Repair> repairs;
  std::vector<Assignment> assignments;
  std::vector<Decline> declines;

  const Member* FindMember(const PartnerId& partner) const;
  // The agreement of exactly these participants (sorted).
  const Agreement* FindAgreement(const std::vector<PartnerId>& participants) const;
  const Assignment* FindAssignment(const AssignmentId& id) const;
  Assignment* FindAssignment(const AssignmentId& id);
  friend bool operator==(const UnitFacts&, const UnitFacts&) = default;
};

// Whether `partner` is one of `participants`.
bool Names(const std::vector<PartnerId>& participants, const PartnerId& partner);

}  // namespace adagio::homework
