# The certificates and kubeconfigs of the lab cluster. Sourced by lab/cluster.
# shellcheck shell=bash disable=SC2154  # common.sh has the settings

certificate_authority() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$pki/$1.key" -out "$pki/$1.crt" -days 365 \
    -subj "/CN=$1" -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
}
# certificate NAME SUBJECT USAGE [EXTENSION]. RSA, as Java clients take a PKCS#8 key in a kubeconfig for RSA.
certificate() {
  local name=$1 subject=$2 usage=$3 extension=${4-}
  openssl req -newkey rsa:2048 -nodes -keyout "$pki/$name.key" -out "$pki/$name.csr" -subj "$subject" 2>/dev/null
  openssl x509 -req -in "$pki/$name.csr" -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -CAcreateserial -days 365 -out "$pki/$name.crt" \
    -extfile <(printf 'keyUsage=critical,digitalSignature\nextendedKeyUsage=%s\n%s\n' "$usage" "$extension") 2>/dev/null
  rm "$pki/$name.csr"
}
# kubeconfig FILE USER SERVER
kubeconfig() {
  cat >"$kubeconfigs/$1.conf" <<YAML
apiVersion: v1
kind: Config
clusters: [{name: lab, cluster: {server: "$3", certificate-authority: "$pki/ca.crt"}}]
users: [{name: $2, user: {client-certificate: "$pki/$2.crt", client-key: "$pki/$2.key"}}]
contexts: [{name: lab, context: {cluster: lab, user: $2}}]
current-context: lab
YAML
}

# make_pki SERVER NODE...: SERVER is what the components dial, people dial 127.0.0.1.
make_pki() {
  local server=$1 name
  shift
  mkdir -p "$pki" "$kubeconfigs"
  chmod 700 "$pki" "$kubeconfigs"
  certificate_authority ca
  certificate_authority front-proxy-ca
  openssl genrsa -out "$pki/service-accounts.key" 2048 2>/dev/null
  openssl rsa -in "$pki/service-accounts.key" -pubout -out "$pki/service-accounts.pub" 2>/dev/null
  certificate apiserver /CN=kube-apiserver serverAuth "subjectAltName=DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,DNS:localhost,IP:127.0.0.1,IP:$control_plane_ip,IP:10.96.0.1"
  certificate apiserver-kubelet /O=system:masters/CN=apiserver-kubelet-client clientAuth
  certificate admin /O=system:masters/CN=admin clientAuth
  certificate controller-manager /CN=system:kube-controller-manager clientAuth
  certificate scheduler /CN=system:kube-scheduler clientAuth
  certificate proxy /CN=system:kube-proxy clientAuth
  kubeconfig admin admin "https://127.0.0.1:$port"
  for name in controller-manager scheduler proxy; do kubeconfig "$name" "$name" "$server"; done
  for name in "$@"; do
    certificate "$name" "/O=system:nodes/CN=system:node:$name" clientAuth
    kubeconfig "$name" "$name" "$server"
  done
}
