#pragma once

#include <gtest/gtest.h>

#include "tests/support/practice.h"
#include "tests/support/server_process.h"

namespace adagio::test {

// A data folder with one server on it and a practice in it, for one test.
class Site : public testing::Test {
 protected:
  std::string address() const { return server_.address(); }
  Line NewLine() const { return Line(address()); }

  const storage::TestFolder folder_;
  ServerProcess server_{{"--data=" + folder_.path().string()}};
  Practice practice_{NewLine(), folder_.path()};
};

// Stops and kills one process by something that its number cannot be reused under.
class Target {
 public:
  explicit Target(pid_t pid);
  ~Target();
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  void Signal(int signal) const;
  // SIGKILL; returns when it has ended.
  void Kill() const;
  bool EndsWithin(absl::Duration patience) const;

 private:
  const int ending_;
};

}  // namespace adagio::test
