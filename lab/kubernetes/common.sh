# Settings of the lab cluster and how it starts and ends processes. Sourced by lab/cluster.
# shellcheck shell=bash disable=SC2034,SC2154  # the files that source this one use them, and set bin
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
parts=$project/lab/kubernetes
state=${KUBO_STEWARD_LAB:-$project/target/lab/cluster}
images=$project/target/lab/images
port=${KUBO_STEWARD_LAB_PORT:-16443} # of the API server on 127.0.0.1; a control plane alone takes the next 4 too
control_plane_ip=10.99.0.1
service_cidr=10.96.0.0/16
dns_ip=10.96.0.10
pod_cidr=10.244.0.0/16
cgroup=kubo-steward-lab
# How soon a silent machine is NotReady: the default of 50 s would make every test of it slow.
node_grace=20s

pki=$state/pki
kubeconfigs=$state/kubeconfig
logs=$state/log

say() { printf '%(%T)T lab/cluster: %s\n' -1 "$*" >&2; }
die() { say "$*"; exit 1; }
kubectl() { "$bin/kubectl" --kubeconfig "$kubeconfigs/admin.conf" "$@"; }

# A process is remembered by its id AND its start time: ids are given out again.
born() { awk '{ sub(/.*\) /, ""); print $20 }' "/proc/$1/stat" 2>/dev/null || true; }
remember() { printf '%s %s\n' "$2" "$(born "$2")" >"$state/$1.pid"; }
# The process id remembered under a name, if that process still lives.
pid_of() {
  local pid start
  [[ -f $state/$1.pid ]] && read -r pid start <"$state/$1.pid" && [[ -n $start && $(born "$pid") == "$start" ]] && printf '%s\n' "$pid"
}
end() {
  local pid
  if pid=$(pid_of "$1"); then kill -9 "$pid" 2>/dev/null || true; fi
  rm -f "$state/$1.pid"
}

# One machine (or the control plane's network) is a set of namespaces; its pid 1 holds and reaps them.
boot() {
  local name=$1 outer inner='' _
  # shellcheck disable=SC2016  # expands inside the namespaces
  setsid unshare --net --mount --pid --uts --fork --kill-child --propagation private bash -c '
    mount -t proc proc /proc && mount --make-rshared / && hostname "$1" && touch "$2"
    while :; do sleep 3600 & wait $!; done' bash "$name" "$state/$name.booted" \
    </dev/null >>"$logs/$name.log" 2>&1 &
  outer=$!
  disown
  for _ in {1..200}; do
    if [[ -e $state/$name.booted ]]; then inner=$(pgrep -P "$outer") && break; fi
    sleep 0.02
  done
  rm -f "$state/$name.booted"
  [[ -n $inner ]] || die "the namespaces of $name could not be made: $(tail -n 3 "$logs/$name.log")"
  remember "$name" "$inner"
}
# Runs a command in a machine's namespaces: within NAME COMMAND...
within() {
  local name=$1 pid
  shift
  pid=$(pid_of "$name") || die "$name is not running (lab/cluster status)"
  nsenter -t "$pid" -n -m -p -u -- "$@"
}
# Starts a daemon: background MACHINE NAME COMMAND...; MACHINE is - for none.
background() {
  local machine=$1 name=$2 pid
  shift 2
  if [[ $machine != - ]]; then
    pid=$(pid_of "$machine") || die "$machine is not running"
    set -- nsenter -t "$pid" -n -m -p -u -- "$@"
  fi
  setsid "$@" </dev/null >>"$logs/$name.log" 2>&1 &
  remember "$name" $!
  disown
}
# Waits for a command to succeed: await SECONDS WHAT DAEMON COMMAND...; shows DAEMON's log when it does not.
await() {
  local seconds=$1 what=$2 daemon=$3 start=$SECONDS
  shift 3
  until "$@" >/dev/null 2>&1; do
    if ! pid_of "$daemon" >/dev/null || ((SECONDS - start > seconds)); then
      tail -n 8 "$logs/$daemon.log" >&2
      die "$what: not within $((SECONDS - start)) s; the log is $logs/$daemon.log"
    fi
    sleep 0.1
  done
}
