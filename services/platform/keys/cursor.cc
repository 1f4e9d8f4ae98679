#include "services/platform/keys/cursor.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::keys {
namespace {

constexpr size_t kView = 32;

absl::Status NotOurs() { return RefuseField("after_cursor", "was not given to this caller"); }

}  // namespace

std::string Cursors::BoundTo(absl::string_view kind) const {
  return absl::StrCat("feed/", kind, "/", static_cast<int>(principal_.role), "/", principal_.id.ToString());
}

absl::StatusOr<std::string> Cursors::Open(absl::string_view bound_to, const std::string& cursor) const {
  absl::StatusOr<std::string> content = keys_.OpenToken(practice_, bound_to, cursor);
  if (ReasonOf(content.status()) == Reason::kFieldInvalid) return NotOurs();
  return content;
}

absl::StatusOr<std::string> Cursors::OfPosition(int64_t position) const {
  return keys_.SealToken(practice_, BoundTo("position"), absl::StrCat(position));
}

absl::StatusOr<int64_t> Cursors::PositionIn(const std::string& cursor) const {
  ASSIGN_OR_RETURN(const std::string text, Open(BoundTo("position"), cursor));
  int64_t position = 0;
  if (!absl::SimpleAtoi(text, &position) || position < 0) return NotOurs();
  return position;
}

absl::StatusOr<std::string> Cursors::OfView(const std::string& view, absl::Time until) const {
  return keys_.SealToken(practice_, BoundTo(absl::StrCat("view/", unit_.ToString())),
                         absl::StrCat(view, absl::ToUnixMicros(until)));
}

// A view, and then a number.
absl::StatusOr<std::string> Cursors::OpenView(const std::string& cursor) const {
  ASSIGN_OR_RETURN(std::string content, Open(BoundTo(absl::StrCat("view/", unit_.ToString())), cursor));
  if (content.size() <= kView) return NotOurs();
  return content;
}

absl::StatusOr<std::string> Cursors::ViewIn(const std::string& cursor) const {
  ASSIGN_OR_RETURN(const std::string content, OpenView(cursor));
  return content.substr(0, kView);
}

absl::StatusOr<absl::Time> Cursors::UntilIn(const std::string& cursor) const {
  ASSIGN_OR_RETURN(const std::string content, OpenView(cursor));
  int64_t micros = 0;
  if (!absl::SimpleAtoi(absl::string_view(content).substr(kView), &micros)) return NotOurs();
  return absl::FromUnixMicros(micros);
}

}  // namespace adagio::keys
