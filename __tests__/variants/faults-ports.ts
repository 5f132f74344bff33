import { copy, line, run } from "./dockerfile-steps.ts";
import { brings, type Fault, instructionSpot, spotOf, withFile, withPolicy, withText } from "./fault.ts";
import { textOf, type Variant } from "./variant.ts";

const WITH_SITE = [
  "official-conf-d",
  "debian-sites",
  "alpine-http-d",
  "front-end",
  "packaged-main",
  "supervised",
];
const LISTEN = /^([ \t]*)listen[ \t]/m;
const inSite = (pattern: RegExp) => (broken: Variant) => spotOf(broken, broken.site ?? "", pattern);

/** What can be wrong with where nginx listens. */
export const nginxPortFaults: readonly Fault[] = [
  {
    name: "a user other than root listens on 80",
    rule: "nginx/privileged-port",
    families: ["unprivileged", "official-non-root"],
    change: (parts) =>
      parts.policy?.some((text) => text.startsWith("runtime"))
        ? undefined
        : withPolicy(parts, ["runtime: kubernetes"]),
    edit: (variant) => withText(variant, variant.site, LISTEN, "$1listen 80;\n$&"),
    at: inSite(/^[ \t]*listen 80;/m),
  },
  {
    name: "IPv6 is missing",
    rule: "nginx/ipv6-missing",
    families: WITH_SITE,
    change: (parts) =>
      parts.servers[0]?.listens.length === 1 ? withPolicy(parts, ["ipv6: required"]) : undefined,
    at: inSite(LISTEN),
  },
  {
    name: "nginx is on another port than its own",
    rule: "ports/role-mismatch",
    families: WITH_SITE,
    change: (parts) => withPolicy(parts, ["ports:", "  nginx: 9090"]),
    at: inSite(LISTEN),
  },
  {
    name: "a server listens twice",
    rule: "nginx/syntax",
    families: WITH_SITE,
    edit: (variant) => withText(variant, variant.site, LISTEN, "$1listen 7070;\n$1listen 0.0.0.0:7070;\n$&"),
    at: inSite(/^[ \t]*listen 0\.0\.0\.0:7070/m),
  },
  {
    name: "EXPOSE names a port that nobody listens on",
    rule: "ports/expose-mismatch",
    families: WITH_SITE.filter((family) => family !== "supervised"),
    change: (parts) => ({ ...parts, steps: [...parts.steps, line("EXPOSE", "9999")] }),
    at: (broken) => instructionSpot(broken, "EXPOSE"),
  },
  {
    name: "Apache wants the port of nginx",
    rule: "ports/conflict",
    families: ["supervised"],
    change: (parts) => {
      if (parts.system !== "debian") return undefined;
      const port = parts.readme.ports?.[0];
      const programs = parts.files["supervisord.conf"];
      if (typeof programs !== "string") return undefined;
      const apache = ["", "[program:apache]", "command=apachectl -D FOREGROUND", ""].join("\n");
      return {
        ...parts,
        files: { ...parts.files, "ports.conf": `Listen ${port}\n`, "supervisord.conf": programs + apache },
        steps: parts.steps.flatMap((step) =>
          brings(step, "app.py")
            ? [run("apt-get install -y apache2"), copy("ports.conf", "/etc/apache2/ports.conf"), step]
            : [step],
        ),
      };
    },
    at: (broken) => spotOf(broken, `${broken.folder}/ports.conf`, /^Listen/m),
  },
  {
    name: "a server says no port",
    rule: "nginx/listen-implicit",
    families: ["official-conf-d", "front-end", "debian-sites", "alpine-http-d"],
    edit: (variant) => {
      const { site, files } = variant;
      return site === undefined
        ? undefined
        : withFile(variant, site, `server { return 204; }\n${textOf(files, site)}`);
    },
    at: inSite(/^server \{ return 204/m),
  },
  {
    name: "the health check asks another port",
    rule: "ports/published-mismatch",
    families: ["official-conf-d", "front-end", "debian-sites", "alpine-http-d", "packaged-main"],
    change: (parts) => ({
      ...parts,
      steps: [...parts.steps, line("HEALTHCHECK", "CMD curl -f http://localhost:9191/ || exit 1")],
    }),
    at: (broken) => spotOf(broken, broken.dockerfile, /localhost:9191/),
  },
];
