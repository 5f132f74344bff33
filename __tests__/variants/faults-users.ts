import type { Parts } from "./assemble.ts";
import { copy, line, run } from "./dockerfile-steps.ts";
import {
  afterFrom,
  beforeStart,
  type Fault,
  instructionSpot,
  spotOf,
  withoutCommands,
  withPolicy,
  withSteps,
  withText,
} from "./fault.ts";

const APPS = ["node-app", "python-app", "go-app", "base-and-child"];
/** gunicorn can step down by itself: nothing is known of it. */
const startsGunicorn = ({ steps }: Parts) =>
  steps.some((step) => step.do === "start" && step.words[0] === "gunicorn");

const isUser = (step: { readonly do: string; readonly keyword?: string }) =>
  step.do === "line" && step.keyword === "USER";

/** What can be wrong with the users of an image and what belongs to them. */
export const userFaults: readonly Fault[] = [
  {
    name: "the Dockerfile ends as root",
    rule: "user/final-root",
    families: ["node-app", "python-app", "base-and-child"],
    change: (parts) =>
      startsGunicorn(parts) ? undefined : { ...parts, steps: [...parts.steps, line("USER", "root")] },
    at: (broken) => instructionSpot(broken, "USER"),
  },
  {
    name: "the Dockerfile ends as 0:0",
    rule: "user/final-root",
    families: ["node-app", "python-app", "base-and-child"],
    change: (parts) =>
      startsGunicorn(parts) ? undefined : { ...parts, steps: [...parts.steps, line("USER", "0:0")] },
    at: (broken) => instructionSpot(broken, "USER"),
  },
  {
    name: "USER names nobody that exists",
    rule: "user/undefined",
    families: APPS,
    // What `COPY --from=build /out/server /` brings may be a folder with an /etc/passwd.
    change: (parts) =>
      parts.system === "none" || parts.steps.some((step) => step.do === "copy" && step.to === "/")
        ? undefined
        : { ...parts, steps: [...parts.steps, line("USER", "nosuchuser")] },
    at: (broken) => instructionSpot(broken, "USER"),
  },
  {
    name: "no USER is left",
    rule: "user/missing",
    families: ["node-app", "python-app", "base-and-child"],
    change: (parts) => withSteps(parts, (step) => (isUser(step) ? [] : [step])),
    at: (broken) => instructionSpot(broken, "ENTRYPOINT") ?? instructionSpot(broken, "CMD"),
  },
  {
    name: "a user is made for nothing",
    rule: "user/created-unused",
    families: [
      "official-conf-d",
      "official-main",
      "unprivileged",
      "debian-sites",
      "alpine-http-d",
      "node-app",
      "python-app",
      "debian-apache",
      "official-httpd",
      "supervised",
    ],
    change: (parts) =>
      afterFrom(
        parts,
        run(
          parts.system === "alpine"
            ? "adduser -D -H -u 2222 forgotten"
            : "useradd --system --uid 2222 forgotten",
        ),
      ),
    at: (broken) =>
      spotOf(broken, broken.dockerfile, /\b(?:useradd|adduser)\b(?:[\\`]\r?\n|[^\n]){0,80}?forgotten/),
  },
  {
    name: "the entrypoint steps down to nobody that exists",
    rule: "user/undefined",
    families: ["step-down"],
    edit: (variant) =>
      withText(variant, `${variant.folder}/docker-entrypoint.sh`, /(gosu|su-exec) [^\s]+/, "$1 nosuchuser"),
    at: (broken) => spotOf(broken, `${broken.folder}/docker-entrypoint.sh`, /nosuchuser/),
  },
  {
    name: "the entrypoint cannot be run",
    rule: "layout/file-mode",
    families: ["step-down"],
    edit: (variant) => {
      const path = `${variant.folder}/docker-entrypoint.sh`;
      const file = variant.files[path];
      if (typeof file !== "object" || file.kind !== "executable") return undefined;
      return { ...variant.files, [path]: { ...file, kind: "file" } };
    },
    at: (broken) => instructionSpot(broken, "ENTRYPOINT"),
  },
  {
    name: "files are given to nobody that exists",
    rule: "files/chown-undefined",
    families: ["node-app", "python-app", "debian-apache", "debian-sites"],
    change: (parts) =>
      beforeStart(
        { ...parts, files: { ...parts.files, "extra.txt": "x\n" } },
        copy("extra.txt", "/srv/extra.txt", { chown: "nosuchuser" }),
      ),
    at: (broken) => spotOf(broken, broken.dockerfile, /^(?!#).*nosuchuser/m),
  },
  {
    name: "everyone may write",
    rule: "files/world-writable",
    families: ["node-app", "python-app", "debian-apache", "official-conf-d", "official-httpd"],
    change: (parts) => beforeStart(parts, run("chmod -R 777 /srv")),
    at: (broken) => spotOf(broken, broken.dockerfile, /chmod[\s\\`]+-R[\s\\`]+777/),
  },
  {
    name: "the web root belongs to root",
    rule: "files/not-owned",
    families: ["unprivileged"],
    change: (parts) => withPolicy(parts, ["owned:", "  /usr/share/nginx/html/index.html: nginx"]),
    at: (broken) => spotOf(broken, broken.dockerfile, /^(copy|add)\b.*html/im),
  },
  {
    name: "a supervised program says nothing of its user",
    rule: "process/supervisor-root",
    families: ["supervised"],
    edit: (variant) =>
      withText(variant, `${variant.folder}/supervisord.conf`, /^user ?= ?(?!root| )[^\r\n]+\r?\n/m, ""),
    at: (broken) => spotOf(broken, `${broken.folder}/supervisord.conf`, /^\[program:app\]/m),
  },
  {
    name: "the account that USER names is not made",
    rule: "user/undefined",
    families: ["node-app", "python-app"],
    change: (parts) => {
      if (parts.made === undefined) return undefined;
      const without = withoutCommands(parts, /\b(useradd|adduser|groupadd|addgroup)\b/);
      return (
        without &&
        withSteps(without, (step) => (isUser(step) ? [line("USER", parts.made?.name ?? "")] : [step]))
      );
    },
    at: (broken) => instructionSpot(broken, "USER"),
  },
  {
    name: "USER has another number than the account",
    rule: "user/uid-mismatch",
    families: ["node-app", "python-app"],
    change: (parts) => {
      // Where a variable names the account it may be there for something else.
      const named = parts.steps.some(
        (step) => step.do === "line" && step.keyword === "ENV" && step.text.includes(parts.made?.name ?? ""),
      );
      if (parts.made === undefined || named) return undefined;
      return withSteps(parts, (step) => (isUser(step) ? [line("USER", "1444")] : [step]));
    },
    at: (broken) => instructionSpot(broken, "USER"),
  },
  {
    name: "the policy wants another user for nginx",
    rule: "nginx/user-mismatch",
    families: ["official-main", "packaged-main"],
    change: (parts) => withPolicy(parts, ["nginx:", "  user: wwwrun"]),
    at: (broken) => spotOf(broken, broken.main ?? "", /^[ \t]*user[ \t]/m),
  },
  {
    name: "a template reads what nobody sets",
    rule: "nginx/template-variable",
    families: ["official-templates"],
    change: (parts) => {
      const [source] = parts.readme.files ?? [];
      const text = source && parts.files[source.source];
      if (source === undefined || typeof text !== "string") return undefined;
      return {
        ...parts,
        files: { ...parts.files, [source.source]: `# x\nlog_format \${LOG_NAME} "x";\n${text}` },
      };
    },
    at: (broken) => {
      const path = Object.keys(broken.files).find((name) => name.endsWith(".template"));
      return path === undefined ? undefined : spotOf(broken, path, /LOG_NAME/);
    },
  },
];
