#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace adagio::agreement {

// Park & Miller's generator, as in the scripts.
class Draws {
 public:
  explicit Draws(uint64_t seed) : state_(seed) {}

  double Next() {
    state_ = state_ * 16807 % 2147483647;
    return static_cast<double>(state_) / 2147483647;
  }

 private:
  uint64_t state_;
};

// Figures by name; a column is name[0], name[1] …
class Figures {
 public:
  void Say(const std::string& name, double value) { values_[name] = value; }
  void Say(const std::string& name, absl::Span<const double> values) {
    for (size_t i = 0; i < values.size(); ++i) Say(absl::StrCat(name, "[", i, "]"), values[i]);
  }

  const std::map<std::string, double>& values() const { return values_; }

 private:
  std::map<std::string, double> values_;
};

inline Figures FiguresIn(const std::string& text) {
  std::istringstream lines(text);
  Figures figures;
  std::string name;
  for (double value = 0; lines >> name >> value;) figures.Say(name, value);
  return figures;
}

inline std::string TextOf(const std::string& file) {
  std::ifstream in(std::string(AGREEMENT_DIR "/") + file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// What R (or Python, for NAME.py) prints for a script of this folder; empty where it, or a package the script needs, is
// not there.
inline std::string PrintedBy(const std::string& script, const std::string& argument = "") {
  const std::string program = absl::EndsWith(script, ".py") ? "python3" : "Rscript --vanilla";
  const std::string command = absl::StrCat(program, " '", AGREEMENT_DIR, "/", script, "' ", argument, " 2>/dev/null");
  std::FILE* pipe = popen(command.c_str(), "r");
  std::string text;
  std::array<char, 4096> part;
  while (pipe != nullptr) {
    const size_t size = std::fread(part.data(), 1, part.size(), pipe);
    if (size == 0) break;
    text.append(part.data(), size);
  }
  return pipe != nullptr && pclose(pipe) == 0 ? text : "";
}

// Every figure of either is in the other, and they differ by `tolerance` at most, absolutely and as a share.
inline void ExpectAgreement(const Figures& ours, const Figures& theirs, double tolerance) {
  ASSERT_FALSE(theirs.values().empty());
  for (const auto& [name, value] : theirs.values()) {
    const auto found = ours.values().find(name);
    ASSERT_NE(found, ours.values().end()) << name;
    EXPECT_NEAR(found->second, value, tolerance * std::fmax(1, std::fabs(value))) << name;
  }
  EXPECT_EQ(ours.values().size(), theirs.values().size());
}

}  // namespace adagio::agreement
