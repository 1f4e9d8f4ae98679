#include <algorithm>
#include <memory>
#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "services/homework/api/caller.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/wire.h"
#include "services/platform/keys/cursor.h"
#include "services/platform/keys/page.h"

namespace adagio::homework {
namespace {

// Every word of what a partner is shown of assignments.
std::string BytesShown(const Scope& scope, const Loaded& loaded, absl::Time now) {
  v1::ListAssignmentsResponse all;
  for (const Assignment* assignment : Known(scope, loaded.facts)) {
    *all.add_assignments() = ToWire(scope, loaded, *assignment, now);
  }
  *all.mutable_reviews_due() = ReviewsDue(scope, loaded.facts, now);
  return all.SerializeAsString();
}

}  // namespace

// For a partner, their view itself: it tells of nothing else. For a therapist, a place in the feed.
absl::StatusOr<std::string> HomeworkApi::ViewCursor(const Scope& scope, const Loaded& loaded, absl::Time now) const {
  ASSIGN_OR_RETURN(const std::string beside, parts_.beside.DigestFor(scope, loaded.facts));
  ASSIGN_OR_RETURN(
      const std::string view,
      parts_.keys.Mac(scope.practice(), absl::StrCat("homework view\n", beside, BytesShown(scope, loaded, now))));
  return keys::Cursors(parts_.keys, scope).OfView(view, HoldsUntil(loaded.facts, scope.principal().partner(), now));
}

absl::StatusOr<HomeworkApi::Listed> HomeworkApi::FactsToList(const Scope& scope) const {
  if (scope.principal().role == Role::kPartner) {
    ASSIGN_OR_RETURN(std::shared_ptr<const Loaded> loaded, Facts(scope));
    ASSIGN_OR_RETURN(std::string cursor, ViewCursor(scope, *loaded, NowOf(parts_.clock, *loaded)));
    return Listed{std::move(loaded), std::move(cursor)};
  }
  // The place is read before the facts, and these afresh: what comes after it in the feed may be in the list already,
  // and what is missing in the list comes after it.
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const int64_t position, parts_.store.FeedPosition(*reads, scope));
  ASSIGN_OR_RETURN(std::string cursor, keys::Cursors(parts_.keys, scope).OfPosition(position));
  ASSIGN_OR_RETURN(Loaded loaded, parts_.store.Load(*reads, scope, Focus::All()));
  return Listed{std::make_shared<const Loaded>(std::move(loaded)), std::move(cursor)};
}

absl::StatusOr<v1::GetAssignmentsCursorResponse> HomeworkApi::GetAssignmentsCursor(
    const rpc::Authorized<v1::GetAssignmentsCursorRequest>& call) {
  ASSIGN_OR_RETURN(const Listed listed, FactsToList(call.scope()));
  v1::GetAssignmentsCursorResponse response;
  response.set_cursor(listed.cursor);
  return response;
}

absl::StatusOr<std::shared_ptr<const Loaded>> HomeworkApi::Facts(const Scope& scope) const {
  if (std::shared_ptr<const Loaded> known = parts_.cache.Find(scope)) return known;
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(Loaded loaded, parts_.store.Load(*reads, scope, Focus::All()));
  auto shared = std::make_shared<const Loaded>(std::move(loaded));
  parts_.cache.Keep(scope, shared);
  return shared;
}

absl::StatusOr<v1::GetAssignmentResponse> HomeworkApi::GetAssignment(
    const rpc::Authorized<v1::GetAssignmentRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<AssignmentId>(call.request().assignment(), kAssignmentShape));
  ASSIGN_OR_RETURN(const std::shared_ptr<const Loaded> loaded, Facts(call.scope()));
  const Assignment* assignment = loaded->facts.FindAssignment(id);
  if (assignment == nullptr || !MayKnow(call.scope(), Told::kAssignment, assignment->participants)) {
    return Refuse(Reason::kResourceMissing, "no such assignment");
  }
  v1::GetAssignmentResponse response;
  *response.mutable_assignment() = ToWire(call.scope(), *loaded, *assignment, NowOf(parts_.clock, *loaded));
  return response;
}

absl::StatusOr<v1::ListAssignmentsResponse> HomeworkApi::ListAssignments(
    const rpc::Authorized<v1::ListAssignmentsRequest>& call) {
  ASSIGN_OR_RETURN(const Listed listed, FactsToList(call.scope()));
  const std::shared_ptr<const Loaded>& loaded = listed.loaded;
  const std::vector<const Assignment*> known = Known(call.scope(), loaded->facts);
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), known.size()));
  v1::ListAssignmentsResponse response;
  const absl::Time now = NowOf(parts_.clock, *loaded);
  for (size_t i = page.first; i < page.end; ++i) {
    *response.add_assignments() = ToWire(call.scope(), *loaded, *known[i], now);
  }
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, known.size()));
  response.set_cursor(listed.cursor);
  *response.mutable_reviews_due() = ReviewsDue(call.scope(), loaded->facts, now);
  return response;
}

}  // namespace adagio::homework
