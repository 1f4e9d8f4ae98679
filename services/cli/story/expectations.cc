#include "services/cli/story/expectations.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/cli/story/times.h"
#include "services/platform/foundation/status.h"

namespace adagio::story {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using Clauses = std::vector<std::string>;

bool SaysOutcome(const Expect& e) { return !e.code().empty() || !e.reason().empty() || !e.violates().empty(); }

std::string FieldOf(const Expect& e) { return e.state().empty() ? e.field() : "assignment.state"; }

int ConditionsOf(const Expect& e) {
  return !e.state().empty() + e.has_is() + e.has_is_not() + e.absent() + e.present() + e.has_size() + e.has_contains();
}

bool IsCode(absl::string_view name) {
  for (int code = 0; code <= 16; ++code) {
    if (absl::StatusCodeToString(static_cast<absl::StatusCode>(code)) == name) return true;
  }
  return false;
}

absl::StatusOr<absl::StatusCode> CodeOfReason(absl::string_view name) {
  for (int i = 1; i <= static_cast<int>(Reason::kBug); ++i) {
    if (NameOf(static_cast<Reason>(i)) == name) return CodeOf(static_cast<Reason>(i));
  }
  return absl::InvalidArgumentError(absl::StrCat("no reason '", name, "'"));
}

// An enum is compared by its short name, so a name it does not have would never be told from a value it has not now.
absl::Status CheckValue(const FieldDescriptor* field, const std::string& value) {
  if (IsTimestamp(field)) return ParseMoment(value, absl::UnixEpoch()).status();
  if (field->cpp_type() != FieldDescriptor::CPPTYPE_ENUM || absl::StrContains(value, "${")) return absl::OkStatus();
  const auto* type = field->enum_type();
  for (int i = 0; i < type->value_count(); ++i) {
    if (ShortName(field, type->value(i)->number()) == value) return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(type->name(), " has no value '", value, "'"));
}

absl::Status CheckField(const Expect& e, const Descriptor* type) {
  ASSIGN_OR_RETURN(const Path path, ParsePath(FieldOf(e), type));
  if (ConditionsOf(e) != 1) return absl::InvalidArgumentError("an expectation of a field needs one condition");
  if (!e.state().empty()) return CheckValue(path.last(), e.state());
  if (e.has_is()) return CheckValue(path.last(), e.is());
  if (e.has_is_not()) return CheckValue(path.last(), e.is_not());
  if (e.has_contains() && path.last()->is_repeated()) return CheckValue(path.last(), e.contains());
  return absl::OkStatus();
}

void JudgeOutcome(const Expect& e, const Outcome& outcome, Clauses& wrong) {
  const std::string code = absl::StatusCodeToString(outcome.code);
  std::string wanted = e.code();
  if (wanted.empty() && !e.reason().empty()) wanted = absl::StatusCodeToString(CodeOfReason(e.reason()).value());
  const bool code_differs = !wanted.empty() && wanted != code;
  const bool reason_differs = !e.reason().empty() && e.reason() != outcome.reason;
  if (code_differs || reason_differs) {
    const std::string named = e.reason().empty() ? wanted : absl::StrCat(wanted, "/", e.reason());
    wrong.push_back(absl::StrCat("expected ", named, ", got ", outcome.Name(),
                                 outcome.message.empty() ? "" : absl::StrCat(" (", outcome.message, ")")));
  }
  if (e.violates().empty()) return;
  if (std::find(outcome.violates.begin(), outcome.violates.end(), e.violates()) != outcome.violates.end()) return;
  wrong.push_back(absl::StrCat("expected '", e.violates(), "' to be named as broken, got '",
                               absl::StrJoin(outcome.violates, ", "), "'"));
}

bool Same(const Place& place, const std::string& wanted, absl::Time now) {
  const bool one_time = IsTimestamp(place.field) && !place.field->is_repeated();
  if (!one_time) return TextOf(place) == wanted;
  const auto* reflection = place.message->GetReflection();
  return TimeOf(reflection->GetMessage(*place.message, place.field)) == ParseMoment(wanted, now).value();
}

bool Contains(const Place& place, const std::string& wanted) {
  if (!place.field->is_repeated() || place.position >= 0) return absl::StrContains(TextOf(place), wanted);
  for (int i = 0; i < SizeOf(place); ++i) {
    if (TextOf({place.message, place.field, i}) == wanted) return true;
  }
  return false;
}

// The clause that says how `place` breaks the condition; empty where it holds. `wanted` is expanded already.
std::string JudgeCondition(const Expect& e, const std::optional<Place>& place, const std::string& wanted,
                           absl::Time now) {
  const bool absent = !place.has_value() || IsAbsent(*place);
  const std::string got = place.has_value() ? absl::StrCat("'", TextOf(*place), "'") : "nothing there";
  if (e.absent()) return absent ? "" : absl::StrCat("to be absent, got ", got);
  if (e.present()) return absent ? "to be there, got nothing" : "";
  if (!place.has_value()) return absl::StrCat("to be there, got ", got);
  if (e.has_size()) {
    return SizeOf(*place) == e.size() ? "" : absl::StrCat("to have ", e.size(), " elements, got ", SizeOf(*place));
  }
  if (e.has_contains()) return Contains(*place, wanted) ? "" : absl::StrCat("to contain '", wanted, "', got ", got);
  const bool same = Same(*place, wanted, now);
  if (e.has_is_not()) return same ? absl::StrCat("not to be ", got) : "";
  return same ? "" : absl::StrCat("to be '", wanted, "', got ", got);
}

absl::Status JudgeField(const Expect& e, const Outcome& outcome, const Judgement& judgement, Clauses& wrong) {
  ASSIGN_OR_RETURN(const Path path, ParsePath(FieldOf(e), outcome.answer->GetDescriptor()));
  ASSIGN_OR_RETURN(const std::optional<Place> place, Find(*outcome.answer, path, judgement.expand));
  const std::string& written = !e.state().empty() ? e.state()
                               : e.has_is()       ? e.is()
                               : e.has_is_not()   ? e.is_not()
                                                  : e.contains();
  ASSIGN_OR_RETURN(const std::string wanted, judgement.expand(written));
  const std::string clause = JudgeCondition(e, place, wanted, judgement.now);
  if (!clause.empty()) wrong.push_back(absl::StrCat("expected ", FieldOf(e), " ", clause));
  return absl::OkStatus();
}

absl::Status JudgeNowhere(const Expect& e, const Outcome& outcome, const Judgement& judgement, Clauses& wrong) {
  ASSIGN_OR_RETURN(const std::string hidden, judgement.expand(e.nowhere()));
  for (const Leaf& leaf : LeavesOf(*outcome.answer)) {
    if (!absl::StrContains(TextOf(leaf.place), hidden)) continue;
    wrong.push_back(absl::StrCat("expected '", hidden, "' nowhere, got it in ", leaf.path));
  }
  return absl::OkStatus();
}

template <typename Expectations>
absl::StatusOr<Clauses> Judge(const Expectations& expectations, const Outcome& outcome, const Judgement& judgement) {
  Clauses wrong;
  const bool outcome_said = std::any_of(expectations.begin(), expectations.end(),
                                        [](const Expect& e) { return SaysOutcome(e) || !e.same_as().empty(); });
  if (!outcome_said && !outcome.ok()) {
    return Clauses{absl::StrCat("expected OK, got ", outcome.Name(), " (", outcome.message, ")")};
  }
  for (const Expect& e : expectations) {
    JudgeOutcome(e, outcome, wrong);
    if (!e.same_as().empty() && judgement.kept.at(e.same_as()) != outcome.bytes) {
      wrong.push_back(absl::StrCat("expected the same outcome as '", e.same_as(), "', got another: ", outcome.Name()));
    }
    if (outcome.answer == nullptr) continue;
    if (!FieldOf(e).empty()) RETURN_IF_ERROR(JudgeField(e, outcome, judgement, wrong));
    if (!e.nowhere().empty()) RETURN_IF_ERROR(JudgeNowhere(e, outcome, judgement, wrong));
  }
  return wrong;
}

}  // namespace

