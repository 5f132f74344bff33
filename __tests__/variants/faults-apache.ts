import { copySpot, type Fault, INSTALL, spotOf, withoutCommands, withPolicy, withText } from "./fault.ts";

/** What can be wrong with Apache. */
export const apacheFaults: readonly Fault[] = [
  {
    name: "Apache has no User",
    rule: "apache/user-missing",
    families: ["official-httpd"],
    edit: (variant) => withText(variant, variant.apacheMain, /^[ \t]*user[ \t].*\n/im, ""),
    at: (broken) => spotOf(broken, broken.apacheMain ?? "", /^[ \t]*[a-z<]/im),
  },
  {
    name: "Apache has a User without a Group",
    rule: "apache/group-missing",
    families: ["official-httpd"],
    edit: (variant) => withText(variant, variant.apacheMain, /^[ \t]*group[ \t].*\n/im, ""),
    at: (broken) => spotOf(broken, broken.apacheMain ?? "", /^[ \t]*user[ \t]/im),
  },
  {
    name: "a section of Apache's is not closed",
    rule: "apache/syntax",
    families: ["official-httpd", "debian-apache"],
    edit: (variant) => withText(variant, variant.apacheSite, /^<\/VirtualHost>\r?\n/im, ""),
    at: (broken) => spotOf(broken, broken.apacheSite ?? "", /^<VirtualHost/im),
  },
  {
    name: "Apache listens twice",
    rule: "apache/syntax",
    families: ["official-httpd"],
    edit: (variant) =>
      withText(variant, variant.apacheMain, /^([ \t]*)listen[ \t].*\n/im, "$1Listen 7070\n$1Listen 7070\n$&"),
    at: (broken) => {
      const first = spotOf(broken, broken.apacheMain ?? "", /^[ \t]*Listen 7070/m);
      return first && { ...first, line: first.line + 1 };
    },
  },
  {
    name: "Apache includes a file that nobody copies",
    rule: "apache/syntax",
    families: ["official-httpd", "debian-apache"],
    edit: (variant) => withText(variant, variant.apacheSite, /^/, "Include /srv/nowhere.conf\n"),
    at: (broken) => spotOf(broken, broken.apacheSite ?? "", /^Include/m),
  },
  {
    name: "Apache's own User is root",
    rule: "apache/user-root",
    families: ["official-httpd"],
    edit: (variant) => withText(variant, variant.apacheMain, /^([ \t]*)user[ \t].*$/im, "$1User root"),
    at: (broken) => spotOf(broken, broken.apacheMain ?? "", /^[ \t]*User root/m),
  },
  {
    name: "Apache's User does not exist",
    rule: "apache/user-undefined",
    families: ["official-httpd"],
    edit: (variant) => withText(variant, variant.apacheMain, /^([ \t]*)user[ \t].*$/im, "$1User nosuchuser"),
    at: (broken) => spotOf(broken, broken.apacheMain ?? "", /^[ \t]*User nosuchuser/m),
  },
  {
    name: "Apache's default site stays",
    rule: "apache/default-site",
    families: ["debian-apache"],
    change: (parts) => withoutCommands(parts, /a2dissite|^rm .*sites-enabled/),
    at: (broken) => spotOf(broken, broken.dockerfile, INSTALL),
  },
  {
    name: "nothing enables Apache's site",
    rule: "apache/not-loaded",
    families: ["debian-apache"],
    change: (parts) => withoutCommands(parts, /a2ensite|^ln /),
    at: (broken) => copySpot(broken, (broken.apacheSite ?? "").slice(broken.folder.length + 1)),
  },
  {
    name: "Apache listens over IPv4 only",
    rule: "apache/ipv6-missing",
    families: ["official-httpd"],
    change: (parts) =>
      parts.servers[0]?.listens.length === 1 ? withPolicy(parts, ["ipv6: required"]) : undefined,
    at: (broken) => spotOf(broken, broken.apacheMain ?? "", /^[ \t]*listen[ \t]/im),
  },
  {
    name: "Apache is on another port than its own",
    rule: "ports/role-mismatch",
    families: ["official-httpd"],
    change: (parts) => withPolicy(parts, ["ports:", "  apache: 9090"]),
    at: (broken) => spotOf(broken, broken.apacheMain ?? "", /^[ \t]*listen[ \t]/im),
  },
];
