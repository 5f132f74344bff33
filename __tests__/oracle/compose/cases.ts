/**
 * Sets of compose files, each with something that is easily read otherwise than compose reads it: a name, the files, and what
 * is read of each service ("?" is what cannot be told) or why compose refuses the files. `npm run oracle -- compose` holds
 * them against compose-go.
 */
export type ComposeCase = readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  says: readonly string[],
];

export const composeCases: readonly ComposeCase[] = [
  [
    "a variable of .env",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: $U\n", ".env": "U=101\n" },
    ['web {"image":"nginx","user":"101"}'],
  ],
  [
    "a braced variable",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "${U}:${G}"\n',
      ".env": "U=101\nG=102\n",
    },
    ['web {"image":"nginx","user":"101:102"}'],
  ],
  [
    "a default",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${A:-x}\n" },
    ['web {"image":"nginx","user":"x"}'],
  ],
  [
    "a default within a default",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${A:-${B:-${C:-7}}}\n" },
    ['web {"image":"nginx","user":"7"}'],
  ],
  [
    "a default for what is set empty",
    { "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "${A:-x}|${A-y}"\n', ".env": "A=\n" },
    ['web {"image":"nginx","user":"x|"}'],
  ],
  [
    "a word for what is set",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "${A:+x}|${A+y}|${B+z}|${C:+w}."\n',
      ".env": "A=1\nB=\n",
    },
    ['web {"image":"nginx","user":"x|y|z|."}'],
  ],
  [
    "a word that holds a variable",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${A:+${B}1}\n", ".env": "A=1\nB=2\n" },
    ['web {"image":"nginx","user":"21"}'],
  ],
  [
    "a variable that must be set, and is",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${A?not set}\n", ".env": "A=4\n" },
    ['web {"image":"nginx","user":"4"}'],
  ],
  [
    "a variable that must say something, and does",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${A:?empty ${B}}\n", ".env": "A=4\n" },
    ['web {"image":"nginx","user":"4"}'],
  ],
  [
    "two dollars",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: $$A$$\n", ".env": "A=4\n" },
    ['web {"image":"nginx","user":"$A$"}'],
  ],
  [
    "two dollars before a name in braces",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    working_dir: /$${A}/$A\n", ".env": "A=4\n" },
    ['web {"image":"nginx","workingDir":"/${A}/4"}'],
  ],
  [
    "a dollar before a bracket",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: a$(id)b\n" },
    ['web {"image":"nginx","user":"a$(id)b"}'],
  ],
  [
    "a dollar at the end",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: a$\n" },
    ['web {"image":"nginx","user":"a$"}'],
  ],
  [
    "braces in a default",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${A:-{x}}\n" },
    ['web {"image":"nginx","user":"{x}"}'],
  ],
  [
    "a variable behind a default",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${A:-x}${B:-y}z\n" },
    ['web {"image":"nginx","user":"xyz"}'],
  ],
  [
    "a dash in a default",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${A:-a-b:-c}\n" },
    ['web {"image":"nginx","user":"a-b:-c"}'],
  ],
  [
    "a name is case-sensitive",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "${a:-low}${A:-up}"\n',
      ".env": "A=1\n",
    },
    ['web {"image":"nginx","user":"low1"}'],
  ],
  [
    "a number in a variable's name",
    {
      "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${A1:-x}$A1y\n",
      ".env": "A1=q\nA1y=w\n",
    },
    ['web {"image":"nginx","user":"qw"}'],
  ],
  [
    "a default in a block",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    command: |\n      echo ${A:-b}\n" },
    ['web {"image":"nginx","command":["echo","b"]}'],
  ],
  [
    ".env that refers to itself",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: $U\n", ".env": "B=101\nU=${B}\n" },
    ['web {"image":"nginx","user":"101"}'],
  ],
  [
    ".env that refers to what comes later",
    {
      "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${U:-none}\n",
      ".env": "U=${B:-early}\nB=late\n",
    },
    ['web {"image":"nginx","user":"early"}'],
  ],
  [
    ".env with quotes",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "$A|$B|$C"\n',
      ".env": "A='x ${B}'\nB=\"y\\t'z'\"\nC=\"$B-1\"\n",
    },
    ['web {"image":"nginx","user":"x ${B}|y\\t\'z\'|y\\t\'z\'-1"}'],
  ],
  [
    ".env with comments",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "$A|$B|$C"\n',
      ".env": "# first\nA=1 # one\nB=2#two\nC='3 # x' # three\n",
    },
    ['web {"image":"nginx","user":"1|2#two|3 # x"}'],
  ],
  [
    ".env with colons",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "$A|$B"\n',
      ".env": "A: 1\nB : two words \n",
    },
    ['web {"image":"nginx","user":"1|two words"}'],
  ],
  [
    ".env with export",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "$A|$B"\n',
      ".env": "export A=1\nexport\tB='2'\n",
    },
    ['web {"image":"nginx","user":"1|2"}'],
  ],
  [
    ".env over several lines",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "$A|$B"\n',
      ".env": "A='one\ntwo'\nB=3\n",
    },
    ['web {"image":"nginx","user":"one\\ntwo|3"}'],
  ],
  [
    ".env with dollars",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "$A|$B|$C"\n',
      ".env": "A=$$x\nB=\"\\$x\"\nC='$x'\n",
    },
    ['web {"image":"nginx","user":"$x|$x|$x"}'],
  ],
  [
    "the project's name in a variable",
    {
      "compose.yaml":
        "name: Shop.1\nservices:\n  web:\n    image: nginx\n    user: ${COMPOSE_PROJECT_NAME:-none}\n",
    },
    ['web {"image":"nginx","user":"shop1"}'],
  ],
  [
    "the project's name in .env",
    {
      "compose.yaml": "name: shop\nservices:\n  web:\n    image: nginx\n    user: $COMPOSE_PROJECT_NAME\n",
      ".env": "COMPOSE_PROJECT_NAME=store\n",
    },
    ['web {"image":"nginx","user":"store"}'],
  ],
  [
    "the name of a folder that is the repo's",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${COMPOSE_PROJECT_NAME-none}\n" },
    ['web {"image":"nginx","user":"?"}'],
  ],
  [
    "an image as a volume",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    volumes:\n      - {type: image, source: data:1, target: /d}\n",
    },
    ['web {"image":"nginx","mounts":{"/d":"image  rw"}}'],
  ],
  [
    ".env sets twice",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: $A\n", ".env": "A=1\nA=2\n" },
    ['web {"image":"nginx","user":"2"}'],
  ],
  [
    ".env with Windows line ends",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "$A|$B"\n',
      ".env": 'A=1\r\nB="2"\r\n',
    },
    ['web {"image":"nginx","user":"1|2"}'],
  ],
  [
    ".env with empty values",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    user: "[$A][$B][$C]"\n',
      ".env": "A=\nB=''\nC=\"\"\n",
    },
    ['web {"image":"nginx","user":"[][][]"}'],
  ],
  [
    ".env with dots and dashes",
    {
      "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${A-none}\n",
      ".env": "a.b-c=1\nA=2\n",
    },
    ['web {"image":"nginx","user":"2"}'],
  ],
  [
    ".env with escapes in quotes",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: '$A'\n", ".env": "A='it\\'s \\n'\n" },
    ['web {"image":"nginx","user":"it\'s \\\\n"}'],
  ],
  [
    "numbers as go-yaml reads them",
    {
      "compose.yaml":
        'services:\n  web:\n    image: nginx\n    environment:\n      A: 0644\n      B: 1_000\n      C: 0x1F\n      D: 0b101\n      E: 0o17\n      F: 1.50\n      G: 1e3\n      H: "0644"\n      I: yes\n      J: 08\n      K: -007\n      L: 12345678.5\n      M: +5\n      N: .5\n      O: 1e-7\n      P: null\n      Q: ~\n',
    },
    [
      'web {"image":"nginx","environment":{"A":"420","B":"1000","C":"31","D":"5","E":"15","F":"1.5","G":"1000","H":"0644","I":"yes","J":"8","K":"-7","L":"1.23456785e+07","M":"5","N":"0.5","O":"1e-07","P":"?","Q":"?"}}',
    ],
  ],
  [
    "octal ports",
    {
      "compose.yaml":
        'services:\n  web:\n    image: nginx\n    ports:\n      - target: 0120\n        published: "0120"\n      - "022:022"\n      - 022\n',
    },
    ['web {"image":"nginx","ports":["|0120>80/tcp","|22>22/tcp","|>18/tcp"]}'],
  ],
  [
    "a text by its tag",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: !!str 101\n" },
    ['web {"image":"nginx","user":"101"}'],
  ],
  [
    "ports in short",
    {
      "compose.yaml":
        'services:\n  web:\n    image: nginx\n    ports:\n      - 80\n      - "81:82"\n      - 127.0.0.1:83:84\n      - "[::1]:85:86"\n      - "127.0.0.1::87"\n      - "88:89/udp"\n      - "3000-3002:4000-4002"\n      - "5000-5001"\n      - "${P:-90}:91"\n      - "92:93/TCP"\n',
    },
    [
      'web {"image":"nginx","ports":["127.0.0.1|83>84/tcp","127.0.0.1|>87/tcp","::1|85>86/tcp","|3000>4000/tcp","|3001>4001/tcp","|3002>4002/tcp","|81>82/tcp","|88>89/udp","|90>91/tcp","|92>93/tcp","|>5000/tcp","|>5001/tcp","|>80/tcp"]}',
    ],
  ],
  [
    "ports in long",
    {
      "compose.yaml":
        'services:\n  web:\n    image: nginx\n    ports:\n      - {target: 80, published: "8080", host_ip: 127.0.0.1, protocol: udp}\n      - {target: 81}\n      - {target: 82, published: 8082, mode: host}\n      - {target: "83", published: "9000-9001"}\n',
    },
    ['web {"image":"nginx","ports":["127.0.0.1|8080>80/udp","|8082>82/tcp","|9000-9001>83/tcp","|>81/tcp"]}'],
  ],
  [
    "ports from two files, each once",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    ports: ["80:80", "81:81"]\n',
      "compose.override.yaml": 'services:\n  web:\n    ports: ["81:81", "82:82", 80:80]\n',
    },
    ['web {"image":"nginx","ports":["|80>80/tcp","|81>81/tcp","|82>82/tcp"]}'],
  ],
  [
    "mounts in short",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    volumes:\n      - ./a:/a\n      - ../b:/b:ro\n      - data:/c\n      - /d\n      - ~/e:/e\n      - .:/f/\n      - ./g:/g:z,ro\n      - ./h/../i:/i//j\n      - ${S:-./k}:${T:-/k}\nvolumes:\n  data:\n",
    },
    [
      'web {"image":"nginx","mounts":{"/a":"bind a rw","/b":"bind ? ro","/c":"volume  rw","/d":"volume  rw","/e":"bind ? rw","/f":"bind . rw","/g":"bind g ro","/i/j":"bind i rw","/k":"bind k rw"}}',
    ],
  ],
  [
    "mounts in long",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    volumes:\n      - {type: bind, source: a.conf, target: /a}\n      - {type: bind, source: ./b, target: /b, read_only: true}\n      - {type: volume, source: data, target: /c}\n      - {type: tmpfs, target: /d}\n      - {type: volume, target: /e}\nvolumes: {data: {}}\n",
    },
    [
      'web {"image":"nginx","mounts":{"/a":"bind a.conf rw","/b":"bind b ro","/c":"volume  rw","/d":"tmpfs  rw","/e":"volume  rw"}}',
    ],
  ],
  [
    "the later mount on a path counts",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    volumes: ["./a:/x", "./b:/x:ro", "./c:/y"]\n',
    },
    ['web {"image":"nginx","mounts":{"/x":"bind b ro","/y":"bind c rw"}}'],
  ],
  [
    "mounts by target from two files",
    {
      "compose.yaml": 'services:\n  web:\n    image: nginx\n    volumes: ["./a:/x", "./c:/y"]\n',
      "compose.override.yml":
        'services:\n  web:\n    volumes: ["./b:/x", {type: bind, source: d, target: /y, read_only: true}]\n',
    },
    ['web {"image":"nginx","mounts":{"/x":"bind b rw","/y":"bind d ro"}}'],
  ],
  [
    "tmpfs as a text and with options",
    {
      "compose.yaml":
        "services:\n  a: {image: x, tmpfs: /run}\n  b: {image: x, tmpfs: ['/tmp:size=1m,ro', /run]}\n",
      "compose.override.yaml": "services:\n  a: {tmpfs: [/tmp, /run]}\n",
    },
    [
      'a {"image":"x","mounts":{"/run":"tmpfs  rw","/tmp":"tmpfs  rw"}}',
      'b {"image":"x","mounts":{"/tmp":"tmpfs  ro","/run":"tmpfs  rw"}}',
    ],
  ],
  [
    "configs and secrets",
    {
      "compose.yaml":
        'services:\n  web:\n    image: nginx\n    configs: [a, {source: b, target: /etc/nginx/nginx.conf}, {source: c}]\n    secrets: [s, {source: t, target: key}, {source: t, target: /etc/t}]\nconfigs:\n  a: {file: ./a.conf}\n  b: {content: "listen ${P:-80};"}\n  c: {file: ../c.conf}\nsecrets:\n  s: {file: s.txt}\n  t: {file: ./t.txt}\n',
    },
    [
      'web {"image":"nginx","mounts":{"/a":"config a.conf","/etc/nginx/nginx.conf":"config content:listen 80;","/c":"config ?","/run/secrets/s":"secret s.txt","/run/secrets/key":"secret t.txt","/etc/t":"secret t.txt"}}',
    ],
  ],
  [
    "volumes_from",
    {
      "compose.yaml":
        "services:\n  a: {image: x, volumes: ['./a:/a']}\n  b: {image: x, volumes_from: [a, 'a:ro']}\n",
    },
    ['a {"image":"x","mounts":{"/a":"bind a rw"}}', 'b {"image":"x","volumesFrom":["a","a:ro"]}'],
  ],
  [
    "a command of words",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    command: [a, 'b c', \"$$D\", '${E:-e}']\n" },
    ['web {"image":"nginx","command":["a","b c","$D","e"]}'],
  ],
  [
    "a command of one text",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    command: sh -c \"echo starting $$HOSTNAME && exec nginx -g 'daemon off;'\"\n",
    },
    [
      'web {"image":"nginx","command":["sh","-c","echo starting $HOSTNAME && exec nginx -g \'daemon off;\'"]}',
    ],
  ],
  [
    "a command with escapes",
    { "compose.yaml": 'services:\n  web:\n    image: nginx\n    command: a\\ b \'c\\d\' "e\\"f" g\\h\n' },
    ['web {"image":"nginx","command":["a b","c\\\\d","e\\"f","gh"]}'],
  ],
  [
    "a command that a sign ends",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    command: nginx -g 'daemon off;' && echo done\n",
    },
    ['web {"image":"nginx","command":["nginx","-g","daemon off;"]}'],
  ],
  [
    "a command with a pipe in quotes",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    command: sh -c 'a | b; c > d'\n" },
    ['web {"image":"nginx","command":["sh","-c","a | b; c > d"]}'],
  ],
  [
    "a command with a number before >",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    command: a b 2> /dev/null\n" },
    ['web {"image":"nginx","command":["a","b"]}'],
  ],
  [
    "a command with backquotes",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    command: sh `hostname -s` x\n" },
    ['web {"image":"nginx","command":["sh","`hostname -s`","x"]}'],
  ],
  [
    "a command with a substitution",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    command: echo $$(date +%s) x\n" },
    ['web {"image":"nginx","command":["echo","$(date +%s)","x"]}'],
  ],
  [
    "a command with empty quotes",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    command: a '' \"\" b''c\n" },
    ['web {"image":"nginx","command":["a","","","bc"]}'],
  ],
  [
    "a command over lines",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    command: >\n      nginx\n      -g 'daemon off;'\n",
    },
    ['web {"image":"nginx","command":["nginx","-g","daemon off;"]}'],
  ],
  [
    "a command over lines as they stand",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    command: |\n      nginx\n      -g 'daemon off;'\n",
    },
    ['web {"image":"nginx","command":["nginx","-g","daemon off;"]}'],
  ],
  [
    "an empty command",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    command: []\n    entrypoint: ''\n" },
    ['web {"image":"nginx","command":[],"entrypoint":[]}'],
  ],
  [
    "a command that is nothing",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    command:\n    entrypoint: ~\n" },
    ['web {"image":"nginx"}'],
  ],
  [
    "an entrypoint as a text",
    {
      "compose.yaml": "services:\n  web:\n    image: nginx\n    entrypoint: /x.sh --flag\n    command: ''\n",
    },
    ['web {"image":"nginx","command":[],"entrypoint":["/x.sh","--flag"]}'],
  ],
  [
    "numbers among words",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    command: [a, '1', \"2\"]\n" },
    ['web {"image":"nginx","command":["a","1","2"]}'],
  ],
  [
    "a command is replaced, and an environment is merged",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    command: [a, b]\n    entrypoint: [c]\n    environment: {A: 1, B: 2}\n",
      "compose.override.yaml": "services:\n  web:\n    command: d\n    environment: [B=3, C=4, D]\n",
    },
    [
      'web {"image":"nginx","command":["d"],"entrypoint":["c"],"environment":{"A":"1","B":"3","C":"4","D":"?"}}',
    ],
  ],
  [
    "an environment as a list",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    environment:\n      - A=1\n      - B=\n      - C\n      - D=a=b\n      - E=\"q\"\n      - 'F=$A$$'\n",
      ".env": "A=7\nC=8\n",
    },
    ['web {"image":"nginx","environment":{"A":"1","C":"8","D":"a=b","E":"\\"q\\"","F":"7$"}}'],
  ],
  [
    "an environment as a map",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    environment:\n      A: 1\n      B: ''\n      C:\n      D: 'true'\n      E: \"x y\"\n",
      ".env": "C=8\n",
    },
    ['web {"image":"nginx","environment":{"A":"1","C":"8","D":"true","E":"x y"}}'],
  ],
  [
    "files of variables",
    {
      "compose.yaml": "services:\n  web:\n    image: nginx\n    env_file: a.env\n    environment: {B: own}\n",
      "a.env": "A=1\nB=2\nC=${A}3\nD=${Z:-4}\n",
    },
    ['web {"image":"nginx","environment":{"A":"1","B":"own","C":"13","D":"4"}}'],
  ],
  [
    "files of variables in a list",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    env_file:\n      - a.env\n      - path: b.env\n        required: false\n      - {path: gone.env, required: false}\n",
      "a.env": "A=1\nB=2\n",
      "b.env": "B=3\nC=${A}\nE=$P\n",
      ".env": "P=project\n",
    },
    ['web {"image":"nginx","environment":{"A":"1","B":"3","C":"1","E":"project"}}'],
  ],
  [
    "files of variables from two files",
    {
      "compose.yaml": "services:\n  web:\n    image: nginx\n    env_file: a.env\n",
      "compose.override.yaml": "services:\n  web:\n    env_file: [b.env]\n",
      "a.env": "A=1\nB=2\n",
      "b.env": "B=3\n",
    },
    ['web {"image":"nginx","environment":{"A":"1","B":"3"}}'],
  ],
  [
    "a build in short",
    { "compose.yaml": "services:\n  web: {build: ./web}\n" },
    ['web {"build":{"context":"web","dockerfile":"Dockerfile"}}'],
  ],
  [
    "a build without a context",
    {
      "compose.yaml":
        "services:\n  web:\n    build: {dockerfile: D, target: ${T:-prod}, args: {A: 1, B:, C: '', D: '${X:-y}', E: 010}}\n",
      ".env": "B=from\n",
    },
    [
      "refused: compose.yaml: unexpected flow-map-start at node end",
      "refused: compose.yaml: unexpected scalar at node end",
      'refused: compose.yaml: unexpected comma token in YAML stream: ","',
      'refused: compose.yaml: unexpected scalar token in YAML stream: "args"',
      'refused: compose.yaml: unexpected map-value-ind token in YAML stream: ":"',
      'refused: compose.yaml: unexpected flow-map-start token in YAML stream: "{"',
      'refused: compose.yaml: unexpected scalar token in YAML stream: "A"',
      'refused: compose.yaml: unexpected map-value-ind token in YAML stream: ":"',
      'refused: compose.yaml: unexpected scalar token in YAML stream: "1"',
      'refused: compose.yaml: unexpected comma token in YAML stream: ","',
      'refused: compose.yaml: unexpected scalar token in YAML stream: "B"',
      'refused: compose.yaml: unexpected map-value-ind token in YAML stream: ":"',
      "refused: compose.yaml: unexpected scalar token in YAML stream",
      'refused: compose.yaml: unexpected comma token in YAML stream: ","',
      'refused: compose.yaml: unexpected scalar token in YAML stream: "C"',
      'refused: compose.yaml: unexpected map-value-ind token in YAML stream: ":"',
      "refused: compose.yaml: unexpected single-quoted-scalar token in YAML stream: \"''\"",
      'refused: compose.yaml: unexpected comma token in YAML stream: ","',
      'refused: compose.yaml: unexpected scalar token in YAML stream: "D"',
      'refused: compose.yaml: unexpected map-value-ind token in YAML stream: ":"',
      "refused: compose.yaml: unexpected single-quoted-scalar token in YAML stream: \"'${X:-y}'\"",
      'refused: compose.yaml: unexpected comma token in YAML stream: ","',
      'refused: compose.yaml: unexpected scalar token in YAML stream: "E"',
      'refused: compose.yaml: unexpected map-value-ind token in YAML stream: ":"',
      'refused: compose.yaml: unexpected scalar token in YAML stream: "010"',
      'refused: compose.yaml: unexpected flow-map-end token in YAML stream: "}"',
      'refused: compose.yaml: unexpected flow-map-end token in YAML stream: "}"',
    ],
  ],
  [
    "build arguments as a list",
    {
      "compose.yaml": "services:\n  web:\n    build:\n      context: .\n      args: [A=1, B, C=, 'D=a=b']\n",
    },
    ['web {"build":{"context":".","dockerfile":"Dockerfile","args":{"A":"1","B":"?","D":"a=b"}}}'],
  ],
  [
    "named contexts",
    {
      "compose.yaml":
        "services:\n  a:\n    build:\n      context: a\n      additional_contexts: ['base=../base', nginx=docker-image://nginx:1, src=.]\n  b:\n    build:\n      context: b\n      additional_contexts: {base: ./base, svc: 'service:a'}\n",
    },
    [
      'a {"build":{"context":"a","dockerfile":"Dockerfile","contexts":{"base":"?","nginx":"docker-image://nginx:1","src":"."}}}',
      'b {"build":{"context":"b","dockerfile":"Dockerfile","contexts":{"base":"base","svc":"service:a"}}}',
    ],
  ],
  [
    "a Dockerfile in place",
    {
      "compose.yaml":
        "services:\n  web:\n    build:\n      context: web\n      dockerfile_inline: |\n        FROM nginx\n        RUN echo $$HOME ${A:-b}\n",
    },
    ['web {"build":{"context":"web","inline":"FROM nginx\\nRUN echo $HOME b\\n"}}'],
  ],
  [
    "a build is merged",
    {
      "compose.yaml": "services:\n  web:\n    build: ./web\n",
      "compose.override.yaml": "services:\n  web:\n    build: {args: {A: 1}, target: dev}\n",
    },
    ['web {"build":{"context":"web","dockerfile":"Dockerfile","target":"dev","args":{"A":"1"}}}'],
  ],
  [
    "build arguments are merged",
    {
      "compose.yaml":
        "services:\n  web:\n    build: {context: ., args: [A=1, B=2], additional_contexts: [x=./x]}\n",
      "compose.override.yaml":
        "services:\n  web:\n    build: {args: {B: 3, C: 4}, additional_contexts: {y: ./y}}\n",
    },
    [
      'web {"build":{"context":".","dockerfile":"Dockerfile","args":{"A":"1","B":"3","C":"4"},"contexts":{"x":"x","y":"y"}}}',
    ],
  ],
  [
    "extends in one file",
    {
      "compose.yaml":
        "services:\n  base:\n    image: x\n    user: '101'\n    ports: ['80:80']\n    volumes: ['./a:/a']\n    environment: {A: 1, B: 2}\n    command: [a]\n  web:\n    extends: base\n    image: y\n    ports: ['81:81']\n    volumes: ['./b:/a', './c:/c']\n    environment: [B=3]\n",
    },
    [
      'base {"image":"x","user":"101","command":["a"],"ports":["|80>80/tcp"],"mounts":{"/a":"bind a rw"},"environment":{"A":"1","B":"2"}}',
      'web {"image":"y","user":"101","command":["a"],"ports":["|80>80/tcp","|81>81/tcp"],"mounts":{"/a":"bind b rw","/c":"bind c rw"},"environment":{"A":"1","B":"3"}}',
    ],
  ],
  [
    "extends over several steps",
    {
      "compose.yaml":
        "services:\n  a: {image: x, user: '1', working_dir: /a}\n  b: {extends: {service: a}, user: '2'}\n  c: {extends: b, read_only: true}\n",
    },
    [
      'a {"image":"x","user":"1","workingDir":"/a"}',
      'b {"image":"x","user":"2","workingDir":"/a"}',
      'c {"image":"x","user":"2","workingDir":"/a","readOnly":true}',
    ],
  ],
  [
    "extends from another file",
    {
      "compose.yaml":
        "services:\n  web:\n    extends: {file: common/base.yml, service: base}\n    environment: {B: 2}\n",
      "common/base.yml":
        "services:\n  base:\n    build: ../web\n    env_file: x.env\n    volumes: ['./conf:/conf']\n    environment: {A: '${V:-none}'}\n",
      "common/x.env": "X=1\n",
      ".env": "V=root\n",
      "common/.env": "V=common\n",
    },
    [
      'web {"build":{"context":"web","dockerfile":"Dockerfile"},"mounts":{"/conf":"bind common/conf rw"},"environment":{"X":"1","A":"root","B":"2"}}',
    ],
  ],
  [
    "extends from a file that extends another",
    {
      "compose.yaml": "services:\n  web:\n    extends: {file: a/one.yml, service: one}\n",
      "a/one.yml":
        "services:\n  one:\n    extends: {file: ../b/two.yml, service: two}\n    volumes: ['./one:/one']\n",
      "b/two.yml": "services:\n  two:\n    image: x\n    volumes: ['./two:/two']\n  other: {image: y}\n",
    },
    ['web {"image":"x","mounts":{"/two":"bind b/two rw","/one":"bind a/one rw"}}'],
  ],
  [
    "extends a build without a context",
    {
      "compose.yaml": "services:\n  web:\n    extends: {file: a/one.yml, service: one}\n",
      "a/one.yml": "services:\n  one:\n    build: {dockerfile: D}\n",
    },
    ['web {"build":{"context":".","dockerfile":"D"}}'],
  ],
  [
    "extends and takes away",
    {
      "compose.yaml":
        "services:\n  base: {image: x, ports: ['80:80'], command: [a], environment: {A: 1}}\n  web:\n    extends: base\n    ports: !reset []\n    command: !reset null\n    environment: !override {B: 2}\n",
    },
    [
      'base {"image":"x","command":["a"],"ports":["|80>80/tcp"],"environment":{"A":"1"}}',
      'web {"image":"x","environment":{"B":"2"}}',
    ],
  ],
  [
    "anchors before the services",
    {
      "compose.yaml":
        "x-base: &b\n  build: ./web\n  user: '101'\n  environment: &e {A: 1, B: 2}\nservices:\n  web:\n    <<: *b\n    environment:\n      <<: *e\n      B: 3\n",
    },
    [
      'web {"build":{"context":"web","dockerfile":"Dockerfile"},"user":"101","environment":{"B":"3","A":"1"}}',
    ],
  ],
  [
    "several maps under one merge key",
    {
      "compose.yaml":
        "x-a: &a {user: '1', image: x}\nx-b: &b {user: '2', working_dir: /b}\nservices:\n  web:\n    <<: [*a, *b]\n    read_only: true\n",
    },
    ['web {"image":"x","user":"1","workingDir":"/b","readOnly":true}'],
  ],
  [
    "an alias for a value",
    {
      "compose.yaml":
        "x-p: &p ['80:80']\nservices:\n  a: {image: x, ports: *p}\n  b: {image: y, ports: *p, user: &u '5'}\n  c: {image: z, user: *u}\n",
    },
    [
      'a {"image":"x","ports":["|80>80/tcp"]}',
      'b {"image":"y","user":"5","ports":["|80>80/tcp"]}',
      'c {"image":"z","user":"5"}',
    ],
  ],
  [
    "variables in extensions",
    { "compose.yaml": "x-u: &u {user: '${U:-9}'}\nservices:\n  web: {image: x, <<: *u}\n" },
    ['web {"image":"x","user":"9"}'],
  ],
  [
    "reset and override",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    ports: ['80:80']\n    volumes: ['./a:/a']\n    environment: {A: 1, B: 2}\n    user: '1'\n    command: [a]\n",
      "compose.override.yaml":
        "services:\n  web:\n    ports: !override ['81:81']\n    volumes: !reset []\n    environment:\n      A: !reset null\n    user: !reset ''\n",
    },
    ['web {"image":"nginx","command":["a"],"ports":["|81>81/tcp"],"environment":{"B":"2"}}'],
  ],
  [
    "a service taken away",
    {
      "compose.yaml": "services:\n  a: {image: x}\n  b: {image: y}\n",
      "compose.override.yaml": "services:\n  b: !reset null\n",
    },
    ['a {"image":"x"}'],
  ],
  [
    "docker-compose with its override",
    {
      "docker-compose.yml": "services:\n  web: {image: x, user: '1'}\n",
      "docker-compose.override.yml": "services:\n  web: {user: '2'}\n",
    },
    ['web {"image":"x","user":"2"}'],
  ],
  [
    "the names of a file in their order",
    {
      "compose.yaml": "services:\n  web: {image: x, user: yaml}\n",
      "docker-compose.yml": "services:\n  web: {image: x, user: docker}\n",
    },
    ['web {"image":"x","user":"yaml"}'],
  ],
  [
    "COMPOSE_FILE",
    {
      "compose.yaml": "services:\n  web: {image: x, user: '1', build: .}\n",
      ".env": "COMPOSE_FILE=compose.yaml:ops/compose.prod.yaml\n",
      "ops/compose.prod.yaml": "services:\n  web: {user: '2', volumes: ['./a:/a']}\n",
    },
    [
      'web {"build":{"context":".","dockerfile":"Dockerfile"},"image":"x","user":"2","mounts":{"/a":"bind a rw"}}',
    ],
  ],
  [
    "COMPOSE_FILE elsewhere",
    {
      "compose.yaml": "services:\n  web: {image: x, user: '1'}\n",
      ".env": "COMPOSE_FILE=ops/x.yml\nA=1\n",
      "ops/x.yml": "services:\n  web: {build: ../web, user: '$A$B'}\n",
      "ops/.env": "A=2\nB=3\n",
    },
    ['web {"build":{"context":"web","dockerfile":"Dockerfile"},"user":"13"}'],
  ],
  [
    "several documents",
    {
      "compose.yaml":
        "services:\n  web: {build: web, user: web, ports: ['80:80']}\n---\nservices:\n  web: {user: root, ports: ['81:81']}\n  other: {image: x}\n",
    },
    [
      'web {"build":{"context":"web","dockerfile":"Dockerfile"},"user":"root","ports":["|80>80/tcp","|81>81/tcp"]}',
      'other {"image":"x"}',
    ],
  ],
  [
    "include in short",
    {
      "compose.yaml": "include: [sub/compose.yml]\nservices:\n  own: {image: x}\n",
      "sub/compose.yml": "services:\n  web: {build: ., user: '${U}', volumes: ['./a:/a']}\n",
      "sub/.env": "U=sub\n",
    },
    [
      'web {"build":{"context":"sub","dockerfile":"Dockerfile"},"user":"sub","mounts":{"/a":"bind sub/a rw"}}',
      'own {"image":"x"}',
    ],
  ],
  [
    "the outer .env counts over an included one",
    {
      "compose.yaml": "include: [sub/compose.yml]\n",
      "sub/compose.yml": "services:\n  web: {image: x, user: '${U}${V}'}\n",
      "sub/.env": "U=sub\nV=1\n",
      ".env": "U=root\n",
    },
    ['web {"image":"x","user":"root1"}'],
  ],
  [
    "include with a folder and variables",
    {
      "compose.yaml":
        "include:\n  - path: web/compose.yaml\n    project_directory: .\n    env_file: web/defaults.env\n",
      "web/compose.yaml":
        "services:\n  web:\n    build: {context: ./web, args: {U: '${W}'}}\n    user: '${W}'\n    env_file: own.env\n",
      "web/defaults.env": "W=101\n",
      "own.env": "A=1\n",
      "web/.env": "W=102\n",
    },
    [
      'web {"build":{"context":"web","dockerfile":"Dockerfile","args":{"U":"101"}},"user":"101","environment":{"A":"1"}}',
    ],
  ],
  [
    "include of several files as one",
    {
      "compose.yaml": "include:\n  - path: [a/one.yml, a/two.yml]\n    env_file: [one.env, two.env]\n",
      "a/one.yml": "services:\n  web: {image: x, user: '$U', volumes: ['./o:/o']}\n",
      "a/two.yml": "services:\n  web: {user: '$V', volumes: ['./t:/t']}\n",
      "one.env": "U=1\nV=2\n",
      "two.env": "V=3$U\n",
    },
    ['web {"image":"x","user":"31","mounts":{"/o":"bind a/o rw","/t":"bind a/t rw"}}'],
  ],
  [
    "include of what includes",
    {
      "compose.yaml": "include: [a/one.yml]\n",
      "a/one.yml": "include: [../b/two.yml]\nservices:\n  one: {image: x, volumes: ['./o:/o']}\n",
      "b/two.yml": "services:\n  two: {image: y, volumes: ['./t:/t']}\n",
    },
    ['two {"image":"y","mounts":{"/t":"bind b/t rw"}}', 'one {"image":"x","mounts":{"/o":"bind a/o rw"}}'],
  ],
  [
    "what is included is extended",
    {
      "compose.yaml": "include: [sub/compose.yml]\nservices:\n  web: {extends: base, user: '2'}\n",
      "sub/compose.yml": "services:\n  base: {image: x, volumes: ['./a:/a'], user: '1'}\n",
    },
    [
      'base {"image":"x","user":"1","mounts":{"/a":"bind sub/a rw"}}',
      'web {"image":"x","user":"2","mounts":{"/a":"bind sub/a rw"}}',
    ],
  ],
  [
    "include with configs",
    {
      "compose.yaml": "include: [sub/compose.yml]\nservices:\n  web: {image: x, configs: [c]}\n",
      "sub/compose.yml": "services:\n  one: {image: x, configs: [c]}\nconfigs:\n  c: {file: ./c.conf}\n",
    },
    [
      'one {"image":"x","mounts":{"/c":"config sub/c.conf"}}',
      'web {"image":"x","mounts":{"/c":"config sub/c.conf"}}',
    ],
  ],
  [
    "read-only, on the host's network, healthy",
    {
      "compose.yaml":
        "services:\n  web:\n    image: nginx\n    read_only: true\n    network_mode: host\n    healthcheck: {test: ['CMD', curl, -f, 'http://localhost:$${P}/']}\n    working_dir: /srv\n",
    },
    [
      'web {"image":"nginx","workingDir":"/srv","readOnly":true,"networkMode":"host","health":["CMD","curl","-f","http://localhost:${P}/"]}',
    ],
  ],
  [
    "health checks",
    {
      "compose.yaml":
        "services:\n  a: {image: x, healthcheck: {test: curl -f http://localhost}}\n  b: {image: x, healthcheck: {disable: true}}\n  c: {image: x, healthcheck: {test: [NONE]}}\n  d: {image: x, healthcheck: {test: ['CMD-SHELL', 'wget -q localhost || exit 1']}}\n",
    },
    [
      'a {"image":"x","health":["CMD-SHELL","curl -f http://localhost"]}',
      'b {"image":"x","healthOff":true}',
      'c {"image":"x","health":["NONE"]}',
      'd {"image":"x","health":["CMD-SHELL","wget -q localhost || exit 1"]}',
    ],
  ],
  [
    "a health check is replaced",
    {
      "compose.yaml": "services:\n  a: {image: x, healthcheck: {test: [CMD, a], retries: 3}}\n",
      "compose.override.yaml": "services:\n  a: {healthcheck: {test: b c}}\n",
    },
    ['a {"image":"x","health":["CMD-SHELL","b c"]}'],
  ],
  [
    "truth in texts",
    {
      "compose.yaml":
        "services:\n  a: {image: x, read_only: 'yes'}\n  b: {image: x, read_only: '${R:-true}'}\n  c: {image: x, read_only: false}\n",
    },
    ['a {"image":"x","readOnly":true}', 'b {"image":"x","readOnly":true}', 'c {"image":"x"}'],
  ],
  [
    "a service that compose starts for a profile",
    { "compose.yaml": "services:\n  a: {image: x, profiles: [debug], user: '3'}\n" },
    ['a {"image":"x","user":"3"}'],
  ],
  [
    "one image of two services",
    {
      "compose.yaml":
        "services:\n  web: {build: ./web, image: org/web}\n  second: {image: org/web, user: '105'}\n",
    },
    [
      'web {"build":{"context":"web","dockerfile":"Dockerfile"},"image":"org/web"}',
      'second {"image":"org/web","user":"105"}',
    ],
  ],
  [
    "two services of one Dockerfile",
    {
      "compose.yaml":
        "services:\n  a: {build: {context: web, args: {U: root}}}\n  b: {build: {context: web, args: {U: web}}}\n",
    },
    [
      'a {"build":{"context":"web","dockerfile":"Dockerfile","args":{"U":"root"}}}',
      'b {"build":{"context":"web","dockerfile":"Dockerfile","args":{"U":"web"}}}',
    ],
  ],
  [
    "refused: a user that is a number",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: 101\n" },
    [
      'refused: compose.yaml: compose refuses this file: "user" of service "web" must be a text: write "101" in quotes',
    ],
  ],
  [
    "refused: a health check without its word",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    healthcheck: {test: [curl, x]}\n" },
    [
      'refused: compose.yaml: compose refuses this file: the list of "healthcheck.test" must begin with CMD, CMD-SHELL or NONE',
    ],
  ],
  [
    "refused: a mount without a target",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    volumes: ['./a:']\n" },
    [
      'refused: compose.yaml: compose refuses this file: "./a:" is not a mount: write "source:target" or "source:target:options"',
    ],
  ],
  [
    "refused: a template that is none",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    user: ${}\n" },
    ['refused: compose.yaml: compose refuses the "${" in "${}": write "$$" for a dollar'],
  ],
  [
    "refused: a merge key twice",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    <<: {user: a}\n    <<: {working_dir: /b}\n" },
    ['refused: compose.yaml: "<<" stands twice in one map'],
  ],
  [
    "refused: ports as a map",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    ports: {a: b}\n" },
    ['refused: compose.yaml: compose refuses this file: "ports" of service "web" must be a list'],
  ],
  [
    "refused: an image that is a number",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    working_dir: 5\n" },
    [
      'refused: compose.yaml: compose refuses this file: "working_dir" of service "web" must be a text: write "5" in quotes',
    ],
  ],
  [
    "refused: a config that is not defined",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    configs: [gone]\n" },
    [
      'refused: compose.yaml: compose refuses this file: service "web" uses the config "gone", which is not defined',
    ],
  ],
  [
    "refused: an environment that is a text",
    { "compose.yaml": "services:\n  web:\n    image: nginx\n    environment: A=1\n" },
    [
      'refused: compose.yaml: compose refuses this file: "environment" of service "web" must be a map or a list',
    ],
  ],
  [
    "refused: extends what is not there",
    { "compose.yaml": "services:\n  web: {extends: gone}\n" },
    ['refused: compose.yaml: service "web" extends "gone", which does not exist: compose refuses that'],
  ],
  [
    "refused: extends itself",
    { "compose.yaml": "services:\n  a: {extends: b, image: x}\n  b: {extends: a, image: x}\n" },
    [
      'refused: compose.yaml: service "a" extends itself: compose refuses that',
      'refused: compose.yaml: service "b" extends itself: compose refuses that',
    ],
  ],
  [
    "refused: includes itself",
    { "compose.yaml": "include: [compose.yaml]\nservices:\n  a: {image: x}\n" },
    ["refused: compose.yaml: compose.yaml includes itself: compose refuses that"],
  ],
  [
    "refused: includes what is not there",
    { "compose.yaml": "include: [gone.yml]\nservices:\n  a: {image: x}\n" },
    ['refused: compose.yaml: compose refuses this file: "gone.yml" is not in the repo'],
  ],
  [
    "refused: extends from what is not there",
    { "compose.yaml": "services:\n  a: {extends: {file: gone.yml, service: b}}\n" },
    ['refused: compose.yaml: compose refuses this file: "gone.yml" is not in the repo'],
  ],
];
