#pragma once

#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "services/cli/story/audience.h"

namespace adagio::story {

// Prints a story while it is played, for people: what it says, and side by side, one column for each actor who has one,
// what each did and saw. Reads that follow each other share a row. Plain text, 100 wide, at most three columns, no ids.
class PrintedStory final : public Audience {
 public:
  // Both outlive this.
  PrintedStory(const Story& story, std::ostream& out);

  void Announce(const Step& step) override;
  void Attend(const Scene& scene) override;
  // Prints what is still held back.
  void End() { EndRow(); }

 private:
  size_t ColumnOf(const Actor& actor) const;
  void PrintHeadings();
  void PrintTime(const Scene& scene);
  void EndRow();

  const Story& story_;
  std::ostream& out_;
  std::vector<const Actor*> columns_;
  std::vector<std::string> row_;  // one cell a column; "" where still free
  std::string time_;              // the last one printed
  bool row_reads_ = false;        // whether further reads may join the row
};

// `text` broken at blanks into lines of at most `width`, all but the first after `indent`.
std::vector<std::string> Wrap(const std::string& text, size_t width, const std::string& indent = "");

}  // namespace adagio::story
