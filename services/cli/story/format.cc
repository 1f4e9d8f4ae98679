#include "services/cli/story/format.h"

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/descriptor_database.h>

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/cli/story/format.pb.h"
#include "services/platform/foundation/check.h"

namespace adagio::story {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::DescriptorProto;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorProto;
using google::protobuf::MethodDescriptor;

constexpr int kRace = 100;
constexpr int kRepeat = 101;
constexpr int kFirstRpc = 1000;

void AddField(DescriptorProto& type, const std::string& name, int number, const std::string& message,
              FieldDescriptorProto::Label label) {
  FieldDescriptorProto* field = type.add_field();
  field->set_name(name);
  field->set_number(number);
  field->set_label(label);
  field->set_type(message.empty() ? FieldDescriptorProto::TYPE_STRING : FieldDescriptorProto::TYPE_MESSAGE);
  if (!message.empty()) field->set_type_name(absl::StrCat(".", message));
}

DescriptorProto* AddType(FileDescriptorProto& file, const std::string& name) {
  DescriptorProto* type = file.add_message_type();
  type->set_name(name);
  return type;
}

// A step is a StepFrame, field by field and number by number, so that one can be read as the other.
void AddStep(FileDescriptorProto& file) {
  DescriptorProto* step = AddType(file, "Step");
  StepFrame::descriptor()->CopyTo(step);
  step->set_name("Step");
  AddField(*step, "race", kRace, "adagio.story.Race", FieldDescriptorProto::LABEL_OPTIONAL);
  AddField(*step, "repeat", kRepeat, "adagio.story.Repeat", FieldDescriptorProto::LABEL_OPTIONAL);
  AddField(*AddType(file, "Race"), "step", 1, "adagio.story.Step", FieldDescriptorProto::LABEL_REPEATED);
  DescriptorProto* repeat = AddType(file, "Repeat");
  AddField(*repeat, "step", 1, "adagio.story.Step", FieldDescriptorProto::LABEL_REPEATED);
  AddField(*repeat, "times", 2, "", FieldDescriptorProto::LABEL_OPTIONAL);
  repeat->mutable_field(1)->set_type(FieldDescriptorProto::TYPE_INT32);
}

void AddStory(FileDescriptorProto& file) {
  DescriptorProto* story = AddType(file, "Story");
  AddField(*story, "title", 1, "", FieldDescriptorProto::LABEL_OPTIONAL);
  AddField(*story, "cast", 2, Actor::descriptor()->full_name(), FieldDescriptorProto::LABEL_REPEATED);
  AddField(*story, "begin_with", 4, "", FieldDescriptorProto::LABEL_OPTIONAL);
  AddField(*story, "step", 3, "adagio.story.Step", FieldDescriptorProto::LABEL_REPEATED);
  AddField(*story, "clocks_go_forward_on_day", 5, "", FieldDescriptorProto::LABEL_OPTIONAL);
  story->mutable_field(4)->set_type(FieldDescriptorProto::TYPE_INT32);
}

}  // namespace

std::vector<const MethodDescriptor*> ServedMethods() {
  // The only list of what is linked in; public, though its name says otherwise.
  std::vector<std::string> files;
  DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  std::sort(files.begin(), files.end());
  std::vector<const MethodDescriptor*> methods;
  for (const std::string& name : files) {
    if (!absl::StartsWith(name, "adagio/")) continue;
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(name);
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const MethodDescriptor* method = file->service(s)->method(m);
        // Of a method that takes messages one is sent, and its answer is the answer.
        if (method->client_streaming() || !method->server_streaming()) methods.push_back(method);
      }
    }
  }
  return methods;
}

Format::Format() : pool_(DescriptorPool::generated_pool()), factory_(&pool_) {
  factory_.SetDelegateToGeneratedFactory(true);
  FileDescriptorProto file;
  file.set_name("adagio/story/played.proto");
  file.set_package("adagio.story");
  file.set_syntax("proto3");
  AddStep(file);
  AddStory(file);

  const std::vector<const MethodDescriptor*> methods = ServedMethods();
  std::multiset<std::string> names;
  std::set<std::string> imports{StepFrame::descriptor()->file()->name()};
  for (const MethodDescriptor* method : methods) {
    names.insert(method->name());
    imports.insert(method->input_type()->file()->name());
  }
  int number = kFirstRpc;
  for (const MethodDescriptor* method : methods) {
    const bool alone = names.count(method->name()) == 1;
    const std::string name = alone ? method->name() : absl::StrCat(method->service()->name(), "_", method->name());
    AddField(*file.mutable_message_type(0), name, number, method->input_type()->full_name(),
             FieldDescriptorProto::LABEL_OPTIONAL);
    methods_[number++] = method;
  }
  for (const std::string& import : imports) file.add_dependency(import);

  const auto* built = pool_.BuildFile(file);
  CHECK(built != nullptr);
  story_ = built->FindMessageTypeByName("Story");
}

std::unique_ptr<google::protobuf::Message> Format::NewStory() {
  return std::unique_ptr<google::protobuf::Message>(factory_.GetPrototype(story_)->New());
}

const MethodDescriptor* Format::MethodOf(const google::protobuf::FieldDescriptor* field) const {
  const auto method = methods_.find(field->number());
  return method == methods_.end() || field->containing_type()->name() != "Step" ? nullptr : method->second;
}

}  // namespace adagio::story
