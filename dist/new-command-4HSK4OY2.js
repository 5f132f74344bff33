import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  FAMILIES,
  USUAL_BASES,
  serverOnBase,
  userLine
} from "./chunk-RNWJ5OIJ.js";
import {
  diffLines
} from "./chunk-SKFZRXQG.js";
import {
  writeChanges
} from "./chunk-PSSV4ZC5.js";
import {
  namedTree
} from "./chunk-AQW3A3WD.js";
import {
  failed,
  paint,
  today,
  withTree
} from "./chunk-HB4N4IIO.js";
import "./chunk-DCVM5XD5.js";
import {
  planFixes
} from "./chunk-ZOP6HPZZ.js";
import "./chunk-LRHCQXE5.js";
import {
  composed,
  laidFiles
} from "./chunk-45DT3RJT.js";
import "./chunk-5MUXDFFQ.js";
import {
  overlayWorkspace
} from "./chunk-HWZOEAOX.js";
import {
  runCheck
} from "./chunk-SXQYR5JI.js";
import {
  loadFleet,
  loadedPolicy,
  placeText,
  readmeStore
} from "./chunk-SY2YNAVI.js";
import {
  EXIT,
  usage
} from "./chunk-URUJ55XU.js";
import "./chunk-V4PT6QBI.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-2QUYIJJI.js";
import {
  allowedIn,
  baseName,
  folderOfFile,
  globBase,
  globMatcher,
  holds,
  isExclusion,
  isImageName,
  isInside,
  isPrompt,
  isRootAt,
  kebabName,
  mayBind,
  readmeTemplate,
  readmeText,
  refusedReference,
  runsToTell,
  servesWith
} from "./chunk-P2NZQK6N.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";
import "./chunk-3H7WJ2PN.js";
import "./chunk-AB3U5TTC.js";
import "./chunk-FEFS7QVZ.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import {
  ownValue
} from "./chunk-M3MVB6O3.js";
import "./chunk-7VLJIIEK.js";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-IKB4C3XX.js";

