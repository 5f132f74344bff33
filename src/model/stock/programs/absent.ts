/** Programs that people call and plain images of a distribution do not have: debian:12 and 13, ubuntu:24.04, alpine:3.20. */
import type { BaseSystem } from "../base.ts";

const COMMON =
  "curl git gosu su-exec sudo doas tini dumb-init python python3 pip pip3 node npm npx yarn php composer ruby gem bundle go java mvn make gcc g++ cmake zip jq yq vim nano ssh ssh-keygen scp rsync gpg envsubst supervisord gunicorn uvicorn nginx apache2 httpd mysql psql redis-cli certbot";
const DEBIAN = `${COMMON} wget unzip killall ping ip ifconfig netstat nslookup dig nc less vi apk yum dnf microdnf busybox setcap htpasswd telnet lsof strace locale-gen`;
const ALPINE = `${COMMON} bash useradd usermod userdel groupadd groupmod gpasswd apt-get apt dpkg yum dnf microdnf setcap htpasswd strace file`;

const ABSENT: Readonly<Partial<Record<BaseSystem, ReadonlySet<string>>>> = {
  debian: new Set(DEBIAN.split(" ")),
  alpine: new Set(ALPINE.split(" ")),
};

// Those of another distribution: nobody installs them.
const MANAGERS: Readonly<Partial<Record<BaseSystem, ReadonlySet<string>>>> = {
  debian: new Set(["apk", "yum", "dnf", "microdnf"]),
  alpine: new Set(["apt-get", "apt", "dpkg", "yum", "dnf", "microdnf"]),
  rhel: new Set(["apk", "apt-get", "apt", "dpkg"]),
};

/** Whether a distribution as it is lacks a program. */
export function plainLacks(system: BaseSystem | undefined, program: string): boolean {
  return system !== undefined && ABSENT[system]?.has(program) === true;
}

/** Whether a program installs packages of another distribution than the image is made of. */
export function isForeignManager(system: BaseSystem | undefined, program: string): boolean {
  return system !== undefined && MANAGERS[system]?.has(program) === true;
}

/** Whether a program is brought by a package of its name, and by no other that needs it. */
export function isOfOwnPackage(program: string): boolean {
  return /^(gosu|su-exec|tini|dumb-init)$/.test(program);
}
