import type { ImageFacts, Report, RuleFacts, UserJson } from "../../src/facts.ts";
import type { Finding } from "../../src/finding.ts";
import { type Place, sourceFile } from "../../src/source.ts";

/** A place in a file: the first occurrence of a text, or the file as a whole. */
export function placeOf(path: string, text: string, part?: string): Place {
  const file = sourceFile(path, text);
  if (part === undefined) return { file };
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`${part} is not in ${path}`);
  return { file, span: { start, end: start + part.length } };
}

/** A finding with what the test does not care about filled in. */
export function findingOf(finding: Partial<Finding>): Finding {
  const at = placeOf("deployment/images/web/nginx.conf", "user root;\n", "root");
  return {
    rule: "nginx/user-root",
    severity: "error",
    key: "user root",
    message: "nginx runs as root",
    images: [],
    at,
    ...finding,
  };
}

/** A report with one rule and nothing else, but for what is given. */
export function reportOf(report: Partial<Report>): Report {
  const rules: RuleFacts[] = [
    {
      id: "nginx/user-root",
      summary: "Nginx does not run as root",
      severity: "error",
      docs: "https://example.org/docs/rules/nginx/user-root.md",
    },
  ];
  return { findings: [], rules, images: [], remarks: [], ...report };
}

/** A user that is known, set on line 3 of the web image's Dockerfile. */
export function userOf(name: string, root = name === "root"): UserJson {
  const at = { file: "deployment/images/web/Dockerfile", line: 3, column: 6 };
  return { known: true, name, root, at, because: [] };
}

/** An image with what the test does not care about filled in. */
export function imageOf(name: string, image: Partial<ImageFacts> = {}): ImageFacts {
  const path = `deployment/images/${name}`;
  return {
    name,
    path,
    dockerfile: `${path}/Dockerfile`,
    target: null,
    context: path,
    args: {},
    base: "debian:12-slim",
    containerUser: userOf("web"),
    servers: [],
    exposes: [],
    environment: [],
    unknown: [],
    runs: [],
    ...image,
  };
}
