#include "services/psychotherapy/api/psychotherapy_api.h"

#include "gmock/gmock.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/authorized_for_test.h"
#include "services/platform/rpc/resource_name.h"
#include "services/platform/unit_of_work/ground_for_test.h"
#include "services/psychotherapy/schema/migrations.h"

namespace adagio::psychotherapy {
namespace {

using testing::ElementsAre;

class PsychotherapyTest : public testing::Test {
 protected:
  static Ground& TheGround() {
    static Ground ground({Migrations()});
    return ground;
  }
  Scope As(Role role, const Uuid& id) const { return ScopeForTest::Make(practice_, unit_, {role, id}, "Call"); }
  Scope Author() const { return As(Role::kTherapist, author_); }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(absl::StatusOr<Response> (PsychotherapyApi::*method)(const rpc::Authorized<Request>&),
                                const Scope& scope, const Request& request) {
    const RequestKey key{ground_.entropy.NewUuid(), request.SerializeAsString()};
    return (api_.*method)(rpc::AuthorizedForTest<Request>::Make(request, scope, key));
  }
  std::string Written(const std::string& text) {
    v1::WritePsychotherapyNoteRequest request;
    request.set_text(text);
    const auto written = Call(&PsychotherapyApi::WritePsychotherapyNote, Author(), request);
    EXPECT_TRUE(written.ok()) << written.status();
    return written.ok() ? written->note() : "";
  }
  absl::StatusOr<v1::GetPsychotherapyNoteResponse> Get(const Scope& scope, const std::string& note) {
    v1::GetPsychotherapyNoteRequest request;
    request.set_note(note);
    return Call(&PsychotherapyApi::GetPsychotherapyNote, scope, request);
  }
  auto List(const Scope& scope) {
    return Call(&PsychotherapyApi::ListPsychotherapyNotes, scope, v1::ListPsychotherapyNotesRequest());
  }

  Ground& ground_ = TheGround();
  const PracticeId practice_ = ground_.AddPractice();
  const UnitId unit_ = ground_.AddUnit(practice_);
  const Uuid author_ = ground_.entropy.NewUuid();
  const PsychotherapyStore store_{*ground_.keys};
  storage::Pool pool_{{.endpoint = ground_.database.EndpointFor("adagio_psychotherapy"), .size = 2}};
  UnitOfWork units_{{pool_, ground_.clock, ground_.entropy, *ground_.keys, *ground_.trail}};
  PsychotherapyApi api_{{units_, pool_, store_, *ground_.keys}};
};

TEST_F(PsychotherapyTest, AnAuthorReadsAndListsTheirOwnTheLatestFirst) {
  const std::string first = Written("first");
  const std::string second = Written("second");
  EXPECT_EQ(Get(Author(), first)->note().text(), "first");
  EXPECT_THAT(List(Author())->notes(), ElementsAre(second, first));
}

TEST_F(PsychotherapyTest, ToEverybodyElseANoteIsMissing) {
  const std::string note = Written("what was said");
  const std::string nothing = rpc::NameInUnit(practice_, unit_, "psychotherapyNotes", ground_.entropy.NewUuid());
  for (const Role role : {Role::kTherapist, Role::kSupervisor}) {
    const Scope other = As(role, ground_.entropy.NewUuid());
    EXPECT_EQ(ReasonOf(Get(other, note).status()), Reason::kResourceMissing);
    EXPECT_EQ(Get(other, note).status(), Get(other, nothing).status());
    EXPECT_EQ(List(other)->notes_size(), 0);
  }
  EXPECT_EQ(
      ReasonOf(Get(ScopeForTest::Make(practice_, ground_.AddUnit(practice_), {Role::kTherapist, author_}, "Call"), note)
                   .status()),
      Reason::kResourceMissing);
}

TEST_F(PsychotherapyTest, NothingButWhiteSpaceIsNoNote) {
  v1::WritePsychotherapyNoteRequest request;
  request.set_text(" \n");
  EXPECT_EQ(FieldOf(Call(&PsychotherapyApi::WritePsychotherapyNote, Author(), request).status()), "text");
}

TEST_F(PsychotherapyTest, TheRecordsKeyOpensNoneOfThem) {
  const std::string note = Written("the canary sang");
  const storage::Rows rows =
      ground_.Rows("SELECT note_id, content FROM adagio_psychotherapy.note WHERE practice_id = ?", {practice_});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].Text(1).find("canary"), std::string::npos);
  keys::Place place{.practice = practice_,
                    .unit = unit_,
                    .subject = author_,
                    .table = "adagio_psychotherapy.note",
                    .column = "content",
                    .row = rows[0].Text(0)};
  EXPECT_EQ(ReasonOf(ground_.keys->Unseal(place, rows[0].Text(1)).status()), Reason::kBug);
  place.compartment = keys::Compartment::kPsychotherapy;
  EXPECT_EQ(ground_.keys->Unseal(place, rows[0].Text(1)).value(), "the canary sang");
}

TEST_F(PsychotherapyTest, NoOtherServicesUserReachesTheTableAndItsOwnReachesNoOther) {
  Written("what was said");
  for (const char* user : {"adagio_notes", "adagio_homework", "adagio_intake", "adagio_directory", "adagio_audit"}) {
    EXPECT_FALSE(ground_.database.Connect(user)
                     ->Query("SELECT note_id FROM adagio_psychotherapy.note WHERE practice_id = ?", {practice_})
                     .ok())
        << user;
  }
  const auto own = ground_.database.Connect("adagio_psychotherapy");
  EXPECT_FALSE(
      own->Execute("UPDATE adagio_psychotherapy.note SET content = '' WHERE practice_id = ?", {practice_}).ok());
  EXPECT_FALSE(own->Query("SELECT 1 FROM adagio_spine.relation WHERE practice_id = ?", {practice_}).ok());
}

TEST_F(PsychotherapyTest, NoEventAndNoKeptAnswerTellsOfOne) {
  Written("the canary sang");
  EXPECT_TRUE(ground_.Rows("SELECT 1 FROM adagio_events.outbox WHERE practice_id = ?", {practice_}).empty());
  for (const storage::Row& row :
       ground_.Rows("SELECT answer FROM adagio_spine.request WHERE practice_id = ?", {practice_})) {
    EXPECT_LT(row.Text(0).size(), 1200u) << "room for a name and no text";
  }
}

}  // namespace
}  // namespace adagio::psychotherapy
