#include "tests/access/probe.h"

#include <atomic>
#include <thread>

namespace adagio::test {
namespace {

constexpr size_t kAskers = 8;

}  // namespace

std::vector<Seen> AskAll(const std::string& address, const std::vector<Question>& questions) {
  std::vector<Seen> seen(questions.size());
  std::atomic<size_t> next = 0;
  std::vector<std::thread> askers;
  for (size_t i = 0; i < kAskers; ++i) {
    askers.emplace_back([&] {
      Asker asker(address);
      for (size_t at = next++; at < questions.size(); at = next++) seen[at] = asker.Ask(questions[at]);
    });
  }
  for (std::thread& asker : askers) asker.join();
  return seen;
}

Seen Ask(const std::string& address, const Question& question) { return Asker(address).Ask(question); }

}  // namespace adagio::test
