import fc from "fast-check";
import { expect, test } from "vitest";
import { readDocumentation, sameValue } from "../../../src/model/readme/read.ts";
import { parseMarkdown } from "../../../src/parsers/markdown/parse.ts";
import { type Place, sourceFile, textOf } from "../../../src/source.ts";
import { hostilePieces } from "./hostile-pieces.ts";

const read = (text: string) => readDocumentation(parseMarkdown(sourceFile("README.md", text)));
const shown = (at: Place | undefined) => (at?.span ? textOf(at.file, at.span) : undefined);

/** `8080/tcp!` is a statement, `8080/tcp` only a mention. */
function ports(text: string): string[] {
  return read(text).ports.map(({ value, strict }) => `${value.port}/${value.protocol}${strict ? "!" : ""}`);
}

function variables(text: string): string[] {
  return read(text).variables.map(
    ({ name, value, strict }) => `${name}${value === undefined ? "" : `=${value}`}${strict ? "!" : ""}`,
  );
}

const strict = (some: readonly { value: string; strict: boolean }[]) =>
  some.filter((entry) => entry.strict).map((entry) => entry.value);
const values = (some: readonly { value: string }[]) => [...new Set(some.map((entry) => entry.value))];

test.each([
  ["| Port | Use |\n|---|---|\n| `8080` | http |\n| 8443/udp | quic |\n", ["8080/tcp!", "8443/udp!"]],
  ["| Use | **Container port** |\n|---|---|\n| http | 8080 (HTTP) |\n", ["8080/tcp!"]],
  [
    "| Ports | Use |\n|---|---|\n| 8080, 8443 | |\n| 9000-9002/tcp | |\n",
    ["8080/tcp!", "8443/tcp!", "9000/tcp!", "9001/tcp!", "9002/tcp!"],
  ],
  ["| Host port | Container port |\n|---|---|\n| 9090 | 80 |\n", ["80/tcp!"]],
  ["| Port | Use |\n|---|---|\n| 8080 or so on | |\n", ["8080/tcp"]],
  ["| Port | Use |\n|---|---|\n| 8080 | removed in 2.0 |\n", ["8080/tcp"]],
  ["| Service | Port |\n|---|---|\n| web | 8080 |\n| db | 5432 |\n", ["8080/tcp", "5432/tcp"]],
  ["## Example\n\n| Port | Use |\n|---|---|\n| 8080 | |\n", ["8080/tcp"]],
  ["| Setting | Value |\n|---|---|\n| Port | 8080 |\n", ["8080/tcp!"]],
  ["| Port | 8080 |\n|---|---|\n| User | web |\n", ["8080/tcp!"]],
  ["## Ports\n\n- `8080/tcp`: http\n- `9090:80`\n", ["8080/tcp!", "80/tcp!"]],
  ["- Port: 8080\n- **Ports**: `8443`\n", ["8080/tcp!", "8443/tcp!"]],
  ["Nginx listens on port 8080.\n", ["8080/tcp"]],
  ["Listens on 8080 and 8443.\n", ["8080/tcp", "8443/tcp"]],
  ["It is reachable at <http://localhost:8080/x>.\n", ["8080/tcp"]],
  ["```sh\ndocker run -p 8080:80 -p 127.0.0.1:8443:443/tcp web\n```\n", ["80/tcp", "443/tcp"]],
  ['```yaml\nports:\n  - "8080:80"\n```\n', ["80/tcp"]],
  ["```\nEXPOSE 80 53/udp\n```\n", ["80/tcp", "53/udp"]],
  ["The image is `nginx:1.25`, made in 2024, version 1.2.3.\n", []],
  ["It must not be 99999.\n", []],
  ["## Event: listening\n\n- `4` (TCPv4)\n", []],
])("the ports of %j", (text, expected) => {
  expect(ports(text)).toEqual(expected);
});

