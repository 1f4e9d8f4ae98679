#include "services/notes/domain/note.h"

#include <gtest/gtest.h>

#include "services/notes/domain/canonical.h"
#include "services/platform/foundation/status.h"

namespace adagio::notes {
namespace {

Uuid IdOf(char byte) { return Uuid::FromBytes(std::string(16, byte)); }

const absl::Time kHeld = absl::FromUnixSeconds(1'772'481'600);
const Moment kMoment{7, kHeld + absl::Hours(1), ClinicianId(IdOf('t'))};
const Session kSession{.id = SessionId(IdOf('s')), .held_at = kHeld, .opened_by = kMoment.by};
const Where kWhere{PracticeId(IdOf('p')), UnitId(IdOf('u'))};

Note ADraft() { return *Draft(kSession, std::nullopt, NoteId(IdOf('n')), Facts{}, kMoment); }
Note ASignedNote() {
  Note note = ADraft();
  note.signature = Signed{.signer = kMoment.by, .at = kMoment.now, .signature = "signature"};
  return note;
}
std::string Bytes(const Note& note) { return BytesOf(kWhere, kSession, note, kMoment.by, kMoment.now); }

TEST(ADraft, HasATextFromTheStart) { EXPECT_FALSE(ADraft().text.Read(Reveal::kToDecide).empty()); }

TEST(ADraft, MadeAgainKeepsItsAuthorAndItsFirstTime) {
  const Moment later{9, kMoment.now + absl::Hours(1), ClinicianId(IdOf('o'))};
  const Note again = *Draft(kSession, ADraft(), NoteId(IdOf('x')), Facts{}, later);
  EXPECT_EQ(again.id, ADraft().id);
  EXPECT_EQ(again.author, kMoment.by);
  EXPECT_EQ(again.drafted_at, kMoment.now);
  EXPECT_EQ(again.revision, 9);
  EXPECT_EQ(again.facts.gathered_at, later.now);
}

TEST(ASignedNote, SaysSoBeforeAnythingElse) {
  const Session locked = Lock(kSession, kMoment.now);
  EXPECT_EQ(ReasonOf(Edit(locked, ASignedNote(), 1, " ", kMoment).status()), Reason::kNoteSigned);
  EXPECT_EQ(ReasonOf(CheckSign(ASignedNote(), 1)), Reason::kNoteSigned);
  EXPECT_EQ(ReasonOf(Draft(locked, ASignedNote(), NoteId(), Facts{}, kMoment).status()), Reason::kNoteSigned);
}

TEST(AnAddendum, TellsOfNowWhereItSaysNothingElse) {
  EXPECT_EQ(Add(ASignedNote(), IdOf('a'), "text", "reason", std::nullopt, kMoment)->event_at, kMoment.now);
  EXPECT_EQ(FieldOf(Add(ASignedNote(), IdOf('a'), "text", "reason", absl::InfiniteFuture(), kMoment).status()),
            "event_at");
}

// Each field that the signature vouches for moves the bytes.
TEST(SignedBytes, DifferWhereAnythingDiffers) {
  const std::string bytes = Bytes(ADraft());
  EXPECT_EQ(Bytes(ADraft()), bytes);
  std::vector<Note> others(8, ADraft());
  others[0].text = Sensitive<std::string>(ADraft().text.Read(Reveal::kToDecide) + " ");
  others[1].author = ClinicianId(IdOf('o'));
  others[2].facts.since = kHeld;
  others[3].facts.homework = HomeworkFacts{};
  others[4].facts.homework = HomeworkFacts{.hold_stands = true};
  others[5].facts.homework = HomeworkFacts{.assignments = {{.activity = "a"}}};
  others[6].facts.homework = HomeworkFacts{.assignments = {{.activity = "a", .suds_least = 1, .suds_greatest = 2}}};
  others[7].facts.progress = ProgressFacts{.scores = {{.instrument = "phq9", .score = "12"}}};
  std::vector<std::string> seen = {bytes};
  for (const Note& other : others) {
    EXPECT_EQ(std::count(seen.begin(), seen.end(), Bytes(other)), 0);
    seen.push_back(Bytes(other));
  }
  EXPECT_NE(BytesOf(kWhere, kSession, ADraft(), ClinicianId(IdOf('o')), kMoment.now), bytes);
  EXPECT_NE(BytesOf(kWhere, kSession, ADraft(), kMoment.by, kMoment.now + absl::Microseconds(1)), bytes);
  EXPECT_NE(BytesOf({kWhere.practice, UnitId(IdOf('v'))}, kSession, ADraft(), kMoment.by, kMoment.now), bytes);
}

// No text can pass for a line of the form, nor a key of an activity for two.
TEST(SignedBytes, CannotBeForgedFromInside) {
  Note one = ADraft();
  one.facts.homework = HomeworkFacts{.assignments = {{.activity = "a\nrepair open: yes"}}};
  EXPECT_EQ(Bytes(one).find("\nrepair open: yes"), std::string::npos);
  Note two = ADraft();
  two.text = Sensitive<std::string>("x\ntext, 1 bytes:\ny");
  EXPECT_NE(Bytes(two).find("text, 18 bytes:\nx\n"), std::string::npos);
}

TEST(SignedBytes, OfWhatComesLaterAreBoundToTheSignature) {
  Note other = ASignedNote();
  other.signature->signature = "another";
  const Addendum addendum = *Add(other, IdOf('a'), "text", "reason", std::nullopt, kMoment);
  EXPECT_NE(BytesOf(kWhere, other, addendum), BytesOf(kWhere, ASignedNote(), addendum));
  EXPECT_NE(BytesOf(kWhere, other, kMoment.by, kMoment.now), BytesOf(kWhere, ASignedNote(), kMoment.by, kMoment.now));
}

}  // namespace
}  // namespace adagio::notes
