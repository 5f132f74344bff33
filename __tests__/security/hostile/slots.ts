import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { apache, DOCKERFILE, EVIL, edited, httpdConf, IMAGE, plain } from "../repos.ts";

/** A file of the image that decides, and what lies ready in the image to take its place. */
export interface Slot {
  readonly name: string;
  readonly base: Files;
  /** The files that the change adds. */
  readonly more: Files;
  readonly user: string;
  /** Where the replacement lies in the container. */
  readonly from: string;
  readonly to: string;
  /** A text of the slot, and what takes its place. */
  readonly swap: readonly [string, string];
}

export const slots: readonly Slot[] = [
  {
    name: "nginx.conf",
    base: plain,
    more: { [`${IMAGE}/html/e.conf`]: EVIL },
    user: "USER nginx",
    from: "/usr/share/nginx/html/e.conf",
    to: "/etc/nginx/nginx.conf",
    swap: ["8080", "80"],
  },
  {
    name: "passwd",
    base: plain,
    more: { [`${IMAGE}/html/p`]: "root:x:0:0::/root:/bin/sh\nnginx:x:0:0::/:/bin/sh\n" },
    user: "USER nginx",
    from: "/usr/share/nginx/html/p",
    to: "/etc/passwd",
    swap: ["nginx:x:101:101", "nginx:x:0:0"],
  },
  {
    name: "httpd.conf",
    base: apache,
    more: { [`${IMAGE}/html/e.conf`]: httpdConf(80) },
    user: "USER www-data",
    from: "/usr/local/apache2/htdocs/e.conf",
    to: "/usr/local/apache2/conf/httpd.conf",
    swap: ["8080", "80"],
  },
];

export type Spelling = (slot: Slot) => string;

export const folder = (path: string) => path.slice(0, path.lastIndexOf("/"));
export const file = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** Recipes of other programs, beside the replacement. */
function recipes({ from, to }: Slot): Files {
  return {
    [`${IMAGE}/html/Makefile`]: `all:\n\tcp ${from} ${to}\n`,
    [`${IMAGE}/html/build.ninja`]: `rule x\n command = cp ${from} ${to}\nbuild all: x\n`,
    [`${IMAGE}/html/setup.py`]: `import shutil\nshutil.copy("${from}", "${to}")\n`,
    [`${IMAGE}/html/rotate`]: `/srv/log {\n postrotate\n  cp ${from} ${to}\n endscript\n}\n`,
    [`${IMAGE}/html/package.json`]: JSON.stringify({ scripts: { all: `cp ${from} ${to}` } }),
  };
}

/** A line before USER, in the image of the slot. */
export function lineOf(slot: Slot, name: string, line: string): Change {
  const { base, user } = slot;
  const more = { ...slot.more, ...recipes(slot) };
  const head = edited({ ...base, ...more }, DOCKERFILE, [user, `RUN ${line}\n${user}`]);
  return { name: `${slot.name}: ${name}`, base, head };
}
