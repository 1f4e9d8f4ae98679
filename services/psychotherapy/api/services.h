#pragma once

#include "adagio/notes/v1/psychotherapy.grpc.pb.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/served.h"
#include "services/psychotherapy/api/psychotherapy_api.h"

namespace adagio::psychotherapy {

// The generated service with each method through the door.
class PsychotherapyNoteService final : public v1::PsychotherapyNoteService::CallbackService {
 public:
  PsychotherapyNoteService(rpc::Door& door, PsychotherapyApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.notes.v1.PsychotherapyNoteService", WritePsychotherapyNote)
  ADAGIO_SERVED("adagio.notes.v1.PsychotherapyNoteService", GetPsychotherapyNote)
  ADAGIO_SERVED("adagio.notes.v1.PsychotherapyNoteService", ListPsychotherapyNotes)

 private:
  rpc::Door& door_;
  PsychotherapyApi& api_;
};

}  // namespace adagio::psychotherapy
