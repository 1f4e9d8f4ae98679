// Long because one world of people and places is made in one go, and read from top to bottom.
#include "tests/access/world.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/directory/v1/relations.grpc.pb.h"
#include "adagio/intake/v1/intake.grpc.pb.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/rpc/claims.h"
#include "services/platform/rpc/embedded_tokens.h"
#include "services/platform/rpc/resource_name.h"
#include "services/platform/rpc/web_token.h"
#include "services/platform/storage/private_database.h"

namespace adagio::test {
namespace {

using directory::v1::DirectoryService;
using directory::v1::RelationService;
using intake::v1::IntakeService;

constexpr char kUnitShape[] = "practices/{}/treatmentUnits/{}";
constexpr char kPartnerShape[] = "practices/{}/treatmentUnits/{}/partners/{}";
constexpr char kClinicianShape[] = "practices/{}/clinicians/{}";
constexpr char kAssignmentShape[] = "practices/{}/treatmentUnits/{}/assignments/{}";
constexpr char kAgreementShape[] = "practices/{}/treatmentUnits/{}/agreements/{}";

std::unique_ptr<storage::Connection> ConnectAsRoot(const std::filesystem::path& data) {
  const absl::StatusOr<storage::Endpoint> endpoint = storage::Join(data / "db", "root");
  if (!endpoint.ok()) throw std::runtime_error(endpoint.status().ToString());
  absl::StatusOr<std::unique_ptr<storage::Connection>> connection = storage::Connection::Open(*endpoint);
  if (!connection.ok()) throw std::runtime_error(connection.status().ToString());
  return *std::move(connection);
}

rpc::ResourceName Parsed(const std::string& name) { return rpc::ResourceName::Parse(name, ShapeOf(name)).value(); }

Place PlaceOf(const std::string& unit) {
  Place place{.practice = unit.substr(0, unit.find("/treatmentUnits")), .unit = unit, .known = {}};
  place.known[kUnitShape] = {unit};
  return place;
}

Place PlaceOf(const Line& line, const Couple& couple) {
  Place place = PlaceOf(couple.unit);
  place.known[kPartnerShape] = {couple.pat_name, couple.dana_name};
  place.known[kAgreementShape] = {couple.agreement};
  place.known[kAssignmentShape] = {
      couple.thea.Insist(line, &homework::v1::HomeworkService::Stub::OfferAssignment, OfferOf(couple, "hand_holding"))
          .assignment()
          .name()};
  return place;
}

}  // namespace

bool IsOfStories(const google::protobuf::MethodDescriptor& method) {
  return method.service()->full_name() == "adagio.server.v1.StoryService";
}

Verdict VerdictOf(const Entry& entry, const Caller& caller, const Place& place) {
  if (entry.relation == options::v1::RELATION_ANYONE) return Verdict::kPasses;
  if (!caller.believed) return Verdict::kNotBelieved;
  if (entry.roles.count(caller.role) == 0) return Verdict::kDenied;
  if (entry.relation == options::v1::RELATION_INSTALLATION) return Verdict::kPasses;
  if (caller.practice.empty() || caller.practice != place.practice) return Verdict::kDenied;
  if (entry.relation == options::v1::RELATION_PRACTICE) return Verdict::kPasses;
  return caller.units.count(place.unit) > 0 ? Verdict::kPasses : Verdict::kDenied;
}

World& World::Shared() {
  static World world;
  return world;
}

World::World()
    : server_({"--data=" + folder_.path().string()}),
      line_(server_.address()),
      database_(ConnectAsRoot(folder_.path())),
      own_(line_, folder_.path()),
      other_(line_, folder_.path()) {
  AddStaff();
  AddUnits();
  WordPolicies();
  EndRelations();
  SignIn();
  AddBadTokens();
}

void World::AddStaff() {
  for (const char* login : {"sam", "sue", "sid"}) AddClinician(own_, login, options::v1::ROLE_SUPERVISOR, "");
  AddClinician(own_, "theo", options::v1::ROLE_THERAPIST, clinicians_["sue"]);
  AddClinician(own_, "tess", options::v1::ROLE_THERAPIST, "");
  auto request = New<directory::v1::AddIntegrationRequest>();
  request.set_practice(own_.name());
  request.set_display_name("The EHR");
  request.set_login("ehr");
  own_.SignIn(Role::kPracticeAdmin, "admin").Insist(line_, &DirectoryService::Stub::AddIntegration, request);
}

void World::AddUnits() {
  couple = PlaceOf(line_, own_.AddCouple(line_));
  second_couple = PlaceOf(line_, own_.AddCouple(line_));
  foreign = PlaceOf(line_, other_.AddCouple(line_));
  theos = PlaceOf(AddUnit(own_, "theo"));
  for (const char* login : {"mia", "noa"}) {
    theos.known[kPartnerShape].push_back(AddPartner(own_, "theo", theos.unit, login));
  }
  foreign.known[kClinicianShape] = {clinicians_["sam"]};
  for (Place* place : {&couple, &second_couple, &theos}) place->known[kClinicianShape] = {clinicians_["sam"]};
  foreign.known.erase(kClinicianShape);
  no_unit = PlaceOf(absl::StrCat(own_.name(), "/treatmentUnits/", NewId()));
  no_practice = PlaceOf(absl::StrCat("practices/", NewId(), "/treatmentUnits/", NewId()));
  foreign_practice_own_unit = PlaceOf(other_.name() + couple.unit.substr(own_.name().size()));
}

// A later version stands: what asks to replace the first one, as a filled request does, changes nothing any more.
void World::WordPolicies() {
  for (const Practice* practice : {&own_, &other_}) {
    auto request = New<intake::v1::PublishConfidencePolicyRequest>();
    request.set_practice(practice->name());
    request.set_text(std::string(100, 'w'));
    request.set_replaces(1);
    practice->SignIn(Role::kPracticeAdmin, "admin")
        .Insist(line_, &IntakeService::Stub::PublishConfidencePolicy, request);
  }
  const auto acknowledge = [&](const Practice& practice, const Place& place, const char* login) {
    auto request = New<intake::v1::AcknowledgeConfidencePolicyRequest>();
    request.set_treatment_unit(place.unit);
    request.set_version(2);
    practice.SignIn(Role::kPartner, login).Insist(line_, &IntakeService::Stub::AcknowledgeConfidencePolicy, request);
  };
  for (const char* login : {"pat1", "dana1"}) acknowledge(own_, couple, login);
  for (const char* login : {"pat2", "dana2"}) acknowledge(own_, second_couple, login);
  for (const char* login : {"pat1", "dana1"}) acknowledge(other_, foreign, login);
}

void World::EndRelations() {
  const std::string lee = AddPartner(own_, "thea", couple.unit, "lee");
  auto request = New<directory::v1::EndMembershipRequest>();
  request.set_partner(lee);
  own_.thea().Insist(line_, &DirectoryService::Stub::EndMembership, request);
  const storage::Rows treating =
      Rows("SELECT principal_id FROM adagio_spine.relation WHERE practice_id = ? AND unit_id = ? AND kind = 2",
           {Parsed(couple.unit).practice(), Parsed(couple.unit).unit()});
  const std::string thea = rpc::ClinicianName(Parsed(own_.name()).practice(), treating.at(0).AsId<ClinicianId>(0));
  const Person admin = own_.SignIn(Role::kPracticeAdmin, "admin");
  const auto treatment = [&](auto method, auto request) {
    request.set_treatment_unit(couple.unit);
    request.set_therapist(clinicians_["tess"]);
    own_.thea().Insist(line_, method, request);
  };
  const auto supervision = [&](auto method, auto request, const char* supervisor) {
    request.set_practice(own_.name());
    request.set_therapist(thea);
    request.set_supervisor(clinicians_[supervisor]);
    admin.Insist(line_, method, request);
  };
  treatment(&RelationService::Stub::StartTreatment, New<directory::v1::StartTreatmentRequest>());
  treatment(&RelationService::Stub::EndTreatment, New<directory::v1::EndTreatmentRequest>());
  supervision(&RelationService::Stub::StartSupervision, New<directory::v1::StartSupervisionRequest>(), "sid");
  supervision(&RelationService::Stub::EndSupervision, New<directory::v1::EndSupervisionRequest>(), "sid");
  supervision(&RelationService::Stub::StartSupervision, New<directory::v1::StartSupervisionRequest>(), "sam");
}

void World::SignIn() {
  const std::set<std::string> theas = {couple.unit, second_couple.unit};
  callers_.push_back({.says = "nobody", .token = "", .believed = false});
  callers_.push_back(
      {.says = "operator",
       .token = rpc::EmbeddedIssuer(rpc::Es256Key::ReadFile((folder_.path() / "keys" / "issuer.pem").string()).value())
                    .Mint({.role = Role::kOperator, .practice = {}, .subject = "operator", .from = SystemClock().Now()})
                    .value(),
       .role = options::v1::ROLE_OPERATOR});
  Add("pat, partner of the unit", Role::kPartner, "pat1", own_, {couple.unit});
  Add("dana, partner of the unit", Role::kPartner, "dana1", own_, {couple.unit});
  Add("mia, partner of another unit", Role::kPartner, "mia", own_, {theos.unit});
  Add("lee, who left the unit", Role::kPartner, "lee", own_, {});
  Add("thea, who treats the unit", Role::kTherapist, "thea", own_, theas);
  Add("theo, who treats another unit", Role::kTherapist, "theo", own_, {theos.unit});
  Add("tess, who treated the unit", Role::kTherapist, "tess", own_, {});
  Add("sam, thea's supervisor", Role::kSupervisor, "sam", own_, theas);
  Add("sue, theo's supervisor", Role::kSupervisor, "sue", own_, {theos.unit});
  Add("sid, once thea's supervisor", Role::kSupervisor, "sid", own_, {});
  Add("admin of the practice", Role::kPracticeAdmin, "admin", own_, {});
  Add("ehr of the practice", Role::kIntegration, "ehr", own_, {});
  Add("thea of the other practice", Role::kTherapist, "thea", other_, {foreign.unit});
  Add("pat of the other practice", Role::kPartner, "pat1", other_, {foreign.unit});
  Add("admin of the other practice", Role::kPracticeAdmin, "admin", other_, {});
  // Good tokens of people who have no account of that role.
  for (const auto& [role, login] : {std::pair(Role::kTherapist, "pat1"), std::pair(Role::kPartner, "thea"),
                                    std::pair(Role::kPracticeAdmin, "thea"), std::pair(Role::kTherapist, "stranger")}) {
    Add(absl::StrCat(login, " as ", absl::string_view(rpc::ClaimOf(role))), role, login, own_, {});
    callers_.back().practice.clear();
  }
}

void World::AddBadTokens() {
  const rpc::Es256Key key = rpc::Es256Key::ReadFile((folder_.path() / "keys" / "issuer.pem").string()).value();
  const absl::Time now = SystemClock().Now();
  const PracticeId practice = Parsed(own_.name()).practice();
  const rpc::EmbeddedIssuer::Grant grant{Role::kTherapist, practice, "thea", now, absl::Hours(1)};
  rpc::EmbeddedIssuer::Grant past = grant;
  past.from = now - absl::Hours(2);
  const nlohmann::json header = {{"alg", "ES256"}, {"kid", key.id()}, {"typ", "JWT"}};
  const nlohmann::json claims = {{"iss", std::string(rpc::kEmbeddedIssuer)},
                                 {"aud", "somebody-else"},
                                 {"sub", "thea"},
                                 {"adagio_role", std::string(rpc::ClaimOf(Role::kTherapist))},
                                 {"adagio_practice", practice.ToString()},
                                 {"iat", absl::ToUnixSeconds(now)},
                                 {"nbf", absl::ToUnixSeconds(now)},
                                 {"exp", absl::ToUnixSeconds(now + absl::Hours(1))}};
  const std::string text = absl::StrCat(rpc::EncodePart(header.dump()), ".", rpc::EncodePart(claims.dump()));
  const std::pair<const char*, std::string> bad[] = {
      {"thea, expired", rpc::EmbeddedIssuer(key).Mint(past).value()},
      {"thea, for another audience", absl::StrCat(text, ".", rpc::EncodePart(key.Sign(text)))},
      {"thea, by another key", rpc::EmbeddedIssuer(rpc::Es256Key::Generate()).Mint(grant).value()}};
  for (const auto& [says, token] : bad) {
    callers_.push_back({.says = says,
                        .token = token,
                        .believed = false,
                        .role = options::v1::ROLE_THERAPIST,
                        .practice = own_.name(),
                        .units = {couple.unit}});
  }
}

void World::Add(const std::string& says, Role role, const std::string& login, const Practice& practice,
                std::set<std::string> units) {
  options::v1::Role wire = options::v1::ROLE_UNSPECIFIED;
  const std::pair<Role, options::v1::Role> roles[] = {{Role::kPartner, options::v1::ROLE_PARTNER},
                                                      {Role::kTherapist, options::v1::ROLE_THERAPIST},
                                                      {Role::kSupervisor, options::v1::ROLE_SUPERVISOR},
                                                      {Role::kPracticeAdmin, options::v1::ROLE_PRACTICE_ADMIN},
                                                      {Role::kIntegration, options::v1::ROLE_INTEGRATION}};
  for (const auto& [ours, theirs] : roles) {
    if (ours == role) wire = theirs;
  }
  callers_.push_back({.says = says,
                      .token = practice.SignIn(role, login).token(),
                      .role = wire,
                      .practice = practice.name(),
                      .units = std::move(units)});
}

const Caller& World::Named(const std::string& says) const {
  for (const Caller& caller : callers_) {
    if (caller.says.rfind(says, 0) == 0) return caller;
  }
  throw std::runtime_error("nobody is called " + says);
}

void World::AddClinician(const Practice& practice, const std::string& login, options::v1::Role role,
                         const std::string& supervisor) {
  auto request = New<directory::v1::AddClinicianRequest>();
  request.set_practice(practice.name());
  request.set_display_name(login);
  request.set_login(login);
  request.set_supervisor(supervisor);
  request.set_role(role == options::v1::ROLE_SUPERVISOR ? directory::v1::CLINICIAN_ROLE_SUPERVISOR
                                                        : directory::v1::CLINICIAN_ROLE_THERAPIST);
  clinicians_[login] = practice.SignIn(Role::kPracticeAdmin, "admin")
                           .Insist(line_, &DirectoryService::Stub::AddClinician, request)
                           .clinician()
                           .name();
}

std::string World::AddUnit(const Practice& practice, const std::string& therapist) {
  auto request = New<directory::v1::CreateTreatmentUnitRequest>();
  request.set_practice(practice.name());
  request.set_display_name("Another unit");
  return practice.SignIn(Role::kTherapist, therapist)
      .Insist(line_, &DirectoryService::Stub::CreateTreatmentUnit, request)
      .treatment_unit()
      .name();
}

std::string World::AddPartner(const Practice& practice, const std::string& therapist, const std::string& unit,
                              const std::string& login) {
  auto request = New<directory::v1::AddPartnerRequest>();
  request.set_treatment_unit(unit);
  request.set_display_name(login);
  request.set_login(login);
  return practice.SignIn(Role::kTherapist, therapist)
      .Insist(line_, &DirectoryService::Stub::AddPartner, request)
      .partner()
      .name();
}

storage::Rows World::Rows(const std::string& sql, std::initializer_list<storage::Value> values) {
  absl::StatusOr<storage::Rows> rows = storage::Rows();
  if (sql[0] == 'I') {
    rows = database_->Execute(sql, values).status().ok() ? rows : absl::InternalError("a row was not written");
  } else {
    rows = database_->Query(sql, values);
  }
  if (!rows.ok()) throw std::runtime_error(rows.status().ToString());
  return *std::move(rows);
}

std::map<std::string, int64_t> World::Records() {
  std::map<std::string, int64_t> records;
  for (const storage::Row& row : Rows("SELECT outcome, COUNT(*) FROM adagio_audit.record GROUP BY outcome")) {
    records[row.Text(0)] = row.Int(1);
  }
  return records;
}

std::string World::Contents() {
  while (Rows("SELECT COUNT(*) FROM adagio_events.outbox").at(0).Int(0) > 0) BackOff();
  std::vector<std::string> tables;
  for (const storage::Row& row : Rows("SELECT table_schema, table_name FROM information_schema.tables"
                                      " WHERE table_schema LIKE 'adagio%' AND table_schema <> 'adagio_audit'"
                                      " AND table_type = 'BASE TABLE' ORDER BY 1, 2")) {
    const std::string table = absl::StrCat(row.Text(0), ".", row.Text(1));
    if (table != "adagio_events.lease") tables.push_back(table);
  }
  std::string contents;
  for (const storage::Row& row : Rows("CHECKSUM TABLE " + absl::StrJoin(tables, ", "))) {
    absl::StrAppend(&contents, row.Text(0), " ", row.IsNull(1) ? "-" : row.Text(1), "\n");
  }
  return contents;
}

}  // namespace adagio::test
