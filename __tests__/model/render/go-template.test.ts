import { describe, expect, test } from "vitest";
import { renderGoTemplate } from "../../../src/model/render/go-template.ts";
import { sourceFile } from "../../../src/source.ts";

const SET: Readonly<Record<string, string | undefined>> = {
  PORT: "8080",
  EMPTY: "",
  HOSTS: "a,b",
  ON: "true",
  OPEN: undefined,
};
const environment = (name: string) => (name in SET ? SET[name] : null);

/** What a text comes to, or why it does not. */
const rendered = (text: string, program = "confd env") => {
  const file = sourceFile("a.tmpl", text);
  const result = renderGoTemplate(
    { file, place: (span) => ({ file, ...(span && { span }) }) },
    { program, environment },
  );
  return "why" in result ? result.why : result.content.file.text;
};

describe("a template of Go's", () => {
  test.each<[string, string]>([
    ["listen 80;", "listen 80;"],
    ['listen {{ getenv "PORT" }};', "listen 8080;"],
    ['listen {{getenv "PORT"}};', "listen 8080;"],
    ['listen {{ getenv "NONE" "90" }};', "listen 90;"],
    ['listen {{ getenv "EMPTY" "90" }};', "listen 90;"],
    ['[{{ getenv "NONE" }}]', "[]"],
    ["a {{- /* gone */ -}} b", "a {{- /* gone */ -}} b".replace(/ \{\{.*\}\} /, "")],
    ['a\n{{- if eq (getenv "ON") "true" }}\nb\n{{- end }}\nc', "a\nb\nc"],
    ['{{ if ne (getenv "ON") "true" }}a{{ else }}b{{ end }}', "b"],
    ['{{ if getenv "NONE" }}a{{ else if getenv "ON" }}b{{ else }}c{{ end }}', "b"],
    ['{{ with getenv "PORT" }}:{{ . }}{{ end }}', ":8080"],
    ['{{ range split (getenv "HOSTS") "," }}server {{ . }};{{ end }}', "server a;server b;"],
    ['{{ range $i, $h := split (getenv "HOSTS") "," }}{{ $i }}{{ $h }}{{ else }}none{{ end }}', "0a1b"],
    ['{{ $p := getenv "PORT" }}{{ $p }}', "8080"],
    ['{{ $p := "1" }}{{ if getenv "ON" }}{{ $p = "2" }}{{ end }}{{ $p }}', "2"],
    ['{{ getenv "HOSTS" | toUpper }}', "A,B"],
    ['{{ printf "%s:%s" "a" (getenv "PORT") }}', "a:8080"],
    ['{{ if and (getenv "ON") (not (getenv "NONE")) }}y{{ end }}', "y"],
    ['{{ if or (getenv "NONE") (getenv "ON") }}y{{ end }}', "y"],
    ['{{ getv "/port" }}', "8080"],
    ['{{ getv "/none" "7" }}', "7"],
    ['{{ "}}" }}{{ `a"b` }}', '}}a"b'],
  ])("%s", (text, result) => {
    expect(rendered(text)).toBe(result);
  });

  test.each<[string, string]>([
    ['user {{ getenv "OPEN" }};', "user ${OPEN};"],
    ['listen {{ getv "/none" }};', "listen ${NONE};"],
    ['host {{ lookupIP "db" }};', "host ${lookupIP};"],
    ['host {{ getenv "OPEN" | toLower }};', "host ${OPEN};"],
  ])("has a mark for a word that cannot be told: %s", (text, result) => {
    expect(rendered(text)).toBe(result);
  });

  test.each<[string, string]>([
    ['a\n  {{ getenv "OPEN" }}\nb', "the value of OPEN is unknown"],
    ['{{ if eq (getenv "OPEN") "x" }}a{{ end }}', 'what "if" does hangs on OPEN, which is unknown'],
    ['{{ range gets "/up/*" }}a{{ end }}', 'what "range" does hangs on gets, which is unknown'],
    ['{{ template "a" }}', 'what "template" does is not read'],
    ["{{ if true }}a", '"if" without its "end"'],
    ["a {{ end }}", '"end" without its beginning'],
    ["a {{ getenv", "this action cannot be read"],
    ['a {{ getenv "PORT }}', "this action cannot be read"],
    ['a {{ "\\x41" }}', "this action cannot be read"],
    ['{{ (getenv "ON" }}', "a bracket is not closed"],
    ["a {{ split }}", 'what "split" gives here is unknown'],
  ])("is not told where it may be anything: %s", (text, why) => {
    expect(rendered(text)).toBe(why);
  });

  test.each<[string, string, string]>([
    ["dockerize", "{{ .Env.PORT }}", "8080"],
    ["dockerize", '{{ default .Env.NONE "80" }}', "80"],
    ["dockerize", '{{ default .Env.EMPTY "80" }}', ""],
    ["dockerize", "{{ if isTrue .Env.ON }}a{{ end }}", "a"],
    ["dockerize", "listen {{ .Env.NONE }};", "listen ${_Env_NONE};"],
    ["gomplate", '{{ getenv "NONE" "80" }}', "80"],
    ["gomplate", '{{ env.Getenv "PORT" }}', "8080"],
    ["gomplate", '{{ .Env.NONE | default "80" }}', "80"],
    ["gomplate", '{{ strings.ToUpper "a" }}', "A"],
    ["consul-template", '{{ env "PORT" }}', "8080"],
    ["consul-template", '{{ envOrDefault "NONE" "80" }}', "80"],
    ["consul-template", 'x {{ key "a/b" }};', "x ${key};"],
    ["envtpl", '{{ .PORT }} {{ .NONE | default "80" }}', "8080 80"],
    ["confd", 'x {{ getv "/port" }};', "x ${getv};"],
  ])("of %s: %s", (program, text, result) => {
    expect(rendered(text, program)).toBe(result);
  });

  test("shows each part where it stands in the template", () => {
    const text = 'user web;\nlisten {{ getenv "PORT" }};\n';
    const file = sourceFile("a.tmpl", text);
    const result = renderGoTemplate(
      { file, place: (span) => ({ file, ...(span && { span }) }) },
      { program: "confd", environment },
    );
    if ("why" in result) throw new Error(result.why);
    const { content } = result;
    const at = content.file.text.indexOf("8080");
    const place = content.place({ start: at, end: at + 4 });
    expect(text.slice(place.span?.start, place.span?.end)).toBe('{{ getenv "PORT" }}');
    const user = content.place({ start: 5, end: 8 });
    expect(text.slice(user.span?.start, user.span?.end)).toBe("web");
  });
});
