#pragma once

#include <string>

#include "services/notes/domain/note.h"

// The bytes that are signed: text that a person can read and that says everything the signature vouches for. One thing
// has one text, and two things that differ never have the same. Their first line is the format's name and version;
// another format is another version.
namespace adagio::notes {

// Where a note is: with its id, its name.
struct Where {
  PracticeId practice;
  UnitId unit;
};

// The note with its facts and text, as `signer` signs it at `at`.
std::string BytesOf(const Where& where, const Session& session, const Note& note, const ClinicianId& signer,
                    absl::Time at);
// An addendum, bound to the signature of its note.
std::string BytesOf(const Where& where, const Note& note, const Addendum& addendum);
// A co-signature, bound to the signature of its note.
std::string BytesOf(const Where& where, const Note& note, const ClinicianId& co_signer, absl::Time at);

}  // namespace adagio::notes
