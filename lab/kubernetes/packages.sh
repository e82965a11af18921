# The programs of the distribution that the lab needs. Sourced by lab/cluster.
# shellcheck shell=bash disable=SC2154  # common.sh has the settings

# program | Debian package | needed by a control plane alone too
programs='
openssl|openssl|yes
pgrep|procps|yes
containerd|containerd|no
runc|runc|no
/usr/lib/cni/bridge|containernetworking-plugins|no
iptables|iptables|no
conntrack|conntrack|no
ip|iproute2|no
sysctl|procps|no
socat|socat|no
ipset|ipset|no
busybox|busybox-static|no
mkfs.ext4|e2fsprogs|no
'

missing_packages() {
  local mode=$1 program package always
  while IFS='|' read -r program package always; do
    if [[ -z $program || ($mode == control-plane && $always == no) ]]; then continue; fi
    command -v "$program" >/dev/null || printf '%s\n' "$package"
  done <<<"$programs" | sort -u | xargs
}

# Installs what is missing where that is possible without asking, else names it.
need_packages() {
  local missing command
  missing=$(missing_packages "$1")
  [[ -n $missing ]] || return 0
  command="apt-get install -y --no-install-recommends $missing"
  if [[ $EUID != 0 ]] || ! command -v apt-get >/dev/null; then
    die "missing here: $missing. Install them: $command"
  fi
  say "installing what is missing: $command"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086  # words
  if ! $command >"$logs/packages.log" 2>&1; then
    apt-get update >>"$logs/packages.log" 2>&1 || true
    $command >>"$logs/packages.log" 2>&1 || die "$command failed: $(tail -n 3 "$logs/packages.log")"
  fi
  missing=$(missing_packages "$1")
  [[ -z $missing ]] || die "still missing after apt-get: $missing"
}
