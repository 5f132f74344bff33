import { expect, test } from "vitest";
import { wordsOf } from "../../../src/model/builds/dockerfile-glance.ts";

interface Case {
  readonly name: string;
  readonly text: string;
  readonly sources?: readonly string[];
  readonly references?: readonly string[];
  readonly args?: readonly string[];
}

const cases: readonly Case[] = [
  { name: "one source", text: "COPY a /b", sources: ["a"] },
  {
    name: "several sources, flags, a leading ./ and a trailing /",
    text: "COPY --chown=web ./a/ /b c/ /d/",
    sources: ["a", "b", "c"],
  },
  { name: "everything", text: "COPY . /srv", sources: ["."] },
  { name: "the JSON form", text: 'ADD --chmod=644 ["a b", "/c"]', sources: ["a b"] },
  { name: "lower case", text: "copy a /b\nfrom x", sources: ["a"], references: ["x"] },
  { name: "from a stage", text: "COPY --from=build /a /b", references: ["build"] },
  {
    name: "FROM with a platform and a name",
    text: "FROM --platform=linux/amd64 reg/x:1 AS y",
    references: ["reg/x:1"],
  },
  { name: "ONBUILD", text: "ONBUILD COPY a /b", sources: ["a"] },
  { name: "a continued line", text: "COPY a \\\n  b \\\n  /c", sources: ["a", "b"] },
  { name: "a comment within a continued line", text: "COPY a \\\n# why\n  b /c", sources: ["a", "b"] },
  { name: "a commented COPY", text: "# COPY a /b\nRUN echo COPY c /d", sources: [] },
  { name: "a bind mount", text: "RUN --mount=type=bind,source=shared,target=/x make", sources: ["shared"] },
  { name: "bind is the type that a mount has", text: "RUN --mount=src=./a,dst=/x make", sources: ["a"] },
  { name: "a bind mount of the whole context", text: "RUN --mount=type=bind,target=/x make", sources: ["."] },
  {
    name: "mounts that are no binds",
    text: "RUN --mount=type=cache,target=/x --mount=type=secret,id=y make",
    sources: [],
  },
  {
    name: "a mount from a stage",
    text: "RUN --mount=from=build,source=/a,target=/b make",
    references: ["build"],
  },
  {
    name: "arguments",
    text: "ARG BASE=reg/x:1\nFROM ${BASE}",
    references: ["${BASE}"],
    args: ["BASE=reg/x:1"],
  },
  { name: "Windows line ends", text: "COPY a /b\r\nCOPY c \\\r\n /d\r\n", sources: ["a", "c"] },
];

test.each(cases)("$name", ({ text, sources = [], references = [], args = [] }) => {
  expect(wordsOf(text)).toEqual({ sources, references, arguments: args });
});
