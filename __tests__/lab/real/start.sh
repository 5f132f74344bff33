#!/bin/sh
# Starts a container's entry process as Docker would: a root file system, namespaces of its own, the image's user,
# environment and words, Docker's default capabilities. Run within new mount, network and process namespaces.
# start.sh ROOT UID GID GROUPS LOWEST_PORT WORKDIR NAME=VALUE... -- COMMAND...
# MOUNTS holds a line FROM:TO for each path that is mounted into it.
set -eu
root=$1 uid=$2 gid=$3 groups=$4 lowest=$5 workdir=$6
shift 6

ip link set lo up
echo "$lowest" >/proc/sys/net/ipv4/ip_unprivileged_port_start
hostname container

mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
mknod -m 666 "$root/dev/null" c 1 3
mknod -m 666 "$root/dev/zero" c 1 5
mknod -m 666 "$root/dev/full" c 1 7
mknod -m 666 "$root/dev/random" c 1 8
mknod -m 666 "$root/dev/urandom" c 1 9
mkdir -m 1777 "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"
# Where IPv6 is not given to a network, Docker's hosts names ::1 only so.
printf '127.0.0.1\tlocalhost\n::1\tip6-localhost ip6-loopback\n' >"$root/etc/hosts"

echo "${MOUNTS-}" | while IFS=: read -r from to; do
  [ -n "$from" ] || continue
  if [ -d "$from" ]; then
    mkdir -p "$root$to"
  elif [ ! -e "$root$to" ]; then
    mkdir -p "$(dirname "$root$to")"
    touch "$root$to"
  fi
  mount --bind "$from" "$root$to"
done

# runc gives the pipes of the standard streams to the container's user.
chown "$uid" /proc/self/fd/1 /proc/self/fd/2

docker=+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+net_raw,+sys_chroot,+mknod,+audit_write,+setfcap
exec setpriv --bounding-set "-all,$docker" --inh-caps -all \
  chroot --userspec="$uid:$gid" --groups="$groups" "$root" env -i -C "$workdir" "$@"
