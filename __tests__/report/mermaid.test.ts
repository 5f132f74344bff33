import { describe, expect, test } from "vitest";
import { mermaid, mermaidOfChange } from "../../src/report/mermaid.ts";
import { images, nginx } from "./change-of.ts";
import { imageOf, userOf } from "./report-of.ts";

test("images on their bases", () => {
  const web = imageOf("web", { servers: [nginx] });
  expect(mermaid([imageOf("api"), web], new Set(["web"]))).toMatchInlineSnapshot(`
    "%%{init: {"flowchart":{"wrappingWidth":900}}}%%
    flowchart LR
      b0(["debian:12-slim"]):::base
      i0["api<br/>container: web"]
      i1["web<br/>container: web<br/>nginx workers: web<br/>nginx on 8080"]:::wrong
      b0 --> i0
      b0 --> i1
      classDef wrong stroke:#cf222e,stroke-width:4px
      classDef changed stroke:#0969da,stroke-width:3px
      classDef removed stroke-dasharray:6 4,opacity:0.6
      classDef base stroke-dasharray:2 3
    "
  `);
});

test("a change: what differs, who inherits it, what comes and goes; what stays the same is left out", () => {
  expect(mermaidOfChange(images, new Set(["web"]))).toMatchInlineSnapshot(`
    "%%{init: {"flowchart":{"wrappingWidth":900}}}%%
    flowchart LR
      b0(["debian:12-slim"]):::base
      i0["old<br/>removed"]:::removed
      i1["shop<br/>new<br/>container: web<br/>nginx workers: web<br/>nginx on 8080"]:::changed
      i2["web<br/>container: web<br/>nginx workers: web → root<br/>nginx on 8080 → 80"]:::wrong
      i3["4 images: a, b, c and d<br/>container: web<br/>nginx workers: web → root<br/>nginx on 8080 → 80"]:::changed
      b0 --> i0
      b0 --> i1
      b0 --> i2
      i2 --> i3
      classDef wrong stroke:#cf222e,stroke-width:4px
      classDef changed stroke:#0969da,stroke-width:3px
      classDef removed stroke-dasharray:6 4,opacity:0.6
      classDef base stroke-dasharray:2 3
    "
  `);
});

test("a change that does nothing has no picture", () => {
  expect(mermaidOfChange([{ before: imageOf("api"), after: imageOf("api") }])).toBe("");
});

// Drawn as text by mermaid 11.
describe("text of the repo can be nothing but a label", () => {
  test.each<[name: string, label: string]>([
    ["end", "end"],
    ['a"] --> x', "a#34;#93; --#62; x"],
    ["%%{init: {}}%%", "#37;#37;#123;init: #123;#125;#125;#37;#37;"],
    ["<img src=x onerror=alert(1)>", "#60;img src#61;x onerror#61;alert#40;1#41;#62;"],
    ["`md` **b** _i_", "#96;md#96; #42;#42;b#42;#42; #95;i#95;"],
    ["1. one", "#49;. one"],
    ["- one", "#45; one"],
    ["1.27-alpine", "1.27-alpine"],
    ["#quot;&lt;", "#35;quot#59;#38;lt#59;"],
    ["$$x$$", "#65284;#65284;x#65284;#65284;"],
    ["fa:fa-car", "fa#65306;fa-car"],
    ["a\nb\u202ec", "a#92;nb#92;u#123;202e#125;c"],
    ["日本🦊", "日本#129418;"],
    ["x".repeat(60), `${"x".repeat(47)}…`],
    [
      "a row of the names www-data, web-front and one-more-that-is-long",
      "a row of the names www-data, web-front and<br/>one-more-that-is-long",
    ],
  ])("%s", (name, label) => {
    expect(mermaid([imageOf(name)])).toContain(`i0["${label}<br/>container: web"]`);
  });
});

test("many images stay a picture: the marked ones are kept and the others counted", () => {
  const all = Array.from({ length: 100 }, (_, index) =>
    imageOf(`app${index}`, { containerUser: userOf(`u${index}`) }),
  );
  const text = mermaid(all, new Set(["app77", "app99"]));
  expect(text.match(/^ {2}i\d+\[/gm)).toHaveLength(24);
  expect(text.match(/:::wrong$/gm)).toHaveLength(2);
  expect(text).toContain('b0 --> m0["76 more images"]');
});

test("a whole fleet where it is asked for, and two images of one name", () => {
  const all = Array.from({ length: 100 }, (_, index) =>
    imageOf(`app${index % 50}`, { containerUser: userOf(`u${index}`) }),
  );
  const text = mermaid(all, new Set(), Number.POSITIVE_INFINITY);
  expect(text.match(/^ {2}i\d+\[/gm)).toHaveLength(100);
  expect(new Set(text.match(/--> i\d+$/gm)).size).toBe(100);
});

test("many images of which the same is said are one node", () => {
  const all = Array.from({ length: 50 }, (_, index) => imageOf(`app${index}`));
  expect(mermaid(all, new Set(["app3"])).match(/^ {2}i\d.*/gm)).toEqual([
    '  i0["49 images: app0, app1, app2 and 46 more<br/>container: web"]',
    '  i1["app3<br/>container: web"]:::wrong',
  ]);
});
