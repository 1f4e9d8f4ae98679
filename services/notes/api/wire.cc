#include "services/notes/api/wire.h"

#include <sodium.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/keys/keyring.h"

namespace adagio::notes {
namespace {

using google::protobuf::util::TimeUtil;
using notes::ToWire;

std::string InUnit(const Scope& scope, absl::string_view collection, const Uuid& id) {
  return rpc::NameInUnit(scope.practice(), scope.unit(), collection, id);
}

std::string Sha256(const std::string& bytes) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hash;
}

absl::StatusOr<v1::Signature> ToWire(const Scope& scope, const Signed& by) {
  const std::string& bytes = by.bytes.Read(Reveal::kToAnswer);
  if (!keys::Verify(bytes, {by.signature, by.public_key})) return Refuse(Reason::kBug, "a signature does not verify");
  v1::Signature wire;
  wire.set_signer(rpc::ClinicianName(scope.practice(), by.signer));
  *wire.mutable_signed_at() = ToWire(by.at);
  wire.set_signed_bytes(bytes);
  wire.set_sha256(Sha256(bytes));
  wire.set_signature(by.signature);
  wire.set_public_key(by.public_key);
  return wire;
}

void Fill(const Scope& scope, const HomeworkFacts& facts, v1::Facts& wire) {
  wire.set_repair_open(facts.repair_open);
  wire.set_hold_stands(facts.hold_stands);
  for (const AssignmentFact& fact : facts.assignments) {
    v1::AssignmentFact& assignment = *wire.add_assignments();
    assignment.set_assignment(InUnit(scope, "assignments", fact.assignment));
    assignment.set_activity(fact.activity);
    assignment.set_state(static_cast<v1::HomeworkState>(static_cast<int>(fact.state) + 1));
    *assignment.mutable_starts_at() = ToWire(fact.starts_at);
    *assignment.mutable_ends_at() = ToWire(fact.ends_at);
    if (fact.suds_least.has_value()) assignment.set_suds_least(*fact.suds_least);
    if (fact.suds_greatest.has_value()) assignment.set_suds_greatest(*fact.suds_greatest);
  }
}

void Fill(const Scope& scope, const ProgressFacts& facts, v1::Facts& wire) {
  for (const ScoreFact& fact : facts.scores) {
    v1::ScoreFact& score = *wire.add_scores();
    score.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), fact.partner));
    score.set_instrument(fact.instrument);
    score.set_score(fact.score);
    *score.mutable_scored_at() = ToWire(fact.at);
  }
}

v1::Facts ToWire(const Scope& scope, const Facts& facts) {
  v1::Facts wire;
  if (facts.since.has_value()) *wire.mutable_since() = ToWire(*facts.since);
  *wire.mutable_gathered_at() = ToWire(facts.gathered_at);
  if (facts.homework.has_value()) Fill(scope, *facts.homework, wire);
  if (facts.progress.has_value()) Fill(scope, *facts.progress, wire);
  for (const v1::FactSource source : MissingIn(facts)) wire.add_missing(source);
  return wire;
}

absl::StatusOr<v1::Addendum> ToWire(const Scope& scope, const Addendum& addendum) {
  v1::Addendum wire;
  wire.set_author(rpc::ClinicianName(scope.practice(), addendum.by.signer));
  *wire.mutable_entered_at() = ToWire(addendum.by.at);
  *wire.mutable_event_at() = ToWire(addendum.event_at);
  wire.set_reason(addendum.reason.Read(Reveal::kToAnswer));
  wire.set_text(addendum.text.Read(Reveal::kToAnswer));
  ASSIGN_OR_RETURN(*wire.mutable_signature(), ToWire(scope, addendum.by));
  return wire;
}

v1::Comment ToWire(const Scope& scope, const Comment& comment) {
  v1::Comment wire;
  wire.set_author(rpc::ClinicianName(scope.practice(), comment.author));
  *wire.mutable_entered_at() = ToWire(comment.entered_at);
  wire.set_text(comment.text.Read(Reveal::kToAnswer));
  return wire;
}

}  // namespace

google::protobuf::Timestamp ToWire(absl::Time time) {
  return TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

absl::Time FromWire(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(time));
}

