import { expect, test } from "vitest";
import { pathWords, VARIABLE } from "../../src/edits/moves/words.ts";

const NAMES = new Set(["nginx.conf", "web"]);

test.each<[line: string, words: readonly string[]]>([
  ["cp web/nginx.conf /srv", ["web/nginx.conf"]],
  ["See web/nginx.conf. And web/nginx.conf, too", ["web/nginx.conf", "web/nginx.conf"]],
  ["- '!web/nginx.conf'", ["web/nginx.conf"]],
  ["curl -d @web/nginx.conf", ["web/nginx.conf"]],
  ["-fweb/nginx.conf -f./web/nginx.conf", ["-fweb/nginx.conf", "./web/nginx.conf"]],
  ["./web/nginx.conf:/etc/nginx/nginx.conf:ro", ["./web/nginx.conf", "/etc/nginx/nginx.conf"]],
  ["$DIR/nginx.conf ${DIR}/nginx.conf $(x)/nginx.conf", [1, 2, 3].map(() => `${VARIABLE}/nginx.conf`)],
  ["images/${{ matrix.image }}/x {{ item }}/x", [`images/${VARIABLE}/x`, `${VARIABLE}/x`]],
  ["${{ github.workspace }}/web $GITHUB_WORKSPACE/web $PWD/web", ["web", "web", "web"]],
  ['"$(dirname "$0")/web" ${BASH_SOURCE%/*}/web', ["web", "web"]],
  [
    "{web,api}/nginx.conf web/*.conf web/[a-c].conf",
    ["{web,api}/nginx.conf", "web/*.conf", "web/[a-c].conf"],
  ],
  ["website nginx.conf.old xnginx.conf", []],
])("%s", (line, words) => {
  const found = [...pathWords(line, NAMES)];
  expect(found.map(({ text }) => text)).toEqual(words);
  for (const { text, span } of found)
    if (!text.includes(VARIABLE)) expect(line.slice(span.start, span.end)).toBe(text);
});

test("where a word counts from is told by what it begins with", () => {
  const line = '${{ github.workspace }}/web "$(dirname "$0")/web" $PWD/web $X/web';
  expect([...pathWords(line, NAMES)].map(({ home }) => home)).toEqual(["root", "own", undefined, undefined]);
});
