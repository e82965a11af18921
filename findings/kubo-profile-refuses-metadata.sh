#!/usr/bin/env bash
# After `ipfs config profile apply unixfs-v1-2025` every `ipfs add` with a mode or an mtime is refused by kubo
# 0.43.0, though its help says that these options disable raw leaves:
#   Error: raw-leaves can't be used with UnixFS metadata like mode or modification time
# The option yields where raw leaves come from --cid-version=1, and not where they come from the profile's
# Import.UnixFSRawLeaves=true; --raw-leaves=false has to be said. Who switches a node to the profile that gives
# the same CIDs everywhere so breaks each importer that keeps modes.
#
# Seen on 2026-11-29, kubo 0.43.0, a file of 6 bytes:
#   as initialised   --mode=0600                      added
#   as initialised   --mode=0600 --cid-version=1      added, dag-pb leaf (bafybei...)
#   unixfs-v1-2025   (no metadata)                    added, raw leaf (bafkrei...)
#   unixfs-v1-2025   --mode=0600                      refused
#   unixfs-v1-2025   --mtime=1700000000               refused
#   unixfs-v1-2025   --mode=0600 --raw-leaves=false   added, the CID of the second line
#
# kubo comes from lab/get ipfs; no daemon is started. Exits 0 when it is as described, 1 when it has changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
ipfs=$("$root/lab/get" ipfs)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export IPFS_PATH=$work/repo IPFS_TELEMETRY=off
"$ipfs" init --empty-repo --profile=test >/dev/null
echo hello >"$work/file"
refusal="raw-leaves can't be used with UnixFS metadata"

add() { "$ipfs" add -Q "$@" "$work/file" 2>&1 || true; }
line() { printf '%-16s %-32s %s\n' "$1" "$2" "$3"; }

plain=$(add --mode=0600)
line "as initialised" --mode=0600 "$plain"
leaf=$(add --mode=0600 --cid-version=1)
line "as initialised" "--mode=0600 --cid-version=1" "$leaf"
"$ipfs" config profile apply unixfs-v1-2025 >/dev/null
raw=$(add)
line unixfs-v1-2025 "" "$raw"
mode=$(add --mode=0600)
line unixfs-v1-2025 --mode=0600 "$mode"
mtime=$(add --mtime=1700000000)
line unixfs-v1-2025 --mtime=1700000000 "$mtime"
said=$(add --mode=0600 --raw-leaves=false)
line unixfs-v1-2025 "--mode=0600 --raw-leaves=false" "$said"

[[ $plain == Qm* && $leaf == bafybei* && $raw == bafkrei* && $mode == *"$refusal"* &&
  $mtime == *"$refusal"* && $said == "$leaf" ]] || { echo "this has changed"; exit 1; }
echo "as described"