absl::Status CheckExpect(const Expect& e, const Descriptor* type) {
  const bool field = !FieldOf(e).empty();
  const int kinds = SaysOutcome(e) + field + !e.nowhere().empty() + !e.same_as().empty();
  if (kinds != 1) return absl::InvalidArgumentError("an expectation is of an outcome or of one field, not of both");
  if (!e.state().empty() && !e.field().empty()) return absl::InvalidArgumentError("state is a field already");
  if (!e.code().empty() && !IsCode(e.code()))
    return absl::InvalidArgumentError(absl::StrCat("no code '", e.code(), "'"));
  if (!e.reason().empty()) RETURN_IF_ERROR(CodeOfReason(e.reason()).status());
  if (field) return CheckField(e, type);
  if (ConditionsOf(e) != 0) return absl::InvalidArgumentError("a condition without its field");
  return absl::OkStatus();
}

absl::StatusOr<Clauses> Disappointments(const StepFrame& frame, const Outcome& outcome, const Judgement& judgement) {
  if (frame.allow().empty()) return Judge(frame.expect(), outcome, judgement);
  Clauses all;
  for (const Alternative& alternative : frame.allow()) {
    ASSIGN_OR_RETURN(const Clauses wrong, Judge(alternative.expect(), outcome, judgement));
    if (wrong.empty()) return wrong;
    all.push_back(absl::StrJoin(wrong, " and "));
  }
  return Clauses{absl::StrCat("none of its alternatives: ", absl::StrJoin(all, "; or "))};
}

}  // namespace adagio::story
