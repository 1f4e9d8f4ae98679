#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

// What homework must be, said a second time and another way: as flags set by what happened, over whole seconds. It
// shares no code with the engine; where the two disagree, one of them is wrong. Held against the real methods by
// tests/model.
namespace adagio::homework::reference {

constexpr int kMostPeople = 4;
constexpr int kMostActivities = 8;
constexpr int64_t kDay = 24 * 3600;

// A set of people, or of activities: bit k stands for number k.
using People = unsigned;
using Activities = unsigned;
constexpr unsigned Bit(int number) { return 1u << number; }
constexpr bool Has(unsigned set, int number) { return (set >> number & 1) != 0; }
int Count(unsigned set);

enum class State { kOffered, kActive, kPaused, kCompleted, kClosed };
enum class Said { kNothing, kYes, kTentative, kSoftNo, kNo, kPaused, kStress };
enum class Company { kAny, kTogether, kAlone };

// Why a request is refused. Where several reasons hold, any of them may be given.
enum Reason : unsigned {
  kDenied = 1,
  kMissing = 2,
  kInvalid = 4,
  kNotAvailable = 8,
  kHeld = 16,
  kOutside = 32,
  kCooling = 64,
  kHarder = 128,
  kOver = 256,
  kUnapproved = 512,
  kContraindicated = 1024,
  kJump = 2048,
};
// None: it is done.
using Reasons = unsigned;

// Why a step is not active. For the therapist.
enum Cause : unsigned {
  kDeclined = 1,
  kPausedByParticipant = 2,
  kStress = 4,
  kPausedByTherapist = 8,
  kClearance = 16,
  kStance = 32,
  kAgreement = 64,
  kRepair = 128,
  kRests = 256,
  kAwaitsAnswer = 512,
  kNotYet = 1024,
  kSpeaksAgainst = 2048,
  kSetAside = 4096,
};

struct Activity {
  int tier = 0;
  bool touch = false;
  Company company = Company::kAny;
  int64_t usual = 0, shorter = 0;
  bool delicate = false;  // what a partner may say of themselves speaks against it
};

// A decline not taken back.
struct Decline {
  bool made = false;
  int64_t at = 0;
  bool step = false;  // of a ladder's step: then higher tiers rest too
};

struct Person {
  bool left = false;
  bool cleared = true;
  int holds = 0;
  int threshold = 70;
  bool delicate = false;                    // says that something speaks against such activities
  int64_t aside_from = 0, aside_until = 0;  // the day that the partner set aside last, from when it was said
  std::array<Decline, kMostActivities> declines{};
};

struct Agreement {
  People who = 0;
  Activities in_force = 0;  // none before the first release
  int64_t review_at = 0;
  bool drafted = false;
  Activities draft = 0;
  int64_t draft_review_at = 0;
  People approved = 0;
  std::array<Activities, kMostPeople> shown{};   // what each approved showing
  std::array<Activities, kMostPeople> covers{};  // what each is willing or tentative about
  Activities overlap = 0;                        // as released
};

struct Repair {
  People who = 0;
  int opener = 0;
  bool unsafe = false, reviewed = false;
  bool agreed = false, released = false, closed = false;
  People owned = 0;
  bool acknowledged = false;
  unsigned renewed = 0;  // the sets of people whose agreement has a new version since
};

struct Rung {
  int number = 0;  // its own for ever
  int activity = 0;
  int64_t length = 0;  // of a smaller part; 0: the activity's
};

struct Ladder {
  People who = 0;
  std::vector<Rung> rungs;  // from the gentlest, whatever their numbers
  int baseline = 0;         // a rung's number; 0: none
  int stood = 0;            // the highest tier completed since they last went back

  // Its place; -1: there is no such rung.
  int PlaceOf(int number) const;
};

// One participant's part in an assignment.
struct Side {
  Said said = Said::kNothing;
  bool stands = false;  // a yes that nothing has stopped since
  int64_t at = 0;
};

struct Assignment {
  int activity = 0;
  int ladder = -1, rung = 0;  // -1: not a ladder's step; a rung's number
  People who = 0;
  int64_t starts = 0;
  int occurrences = 1, every = 1;  // so often, every so many days, for a day
  int64_t usual = 0, shorter = 0;
  bool jump_confirmed = false;  // offered with a reason to jump
  bool paused = false, completed = false, closed = false;
  bool before_return = false;  // its ladder went back to the baseline since
  std::array<Side, kMostPeople> sides{};
};

// What one participant sees of an assignment.
struct Seen {
  State state = State::kOffered;
  bool asks_you = false;
  Said own = Said::kNothing;
  int64_t own_length = 0;
};

class Reference {
 public:
  std::vector<Activity> library;
  std::vector<Person> people;
  std::vector<Agreement> agreements;  // one a set of people
  std::vector<Ladder> ladders;
  std::vector<Repair> repairs;
  std::vector<Assignment> assignments;
  int64_t clock = 0;     // may go back; the unit's time does not
  int64_t kept = 0;      // the time of the unit's last change
  int64_t midnight = 0;  // some midnight where the practice is

