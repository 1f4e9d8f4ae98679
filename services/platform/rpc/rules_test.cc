#include "services/platform/rpc/rules.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/descriptor_database.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "adagio/audit/v1/audit.pb.h"
#include "adagio/directory/v1/directory.pb.h"
#include "adagio/homework/v1/homework.pb.h"
#include "adagio/intake/v1/bids.pb.h"
#include "adagio/intake/v1/formulation.pb.h"
#include "adagio/intake/v1/intake.pb.h"
#include "adagio/server/v1/server.pb.h"

namespace adagio::rpc {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FileDescriptor;
using google::protobuf::ServiceDescriptor;
using ::testing::HasSubstr;

std::vector<const ServiceDescriptor*> EveryService() {
  std::vector<const ServiceDescriptor*> services;
  for (const FileDescriptor* file :
       {audit::v1::ListAccessesRequest::descriptor()->file(), directory::v1::Practice::descriptor()->file(),
        homework::v1::GetAssignmentRequest::descriptor()->file(), intake::v1::Intake::descriptor()->file(),
        intake::v1::Bid::descriptor()->file(), intake::v1::FormulationVersion::descriptor()->file(),
        server::v1::GetServerRequest::descriptor()->file()}) {
    for (int i = 0; i < file->service_count(); ++i) services.push_back(file->service(i));
  }
  return services;
}

TEST(RuleBook, HasOneRuleForEveryMethodOfEveryContract) {
  const absl::StatusOr<RuleBook> book = RuleBook::Build(EveryService());
  ASSERT_TRUE(book.ok()) << book.status().message();
  size_t methods = 0;
  for (const ServiceDescriptor* service : EveryService()) {
    for (int i = 0; i < service->method_count(); ++i, ++methods) {
      const std::string name = absl::StrCat(service->full_name(), "/", service->method(i)->name());
      const MethodRule* rule = book->Find(name);
      ASSERT_NE(rule, nullptr) << name;
      EXPECT_EQ(rule->request, service->method(i)->input_type()) << name;
    }
  }
  EXPECT_EQ(book->methods().size(), methods);
  EXPECT_GT(methods, 40u);
}

// A method is recognised by its types, so that a handler cannot stand behind another method's rule.
TEST(RuleBook, KnowsNoTwoMethodsOfTheSameRequest) {
  const absl::StatusOr<RuleBook> book = RuleBook::Build(EveryService());
  ASSERT_TRUE(book.ok());
  std::set<const google::protobuf::Descriptor*> requests;
  for (const absl::string_view method : book->methods()) {
    EXPECT_TRUE(requests.insert(book->Find(method)->request).second) << method;
  }
}

TEST(RuleBook, ReadsTheAccessRuleOfAMethod) {
  const absl::StatusOr<RuleBook> book = RuleBook::Build(EveryService());
  ASSERT_TRUE(book.ok());
  const MethodRule* rule = book->Find("adagio.directory.v1.DirectoryService/EndMembership");
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->roles, std::vector<Role>{Role::kTherapist});
  EXPECT_EQ(rule->relation, options::v1::RELATION_UNIT);
  EXPECT_EQ(rule->shape, "practices/{}/treatmentUnits/{}/partners/{}");
  EXPECT_EQ(rule->purpose, "TREATMENT");
  EXPECT_TRUE(rule->changes());
  ASSERT_NE(rule->request_id, nullptr);
  EXPECT_EQ(rule->request_id->name(), "request_id");
  EXPECT_EQ(book->Find("adagio.directory.v1.DirectoryService/endMembership"), nullptr);
}

TEST(RuleBook, DoesNotKnowAServiceThatIsNotThere) {
  const absl::string_view name = "adagio.directory.v1.NoService";
  EXPECT_THAT(std::string(RuleBook::Build({name}).status().message()), HasSubstr("NoService"));
}

