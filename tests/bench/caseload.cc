// What a caseload's report costs when the caseload is the same and its past is a hundred times as long.
#include <grpcpp/grpcpp.h>

#include "absl/strings/str_cat.h"
#include "adagio/progress/v1/caseload.grpc.pb.h"
#include "adagio/progress/v1/progress.grpc.pb.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/connection.h"
#include "tests/bench/measures.h"

namespace adagio::bench {
namespace {

using Caseloads = progress::v1::CaseloadService;
using Progress = progress::v1::ProgressService;

// At most 1.3 times as slow.
constexpr double kTarget = 1 / 1.3;
constexpr int kAtOnce = 4;

template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Ask(Stub& stub, const std::string& bearer,
                             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                             const Request& request) {
  grpc::ClientContext context;
  context.AddMetadata("authorization", bearer);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (status.ok()) return response;
  return absl::InternalError(absl::StrCat(Request::descriptor()->name(), ": ", status.error_message()));
}

template <typename Request>
Request New() {
  Request request;
  request.set_request_id(SystemEntropy().NewUuid().ToString());
  return request;
}

// One GAD-7 of a partner, each item answered `value`.
absl::Status Score(Progress::Stub& stub, const Practice& practice, const Couple& couple, const Couple::Person& person,
                   int value) {
  auto start = New<progress::v1::StartAdministrationRequest>();
  start.set_partner(absl::StrCat("practices/", practice.id.ToString(), "/treatmentUnits/", couple.unit.ToString(),
                                 "/partners/", person.id.ToString()));
  start.set_instrument("gad7");
  ASSIGN_OR_RETURN(const auto started, Ask(stub, person.bearer, &Progress::Stub::StartAdministration, start));
  for (int item = 1; item <= 7; ++item) {
    auto save = New<progress::v1::SaveItemRequest>();
    save.set_administration(started.administration().name());
    save.set_item(item);
    save.set_value(value);
    RETURN_IF_ERROR(Ask(stub, person.bearer, &Progress::Stub::SaveItem, save).status());
  }
  auto submit = New<progress::v1::SubmitAdministrationRequest>();
  submit.set_administration(started.administration().name());
  return Ask(stub, person.bearer, &Progress::Stub::SubmitAdministration, submit).status();
}

absl::Status ScoreEverybody(const Bed& bed) {
  const auto stub = Progress::NewStub(grpc::CreateChannel(bed.adagiod->address(), grpc::InsecureChannelCredentials()));
  for (const int value : {2, 1}) {
    for (const Couple& couple : bed.practice.couples) {
      for (const Couple::Person& person : couple.people) {
        RETURN_IF_ERROR(Score(*stub, bed.practice, couple, person, value));
      }
    }
  }
  return absl::OkStatus();
}

// 99 more of every administration, 99 settled matters a unit, and ten partners who left long ago. As rows: through the
// contracts it would take an hour, and what is measured reads none of it or should not.
absl::Status GrowOld(const storage::Endpoint& root, const PracticeId& practice) {
  constexpr absl::string_view kCopies =
      "INSERT INTO adagio_progress.administration (practice_id, unit_id, administration_id, partner_id, instrument,"
      " instrument_version, series_id, number, entered_by, entered_role, occurred_at, started_at, started_version,"
      " submitted_at, answers, score)"
      " WITH RECURSIVE n AS (SELECT 1 AS k UNION ALL SELECT k + 1 FROM n WHERE k < 99)"
      " SELECT a.practice_id, a.unit_id, UNHEX(MD5(CONCAT(a.administration_id, n.k))), a.partner_id, a.instrument,"
      " a.instrument_version, UNHEX(MD5(CONCAT(a.administration_id, n.k))), a.number, a.entered_by, a.entered_role,"
      " a.occurred_at - INTERVAL n.k * 6 WEEK, a.started_at, a.started_version, a.submitted_at, a.answers, a.score"
      " FROM adagio_progress.administration a JOIN n WHERE a.practice_id = ?";
  constexpr absl::string_view kSettled =
      "INSERT INTO adagio_spine.worklist (practice_id, unit_id, kind, about_id, since, due_at, settled_at)"
      " WITH RECURSIVE n AS (SELECT 1 AS k UNION ALL SELECT k + 1 FROM n WHERE k < 99)"
      " SELECT g.practice_id, g.unit_id, 2, UNHEX(MD5(CONCAT(g.unit_id, n.k))), NOW(6) - INTERVAL 200 + n.k DAY,"
      " NOW(6) - INTERVAL 198 + n.k DAY, NOW(6) - INTERVAL 199 + n.k DAY"
      " FROM adagio_spine.unit_guard g JOIN n WHERE g.practice_id = ? AND g.unit_id > REPEAT(CHAR(0), 16)";
  constexpr absl::string_view kFormer =
      "INSERT INTO adagio_spine.relation (practice_id, unit_id, principal_id, kind, started_version, started_at,"
      " ended_version, ended_at)"
      " WITH RECURSIVE n AS (SELECT 1 AS k UNION ALL SELECT k + 1 FROM n WHERE k < 10)"
      " SELECT g.practice_id, g.unit_id, UNHEX(MD5(CONCAT(g.unit_id, 'left', n.k))), 1, 0, '2015-01-01', 1,"
      " '2016-01-01'"
      " FROM adagio_spine.unit_guard g JOIN n WHERE g.practice_id = ? AND g.unit_id > REPEAT(CHAR(0), 16)";
  ASSIGN_OR_RETURN(const auto connection, storage::Connection::Open(root));
  for (const absl::string_view sql : {kCopies, kSettled, kFormer}) {
    RETURN_IF_ERROR(connection->Execute(sql, {practice}).status());
  }
  return connection
      ->Query("ANALYZE TABLE adagio_progress.administration, adagio_spine.worklist, adagio_spine.relation", {})
      .status();
}

absl::StatusOr<Rate> MeasureReports(const Bed& bed, absl::Duration length) {
  std::vector<std::unique_ptr<Caseloads::Stub>> stubs;
  for (int i = 0; i < kAtOnce; ++i) {
    stubs.push_back(
        Caseloads::NewStub(grpc::CreateChannel(bed.adagiod->address(), grpc::InsecureChannelCredentials())));
  }
  progress::v1::GetCaseloadRequest request;
  request.set_practice(absl::StrCat("practices/", bed.practice.id.ToString()));
  // The therapists take turns with the couples.
  const auto partners = 2 * bed.practice.couples.size() / bed.practice.therapists.size();
  return MeasureThreads(kAtOnce, length, [&](int thread) -> absl::Status {
    ASSIGN_OR_RETURN(const auto report, Ask(*stubs[static_cast<size_t>(thread)], bed.practice.therapists[0],
                                            &Caseloads::Stub::GetCaseload, request));
    const bool whole = report.figures().outcomes_size() == 1 &&
                       report.figures().outcomes(0).paired() == static_cast<int32_t>(partners);
    return whole ? absl::OkStatus() : absl::InternalError("the report is not of the whole caseload");
  });
}

}  // namespace

absl::StatusOr<Figures> MeasureCaseload(const Bed& bed, Budget budget) {
  RETURN_IF_ERROR(ScoreEverybody(bed));
  const absl::Duration length = budget.length * budget.rounds;
  ASSIGN_OR_RETURN(const Rate young, MeasureReports(bed, length));
  RETURN_IF_ERROR(GrowOld(bed.root, bed.practice.id));
  ASSIGN_OR_RETURN(const Rate old, MeasureReports(bed, length));
  return Figures{Figure{.name = "caseload",
                        .value = old.per_second,
                        .limit = young.per_second,
                        .unit = "reports/s",
                        .concurrency = kAtOnce,
                        .n = old.n,
                        .target = kTarget}};
}

}  // namespace adagio::bench
