#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace adagio::test {

// What the names of a request are about.
struct Place {
  std::string practice;  // "practices/{id}"
  std::string unit;      // "practices/{id}/treatmentUnits/{id}"
  // The names of things that are there, by their shape. Of every other thing a name is made up.
  std::map<std::string, std::vector<std::string>> known;
};

// "practices/{}/treatmentUnits/{}/holds/{}" of a name; empty where the text is none.
std::string ShapeOf(const std::string& name);
// A name of `shape` in `place`: the `n`th of those known, or one of a thing that is not there.
std::string NameIn(const Place& place, const std::string& shape, size_t n = 0);
std::string MadeUpName(const Place& place, const std::string& shape);

enum class Fields {
  kRequired,         // what must be there
  kRequiredAndNames  // and whatever else names a thing
};

// A request that keeps every rule of its fields. Requires nothing of what they mean.
std::unique_ptr<google::protobuf::Message> Fill(const google::protobuf::Descriptor* type, const Place& place,
                                                Fields fields);

// Calls `visit` with each name in `message`, where it may be replaced.
using NameVisitor = std::function<void(const google::protobuf::FieldDescriptor& field, std::string& name)>;
void ForEachName(google::protobuf::Message& message, const NameVisitor& visit);

// Calls `visit` with each text in `message`, where it may be replaced.
using TextVisitor = std::function<void(const google::protobuf::FieldDescriptor& field, std::string& text)>;
void VisitTexts(google::protobuf::Message& message, const TextVisitor& visit);

// Every text in `message` that is a name of a thing, whatever its field says of itself.
std::vector<std::string> NamesIn(const google::protobuf::Message& message);

}  // namespace adagio::test
