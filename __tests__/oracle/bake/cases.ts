/** Bake files that try the language where it is odd: compared with buildx, and with what was recorded of it. */
import type { BakeSet } from "./compare.ts";

const hcl = "docker-bake.hcl";
const json = "docker-bake.json";
const override = "docker-bake.override.hcl";

/** A target `t` whose arguments are these lines, behind what they need. */
function args(lines: string, before = ""): string {
  return `${before}\ntarget "t" {\n  args = {\n${lines}\n  }\n}\n`;
}

const tables: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  // Variables.
  "a variable without a default is empty": args('A = V\n B = V == "" ? "yes" : "no"', 'variable "V" {}'),
  "a typed variable without a default is null": args(
    'A = V\n B = V == null ? "yes" : "no"',
    'variable "V" { type = string }',
  ),
  "null passes no argument": args('A = V\n B = "${V}"\n C = "x"', 'variable "V" { default = null }'),
  "numbers and conditions become texts": args(
    'A = 1\n B = true\n C = 1.5\n D = "${2}${false}"\n E = 1 + 2\n F = -3',
  ),
  "an attribute of the file counts before a variable": args(
    "A = V",
    'V = "attribute"\nvariable "V" { default = "variable" }',
  ),
  "variables refer to each other in any order": args(
    "A = X",
    'X = "${Y}/x"\nvariable "Y" { default = Z }\nZ = "z"',
  ),
  "a default of a list": args('A = join(",", L)\n B = L[1]', 'variable "L" { default = ["a", "b"] }'),
  "a typed default is converted": args("A = V + 1", 'variable "V" {\n  type = number\n  default = "41"\n}'),
  "defaults of typed variables": args(
    'A = N\n B = S == "5"\n C = C ? "yes" : "no"\n D = L[0] == "1"\n E = M.a == "1"\n F = O.b + 1\n G = O.c\n H = can(O.d)\n I = T[0] + 1',
    `variable "N" {
  type = number
  default = "07"
}
variable "S" {
  type = string
  default = 5
}
variable "C" {
  type = bool
  default = "true"
}
variable "L" {
  type = list(string)
  default = [1, 2]
}
variable "M" {
  type = map(string)
  default = { a = 1 }
}
variable "O" {
  type = object({ a = string, b = optional(number), c = optional(string) })
  default = { a = "x", b = "3", d = "dropped" }
}
variable "T" {
  type = tuple([number, string])
  default = ["1", 2]
}`,
  ),
  "a group said twice":
    'group "g" { targets = ["a"] }\ngroup "g" { targets = ["b"] }\ntarget "a" {}\ntarget "b" {}\n',
  "a context taken away in a parent":
    'target "a" { contexts = { x = "./x" } }\ntarget "b" { contexts = { x = "" } }\ntarget "c" { inherits = ["a", "b"] }\n',
  "the command's context": 'target "t" { context = BAKE_CMD_CONTEXT }\n',
  // Texts.
  "templates in templates": args('A = "a${"b${"c"}"}"\n B = "${"}"}"\n C = "x${"\\"q\\""}"'),
  "escaped marks": args('A = "$${X}"\n B = "%%{X}"\n C = "$X %x $"\n D = "a\\tb\\u00e9\\\\"'),
  heredocs: args("A = <<EOT\none\n  two ${V}\nEOT\n B = <<-EOT\n    three\n      four\n    EOT", 'V = "v"'),
  "a text that is one template keeps its type": args(
    'A = "${V}" ? "yes" : "no"\n B = join("-", "${L}")',
    'V = true\nL = ["a", "b"]',
  ),
  // Operators.
  precedence: args(
    "A = 1 + 2 * 3\n B = (1 + 2) * 3\n C = 7 % 4 - 1\n D = 10 / 4\n E = !false && true\n F = 1 < 2 == true",
  ),
  "conditions nest to the right": args('A = V == "a" ? "1" : V == "b" ? "2" : "3"', 'V = "b"'),
  "both ways of a condition get one type": args(
    'A = true ? 1 : "x"\n B = false ? true : "x"\n C = true ? null : "x"\n D = (true ? 1 : "x") == "1"',
  ),
  "a number is no text to ==": args('A = 1 == "1"\n B = "a" != "b"\n C = null == null\n D = "" == null'),
  "conditions of texts": args('A = "true" ? "yes" : "no"\n B = !"false"\n C = "true" && true'),
  "lines inside of brackets": args('A = (1 +\n 2)\n B = join(\n "-",\n ["a",\n "b",\n ],\n )'),
  // Lists and maps.
  paths: args(
    'A = M.a.b\n B = M["a"]["b"]\n C = L[0]\n D = L.1\n E = M.l[1]',
    'M = { a = { b = "deep" }, l = ["x", "y"] }\nL = ["p", "q"]',
  ),
  "keys of all kinds": args(
    'A = M.plain\n B = M["quo ted"]\n C = M["v-key"]\n D = M["exp"]',
    'V = "v"\nM = {\n  plain = 1, "quo ted" : 2\n  "${V}-key" = 3\n  ("${"e"}xp") = 4\n}',
  ),
  "an index behind a splat": args(
    'A = L.*.n[1]\n B = join(",", L[*].l[0])\n C = { n = 1 }.*.n[0]',
    'L = [{ n = "a", l = ["x"] }, { n = "b", l = ["y"] }]',
  ),
  splats: args('A = join(",", L[*].n)\n B = join(",", L.*.n)', 'L = [{ n = "a" }, { n = "b" }]'),
  "for over a list": args(
    'A = join(",", [for x in L : upper(x)])\n B = join(",", [for i, x in L : "${i}${x}" if x != "b"])',
    'L = ["a", "b", "c"]',
  ),
  "for over a map is sorted": args(
    'A = join(",", [for k, v in M : "${k}=${v}"])\n B = join(",", [for v in M : v])',
    "M = { b = 2, a = 1, B = 3 }",
  ),
  "for makes a map": args(
    'A = M2.x\n B = join(",", keys(M2))',
    'L = ["y", "x"]\nM2 = { for i, v in L : v => i }',
  ),
  "for groups": args(
    'A = join(",", G.a)\n B = join(",", keys(G))',
    'L = ["a1", "b1", "a2"]\nG = { for v in L : substr(v, 0, 1) => v... }',
  ),
  "arguments by for": 'target "t" {\n  args = { for k in ["A", "B"] : k => lower(k) }\n}\n',
  "arguments by merge":
    'COMMON = { A = "a", B = "b" }\ntarget "t" {\n  args = merge(COMMON, { B = "own", C = null })\n}\n',
  // Functions.
  "functions of texts": args(
    'A = upper("aé")\n B = lower("ABC")\n C = title("hello big world")\n D = trim("--a-b--", "-")\n E = trimprefix("v1.2", "v")\n F = trimsuffix("a.tar.gz", ".gz")\n G = trimspace("  x ")\n H = replace("a.b.c", ".", "-")\n I = replace("aa", "a", "$&")\n J = chomp("x\\n\\n")\n K = reverse("abc")\n L = strlen("aé")\n M = substr("hello", 1, 3)\n N = substr("hello", -3, -1)\n O = indent(2, "a\\nb")\n P = trim("abc", "")',
  ),
  "functions of texts and lists": args(
    'A = join(",", split(".", "a.b.c"))\n B = split("/", "x/y")[1]\n C = format("%s-%d-%v-%%", "a", 2, true)\n D = join(",", formatlist("%s/%s", "r", ["a", "b"]))\n E = sanitize("a.b/c:d_e-f")\n F = basename("a/b/c.txt")\n G = dirname("a/b/c.txt")\n H = dirname("c")\n I = basename("a/b/")\n J = dirname("/a")\n K = join(",", split(",", ""))',
  ),
  "regular expressions": args(
    'A = regex_replace("v1.2.3", "^v(\\\\d+)\\\\..*$", "$1")\n B = regex_replace("a-b_c", "[^a-z]", "")\n C = regex("[0-9]+", "ab12cd34")\n D = join(",", regexall("[a-z]", "a1b2"))\n E = join("+", regex("(\\\\d+)\\\\.(\\\\d+)", "v10.20"))\n F = regex_replace("a.b", "[.]", "$${0}")\n G = regex_replace("abc", "b", "[$0]")',
  ),
  "functions of numbers": args(
    'A = add(1, 2)\n B = subtract(5, "3")\n C = multiply(2, 3.5)\n D = divide(9, 3)\n E = modulo(10, 4)\n F = max(1, 9, 3)\n G = min(4, 2)\n H = ceil(1.2)\n I = floor(1.8)\n J = int(-1.8)\n K = absolute(-4)\n L = negate(2)\n M = signum(-9)\n N = pow(2, 10)\n O = parseint("ff", 16)\n P = parseint("010", 8)\n Q = 0.1 + 0.2',
  ),
  "functions of conditions": args(
    'A = equal("a", "a")\n B = notequal("a", "b")\n C = and(true, false)\n D = or(true, false)\n E = not(true)\n F = greaterthan(2, 1)\n G = lessthanorequalto(2, 2)\n H = equal(1, "1")\n I = equal(null, null)',
  ),
  "functions of lists": args(
    'A = join(",", concat(["a"], ["b", "c"], []))\n B = join(",", compact(["a", "", "b"]))\n C = join(",", distinct(["b", "a", "b"]))\n D = join(",", flatten([["a"], [["b"]], "c"]))\n E = join(",", sort(["b", "B", "a"]))\n F = join(",", reverselist([1, 2]))\n G = length(["a", "b"])\n H = contains(["a"], "a")\n I = contains(["a"], "b")\n J = element(["a", "b"], 3)\n K = join(",", slice(["a", "b", "c"], 1, 3))\n L = index(["a", "b"], 1)\n M = indexof(["a", "b"], "b")\n N = join("|", [for c in chunklist(["a", "b", "c"], 2) : join("", c)])\n O = join(",", range(3))\n P = join(",", range(1, 7, 2))\n Q = hasindex(["a"], 1)\n R = join(",", coalescelist([], ["x"]))\n S = join(",", [for p in setproduct(["a", "b"], [1, 2]) : join("", p)])',
  ),
  "functions of sets": args(
    'A = join(",", setunion(["b"], ["a"], ["b"]))\n B = join(",", setintersection(["b", "a", "c"], ["c", "b"]))\n C = join(",", setsubtract(["c", "a", "b"], ["a"]))\n D = sethaselement(setunion(["a"], ["b"]), "b")',
  ),
  "functions of maps": args(
    'A = join(",", keys({ b = 1, a = 2 }))\n B = join(",", values({ b = 1, a = 2 }))\n C = lookup({ a = "x" }, "a", "d")\n D = lookup({ a = "x" }, "z", "d")\n E = length(keys({ a = 1 }))\n F = zipmap(["k"], ["v"]).k\n G = merge({ a = 1 }, { a = 2 }).a\n H = jsonencode({ b = [1, "x", null], a = true })\n I = jsondecode("{\\"k\\": [1, 2]}").k[1]\n J = zipmap(["k"], ["v"])["k"]',
  ),
  "keys that are no texts": args(
    'A = lookup({ "21" = "x" }, 21, "d")\n B = lookup({ true = "x" }, true, "d")\n C = lookup({ a = null }, "a", "d") == null ? "null" : "d"\n D = hasindex(["a"], "0")\n E = { "1" = "x" }[1]\n F = length(distinct([1, "1"]))\n G = upper("straße")',
  ),
  "try, can, coalesce": args(
    'A = try(M.none, "fallback")\n B = can(M.none)\n C = can(M.a)\n D = coalesce(null, "x")\n E = try(M.a, "no")\n F = coalesce("", "x")',
    'M = { a = "there" }',
  ),
  encodings: args(
    'A = base64encode("hé")\n B = base64decode("aGk=")\n C = md5("a")\n D = sha1("a")\n E = sha256("a")\n F = urlencode("a b/c?d=é&f*g")\n G = sha512("a")',
  ),
  "functions of one's own": args(
    'A = tag("web")\n B = all("x", "y", "z")\n C = twice("a")\n D = opt()',
    'R = "reg"\nfunction "tag" {\n  params = [name]\n  result = "${R}/${name}:1"\n}\nfunction "all" {\n  params = [first]\n  variadic_params = rest\n  result = "${first}(${join("+", rest)})"\n}\nfunction "twice" {\n  params = [x]\n  result = tag(tag(x))\n}\nfunction "opt" {\n  params = []\n  result = "none"\n}',
  ),
  "a parameter hides a variable": args(
    'A = f("inner")\n B = v',
    'v = "outer"\nfunction "f" {\n  params = [v]\n  result = v\n}',
  ),
  "arguments by ...": args('A = max([3, 8, 5]...)\n B = join("-", concat([["a"], ["b"]]...))'),
  "a version is compared": args('A = semvercmp("1.2.3", ">= 1.0.0")'),
  "a type is converted": args('A = convert("1", number) + 1'),
  // Targets.
  "a target twice":
    'target "t" {\n  context = "a"\n  args = { A = "1", B = "1" }\n  tags = ["x"]\n}\ntarget "t" {\n  target = "prod"\n  args = { B = "2" }\n  tags = ["y"]\n}\n',
  "a diamond":
    'target "base" { target = "dev" }\ntarget "b" {\n  inherits = ["base"]\n  target = "prod"\n}\ntarget "c" { inherits = ["base"] }\ntarget "a" { inherits = ["b", "c"] }\n',
  "null takes nothing back, an empty text does":
    'target "base" {\n  target = "dev"\n  dockerfile = "D"\n  context = "c"\n  args = { A = "a", B = "b" }\n  contexts = { x = "y", z = "w" }\n}\ntarget "n" {\n  inherits = ["base"]\n  target = null\n  dockerfile = null\n  args = { A = null }\n}\ntarget "e" {\n  inherits = ["base"]\n  target = ""\n  dockerfile = ""\n  args = { A = "" }\n  contexts = { x = "" }\n}\n',
  "a circle":
    'target "a" {\n  inherits = ["b"]\n  target = "ta"\n}\ntarget "b" {\n  inherits = ["a"]\n  context = "cb"\n}\n',
  "parents by an expression":
    'variable "P" { default = "base" }\ntarget "base" { context = "c" }\ntarget "more" { target = "m" }\ntarget "t" { inherits = concat(["${P}"], P == "base" ? ["more"] : []) }\n',
  "a parent that stands later": 'target "t" { inherits = ["z"] }\ntarget "z" { dockerfile = "Z" }\n',
  "what another target says":
    'target "a" {\n  context = "ctx"\n  args = { V = "1" }\n  tags = ["t:1"]\n}\ntarget "b" {\n  context = target.a.context\n  args = { W = target.a.args.V, T = target.a.tags[0] }\n  dockerfile = target.a.dockerfile\n}\n',
  "a Dockerfile in the definition":
    'target "t" {\n  dockerfile-inline = <<EOT\nFROM a\nRUN echo ${"x"}\nEOT\n}\n',
  "contexts of all kinds":
    'R = "acme"\ntarget "base" {}\ntarget "t" {\n  contexts = {\n    "${R}/base" = "target:base"\n    alpine = "docker-image://alpine:3.20"\n    src = "../src"\n    git = "https://github.com/a/b.git#main"\n    gone = ""\n  }\n}\n',
  "contexts by a function":
    'D = { shop = ["nginx"] }\nfunction "deps" {\n  params = [name]\n  result = { for item in D[name] : item => "target:${item}" }\n}\ntarget "nginx" {}\ntarget "shop" { contexts = deps("shop") }\n',
  "names in names": 'target "a-b_c" { args = { X = "1" } }\n',
  groups:
    'group "default" { targets = ["all"] }\ngroup "all" { targets = concat(["a"], ["b", "a"]) }\ntarget "a" {}\ntarget "b" {}\n',
  // Matrices.
  "a matrix":
    'target "m" {\n  name = "m-${v}"\n  matrix = { v = ["1", "2"] }\n  args = { V = v }\n  target = v == "1" ? "one" : "two"\n}\n',
  "a matrix of two, with maps":
    'target "m" {\n  name = "m-${os.name}-${replace(v, ".", "-")}"\n  matrix = {\n    os = [{ name = "deb", from = "debian" }, { name = "alp", from = "alpine" }]\n    v = ["1.0", "2.0"]\n  }\n  args = { FROM = "${os.from}:${v}" }\n}\n',
  "a matrix of a variable":
    'variable "VS" { default = ["a", "b"] }\ntarget "m" {\n  name = "x${v}"\n  matrix = { v = VS }\n  context = v\n}\ngroup "default" { targets = ["m"] }\n',
  "a matrix that inherits":
    'target "base" { dockerfile = "D" }\ntarget "m" {\n  name = "m${v}"\n  matrix = { v = [1, 2] }\n  inherits = ["base"]\n}\ntarget "h" { inherits = ["m1"] }\n',
  "a matrix of one": 'target "a" {\n  name = "a-${t}"\n  matrix = { t = ["prod"] }\n  target = t\n}\n',
  "a matrix of nothing":
    'target "a" {\n  name = "a-${t}"\n  matrix = { t = [] }\n  target = t\n}\ntarget "b" {}\n',
  // Files.
  "JSON under HCL under their overrides": {
    [json]:
      '{"target": {"t": {"context": "j", "dockerfile": "J", "target": "j", "args": {"A": "j", "B": "j", "C": "j", "D": "j"}}}}',
    [hcl]: 'target "t" {\n  dockerfile = "H"\n  target = "h"\n  args = { B = "h", C = "h", D = "h" }\n}\n',
    "docker-bake.override.json": '{"target": {"t": {"target": "oj", "args": {"C": "oj", "D": "oj"}}}}',
    [override]: 'target "t" { args = { D = "oh" } }\n',
  },
  "an override gives a variable another default": {
    [hcl]: `variable "V" { default = "a" }\n${args("A = V\n B = W", 'W = "${V}w"')}`,
    [override]: 'variable "V" { default = "b" }\n',
  },
  "templates and types in JSON": {
    [json]:
      '{"variable": {"V": {"default": "v"}, "N": {"default": null}, "L": {"default": ["a", "b"]}}, "function": {"f": {"params": ["x"], "result": "<${x}>"}}, "target": {"t": {"//": "a remark", "args": {"A": "${V}", "B": "${f(V)}", "C": 3, "D": true, "E": "${N}", "F": "$${V}", "${V}K": "key", "G": "${join(\\",\\", L)}"}, "contexts": {"${V}": "target:u"}}, "u": {"inherits": ["t"]}}}',
  },
  "a matrix and lists of bodies in JSON": {
    [json]:
      '{"target": [{"m": {"name": "m-${v}", "matrix": {"v": ["1", "2"]}, "args": {"V": "${v}"}}}, {"t": [{"context": "a"}, {"target": "b"}]}], "group": {"default": {"targets": ["m", "t"]}}}',
  },
  "names across files": {
    [json]: '{"variable": {"V": {"default": "json"}}, "target": {"t": {"args": {"A": "${H}"}}}}',
    [hcl]: 'H = "hcl-${V}"\ntarget "u" {\n  inherits = ["t"]\n  args = { B = V }\n}\n',
  },
  // Of the moment: not told, and so never wrong.
  "what is of the moment": args(
    'A = timestamp()\n B = uuidv4()\n C = BAKE_LOCAL_PLATFORM\n D = "x-${formatdate("YYYY", "2020-01-01T00:00:00Z")}"',
  ),
  "comments of all kinds":
    '# one\n// two\n/* three\n   four */\ntarget "t" { # five\n  context = "c" // six\n  args = { /* seven */ A = "a#b//c" }\n}\n',
  "blocks that are not bake's matter":
    'variable "V" {\n  default = "v"\n  description = "what it is"\n  validation {\n    condition = V != ""\n    error_message = "empty"\n  }\n}\ntarget "t" {\n  description = "d"\n  platforms = ["linux/amd64"]\n  output = [{ type = "docker" }]\n  cache-from = ["type=gha"]\n  labels = { "a.b" = V }\n  no-cache = true\n}\n',
  "directives in texts": args('A = "%{ if true }x%{ else }y%{ endif }"'),
  "one line": 'group "default" { targets = ["t"] }\ntarget "t" { tags = ["a:1", "b:${1 + 1}"] }\n',
};

/** Each with its name. */
export const bakeCases: readonly BakeSet[] = Object.entries(tables).map(([name, content]) => {
  const files = typeof content === "string" ? { [hcl]: content } : content;
  return { name, files: Object.entries(files).map(([path, text]) => ({ name: path, text })) };
});
