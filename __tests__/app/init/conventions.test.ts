import { describe, expect, test } from "vitest";
import { surveyRepo } from "../../../src/app/init/init.ts";
import { policyText, shareText } from "../../../src/app/init/policy-text.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { rules } from "../../../src/rules/index.ts";
import { sourceFile } from "../../../src/source.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import type { Files } from "../changes-between.ts";
import { directReadmes } from "../direct-readmes.ts";

interface Image {
  readonly name?: string;
  readonly conf?: string;
  readonly at?: string;
  readonly listen?: readonly string[];
  readonly user?: string;
  readonly run?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly readme?: string;
}

function repo(...images: readonly Image[]): Files {
  return Object.assign({}, ...images.map(filesOf));
}

function filesOf(image: Image, index: number): Files {
  const {
    name = `web-${index}`,
    at = "",
    listen = ["8080"],
    user = "www-data",
    run = "",
    more = {},
    readme,
  } = image;
  const folder = `images/${name}`;
  const lines = listen.map((one) => `        listen ${one};\n`).join("");
  const conf = `user ${user};\nevents {}\nhttp {\n    server {\n${lines}    }\n}\n`;
  return {
    [`${folder}/Dockerfile`]: `FROM nginx:1.27\nCOPY ${at}nginx.conf /etc/nginx/nginx.conf\n${run}`,
    [`${folder}/${at}nginx.conf`]: image.conf ?? conf,
    ...(readme !== undefined && { [`${folder}/README.md`]: readme }),
    ...Object.fromEntries(Object.entries(more).map(([path, text]) => [`${folder}/${path}`, text])),
  };
}

async function found(files: Files): Promise<Readonly<Record<string, string>>> {
  const options = { workspace: memoryWorkspace(files), folder: "/nowhere", rules, readmes: directReadmes };
  const answer = await surveyRepo(options);
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  const { conventions } = answer.survey;
  const { problems } = loadPolicy(sourceFile("keelcheck.yml", policyText(conventions)), rules);
  expect(problems).toEqual([]);
  return Object.fromEntries(
    conventions.map((one) => [one.key, `${[one.value].flat().join(", ")}: ${shareText(one)}`]),
  );
}

const times = (count: number, image: Image): Image[] => Array.from({ length: count }, () => image);

describe("a convention", () => {
  test.each<[what: string, images: readonly Image[], key: string, expected: string | undefined]>([
    ["port, of all", times(5, {}), "ports.nginx", "8080: 5 of 5 images with nginx"],
    [
      "port, of 80%",
      [...times(4, {}), { listen: ["9090"] }],
      "ports.nginx",
      "8080: 4 of 5 images with nginx",
    ],
    ["port, of fewer", [...times(3, {}), { listen: ["9090"] }], "ports.nginx", undefined],
    ["port, of too few to tell", times(2, {}), "ports.nginx", undefined],
    ["low port, which is no wish", times(5, { listen: ["80"] }), "ports.nginx", undefined],
    [
      "high port beside a low one",
      times(5, { listen: ["80", "8443"] }),
      "ports.nginx",
      "8443: 5 of 5 images with nginx",
    ],
    ["IPv6", times(4, { listen: ["8080", "[::]:8080"] }), "ipv6", "required: 4 of 4 images with a server"],
    ["IPv4 alone", times(4, {}), "ipv6", undefined],
    ["user", times(4, {}), "nginx.user", "www-data: 4 of 4 images with nginx"],
    ["root, which is no wish", times(4, { user: "root" }), "nginx.user", undefined],
    ["user of most, root among the others", [...times(3, {}), { user: "root" }], "nginx.user", undefined],
    [
      "container user",
      times(4, { run: "USER www-data\n" }),
      "nginx.master",
      "non-root: 4 of 4 images with nginx",
    ],
    ["container of root", times(4, {}), "nginx.master", undefined],
    [
      "folder of configuration",
      times(4, { at: "config/" }),
      "layout.config",
      "config: 4 of 4 image folders with configuration",
    ],
    ["no folder of configuration", times(4, {}), "layout.config", undefined],
    ["name", times(4, {}), "layout.names", "kebab-case: 4 of 4 image folders"],
    ["no name", [{}, {}, { name: "my_web" }, { name: "my_shop" }], "layout.names", undefined],
    [
      "file",
      times(4, { more: { "health.sh": "exit 0\n" } }),
      "layout.required",
      "health.sh: 4 of 4 image folders",
    ],
    [
      "section",
      times(4, { readme: "# x\n\n## Purpose\n\nIt serves.\n" }),
      "docs.sections",
      "Purpose, x: 4 of 4 READMEs",
    ],
    [
      "kind of documentation",
      times(4, { run: "VOLUME /data\n", readme: "# x\n\n`/data`\n" }),
      "docs.require",
      "user, ports, config files, volumes: 4 of 4 images with volumes",
    ],
    ["undocumented kind", times(4, { run: "VOLUME /data\n", readme: "# x\n" }), "docs.require", undefined],
  ])("%s", async (_, images, key, expected) => {
    expect((await found(repo(...images)))[key]).toBe(expected);
  });

  test("that the policy in force asks for already is no news", async () => {
    const files = {
      ...repo(...times(4, {})),
      ".github/keelcheck.yml": "ports: { nginx: 8080 }\nlayout: { names: kebab-case }\n",
    };
    expect(Object.keys(await found(files))).toEqual(["nginx.user"]);
  });

  test("registry of the repo's own images", async () => {
    const heir = (name: string, from: string): Files => ({
      [`images/${name}/Dockerfile`]: `FROM ghcr.io/corp/${from}:1\n`,
    });
    const files = {
      ...repo({ name: "web-0" }),
      ...heir("a", "web-0"),
      ...heir("b", "web-0"),
      ...heir("c", "other"),
    };
    expect((await found(files))["registries.ghcr.io/corp"]).toBeUndefined();
    const own = { ...repo({ name: "web-0" }), ...heir("a", "web-0"), ...heir("b", "web-0") };
    expect((await found(own))["registries.ghcr.io/corp"]).toBe(".: 1 of 1 base images under ghcr.io/corp/");
  });
});

test("names of a repo cannot be taken for YAML", () => {
  const odd = ["yes", "a: b", "x # y", "- z", "\u202ekey", "it's", '"quoted"', "1e3", "~"];
  const text = policyText([{ key: "docs.sections", value: odd, count: 3, of: 3, what: "READMEs" }]);
  const { policy, problems } = loadPolicy(sourceFile("keelcheck.yml", text), rules);
  expect([problems, policy.docs.sections]).toEqual([[], odd]);
});