test.each([
  ["| Variable | Default | Description |\n|---|---|---|\n| `SIZE` | `1m` | body |\n", ["SIZE=1m!"]],
  ["| Name | Description | Default Value |\n|---|---|---|\n| `SIZE` | body | `1m` |\n", ["SIZE=1m!"]],
  ["| Default | Environment variable |\n|---|---|\n| 1m | **SIZE** |\n", ["SIZE=1m!"]],
  ["| Env | Value |\n|---|---|\n| [`SIZE`](#size) | 1m |\n", ["SIZE=1m!"]],
  ["| Variable | Default |\n|---|---|\n| `A` | `x \\| y` |\n", ["A=x | y!"]],
  [
    "| Variable | Default |\n|---|---|\n| A | |\n| B | required |\n| C | see the manual |\n",
    ["A!", "B!", "C!"],
  ],
  [
    '| Variable | Default |\n|---|---|\n| A | (empty) |\n| B | - |\n| C | "" |\n',
    ["A=(empty)!", "B=-!", 'C=""!'],
  ],
  [
    "| Variable | Default |\n|---|---|\n| A | `1` or `2` |\n| B | `60` seconds |\n| C | `x` (new) |\n",
    ["A=1", "B=60!", "C=x!"],
  ],
  [
    "| Variable | Default |\n|---|---|\n| A | `$HOME/x` |\n| B | `<host>` |\n| C | `~/x` |\n",
    ["A=$HOME/x", "B=<host>", "C=~/x"],
  ],
  ["| Variable | Example |\n|---|---|\n| SIZE | 1m |\n", ["SIZE!"]],
  ["| Name | Role |\n|---|---|\n| Alice | admin |\n", []],
  ["| `A`, `B` | Default |\n|---|---|\n", []],
  ["| Variables | Default |\n|---|---|\n| `AA`, `BB` | 1 |\n", ["AA", "BB"]],
  ["| Parameter | Function |\n|---|---|\n| `-e PUID=1000` | user |\n", ["PUID!"]],
  [
    "## Environment\n\n- `SIZE` (default: `1m`): body\n- `MODE`: defaults to `fast`.\n",
    ["SIZE=1m!", "MODE=fast!"],
  ],
  [
    "## Environment\n\n- `SIZE` (default: 1m)\n- `MODE=fast`\n- `OTHER` - what\n",
    ["SIZE=1m!", "MODE=fast!", "OTHER!"],
  ],
  [
    "## Environment\n\n- `MODE`: defaults to `a` in production\n- `LOG_FILE`: the default is a file\n",
    ["MODE!", "LOG_FILE!"],
  ],
  ["## Usage\n\n- `SIZE=1m`\n", ["SIZE"]],
  ["## Environment\n\n```sh\ndocker run -e SIZE=9m -e MODE web\n```\n", ["SIZE", "MODE"]],
])("the variables of %j", (text, expected) => {
  expect(variables(text)).toEqual(expected);
});

test("a variable's name, value and description have their places", () => {
  const [variable] = read(
    "| Name | Default | Purpose |\n|---|---|---|\n| `SIZE` | **`1m`** | largest body |\n",
  ).variables;
  expect([shown(variable?.at), shown(variable?.valueAt), variable?.description]).toEqual([
    "SIZE",
    "1m",
    "largest body",
  ]);
  expect(variable?.table).toBe(true);
});

test.each([
  ["| User | web (101) |\n|---|---|\n| Port | 8080 |\n", ["web", "101"], ["web", "101"]],
  ["| Fact | Value |\n|---|---|\n| Runs as | `web` |\n", ["web"], ["web"]],
  ["| Container user | Port |\n|---|---|\n| web:web | 8080 |\n", ["web"], ["web"]],
  ["- User: web\n- Runs as: `app`\n", ["web", "app"], ["web", "app"]],
  ["| User | Password |\n|---|---|\n| admin | x |\n", [], []],
  ["| User | Rights |\n|---|---|\n| web | all |\n", ["web"], ["web"]],
  ["User: `web` (101)\n", ["web"], ["web"]],
  ["The container runs as `web`.\n", ["web"], []],
  ["Nginx runs as the non-root user `web` (UID 101).\n", ["web", "101"], []],
  ["It is run as user web, with uid 1001.\n", ["web", "1001"], []],
  ["Everything belongs to the `app` user.\n", ["app"], []],
  ["It does not run as root. It never runs as `root`.\n", [], []],
  ["Runs as a service, as the user expects.\n", [], []],
])("the users of %j", (text, all, stated) => {
  const { users } = read(text);
  expect([values(users), values(users.filter((user) => user.strict))]).toEqual([all, stated]);
});

test("volumes and configuration files: stated in tables and lists, mentioned in code", () => {
  const said = read(
    [
      "| Volume | Use |\n|---|---|\n| `./data:/var/lib/web` | data |",
      "| Path | Use |\n|---|---|\n| `/var/log/web.log` | log |",
      "| File | Use |\n|---|---|\n| `nginx.conf` | main |\n| [`conf.d/a.conf`](conf.d/a.conf) | site |",
      "## Volumes\n\n- `/srv/www`: the site",
      "Put it in `/etc/nginx/conf.d`.\n\n```sh\ndocker run -v ./x:/opt/x:ro web\n```",
    ].join("\n\n"),
  );
  expect(strict(said.volumes)).toEqual(["/var/lib/web", "/srv/www"]);
  expect(values(said.volumes)).toContain("/opt/x");
  expect(strict(said.configFiles)).toEqual(["nginx.conf", "conf.d/a.conf"]);
  expect(values(said.configFiles)).toEqual(expect.arrayContaining(["/var/log/web.log", "/etc/nginx/conf.d"]));
});

