/** Inputs that were slow once, each of any size. Run as a program it says which parts of the sources grow faster than they. */
import { isMainThread } from "node:worker_threads";
import { fleetFiles } from "../../bench/fleets/shapes.ts";
import { check } from "../../src/engine/check.ts";
import { describe } from "../../src/engine/describe.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { counted, grown } from "./counted.ts";

type Files = Readonly<Record<string, string>>;

interface Input {
  readonly size: number;
  readonly files: (size: number) => Files;
}

const WEB = "deployment/images/web";

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
}

function web(dockerfile: string, more: Files = {}): Files {
  const rest = Object.entries(more).map(([path, text]) => [`${WEB}/${path}`, text]);
  return { [`${WEB}/Dockerfile`]: dockerfile, ...Object.fromEntries(rest) };
}

function imagesCalled(count: number, dockerfile: string): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`deployment/images/i${i}/Dockerfile`, dockerfile]),
  );
}

const NGINX = "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n";

/** Inputs by their names. */
export const INPUTS: ReadonlyMap<string, Input> = new Map<string, Input>([
  ...["incident", "heirs", "folder"].map((shape): [string, Input] => [
    `images of the shape ${shape}`,
    { size: 15, files: (count) => Object.fromEntries(fleetFiles({ shape, count })) },
  ]),
  [
    "compose services, each with a user",
    {
      size: 40,
      files: (count) => ({
        ...web("FROM debian:12\nRUN useradd a && useradd b\n"),
        "compose.yaml": `services:\n${lines(count, (i) => `  s${i}:\n    image: nginx:1.27\n    user: u${i}`)}`,
      }),
    },
  ],
  [
    "lines of a user in nginx's configuration",
    {
      size: 100,
      files: (count) =>
        web(NGINX, {
          "nginx.conf": `${lines(count, () => "user web;")}events {}\nhttp { server { listen 80; } }\n`,
        }),
    },
  ],
  [
    "servers that a README tells the ports of",
    {
      size: 60,
      files: (count) =>
        web(NGINX, {
          "nginx.conf": `events {}\nhttp {\n${lines(count, (i) => `server { listen ${8000 + i}; }`)}}\n`,
          "README.md": `# web\n\n${lines(count, (i) => `- port ${9000 + i}`)}`,
        }),
    },
  ],
  [
    "variables that a README tells",
    {
      size: 60,
      files: (count) =>
        web(`FROM debian:12\n${lines(count, (i) => `ENV V${i}=${i}`)}`, {
          "README.md": `# web\n\n| Variable | Value |\n| --- | --- |\n${lines(count, (i) => `| \`V${i}\` | \`${i}\` |`)}`,
        }),
    },
  ],
  [
    "stages that copy from the one before",
    {
      size: 60,
      files: (count) =>
        web(
          `FROM debian:12 AS s0\nRUN chmod 777 /srv\n${lines(count, (i) => `FROM debian:12 AS s${i + 1}\nCOPY --from=s${i} /srv /srv`)}`,
        ),
    },
  ],
  [
    "lines of a start script",
    {
      size: 100,
      files: (count) =>
        web('FROM debian:12\nCOPY --chmod=755 start.sh /start.sh\nCMD ["/start.sh"]\n', {
          "start.sh": `#!/bin/sh\n${lines(count, (i) => `if [ -n "$A${i}" ]; then echo ${i} > /tmp/${i}; fi`)}`,
        }),
    },
  ],
  [
    "RUN lines that make folders",
    {
      size: 60,
      files: (count) =>
        web(`FROM debian:12\n${lines(count, (i) => `RUN mkdir -p /srv/${i} && chown -R 1000 /srv/${i}`)}`),
    },
  ],
  [
    "COPY lines",
    {
      size: 60,
      files: (count) =>
        web(
          `FROM debian:12\n${lines(count, (i) => `COPY f${i} /srv/f${i}`)}`,
          Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, ""])),
        ),
    },
  ],
  [
    "options of a mount",
    {
      size: 100,
      files: (count) =>
        web(
          `FROM debian:12\nRUN --mount=type=bind,${lines(count, (i) => `o${i}=x`)
            .trim()
            .replaceAll("\n", ",")} true\n`,
        ),
    },
  ],
  [
    "mounts of a RUN line",
    {
      size: 60,
      files: (count) =>
        web(
          `FROM debian:12\nRUN ${lines(count, (i) => `--mount=type=cache,target=/c${i}`).replaceAll("\n", " ")} true\n`,
        ),
    },
  ],
  [
    "rows and headings of a README",
    {
      size: 60,
      files: (count) =>
        web(`${NGINX}EXPOSE 8080\n`, {
          "nginx.conf": "events {}\nhttp { server { listen 8080; } }\n",
          "README.md": `# web\n\n${lines(count, (i) => `## Port ${i}\n\n| Port | Use |\n| --- | --- |\n| ${i} | x |\n`)}`,
        }),
    },
  ],
  [
    "headings of a README",
    {
      size: 100,
      files: (count) =>
        web(`FROM debian:12\nEXPOSE 8080\n`, {
          "README.md": `# web\n\n${lines(count, (i) => `## Port ${i}\n`)}`,
        }),
    },
  ],
  [
    "rows of a README",
    {
      size: 100,
      files: (count) =>
        web(`FROM debian:12\nEXPOSE 8080\n`, {
          "README.md": `# web\n\n| Port | Use |\n| --- | --- |\n${lines(count, (i) => `| ${i} | x |`)}`,
        }),
    },
  ],
  [
    "images from each other",
    {
      size: 15,
      files: (count) =>
        Object.fromEntries(
          Array.from({ length: count }, (_, i) => [
            `deployment/images/i${i}/Dockerfile`,
            i === 0
              ? "FROM nginx:1.27\nRUN useradd web\n"
              : `FROM i${i - 1}\nRUN touch /f${i}\nEXPOSE ${8000 + i}\n`,
          ]),
        ),
    },
  ],
  [
    "compose services with targets",
    {
      size: 30,
      files: (count) => ({
        ...web(lines(count, (i) => `FROM nginx:1.27 AS t${i}\nUSER u${i}`)),
        "compose.yaml": `services:\n${lines(count, (i) => `  s${i}:\n    build:\n      context: ${WEB}\n      target: t${i}`)}`,
      }),
    },
  ],
  [
    "pipes of a RUN line",
    { size: 60, files: (count) => web(`FROM debian:12\nRUN echo a${" | cat".repeat(count)} > /etc/x\n`) },
  ],
  [
    "pipelines of a RUN line",
    {
      size: 60,
      files: (count) =>
        web(
          `FROM debian:12\nRUN true${lines(count, (i) => `; echo ${i} | tee /srv/${i}`).replaceAll("\n", "")}\n`,
        ),
    },
  ],
  [
    "conditions in each other",
    {
      size: 100,
      files: (count) =>
        web(
          `FROM debian:12\nRUN ${lines(count, (i) => `if [ -e /f${i} ]; then touch /g${i};`).replaceAll("\n", " ")}${" fi;".repeat(count)} true\n`,
        ),
    },
  ],
  [
    "copies from one stage",
    {
      size: 60,
      files: (count) =>
        web(
          `FROM debian:12 AS a\n${lines(count, (i) => `RUN touch /srv/${i}`)}FROM debian:12\n${lines(count, (i) => `COPY --from=a /srv/${i} /srv/${i}`)}`,
        ),
    },
  ],
  [
    "RUN lines that add users",
    { size: 60, files: (count) => web(`FROM debian:12\n${lines(count, (i) => `RUN useradd u${i}`)}`) },
  ],
  [
    "stages from each other, each with a variable",
    {
      size: 60,
      files: (count) =>
        web(`FROM debian:12 AS s0\n${lines(count, (i) => `FROM s${i} AS s${i + 1}\nENV V${i}=${i}`)}`),
    },
  ],
  [
    "jobs that write a file, each before its build",
    {
      size: 40,
      files: (count) => ({
        ...web("FROM debian:12\nUSER 1000\n"),
        ".github/workflows/a.yml": `on: push\njobs:\n${lines(count, (i) => `  j${i}:\n    steps:\n      - run: echo x > ${WEB}/f${i}\n      - run: docker build ${WEB}`)}`,
      }),
    },
  ],
  [
    "steps that write a file, each before another image's build",
    {
      size: 20,
      files: (count) => ({
        ...imagesCalled(count, "FROM debian:12\nUSER 1000\n"),
        ".github/workflows/a.yml": `on: push\njobs:\n  j:\n    steps:\n${lines(count, (i) => `      - run: echo x > deployment/images/i${i}/f\n      - run: docker build deployment/images/i${i}`)}`,
      }),
    },
  ],
  [
    "scripts of a job that write a file, each before its build",
    {
      size: 15,
      files: (count) => ({
        ...web("FROM debian:12\nUSER 1000\n"),
        ...Object.fromEntries(
          Array.from({ length: count }, (_, i) => [
            `s${i}.sh`,
            `#!/bin/sh\necho x > ${WEB}/f${i}\ndocker build ${WEB} --build-arg A=${i}\n`,
          ]),
        ),
        ".github/workflows/a.yml": `on: push\njobs:\n  j:\n    steps:\n${lines(count, (i) => `      - run: ./s${i}.sh`)}`,
      }),
    },
  ],
  [
    "jobs that write a file before compose builds",
    {
      size: 30,
      files: (count) => ({
        ...web("FROM debian:12\nUSER 1000\n"),
        "compose.yaml": `services:\n${lines(count, (i) => `  s${i}:\n    build:\n      context: ${WEB}\n      args: {A: '${i}'}`)}`,
        ".github/workflows/a.yml": `on: push\njobs:\n${lines(count, (i) => `  j${i}:\n    steps:\n      - run: echo x > ${WEB}/f${i}\n      - run: docker compose build`)}`,
      }),
    },
  ],
  [
    "stages from each other, each with a user",
    {
      size: 40,
      files: (count) =>
        web(`FROM debian:12 AS s0\n${lines(count, (i) => `FROM s${i} AS s${i + 1}\nRUN useradd u${i}`)}`),
    },
  ],
  [
    "users of a RUN line",
    {
      size: 60,
      files: (count) =>
        web(
          `FROM debian:12\nRUN true ${lines(count, (i) => `&& useradd u${i}`).replaceAll("\n", " ")}\nUSER u1\n`,
        ),
    },
  ],
  [
    "users that work",
    {
      size: 60,
      files: (count) =>
        web(`FROM debian:12\n${lines(count, (i) => `RUN useradd u${i}\nUSER u${i}\nRUN touch /f${i}`)}`),
    },
  ],
  [
    "users that are given a file",
    {
      size: 60,
      files: (count) =>
        web(`FROM debian:12\n${lines(count, (i) => `RUN useradd u${i}\nCOPY --chown=u${i} a /f${i}`)}`, {
          a: "",
        }),
    },
  ],
]);

// Where each of many findings names all of many images, that is what is asked for.
const NAMING_ALL = /^(edits\/sources|engine\/fold)\.ts /;
const TIMES = 4;
// n log n, and a part that first runs at some size.
const MOST = 6;
// What runs less often than this for each of the inputs' parts costs nothing.
const LEAST = 50;

/** The parts that run more often than the input grows. */
export function growing({ size, files }: Input): readonly string[] {
  const count = (of: number) => {
    const workspace = memoryWorkspace(files(of));
    return counted(() => {
      const fleet = readFleet({ workspace, policy: defaultPolicy });
      check({ fleet, policy: defaultPolicy, rules });
      describe(fleet);
    });
  };
  // What is worked out once for the process is worked out here.
  if (count(2).size === 0) throw new Error("nothing was counted");
  const found = grown(
    { small: count(size), large: count(TIMES * size) },
    { most: MOST, least: LEAST * size },
  );
  return found.filter((part) => !NAMING_ALL.test(part));
}

if (isMainThread && process.argv[1] === import.meta.filename)
  console.log(JSON.stringify([...INPUTS].map(([name, input]) => [name, growing(input)])));