constexpr absl::string_view kGoodContract = R"pb(
  name: "bad.proto"
  package: "adagio.bad.v1"
  syntax: "proto3"
  dependency: "adagio/options/v1/options.proto"
  message_type {
    name: "Request"
    field {
      name: "request_id"
      number: 1
      type: TYPE_STRING
      label: LABEL_OPTIONAL
      json_name: "a"
      options {
        [adagio.options.v1.field] { data_class: DATA_CLASS_PUBLIC required: true uuid: true max_length: 36 }
      }
    }
    field {
      name: "unit"
      number: 2
      type: TYPE_STRING
      label: LABEL_OPTIONAL
      json_name: "b"
      options {
        [adagio.options.v1.field] {
          data_class: DATA_CLASS_PUBLIC
          required: true
          max_length: 200
          resource: "practices/{}/treatmentUnits/{}"
        }
      }
    }
    field {
      name: "inner"
      number: 3
      type: TYPE_MESSAGE
      type_name: ".adagio.bad.v1.Inner"
      label: LABEL_OPTIONAL
      json_name: "c"
    }
  }
  message_type {
    name: "Inner"
    field {
      name: "words"
      number: 1
      type: TYPE_STRING
      label: LABEL_REPEATED
      json_name: "a"
      options {
        [adagio.options.v1.field] { data_class: DATA_CLASS_JOINT max_length: 9 max_items: 9 }
      }
    }
    field {
      name: "count"
      number: 2
      type: TYPE_INT32
      label: LABEL_OPTIONAL
      json_name: "b"
      options {
        [adagio.options.v1.field] { data_class: DATA_CLASS_JOINT least: 1 greatest: 2 has_range: true }
      }
    }
  }
  message_type { name: "Response" }
  service {
    name: "BadService"
    method {
      name: "Do"
      input_type: ".adagio.bad.v1.Request"
      output_type: ".adagio.bad.v1.Response"
      options {
        [adagio.options.v1.access] {
          roles: ROLE_THERAPIST
          relation: RELATION_UNIT
          resource: "unit"
          purpose: PURPOSE_TREATMENT
          audit: AUDIT_CLASS_CHANGE
        }
      }
    }
  }
)pb";

std::string VerdictOn(const std::string& text) {
  google::protobuf::FileDescriptorProto file;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &file));
  DescriptorPool pool(DescriptorPool::generated_pool());
  const FileDescriptor* built = pool.BuildFile(file);
  EXPECT_NE(built, nullptr);
  const ServiceDescriptor* service = built->service(0);
  return std::string(RuleBook::Build(absl::MakeConstSpan(&service, 1)).status().message());
}

// What Build says of the good contract with `from` replaced by `to`.
std::string Verdict(absl::string_view from, absl::string_view to) {
  const std::string text = absl::StrReplaceAll(kGoodContract, {{from, to}});
  EXPECT_EQ(text == kGoodContract, from == to) << "nothing was changed";
  return VerdictOn(text);
}

TEST(ABadContract, IsFineWhileNothingIsWrongWithIt) { EXPECT_EQ(Verdict("x", "x"), ""); }

