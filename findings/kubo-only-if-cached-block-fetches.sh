#!/usr/bin/env bash
# A gateway of kubo 0.43.0 that is asked for one block with `Cache-Control: only-if-cached` believes its memory
# of which blocks it has. A block whose file was lost while the node runs is fetched from the network, kept, and
# served with 200: the loss is gone, and nobody has noticed it.
#   never had                                        412
#   lost behind its back, only-if-cached             200; the file is there again
#   lost behind its back, block/get?offline=true     500 "block was not found locally (offline)", nothing fetched
#   lost behind its back, Gateway.NoFetch            404, nothing fetched
#
# So a gateway without Gateway.NoFetch cannot prove that a node has its blocks.
#
# Seen on 2026-11-30, kubo 0.43.0: as listed above.
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

start() { # name, Gateway.NoFetch
  node "$1" init --empty-repo --profile=test >/dev/null
  printf '/key/swarm/psk/1.0.0/\n/base16/\n%s\n' "$key" >"$work/$1/swarm.key"
  node "$1" bootstrap rm --all >/dev/null
  node "$1" config --json AutoConf.Enabled false
  node "$1" config --json DNS.Resolvers '{}'
  node "$1" config --json Routing '{"Type": "dht", "DelegatedRouters": []}'
  node "$1" config --json Ipns.DelegatedPublishers '[]'
  node "$1" config --json Gateway.NoFetch "$2"
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

start one false
start two false
start strict true
for other in two strict; do
  node "$other" swarm connect "$(node one id -f '<addrs>' | grep 127.0.0.1 | head -1)" >/dev/null
done

new() { head -c 100000 /dev/urandom | node one block put --cid-codec=raw; }
file() { # of a block of a node
  local name
  name=$("$IPFS" cid format -f '%m' -b base32upper "$2")
  find "$work/$1/blocks" -name "${name#B}.data"
}
lose() { # a block that the node has fetched
  node "$1" block get "$2" >/dev/null
  rm "$(file "$1" "$2")"
}
asked() { # node, block: the status of its gateway, and whether it has the file now
  local status
  status=$(curl -s -o /dev/null -w '%{http_code}' --max-time 20 -H 'Cache-Control: only-if-cached' \
    "$(tr -d '\n' <"$work/$1/gateway")/ipfs/$2?format=raw" || true)
  echo "$status $([[ -n $(file "$1" "$2") ]] && echo there || echo absent)"
}

never=$(asked two "$(new)")
lost=$(new)
lose two "$lost"
gateway=$(asked two "$lost")
lost=$(new)
lose two "$lost"
rpc=http://$(sed -E 's#/ip4/([^/]+)/tcp/([0-9]+).*#\1:\2#' "$work/two/api")
offline=$(curl -s -o /dev/null -w '%{http_code}' -X POST "$rpc/api/v0/block/get?arg=$lost&offline=true")
offline="$offline $([[ -n $(file two "$lost") ]] && echo there || echo absent)"
lost=$(new)
lose strict "$lost"
strict=$(asked strict "$lost")
echo "never had: $never"
echo "lost, only-if-cached: $gateway"
echo "lost, block/get?offline=true: $offline"
echo "lost, Gateway.NoFetch: $strict"
[[ $never == "412 absent" && $gateway == "200 there" && $offline == "500 absent" && $strict == "404 absent" ]] ||
  { echo "this has changed"; exit 1; }
echo "as described"
