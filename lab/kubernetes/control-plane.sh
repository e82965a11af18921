# etcd, API server, controller manager and scheduler. Sourced by lab/cluster.
# shellcheck shell=bash disable=SC2154  # common.sh has the settings

# start_control_plane control-plane|full NODE...
start_control_plane() {
  local mode=$1 machine=- listen=127.0.0.1 secure=$port advertise server pid
  shift
  if [[ $mode == full ]]; then
    # In namespaces of its own: one bridge is the network that the machines hang on.
    machine=control-plane listen=0.0.0.0 secure=6443
    boot control-plane
    within control-plane sh -c "ip link set lo up && ip link add machines type bridge &&
      ip addr add $control_plane_ip/24 dev machines && ip link set machines up && sysctl -qw net.ipv4.ip_forward=1"
    advertise="--advertise-address=$control_plane_ip"
    server=https://$control_plane_ip:$secure
  else
    advertise="--advertise-address=127.0.0.1 --endpoint-reconciler-type=none"
    server=https://127.0.0.1:$secure
  fi
  make_pki "$server" "$@"
  background "$machine" etcd "$bin/etcd" --name lab --data-dir "$state/etcd" --log-level warn --unsafe-no-fsync \
    --listen-client-urls "http://127.0.0.1:$((port + 1))" --advertise-client-urls "http://127.0.0.1:$((port + 1))" \
    --listen-peer-urls "http://127.0.0.1:$((port + 2))" --initial-advertise-peer-urls "http://127.0.0.1:$((port + 2))" \
    --initial-cluster "lab=http://127.0.0.1:$((port + 2))"
  # shellcheck disable=SC2086  # words
  background "$machine" kube-apiserver "$bin/kube-apiserver" --etcd-servers="http://127.0.0.1:$((port + 1))" \
    --bind-address="$listen" --secure-port="$secure" $advertise \
    --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" --client-ca-file="$pki/ca.crt" \
    --kubelet-client-certificate="$pki/apiserver-kubelet.crt" --kubelet-client-key="$pki/apiserver-kubelet.key" \
    --kubelet-preferred-address-types=InternalIP --service-cluster-ip-range="$service_cidr" \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local \
    --service-account-key-file="$pki/service-accounts.pub" --service-account-signing-key-file="$pki/service-accounts.key" \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged=true --profiling=false \
    --requestheader-client-ca-file="$pki/front-proxy-ca.crt" --requestheader-allowed-names=front-proxy \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra-
  if [[ $mode == full ]]; then
    pid=$(pid_of control-plane)
    background - forward socat "TCP-LISTEN:$port,bind=127.0.0.1,fork,reuseaddr" \
      "EXEC:nsenter -t $pid -n socat STDIO TCP\:127.0.0.1\:$secure"
  fi
  await 90 "API server ready" kube-apiserver kubectl get --raw /readyz
  background "$machine" kube-controller-manager "$bin/kube-controller-manager" --kubeconfig="$kubeconfigs/controller-manager.conf" \
    --authentication-kubeconfig="$kubeconfigs/controller-manager.conf" --authorization-kubeconfig="$kubeconfigs/controller-manager.conf" \
    --use-service-account-credentials=true --service-account-private-key-file="$pki/service-accounts.key" --root-ca-file="$pki/ca.crt" \
    --cluster-signing-cert-file="$pki/ca.crt" --cluster-signing-key-file="$pki/ca.key" --leader-elect=false --profiling=false \
    --bind-address=127.0.0.1 --secure-port=$((port + 3)) --node-monitor-period=2s --node-monitor-grace-period="$node_grace"
  background "$machine" kube-scheduler "$bin/kube-scheduler" --kubeconfig="$kubeconfigs/scheduler.conf" \
    --authentication-kubeconfig="$kubeconfigs/scheduler.conf" --authorization-kubeconfig="$kubeconfigs/scheduler.conf" \
    --leader-elect=false --profiling=false --bind-address=127.0.0.1 --secure-port=$((port + 4))
  await 60 "default service account (the controller manager works)" kube-controller-manager kubectl -n default get serviceaccount default
}