// node_modules/nginx-conf/dist/src/parser.js
var require_parser = __commonJS({
  "node_modules/nginx-conf/dist/src/parser.js"(exports) {
    "use strict";
    var __createBinding = exports && exports.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault = exports && exports.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar = exports && exports.__importStar || function(mod) {
      if (mod && mod.__esModule) return mod;
      var result = {};
      if (mod != null) {
        for (var k in mod) if (k !== "default" && Object.prototype.hasOwnProperty.call(mod, k)) __createBinding(result, mod, k);
      }
      __setModuleDefault(result, mod);
      return result;
    };
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.parseFile = exports.parse = exports.NginxParser = exports.NginxParseTreeNode = void 0;
    var fs = __importStar(__require("fs"));
    var NginxParseTreeNode = class {
      constructor(name, value, parent, children) {
        this.comments = [];
        this.isVerbatim = false;
        this.isBlock = false;
        this.name = name;
        this.value = (value || "").toString();
        this.parent = parent;
        this.children = children || [];
        this.isBlock = !!children;
      }
    };
    exports.NginxParseTreeNode = NginxParseTreeNode;
    var NginxParser = class {
      constructor(options) {
        this.source = "";
        this.index = -1;
        this.context = null;
        this.tree = null;
        this.error = null;
        this.options = { templateSyntax: false };
        this.source = "";
        this.index = -1;
        this.tree = null;
        this.context = null;
        this.error = null;
        this.options = options || { templateSyntax: false };
      }
      parse(source, callback) {
        this.source = source;
        this.index = 0;
        this.tree = new NginxParseTreeNode("[root]", "", null, []);
        this.context = new NginxParseTreeNode("", null, this.tree);
        this.error = null;
        do {
          this.parseNext();
          if (this.error) {
            callback && callback(this.error, this.tree);
            return;
          }
        } while (this.index < this.source.length);
        callback && callback(this.error, this.tree);
      }
      setError(message) {
        const line = (this.source.substring(0, this.index).match(/\n/g) || []).length + 1;
        this.error = {
          message,
          index: this.index,
          line
        };
      }
      parseNext() {
        if (!this.context) {
          throw new Error("context was not initialized");
        }
        let c = this.source.charAt(this.index);
        let value;
        if (!c) {
          return;
        }
        switch (c) {
          case "{":
            if (this.options.templateSyntax && this.index < this.source.length - 1 && this.source.charAt(this.index + 1) == "{") {
              this.context.value += this.readBlockPattern();
              break;
            }
          // intentional fall-through
          case ";":
            this.context.value = this.context.value.trim();
            if (!this.context.parent) {
              throw new Error("context.parent does not exist");
            }
            if (!Array.isArray(this.context.parent.children)) {
              throw new Error("context.parent.children is not an array");
            }
            this.context.parent.children.push(this.context);
            if (c === "{" && this.context.name && /_by_lua_block$/.test(this.context.name)) {
              if (this.context.value) {
                this.setError("Already a value set for Lua block (alert nginx-conf developers if your syntax is valid)");
                break;
              }
              this.context.value = this.readVerbatimBlock();
              this.context.isVerbatim = true;
              this.context = new NginxParseTreeNode("", null, this.context.parent);
            } else {
              if (c === "{") {
                this.context.isBlock = true;
              }
              this.context = new NginxParseTreeNode("", null, c === "{" ? this.context : this.context.parent);
            }
            this.index++;
            break;
          case "}":
            if (!this.context.parent) {
              throw new Error("context.parent does not exist");
            }
            this.context = new NginxParseTreeNode("", null, this.context.parent.parent);
            this.index++;
            break;
          case "\n":
          case "\r":
            if (this.context.value) {
              this.context.value += c;
            }
            this.index++;
            break;
          case "'":
          case '"':
            if (!this.context.name) {
              this.context.name = this.readString();
            } else {
              this.context.value += this.readString();
            }
            break;
          case "#":
            this.context.comments.push(this.readComment());
            break;
          default:
            value = this.readWord();
            const trimmedValue = value.trim();
            if (trimmedValue === "#") {
              this.index--;
              break;
            }
            if (!this.context.name) {
              this.context.name = value.trim();
              const ws = /^\s*/.exec(this.source.substring(this.index));
              if (ws) {
                this.index += ws[0].length;
              }
            } else {
              this.context.value += value;
            }
            break;
        }
      }
      readString() {
        const delimiter = this.source.charAt(this.index);
        let value = delimiter;
        for (let i = this.index + 1; i < this.source.length; i++) {
          if (this.source.charAt(i) === "\\") {
            value += this.source.charAt(i) + this.source.charAt(i + 1);
            i++;
            continue;
          }
          if (this.source.charAt(i) === delimiter) {
            value += delimiter;
            break;
          }
          value += this.source.charAt(i);
        }
        if (value.length < 2 || value.charAt(value.length - 1) !== delimiter) {
          this.setError("Unable to parse quote-delimited value (probably an unclosed string)");
          return "";
        }
        this.index += value.length;
        return value;
      }
      readWord() {
        let result = /^(.+?)[\s;{}'"]/.exec(this.source.substring(this.index));
        if (!result) {
          this.setError("Word not terminated. Are you missing a semicolon?");
          return "";
        }
        this.index += result[1].length;
        let word = result[1];
        if (word[word.length - 1] === "$" && this.source[this.index] === "{") {
          result = /^(.+?})/.exec(this.source.substring(this.index));
          if (!result) {
            this.setError('Expected closing bracket "}" for interpolated variable');
            return word;
          }
          word += result[1];
          this.index += result[1].length;
          if (!/[\s{;]/.test(this.source[this.index])) {
            word += this.readWord();
          }
        }
        return word;
      }
      readComment() {
        const result = /(.*?)(?:\r\n|\n|$)/.exec(this.source.substring(this.index));
        this.index += result ? result[0].length : 0;
        return result ? result[1].substring(1) : "";
      }
      readVerbatimBlock() {
        let openingBrackets = 0;
        let closingBrackets = 0;
        let current;
        let result = "";
        while (current = this.source.charAt(this.index)) {
          switch (current) {
            case "}":
              closingBrackets++;
              break;
            case "{":
              openingBrackets++;
              break;
          }
          result += current;
          this.index++;
          if (openingBrackets === closingBrackets) {
            break;
          }
        }
        if (openingBrackets !== closingBrackets) {
          this.setError("Verbatim bock not terminated. Are you missing a closing curly bracket?");
          return "";
        }
        return result.replace(/^{/, "").replace(/}$/, "");
      }
      readBlockPattern() {
        const result = /^({{)(.+?)(}})/.exec(this.source.substring(this.index));
        if (!result) {
          this.setError('Block not terminated. Are you missing "}}" ?');
          return "";
        }
        this.index += result[0].length;
        return result[0];
      }
      parseFile(file, encoding = "utf8", callback) {
        fs.readFile(file, encoding, (err, contents) => {
          if (err) {
            callback && callback(err);
            return;
          }
          this.parse(contents, callback);
        });
      }
    };
    exports.NginxParser = NginxParser;
    var parse = (source, callback, options) => {
      new NginxParser(options).parse(source, callback);
    };
    exports.parse = parse;
    var parseFile = (file, encoding, callback, options) => {
      new NginxParser(options).parseFile(file, encoding, callback);
    };
    exports.parseFile = parseFile;
  }
});

// node_modules/nginx-conf/dist/src/conf.js
var require_conf = __commonJS({
  "node_modules/nginx-conf/dist/src/conf.js"(exports) {
    "use strict";
    var __createBinding = exports && exports.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault = exports && exports.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar = exports && exports.__importStar || function(mod) {
      if (mod && mod.__esModule) return mod;
      var result = {};
      if (mod != null) {
        for (var k in mod) if (k !== "default" && Object.prototype.hasOwnProperty.call(mod, k)) __createBinding(result, mod, k);
      }
      __setModuleDefault(result, mod);
      return result;
    };
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.NginxConfFile = void 0;
    var fs = __importStar(__require("fs"));
    var events = __importStar(__require("events"));
    var parser = __importStar(require_parser());
    var blacklistedNames = {
      _name: 1,
      _value: 1,
      _remove: 1,
      _add: 1,
      _getString: 1,
      _root: 1,
      toString: 1,
      _comments: 1,
      _isVerbatim: 1,
      _addVerbatimBlock: 1,
      __isBlock: 1
    };
    var createConfItem = (file, target, node, isRoot = false) => {
      const name = node.name;
      let value = node.value;
      const children = node.children;
      const comments = node.comments || [];
      const newContext = {
        _remove: (name2, index) => {
          index = Math.max(index || 0, 0);
          const item2 = newContext;
          const node2 = item2[name2];
          if (!node2) {
            return newContext;
          }
          if (node2[index]) {
            const removed = node2.splice(index, 1);
            if (removed.length) {
              file.emit("removed", removed[0]);
            }
          }
          return item2;
        },
        _add: function(name2, value2, children2, comments2, options = {}) {
          if (name2 in blacklistedNames) {
            throw new Error(`The name "${name2}" is reserved`);
          }
          const item2 = newContext;
          const node2 = createConfItem(file, item2, {
            name: name2,
            value: (value2 || "").toString(),
            children: children2 || null,
            comments: comments2 || [],
            isVerbatim: !!options.isVerbatim,
            isBlock: !!children2,
            parent: null
          });
          file.emit("added", node2);
          return item2;
        },
        _addVerbatimBlock: function(name2, value2, comments2) {
          return newContext._add(name2, value2, null, comments2, {
            isVerbatim: true
          });
        },
        _getString: function(depth) {
          const item2 = newContext;
          depth = depth || +!item2._root;
          const prefix = new Array(depth).join(file.tab);
          let buffer = "";
          let i;
          if (item2._comments.length) {
            for (i = 0; i < item2._comments.length; i++) {
              buffer += "#" + item2._comments[i] + "\n";
            }
          }
          buffer += prefix + (!item2._root ? item2._name : "");
          if (item2._isVerbatim) {
            buffer += " {" + (item2._value || "") + "}";
          } else if (item2._value) {
            buffer += " " + item2._value;
          }
          const properties = Object.keys(newContext).filter(function(key) {
            return typeof item2[key] !== "function";
          }).map(function(key) {
            return item2[key];
          });
          if (item2.__isBlock || properties.length) {
            if (!item2._root) {
              buffer += " {\n";
            }
            for (i = 0; i < properties.length; i++) {
              const prop = properties[i];
              if (Array.isArray(prop)) {
                for (let j = 0; j < prop.length; j++) {
                  buffer += prop[j]._getString(depth + 1);
                }
              }
            }
            if (!item2._root) {
              buffer += prefix + "}\n";
            }
          } else if (!item2._root) {
            if (!item2._isVerbatim) {
              buffer += ";";
            }
            buffer += "\n";
          }
          return buffer;
        },
        toString: function() {
          return newContext._getString(0);
        }
      };
      Object.defineProperty(newContext, "_value", {
        enumerable: false,
        get: () => value,
        set: (newValue) => {
          newValue = newValue.toString();
          if (value === newValue) {
            return;
          }
          const oldValue = value;
          value = newValue;
          file.emit("changed", newContext, oldValue);
        }
      });
      const defineProperty = (name2, value2) => {
        Object.defineProperty(newContext, name2, {
          enumerable: false,
          value: value2,
          writable: false
        });
      };
      defineProperty("__isBlock", node.isBlock);
      defineProperty("_isVerbatim", node.isVerbatim);
      defineProperty("_name", name);
      defineProperty("_comments", comments);
      if (isRoot) {
        defineProperty("_root", true);
      }
      const item = newContext;
      if (name) {
        const existing = target[name];
        if (existing) {
          existing.push(item);
        } else if (!isRoot) {
          target[name] = [item];
        }
      }
      if (children) {
        for (let i = 0; i < children.length; i++) {
          createConfItem(file, item, children[i]);
        }
      }
      return item;
    };
    var NginxConfFile2 = class _NginxConfFile extends events.EventEmitter {
      constructor(tree, options = {}) {
        super();
        this.files = [];
        this.tab = options.tab || "    ";
        this._name = "NginxConfFile";
        this.liveListener = () => {
          this.flush();
        };
        this.writeTimeout = null;
        this.nginx = createConfItem(this, this, {
          name: "nginx",
          children: null,
          comments: [],
          isBlock: false,
          isVerbatim: false,
          parent: null,
          value: ""
        }, true);
        const children = tree.children || [];
        for (let i = 0; i < children.length; i++) {
          const node = children[i];
          createConfItem(this, this.nginx, node);
        }
      }
      live(file) {
        if (this.files.indexOf(file) === -1) {
          this.files.push(file);
          if (this.files.length === 1) {
            this.on("added", this.liveListener);
            this.on("removed", this.liveListener);
            this.on("changed", this.liveListener);
          }
        }
        return this;
      }
      die(file) {
        const index = this.files.indexOf(file);
        if (index !== -1) {
          this.files.splice(index, 1);
          if (!this.files.length) {
            this.removeListener("added removed changed", this.liveListener);
          }
        }
        return this;
      }
      /**
       * To handle potentially concurrent writes, use flush() instead.
       */
      write(callback) {
        if (!this.files.length) {
          callback && callback(null, false);
          return;
        }
        const contents = this.toString();
        const len = this.files.length;
        const errors = [];
        let completed = 0;
        for (const file of this.files) {
          fs.writeFile(file, contents, "utf8", function(err) {
            err && errors.push(err);
            completed++;
            if (completed === len) {
              callback && callback(errors.length ? errors : null, true);
            }
          });
        }
      }
      flush(callback) {
        if (this.writeTimeout) {
          clearTimeout(this.writeTimeout);
        }
        this.writeTimeout = setTimeout(() => {
          this.write((err, wrote) => {
            if (!err && wrote) {
              this.emit("flushed");
            }
            callback && callback(err);
          });
        }, 1);
      }
      toString() {
        return this.nginx.toString();
      }
      static create(file, options, callback) {
        let opts;
        if (typeof options === "function") {
          callback = options;
          opts = {};
        } else {
          opts = options || {};
        }
        parser.parseFile(file, "utf8", (err, tree) => {
          if (err) {
            callback && callback(err);
            return;
          }
          if (!tree) {
            callback && callback(new Error("tree could not be generated"));
            return;
          }
          callback && callback(null, new _NginxConfFile(tree, opts).live(file));
        });
      }
      static createFromSource(source, options, callback) {
        let opts;
        if (typeof options === "function") {
          callback = options;
          opts = {};
        } else {
          opts = options || {};
        }
        parser.parse(source, (err, tree) => {
          if (err) {
            callback && callback(err);
            return;
          }
          if (!tree) {
            callback && callback(new Error("tree could not be generated"));
            return;
          }
          callback && callback(null, new _NginxConfFile(tree, opts));
        });
      }
    };
    exports.NginxConfFile = NginxConfFile2;
  }
});

// node_modules/nginx-conf/dist/index.js
var require_dist = __commonJS({
  "node_modules/nginx-conf/dist/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.parse = exports.parseFile = exports.NginxParser = exports.NginxConfFile = void 0;
    var conf_1 = require_conf();
    Object.defineProperty(exports, "NginxConfFile", { enumerable: true, get: function() {
      return conf_1.NginxConfFile;
    } });
    var parser_1 = require_parser();
    Object.defineProperty(exports, "NginxParser", { enumerable: true, get: function() {
      return parser_1.NginxParser;
    } });
    Object.defineProperty(exports, "parseFile", { enumerable: true, get: function() {
      return parser_1.parseFile;
    } });
    Object.defineProperty(exports, "parse", { enumerable: true, get: function() {
      return parser_1.parse;
    } });
  }
});

