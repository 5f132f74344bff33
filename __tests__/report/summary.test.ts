import { expect, test } from "vitest";
import type { Report, ServerJson } from "../../src/facts.ts";
import { failureSummary, type SummaryOptions, summary } from "../../src/report/summary/summary.ts";
import { htmlOf, textNodesOf } from "./markdown-html.ts";
import { findingOf, imageOf, placeOf, reportOf, userOf } from "./report-of.ts";

const links = { server: "https://github.com", repository: "acme/deploy", commit: "c0ffee".padEnd(40, "0") };
const at = { file: "deployment/images/web/nginx.conf", line: 4, column: 5 };

const nginx: ServerJson = {
  kind: "nginx",
  starts: true,
  mainConfig: "/etc/nginx/nginx.conf",
  files: ["/etc/nginx/nginx.conf", "/etc/nginx/conf.d/default.conf"],
  master: userOf("root"),
  workers: userOf("root"),
  listeners: [
    { address: "0.0.0.0", port: 80, at },
    { address: "::", port: 80, at },
  ],
};

const web = imageOf("web", { containerUser: userOf("root"), servers: [nginx] });
const incident = reportOf({
  remarks: ["images are those under deployment/images, the default"],
  images: [
    imageOf("api", {
      unknown: [
        {
          fact: "worker user",
          why: "start.sh writes /etc/nginx/nginx.conf",
          settle: "name it in the policy",
          at,
        },
      ],
    }),
    web,
  ],
  findings: [
    findingOf({
      images: ["web"],
      severity: "warning",
      message: "port `80` | 8080",
      at: placeOf("README.md", "80", "80"),
      rule: "docs/x",
    }),
    findingOf({
      images: ["api", "web"],
      help: "name another user",
      related: [
        {
          at: placeOf("deployment/images/web/Dockerfile", "a\nRUN useradd web\n", "RUN"),
          note: "the user is made here",
        },
      ],
    }),
    findingOf({
      rule: "fact/unknown",
      severity: "notice",
      message: "the base is not known",
      at: placeOf("a/Dockerfile", "FROM x", "x"),
    }),
  ],
});

function write(report: Report, options: Partial<SummaryOptions> = {}): string {
  return summary(report, { failed: true, ...options });
}

test("verdict, images at a glance, findings by image, what could not be told", () => {
  expect(write(incident, { links })).toMatchSnapshot();
});

test("a check that could not be made says why, a line each", () => {
  expect(failureSummary(["there is no folder `x`", "@y"])).toMatchInlineSnapshot(`
    "## ❌ Keelcheck could not check anything

    - there is no folder <code>x</code>
    - <span>&#64;</span>y
    "
  `);
});

test("without an address of the repo there are no links but those to the rules", () => {
  const addresses = [...write(incident).matchAll(/\]\(([^)]*)\)/g)].map(([, address]) => address);
  expect(new Set(addresses)).toEqual(new Set(["https://example.org/docs/rules/nginx/user-root.md"]));
});

test("nothing found is a line and a table", () => {
  const text = write(reportOf({ images: [web] }), { failed: false });
  expect(text).toMatch(/^## ✅ Keelcheck passed: nothing is wrong with 1 image\n/);
  expect(text).not.toContain("###");
});

test("no image at all is said as such", () => {
  expect(write(reportOf({ remarks: ["no image found"] }), { failed: false })).toMatchInlineSnapshot(`
    "## ✅ Keelcheck passed: nothing is wrong with 0 images

    - no image found
    "
  `);
});

test("remarks of the run stand beside those of the report", () => {
  expect(write(incident, { remarks: ["@everyone look"] })).toContain("- <span>&#64;</span>everyone look\n");
});

test("a finding is shown once, with the image whose folder holds it, and says where else it was seen", () => {
  const text = write(incident);
  expect(text.split("nginx runs as root")).toHaveLength(2);
  expect(text.indexOf("### web")).toBeLessThan(text.indexOf("nginx runs as root"));
  expect(text).toContain("also in <code>api</code>");
});

test("links go to the lines from the repo's root, Markdown to its source", () => {
  const text = write(incident, { links, pathPrefix: "examples/in cident" });
  const blob = `https://github.com/acme/deploy/blob/${links.commit}/examples/in%20cident`;
  expect(text).toContain(
    `[<code>nginx.conf<span>&#58;</span>1</code>](${blob}/deployment/images/web/nginx.conf#L1)`,
  );
  expect(text).toContain(`(${blob}/README.md?plain=1#L1)`);
});

test("a path cannot end its link", () => {
  const finding = findingOf({ at: placeOf("a) [x](y \ud800é\n.conf", "x", "x") });
  const html = htmlOf(write(reportOf({ findings: [finding] }), { links }));
  expect(html.match(/<a href="[^"]*"/g)).toEqual([
    `<a href="https://github.com/acme/deploy/blob/${links.commit}/a%29%20%5Bx%5D%28y%20%EF%BF%BD%C3%A9%0A.conf#L1"`,
    '<a href="https://example.org/docs/rules/nginx/user-root.md"',
  ]);
});

