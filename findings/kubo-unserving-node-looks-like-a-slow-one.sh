#!/usr/bin/env bash
# kubo 0.43.0 has two switches by which a node serves no blocks, and they look different to everybody else:
#   Bitswap.ServerEnabled=false   the node goes on listing the bitswap protocols in `id`, its peers go on
#                                 asking it, and each of them waits until its own deadline: no refusal and
#                                 no "don't have" ever comes. It is not to be told from a slow provider.
#   Bitswap.Libp2pEnabled=false   the protocols are gone from `id`; and the node's own fetch of a block that
#                                 a connected peer has does not wait but fails at once: "ipld: could not find".
# A question for the first switch is an HTTP 500 where it was never set ("Bitswap.ServerEnabled not found"), so that
# a default and a fault look alike: config/show has to be read instead.
#
# What follows for whoever checks a fleet: a fetch that ends by its deadline accuses the node that serves
# nobody, the link, and the asker alike. The configuration of the holder has to be asked.
#
# Seen on 2026-11-29, kubo 0.43.0, two nodes on loopback:
#   as it comes           bitswap listed: yes   others fetch from it: yes       it fetches: yes
#   ServerEnabled=false   bitswap listed: yes   others fetch from it: deadline  it fetches: yes
#   Libp2pEnabled=false   bitswap listed: no    others fetch from it: deadline  it fetches: not found
#   config Bitswap.ServerEnabled, never set: 500
#
# Needs curl; kubo comes from lab/get ipfs. Exits 0 when it is as described, 1 when it has changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
IPFS=$("$root/lab/get" ipfs)
work=$(mktemp -d)
declare -A running
trap 'kill "${running[@]}" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
export IPFS_TELEMETRY=off LIBP2P_FORCE_PNET=1
key=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')

node() { IPFS_PATH=$work/$1 "$IPFS" "${@:2}"; }

for name in one two; do
  node $name init --empty-repo --profile=test >/dev/null
  printf '/key/swarm/psk/1.0.0/\n/base16/\n%s\n' "$key" >"$work/$name/swarm.key"
  node $name bootstrap rm --all >/dev/null
  node $name config --json AutoConf.Enabled false
  node $name config --json DNS.Resolvers '{}'
  node $name config --json Routing '{"Type": "dht", "DelegatedRouters": []}'
  node $name config --json Ipns.DelegatedPublishers '[]'
  node $name config --json Addresses '{"API": "/ip4/127.0.0.1/tcp/0", "Gateway": [], "Swarm": ["/ip4/127.0.0.1/tcp/0"]}'
done

start() {
  rm -f "$work/$1/api"; : >"$work/$1.log"
  # Without exec the shell would be ended, and the daemon would go on.
  (IPFS_PATH=$work/$1 exec "$IPFS" daemon) >"$work/$1.log" 2>&1 &
  running[$1]=$!
  for _ in $(seq 100); do
    if grep -q 'Daemon is ready' "$work/$1.log"; then return; fi
    sleep 0.2
  done
  cat "$work/$1.log" >&2
  exit 1
}

stop() { node "$1" shutdown; wait "${running[$1]}"; }

# How a fresh block of one node comes to the other: yes, deadline, not found, or what was said.
fetch() {
  local cid said
  cid=$(head -c 256 /dev/urandom | node "$1" block put --cid-codec raw --pin=false)
  if said=$(node "$2" --timeout=5s block get "$cid" 2>&1 >/dev/null); then echo yes
  elif [[ $said == *deadline* || $said == *"timed out"* ]]; then echo deadline
  elif [[ $said == *"could not find"* ]]; then echo "not found"
  else echo "$said"; fi
}

same=0
row() { # name, expected
  node two swarm connect "$(node one id -f '<addrs>' | grep 127.0.0.1 | head -1)" >/dev/null
  local listed=no seen
  if node one id | grep -q /ipfs/bitswap/; then listed=yes; fi
  seen="$listed, $(fetch one two), $(fetch two one)"
  printf '%-20s bitswap listed, others fetch from it, it fetches: %s\n' "$1" "$seen"
  if [[ $seen != "$2" ]]; then echo "  was: $2"; same=1; fi
}

start two
start one
asked=$(curl -s -o /dev/null -w '%{http_code}' -X POST \
  "http://127.0.0.1:$(sed -E 's#.*/tcp/([0-9]+).*#\1#' "$work/one/api")/api/v0/config?arg=Bitswap.ServerEnabled")
echo "config Bitswap.ServerEnabled, never set: $asked"
[[ $asked == 500 ]] || same=1
row "as it comes" "yes, yes, yes"
stop one
node one config --json Bitswap.ServerEnabled false
start one
row "ServerEnabled=false" "yes, deadline, yes"
stop one
node one config --json Bitswap '{"Libp2pEnabled": false}'
start one
row "Libp2pEnabled=false" "no, deadline, not found"
exit $same