  int64_t now() const { return clock > kept ? clock : kept; }

  // What a therapist does.
  Reasons Offer(const Assignment& asked);
  Reasons Reschedule(int replaced, const Assignment& asked);
  Reasons PauseByTherapist(int assignment);
  Reasons Resume(int assignment);
  Reasons Complete(int assignment);
  Reasons Close(int assignment);
  Reasons InsertRung(int ladder, int after, int activity);
  Reasons SplitRung(int ladder, int number, int64_t length);
  Reasons ReorderRungs(int ladder, const std::vector<int>& numbers);
  Reasons MarkBaseline(int ladder, int number);
  Reasons ReturnToBaseline(int ladder);
  Reasons Draft(People who, Activities activities, int64_t review_at);
  Reasons Release(int agreement);
  Reasons PlaceHold(int who);
  Reasons LiftHold(int who);
  Reasons SetClearance(int who, bool cleared);
  Reasons Leave(int who);
  Reasons ReleaseRepair(int repair);
  Reasons ReviewSafety(int repair);
  Reasons CloseRepair(int repair);

  // What a partner does.
  Reasons Answer(int who, int assignment, Said said);
  Reasons Pause(int who, int assignment);
  Reasons CheckIn(int who, int assignment, int stress);  // -1: nothing said of stress
  Reasons SetThreshold(int who, int threshold);
  Reasons Reopen(int who, int activity);
  Reasons SetDayAside(int who);
  Reasons SetDelicate(int who, bool delicate);
  Reasons SetStance(int who, int agreement, int activity, bool covers);
  Reasons Approve(int who, int agreement, Activities shown);
  Reasons OpenRepair(int who, People among, bool unsafe);
  Reasons AgreeToRelease(int who, int repair, bool agrees);
  Reasons Own(int who, int repair);
  Reasons Acknowledge(int who, int repair);

  // What it is at this moment.
  State StateOf(int assignment) const;
  // Everything that keeps it from being active; none once it is over.
  unsigned CausesOf(int assignment) const;
  Seen ShownTo(int who, int assignment) const;
  // The length that holds for all.
  int64_t LengthOf(int assignment) const;
  bool IsOver(int assignment) const;
  bool YesStands(int who, int assignment) const;
  int64_t EndOf(int assignment) const;
  // When the occurrence begins that runs now or comes next.
  int64_t OccurrenceOf(int assignment) const;
  // Whether `who` has declined `activity` and it rests.
  bool Rests(int who, int activity) const;
  // Whether a day that `who` set aside stops it.
  bool IsSetAside(int who, int assignment) const { return IsAside(who, assignments[assignment]); }
  // The agreement of exactly these people; -1: none.
  int AgreementOf(People who) const;

  static constexpr int64_t kCoolOff = 7 * kDay;

 private:
  bool AnyLeft(People who) const;
  bool MayTogether(People who) const;
  bool AgreementHolds(People who) const;
  bool StancesCover(People who, int activity) const;
  bool RepairAmong(People who) const;
  bool SpeaksAgainst(People who, int activity) const;
  bool IsAside(int who, const Assignment& step) const;
  bool IsTouchedByDay(int who, const Assignment& step, int64_t* until) const;
  bool Cools(People who, int activity) const;
  int64_t OccurrenceAt(const Assignment& step, int64_t at) const;
  bool IsOpen(const Assignment& step) const;
  unsigned StopsOf(const Assignment& step) const;
  Reasons MayOffer(const Assignment& asked) const;
  bool IsJump(const Assignment& asked) const;
  Reasons Done();
  void LoseYeses(Assignment& step);
  void LoseYesesOfJointWork(int who);
  void Stop(int who, Assignment& step, Said said);
  bool Known(int who, const Repair& repair) const;
};

}  // namespace adagio::homework::reference
