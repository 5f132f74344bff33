import type { Comparison, ImageChange, Report, ServerJson } from "../../src/facts.ts";
import { findingOf, imageOf, placeOf, reportOf, userOf } from "./report-of.ts";

const CONF = "deployment/images/web/nginx.conf";

/** Nginx as web on 8080, both families, with one file. */
export const nginx: ServerJson = {
  kind: "nginx",
  starts: true,
  mainConfig: "/etc/nginx/nginx.conf",
  files: ["/etc/nginx/nginx.conf"],
  master: userOf("root"),
  workers: userOf("web"),
  listeners: listeners(8080),
};

/** The same as root on 80, with the default site. */
export const nginxAsRoot: ServerJson = {
  ...nginx,
  files: ["/etc/nginx/nginx.conf", "/etc/nginx/sites-enabled/default"],
  workers: userOf("root"),
  listeners: listeners(80),
};

function listeners(port: number): ServerJson["listeners"] {
  return ["0.0.0.0", "::"].map((address) => ({ address, port, at: { file: CONF, line: 4, column: 5 } }));
}

const web = imageOf("web", { servers: [nginx], exposes: [8080] });
const worse = { ...web, servers: [nginxAsRoot], exposes: [80, 8080] };
const heir = (name: string, servers: readonly ServerJson[]): ImageChange => ({
  before: imageOf(name, { base: "corp/web:1", servers: [nginx] }),
  after: imageOf(name, { base: "corp/web:1", servers }),
  inherits: "web",
});

/** A base image that goes bad, with five heirs, one image that comes, one that goes and one that stays. */
export const images: readonly ImageChange[] = [
  { before: imageOf("api"), after: imageOf("api") },
  { before: imageOf("old") },
  { after: imageOf("shop", { servers: [nginx], environment: [] }) },
  { before: web, after: worse },
  ...["a", "b", "c", "d"].map((name) => heir(name, [nginxAsRoot])),
  heir("e", [nginx]),
];

/** A report of that change, with findings of every kind. */
export function changeReport(
  comparison: Partial<Comparison> = {},
  report: Partial<Report> = {},
): Report & { readonly comparison: Comparison } {
  const dockerfile = "deployment/images/web/Dockerfile";
  const docker = "FROM debian:12-slim\nCOPY nginx.conf /etc/nginx/\nUSER root\n";
  const readme = placeOf("deployment/images/web/README.md", "# web\n\nport 8080\n", "8080");
  return {
    ...reportOf({
      remarks: ["the policy is the one of main"],
      images: images.flatMap(({ after }) => after ?? []),
      findings: [
        findingOf({
          rule: "docs/wrong-value",
          key: "8080",
          severity: "warning",
          message: "the README says 8080",
          at: readme,
          images: ["web"],
          novelty: "existing",
        }),
        findingOf({
          images: ["web", "a"],
          novelty: "introduced",
          help: "name another user",
          related: [{ at: placeOf(dockerfile, docker, "COPY"), note: "it is copied here" }],
        }),
      ],
      waived: [
        {
          finding: findingOf({
            rule: "user/final-root",
            message: "the container runs as root",
            at: placeOf(dockerfile, docker, "USER root"),
            novelty: "introduced",
          }),
          waiver: {
            rule: "user/final-root",
            reason: "it has to mount",
            until: "2031-01-31",
            at: placeOf(dockerfile, docker, "FROM"),
            added: true,
          },
        },
      ],
      ...report,
    }),
    comparison: {
      base: "main",
      scope: "changed",
      fixed: [
        findingOf({ key: "old", message: "the log belonged to root", at: placeOf("b/old.conf", "x", "x") }),
      ],
      images,
      ...comparison,
    },
  };
}