// src/report/text/new.ts
function newText(report, colors) {
  const { folder, changes, dryRun } = report;
  const files = dryRun ? diffLines(changes, colors) : changes.map(({ path }) => `wrote ${colors.strong(safe(path))}`);
  const done = dryRun ? `${safe(folder)} would pass keelcheck check` : colors.good(`${safe(folder)} passes keelcheck check`);
  const parts = [files, leftLines(report), [done]];
  return `${parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function leftLines({ empty, unwritten, left, folder }) {
  return [
    ...empty.map((path) => `${safe(path)} is empty: fill it`),
    ...unwritten.map(
      (title) => `${safe(folder)}/README.md: write the section ${safe(JSON.stringify(title))}`
    ),
    ...left.map(({ at, message, help }) => {
      const then = help === void 0 ? "" : `: ${safe(help)}`;
      return `${placeText(at)}: ${safe(message)}${then}`;
    })
  ];
}

// src/app/new/new.ts
import { lstatSync } from "node:fs";
import { join } from "node:path";

// src/app/new/base-choice.ts
function chosenBase({ base, server }, policy, fleet) {
  if (base === void 0) return { ok: true, ref: mostUsed(server, fleet) ?? usual(server, policy) };
  const refused = base === "scratch" ? `"scratch" has nothing to start` : refusedReference(base);
  return refused === void 0 ? { ok: true, ref: base } : usage(`--base: ${refused}`);
}
function mostUsed(server, { images }) {
  const counts = /* @__PURE__ */ new Map();
  for (const { final } of images) {
    const { base } = final;
    if (base.kind !== "registry" || !FAMILIES[server].includes(base.family ?? "")) continue;
    counts.set(base.ref, (counts.get(base.ref) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([a, i], [b, j]) => j - i || (a < b ? -1 : 1));
  return first?.[0];
}
function usual(server, { registries }) {
  const name = USUAL_BASES[server];
  const mirror = Object.keys(registries).find((prefix) => ownValue(registries, prefix) === "docker.io");
  return mirror === void 0 ? name.replace(/^library\//, "") : `${mirror.replace(/\/$/, "")}/${name}`;
}

// src/app/new/apache-config.ts
function apacheConfig(site) {
  const { serverRoot, modules, loaded, mimeTypes, port, webRoot, user, purpose } = site;
  return `ServerRoot "${serverRoot}"
${loaded.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so
`).join("")}
# ${purpose}
Listen ${port}
ServerName localhost

User ${user}
Group ${user}
PidFile /tmp/httpd.pid

ErrorLog /proc/self/fd/2
LogLevel warn
LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
CustomLog /proc/self/fd/1 common

TypesConfig ${mimeTypes}
DocumentRoot "${webRoot}"
DirectoryIndex index.html

<Directory "/">
    AllowOverride None
    Require all denied
</Directory>

<Directory "${webRoot}">
    Require all granted
</Directory>
`;
}

// src/app/new/nginx-config.ts
var import_nginx_conf = __toESM(require_dist(), 1);
var TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
function nginxConfig({ port, webRoot, user, purpose }) {
  const top = [
    ...user === void 0 ? [] : [{ name: "user", value: user }],
    { name: "worker_processes", value: "auto" },
    { name: "pid", value: "/tmp/nginx.pid" },
    { name: "error_log", value: "/dev/stderr warn" },
    { name: "events", block: [] },
    {
      name: "http",
      block: [
        { name: "include", value: "mime.types" },
        { name: "default_type", value: "application/octet-stream" },
        { name: "access_log", value: "/dev/stdout" },
        ...TEMPORARY.map((kind) => ({ name: `${kind}_temp_path`, value: `/tmp/${kind}` })),
        {
          name: "server",
          block: [
            { name: "listen", value: String(port), comment: purpose },
            { name: "listen", value: `[::]:${port}` },
            { name: "root", value: webRoot }
          ]
        }
      ]
    }
  ];
  const tree = nodeOf({ name: "", block: top });
  return spaced(new import_nginx_conf.NginxConfFile(tree).toString());
}
function nodeOf({ name, value = "", block, comment }) {
  return {
    name,
    value,
    parent: null,
    children: block?.map(nodeOf) ?? null,
    comments: comment === void 0 ? [] : [` ${comment}`],
    isVerbatim: false,
    isBlock: block !== void 0
  };
}
function spaced(text) {
  const indented = text.replace(
    /^(#.*)\n( *)/gm,
    (_all, comment, indent) => `${indent}${comment}
${indent}`
  );
  const empty = indented.replace(/ \{\n *\}$/gm, " {}");
  return empty.replace(/(?<=[;}]\n)(?= *\w[^;\n]*\{)/g, "\n");
}

// src/app/new/compose.ts
var WEB_ROOT = "/var/www/html";
var USUAL_PORT = 8080;
var USUAL_FOLDER = "config";
var NOBODY = "10001:10001";
function newFiles(wish, ground) {
  const { server: kind, base } = wish;
  if (kind === "none") return { Dockerfile: plainDockerfile(wish, ground.bare) };
  const server = serverOnBase(kind, ground.bare);
  if (server !== void 0) return serverFiles({ ...wish, kind, lies: server }, ground);
  const official = kind === "nginx" ? "nginx" : "httpd";
  return `it is unknown how to install ${kind} on ${base}: use the official ${official} image, Debian, Ubuntu or Alpine, or --server none`;
}
function serverFiles(wish, ground) {
  const { kind, lies, base, name } = wish;
  const { policy, bare, allows } = ground;
  const wanted = policy.ports[kind]?.port ?? wish.port ?? USUAL_PORT;
  if (wish.port !== void 0 && wish.port !== wanted) return `the policy wants ${kind} on port ${wanted}`;
  const user = userOf(wish, policy);
  const isThere = user === lies.user || bare.accounts.users.some((account) => account.name === user);
  const created2 = isThere ? "" : userLine(user, bare);
  if (created2 === void 0) return `it is unknown how to create user "${user}" on ${base}`;
  const inFolder = `${policy.layout.config ?? USUAL_FOLDER}/${baseName(lies.config)}`;
  const choice = {
    user,
    created: created2,
    port: wanted,
    config: allows(inFolder) ? inFolder : baseName(lies.config),
    hasPages: allows("html/index.html")
  };
  return {
    Dockerfile: serverDockerfile(wish, choice, ground),
    [choice.config]: configText(wish, choice, policy),
    ...choice.hasPages && { "html/index.html": page(name) }
  };
}
function dropsRoot({ port }, policy) {
  return mayBind(policy, { root: false }, port) !== "yes";
}
function configText({ kind, lies }, choice, policy) {
  const { port, user } = choice;
  const site = { port, webRoot: WEB_ROOT, purpose: "The pages, over HTTP" };
  if (kind === "nginx") return nginxConfig(dropsRoot(choice, policy) ? { ...site, user } : site);
  return lies.apache === void 0 ? "" : apacheConfig({ ...site, ...lies.apache, user });
}
function serverDockerfile({ base, lies }, choice, { policy, bare }) {
  const { user, created: created2, port, config, hasPages } = choice;
  const pages = hasPages ? `COPY html/ ${WEB_ROOT}/` : `RUN mkdir -p ${WEB_ROOT}`;
  const runs = [lies.added?.line ?? "", created2, hasPages ? "" : pages].filter((line) => line !== "");
  const isRoot = isRootAt(bare.image.final.after) === true;
  const byRoot = dropsRoot(choice, policy);
  return paragraphs([
    [`FROM ${base}`],
    [...isRoot || runs.length === 0 ? [] : ["USER root"], ...runs],
    [`COPY ${config} ${lies.config}`, ...hasPages ? [pages] : []],
    [...byRoot && isRoot ? [] : [`USER ${byRoot ? "root" : user}`], `EXPOSE ${port}`, ...startLines(lies)]
  ]);
}
function userOf({ kind, lies, name }, { nginx: { user }, owned }) {
  if (kind === "nginx" && user !== "declared" && user !== "any") return user;
  const ours = [lies.config, `${WEB_ROOT}/index.html`];
  const entry = owned.find(
    ({ images, paths }) => (images === void 0 || globMatcher(images)(name)) && ours.some(globMatcher(paths))
  );
  return entry === void 0 || /^\d+$/.test(entry.user) ? lies.user : entry.user;
}
function startLines({ added }) {
  return added === void 0 ? [] : [`STOPSIGNAL ${added.stop}`, `CMD ${words(added.cmd)}`];
}
function plainDockerfile({ base, port, name }, { image, processes }) {
  const isRoot = isRootAt(image.final.after) !== false;
  const { stepsDown, list } = processes;
  const needsUser = isRoot && !(stepsDown.known && stepsDown.value && list.length > 0);
  const { system = "none" } = image.final.after;
  const waits = system !== "none" && list.every(({ program }) => isPrompt(program));
  return paragraphs([
    [`FROM ${base}`],
    port === void 0 ? [] : [`# What ${name} offers, over TCP`, `EXPOSE ${port}`],
    needsUser ? [`USER ${NOBODY}`] : [],
    waits ? ["# The program that the container runs", `CMD ${words(["sleep", "infinity"])}`] : []
  ]);
}
function paragraphs(parts) {
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${texts.join("\n\n")}
`;
}
function words(cmd) {
  return `[${cmd.map((word) => JSON.stringify(word)).join(", ")}]`;
}
function page(name) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${name}</title>
  </head>
  <body>
    <h1>${name}</h1>
  </body>
</html>
`;
}

// src/app/new/place.ts
function newPlace(name, policy, fleet) {
  const { names } = policy.layout;
  if (!isImageName(name, names)) return usage(nameProblem(name, names));
  const home = policy.images === void 0 ? usualHome(name, fleet) : declaredHome(name, policy.images.globs);
  if (home === void 0)
    return usage(`"images" in the policy has no room for ${name}: add a glob such as deployment/images/*`);
  const { root } = fleet;
  const isBelow = root !== "" && home.startsWith(`${root}/`);
  const folder = isBelow ? home.split("/").slice(0, root.split("/").length + 1).join("/") : home;
  return { ok: true, folder, home };
}
function nameProblem(name, names) {
  const why = names === "kebab-case" ? "the policy asks for kebab-case" : 'use lower-case letters and digits, separated by ".", "_", "__" or hyphens';
  const near = kebabName(name);
  const hint = near === "" ? "" : `; did you mean "${near}"?`;
  return `"${name}" is not a valid image name: ${why}${hint}`;
}
function usualHome(name, { root, folders }) {
  if (folders.length === 0) return `deployment/images/${name}`;
  if (root !== "") return `${root}/${name}`;
  const parents = folders.map(({ path }) => folderOfFile(path));
  const most = parents.toSorted((a, b) => count(parents, b) - count(parents, a))[0] ?? "";
  return most === "" ? name : `${most}/${name}`;
}
function count(all, one) {
  return all.filter((each) => each === one).length;
}
function declaredHome(name, globs) {
  const takes = globMatcher(globs);
  return globs.filter((glob) => !isExclusion(glob)).map((glob) => filled(glob, name)).find((home) => home !== void 0 && takes(`${home}/Dockerfile`));
}
function filled(glob, name) {
  const base = globBase(glob);
  const rest = glob.slice(base.length).split("/").filter((part) => part !== "");
  if (rest.length === 0) return void 0;
  const [, ...below] = rest;
  const plain = below.findIndex((part) => /[*?[\]{}()!+@]|dockerfile/i.test(part));
  const kept = plain < 0 ? below : below.slice(0, plain);
  return [base, name, ...kept].filter((part) => part !== "").join("/");
}

// src/app/new/readme.ts
var UNWRITTEN = "To be written.";
function newReadme(folder, fleet, { path, policy }) {
  const runs = runsToTell(folder, path, fleet);
  const { sections } = policy.docs;
  const template = readmeTemplate(fleet, policy);
  const whole = readmeText({ path, runs, sections, template });
  if (typeof whole === "string") return { text: whole, unwritten: [] };
  const unwritten = whole.unfilled;
  const filled2 = sections.filter((title) => !unwritten.includes(title));
  const told = readmeText({ path, runs, sections: filled2, template });
  const more = unwritten.map((title) => `
## ${title}

${UNWRITTEN}
`).join("");
  return { text: `${typeof told === "string" ? told : ""}${more}`, unwritten };
}

// src/app/new/required.ts
function requiredFiles(wanted, folder, { folders, read }) {
  const added = /* @__PURE__ */ new Map();
  const empty = [];
  for (const glob of wanted.filter((one) => !holds(folder, one))) {
    const path = pathOf(glob, folder.name);
    const texts = folders.filter((other) => other !== folder).flatMap((other) => {
      const file = read(`${other.path}/${path}`);
      return file === void 0 || "unreadable" in file ? [] : [file.text];
    });
    const [text = ""] = texts;
    const isShared = text !== "" && texts.every((one) => one === text);
    added.set(path, isShared ? text : "");
    if (!isShared) empty.push(path);
  }
  return { files: Object.fromEntries(added), empty };
}
function pathOf(glob, name) {
  const plain = glob.replace(/^\.?\/+|\/+$/g, "");
  const path = plain.replace(/\{([^,{}]*)[^{}]*\}/g, "$1").replace(/\*\*\//g, "").replace(/\*+|\?|\[[^\]]*\]/g, () => name);
  return glob.endsWith("/") ? `${path}/.gitkeep` : path;
}

// src/app/new/draft.ts
async function draftNew(options, image) {
  const asked = { ...options, readmes: options.readmes ?? readmeStore(), noBaseline: true };
  const read = loadedPolicy(asked);
  if (!read.ok) return read;
  const { policy } = read;
  const { fleet } = await loadFleet({ ...asked, policy });
  const place = freePlace(image.name, policy, fleet);
  if (!place.ok) return place;
  const base = chosenBase(image, policy, fleet);
  if (!base.ok) return base;
  const wish = { ...image, base: base.ref };
  const probe = laid(asked.workspace, [created(`${place.home}/Dockerfile`, `FROM ${base.ref}
`)]);
  const bare = runIn(place, (await loadFleet({ ...asked, policy, workspace: probe })).fleet);
  if (bare === void 0) return usage(`"images" in the policy leaves out ${place.home}`);
  const files = newFiles(wish, { policy, bare, allows: allowsIn(place, policy) });
  if (typeof files === "string") return usage(files);
  const first = Object.entries(files).map(([path, text]) => created(`${place.home}/${path}`, text));
  const settled = await settle(asked, place, first);
  return settled.ok ? await documented(asked, place, settled) : settled;
}
function freePlace(...[name, policy, fleet]) {
  const place = newPlace(name, policy, fleet);
  if (!place.ok) return place;
  const wanted = place.folder.toLowerCase();
  const paths = fleet.entries.map(({ path }) => path.slice(0, wanted.length + 1).replace(/\/$/, ""));
  const there = paths.find((path) => path === place.folder) ?? paths.find((path) => path.toLowerCase() === wanted);
  return there === void 0 ? place : usage(`${there} already exists`);
}
async function settle(options, place, changes) {
  const workspace = laid(options.workspace, changes);
  const answer = await runCheck({ ...options, workspace });
  if (!answer.ok) return answer;
  const isOurs = findingsIn(place);
  const only = (finding) => isOurs(finding) && !finding.rule.startsWith("docs/");
  const { everything: findings, recheck } = answer;
  if (!findings.some(only)) return { ok: true, changes, answer };
  const plan = await planFixes({
    workspace,
    findings,
    recheck,
    overlay: overlayWorkspace,
    unsafe: true,
    only
  });
  const isInPlace = ({ path, from = path }) => isInside(path, place.folder) && isInside(from, place.folder);
  if (plan.changes.length === 0 || !plan.changes.every(isInPlace)) return { ok: true, changes, answer };
  const fixed = composed(changes, plan.changes);
  const again = await runCheck({ ...options, workspace: laid(options.workspace, fixed) });
  return again.ok ? { ok: true, changes: fixed, answer: again } : again;
}
async function documented(options, place, { changes, answer: { fleet, policy } }) {
  const folder = folderAt(place, fleet);
  if (folder === void 0) return usage(`"images" in the policy leaves out ${place.home}`);
  const path = `${place.folder}/README.md`;
  const readme = newReadme(folder, fleet, { path, policy });
  const { required: always, requiredBy } = policy.layout;
  const ofServer = requiredBy.filter((one) => servesWith(folder, one.server, fleet));
  const wanted = [...always, ...ofServer.flatMap((one) => one.files)];
  const required = requiredFiles(
    wanted.filter((glob) => !globMatcher([glob])("README.md")),
    folder,
    fleet
  );
  const others = Object.entries(required.files).map(
    ([each, text]) => created(`${place.folder}/${each}`, text)
  );
  const all = [...changes, created(path, readme.text), ...others].sort((a, b) => a.path < b.path ? -1 : 1);
  const answer = await runCheck({ ...options, workspace: laid(options.workspace, all) });
  if (!answer.ok) return answer;
  const found = answer.unfolded.filter(findingsIn(place));
  const wrong = found.filter(({ severity }) => severity !== "notice");
  if (wrong.length > 0) return usage(`${place.folder} would not pass: ${wrong.map(findingText).join("; ")}`);
  return {
    ok: true,
    folder: place.folder,
    changes: all,
    empty: required.empty.map((each) => `${place.folder}/${each}`),
    unwritten: readme.unwritten,
    left: found,
    bugs: answer.bugs
  };
}
function allowsIn({ home, folder }, { layout }) {
  const isAllowed = allowedIn(layout, [folder, home]);
  return (path) => isAllowed(`${home}/${path}`);
}
function findingText({ at, message, rule }) {
  return `${placeText(at)} ${message} (${rule})`;
}
function findingsIn({ folder }) {
  return ({ at }) => isInside(at.file.path, folder);
}
function folderAt({ home }, { images }) {
  return images.find(({ build }) => build.dockerfile === `${home}/Dockerfile`)?.folder;
}
function runIn({ home }, { runs }) {
  return runs.find(
    ({ image, service }) => service === void 0 && image.build.dockerfile === `${home}/Dockerfile`
  );
}
function laid(workspace, changes) {
  return overlayWorkspace(workspace, laidFiles(changes));
}
function created(path, after) {
  const executable = path.endsWith(".sh");
  return { path, after, executable: { before: executable, after: executable } };
}

// src/app/new/new.ts
async function runNew(options, image) {
  const { folder, dryRun } = options;
  const drafted = await draftNew(options, image);
  if (!drafted.ok) return drafted;
  const isThere = lstatSync(join(folder, drafted.folder), { throwIfNoEntry: false }) !== void 0;
  if (isThere) return usage(`${drafted.folder} already exists`);
  const written = dryRun ? { ok: true } : writeChanges(folder, drafted.changes);
  if (!written.ok) return written;
  return { ...drafted, dryRun, exitCode: drafted.bugs.length > 0 ? EXIT.internal : EXIT.ok };
}

// src/app/cli/new-command.ts
async function newCommand({ name, path }, flags, { io, say }) {
  const { base, server, port, dryRun = false } = flags;
  if (port !== void 0 && (port < 1 || port > 65535))
    return failed(usage("--port must be a port from 1 to 65535").failure, flags, io);
  const image = { name, server, ...base !== void 0 && { base }, ...port !== void 0 && { port } };
  const { folder } = namedTree(path, flags, io);
  const answer = await withTree(
    { folder, flags, io },
    (options) => runNew({ ...options, folder, dryRun, today: today() }, image)
  );
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(newText(answer, paint(flags, io)));
  await say(answer.bugs);
  return answer.exitCode;
}
export {
  newCommand
};
