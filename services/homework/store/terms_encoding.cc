// An assignment's terms: what its rules depend on, its windows and its words; and what a member said of their own
// state.
#include "absl/strings/str_cat.h"
#include "services/homework/store/encoding.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

constexpr size_t kTermsTexts = 12;
constexpr size_t kLimitsTexts = 3;
constexpr size_t kBytesOfNumber = 8;

absl::Status Broken() { return Refuse(Reason::kBug, "a stored value does not parse"); }

// The lowest byte first.
void Append(int64_t number, std::string& bytes) {
  for (size_t i = 0; i < kBytesOfNumber; ++i) bytes += static_cast<char>(static_cast<uint64_t>(number) >> 8 * i & 0xff);
}

int64_t NumberAt(const std::string& bytes, size_t first) {
  uint64_t number = 0;
  for (size_t i = 0; i < kBytesOfNumber; ++i) number |= uint64_t{static_cast<unsigned char>(bytes[first + i])} << 8 * i;
  return static_cast<int64_t>(number);
}

std::string ToBytes(const Schedule& schedule) {
  std::string bytes;
  for (const Schedule::Window& window : schedule.windows()) {
    Append(absl::ToUnixMicros(window.opens), bytes);
    Append(absl::ToUnixMicros(window.closes), bytes);
  }
  return bytes;
}

absl::StatusOr<Schedule> ScheduleFrom(const std::string& bytes) {
  if (bytes.empty() || bytes.size() % (2 * kBytesOfNumber) != 0) return Broken();
  std::vector<Schedule::Window> windows;
  for (size_t i = 0; i < bytes.size(); i += 2 * kBytesOfNumber) {
    windows.push_back(
        {absl::FromUnixMicros(NumberAt(bytes, i)), absl::FromUnixMicros(NumberAt(bytes, i + kBytesOfNumber))});
  }
  return Schedule(std::move(windows));
}

std::string ToText(absl::Time time) { return absl::StrCat(absl::ToUnixMicros(time)); }

absl::StatusOr<absl::Time> TimeFrom(const std::string& text) {
  ASSIGN_OR_RETURN(const int64_t micros, NumberFrom(text));
  return absl::FromUnixMicros(micros);
}

}  // namespace

Texts ToTexts(const Assignment& assignment, const AssignmentTexts& words) {
  return {assignment.activity,
          absl::StrCat(assignment.tier),
          absl::StrCat(assignment.step),
          ToBytes(assignment.schedule),
          absl::StrCat(static_cast<int>(assignment.kind)),
          absl::StrCat(assignment.contraindications.bits()),
          words.check_in_plan.Read(Reveal::kToSeal),
          words.exit_strategy.Read(Reveal::kToSeal),
          words.recurrence,
          absl::StrCat(absl::ToInt64Seconds(words.open_for)),
          words.text.Read(Reveal::kToSeal),
          words.jump_reason.Read(Reveal::kToSeal)};
}

absl::Status FillFrom(const Texts& texts, Assignment& assignment, AssignmentTexts& words) {
  if (texts.size() != kTermsTexts) return Broken();
  assignment.activity = texts[0];
  ASSIGN_OR_RETURN(assignment.tier, NumberFrom(texts[1]));
  ASSIGN_OR_RETURN(assignment.step, NumberFrom(texts[2]));
  ASSIGN_OR_RETURN(assignment.schedule, ScheduleFrom(texts[3]));
  ASSIGN_OR_RETURN(const int64_t kind, NumberFrom(texts[4]));
  if (kind < 0 || kind > static_cast<int64_t>(AssignmentKind::kFreeText)) return Broken();
  assignment.kind = static_cast<AssignmentKind>(kind);
  ASSIGN_OR_RETURN(const int64_t bits, NumberFrom(texts[5]));
  assignment.contraindications = Contraindications::FromBits(bits);
  ASSIGN_OR_RETURN(const int64_t open_for, NumberFrom(texts[9]));
  words = {.check_in_plan = Sensitive<std::string>(texts[6]),
           .exit_strategy = Sensitive<std::string>(texts[7]),
           .recurrence = texts[8],
           .open_for = absl::Seconds(open_for),
           .text = Sensitive<std::string>(texts[10]),
           .jump_reason = Sensitive<std::string>(texts[11])};
  return absl::OkStatus();
}

Texts LimitsOf(const Member& member) {
  const std::optional<DayAside>& day = member.day_aside;
  return {absl::StrCat(member.contraindications.bits()), day.has_value() ? ToText(day->said_at) : "",
          day.has_value() ? ToText(day->day_ends) : ""};
}

absl::Status FillFrom(const Texts& texts, Member& member) {
  if (texts.size() != kLimitsTexts) return Broken();
  ASSIGN_OR_RETURN(const int64_t bits, NumberFrom(texts[0]));
  member.contraindications = Contraindications::FromBits(bits);
  if (texts[1].empty()) return absl::OkStatus();
  DayAside day;
  ASSIGN_OR_RETURN(day.said_at, TimeFrom(texts[1]));
  ASSIGN_OR_RETURN(day.day_ends, TimeFrom(texts[2]));
  member.day_aside = day;
  return absl::OkStatus();
}

}  // namespace adagio::homework
