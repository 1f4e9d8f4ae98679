#include "services/cli/story/printed.h"

#include <google/protobuf/descriptor.pb.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/cli/story/tell.h"
#include "services/cli/story/times.h"

namespace adagio::story {
namespace {

constexpr size_t kWidth = 100;
constexpr size_t kGap = 2;
constexpr size_t kMostColumns = 3;

bool Reads(const Step& step) {
  return step.method->options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
}

// How wide `text` is on a screen, for texts without wide letters: one for each character, not for each byte.
size_t Columns(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string Padded(const std::string& text, size_t width) {
  const size_t taken = Columns(text);
  return taken < width ? text + std::string(width - taken, ' ') : text;
}

std::string Trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

void PrintBeside(const std::vector<std::string>& cells, std::ostream& out) {
  // Further lines of a cell stand in a little, so that cells of one column are told apart.
  const size_t width = (kWidth + kGap) / cells.size() - kGap;
  std::vector<std::vector<std::string>> wrapped;
  size_t lines = 0;
  for (const std::string& cell : cells) {
    wrapped.push_back(Wrap(cell, width, "  "));
    lines = std::max(lines, wrapped.back().size());
  }
  for (size_t i = 0; i < lines; ++i) {
    std::string line;
    for (const auto& column : wrapped) {
      line += Padded(i < column.size() ? column[i] : "", width + kGap);
    }
    out << Trimmed(line) << "\n";
  }
}

}  // namespace

std::vector<std::string> Wrap(const std::string& text, size_t width, const std::string& indent) {
  std::vector<std::string> lines;
  std::string line;
  for (const absl::string_view word : absl::StrSplit(text, absl::ByAnyChar(" \n"), absl::SkipEmpty())) {
    if (!line.empty() && Columns(line) + 1 + Columns(std::string(word)) > width) {
      lines.push_back(std::move(line));
      line = indent;
    } else if (!line.empty()) {
      line += ' ';
    }
    absl::StrAppend(&line, word);
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

PrintedStory::PrintedStory(const Story& story, std::ostream& out) : story_(story), out_(out) {
  for (const Actor& actor : story.cast) {
    if (!actor.column().empty() && columns_.size() < kMostColumns) columns_.push_back(&actor);
  }
  row_.resize(columns_.size());
  out_ << story_.title << "\n";
}

size_t PrintedStory::ColumnOf(const Actor& actor) const {
  return static_cast<size_t>(std::find(columns_.begin(), columns_.end(), &actor) - columns_.begin());
}

void PrintedStory::PrintHeadings() {
  std::vector<std::string> headings;
  for (const Actor* actor : columns_) headings.push_back(actor->column());
  if (!headings.empty()) PrintBeside(headings, out_);
}

void PrintedStory::Announce(const Step& step) {
  if (step.frame.part().empty() && step.frame.say().empty()) return;
  EndRow();
  if (!step.frame.part().empty()) {
    out_ << "\n== " << step.frame.part() << " ";
    out_ << std::string(kWidth - std::min(kWidth, Columns(step.frame.part()) + 4), '=') << "\n";
    PrintHeadings();
  }
  if (step.frame.say().empty()) return;
  out_ << "\n";
  for (const std::string& line : Wrap(step.frame.say(), kWidth)) out_ << line << "\n";
}

void PrintedStory::PrintTime(const Scene& scene) {
  const std::string time = TellTime(scene.at, scene.beginning);
  if (time == time_) return;
  time_ = time;
  out_ << "-- " << time << "\n";
}

void PrintedStory::Attend(const Scene& scene) {
  if (scene.actor == nullptr) return;
  const std::string told = Tell(scene.step.frame.tell(), *scene.step.method, *scene.outcome);
  if (told.empty()) return;
  const size_t column = ColumnOf(*scene.actor);
  const bool joins = column < row_.size() && row_reads_ && Reads(scene.step) && row_[column].empty() &&
                     time_ == TellTime(scene.at, scene.beginning);
  if (!joins) EndRow();
  PrintTime(scene);
  if (column == row_.size()) {
    for (const std::string& line : Wrap(absl::StrCat(scene.actor->name(), ": ", told), kWidth)) out_ << line << "\n";
    return;
  }
  row_[column] = told;
  row_reads_ = Reads(scene.step);
}

void PrintedStory::EndRow() {
  const bool empty = std::all_of(row_.begin(), row_.end(), [](const std::string& cell) { return cell.empty(); });
  if (!empty) PrintBeside(row_, out_);
  for (std::string& cell : row_) cell.clear();
  row_reads_ = false;
}

}  // namespace adagio::story