absl::StatusOr<Session> FromWire(const Scope& scope, const v1::OpenSessionRequest& request) {
  Session session{.kind = request.kind() == v1::SESSION_KIND_JOINT ? SessionKind::kJoint : SessionKind::kIndividual,
                  .held_at = FromWire(request.held_at()),
                  .opened_by = ClinicianId(scope.principal().id)};
  if (request.partner().empty()) return session;
  ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(request.partner(), rpc::kPartnerShape));
  if (name.practice() != scope.practice() || name.unit() != scope.unit()) {
    return RefuseField("partner", "a partner of the unit");
  }
  session.partner = name.id<PartnerId>();
  return session;
}

v1::Session ToWire(const Scope& scope, const Session& session) {
  v1::Session wire;
  wire.set_name(InUnit(scope, "sessions", session.id.uuid()));
  const bool joint = session.kind == SessionKind::kJoint;
  wire.set_kind(joint ? v1::SESSION_KIND_JOINT : v1::SESSION_KIND_INDIVIDUAL);
  if (!joint) wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), session.partner));
  *wire.mutable_held_at() = ToWire(session.held_at);
  wire.set_opened_by(rpc::ClinicianName(scope.practice(), session.opened_by));
  if (session.locked_at.has_value()) *wire.mutable_locked_at() = ToWire(*session.locked_at);
  return wire;
}

std::string EtagOf(const Note& note) { return absl::StrCat(note.revision); }

absl::StatusOr<int64_t> RevisionFrom(absl::string_view etag) {
  int64_t revision = 0;
  if (!absl::SimpleAtoi(etag, &revision) || absl::StrCat(revision) != etag) {
    return Refuse(Reason::kEtagMismatch, "no etag of the draft");
  }
  return revision;
}

std::vector<v1::FactSource> MissingIn(const Facts& facts) {
  std::vector<v1::FactSource> missing;
  if (!facts.homework.has_value()) missing.push_back(v1::FACT_SOURCE_HOMEWORK);
  if (!facts.progress.has_value()) missing.push_back(v1::FACT_SOURCE_PROGRESS);
  return missing;
}

absl::StatusOr<v1::Note> ToWire(const Scope& scope, const Note& note) {
  v1::Note wire;
  wire.set_name(InUnit(scope, "notes", note.id.uuid()));
  wire.set_session(InUnit(scope, "sessions", note.session.uuid()));
  wire.set_author(rpc::ClinicianName(scope.practice(), note.author));
  wire.set_state(note.is_signed() ? v1::NOTE_STATE_SIGNED : v1::NOTE_STATE_DRAFT);
  wire.set_text(note.text.Read(Reveal::kToAnswer));
  *wire.mutable_facts() = ToWire(scope, note.facts);
  *wire.mutable_drafted_at() = ToWire(note.drafted_at);
  wire.set_etag(EtagOf(note));
  if (note.is_signed()) {
    ASSIGN_OR_RETURN(*wire.mutable_signature(), ToWire(scope, *note.signature));
  }
  for (const Addendum& addendum : note.addenda) {
    ASSIGN_OR_RETURN(*wire.add_addenda(), ToWire(scope, addendum));
  }
  for (const Comment& comment : note.comments) *wire.add_comments() = ToWire(scope, comment);
  for (const Signed& by : note.co_signatures) {
    ASSIGN_OR_RETURN(*wire.add_co_signatures(), ToWire(scope, by));
  }
  return wire;
}

v1::NoteHeading ToWire(const Scope& scope, const Heading& heading) {
  v1::NoteHeading wire;
  wire.set_name(InUnit(scope, "notes", heading.id.uuid()));
  wire.set_session(InUnit(scope, "sessions", heading.session.uuid()));
  *wire.mutable_held_at() = ToWire(heading.held_at);
  wire.set_state(heading.signed_at.has_value() ? v1::NOTE_STATE_SIGNED : v1::NOTE_STATE_DRAFT);
  *wire.mutable_drafted_at() = ToWire(heading.drafted_at);
  if (heading.signed_at.has_value()) *wire.mutable_signed_at() = ToWire(*heading.signed_at);
  wire.set_addenda(heading.addenda);
  wire.set_co_signed(heading.co_signed);
  return wire;
}

}  // namespace adagio::notes
