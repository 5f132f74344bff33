import { ownValue } from "../../src/names.ts";
import { apacheNames } from "../../src/parsers/apache/table.ts";
import { nginxTable } from "../../src/parsers/nginx/table.ts";

/** How a file is written, as far as a change needs to know: which words belong in it. */
export function formatOf(path: string): string {
  return FORMATS.find(([, pattern]) => pattern.test(path))?.[0] ?? "other";
}

const FORMATS: readonly (readonly [format: string, pattern: RegExp])[] = [
  ["dockerfile", /(Docker|Container)file[^/]*$/],
  ["markdown", /\.md$/],
  ["compose", /compose[^/]*\.ya?ml$/],
  ["yaml", /\.ya?ml$/],
  ["hcl", /\.hcl$|bake[^/]*\.json$/],
  ["apache", /apache|httpd|\.load$|vhost/],
  ["supervisor", /supervis/],
  ["fpm", /fpm|www\.conf$/],
  ["nginx", /\.(conf|template)[^/]*$|sites-/],
  ["shell", /\.sh$|entrypoint|Makefile/],
];

/** Words that a format's own reader knows, whether a tree of ours holds them or not. */
export function wordsOf(format: string): readonly string[] {
  return ownValue(WORDS, format) ?? [];
}

const split = (text: string) => text.trim().split(/\s+/);
const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => `\n${line.trim()}\n`);

