#!/usr/bin/env bash
# kubo 0.43.0 refuses `block/rm` of a block that something pinned needs, by its CID. Blocks are kept by their
# hash: under a CID of the same hash and another codec, the same call removes the same block of the pinned DAG.
#   block/rm <raw leaf>                     "pinned via <root>"
#   block/rm <the leaf, as dag-cbor>        removed; the root is still pinned
# While a block that others hang below cannot be decoded, nothing at all can be removed, not even what nobody
# has pinned; and where one of its links was turned into another CID, the call waits for a block that does not
# exist, until its timeout.
#   block/rm <unpinned>, a pinned inner block damaged   "pin check failed: ..."
#   block/rm <unpinned>, a pinned root links astray     "context deadline exceeded"
#
# Seen on 2026-11-30, kubo 0.43.0: as listed above.
#
# One node on loopback, without peers. Needs curl and python3; kubo comes from lab/get ipfs. Exits 0 when it is
# as described, 1 when it has changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
IPFS=$("$root/lab/get" ipfs)
work=$(mktemp -d)
pid=
trap '[[ -z $pid ]] || kill "$pid" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
export IPFS_PATH=$work/repo IPFS_TELEMETRY=off LIBP2P_FORCE_PNET=1

"$IPFS" init --empty-repo --profile=test >/dev/null
printf '/key/swarm/psk/1.0.0/\n/base16/\n%s\n' "$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')" \
  >"$IPFS_PATH/swarm.key"
"$IPFS" bootstrap rm --all >/dev/null
"$IPFS" config --json AutoConf.Enabled false
"$IPFS" config --json DNS.Resolvers '{}'
"$IPFS" config --json Routing '{"Type": "dht", "DelegatedRouters": []}'
"$IPFS" config --json Ipns.DelegatedPublishers '[]'
"$IPFS" config --json Addresses '{"API": "/ip4/127.0.0.1/tcp/0", "Gateway": [], "Swarm": ["/ip4/127.0.0.1/tcp/0"]}'
"$IPFS" daemon >"$work/log" 2>&1 &
pid=$!
for _ in $(seq 100); do
  if grep -q 'Daemon is ready' "$work/log"; then break; fi
  sleep 0.2
done
rpc="http://$(sed -E 's#/ip4/([^/]+)/tcp/([0-9]+).*#\1:\2#' "$IPFS_PATH/api")/api/v0"

same=0
remove() { # CID, what the answer must hold
  local body
  body=$(curl -s -X POST "$rpc/block/rm?arg=$1&timeout=3s")
  echo "block/rm $1: $body"
  if [[ $body != *"$2"* ]]; then echo "  was: ...$2..."; same=1; fi
}
flip() { # block, byte
  local name
  name=$("$IPFS" cid format -f '%m' -b base32upper "$1")
  python3 - "$(find "$IPFS_PATH/blocks" -name "${name#B}.data")" "$2" <<'PY'
import sys
path, at = sys.argv[1], int(sys.argv[2])
data = bytearray(open(path, "rb").read())
data[at] ^= 1
open(path, "wb").write(bytes(data))
PY
}
add() { head -c 60000000 /dev/urandom | "$IPFS" add -Q --raw-leaves --chunker=size-262144; }

pinned=$(add)
inner=$("$IPFS" refs "$pinned" | sed -n 1p)
leaf=$("$IPFS" refs "$inner" | sed -n 1p)
free=$(echo free | "$IPFS" block put --cid-codec=raw)
remove "$leaf" "pinned via $pinned"
remove "$("$IPFS" cid format -v 1 --mc dag-cbor "$leaf")" '"Hash"'
[[ $("$IPFS" pin ls --type=recursive "$pinned") == *recursive* ]] || { echo "the root is not pinned"; same=1; }
if "$IPFS" block stat --offline "$leaf" >/dev/null 2>&1; then echo "the leaf is still there"; same=1; fi
flip "$inner" 0
remove "$free" "pin check failed"
"$IPFS" pin rm "$pinned" >/dev/null
pinned=$(add)
flip "$pinned" 20
remove "$free" "context deadline exceeded"
[[ $same == 0 ]] || { echo "this has changed"; exit 1; }
echo "as described"