TEST(ABadContract, IsRefusedByTheNameOfTheMethod) {
  const std::string method = "adagio.bad.v1.BadService/Do";
  const size_t rule = kGoodContract.find("[adagio.options.v1.access]");
  const size_t end_of_rule = kGoodContract.find('}', rule) + 1;
  EXPECT_EQ(Verdict(kGoodContract.substr(rule, end_of_rule - rule), ""), method + " has no access rule");
  EXPECT_EQ(Verdict("resource: \"unit\"", "resource: \"room\""),
            method + " names its resource by a path that is not there: room");
  EXPECT_THAT(Verdict("resource: \"unit\"", ""), HasSubstr("a path that is not there"));
  EXPECT_THAT(Verdict("resource: \"unit\"", "resource: \"inner.words\""), HasSubstr("a path that is not there"));
  EXPECT_THAT(Verdict("resource: \"unit\"", "resource: \"request_id\""), HasSubstr("no required resource name"));
  EXPECT_EQ(Verdict("roles: ROLE_THERAPIST", ""), method + " lists no role");
  EXPECT_EQ(Verdict("ROLE_THERAPIST", "ROLE_UNSPECIFIED"), method + " lists an unknown role");
  EXPECT_EQ(Verdict("ROLE_THERAPIST", "ROLE_OPERATOR"), method + " mixes the operator with a practice");
  EXPECT_EQ(Verdict("ROLE_THERAPIST", "ROLE_INTEGRATION"), method + " relates an integration to a unit");
  EXPECT_EQ(Verdict("RELATION_UNIT", "RELATION_ANYONE"), method + " is open to anyone and lists roles");
  EXPECT_EQ(Verdict("relation: RELATION_UNIT", ""), method + " has an access rule without relation");
  EXPECT_EQ(Verdict("purpose: PURPOSE_TREATMENT", ""), method + " has no purpose");
  EXPECT_EQ(Verdict("audit: AUDIT_CLASS_CHANGE", ""), method + " has no audit class");
  EXPECT_THAT(Verdict("AUDIT_CLASS_CHANGE", "AUDIT_CLASS_NONE"), HasSubstr("must leave a record"));
  EXPECT_EQ(Verdict("uuid: true", ""), method + " has a request_id that is no required UUID");
  EXPECT_EQ(Verdict("\"request_id\"", "\"request\""), method + " changes something and has no request_id");
  EXPECT_EQ(Verdict("practices/{}/treatmentUnits/{}", "practices/{}"), method + " relates to a unit and names none");
  EXPECT_EQ(Verdict("output_type:", "client_streaming: true output_type:"),
            method + " takes a stream and answers none of its messages");
  EXPECT_EQ(Verdict("output_type:", "client_streaming: true server_streaming: true output_type:"), "");
  EXPECT_EQ(Verdict("output_type:", "server_streaming: true output_type:"),
            method + " is a stream and does not only read");
}

TEST(ABadContract, LetsNoIntegrationReachWhatIsPrivate) {
  const auto open = [](absl::string_view data_class) {
    return VerdictOn(
        absl::StrReplaceAll(kGoodContract, {{"ROLE_THERAPIST", "ROLE_INTEGRATION"},
                                            {"RELATION_UNIT", "RELATION_PRACTICE"},
                                            {"DATA_CLASS_JOINT max_length", absl::StrCat(data_class, " max_length")}}));
  };
  EXPECT_EQ(open("DATA_CLASS_JOINT"), "");
  EXPECT_EQ(open("DATA_CLASS_CLINICAL"), "");
  for (const char* data_class : {"DATA_CLASS_PSYCHOTHERAPY", "DATA_CLASS_SUBJECT_PRIVATE", "DATA_CLASS_SUBJECT_ONLY",
                                 "DATA_CLASS_SAFETY_SCREEN"}) {
    EXPECT_EQ(open(data_class), "adagio.bad.v1.BadService/Do lets an integration reach adagio.bad.v1.Inner.words");
  }
}

TEST(ABadContract, IsRefusedByTheNameOfTheField) {
  EXPECT_EQ(Verdict("{ data_class: DATA_CLASS_JOINT max_length: 9 max_items: 9 }", "{ max_length: 9 max_items: 9 }"),
            "adagio.bad.v1.Inner.words has no data_class");
  EXPECT_EQ(Verdict("max_length: 9 ", ""), "adagio.bad.v1.Inner.words is a text without max_length");
  EXPECT_EQ(Verdict("max_items: 9", ""), "adagio.bad.v1.Inner.words is a list without max_items");
  EXPECT_EQ(Verdict("least: 1 greatest: 2", "least: 3 greatest: 2"), "adagio.bad.v1.Inner.count has an empty range");
}

}  // namespace
}  // namespace adagio::rpc
