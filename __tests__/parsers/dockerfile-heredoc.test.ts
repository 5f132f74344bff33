import { expect, test } from "vitest";
import { parseDockerfile } from "../../src/parsers/dockerfile/parse.ts";
import { positionAt, sourceFile, textOf } from "../../src/source.ts";

/** The instructions behind FROM with their lines, and the heredocs of each: name, whether quoted, body. */
function read(text: string): readonly string[] {
  const file = sourceFile("Dockerfile", `FROM debian:12\n${text}\n`);
  return (parseDockerfile(file).stages[0]?.instructions ?? []).map(({ keyword, span, heredocs }) => {
    const lines = [span.start, span.end].map((offset) => positionAt(file, offset).line).join("-");
    const bodies = heredocs.map(
      ({ name, quoted, body }) => ` ${quoted ? `'${name}'` : name}:${JSON.stringify(textOf(file, body))}`,
    );
    return `${lines} ${keyword}${bodies.join("")}`;
  });
}

// What BuildKit v0.34.2 reads; releases before 0.23 end the word at the blank.
test.each<[string, readonly string[]]>([
  ["RUN cat << EOF > /x\nhi\nEOF", ['2-4 RUN EOF:"hi\\n"']],
  ["RUN << EOF\nhi\nEOF\nUSER a", ['2-4 RUN EOF:"hi\\n"', "5-5 USER"]],
  ["RUN cat << \\\n  EOF\nhi\nEOF", ['2-5 RUN EOF:"hi\\n"']],
  ["COPY <<\\EOF /x\n$A\nEOF", ['2-4 COPY EOF:"$A\\n"']],
  ["COPY <<-'E F' /x\nhi\nE F", ["2-4 COPY 'E F':\"hi\\n\""]],
  ["COPY <<A <<B /x/\n1\nA\n2\nB", ['2-6 COPY A:"1\\n" B:"2\\n"']],
  ['RUN ["cat", "<<EOF"]\nUSER a', ["2-2 RUN", "3-3 USER"]],
  ["RUN echo '<<EOF' \"<<EOF\"\nUSER a", ["2-2 RUN", "3-3 USER"]],
  ["RUN echo $((1<<2)) <<<x\nUSER a", ["2-2 RUN", "3-3 USER"]],
  ["ONBUILD RUN cat <<EOF\nhi\nEOF\nUSER a", ['2-4 ONBUILD EOF:"hi\\n"', "5-5 USER"]],
  // A quote or a variable that is not closed: then the line announces nothing.
  ["RUN cat <<EOF ${A^^}\nUSER a", ["2-2 RUN", "3-3 USER"]],
  // The default of a variable takes what stands before it in the word.
  ["RUN cat <<${A:-EOF}\nUSER a", ["2-2 RUN", "3-3 USER"]],
])("%j", (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test("a carriage return alone ends no line", () => {
  expect(read("RUN a\rb\nUSER c")).toEqual(["2-2 RUN", "3-3 USER"]);
});
