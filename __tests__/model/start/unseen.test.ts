import { describe, expect, test } from "vitest";
import { imageFacts } from "../image-facts.ts";

const DEBIAN =
  "FROM debian:12\nRUN apt-get install -y nginx gosu && useradd -u 1500 web\nCOPY *.conf /etc/nginx/\n";
const PLAIN = "pid /tmp/n.pid;\nerror_log stderr;\nevents {}\n";
const OTHER = "pid /tmp/n.pid;\nerror_log stderr;\nevents {}\nhttp { server { listen 8088; } }\n";
const SCRIPT = { Dockerfile: 'COPY --chmod=755 *.sh /\nCMD ["/start.sh"]' };

/** Whether nginx starts, by which line, and where it listens. */
const started = ({ Dockerfile, ...files }: Readonly<Record<string, string>>, base = DEBIAN) => {
  const [image] = imageFacts({
    Dockerfile: `${base}${Dockerfile}\n`,
    "nginx.conf": PLAIN,
    "other.conf": OTHER,
    ...files,
  });
  const [server] = image?.servers ?? [];
  if (typeof server?.starts !== "boolean") return server?.starts.why ?? "no server";
  return server.starts ? `listens ${server.listeners.map(({ port }) => port).join(" ") || "nowhere"}` : "no";
};
const script = (text: string, files = {}) =>
  started({ ...SCRIPT, "start.sh": `#!/bin/bash\n${text}\n`, ...files });
const SERVE = `nginx -g "daemon off;"`;
const ELSEWHERE = `/usr/sbin/nginx -c /etc/nginx/other.conf -g "daemon off;"`;

describe("what is run without a word in the command", () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "BASH_ENV",
      {
        Dockerfile: `ENV BASH_ENV=/x.sh\n${SCRIPT.Dockerfile}`,
        "start.sh": `#!/bin/bash\n${SERVE}\n`,
        "x.sh": `nginx() { ${ELSEWHERE}; }\n`,
      },
      "listens 8088",
    ],
    [
      "BASH_ENV that is not known",
      {
        Dockerfile: `RUN curl -o /etc/x https://a.test\nENV BASH_ENV=/etc/x\n${SCRIPT.Dockerfile}`,
        "start.sh": `#!/bin/bash\n${SERVE}\n`,
      },
      "bash reads /etc/x first, which is unknown",
    ],
    [
      "BASH_ENV of another shell",
      {
        Dockerfile: `ENV BASH_ENV=/x.sh\n${SCRIPT.Dockerfile}`,
        "start.sh": `#!/bin/sh\n${SERVE}\n`,
        "x.sh": `exec ${ELSEWHERE}\n`,
      },
      "listens nowhere",
    ],
    [
      "a profile of a login shell",
      {
        Dockerfile: `COPY p.sh /etc/profile.d/\nCMD ["bash", "-lc", "nginx -g 'daemon off;'"]`,
        "p.sh": `exec ${ELSEWHERE}\n`,
      },
      "listens 8088",
    ],
    [
      "a profile of no login shell",
      {
        Dockerfile: `COPY p.sh /etc/profile.d/\nCMD ["bash", "-c", "nginx -g 'daemon off;'"]`,
        "p.sh": `exec ${ELSEWHERE}\n`,
      },
      "listens nowhere",
    ],
    [
      "LD_PRELOAD",
      {
        Dockerfile: `COPY x.sh /usr/lib/x.so\nENV LD_PRELOAD=/usr/lib/x.so\nCMD ["nginx", "-g", "daemon off;"]`,
        "x.sh": "x\n",
      },
      "/usr/lib/x.so is loaded into every program, and what it does is unknown",
    ],
    [
      "LD_PRELOAD of a package",
      {
        Dockerfile: `ENV LD_PRELOAD=/usr/lib/x86_64-linux-gnu/libjemalloc.so.2\nCMD ["nginx", "-g", "daemon off;"]`,
      },
      "listens nowhere",
    ],
    [
      "the list of ld.so",
      { Dockerfile: `RUN echo /x.so > /etc/ld.so.preload\nCMD ["nginx", "-g", "daemon off;"]` },
      "/etc/ld.so.preload is loaded into every program, and what it does is unknown",
    ],
    [
      "a text of another language",
      { Dockerfile: `CMD ["python3", "-c", "import os; os.execvp('nginx', ['nginx'])"]` },
      "python3 is given a text that mentions nginx, but what it starts is unknown",
    ],
  ])("%s", (_, files, expected) => {
    expect(started(files)).toBe(expected);
  });
});

