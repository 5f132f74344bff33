import { expect, test } from "vitest";
import { changesText } from "../../src/report/changes/text.ts";
import { colors } from "../../src/report/colors.ts";
import { images, nginx } from "./change-of.ts";
import { imageOf, userOf } from "./report-of.ts";

const plain = { colors: colors(false) };

test("what a change does to each image, for a terminal", () => {
  expect(changesText(images, "main", plain)).toMatchSnapshot();
});

test("what a server loads besides, and what it loads no more", () => {
  const more = { ...nginx, files: [...nginx.files, "/etc/nginx/a.conf"] };
  const [less, on] = [imageOf("web", { servers: [nginx] }), imageOf("web", { servers: [more] })];
  const text = (before: typeof less, after: typeof less) => changesText([{ before, after }], "main", plain);
  expect(text(less, on)).toContain("  nginx loads: /etc/nginx/a.conf as well\n");
  expect(text(on, less)).toContain("  nginx loads: no longer /etc/nginx/a.conf\n");
});

test("no image is touched", () => {
  expect(changesText([], "origin/main", plain)).toBe("no images touched since origin/main\n");
});

test("an image that cannot be told at both ends is not said to stay the same", () => {
  const at = { file: "a", line: 1, column: 1 };
  const image = imageOf("web", { containerUser: { known: false, why: "its base is not known", at } });
  const text = changesText([{ before: image, after: image }], "main", plain);
  expect(text).toContain("web: nothing known changes; container user cannot be determined before or after\n");
});

test("why a fact can be told no more stands at its place", () => {
  const at = { file: "a/start.sh", line: 7, column: 3 };
  const after = imageOf("web", { containerUser: { known: false, why: "start.sh decides it", at } });
  const text = changesText([{ before: imageOf("web"), after }], "main", plain);
  expect(text).toContain("  container user: web -> cannot tell\n      a/start.sh:7:3 start.sh decides it\n");
});

test("a narrow terminal breaks no line of words beyond its width", () => {
  const text = changesText(images, "main", { ...plain, columns: 60 });
  expect(text.split("\n").filter((line) => line.length > 60 && !/deployment/.test(line))).toEqual([]);
});

test("nothing of the repo reaches the terminal as a control", () => {
  const evil = "\u001b[31m\u202e\u0007\n";
  const before = imageOf(evil, { base: evil, containerUser: userOf(evil) });
  const after = imageOf(`${evil}2`, {
    base: `${evil}2`,
    containerUser: userOf(`${evil}2`),
    servers: [nginx],
  });
  const heirs = [{ before, after, inherits: evil }];
  const text = changesText([{ before, after }, ...heirs, { before: after, after }], evil, plain);
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
