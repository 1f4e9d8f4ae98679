#include "services/intake/domain/confidence_policy.h"

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

constexpr int kFirstVersion = 1;

// A text that somebody acknowledged is never edited: changed words are a new version.
constexpr absl::string_view kShipped =
    R"(What you write here alone is yours. Your partners cannot open it, and nothing in this service shows them what you wrote, how much of it, or when.

Your therapist can read each of your intake answers from the moment you save it, also before you submit.

Between partners, your therapist may share only
- what you have said in front of them, or shared with them here yourself;
- what you allow the therapist to pass on, asked each time, in words you have agreed to.
Your therapist does not pass on anything else you say or write alone, unless the law demands it or someone is in serious danger.

If something you keep to yourself stands in the way of the work together, your therapist may ask you to raise it, and may pause or end the work together without saying why. You may always ask the same without giving a reason.

Therapists here are supervised. A supervisor looks at how the work is going and whether it is safe; your private answers are not part of that.)";

// Said in every version, and no practice's to leave out.
constexpr absl::string_view kAlwaysSaid =
    R"(Nobody watches this service round the clock. What you write may be read days later, and it calls nobody. If you are in danger or in a crisis, call your local emergency number or go where help is at hand now. Some things are better told to your therapist face to face; nothing has to be written here.

By acknowledging this you say that you have read it and could ask about it. You agree to no exercise by it.)";

}  // namespace

absl::StatusOr<std::string> PolicyText(int version, const std::optional<std::string>& own) {
  if (!own.has_value() && version != kFirstVersion) {
    return Refuse(Reason::kBug, "the practice's policy version has no text");
  }
  return absl::StrCat(own.has_value() ? absl::string_view(*own) : kShipped, "\n\n", kAlwaysSaid);
}

absl::Status CheckAcknowledges(int read, int current) {
  if (read != current) return RefuseField("version", "must be the current version");
  return absl::OkStatus();
}

absl::Status CheckReplaces(int replaced, int current) {
  if (replaced != current) return Refuse(Reason::kEtagMismatch, "another version was published meanwhile");
  return absl::OkStatus();
}

}  // namespace adagio::intake
