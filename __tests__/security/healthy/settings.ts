import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { DOCKERFILE, edited, IMAGE, plain } from "../repos.ts";

interface Way {
  readonly files?: Readonly<Record<string, string>>;
  readonly lines: string;
}

/** Settings of programs that have them do nothing else than their words say, and tools of the repo's own. */
const ways: Readonly<Record<string, Way>> = {
  "apt without recommended packages": {
    files: { "99x": 'APT::Install-Recommends "false";\nAPT::Get::Assume-Yes "true";\n' },
    lines: "COPY 99x /etc/apt/apt.conf.d/99x\nRUN apt-get update && apt-get install -y curl",
  },
  "apt that tidies up": {
    files: { "99x": 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };\n' },
    lines: "COPY 99x /etc/apt/apt.conf.d/docker-clean\nRUN apt-get install -y curl",
  },
  "apt through a proxy": {
    files: { p: 'Acquire::http::Proxy "http://proxy.example:3128";\n' },
    lines: "COPY p /etc/apt/apt.conf.d/01proxy\nRUN apt-get update",
  },
  "a source of packages": {
    files: { "x.list": "deb https://packages.example/apt stable main\n" },
    lines: "COPY x.list /etc/apt/sources.list.d/x.list\nRUN apt-get update && apt-get install -y tool",
  },
  "dpkg without documents": {
    files: { d: "path-exclude=/usr/share/doc/*\n" },
    lines: "COPY d /etc/dpkg/dpkg.cfg.d/nodoc\nRUN apt-get install -y curl",
  },
  "an index of pip": {
    files: { "pip.conf": "[global]\nindex-url=https://pypi.example/simple\n" },
    lines: "COPY pip.conf /etc/pip.conf\nRUN pip install tool",
  },
  "a registry of npm": {
    files: { npmrc: "registry=https://npm.example/\n" },
    lines: "COPY npmrc /root/.npmrc\nRUN npm install -g tool",
  },
  "retries of curl": {
    files: { c: "retry = 5\nfail\n" },
    lines: "COPY c /root/.curlrc\nRUN curl -o /opt/x https://example.org/x",
  },
  "a name for git": {
    files: { g: "[user]\n\tname = x\n" },
    lines: "COPY g /root/.gitconfig\nRUN git clone https://example.org/x /opt/x",
  },
  "a tool of the repo": {
    files: { t: "#!/bin/sh\nmkdir -p /srv/data\n" },
    lines: "COPY --chmod=755 t /usr/local/bin/prepare\nRUN prepare && mkdir -p /srv/more",
  },
  "a binary of the repo": {
    files: { t: "\u007fELF\u0000\u0000" },
    lines: "COPY --chmod=755 t /usr/local/bin/tool\nRUN mkdir -p /srv/data",
  },
  "a binary of another image": {
    lines:
      "COPY --from=busybox:1.36 /bin/wget /usr/local/bin/wget\nRUN wget -qO /opt/x https://example.org/x",
  },
  "tools of another image": {
    lines: "COPY --from=node:22 /usr/local/bin/ /usr/local/bin/\nRUN mkdir -p /srv/data",
  },
};

export const healthySettings: readonly Change[] = Object.entries(ways).map(
  ([name, { files = {}, lines }]) => {
    const more: Files = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`${IMAGE}/${path}`, text]),
    );
    const head = edited({ ...plain, ...more }, DOCKERFILE, ["USER nginx", `${lines}\nUSER nginx`]);
    return { name: `given: ${name}`, base: plain, head };
  },
);
