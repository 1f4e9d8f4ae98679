#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "services/platform/foundation/mutex.h"
#include "tests/support/practice.h"

namespace adagio::test {

// Both partners of a couple at once, each with check-ins, stances and answers. Each call is sent again with the same
// request id until it is acknowledged, as a careful client does, and what was acknowledged is remembered.
class Workload {
 public:
  // `address` tells where to connect now; it may change. The server must answer when this is made.
  Workload(const Couple& couple, std::function<std::string()> address);
  ~Workload();

  void Start();
  // Returns when every call under way was acknowledged, or given up after a minute.
  void Finish();
  // Returns when `more` further calls were acknowledged; false when that takes more than a minute.
  bool AwaitMore(int more);

  // What is wrong: calls that ended otherwise than acknowledged or in trouble; and, with what `line` answers now,
  // acknowledged writes that are missing, doubled or not the last, and first answers that a retry does not get.
  std::vector<std::string> Findings(const Line& line) const;

  int acknowledged() const;
  // Acknowledged calls that had to be sent more than once.
  int retried() const;
  // The longest from a call's first sending to its acknowledgement.
  absl::Duration longest() const;

 private:
  enum class Kind { kCheckIn, kStance, kAnswer };
  // An acknowledged call: how to send it again, and what it was answered.
  struct Sent {
    std::function<std::string(const Line&)> again;
    std::string answer;
  };
  struct Side {
    std::vector<std::string> notes;
    homework::v1::Stance stance = homework::v1::STANCE_WILLING;
    homework::v1::AnswerKind answer = homework::v1::ANSWER_KIND_UNSPECIFIED;
  };

  void Run(const std::string& partner, const Person& who, Kind kind);
  bool SendOne(const std::string& partner, const Person& who, Kind kind, int number);
  template <typename Stub, typename Request, typename Response>
  bool Send(const Person& who, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
            const Request& request);
  void Remember(Sent sent, absl::Duration took, int attempts);
  void AddSurprise(std::string surprise);
  void Compare(const Line& line, std::vector<std::string>& findings) const;
  void CompareStances(const Line& line, std::vector<std::string>& findings) const;

  const Couple couple_;
  const std::function<std::string()> address_;
  std::string assignment_;
  std::atomic<bool> stop_ = false;
  std::vector<std::thread> threads_;

  mutable Mutex mutex_;
  mutable Condition changed_;
  std::vector<Sent> sent_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, Side> sides_ ABSL_GUARDED_BY(mutex_);  // by partner: what was acknowledged
  std::vector<std::string> surprises_ ABSL_GUARDED_BY(mutex_);
  int retried_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Duration longest_ ABSL_GUARDED_BY(mutex_) = absl::ZeroDuration();
};

}  // namespace adagio::test
