#!/bin/bash
# First boot of a leased host: checks what the lease relies on, then joins the cluster.
set -euo pipefail
umask 077

BURSTLEASE_LAUNCH='@LAUNCH@'
@REPORT@
GPUS=@GPUS@
DATA_DISKS=@DATA_DISKS@
DATA_DISK_GIB=@DATA_DISK_GIB@
METADATA=http://100.100.100.200/latest
INSTANCE_ID=unknown

report() {
  echo "burstlease: phase=$1 ${2:-}"
  if [ -n "${BURSTLEASE_REPORT_URL:-}" ]; then
    curl -sS -m 5 -X POST -H "Authorization: Bearer ${BURSTLEASE_REPORT_SECRET:-}" \
      --data-urlencode "launch=$BURSTLEASE_LAUNCH" --data-urlencode "instance=$INSTANCE_ID" \
      --data-urlencode "phase=$1" --data-urlencode "detail=${2:-}" "$BURSTLEASE_REPORT_URL" >/dev/null || true
  fi
}

stop() {
  report failed "$1"
  echo "burstlease: $1" >&2
  exit 1
}

trap 'report failed "line $LINENO"' ERR

# The metadata service answers only with a token; it may be a moment behind the network.
metadata() {
  curl -sSf -m 5 --retry 5 --retry-connrefused -H "X-aliyun-ecs-metadata-token: $METADATA_TOKEN" "$METADATA/meta-data/$1"
}

METADATA_TOKEN=$(curl -sSf -m 5 --retry 10 --retry-connrefused -X PUT \
  -H 'X-aliyun-ecs-metadata-token-ttl-seconds: 600' "$METADATA/api/token")
INSTANCE_ID=$(metadata instance-id)
REGION_ID=$(metadata region-id)
ZONE_ID=$(metadata zone-id)
PRIVATE_IP=$(metadata private-ipv4)
report booted

# Data disks: exactly those that were bought, and only while they are empty.
mapfile -t DISKS < <(
  SYSTEM=$(lsblk -sno NAME,TYPE -r "$(findmnt -no SOURCE /)" | awk '$2 == "disk" {print $1; exit}')
  lsblk -dnbo NAME,TYPE,SIZE -r | awk -v system="$SYSTEM" -v size=$((DATA_DISK_GIB * 1024 * 1024 * 1024)) \
    '$2 == "disk" && $1 != system && $3 == size {print "/dev/" $1}'
)
[ "$DATA_DISKS" = 0 ] || [ "${#DISKS[@]}" = "$DATA_DISKS" ] || stop "found ${#DISKS[@]} of $DATA_DISKS data disks"
for ((i = 0; i < DATA_DISKS; i++)); do
  DISK=${DISKS[$i]}
  MOUNT=/data
  [ "$i" = 0 ] || MOUNT=/data$i
  if [ "$(blkid -p -s LABEL -o value "$DISK" 2>/dev/null || true)" != "leasedata$i" ]; then
    RC=0
    blkid -p "$DISK" >/dev/null 2>&1 || RC=$?
    { [ "$RC" = 2 ] && [ -z "$(wipefs -n "$DISK")" ]; } || stop "data disk $DISK is not empty"
    mkfs.ext4 -q -m0 -E lazy_itable_init=0,nodiscard -L "leasedata$i" "$DISK"
  fi
  DISK_UUID=$(blkid -s UUID -o value "$DISK")
  mkdir -p "$MOUNT"
  grep -q "$DISK_UUID" /etc/fstab ||
    echo "UUID=$DISK_UUID $MOUNT ext4 defaults,noatime,nofail,x-systemd.device-timeout=30 0 2" >>/etc/fstab
  mountpoint -q "$MOUNT" || mount "$MOUNT"
done
report disks

swapoff -a
printf 'overlay\nbr_netfilter\n' >/etc/modules-load.d/burstlease.conf
modprobe overlay
modprobe br_netfilter
cat >/etc/sysctl.d/90-burstlease.conf <<'SYSCTL'
net.ipv4.ip_forward = 1
net.bridge.bridge-nf-call-iptables = 1
net.bridge.bridge-nf-call-ip6tables = 1
fs.inotify.max_user_instances = 8192
fs.inotify.max_user_watches = 1048576
SYSCTL
sysctl -q --system

if [ "$DATA_DISKS" != 0 ] && [ ! -L /var/lib/containerd ]; then
  systemctl stop containerd || true
  mkdir -p /data/containerd
  if [ -d /var/lib/containerd ]; then
    cp -a /var/lib/containerd/. /data/containerd/
    rm -rf /var/lib/containerd
  fi
  ln -s /data/containerd /var/lib/containerd
fi
if [ ! -s /etc/containerd/config.toml ]; then
  mkdir -p /etc/containerd
  containerd config default >/etc/containerd/config.toml
fi
sed -i 's/SystemdCgroup = false/SystemdCgroup = true/' /etc/containerd/config.toml
command -v nvidia-ctk >/dev/null || stop 'the image has no NVIDIA container toolkit'
nvidia-ctk runtime configure --runtime=containerd --set-as-default
systemctl enable containerd
systemctl restart containerd
report containerd

SEEN=0
for ((i = 0; i < 30; i++)); do
  SEEN=$(nvidia-smi -L 2>/dev/null | grep -c '^GPU ' || true)
  [ "$SEEN" = "$GPUS" ] && break
  sleep 2
done
[ "$SEEN" = "$GPUS" ] || stop "the driver shows $SEEN of $GPUS GPUs"
nvidia-smi -pm 1 >/dev/null || true
report gpus

[ -x /opt/cni/bin/loopback ] || report warning 'no loopback plugin in /opt/cni/bin yet'

cat >/run/burstlease-join.yaml <<JOIN
apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken:
    apiServerEndpoint: "@API_SERVER@"
    token: "@TOKEN@"
    caCertHashes: ["@CA_CERT_HASH@"]
  tlsBootstrapToken: "@TOKEN@"
timeouts:
  discovery: 5m0s
  tlsBootstrap: 5m0s
  kubeletHealthCheck: 4m0s
nodeRegistration:
  name: "$REGION_ID.$INSTANCE_ID"
  criSocket: unix:///run/containerd/containerd.sock
  taints:
  - key: "@TAINT_JOINING@"
    value: "true"
    effect: NoSchedule
  kubeletExtraArgs:
  - name: provider-id
    value: "$REGION_ID.$INSTANCE_ID"
  - name: node-ip
    value: "$PRIVATE_IP"
  - name: node-labels
    value: "@LABEL_EXTERNAL@=true,@LABEL_INSTANCE@=$INSTANCE_ID,topology.kubernetes.io/region=$REGION_ID,topology.kubernetes.io/zone=$ZONE_ID,@LABEL_INSTALLATION@=@INSTALLATION@,@LABEL_LAUNCH@=@LAUNCH@"
JOIN

report joining
for ((i = 1; i <= 5; i++)); do
  if kubeadm join --config /run/burstlease-join.yaml; then
    rm -f /run/burstlease-join.yaml
    report joined
    exit 0
  fi
  report retrying "kubeadm join, try $i"
  kubeadm reset -f --cri-socket unix:///run/containerd/containerd.sock >/dev/null 2>&1 || true
  sleep $((i * 10))
done
stop 'kubeadm join did not come through'
