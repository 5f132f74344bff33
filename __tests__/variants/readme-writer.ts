import type { Random } from "./random.ts";

/** What a README has to tell. */
export interface ReadmeFacts {
  readonly title: string;
  readonly users?: readonly string[];
  readonly ports?: readonly number[];
  readonly files?: readonly { readonly source: string; readonly container: string }[];
  readonly variables?: readonly { readonly name: string; readonly value: string }[];
  readonly volumes?: readonly string[];
}

type Section = (facts: ReadmeFacts, random: Random) => readonly string[];

/** The text of a README in one of its styles. */
export function writeReadme(facts: ReadmeFacts, random: Random): string {
  const sections = random.pick([tables, tables, lists, lists, prose, oneTable, labels, wide])(facts, random);
  const head = [
    `# ${facts.title}`,
    "",
    random.pick(["Serves the pages of the shop.", "Part of the shop. Ask the platform team."]),
  ];
  const more = random.chance(0.3)
    ? ["", "## Building", "", "```sh", `docker build -t ${facts.title} .`, "```"]
    : [];
  const text = `${[...head, ...sections, ...variables(facts, random), ...more].join("\n")}\n`;
  return random.chance(0.12) ? text.replaceAll("\n", "\r\n") : text;
}

const tables: Section = ({ users = [], ports = [], files = [], volumes = [] }, random) => [
  ...table(
    random.pick(["User", "Users", "Permissions"]),
    ["User", "Runs"],
    users.map((user) => [code(user, random), "the service"]),
  ),
  ...table(
    "Ports",
    ["Port", "Use"],
    ports.map((port) => [random.pick([`${port}`, `\`${port}\``, `${port}/tcp`]), "HTTP"]),
  ),
  ...table(
    "Configuration",
    ["File", "In the image"],
    files.map(({ source, container }) => [
      random.pick([`[${source}](${source})`, `\`${source}\``]),
      `\`${container}\``,
    ]),
  ),
  ...table(
    "Volumes",
    ["Volume", "Holds"],
    volumes.map((path) => [`\`${path}\``, "data"]),
  ),
];

const lists: Section = ({ users = [], ports = [], files = [], volumes = [] }, random) => [
  ...list(
    "User",
    users.map((user) => random.pick([`runs as ${code(user, random)}`, `\`${user}\`: the service`])),
  ),
  ...list(
    "Ports",
    ports.map((port) => random.pick([`${port}: HTTP`, `\`${port}\` (HTTP)`, `${port}/tcp`])),
  ),
  ...list(
    "Configuration files",
    files.map(({ source, container }) =>
      random.pick([
        `\`${source}\`: goes to \`${container}\``,
        `[${source}](${source})`,
        `\`${container}\` is a copy of \`${source}\``,
      ]),
    ),
  ),
  ...list(
    "Volumes",
    volumes.map((path) => `\`${path}\`: the data`),
  ),
];

const prose: Section = ({ users = [], ports = [], files = [], volumes = [] }, random) => {
  const sentences = [
    ...users.map((user) =>
      random.pick([`The service runs as the user \`${user}\`.`, `It runs as user ${user}, without root.`]),
    ),
    ...ports.map((port) =>
      random.pick([`It listens on port ${port}.`, `HTTP is served on port \`${port}\`.`]),
    ),
    ...files.map(({ source, container }) =>
      random.pick([`\`${source}\` is copied to \`${container}\`.`, `Its configuration is \`${source}\`.`]),
    ),
    ...volumes.map((path) => `The data lie in the volume \`${path}\`.`),
  ];
  return ["", "## How it runs", "", sentences.join(random.pick([" ", "\n"]))];
};

const oneTable: Section = ({ users = [], ports = [], files = [], volumes = [] }, random) =>
  table(
    "Facts",
    random.pick([
      ["What", "Value"],
      ["Property", "Value"],
    ]),
    [
      ...users.map((user) => ["User", code(user, random)]),
      ...ports.map((port) => ["Port", `${port}`]),
      ...files.map(({ source }) => ["Configuration file", `\`${source}\``]),
      ...volumes.map((path) => ["Volume", `\`${path}\``]),
    ],
  );

/** `**Port:** 8080`, a line each. */
const labels: Section = ({ users = [], ports = [], files = [], volumes = [] }, random) => {
  const bold = random.pick([
    (text: string) => `**${text}:**`,
    (text: string) => `**${text}**:`,
    (text: string) => `${text}:`,
  ]);
  const items = [
    ...users.map((user) => `${bold("User")} \`${user}\``),
    ...ports.map((port) => `${bold("Port")} ${port}`),
    ...files.map(({ source, container }) => `${bold("Configuration")} \`${source}\` (\`${container}\`)`),
    ...volumes.map((path) => `${bold("Volume")} \`${path}\``),
  ];
  const [mark, gap] = random.pick([
    ["- ", []],
    ["* ", []],
    ["", [""]],
  ] as const);
  return [
    "",
    "## Runtime",
    "",
    ...items.flatMap((item) => [`${mark}${item}`, ...gap]).slice(0, gap.length === 0 ? undefined : -1),
  ];
};

/** Tables with more columns, an example to copy, and a comment that says something else. */
const wide: Section = ({ users = [], ports = [], files = [], volumes = [] }, random) => [
  "",
  "<!-- runs as nobody, on port 7777 -->",
  ...table("Usage", ["Command"], [["`docker run -p 9090:6060 -u 1234 another`"]]),
  ...table(
    "Network",
    [random.pick(["Container port", "Port"]), "Protocol", "Description"],
    ports.map((port) => [`${port}`, "TCP", "HTTP, behind the load balancer"]),
  ),
  ...table(
    "Security",
    ["User", "UID", "Purpose"],
    users.map((user) => [`\`${user}\``, "see the Dockerfile", "runs the service"]),
  ),
  ...table(
    "Files",
    [random.pick(["Path", "File"]), "Source", "Purpose"],
    files.map(({ source, container }) => [`\`${container}\``, `\`${source}\``, "configuration"]),
  ),
  ...table(
    "Data",
    [random.pick(["Path", "Mount"]), "Purpose"],
    volumes.map((path) => [`\`${path}\``, "data"]),
  ),
];

const variables: Section = ({ variables: all = [] }, random) =>
  random.chance(0.5)
    ? table(
        "Environment",
        ["Variable", "Default", "Use"],
        all.map(({ name, value }) => [
          `\`${name}\``,
          value === "" ? "(empty)" : random.pick([value, `\`${value}\``]),
          "read at start",
        ]),
      )
    : list(
        "Environment variables",
        all.map(({ name, value }) => `\`${name}\` (default: \`${value}\`)`),
      );

function table(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return ["", `## ${title}`, "", line(header), line(header.map(() => "---")), ...rows.map(line)];
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : ["", `## ${title}`, "", ...items.map((item) => `- ${item}`)];
}

function code(text: string, random: Random): string {
  return random.chance(0.7) ? `\`${text}\`` : text;
}
