#include "services/psychotherapy/api/psychotherapy_api.h"

#include "absl/strings/ascii.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::psychotherapy {
namespace {

constexpr absl::string_view kNoteShape = "practices/{}/treatmentUnits/{}/psychotherapyNotes/{}";

std::string NameOf(const Scope& scope, const NoteId& id) {
  return rpc::NameInUnit(scope.practice(), scope.unit(), "psychotherapyNotes", id);
}

}  // namespace

absl::StatusOr<v1::WritePsychotherapyNoteResponse> PsychotherapyApi::WritePsychotherapyNote(
    const rpc::Authorized<v1::WritePsychotherapyNoteRequest>& call) {
  const std::string& text = call.request().text();
  if (absl::StripAsciiWhitespace(text).empty()) return RefuseField("text", "more than white space");
  return Once<v1::WritePsychotherapyNoteResponse>(
      parts_.units, call, [&](Work& work) -> absl::StatusOr<v1::WritePsychotherapyNoteResponse> {
        const NoteId id(work.NewUuid());
        RETURN_IF_ERROR(parts_.store.Save(work, id, Sensitive<std::string>(text)));
        v1::WritePsychotherapyNoteResponse response;
        response.set_note(NameOf(call.scope(), id));
        return response;
      });
}

absl::StatusOr<v1::GetPsychotherapyNoteResponse> PsychotherapyApi::GetPsychotherapyNote(
    const rpc::Authorized<v1::GetPsychotherapyNoteRequest>& call) {
  ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(call.request().note(), kNoteShape));
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const Sensitive<std::string> text, parts_.store.Load(*reads, call.scope(), name.id<NoteId>()));
  v1::GetPsychotherapyNoteResponse response;
  response.mutable_note()->set_name(NameOf(call.scope(), name.id<NoteId>()));
  response.mutable_note()->set_text(text.Read(Reveal::kToAnswer));
  return response;
}

absl::StatusOr<v1::ListPsychotherapyNotesResponse> PsychotherapyApi::ListPsychotherapyNotes(
    const rpc::Authorized<v1::ListPsychotherapyNotesRequest>& call) {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::vector<NoteId> all, parts_.store.List(*reads, call.scope()));
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page,
                   pages.PageOf(call.request().page_size(), call.request().page_token(), all.size()));
  v1::ListPsychotherapyNotesResponse response;
  for (size_t i = page.first; i < page.end; ++i) response.add_notes(NameOf(call.scope(), all[i]));
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, all.size()));
  return response;
}

}  // namespace adagio::psychotherapy
