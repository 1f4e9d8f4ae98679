#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/cli/story/check_step.h"
#include "services/cli/story/fields.h"
#include "services/cli/story/format.h"
#include "services/cli/story/story.h"
#include "services/platform/foundation/status.h"

namespace adagio::story {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::TextFormat;
using Tree = TextFormat::ParseInfoTree;

// Keeps the first complaint of the text's parser.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    if (first_.empty()) first_ = absl::StrCat(line + 1, ":", column + 1, ": ", message);
  }
  const std::string& first() const { return first_; }

 private:
  std::string first_;
};

std::string Text(const Message& message, const char* field) {
  return message.GetReflection()->GetString(message, message.GetDescriptor()->FindFieldByName(field));
}

// Turns files into one Story, checking each step against what the steps before it make known.
class Reader {
 public:
  Reader(Format& format, const Open& open, Story& story) : format_(format), open_(open), story_(story) {}

  absl::Status ReadFile(absl::string_view text, const std::string& file) {
    const std::unique_ptr<Message> parsed = format_.NewStory();
    FirstError error;
    Tree tree;
    TextFormat::Parser parser;
    parser.RecordErrorsTo(&error);
    parser.WriteLocationsTo(&tree);
    if (!parser.ParseFromString(std::string(text), parsed.get())) {
      return absl::InvalidArgumentError(absl::StrCat(file, ":", error.first()));
    }
    const std::string begin_with = Text(*parsed, "begin_with");
    if (!begin_with.empty()) RETURN_IF_ERROR(ReadBeginning(begin_with, file));
    file_ = file;
    story_.title = Text(*parsed, "title");
    RETURN_IF_ERROR(ReadClockChange(*parsed));
    RETURN_IF_ERROR(ReadCast(*parsed));
    return ReadSteps(*parsed, tree, "", story_.steps);
  }

 private:
  absl::Status ReadBeginning(const std::string& begin_with, const std::string& file) {
    file_ = file;
    if (begun_) return Complain(0, "a story that others begin with begins by itself");
    if (open_ == nullptr) return Complain(0, "begins with another story, and there is none beside it");
    begun_ = true;
    const size_t folder = file.rfind('/');
    const std::string path = folder == std::string::npos ? begin_with : file.substr(0, folder + 1) + begin_with;
    const absl::StatusOr<std::string> text = open_(path);
    if (!text.ok()) return Complain(0, text.status().message());
    return ReadFile(*text, path);
  }

  absl::Status ReadClockChange(const Message& file) {
    const auto* field = file.GetDescriptor()->FindFieldByName("clocks_go_forward_on_day");
    const int day = file.GetReflection()->GetInt32(file, field);
    if (day == 0) return absl::OkStatus();
    if (day < 0 || day > 364 || day % 7 != 0) {
      return Complain(0, "clocks go forward on a Sunday: on day 7, 14, ... or 364 of a story");
    }
    story_.clocks_go_forward_on_day = day;
    return absl::OkStatus();
  }

  absl::Status ReadCast(const Message& file) {
    const auto* reflection = file.GetReflection();
    const auto* cast = file.GetDescriptor()->FindFieldByName("cast");
    for (int i = 0; i < reflection->FieldSize(file, cast); ++i) {
      Actor actor;
      actor.CopyFrom(reflection->GetRepeatedMessage(file, cast, i));
      if (actor.name().empty()) return Complain(0, "an actor of the cast has no name");
      if (story_.Find(actor.name()) != nullptr) return Complain(0, absl::StrCat("two actors are '", actor.name(), "'"));
      story_.cast.push_back(std::move(actor));
    }
    return absl::OkStatus();
  }

