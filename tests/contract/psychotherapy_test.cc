#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "adagio/notes/v1/notes.pb.h"
#include "adagio/notes/v1/psychotherapy.pb.h"
#include "adagio/options/v1/options.pb.h"

// What a psychotherapy note may hold and who may get at one is said by the contract alone, and pinned here: widening it
// takes a change of this page.
namespace adagio::notes {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

const FileDescriptor& File() { return *v1::PsychotherapyNote::descriptor()->file(); }

std::vector<std::string> FieldsOf(const Descriptor& message) {
  std::vector<std::string> fields;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    fields.push_back(std::string(field.type_name()) + " " + field.name());
  }
  return fields;
}

void Reach(const Descriptor* message, std::set<const Descriptor*>& reached) {
  if (!reached.insert(message).second) return;
  for (int i = 0; i < message->field_count(); ++i) {
    if (message->field(i)->message_type() != nullptr) Reach(message->field(i)->message_type(), reached);
  }
}

TEST(APsychotherapyNote, HoldsAnAuthorsTextAndNothingElse) {
  EXPECT_THAT(FieldsOf(*v1::PsychotherapyNote::descriptor()), testing::ElementsAre("string name", "string text"));
  EXPECT_THAT(FieldsOf(*v1::WritePsychotherapyNoteRequest::descriptor()),
              testing::ElementsAre("string request_id", "string treatment_unit", "string text"));
}

// Scores, times and summaries come as numbers, moments and messages: there is room for none.
TEST(APsychotherapyNote, HasNoFieldAnywhereForAScoreOrATime) {
  for (int i = 0; i < File().message_type_count(); ++i) {
    const Descriptor& message = *File().message_type(i);
    for (int f = 0; f < message.field_count(); ++f) {
      const FieldDescriptor& field = *message.field(f);
      if (field.name() == "page_size") continue;
      if (field.type() == FieldDescriptor::TYPE_STRING) continue;
      EXPECT_EQ(field.message_type(), v1::PsychotherapyNote::descriptor()) << field.full_name();
    }
  }
}

TEST(APsychotherapyNote, IsForATherapistOfTheUnitThroughItsOwnServiceAlone) {
  ASSERT_EQ(File().service_count(), 1);
  for (int i = 0; i < File().service(0)->method_count(); ++i) {
    const MethodDescriptor& method = *File().service(0)->method(i);
    const options::v1::Access& access = method.options().GetExtension(options::v1::access);
    EXPECT_THAT(access.roles(), testing::ElementsAre(options::v1::ROLE_THERAPIST)) << method.full_name();
    EXPECT_EQ(access.relation(), options::v1::RELATION_UNIT) << method.full_name();
  }
}

TEST(AProgressNote, ReachesNoFieldOfAPsychotherapyNote) {
  const auto* service = v1::Note::descriptor()->file()->service(0);
  for (int i = 0; i < service->method_count(); ++i) {
    std::set<const Descriptor*> reached;
    Reach(service->method(i)->input_type(), reached);
    Reach(service->method(i)->output_type(), reached);
    for (const Descriptor* message : reached) {
      EXPECT_NE(message->file(), &File()) << message->full_name();
      for (int f = 0; f < message->field_count(); ++f) {
        EXPECT_NE(message->field(f)->options().GetExtension(options::v1::field).data_class(),
                  options::v1::DATA_CLASS_PSYCHOTHERAPY)
            << message->field(f)->full_name();
      }
    }
  }
}

// No partner, no administrator and no practice system calls any method of notes.
TEST(Notes, AreForCliniciansOfTheUnitAlone) {
  const auto* service = v1::Note::descriptor()->file()->service(0);
  for (int i = 0; i < service->method_count(); ++i) {
    const options::v1::Access& access = service->method(i)->options().GetExtension(options::v1::access);
    EXPECT_EQ(access.relation(), options::v1::RELATION_UNIT);
    for (const int role : access.roles()) {
      EXPECT_THAT(role, testing::AnyOf(options::v1::ROLE_THERAPIST, options::v1::ROLE_SUPERVISOR))
          << service->method(i)->full_name();
    }
  }
}

}  // namespace
}  // namespace adagio::notes
