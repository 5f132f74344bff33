import { parseApache } from "../../src/parsers/apache/parse.ts";
import { parseBake } from "../../src/parsers/builds/bake.ts";
import { parseCloudBuild, parseGitlab } from "../../src/parsers/builds/ci.ts";
import { parseCompose } from "../../src/parsers/builds/compose.ts";
import { parseEnvFile } from "../../src/parsers/builds/env-file.ts";
import { parseBuildScript, parseMakefile } from "../../src/parsers/builds/makefile.ts";
import { parseWorkflow } from "../../src/parsers/builds/workflow.ts";
import { parseDockerfile } from "../../src/parsers/dockerfile/parse.ts";
import { parseFpm } from "../../src/parsers/fpm.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { parseNginx } from "../../src/parsers/nginx/parse.ts";
import { parseShell } from "../../src/parsers/shell/parse.ts";
import { parseSupervisor } from "../../src/parsers/supervisor.ts";
import { parseYaml } from "../../src/parsers/yaml/parse.ts";
import type { SourceFile } from "../../src/source.ts";

/** A reader of texts. */
export interface Parser {
  readonly name: string;
  /** Whether texts at such paths are its own. */
  readonly takes: (path: string) => boolean;
  readonly parse: (file: SourceFile) => unknown;
}

const named = (pattern: RegExp) => (path: string) => pattern.test(path);

/** Every reader of `src/parsers` that takes a whole text. */
export const PARSERS: readonly Parser[] = [
  { name: "dockerfile", takes: named(/(Docker|Container)file[^/]*$/), parse: parseDockerfile },
  { name: "nginx", takes: named(/\.(conf|template|vhost)[^/]*$|sites-/), parse: parseNginx },
  { name: "apache", takes: named(/apache|httpd|sites-|\.load$/), parse: parseApache },
  { name: "shell", takes: named(/\.sh$|entrypoint/), parse: ({ text }) => parseShell(text) },
  { name: "start script", takes: named(/\.sh$|entrypoint/), parse: ({ text }) => parseShell(text, "start") },
  { name: "supervisor", takes: named(/supervis/), parse: parseSupervisor },
  { name: "fpm", takes: named(/fpm|php|www\.conf$/), parse: parseFpm },
  { name: "compose", takes: named(/compose[^/]*\.ya?ml$/), parse: parseCompose },
  { name: "bake", takes: named(/\.hcl$/), parse: parseBake },
  {
    name: "bake as JSON",
    takes: named(/\.json$/),
    parse: (file) => parseBake({ ...file, path: "bake.json" }),
  },
  { name: "workflow", takes: named(/\.ya?ml$/), parse: parseWorkflow },
  { name: "gitlab", takes: named(/\.ya?ml$/), parse: parseGitlab },
  { name: "cloudbuild", takes: named(/\.ya?ml$/), parse: parseCloudBuild },
  { name: "makefile", takes: named(/Makefile|\.sh$/), parse: parseMakefile },
  { name: "build script", takes: named(/\.sh$|Makefile/), parse: parseBuildScript },
  { name: "env file", takes: named(/\.env/), parse: ({ text }) => parseEnvFile(text) },
  { name: "markdown", takes: named(/\.md$/), parse: parseMarkdown },
  { name: "yaml", takes: named(/\.ya?ml$/), parse: parseYaml },
];