describe("a text that is run as part of another", () => {
  test.each<[string, string, string, Readonly<Record<string, string>>?]>([
    ["eval", `eval 'exit 0'\n${SERVE}`, "no"],
    [
      "eval of what is not known",
      `eval "$(cat /srv/command)"\n${SERVE}`,
      "the text that eval runs is unknown",
    ],
    ["eval of a program that prints variables", `eval "$(ssh-agent -s)"\n${SERVE}`, "listens nowhere"],
    [
      "a sourced text that ends it",
      `. /lib.sh\n${SERVE}`,
      "listens 8088",
      { "lib.sh": `exec ${ELSEWHERE}\n` },
    ],
    [
      "a function of a sourced text",
      `. /lib.sh\n${SERVE}`,
      "listens 8088",
      { "lib.sh": `nginx() {\n  ${ELSEWHERE}\n}\n` },
    ],
    [
      "a function that is not meant by exec",
      `. /lib.sh\nexec ${SERVE}`,
      "listens nowhere",
      { "lib.sh": `nginx() {\n  ${ELSEWHERE}\n}\n` },
    ],
    [
      "a sourced text that may end it",
      `. /lib.sh\n${SERVE}`,
      "listens nowhere",
      { "lib.sh": `[ -z "$X" ] || exit 1\n` },
    ],
    [
      "an alias",
      `alias nginx="nginx -c /etc/nginx/other.conf"\n${SERVE}`,
      "whether nginx=nginx -c /etc/nginx/other.conf holds depends on the shell",
    ],
  ])("%s", (_, text, expected, files) => {
    expect(script(text, files)).toBe(expected);
  });
});

test.each<[string, string, string]>([
  ['"$@"', '"$@"', '["serve"]'],
  ['"$1"', '"$1"', '["serve"]'],
  ["a variable", 'job=$1\n"$job"', '["serve"]'],
  ["with arguments", '"$@"', '["run", "nginx", "-g", "daemon off;"]'],
])("a function is called by %s", (_, call, cmd) => {
  const text = `#!/bin/sh\nserve() {\n  exec ${SERVE}\n}\nrun() {\n  exec "$@"\n}\n${call}\n`;
  const Dockerfile = `COPY --chmod=755 start.sh /\nENTRYPOINT ["/start.sh"]\nCMD ${cmd}`;
  expect(started({ Dockerfile, "start.sh": text })).toBe("listens nowhere");
});

describe("what keeps a container up behind a server in the background", () => {
  test.each<[string, string]>([
    ["wait", "sleep infinity &\nnginx\nwait"],
    ["a loop", "nginx\nwhile pgrep nginx; do :; done"],
    ["input", "nginx\nread -r line"],
    ["a job", `${SERVE} &\nwait $!`],
  ])("%s", (_, text) => {
    expect(script(text)).toBe("listens nowhere");
  });

  test.each<[string, string]>([
    ["nothing", "nginx\necho started"],
    ["nothing behind a job", `${SERVE} &\necho started`],
  ])("%s", (_, text) => {
    expect(script(text)).toBe("no");
  });
});

test.each([
  "confd -onetime",
  'confd "${args[@]}"',
])("%s may write what nginx reads, though its text names no server", (line) => {
  const [image] = imageFacts({
    Dockerfile: `${DEBIAN}${SCRIPT.Dockerfile}\n`,
    "nginx.conf": PLAIN,
    "start.sh": `#!/bin/bash\n${line}\nexec /serve.sh\n`,
    "serve.sh": `#!/bin/sh\nexec ${SERVE}\n`,
  });
  expect(image?.unknown.map(({ why }) => why)).toContain(
    "confd writes files when the container starts, but which ones is unknown",
  );
});

test("hooks of the official entrypoint come first, those that are executable", () => {
  const hook = (mode: string) =>
    started(
      {
        Dockerfile: `COPY --chmod=${mode} 05-x.envsh /docker-entrypoint.d/`,
        "05-x.envsh": `exec ${ELSEWHERE}\n`,
      },
      "FROM nginx:1.27\nCOPY *.conf /etc/nginx/\n",
    );
  expect(hook("755")).toBe("listens 8088");
  expect(hook("644")).toBe("listens nowhere");
});

test.each<[string, string, string]>([
  [
    "a folder of programs",
    "COPY x.d /x.d",
    "run-parts runs the programs of /x.d, but what they do is unknown",
  ],
  ["a folder with nothing in it", "RUN mkdir /x.d", "no"],
])("run-parts of %s", (_, line, wanted) => {
  const run = { "x.d/10-nginx": `#!/bin/sh\n${SERVE}\n`, "start.sh": "#!/bin/sh\nrun-parts /x.d\n" };
  expect(started({ Dockerfile: `${line}\n${SCRIPT.Dockerfile}`, ...run })).toBe(wanted);
});

test.each([
  ["an official image", "FROM nginx:1.27\nCOPY *.conf /etc/nginx/\n"],
  ["a distribution", DEBIAN],
])("PATH of %s goes on behind what ENV puts before it", (_, base) => {
  const Dockerfile = `ENV PATH=/opt/bin:$PATH\nCOPY --chmod=755 bin/ /opt/bin/\nCMD ["nginx", "-g", "daemon off;"]`;
  const shadow = { "bin/nginx": `#!/bin/sh\nexec ${ELSEWHERE}\n` };
  expect(started({ Dockerfile, ...shadow }, base)).toBe("listens 8088");
});

test.each([
  ["nginx:1.25", ["0.0.0.0:80", ":::80"]],
  ["nginx:1.28-alpine", ["0.0.0.0:80", ":::80"]],
  ["nginxinc/nginx-unprivileged:1.27", ["0.0.0.0:8080"]],
])("the entrypoint of %s opens the default site to IPv6 where it is the package's own", (base, wanted) => {
  const [image] = imageFacts({ Dockerfile: `FROM ${base}\n` });
  const [server] = image?.servers ?? [];
  expect(server?.listeners.map(({ address, port }) => `${address}:${port}`).sort()).toEqual(wanted);
});
