#include "services/cli/story/check_step.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/cli/story/expectations.h"
#include "services/cli/story/fields.h"
#include "services/cli/story/names.h"
#include "services/cli/story/tell.h"
#include "services/cli/story/times.h"
#include "services/platform/foundation/status.h"

namespace adagio::story {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

absl::Status Wrong(absl::string_view what) { return absl::InvalidArgumentError(what); }

absl::Status CheckText(absl::string_view text, const Known& known) {
  ASSIGN_OR_RETURN(const std::vector<std::string> placeholders, PlaceholdersIn(text));
  for (const std::string& name : placeholders) {
    if (StandsByItself(name) || known.names.contains(name)) continue;
    return Wrong(absl::StrCat("nothing is remembered as '", name, "' before this step"));
  }
  return absl::OkStatus();
}

absl::Status CheckTexts(const Message& message, const Known& known) {
  for (const Leaf& leaf : LeavesOf(message)) {
    if (leaf.place.field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) continue;
    RETURN_IF_ERROR(CheckText(TextOf(leaf.place), known));
  }
  return absl::OkStatus();
}

absl::Status CheckSet(const Set& set, const Step& step) {
  ASSIGN_OR_RETURN(const Path path, ParsePath(set.path(), step.method->input_type()));
  if (set.time().empty() == set.length().empty()) return Wrong("set takes either a time or a length");
  if (!set.time().empty() && !IsTimestamp(path.last())) return Wrong("the path of a time leads to no Timestamp");
  if (!set.length().empty() && !IsDuration(path.last())) return Wrong("the path of a length leads to no Duration");
  if (!set.length().empty()) return ParseLength(set.length()).status();
  return ParseMoment(set.time(), absl::UnixEpoch()).status();
}

absl::Status CheckRemember(const Remember& remember, const Step& step, const Known& known) {
  ASSIGN_OR_RETURN(const Path path, ParsePath(remember.path(), step.method->output_type()));
  if (path.ends_at_list()) return Wrong("a whole list cannot be remembered");
  if (remember.as().empty()) return Wrong("remember needs a name: as");
  return CheckText(remember.path(), known);
}

// A condition on an answer beside a refusal would never be looked at, and so could never fail.
template <typename Expectations>
absl::Status CheckTogether(const Expectations& expectations) {
  const auto refused = [](const Expect& e) { return (!e.code().empty() && e.code() != "OK") || !e.reason().empty(); };
  const auto of_answer = [](const Expect& e) {
    return !e.field().empty() || !e.state().empty() || !e.nowhere().empty();
  };
  const bool both = std::any_of(expectations.begin(), expectations.end(), refused) &&
                    std::any_of(expectations.begin(), expectations.end(), of_answer);
  return both ? Wrong("a refusal has no answer to expect anything of") : absl::OkStatus();
}

absl::Status CheckOneExpect(const Expect& expect, const Step& step, const Known& known) {
  RETURN_IF_ERROR(CheckExpect(expect, step.method->output_type()));
  if (!expect.same_as().empty() && !known.kept.contains(expect.same_as())) {
    return Wrong(absl::StrCat("nothing is kept as '", expect.same_as(), "' before this step"));
  }
  return CheckTexts(expect, known);
}

absl::Status CheckExpectations(const Step& step, const Known& known, const Locate& locate) {
  const StepFrame& frame = step.frame;
  for (int i = 0; i < frame.expect_size(); ++i) {
    RETURN_IF_ERROR(locate("expect", i, CheckOneExpect(frame.expect(i), step, known)));
  }
  RETURN_IF_ERROR(locate("expect", 0, CheckTogether(frame.expect())));
  if (frame.expect_size() > 0 && frame.allow_size() > 0) {
    return locate("allow", 0, Wrong("expect and allow do not go together: put it all into the alternatives"));
  }
  for (int i = 0; i < frame.allow_size(); ++i) {
    for (const Expect& expect : frame.allow(i).expect()) {
      RETURN_IF_ERROR(locate("allow", i, CheckOneExpect(expect, step, known)));
    }
    RETURN_IF_ERROR(locate("allow", i, CheckTogether(frame.allow(i).expect())));
  }
  return absl::OkStatus();
}

absl::Status CheckCall(const Step& step, const Story& story, const Known& known, const Locate& locate) {
  const Actor* actor = story.Find(step.frame.as());
  if (actor == nullptr) return locate("as", -1, Wrong(absl::StrCat("nobody of the cast is '", step.frame.as(), "'")));
  RETURN_IF_ERROR(locate("as", -1, CheckText(actor->practice(), known)));
  RETURN_IF_ERROR(locate("", -1, CheckTexts(*step.request, known)));
  for (int i = 0; i < step.frame.set_size(); ++i) {
    RETURN_IF_ERROR(locate("set", i, CheckSet(step.frame.set(i), step)));
  }
  for (int i = 0; i < step.frame.remember_size(); ++i) {
    RETURN_IF_ERROR(locate("remember", i, CheckRemember(step.frame.remember(i), step, known)));
  }
  RETURN_IF_ERROR(locate("tell", -1, CheckTell(step.frame.tell(), step.method->output_type())));
  return CheckExpectations(step, known, locate);
}

// A step that calls nothing may tell and move the clock, and that is all.
absl::Status CheckQuiet(const Step& step) {
  const StepFrame& f = step.frame;
  const bool needs_call = f.set_size() + f.remember_size() + f.expect_size() + f.allow_size() > 0 ||
                          !f.keep().empty() || !f.tell().empty() || !f.as().empty() || f.token() != GOOD;
  if (needs_call) return Wrong("the step calls nothing");
  const bool says_nothing = f.say().empty() && f.part().empty() && f.advance().empty() && f.until().empty();
  return says_nothing && step.raced.empty() && step.repeated.empty() ? Wrong("the step does nothing")
                                                                     : absl::OkStatus();
}

absl::Status CheckClock(const StepFrame& frame) {
  if (!frame.advance().empty() && !frame.until().empty()) return Wrong("advance or until, not both");
  if (!frame.advance().empty()) return ParseLength(frame.advance()).status();
  if (!frame.until().empty()) return ParseMoment(frame.until(), absl::UnixEpoch()).status();
  return absl::OkStatus();
}

absl::Status CheckRace(const Step& step) {
  if (step.raced.size() == 1) return Wrong("a race needs at least two steps");
  for (const Step& racer : step.raced) {
    if (racer.method == nullptr) return Wrong("every step of a race calls something");
    if (!racer.frame.advance().empty() || !racer.frame.until().empty()) return Wrong("a race does not move the clock");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckStep(const Step& step, const Story& story, const Known& known, const Locate& locate) {
  const int deeds = (step.method != nullptr) + !step.raced.empty() + !step.repeated.empty();
  if (deeds > 1) return locate("", -1, Wrong("a step does one thing: one call, one race or one repetition"));
  RETURN_IF_ERROR(locate("advance", -1, CheckClock(step.frame)));
  RETURN_IF_ERROR(locate("race", -1, CheckRace(step)));
  if (!step.repeated.empty() && step.times < 1) return locate("repeat", -1, Wrong("repeat needs times, 1 or more"));
  if (step.method == nullptr) return locate("", -1, CheckQuiet(step));
  return CheckCall(step, story, known, locate);
}

void Learn(const Step& step, Known& known) {
  for (const Remember& remember : step.frame.remember()) known.names.insert(remember.as());
  if (!step.frame.keep().empty()) known.kept.insert(step.frame.keep());
}

}  // namespace adagio::story