  // Reads the steps in the list "step" of `parent`, numbering them after `prefix`.
  absl::Status ReadSteps(const Message& parent, const Tree& tree, const std::string& prefix, std::vector<Step>& steps) {
    // The steps of a race know nothing of each other.
    const bool race = parent.GetDescriptor()->name() == "Race";
    const Known before = known_;
    const FieldDescriptor* field = parent.GetDescriptor()->FindFieldByName("step");
    const auto* reflection = parent.GetReflection();
    for (int i = 0; i < reflection->FieldSize(parent, field); ++i) {
      Step step;
      step.file = file_;
      step.number = absl::StrCat(prefix, i + 1);
      step.line = tree.GetLocation(field, i).line + 1;
      const Message& written = reflection->GetRepeatedMessage(parent, field, i);
      RETURN_IF_ERROR(ReadStep(written, *tree.GetTreeForNested(field, i), step));
      steps.push_back(std::move(step));
      if (race) known_ = before;
    }
    for (const Step& step : steps) Learn(step, known_);
    return absl::OkStatus();
  }

  absl::Status Complain(int line, absl::string_view what) const {
    const std::string where = line > 0 ? absl::StrCat(file_, ":", line) : file_;
    return absl::InvalidArgumentError(absl::StrCat(where, ": ", what));
  }

  absl::Status ReadStep(const Message& message, const Tree& tree, Step& step) {
    const auto* type = message.GetDescriptor();
    RETURN_IF_ERROR(ReadRequest(message, step));
    step.frame.ParseFromString(message.SerializeAsString());
    step.frame.DiscardUnknownFields();
    RETURN_IF_ERROR(ReadInner(message, type->FindFieldByName("race"), tree, step, step.raced));
    RETURN_IF_ERROR(ReadInner(message, type->FindFieldByName("repeat"), tree, step, step.repeated));

    const Locate locate = [&](const char* name, int index, const absl::Status& complaint) -> absl::Status {
      if (complaint.ok()) return complaint;
      const FieldDescriptor* field = type->FindFieldByName(name);
      const int line = field == nullptr ? -1 : tree.GetLocation(field, index).line;
      return Complain(line < 0 ? step.line : line + 1, complaint.message());
    };
    RETURN_IF_ERROR(CheckStep(step, story_, known_, locate));
    Learn(step, known_);
    return absl::OkStatus();
  }

  absl::Status ReadRequest(const Message& message, Step& step) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      const auto* method = format_.MethodOf(field);
      if (method == nullptr) continue;
      if (step.method != nullptr) return Complain(step.line, "a step calls one thing only");
      step.method = method;
      step.request.reset(MessageFactory::generated_factory()->GetPrototype(method->input_type())->New());
      step.request->CopyFrom(message.GetReflection()->GetMessage(message, field));
    }
    return absl::OkStatus();
  }

  // Reads the steps inside a race or a repetition, where `message` has one.
  absl::Status ReadInner(const Message& message, const FieldDescriptor* field, const Tree& tree, Step& step,
                         std::vector<Step>& inner) {
    const auto* reflection = message.GetReflection();
    if (!reflection->HasField(message, field)) return absl::OkStatus();
    const Message& block = reflection->GetMessage(message, field);
    if (const FieldDescriptor* times = block.GetDescriptor()->FindFieldByName("times"); times != nullptr) {
      step.times = block.GetReflection()->GetInt32(block, times);
    }
    RETURN_IF_ERROR(ReadSteps(block, *tree.GetTreeForNested(field, -1), absl::StrCat(step.number, "."), inner));
    return inner.empty() ? Complain(step.line, "nothing inside") : absl::OkStatus();
  }

  Format& format_;
  const Open& open_;
  Story& story_;
  std::string file_;    // being read
  bool begun_ = false;  // another story came first
  Known known_;
};

}  // namespace

const Actor* Story::Find(absl::string_view name) const {
  const auto found = std::find_if(cast.begin(), cast.end(), [&](const Actor& a) { return a.name() == name; });
  return found == cast.end() ? nullptr : &*found;
}

absl::StatusOr<Story> ReadStory(absl::string_view text, absl::string_view file, const Open& open) {
  Format format;
  Story story;
  story.file = std::string(file);
  RETURN_IF_ERROR(Reader(format, open, story).ReadFile(text, story.file));
  return story;
}

}  // namespace adagio::story
