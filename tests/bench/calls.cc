#include "tests/bench/calls.h"

#include <utility>

#include "adagio/server/v1/server.grpc.pb.h"
#include "services/platform/foundation/entropy.h"

namespace adagio::bench {
namespace {

const Couple& CoupleOf(const Practice& practice, int64_t k) {
  return practice.couples[static_cast<size_t>(k) % practice.couples.size()];
}

const Couple::Person& PersonOf(const Practice& practice, int64_t k) {
  const Couple& couple = CoupleOf(practice, k);
  return couple.people[static_cast<size_t>(k) / practice.couples.size() % couple.people.size()];
}

void FillGet(const Practice& practice, int64_t k, grpc::ClientContext& context,
             homework::v1::GetAssignmentRequest& request) {
  context.AddMetadata("authorization", PersonOf(practice, k).bearer);
  request.set_assignment(CoupleOf(practice, k).assignment_name);
}

// A stretch of calls of `method` of `Service`.
template <typename Service, typename Request, typename Response, typename Method>
Stretch StretchOf(std::string address, Method method, typename Calls<Request, Response>::Fill fill) {
  return [=](int concurrency, absl::Duration length) -> absl::StatusOr<Rate> {
    std::vector<std::unique_ptr<typename Service::Stub>> stubs;
    for (const auto& channel : ChannelsTo(address, concurrency)) stubs.push_back(Service::NewStub(channel));
    Calls<Request, Response> calls(fill, [&](size_t channel, grpc::ClientContext* context, const Request* request,
                                             Response* response, std::function<void(grpc::Status)> ended) {
      method(*stubs[channel], context, request, response, std::move(ended));
    });
    return calls.Measure(concurrency, length);
  };
}

}  // namespace

void FillAnswer(const Practice& practice, int64_t k, grpc::ClientContext& context,
                homework::v1::AnswerAssignmentRequest& request) {
  context.AddMetadata("authorization", PersonOf(practice, k).bearer);
  request.set_request_id(SystemEntropy().NewUuid().ToString());
  request.set_assignment(CoupleOf(practice, k).assignment_name);
  const auto rounds = static_cast<size_t>(k) / practice.couples.size() / 2;
  request.set_answer(rounds % 2 == 0 ? homework::v1::ANSWER_KIND_YES : homework::v1::ANSWER_KIND_TENTATIVE_YES);
}

Stretch Answers(const std::string& address, const Practice& practice) {
  using Service = homework::v1::HomeworkService;
  return StretchOf<Service, homework::v1::AnswerAssignmentRequest, homework::v1::AnswerAssignmentResponse>(
      address, [](Service::Stub& stub, auto... with) { stub.async()->AnswerAssignment(with...); },
      [&practice](int64_t k, grpc::ClientContext& context, homework::v1::AnswerAssignmentRequest& request) {
        FillAnswer(practice, k, context, request);
      });
}

Stretch Gets(const std::string& address, const Practice& practice) {
  using Service = homework::v1::HomeworkService;
  return StretchOf<Service, homework::v1::GetAssignmentRequest, homework::v1::GetAssignmentResponse>(
      address, [](Service::Stub& stub, auto... with) { stub.async()->GetAssignment(with...); },
      [&practice](int64_t k, grpc::ClientContext& context, homework::v1::GetAssignmentRequest& request) {
        FillGet(practice, k, context, request);
      });
}

Stretch GetServers(const std::string& address) {
  using Service = server::v1::ServerService;
  return StretchOf<Service, server::v1::GetServerRequest, server::v1::GetServerResponse>(
      address, [](Service::Stub& stub, auto... with) { stub.async()->GetServer(with...); },
      [](int64_t, grpc::ClientContext&, server::v1::GetServerRequest&) {});
}

}  // namespace adagio::bench
