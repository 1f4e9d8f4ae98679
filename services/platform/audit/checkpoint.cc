#include "services/platform/audit/checkpoint.h"

#include <sodium.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

constexpr absl::string_view kTitle = "adagio audit checkpoint v1";
constexpr absl::string_view kMoment = "%Y-%m-%dT%H:%M:%E6SZ";
constexpr size_t kLinesBeforeStreams = 6;

std::string Base64(const Hash& hash) { return absl::Base64Escape(View(hash)); }

bool ReadHash(absl::string_view text, Hash& hash) {
  std::string bytes;
  if (!absl::Base64Unescape(text, &bytes) || bytes.size() != hash.size()) return false;
  hash = HashFromBytes(bytes);
  return true;
}

bool ReadUuid(absl::string_view text, Uuid& uuid) {
  const absl::StatusOr<Uuid> parsed = Uuid::Parse(text);
  if (parsed.ok()) uuid = *parsed;
  return parsed.ok();
}

bool ReadMoment(absl::string_view text, absl::Time& time) {
  std::string error;
  return absl::ParseTime(kMoment, text, &time, &error);
}

bool ReadStream(absl::string_view line, Heads& heads) {
  const std::vector<absl::string_view> words = absl::StrSplit(line, ' ');
  StreamId stream;
  Head head;
  if (words.size() != 3 || !ReadUuid(words[0], stream) || !absl::SimpleAtoi(words[1], &head.seq)) return false;
  return ReadHash(words[2], head.hash) && heads.emplace(stream, head).second;
}

// The rest of a line that begins with `word`; empty where it begins otherwise.
absl::string_view After(absl::string_view word, absl::string_view line) {
  return absl::ConsumePrefix(&line, word) && absl::ConsumePrefix(&line, " ") ? line : absl::string_view();
}

bool Read(const std::vector<absl::string_view>& lines, Checkpoint& checkpoint) {
  if (lines.size() < kLinesBeforeStreams || lines[0] != kTitle) return false;
  if (!ReadUuid(After("process", lines[1]), checkpoint.process)) return false;
  if (!absl::SimpleAtoi(After("number", lines[2]), &checkpoint.number)) return false;
  if (!ReadMoment(After("at", lines[3]), checkpoint.at)) return false;
  if (!ReadHash(After("previous", lines[4]), checkpoint.previous)) return false;
  if (!ReadHash(After("root", lines[5]), checkpoint.root)) return false;
  for (size_t line = kLinesBeforeStreams; line < lines.size(); ++line) {
    if (!ReadStream(lines[line], checkpoint.moved)) return false;
  }
  return true;
}

}  // namespace

std::string TextOf(const Checkpoint& checkpoint) {
  std::string text = absl::StrCat(kTitle, "\nprocess ", checkpoint.process.ToString(), "\nnumber ", checkpoint.number,
                                  "\nat ", absl::FormatTime(kMoment, checkpoint.at, absl::UTCTimeZone()), "\nprevious ",
                                  Base64(checkpoint.previous), "\nroot ", Base64(checkpoint.root), "\n");
  for (const auto& [stream, head] : checkpoint.moved) {
    absl::StrAppend(&text, stream.ToString(), " ", head.seq, " ", Base64(head.hash), "\n");
  }
  return text;
}

absl::StatusOr<Checkpoint> CheckpointFrom(absl::string_view text) {
  const absl::string_view body = absl::StripSuffix(text, "\n");
  const std::vector<absl::string_view> lines = absl::StrSplit(body, '\n');
  Checkpoint checkpoint;
  if (!Read(lines, checkpoint) || TextOf(checkpoint) != text) {
    return absl::DataLossError("a note that is no checkpoint");
  }
  return checkpoint;
}

Hash HashOfNote(absl::string_view note) {
  Hash hash;
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(note.data()), note.size());
  return hash;
}

}  // namespace adagio::audit
