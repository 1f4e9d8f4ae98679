#pragma once

#include "adagio/notes/v1/notes.grpc.pb.h"
#include "services/notes/api/notes_api.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/served.h"

namespace adagio::notes {

// The generated service with each method through the door.
class NotesService final : public v1::NotesService::CallbackService {
 public:
  NotesService(rpc::Door& door, NotesApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.notes.v1.NotesService", OpenSession)
  ADAGIO_SERVED("adagio.notes.v1.NotesService", LockSession)
  ADAGIO_SERVED("adagio.notes.v1.NotesService", ListSessions)
  ADAGIO_SERVED("adagio.notes.v1.NotesService", DraftNote)
  ADAGIO_SERVED("adagio.notes.v1.NotesService", UpdateNote)
  ADAGIO_SERVED("adagio.notes.v1.NotesService", SignNote)
  ADAGIO_SERVED("adagio.notes.v1.NotesService", AddAddendum)
  ADAGIO_SERVED("adagio.notes.v1.NotesService", CommentOnNote)
  ADAGIO_SERVED("adagio.notes.v1.NotesService", CoSignNote)
  ADAGIO_SERVED("adagio.notes.v1.NotesService", GetNote)
  ADAGIO_SERVED("adagio.notes.v1.NotesService", ListNotes)

 private:
  rpc::Door& door_;
  NotesApi& api_;
};

}  // namespace adagio::notes