test("a README in the manner of a public image, with flags in its table", () => {
  const said = read(
    [
      "## Parameters\n\n| Parameter | Function |\n| :----: | --- |\n| `-p 8080:80` | Http port |",
      "| `-e PUID=1000` | for UserID |\n| `-e TZ=Etc/UTC` | time zone |\n| `-v /config` | all settings |",
    ].join("\n"),
  );
  expect(said.ports.map(({ value, at, strict }) => [value.port, shown(at), strict])).toContainEqual([
    80,
    "80",
    false,
  ]);
  expect(said.variables.map(({ name, value }) => [name, value])).toEqual([
    ["PUID", undefined],
    ["TZ", undefined],
  ]);
  expect(values(said.volumes)).toEqual(["/config"]);
});

test("a port's place is the number, where another one holds it too", () => {
  const said = read("| Port | Use |\n|---|---|\n| 80, 8080 | http |\n");
  expect(said.ports.map(({ at }) => at.span?.start)).toEqual([27, 31]);
});

test("sections are the headings", () => {
  expect(read("# Web\n\n## How it *runs*\n").sections.map(({ title, at }) => [title, shown(at)])).toEqual([
    ["Web", "# Web"],
    ["How it runs", "## How it *runs*"],
  ]);
});

test.each([
  ["runs as web.", "web", true],
  ["`web:web`", "web", true],
  ["- web", "web", true],
  ["webroot, web-server, web.conf, my-web", "web", false],
  ["<!-- web -->", "web", false],
  ["see conf/nginx.conf", "nginx.conf", true],
  ["see /usr/etc/nginx.conf", "/etc/nginx.conf", false],
  ["18080", "8080", false],
  ["", "", false],
])("%j mentions %s: %s", (text, word, expected) => {
  const at = read(`${text}\n`).mentions(word);
  expect(shown(at)).toBe(expected ? word : undefined);
});

test.each([
  ["8080", "8080", true],
  ['"8080"', "8080", true],
  ["`'8080'`", "8080", true],
  [" 1m ", "1m", true],
  ["1m", "0", false],
  ["08080", "8080", false],
  ["True", "true", true],
  ["true", "false", false],
  ["(empty)", "", true],
  ['""', "", true],
  ["-", '""', true],
  ["none", "", true],
  ["not set", "", true],
  ["none", "none", true],
  ["none", "info", false],
  ["Web", "web", false],
  ["it's", "it's", true],
])("%j and %j are the same value: %s", (documented, actual, expected) => {
  expect(sameValue(documented, actual)).toBe(expected);
});

test.each<readonly [said: string, real: string, about: string, same: boolean]>([
  ["5", "5s", "pause between tries (seconds)", true],
  ["5s", "5", "pause", true],
  ["5", "5s", "", true],
  ["5", "5s", "pause in minutes", false],
  ["5", "5m", "pause in minutes", true],
  ["5", "5m", "in MB", true],
  ["5", "5m", "in GB", false],
  ["5", "6s", "seconds", false],
  ["500", "500ms", "in milliseconds", true],
  ["60s", "1m", "", true],
  ["60s", "2m", "", false],
  ["1024M", "1g", "", true],
  ["128M", "256M", "", false],
  ["60s", "60M", "", false],
  ["5 seconds", "5s", "", true],
  ["1.5", "1.5h", "hours", true],
  ["8", "8x", "", false],
  ["http://a:80", "http://a:80/", "", true],
  ["http://a/x", "http://a/x/", "", false],
])("%s and %s, of %j: the same: %s", (said, real, about, same) => {
  expect(sameValue(said, real, about)).toBe(same);
});

const PIECES = [
  "| Port | Default |\n|-|-|\n",
  "| `A_B` | 1 |\n",
  "| User |",
  "8080",
  "8080:80",
  "-p ",
  "port ",
  "EXPOSE ",
  "`",
  "- ",
  "# Ports\n",
  "# Environment\n",
  "(default: ",
  ")",
  "runs as ",
  "web",
  "\n",
  "\r\n",
  "/etc/x.conf",
  "VOLUME ",
  "=",
  ":",
  "é",
  "99999",
  "```\n",
  "|",
  " ",
];

test("whatever the text, nothing is thrown and every place lies in it", () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (source) => {
      const said = read(source);
      const places = [...said.users, ...said.ports, ...said.volumes, ...said.configFiles, ...said.sections];
      const all = [
        ...places.map(({ at }) => at),
        ...said.variables.flatMap(({ at, valueAt }) => (valueAt ? [at, valueAt] : [at])),
      ];
      for (const { span } of all) {
        expect(span?.start).toBeGreaterThanOrEqual(0);
        expect(span?.end).toBeGreaterThan(span?.start ?? -1);
        expect(span?.end).toBeLessThanOrEqual(source.length);
      }
    }),
    { numRuns: 300 },
  );
});

// How long that takes is measured by bench/readings.ts.
test.each(hostilePieces)("a README of %j alone is read to its end", (piece) => {
  const file = sourceFile("README.md", piece.repeat(60_000 / piece.length));
  const markdown = { ...parseMarkdown(sourceFile("x", "x\n")), file };
  expect(() => readDocumentation(markdown)).not.toThrow();
});
