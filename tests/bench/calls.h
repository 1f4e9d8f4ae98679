#pragma once

#include "adagio/homework/v1/homework.grpc.pb.h"
#include "tests/bench/load.h"
#include "tests/bench/practice.h"

namespace adagio::bench {

// The `k`th answer: round the couples, then round their people; a yes, and the next time a tentative yes.
void FillAnswer(const Practice& practice, int64_t k, grpc::ClientContext& context,
                homework::v1::AnswerAssignmentRequest& request);

// AnswerAssignment at `address`.
Stretch Answers(const std::string& address, const Practice& practice);
// GetAssignment at `address`.
Stretch Gets(const std::string& address, const Practice& practice);
// GetServer at `address`, without a token.
Stretch GetServers(const std::string& address);

}  // namespace adagio::bench
