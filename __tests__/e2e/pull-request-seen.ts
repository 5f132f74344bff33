import type { Files } from "../checkouts/upstream.ts";
import type { StepDone } from "./pull-request-step.ts";

/** The annotations that stand at a file, as `path:line level rule`, sorted. */
export function seenAt({ annotations }: StepDone): readonly string[] {
  return annotations
    .flatMap(({ path, line, level, title }) =>
      path === undefined ? [] : [`${path}:${line} ${level} ${title}`],
    )
    .sort();
}

/** What the log says outside of folded groups and commands. */
export function logOf({ log }: StepDone): string {
  return log.join("\n");
}

const POLICY = "runtime: docker\nrules:\n  docs/*: off\n";

/** Nginx's main configuration; the worker's user stands on line 1 below `above` comments. */
export function nginxConf(user: string, above = 0): string {
  const comments = Array.from({ length: above }, (_, index) => `# comment ${index + 1}\n`).join("");
  return `${comments}user ${user};\nevents {\n}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n`;
}

/** An image of nginx whose workers run as `user`; `root` is one error, at the first line of its configuration. */
export function image(name: string, user: string, folder = "deployment/images"): Files {
  return {
    [`${folder}/${name}/Dockerfile`]: "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
    [`${folder}/${name}/nginx.conf`]: nginxConf(user),
  };
}

/** A repo with one image in order and one that has its finding already. */
export const tree: Files = {
  ".github/keelcheck.yml": POLICY,
  "README.md": "# deployment\n",
  ...image("web", "nginx"),
  ...image("old", "root"),
};

export const WEB = "deployment/images/web/nginx.conf";
export const OLD = "deployment/images/old/nginx.conf";
