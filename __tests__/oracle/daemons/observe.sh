#!/bin/bash
# observe.sh ROOT SCRATCH SECONDS SCRIPT: runs a script's daemon in namespaces of its own, and prints its processes.
set -e
mount -t tmpfs tmpfs "$2"
mkdir "$2/upper" "$2/work" "$2/root"
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"
mount -t proc proc "$2/root/proc"
mount --rbind /dev "$2/root/dev"
ip link set lo up
cp "$4" "$2/root/started.sh"
exec chroot "$2/root" /bin/sh /started.sh "$3"
