#pragma once

#include "services/platform/audit/canonical.h"
#include "services/platform/audit/streams.h"

namespace adagio::audit {

// The Merkle tree hash (RFC 6962, section 2.1) over `heads` in the order of stream ids. A leaf's data is the stream's
// id, seq (8 bytes, big-endian) and head. For no heads: SHA-256 of nothing.
Hash MerkleRoot(const Heads& heads);

}  // namespace adagio::audit
