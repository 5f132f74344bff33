import { copy } from "./dockerfile-steps.ts";
import { copySpot, type Fault, instructionSpot, spotOf, withFile, withPolicy } from "./fault.ts";
import { type Files, textOf, type Variant } from "./variant.ts";

const SERVERS = [
  "official-conf-d",
  "debian-sites",
  "alpine-http-d",
  "official-main",
  "packaged-main",
  "unprivileged",
  "front-end",
];
const ALL = [
  ...SERVERS,
  "node-app",
  "python-app",
  "debian-apache",
  "official-httpd",
  "step-down",
  "composed",
  "supervised",
];
const OLD_SITE = "server {\n    listen 9999;\n    root /srv/old;\n}\n";

/** A file that should not be there. */
function extraFile(
  name: string,
  rule: string,
  path: (variant: Variant) => string,
  file: Files[string],
  families = ALL,
): Fault {
  return {
    name,
    rule,
    families,
    edit: (variant) => withFile(variant, path(variant), file),
    at: (broken) => ({ path: path(broken), line: 1 }),
  };
}

/** What can be wrong with the files of a repo. */
export const layoutFaults: readonly Fault[] = [
  extraFile(
    "a backup lies in the folder",
    "layout/backup-file",
    ({ folder }) => `${folder}/nginx.conf.bak`,
    OLD_SITE,
  ),
  extraFile(
    "a copy lies in the folder",
    "layout/backup-file",
    ({ folder }) => `${folder}/copy of site.conf`,
    OLD_SITE,
  ),
  extraFile(
    "a file lies beside the folders",
    "layout/stray-file",
    ({ folder }) => `${folder.replace(/\/[^/]+$/, "")}/notes.txt`,
    "x\n",
  ),
  {
    name: "a link leaves the repo",
    rule: "layout/symlink",
    families: ["node-app", "python-app", "step-down", "composed"],
    change: (parts) => ({
      ...parts,
      files: { ...parts.files, secrets: { target: "../../../../../etc/passwd" } },
      steps: [...parts.steps, copy("secrets", "/srv/secrets")],
    }),
    at: ({ folder }) => ({ path: `${folder}/secrets`, line: 1 }),
  },
  extraFile(
    "a configuration reaches no image",
    "layout/unreferenced-config",
    ({ folder }) => `${folder}/spare.conf`,
    OLD_SITE,
    SERVERS,
  ),
  {
    name: "what is copied is not there",
    rule: "layout/missing-copy-source",
    families: ["official-conf-d", "debian-sites", "alpine-http-d", "unprivileged", "front-end"],
    change: (parts, { folder, dockerfile }) =>
      withPolicy(parts, ["builds:", `  - { dockerfile: "${folder}/${dockerfile}", context: "${folder}" }`]),
    edit: ({ files, site, steps }) => {
      // A glob may match nothing: BuildKit takes that.
      if (steps.some((step) => step.do === "copy" && step.sources.some((source) => source.includes("*"))))
        return undefined;
      const { [site ?? ""]: gone, ...rest } = files;
      return gone === undefined ? undefined : rest;
    },
    at: (broken) => copySpot(broken, (broken.site ?? "").slice(broken.folder.length + 1)),
  },
  {
    name: "two files are copied to one path",
    rule: "layout/duplicate-slot",
    families: ["node-app", "python-app", "step-down", "composed"],
    change: (parts) => ({
      ...parts,
      files: { ...parts.files, "one.txt": "1\n", "two.txt": "2\n" },
      steps: [...parts.steps, copy("one.txt", "/srv/number.txt"), copy("two.txt", "/srv/number.txt")],
    }),
    at: (broken) => copySpot(broken, "two.txt"),
  },
];

/** What can be wrong with a README. */
export const readmeFaults: readonly Fault[] = [
  {
    name: "there is no README",
    rule: "docs/readme-missing",
    families: ALL,
    edit: ({ files, readme }) =>
      Object.fromEntries(Object.entries(files).filter(([path]) => path !== readme)),
    at: (broken) => instructionSpot(broken, "FROM"),
  },
  {
    name: "the README does not name the port",
    rule: "docs/undocumented",
    families: SERVERS,
    change: (parts) =>
      parts.site === undefined ? undefined : { ...parts, readme: { ...parts.readme, ports: [] } },
    at: (broken) => spotOf(broken, broken.site ?? "", /^[ \t]*listen[ \t]/m),
  },
  {
    name: "the README does not name the user",
    rule: "docs/undocumented",
    families: ["node-app", "python-app", "go-app"],
    change: (parts) => {
      const [user = ""] = parts.readme.users ?? [];
      const ordinary = ["shop", "deploy", "node", "runner", "portal"];
      return ordinary.includes(user) ? undefined : { ...parts, readme: { ...parts.readme, users: [] } };
    },
    at: (broken) => instructionSpot(broken, "USER"),
  },
  {
    name: "the README does not name the main configuration",
    rule: "docs/undocumented",
    families: ["official-main", "official-httpd"],
    change: (parts) => {
      const main = parts.main ?? parts.apacheMain;
      const files = (parts.readme.files ?? []).filter(({ source }) => source !== main);
      return { ...parts, readme: { ...parts.readme, files } };
    },
    at: (broken) =>
      copySpot(broken, (broken.main ?? broken.apacheMain ?? "").slice(broken.folder.length + 1)),
  },
  {
    name: "the README states another value",
    rule: "docs/wrong-value",
    families: ["official-templates"],
    change: (parts) => ({
      ...parts,
      readme: {
        ...parts.readme,
        variables: (parts.readme.variables ?? []).map(({ name }) => ({ name, value: "1999" })),
      },
    }),
    at: (broken) => spotOf(broken, broken.readme, /1999/),
  },
  {
    name: "the README names a port that is gone",
    rule: "docs/stale",
    families: SERVERS,
    change: (parts) => ({
      ...parts,
      readme: { ...parts.readme, ports: [...(parts.readme.ports ?? []), 9999] },
    }),
    // Prose only excuses; tables state, and lists where the port is marked as one.
    edit: ({ files, readme }) => (/^(\||- `).*9999/m.test(textOf(files, readme)) ? files : undefined),
    at: (broken) => spotOf(broken, broken.readme, /9999/),
  },
  {
    name: "a link of the README leads nowhere",
    rule: "docs/broken-link",
    families: ALL,
    edit: (variant) =>
      withFile(
        variant,
        variant.readme,
        `${textOf(variant.files, variant.readme)}\nSee [the notes](notes/gone.md).\n`,
      ),
    at: (broken) => spotOf(broken, broken.readme, /gone\.md/),
  },
  {
    name: "the README does not name the volume",
    rule: "docs/undocumented",
    families: ["step-down"],
    change: (parts) => ({ ...parts, readme: { ...parts.readme, volumes: [] } }),
    at: (broken) => instructionSpot(broken, "VOLUME"),
  },
];
