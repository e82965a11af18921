# One machine: namespaces with containerd, kubelet and kube-proxy. Sourced by lab/cluster.
# shellcheck shell=bash disable=SC2154  # common.sh has the settings

# Makes a directory and remembers those it made, so that `down` leaves none of them.
mount_point() {
  local directory=$1
  [[ -d $directory ]] && return
  mount_point "$(dirname "$directory")"
  mkdir "$directory"
  printf '%s\n' "$directory" >>"$state/made-directories"
}

# The machine's own cgroup in every hierarchy (version 1), or in the one (version 2).
make_cgroups() {
  local machine=$1 hierarchy directory file
  if [[ -f /sys/fs/cgroup/cgroup.controllers ]]; then
    for directory in /sys/fs/cgroup "/sys/fs/cgroup/$cgroup"; do
      mkdir -p "$directory/"
      echo '+cpu +cpuset +memory +pids +io' >"$directory/cgroup.subtree_control" ||
        die "cannot delegate cgroup controllers in $directory: run on a machine, or in a container that owns its cgroups"
    done
    mkdir -p "/sys/fs/cgroup/$cgroup/$machine"
    return
  fi
  for hierarchy in /sys/fs/cgroup/*/; do
    [[ -w $hierarchy/cgroup.procs && $hierarchy != */unified/ ]] || continue
    mkdir -p "$hierarchy$cgroup/$machine"
    for directory in "$hierarchy$cgroup" "$hierarchy$cgroup/$machine"; do
      for file in cpuset.cpus cpuset.mems; do
        if [[ -f $directory/$file ]]; then cat "$hierarchy$file" >"$directory/$file"; fi
      done
    done
  done
}

connect_machine() {
  local machine=$1 number=$2 pid hub
  pid=$(pid_of "$machine") hub=$(pid_of control-plane)
  nsenter -t "$hub" -n ip link add "to-$machine" type veth peer name eth0 netns "$pid"
  nsenter -t "$hub" -n ip link set "to-$machine" master machines up
  nsenter -t "$hub" -n ip route replace "10.244.$number.0/24" via "10.99.0.$number"
  # kube-proxy wants bridged traffic filtered where the kernel can.
  within "$machine" sh -c "ip link set lo up && ip addr add 10.99.0.$number/24 dev eth0 && ip link set eth0 up &&
    ip route add default via $control_plane_ip && sysctl -qw net.ipv4.ip_forward=1 &&
    { sysctl -qw net.bridge.bridge-nf-call-iptables=1 2>/dev/null || true; }"
}

# overlayfs does not stack on every file system (a container's own root, for one).
snapshotter() {
  local try=$state/overlay-try
  mkdir -p "$try"/{lower,upper,work,merged}
  if unshare --mount mount -t overlay -o "lowerdir=$try/lower,upperdir=$try/upper,workdir=$try/work" none "$try/merged" 2>/dev/null; then
    echo overlayfs
  else
    echo native
  fi
  rm -rf "$try"
}

write_configuration() {
  local machine=$1 number=$2 home=$3
  cat >"$home/cni/10-lab.conflist" <<JSON
{"cniVersion": "0.4.0", "name": "lab", "plugins": [
  {"type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": false, "hairpinMode": true,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "10.244.$number.0/24"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
JSON
  cat >"$home/containerd.toml" <<TOML
version = 2
root = "$home/containerd"
state = "/run/containerd"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.internal.v1.opt", "io.containerd.tracing.processor.v1.otlp"]
[grpc]
  address = "/run/containerd/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "docker.io/kubo-steward-lab/pause:1"
  disable_apparmor = true
  disable_tcp_service = true
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "$(snapshotter)"
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = false
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$home/cni"
TOML
  cat >"$home/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
failCgroupV1: false
failSwapOn: false
cgroupDriver: cgroupfs
cgroupRoot: /$cgroup/$machine
enforceNodeAllocatable: [pods]
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: "$pki/ca.crt"}}
authorization: {mode: Webhook}
clusterDNS: [$dns_ip]
clusterDomain: cluster.local
resolvConf: ""
# The disk is the build machine's: the lab must not evict because that one is full.
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%, nodefs.inodesFree: 1%}
imageGCHighThresholdPercent: 100
maxPods: 60
makeIPTablesUtilChains: false
nodeStatusUpdateFrequency: 4s
nodeLeaseDurationSeconds: 10
volumePluginDir: /var/lib/kubelet/volumeplugins
YAML
}

# load_images MACHINE TAR...: imports images, each once.
load_images() {
  local machine=$1 tar
  shift
  for tar in "$@"; do
    within "$machine" ctr -n k8s.io images import "$tar" >>"$logs/$machine-images.log" 2>&1 ||
      die "$tar could not be imported on $machine: $(tail -n 2 "$logs/$machine-images.log")"
  done
}

# start_machine NAME NUMBER: its address is 10.99.0.NUMBER, its pods' 10.244.NUMBER.0/24.
start_machine() {
  local machine=$1 number=$2 home=$state/$1 image
  mkdir -p "$home"/{kubelet,containerd,cni,pods,containers,volumes}
  make_cgroups "$machine"
  boot "$machine"
  connect_machine "$machine" "$number"
  # Its own /run, and its own directories in the places that the kubelet and CNI fix.
  within "$machine" sh -c "mount -t tmpfs tmpfs /run &&
    mount --bind '$home/kubelet' /var/lib/kubelet && mount --make-rshared /var/lib/kubelet &&
    mount --bind '$home/pods' /var/log/pods && mount --bind '$home/containers' /var/log/containers &&
    mount -t tmpfs tmpfs /var/lib/cni"
  # The volumes that a machine had before it was powered off.
  for image in "$home"/volumes/*.img; do within "$machine" mount -o loop "$image" "${image%.img}"; done
  write_configuration "$machine" "$number" "$home"
  background "$machine" "$machine-containerd" containerd -c "$home/containerd.toml" --log-level info
  await 30 "$machine: containerd" "$machine-containerd" within "$machine" ctr version
  load_images "$machine" "$images"/*.tar
  background "$machine" "$machine-kubelet" "$bin/kubelet" --config="$home/kubelet.yaml" --kubeconfig="$kubeconfigs/$machine.conf" \
    --hostname-override="$machine" --node-ip="10.99.0.$number" --root-dir=/var/lib/kubelet --v=1 \
    --node-labels="topology.kubernetes.io/zone=zone-$number"
  background "$machine" "$machine-proxy" "$bin/kube-proxy" --kubeconfig="$kubeconfigs/proxy.conf" --hostname-override="$machine" \
    --cluster-cidr="$pod_cidr" --proxy-mode=iptables --healthz-bind-address=127.0.0.1:10256 --metrics-bind-address=127.0.0.1:10249 \
    --conntrack-max-per-core=0 --conntrack-tcp-timeout-established=0 --conntrack-tcp-timeout-close-wait=0
}

machine_ready() {
  [[ $(kubectl get node "$1" -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}') == True ]]
}

# Power off: the kernel ends all that is in the namespaces, mounts and network go with them.
stop_machine() {
  local part
  end "$1"
  for part in containerd kubelet proxy; do rm -f "$state/$1-$part.pid"; done
}
