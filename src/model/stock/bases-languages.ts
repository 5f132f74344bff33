import {
  always,
  type BaseImage,
  type BaseSystem,
  base,
  byTag,
  inRootGroup,
  own,
  SOME_ON_UBUNTU,
} from "./base.ts";
import { ubi } from "./bases-systems.ts";

// Sources: github.com/nodejs/docker-node, github.com/docker-library/{python,pypy,ruby,golang,openjdk,gcc,julia,tomcat},
// github.com/rust-lang/docker-rust, github.com/adoptium/containers, github.com/carlossg/docker-maven,
// github.com/gradle/docker-gradle, github.com/jetty/jetty.docker, github.com/dotnet/dotnet-docker,
// github.com/oven-sh/bun, github.com/denoland/deno_docker, github.com/sclorg/s2i-*-container.

/** openjdk's own tags: Debian for 8 and 11, Oracle Linux from 12 on, unless they say otherwise. */
function openjdkSystem(tag: string): BaseSystem | undefined {
  return byTag(/^(8|11)(\D|$)/.test(tag) ? "debian" : "rhel")(tag);
}

/** Maven's tags name the JDK image that they start from; its openjdk tags changed their distribution. */
function mavenSystem(tag: string): BaseSystem | undefined {
  return /openjdk(?!.*slim)/.test(tag) ? undefined : byTag("debian")(tag);
}

/** .NET's small images have neither shell nor package manager. */
const chiseled = /chiseled|distroless/;
const DOTNET = ["runtime-deps", "runtime", "aspnet"].map((image) => `mcr.microsoft.com/dotnet/${image}`);
const DOTNET_SDK = "mcr.microsoft.com/dotnet/sdk";
const APP = own("app", 1654);

/** Builders of OpenShift (S2I): uid 1001 in root's group; their start command only prints how to use them. */
const S2I = {
  users: inRootGroup("default", 1001),
  user: { uid: 1001 },
  exposes: [8080],
  workdir: "/opt/app-root/src",
  entrypoint: ["container-entrypoint"],
  cmd: ["/bin/sh", "-c", "$STI_SCRIPTS_PATH/usage"],
};

export const languageBases: readonly BaseImage[] = [
  base("node", byTag("debian"), {
    users: own("node", 1000),
    entrypoint: ["docker-entrypoint.sh"],
    cmd: ["node"],
  }),
  base("oven/bun", byTag("debian"), {
    tags: /^(?!.*distroless)/,
    users: own("bun", 1000),
    workdir: "/home/bun/app",
    entrypoint: ["/usr/local/bin/docker-entrypoint.sh"],
    cmd: ["/usr/local/bin/bun"],
  }),
  base("python", byTag("debian"), { cmd: ["python3"] }),
  base("pypy", byTag("debian"), { cmd: ["pypy3"] }),
  base("ghcr.io/astral-sh/uv", byTag("debian"), { tags: /python|debian|bookworm|trixie|alpine/ }),
  base("ruby", byTag("debian"), { cmd: ["irb"] }),
  base("golang", byTag("debian"), { workdir: "/go", cmd: ["bash"] }),
  base("rust", byTag("debian"), { cmd: ["bash"] }),
  base("gcc", always("debian"), { cmd: ["bash"] }),
  base("perl", byTag("debian")),
  base("erlang", byTag("debian"), { cmd: ["erl"] }),
  base("elixir", byTag("debian"), { cmd: ["iex"] }),
  base("haskell", byTag("debian"), { cmd: ["ghci"] }),
  base("julia", byTag("debian"), { entrypoint: ["docker-entrypoint.sh"], cmd: ["julia"] }),
  base("swift", byTag("debian"), SOME_ON_UBUNTU),
  base("dart", byTag("debian")),
  base("composer", always("alpine"), {
    tags: /^(?!.*bin)/,
    users: own("www-data", 82),
    workdir: "/app",
    entrypoint: ["/docker-entrypoint.sh"],
    cmd: ["composer"],
  }),

  base("openjdk", openjdkSystem, { cmd: ["jshell"] }),
  base("eclipse-temurin", byTag("debian"), { ...SOME_ON_UBUNTU, cmd: ["jshell"] }),
  base("amazoncorretto", byTag("rhel")),
  base("sapmachine", byTag("debian"), { ...SOME_ON_UBUNTU, cmd: ["jshell"] }),
  base("maven", mavenSystem, {
    ...SOME_ON_UBUNTU,
    entrypoint: ["/usr/local/bin/mvn-entrypoint.sh"],
    cmd: ["mvn"],
  }),
  base("gradle", byTag("debian"), {
    ...SOME_ON_UBUNTU,
    tags: /^(?!.*graal)/,
    users: own("gradle", 1000),
    volumes: ["/home/gradle/.gradle"],
    workdir: "/home/gradle",
    cmd: ["gradle"],
  }),
  base("tomcat", byTag("debian"), {
    ...SOME_ON_UBUNTU,
    exposes: [8080],
    workdir: "/usr/local/tomcat",
    cmd: ["catalina.sh", "run"],
  }),
  base("jetty", byTag("debian"), {
    users: [{ name: "jetty" }],
    user: { name: "jetty" },
    exposes: [8080],
    workdir: "/var/lib/jetty",
    entrypoint: ["/docker-entrypoint.sh"],
    cmd: ["java", "-jar", "/usr/local/jetty/start.jar"],
  }),
  base("quay.io/wildfly/wildfly", always("rhel"), {
    users: own("jboss", 1000),
    user: { name: "jboss", uid: 1000 },
    exposes: [8080],
    cmd: ["/opt/jboss/wildfly/bin/standalone.sh", "-b", "0.0.0.0"],
  }),

  // From .NET 8 the images make the user app; only the chiseled ones run as it.
  base(DOTNET, always("none"), { tags: chiseled, users: [...own("root", 0), ...APP], user: { uid: 1654 } }),
  base(DOTNET, byTag("debian"), { ...SOME_ON_UBUNTU, tags: /^(8|9|10|latest)/, users: APP }),
  base(DOTNET, byTag("debian")),
  base(DOTNET_SDK, byTag("debian"), { ...SOME_ON_UBUNTU, tags: /^(8|9|10|latest)/, users: APP }),
  base(DOTNET_SDK, byTag("debian")),

  base(
    ubi(
      ...["ubi8/nodejs-18", "ubi8/nodejs-20", "ubi9/nodejs-18", "ubi9/nodejs-20", "ubi9/nodejs-22"],
      ...["ubi8/python-39", "ubi8/python-311", "ubi9/python-39", "ubi9/python-311", "ubi9/python-312"],
      ...["ubi9/ruby-31", "ubi9/ruby-33"],
    ),
    always("rhel"),
    S2I,
  ),
  base(ubi("ubi8/openjdk-11", "ubi8/openjdk-17", "ubi9/openjdk-17", "ubi9/openjdk-21"), always("rhel"), {
    user: { uid: 185 },
    exposes: [8080, 8443],
    cmd: ["/usr/local/s2i/run"],
  }),
];
