#include "services/notes/api/notes_api.h"
#include "services/notes/api/wire.h"
#include "services/platform/keys/page.h"

namespace adagio::notes {

absl::StatusOr<v1::OpenSessionResponse> NotesApi::OpenSession(const rpc::Authorized<v1::OpenSessionRequest>& call) {
  ASSIGN_OR_RETURN(Session session, FromWire(call.scope(), call.request()));
  return Once<v1::OpenSessionResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::OpenSessionResponse> {
    ASSIGN_OR_RETURN(const std::vector<Member> members, parts_.store.LoadMembers(work.tx(), call.scope()));
    RETURN_IF_ERROR(CheckSession(session, members, work.now()));
    session.id = SessionId(work.NewUuid());
    RETURN_IF_ERROR(parts_.store.SaveSession(work, session));
    v1::OpenSessionResponse response;
    *response.mutable_session() = ToWire(call.scope(), session);
    return response;
  });
}

absl::StatusOr<v1::LockSessionResponse> NotesApi::LockSession(const rpc::Authorized<v1::LockSessionRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<SessionId>(call.request().session(), kSessionShape));
  return Once<v1::LockSessionResponse>(parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::LockSessionResponse> {
    ASSIGN_OR_RETURN(const Session open, parts_.store.LoadSession(work.tx(), call.scope(), id));
    const Session locked = Lock(open, work.now());
    RETURN_IF_ERROR(parts_.store.SaveLock(work, locked));
    v1::LockSessionResponse response;
    *response.mutable_session() = ToWire(call.scope(), locked);
    return response;
  });
}

absl::StatusOr<v1::ListSessionsResponse> NotesApi::ListSessions(const rpc::Authorized<v1::ListSessionsRequest>& call) {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::vector<Session> all, parts_.store.LoadSessions(*reads, call.scope()));
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), all.size()));
  v1::ListSessionsResponse response;
  for (size_t i = page.first; i < page.end; ++i) *response.add_sessions() = ToWire(call.scope(), all[i]);
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, all.size()));
  return response;
}

}  // namespace adagio::notes
