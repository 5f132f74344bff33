import { expect, test } from "vitest";
import { type Dialect, scriptEnd } from "../../../src/model/shell/dialect.ts";

/** What ends a script in a shell; `goes on` for nothing. */
function end(script: string, dialect: Dialect, stopsAtErrors = false): string {
  return scriptEnd(script, dialect, { stopsAtErrors })?.what ?? "goes on";
}

// What dash 0.5.12 and the ash of BusyBox 1.37 end at.
test.each<readonly [string, string, string]>([
  ["function go { echo x; }", '"function"', "goes on"],
  ["function go() { echo x; }", '"function"', "goes on"],
  ["set -o pipefail", '"set -o pipefail"', "goes on"],
  ["set -euxo pipefail", '"set -o pipefail"', "goes on"],
  ["diff <(echo a) <(echo b)", '"<("', "goes on"],
  ["exec > >(tee /tmp/log)", '">("', "goes on"],
  ["echo ${1//a/b}", '"${1//a/b}"', "goes on"],
  ['if [ "${1:0:1}" = - ]; then set -- nginx "$@"; fi', '"${1:0:1}"', "goes on"],
  ["exec -a nginx true", '"exec -a"', "goes on"],
  ["a=(1 2)", "arrays", "arrays"],
  ["a+=(1)", "arrays", "arrays"],
  ["if true; then a=(1); fi", "arrays", "arrays"],
  ["f() { a=(1); }", "arrays", "arrays"],
  ["cat <<< x", '"<<<"', '"<<<"'],
  ["echo x |& cat", '"|&"', '"|&"'],
  ["for ((i = 0; i < 2; i++)); do echo $i; done", '"for (("', '"for (("'],
  ["case a in a) echo x ;& esac", '";&"', '";&"'],
  ["echo ${1^^}", '"${1^^}"', '"${1^^}"'],
  ["echo ${!1}", '"${!1}"', '"${!1}"'],
  ['echo "${a[@]}"', '"${a[@]}"', '"${a[@]}"'],
  ["export -f go", '"export -f"', '"export -f"'],
])("%s ends dash by %s, and ash by %s", (script, dash, ash) => {
  expect(end(`${script}\n`, "dash")).toBe(dash);
  expect(end(`${script}\n`, "ash")).toBe(ash);
});

test.each([
  "go() { echo x; }",
  "set -eu",
  "set -o errexit",
  "f() { local a=1; }",
  "[[ a == a ]] && echo y",
  "source /etc/os-release",
  "echo ${1:-x} ${1%%:*} ${#1}",
  "echo '${1^^} a=(1)'",
  "cat <<'EOF'\n${1^^}\nEOF",
  "(echo ${1^^})",
  "echo ${1^^} | cat",
  "echo $(echo ${1^^})",
  "echo ${1^^} &",
  "if false; then echo ${1^^}; fi",
  "f() { echo ${1^^}; }",
  "case b in a) echo ${1^^} ;; esac",
  "false && echo ${1^^}",
  "exit 0\na=(1)",
  'exec "$@"\na=(1)',
  "set -e\nif [[ a == a ]]; then echo y; fi",
  "set -e\nsource() { :; }\nsource x",
  "set -e\nshopt -s x || true",
  "set -e; set +e\ndeclare -a x",
  'echo "unfinished',
])("%s goes on in dash", (script) => {
  expect(end(`${script}\n`, "dash")).toBe("goes on");
});

test.each([
  ["set -e\nsource /x", false, '"source"'],
  ["source /x", true, '"source"'],
  ["set -o errexit\ndeclare -a x", false, '"declare"'],
  ["let i=1\nset -e\nlet i=2", false, '"let"'],
])("%s, which stops at errors", (script, stopsAtErrors, what) => {
  expect(end(`${script}\n`, "dash", stopsAtErrors)).toBe(what);
});
