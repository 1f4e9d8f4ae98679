#include "tests/faults/workload.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "tests/support/process.h"

namespace adagio::test {
namespace {

using homework::v1::AgreementService;
using homework::v1::HomeworkService;

constexpr absl::Duration kGivenUp = absl::Minutes(1);
constexpr absl::Duration kPatience = absl::Seconds(10);
// Of a kind and partner, in one workload: the therapist's view lists no more check-ins.
constexpr int kMostCalls = 150;

constexpr homework::v1::Stance kStances[] = {homework::v1::STANCE_TENTATIVE, homework::v1::STANCE_NOT_NOW,
                                             homework::v1::STANCE_OFF_LIMITS, homework::v1::STANCE_WILLING};

// Stances are changed where nothing is offered, so that nothing stops the step that is.
constexpr const char* kOffered = "sitting_close";
constexpr const char* kOther = "back_rub_clothed";

}  // namespace

Workload::Workload(const Couple& couple, std::function<std::string()> address)
    : couple_(couple), address_(std::move(address)) {
  assignment_ =
      couple_.thea.Insist(Line(address_()), &HomeworkService::Stub::OfferAssignment, OfferOf(couple_, kOffered))
          .assignment()
          .name();
}

Workload::~Workload() { Finish(); }

void Workload::Start() {
  stop_ = false;
  for (const Kind kind : {Kind::kCheckIn, Kind::kStance, Kind::kAnswer}) {
    threads_.emplace_back([this, kind] { Run(couple_.pat_name, couple_.pat, kind); });
    threads_.emplace_back([this, kind] { Run(couple_.dana_name, couple_.dana, kind); });
  }
}

void Workload::Finish() {
  stop_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool Workload::AwaitMore(int more) {
  const absl::Duration until = Elapsed() + kGivenUp;
  MutexLock lock(mutex_);
  const size_t wanted = sent_.size() + static_cast<size_t>(more);
  while (sent_.size() < wanted && Elapsed() < until) changed_.WaitFor(mutex_, until - Elapsed());
  return sent_.size() >= wanted;
}

void Workload::Run(const std::string& partner, const Person& who, Kind kind) {
  for (int number = 0; number < kMostCalls && !stop_; ++number) {
    if (!SendOne(partner, who, kind, number)) return;
  }
}

bool Workload::SendOne(const std::string& partner, const Person& who, Kind kind, int number) {
  if (kind == Kind::kCheckIn) {
    const std::string note = NewId();
    if (!Send(who, &HomeworkService::Stub::RecordCheckIn, CheckInTo(assignment_, note))) return false;
    MutexLock lock(mutex_);
    sides_[partner].notes.push_back(note);
  } else if (kind == Kind::kStance) {
    const homework::v1::Stance stance = kStances[number % 4];
    if (!Send(who, &AgreementService::Stub::SetStance, StanceTo(couple_, kOther, stance))) return false;
    MutexLock lock(mutex_);
    sides_[partner].stance = stance;
  } else {
    const auto answer = number % 2 == 0 ? homework::v1::ANSWER_KIND_YES : homework::v1::ANSWER_KIND_TENTATIVE_YES;
    if (!Send(who, &HomeworkService::Stub::AnswerAssignment, AnswerTo(assignment_, answer))) return false;
    MutexLock lock(mutex_);
    sides_[partner].answer = answer;
  }
  return true;
}

template <typename Stub, typename Request, typename Response>
bool Workload::Send(const Person& who, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request) {
  const absl::Duration began = Elapsed();
  for (int attempts = 1; Elapsed() - began < kGivenUp; ++attempts) {
    const Reply<Response> reply = who.Call(Line(address_()), method, request, kPatience);
    if (reply.ok()) {
      auto again = [&who, method, request](const Line& line) {
        const Response second = who.Insist(line, method, request);
        return second.SerializeAsString();
      };
      Remember({std::move(again), reply.response.SerializeAsString()}, Elapsed() - began, attempts);
      return true;
    }
    if (!IsTrouble(reply.status)) {
      AddSurprise(absl::StrCat(Request::descriptor()->name(), ": ", NameOf(reply.status)));
      return false;
    }
    BackOff();
  }
  AddSurprise(absl::StrCat(Request::descriptor()->name(), ": in trouble for a minute"));
  return false;
}

void Workload::Remember(Sent sent, absl::Duration took, int attempts) {
  {
    MutexLock lock(mutex_);
    sent_.push_back(std::move(sent));
    longest_ = std::max(longest_, took);
    if (attempts > 1) ++retried_;
  }
  changed_.NotifyAll();
}

void Workload::AddSurprise(std::string surprise) {
  MutexLock lock(mutex_);
  surprises_.push_back(std::move(surprise));
}

std::vector<std::string> Workload::Findings(const Line& line) const {
  MutexLock lock(mutex_);
  std::vector<std::string> findings = surprises_;
  Compare(line, findings);
  CompareStances(line, findings);
  for (const Sent& sent : sent_) {
    if (sent.again(line) != sent.answer) findings.push_back("a retry was not given the first answer");
  }
  Compare(line, findings);
  return findings;
}

void Workload::Compare(const Line& line, std::vector<std::string>& findings) const ABSL_NO_THREAD_SAFETY_ANALYSIS {
  homework::v1::GetUnitHomeworkRequest request;
  request.set_treatment_unit(couple_.unit);
  const auto homework = couple_.thea.Insist(line, &HomeworkService::Stub::GetUnitHomework, request);
  if (homework.assignments_size() != 1) {
    findings.push_back(absl::StrCat("there are ", homework.assignments_size(), " assignments, not one"));
    return;
  }
  for (const auto& side : homework.assignments(0).sides()) {
    const auto expected = sides_.find(side.partner());
    if (expected == sides_.end()) continue;
    std::vector<std::string> notes;
    for (const auto& check_in : side.check_ins()) notes.push_back(check_in.felt_good());
    // Oldest first, and one thread wrote them.
    if (notes != expected->second.notes) {
      findings.push_back(absl::StrCat(expected->second.notes.size(), " check-ins were acknowledged and ", notes.size(),
                                      " are there, or others"));
    }
    if (side.answer() != expected->second.answer) findings.push_back("another answer than the last acknowledged one");
  }
}

void Workload::CompareStances(const Line& line,
                              std::vector<std::string>& findings) const ABSL_NO_THREAD_SAFETY_ANALYSIS {
  homework::v1::GetStancesRequest request;
  request.set_agreement(couple_.agreement);
  const auto stances = couple_.thea.Insist(line, &AgreementService::Stub::GetStances, request);
  for (const auto& participant : stances.participants()) {
    const auto expected = sides_.find(participant.partner());
    if (expected == sides_.end()) continue;
    for (const auto& stance : participant.stances()) {
      if (stance.activity() == kOther && stance.stance() != expected->second.stance) {
        findings.push_back("another stance than the last acknowledged one");
      }
    }
  }
}

int Workload::acknowledged() const {
  MutexLock lock(mutex_);
  return static_cast<int>(sent_.size());
}

int Workload::retried() const {
  MutexLock lock(mutex_);
  return retried_;
}

absl::Duration Workload::longest() const {
  MutexLock lock(mutex_);
  return longest_;
}

}  // namespace adagio::test
