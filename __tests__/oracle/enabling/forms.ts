/** Calls of Debian's a2enmod and its like, composed by chance. */
import { type Random, randomFrom } from "../../variants/random.ts";

export interface EnablingForm {
  /** What lies there already, by commands that succeed. */
  readonly before: readonly string[];
  readonly text: string;
}

const MODULES =
  `rewrite headers ssl proxy proxy_http proxy_balancer auth_basic authn_core alias mpm_event mpm_prefork
  mpm_worker cgi cgid dump_io lbmethod_byrequests mime setenvif filter deflate session_cookie auth_form own circle_a
  nosuch ssl.load ssl.conf download re*te proxy_* nosuch* status autoindex negotiation`.split(/\s+/);
const SITES = `000-default default-ssl default shop shop.conf my-conf my-conf.conf webconf tls nosuch 000* *
  a.example.com ../x dangling real other`.split(/\s+/);
const CONFS = `security charset own own.conf nosuch localized-error-pages serve-cgi-bin* real`.split(/\s+/);
const OPTIONS = [
  "-q",
  "-f",
  "-m",
  "-p",
  "-qf",
  "--quiet",
  "--force",
  "--purge",
  "--maintmode",
  "--for",
  "-x",
  "--help",
  "-v",
];

const A = "/etc/apache2";
const BEFORE = [
  `echo 'LoadModule own_module x.so' > ${A}/mods-available/own.load`,
  `printf '# Depends: rewrite own2\\nLoadModule own_module x.so\\n' > ${A}/mods-available/own.load`,
  `printf '# Depends: circle_b\\n' > ${A}/mods-available/circle_a.load && printf '\\n# Depends: headers\\n' > ${A}/mods-available/circle_b.load`,
  `printf '# Conflicts: alias\\nLoadModule own_module x.so\\n' > ${A}/mods-available/own.load && echo > ${A}/mods-available/own.conf`,
  `echo > ${A}/sites-available/shop.conf`,
  `echo > ${A}/sites-available/my-conf.conf`,
  `echo > ${A}/sites-available/my.conf`,
  `printf '# Depends: ssl\\n' > ${A}/sites-available/tls.conf`,
  `echo > ${A}/sites-available/a.example.com.conf`,
  `ln -s ../sites-available/dangling.conf ${A}/sites-enabled/dangling.conf`,
  `echo > ${A}/sites-enabled/real.conf`,
  `echo > ${A}/sites-available/real.conf && echo > ${A}/sites-enabled/real.conf`,
  `echo > ${A}/sites-available/other.conf && ln -s ../sites-available/000-default.conf ${A}/sites-enabled/other.conf`,
  `echo > ${A}/conf-available/own.conf`,
  `echo > ${A}/conf-available/real.conf && echo > ${A}/conf-enabled/real.conf`,
  `rm ${A}/sites-available/000-default.conf`,
  `rm ${A}/sites-enabled/000-default.conf`,
  "a2enmod -q ssl",
  "a2enmod -q proxy_http",
  "a2dismod -qf mpm_event",
  "a2dismod -qf mpm_event && a2enmod -q mpm_prefork",
  "a2dismod -qf auth_basic",
];

/** The first forms of a seed. */
export function enablingForms(count: number, seed: string): readonly EnablingForm[] {
  return Array.from({ length: count }, (_, index) => formOf(randomFrom(`${seed} ${index}`)));
}

function formOf(random: Random): EnablingForm {
  const before = random.shuffled(BEFORE).slice(0, random.between(0, 4));
  const [kind, names] = random.pick([
    ["mod", MODULES],
    ["mod", MODULES],
    ["site", SITES],
    ["conf", CONFS],
  ] as const);
  const options = random.shuffled(OPTIONS).slice(0, random.chance(0.4) ? random.between(1, 2) : 0);
  const words = [...random.shuffled(names).slice(0, random.between(0, 3)).map(quoted), ...options];
  const joined = random.chance(0.1) ? [`"${random.shuffled(names).slice(0, 2).join(" ")}"`] : [];
  return {
    before,
    text: [`a2${random.pick(["en", "dis"])}${kind}`, ...random.shuffled([...words, ...joined])].join(" "),
  };
}

function quoted(word: string): string {
  return word.includes("*") ? `'${word}'` : word;
}
