#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "adagio/homework/v1/homework.pb.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/homework/domain/agreement.h"
#include "services/homework/domain/facts.h"
#include "services/homework/domain/ladder.h"
#include "services/homework/domain/library.h"
#include "services/homework/domain/show.h"
#include "services/homework/store/homework_store.h"
#include "services/platform/foundation/scope.h"

// Between the wire and the domain. Nothing is decided here.
namespace adagio::homework {

google::protobuf::Timestamp ToWire(absl::Time time);
google::protobuf::Duration ToWire(absl::Duration duration);
// FIELD_INVALID, naming `field`, for a moment or a length that does not exist.
absl::StatusOr<absl::Time> FromWire(const google::protobuf::Timestamp& time, absl::string_view field);
absl::StatusOr<absl::Duration> FromWire(const google::protobuf::Duration& duration, absl::string_view field);

v1::Stance ToWire(Stance stance);
absl::StatusOr<Stance> FromWire(v1::Stance stance);
v1::AnswerKind ToWire(AnswerKind answer);
absl::StatusOr<AnswerKind> FromWire(v1::AnswerKind answer);
v1::AssignmentState ToWire(State state);
v1::Cause ToWire(Cause cause);
v1::Activity ToWire(const Activity& activity);
absl::StatusOr<Activity> FromWire(const v1::Activity& activity);
v1::Contraindication ToWire(Contraindication contraindication);
// Each once; FIELD_INVALID for one there is not.
absl::StatusOr<Contraindications> FromWire(const google::protobuf::RepeatedField<int>& contraindications);
google::protobuf::RepeatedField<int> ToWire(const Contraindications& contraindications);

// The partners named, sorted. FIELD_INVALID for one of another unit.
absl::StatusOr<std::vector<PartnerId>> PartnersFrom(const Scope& scope,
                                                    const google::protobuf::RepeatedPtrField<std::string>& names,
                                                    absl::string_view field);

v1::Agreement ToWire(const Scope& scope, const AgreementRecord& record, absl::Time now);
// The reviews that are due among the agreements the caller may know of.
google::protobuf::RepeatedPtrField<v1::ReviewDue> ReviewsDue(const Scope& scope, const UnitFacts& facts,
                                                             absl::Time now);
// One entry for each activity of the agreement; not now where none is set.
std::vector<v1::ActivityStance> ToWire(const AgreementRecord& record, const std::map<std::string, Stance>& stances);
v1::Ladder ToWire(const Scope& scope, const Ladder& ladder, const std::map<int, int>& own_foreseen);
// Everything, for its writer or a therapist.
v1::CheckIn ToWire(const Scope& scope, const CheckInNote& note);
// The shared fields and nothing else.
v1::CheckIn SharedToWire(const CheckInNote& note);
absl::StatusOr<CheckInField> FromWire(v1::CheckInField field);

// An assignment as the caller of `scope` sees it at `now`.
v1::Assignment ToWire(const Scope& scope, const Loaded& loaded, const Assignment& assignment, absl::Time now);
// The same with causes and answers, for a therapist. `notes` are the unit's check-ins.
v1::ClinicalAssignment ToClinicalWire(const Scope& scope, const Loaded& loaded, const Assignment& assignment,
                                      const std::vector<CheckInNote>& notes, absl::Time now);

}  // namespace adagio::homework
