#include "services/notes/api/notes_api.h"
#include "services/notes/api/wire.h"
#include "services/platform/keys/page.h"

namespace adagio::notes {

absl::StatusOr<v1::GetNoteResponse> NotesApi::GetNote(const rpc::Authorized<v1::GetNoteRequest>& call) {
  ASSIGN_OR_RETURN(const auto id, IdIn<NoteId>(call.request().note(), kNoteShape));
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const Note note, parts_.store.LoadNote(*reads, call.scope(), id));
  v1::GetNoteResponse response;
  ASSIGN_OR_RETURN(*response.mutable_note(), ToWire(call.scope(), note));
  return response;
}

absl::StatusOr<v1::ListNotesResponse> NotesApi::ListNotes(const rpc::Authorized<v1::ListNotesRequest>& call) {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::vector<Heading> all, parts_.store.LoadHeadings(*reads, call.scope()));
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), all.size()));
  v1::ListNotesResponse response;
  for (size_t i = page.first; i < page.end; ++i) *response.add_notes() = ToWire(call.scope(), all[i]);
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, all.size()));
  return response;
}

}  // namespace adagio::notes
