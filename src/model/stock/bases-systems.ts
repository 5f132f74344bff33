import { always, type BaseImage, base, byTag, own, SOME_ON_UBUNTU } from "./base.ts";
import type { StockUser } from "./install.ts";

// Distributions: their own Dockerfiles. Distroless: github.com/GoogleContainerTools/distroless, base/base.bzl and
// the language folders. Chainguard: the images' published specifications. Docker, bash: docker-library's Dockerfiles.

const REDHAT = ["registry.access.redhat.com", "registry.redhat.io"];

/** Names of UBI images, `ubi9/nodejs-20`, in both of Red Hat's registries. */
export function ubi(...images: readonly string[]): readonly string[] {
  return REDHAT.flatMap((registry) => images.map((image) => `${registry}/${image}`));
}

const distroless = (...images: readonly string[]): readonly string[] =>
  images.flatMap((image) =>
    ["", "-debian11", "-debian12", "-debian13"].map((release) => `gcr.io/distroless/${image}${release}`),
  );

const DISTROLESS_USERS: readonly StockUser[] = [
  { name: "root", uid: 0, gid: 0 },
  { name: "nobody", uid: 65534, gid: 65534 },
  { name: "nonroot", uid: 65532, gid: 65532 },
];
const NONROOT = { name: "nonroot", uid: 65532 };
const nonrootTags = /nonroot/;

/** Both kinds of tags of a distroless image: those as nonroot, and the rest as root. */
function distrolessBases(images: readonly string[], entrypoint?: readonly string[]): readonly BaseImage[] {
  const rest = { users: DISTROLESS_USERS, ...(entrypoint && { entrypoint }) };
  return [
    base(images, always("none"), { ...rest, tags: nonrootTags, user: NONROOT, workdir: "/home/nonroot" }),
    base(images, always("none"), rest),
  ];
}

export const systemBases: readonly BaseImage[] = [
  base("debian", always("debian"), { cmd: ["bash"] }),
  // The user ubuntu came with 23.04.
  base("ubuntu", always("debian"), {
    tags: /^(20\.04|22\.04|focal|jammy|18\.04|bionic|16\.04|xenial)/,
    cmd: ["/bin/bash"],
  }),
  base("ubuntu", always("debian"), { users: own("ubuntu", 1000), cmd: ["/bin/bash"] }),
  base("alpine", always("alpine"), { cmd: ["/bin/sh"] }),
  base("buildpack-deps", always("debian"), { ...SOME_ON_UBUNTU, cmd: ["bash"] }),
  base(
    [
      ...[
        "rockylinux",
        "rockylinux/rockylinux",
        "almalinux",
        "centos",
        "fedora",
        "oraclelinux",
        "amazonlinux",
      ],
      ...["public.ecr.aws/amazonlinux/amazonlinux", "quay.io/centos/centos"],
    ],
    always("rhel"),
    { cmd: ["/bin/bash"] },
  ),
  base(
    ubi(...["ubi8", "ubi9", "ubi10"].flatMap((v) => [v, `${v}-minimal`, `${v}/ubi`, `${v}/ubi-minimal`])),
    always("rhel"),
    { cmd: ["/bin/bash"] },
  ),
  base(ubi("ubi8/ubi-micro", "ubi9/ubi-micro", "ubi8-micro", "ubi9-micro"), always("none"), {
    users: own("root", 0),
    cmd: ["/bin/sh"],
  }),
  // github.com/vmware/photon-docker-image, and its spec of the package "filesystem".
  base(["photon", "projects.registry.vmware.com/photon/photon"], always("photon"), { cmd: ["/bin/bash"] }),
  base("busybox", always("none"), {
    users: [...own("root", 0), ...own("www-data", 33), { name: "nobody", uid: 65534, group: "nobody" }],
    cmd: ["sh"],
  }),
  base("bash", always("alpine"), { entrypoint: ["docker-entrypoint.sh"], cmd: ["bash"] }),

  base("docker", always("alpine"), {
    tags: /rootless/,
    users: own("rootless", 1000),
    user: { name: "rootless" },
    exposes: [2375, 2376],
    entrypoint: ["dockerd-entrypoint.sh"],
  }),
  base("docker", always("alpine"), {
    tags: /dind/,
    exposes: [2375, 2376],
    volumes: ["/var/lib/docker"],
    entrypoint: ["dockerd-entrypoint.sh"],
  }),
  base("docker", always("alpine"), {
    tags: /cli/,
    entrypoint: ["docker-entrypoint.sh"],
    cmd: ["sh"],
  }),

  ...distrolessBases(distroless("static", "base", "base-nossl", "cc", "java-base")),
  ...distrolessBases(distroless("nodejs18", "nodejs20", "nodejs22", "nodejs24"), ["/nodejs/bin/node"]),
  ...distrolessBases(distroless("java11", "java17", "java21", "java25"), ["/usr/bin/java", "-jar"]),

  base(["cgr.dev/chainguard/static", "cgr.dev/chainguard/glibc-dynamic"], always("none"), {
    users: DISTROLESS_USERS,
    user: NONROOT,
  }),
  base("cgr.dev/chainguard/python", always("none"), {
    users: DISTROLESS_USERS,
    user: NONROOT,
    entrypoint: ["/usr/bin/python"],
  }),
  base("cgr.dev/chainguard/node", always("none"), {
    users: [...own("root", 0), ...own("node", 65532)],
    user: { name: "node", uid: 65532 },
    workdir: "/app",
    entrypoint: ["/usr/bin/node"],
  }),
  base("cgr.dev/chainguard/wolfi-base", always("none"), { users: DISTROLESS_USERS, cmd: ["/bin/sh", "-l"] }),

  // github.com/hashicorp/terraform, Dockerfile.
  base("hashicorp/terraform", byTag("alpine"), { entrypoint: ["/bin/terraform"] }),
];