test("hostile text in every field stays text, and every row keeps its cells", () => {
  const hostile = "x | </td></table><img src=x> ![a](b) @team #1 `c` \n\n# h\n``` $a$ https://e.org";
  const bad = placeOf(`deployment/images/${hostile}/f`, "ab", "b");
  const image = imageOf(hostile, {
    base: hostile,
    servers: [{ ...nginx, mainConfig: { known: false, why: hostile, at } }],
  });
  const findings = [
    findingOf({
      at: bad,
      message: hostile,
      help: hostile,
      images: [hostile],
      related: [{ at: bad, note: hostile }],
    }),
  ];
  const unknown = [{ fact: hostile, why: hostile, settle: hostile, at }];
  const html = htmlOf(
    write(reportOf({ images: [{ ...image, unknown }], findings, remarks: [hostile] }), { links }),
  );
  expect(html).not.toMatch(/<img|<h1|<pre|<\/td><\/table>/);
  expect(html.match(/<h\d>/g)).toEqual(["<h2>", "<h3>", "<h3>"]);
  expect(html.match(/<tr>/g)).toHaveLength(4);
  expect(html.match(/<t[dh]\b/g)).toHaveLength(16);
  expect(textNodesOf(html).filter((node) => /@\w|#\d|:\/\/|\$.+\$/.test(node))).toEqual([]);
});

test("it stays under 1 MiB, keeps the verdict, and counts what was cut", () => {
  const count = 12_000;
  const findings = Array.from({ length: count }, (_, index) =>
    findingOf({ at: placeOf(`images/${index}/nginx.conf`, "user root;", "root"), help: "é".repeat(300) }),
  );
  const text = write(reportOf({ findings }));
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect(text).toMatch(/^## ❌ Keelcheck failed: 12000 errors\n/);
  const shown = text.split("nginx runs as root").length - 1;
  expect(text).toContain(`${count - shown} more findings can be found in the JSON report`);
});

test("one endless message does not push the others out", () => {
  const text = write(
    reportOf({
      findings: [findingOf({ message: "x".repeat(2 ** 21) }), findingOf({ message: "the other one" })],
    }),
  );
  expect(text).toContain("the other one");
  expect(text).not.toContain("Cut here");
});

test("many images: those without findings are only counted", () => {
  const images = Array.from({ length: 60 }, (_, index) => imageOf(`app${index}`));
  const findings = [
    findingOf({ images: ["app7"], at: placeOf("deployment/images/app7/nginx.conf", "root", "root") }),
  ];
  const text = write(reportOf({ images, findings }));
  expect(text).toContain("59 more images without findings");
  expect(text.match(/<b>app/g)).toHaveLength(1);
});

test("a fact that no finding speaks for is said once for all its images", () => {
  const unknown = [
    { fact: "listeners", why: "the base is not known", at: { file: "base/Dockerfile", line: 1, column: 1 } },
  ];
  const text = write(reportOf({ images: ["a", "b"].map((name) => imageOf(name, { unknown })) }));
  expect(text).toContain(
    "- <code>base/Dockerfile<span>&#58;</span>1</code> listeners of <code>a</code>, <code>b</code>: the base is not known\n",
  );
});

test("a fact that fact/unknown reports is not said twice", () => {
  const place = placeOf("base/Dockerfile", "FROM x", "x");
  const unknown = [
    { fact: "listeners", why: "why twice", at: { file: "base/Dockerfile", line: 1, column: 6 } },
  ];
  const findings = [findingOf({ rule: "fact/unknown", severity: "notice", at: place, message: "said here" })];
  const text = write(reportOf({ images: [imageOf("a", { unknown })], findings }));
  expect(text).toContain("said here");
  expect(text).not.toContain("why twice");
});
