#!/bin/bash
# How a host was joined by hand: kubeadm, with the labels that keep Calico off it and put Terway on it.
set -euo pipefail
METADATA=http://100.100.100.200/latest
HOST_NAME=$(curl -sSf "$METADATA/meta-data/hostname")
PRIVATE_IP=$(curl -sSf "$METADATA/meta-data/private-ipv4")
ZONE_ID=$(curl -sSf "$METADATA/meta-data/zone-id")
cat >/run/join.yaml <<JOIN
apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken:
    apiServerEndpoint: "@API_SERVER@"
    token: "@TOKEN@"
    caCertHashes: ["@CA_CERT_HASH@"]
  tlsBootstrapToken: "@TOKEN@"
nodeRegistration:
  name: "$HOST_NAME"
  kubeletExtraArgs:
  - name: node-ip
    value: "$PRIVATE_IP"
  - name: node-labels
    value: "alibabacloud.com/external=true,topology.kubernetes.io/zone=$ZONE_ID"
JOIN
kubeadm join --config /run/join.yaml
