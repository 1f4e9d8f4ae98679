// What is put down about a note once and never changed. Content is a sealed list whose first text is the signed bytes.
#include "services/notes/store/encoding.h"
#include "services/notes/store/notes_store.h"
#include "services/platform/foundation/packing.h"
#include "services/platform/foundation/status.h"

namespace adagio::notes {
namespace {

enum class Kind { kSignature = 1, kAddendum = 2, kCoSignature = 3, kComment = 4 };

keys::Place PlaceOf(const Scope& scope, const NoteId& note, int kind, const Uuid& entry) {
  std::string row(note.bytes());
  row += static_cast<char>(kind);
  row.append(entry.bytes().data(), entry.bytes().size());
  return {.practice = scope.practice(),
          .unit = scope.unit(),
          .table = "adagio_notes.entry",
          .column = "content",
          .row = std::move(row)};
}

absl::Status Broken() { return Refuse(Reason::kBug, "a stored entry does not parse"); }

}  // namespace

struct NotesStore::Entry {
  Kind kind;
  Uuid id;
  Signed by;
  Texts more;
};

absl::Status NotesStore::SaveEntry(Work& work, const NoteId& note, const Entry& entry) const {
  const Scope& scope = work.scope();
  const int kind = static_cast<int>(entry.kind);
  Texts texts = {entry.by.bytes.Read(Reveal::kToSeal)};
  texts.insert(texts.end(), entry.more.begin(), entry.more.end());
  ASSIGN_OR_RETURN(const std::string sealed, keys_.Seal(notes::PlaceOf(scope, note, kind, entry.id), Pack(texts)));
  RETURN_IF_ERROR(
      work.tx()
          .Execute("INSERT INTO adagio_notes.entry (practice_id, unit_id, note_id, kind, entry_id, author_id,"
                   " entered_version, entered_at, content, signature, public_key)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   {scope.practice(), scope.unit(), note, kind, entry.id, entry.by.signer, work.version(), entry.by.at,
                    sealed, entry.by.signature, entry.by.public_key})
          .status());
  return work.Announce("note.changed", note.uuid());
}

absl::Status NotesStore::SaveSignature(Work& work, const Note& note) const {
  return SaveEntry(work, note.id, {Kind::kSignature, note.id.uuid(), *note.signature, ToTexts(note)});
}

absl::Status NotesStore::SaveAddendum(Work& work, const NoteId& note, const Addendum& addendum) const {
  return SaveEntry(work, note, {Kind::kAddendum, addendum.id, addendum.by, ToTexts(addendum)});
}

absl::Status NotesStore::SaveCoSignature(Work& work, const NoteId& note, const Signed& by) const {
  return SaveEntry(work, note, {Kind::kCoSignature, by.signer.uuid(), by, {}});
}

absl::Status NotesStore::SaveComment(Work& work, const NoteId& note, const Comment& comment) const {
  return SaveEntry(work, note,
                   {Kind::kComment,
                    comment.id,
                    {.signer = comment.author, .at = comment.entered_at},
                    {comment.text.Read(Reveal::kToSeal)}});
}

absl::Status NotesStore::TakeIn(const Scope& scope, const storage::Row& row, Note& note) const {
  const Uuid id = row.AsUuid(7);
  ASSIGN_OR_RETURN(const std::string packed,
                   keys_.Unseal(notes::PlaceOf(scope, note.id, static_cast<int>(row.Int(6)), id), row.Text(10)));
  ASSIGN_OR_RETURN(Texts texts, Unpack(packed));
  if (texts.empty()) return Broken();
  Signed by{.signer = row.AsId<ClinicianId>(8),
            .at = row.AsTime(9),
            .bytes = Sensitive<std::string>(texts[0]),
            .signature = row.Text(11),
            .public_key = row.Text(12)};
  texts.erase(texts.begin());
  switch (static_cast<Kind>(row.Int(6))) {
    case Kind::kSignature:
      note.signature = std::move(by);
      return FillFrom(texts, note);
    case Kind::kAddendum:
      note.addenda.push_back({.id = id, .by = std::move(by)});
      return FillFrom(texts, note.addenda.back());
    case Kind::kCoSignature:
      note.co_signatures.push_back(std::move(by));
      return absl::OkStatus();
    case Kind::kComment:
      if (texts.size() != 1) return Broken();
      note.comments.push_back({id, by.signer, by.at, Sensitive<std::string>(texts[0])});
      return absl::OkStatus();
  }
  return Broken();
}

}  // namespace adagio::notes
