import { expect, test } from "vitest";
import { fileMode } from "../../../src/rules/layout/file-mode.ts";
import { fixTitles } from "../apply-fix.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const folder = "deployment/images/web";

function files(lines: string, kind: "file" | "executable" = "file") {
  return { [`${folder}/Dockerfile`]: `${lines}\n`, [`${folder}/x.sh`]: { text: "#!/bin/sh\n", kind } };
}

function refused(place: string, path = "/x.sh"): string {
  return `${folder}/Dockerfile:${place} ${path} is run by its path, but ${folder}/x.sh is not executable`;
}

test.each<[string, string, string[]]>([
  ["ENTRYPOINT", 'FROM debian\nCOPY x.sh /\nENTRYPOINT ["/x.sh"]', [refused("3:13-20")]],
  ["CMD", 'FROM debian\nCOPY x.sh /\nCMD ["/x.sh", "a"]', [refused("3:6-13")]],
  ["shell form", "FROM debian\nCOPY x.sh /\nCMD exec /x.sh -v", [refused("3:10-15")]],
  [
    "by PATH",
    'FROM debian\nCOPY x.sh /usr/local/bin/\nCMD ["x.sh"]',
    [refused("3:6-12", "/usr/local/bin/x.sh")],
  ],
  ["by WORKDIR", 'FROM debian\nWORKDIR /app\nCOPY x.sh .\nCMD ["./x.sh"]', [refused("4:6-14", "/app/x.sh")]],
  ["behind tini", 'FROM debian\nCOPY x.sh /\nENTRYPOINT ["tini", "--"]\nCMD ["/x.sh"]', [refused("4:6-13")]],
  ["inherited from a stage", 'FROM debian AS a\nCOPY x.sh /\nFROM a\nCMD ["/x.sh"]', [refused("4:6-13")]],
  ["RUN", "FROM debian\nCOPY x.sh /\nRUN true && /x.sh", [refused("3:13-18")]],
  ["RUN by WORKDIR", "FROM debian\nWORKDIR /app\nCOPY x.sh .\nRUN ./x.sh", [refused("4:5-11", "/app/x.sh")]],
  [
    "RUN in a build stage",
    'FROM debian AS a\nCOPY x.sh /\nRUN ["/x.sh"]\nFROM debian\nCOPY --from=a /y /y',
    [refused("3:6-13")],
  ],
  ["chmod after the RUN", "FROM debian\nCOPY x.sh /\nRUN /x.sh\nRUN chmod +x /x.sh", [refused("3:5-10")]],
  ["chmod of another file", "FROM debian\nCOPY x.sh /\nRUN chmod +x /y.sh && /x.sh", [refused("3:23-28")]],
  ["sed of another file", "FROM debian\nCOPY x.sh /\nRUN sed -i s/a/b/ /y && /x.sh", [refused("3:25-30")]],
  ["--chmod without x", "FROM debian\nCOPY --chmod=644 x.sh /\nRUN /x.sh", [refused("3:5-10")]],
  [
    "behind cd to its folder",
    "FROM debian\nCOPY x.sh /y/\nRUN cd /y && ./x.sh",
    [refused("3:14-20", "/y/x.sh")],
  ],
  ["by the folder of the base", 'FROM debian\nCOPY x.sh /\nCMD ["./x.sh"]', [refused("3:6-14")]],
  ["a shell reads it", 'FROM debian\nCOPY x.sh /\nRUN sh /x.sh\nCMD ["sh", "/x.sh"]', []],
  ["sourced", "FROM debian\nCOPY x.sh /\nRUN . /x.sh", []],
  ["--chmod", 'FROM debian\nCOPY --chmod=0755 x.sh /\nRUN /x.sh\nCMD ["/x.sh"]', []],
  ["RUN chmod", 'FROM debian\nCOPY x.sh /\nRUN chmod +x /x.sh && /x.sh\nCMD ["/x.sh"]', []],
  ["RUN chmod of a folder", 'FROM debian\nCOPY x.sh /s/\nRUN chmod -R 755 /s\nCMD ["/s/x.sh"]', []],
  ["RUN in a condition", "FROM debian\nCOPY x.sh /\nRUN if [ -f /y ]; then /x.sh; fi", []],
  ["behind cd", "FROM debian\nCOPY x.sh /\nRUN cd /y && ./x.sh", []],
  ["a variable", "FROM debian\nCOPY x.sh /\nCMD $S/x.sh", []],
  ["a folder that cannot be told", 'FROM example.com/a\nCOPY x.sh /\nENTRYPOINT ["./x.sh"]', []],
  ["an entrypoint of an unknown base", 'FROM example.com/a\nCOPY x.sh /\nCMD ["/x.sh"]', []],
  [
    "a CMD that a later ENTRYPOINT drops",
    'FROM debian AS a\nCOPY x.sh /\nCMD ["/x.sh"]\nFROM a\nENTRYPOINT ["/bin/true"]',
    [],
  ],
  ["not of the repo", 'FROM debian\nCMD ["/bin/true"]', []],
])("%s", (_, lines, found) => {
  expect(checkRule(fileMode, files(lines))).toEqual(found);
});

