#include "services/platform/keys/keyring.h"

#include <gtest/gtest.h>

#include <functional>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/schema/migrations.h"
#include "services/platform/storage/test_database.h"

namespace adagio::keys {
namespace {

using storage::TestDatabase;

class Keyrings : public testing::Test {
 protected:
  void SetUp() override {
    TestDatabase::Shared().Migrate({Migrations()});
    ASSERT_TRUE(Keyring::CreateRootKey(root_key_).ok());
    keyring_ = Open();
    ASSERT_TRUE(keyring_->CreatePracticeKey(practice_).ok());
  }

  std::unique_ptr<Keyring> Open() const {
    absl::StatusOr<std::unique_ptr<Keyring>> keyring =
        Keyring::Open({root_key_, TestDatabase::Shared().EndpointFor("adagio_keyring")});
    CHECK(keyring.ok());
    return *std::move(keyring);
  }

  PracticeId NewPractice() {
    const PracticeId practice(entropy_.NewUuid());
    CHECK(keyring_->CreatePracticeKey(practice).ok());
    return practice;
  }

  Place Here() { return {practice_, unit_, subject_, "adagio_intake.answer", "text", "row"}; }

  SystemEntropy entropy_;
  const storage::TestFolder folder_;
  const std::filesystem::path root_key_ = folder_.path() / "root.key";
  const PracticeId practice_{entropy_.NewUuid()};
  const UnitId unit_{entropy_.NewUuid()};
  const Uuid subject_ = entropy_.NewUuid();
  std::unique_ptr<Keyring> keyring_;
};

TEST_F(Keyrings, OpenWhatTheySealedAlsoAfterARestart) {
  const std::string sealed = keyring_->Seal(Here(), "not now").value();
  EXPECT_EQ(keyring_->Unseal(Here(), sealed).value(), "not now");
  EXPECT_EQ(Open()->Unseal(Here(), sealed).value(), "not now");
}

TEST_F(Keyrings, DoNotOpenWhatWasMovedToAnyOtherPlace) {
  const std::string sealed = keyring_->Seal(Here(), "not now").value();
  const PracticeId other = NewPractice();
  const std::vector<std::function<void(Place&)>> moves = {
      [&](Place& place) { place.practice = other; },
      [&](Place& place) { place.unit = UnitId(entropy_.NewUuid()); },
      [&](Place& place) { place.unit = UnitId(); },
      [&](Place& place) { place.subject = entropy_.NewUuid(); },
      [&](Place& place) { place.subject = Uuid(); },
      [&](Place& place) { place.table = "adagio_intake.answe"; },
      [&](Place& place) { place.column = "rtext"; },
      [&](Place& place) { place.row = "other"; },
      // The same letters, cut elsewhere.
      [&](Place& place) { place.table = "adagio_intake.answert", place.column = "ext"; },
      [&](Place& place) { place.column = "textr", place.row = "ow"; },
  };
  for (size_t i = 0; i < moves.size(); ++i) {
    Place place = Here();
    moves[i](place);
    EXPECT_EQ(ReasonOf(keyring_->Unseal(place, sealed).status()), Reason::kBug) << "move " << i;
  }
}

TEST_F(Keyrings, DoNotOpenWhatIsNoSealedValue) {
  for (const std::string& foreign : {std::string(), std::string(45, '\0'), std::string(200, 'x')}) {
    EXPECT_EQ(ReasonOf(keyring_->Unseal(Here(), foreign).status()), Reason::kBug);
  }
}

TEST_F(Keyrings, RefuseAPracticeWithoutAKey) {
  Place place = Here();
  place.practice = PracticeId(entropy_.NewUuid());
  EXPECT_EQ(ReasonOf(keyring_->Seal(place, "x").status()), Reason::kBug);
}

TEST_F(Keyrings, KeepThePracticesKeyWhenItIsMadeAgain) {
  const std::string sealed = keyring_->Seal(Here(), "kept").value();
  ASSERT_TRUE(Open()->CreatePracticeKey(practice_).ok());
  EXPECT_EQ(Open()->Unseal(Here(), sealed).value(), "kept");
}

TEST_F(Keyrings, ThatMakeOneKeyAtOnceEndWithOne) {
  for (int round = 0; round < 10; ++round) {
    Place place = Here();
    place.practice = PracticeId(entropy_.NewUuid());
    const std::unique_ptr<Keyring> other = Open();
    std::vector<std::thread> makers;
    for (Keyring* keyring : {keyring_.get(), other.get(), keyring_.get(), other.get()}) {
      makers.emplace_back([keyring, &place] { EXPECT_TRUE(keyring->CreatePracticeKey(place.practice).ok()); });
    }
    for (std::thread& maker : makers) maker.join();
    EXPECT_EQ(other->Unseal(place, keyring_->Seal(place, "one").value()).value(), "one");
  }
}

TEST_F(Keyrings, ServeManyThreadsThatMeetAPracticeAtOnce) {
  const std::string sealed = keyring_->Seal(Here(), "shared").value();
  const std::unique_ptr<Keyring> fresh = Open();
  std::vector<std::thread> readers;
  for (int i = 0; i < 8; ++i) {
    readers.emplace_back([&] {
      for (int n = 0; n < 200; ++n) EXPECT_EQ(fresh->Unseal(Here(), sealed).value(), "shared");
    });
  }
  for (std::thread& reader : readers) reader.join();
}

TEST_F(Keyrings, DoNotOpenPracticeKeysUnderAnotherRootKey) {
  const std::filesystem::path other_root = folder_.path() / "other.key";
  ASSERT_TRUE(Keyring::CreateRootKey(other_root).ok());
  const std::unique_ptr<Keyring> other =
      *Keyring::Open({other_root, TestDatabase::Shared().EndpointFor("adagio_keyring")});
  EXPECT_EQ(ReasonOf(other->Seal(Here(), "x").status()), Reason::kBug);
}

TEST_F(Keyrings, DoNotTakeOnePracticesWrappedKeyForAnothers) {
  const PracticeId other = NewPractice();
  ASSERT_TRUE(TestDatabase::Shared()
                  .Connect("root")
                  ->Execute("UPDATE adagio_keyring.practice_key a JOIN adagio_keyring.practice_key b "
                            "ON b.practice_id = ? SET a.wrapped = b.wrapped WHERE a.practice_id = ?",
                            {practice_, other})
                  .ok());
  Place place = Here();
  place.practice = other;
  EXPECT_EQ(ReasonOf(keyring_->Seal(place, "x").status()), Reason::kBug);
}

TEST_F(Keyrings, MacDependsOnPracticeAndBytesAlone) {
  const std::string mac = keyring_->Mac(practice_, "body").value();
  EXPECT_EQ(mac.size(), 32u);
  EXPECT_EQ(Open()->Mac(practice_, "body").value(), mac);
  EXPECT_NE(keyring_->Mac(practice_, "bodY").value(), mac);
  EXPECT_NE(keyring_->Mac(NewPractice(), "body").value(), mac);
}

TEST_F(Keyrings, TokensOpenForTheirListAndReaderOnly) {
  const std::string token = keyring_->SealToken(practice_, "accesses/unit/me", "cursor").value();
  EXPECT_EQ(keyring_->OpenToken(practice_, "accesses/unit/me", token).value(), "cursor");
  for (const absl::Status& refused : {
           keyring_->OpenToken(practice_, "accesses/unit/you", token).status(),
           keyring_->OpenToken(NewPractice(), "accesses/unit/me", token).status(),
           keyring_->OpenToken(practice_, "accesses/unit/me", token + "=").status(),
           keyring_->OpenToken(practice_, "accesses/unit/me", token + "AAAA").status(),
           keyring_->OpenToken(practice_, "accesses/unit/me", token.substr(1)).status(),
           keyring_->OpenToken(practice_, "accesses/unit/me", " " + token).status(),
           keyring_->OpenToken(practice_, "accesses/unit/me", "").status(),
           keyring_->OpenToken(practice_, "accesses/unit/me", "not base64 at all!").status(),
       }) {
    EXPECT_EQ(ReasonOf(refused), Reason::kFieldInvalid) << refused;
  }
}

TEST_F(Keyrings, TokensFitTheirField) {
  constexpr size_t kLongestToken = 400;
  EXPECT_LE(keyring_->SealToken(practice_, "list", std::string(191, 'x')).value().size(), kLongestToken);
}

TEST_F(Keyrings, ASealedColumnIsNoToken) {
  const std::string sealed = keyring_->Seal(Here(), "x").value();
  EXPECT_FALSE(keyring_->OpenToken(practice_, "", absl::WebSafeBase64Escape(sealed)).ok());
}

TEST_F(Keyrings, OpenNothingOfOneCompartmentWithTheKeyOfAnother) {
  Place psychotherapy = Here();
  psychotherapy.compartment = Compartment::kPsychotherapy;
  const std::string apart = keyring_->Seal(psychotherapy, "what was said").value();
  EXPECT_EQ(Open()->Unseal(psychotherapy, apart).value(), "what was said");
  EXPECT_EQ(ReasonOf(keyring_->Unseal(Here(), apart).status()), Reason::kBug);
  EXPECT_EQ(ReasonOf(keyring_->Unseal(psychotherapy, keyring_->Seal(Here(), "x").value()).status()), Reason::kBug);
}

TEST_F(Keyrings, SignSoThatAnybodyCanVerify) {
  const Signature signature = keyring_->Sign(practice_, "the note").value();
  EXPECT_TRUE(Verify("the note", signature));
  EXPECT_FALSE(Verify("the note.", signature));
  EXPECT_FALSE(Verify("the note", {signature.bytes, std::string(32, 'x')}));
  EXPECT_FALSE(Verify("the note", {signature.bytes.substr(1), signature.public_key}));
  EXPECT_FALSE(Verify("the note", {}));
  EXPECT_EQ(Open()->Sign(practice_, "other").value().public_key, signature.public_key) << "also after a restart";
  EXPECT_NE(keyring_->Sign(NewPractice(), "the note").value().public_key, signature.public_key);
}

}  // namespace
}  // namespace adagio::keys
