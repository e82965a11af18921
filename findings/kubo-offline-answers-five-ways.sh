#!/usr/bin/env bash
# kubo 0.43.0, daemon --offline: what needs the network is refused in five different ways over the RPC, and
# one of them is a success.
#   swarm/peers            500 "this action must be run in online mode, try running 'ipfs daemon' first"
#   swarm/peering/ls,      500 "this command must be run in online mode. ..."
#   provide/stat
#   bitswap/stat, stats/bw 400, Message "unable to run offline..." (400 is what kubo says of wrong arguments)
#   swarm/resources        500 "missing ResourceMgr", and not a word of offline
#   swarm/disconnect       200; the failure is a sentence in the list of what was done
# diag/healthy says "ok", and id answers with no addresses.
#
# What follows: neither the status nor one sentence tells that a node is offline, and a client that takes 200
# for done has dropped nothing.
#
# Seen on 2026-11-29, kubo 0.43.0: as listed above.
#
# Needs curl; kubo comes from lab/get ipfs. Exits 0 when it is as described, 1 when it has changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
IPFS=$("$root/lab/get" ipfs)
work=$(mktemp -d)
pid=
trap '[[ -z $pid ]] || kill "$pid" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
export IPFS_PATH=$work/repo IPFS_TELEMETRY=off

"$IPFS" init --empty-repo --profile=test >/dev/null
"$IPFS" config --json AutoConf.Enabled false
"$IPFS" config --json Bootstrap '[]'
"$IPFS" config --json DNS.Resolvers '{}'
"$IPFS" config --json Routing '{"Type": "dht", "DelegatedRouters": []}'
"$IPFS" config --json Ipns.DelegatedPublishers '[]'
"$IPFS" config --json Addresses '{"API": "/ip4/127.0.0.1/tcp/0", "Gateway": [], "Swarm": []}'
"$IPFS" daemon --offline >"$work/log" 2>&1 &
pid=$!
for _ in $(seq 100); do
  if grep -q 'Daemon is ready' "$work/log"; then break; fi
  sleep 0.2
done
rpc="http://127.0.0.1:$(sed -E 's#.*/tcp/([0-9]+).*#\1#' "$IPFS_PATH/api")/api/v0"

same=0
ask() { # path, status, what its body must hold
  local body status
  body=$(curl -s -X POST -w '\n%{http_code}' "$rpc/$1")
  status=${body##*$'\n'}
  printf '%-24s %s %s\n' "${1%%\?*}" "$status" "$(head -1 <<<"$body" | cut -c1-110)"
  if [[ $status != "$2" || $body != *"$3"* ]]; then echo "  was: $2 ...$3..."; same=1; fi
}

other=12D3KooWSCTVuWNyjNShfoFoGnaQXtYwXiA3JsuGp32vuFXVvXRh
ask swarm/peers 500 "this action must be run in online mode"
ask swarm/peering/ls 500 "this command must be run in online mode"
ask provide/stat 500 "this command must be run in online mode"
ask bitswap/stat 400 "unable to run offline"
ask stats/bw 400 "unable to run offline"
ask swarm/resources 500 "missing ResourceMgr"
ask "swarm/disconnect?arg=/p2p/$other" 200 "online mode"
ask diag/healthy 200 "ok"
ask id 200 '"Addresses":null'
exit $same
