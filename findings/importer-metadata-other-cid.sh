#!/usr/bin/env bash
# A file with a mode or an mtime gets one CID from kubo and another from ipfs-unixfs-importer 17.1.1 (npm),
# for two reasons that have nothing to do with each other:
#   1. A mode of 0644 that is asked for is not written by the importer (it is the default, field 7 is left
#      out) and is written by kubo (field 7 = 420). With 0600 both write it, and the CIDs are equal.
#   2. Of a file of several chunks kubo wraps each leaf in dag-pb as soon as there is metadata ("disables
#      raw-leaves" in its help); the importer keeps raw leaves and puts the metadata into the root alone.
# So the metadata of a CID cannot be checked by adding the file again with the other implementation.
#
# Seen on 2026-11-29, Node.js 20, against kubo 0.43.0 (add --cid-version=1):
#        1 byte,  mode 0644   another CID   root's Data: importer 08021201071801  kubo 0802120107180138a403
#        1 byte,  mode 0600   same CID
#        1 byte,  mtime       same CID
#   300000 bytes, mode 0600   another CID   leaves: importer raw, kubo dag-pb
#   300000 bytes, mtime       another CID   leaves: importer raw, kubo dag-pb
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
npm install --silent --ignore-scripts --no-audit --no-fund ipfs-unixfs-importer@17.1.1 blockstore-core@7.0.1 @ipld/dag-pb@4.1.7

cat >finding.mjs <<'JS'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import * as dagPb from '@ipld/dag-pb'
import { importer } from 'ipfs-unixfs-importer'
import { MemoryBlockstore } from 'blockstore-core/memory'

async function imported (content, metadata) {
  const blocks = new MemoryBlockstore()
  let root
  for await (const entry of importer([{ path: 'file', content, ...metadata }], blocks, { cidVersion: 1, rawLeaves: true })) {
    root = entry
  }
  const parts = []
  for await (const part of blocks.get(root.cid)) parts.push(part)
  return [root.cid.toString(), dagPb.decode(Buffer.concat(parts))]
}

function added (content, options) {
  writeFileSync('file', content)
  const cid = execFileSync(process.env.IPFS, ['add', '-Q', '--cid-version=1', ...options, 'file'], { encoding: 'utf8' }).trim()
  return [cid, dagPb.decode(execFileSync(process.env.IPFS, ['block', 'get', cid]))]
}

const leaves = (node) => node.Links.length === 0 ? 'none' : node.Links[0].Hash.code === 0x55 ? 'raw' : 'dag-pb'
const mtime = [{ mtime: { secs: 1700000000n, nsecs: 5 } }, ['--mtime=1700000000', '--mtime-nsecs=5']]

let same = true
for (const [size, name, metadata, options, equal, kuboLeaves] of [
  [1, 'mode 0644', { mode: 0o644 }, ['--mode=0644'], false, 'none'],
  [1, 'mode 0600', { mode: 0o600 }, ['--mode=0600'], true, 'none'],
  [1, 'mtime', ...mtime, true, 'none'],
  [300000, 'mode 0600', { mode: 0o600 }, ['--mode=0600'], false, 'dag-pb'],
  [300000, 'mtime', ...mtime, false, 'dag-pb']
]) {
  const content = Buffer.alloc(size, 7)
  const [js, jsRoot] = await imported(content, metadata)
  const [kubo, kuboRoot] = added(content, options)
  const data = (node) => Buffer.from(node.Data).toString('hex')
  console.log(`${String(size).padStart(6)} bytes, ${name.padEnd(10)} ${js === kubo ? 'same' : 'another'} CID; leaves: importer ${leaves(jsRoot)}, kubo ${leaves(kuboRoot)}; Data: importer ${data(jsRoot)}, kubo ${data(kuboRoot)}`)
  same = same && (js === kubo) === equal && leaves(kuboRoot) === kuboLeaves && leaves(jsRoot) !== 'dag-pb'
}
process.exit(same ? 0 : 1)
JS
node finding.mjs
echo "as described"
