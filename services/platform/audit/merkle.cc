#include "services/platform/audit/merkle.h"

#include <sodium.h>

#include <bit>
#include <string>
#include <vector>

#include "absl/types/span.h"

namespace adagio::audit {
namespace {

Hash LeafHash(const StreamId& stream, const Head& head) {
  std::string data(stream.bytes());
  for (int shift = 56; shift >= 0; shift -= 8) data += static_cast<char>(static_cast<uint64_t>(head.seq) >> shift);
  return Sha256(0x00, data, View(head.hash));
}

Hash TreeHash(absl::Span<const Hash> leaves) {
  if (leaves.size() == 1) return leaves[0];
  const size_t left = std::bit_floor(leaves.size() - 1);
  return Sha256(0x01, View(TreeHash(leaves.subspan(0, left))), View(TreeHash(leaves.subspan(left))));
}

}  // namespace

Hash MerkleRoot(const Heads& heads) {
  if (heads.empty()) {
    Hash hash;
    crypto_hash_sha256(hash.data(), nullptr, 0);
    return hash;
  }
  std::vector<Hash> leaves;
  leaves.reserve(heads.size());
  for (const auto& [stream, head] : heads) leaves.push_back(LeafHash(stream, head));
  return TreeHash(leaves);
}

}  // namespace adagio::audit
