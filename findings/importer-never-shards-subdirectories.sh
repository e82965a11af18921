#!/usr/bin/env bash
# ipfs-unixfs-importer 17.1.1 (npm) never shards a directory because of its subdirectories: they count as
# nothing towards shardSplitThresholdBytes. The same names as files are sharded one entry above the
# threshold, and kubo shards both. So:
#   - a directory of 2,049 subdirectories (2,049 x 128 bytes of names and CIDs, above 262,144) gets another
#     CID than `ipfs add` gives it;
#   - one of 20,000 subdirectories is a single block of 2.7 MB, above the 2 MiB that bitswap carries and
#     kubo's block/put takes, so that no peer can fetch it.
#
# Seen on 2026-11-29, Node.js 20, against kubo 0.43.0 (add -r --cid-version=1 --only-hash):
#    2048 files        importer directory              280580 bytes  kubo: same CID
#    2049 files        importer hamt-sharded-directory  12120 bytes  kubo: same CID
#    2048 directories  importer directory              280580 bytes  kubo: same CID
#    2049 directories  importer directory              280717 bytes  kubo: another CID
#   20000 directories  importer directory             2740004 bytes  kubo: another CID
#
# Needs Node.js 20 with npm; kubo comes from lab/get ipfs. Exits 0 when it is as described, 1 when it has changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export IPFS
IPFS=$("$root/lab/get" ipfs)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export IPFS_PATH=$work/repo IPFS_TELEMETRY=off
"$IPFS" init --empty-repo --profile=test >/dev/null

echo '{"type":"module"}' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund ipfs-unixfs-importer@17.1.1 blockstore-core@7.0.1

cat >finding.mjs <<'JS'
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { importer } from 'ipfs-unixfs-importer'
import { MemoryBlockstore } from 'blockstore-core/memory'

const x = new TextEncoder().encode('x')

/** So many entries with names of 92 bytes: with a CID of 36 bytes, 128 bytes each. */
const names = (count) => Array.from({ length: count }, (_, i) => String(i).padStart(92, '0'))

async function imported (paths) {
  const blocks = new MemoryBlockstore()
  let root
  const options = { cidVersion: 1, rawLeaves: true, wrapWithDirectory: true }
  for await (const entry of importer(paths.map((path) => ({ path, content: x })), blocks, options)) {
    root = entry
  }
  let bytes = 0
  for await (const part of blocks.get(root.cid)) bytes += part.length
  return { cid: root.cid.toString(), type: root.unixfs.type, bytes }
}

function added (count, paths, what) {
  const top = `${what}-${count}`
  for (const path of paths) {
    mkdirSync(`${top}/${path}`.replace(/\/[^/]*$/, ''), { recursive: true })
    writeFileSync(`${top}/${path}`, x)
  }
  return execFileSync(process.env.IPFS, ['add', '-Q', '-r', '--only-hash', '--cid-version=1', top], { encoding: 'utf8' }).trim()
}

let same = true
for (const [what, tail, count, type, equal] of [
  ['files', '', 2048, 'directory', true],
  ['files', '', 2049, 'hamt-sharded-directory', true],
  ['directories', '/f', 2048, 'directory', true],
  ['directories', '/f', 2049, 'directory', false],
  ['directories', '/f', 20000, 'directory', false]
]) {
  const paths = names(count).map((name) => name + tail)
  const js = await imported(paths)
  const kubo = added(count, paths, what)
  console.log(`${String(count).padStart(6)} ${what.padEnd(12)} importer ${js.type.padEnd(22)} ${String(js.bytes).padStart(7)} bytes  kubo: ${js.cid === kubo ? 'same' : 'another'} CID`)
  same = same && js.type === type && (js.cid === kubo) === equal
}
process.exit(same ? 0 : 1)
JS
node finding.mjs
echo "as described"