const WORDS: Readonly<Record<string, readonly string[]>> = {
  nginx: [
    ...Object.keys(nginxTable).map((name) => `\n${name} `),
    ...split(
      "server{ http{ location/{ if($a) } ; on off unix:/a [::]:80 *:1 ~*\\.php$ $1 ${a}b 'a\"b' 0s 1m -1",
    ),
  ],
  apache: [
    ...[...apacheNames].map((name) => `\n${name} `),
    ...lines(`<VirtualHost *:80>
      </VirtualHost>
      <IfModule !mpm_event_module>
      </IfModule>
      <IfDefine A>
      <Macro a $b>
      </Macro>
      Use a b
      Define A \${B}
      <If "%{HTTP_HOST} == 'a'">
      Listen [::]:80 https`),
  ],
  dockerfile: [
    ...split(`--from=0 --from=a --chown=0:0 --chmod=u+s --link --parents --exclude=a --mount=type=bind,target=/a
      --mount=type=secret,id=a,uid=x --platform=$TARGETPLATFORM --checksum=sha256:a --keep-git-dir --network=host
      --security=insecure --interval=1ns --start-interval=1s AS scratch <<A <<-"A" <<A<<B ["a","b"] ["a", [] $$ \${A:+b}
      \${A#b} \${A%%b} \${A/b/c} \${A:?} \${A:-\${B:-\${C}}} 0:0 :0 :: 80/sctp 80-90:90-80`),
    ...lines(`FROM scratch AS a
      FROM a
      FROM $A
      ARG A=b C
      ENV A=b C="d e"
      ENV A b
      ONBUILD COPY . .
      ONBUILD ONBUILD RUN a
      HEALTHCHECK NONE
      HEALTHCHECK --retries=-1 CMD a
      SHELL ["a"]
      STOPSIGNAL x
      MAINTAINER a
      VOLUME ["/a"]
      WORKDIR ../../..
      USER $A:$B
      EXPOSE \${A}-90/udp
      ADD --checksum=x https://a/b.tgz /a/
      COPY <<a <<"b" /c/
      # escape=\`
      # syntax=a/b
      # check=skip=all;error=true
      RUN --mount=type=cache,target=/a \\
      LABEL a=\\`),
  ],
  compose: [
    ...split(`services: include: extends: build: image: user: ports: configs: secrets: tmpfs: volumes_from: env_file:
      environment: entrypoint: command: post_start: pre_stop: profiles: depends_on: develop: watch: models: provider:
      deploy: replicas: cap_add: security_opt: read_only: networks: network_mode: pid: gpus: !reset !override
      \${A:?b} \${A:-\${B}} $$ <<: "80" 80:80/udp [::1]:80:80 80-81:90-92 ./a:/b:ro,z dockerfile_inline: additional_contexts:`),
    ...lines(`x-a: &a {user: root}
      <<: [*a, *a]
      include: [{path: [a, b], env_file: c}]
      extends: {file: a, service: b}
      build: {context: ., dockerfile_inline: "FROM a", args: [A, B=c], target: $T}
      volumes: [{type: bind, source: ., target: /a, bind: {}}]
      configs: [{source: a, target: /b, uid: "0", mode: 0444}]`),
  ],
  yaml: [
    ...split(`on: jobs: steps: run: uses: with: env: matrix: strategy: defaults: shell: working-directory: container: if:
      stages: script: before_script: include: extends: !reference image: needs: \${{ \${{matrix.a}} }} | > |+2 >- ? : - --- ...
      !!binary !!set !!omap & * <<: "\\x00" '' ~ 0o7 0x1 .inf .nan 2001-01-01 [[[[ {{{{`),
    ...lines(`- uses: docker/build-push-action@v6
      with: {context: "\${{ a }}", file: b, target: c, build-args: "A=b"}
      - run: docker build -t a -f b --target c --build-arg A=b .
      - run: docker buildx bake --set "*.target=a"
      - run: |
      !reference [.a, script]
      ? - a
      images: []
      runtime: docker
      ports: {nginx: 0}
      waivers: [{rule: "*", path: "**", until: 2020-01-01}]`),
  ],
  hcl: split(`target group variable function inherits contexts args matrix dockerfile-inline dockerfile context output tags for in if
    else endif endfor \${ %{ }~ <<-A A => ... ? : && || == != ! null true 1e400 0x1 [for f in] {for k,v in} a[*].b a.*.b timestamp()
    regex("a*","") try( can( format("%s%*d",1) split("",null) range(9999) setproduct( jsondecode( cidrsubnet( validation {`),
  shell: [
    ...split(`if then elif else fi for in do done while until case esac function select time coproc [[ ]] (( )) { } ! && || ; & | |& ;; ;& ;;&
      $( \` $(( \${ \${A:-b} \${A//b/c} \${!A} \${A[@]} \${#A} \${A@Q} <<A <<-A <<<a <(a) >(a) >&2 2>&1 >| <> {fd}>a $'a\\x00' $"a" eval exec
      trap source . set -- shift getopts local declare export readonly unset read cd pushd sudo su gosu tini exec"$@" "\${@:2}" envsubst
      install cp mv ln sed tee awk chmod chown useradd groupadd mktemp find xargs`),
    ...lines(`#!/usr/bin/env -S bash -e
      a() { a; }; a
      for a in {1..9}; do
      case $1 in a|b) ;; *) esac
      .PHONY: a
      a: ; docker build -t a .
      ifeq ($(A),b)
      define a
      endef
      $(foreach a,b,$(call c,$(a)))`),
  ],
  supervisor: lines(`[program:a]
    [include]
    files = a/*.conf b
    [program:a]
    command=%(ENV_A)s %(program_name)s%%
    user=%(ENV_A)s
    environment=A="b,c",D='e'
    [unix_http_server]
    [inet_http_server]
    port=:80
    [group:a]
    programs=a,b,a
    numprocs=9999
    process_name=%(process_num)0999d`),
  fpm: lines(`[www]
    [global]
    include=a/*.conf
    user = \${A}
    listen = [::]:80
    listen.acl_users = a,b
    pm.max_children = 99999999999
    daemonize = maybe
    env[A] = $B
    php_admin_value[a] = "b
    [constructor]`),
  markdown: [
    ...split(`# ## - * + 1. > | |---| \`\`\` ~~~ ~~a~~ <!-- --> <del> </del> <s> <details> </details> <table> <td> <pre> <script> &#96; &nbsp;
      [a](b) ![a](b) [a]: [^1] [^1]: <https://a> \\ \\| ** __ $$ :::  {#a} <a href="b"> 80 8080/tcp root uid`),
    ...lines(`| Port | Use |
      | --- | :-: |
      | \`80\` | a \\| b |
      ## Ports
      ## User
      <div hidden>
      <!-- keelcheck:begin ports -->
      <!-- keelcheck:end -->
      <!-- keelcheck-disable-next-line -->
      Setext
      ===`),
  ],
};
