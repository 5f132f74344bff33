/** The shape of `.github/keelcheck.yml`. Each part's `error` is what it wants, in words; load.ts makes the message. */
import { lazily } from "../once.ts";
import { flag, list, map, oneOf, oneOrMore, text, z } from "./shapes.ts";

const severities = ["error", "warning", "notice"] as const;

const inRepo = (path: string) => !path.startsWith("/") && !path.split("/").includes("..");
const path = lazily(() => text("a path from the repo's root").refine(inRepo, "a path from the repo's root"));
const glob = lazily(() => text("a glob from the repo's root").refine(inRepo, "a glob from the repo's root"));
const port = lazily(() =>
  z.int("a port from 1 to 65535").min(1, "a port from 1 to 65535").max(65535, "a port from 1 to 65535"),
);
const containerPath = lazily(() =>
  text("a container path or glob that begins with /").regex(
    /^\//,
    "a container path or glob that begins with /",
  ),
);
const userOrId = lazily(() =>
  z.union([text("a user's name or number"), z.int("a user's name or number")], "a user's name or number"),
);
const argument = lazily(() => z.union([z.string("text"), z.number("text"), z.boolean("text")], "text"));
const day = lazily(() =>
  z
    .string("a day as YYYY-MM-DD")
    .refine((value) => isDay(value), "a day as YYYY-MM-DD")
    .meta({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
);

/** Whether a text is a day that exists, `YYYY-MM-DD`. */
export function isDay(value: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return parsed !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}

const build = lazily(() =>
  map(
    {
      dockerfile: path().describe("The Dockerfile"),
      context: path()
        .optional()
        .describe("The build context; without it the one folder that holds every COPY source"),
      target: text("a stage's name").optional().describe("The stage that is built; without it the last one"),
      name: text("an image's name").optional().describe("The image's name in messages"),
      args: z
        .record(z.string(), argument(), "a map of build arguments")
        .optional()
        .describe("Build arguments"),
    },
    "a build: a map with dockerfile, context, target, name, args",
  ),
);

const baseFacts = lazily(() => ({
  user: userOrId().optional().describe("Who it runs as"),
  exposes: list(port(), "a list of ports").optional().describe("Ports of its EXPOSE lines"),
  like: text("an image reference").optional().describe("A public image that it behaves like"),
}));
const baseWords = "a base image's facts: a map with user, exposes, like";

const ruleSetting = lazily(() =>
  z.union(
    [
      z.enum(
        [...severities, "off"],
        "error, warning, notice, off, or a map with severity and the rule's options",
      ),
      z.looseObject(
        {
          severity: oneOf([...severities, "off"])
            .optional()
            .describe("The severity to use"),
        },
        "error, warning, notice, off, or a map with severity and the rule's options",
      ),
    ],
    "error, warning, notice, off, or a map with severity and the rule's options",
  ),
);

const waiver = lazily(() =>
  map(
    {
      rule: text("a rule's id").describe("A rule id or group/*"),
      path: glob().optional().describe("Files that it applies to; without it all"),
      reason: text("text that says why").describe("Why"),
      until: day().optional().describe("Its last day"),
    },
    "a waiver: a map with rule, path, reason, until",
  ),
);
const waivers = lazily(() => list(waiver(), "a list of waivers"));

const owned = lazily(() =>
  map(
    {
      paths: oneOrMore(containerPath(), "a container path or a list of them").describe(
        "Container paths or globs",
      ),
      user: userOrId().describe("The user that must own them"),
      images: oneOrMore(text("an image's name or glob"), "an image's name or a list of them")
        .optional()
        .describe("Images that it applies to; without it every one that has a path"),
    },
    "a map with paths, user, images",
  ),
);

const REGISTRY = "a registry such as docker.io, or . for this repo";
// As in a reference, a host has a dot or a port.
const registry = /^(?:\.|(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?|[\w-]+:\d+|localhost)(?:\/[\w./-]*)?)$/;
const REQUIRED = "a file's name, or a map with server, files";
const serverFiles = lazily(() =>
  map(
    {
      server: oneOf(["nginx", "apache", "none"]).describe("What the image serves with"),
      files: oneOrMore(text("a file's name"), "a file's name or a list of them").describe(
        "Files of the folders of such images",
      ),
    },
    REQUIRED,
  ),
);

const shape = lazily(() => ({
  images: oneOrMore(glob(), "a glob or a list of globs").describe("Where the images are"),
  builds: list(build(), "a list of builds").describe("What is built, where nothing else in the repo says it"),
  generated: oneOrMore(glob(), "a glob or a list of globs").describe(
    "Files that are built before the image is",
  ),
  runtime: oneOf(["docker", "podman", "kubernetes"]).describe(
    "Where the images run; decides about low ports",
  ),
  builder: oneOf(["docker", "buildah"]).describe(
    "What builds the images; without it what workflows, Makefiles and scripts build with",
  ),
  ports: map(
    {
      nginx: port().optional().describe("The port of nginx"),
      apache: port().optional().describe("The port of Apache"),
    },
    "a map of roles to ports",
  ).describe("The port on which each server belongs"),
  ipv6: oneOf(["optional", "required"]).describe("Whether every server must listen on IPv6 as well"),
  nginx: map(
    {
      user: text("declared, any, or a user's name").optional().describe("declared, any, or a user's name"),
      master: oneOf(["any", "non-root"]).optional().describe("Who the master process may run as"),
    },
    "a map with user, master",
  ).describe("nginx's users"),
  layout: map(
    {
      required: list(z.union([text(REQUIRED), serverFiles()], REQUIRED), "a list of file names")
        .optional()
        .describe("Files of every image folder, or of those whose image has a server"),
      allow: list(text("a glob from the image folder"), "a list of globs")
        .optional()
        .describe("Globs of what an image folder may hold"),
      config: path().optional().describe("Folder of the image folder that configuration belongs in"),
      names: oneOf(["docker", "kebab-case"]).optional().describe("How image folders are named"),
      readme: path().optional().describe("The README that new ones begin as"),
    },
    "a map with required, allow, config, names, readme",
  ).describe("What an image folder looks like"),
  docs: map(
    {
      sections: list(text("a section's title"), "a list of titles")
        .optional()
        .describe("Sections of every README"),
      require: list(oneOf(["user", "ports", "config files", "volumes", "environment"]), "a list of kinds")
        .optional()
        .describe("What every README must document"),
    },
    "a map with sections, require",
  ).describe("What a README must say"),
  registries: z
    .record(z.string(), text(REGISTRY).regex(registry, REGISTRY), "a map of registries to what they mirror")
    .describe("Registries that mirror another (docker.io), or hold this repo's images (.)"),
  "base-images": z
    .union(
      [
        list(
          map(
            { ref: text("an image reference").describe("As FROM names it"), ...baseFacts() },
            `ref and ${baseWords}`,
          ),
          baseWords,
        ),
        z.record(z.string(), map(baseFacts(), baseWords), baseWords),
      ],
      "a map of image references to their facts, or a list of them",
    )
    .describe("Facts of the team's own base images"),
  rules: z
    .record(z.string(), ruleSetting(), "a map of rule ids to severities")
    .describe("Rule id or group/* to severity"),
  "fail-on": oneOf([...severities, "never"]).describe("The least severity that fails the check"),
  waivers: z
    .union(
      [
        waivers(),
        map(
          {
            new: oneOf(["show", "forbid"]).optional().describe("What becomes of waivers that a change adds"),
            list: waivers().optional().describe("The exceptions themselves"),
          },
          "a map with new, list",
        ),
      ],
      "a list of waivers, or a map with new, list",
    )
    .describe("Exceptions, each with its reason"),
  owned: z
    .union(
      [
        list(owned(), "a list of paths with their user"),
        z.record(containerPath(), userOrId(), "a map of container paths to users"),
      ],
      "a map of container paths to users, or a list of maps with paths, user, images",
    )
    .describe("Container paths that must belong to a user"),
  scope: oneOf(["changed", "all"]).describe("On a pull request: what is checked"),
  "check-run": flag().describe("Whether a check run is written"),
  suggestions: flag().describe("Whether a review with suggestions is written"),
  sarif: text("a file's path").describe("Where a SARIF report is written"),
}));

type Shape = ReturnType<typeof shape>;

const optional = () =>
  Object.fromEntries(Object.entries(shape()).map(([key, value]) => [key, value.optional()])) as {
    [Key in keyof Shape]: z.ZodOptional<Shape[Key]>;
  }; // fromEntries forgets the keys

/** The policy file as data. */
export const policySchema = lazily(() => map(optional(), "a map of keys, as in docs/configuration.md"));

/** The policy file's data, valid and without defaults. */
export type PolicyData = z.infer<ReturnType<typeof policySchema>>;

/** The text of `docs/keelcheck.schema.json`, for editors. */
export function policySchemaText(): string {
  const schema = z.toJSONSchema(policySchema(), { target: "draft-7", io: "input" });
  return `${JSON.stringify({ title: "keelcheck.yml", ...schema }, undefined, 2)}\n`;
}
