#include "services/platform/rpc/binding.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"
#include "services/platform/rpc/door_rig.h"

// Over plaintext, where no client has a certificate; with certificates in tests/end_to_end/identity_test.cc.

namespace adagio::rpc {
namespace {

std::string Ending(DoorRig& rig, const std::string& token) { return ReasonIn(rig.Get(token, UnitName(kHere, kUnit))); }

std::string Bound(const DoorRig& rig, Role role, const std::string& subject) {
  return *EmbeddedIssuer(rig.key_).Mint({.role = role,
                                         .practice = kHere,
                                         .subject = subject,
                                         .from = rig.clock_.Now(),
                                         .certificate = std::string(32, 'c')});
}

TEST(WithoutACertificate, ATokenThatNamesOneIsNone) {
  DoorRig rig;
  EXPECT_EQ(Ending(rig, rig.Therapist()), "");
  EXPECT_EQ(Ending(rig, Bound(rig, Role::kTherapist, "thea")), "TOKEN_INVALID");
}

TEST(WithoutACertificate, AnIntegrationIsKnownInDevelopmentAlone) {
  for (const bool bound : {false, true}) {
    DoorRig rig(Door::Options{.bound_integrations = bound});
    rig.accounts_.Add(Role::kIntegration, "ehr");
    EXPECT_EQ(Ending(rig, rig.Token(Role::kIntegration, "ehr")), bound ? "TOKEN_INVALID" : "ACCESS_DENIED");
    EXPECT_EQ(Ending(rig, rig.Therapist()), "");
  }
}

TEST(ATokenBoundToACertificate, CanBeMintedAndIsReadBack) {
  const DoorRig rig;
  EmbeddedVerifier verifier(rig.key_, rig.clock_);
  const auto identity = verifier.Verify(Bound(rig, Role::kPartner, "ana"));
  ASSERT_TRUE(identity.ok()) << identity.status();
  EXPECT_EQ(identity->certificate, std::string(32, 'c'));
}

}  // namespace
}  // namespace adagio::rpc
