/** A deployment repo of many images, with a pull request that touches three of them. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";

/** The commits of the pull request, as `HEAD^1`, `HEAD^2` and `HEAD` of a checked out merge. */
export interface ManyImages {
  readonly base: string;
  readonly head: string;
  readonly merge: string;
}

type Files = ReadonlyMap<string, string>;

/** Makes a bare repo of `count` images below a folder that is not there yet; no file of it is checked out. */
export function makeManyImages(folder: string, count: number): ManyImages {
  mkdirSync(folder, { recursive: true });
  const git = (args: readonly string[], input = "") =>
    execFileSync("git", args, { cwd: folder, input, encoding: "utf8", maxBuffer: 2 ** 30 }).trim();
  git(["init", "--quiet", "--bare", "--initial-branch=main"]);
  git(["config", "uploadpack.allowAnySHA1InWant", "true"]);
  const healthy = Array.from({ length: count }, (_, index) => [...imageOf(`app-${index}`, 8080, "web")]);
  const base = new Map([[".github/keelcheck.yml", "runtime: kubernetes\n"], ...healthy.flat()]);
  const touched = [1, 50, 700].map((index) => `app-${Math.min(index, count - 1)}`);
  const change = new Map(touched.flatMap((name) => [...imageOf(name, 80, "root")]));
  const commits = [
    commitOf(1, "refs/heads/main", base, []),
    commitOf(2, "refs/pull/7/head", change, [1]),
    commitOf(3, "refs/pull/7/merge", change, [1, 2]),
  ];
  git(["fast-import", "--quiet"], commits.join(""));
  const id = (ref: string) => git(["rev-parse", ref]);
  return { base: id("refs/heads/main"), head: id("refs/pull/7/head"), merge: id("refs/pull/7/merge") };
}

function commitOf(mark: number, ref: string, files: Files, parents: readonly number[]): string {
  const [from, ...merged] = parents;
  const message = "a commit";
  return [
    `commit ${ref}`,
    `mark :${mark}`,
    "committer bench <bench@example.org> 1700000000 +0000",
    `data ${message.length}\n${message}`,
    ...(from === undefined ? [] : [`from :${from}`]),
    ...merged.map((parent) => `merge :${parent}`),
    ...[...files].map(([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}`),
    "",
  ].join("\n");
}

function imageOf(name: string, port: number, user: string): Files {
  const dockerfile = [
    "FROM debian:12-slim",
    "RUN apt-get update && apt-get install -y nginx && rm -f /etc/nginx/sites-enabled/default",
    `RUN useradd --system --uid 900 web && mkdir -p /var/www/${name}`,
    "COPY config/nginx.conf /etc/nginx/nginx.conf",
    `COPY html/ /var/www/${name}/`,
    `EXPOSE ${port}`,
    'CMD ["nginx", "-g", "daemon off;"]',
  ];
  const server = `server {\n        listen ${port};\n        listen [::]:${port};\n        root /var/www/${name};\n    }`;
  const table = `| What | Value |\n| --- | --- |\n| Port | ${port} |\n| User | \`${user}\` |`;
  const files = {
    Dockerfile: `${dockerfile.join("\n")}\n`,
    "config/nginx.conf": `user ${user};\nevents {}\nhttp {\n    ${server}\n}\n`,
    "html/index.html": `<h1>${name}</h1>\n`,
    "README.md": `# ${name}\n\n${table}\n\nIts configuration is \`/etc/nginx/nginx.conf\`.\n`,
  };
  return new Map(Object.entries(files).map(([path, text]) => [`deployment/images/${name}/${path}`, text]));
}
