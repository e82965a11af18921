#!/usr/bin/env bash
# A gateway of kubo 0.43.0 that is asked for a CAR with `Cache-Control: only-if-cached` looks whether it has the
# root, and no further: blocks below the root that it lacks are fetched from the network, and kept. So the header
# is no promise that nothing is fetched, and a whole CAR is no proof that the node has the content.
#   root absent                               412, nothing fetched
#   root there, leaf absent, format=car       200, all blocks; the leaf was fetched, and is in the repository now
#   root there, leaf absent, dag/export?offline=true      nothing fetched; the answer ends before the leaf
#
# Seen on 2026-11-29, kubo 0.43.0, a file of two leaves of 256 KiB on node one, its root alone on node two:
#   two, root absent: 412
#   two, root there: 1 of 3 blocks; after dag/export?offline=true: 1; after format=car (200): 3
#
# Two nodes in a private swarm on loopback. Needs curl; kubo comes from lab/get ipfs. Exits 0 when it is as
# described, 1 when it has changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
IPFS=$("$root/lab/get" ipfs)
work=$(mktemp -d)
running=()
trap 'kill "${running[@]}" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
export IPFS_TELEMETRY=off LIBP2P_FORCE_PNET=1
key=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')

node() { IPFS_PATH=$work/$1 "$IPFS" "${@:2}"; }

start() {
  node "$1" init --empty-repo --profile=test >/dev/null
  printf '/key/swarm/psk/1.0.0/\n/base16/\n%s\n' "$key" >"$work/$1/swarm.key"
  node "$1" bootstrap rm --all >/dev/null
  node "$1" config --json AutoConf.Enabled false
  node "$1" config --json DNS.Resolvers '{}'
  node "$1" config --json Routing '{"Type": "dht", "DelegatedRouters": []}'
  node "$1" config --json Ipns.DelegatedPublishers '[]'
  node "$1" config --json Addresses \
    '{"API": "/ip4/127.0.0.1/tcp/0", "Gateway": "/ip4/127.0.0.1/tcp/0", "Swarm": ["/ip4/127.0.0.1/tcp/0"]}'
  (IPFS_PATH=$work/$1 exec "$IPFS" daemon) >"$work/$1.log" 2>&1 &
  running+=($!)
  for _ in $(seq 100); do
    if grep -q 'Daemon is ready' "$work/$1.log"; then return; fi
    sleep 0.2
  done
  cat "$work/$1.log" >&2
  exit 1
}

start one
start two
head -c 524288 /dev/urandom >"$work/file"
cid=$(node one add -Q --chunker=size-262144 --raw-leaves "$work/file")
mapfile -t blocks < <(node one refs --unique "$cid"; echo "$cid")
gateway=$(tr -d '\n' <"$work/two/gateway")
rpc=http://$(sed -E 's#/ip4/([^/]+)/tcp/([0-9]+).*#\1:\2#' "$work/two/api")

have() { # how many of the blocks node two has
  local count=0 one
  for one in "${blocks[@]}"; do
    if node two block stat --offline "$one" >/dev/null 2>&1; then count=$((count + 1)); fi
  done
  echo "$count"
}
car() {
  curl -s -o "$work/car" -w '%{http_code}' --max-time 20 -H 'Cache-Control: only-if-cached' \
    "$gateway/ipfs/$cid?format=car" || true
}

absent=$(car)
node two swarm connect "$(node one id -f '<addrs>' | grep 127.0.0.1 | head -1)" >/dev/null
node two block get "$cid" >/dev/null
before=$(have)
curl -s -o /dev/null --max-time 20 -X POST "$rpc/api/v0/dag/export?arg=$cid&offline=true" || true
exported=$(have)
status=$(car)
after=$(have)
echo "two, root absent: $absent"
echo "two, root there: $before of ${#blocks[@]} blocks; after dag/export?offline=true: $exported; after format=car ($status): $after"
[[ $absent == 412 && ${#blocks[@]} == 3 && $before == 1 && $exported == 1 && $status == 200 && $after == 3 ]] ||
  { echo "this has changed"; exit 1; }
echo "as described"
