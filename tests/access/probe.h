#pragma once

#include <string>
#include <vector>

#include "tests/support/asker.h"

namespace adagio::test {

// Asks all of `questions` of the server at `address`, several at a time, and gives what was seen in their order.
std::vector<Seen> AskAll(const std::string& address, const std::vector<Question>& questions);
Seen Ask(const std::string& address, const Question& question);

}  // namespace adagio::test