test("an executable is run", () => {
  const lines = 'FROM debian\nCOPY x.sh /\nRUN /x.sh\nCMD ["/x.sh"]';
  expect(checkRule(fileMode, files(lines, "executable"))).toEqual([]);
});

test("the fix sets the bit in git, and is safe", () => {
  const lines = 'FROM debian\nCOPY x.sh /\nCMD ["/x.sh"]';
  expect(fixTitles(fileMode, files(lines))).toEqual([`[safe] make ${folder}/x.sh executable`]);
  const [found] = findingsOf(fileMode, files(lines));
  expect(found?.fix?.edits).toEqual([{ chmod: `${folder}/x.sh`, executable: true }]);
  expect(checkRule(fileMode, files(lines, "executable"))).toEqual([]);
});

// Who may run it counts as well: the kernel refuses what neither owner, group nor others may execute.
test.each<[string, string, readonly string[]]>([
  [
    "744",
    "COPY --chmod=744 x.sh /\nUSER web",
    ['user "web" cannot run /x.sh: it belongs to "root" and has mode 0744'],
  ],
  [
    "700",
    "COPY --chmod=700 x.sh /\nUSER web",
    ['user "web" cannot run /x.sh: it belongs to "root" and has mode 0700'],
  ],
  [
    "750 of another group",
    "COPY --chmod=750 x.sh /\nUSER web",
    ['user "web" cannot run /x.sh: it belongs to "root" and has mode 0750'],
  ],
  [
    "a number",
    "COPY --chmod=700 x.sh /\nUSER 1500",
    ['uid 1500 cannot run /x.sh: it belongs to "root" and has mode 0700'],
  ],
  [
    "a closed folder",
    "RUN mkdir -m 700 /d\nCOPY --chmod=755 x.sh /d/\nRUN ln -s /d/x.sh /x.sh\nUSER web",
    ['user "web" cannot run /d/x.sh: /d belongs to "root" and has mode 0700'],
  ],
  ["755", "COPY --chmod=755 x.sh /\nUSER web", []],
  ["750 of its group", "COPY --chmod=750 --chown=root:web x.sh /\nUSER web", []],
  ["750 of root's group, for a number without an account", "COPY --chmod=750 x.sh /\nUSER 1500", []],
  ["700 of its own", "COPY --chmod=700 --chown=web x.sh /\nUSER web", []],
  ["700 of its number", "COPY --chmod=700 --chown=1001 x.sh /\nUSER web", []],
  ["700 for root", "COPY --chmod=700 x.sh /", []],
  ["an owner that cannot be told", "ARG U\nCOPY --chmod=700 --chown=$U x.sh /\nUSER web", []],
  ["a mode that cannot be told", "ARG M\nCOPY --chmod=$M x.sh /\nUSER web", []],
])("%s", (_, lines, expected) => {
  const dockerfile = `FROM debian:12\nRUN useradd -u 1001 web\n${lines}\nCMD ["/x.sh"]`;
  expect(checkRule(fileMode, files(dockerfile)).map((line) => line.replace(/^\S+ /, ""))).toEqual(expected);
});
