import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  archiveBytes,
  decode,
  decodeText,
  plural,
  tooLarge,
  usage
} from "./chunk-URUJ55XU.js";
import {
  USUAL_BUDGET,
  readMarkdown
} from "./chunk-YZN3I273.js";
import {
  lazy_createHash
} from "./chunk-2QUYIJJI.js";
import {
  BASELINE_PATH,
  DEFAULT_PATH,
  EVENTS,
  LONGEST_VALUE,
  Layers,
  NOTHING_KNOWN,
  OWN_KEYS,
  PORT_KEYS,
  PROGRAM_KEYS,
  READ,
  READING,
  RECORDED_PATH,
  RUN,
  SOCKET_KEYS,
  UNTOLD,
  WANTED,
  WRITE,
  actsOn,
  apacheAlpine,
  apacheDebian,
  apacheNames,
  apacheOfficial,
  apachePhp,
  apacheRhel,
  apacheUnwritable,
  applyArg,
  applyEnv,
  asString,
  asksOf,
  baseName,
  because,
  booleanOf,
  buildEntries,
  builderOf,
  byPath,
  calledScripts,
  changeLayer,
  changedMode,
  checkDirectives,
  childContext,
  chmodWords,
  closedBy,
  commandName,
  compareReleases,
  compiledInto,
  conflictsOf,
  containerFiles,
  copiedPaths,
  defaultPolicy,
  distinct,
  doesOwnWork,
  entriesCalled,
  entriesFor,
  entriesOf,
  entryAt,
  environmentSet,
  everyStep,
  expandText,
  expandWord,
  exposedWords,
  findBase,
  findRoot,
  fixedPart,
  flag,
  folderOfFile,
  foldersOf,
  fullReference,
  functionsOf,
  generatedMatcher,
  get,
  globExpression,
  globalArgs,
  goesToBackground,
  guessContexts,
  hasBusyBox,
  httpServers,
  imagesBelow,
  inherit,
  inheritedGroup,
  ipv6Of,
  isAccountMaker,
  isAccountTool,
  isBelow,
  isBinding,
  isBuildFile,
  isFile,
  isGlob,
  isInMount,
  isInRegion,
  isInside,
  isInterpreter,
  isListed,
  isNetwork,
  isOpaqueStarter,
  isOwnRootFolder,
  isOwnRunFolderName,
  isPhpFpm,
  isProcessManager,
  isProductScript,
  isProgramOf,
  isReference,
  isServer,
  isServerFolder,
  isServerItself,
  isServerPackage,
  isServiceTool,
  isShell,
  isShellScript,
  isStepDownTool,
  isStock,
  isSupervisor,
  isTold,
  isWithin,
  itemsOf,
  joinRepoPath,
  keptVariable,
  keptVariables,
  known,
  knownDirective,
  lazily,
  lazy_unbash_forEachChild,
  lazy_unbash_parse,
  linksOf,
  list,
  loadBaseline,
  loadRecorded,
  localTarget,
  looksLikeApache,
  looksLikeNginx,
  looseGlob,
  lostBy,
  lowerBound,
  lowerName,
  map,
  mapLookup,
  masterProcessOff,
  mayBind,
  mayComeWithSystem,
  modeAfter,
  moduleOf,
  namesIn,
  namesWord,
  nearestFolder,
  neededFolder,
  newState,
  nginxAlpine,
  nginxDebian,
  nginxOfficial,
  nginxOfficialInVarRun,
  nginxOrg,
  nginxRhel,
  nginxUnprivileged,
  nodeSpan,
  once,
  onceByText,
  oneOf,
  oneOrMore,
  onlyAsks,
  opaqueLayer,
  operands,
  optionsOf,
  otherSpelling,
  ownImageName,
  ownStagesDown,
  ownerName,
  ownersOf,
  parentOf,
  parentsOf,
  parseApache,
  parseHcl,
  parseNginx,
  parseReference,
  parseShell,
  parseSupervisor,
  parseYaml,
  partlyKnownLayer,
  pathOf,
  permits,
  placeOf,
  plainData,
  programNames,
  putLayer,
  quotedUser,
  ranCommand,
  readBakeFile,
  readBuildFiles,
  readDockerfiles,
  readDocumentation,
  readEnvTexts,
  readListen,
  readMode,
  refusedPattern,
  refusedReference,
  refusedUsers,
  regionsOf,
  removeLayer,
  removeMatchingLayer,
  resolveLinks,
  resolvePath,
  resolveWord,
  runsOfficialScripts,
  runtimeNames,
  sameUser,
  schemaProblems,
  scriptFolders,
  scriptReader,
  serverFiles,
  serverNamedIn,
  serverProgram,
  serverRunIn,
  setIds,
  settingOf,
  shellGlob,
  shellLookup,
  shellVariables,
  sizeOf,
  stageLookup,
  startEnvironment,
  startValues,
  startsUnless,
  stepsDownByItself,
  supervisorConfig,
  supervisorUnwritable,
  systemFolderLayer,
  takes,
  templateSettings,
  text,
  unclearModes,
  unclearOwners,
  unclearUser,
  unixText,
  unknown,
  unmirrored,
  unreadDocumentation,
  unreadProblem,
  unreadableFiles,
  unwrapped,
  unwritablePaths,
  userDirectivesOf,
  userNamed,
  userSpec,
  valuedLetter,
  variablesIn,
  walk,
  wholeMode,
  wordPlace,
  workerCount,
  workersOf,
  zod_exports
} from "./chunk-SF4YYNJR.js";
import {
  safe
} from "./chunk-U6MNTABW.js";
import {
  Budget,
  Failures,
  SERVER_NAMES,
  Spent,
  isStarted,
  within
} from "./chunk-ZEHUP7BJ.js";
import {
  unreadMarkdown
} from "./chunk-CDUI6D6B.js";
import {
  literally,
  nearest,
  ownValue
} from "./chunk-PJBYR5E6.js";
import {
  isSamePlace,
  isSameStart,
  lineKey,
  lineText,
  positionAt,
  rangeOf,
  sourceFile
} from "./chunk-OQZTDVIX.js";
import {
  __commonJS,
  __toESM
} from "./chunk-IKB4C3XX.js";

// node_modules/picocolors/picocolors.js
var require_picocolors = __commonJS({
  "node_modules/picocolors/picocolors.js"(exports, module) {
    var p = process || {};
    var argv = p.argv || [];
    var env = p.env || {};
    var isColorSupported = !(!!env.NO_COLOR || argv.includes("--no-color")) && (!!env.FORCE_COLOR || argv.includes("--color") || p.platform === "win32" || (p.stdout || {}).isTTY && env.TERM !== "dumb" || !!env.CI);
    var formatter = (open, close, replace = open) => (input) => {
      let string = "" + input, index = string.indexOf(close, open.length);
      return ~index ? open + replaceClose(string, close, replace, index) + close : open + string + close;
    };
    var replaceClose = (string, close, replace, index) => {
      let result = "", cursor = 0;
      do {
        result += string.substring(cursor, index) + replace;
        cursor = index + close.length;
        index = string.indexOf(close, cursor);
      } while (~index);
      return result + string.substring(cursor);
    };
    var createColors = (enabled = isColorSupported) => {
      let f = enabled ? formatter : () => String;
      return {
        isColorSupported: enabled,
        reset: f("\x1B[0m", "\x1B[0m"),
        bold: f("\x1B[1m", "\x1B[22m", "\x1B[22m\x1B[1m"),
        dim: f("\x1B[2m", "\x1B[22m", "\x1B[22m\x1B[2m"),
        italic: f("\x1B[3m", "\x1B[23m"),
        underline: f("\x1B[4m", "\x1B[24m"),
        inverse: f("\x1B[7m", "\x1B[27m"),
        hidden: f("\x1B[8m", "\x1B[28m"),
        strikethrough: f("\x1B[9m", "\x1B[29m"),
        black: f("\x1B[30m", "\x1B[39m"),
        red: f("\x1B[31m", "\x1B[39m"),
        green: f("\x1B[32m", "\x1B[39m"),
        yellow: f("\x1B[33m", "\x1B[39m"),
        blue: f("\x1B[34m", "\x1B[39m"),
        magenta: f("\x1B[35m", "\x1B[39m"),
        cyan: f("\x1B[36m", "\x1B[39m"),
        white: f("\x1B[37m", "\x1B[39m"),
        gray: f("\x1B[90m", "\x1B[39m"),
        bgBlack: f("\x1B[40m", "\x1B[49m"),
        bgRed: f("\x1B[41m", "\x1B[49m"),
        bgGreen: f("\x1B[42m", "\x1B[49m"),
        bgYellow: f("\x1B[43m", "\x1B[49m"),
        bgBlue: f("\x1B[44m", "\x1B[49m"),
        bgMagenta: f("\x1B[45m", "\x1B[49m"),
        bgCyan: f("\x1B[46m", "\x1B[49m"),
        bgWhite: f("\x1B[47m", "\x1B[49m"),
        blackBright: f("\x1B[90m", "\x1B[39m"),
        redBright: f("\x1B[91m", "\x1B[39m"),
        greenBright: f("\x1B[92m", "\x1B[39m"),
        yellowBright: f("\x1B[93m", "\x1B[39m"),
        blueBright: f("\x1B[94m", "\x1B[39m"),
        magentaBright: f("\x1B[95m", "\x1B[39m"),
        cyanBright: f("\x1B[96m", "\x1B[39m"),
        whiteBright: f("\x1B[97m", "\x1B[39m"),
        bgBlackBright: f("\x1B[100m", "\x1B[49m"),
        bgRedBright: f("\x1B[101m", "\x1B[49m"),
        bgGreenBright: f("\x1B[102m", "\x1B[49m"),
        bgYellowBright: f("\x1B[103m", "\x1B[49m"),
        bgBlueBright: f("\x1B[104m", "\x1B[49m"),
        bgMagentaBright: f("\x1B[105m", "\x1B[49m"),
        bgCyanBright: f("\x1B[106m", "\x1B[49m"),
        bgWhiteBright: f("\x1B[107m", "\x1B[49m")
      };
    };
    module.exports = createColors();
    module.exports.createColors = createColors;
  }
});

// node_modules/ignore/index.js
var require_ignore = __commonJS({
  "node_modules/ignore/index.js"(exports, module) {
    function makeArray(subject) {
      return Array.isArray(subject) ? subject : [subject];
    }
    var UNDEFINED = void 0;
    var EMPTY2 = "";
    var SPACE = " ";
    var ESCAPE = "\\";
    var REGEX_LITERAL_SPECIAL = /[.*+?()[\]{}^$|\\/]/;
    var BOM = "\uFEFF";
    var REGEX_ANCHORED_GLOBSTAR = /^\/\*{2,}$/;
    var REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION = /^\\!/;
    var REGEX_REPLACE_LEADING_EXCAPED_HASH = /^\\#/;
    var REGEX_SPLITALL_CRLF = /\r?\n/g;
    var DOUBLE_SLASH = "//";
    var SLASH_CODE = 47;
    var DOT_CODE = 46;
    var SLASH = "/";
    var TMP_KEY_IGNORE = "node-ignore";
    if (typeof Symbol !== "undefined") {
      TMP_KEY_IGNORE = /* @__PURE__ */ Symbol.for("node-ignore");
    }
    var KEY_IGNORE = TMP_KEY_IGNORE;
    var define2 = (object, key, value) => {
      Object.defineProperty(object, key, { value });
      return value;
    };
    var RETURN_FALSE = () => false;
    var POSIX_CLASSES = {
      alnum: "0-9A-Za-z",
      alpha: "A-Za-z",
      blank: " \\t",
      cntrl: "\\x00-\\x1f\\x7f",
      digit: "0-9",
      graph: "!-.0-~",
      lower: "a-z",
      print: " -.0-~",
      punct: "!-.:-@\\[-`{-~",
      // git's `sane-ctype.h` classifies \v and \f as control, not space,
      //   unlike C's `isspace`
      space: " \\t\\n\\r",
      upper: "A-Z",
      xdigit: "0-9A-Fa-f"
    };
    var CLASS_MEMBERS_TO_ESCAPE = "\\]^-[";
    var escapeMember = (char) => CLASS_MEMBERS_TO_ESCAPE.indexOf(char) < 0 ? char : ESCAPE + char;
    var NON_SLASH = "(?!\\/)";
    var classSource = (negated, body) => {
      if (negated) {
        return `[^\\/${body}]`;
      }
      const source = `[${body}]`;
      return new RegExp(source).test("/") ? NON_SLASH + source : source;
    };
    var scanBracket = (pattern, start) => {
      const { length } = pattern;
      let index = start + 1;
      let negated = EMPTY2;
      const lead = pattern[index];
      if (lead === "!" || lead === "^") {
        negated = "^";
        index++;
      }
      let body = EMPTY2;
      let prev = EMPTY2;
      for (; ; ) {
        const char = pattern[index];
        if (char === UNDEFINED) {
          return null;
        }
        if (char === ESCAPE) {
          const escaped = pattern[++index];
          body += escapeMember(escaped);
          prev = escaped;
        } else if (char === "-" && prev && index + 1 < length && pattern[index + 1] !== "]") {
          index++;
          let to = pattern[index];
          if (to === ESCAPE) {
            to = pattern[index += 1];
          }
          if (prev <= to) {
            body += `-${escapeMember(to)}`;
          }
          prev = EMPTY2;
        } else if (char === "[" && pattern[index + 1] === ":") {
          const nameStart = index + 2;
          let end = nameStart;
          while (end < length && pattern[end] !== "]") {
            end++;
          }
          if (end === length) {
            return null;
          }
          if (end > nameStart && pattern[end - 1] === ":") {
            const name = pattern.slice(nameStart, end - 1);
            if (!Object.prototype.hasOwnProperty.call(POSIX_CLASSES, name)) {
              return null;
            }
            body += POSIX_CLASSES[name];
            prev = EMPTY2;
            index = end;
          } else {
            body += escapeMember("[");
            prev = "[";
            index = nameStart - 2;
          }
        } else {
          body += escapeMember(char);
          prev = char;
        }
        index++;
        if (pattern[index] === "]") {
          return {
            end: index,
            source: classSource(negated, body)
          };
        }
      }
    };
    var NEVER_MATCH = "[]";
    var PLACEHOLDER = "\0";
    var REGEX_RESTORE_PLACEHOLDER = new RegExp(
      `${PLACEHOLDER}(\\d+)${PLACEHOLDER}`,
      "g"
    );
    var TRAILING_WILDCARD = "\uE000";
    var TRAILING_DOUBLESTAR = "\uE001";
    var isReserved = (char) => char === PLACEHOLDER || char === TRAILING_WILDCARD || char === TRAILING_DOUBLESTAR;
    var extractBrackets = (pattern) => {
      const sources = [];
      const hold = (source) => `${PLACEHOLDER}${sources.push(source) - 1}${PLACEHOLDER}`;
      const { length } = pattern;
      let out = EMPTY2;
      let index = 0;
      while (index < length) {
        const char = pattern[index];
        if (char === ESCAPE) {
          const escaped = pattern[index + 1];
          if (escaped === SLASH && index + 2 === length) {
            out += hold(NEVER_MATCH);
          } else if (escaped === "*" || escaped === "[" || escaped === SPACE) {
            out += pattern.slice(index, index + 2);
          } else {
            out += hold(
              REGEX_LITERAL_SPECIAL.test(escaped) ? ESCAPE + escaped : isReserved(escaped) ? `[${escaped}]` : escaped
            );
          }
          index += 2;
        } else if (isReserved(char)) {
          out += hold(`[${char}]`);
          index++;
        } else if (char === "[") {
          const scanned = scanBracket(pattern, index);
          if (scanned === null) {
            out += hold(NEVER_MATCH);
            index = length;
          } else {
            out += hold(scanned.source);
            index = scanned.end + 1;
          }
        } else {
          out += char;
          index++;
        }
      }
      return {
        source: out,
        sources
      };
    };
    var DIRECT = null;
    var REGEX_INNER_SLASH = /\/(?!$)/;
    var WILDCARD = "[^\\/]*";
    var REPLACERS = [
      // Replace (\ ) with ' '
      // Only a space: an escaped tab or other whitespace is already a literal by
      //   the time it reaches here, and a bare tab must be left as one, not turned
      //   into a space.
      // (\ ) -> ' '
      // (\\ ) -> '\\ '
      // (\\\ ) -> '\\ '
      [
        // A run of backslashes is taken whole, from its first one, so no match
        //   ever starts again inside it -- `(\\+?) ` did, which made a long run
        //   quadratic.
        /(\\+)( ?)/g,
        (_, run3, space) => space ? run3.slice(0, run3.length - run3.length % 2) + SPACE : run3,
        ESCAPE + SPACE
      ],
      // git's wildmatch() reads a run of two or more asterisks as one globstar
      //   whenever the run fills a path segment: it starts the pattern or follows
      //   a `/`, and it ends the pattern or comes before a `/`. A run of two is
      //   already `**`; a longer one is folded into `**` here, so the steps
      //   below only ever have to know `**`.
      // `***/foo` -> `**/foo`, `a/***/b` -> `a/**/b`, `a/***` -> `a/**`
      // git also takes a run beside a literal prefix (`a***/b`) or beside an
      //   escaped slash (`***\/b`) as a globstar, and this does not; the README
      //   lists both, under "A run of asterisks".
      [
        /(^|\/)\*{3,}(?=\/|$)/g,
        (_, start) => `${start}**`,
        "*"
      ],
      // Escape metacharacters
      // which is written down by users but means special for regular expressions.
      // > There are 12 characters with special meanings:
      // > - the backslash \,
      // > - the caret ^,
      // > - the dollar sign $,
      // > - the period or dot .,
      // > - the vertical bar or pipe symbol |,
      // > - the question mark ?,
      // > - the asterisk or star *,
      // > - the plus sign +,
      // > - the opening parenthesis (,
      // > - the closing parenthesis ),
      // > - and the opening square bracket [,
      // > - the opening curly brace {,
      // > These special characters are often called "metacharacters".
      [
        /[\\$.|*+(){^]/g,
        (match) => `\\${match}`
      ],
      [
        // > a question mark (?) matches a single character
        /(?!\\)\?/g,
        () => "[^/]",
        "?"
      ],
      // leading slash
      [
        // > A leading slash matches the beginning of the pathname.
        // > For example, "/*.c" matches "cat-file.c" but not "mozilla-sha1/sha1.c".
        // A leading slash matches the beginning of the pathname
        /^\//,
        () => "^",
        SLASH
      ],
      // replace special metacharacter slash after the leading slash
      [
        /\//g,
        () => "\\/",
        SLASH
      ],
      [
        // > A leading "**" followed by a slash means match in all directories.
        // > For example, "**/foo" matches file or directory "foo" anywhere,
        // > the same as pattern "foo".
        // > "**/foo/bar" matches file or directory "bar" anywhere that is directly
        // >   under directory "foo".
        // Notice that the '*'s have been replaced as '\\*'
        /^\^*(?:\\\*\\\*\\\/)+/,
        // '**/foo' <-> 'foo'
        () => "(?:^|\\/)",
        "*"
      ],
      // starting
      [
        // there will be no leading '/'
        //   (which has been replaced by section "leading slash")
        // If starts with '**', adding a '^' to the regular expression also works
        DIRECT,
        (source, pattern) => {
          if (!source || source[0] === "^" || source[0] === "(") {
            return source;
          }
          const anchor = !REGEX_INNER_SLASH.test(pattern) ? "(?:^|\\/)" : "^";
          return anchor + source;
        }
      ],
      // two globstars
      [
        // Use lookahead assertions so that we could match more than one `'/**'`
        /\\\/\\\*\\\*(?=\\\/|$)/g,
        // Zero, one or several directories
        // should not use '*', or it will be replaced by the next replacer
        // Check if it is not the last `'/**'`
        (_, index, str) => index + 6 < str.length ? str.slice(index + 6) === "\\/" ? "(?:\\/[^\\/]+)+" : "(?:\\/[^\\/]+)*" : `\\/${TRAILING_DOUBLESTAR}`,
        "*"
      ],
      // normal intermediate wildcards
      [
        // Never replace escaped '*'
        // ignore rule '\*' will match the path '*'
        // 'abc.*/' -> go
        // 'abc.*'  -> skip this rule,
        //    coz trailing single wildcard will be handed by [trailing wildcard]
        /(^|[^\\])(?:\\\*)+(?!$)/g,
        // '*.js' matches '.js'
        // '*.js' doesn't match 'abc'
        // 1. An asterisk "*" matches anything except a slash.
        // 2. Other consecutive asterisks are considered regular asterisks
        //    and collapse into one non-slash wildcard run.
        (_, p1) => p1 + WILDCARD,
        "*"
      ],
      // trailing wildcard, held apart from a literal star
      [
        // The step above leaves a trailing `*` alone, so a single `\*` is all that
        //   can be left at the end here, and what stands in front of it says which
        //   kind it is. A wildcard arrives as the escaper wrote it, `\*` with
        //   nothing before it; a literal arrives as the user's own escape, which
        //   the escaper doubled, and then the star's own -- `\\` and then `\*`.
        //   There is no third case: every backslash still reaching the chain is
        //   one `\*`, `\[` or `\ ` carries itself, and each is followed by its
        //   own character, so a longer run can never form. This runs while the
        //   two are still distinct, before the unescape steps below collapse the
        //   literal onto the very `\*` a wildcard leaves behind.
        /(^|[^\\])((?:\\\\)*)\\\*$/,
        (match, p1, p2) => p2 === EMPTY2 ? p1 + TRAILING_WILDCARD : match,
        "*"
      ],
      [
        // unescape, revert step 3 except for back slash
        // For example, if a user escape a '\\*',
        // after step 3, the result will be '\\\\\\*'
        /\\\\\\(?=[$.|*+(){^])/g,
        () => ESCAPE,
        ESCAPE + ESCAPE
      ],
      [
        // '\\\\' -> '\\'
        /\\\\/g,
        () => ESCAPE,
        ESCAPE + ESCAPE
      ],
      [
        // Every real bracket expression -- POSIX classes included -- has already
        //   been held aside by `extractBrackets`, so the only `[` left in the
        //   pattern is an escaped, literal one.
        // A backslash could only stand at the end of the range if it quoted the
        //   `]`, and `\]` is held aside long before this.
        /\\\[([^\]/]*?)($|\])/g,
        // '\\[bar]' -> '\\\\[bar]'
        (match, range, close) => `\\[${range}${close}`,
        "["
      ],
      // ending
      [
        // 'js' will not match 'js.'
        // 'ab' will not match 'abc'
        DIRECT,
        // WTF!
        // https://git-scm.com/docs/gitignore
        // changes in [2.22.1](https://git-scm.com/docs/gitignore/2.22.1)
        // which re-fixes #24, #38
        // > If there is a separator at the end of the pattern then the pattern
        // > will only match directories, otherwise the pattern can match both
        // > files and directories.
        // 'js*' will not match 'a.js'
        // 'js/' will not match 'a.js'
        // 'js' will match 'a.js' and 'a.js/'
        (source) => {
          const last = source[source.length - 1];
          if (!last || last === TRAILING_WILDCARD || last === TRAILING_DOUBLESTAR) {
            return source;
          }
          return last === SLASH ? `${source}$` : `${source}(?=$|\\/$)`;
        }
      ]
    ];
    var REGEX_REPLACE_TRAILING_WILDCARD = /(^|\\\/)?\uE000$/;
    var MODE_IGNORE = "regex";
    var MODE_CHECK_IGNORE = "checkRegex";
    var UNDERSCORE = "_";
    var replaceTrailingWildcard = (_, p1) => {
      const prefix = p1 ? `${p1}[^/]+` : "[^/]*";
      return `${prefix}(?=$|\\/$)`;
    };
    var REGEX_REPLACE_TRAILING_DOUBLESTAR = /\uE001$/;
    var replaceTrailingDoublestar = () => "[\\s\\S]";
    var separatorAfter = (run3, at) => {
      let separator = EMPTY2;
      for (let index = at + 1; index < run3.length && !run3[index].wildcard; index++) {
        separator += run3[index].single;
      }
      return separator;
    };
    var pinWildcards = (source) => {
      if (source.indexOf(WILDCARD) < 0) {
        return source;
      }
      const tokens = [];
      const { length } = source;
      let index = 0;
      while (index < length) {
        const char = source[index];
        if (source.startsWith(WILDCARD, index)) {
          tokens.push({ wildcard: true });
          index += WILDCARD.length;
        } else if (char === "[") {
          let end = index + 1;
          if (source[end] === "^") {
            end++;
          }
          if (source[end] === "]") {
            end++;
          }
          while (end < length && source[end] !== "]") {
            end += source[end] === ESCAPE ? 2 : 1;
          }
          end++;
          tokens.push({ single: source.slice(index, end) });
          index = end;
        } else if (char === ESCAPE) {
          tokens.push({ single: source.slice(index, index + 2) });
          index += 2;
        } else if (char === "(") {
          let depth3 = 0;
          let end = index;
          do {
            if (source[end] === ESCAPE) {
              end++;
            } else if (source[end] === "(") {
              depth3++;
            } else if (source[end] === ")") {
              depth3--;
            }
            end++;
          } while (end < length && depth3 > 0);
          if ("*+?".indexOf(source[end]) >= 0) {
            end++;
          }
          tokens.push({ boundary: source.slice(index, end) });
          index = end;
        } else if (char === "^" || char === "$") {
          tokens.push({ boundary: char });
          index++;
        } else {
          tokens.push({ single: char });
          index++;
        }
      }
      let out = EMPTY2;
      let run3 = [];
      const flush = () => {
        let lastWildcard;
        run3.forEach((token, at) => {
          if (token.wildcard) {
            lastWildcard = at;
          }
        });
        run3.forEach((token, at) => {
          if (!token.wildcard) {
            out += token.single;
            return;
          }
          out += at === lastWildcard ? WILDCARD : `(?:(?!${separatorAfter(run3, at)})[^\\/])*`;
        });
        run3 = [];
      };
      tokens.forEach((token) => {
        if (token.boundary === void 0) {
          run3.push(token);
          return;
        }
        flush();
        out += token.boundary;
      });
      flush();
      return out;
    };
    var makeRegexPrefix = (pattern) => {
      if (REGEX_ANCHORED_GLOBSTAR.test(pattern)) {
        pattern = "**";
      }
      const { source, sources } = extractBrackets(pattern);
      const replaced2 = REPLACERS.reduce(
        // A pass whose matcher finds nothing hands back the very string it was
        //   given, so asking first costs a search and saves a rewrite. Ten of the
        //   fifteen passes never fire for a typical .gitignore line, and between
        //   them they were 45% of this chain.
        (prev, [matcher2, replacer, required]) => {
          if (matcher2 === DIRECT) {
            return replacer(prev, pattern);
          }
          if (required !== UNDEFINED && prev.indexOf(required) < 0) {
            return prev;
          }
          return matcher2.test(prev) ? prev.replace(matcher2, replacer.bind(pattern)) : prev;
        },
        source
      );
      return sources.length ? replaced2.replace(
        REGEX_RESTORE_PLACEHOLDER,
        (match, index) => sources[index]
      ) : replaced2;
    };
    var checkSourceOf = (body, prefix) => {
      if (body[body.length - 1] === SLASH) {
        prefix = makeRegexPrefix(body.slice(0, -1));
      }
      const head = prefix.slice(0, -1);
      const last = prefix[prefix.length - 1];
      return last === TRAILING_WILDCARD ? `${head}$` : last === TRAILING_DOUBLESTAR ? head : NEVER_MATCH;
    };
    var matchesBasename = (body) => {
      const index = body.indexOf(SLASH);
      return index < 0 || index === body.length - 1;
    };
    var basenameOf = (path2) => {
      const end = path2.length - 1;
      const index = path2.lastIndexOf(
        SLASH,
        path2[end] === SLASH ? end - 1 : end
      );
      return index < 0 ? path2 : path2.slice(index + 1);
    };
    var parentOf3 = (path2) => {
      if (path2.charCodeAt(0) === SLASH_CODE || path2.indexOf(DOUBLE_SLASH) >= 0) {
        const slices = path2.split(SLASH).filter(Boolean);
        slices.pop();
        return slices.length ? slices.join(SLASH) + SLASH : EMPTY2;
      }
      const end = path2.length - 1;
      const cut2 = path2.lastIndexOf(
        SLASH,
        path2.charCodeAt(end) === SLASH_CODE ? end - 1 : end
      );
      return cut2 < 0 ? EMPTY2 : path2.slice(0, cut2 + 1);
    };
    var isString = (subject) => typeof subject === "string";
    var checkPattern = (pattern) => pattern && isString(pattern);
    var splitPattern = (pattern) => (pattern[pattern.length - 1] === "\r" ? pattern.slice(0, -1) : pattern).split(REGEX_SPLITALL_CRLF).filter(Boolean);
    var IgnoreRule = class {
      constructor(pattern, mark, body, ignoreCase, negative, prefix) {
        this.pattern = pattern;
        this.mark = mark;
        this.negative = negative;
        define2(this, "body", body);
        define2(this, "ignoreCase", ignoreCase);
        define2(this, "regexPrefix", prefix);
      }
      // Worked out on first use and kept behind an own property, the way `regex`
      //   caches itself in `_regex`. Deciding it in the constructor instead would
      //   add a fourth `defineProperty` to every rule ever built, which cost 4% of
      //   every compile -- including the compiles of rules that are never matched
      //   against anything.
      get _basenameOnly() {
        return define2(this, "_basenameOnly", matchesBasename(this.body));
      }
      get regex() {
        const key = UNDERSCORE + MODE_IGNORE;
        if (this[key]) {
          return this[key];
        }
        return this._make(MODE_IGNORE, key);
      }
      get checkRegex() {
        const key = UNDERSCORE + MODE_CHECK_IGNORE;
        if (this[key]) {
          return this[key];
        }
        return this._make(MODE_CHECK_IGNORE, key);
      }
      _make(mode, key) {
        const str = pinWildcards(
          mode === MODE_IGNORE ? this.regexPrefix.replace(REGEX_REPLACE_TRAILING_WILDCARD, replaceTrailingWildcard).replace(REGEX_REPLACE_TRAILING_DOUBLESTAR, replaceTrailingDoublestar) : checkSourceOf(this.body, this.regexPrefix)
        );
        const regex = this.ignoreCase ? new RegExp(str, "i") : new RegExp(str);
        return define2(this, key, regex);
      }
    };
    var hasTrailingBackslash = (str) => {
      let count = 0;
      while (str[str.length - count - 1] === ESCAPE) {
        count++;
      }
      return count % 2 === 1;
    };
    var trimEnd = (body, stripLineEnd) => {
      let lineEnd = body.length;
      let end;
      for (; ; ) {
        if (stripLineEnd && body[lineEnd - 1] === "\r") {
          lineEnd--;
        }
        end = lineEnd;
        while (body[end - 1] === SPACE) {
          end--;
        }
        if (!stripLineEnd || body[end - 1] !== "\n") {
          break;
        }
        lineEnd = end - 1;
      }
      if (end === lineEnd) {
        return body.slice(0, lineEnd);
      }
      let backslashes = 0;
      while (body[end - backslashes - 1] === ESCAPE) {
        backslashes++;
      }
      return backslashes % 2 ? body.slice(0, end - 1) + SPACE : body.slice(0, end);
    };
    var createRule = (pattern, mark, ignoreCase, stripLineEnd, stripBOM) => {
      let body = stripBOM && pattern[0] === BOM ? pattern.slice(1) : pattern;
      if (body[0] === "#") {
        return;
      }
      let negative = false;
      if (body[0] === "!") {
        negative = true;
        body = body.slice(1);
      }
      const last = body[body.length - 1];
      if (last === SPACE || stripLineEnd && (last === "\r" || last === "\n")) {
        body = trimEnd(body, stripLineEnd);
      }
      if (!body || hasTrailingBackslash(body)) {
        return;
      }
      body = body.replace(REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION, "!").replace(REGEX_REPLACE_LEADING_EXCAPED_HASH, "#");
      const regexPrefix = makeRegexPrefix(body);
      return new IgnoreRule(
        pattern,
        mark,
        body,
        ignoreCase,
        negative,
        regexPrefix
      );
    };
    var RuleManager = class {
      constructor(ignoreCase) {
        this._ignoreCase = ignoreCase;
        this._rules = [];
        this._basenameCount = 0;
      }
      _add(pattern, index) {
        if (pattern && pattern[KEY_IGNORE]) {
          this._rules = this._rules.concat(pattern._rules._rules);
          this._basenameCount += pattern._rules._basenameCount;
          this._added = true;
          return;
        }
        const isStr = isString(pattern);
        const raw = isStr ? pattern : pattern.pattern;
        const rule = checkPattern(raw) && createRule(
          raw,
          isStr ? UNDEFINED : pattern.mark,
          this._ignoreCase,
          !this._split,
          this._stripBOM && !index
        );
        if (rule) {
          this._added = true;
          this._rules.push(rule);
          if (matchesBasename(rule.body)) {
            this._basenameCount++;
          }
        }
      }
      // @param {Array<string> | string | Ignore} pattern
      add(pattern) {
        this._added = false;
        this._split = isString(pattern);
        this._stripBOM = !this._split || pattern[0] === BOM;
        makeArray(
          this._split ? splitPattern(pattern) : pattern
        ).forEach(this._add, this);
        if (this._added) {
          this._literalRules = UNDEFINED;
        }
        return this._added;
      }
      // Match the literal 'abc/' for `checkIgnore`, last rule wins. Only a rule
      //   ending in a wildcard can match it (see `checkSourceOf`), so the rest
      //   are left out once, rather than tested or compiled for every path.
      testLiteral(path2) {
        const rules = this._literalRules || (this._literalRules = this._rules.filter(
          ({ body }) => body[body.length - (body[body.length - 1] === SLASH ? 2 : 1)] === "*"
        ));
        let ignored = false;
        let unignored = false;
        let matchedRule;
        for (let index = rules.length - 1; index >= 0; index--) {
          const rule = rules[index];
          if (rule.checkRegex.test(path2)) {
            ignored = !rule.negative;
            unignored = rule.negative;
            matchedRule = rule.negative ? UNDEFINED : rule;
            break;
          }
        }
        const ret = {
          ignored,
          unignored
        };
        if (matchedRule) {
          ret.rule = matchedRule;
        }
        return ret;
      }
      // Test one single path without recursively checking parent directories
      //
      // - mode `string` either `MODE_IGNORE` or `MODE_CHECK_IGNORE`
      // @returns {TestResult}
      test(path2, mode) {
        const rules = this._rules;
        const { length } = rules;
        const shortcut = this._basenameCount * 2 >= length;
        const basename = shortcut ? basenameOf(path2) : path2;
        for (let index = length - 1; index >= 0; index--) {
          const rule = rules[index];
          if (rule[mode].test(
            shortcut && rule._basenameOnly ? basename : path2
          )) {
            const { negative } = rule;
            const ret = {
              ignored: !negative,
              unignored: negative
            };
            if (!negative) {
              ret.rule = rule;
            }
            return ret;
          }
        }
        return {
          ignored: false,
          unignored: false
        };
      }
    };
    var throwError = (message, Ctor) => {
      throw new Ctor(message);
    };
    var checkPath = (path2, originalPath, doThrow) => {
      if (!isString(path2)) {
        return doThrow(
          `path must be a string, but got \`${originalPath}\``,
          TypeError
        );
      }
      if (!path2) {
        return doThrow(`path must not be empty`, TypeError);
      }
      if (checkPath.isNotRelative(path2)) {
        const r = "`path.relative()`d";
        return doThrow(
          `path should be a ${r} string, but got "${originalPath}"`,
          RangeError
        );
      }
      return true;
    };
    var isNotRelative = (path2) => {
      const first = path2.charCodeAt(0);
      if (first === SLASH_CODE) {
        return true;
      }
      if (first !== DOT_CODE) {
        return false;
      }
      if (path2.length === 1) {
        return true;
      }
      const second = path2.charCodeAt(1);
      if (second === SLASH_CODE) {
        return true;
      }
      if (second !== DOT_CODE) {
        return false;
      }
      return path2.length === 2 || path2.charCodeAt(2) === SLASH_CODE;
    };
    checkPath.isNotRelative = isNotRelative;
    checkPath.convert = (p) => p;
    var convertPath = (target) => isString(target) && checkPath.convert(target);
    var Ignore = class {
      constructor({
        ignorecase = true,
        ignoreCase = ignorecase,
        allowRelativePaths = false
      } = {}) {
        define2(this, KEY_IGNORE, true);
        this._rules = new RuleManager(ignoreCase);
        this._strictPathCheck = !allowRelativePaths;
        this._initCache();
      }
      _initCache() {
        this._ignoreCache = /* @__PURE__ */ Object.create(null);
        this._testCache = /* @__PURE__ */ Object.create(null);
      }
      add(pattern) {
        if (this._rules.add(pattern)) {
          this._initCache();
        }
        return this;
      }
      // legacy
      addPattern(pattern) {
        return this.add(pattern);
      }
      // @returns {TestResult}
      _test(originalPath, cache, path2) {
        checkPath(
          path2,
          originalPath,
          this._strictPathCheck ? throwError : RETURN_FALSE
        );
        return path2 ? this._t(path2, cache) : {
          ignored: false,
          unignored: false
        };
      }
      checkIgnore(target) {
        const path2 = convertPath(target);
        if (!path2 || path2.charCodeAt(path2.length - 1) !== SLASH_CODE) {
          return this._test(target, this._testCache, path2);
        }
        const dir = this._t(path2, this._testCache);
        if (dir.ignored) {
          return dir;
        }
        const literal2 = this._rules.testLiteral(path2);
        return literal2.ignored || literal2.unignored ? literal2 : dir;
      }
      _t(path2, cache) {
        if (path2 in cache) {
          return cache[path2];
        }
        const parentPath = parentOf3(path2);
        const parent = parentPath ? this._t(parentPath, cache) : UNDEFINED;
        return cache[path2] = parent && parent.ignored ? parent : this._rules.test(path2, MODE_IGNORE);
      }
      ignores(path2) {
        return this._test(path2, this._ignoreCache, convertPath(path2)).ignored;
      }
      createFilter() {
        return (path2) => !this.ignores(path2);
      }
      filter(paths2) {
        return makeArray(paths2).filter(this.createFilter());
      }
      // @returns {TestResult}
      test(path2) {
        return this._test(path2, this._testCache, convertPath(path2));
      }
    };
    var factory = (options) => new Ignore(options);
    var isPathValid = (path2) => checkPath(convertPath(path2), path2, RETURN_FALSE);
    var setupWindows = () => {
      const makePosix = (str) => /^\\\\\?\\/.test(str) || /["<>|\u0000-\u001F]+/u.test(str) ? str : str.replace(/\\/g, "/");
      checkPath.convert = makePosix;
      const REGEX_TEST_WINDOWS_PATH_ABSOLUTE = /^[a-z]:\//i;
      checkPath.isNotRelative = (path2) => REGEX_TEST_WINDOWS_PATH_ABSOLUTE.test(path2) || isNotRelative(path2);
    };
    if (
      // Detect `process` so that it can run in browsers.
      typeof process !== "undefined" && process.platform === "win32"
    ) {
      setupWindows();
    }
    module.exports = factory;
    factory.default = factory;
    module.exports.isPathValid = isPathValid;
    define2(module.exports, /* @__PURE__ */ Symbol.for("setupWindows"), setupWindows);
  }
});

// src/escape/width.ts
var TAB = 4;
var MARK = /^[\p{Mn}\p{Me}]$/u;
var WIDE = new RegExp("^(?:\\p{Emoji_Presentation}|[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6\\u{1b000}-\\u{1b2ff}\\u{20000}-\\u{3fffd}])$", "u");
function widthOf(text3) {
  let width = 0;
  for (const character of text3) width += cellsOf(character);
  return width;
}
function cellsOf(character) {
  if (character >= " " && character <= "~") return 1;
  if (MARK.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
function shown(text3, from = 0) {
  let out = "";
  let width = from;
  for (const part of text3.split(/(\t)/)) {
    const piece = part === "	" ? " ".repeat(TAB - width % TAB) : safe(part);
    out += piece;
    width += widthOf(piece);
  }
  return out;
}
function fitted(text3, cells) {
  if (widthOf(text3) <= cells) return text3;
  let out = "";
  let width = 0;
  for (const character of text3) {
    width += cellsOf(character);
    if (width > cells - 1) break;
    out += character;
  }
  return `${out}\u2026`;
}
function wrapped(text3, cells) {
  const lines = [];
  let line = "";
  let width = 0;
  for (const word of text3.split(" ")) {
    const more = widthOf(word);
    if (line !== "" && width + 1 + more > cells) {
      lines.push(line);
      [line, width] = [word, more];
    } else if (line === "") [line, width] = [word, more];
    else [line, width] = [`${line} ${word}`, width + 1 + more];
  }
  return [...lines, line];
}

// src/report/colors.ts
var import_picocolors = __toESM(require_picocolors(), 1);
function colors(enabled) {
  const paint = import_picocolors.default.createColors(enabled);
  return {
    error: (text3) => paint.bold(paint.red(text3)),
    warning: (text3) => paint.bold(paint.yellow(text3)),
    notice: (text3) => paint.bold(paint.cyan(text3)),
    title: (text3) => paint.bold(paint.underline(text3)),
    strong: paint.bold,
    faint: paint.dim,
    good: paint.green
  };
}

// src/report/frame.ts
var MOST_LINES = 4;
function codeFrame(place, style) {
  if (place.span === void 0) return [];
  const range = trimmed(place.file, rangeOf(place));
  const first = Math.max(1, range.start.line - 1);
  const lastShown = Math.min(range.end.line, range.start.line + MOST_LINES - 1);
  const hidden2 = range.end.line - lastShown;
  const last = hidden2 > 0 ? lastShown : Math.min(lastLine(place.file), lastShown + 1);
  const digits = String(last).length;
  const room = Math.max(20, style.columns - digits - 5);
  const skip = skipped(place.file, range, room);
  const lines = [];
  for (let line = first; line <= last; line += 1) {
    const marked = line >= range.start.line && line <= range.end.line;
    const text3 = cropped(lineText(place.file, line), skip, room);
    const mark = marked ? style.paint(">") : " ";
    lines.push(numbered({ line, digits, mark, text: text3 }, style.colors));
    if (line === range.start.line) {
      const marker = markerOf(place.file, range, { skip, room });
      const blank2 = " ".repeat(marker.from);
      lines.push(`${gutter(" ".repeat(digits), " ", style.colors)} ${blank2}${style.paint(marker.marks)}`);
    }
  }
  if (hidden2 > 0)
    lines.push(`${gutter("\xB7".padStart(digits), " ", style.colors)} ${moreLines(hidden2, style)}`);
  return lines;
}
function trimmed(file, { start, end }) {
  if (end.column > 1 || end.line === start.line) return { start, end };
  const line = end.line - 1;
  return { start, end: { line, column: lineText(file, line).length + 1 } };
}
function lastLine(file) {
  const last = file.lineStarts.length;
  return last > 1 && lineText(file, last) === "" ? last - 1 : last;
}
function skipped(file, { start }, room) {
  const text3 = lineText(file, start.line);
  if (widthOf(shown(text3)) <= room) return 0;
  const before = start.column - 1;
  return before < room / 2 ? 0 : before - Math.floor(room / 3);
}
function cropped(text3, skip, room) {
  if (skip === 0) return fitted(shown(text3), room);
  return text3.length > skip ? fitted(`\u2026${shown(text3.slice(skip + 1), 1)}`, room) : "";
}
function markerOf(file, { start, end }, { skip, room }) {
  const text3 = lineText(file, start.line);
  const to = end.line === start.line ? end.column - 1 : text3.length;
  const before = skip === 0 ? shown(text3.slice(0, start.column - 1)) : shownAfter(text3, skip, start);
  const from = Math.min(widthOf(before), room - 1);
  const cells = widthOf(shown(text3.slice(start.column - 1, to), from));
  return { from, marks: "^".repeat(Math.max(1, Math.min(cells, room - from))) };
}
function shownAfter(text3, skip, start) {
  return `\u2026${shown(text3.slice(skip + 1, start.column - 1), 1)}`;
}
function numbered({ line, digits, mark, text: text3 }, colors2) {
  const head = gutter(String(line).padStart(digits), mark, colors2);
  return text3 === "" ? head : `${head} ${text3}`;
}
function gutter(number, mark, colors2) {
  return `${mark} ${colors2.faint(`${number} \u2502`)}`;
}
function moreLines(hidden2, { colors: colors2 }) {
  return colors2.faint(`and ${hidden2} more ${hidden2 === 1 ? "line" : "lines"}`);
}

// src/report/place.ts
function placeText(place) {
  const path2 = safe(place.file.path);
  if (place.span === void 0) return path2;
  const { line, column } = rangeOf(place).start;
  return `${path2}:${line}:${column}`;
}

// src/app/failure.ts
var COLUMNS = 120;
function commandFailureText(failure2, colors2) {
  if (failure2.kind === "usage") return `keelcheck: ${safe(failure2.message)}
`;
  const style = { colors: colors2, paint: colors2.error, columns: COLUMNS };
  return failure2.problems.map(({ at, message }) => {
    const head = `${colors2.strong(placeText(at))}: ${colors2.error("error")}: ${safe(message)}`;
    return `${[head, ...codeFrame(at, style).map((line) => `  ${line}`)].join("\n")}
`;
  }).join("\n");
}
function failureLines(failure2) {
  if (failure2.kind === "usage") return [safe(failure2.message)];
  return failure2.problems.map(({ at, message }) => `${placeText(at)}: ${safe(message)}`);
}

// src/model/stock/accounts.ts
var user = (name, uid, [group, gid] = [name, uid]) => ({
  name,
  uid,
  group,
  gid,
  ...name === "root" ? {} : { noLogin: true }
});
var debianUsers = [
  user("root", 0),
  user("daemon", 1),
  user("bin", 2),
  user("sys", 3),
  user("sync", 4, ["nogroup", 65534]),
  user("games", 5, ["games", 60]),
  user("man", 6, ["man", 12]),
  user("lp", 7),
  user("mail", 8),
  user("news", 9),
  user("uucp", 10),
  user("proxy", 13),
  user("www-data", 33),
  user("backup", 34),
  user("list", 38),
  user("irc", 39),
  user("_apt", 42, ["nogroup", 65534]),
  user("nobody", 65534, ["nogroup", 65534])
];
var debianGroups = [
  ["adm", 4],
  ["tty", 5],
  ["disk", 6],
  ["kmem", 15],
  ["dialout", 20],
  ["fax", 21],
  ["voice", 22],
  ["cdrom", 24],
  ["floppy", 25],
  ["tape", 26],
  ["sudo", 27],
  ["audio", 29],
  ["dip", 30],
  ["operator", 37],
  ["src", 40],
  ["shadow", 42],
  ["utmp", 43],
  ["video", 44],
  ["sasl", 45],
  ["plugdev", 46],
  ["staff", 50],
  ["users", 100]
];
var alpineUsers = [
  user("root", 0),
  user("bin", 1),
  user("daemon", 2),
  user("lp", 4, ["lp", 7]),
  user("sync", 5, ["root", 0]),
  user("shutdown", 6, ["root", 0]),
  user("halt", 7, ["root", 0]),
  user("mail", 8, ["mail", 12]),
  user("news", 9, ["news", 13]),
  user("uucp", 10, ["uucp", 14]),
  user("cron", 16),
  user("ftp", 21),
  user("sshd", 22),
  user("games", 35, ["users", 100]),
  user("ntp", 123),
  user("guest", 405, ["users", 100]),
  user("nobody", 65534)
];
var alpineGroups = [
  ["sys", 3],
  ["adm", 4],
  ["tty", 5],
  ["disk", 6],
  ["kmem", 9],
  ["wheel", 10],
  ["floppy", 11],
  ["dialout", 20],
  ["audio", 18],
  ["cdrom", 19],
  ["tape", 26],
  ["video", 27],
  ["netdev", 28],
  ["kvm", 34],
  ["shadow", 42],
  ["www-data", 82],
  ["users", 100],
  ["utmp", 406],
  ["ping", 999],
  ["nogroup", 65533]
];
var rhelUsers = [
  user("root", 0),
  user("bin", 1),
  user("daemon", 2),
  user("adm", 3, ["adm", 4]),
  user("lp", 4, ["lp", 7]),
  user("sync", 5, ["root", 0]),
  user("shutdown", 6, ["root", 0]),
  user("halt", 7, ["root", 0]),
  user("mail", 8, ["mail", 12]),
  user("operator", 11, ["root", 0]),
  user("games", 12, ["users", 100]),
  user("ftp", 14, ["ftp", 50]),
  user("nobody", 65534)
];
var rhelGroups = [
  ["sys", 3],
  ["tty", 5],
  ["disk", 6],
  ["kmem", 9],
  ["wheel", 10],
  ["cdrom", 11],
  ["man", 15],
  ["dialout", 18],
  ["floppy", 19],
  ["tape", 33],
  ["video", 39],
  ["lock", 54],
  ["audio", 63],
  ["users", 100]
];
var SYSTEMS = {
  debian: { users: debianUsers, groups: debianGroups },
  alpine: { users: alpineUsers, groups: alpineGroups },
  rhel: { users: rhelUsers, groups: rhelGroups },
  none: { users: [{ name: "root", uid: 0, gid: 0 }], groups: [] }
};
function accountsOfSystem(system) {
  return SYSTEMS[system];
}

// src/model/stock/base-environments.ts
var SET = {
  nginx: "NGINX_VERSION NJS_VERSION NJS_RELEASE PKG_RELEASE DYNPKG_RELEASE OTEL_VERSION ACME_VERSION GPG_KEYS CONFIG",
  "nginxinc/nginx-unprivileged": "NGINX_VERSION NJS_VERSION NJS_RELEASE PKG_RELEASE DYNPKG_RELEASE OTEL_VERSION",
  httpd: "HTTPD_PREFIX HTTPD_VERSION HTTPD_SHA256 HTTPD_SHA1 HTTPD_PATCHES HTTPD_BZ2_URL HTTPD_BZ2_FALLBACK_URL HTTPD_ASC_URL HTTPD_ASC_FALLBACK_URL APACHE_DIST_URLS OPENSSL_VERSION NGHTTP2_VERSION GPG_KEY",
  php: "PHP_VERSION PHP_SHA256 PHP_MD5 PHP_SHA1 PHP_URL PHP_ASC_URL PHP_FILENAME GPG_KEYS PHPIZE_DEPS PHP_INI_DIR PHP_CFLAGS PHP_CPPFLAGS PHP_LDFLAGS CFLAGS CPPFLAGS LDFLAGS APACHE_CONFDIR APACHE_ENVVARS PHP_EXTRA_CONFIGURE_ARGS PHP_EXTRA_BUILD_DEPS PHP_PDO_PATCH_URL PHP_PDO_PATCH_SHA256",
  node: "NODE_VERSION YARN_VERSION NPM_VERSION NPM_CONFIG_LOGLEVEL NPM_CONFIG_PREFIX",
  python: "LANG GPG_KEY PYTHON_VERSION PYTHON_RELEASE PYTHON_SHA256 PYTHON_PIP_VERSION PYTHON_GET_PIP_URL PYTHON_GET_PIP_SHA256 PYTHON_SETUPTOOLS_VERSION PYTHON_WHEEL_VERSION PYTHONIOENCODING",
  ruby: "LANG RUBY_VERSION RUBY_MAJOR RUBY_DOWNLOAD_URL RUBY_DOWNLOAD_SHA256 RUBYGEMS_VERSION BUNDLER_VERSION GEM_HOME GEM_PATH BUNDLE_PATH BUNDLE_PATH__SYSTEM BUNDLE_APP_CONFIG BUNDLE_BIN BUNDLE_SILENCE_ROOT_WARNING",
  golang: "GOLANG_VERSION GOTOOLCHAIN GOPATH GOLANG_DOWNLOAD_URL GOLANG_DOWNLOAD_SHA1 GOLANG_DOWNLOAD_SHA256 GOLANG_SRC_URL GOLANG_SRC_SHA1 GOLANG_SRC_SHA256 GOLANG_COMMIT GOLANG_CROSSPLATFORMS GOLANG_GOOS GOLANG_GOARCH GOLANG_BOOTSTRAP_VERSION GOLANG_BOOTSTRAP_URL GOLANG_BOOTSTRAP_SHA1 GOARM GIT_VERSION GIT_DOWNLOAD_URL GIT_DOWNLOAD_SHA256 GIT_TAG",
  redis: "REDIS_VERSION REDIS_DOWNLOAD_URL REDIS_DOWNLOAD_SHA REDIS_DOWNLOAD_SHA1 GOSU_VERSION GOSU_GPG_KEY"
};
var NAMES_OF = new Map(
  Object.entries(SET).map(([image, names]) => [image, /* @__PURE__ */ new Set(["PATH", ...names.split(" ")])])
);
function environmentNamesOf({ names }) {
  return names.map((name) => NAMES_OF.get(name)).find((found) => found !== void 0);
}

// src/model/stock/likely-system.ts
var MOST_CHARACTERS = 1e4;
var PACKAGE_MANAGERS = [
  [/\bapk (?:-\S+ )*(?:add|update|upgrade)\b/, "alpine"],
  [/\b(?:microdnf|dnf|yum) /, "almalinux"]
];
var NAMED = [
  [/alpine/, "alpine"],
  [/ubi\d|rhel|centos|rocky|alma|fedora|oraclelinux/, "almalinux"]
];
function likelySystem(ref, { file, span }) {
  const start = span?.end ?? 0;
  const [behind3 = ""] = file.text.slice(start, start + MOST_CHARACTERS).split(/^\s*FROM\s/im);
  const found = PACKAGE_MANAGERS.find(([used]) => used.test(behind3)) ?? NAMED.find(([name]) => name.test(ref));
  return found?.[1] ?? "debian";
}

// src/model/shell/packages.ts
var MANAGERS = {
  "apt-get": {
    install: ["install"],
    remove: ["remove", "purge"],
    options: { short: "otc", long: ["option", "target-release", "config-file"] }
  },
  apt: {
    install: ["install"],
    remove: ["remove", "purge"],
    options: { short: "otc", long: ["option", "target-release", "config-file"] }
  },
  aptitude: {
    install: ["install"],
    remove: ["remove", "purge"],
    options: { short: "ot", long: ["target-release"] }
  },
  apk: {
    install: ["add"],
    remove: ["del"],
    options: { short: "tpX", long: ["virtual", "root", "repository", "repositories-file"] }
  },
  yum: { install: ["install", "reinstall"], remove: ["remove", "erase"], options: { short: "cx", long: [] } },
  dnf: { install: ["install", "reinstall"], remove: ["remove", "erase"], options: { short: "cx", long: [] } },
  microdnf: {
    install: ["install", "reinstall"],
    remove: ["remove", "erase"],
    options: { short: "cx", long: [] }
  }
};
function packageEffects(program, args) {
  const manager = ownValue(MANAGERS, program);
  if (manager === void 0) return void 0;
  const { names } = operands(args, manager.options);
  const verb = names.findIndex((name) => manager.install.includes(name) || manager.remove.includes(name));
  if (verb < 0) return [];
  const packages = names.slice(verb + 1).map(packageName);
  if (!manager.install.includes(names[verb] ?? "")) return [{ kind: "uninstall", packages }];
  const isBare3 = args.some((arg) => /^--no-install-recommends$|Install-Recommends=(false|0)\b/.test(arg));
  return [{ kind: "install", packages, ...isBare3 && { bare: true } }];
}
function packageName(text3) {
  return text3.replace(/[=~<>:/@].*$/, "");
}
var BRINGS_APACHE = /^(apache2|libapache2-mod-.*|php(\d(\.\d)?)?|phpmyadmin|roundcube|wordpress|nagios4-cgi)$/;
var NGINX = /^(nginx|nginx-(light|full|extras|core|mainline|stable)|libnginx-mod-.*)$/;
var APACHE = /^(apache2|httpd|apache2-(ssl|proxy|utils)|httpd-core)$/;
function serverOf(name, system) {
  if (NGINX.test(name) && !/^nginx-(common|mod)/.test(name)) return "nginx";
  if (system === "rhel" && name === "mod_ssl") return "apache";
  if (system === "debian" && BRINGS_APACHE.test(name)) return "apache";
  return APACHE.test(name) && name !== "apache2-utils" ? "apache" : void 0;
}
var MAKES_NONE = /^(lib.*|.*-(dev|devel|dbg|doc|docs|common|utils|tools|minimal|headers|static)|python3?([-.].*)?|py3-.*|php.*|ruby.*|perl.*|node(js)?|npm|yarn|go|golang.*|gcc.*|g\+\+.*|clang.*|cmake|make|build-essential|build-base|curl|wget|ca-certificates|git|unzip|zip|tar|gzip|bzip2|xz.*|zstd|jq|yq|vim.*|nano|less|bash|dash|zsh|busybox|coreutils|findutils|grep|sed|gawk|file|tini|dumb-init|gosu|su-exec|sudo|doas|runit|s6|execline|supervisor|cron|tzdata|locales.*|gnupg.*|gpg.*|apt-transport-https|software-properties-common|lsb-release|procps.*|psmisc|iproute2|iputils.*|net-tools|dnsutils|bind-tools|netcat.*|nmap|strace|openssl|openssh-client.*|default-jre.*|default-jdk.*|openjdk.*|ffmpeg|imagemagick|graphviz|fonts-.*|ttf-.*|musl.*|glibc.*|gettext.*|envsubst|shadow|linux-headers|pkg-config|pkgconf|autoconf|automake|libtool|patch|diffutils|rsync|socat|certbot|logrotate|moreutils|nginx-.*|httpd-.*|apache2-.*|brotli|aria2|xvfb|chromium.*|firefox.*|[a-z]+-client)$/;
var SERVERS_MAKE = {
  nginx: { debian: [], alpine: ["nginx"], rhel: ["nginx"] },
  apache2: { debian: [], alpine: ["apache"] },
  httpd: { rhel: ["apache"] },
  mod_ssl: { rhel: ["apache"] }
};
var MAKES = {
  "redis-server": ["redis"],
  redis: ["redis"],
  "openssh-server": ["sshd"],
  memcached: ["memcache", "memcached"],
  haproxy: ["haproxy"],
  varnish: ["varnish", "vcache"],
  dnsmasq: ["dnsmasq"],
  postgresql: ["postgres"],
  "mariadb-server": ["mysql"],
  "mysql-server": ["mysql"],
  mariadb: ["mysql"]
};
function usersOfPackage(name, system) {
  const byServer = ownValue(SERVERS_MAKE, name);
  if (byServer !== void 0) return ownValue(byServer, system ?? "");
  const made = ownValue(MAKES, name);
  if (made !== void 0) return made;
  return MAKES_NONE.test(name) || name.startsWith(".") || name.startsWith("-") ? [] : void 0;
}

// src/model/stages/apply/packages.ts
var INSTALLS = {
  debian: { nginx: nginxDebian, apache: apacheDebian },
  alpine: { nginx: nginxAlpine, apache: apacheAlpine },
  rhel: { nginx: nginxRhel, apache: apacheRhel }
};
function applyInstall(state, { packages, bare }, at) {
  for (const name of packages) {
    state.packages.add(name);
    const server = serverOf(name, state.system);
    if (name === "supervisor") installSupervisor(state, at);
    if (server !== void 0) installServer(state, server, { at, ...bare && { bare } });
    installListener(state, name, at);
    const users = usersOfPackage(name, state.system);
    if (users === void 0)
      state.otherAccounts ??= unknown(
        { key: `users of package ${name}`, why: `the package ${name} may create users` },
        at
      );
    for (const user2 of users ?? []) addStockUser(state, { name: user2 }, { at, from: "package" });
  }
}
var LISTENERS = {
  alpine: {
    "apache2-ssl": {
      "/etc/apache2/conf.d/ssl.conf": "LoadModule ssl_module modules/mod_ssl.so\nListen 443\n"
    }
  },
  rhel: {
    mod_ssl: {
      "/etc/httpd/conf.modules.d/00-ssl.conf": "LoadModule ssl_module modules/mod_ssl.so\n",
      "/etc/httpd/conf.d/ssl.conf": "Listen 443 https\n"
    }
  }
};
function installListener(state, name, at) {
  const added = ownValue(ownValue(LISTENERS, state.system ?? "") ?? {}, name);
  if (added === void 0) return;
  const files = containerFiles(state.layers, state.work.budget);
  const fresh = Object.entries(added).filter(([path2]) => !isFile(files.entry(path2)));
  state.layers.push(
    putLayer(
      fresh.map(([path2, text3]) => ({
        path: path2,
        kind: "file",
        owner: known({ user: "root" }, at),
        mode: known(420, at),
        content: known({ file: sourceFile(path2, text3), place: () => at }, at),
        at,
        from: "package",
        because: [{ at, note: `${path2} comes with ${name}` }]
      }))
    )
  );
}
var SUPERVISOR = {
  debian: ["/etc/supervisor/supervisord.conf", "/etc/supervisor/conf.d", "*.conf"],
  alpine: ["/etc/supervisord.conf", "/etc/supervisor.d", "*.ini"],
  rhel: ["/etc/supervisord.conf", "/etc/supervisord.d", "*.ini"]
};
function installSupervisor(state, at) {
  if (state.system === void 0 || state.system === "none") return;
  const [path2, folder, pattern] = SUPERVISOR[state.system];
  const files = containerFiles(state.layers, state.work.budget);
  if (isFile(files.entry(path2))) return;
  const text3 = `[supervisord]
[include]
files = ${folder}/${pattern}
`;
  const stock = { owner: known({ user: "root" }, at), at, from: "package", because: [] };
  state.layers.push(
    putLayer([
      {
        ...stock,
        path: path2,
        kind: "file",
        mode: known(420, at),
        content: known({ file: sourceFile(path2, text3), place: () => at }, at)
      },
      {
        ...stock,
        path: folder,
        kind: "directory",
        mode: known(493, at),
        content: unknown({ key: "folder", why: "it is a folder" }, at)
      }
    ])
  );
}
var NGINX_ORG = ["nginx.org/packages", "nginx.org/keys"];
function namesNginxOrg(step2) {
  return NGINX_ORG.some(
    (address2) => namesWord(step2, address2) || step2.effects.some(
      ({ effect }) => effect.kind === "write" && effect.content.known && effect.content.value.file.text.includes(address2)
    )
  );
}
function installServer(state, kind, how) {
  if (state.servers.some(({ install: install2 }) => install2.kind === kind)) return;
  if (state.system === void 0 || state.system === "none") return;
  const foreign = kind === "nginx" && state.steps.some(namesNginxOrg);
  addServer(state, foreign ? nginxOrg : INSTALLS[state.system][kind], { ...how, from: "package" });
}
function addServer(state, install2, { at, from, bare }) {
  state.servers.push({ install: install2, at, from, ...bare && { bare }, ...state.baseRef });
  const files = containerFiles(state.layers, state.work.budget);
  const fresh = stockFiles(install2, { at, from }).filter(({ path: path2 }) => !isFile(files.entry(path2)));
  state.layers.push(putLayer(fresh));
  for (const user2 of install2.users) addStockUser(state, user2, { at, from });
}
function addStockUser(state, user2, { at, from }) {
  const group = user2.group ?? user2.name;
  if (!state.users.some(({ name }) => name === user2.name)) {
    state.users.push({
      ...user2.noLogin === void 0 ? {} : { noLogin: user2.noLogin },
      name: user2.name,
      ...user2.uid === void 0 ? {} : { uid: user2.uid },
      group,
      from,
      at
    });
  }
  if (!state.groups.some(({ name }) => name === group)) {
    state.groups.push({ name: group, ...user2.gid === void 0 ? {} : { gid: user2.gid }, from, at });
  }
}
function stockFiles(install2, { at, from }) {
  const made = (path2, rest) => ({
    path: path2,
    owner: known({ user: ownerOf(install2, path2), group: "root" }, at),
    mode: known(
      ownValue(install2.modes, path2) ?? (rest.kind === "directory" ? 493 : 420) | groupBits(install2, path2),
      at
    ),
    at,
    from,
    because: [{ at, note: `${path2} comes with ${install2.title}` }],
    ...rest
  });
  const program = unknown({ key: "program", why: "it is a program" }, at);
  return [
    ...[install2.program, ...install2.scripts ?? []].map((path2) => ({
      ...made(path2, { kind: "file", content: program }),
      mode: known(493, at)
    })),
    ...install2.folders.map(
      (path2) => made(path2, { kind: "directory", content: unknown({ key: "folder", why: "it is a folder" }, at) })
    ),
    ...stockTexts(install2).map(
      (file) => made(file.path, { kind: "file", content: known({ file, place: () => at }, at) })
    ),
    ...Object.entries(install2.links).map(
      ([path2, target]) => made(path2, { kind: "link", content: unknown({ key: "link", why: "it is a link" }, at), target })
    )
  ];
}
var stockTexts = once(
  ({ files }) => Object.entries(files).map(([path2, text3]) => sourceFile(path2, text3))
);
function groupBits({ groupWrites = [] }, path2) {
  return groupWrites.some((folder) => isWithin(path2, folder)) ? 16 : 0;
}
function ownerOf(install2, path2) {
  for (let at = path2; at !== "/"; at = parentOf(at)) {
    const owner = ownValue(install2.owners, at);
    if (owner !== void 0) return owner;
  }
  return "root";
}
function applyUninstall(state, packages) {
  for (const name of packages) {
    const kind = serverOf(name, state.system);
    const index = state.servers.findIndex(({ install: install2 }) => install2.kind === kind);
    const server = state.servers[index];
    if (server === void 0) continue;
    state.servers.splice(index, 1);
    const paths2 = Object.keys(server.install.files);
    state.layers.push(removeMatchingLayer("/", (path2) => paths2.some((gone) => isWithin(path2, gone))));
  }
}

// src/model/stages/base.ts
var COVERED = [
  "/app",
  "/docker-entrypoint.d",
  "/etc/apache2",
  "/etc/confd",
  "/etc/cont-init.d",
  "/etc/cron.d",
  "/etc/httpd",
  "/etc/letsencrypt",
  "/etc/my_init.d",
  "/etc/nginx",
  "/etc/s6-overlay",
  "/etc/service",
  "/etc/services.d",
  "/etc/supervisor",
  "/etc/supervisor.d",
  "/etc/supervisord.d",
  "/home",
  "/opt",
  "/run/nginx",
  "/srv",
  "/usr/local/apache2",
  "/usr/share/nginx",
  "/usr/src/app",
  "/var/lib/nginx",
  "/var/log/apache2",
  "/var/log/httpd",
  "/var/log/nginx",
  "/var/www"
];
var STANDARD = new Set(
  "bin boot dev etc home lib lib32 lib64 libx32 media mnt opt proc root run sbin srv sys tmp usr var".split(
    " "
  )
);
var BARE = /* @__PURE__ */ new Set(["debian", "ubuntu", "alpine", "rockylinux", "almalinux", "fedora", "oraclelinux"]);
function isBare(image) {
  return image.names.some((name) => BARE.has(name));
}
function applyRegistryBase(state, ref, policy) {
  const { plain: plain4, declared, recorded, stock } = sourcesOf(ref, policy);
  const { configuration, contents } = openBase(ref, policy, state.from);
  state.baseRef = declared?.like === void 0 ? { on: plain4 } : { on: declared.like, like: ref };
  if (stock !== void 0) applyStockContents(state, stock, ref);
  if (contents !== void 0) applyUnknownContents(state, contents);
  if (recorded !== void 0) applyRecorded(state, recorded);
  else if (stock !== void 0) applyStockConfiguration(state, stock.image);
  if (stock !== void 0 && declared?.like === void 0)
    state.baseNames ??= environmentNamesOf(stock.image);
  state.unknownBase = configuration;
  if (configuration !== void 0) state.workdir = null;
  if (declared !== void 0) applyDeclared(state, declared);
  const listed4 = findBase(unmirrored(ref, policy.registries)) !== void 0;
  const family = stock === void 0 ? {} : { family: stock.image.names[0] ?? ref };
  return listed4 ? { ...family, listed: listed4 } : family;
}
function applyUnknownBase(state, why) {
  state.unknownBase = why;
  state.workdir = null;
  applyUnknownContents(state, why);
}
function openBase(ref, policy, at) {
  const { declared, recorded, stock } = sourcesOf(ref, policy);
  if (stock !== void 0) return {};
  const like = likeSettle(ref, at, declared);
  if (recorded !== void 0) {
    const why2 = `the files and users of base image ${ref} are not recorded`;
    return { contents: unknown({ key: `contents of ${ref}`, why: why2, ofBase: true }, at, like) };
  }
  const why = { key: `base ${ref}`, ...nothingKnown(ref, declared), ofBase: true };
  const record2 = recordCommand(ref) ?? `fix the FROM: ${ref} is not a valid image reference`;
  return { configuration: unknown(why, at, record2), contents: unknown(why, at, like) };
}
function isDeclared(ref, policy) {
  return sourcesOf(ref, policy).declared !== void 0;
}
function recordCommand(ref) {
  return isReference(ref) ? `docker image inspect ${ref} | keelcheck bases add ${ref}` : void 0;
}
function sourcesOf(ref, policy) {
  const plain4 = unmirrored(ref, policy.registries);
  const declared = policy.baseImages.find(
    (base) => sameReference(base.ref, ref) || sameReference(base.ref, plain4)
  );
  const recorded = policy.recordedBases?.find((base) => isRecordOf(base, ref) || isRecordOf(base, plain4));
  return { plain: plain4, declared, recorded, stock: findBase(declared?.like ?? plain4) };
}
function nothingKnown(ref, declared) {
  if (declared?.like !== void 0)
    return { why: `base image ${ref} is like ${declared.like}, which is unknown` };
  if (declared !== void 0)
    return { why: `base image ${ref} is unknown but for what base-images: in the policy says` };
  return { why: `unknown base image ${ref}`, clause: `base image ${ref} is unknown` };
}
function likeSettle(ref, at, declared) {
  if (declared?.like !== void 0)
    return "under like:, name a public image from the table of bases, such as nginx, httpd, debian or alpine";
  return `say in .github/keelcheck.yml which public image it is like:
base-images:
  ${ref}: { like: ${likelySystem(ref, at)} }`;
}
function applyUnknownContents(state, why) {
  state.otherAccounts = why;
  state.layers.push(partlyKnownLayer(() => false, why));
}
function applyStockContents(state, { image, system }, ref) {
  const at = state.from;
  state.base = image;
  state.system = system;
  const bare = isBare(image);
  state.bareBase = bare;
  if (bare) state.baseNames = /* @__PURE__ */ new Set();
  const covers2 = (path2) => COVERED.some((folder) => isWithin(path2, folder)) || bare && !STANDARD.has(path2.split("/")[1] ?? "");
  const why = { key: `files of ${ref}`, why: `what ${ref} has there is unknown`, ofBase: true };
  state.layers.push(partlyKnownLayer(covers2, unknown(why, at)));
  state.layers.push(systemFolderLayer(system, at));
  addAccounts(state, system);
  for (const user2 of image.users) addStockUser(state, user2, { at, from: "base" });
  for (const install2 of image.servers) addServer(state, install2, { at, from: "base" });
}
function applyStockConfiguration(state, image) {
  const at = state.from;
  state.workdir = image.workdir ?? "/";
  for (const port2 of image.exposes) state.exposes.push({ port: port2, protocol: "tcp", at, own: false });
  for (const value of image.volumes ?? []) state.volumes.push({ value, at });
  if (image.user !== void 0) {
    state.user = { spec: image.user.name ?? String(image.user.uid), at, own: false };
  }
  if (image.entrypoint !== void 0) state.entrypoint = { words: image.entrypoint, at };
  if (image.cmd !== void 0) state.cmd = { words: image.cmd, at };
}
function applyRecorded(state, base) {
  const at = state.from;
  state.recordedBase = true;
  state.workdir = base.workdir;
  for (const exposed of base.exposes) {
    const [port2, protocol] = exposed.split("/");
    if (protocol === "tcp" || protocol === "udp" || protocol === "sctp")
      state.exposes.push({ port: Number(port2), protocol, at, own: false });
  }
  for (const value of base.volumes) state.volumes.push({ value, at });
  for (const [name, value] of Object.entries(base.environment))
    state.variables.set(name, { value, kind: "env", at: base.at });
  if (base.user !== "" || state.base?.user !== void 0)
    state.user = { spec: userSpec(base.user || "root"), at, own: false };
  if (base.entrypoint.length > 0) state.entrypoint = { words: base.entrypoint, at };
  if (base.cmd.length > 0) state.cmd = { words: base.cmd, at };
}
function applyDeclared(state, { user: user2, exposes }) {
  const at = state.from;
  if (user2 !== void 0) state.user = { spec: userSpec(user2), at, own: false };
  if (exposes === void 0) return;
  state.exposes.length = 0;
  for (const port2 of exposes) state.exposes.push({ port: port2, protocol: "tcp", at, own: false });
}
function addAccounts(state, system) {
  const at = state.from;
  const { users, groups } = accountsOfSystem(system);
  for (const user2 of users) addStockUser(state, user2, { at, from: "base" });
  for (const [name, gid] of groups) {
    if (!state.groups.some((group) => group.name === name))
      state.groups.push({ name, gid, from: "base", at });
  }
}
function sameReference(declared, ref) {
  const a = parseReference(declared);
  const b = parseReference(ref);
  if (a.registry !== b.registry || a.repository !== b.repository) return false;
  return (a.tag === void 0 || a.tag === b.tag) && (a.digest === void 0 || a.digest === b.digest);
}
function isRecordOf(base, ref) {
  const recorded = parseReference(base.ref);
  const wanted = parseReference(ref);
  if (wanted.digest !== void 0)
    return recorded.digest === wanted.digest || base.digests.includes(wanted.digest);
  if (recorded.registry !== wanted.registry || recorded.repository !== wanted.repository) return false;
  return recorded.digest === void 0 && (recorded.tag ?? "latest") === (wanted.tag ?? "latest");
}

// src/policy/rule-names.ts
function rulePatterns(ids) {
  return [...new Set(ids.map(groupPattern)), ...ids];
}
function namesRule(pattern, id) {
  return pattern === id || pattern === groupPattern(id);
}
function unknownRule(name, patterns) {
  const near = patterns.find((pattern) => pattern.endsWith(`/${name}`)) ?? nearest(name, patterns);
  if (near !== void 0) return `unknown rule "${name}": did you mean "${near}"?`;
  return `unknown rule "${name}": use a rule's id, such as nginx/user-root, or group/*`;
}
function groupPattern(id) {
  return `${id.slice(0, id.indexOf("/"))}/*`;
}

// src/parsers/dockerfile/heredoc-words.ts
function lineWords(text3) {
  const words = [];
  const scanner = { text: text3, at: 0 };
  let start;
  while (scanner.at < text3.length) {
    const at = scanner.at;
    const char = text3[at] ?? "";
    if (/\s/.test(char)) {
      if (start !== void 0) words.push({ start, end: at });
      start = void 0;
      scanner.at++;
      continue;
    }
    const skipped2 = skipPart(scanner);
    if (skipped2 === "open") return [];
    start = skipped2 === "forgets" ? at : start ?? at;
  }
  if (start !== void 0) words.push({ start, end: text3.length });
  return words;
}
function skipPart(scanner) {
  const { text: text3, at } = scanner;
  const char = text3[at];
  if (char === "'") return skipTo(scanner, text3.indexOf("'", at + 1));
  if (char === '"') return skipDouble(scanner);
  if (char === "$") return skipDollar(scanner);
  if (char === "<" && text3[at + 1] === "<") {
    scanner.at += 2;
    while (/[\t\r ]/.test(text3[scanner.at] ?? "")) scanner.at++;
    return void 0;
  }
  scanner.at += char === "\\" ? 2 : 1;
  return void 0;
}
function skipTo(scanner, last) {
  if (last < 0) return "open";
  scanner.at = last + 1;
  return void 0;
}
function skipDouble(scanner) {
  const { text: text3 } = scanner;
  scanner.at++;
  let found;
  while (scanner.at < text3.length) {
    const char = text3[scanner.at];
    if (char === '"') {
      scanner.at++;
      return found;
    }
    if (char === "$") {
      const skipped2 = skipDollar(scanner);
      if (skipped2 === "open") return skipped2;
      found = skipped2 ?? found;
    } else scanner.at += char === "\\" && /["$\\]/.test(text3[scanner.at + 1] ?? "") ? 2 : 1;
  }
  return "open";
}
var NAME = new RegExp("\\p{Nd}+|[@*#?\\-$!]|[\\p{L}\\p{Nd}_]+", "uy");
function skipDollar(scanner) {
  const { text: text3 } = scanner;
  scanner.at++;
  const braced = text3[scanner.at] === "{";
  if (braced && /[{}:]|^$/.test(text3[scanner.at + 1] ?? "")) return "open";
  if (braced) scanner.at++;
  NAME.lastIndex = scanner.at;
  scanner.at += NAME.exec(text3)?.[0].length ?? 0;
  return braced ? skipModifier(scanner) : void 0;
}
function skipModifier(scanner) {
  const { text: text3 } = scanner;
  const sign = text3[scanner.at] ?? "";
  scanner.at++;
  if (sign === "}") return void 0;
  if (sign === "/") {
    if (text3[scanner.at] === "/") scanner.at++;
    return skipUntil(scanner, "/") === "open" ? "open" : skipUntil(scanner, "}");
  }
  const colon = sign === ":";
  const modifier = colon ? text3[scanner.at] ?? "" : sign;
  if (colon) scanner.at++;
  if (modifier === "" || (colon ? /[#%]/ : /[^-+?#%]/).test(modifier)) return "open";
  return skipUntil(scanner, "}");
}
function skipUntil(scanner, stop3) {
  while (scanner.at < scanner.text.length) {
    if (scanner.text[scanner.at] === stop3) {
      scanner.at++;
      return "forgets";
    }
    if (skipPart(scanner) === "open") return "open";
  }
  return "open";
}

// src/parsers/dockerfile/lines.ts
function splitLines(text3) {
  const lines = [];
  for (let start = 0; start < text3.length; ) {
    const newline = text3.indexOf("\n", start);
    const next = newline < 0 ? text3.length : newline + 1;
    let end = newline < 0 ? text3.length : newline;
    while (end > start && text3[end - 1] === "\r") end--;
    lines.push({ start, end, next });
    start = next;
  }
  return lines;
}
function fileOffset(joined4, offset) {
  let low = 0;
  let high = joined4.parts.length - 1;
  while (low < high) {
    const middle = low + high + 1 >> 1;
    if ((joined4.parts[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const part = joined4.parts[low];
  return part === void 0 ? offset : part.start + offset - part.at;
}
function fileSpan(joined4, span) {
  const start = fileOffset(joined4, span.start);
  return { start, end: span.end > span.start ? fileOffset(joined4, span.end - 1) + 1 : start };
}
function sliceJoined(joined4, start, end) {
  const parts = [{ at: 0, start: fileOffset(joined4, start) }];
  for (const part of joined4.parts) {
    if (part.at > start && part.at < end) parts.push({ at: part.at - start, start: part.start });
  }
  return { text: joined4.text.slice(start, end), parts };
}
function unjoinedText(text3, { start, end }) {
  return { text: text3.slice(start, end), parts: [{ at: 0, start }] };
}
function commentOf(text3, line) {
  const content = text3.slice(line.start, line.end);
  const indent = content.length - content.trimStart().length;
  if (content[indent] !== "#") return void 0;
  return { text: content.slice(indent + 1).trim(), span: { start: line.start + indent, end: line.end } };
}
function joinLines({ text: text3, lines }, first, escapeChar) {
  const parts = [];
  const comments = [];
  let joined4 = "";
  let index = first;
  for (let continued = true; continued && index < lines.length; index++) {
    const line = lines[index];
    if (line === void 0) break;
    const comment = index > first ? commentOf(text3, line) : void 0;
    if (comment !== void 0) comments.push(comment);
    const content = text3.slice(line.start, line.end);
    if (comment !== void 0 || index > first && content.trim() === "") continue;
    const kept2 = content.slice(0, contentEnd(content, escapeChar));
    continued = kept2.length < content.length;
    if (kept2 !== "") parts.push({ at: joined4.length, start: line.start });
    joined4 += kept2;
  }
  return { joined: { text: joined4, parts }, nextLine: index, comments };
}
function contentEnd(content, escapeChar) {
  let end = content.length;
  while (content[end - 1] === " " || content[end - 1] === "	") end--;
  if (content[end - 1] !== escapeChar || content[end - 2] === escapeChar) return content.length;
  return end - 1;
}

// src/parsers/dockerfile/heredoc.ts
var HEREDOC = /^\d*<<(-?)\s*([^<]*)$/;
function heredocStarts(joined4) {
  if (!joined4.text.includes("<<")) return [];
  return lineWords(joined4.text).flatMap(({ start, end }) => {
    const read2 = heredocWord(joined4.text.slice(start, end));
    return read2 === void 0 ? [] : { ...read2, span: fileSpan(joined4, { start, end }) };
  });
}
function heredocWord(raw) {
  const [, dash, rest = ""] = HEREDOC.exec(raw) ?? [];
  if (dash === void 0 || rest === "") return void 0;
  const words = lineWords(rest);
  if (words.length !== 1) return void 0;
  const name = rest.trim().replace(
    /\\.|'[^']*'|"(?:[^"\\]|\\.)*"/g,
    (part) => part.startsWith("\\") || part.startsWith("'") ? part.slice(1).replace(/'$/, "") : part.slice(1, -1).replace(/\\(["$\\])/g, "$1")
  );
  return name === "" ? void 0 : { name, stripTabs: dash === "-", quoted: /['"]/.test(rest.replace(/\\./g, "")) };
}
function readHeredocs(file, firstLine3, starts) {
  const { text: text3, lines } = file;
  const heredocs = [];
  const open = [];
  let index = firstLine3;
  for (const start of starts) {
    const bodyStart = lines[index]?.start ?? text3.length;
    const closing = closingLine(file, index, start);
    const heredoc = { ...start, body: { start: bodyStart, end: lines[closing]?.start ?? text3.length } };
    heredocs.push(heredoc);
    if (closing >= lines.length) open.push(heredoc);
    index = Math.min(closing + 1, lines.length);
  }
  return { heredocs, open, nextLine: index };
}
function closingLine({ text: text3, lines }, from, start) {
  for (let index = from; index < lines.length; index++) {
    const line = lines[index];
    if (line === void 0) break;
    const content = text3.slice(line.start, line.end);
    if ((start.stripTabs ? content.replace(/^\t+/, "") : content) === start.name) return index;
  }
  return lines.length;
}

// src/parsers/dockerfile/mounts.ts
var NAMES = /* @__PURE__ */ new Map([
  ["target", "target"],
  ["dst", "target"],
  ["destination", "target"],
  ["source", "source"],
  ["src", "source"],
  ["from", "from"],
  ["id", "id"]
]);
function mountsOf(flags) {
  return flags.flatMap(
    ({ name, value, span }) => name === "mount" && value !== void 0 ? [mountOf(value, span)] : []
  );
}
function mountOf(value, span) {
  const found = {};
  const fields2 = fieldsOf(value)?.map(fieldOf);
  for (const { key, value: text3, span: at } of fields2 ?? []) {
    const name = NAMES.get(key);
    if (text3 === void 0) continue;
    if (key === "type") found.type = text3.toLowerCase();
    else if (name !== void 0) found[name] = { raw: text3, span: at };
  }
  return { type: "bind", ...found, ...fields2 === void 0 ? {} : { fields: fields2 }, span };
}
function fieldOf({ raw, span }) {
  const equals = raw.indexOf("=");
  if (equals < 0) return { key: raw.toLowerCase(), span };
  return { key: raw.slice(0, equals).toLowerCase(), value: raw.slice(equals + 1), span };
}
function fieldsOf({ raw, span }) {
  const fields2 = [];
  const field = /"((?:[^"]|"")*)"|[^,"]*/y;
  for (let at = 0; raw !== ""; ) {
    field.lastIndex = at;
    const match = field.exec(raw);
    const end = at + (match?.[0].length ?? 0);
    if (end < raw.length && raw[end] !== ",") return void 0;
    const text3 = match?.[1]?.replaceAll('""', '"') ?? raw.slice(at, end);
    const place = { start: span.start + at, end: span.start + end };
    fields2.push({ raw: text3, span: span.end - span.start === raw.length ? place : span });
    if (end >= raw.length) return fields2;
    at = end + 1;
  }
  return void 0;
}

// src/parsers/dockerfile/shell.ts
function shellText(joined4) {
  return {
    text: joined4.text,
    map: (offset) => fileOffset(joined4, offset),
    mapSpan: (span) => fileSpan(joined4, span)
  };
}
function heredocShell(file, joined4, { heredocs, end }) {
  const [first] = heredocs;
  if (first === void 0) return shellText(joined4);
  const alone = joined4.text.startsWith("<<") && fileSpan(joined4, { start: 0, end: joined4.text.length });
  if (heredocs.length === 1 && alone && alone.end === first.span.end) {
    return shellText(first.stripTabs ? withoutTabs(file, first.body) : unjoinedText(file, first.body));
  }
  const parts = [...joined4.parts, { at: joined4.text.length, start: first.body.start - 1 }];
  return shellText({ text: `${joined4.text}
${file.slice(first.body.start, end)}`, parts });
}
function withoutTabs(file, body) {
  const parts = [];
  let text3 = "";
  for (const match of file.slice(body.start, body.end).matchAll(/^(\t*)(.*\n?)/gm)) {
    const [all, tabs = "", rest = ""] = match;
    if (all === "") continue;
    parts.push({ at: text3.length, start: body.start + match.index + tabs.length });
    text3 += rest;
  }
  return { text: text3, parts };
}

// src/parsers/dockerfile/words.ts
var blank = /\s/;
function wordAt(joined4, start, end) {
  return { raw: joined4.text.slice(start, end), span: fileSpan(joined4, { start, end }) };
}
function trimJoined(joined4) {
  const start = joined4.text.length - joined4.text.trimStart().length;
  return sliceJoined(joined4, start, Math.max(start, joined4.text.trimEnd().length));
}
function wholeWord(joined4) {
  const { text: text3, parts } = trimJoined(joined4);
  return text3 === "" ? [] : [wordAt({ text: text3, parts }, 0, text3.length)];
}
function blankWords(joined4) {
  return Array.from(
    joined4.text.matchAll(/[^\t\v\f\r ]+/g),
    (match) => wordAt(joined4, match.index, match.index + match[0].length)
  );
}
function quotedWords(joined4, escapeChar) {
  const words = [];
  let at = skipBlanks(joined4.text, 0);
  while (at < joined4.text.length) {
    const end = wordEnd(joined4.text, at, escapeChar);
    words.push(wordAt(joined4, at, end));
    at = skipBlanks(joined4.text, end);
  }
  return words;
}
function wordEnd(text3, start, escapeChar) {
  let quote = "";
  let at = start;
  for (; at < text3.length; at++) {
    const char = text3[at] ?? "";
    if (char === escapeChar && quote !== "'") at++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "'" || char === '"') quote = char;
    else if (blank.test(char)) return at;
  }
  return Math.min(at, text3.length);
}
function skipBlanks(text3, start) {
  let at = start;
  while (at < text3.length && blank.test(text3[at] ?? "")) at++;
  return at;
}
function cutFlags(joined4, escapeChar) {
  const flags = [];
  let at = skipBlanks(joined4.text, 0);
  while (joined4.text.startsWith("--", at)) {
    const { end, text: text3 } = flagText(joined4.text, at, escapeChar);
    if (text3 !== "--") flags.push(flagOf(joined4, text3, { start: at, end }));
    const last = text3 === "--" && end < joined4.text.length;
    at = skipBlanks(joined4.text, end);
    if (last) break;
  }
  return { flags, rest: trimJoined(sliceJoined(joined4, at, joined4.text.length)) };
}
function flagText(text3, start, escapeChar) {
  let quote = "";
  let read2 = "";
  let at = start;
  for (; at < text3.length; at++) {
    const char = text3[at] ?? "";
    if (quote === "" ? char === "'" || char === '"' : char === quote) quote = quote === "" ? char : "";
    else if (quote === "" && blank.test(char)) break;
    else if (char === escapeChar) read2 += text3[++at] ?? "";
    else read2 += char;
  }
  return { end: Math.min(at, text3.length), text: read2 };
}
function flagOf(joined4, text3, { start, end }) {
  const equals = text3.indexOf("=");
  const span = fileSpan(joined4, { start, end });
  if (equals < 0) return { name: text3.slice(2), span };
  const name = text3.slice(2, equals);
  const raw = text3.slice(equals + 1);
  const plain4 = raw.length === end - start - equals - 1;
  return { name, value: plain4 ? wordAt(joined4, start + equals + 1, end) : { raw, span }, span };
}
function jsonWords(joined4) {
  const { text: text3 } = joined4;
  if (!text3.startsWith("[")) return void 0;
  let value;
  try {
    value = JSON.parse(text3);
  } catch {
    return void 0;
  }
  if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) return "other";
  return value.length === 0 ? [] : stringsIn(joined4, value);
}
function stringsIn(joined4, values) {
  const strings = Array.from(joined4.text.matchAll(/"(?:[^"\\]|\\.)*"/g));
  return values.map((raw, index) => {
    const start = strings[index]?.index ?? 0;
    const end = start + (strings[index]?.[0].length ?? 0);
    return { raw, span: fileSpan(joined4, { start, end }) };
  });
}
function pairsOf(joined4, keyword, escapeChar) {
  const words = quotedWords(joined4, escapeChar);
  if (keyword === "ARG") return cutPairs(joined4, escapeChar);
  if (words[0] === void 0) return [];
  if (!words[0].raw.includes("=")) return oldPair(joined4);
  return words.every((word) => word.raw.includes("=")) ? cutPairs(joined4, escapeChar) : void 0;
}
function cutPairs(joined4, escapeChar) {
  const pairs = [];
  let at = skipBlanks(joined4.text, 0);
  while (at < joined4.text.length) {
    const end = wordEnd(joined4.text, at, escapeChar);
    const equals = joined4.text.slice(at, end).indexOf("=");
    const span = fileSpan(joined4, { start: at, end });
    if (equals < 0) pairs.push({ name: wordAt(joined4, at, end), span });
    else
      pairs.push({
        name: wordAt(joined4, at, at + equals),
        value: wordAt(joined4, at + equals + 1, end),
        span
      });
    at = skipBlanks(joined4.text, end);
  }
  return pairs;
}
function oldPair(joined4) {
  const match = /^(\S+)[\t\v\f\r ]+(?=\S)/.exec(joined4.text);
  const name = match?.[1];
  if (match === null || name === void 0) return void 0;
  const end = joined4.text.length;
  return [
    {
      name: wordAt(joined4, 0, name.length),
      value: wordAt(joined4, match[0].length, end),
      span: fileSpan(joined4, { start: 0, end })
    }
  ];
}

// src/parsers/dockerfile/instruction.ts
var shellForms = /* @__PURE__ */ new Set(["RUN", "CMD", "ENTRYPOINT"]);
var jsonForms = /* @__PURE__ */ new Set(["RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "VOLUME"]);
var pairForms = /* @__PURE__ */ new Set(["ENV", "ARG", "LABEL"]);
var blankForms = /* @__PURE__ */ new Set(["FROM", "EXPOSE", "COPY", "ADD", "VOLUME"]);
var wholeForms = /* @__PURE__ */ new Set(["USER", "WORKDIR", "STOPSIGNAL", "MAINTAINER", "HEALTHCHECK", "ONBUILD"]);
var atLeast = /* @__PURE__ */ new Map([
  ["ADD", 2],
  ["COPY", 2],
  ["ARG", 1],
  ["ENV", 1],
  ["LABEL", 1],
  ["EXPOSE", 1],
  ["VOLUME", 1],
  ["FROM", 1],
  ["USER", 1],
  ["WORKDIR", 1],
  ["STOPSIGNAL", 1],
  ["MAINTAINER", 1],
  ["HEALTHCHECK", 1],
  ["ONBUILD", 1]
]);
function isInstruction(keyword) {
  return [shellForms, jsonForms, pairForms, blankForms, wholeForms].some((forms) => forms.has(keyword));
}
function keywordOf(text3) {
  return (/^[^\t\v\f\r ]*/.exec(text3.trim())?.[0] ?? "").toUpperCase();
}
function readInstruction(source) {
  const joined4 = trimJoined(source.joined);
  const keyword = keywordOf(joined4.text);
  const keywordSpan = fileSpan(joined4, { start: 0, end: keyword.length });
  const cut2 = cutFlags(sliceJoined(joined4, keyword.length, joined4.text.length), source.escape);
  const { flags, rest } = keyword === "COPY" ? withFrom(cut2) : cut2;
  const base = {
    keyword,
    keywordSpan,
    span: { start: keywordSpan.start, end: source.end },
    flags,
    heredocs: source.heredocs,
    ...keyword === "RUN" && flags.length > 0 ? { mounts: mountsOf(flags) } : {}
  };
  const instruction = { ...base, ...readArguments(source, keyword, rest) };
  checkArguments(instruction, source.later ?? source.problems);
  return instruction;
}
function withFrom({ flags, rest }) {
  const last = flags.at(-1);
  const [value] = blankWords(rest);
  if (last?.name !== "from" || last.value !== void 0 || value === void 0) return { flags, rest };
  const behind3 = trimJoined(sliceJoined(rest, value.raw.length, rest.text.length));
  return { flags: [...flags.slice(0, -1), { ...last, value, unjoined: true }], rest: behind3 };
}
function readArguments(source, keyword, rest) {
  if (keyword === "HEALTHCHECK") return readHealthcheck(source, rest);
  if (keyword === "ONBUILD") return readOnbuild(source, rest);
  const json = jsonForms.has(keyword) ? readJson(source, rest) : void 0;
  if (json !== void 0) return { words: json, json };
  if (shellForms.has(keyword)) {
    const shell = heredocShell(source.file, rest, source);
    return rest.text === "" ? { words: [] } : { words: wholeWord(rest), shell };
  }
  if (pairForms.has(keyword)) return readPairs(source, keyword, rest);
  return { words: blankForms.has(keyword) ? blankWords(rest) : wholeWord(rest) };
}
function readJson({ problems }, rest) {
  const json = jsonWords(rest);
  if (json !== "other") return json;
  const span = fileSpan(rest, { start: 0, end: rest.text.length });
  problems.push({ message: "the JSON array holds something other than strings", span });
  return void 0;
}
function readPairs(source, keyword, rest) {
  const words = quotedWords(rest, source.escape);
  const pairs = pairsOf(rest, keyword, source.escape);
  if (pairs !== void 0) return { words, pairs };
  const wrong = words.find((word) => !word.raw.includes("=")) ?? words[0];
  const message = `${keyword} ${wrong?.raw ?? ""} lacks its value: write NAME=value`;
  if (wrong !== void 0) source.problems.push({ message, span: wrong.span });
  return { words, pairs: [] };
}
function readHealthcheck(source, rest) {
  const kind = /^\S*/.exec(rest.text)?.[0] ?? "";
  if (kind === "") return { words: [] };
  const command2 = trimJoined(sliceJoined(rest, kind.length, rest.text.length));
  const words = [wordAt(rest, 0, kind.length), ...wholeWord(command2)];
  if (kind.toUpperCase() !== "CMD") return { words };
  const json = readJson(source, command2);
  if (json !== void 0) return { words: [...words.slice(0, 1), ...json], json };
  return command2.text === "" ? { words } : { words, shell: heredocShell(source.file, command2, { heredocs: [], end: source.end }) };
}
function readOnbuild(source, rest) {
  if (rest.text === "") return { words: [] };
  const deferred2 = keywordOf(rest.text);
  if (deferred2 === "ONBUILD" || deferred2 === "FROM" || deferred2 === "MAINTAINER") {
    const span = fileSpan(rest, { start: 0, end: deferred2.length });
    source.problems.push({ message: `ONBUILD cannot defer ${deferred2}`, span });
    return { words: wholeWord(rest) };
  }
  const later = [];
  const onbuild = readInstruction({ ...source, joined: rest, later });
  const [deferredProblem] = later;
  return {
    words: wholeWord(rest),
    onbuild: deferredProblem === void 0 ? onbuild : { ...onbuild, deferredProblem }
  };
}
function checkArguments(instruction, problems) {
  const { keyword, keywordSpan, span, words } = instruction;
  if (!isInstruction(keyword)) {
    problems.push({ message: `unknown instruction "${keyword}"`, span: keywordSpan });
    return;
  }
  const wanted = atLeast.get(keyword) ?? 0;
  if (words.length < wanted) {
    const message = wanted === 2 ? `${keyword} needs a source and a target` : `${keyword} needs an argument`;
    problems.push({ message, span });
  }
  if (keyword === "SHELL" && !instruction.json?.length) {
    problems.push({ message: 'SHELL needs a JSON array, like ["/bin/bash", "-c"]', span });
  }
  if (keyword === "FROM" && words.length > 1) checkFrom(instruction, problems);
}
function checkFrom({ words, span }, problems) {
  const [, as, alias] = words;
  if (words.length !== 3 || as?.raw.toUpperCase() !== "AS" || alias === void 0) {
    problems.push({ message: "FROM takes an image, or an image, AS and a name", span });
  } else if (!/^[a-z][a-z0-9_.-]*$/i.test(alias.raw)) {
    problems.push({ message: `"${alias.raw}" cannot name a stage`, span: alias.span });
  }
}

// src/parsers/dockerfile/durations.ts
var UNITS = /* @__PURE__ */ new Map([
  ["ns", 1n],
  ["us", 1000n],
  ["\xB5s", 1000n],
  ["\u03BCs", 1000n],
  ["ms", 1000000n],
  ["s", 1000000000n],
  ["m", 60000000000n],
  ["h", 3600000000000n]
]);
var LONGEST = 2n ** 63n;
var SHORTEST = 1000000n;
function refusedDuration(text3) {
  if (text3 === "" || /^[+-]?0$/.test(text3)) return void 0;
  const parts = /^\+?((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text3)?.[1];
  if (parts === void 0 && !/^-(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text3))
    return `a time such as 30s, not "${text3}"`;
  if (parts === void 0) return `at least 1ms, not "${text3}"`;
  let nanoseconds = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of parts.matchAll(/(\d*)\.?(\d*)([a-zµμ]+)/g)) {
    const size = UNITS.get(unit) ?? 1n;
    nanoseconds += BigInt(whole || "0") * size;
    const digits = fraction.slice(0, 18);
    nanoseconds += BigInt(digits || "0") * size / 10n ** BigInt(digits.length);
  }
  if (nanoseconds >= LONGEST) return `shorter than "${text3}"`;
  return nanoseconds > 0n && nanoseconds < SHORTEST ? `at least 1ms, not "${text3}"` : void 0;
}

// src/parsers/dockerfile/flags.ts
var FLAGS = new Map(
  Object.entries({
    FROM: { platform: "value" },
    COPY: {
      chown: "value",
      from: "value",
      chmod: "value",
      link: "switch",
      parents: "switch",
      exclude: "values"
    },
    ADD: {
      chown: "value",
      chmod: "value",
      checksum: "value",
      link: "switch",
      unpack: "switch",
      "keep-git-dir": "switch",
      exclude: "values"
    },
    RUN: { mount: "values", network: "value", security: "value", device: "values" },
    HEALTHCHECK: {
      interval: "value",
      timeout: "value",
      "start-period": "value",
      "start-interval": "value",
      retries: "value"
    }
  }).map(([keyword, flags]) => [
    keyword,
    new Map(Object.entries(flags))
  ])
);
function refusedFlag({ keyword, flags, words }) {
  if (keyword === "HEALTHCHECK" && words[0]?.raw.toUpperCase() === "NONE") return void 0;
  const seen = /* @__PURE__ */ new Set();
  for (const flag2 of flags) {
    const why = whyRefused(keyword, flag2, seen);
    if (why !== void 0) return { message: why, span: flag2.span };
    seen.add(flag2.name);
  }
  return void 0;
}
function whyRefused(keyword, { name, value, unjoined }, seen) {
  const kind = FLAGS.get(keyword)?.get(name);
  if (kind === void 0) return `${keyword} has no flag --${name}`;
  if (kind !== "values" && seen.has(name)) return `--${name} is given twice`;
  if (unjoined) return `--${name} needs "=": --${name}=${value?.raw ?? ""}`;
  if (kind !== "switch") return value === void 0 ? `--${name} needs a value: --${name}=\u2026` : void 0;
  if (value === void 0 || /^(true|false)$/i.test(value.raw)) return void 0;
  return `--${name} must be true or false, not "${value.raw}"`;
}

// src/parsers/dockerfile/refused.ts
function refusals({ text: text3, lines, instructions }) {
  return [
    ...lines.flatMap(
      ({ start, end, next }) => next - start > LONGEST_LINE / 3 && new TextEncoder().encode(text3.slice(start, next)).length > LONGEST_LINE ? [{ message: `${STOPS}this line is longer than ${LONGEST_LINE} bytes`, span: { start, end } }] : []
    ),
    ...instructions.flatMap((one) => refusal(one) ?? [])
  ];
}
var STOPS = "the build stops here: ";
var LONGEST_LINE = 65535;
function refusal(instruction) {
  const found = refusedFlag(instruction) ?? OWN.get(instruction.keyword)?.(instruction);
  return found && { message: STOPS + found.message, span: found.span };
}
var OWN = /* @__PURE__ */ new Map([
  ["ADD", refusedTarget],
  ["COPY", refusedTarget],
  ["ARG", refusedPair],
  ["ENV", refusedPair],
  ["LABEL", refusedPair],
  ["HEALTHCHECK", refusedHealthcheck],
  ["RUN", refusedRun],
  ["VOLUME", refusedVolume]
]);
function refusedTarget({ keyword, words, json }) {
  const target = words.at(-1);
  if (target === void 0 || json !== void 0 || words.length < 2) return void 0;
  if (heredocWord(target.raw) === void 0) return void 0;
  return { message: `${keyword} needs a path to write ${target.raw} to`, span: target.span };
}
function refusedPair({ keyword, pairs = [] }) {
  const found = pairs.find(({ name }) => name.raw === "");
  return found && { message: `${keyword} needs a name before "="`, span: found.span };
}
function refusedVolume({ words }) {
  const found = words.find(({ raw }) => raw.trim() === "");
  return found && { message: "VOLUME needs a path", span: found.span };
}
var VALUES = /* @__PURE__ */ new Map([
  ["network", ["default", "none", "host"]],
  ["security", ["sandbox", "insecure"]]
]);
function refusedRun({ mounts = [], flags }) {
  for (const mount of mounts) {
    const why = whyNoMount(mount);
    if (why !== void 0) return { message: why, span: mount.span };
  }
  for (const { name, value, span } of flags) {
    const taken3 = VALUES.get(name);
    const raw = value?.raw ?? "";
    if (taken3 !== void 0 && !taken3.includes(raw))
      return {
        message: `--${name} must be ${new Intl.ListFormat("en", { type: "disjunction" }).format(taken3)}, not "${raw}"`,
        span
      };
    const why = name === "device" ? whyNoDevice(raw) : void 0;
    if (why !== void 0) return { message: why, span };
  }
  return void 0;
}
function whyNoMount({ from, fields: fields2 }) {
  if (fields2 === void 0) return "--mount must be a list such as type=cache,target=/x";
  return /\$./.test(from?.raw ?? "") ? '"from" of a mount cannot contain a variable' : void 0;
}
function whyNoDevice(text3) {
  let named6 = false;
  for (const field of text3.split(",")) {
    const [key = "", value] = field.split(/=(.*)/s);
    const name = key.toLowerCase();
    if (name === "required" && (value === void 0 || /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)))
      continue;
    if (name === "required" || named6) return `unknown device option "${field}"`;
    named6 = true;
  }
  return void 0;
}
var DURATIONS = /* @__PURE__ */ new Set(["interval", "timeout", "start-period", "start-interval"]);
function refusedHealthcheck({ words, flags, keywordSpan }) {
  const [kind, command2] = words;
  if (kind === void 0) return void 0;
  const name = kind.raw.toUpperCase();
  if (name === "NONE")
    return command2 && { message: "HEALTHCHECK NONE takes no arguments", span: command2.span };
  if (name !== "CMD")
    return { message: `HEALTHCHECK must be CMD or NONE, not "${kind.raw}"`, span: kind.span };
  if (command2 === void 0) return { message: "HEALTHCHECK CMD needs a command", span: keywordSpan };
  for (const flag2 of flags) {
    const text3 = flag2.value?.raw ?? "";
    const why = DURATIONS.has(flag2.name) ? refusedDuration(text3) : void 0;
    if (why !== void 0) return { message: `--${flag2.name} must be ${why}`, span: flag2.span };
    if (flag2.name === "retries" && text3 !== "" && !(/^\+?\d+$|^-0+$/.test(text3) && Number(text3) < 2 ** 31))
      return { message: `--retries must be a number, not "${text3}"`, span: flag2.span };
  }
  return void 0;
}

// src/parsers/dockerfile/parse.ts
function isDockersFrontend(reference) {
  return /(?:^|\/)docker\/dockerfile(?:-upstream)?(?:[:@].*)?$/.test(reference);
}
function parseDockerfile(file) {
  const lines = splitLines(file.text);
  const directives = readDirectives(file.text, lines);
  const problems = [...directives.problems];
  const { instructions, comments } = readInstructions({ text: file.text, lines }, directives, problems);
  const { globalArgs: globalArgs2, stages } = groupStages(instructions, problems);
  const { syntax } = directives;
  if (syntax === void 0 || isDockersFrontend(syntax))
    problems.push(...refusals({ text: file.text, lines, instructions }));
  if (stages.length === 0 && problems.length === 0)
    problems.push({ message: "there is no FROM instruction", span: { start: 0, end: 0 } });
  const template2 = isTemplate(file.text, instructions);
  const read2 = { file, escape: directives.escape, globalArgs: globalArgs2, stages, comments, template: template2 };
  const found = template2 ? [] : problems.sort((a, b) => a.span.start - b.span.start);
  return { ...read2, ...syntax === void 0 ? {} : { syntax }, problems: found };
}
function readDirectives(text3, lines) {
  const seen = /* @__PURE__ */ new Map();
  const problems = [];
  for (const line of lines) {
    const { name, value } = directiveIn(text3.slice(line.start, line.end).trimStart());
    if (name === void 0 || value === void 0) break;
    const span = { start: line.start, end: line.end };
    if (seen.has(name))
      problems.push({
        message: `the parser directive ${name} may stand only once: the build stops here`,
        span
      });
    else if (name === "escape" && value !== "\\" && value !== "`")
      problems.push({ message: `escape must be \\ or \`, not "${value}"`, span });
    if (!seen.has(name)) seen.set(name, value);
  }
  const firstLine3 = lines.findIndex(
    ({ start, end }) => directiveIn(text3.slice(start, end).trimStart()).name === void 0
  );
  const syntax = frontendOf(text3, lines);
  return {
    escape: seen.get("escape") === "`" ? "`" : "\\",
    firstLine: firstLine3 < 0 ? lines.length : firstLine3,
    problems,
    ...syntax === void 0 ? {} : { syntax }
  };
}
function frontendOf(text3, lines) {
  const [first] = lines;
  const below2 = first !== void 0 && text3.startsWith("#!", first.start) ? 1 : 0;
  for (const { start, end } of lines.slice(below2)) {
    const { name, value } = directiveIn(text3.slice(start, end));
    if (name === void 0 || name === "syntax") return value;
  }
  return void 0;
}
function directiveIn(line) {
  const [, key, value] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
  const name = key?.toLowerCase();
  if (name === void 0 || value === void 0 || !["escape", "syntax", "check"].includes(name)) return {};
  return { name, value };
}
function readInstructions(file, { escape: escapeChar, firstLine: firstLine3 }, problems) {
  const { text: text3, lines } = file;
  const instructions = [];
  const comments = [];
  for (let index = firstLine3; index < lines.length; ) {
    const line = lines[index];
    const comment = line && commentOf(text3, line);
    if (comment !== void 0) comments.push(comment);
    if (line === void 0 || comment !== void 0 || text3.slice(line.start, line.end).trim() === "") {
      index++;
      continue;
    }
    const logical2 = joinLines(file, index, escapeChar);
    for (const one of logical2.comments) comments.push(one);
    index = logical2.nextLine;
    const { joined: joined4 } = logical2;
    if (joined4.text.trim() === "") {
      const span = { start: line.start, end: line.end };
      problems.push({ message: `no instruction begins here: ${escapeChar} only continues one`, span });
      continue;
    }
    const starts = holdsHeredocs(joined4, escapeChar) ? heredocStarts(joined4) : [];
    const { heredocs, open, nextLine } = readHeredocs(file, index, starts);
    for (const { name, span } of open) {
      problems.push({
        message: `heredoc "${name}" is not closed: a line with ${name} alone is missing`,
        span
      });
    }
    const written3 = fileSpan(joined4, { start: 0, end: joined4.text.trimEnd().length });
    const end = heredocs.length > 0 ? lines[nextLine - 1]?.end ?? text3.length : written3.end;
    index = nextLine;
    instructions.push(readInstruction({ file: text3, joined: joined4, heredocs, end, escape: escapeChar, problems }));
  }
  return { instructions, comments };
}
function holdsHeredocs(joined4, escapeChar) {
  const text3 = trimJoined(joined4);
  const keyword = keywordOf(text3.text);
  const { rest } = cutFlags(sliceJoined(text3, keyword.length, text3.text.length), escapeChar);
  if (keyword === "ONBUILD") return !/^ONBUILD(?!\S)/i.test(rest.text) && holdsHeredocs(rest, escapeChar);
  return /^(?:RUN|COPY|ADD)$/.test(keyword) && !Array.isArray(jsonWords(rest));
}
function groupStages(instructions, problems) {
  const globalArgs2 = [];
  const stages = [];
  for (const instruction of instructions) {
    const stage = stages.at(-1);
    if (instruction.keyword === "FROM") stages.push({ from: instruction, instructions: [] });
    else if (stage !== void 0) stage.instructions.push(instruction);
    else if (instruction.keyword === "ARG") globalArgs2.push(instruction);
    else if (problems.length === 0)
      problems.push({
        message: `${instruction.keyword} stands before the first FROM`,
        span: instruction.keywordSpan
      });
  }
  return {
    globalArgs: globalArgs2,
    stages: stages.map((stage, index) => dockerStage(index, stage.from, stage.instructions))
  };
}
function dockerStage(index, from, instructions) {
  const base = from.words[0] ?? { raw: "", span: from.keywordSpan };
  const named6 = from.words[1]?.raw.toUpperCase() === "AS" ? from.words[2] : void 0;
  const platform = from.flags.find((flag2) => flag2.name === "platform")?.value;
  return {
    index,
    from,
    base,
    ...named6 === void 0 ? {} : { alias: named6 },
    ...platform === void 0 ? {} : { platform },
    instructions
  };
}
function isTemplate(text3, instructions) {
  return instructions.some(({ keyword, shell, span, heredocs, json }) => {
    const written3 = text3.slice(span.start, heredocs[0]?.body.start ?? span.end).replace(/^[ \t]*#.*$/gm, "");
    const command2 = shell !== void 0 || json !== void 0 || keyword === "LABEL";
    if (!command2) return /\{\{|\{%|<%/.test(written3);
    return /\{\{-?\s*[A-Za-z_][\w.]*\s*(\||-?\}\})|\{%-?\s*\w+.*%\}|<%=?\s.*%>/.test(written3);
  });
}

// src/model/waivers/comments.ts
function readCommented(source) {
  const { file } = source;
  const plain4 = { statements: [], skipsBlank: false };
  switch (source.kind) {
    case "dockerfile": {
      const dockerfile = parseDockerfile(file);
      return { ...plain4, comments: dockerfile.comments, statements: instructionSpans(dockerfile) };
    }
    case "nginx": {
      const { comments, directives } = parseNginx(file);
      return { ...plain4, comments, statements: [...walk(directives)].map((step2) => step2.directive.span) };
    }
    case "apache": {
      const { comments, directives } = parseApache(file);
      return { ...plain4, comments, statements: apacheSpans(directives) };
    }
    case "shell": {
      const { comments, commands } = parseShell(file.text, "start");
      return { ...plain4, comments, statements: commands.map(({ span }) => span) };
    }
    case "yaml":
      return { ...plain4, comments: parseYaml(file).comments };
    case "hcl":
      return { ...plain4, comments: parseHcl(file).comments };
    case "ini":
      return { ...plain4, comments: parseSupervisor(file).comments };
    case "markdown":
      return { ...plain4, comments: source.markdown.comments, skipsBlank: true };
  }
}
function covering(file, commented) {
  const spokenFor = linesSpokenFor(file, commented);
  const ends = /* @__PURE__ */ new Map();
  for (const { start, end } of commented.statements) {
    const { line } = positionAt(file, start);
    ends.set(line, Math.max(end, ends.get(line) ?? 0));
  }
  return ({ span }) => {
    const line = spokenFor(positionAt(file, span.start).line);
    if (line > file.lineStarts.length || isBlank(file, line)) return { start: span.end, end: span.end };
    const start = file.lineStarts[line - 1] ?? 0;
    return { start, end: Math.max(start + lineText(file, line).length, ends.get(line) ?? 0) };
  };
}
function linesSpokenFor(file, { comments, skipsBlank }) {
  const alone = new Set(
    comments.filter((comment) => standsAlone(file, comment)).flatMap((comment) => linesOf(file, comment))
  );
  const last = file.lineStarts.length;
  const next = [last + 1];
  for (let line = last; line >= 1; line--) {
    const passed = alone.has(line) || skipsBlank && isBlank(file, line);
    next.push(passed ? next.at(-1) ?? line : line);
  }
  return (line) => alone.has(line) ? next[last - line + 1] ?? line : line;
}
function removalOf(file, comment) {
  const first = positionAt(file, comment.span.start).line;
  const last = positionAt(file, comment.span.end).line;
  if (standsAlone(file, comment)) {
    return { start: file.lineStarts[first - 1] ?? 0, end: file.lineStarts[last] ?? file.text.length };
  }
  const before = file.text.slice(file.lineStarts[first - 1] ?? 0, comment.span.start);
  return { start: comment.span.start - (before.length - before.trimEnd().length), end: comment.span.end };
}
function standsAlone(file, { span }) {
  const first = positionAt(file, span.start).line;
  const last = positionAt(file, span.end).line;
  const before = file.text.slice(file.lineStarts[first - 1] ?? 0, span.start);
  const behind3 = file.text.slice(span.end, file.lineStarts[last] ?? file.text.length);
  return before.trim() === "" && behind3.trim() === "";
}
function linesOf(file, { span }) {
  const first = positionAt(file, span.start).line;
  const last = positionAt(file, span.end).line;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
function isBlank(file, line) {
  return lineText(file, line).trim() === "";
}
function instructionSpans({ globalArgs: globalArgs2, stages }) {
  const instructions = [...globalArgs2, ...stages.flatMap((stage) => [stage.from, ...stage.instructions])];
  return instructions.map(({ span }) => span);
}
function apacheSpans(directives) {
  return directives.flatMap(({ span, block }) => [span, ...apacheSpans(block ?? [])]);
}

// src/policy/schema.ts
var severities = ["error", "warning", "notice"];
var inRepo = (path2) => !path2.startsWith("/") && !path2.split("/").includes("..");
var path = lazily(() => text("a path from the repo's root").refine(inRepo, "a path from the repo's root"));
var glob = lazily(() => text("a glob from the repo's root").refine(inRepo, "a glob from the repo's root"));
var port = lazily(
  () => zod_exports.int("a port from 1 to 65535").min(1, "a port from 1 to 65535").max(65535, "a port from 1 to 65535")
);
var containerPath = lazily(
  () => text("a container path or glob that begins with /").regex(
    /^\//,
    "a container path or glob that begins with /"
  )
);
var userOrId = lazily(
  () => zod_exports.union([text("a user's name or number"), zod_exports.int("a user's name or number")], "a user's name or number")
);
var argument = lazily(() => zod_exports.union([zod_exports.string("text"), zod_exports.number("text"), zod_exports.boolean("text")], "text"));
var day = lazily(
  () => zod_exports.string("a day as YYYY-MM-DD").refine((value) => isDay(value), "a day as YYYY-MM-DD").meta({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" })
);
function isDay(value) {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(value) ? /* @__PURE__ */ new Date(`${value}T00:00:00Z`) : void 0;
  return parsed !== void 0 && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}
var build = lazily(
  () => map(
    {
      dockerfile: path().describe("The Dockerfile"),
      context: path().optional().describe("The build context; without it the one folder that holds every COPY source"),
      target: text("a stage's name").optional().describe("The stage that is built; without it the last one"),
      name: text("an image's name").optional().describe("The image's name in messages"),
      args: zod_exports.record(zod_exports.string(), argument(), "a map of build arguments").optional().describe("Build arguments")
    },
    "a build: a map with dockerfile, context, target, name, args"
  )
);
var baseFacts = lazily(() => ({
  user: userOrId().optional().describe("Who it runs as"),
  exposes: list(port(), "a list of ports").optional().describe("Ports of its EXPOSE lines"),
  like: text("an image reference").optional().describe("A public image that it behaves like")
}));
var baseWords = "a base image's facts: a map with user, exposes, like";
var ruleSetting = lazily(
  () => zod_exports.union(
    [
      zod_exports.enum(
        [...severities, "off"],
        "error, warning, notice, off, or a map with severity and the rule's options"
      ),
      zod_exports.looseObject(
        {
          severity: oneOf([...severities, "off"]).optional().describe("The severity to use")
        },
        "error, warning, notice, off, or a map with severity and the rule's options"
      )
    ],
    "error, warning, notice, off, or a map with severity and the rule's options"
  )
);
var waiver = lazily(
  () => map(
    {
      rule: text("a rule's id").describe("A rule id or group/*"),
      path: glob().optional().describe("Files that it applies to; without it all"),
      reason: text("text that says why").describe("Why"),
      until: day().optional().describe("Its last day")
    },
    "a waiver: a map with rule, path, reason, until"
  )
);
var waivers = lazily(() => list(waiver(), "a list of waivers"));
var owned = lazily(
  () => map(
    {
      paths: oneOrMore(containerPath(), "a container path or a list of them").describe(
        "Container paths or globs"
      ),
      user: userOrId().describe("The user that must own them"),
      images: oneOrMore(text("an image's name or glob"), "an image's name or a list of them").optional().describe("Images that it applies to; without it every one that has a path")
    },
    "a map with paths, user, images"
  )
);
var REQUIRED = "a file's name, or a map with server, files";
var serverFiles2 = lazily(
  () => map(
    {
      server: oneOf(["nginx", "apache", "none"]).describe("What the image serves with"),
      files: oneOrMore(text("a file's name"), "a file's name or a list of them").describe(
        "Files of the folders of such images"
      )
    },
    REQUIRED
  )
);
var shape = lazily(() => ({
  images: oneOrMore(glob(), "a glob or a list of globs").describe("Where the images are"),
  builds: list(build(), "a list of builds").describe("What is built, where nothing else in the repo says it"),
  generated: oneOrMore(glob(), "a glob or a list of globs").describe(
    "Files that are built before the image is"
  ),
  runtime: oneOf(["docker", "podman", "kubernetes"]).describe(
    "Where the images run; decides about low ports"
  ),
  builder: oneOf(["docker", "buildah"]).describe(
    "What builds the images; without it what workflows, Makefiles and scripts build with"
  ),
  ports: map(
    {
      nginx: port().optional().describe("The port of nginx"),
      apache: port().optional().describe("The port of Apache")
    },
    "a map of roles to ports"
  ).describe("The port on which each server belongs"),
  ipv6: oneOf(["optional", "required"]).describe("Whether every server must listen on IPv6 as well"),
  nginx: map(
    {
      user: text("declared, any, or a user's name").optional().describe("declared, any, or a user's name"),
      master: oneOf(["any", "non-root"]).optional().describe("Who the master process may run as")
    },
    "a map with user, master"
  ).describe("nginx's users"),
  layout: map(
    {
      required: list(zod_exports.union([text(REQUIRED), serverFiles2()], REQUIRED), "a list of file names").optional().describe("Files of every image folder, or of those whose image has a server"),
      allow: list(text("a glob from the image folder"), "a list of globs").optional().describe("Globs of what an image folder may hold"),
      config: path().optional().describe("Folder of the image folder that configuration belongs in"),
      names: oneOf(["docker", "kebab-case"]).optional().describe("How image folders are named"),
      readme: path().optional().describe("The README that new ones begin as")
    },
    "a map with required, allow, config, names, readme"
  ).describe("What an image folder looks like"),
  docs: map(
    {
      sections: list(text("a section's title"), "a list of titles").optional().describe("Sections of every README"),
      require: list(oneOf(["user", "ports", "config files", "volumes", "environment"]), "a list of kinds").optional().describe("What every README must document")
    },
    "a map with sections, require"
  ).describe("What a README must say"),
  registries: zod_exports.record(zod_exports.string(), text("a registry, or . for this repo"), "a map of registries to what they mirror").describe("Registries that mirror another (docker.io), or hold this repo's images (.)"),
  "base-images": zod_exports.union(
    [
      list(
        map(
          { ref: text("an image reference").describe("As FROM names it"), ...baseFacts() },
          `ref and ${baseWords}`
        ),
        baseWords
      ),
      zod_exports.record(zod_exports.string(), map(baseFacts(), baseWords), baseWords)
    ],
    "a map of image references to their facts, or a list of them"
  ).describe("Facts of the team's own base images"),
  rules: zod_exports.record(zod_exports.string(), ruleSetting(), "a map of rule ids to severities").describe("Rule id or group/* to severity"),
  "fail-on": oneOf([...severities, "never"]).describe("The least severity that fails the check"),
  waivers: zod_exports.union(
    [
      waivers(),
      map(
        {
          new: oneOf(["show", "forbid"]).optional().describe("What becomes of waivers that a change adds"),
          list: waivers().optional().describe("The exceptions themselves")
        },
        "a map with new, list"
      )
    ],
    "a list of waivers, or a map with new, list"
  ).describe("Exceptions, each with its reason"),
  owned: zod_exports.union(
    [
      list(owned(), "a list of paths with their user"),
      zod_exports.record(containerPath(), userOrId(), "a map of container paths to users")
    ],
    "a map of container paths to users, or a list of maps with paths, user, images"
  ).describe("Container paths that must belong to a user"),
  scope: oneOf(["changed", "all"]).describe("On a pull request: what is checked"),
  "check-run": flag().describe("Whether a check run is written"),
  suggestions: flag().describe("Whether a review with suggestions is written"),
  sarif: text("a file's path").describe("Where a SARIF report is written")
}));
var optional = () => Object.fromEntries(Object.entries(shape()).map(([key, value]) => [key, value.optional()]));
var policySchema = lazily(() => map(optional(), "a map of keys, as in docs/configuration.md"));

// src/model/waivers/text.ts
var WAIVER_WORD = "keelcheck-ignore";
var EXAMPLE = `"${WAIVER_WORD} nginx/user-root -- why it may be so"`;
function readWaiverText(text3, patterns) {
  const plain4 = text3.replace(/^[#;/\s]+/, "");
  if (!plain4.startsWith(WAIVER_WORD)) return [];
  const [, word = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(plain4) ?? [];
  if (word !== WAIVER_WORD) return [{ rule: "", reason: "", problem: wrongWord(word) }];
  const [head = "", reason = ""] = cut(rest, /(?:^|\s)(?:--|\u2014)(?:\s|$)/);
  const [named6 = "", until] = cut(head, /(?:^|[\s,])until(?:\s|$)/);
  const date = readDate(until);
  const rules = named6.split(/[\s,]+/).filter((name) => name !== "");
  if (rules.length === 0) {
    return [
      {
        rule: "",
        reason,
        problem: { key: "no rule", message: `this waiver names no rule: write ${EXAMPLE}` }
      }
    ];
  }
  return rules.map((rule) => {
    const problem2 = ruleProblem(rule, patterns) ?? date.problem;
    return { rule, reason, ...date, ...problem2 === void 0 ? {} : { problem: problem2 } };
  });
}
function wrongWord(word) {
  const whole = /file/i.test(word) ? "; waive a whole file in the policy" : "";
  return { key: `word ${word}`, message: `unknown word "${word}": write ${EXAMPLE}${whole}` };
}
function notWaivable(rule) {
  if (!rule.startsWith("policy/")) return void 0;
  const message = `${rule} cannot be waived: what it says about policy and waivers must be seen`;
  return { key: `not waivable ${rule}`, message };
}
function ruleProblem(rule, patterns) {
  if (patterns.includes(rule)) return notWaivable(rule);
  return notWaivable(rule) ?? { key: `unknown rule ${rule}`, message: unknownRule(rule, patterns) };
}
function readDate(until) {
  if (until === void 0) return {};
  if (isDay(until)) return { until };
  const shown5 = until === "" ? "nothing" : `"${until}"`;
  const message = `"until" takes a day as YYYY-MM-DD, not ${shown5}`;
  return { problem: { key: `until ${until}`.trimEnd(), message } };
}
function cut(text3, at) {
  const match = at.exec(text3);
  if (match === null) return [text3.trim()];
  const behind3 = text3.slice(match.index + match[0].length).trim();
  return [text3.slice(0, match.index).trim(), behind3];
}

// src/model/waivers/files.ts
function filesWithWaivers(fleet) {
  const known2 = knownKinds(fleet);
  const readmes = new Map(readmesOf(fleet).map((readme) => [readme.file.path, readme]));
  const concerns = concernsImages(fleet);
  const among = () => [...known2.keys(), ...readmes.keys(), ...concerningPaths(fleet)];
  return fleet.holding([WAIVER_WORD], among).flatMap((entry) => {
    const { path: path2 } = entry;
    const markdown = readmes.get(path2);
    if (markdown !== void 0) {
      return markdown.file.text.includes(WAIVER_WORD) ? [{ file: markdown.file, kind: "markdown", markdown }] : [];
    }
    const kind = known2.get(path2) ?? kindByName(entry);
    if (kind === void 0 || !(known2.has(path2) || concerns(path2))) return [];
    const file = fleet.read(path2);
    if (file === void 0 || "unreadable" in file || !file.text.includes(WAIVER_WORD)) return [];
    return [{ file, kind: kind === "nginx" && !known2.has(path2) ? kindByText(file.text) : kind }];
  });
}
function knownKinds({ images, runs: runs2 }) {
  const kinds = /* @__PURE__ */ new Map();
  for (const { nginx, apache } of runs2) {
    for (const server of [apache, nginx]) {
      for (const { container } of server?.loaded ?? []) {
        if (server !== void 0 && container.source !== void 0) kinds.set(container.source, server.kind);
      }
    }
  }
  for (const { file } of images) kinds.set(file.path, "dockerfile");
  return kinds;
}
function readmesOf({ folders, images }) {
  const below2 = folders.flatMap(({ readmes }) => readmes);
  const nearest2 = images.flatMap(({ readme }) => readme === void 0 ? [] : [readme]);
  return [...below2, ...nearest2].map(({ markdown }) => markdown);
}
function concernsImages({ folders, images }) {
  const inFolders = new Set(folders.map(({ path: path2 }) => path2));
  let copied3;
  return (path2) => {
    if (nearestFolder(path2, (folder) => inFolders.has(folder)) !== void 0 || isBuildFile(path2))
      return true;
    copied3 ??= new Set(copiedFiles(images));
    return copied3.has(path2);
  };
}
function* concerningPaths({ entries, folders, images }) {
  for (const { path: path2 } of buildEntries(entries)) yield path2;
  for (const folder of folders) yield* folder.entries.map(({ path: path2 }) => path2);
  yield* copiedFiles(images);
}
function* copiedFiles(images) {
  for (const { copies } of images) {
    for (const { sources } of copies) {
      for (const { files } of sources) yield* files.map(({ path: path2 }) => path2);
    }
  }
}
function kindByName({ path: path2, kind }) {
  if (kind === "link" || kind === "submodule") return void 0;
  const name = baseName(path2).toLowerCase();
  if (/[.]ya?ml$/.test(name)) return "yaml";
  if (/[.]hcl$/.test(name)) return "hcl";
  if (/[.](sh|bash)$/.test(name)) return "shell";
  if (/[.]ini$/.test(name)) return "ini";
  if (/[.]conf([.]template)?$/.test(name)) return "nginx";
  if (/(docker|container)file/.test(name) && !name.endsWith("ignore")) return "dockerfile";
  return kind === "executable" && !name.includes(".") ? "shell" : void 0;
}
function kindByText(text3) {
  return /^\[[^\]\s]+\]\s*$/m.test(text3) ? "ini" : "nginx";
}

// src/model/waivers/read.ts
function readWaivers({ fleet, policy, ruleIds }) {
  const patterns = rulePatterns(ruleIds);
  const comments = filesWithWaivers(fleet).flatMap(
    (source) => fleet.failures.attempt(
      { doing: "looking for waivers in this file", at: { file: source.file } },
      () => commentWaivers(source, patterns),
      () => []
    )
  );
  return [...comments, ...policyWaivers(policy)];
}
function policyWaivers(policy) {
  return (policy?.waivers.list ?? []).map((waiver2) => {
    const problem2 = notWaivable(waiver2.rule);
    return { from: "policy", ...waiver2, ...problem2 === void 0 ? {} : { problem: problem2 } };
  });
}
function commentWaivers(source, patterns) {
  const { file } = source;
  const read2 = readCommented(source);
  const coverOf = covering(file, read2);
  return read2.comments.flatMap((comment) => {
    const written3 = readWaiverText(comment.text, patterns);
    if (written3.length === 0) return [];
    const covers2 = coverOf(comment);
    const at = { file, span: comment.span };
    const removal2 = written3.length === 1 ? { removal: removalOf(file, comment) } : {};
    return written3.map((one) => ({ from: "comment", ...one, at, covers: covers2, ...removal2 }));
  });
}

// lazy:node:child_process
import { createRequire } from "node:module";
function load() {
  ({ execFileSync: lazy_execFileSync, spawn: lazy_spawn, spawnSync: lazy_spawnSync } = createRequire(import.meta.url)("node:child_process"));
}
var lazy_execFileSync = function(...given) {
  load();
  return new.target ? new lazy_execFileSync(...given) : lazy_execFileSync(...given);
};
var lazy_spawn = function(...given) {
  load();
  return new.target ? new lazy_spawn(...given) : lazy_spawn(...given);
};
var lazy_spawnSync = function(...given) {
  load();
  return new.target ? new lazy_spawnSync(...given) : lazy_spawnSync(...given);
};

// src/workspace/git-lookalike.ts
import { existsSync, lstatSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
function folderTakenForRepo(folder) {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (isThere(join(at, ".git"))) return void 0;
    if (looksLikeRepo(at)) return at;
    if (dirname(at) === at) return void 0;
  }
}
function looksLikeRepo(folder) {
  if (!isThere(join(folder, "HEAD"))) return false;
  if (existsSync(join(folder, "commondir"))) return true;
  return existsSync(join(folder, "objects")) && existsSync(join(folder, "refs"));
}
function isThere(path2) {
  return lstatSync(path2, { throwIfNoEntry: false }) !== void 0;
}

// src/workspace/git-run.ts
var WorkspaceError = class extends Error {
};
var elsewhere = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_COMMON_DIR",
  "GIT_PREFIX",
  "GIT_NAMESPACE",
  // Goes before the options of a diff that is read.
  "GIT_DIFF_OPTS"
];
var SETTINGS = [
  "core.fsmonitor=false",
  "core.quotePath=false",
  "core.hooksPath=/dev/null",
  // A folder of the tree is not a repo, though it may be made to look like one.
  "safe.bareRepository=explicit"
];
var LIMIT = 5 * 60 * 1e3;
function gitCommand(folder, args) {
  const taken3 = folderTakenForRepo(folder);
  if (taken3 !== void 0) return { taken: taken3 };
  const env = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C"
  };
  for (const name of Object.keys(env)) if (elsewhere.includes(name) || isInput(name)) delete env[name];
  return { args: ["--no-pager", ...SETTINGS.flatMap((each) => ["-c", each]), ...args], env };
}
function runGit(folder, args, given = {}) {
  const { input = "", limit = LIMIT } = given;
  const command2 = gitCommand(folder, args);
  if ("taken" in command2) {
    const message = `${command2.taken} is not a checkout`;
    return { ok: false, missing: false, message };
  }
  const done = lazy_spawnSync("git", command2.args, {
    cwd: folder,
    env: command2.env,
    input,
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
    timeout: limit,
    killSignal: "SIGKILL"
  });
  if (done.error !== void 0 && "code" in done.error && done.error.code === "ETIMEDOUT")
    return {
      ok: false,
      missing: false,
      message: `git ${args[0]} did not end within ${limit / 1e3} seconds`
    };
  if (done.error !== void 0) return { ok: false, missing: true, message: done.error.message };
  if (done.status === 0) return { ok: true, output: done.stdout };
  return { ok: false, missing: false, message: done.stderr.toString("utf8").trim() };
}
function isInput(name) {
  return name.toUpperCase().startsWith("INPUT_");
}
function git(folder, args, input = "") {
  const result = runGit(folder, args, { input });
  if (result.ok) return result.output;
  throw new WorkspaceError(gitExplanation(result.message, folder));
}
function gitExplanation(message, folder) {
  if (!/dubious ownership/.test(message)) return `git cannot read ${folder}: ${firstLine(message)}`;
  const named6 = /safe\.directory (.+)$/m.exec(message)?.[1] ?? folder;
  return `git does not trust ${folder}, which belongs to another user: run git config --global --add safe.directory ${named6}`;
}
function firstLine(message) {
  return (message.split("\n")[0] ?? "").replace(/^fatal: /, "");
}
function* pieces(output2) {
  for (let start = 0; start < output2.length; ) {
    const end = output2.indexOf(0, start);
    if (end < 0) return;
    yield output2.subarray(start, end);
    start = end + 1;
  }
}
function gitWord(folder, args) {
  const answer = runGit(folder, args);
  const word = answer.ok ? answer.output.toString("utf8").trim() : "";
  return word === "" ? void 0 : word;
}

// src/workspace/ignore.ts
var import_ignore = __toESM(require_ignore(), 1);
function ignoreRules(files, top = "") {
  const rules = (0, import_ignore.default)({ ignoreCase: false });
  for (const file of [...files].sort((a, b) => depth(a.folder) - depth(b.folder))) {
    for (const line of file.text.split(/\r?\n/)) rules.add(atTop(file.folder, line));
  }
  const ask = (path2, endings) => {
    const clean = normal(top === "" ? path2 : `${top}/${path2}`);
    return clean !== void 0 && endings.some((ending) => rules.ignores(clean + ending));
  };
  return {
    hides: (path2) => ask(path2, [""]),
    wouldHide: (path2) => ask(path2, ["", "/", "/any name"])
  };
}
function depth(folder) {
  return folder === "" ? 0 : folder.split("/").length;
}
function atTop(folder, line) {
  if (folder === "" || line.trim() === "" || line.startsWith("#")) return line;
  const not = line.startsWith("!") ? "!" : "";
  const pattern = line.slice(not.length);
  const escaped = folder.replace(/[\\*?[\]]/g, "\\$&");
  const anchored = /\/./.test(pattern.trimEnd());
  return `${not}/${escaped}/${anchored ? pattern.replace(/^\//, "") : `**/${pattern}`}`;
}
function normal(path2) {
  const parts = [];
  for (const part of path2.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === void 0) return void 0;
  }
  return parts.length === 0 ? void 0 : parts.join("/");
}

// src/workspace/blobs.ts
var ahead = { bytes: 16 * 1024 * 1024, blobs: 4e3 };
var FIRST_LOOK = 64;
function batchReader(git2, idAt, atHand = /* @__PURE__ */ new Map()) {
  const read2 = /* @__PURE__ */ new Map();
  let look2 = FIRST_LOOK / 2;
  return (index) => {
    const id = idAt(index) ?? "";
    const ready = read2.get(id);
    if (ready !== void 0) return ready;
    const bytes = atHand.get(id);
    if (bytes !== void 0) {
      const content = decode(bytes);
      read2.set(id, content);
      return content;
    }
    look2 = Math.min(look2 * 2, ahead.blobs);
    const around = Array.from({ length: look2 }, (_, count) => idAt(index + count) ?? id);
    const near = [...new Set(around)].filter((each) => !read2.has(each) && !atHand.has(each));
    const sizes = blobSizes(git2, near);
    for (const each of near) {
      const content = unfit(sizes.get(each));
      if (content !== void 0) read2.set(each, content);
    }
    for (const [each, bytes2] of blobs(git2, within2(near, sizes, read2))) read2.set(each, decode(bytes2));
    return read2.get(id) ?? notHere;
  };
}
function blobBytes(git2, id) {
  const size = blobSizes(git2, [id]).get(id);
  if (size === void 0) return void 0;
  return archiveBytes(size, () => [...blobs(git2, [id])][0]?.[1] ?? new Uint8Array());
}
var notHere = { unreadable: "is not in this clone: fetch it without a filter" };
function unfit(size) {
  return size === void 0 ? notHere : tooLarge(size);
}
function within2(ids, sizes, refused4) {
  const wanted = [];
  let bytes = 0;
  for (const id of ids) {
    if (bytes >= ahead.bytes) break;
    if (refused4.has(id)) continue;
    wanted.push(id);
    bytes += sizes.get(id) ?? 0;
  }
  return wanted;
}
function blobSizes(git2, ids) {
  const output2 = git2(["cat-file", "--batch-check"], ids.map((id) => `${id}
`).join(""));
  const sizes = /* @__PURE__ */ new Map();
  for (const line of output2.toString("latin1").split("\n")) {
    const [id = "", type, size] = line.split(" ");
    if (type === "blob") sizes.set(id, Number(size));
  }
  return sizes;
}
function* blobs(git2, names) {
  const output2 = git2(["cat-file", "--batch"], names.map((name) => `${name}
`).join(""));
  for (let at = 0; at < output2.length; ) {
    const line = output2.indexOf("\n", at);
    const [id = "", type, size] = output2.subarray(at, line).toString("latin1").split(" ");
    at = line + 1;
    if (type !== "blob") continue;
    yield [id, output2.subarray(at, at + Number(size))];
    at += Number(size) + 1;
  }
}

// src/workspace/names.ts
function readName(bytes) {
  try {
    return { readable: true, path: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { readable: false, shown: [...bytes].map(shownByte).join("") };
  }
}
function shownByte(byte) {
  if (byte >= 32 && byte < 127) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}

// src/workspace/git-search.ts
var MOST_STRINGS = 100;
function searchCommit(searched2, strings, where) {
  const lines = strings.flatMap((string) => string.split("\n").filter(Boolean));
  if (lines.length === 0) return [];
  const { names } = where;
  if (names === void 0) return searchByGit(searched2, lines, where);
  const isNamed2 = named(names);
  const files = searched2.entries.filter(
    ({ path: path2, kind }) => (kind === "file" || kind === "executable") && isNamed2(path2)
  );
  if (files.length === 0) return [];
  if (lines.length > MOST_STRINGS || !files.every(({ id }) => searched2.bytes.has(id)))
    return searchByGit(searched2, lines, where);
  const words = lines.map((line) => Buffer.from(line));
  const holds2 = where.words === true ? holdsWord : holdsString;
  return files.flatMap(({ path: path2, id }) => {
    const bytes = searched2.bytes.get(id);
    return bytes !== void 0 && words.some((word) => holds2(bytes, word)) ? [path2] : [];
  });
}
function named(globs) {
  const patterns = globs.map(
    (glob2) => glob2.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join("[^/]*")
  );
  const expression = new RegExp(`(?:^|/)(?:${patterns.join("|")})$`, "i");
  return (path2) => expression.test(path2);
}
function holdsString(bytes, word) {
  return bytes.includes(word);
}
function holdsWord(bytes, word) {
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + 1)) {
    if (!isWordByte(bytes[at - 1]) && !isWordByte(bytes[at + word.length])) return true;
  }
  return false;
}
function isWordByte(byte) {
  return byte !== void 0 && /\w/.test(String.fromCharCode(byte));
}
var PLAIN = ["--no-full-name", "--no-color", "--no-recurse-submodules"];
function searchByGit({ repo, commit }, lines, { names = [], words }) {
  const pathspecs = names.map((name) => `:(icase,glob)**/${name}`);
  const how = ["grep", ...PLAIN, "-l", "-z", "-F", ...words === true ? ["-w"] : [], "-f", "-"];
  const result = runGit(repo, [...how, commit, "--", ...pathspecs], { input: `${lines.join("\n")}
` });
  if (!result.ok && result.message !== "") throw new WorkspaceError(gitExplanation(result.message, repo));
  if (!result.ok) return [];
  return [...pieces(result.output)].flatMap((piece) => {
    const name = readName(piece.subarray(commit.length + 1));
    return name.readable ? [name.path] : [];
  });
}

// src/workspace/git-tree.ts
function listCommit(repo, commit) {
  const entries = [];
  const unreadableNames = [];
  for (const { head, name } of records(git(repo, ["ls-tree", "-r", "-z", commit]))) {
    const kind = kindOfMode(head.slice(0, 6));
    if (!name.readable) unreadableNames.push(name.shown);
    else if (kind !== void 0)
      entries.push({ path: name.path, kind, id: head.slice(head.lastIndexOf(" ") + 1) });
  }
  return { entries: entries.sort(byPath), unreadableNames: unreadableNames.sort() };
}
function treeBefore(after, differences) {
  const gone = /* @__PURE__ */ new Set();
  const names = new Set(after.unreadableNames);
  for (const { after: end } of differences) {
    if (end?.name.readable === true) gone.add(end.name.path);
    else if (end !== void 0) names.delete(end.name.shown);
  }
  const back2 = [];
  for (const { before: end } of differences) {
    const kind = end && kindOfMode(end.mode);
    if (end?.name.readable === false) names.add(end.name.shown);
    else if (end !== void 0 && kind !== void 0) back2.push({ path: end.name.path, kind, id: end.id });
  }
  return { entries: merged(after.entries, gone, back2), unreadableNames: [...names].sort() };
}
function merged(entries, gone, added) {
  const kept2 = [];
  let from = 0;
  for (const path2 of [...gone].sort()) {
    const at = lowerBound(entries, path2);
    if (entries[at]?.path !== path2) continue;
    kept2.push(entries.slice(from, at));
    from = at + 1;
  }
  return [...kept2, entries.slice(from), added].flat().sort(byPath);
}
function* records(output2) {
  const all = readName(output2);
  if (all.readable) {
    for (const record2 of all.path.split("\0")) {
      const tab = record2.indexOf("	");
      if (tab >= 0)
        yield { head: record2.slice(0, tab), name: { readable: true, path: record2.slice(tab + 1) } };
    }
    return;
  }
  for (const piece of pieces(output2)) {
    const tab = piece.indexOf("	");
    yield { head: piece.subarray(0, tab).toString("latin1"), name: readName(piece.subarray(tab + 1)) };
  }
}
function kindOfMode(mode) {
  if (mode === "120000") return "link";
  if (mode === "160000") return "submodule";
  if (mode === "100755") return "executable";
  return mode.startsWith("100") ? "file" : void 0;
}

// src/workspace/links.ts
function readThrough(entries, path2, load8) {
  const resolved3 = resolveLinks(entries, path2);
  if (resolved3.kind === "leaves")
    return entries.get(resolved3.link) !== void 0 ? { unreadable: "is a link that leaves the repo" } : void 0;
  if (resolved3.kind === "loop") return { unreadable: "is a link that leads back to itself" };
  const entry = entries.get(resolved3.path);
  if (entry?.kind === "submodule") return { unreadable: "is a submodule" };
  if (entry !== void 0) return load8(entry);
  if (entries.get(path2)?.kind === "link")
    return { unreadable: `is a link to ${resolved3.path || "."}, which is not a file in the repo` };
  return void 0;
}

// src/workspace/git.ts
function gitWorkspace(repo, revision) {
  const commit = commitOf(repo, revision);
  return commitWorkspace({ repo, commit, tree: listCommit(repo, commit), bytes: /* @__PURE__ */ new Map() });
}
function commitWorkspace(listed4) {
  const { repo, commit, tree, bytes } = listed4;
  const contents = batchReader(
    (args, input) => git(repo, args, input),
    (index) => tree.entries[index]?.id,
    bytes
  );
  const load8 = ({ path: path2 }) => contents(lowerBound(tree.entries, path2));
  const entries = tree.entries.some(isLink) ? tree.entries.map((entry) => isLink(entry) ? { ...entry, target: targetOf(load8(entry)) } : entry) : tree.entries;
  const byName = { get: (path2) => entryAt(entries, path2) };
  let rules;
  return {
    list: () => entries,
    read: (path2) => readThrough(byName, path2, load8),
    bytes(path2) {
      const found = readThrough(byName, path2, ({ path: at }) => entryAt(tree.entries, at)?.id);
      return typeof found === "string" ? bytes.get(found) ?? blobBytes((args, input) => git(repo, args, input), found) : void 0;
    },
    ignored(path2) {
      rules ??= committedRules(listed4, entries, load8);
      return rules.wouldHide(path2);
    },
    search: (strings, where = {}) => searchCommit({ repo, commit, entries, bytes }, strings, where),
    unreadableNames: tree.unreadableNames
  };
}
function commitOf(repo, revision) {
  const result = runGit(repo, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`
  ]);
  if (result.ok) return result.output.toString("latin1").trim();
  if (result.message === "") throw new WorkspaceError(`there is no commit ${revision} in ${repo}`);
  throw new WorkspaceError(gitExplanation(result.message, repo));
}
function filesLeftOut(repo, commit) {
  return objectsLeftOut(repo, commit, /^(?!blob:limit)\S/).size;
}
function objectsLeftOut(repo, commit, filter = /\S/) {
  const filters = runGit(repo, ["config", "--get-regexp", "^remote\\..*\\.partialclonefilter$"]);
  const values = filters.ok ? filters.output.toString("utf8").split("\n") : [];
  if (!values.some((line) => filter.test(line.slice(line.indexOf(" ") + 1)))) return /* @__PURE__ */ new Set();
  const objects = git(repo, ["rev-list", "--objects", "--missing=print", "--no-walk", commit]).toString(
    "latin1"
  );
  return new Set(objects.split("\n").flatMap((line) => line.startsWith("?") ? [line.slice(1)] : []));
}
function isLink({ kind }) {
  return kind === "link";
}
function targetOf(content) {
  return "text" in content ? content.text : "";
}
function committedRules({ repo, commit, prefix }, entries, load8) {
  const top = prefix ?? prefixOf(repo);
  const files = [...filesAbove(repo, commit, top)];
  for (const entry of entriesCalled(entries, (name) => name === ".gitignore")) {
    const content = load8(entry);
    if ("text" in content) files.push({ folder: folderOf(top, entry.path), text: content.text });
  }
  return ignoreRules(files, top);
}
function prefixOf(repo) {
  return git(repo, ["rev-parse", "--show-prefix"]).toString("utf8").replace(/\/?\n$/, "");
}
function* filesAbove(repo, commit, top) {
  for (const folder of foldersAbove(top)) {
    const name = folder === "" ? ".gitignore" : `${folder}/.gitignore`;
    if (name.includes("\n")) continue;
    for (const [, bytes] of blobs((args, input) => git(repo, args, input), [`${commit}:${name}`])) {
      const content = decode(bytes);
      if ("text" in content) yield { folder, text: content.text };
    }
  }
}
function foldersAbove(top) {
  if (top === "") return [];
  const parts = top.split("/");
  return parts.map((_, count) => parts.slice(0, count).join("/"));
}
function folderOf(top, path2) {
  const folder = path2.slice(0, Math.max(0, path2.lastIndexOf("/")));
  return [top, folder].filter((part) => part !== "").join("/");
}

// src/app/policy-files.ts
import { readFileSync, statSync } from "node:fs";
import { resolve as resolve2 } from "node:path";
var POLICY_PATHS = [".github/keelcheck.yml", ".github/keelcheck.yaml"];
function readPolicyFile(path2, folder) {
  const full = resolve2(folder, path2);
  if (statSync(full, { throwIfNoEntry: false })?.isFile() !== true) {
    return usage(`there is no policy file ${path2}`);
  }
  const content = decode(readFileSync(full));
  if ("unreadable" in content) return usage(`the policy file ${path2} ${content.unreadable}`);
  return { ok: true, file: sourceFile(path2, content.text) };
}
function findPolicyFile(workspace) {
  const found = POLICY_PATHS.flatMap((path3) => {
    const content2 = workspace.read(path3);
    return content2 === void 0 ? [] : [{ path: path3, content: content2 }];
  });
  const [first, second] = found;
  if (first === void 0) return { ok: true, file: void 0 };
  if (second !== void 0)
    return usage(`there are two policy files, ${first.path} and ${second.path}: keep one`);
  const { path: path2, content } = first;
  if ("unreadable" in content) return usage(`the policy file ${path2} ${content.unreadable}`);
  return { ok: true, file: sourceFile(path2, content.text) };
}
function readRecorded(workspace) {
  const content = workspace.read(RECORDED_PATH);
  if (content === void 0) return { ok: true, bases: [] };
  if ("unreadable" in content)
    return usage(`the file of recorded bases ${RECORDED_PATH} ${content.unreadable}`);
  const { bases, problems } = loadRecorded(sourceFile(RECORDED_PATH, content.text));
  return problems.length > 0 ? { ok: false, failure: { kind: "policy", problems } } : { ok: true, bases };
}
function readBaseline(workspace) {
  const content = workspace.read(BASELINE_PATH);
  if (content === void 0) return { ok: true, entries: void 0 };
  if ("unreadable" in content) return usage(`the baseline ${BASELINE_PATH} ${content.unreadable}`);
  const { entries, problems } = loadBaseline(sourceFile(BASELINE_PATH, content.text));
  return problems.length > 0 ? { ok: false, failure: { kind: "policy", problems } } : { ok: true, entries };
}

// src/app/patience.ts
function patienceOf({
  KEELCHECK_PATIENCE: given
}) {
  const times = Number(given);
  return times >= 1 && times <= MOST ? times : 1;
}
var MOST = 100;

// src/app/readmes.ts
function limits() {
  const patience = patienceOf(process.env);
  return patience > 1 ? { budget: USUAL_BUDGET * patience } : {};
}
function readmeStore() {
  const known2 = /* @__PURE__ */ new Map();
  return {
    async read(files, options) {
      const keyOf4 = ({ path: path2, text: text3 }) => JSON.stringify([path2, text3, options.lint]);
      const fresh = files.filter((file) => !known2.has(keyOf4(file)));
      const reading = readMarkdown(fresh, { ...limits(), ...options });
      for (const file of fresh) known2.set(keyOf4(file), reading);
      const found = /* @__PURE__ */ new Map();
      for (const file of files) {
        const read2 = (await known2.get(keyOf4(file)))?.get(file.path);
        if (read2 !== void 0) found.set(file.path, { ...read2, file });
      }
      return found;
    }
  };
}

// src/model/builds/image-names.ts
function imageNames(builds, folderOf5) {
  const byFolder = /* @__PURE__ */ new Map();
  for (const build2 of withOthers(builds)) {
    const folder = folderOf5(build2);
    const same2 = byFolder.get(folder);
    if (same2 === void 0) byFolder.set(folder, [build2]);
    else same2.push(build2);
  }
  const names = /* @__PURE__ */ new Map();
  const taken3 = /* @__PURE__ */ new Set();
  for (const [folder, all] of byFolder) {
    const main = all.length === 1 ? all : all.filter(({ aside }) => aside !== true);
    const shown5 = all.length === 1 ? [] : all.filter(({ aside }) => aside === true);
    for (const build2 of [...main, ...shown5]) {
      const wanted = build2.name ?? nameIn(folder, build2, build2.aside === true ? all : main);
      let name = wanted;
      for (let count = 2; taken3.has(name); count++) name = `${wanted}-${count}`;
      taken3.add(name);
      names.set(build2, name);
    }
  }
  return names;
}
function withOthers({ builds, dockerfiles, asked }) {
  if (asked.length === dockerfiles.length) return builds;
  const read2 = new Set(asked);
  const of = /* @__PURE__ */ new Map();
  for (const build2 of builds) {
    const same2 = of.get(build2.dockerfile);
    if (same2 === void 0) of.set(build2.dockerfile, [build2]);
    else same2.push(build2);
  }
  return dockerfiles.flatMap(
    (dockerfile) => of.get(dockerfile) ?? (read2.has(dockerfile) ? [] : [{ dockerfile }])
  );
}
var buildsOf = once((all) => {
  const counts = /* @__PURE__ */ new Map();
  for (const { dockerfile } of all) counts.set(dockerfile, (counts.get(dockerfile) ?? 0) + 1);
  return counts;
});
function nameIn(folder, build2, all) {
  const top = folder === "" ? "image" : baseName(folder);
  if (all.length === 1) return top;
  const inside = folder === "" ? build2.dockerfile : build2.dockerfile.slice(folder.length + 1);
  const parts = inside.split("/");
  const file = parts.pop() ?? "";
  const own = /^(?:docker|container)file$/i.test(file) ? void 0 : /^(?:docker|container)file\.(.+)$/i.exec(file)?.[1] ?? file.replace(/\.(docker|container)file$/i, "");
  const named6 = [folder === "" && parts.length > 0 ? [] : [top], parts, own === void 0 ? [] : [own]].flat().join("/");
  const twins = buildsOf(all).get(build2.dockerfile) ?? 0;
  const target = twins > 1 ? build2.label ?? build2.target : void 0;
  return target === void 0 ? named6 : `${named6}/${target}`;
}
var VERSION = new RegExp(
  `^(?:${[
    "v?\\d[\\w.-]*|latest|stable|edge|mainline|slim|debian|alpine",
    "stretch|buster|bullseye|bookworm|trixie|trusty|xenial|bionic|focal|jammy|noble",
    "(?:alpine|debian|ubuntu|centos|rhel|ubi|rocky(?:linux)?|alma(?:linux)?|fedora|oracle(?:linux)?|amazonlinux|opensuse|photon)[-_]?v?\\d[\\w.-]*"
  ].join("|")})$`
);
function isVersionName(name) {
  return VERSION.test(name);
}
function imageFolders({
  root,
  dockerfiles
}) {
  if (root !== "")
    return (path2) => path2.startsWith(`${root}/`) ? firstBelow(root, folderOfFile(path2)) : folderOfFile(path2);
  const holding2 = new Set(dockerfiles.map(folderOfFile));
  return (path2) => {
    const own = folderOfFile(path2);
    let folder = own;
    for (let above = folderOfFile(folder); above !== ""; above = folderOfFile(above)) {
      if (holding2.has(above) || isVersionName(baseName(folder))) folder = above;
    }
    return folder;
  };
}
function firstBelow(root, folder) {
  if (folder === root) return root;
  const end = folder.indexOf("/", root.length + 1);
  return end < 0 ? folder : folder.slice(0, end);
}

// src/model/repo/guarded.ts
function guardedWorkspace(workspace, failures) {
  const { search } = workspace;
  return {
    list: () => workspace.list(),
    read: (path2) => failures.attempt(
      { doing: "reading this file", at: { file: sourceFile(path2, "") } },
      () => workspace.read(path2),
      ({ why }) => ({ unreadable: why, failed: true })
    ),
    bytes: (path2) => failures.attempt(
      { doing: "reading this file", at: { file: sourceFile(path2, "") } },
      () => workspace.bytes(path2),
      () => void 0
    ),
    ignored: (path2) => workspace.ignored(path2),
    ...search === void 0 ? {} : { search: search.bind(workspace) },
    unreadableNames: workspace.unreadableNames,
    ...workspace.closedFolders && { closedFolders: workspace.closedFolders }
  };
}

// src/model/repo/tree.ts
function repoTree(entries) {
  let children;
  const entry = (path2) => entryAt(entries, path2);
  const isFolder = (path2) => path2 === "" || entries[lowerBound(entries, `${path2}/`)]?.path.startsWith(`${path2}/`) === true;
  return {
    entry,
    isFolder,
    under: (folder) => rangeBelow(entries, folder),
    match(pattern) {
      const exists = (path2) => entry(path2) !== void 0 || isFolder(path2);
      if (!isGlob(pattern)) return exists(pattern) ? [pattern] : [];
      children ??= childrenOf(entries);
      return matching(pattern, children, exists);
    }
  };
}
function childrenOf(entries) {
  const children = /* @__PURE__ */ new Map([["", /* @__PURE__ */ new Set()]]);
  for (const { path: path2 } of entries) {
    for (let at = path2; at !== ""; ) {
      const parent = at.includes("/") ? parentOf(at) : "";
      const siblings = children.get(parent);
      siblings?.add(at);
      if (siblings !== void 0) break;
      children.set(parent, /* @__PURE__ */ new Set([at]));
      at = parent;
    }
  }
  return children;
}
function rangeBelow(entries, folder) {
  if (folder === "") return entries;
  return entries.slice(lowerBound(entries, `${folder}/`), lowerBound(entries, `${folder}0`));
}
function matching(pattern, children, exists) {
  let found = [""];
  for (const part of pattern.split("/")) {
    if (!isGlob(part)) {
      found = found.map((folder) => folder === "" ? part : `${folder}/${part}`).filter(exists);
      continue;
    }
    const expression = globExpression(part);
    found = found.flatMap(
      (folder) => [...children.get(folder) ?? []].filter(
        (path2) => expression.test(path2.slice(path2.lastIndexOf("/") + 1))
      )
    );
  }
  return found.sort();
}

// src/model/builds/beside.ts
function filesBeside(tree, builds, services) {
  const dockerfiles = new Set(builds.map(({ dockerfile }) => dockerfile));
  const ignores = builds.flatMap(({ dockerfile, context }) => [
    `${dockerfile}.dockerignore`,
    ...context.known ? [inFolder(context.value, ".dockerignore")] : []
  ]);
  const environments = services.flatMap(({ project, service, dockerfile }) => {
    if (!dockerfiles.has(dockerfile)) return [];
    const variables = [...project.inputs].filter((path2) => !/\.ya?ml$/i.test(path2));
    const named6 = service.envFiles.flatMap(
      ({ path: { value, folder } }) => value === null || folder === void 0 ? [] : joinRepoPath(folder, value) ?? []
    );
    return [...variables, ...named6];
  });
  return [.../* @__PURE__ */ new Set([...ignores, ...environments])].filter((path2) => {
    const entry = tree.entry(path2);
    return entry !== void 0 && entry.kind !== "submodule";
  });
}
function inFolder(folder, name) {
  return folder === "" ? name : `${folder}/${name}`;
}

// src/model/builds/claims.ts
var remote = /^(?:[a-z][a-z+.-]*:\/\/|git@|github\.com\/|target:|service:)/i;
var settle = "set the context under builds: in .github/keelcheck.yml";
function policyClaims(policy, tree) {
  const claims = [];
  const problems = [];
  for (const { dockerfile, context, args, ...build2 } of policy.builds) {
    const { at } = build2;
    if (fileNamed(tree, "", dockerfile) === void 0) {
      problems.push({ at, message: `there is no Dockerfile "${dockerfile}" in the repo` });
    } else if (context !== void 0 && context !== "" && !tree.isFolder(context)) {
      problems.push({ at, message: `the context "${context}" of ${dockerfile} is not a folder of the repo` });
    } else {
      const said = context === void 0 ? {} : { context: known(context, at) };
      claims.push({
        from: "policy",
        dockerfile,
        ...said,
        args: args ?? {},
        contexts: {},
        tags: [],
        ...build2
      });
    }
  }
  return { claims, problems };
}
function isRemote(text3) {
  return remote.test(text3);
}
function folderNamed(from, text3, absent3) {
  if (absent3) return from;
  if (text3 === null || text3 === void 0 || isRemote(text3) || /^[/~-]/.test(text3)) return void 0;
  return joinRepoPath(from, text3);
}
function fileNamed(tree, folder, name) {
  if (name.startsWith("/")) return void 0;
  const written3 = joinRepoPath(folder, name);
  if (written3 === void 0) return void 0;
  const path2 = tree.entry(written3) === void 0 ? followed(tree, written3) : written3;
  const kind = path2 === void 0 ? void 0 : tree.entry(path2)?.kind;
  return kind === void 0 || kind === "submodule" ? void 0 : path2;
}
function followed(tree, path2) {
  const end = resolveLinks({ get: tree.entry }, path2);
  return end.kind === "path" ? end.path : void 0;
}
function contextFact(tree, folder, at) {
  if (folder === "" || tree.isFolder(folder)) return known(folder, at);
  const linked2 = followed(tree, folder);
  if (linked2 !== void 0 && tree.isFolder(linked2)) return known(linked2, at);
  return unknown(
    { key: `context ${folder}`, why: `the build context ${folder} is not a folder of the repo` },
    at,
    settle
  );
}
function declaredContext(folder, text3) {
  if (text3 === null) return "";
  if (isRemote(text3)) return text3;
  const path2 = joinRepoPath(folder, text3);
  return path2 === void 0 || text3.startsWith("/") ? "" : `./${path2}`;
}
function mapValues(record2, map3) {
  return Object.fromEntries(Object.entries(record2).map(([name, value]) => [name, map3(value)]));
}

// src/model/bake/data.ts
var longestText = 1e4;
var longestList = 1e4;
function unread(why, at) {
  return { unread: why, at };
}
function refused(why, at) {
  return { unread: why, at, refused: true };
}
function isUnread(value) {
  return typeof value === "object" && value !== null && "unread" in value;
}
function isMap(value) {
  return value instanceof Map;
}
function isList(value) {
  return Array.isArray(value);
}
function asUnknown({ unread: why, at }) {
  return unknown({ key: "bake value", why }, at);
}
function unreadIn(value) {
  if (isUnread(value)) return value;
  const items = isList(value) ? value : isMap(value) ? value.values() : [];
  for (const item of items) {
    const found = unreadIn(item);
    if (found !== void 0) return found;
  }
  return void 0;
}
function mapOf(entries) {
  return new Map([...new Map(entries)].sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0));
}
function bakeText(value, at) {
  if (value === null || typeof value === "string" || isUnread(value)) return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value) ?? unread("a number of many digits", at);
  return refused("a list or a map is not a text", at);
}
function numberOf(value, at) {
  if (typeof value === "number" || isUnread(value)) return value;
  if (typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  return refused("not a number", at);
}
function conditionOf(value, at) {
  if (typeof value === "boolean" || isUnread(value)) return value;
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  return refused("neither true nor false", at);
}
function numberText(value) {
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  const text3 = String(value);
  return /^-?\d+\.\d{1,12}$/.test(text3) ? text3 : void 0;
}
function calculated(value, at) {
  const rounded = Number(value.toPrecision(15));
  if (!Number.isFinite(rounded) || numberText(rounded) === void 0)
    return unread("a number of many digits", at);
  return rounded;
}
function isEqual(a, b) {
  if (a === null || b === null) return a === b && !(a !== null && isUnread(a));
  if (isUnread(a) || isUnread(b)) return void 0;
  if (typeof a === "object" || typeof b === "object") return typeof a === typeof b ? void 0 : false;
  return a === b;
}
function bounded(value, at) {
  if (typeof value === "string" && value.length > longestText) return unread("the text grows too long", at);
  if (isList(value) && value.length > longestList) return unread("the list grows too long", at);
  return value;
}
function keyText(value, at) {
  return bakeText(value, at) ?? refused("a key is null", at);
}
function getFrom(value, key, at) {
  if (isUnread(value)) return value;
  if (isUnread(key)) return key;
  const name = keyText(key, at);
  if (typeof name !== "string") return name;
  const found = isMap(value) ? value.get(name) : isList(value) && /^\d+$/.test(name) ? value[Number(name)] : void 0;
  return found === void 0 ? refused(`there is no "${name}" in it`, at) : found;
}

// src/model/bake/arguments.ts
function ofTexts(use) {
  return (values, at) => {
    const texts2 = textsOf(values, at);
    return Array.isArray(texts2) ? use(texts2, at) : texts2;
  };
}
function ofNumbers(use) {
  return (values, at) => {
    const numbers = [];
    for (const value of values) {
      const number = numberOf(value, at);
      if (typeof number !== "number") return number;
      numbers.push(number);
    }
    return use(numbers, at);
  };
}
function ofList(use) {
  return ([first = null, ...rest], at) => isList(first) ? use(first, rest, at) : refused("a list is expected", at);
}
function ofMap(use) {
  return ([first = null, ...rest], at) => isMap(first) ? use(first, rest, at) : refused("a map is expected", at);
}
function textsOf(values, at) {
  const texts2 = [];
  for (const value of values) {
    const text3 = bakeText(value, at) ?? refused("null where a text is expected", at);
    if (typeof text3 !== "string") return text3;
    texts2.push(text3);
  }
  return texts2;
}

// src/model/bake/functions-lists.ts
var listFunctions = {
  concat: (lists, at) => lists.every(isList) ? lists.flat() : refused("concat() takes lists", at),
  compact: ofList((list2) => list2.filter((item) => item !== "" && item !== null)),
  distinct: ofList((list2, _, at) => distinct2(list2, at)),
  flatten: ofList((list2) => flatten(list2)),
  reverselist: ofList((list2) => [...list2].reverse()),
  sort: ofList((list2, _, at) => {
    const texts2 = textsOf(list2, at);
    return Array.isArray(texts2) ? texts2.sort(byText) : texts2;
  }),
  length: ([value = null], at) => isList(value) ? value.length : isMap(value) ? value.size : refused("length() takes a list or a map", at),
  contains: ofList((list2, [wanted = null], at) => {
    const same2 = list2.map((item) => isEqual(item, wanted));
    if (same2.includes(true)) return true;
    return same2.includes(void 0) ? unread("lists and maps are not compared", at) : false;
  }),
  indexof: ofList((list2, [wanted = null], at) => {
    const index = list2.findIndex((item) => isEqual(item, wanted) === true);
    return index < 0 ? refused("it is not in the list", at) : index;
  }),
  index: ([value = null, key = null], at) => {
    const found = isMap(value) && typeof key === "string" ? value.get(key) : isList(value) ? value[Number(key)] : void 0;
    return found === void 0 ? refused("there is no such index", at) : found;
  },
  // It takes what a variable's type makes a map, refuses any other, and converts no index.
  hasindex: ([value = null, key = null], at) => isMap(value) ? unread("whether this is a map by its type is not read", at) : isList(value) && typeof key === "number" && value[key] !== void 0,
  element: ofList((list2, [index = null], at) => {
    const number = numberOf(index, at);
    if (typeof number !== "number") return number;
    return list2.at(number % list2.length) ?? refused("element() of an empty list", at);
  }),
  slice: ofList((list2, [from = 0, to = 0], at) => {
    const [start, end] = [numberOf(from, at), numberOf(to, at)];
    if (typeof start !== "number" || typeof end !== "number") return refused("slice() takes two numbers", at);
    return start < 0 || end > list2.length || start > end ? refused("outside the list", at) : list2.slice(start, end);
  }),
  chunklist: ofList((list2, [size = 0], at) => {
    const count = numberOf(size, at);
    if (typeof count !== "number" || count < 0) return refused("chunklist() takes a size", at);
    if (count === 0) return [list2];
    return Array.from(
      { length: Math.ceil(list2.length / count) },
      (_, index) => list2.slice(index * count, (index + 1) * count)
    );
  }),
  coalesce: (values, at) => {
    const found = values.find((value) => value !== null);
    return found === void 0 ? refused("coalesce() of nothing but null", at) : found;
  },
  coalescelist: (lists, at) => lists.find((list2) => isList(list2) && list2.length > 0) ?? refused("coalescelist() of empty lists", at),
  setunion: (sets, at) => setOf(
    sets.flatMap((set) => isList(set) ? set : [set]),
    at
  ),
  setintersection: (sets, at) => combined(sets, at, (inFirst, others) => inFirst && others.every(Boolean)),
  setsubtract: (sets, at) => combined(sets, at, (inFirst, others) => inFirst && !others.some(Boolean)),
  sethaselement: ofList((set, [wanted = null]) => set.some((item) => isEqual(item, wanted) === true)),
  setproduct: (lists, at) => {
    if (!lists.every(isList)) return refused("setproduct() takes lists", at);
    let found = [[]];
    for (const list2 of lists) {
      if (found.length * list2.length > 1e4) return unread("the list grows too long", at);
      found = found.flatMap((before) => list2.map((item) => [...before, item]));
    }
    return found;
  },
  csvdecode: ofTexts((_, at) => unread("csvdecode() is not read", at))
};
function distinct2(list2, at) {
  if (list2.some((item) => isList(item) || isMap(item))) return unread("lists and maps are not compared", at);
  if (new Set(list2.map((item) => typeof item)).size < 2) return [...new Set(list2)];
  const texts2 = textsOf(list2, at);
  return Array.isArray(texts2) ? [...new Set(texts2)] : texts2;
}
function flatten(list2) {
  return list2.flatMap((item) => isList(item) ? flatten(item) : [item]);
}
function setOf(items, at) {
  if (items.every((item) => typeof item === "number")) return [...new Set(items)].sort((a, b) => a - b);
  const texts2 = textsOf(items, at);
  return Array.isArray(texts2) ? [...new Set(texts2)].sort(byText) : texts2;
}
function combined(sets, at, keeps) {
  const [first, ...others] = sets.map((set) => setOf(isList(set) ? set : [set], at));
  if (first === void 0 || !isList(first)) return first ?? refused("not a set", at);
  const wrong = others.find((other) => isUnread(other));
  if (wrong !== void 0) return wrong;
  return first.filter(
    (item) => keeps(
      true,
      others.map((other) => isList(other) && other.includes(item))
    )
  );
}
function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/model/bake/functions-maps.ts
var mapFunctions = {
  keys: ofMap((map3) => [...map3.keys()]),
  values: ofMap((map3) => [...map3.values()]),
  merge: (maps, at) => {
    const given = maps.filter((map3) => map3 !== null);
    return given.every(isMap) ? mapOf(given.flatMap((map3) => [...map3])) : refused("merge() takes maps", at);
  },
  lookup: ofMap((map3, [key = null, otherwise], at) => {
    const name = keyText(key, at);
    if (typeof name !== "string") return name;
    const found = map3.has(name) ? map3.get(name) : otherwise;
    return found === void 0 ? refused("there is no such key", at) : found;
  }),
  zipmap: ofList((keys, [values = null], at) => {
    const names = textsOf(keys, at);
    if (!Array.isArray(names)) return names;
    if (!isList(values) || values.length !== names.length) return refused("lists of different lengths", at);
    return mapOf(names.map((name, index) => [name, values[index] ?? null]));
  }),
  jsonencode: ([value = null], at) => {
    const text3 = JSON.stringify(plain(value));
    return /[<>&\u2028\u2029]/.test(text3) ? unread("such a text is not encoded", at) : text3;
  },
  jsondecode: ofTexts(([text3 = ""], at) => {
    try {
      return fromJson(JSON.parse(text3));
    } catch {
      return refused("not JSON", at);
    }
  })
};
function plain(value) {
  if (isMap(value)) return Object.fromEntries([...value].map(([key, each]) => [key, plain(each)]));
  return isList(value) ? value.map(plain) : value;
}
function fromJson(value) {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value === "object" && value !== null)
    return mapOf(Object.entries(value).map(([key, each]) => [key, fromJson(each)]));
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

// src/model/bake/operators.ts
var arithmetic = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b
};
function applyBinary(operator2, left, { right, at }) {
  if (operator2 === "&&" || operator2 === "||") return logical(operator2 === "||", { left, right: right(), at });
  if (operator2 === "==" || operator2 === "!=")
    return compared({ left, right: right(), at }, operator2 === "==");
  const numbers = ownValue(arithmetic, operator2);
  return numbers === void 0 ? refused(`no operator ${operator2}`, at) : counted(numbers, { left, right: right(), at });
}
function applyUnary(operator2, value, at) {
  if (operator2 === "!") {
    const condition2 = conditionOf(value, at);
    return typeof condition2 === "boolean" ? !condition2 : condition2;
  }
  const number = numberOf(value, at);
  return typeof number === "number" ? -number : number;
}
function compared({ left, right, at }, equal) {
  const missing = [left, right].find((value) => isUnread(value));
  if (missing !== void 0) return missing;
  const same2 = isEqual(left, right);
  return same2 === void 0 ? unread("lists and maps are not compared", at) : same2 === equal;
}
function logical(settles, { left, right, at }) {
  const sides = [conditionOf(left, at), conditionOf(right, at)];
  const refusal4 = sides.find((side) => typeof side !== "boolean" && side.refused === true);
  if (refusal4 !== void 0) return refusal4;
  if (sides.includes(settles)) return settles;
  return sides.find((side) => typeof side !== "boolean") ?? !settles;
}
function counted(numbers, { left, right, at }) {
  const a = numberOf(left, at);
  const b = numberOf(right, at);
  if (typeof a !== "number") return a;
  if (typeof b !== "number") return b;
  const result = numbers(a, b);
  return typeof result === "boolean" ? result : calculated(result, at);
}

// src/model/bake/functions-numbers.ts
function operator(sign) {
  const numbers = ownValue(arithmetic, sign);
  return ([a = null, b = null], at) => numbers === void 0 ? refused(`no operator ${sign}`, at) : counted(numbers, { left: a, right: b, at });
}
var numberFunctions = {
  add: operator("+"),
  subtract: operator("-"),
  multiply: operator("*"),
  divide: operator("/"),
  modulo: operator("%"),
  greaterthan: operator(">"),
  greaterthanorequalto: operator(">="),
  lessthan: operator("<"),
  lessthanorequalto: operator("<="),
  equal: ([a = null, b = null], at) => compared({ left: a, right: b, at }, true),
  notequal: ([a = null, b = null], at) => compared({ left: a, right: b, at }, false),
  and: ([a = null, b = null], at) => logical(false, { left: a, right: b, at }),
  or: ([a = null, b = null], at) => logical(true, { left: a, right: b, at }),
  not: ([a = null], at) => {
    const condition2 = conditionOf(a, at);
    return typeof condition2 === "boolean" ? !condition2 : condition2;
  },
  absolute: ofNumbers(([a = 0]) => Math.abs(a)),
  negate: ofNumbers(([a = 0]) => -a),
  ceil: ofNumbers(([a = 0]) => Math.ceil(a)),
  floor: ofNumbers(([a = 0]) => Math.floor(a)),
  int: ofNumbers(([a = 0]) => Math.trunc(a)),
  signum: ofNumbers(([a = 0]) => Math.sign(a)),
  max: ofNumbers((all, at) => all.length === 0 ? refused("max() of nothing", at) : Math.max(...all)),
  min: ofNumbers((all, at) => all.length === 0 ? refused("min() of nothing", at) : Math.min(...all)),
  pow: ofNumbers(([a = 0, b = 0], at) => calculated(a ** b, at)),
  range: ofNumbers((numbers, at) => {
    const [start, end, step2] = numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
    const signed = numbers.length < 3 && end < start ? -1 : step2;
    if (signed === 0 || Math.abs((end - start) / signed) > 1024) return refused("such a range", at);
    const found = [];
    for (let at2 = start; signed > 0 ? at2 < end : at2 > end; at2 += signed) found.push(at2);
    return found;
  }),
  parseint: ofTexts(([text3 = "", base = ""], at) => {
    const radix = Number(base);
    if (!/^-?[0-9a-zA-Z]{1,12}$/.test(text3) || !(radix >= 2 && radix <= 36))
      return unread("such a number", at);
    const value = Number.parseInt(text3, radix);
    return value.toString(radix) === text3.toLowerCase().replace(/^(-?)0+(?=.)/, "$1") ? value : refused(`"${text3}" is not a number in base ${base}`, at);
  })
};

// src/model/bake/regular.ts
var SHARED = /^(?:[\w \t/:;,"'`~!@#%&=<>-]|\.|\\[.\\+*?()|[\]{}^$/dwsDWS-]|\[\^?(?:[\w ./:,@+*?()-]|\\[\\.\][dws/-])+\]|[\^$|()+*?]|\{\d{1,2}(?:,\d{0,2})?\}|\(\?:)*$/;
var NESTED = /[*+}]\??\)(?:[*+]|\{)/;
var longest = 2e3;
function compiled(pattern, text3, at) {
  const known2 = SHARED.test(pattern) && !NESTED.test(pattern) && text3.length < longest;
  if (!known2) return unread("such a regular expression is not read", at);
  try {
    return new RegExp(pattern.replaceAll("\\s", "[\\t\\n\\f\\r ]"), "gu");
  } catch {
    return unread("such a regular expression is not read", at);
  }
}
function matchAll(text3, pattern, at) {
  const expression = compiled(pattern, text3, at);
  if (!(expression instanceof RegExp)) return expression;
  return [...text3.matchAll(expression)].map(([whole, ...groups]) => {
    return groups.length === 0 ? whole : groups.map((group) => group ?? null);
  });
}
function replaceMatches(text3, { pattern, to }, at) {
  const expression = compiled(pattern, text3, at);
  if (!(expression instanceof RegExp)) return expression;
  if (/\$[A-Za-z_]|\$\d+[A-Za-z_]|\$\{\D/.test(to)) return unread("such a replacement is not read", at);
  return text3.replace(
    expression,
    (...found) => to.replace(/\$(?:\$|(\d+)|\{(\d+)\})/g, (whole, bare, braced) => {
      if (whole === "$$") return "$";
      const group = found[Number(bare ?? braced)];
      return typeof group === "string" ? group : "";
    })
  );
}

// src/model/bake/functions-texts.ts
var textFunctions = {
  lower: ofTexts(([text3 = ""]) => byLetter(text3, (letter) => letter.toLowerCase())),
  upper: ofTexts(([text3 = ""]) => byLetter(text3, (letter) => letter.toUpperCase())),
  title: ofTexts(
    ([text3 = ""], at) => /^[\w ]*$/.test(text3) ? text3.replace(
      /(^|[^\w])([a-z])/g,
      (_, before, letter) => before + letter.toUpperCase()
    ) : unread("title() of such a text is not read", at)
  ),
  chomp: ofTexts(([text3 = ""]) => text3.replace(/[\r\n]+$/, "")),
  trimspace: ofTexts(([text3 = ""]) => text3.trim()),
  trim: ofTexts(([text3 = "", cut2 = ""]) => trimmed2(text3, new Set(cut2))),
  trimprefix: ofTexts(([text3 = "", cut2 = ""]) => text3.startsWith(cut2) ? text3.slice(cut2.length) : text3),
  trimsuffix: ofTexts(
    ([text3 = "", cut2 = ""]) => cut2 !== "" && text3.endsWith(cut2) ? text3.slice(0, -cut2.length) : text3
  ),
  replace: ofTexts(
    ([text3 = "", from = "", to = ""]) => from === "" ? [...["", ...text3].entries()].map(([i, char]) => i === 0 ? to : char + to).join("") : text3.replaceAll(from, () => to)
  ),
  regex_replace: ofTexts(
    ([text3 = "", pattern = "", to = ""], at) => replaceMatches(text3, { pattern, to }, at)
  ),
  regex: ofTexts(([pattern = "", text3 = ""], at) => {
    const found = matchAll(text3, pattern, at);
    return isList(found) ? found[0] ?? refused("the pattern does not match", at) : found;
  }),
  regexall: ofTexts(([pattern = "", text3 = ""], at) => matchAll(text3, pattern, at)),
  basename: ofTexts(([path2 = ""]) => path2 === "" ? "." : /([^/]+)\/*$/.exec(path2)?.[1] ?? "/"),
  dirname: ofTexts(
    ([path2 = ""], at) => /\/\/|(?:^|\/)\.\.?(?:\/|$)/.test(path2) ? unread("dirname() of such a path is not read", at) : dirname2(path2)
  ),
  sanitize: ofTexts(([text3 = ""]) => text3.replace(/[^a-zA-Z0-9_-]/gu, "_")),
  reverse: ofTexts(([text3 = ""]) => [...text3].reverse().join("")),
  strlen: ofTexts(([text3 = ""]) => [...text3].length),
  byteslen: ofTexts(([text3 = ""]) => Buffer.byteLength(text3)),
  base64encode: ofTexts(([text3 = ""]) => Buffer.from(text3).toString("base64")),
  base64decode: ofTexts(([text3 = ""]) => Buffer.from(text3, "base64").toString()),
  urlencode: ofTexts(
    ([text3 = ""]) => encodeURIComponent(text3).replaceAll("%20", "+").replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  ),
  md5: ofTexts(([text3 = ""]) => lazy_createHash("md5").update(text3).digest("hex")),
  sha1: ofTexts(([text3 = ""]) => lazy_createHash("sha1").update(text3).digest("hex")),
  sha256: ofTexts(([text3 = ""]) => lazy_createHash("sha256").update(text3).digest("hex")),
  sha512: ofTexts(([text3 = ""]) => lazy_createHash("sha512").update(text3).digest("hex")),
  split: ofTexts(([separator = "", text3 = ""]) => separator === "" ? [...text3] : text3.split(separator)),
  indent: ofTexts(
    ([width = "", text3 = ""]) => text3.replaceAll("\n", `
${" ".repeat(Math.min(1e3, Number(width)))}`)
  ),
  join: ([separator = "", ...lists], at) => {
    const items = lists.flatMap((list2) => isList(list2) ? list2 : [list2]);
    const texts2 = textsOf([separator, ...items], at);
    return isUnreadList(texts2) ? texts2.slice(1).join(texts2[0]) : texts2;
  },
  substr: ([text3 = "", from = 0, length = 0], at) => {
    const [whole] = asTexts([text3], at);
    const [start, count] = [numberOf(from, at), numberOf(length, at)];
    if (whole === void 0 || typeof start !== "number" || typeof count !== "number")
      return refused("substr() takes a text and two numbers", at);
    const letters = [...whole];
    const first = start < 0 ? Math.max(0, letters.length + start) : start;
    return letters.slice(first, count < 0 ? void 0 : first + count).join("");
  },
  format: ([pattern = "", ...values], at) => formatted(pattern, values, at),
  formatlist: ([pattern = "", ...values], at) => {
    const lists = values.filter(isList);
    const length = lists[0]?.length ?? 1;
    if (lists.some((list2) => list2.length !== length)) return refused("lists of different lengths", at);
    return Array.from(
      { length },
      (_, index) => formatted(
        pattern,
        values.map((value) => isList(value) ? value[index] ?? null : value),
        at
      )
    );
  }
};
function isUnreadList(value) {
  return Array.isArray(value);
}
function asTexts(values, at) {
  const texts2 = textsOf(values, at);
  return Array.isArray(texts2) ? texts2 : [];
}
function trimmed2(text3, cut2) {
  const letters = [...text3];
  const first = letters.findIndex((letter) => !cut2.has(letter));
  const last = letters.findLastIndex((letter) => !cut2.has(letter));
  return first < 0 ? "" : letters.slice(first, last + 1).join("");
}
function byLetter(text3, turned) {
  return Array.from(text3, (letter) => {
    const found = turned(letter);
    return [...found].length === 1 ? found : letter;
  }).join("");
}
function dirname2(path2) {
  const cut2 = path2.lastIndexOf("/");
  if (cut2 < 0) return ".";
  return cut2 === 0 ? "/" : path2.slice(0, cut2);
}
function formatted(pattern, values, at) {
  if (typeof pattern !== "string") return refused("format() takes a text first", at);
  const verbs = pattern.match(/%(?:%|[^%a-zA-Z]*[a-zA-Z])/g) ?? [];
  if (verbs.some((verb) => !/^%[%sdv]$/.test(verb))) return unread("such a format is not read", at);
  const texts2 = textsOf(values, at);
  if (isUnread(texts2)) return texts2;
  const wanted = verbs.filter((verb) => verb !== "%%").length;
  if (wanted !== values.length) return refused("the number of values does not match the format", at);
  let next = 0;
  return pattern.replace(
    /%[%sdv]/g,
    (verb) => verb === "%%" ? "%" : texts2[next++] ?? ""
  );
}

// src/model/bake/functions.ts
var table = new Map(
  [textFunctions, numberFunctions, listFunctions, mapFunctions].flatMap(
    (functions) => Object.entries(functions)
  )
);
var keepsParts = new Set(
  "chunklist coalesce coalescelist concat element flatten keys length lookup merge range reverselist slice values zipmap hasindex".split(" ")
);
var outside = /* @__PURE__ */ new Set(["bcrypt", "homedir", "timestamp", "uuidv4"]);
function callFunction(name, values, at) {
  if (name === "try") return firstThatHolds(values, at);
  if (name === "can") return holds(values[0] ?? null);
  if (outside.has(name)) return unread(`${name}() returns something different each time`, at);
  const found = table.get(name);
  if (found === void 0) return unread(`the function ${name}() is not read`, at);
  const missing = values.map((value) => keepsParts.has(name) ? wholly(value) : unreadIn(value));
  return missing.find((each) => each !== void 0) ?? found(values, at);
}
function wholly(value) {
  return isUnread(value) ? value : void 0;
}
function firstThatHolds(values, at) {
  const found = values.find((value) => unreadIn(value)?.refused !== true);
  return found === void 0 ? refused("every argument of try() fails", at) : found;
}
function holds(value) {
  const missing = unreadIn(value);
  return missing === void 0 ? true : missing.refused === true ? false : missing;
}

// src/model/bake/evaluate.ts
var deepestCall = 60;
var longestPattern = 300;
function evaluate(expression, scope) {
  const { budget } = scope.world;
  const at = { file: scope.file, span: expression.span };
  if (budget.left <= 0 || budget.depth > deepestCall) return unread("too much to evaluate", at);
  budget.left--;
  budget.depth++;
  const value = bounded(expressionValue(expression, scope, at), at);
  budget.depth--;
  return value;
}
function expressionValue(expression, scope, at) {
  switch (expression.kind) {
    case "null":
      return null;
    case "number":
    case "bool":
      return expression.value;
    case "text":
      return template(expression, scope, at);
    case "name":
      return named2(expression.name, scope, at);
    case "list":
      return expression.items.map((item) => evaluate(item, scope));
    case "map":
      return mapValue(expression, scope);
    case "get":
      return getValue(expression, scope, at);
    case "splat":
      return splat(expression, scope, at);
    case "call":
      return call(expression, scope, at);
    case "condition":
      return condition(expression, scope, at);
    case "binary":
      return applyBinary(expression.operator, evaluate(expression.left, scope), {
        right: () => evaluate(expression.right, scope),
        at
      });
    case "unary":
      return applyUnary(expression.operator, evaluate(expression.value, scope), at);
    case "for":
      return expression.resultKey === void 0 ? listFor(expression, scope, at) : mapFor({ ...expression, resultKey: expression.resultKey }, scope, at);
    case "other":
      return unread("this expression is not read", at);
  }
}
function template({ parts }, scope, at) {
  const [only] = parts;
  if (parts.length === 1 && only !== void 0 && "value" in only) return evaluate(only.value, scope);
  let text3 = "";
  let like = "";
  let missing;
  for (const part of parts) {
    const value = "text" in part ? part.text : bakeText(evaluate(part.value, scope), at);
    if (typeof value === "string") {
      text3 += value;
      like += value;
    } else {
      missing ??= value ?? refused("null in a text", at);
      like += value?.like ?? "*";
    }
  }
  if (missing === void 0) return text3;
  const { like: _, ...plain4 } = missing;
  return like.length > longestPattern ? plain4 : { ...plain4, like };
}
function named2(name, { locals, world }, at) {
  const found = locals.has(name) ? locals.get(name) : world.variable(name);
  return found === void 0 ? refused(`there is no variable "${name}" in the bake files`, at) : found;
}
function mapValue({ entries }, scope) {
  const found = [];
  for (const entry of entries) {
    const key = keyText(evaluate(entry.key, scope), { file: scope.file, span: entry.key.span });
    if (typeof key !== "string") return key;
    found.push([key, evaluate(entry.value, scope)]);
  }
  return mapOf(found);
}
function getValue({ from, key }, scope, at) {
  const reference = blockAttribute({ from, key }, scope);
  if (reference !== void 0) return reference;
  return getFrom(evaluate(from, scope), evaluate(key, scope), at);
}
function blockAttribute({ from, key }, scope) {
  if (from.kind !== "get" || from.from.kind !== "name") return void 0;
  const type = from.from.name;
  if (type !== "target" && type !== "group" || scope.locals.has(type)) return void 0;
  const [name, attribute] = [from.key, key].map((each) => evaluate(each, scope));
  if (typeof name !== "string" || typeof attribute !== "string") return void 0;
  const at = { file: scope.file, span: key.span };
  const found = scope.world.attribute(type, name, attribute);
  return found === void 0 ? refused(`there is no ${type} "${name}" in the bake files`, at) : found;
}
function splat({ from, keys }, scope, at) {
  const value = evaluate(from, scope);
  if (isUnread(value)) return value;
  const items = value === null ? [] : isList(value) ? value : [value];
  const names = keys.map((key) => evaluate(key, scope));
  return items.map((item) => names.reduce((found, name) => getFrom(found, name, at), item));
}
function condition({ test, yes, no }, scope, at) {
  const chosen2 = conditionOf(evaluate(test, scope), at);
  const results = [evaluate(yes, scope), evaluate(no, scope)];
  if (typeof chosen2 !== "boolean") {
    return isEqual(...results) === true ? results[0] : { ...chosen2, ...alike(results) };
  }
  const [value, other] = chosen2 ? results : [results[1], results[0]];
  const mixed = isPlain(value) && isPlain(other) && typeof value !== typeof other;
  return mixed ? bakeText(value, at) : value;
}
function alike(results) {
  return results.some((value) => typeof value !== "string") ? {} : { like: "*" };
}
function isPlain(value) {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
function call(expression, scope, at) {
  const { name, items, spread } = expression;
  const values = items.map((item) => evaluate(item, scope));
  const last = values.at(-1);
  if (spread && last !== void 0) {
    if (!isList(last)) return isUnread(last) ? last : refused(`"..." after something that is not a list`, at);
    values.splice(-1, 1, ...last);
  }
  const own = scope.world.userFunction(name);
  return own === void 0 ? callFunction(name, values, at) : callOwn(own, values, { world: scope.world, at });
}
function callOwn(own, values, { world, at }) {
  const { parameters, variadic, file, result } = own;
  if (values.length < parameters.length || variadic === void 0 && values.length > parameters.length)
    return refused("the number of arguments does not match", at);
  const locals = new Map(parameters.map((name, index) => [name, values[index] ?? null]));
  if (variadic !== void 0) locals.set(variadic, values.slice(parameters.length));
  return evaluate(result, { file, locals, world });
}
function listFor(expression, scope, at) {
  const rounds = roundsOf(expression, scope, at);
  return isRounds(rounds) ? rounds.map((inner) => evaluate(expression.result, inner)) : rounds;
}
function mapFor(expression, scope, at) {
  const rounds = roundsOf(expression, scope, at);
  if (!isRounds(rounds)) return rounds;
  const found = /* @__PURE__ */ new Map();
  for (const inner of rounds) {
    const key = keyText(evaluate(expression.resultKey, inner), at);
    if (typeof key !== "string") return key;
    const value = evaluate(expression.result, inner);
    const before = found.get(key);
    if (!expression.grouped && before !== void 0) return refused(`the key "${key}" appears twice`, at);
    found.set(
      key,
      expression.grouped ? [...before !== void 0 && isList(before) ? before : [], value] : value
    );
  }
  return mapOf(found);
}
function isRounds(value) {
  return Array.isArray(value);
}
function roundsOf({ key, item, of, test }, scope, at) {
  const value = evaluate(of, scope);
  if (isUnread(value)) return value;
  if (!isList(value) && !isMap(value)) return refused("neither a list nor a map to walk", at);
  const entries = isList(value) ? value.entries() : value;
  const rounds = [];
  for (const [name, each] of entries) {
    const locals = new Map([
      ...scope.locals,
      ...key === void 0 ? [] : [[key, name]],
      [item, each]
    ]);
    const inner = { ...scope, locals };
    const taken3 = test === void 0 ? true : conditionOf(evaluate(test, inner), at);
    if (typeof taken3 !== "boolean") return taken3;
    if (taken3) rounds.push(inner);
  }
  return rounds;
}

// src/model/bake/types.ts
function ofType(value, typed) {
  if (value === null || isUnread(value)) return value;
  const { type, at } = typed;
  if (type.kind === "name") return ofPlainType(value, type.name, at);
  const [inner] = type.kind === "call" ? type.items : [];
  if (type.kind !== "call" || inner === void 0) return unread("this type is not read", at);
  const each = (item) => ofType(item, { ...typed, type: inner });
  switch (type.name) {
    case "list":
      return isList(value) ? value.map(each) : refused("not a list", at);
    case "map":
      return isMap(value) ? mapOf([...value].map(([key, item]) => [key, each(item)])) : refused("not a map", at);
    case "object":
      return isMap(value) ? objectOf(value, inner, typed) : refused("not an object", at);
    case "tuple":
      return isList(value) && inner.kind === "list" && inner.items.length === value.length ? value.map((item, index) => ofType(item, { ...typed, type: inner.items[index] ?? inner })) : refused("not such a tuple", at);
    default:
      return unread("this type is not read", at);
  }
}
function ofPlainType(value, name, at) {
  if (name === "any") return value;
  if (name === "string") return bakeText(value, at);
  if (name === "number")
    return typeof value === "boolean" ? refused("not a number", at) : numberOf(value, at);
  if (name === "bool")
    return typeof value === "number" ? refused("not a condition", at) : conditionOf(value, at);
  return unread("this type is not read", at);
}
function objectOf(value, attributes, typed) {
  if (attributes.kind !== "map") return unread("this type is not read", typed.at);
  const found = [];
  for (const { key, value: type } of attributes.entries) {
    const name = typed.evaluated(key);
    if (typeof name !== "string") return unread("this type is not read", typed.at);
    const optional3 = type.kind === "call" && type.name === "optional" ? type.items[0] : void 0;
    if (optional3 === void 0 && !value.has(name)) return refused(`there is no "${name}" in it`, typed.at);
    found.push([name, ofType(value.get(name) ?? null, { ...typed, type: optional3 ?? type })]);
  }
  return mapOf(found);
}

// src/model/bake/world.ts
var mostSteps = 2e5;
var builtIn = /* @__PURE__ */ new Map([["BAKE_CMD_CONTEXT", "cwd://"]]);
function worldOf(files) {
  const definitions = definitionsOf(files);
  const functions = functionsOf2(files);
  const resolved3 = /* @__PURE__ */ new Map();
  const busy = /* @__PURE__ */ new Set();
  const world = {
    budget: { left: mostSteps, depth: 0 },
    variable: (name) => {
      const found = builtIn.get(name) ?? resolved3.get(name);
      if (found !== void 0) return found;
      const definition = definitions.get(name);
      if (definition === void 0) return void 0;
      const { file, value, type } = definition;
      if (value === void 0) return type === void 0 ? "" : null;
      if (busy.has(name)) return refused(`the variable "${name}" needs itself`, { file, span: value.span });
      busy.add(name);
      const evaluated2 = (expression) => evaluate(expression, { file, locals: /* @__PURE__ */ new Map(), world });
      const bare = evaluated2(value);
      const result = type === void 0 ? bare : ofType(bare, { type, evaluated: evaluated2, at: { file, span: value.span } });
      busy.delete(name);
      resolved3.set(name, result);
      return result;
    },
    userFunction: (name) => functions.get(name),
    attribute: (type, name, attribute) => attributeOf({ type, name, attribute }, files, world)
  };
  return world;
}
function attributeOf(wanted, files, world) {
  const { type, name, attribute } = wanted;
  const found = blocksOf(files, type).findLast(({ block: block2 }) => block2.labels[0]?.text === name);
  if (found === void 0) return void 0;
  const { file, block } = found;
  const at = { file, span: block.span };
  if (attributeNamed(block, "matrix") !== void 0)
    return unread(`${type} "${name}" stands for several targets`, at);
  const value = attributeNamed(block, attribute);
  return value === void 0 ? null : evaluate(value, { file, locals: /* @__PURE__ */ new Map(), world });
}
function attributeNamed({ attributes }, name) {
  return attributes.findLast(({ key }) => key.text === name)?.value;
}
function blocksOf(files, type) {
  return files.flatMap(
    ({ file, body }) => body.blocks.filter((block) => block.type === type).map((block) => ({ file, block }))
  );
}
function definitionsOf(files) {
  const found = /* @__PURE__ */ new Map();
  for (const { file, block } of blocksOf(files, "variable")) {
    const [label] = block.labels;
    const value = attributeNamed(block, "default");
    const type = attributeNamed(block, "type");
    const isTyped = type !== void 0 && type.kind !== "null";
    if (label !== void 0)
      found.set(label.text, { file, ...value && { value }, ...isTyped && { type } });
  }
  for (const { file, body } of files) {
    for (const { key, value } of body.attributes)
      found.set(key.text, { file, value });
  }
  return found;
}
function functionsOf2(files) {
  const found = /* @__PURE__ */ new Map();
  for (const { file, block } of blocksOf(files, "function")) {
    const [label] = block.labels;
    const result = attributeNamed(block, "result");
    const parameters = keywordsOf(attributeNamed(block, "params"));
    const [variadic] = keywordsOf(attributeNamed(block, "variadic_params"));
    if (label === void 0 || result === void 0) continue;
    const rest = variadic === void 0 ? {} : { variadic };
    found.set(label.text, { file, parameters, ...rest, result });
  }
  return found;
}
function keywordsOf(expression) {
  if (expression === void 0) return [];
  if (expression.kind === "list") return expression.items.flatMap(keywordsOf);
  if (expression.kind === "name") return [expression.name];
  const [part] = expression.kind === "text" ? expression.parts : [];
  return part !== void 0 && "text" in part ? [part.text] : [];
}
function matrixScopes(matrix, scope) {
  if (!(matrix instanceof Map)) return void 0;
  let scopes = [scope];
  for (const [name, values] of matrix) {
    if (!isList(values) || scopes.length * values.length > 1e3) return void 0;
    scopes = values.flatMap(
      (value) => scopes.map((each) => ({ ...each, locals: new Map([...each.locals, [name, value]]) }))
    );
  }
  return scopes;
}

// src/model/bake/layers.ts
var nothing = { values: /* @__PURE__ */ new Map() };
var emptyLayer = { args: nothing, contexts: nothing, inherits: [] };
function unreadLayer(why) {
  const pairs = { values: /* @__PURE__ */ new Map(), rest: why };
  return { context: why, dockerfile: why, target: why, args: pairs, contexts: pairs, inherits: [] };
}
function layerOf(block, scope) {
  const value = (name) => {
    const expression = attributeNamed(block, name);
    return expression && { expression, data: evaluate(expression, scope) };
  };
  const text3 = (name) => {
    const found = value(name);
    return found && textFact(found.data, placeOf2(found.expression, scope));
  };
  const context = text3("context");
  const dockerfile = text3("dockerfile");
  const inline = text3("dockerfile-inline");
  const target = text3("target");
  const tags = tagsOf(value("tags")?.data);
  return {
    ...context && { context },
    ...dockerfile && { dockerfile },
    ...inline && { inline },
    ...target && { target },
    args: pairsOf2(attributeNamed(block, "args"), scope),
    contexts: pairsOf2(attributeNamed(block, "contexts"), scope),
    ...tags && { tags },
    ...inheritsOf(value("inherits"), scope)
  };
}
function placeOf2({ span }, { file }) {
  return { file, span };
}
function textFact(data, at) {
  const text3 = bakeText(data, at);
  if (text3 === null) return void 0;
  return typeof text3 === "string" ? known(text3, at) : { ...asUnknown(text3), at };
}
function pairsOf2(expression, scope) {
  if (expression === void 0) return nothing;
  const at = placeOf2(expression, scope);
  const data = evaluate(expression, scope);
  if (data === null) return nothing;
  if (!isMap(data))
    return {
      values: /* @__PURE__ */ new Map(),
      rest: asUnknown({ ...isUnread(data) ? data : refused("not a map", at), at })
    };
  const places = entryPlaces(expression, scope);
  const values = /* @__PURE__ */ new Map();
  for (const [name, value] of data) {
    const fact = textFact(value, places.get(name) ?? at);
    if (fact !== void 0) values.set(name, fact);
  }
  return { values };
}
function entryPlaces(expression, scope) {
  if (expression.kind !== "map") return /* @__PURE__ */ new Map();
  return new Map(
    expression.entries.flatMap(({ key, value }) => {
      const name = evaluate(key, scope);
      return typeof name === "string" ? [[name, placeOf2(value, scope)]] : [];
    })
  );
}
function tagsOf(data) {
  if (data === void 0 || data === null) return void 0;
  if (!isList(data)) return [];
  return data.flatMap((tag) => {
    if (typeof tag === "string") return tag === "" ? [] : [tag];
    const like = tag !== null && isUnread(tag) ? tag.like : void 0;
    return like === void 0 ? [] : [like];
  });
}
function inheritsOf(found, scope) {
  if (found === void 0 || found.data === null) return { inherits: [] };
  const at = placeOf2(found.expression, scope);
  const items = isList(found.data) ? found.data : [found.data];
  const inherits = [];
  let inheritsMore;
  for (const item of items) {
    const name = textFact(item, at);
    if (name?.known === true) inherits.push(name.value);
    else if (name !== void 0) inheritsMore ??= name;
  }
  return { inherits, ...inheritsMore && { inheritsMore } };
}
function over(below2, above) {
  const inheritsMore = above.inheritsMore ?? below2.inheritsMore;
  return {
    ...below2,
    ...above,
    args: pairsOver(below2.args, above.args),
    contexts: pairsOver(below2.contexts, above.contexts),
    inherits: [...below2.inherits, ...above.inherits],
    ...inheritsMore && { inheritsMore }
  };
}
function pairsOver(below2, above) {
  const { rest } = above;
  const kept2 = [...below2.values].map(([name, value]) => [name, rest ?? value]);
  const more = rest ?? below2.rest;
  return { values: new Map([...kept2, ...above.values]), ...more && { rest: more } };
}

// src/model/bake/targets.ts
var written = /^docker-metadata-action/;
function readTargets(files, outer = [], overrides = () => void 0) {
  const world = worldOf(files);
  const said = new Map(outer.map((target) => [target.name, target]));
  const groups = /* @__PURE__ */ new Map();
  const own = /* @__PURE__ */ new Set();
  const labels = /* @__PURE__ */ new Set();
  for (const found of blocksOf(files, "target")) {
    const scope = { file: found.file, locals: /* @__PURE__ */ new Map(), world };
    const targets2 = unrolled(found, scope);
    for (const target of targets2) {
      const before = said.get(target.name);
      const layer = before === void 0 ? target.layer : over(before.layer, target.layer);
      said.set(target.name, before === void 0 ? target : { ...before, ...target, at: before.at, layer });
      own.add(target.name);
    }
    const label = labelOf(found);
    const names = targets2.map(({ name }) => name);
    if (names.length === 1 && names[0] === label) continue;
    groups.set(label, [.../* @__PURE__ */ new Set([...groups.get(label) ?? [], ...names])]);
    labels.add(label);
  }
  for (const [name, found] of new Map(blocksOf(files, "group").map((block) => [labelOf(block), block]))) {
    const members = membersOf(found, { file: found.file, locals: /* @__PURE__ */ new Map(), world });
    groups.set(name, [.../* @__PURE__ */ new Set([...groups.get(name) ?? [], ...members])]);
    labels.delete(name);
  }
  const resolve3 = resolver(said, overrides);
  const targets = [...own].flatMap((name) => {
    const target = said.get(name);
    return target === void 0 ? [] : [resolved(target, resolve3(name))];
  });
  return { targets, groups, labels };
}
function labelOf({ block }) {
  return block.labels[0]?.text ?? "";
}
function membersOf({ block }, scope) {
  const targets = attributeNamed(block, "targets");
  const data = targets === void 0 ? [] : evaluate(targets, scope);
  return isList(data) ? data.filter((each) => typeof each === "string") : [];
}
function unrolled(found, scope) {
  const { block, file } = found;
  const label = labelOf(found);
  const at = { file, span: block.labels[0]?.span ?? block.span };
  const matrix = attributeNamed(block, "matrix");
  if (matrix === void 0) return [{ name: label, at, layer: layerOf(block, scope) }];
  const place = { file, span: matrix.span };
  const data = evaluate(matrix, scope);
  const scopes = matrixScopes(data, scope);
  if (scopes === void 0) {
    const why = asUnknown(isUnread(data) ? data : refused("the matrix is not a map of lists", place));
    return [{ name: label, at, layer: layerOf(block, withUnread(matrix, scope, why)), several: why }];
  }
  return scopes.map((each) => namedTarget({ found, label, at }, each));
}
function withUnread(matrix, scope, why) {
  const names = matrix.kind === "map" ? matrix.entries.map(({ key }) => evaluate(key, scope)) : [];
  const value = { unread: why.why, at: why.at };
  const locals = names.flatMap((name) => typeof name === "string" ? [[name, value]] : []);
  return { ...scope, locals: new Map(locals) };
}
function namedTarget({ found, label, at }, scope) {
  const layer = layerOf(found.block, scope);
  const expression = attributeNamed(found.block, "name");
  if (expression === void 0) return { name: label, at, layer };
  const name = bakeText(evaluate(expression, scope), { file: found.file, span: expression.span });
  if (typeof name === "string") return { name, at, layer };
  const why = name === null ? unknown({ key: "null name", why: "the name is null" }, at) : asUnknown(name);
  return { name: label, at, layer, several: why };
}
function resolver(said, overrides) {
  const done = /* @__PURE__ */ new Map();
  const resolve3 = (name, visited) => {
    const known2 = done.get(name);
    if (known2 !== void 0) return known2;
    if (visited.has(name)) return visited.get(name);
    visited.set(name, void 0);
    const target = said.get(name);
    if (target === void 0) return void 0;
    const { inherits, inheritsMore } = target.layer;
    let below2 = inheritsMore === void 0 ? emptyLayer : unreadLayer(inheritsMore);
    for (const parent of inherits) {
      const isMissing = !said.has(parent) && !written.test(parent);
      const layer = isMissing ? missingParent(parent, target) : resolve3(parent, visited);
      if (layer !== void 0) below2 = over(below2, layer);
    }
    const own = over(below2, target.layer);
    const set = overrides(name);
    const whole = withoutEmptyContexts(set === void 0 ? own : over(own, set));
    visited.set(name, whole);
    return whole;
  };
  return (name) => {
    for (const one of parentsFirst(name, said, done)) {
      const layer = resolve3(one, /* @__PURE__ */ new Map());
      if (layer !== void 0) done.set(one, layer);
    }
    return resolve3(name, /* @__PURE__ */ new Map()) ?? emptyLayer;
  };
}
function withoutEmptyContexts(layer) {
  const values = [...layer.contexts.values].filter(([, value]) => !value.known || value.value !== "");
  return { ...layer, contexts: { ...layer.contexts, values: new Map(values) } };
}
function parentsFirst(name, said, done) {
  const order = [];
  const state = /* @__PURE__ */ new Map();
  const stack = [name];
  while (stack.length > 0) {
    const top = stack.at(-1) ?? "";
    if (done.has(top) || state.get(top) !== void 0) {
      stack.pop();
      if (state.get(top) !== "open") continue;
      state.set(top, "closed");
      order.push(top);
      continue;
    }
    state.set(top, "open");
    for (const parent of said.get(top)?.layer.inherits ?? []) {
      if (state.get(parent) === "open") return [];
      if (state.get(parent) === void 0 && said.has(parent)) stack.push(parent);
    }
  }
  return order;
}
function missingParent(parent, { at }) {
  const why = `the target "${parent}", which it inherits from, is in no bake file next to it`;
  return unreadLayer(unknown({ key: `bake parent ${parent}`, why }, at));
}
function resolved({ name, at, layer, several }, whole) {
  const { context, dockerfile, inline, target, args, contexts, tags = [] } = whole;
  return {
    name,
    at,
    ...context && { context },
    ...dockerfile && { dockerfile },
    ...inline && { inline },
    ...target && { target },
    args,
    contexts,
    tags: [...new Set(tags)],
    parents: layer.inherits,
    ...several && { several }
  };
}

// src/model/builds/bake-claims.ts
function bakeClaims(definition, reading) {
  const built = builtNames(definition, reading.called);
  const found = { built: [], others: [], hints: [] };
  for (const target of definition.targets) {
    if (target.inline !== void 0) continue;
    const claim = targetClaim(target, reading);
    if (claim === void 0) {
      const hint2 = built.has(target.name) ? targetHint(target, reading) : void 0;
      if (hint2 !== void 0) found.hints.push(hint2);
    } else if (built.has(target.name)) found.built.push(claim);
    else found.others.push(claim);
  }
  return found;
}
function builtNames(definition, called2) {
  const { targets, groups, labels } = definition;
  const named6 = [...called2, ...[...groups.keys()].filter((name) => !labels.has(name))];
  const hasDefault = groups.has("default") || targets.some(({ name }) => name === "default");
  const lenders = new Set(targets.flatMap(({ parents }) => parents));
  const waits = ({ name, context, dockerfile }) => context !== void 0 || dockerfile !== void 0 || !(lenders.has(name) || name.startsWith("_"));
  const seeds = hasDefault ? ["default"] : targets.filter(waits).map(({ name }) => name);
  return reached(definition, [...seeds, ...named6]);
}
function reached({ targets, groups }, names) {
  const byName = new Map(targets.map((target) => [target.name, target]));
  const found = new Set(names);
  for (const name of found) {
    for (const member of groups.get(name) ?? []) found.add(member);
    for (const value of byName.get(name)?.contexts.values.values() ?? []) {
      const linked2 = value.known ? /^target:(.+)$/.exec(value.value)?.[1] : void 0;
      if (linked2 !== void 0) found.add(linked2);
    }
  }
  return found;
}
function targetClaim(target, reading) {
  for (const folder of reading.folders) {
    const claim = claimFrom(target, reading, folder);
    if (claim !== void 0) return claim;
  }
  return void 0;
}
function claimFrom(target, { tree, names }, folder) {
  const said = textOrAbsent(target.context, ".");
  const name = textOrAbsent(target.dockerfile, "Dockerfile");
  if (said === null || name === null) return void 0;
  const context = folderNamed(folder, said.replace(/^cwd:\/\//, "") || ".", false);
  const dockerfile = context === void 0 ? void 0 : fileNamed(tree, context, name || "Dockerfile");
  if (context === void 0 || dockerfile === void 0) return void 0;
  return {
    from: "bake",
    dockerfile,
    context: contextFact(tree, context, target.context?.at ?? target.at),
    ...detailsOf(target, folder),
    label: target.name,
    names
  };
}
function textOrAbsent(fact, absent3) {
  if (fact === void 0) return absent3;
  return fact.known ? fact.value : null;
}
function targetHint(target, { folders, tree }) {
  const why = [target.context, target.dockerfile].find((fact) => fact?.known === false);
  if (why === void 0) return void 0;
  const [from = ""] = folders;
  const said = textOrAbsent(target.context, ".");
  const folder = said === null ? void 0 : folderNamed(from, said.replace(/^cwd:\/\//, "") || ".", false);
  if (said !== null && (folder === void 0 || folder !== "" && !tree.isFolder(folder))) return void 0;
  const file = textOrAbsent(target.dockerfile, "Dockerfile");
  return {
    from: "bake",
    why,
    ...folder === void 0 ? {} : { folder },
    ...file === null || file === "" ? {} : { file },
    ...detailsOf(target, from)
  };
}
function detailsOf(target, folder) {
  const { name, at, tags } = target;
  const stage = target.target;
  const unreadStage2 = stage?.known === false ? unknown(
    {
      key: `stage of bake target ${name}`,
      why: `the stage that the bake target "${name}" builds is unknown: ${stage.why}`
    },
    stage.at
  ) : void 0;
  return {
    ...stage?.known === true && stage.value !== "" ? { target: stage.value } : {},
    ...unreadStage2 && { unreadStage: unreadStage2 },
    args: recordOf(target.args, (value) => value.known ? value.value : null),
    ...target.args.rest && { argsRest: target.args.rest },
    contexts: recordOf(target.contexts, (value) => declaredContext(folder, value.known ? value.value : null)),
    ...target.contexts.rest && { contextsRest: target.contexts.rest },
    tags,
    at
  };
}
function recordOf({ values }, map3) {
  return Object.fromEntries([...values].map(([name, value]) => [name, map3(value)]));
}
function settingLayer({ key, value }, at) {
  const fact = value === null ? unknown({ key: `--set ${key}`, why: `--set takes ${key} from a variable that cannot be read` }, at) : { known: true, value, at, because: [] };
  const [, pairs, name] = /^(args?|contexts)\.(.+)$/.exec(key) ?? [];
  if (name !== void 0)
    return {
      ...emptyLayer,
      [pairs === "contexts" ? "contexts" : "args"]: { values: /* @__PURE__ */ new Map([[name, fact]]) }
    };
  if (key === "target" || key === "context" || key === "dockerfile") return { ...emptyLayer, [key]: fact };
  if (key === "tags" || key === "tag") return { ...emptyLayer, tags: value === null ? [] : [value] };
  return emptyLayer;
}

// src/model/builds/bake-compose.ts
var usual = /^(?:docker-)?compose[.]ya?ml$/;
function outerTargets(projects, folder) {
  return projects.filter(({ file }) => usual.test(baseName(file.path)) && folderOfFile(file.path) === folder).flatMap(
    (project) => project.services.flatMap((service) => {
      const { name, at, build: build2 } = service;
      return build2 === void 0 ? [] : [{ name: bakeName(name), at, layer: layerOf2(project, service, build2) }];
    })
  );
}
function bakeName(service) {
  return service.replaceAll(".", "_");
}
function layerOf2(project, service, build2) {
  const { context, dockerfile, inline, target, args, contexts } = build2;
  return {
    ...emptyLayer,
    ...context && { context: pathFact(context, project) },
    ...dockerfile && { dockerfile: textFact2(dockerfile) },
    ...inline && { inline: textFact2(inline) },
    ...target && { target: textFact2(target) },
    args: pairsOf3(args, (pair) => argument2(pair, project, service)),
    contexts: pairsOf3(
      contexts,
      ({ value, at }) => value === void 0 ? unknown(OUTSIDE, at) : contextFact2(value, project)
    )
  };
}
var OUTSIDE = { key: "compose environment", why: "its value comes from where compose is started" };
var VARIABLE = { key: "compose variable", why: "it contains a compose variable" };
var ELSEWHERE = { key: "folder outside", why: "it is relative to a folder outside the repo" };
function textFact2({ value, at }) {
  return value === null ? unknown(VARIABLE, at) : known(value, at);
}
function pairsOf3(list2, map3) {
  return { values: new Map(list2.map((pair) => [pair.name, map3(pair)])) };
}
function argument2({ name, value, at }, project, service) {
  const given = value ?? service.environment.find((pair) => pair.name === name)?.value;
  if (given !== void 0) return textFact2(given);
  const told4 = project.variables.get(name);
  return told4 !== void 0 && isTold(told4) ? known(told4, at) : unknown(OUTSIDE, at);
}
function contextFact2(text3, project) {
  const [, named6] = /^(?:service|target):(.*)$/.exec(text3.value ?? "") ?? [];
  return named6 === void 0 ? pathFact(text3, project) : known(`target:${bakeName(named6)}`, text3.at);
}
function pathFact(text3, project) {
  const { value, folder, at } = text3;
  if (value === null || folder === project.folder || isRemote(value) || value.startsWith("/"))
    return textFact2(text3);
  const path2 = folder === void 0 ? void 0 : joinRepoPath(folder, value);
  if (path2 === void 0) return unknown(ELSEWHERE, at);
  const up = project.folder === "" ? "" : "../".repeat(project.folder.split("/").length);
  return known(`${up}${path2}` || ".", at);
}

// src/model/builds/bake-sets.ts
var defaults = [
  "docker-bake.json",
  "docker-bake.hcl",
  "docker-bake.override.json",
  "docker-bake.override.hcl"
];
function isDefaultBakeFile(path2) {
  return defaults.includes(baseName(path2));
}
function bakeSets(files) {
  const sets = /* @__PURE__ */ new Map();
  for (const file of files) {
    const { path: path2 } = file.file;
    const key = isDefaultBakeFile(path2) ? `${folderOfFile(path2)}/` : path2;
    const set = sets.get(key);
    if (set === void 0) sets.set(key, [file]);
    else set.push(file);
  }
  const rank = ({ file }) => defaults.indexOf(baseName(file.path));
  return [...sets.values()].map((set) => set.sort((a, b) => rank(a) - rank(b)));
}

// src/model/builds/written.ts
var MOST_FILES = 500;
function writtenByCi({ workflow, scripts }, tree) {
  const own = /* @__PURE__ */ new Map();
  for (const commands of workflow) own.set(commands, pathsOf(commands, { tree, folders: [""] }));
  for (const commands of scripts)
    own.set(commands, pathsOf(commands, { tree, folders: scriptFolders(commands) }));
  const found = new Map(own);
  const declared = /* @__PURE__ */ new Set();
  for (const commands of workflow) {
    const isCalled2 = calledScripts([commands]);
    const group = [commands, ...scripts.filter(({ file }) => isCalled2(file.path))];
    const all = group.flatMap((one) => own.get(one) ?? []);
    if (all.length === 0) continue;
    for (const one of group) found.set(one, [.../* @__PURE__ */ new Set([...found.get(one) ?? [], ...all])]);
    if (group.some(buildsDeclared)) for (const path2 of all) declared.add(path2);
  }
  return { by: (commands) => found.get(commands) ?? [], beforeDeclared: [...declared] };
}
function buildsDeclared({ bakes, file: { text: text3 } }) {
  return bakes.length > 0 || /\b(?:docker|podman)[ -]compose\b[^\n]*\b(?:build|up|run|create|push)\b/.test(text3);
}
function pathsOf(commands, { tree, folders }) {
  return commands.edits.flatMap(
    (edit) => folders.flatMap(
      (folder) => resolved2(edit, folder, tree).map(({ path: path2, below: below2 }) => {
        const why = `${path2 || "the repo"} is changed here before the image is built`;
        const at = { file: commands.file, span: edit.span };
        return { path: path2, ...below2 && { below: below2 }, why: unknown({ key: `changed ${path2}`, why }, at) };
      })
    )
  );
}
function resolved2(edit, start, tree) {
  const path2 = joinRepoPath(start, edit.path);
  if (path2 === void 0) return [];
  if (edit.made) return tree.entry(path2) || tree.isFolder(path2) ? [] : [{ path: path2, below: true }];
  if (edit.sources !== void 0)
    return edit.sources.flatMap((source) => landed(source, { path: path2, start, tree }));
  if (edit.below) return [{ path: path2, below: true }];
  return tree.isFolder(path2) ? [] : [{ path: path2 }];
}
function landed(source, { path: path2, start, tree }) {
  const isContents = /(?:^|\/)\.$/.test(source);
  const from = joinRepoPath(start, source);
  const name = baseName(isContents ? "" : source.replace(/\/$/, ""));
  const at = tree.isFolder(path2) && !isContents ? `${path2}/${name}` : path2;
  if (from === void 0 || isGlob(source)) return [{ path: at, below: true }];
  if (!tree.isFolder(from)) return [{ path: at, ...tree.entry(from) === void 0 && { below: true } }];
  const files = tree.under(from);
  if (files.length > MOST_FILES) return [{ path: at, below: true }];
  return files.map((file) => ({
    path: joinRepoPath(at, file.path.slice(from === "" ? 0 : from.length + 1)) ?? at
  }));
}
function behindWrites(claim, written3) {
  const edit = writerOf(written3, claim.dockerfile);
  const folder = claim.context?.known ? claim.context.value : void 0;
  const inContext = folder === void 0 ? [] : writtenIn(written3, folder);
  return {
    ...claim,
    ...edit && { edited: editedDockerfile(claim.dockerfile, edit) },
    ...inContext.length > 0 && { written: inContext }
  };
}
function editedDockerfile(dockerfile, { why: { at } }) {
  return unknown(
    { key: `edited ${dockerfile}`, why: `${dockerfile} is changed here before it is built` },
    at
  );
}
function writerOf(written3, path2) {
  return written3.find((one) => covers(one, path2));
}
function covers({ path: pattern, below: below2 }, path2) {
  if (!isGlob(pattern)) return path2 === pattern || below2 === true && isInside(path2, pattern);
  const parts = pattern.split("/").length;
  const cut2 = below2 ? path2.split("/").slice(0, parts).join("/") : path2;
  return globExpression(pattern).test(cut2);
}
function writtenIn(written3, folder) {
  return written3.filter(({ path: path2, below: below2 }) => {
    const fixed = repoPart(path2);
    return isInside(fixed, folder) || isInside(folder, fixed) && (below2 === true || fixed !== path2);
  });
}
function repoPart(path2) {
  return fixedPart(path2).replace(/^[/]$/, "");
}

// src/model/builds/command-claims.ts
function commandClaims(commands, reading) {
  const claims = [];
  const hints = [];
  const names = givenNames(commands);
  for (const build2 of commands.builds) {
    const claim = buildClaim(commands, build2, reading);
    if (claim !== void 0) claims.push(renamed(behindWrites(claim, reading.written), names));
    else hints.push(...buildHint(commands, build2, reading));
  }
  return { claims, hints };
}
function givenNames({ retags }) {
  const found = /* @__PURE__ */ new Map();
  for (const { from, to } of retags) {
    for (const name of from) {
      if (parseReference(name).repository.includes("*")) continue;
      const given = found.get(name);
      if (given === void 0) found.set(name, [...to]);
      else given.push(...to);
    }
  }
  return found;
}
function renamed(claim, names) {
  const given = claim.tags.flatMap((tag) => names.get(tag) ?? []);
  return given.length === 0 ? claim : { ...claim, tags: [.../* @__PURE__ */ new Set([...claim.tags, ...given])] };
}
function buildClaim({ file }, build2, { tree, from, folders }) {
  if (build2.folder === null || build2.open !== void 0 && build2.file === void 0) return void 0;
  for (const start of folders) {
    const folder = joinRepoPath(start, build2.folder);
    if (folder === void 0) continue;
    const context = folderNamed(folder, build2.context?.text, build2.context === void 0);
    const named6 = dockerfileOf(tree, build2, { folder, context });
    const replaced2 = named6 === void 0 && isElsewhere(build2.file) && context !== void 0;
    const dockerfile = replaced2 ? fileNamed(tree, context, "Dockerfile") : named6;
    if (dockerfile === void 0) continue;
    const at = (span) => ({ file, span: span ?? build2.span });
    const isVariable = build2.context?.text === null;
    return {
      from,
      dockerfile,
      ...context === void 0 ? {} : { context: contextFact(tree, context, at(build2.context?.span)) },
      ...isVariable ? { contextUnread: variable("build context", file, build2.context) } : {},
      ...replaced2 ? { edited: unknown(ANOTHER, at(build2.file?.span)) } : {},
      ...detailsOf2(build2, folder, at(build2.file?.span ?? build2.context?.span))
    };
  }
  return void 0;
}
var ANOTHER = { key: "another Dockerfile", why: "the Dockerfile that is built here is not in the repo" };
function isElsewhere(file) {
  return typeof file?.text === "string" && (file.text === "-" || file.text.startsWith("/"));
}
function dockerfileOf(tree, { file, fileInContext }, { folder, context }) {
  const inContext = (name) => context === void 0 ? void 0 : fileNamed(tree, context, name);
  if (file === void 0) return inContext("Dockerfile");
  if (file.text === null) return void 0;
  return fileNamed(tree, folder, file.text) ?? (fileInContext && inContext(file.text));
}
function variable(what, file, text3) {
  return unknown(
    { key: `variable ${what}`, why: `the ${what} comes from a variable or an expression` },
    {
      file,
      ...text3 && { span: text3.span }
    }
  );
}
function detailsOf2(build2, folder, at) {
  const { target, open } = build2;
  const options = open && unknown(
    { key: "build options", why: "the options of this build come from a variable" },
    { file: at.file, span: open }
  );
  const unreadStage2 = target?.text === null ? variable("stage that is built", at.file, target) : target ? void 0 : options;
  return {
    ...target?.text ? { target: target.text } : {},
    ...unreadStage2 && { unreadStage: unreadStage2 },
    args: build2.args,
    ...options && { argsRest: options, contextsRest: options },
    contexts: mapValues(build2.contexts, (value) => declaredContext(folder, value)),
    tags: build2.tags,
    ...build2.buildah && { buildah: true },
    at
  };
}
function buildHint({ file }, build2, { from, folders: [start = ""] }) {
  const { context, open } = build2;
  const unread4 = [build2.file, context].find((text3) => text3?.text === null);
  const folder = build2.folder === null ? void 0 : joinRepoPath(start, build2.folder);
  if (unread4 === void 0 && open === void 0 && folder !== void 0) return [];
  const span = unread4?.span ?? open ?? build2.span;
  const why = unknown(
    { key: "variable Dockerfile", why: "the Dockerfile comes from a variable or an expression" },
    { file, span }
  );
  const named6 = build2.file?.text ?? void 0;
  const within4 = folder === void 0 || context?.text == null ? void 0 : folderNamed(folder, context.text, false);
  if (context?.text != null && folder !== void 0 && within4 === void 0) return [];
  return [
    {
      from,
      why,
      ...within4 === void 0 || build2.file !== void 0 ? {} : { folder: within4 },
      ...named6 === void 0 ? {} : { file: named6.replace(/^(?:\.\.?\/)+/, "") },
      ...detailsOf2(build2, folder ?? "", { file, span })
    }
  ];
}

// src/model/builds/compose-claims.ts
function projectClaims(tree, project) {
  const claims = /* @__PURE__ */ new Map();
  for (const service of project.services) {
    const claim = composeClaim(tree, project, service);
    if (claim !== void 0) claims.set(service, claim);
  }
  return claims;
}
function composeClaim(tree, { variables }, { name: label, image, build: build2 }) {
  if (build2 === void 0 || build2.inline !== void 0) return void 0;
  const context = contextFolder(build2);
  const name = build2.dockerfile === void 0 ? "Dockerfile" : build2.dockerfile.value;
  if (context === void 0 || name === null) return void 0;
  const dockerfile = fileNamed(tree, context, name);
  if (dockerfile === void 0) return void 0;
  return {
    from: "compose",
    dockerfile,
    ...detailsOf3(build2, { label, image, variables }),
    context: contextFact(tree, context, build2.context?.at ?? build2.at),
    label
  };
}
function detailsOf3(build2, { label, image, variables }) {
  return {
    ...stageOf(build2, label),
    args: argsOf(build2, variables),
    contexts: contextsOf(build2),
    tags: tagsOf2(image),
    at: (build2.dockerfile ?? build2.context)?.at ?? build2.at
  };
}
function composeHints({ project, claims }) {
  const included = project.unread.map(
    (why) => ({
      ...{ from: "compose", why, at: why.at, args: {}, contexts: {}, tags: [] },
      ...{ unreadStage: why, argsRest: why, contextsRest: why }
    })
  );
  const own = project.services.flatMap((service) => {
    const { build: build2, name: label, image } = service;
    if (build2 === void 0 || build2.inline !== void 0 || claims.has(service)) return [];
    const unread4 = [build2.dockerfile, build2.context].find((text3) => text3?.value === null);
    if (unread4 === void 0) return [];
    const folder = build2.context?.value == null ? void 0 : contextFolder(build2);
    if (build2.context?.value != null && folder === void 0) return [];
    const file = build2.dockerfile === void 0 ? "Dockerfile" : build2.dockerfile.value;
    const why = `the Dockerfile that the compose service "${label}" builds comes from outside the repo`;
    return [
      {
        from: "compose",
        why: unknown({ key: `Dockerfile of ${label}`, why }, unread4.at, SETTLE_FILE),
        ...folder === void 0 ? {} : { folder },
        ...file === null ? {} : { file: file.replace(/^(?:\.\.?\/)+/, "") },
        ...detailsOf3(build2, { label, image, variables: project.variables })
      }
    ];
  });
  return [...included, ...own];
}
var SETTLE_FILE = 'give its variable a default, as in "${FILE:-Dockerfile}", or set it in the .env next to the compose file';
function stageOf({ target }, service) {
  if (target === void 0) return {};
  if (target.value !== null) return { target: target.value };
  const why = `the stage that the compose service "${service}" builds comes from outside the repo`;
  return { unreadStage: unknown({ key: `stage of ${service}`, why }, target.at, SETTLE_STAGE) };
}
var SETTLE_STAGE = 'give its variable a default, as in "${STAGE:-prod}", or set it in the .env next to the compose file';
function tagsOf2(image) {
  const tag = image?.value ?? image?.pattern;
  return tag === void 0 ? [] : [tag];
}
function contextFolder({ context }) {
  return context?.folder === void 0 ? void 0 : folderNamed(context.folder, context.value, false);
}
function argsOf({ args }, variables) {
  return record(args, ({ name, value }) => value === void 0 ? told(variables.get(name)) : value.value);
}
function told(value) {
  return value !== void 0 && isTold(value) ? value : null;
}
function contextsOf({ contexts }) {
  return record(
    contexts,
    ({ value }) => value?.folder === void 0 ? "" : declaredContext(value.folder, value.value)
  );
}
function record(list2, map3) {
  return Object.fromEntries(list2.map((pair) => [pair.name, map3(pair)]));
}
function composeRuns(project, claims) {
  const builtAs2 = /* @__PURE__ */ new Map();
  for (const [service] of claims) {
    if (typeof service.image?.value === "string") builtAs2.set(imageKey(service.image.value), service);
  }
  return project.services.flatMap((service) => {
    const { image } = service;
    const shares = service.build === void 0 && typeof image?.value === "string";
    const builder = shares ? builtAs2.get(imageKey(image.value ?? "")) : void 0;
    const claim = claims.get(builder ?? service);
    const build2 = claim === void 0 ? buildInCompose(project, service) : buildOf(claim);
    if (build2 === void 0) return [];
    const { dockerfile, target } = build2;
    const { development } = project;
    return [
      { project, service, build: build2, dockerfile, ...target === void 0 ? {} : { target }, development }
    ];
  });
}
function buildOf(claim) {
  const { context, unreadStage: unread4, ...build2 } = claim;
  return context && { ...build2, context, ...unread4 && { unread: unread4 } };
}
function imageKey(reference) {
  const { registry, repository, tag, digest } = parseReference(reference);
  return JSON.stringify([registry, repository, tag ?? "latest", digest]);
}
function buildInCompose({ folder, variables }, service) {
  const { build: build2, image, name } = service;
  const inline = build2?.inline;
  if (build2 !== void 0 && inline === void 0) return buildOutside(build2, name);
  const text3 = inline ?? image;
  if (text3 === void 0 || text3.value === null) return void 0;
  const context = build2 === void 0 ? folder : contextFolder(build2);
  const { unreadStage: unread4, ...stage } = build2 === void 0 ? {} : stageOf(build2, name);
  return {
    from: "compose",
    dockerfile: text3.at.file.path,
    ...stage,
    ...unread4 && { unread: unread4 },
    context: context === void 0 ? unknown({ key: "context", why: "the build context is not a folder of the repo" }, text3.at) : known(context, text3.at),
    args: build2 === void 0 ? {} : argsOf(build2, variables),
    contexts: build2 === void 0 ? {} : contextsOf(build2),
    tags: build2 === void 0 ? [] : tagsOf2(image),
    at: text3.at,
    label: name,
    inCompose: { kind: inline === void 0 ? "stock" : "inline", text: text3 }
  };
}
function buildOutside(build2, name) {
  const unread4 = build2.dockerfile?.value === null || build2.context === void 0 || build2.context.value === null;
  if (unread4 || build2.context === void 0) return void 0;
  const text3 = build2.dockerfile ?? build2.context;
  const why = unknown(
    {
      key: `build of ${name}`,
      why: `the Dockerfile that the compose service "${name}" builds is not in the repo`
    },
    text3.at
  );
  return {
    from: "compose",
    dockerfile: text3.at.file.path,
    context: unknown({ key: "context", why: why.why }, text3.at),
    ...{ args: {}, contexts: {}, tags: [], at: text3.at, label: name, unread: why },
    inCompose: { kind: "stock", text: { ...text3, value: "scratch" } }
  };
}
function withoutRepeats(runs2) {
  const alone = new Map(
    runs2.flatMap((run3) => run3.project.override ? [] : [[keyOf(run3), saidOf(run3)]])
  );
  return runs2.filter((run3) => !run3.project.override || alone.get(keyOf(run3)) !== saidOf(run3));
}
function keyOf({ project, service }) {
  return JSON.stringify([project.file.path, service.name]);
}
function saidOf({ service, build: build2 }) {
  return JSON.stringify([service, build2], (key, value) => key === "at" ? void 0 : value);
}

// src/model/builds/collect.ts
function collectClaims(files, collecting) {
  const { tree, compose, failures } = collecting;
  const attempt = (file, work, none) => file === void 0 ? work() : failures.attempt({ doing: READING, at: { file } }, work, () => none);
  const isCalled2 = calledScripts(files.workflow);
  const called2 = files.scripts.filter(({ file }) => isCalled2(file.path));
  const others = files.scripts.filter(({ file }) => !isCalled2(file.path));
  const written3 = writtenByCi(files, tree);
  const behind3 = (claims) => claims.map((claim) => behindWrites(claim, written3.beforeDeclared));
  const commanded = (file, from, folders) => attempt(file.file, () => commandClaims(file, { tree, from, folders, written: written3.by(file) }), {
    claims: [],
    hints: []
  });
  const ofCi = files.workflow.map((file) => commanded(file, "workflow", [""]));
  const ofScript = (script) => commanded(script, "script", scriptFolders(script));
  const ofCalled = called2.map(ofScript);
  const ofOthers = others.map(ofScript);
  const bake = bakeReads(files, [...files.workflow, ...files.scripts], collecting).map(
    (reads) => attempt(reads.files[0]?.file, () => claimsOfReads(reads, files.compose.alone, tree), {
      built: [],
      others: [],
      hints: []
    })
  );
  const isLocal = ({ project }) => project.development || project.override;
  const local = compose.filter(isLocal);
  return {
    sources: [
      [
        ...behind3(bake.flatMap(({ built }) => built)),
        ...behind3(compose.flatMap((one) => isLocal(one) ? [] : [...one.claims.values()])),
        ...[...ofCi, ...ofCalled].flatMap(({ claims }) => claims)
      ],
      ofOthers.flatMap(({ claims }) => claims),
      // A development file gives the context and nothing else: its target is not what ships.
      local.flatMap(
        ({ claims }) => [...claims.values()].map(({ target: _, unreadStage: __, args: ___, ...claim }) => ({
          ...claim,
          args: {}
        }))
      ),
      bake.flatMap((claims) => claims.others)
    ],
    hints: [
      ...[...bake, ...ofCi, ...ofCalled].flatMap(({ hints }) => hints),
      ...compose.flatMap((one) => isLocal(one) ? [] : composeHints(one))
    ]
  };
}
function bakeReads(files, callers, { tree, workspace, parsed }) {
  const found = /* @__PURE__ */ new Map();
  for (const set of bakeSets(files.bake)) {
    const folder = folderOfFile(set[0]?.file.path ?? "");
    found.set(keyOf2(set), { files: set, folders: [.../* @__PURE__ */ new Set([folder, ""])], calls: [] });
  }
  const calls = callers.flatMap(({ file, bakes }) => bakes.map((call2) => ({ file, call: call2 })));
  for (const each of calls) {
    const { call: call2 } = each;
    const folder = call2.folder === null ? void 0 : joinRepoPath("", call2.folder);
    if (folder === void 0) continue;
    const named6 = call2.files.flatMap((name) => joinRepoPath(folder, name) ?? []);
    const isUsual = call2.files.length === 0 && !call2.moreFiles;
    const read2 = isUsual ? files.bake.filter(({ file }) => isDefaultBakeFile(file.path) && folderOfFile(file.path) === folder) : named6.flatMap(
      (path2) => tree.entry(path2) === void 0 ? [] : files.bake.find(({ file }) => file.path === path2) ?? readBakeFile(workspace, path2, parsed) ?? []
    );
    const set = isUsual ? bakeSets(read2)[0] ?? [] : read2;
    if (set.length === 0) continue;
    const reads = found.get(keyOf2(set)) ?? { files: set, folders: [folder], calls: [] };
    reads.calls.push(each);
    found.set(keyOf2(set), reads);
  }
  const together2 = new Set(
    [...found.values()].filter(({ files: set }) => set.length > 1).flatMap(({ files: set }) => set.map(({ file }) => file.path))
  );
  return [...found.values()].filter(
    ({ files: set, calls: own }) => set.length > 1 || own.length > 0 || !together2.has(set[0]?.file.path ?? "")
  );
}
function keyOf2(files) {
  return files.map(({ file }) => file.path).join("\n");
}
function claimsOfReads({ files, folders, calls }, compose, tree) {
  const [first] = files;
  const usual2 = first !== void 0 && isDefaultBakeFile(first.file.path);
  const beside2 = usual2 ? outerTargets(compose, folderOfFile(first.file.path)) : [];
  const definition = readTargets(files, beside2);
  const called2 = calls.flatMap(({ call: call2 }) => call2.targets);
  const reading = { tree, folders, called: called2, names: first?.file.path ?? "" };
  const found = bakeClaims(definition, reading);
  const set = calls.flatMap(
    (call2) => settingClaims((overrides) => readTargets(files, beside2, overrides), call2, reading)
  );
  return { ...found, built: [...found.built, ...set] };
}
function settingClaims(evaluated2, { call: call2, file }, reading) {
  const settings = call2.settings.filter(
    ({ key }) => /^(?:target|context|dockerfile|args?\.|contexts\.)/.test(key)
  );
  if (settings.length === 0) return [];
  const at = { file, span: call2.span };
  const settingsOf3 = (name) => settings.filter(({ target }) => matchesTarget(target, name));
  const definition = evaluated2(
    (name) => settingsOf3(name).reduce(
      (before, setting) => over(before ?? emptyLayer, settingLayer(setting, at)),
      void 0
    )
  );
  const parentsOf2 = new Map(definition.targets.map(({ name, parents }) => [name, parents]));
  const isSet2 = (name) => {
    const line = /* @__PURE__ */ new Set([name]);
    for (const each of line) for (const parent of parentsOf2.get(each) ?? []) line.add(parent);
    return [...line].some((each) => settingsOf3(each).length > 0);
  };
  const names = reached(definition, call2.targets.length === 0 ? ["default"] : call2.targets);
  return definition.targets.flatMap((target) => {
    if (!names.has(target.name) || target.inline !== void 0 || !isSet2(target.name)) return [];
    return targetClaim({ ...target, at }, reading) ?? [];
  });
}
function matchesTarget(pattern, name) {
  if (pattern === name) return true;
  const expression = pattern.replace(/[.+^${}()|\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return /^[\w.*?-]+$/.test(pattern) && new RegExp(`^${expression}$`).test(name);
}

// src/model/builds/context-sources.ts
function contextSources(dockerfile, target, args) {
  const globals = /* @__PURE__ */ new Map();
  for (const instruction of dockerfile.globalArgs)
    setArgs(globals, instruction, { args, escapeChar: dockerfile.escape });
  const ends = /* @__PURE__ */ new Map();
  return neededStages(dockerfile, target).flatMap((stage) => {
    const base = expanded(stage.base.raw, globals, dockerfile.escape) ?? "";
    const parent = stageNamed(dockerfile.stages, base, stage.index);
    const values = new Map(parent === void 0 ? [] : ends.get(parent));
    ends.set(stage, values);
    return stage.instructions.flatMap((instruction) => {
      const escapeChar = dockerfile.escape;
      if (instruction.keyword === "ARG") setArgs(values, instruction, { args, escapeChar, globals });
      if (instruction.keyword === "ENV") setEnv(values, instruction, escapeChar);
      return sourcesOf2(instruction, values, escapeChar);
    });
  });
}
function setArgs(values, { pairs = [] }, around) {
  const { args, escapeChar, globals } = around;
  for (const { name, value } of pairs) {
    const given = ownValue(args, name.raw);
    if (given !== void 0) values.set(name.raw, given);
    else if (value !== void 0) values.set(name.raw, expanded(value.raw, values, escapeChar));
    else values.set(name.raw, globals?.get(name.raw) ?? null);
  }
}
function setEnv(values, { pairs = [] }, escapeChar) {
  const set = pairs.map(({ name, value }) => [
    name.raw,
    value === void 0 ? "" : expanded(value.raw, values, escapeChar)
  ]);
  for (const [name, value] of set) values.set(name, value);
}
function expanded(raw, values, escapeChar) {
  const result = expandWord(raw, (name) => values.get(name) ?? { unresolved: true }, escapeChar);
  return "value" in result ? result.value : null;
}
var address = /^(?:[a-z][a-z+.-]*:\/\/|git@)/i;
function sourcesOf2({ keyword, flags, words }, values, escapeChar) {
  if (keyword !== "COPY" && keyword !== "ADD") return [];
  if (flags.some((flag2) => flag2.name === "from")) return [];
  return words.slice(0, -1).flatMap((word) => {
    if (heredocWord(word.raw) !== void 0 || address.test(word.raw)) return [];
    const value = expanded(word.raw, values, escapeChar);
    if (value === null || value === "" || address.test(value)) return [];
    return [{ path: resolvePath("/", value).slice(1), word }];
  });
}
function neededStages({ stages }, target) {
  const wanted = target === void 0 ? stages.at(-1) : stageNamed(stages, target);
  const needed = /* @__PURE__ */ new Set();
  const open = [wanted ?? stages.at(-1)];
  for (let stage = open.pop(); stage !== void 0; stage = open.pop()) {
    if (needed.has(stage)) continue;
    needed.add(stage);
    for (const name of referencesOf(stage)) open.push(stageNamed(stages, name, stage.index));
  }
  return stages.filter((stage) => needed.has(stage));
}
function referencesOf({ base, instructions }) {
  const flags = instructions.flatMap((instruction) => instruction.flags);
  return [
    base.raw,
    ...flags.flatMap(({ name, value }) => name === "from" && value !== void 0 ? [value.raw] : []),
    ...flags.flatMap(
      ({ name, value }) => name === "mount" ? /(?:^|,)from=([^,]+)/.exec(value?.raw ?? "")?.slice(1) ?? [] : []
    )
  ];
}
function stageNamed(stages, name, end = stages.length) {
  const named6 = byAlias(stages).get(name.toLowerCase()) ?? [];
  const number = /^\d+$/.test(name) ? Number(name) : end;
  return named6.findLast(({ index }) => index < end) ?? (number < end ? stages[number] : void 0);
}
var byAlias = once((stages) => {
  const found = /* @__PURE__ */ new Map();
  for (const stage of stages) {
    const alias = stage.alias?.raw.toLowerCase();
    if (alias === void 0) continue;
    const known2 = found.get(alias);
    if (known2 === void 0) found.set(alias, [stage]);
    else known2.push(stage);
  }
  return found;
});

// src/model/builds/context.ts
var settle2 = "set the context under builds: in .github/keelcheck.yml, or name built files under generated:";
function defaultContext(dockerfile, { target, args, exists, unread: unread4 = false }) {
  const { file } = dockerfile;
  const all = contextSources(dockerfile, target, args);
  const folders = foldersUp(file);
  const [own = ""] = folders;
  const lost = unread4 ? [] : absentSources(all, folders, exists);
  const sources = all.filter((source) => !lost.includes(source));
  const absent3 = lost.map(({ path: path2 }) => path2);
  const holds2 = (folder, path2) => exists.isIn(folder, path2) && !isOwnFolder(own, folder, path2);
  const missing = folders.map((folder) => sources.find(({ path: path2 }) => !exists.isIn(folder, path2)));
  const index = missing.indexOf(void 0);
  const found = folders[index];
  const nearer = folders.slice(0, Math.max(0, index));
  const shows = ({ path: path2 }) => found !== void 0 && path2 !== "" && holds2(found, path2) && folders.every((folder) => folder === found || !exists.isIn(folder, path2));
  const isShown = sources.some(shows);
  const isRuledOut = (folder) => found !== void 0 && sources.some(({ path: path2 }) => holds2(found, path2) && !exists.isIn(folder, path2));
  if (found !== void 0 && nearer.every(isRuledOut))
    return { context: known(found, firstPlace(dockerfile, sources)), proved: isShown, absent: absent3 };
  const nowhere = sources.find(({ path: path2 }) => folders.every((folder) => !holds2(folder, path2)));
  const blamed2 = nowhere ?? missing[0];
  const at = blamed2 === void 0 ? { file } : { file, span: blamed2.word.span };
  const place = nowhere === void 0 ? shown2(own) : "any of them";
  const why = `no folder from ${shown2(own)} up to the repo root holds every COPY source: "${blamed2?.word.raw}" is not in ${place}`;
  const context = unknown(
    {
      key: `context without ${blamed2?.word.raw}`,
      why: own === "" ? `the repo root does not hold the COPY source "${blamed2?.word.raw}"` : why
    },
    at,
    settle2
  );
  return { context, proved: false, absent: absent3 };
}
function absentSources(sources, folders, exists) {
  const [own = ""] = folders;
  const isHere = (path2) => folders.some((folder) => exists.isIn(folder, path2));
  const isShown = ({ path: path2 }) => path2 === "" ? exists.isFilled(own) : isHere(path2);
  if (sources.length > 1 && !sources.some(isShown)) return [];
  return sources.filter(
    ({ path: path2 }) => !isHere(path2) && !isGlob(path2) && !mayBeBuilt(path2, isHere) && !exists.isElsewhere(path2)
  );
}
var BUILT_FOLDER = /^(?:.*\/)?(?:target|build|dist|out|bin|obj|publish|release|artifacts?|vendor|node_modules|\.next)(?=\/|$)/i;
var BUILT_FILE = /\.(?:jar|war|ear|whl|gem|deb|rpm|apk|exe|dll|so|zip|tar|tgz|gz|bz2|xz|zst)$/i;
function mayBeBuilt(path2, isHere) {
  const [folder] = BUILT_FOLDER.exec(path2) ?? [];
  return BUILT_FILE.test(path2) || folder !== void 0 && !isHere(folder);
}
function isOwnFolder(own, folder, path2) {
  return !path2.includes("/") && joinRepoPath(folder, path2) === own;
}
function shown2(folder) {
  return folder === "" ? "the repo root" : folder;
}
function firstPlace({ file, stages }, [source]) {
  const span = source?.word.span ?? stages.at(-1)?.from.span;
  return span === void 0 ? { file } : { file, span };
}
function foldersUp({ path: path2 }) {
  const parts = path2.split("/").slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join("/")), ""];
}

// src/model/builds/hints.ts
function hinted(dockerfile, hints) {
  const { path: path2 } = dockerfile.file;
  const fitting = hints.filter((hint2) => fits(hint2, path2) && buildsStageOf(hint2, dockerfile) && says(hint2));
  const [first] = fitting;
  if (first === void 0) return void 0;
  const unread4 = fitting.map((hint2) => stageUnread(hint2, dockerfile)).find((why) => why !== void 0);
  const rest = (name) => fitting.map((hint2) => hint2[name]).find(Boolean);
  const argsRest = rest("argsRest");
  const contextsRest = rest("contextsRest");
  const names = (key) => fitting.flatMap((hint2) => Object.keys(hint2[key]));
  return {
    from: first.from,
    at: first.at,
    ...unread4 && { unread: unread4 },
    args: Object.fromEntries(names("args").map((name) => [name, null])),
    ...argsRest && { argsRest },
    contexts: Object.fromEntries(names("contexts").map((name) => [name, ""])),
    ...contextsRest && { contextsRest }
  };
}
function fits({ folder, file }, path2) {
  const inFolder3 = folder === void 0 || folder === "" || path2.startsWith(`${folder}/`);
  return inFolder3 && (file === void 0 || path2 === file || path2.endsWith(`/${file}`));
}
function buildsStageOf({ target, unreadStage: unreadStage2 }, { stages }) {
  if (target === void 0 || unreadStage2 !== void 0 || /^\d+$/.test(target)) return true;
  return stages.some(({ alias }) => alias?.raw.toLowerCase() === target.toLowerCase());
}
function says({ target, unreadStage: unreadStage2, args, argsRest, contexts, contextsRest }) {
  const names = Object.keys(args).length + Object.keys(contexts).length;
  return names > 0 || [target, unreadStage2, argsRest, contextsRest].some((each) => each !== void 0);
}
function stageUnread({ target, unreadStage: unreadStage2, why, at }, { stages }) {
  if (stages.length < 2) return void 0;
  if (unreadStage2 !== void 0) return unreadStage2;
  const last = stages.at(-1)?.alias?.raw.toLowerCase();
  if (target === void 0 || target.toLowerCase() === last) return void 0;
  return unknown(
    { key: `stage ${target}`, why: `a build of the stage "${target}" may use this file: ${why.why}` },
    at
  );
}

// src/model/builds/declared.ts
function declaredBuilds(claims, reading) {
  const builds = [];
  for (const claim of claims) {
    const build2 = declaredBuild(claim, reading);
    if (build2 === void 0) continue;
    const index = builds.findIndex((before2) => isSame(before2, build2));
    const before = builds[index];
    if (before === void 0) builds.push(build2);
    else builds[index] = together(before, build2);
  }
  return builds;
}
function declaredBuild({ context: said, contextUnread, argsRest, unreadStage: unreadStage2, edited, ...claim }, { read: read2, exists }) {
  const isNeeded = said === void 0 || argsRest !== void 0 || unreadStage2 !== void 0;
  const dockerfile = isNeeded ? read2(claim.dockerfile) : void 0;
  const args = argsRest && dockerfile ? withRest(claim.args, dockerfile) : claim.args;
  const unread4 = edited ?? (dockerfile?.stages.length === 1 ? void 0 : unreadStage2);
  const build2 = { ...claim, args, ...unread4 && { unread: unread4 } };
  if (said !== void 0) return { ...build2, context: said };
  if (dockerfile === void 0) return void 0;
  const guess = defaultContext(dockerfile, {
    target: claim.target,
    args,
    exists,
    unread: contextUnread !== void 0
  });
  const context = contextUnread !== void 0 && !guess.proved ? unknown(contextUnread, contextUnread.at, SETTLE) : guess.context;
  return { ...build2, context, contextGuessed: true, absent: guess.absent };
}
var SETTLE = "set the context under builds: in .github/keelcheck.yml";
function withRest(args, { globalArgs: globalArgs2, stages }) {
  const instructions = [...globalArgs2, ...stages.flatMap((stage) => stage.instructions)];
  const names = instructions.filter(({ keyword }) => keyword === "ARG").flatMap(({ pairs = [] }) => pairs.map(({ name }) => name.raw));
  return { ...Object.fromEntries(names.map((name) => [name, null])), ...args };
}
function isSame(before, build2) {
  if (before.target !== build2.target || before.unread === void 0 !== (build2.unread === void 0))
    return false;
  if (!isSameContext(before, build2) || !isSameContexts(before.contexts, build2.contexts)) return false;
  if (before.from === build2.from) return isSameRecord(before.args, build2.args);
  return Object.entries(build2.args).every(
    ([name, value]) => value === null || ownValue(before.args, name) === value
  );
}
function isSameContext(before, build2) {
  const [a, b] = [before.context, build2.context];
  if (before.from !== build2.from && build2.contextGuessed === true) return true;
  return a.known && b.known ? a.value === b.value : !a.known && !b.known && a.why === b.why;
}
function isSameContexts(a, b) {
  const asTarget = (value) => value.replace(/^service:(.*)$/, (_, name) => `target:${name.replaceAll(".", "_")}`);
  return isSameRecord(mapValues(a, asTarget), mapValues(b, asTarget));
}
function isSameRecord(one, other) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => ownValue(one, name) === ownValue(other, name));
}
function together(before, build2) {
  const open = Object.entries(build2.args).filter(
    ([name, value]) => value === null && !Object.hasOwn(before.args, name)
  );
  const { buildah, ...rest } = before;
  const written3 = [.../* @__PURE__ */ new Set([...before.written ?? [], ...build2.written ?? []])];
  return {
    ...rest,
    ...written3.length > 0 && { written: written3 },
    ...buildah && build2.buildah ? { buildah } : {},
    args: { ...before.args, ...Object.fromEntries(open) },
    tags: [.../* @__PURE__ */ new Set([...before.tags, ...build2.tags])],
    ...build2.contextsRest && { contextsRest: build2.contextsRest }
  };
}
function defaultBuilds(path2, hints, { read: read2, exists }) {
  const dockerfile = read2(path2);
  if (dockerfile === void 0) return [];
  const hint2 = hinted(dockerfile, hints);
  if (hint2 === void 0) {
    const { context: context2, absent: absent3 } = defaultContext(dockerfile, { args: {}, exists });
    const at = { file: dockerfile.file };
    return [
      {
        from: "default",
        dockerfile: path2,
        context: context2,
        contextGuessed: true,
        absent: absent3,
        args: {},
        contexts: {},
        tags: [],
        at
      }
    ];
  }
  const { argsRest, ...build2 } = hint2;
  const args = argsRest === void 0 ? build2.args : withRest(build2.args, dockerfile);
  const { context } = defaultContext(dockerfile, { args, exists, unread: true });
  return [{ ...build2, args, dockerfile: path2, context, contextGuessed: true, tags: [] }];
}

// src/model/builds/final-stage.ts
function lastStage(claims, lesser, dockerfile) {
  const first = claims.find(({ from }) => from === "compose");
  if (first === void 0 || claims.some(({ from }) => from === "bake")) return void 0;
  if (claims.some(({ target }) => isLast(dockerfile, target))) return void 0;
  const said = lesser.find(({ from, target }) => from !== "compose" && isLast(dockerfile, target));
  if (said !== void 0) return said;
  const { context, contexts } = first;
  const at = { file: dockerfile.file };
  const alias = dockerfile.stages.at(-1)?.alias?.raw ?? "";
  return {
    from: "compose",
    dockerfile: first.dockerfile,
    ...context && { context },
    ...alias === "" ? {} : { target: alias },
    args: {},
    contexts,
    tags: [],
    at,
    ...FOR_DEVELOPMENT.test(alias) ? { aside: true } : {}
  };
}
var FOR_DEVELOPMENT = /(?:^|[^a-z])(?:dev|devel|development|debug|test|tests|testing)(?![a-z])/i;
function isLast({ stages }, target) {
  if (target === void 0) return true;
  const last = stages.at(-1);
  const isKnown = stages.some(({ alias, index }) => isCalled(target, alias?.raw, index));
  return !isKnown || last !== void 0 && isCalled(target, last.alias?.raw, last.index);
}
function isCalled(target, alias, index) {
  return alias?.toLowerCase() === target.toLowerCase() || target === String(index);
}

// src/model/builds/linked-folders.ts
function linkedFolders(entries) {
  const links2 = /* @__PURE__ */ new Map();
  const lookup = { get: (path2) => entryAt(entries, path2) };
  for (const { path: path2 } of linksOf(entries)) {
    const target = resolveLinks(lookup, path2);
    if (target.kind !== "path" || target.path === "") continue;
    const same2 = links2.get(target.path);
    if (same2 === void 0) links2.set(target.path, [path2]);
    else same2.push(path2);
  }
  if (links2.size === 0) return () => [];
  return (folder) => {
    const found = [];
    for (let above = folder; above !== ""; above = folderOfFile(above))
      for (const link2 of links2.get(above) ?? []) found.push(`${link2}${folder.slice(above.length)}`);
    return found;
  };
}

// src/model/builds/source-test.ts
var NO_CONTENT = /^(?:.*(?:docker|container)file.*|readme.*|\.(?:docker|container|git)ignore)$/i;
function sourceTest({ tree, workspace, policy, dockerfiles }) {
  const generated2 = generatedMatcher(policy);
  const imageFolders2 = new Set(dockerfiles.map(folderOfFile).filter((folder) => folder !== ""));
  const elsewhere2 = /* @__PURE__ */ new Map();
  const asked = /* @__PURE__ */ new Map();
  const isThere3 = (path2) => {
    const before = asked.get(path2);
    if (before !== void 0) return before;
    const found = isGlob(path2) ? globFinds(tree, path2) || /[*?]$/.test(path2) : tree.match(path2).length > 0 || throughLink(tree, path2);
    asked.set(path2, found);
    return found;
  };
  return {
    isIn: (context, source) => {
      const path2 = joinRepoPath(context, source);
      if (path2 === void 0) return false;
      return path2 === context || isThere3(path2) || workspace.ignored(path2) || generated2(path2, context);
    },
    isFilled: (folder) => tree.under(folder).some(({ path: path2 }) => !NO_CONTENT.test(baseName(path2))),
    isElsewhere: (source) => {
      const found = elsewhere2.get(source) ?? isInOtherFolder(tree, source, imageFolders2);
      elsewhere2.set(source, found);
      return found;
    }
  };
}
function isInOtherFolder(tree, source, imageFolders2) {
  return tree.under("").some(({ path: path2 }) => {
    const end = `${path2}/`.indexOf(`/${source}/`);
    return end >= 0 && !foldersOf(`${path2.slice(0, end)}/`).some((folder) => imageFolders2.has(folder));
  });
}
function globFinds(tree, pattern) {
  const depth3 = pattern.split("/").length;
  const expression = globExpression(pattern);
  const cut2 = (path2) => path2.split("/").slice(0, depth3).join("/");
  return tree.under(globFolder(pattern)).some(({ path: path2 }) => expression.test(cut2(path2)));
}
function globFolder(pattern) {
  const parts = pattern.split("/");
  return parts.slice(0, parts.findIndex(isGlob)).join("/");
}
function throughLink(tree, path2) {
  for (let cut2 = path2.indexOf("/"); cut2 >= 0; cut2 = path2.indexOf("/", cut2 + 1)) {
    const kind = tree.entry(path2.slice(0, cut2))?.kind;
    if (kind === "link" || kind === "submodule") return true;
  }
  return false;
}

// src/model/builds/survey.ts
function surveyBuilds({ workspace: bare, policy, tree: made }, { reads, parsed, failures = new Failures() } = {}) {
  const workspace = guardedWorkspace(bare, failures);
  const entries = workspace.list();
  const tree = made ?? repoTree(entries);
  const { root, rootFrom, holds: holds2, dockerfiles: byName, problems } = findRoot(workspace, policy, entries);
  const files = readBuildFiles(workspace, entries, {
    failures,
    ...reads && { asked: reads },
    ...parsed && { parsed }
  });
  const declared = policyClaims(policy, tree);
  const compose = files.compose.projects.flatMap(
    (project) => failures.attempt(
      { doing: READING, at: { file: project.file } },
      () => {
        const own = projectClaims(tree, project);
        return [{ project, claims: own, runs: composeRuns(project, own) }];
      },
      () => []
    )
  );
  const collected = collectClaims(files, { tree, workspace, compose, failures, ...parsed && { parsed } });
  const sources = [declared.claims, ...collected.sources];
  const lost = failures.list.find(
    ({ at: { file } }) => isBuildFile(file.path) || files.compose.inputs.has(file.path)
  );
  const claims = sources.flat();
  const inside = claims.filter(
    (claim) => claim.from === "policy" || holds2(claim.dockerfile) || isOfImage(claim, holds2)
  );
  const dockerfiles = [.../* @__PURE__ */ new Set([...byName, ...inside.map((claim) => claim.dockerfile)])].sort();
  const runs2 = withoutRepeats(compose.flatMap(({ runs: own }) => own));
  const inCheck = new Set(dockerfiles);
  const isOurs = ({ build: build2 }) => build2.inCompose === void 0 && inCheck.has(build2.dockerfile);
  return {
    root,
    rootFrom,
    dockerfiles,
    linkedFolders: linkedFolders(entries),
    tags: new Set(claims.flatMap(({ tags }) => tags.map(fullReference))),
    sources,
    hints: collected.hints,
    composeServices: runs2.filter(isOurs),
    // Globs of the policy say what the team wants checked: what is built outside of them it does not.
    otherServices: runs2.filter(
      (run3) => !isOurs(run3) && (run3.build.inCompose !== void 0 || rootFrom === "default")
    ),
    composeProjects: files.compose.projects,
    problems: [...problems, ...declared.problems],
    fileProblems: files.problems,
    declaresBuilds: claims.length > 0 || collected.hints.length > 0 || files.others,
    ...lost === void 0 ? {} : { incomplete: lostBy(lost) },
    failures
  };
}
function isOfImage({ context }, holds2) {
  return context?.known === true && context.value !== "" && holds2(`${context.value}/Dockerfile`);
}
function findBuilds(input) {
  const { policy, asked: isAsked4 = () => true } = input;
  const tree = input.tree ?? repoTree(input.workspace.list());
  const survey = input.survey ?? surveyBuilds({ workspace: input.workspace, policy, tree });
  const { failures, incomplete } = survey;
  const workspace = guardedWorkspace(input.workspace, failures);
  const { root, rootFrom, dockerfiles, sources, hints, composeServices, otherServices } = survey;
  const read2 = input.dockerfile ?? ((path2) => readDockerfile(workspace, path2));
  const exists = sourceTest({ tree, workspace, policy, dockerfiles });
  const grouped2 = sources.map(groupByDockerfile);
  const asked = dockerfiles.filter(isAsked4);
  let lost = incomplete;
  const builds = asked.flatMap((path2) => {
    const at = { file: sourceFile(path2, "") };
    return failures.attempt(
      { doing: "finding out how this is built", at },
      () => buildsOf2(path2, { grouped: grouped2, hints }, { read: read2, exists }),
      (failure2) => {
        const context = lostBy(failure2);
        lost ??= context;
        const build2 = { dockerfile: path2, context, args: {}, contexts: {}, tags: [], at };
        return [{ ...build2, from: "default", standsForAll: true }];
      }
    );
  });
  return {
    root,
    rootFrom,
    dockerfiles,
    linkedFolders: survey.linkedFolders,
    asked,
    builds,
    composeServices,
    otherServices,
    composeProjects: survey.composeProjects,
    named: sources.flat().flatMap(nameOf),
    problems: survey.problems,
    fileProblems: [
      ...survey.fileProblems,
      ...unreadableFiles(workspace, [...asked, ...filesBeside(tree, builds, composeServices)])
    ],
    // What nothing seems to build may be built by what was not read.
    declaresBuilds: survey.declaresBuilds && lost === void 0,
    ...incomplete === void 0 ? {} : { incomplete }
  };
}
function buildsOf2(path2, { grouped: grouped2, hints }, reading) {
  const [first, ...lesser] = grouped2.flatMap((source) => [source.get(path2) ?? []].filter(isSome));
  if (first === void 0) return defaultBuilds(path2, hints, reading);
  const dockerfile = first.some(({ from }) => from === "compose") ? reading.read(path2) : void 0;
  const last = dockerfile && lastStage(first, lesser.flat(), dockerfile);
  return declaredBuilds(last === void 0 ? first : [...first, last], reading);
}
function isSome(list2) {
  return list2.length > 0;
}
function groupByDockerfile(claims) {
  const groups = /* @__PURE__ */ new Map();
  for (const claim of claims) {
    const group = groups.get(claim.dockerfile);
    if (group === void 0) groups.set(claim.dockerfile, [claim]);
    else group.push(claim);
  }
  return groups;
}
function readDockerfile(workspace, path2) {
  const content = workspace.read(path2);
  return content !== void 0 && "text" in content ? parseDockerfile(sourceFile(path2, content.text)) : void 0;
}
function nameOf({ from, at, label, names, dockerfile, target }) {
  if (label === void 0 || from !== "bake" && from !== "compose") return [];
  return [
    {
      from,
      file: names ?? at.file.path,
      name: label,
      dockerfile,
      ...target === void 0 ? {} : { target }
    }
  ];
}

// src/model/compose/places.ts
function placesIn({ value, at }) {
  const { file, span: whole } = at;
  if (whole === void 0 || value === null || !/^[|>]/.test(file.text.slice(whole.start))) return () => at;
  const own = sourceFile(file.path, value);
  const starts = blockLines(file.text, whole);
  const offsetOf = (offset) => {
    const line = Math.max(
      0,
      own.lineStarts.findLastIndex((start2) => start2 <= offset)
    );
    const { start, end } = starts[Math.min(line, starts.length - 1)] ?? whole;
    return Math.min(start + offset - (own.lineStarts[line] ?? 0), end);
  };
  return (span) => span === void 0 ? at : { file, span: { start: offsetOf(span.start), end: offsetOf(span.end) } };
}
function blockLines(text3, { start, end }) {
  const lines = [];
  let from = text3.indexOf("\n", start) + 1;
  let indent;
  while (from > 0 && from < end) {
    const next = text3.indexOf("\n", from);
    const stop3 = next < 0 ? text3.length : next;
    const line = text3.slice(from, stop3).replace(/\r$/, "");
    if (indent === void 0 && line.trim() !== "") indent = line.length - line.trimStart().length;
    const cut2 = Math.min(indent ?? 0, line.length);
    lines.push({ start: from + cut2, end: from + line.length });
    from = next < 0 ? 0 : next + 1;
  }
  return lines;
}

// src/model/compose/dockerfile.ts
function dockerfileInCompose({ kind, text: text3 }) {
  const { value, at } = text3;
  if (value === null || at.span === void 0) return void 0;
  const whole = at.span;
  const source = kind === "stock" ? `FROM ${value}` : value;
  const parsed = parseDockerfile(sourceFile(at.file.path, source));
  const place = kind === "stock" ? () => at : placesIn(text3);
  const moved2 = (span) => place(span).span ?? whole;
  const { file: _, ...rest } = parsed;
  return { ...withSpans(rest, moved2), file: at.file, ...kind === "stock" ? { problems: [] } : {} };
}
function withSpans(data, moved2) {
  return changed(data, moved2);
}
function changed(data, moved2) {
  if (Array.isArray(data)) return data.map((item) => changed(item, moved2));
  if (typeof data !== "object" || data === null) return data;
  if (isSpan(data)) return moved2(data);
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === "function" ? mover(value, moved2) : changed(value, moved2)
    ])
  );
}
function mover(map3, moved2) {
  return (at) => {
    const found = map3(at);
    return typeof found === "number" ? moved2({ start: found, end: found }).start : moved2(found);
  };
}
function isSpan(data) {
  return "start" in data && "end" in data && typeof data.start === "number" && Object.keys(data).length === 2;
}

// src/model/repo/mentions.ts
var SPEAKING = /(^|\/)((docker|container)file[^/]*|[^/]*\.(docker|container)file|makefile|justfile|taskfile[^/]*|jenkinsfile|vagrantfile|[^/]*\.(ya?ml|json|hcl|sh|bash|py|rb|js|ts|md|toml|conf|cfg|ini|tf|mk|env)|\.env[^/]*|\.gitlab-ci[^/]*)$/i;
var LONGEST2 = 256 * 1024;
function isOwnFile(path2) {
  return /^\.github\/keelcheck(-[a-z]+)?\.(ya?ml|json|sh)$/.test(path2);
}
function mentions(entries, repo, workspace) {
  let texts2;
  const memo2 = /* @__PURE__ */ new Map();
  return (path2) => {
    const known2 = memo2.get(path2);
    if (known2 !== void 0) return known2;
    const name = baseName(path2);
    const holding2 = workspace.search?.([name]);
    if (holding2 === void 0) texts2 ??= speakingTexts(entries, repo);
    const found = (holding2 === void 0 ? texts2 ?? [] : textsAt(holding2, repo)).some(
      (file) => file.path !== path2 && file.text.includes(name)
    );
    memo2.set(path2, found);
    return found;
  };
}
function speakingTexts(entries, repo) {
  return textsAt(
    entries.map(({ path: path2 }) => path2),
    repo
  );
}
function textsAt(paths2, repo) {
  return paths2.flatMap((path2) => {
    if (!SPEAKING.test(path2) || isOwnFile(path2)) return [];
    const file = repo.read(path2);
    return file === void 0 || "unreadable" in file || file.text.length > LONGEST2 ? [] : [{ path: path2, text: file.text }];
  });
}

// src/parsers/builds/compose-words.ts
function composeWords(line) {
  const state = { words: [], word: "", quote: void 0, tick: false, dollar: false, got: false };
  let escaped = false;
  for (const char of line) {
    if (escaped) {
      state.word += char;
      state.got = true;
      escaped = false;
    } else if (char === "\\" && state.quote !== "'") escaped = true;
    else {
      const next = step(state, char);
      if (next === "refused") return void 0;
      if (next === "end") break;
    }
  }
  if (state.got) state.words.push(state.word);
  const open = escaped || state.quote !== void 0 || state.tick || state.dollar;
  return open ? void 0 : state.words;
}
function step(state, char) {
  const { quote, tick, dollar } = state;
  if (/[ \t\r\n]/.test(char) && quote === void 0 && !tick && !dollar) {
    if (state.got) state.words.push(state.word);
    state.word = "";
    state.got = false;
    return void 0;
  }
  if (/[ \t\r\n]/.test(char)) {
    state.word += char;
    return void 0;
  }
  if ((char === "'" || char === '"') && !dollar && (quote === void 0 || quote === char)) {
    state.quote = quote === void 0 ? char : void 0;
    if (quote !== void 0) state.got = true;
    return void 0;
  }
  if (quote === void 0) {
    const stop3 = outside2(state, char);
    if (stop3 !== void 0) return stop3;
  }
  state.got = true;
  state.word += char;
  return void 0;
}
function outside2(state, char) {
  if (char === "`" && !state.dollar) state.tick = !state.tick;
  else if (char === ")" && !state.tick) {
    if (!state.dollar) return "refused";
    state.dollar = false;
  } else if (char === "(" && !state.tick) {
    if (state.dollar || !state.word.endsWith("$")) return "refused";
    state.dollar = true;
  } else if (/[;&|<>]/.test(char) && !state.tick && !state.dollar) {
    if (char === ">" && /^\d/.test(state.word)) state.got = false;
    return "end";
  }
  return void 0;
}

// src/model/compose/environment.ts
function serviceEnvironment({ variables }, { envFiles, environment }, textOf4) {
  const own = new Map(
    environment.map(({ name, value }) => [
      name,
      (value === void 0 ? variables.get(name) : value.value) ?? UNTOLD
    ])
  );
  const fromFiles = /* @__PURE__ */ new Map();
  const around = { get: (name) => variables.get(name) ?? own.get(name) ?? fromFiles.get(name) };
  for (const { path: path2, raw } of envFiles) {
    const name = path2.value === null || path2.folder === void 0 ? void 0 : joinRepoPath(path2.folder, path2.value);
    const text3 = name === void 0 ? void 0 : textOf4(name);
    if (text3 === void 0) continue;
    const read2 = raw ? rawLines(text3) : readEnvTexts([text3], around);
    for (const [key, value] of read2) fromFiles.set(key, value);
  }
  return new Map([...fromFiles, ...own].map(([name, value]) => [name, isTold(value) ? value : null]));
}
function rawLines(text3) {
  const lines = text3.split(/\r?\n/).filter((line) => !/^\s*(?:#|$)/.test(line));
  return new Map(
    lines.flatMap((line) => {
      const cut2 = line.indexOf("=");
      return cut2 <= 0 ? [] : [[line.slice(0, cut2).trimStart(), line.slice(cut2 + 1)]];
    })
  );
}

// src/model/stages/repo-files.ts
function stampedMode(own, { mode, at }, isFolder = false) {
  return mode === void 0 ? own : modeAfter(own, mode, { isFolder, at });
}
function repoFile(repo, path2, { path: container, stamp, changed: changed3 }) {
  const entry = repo.tree.entry(path2);
  const link2 = entry?.kind === "link" && entry.target !== void 0;
  return {
    path: container,
    kind: link2 ? "link" : "file",
    ...link2 ? linkTo(container, entry.target) : {},
    get content() {
      return changed3 ?? repoContent(repo, path2, stamp.at);
    },
    owner: stamp.owner,
    mode: stampedMode(known(entry?.kind === "executable" ? 493 : 420, stamp.at), stamp),
    at: stamp.at,
    source: path2,
    archive: () => changed3 === void 0 ? repo.archive(path2) : { unreadable: changed3.why },
    from: "repo",
    because: [{ at: stamp.at, note: `${path2} is copied to ${container} here` }]
  };
}
function linkTo(path2, written3) {
  const target = resolvePath(parentOf(path2), written3);
  return written3.startsWith("/") ? { target } : { target, relative: written3 };
}
function repoContent(repo, path2, at) {
  const text3 = repo.read(path2);
  if (text3 === void 0)
    return unknown({ key: `not in the repo ${path2}`, why: `${path2} is not in the repo` }, at);
  if ("unreadable" in text3)
    return unknown({ key: `unreadable ${path2}`, why: `${path2} ${text3.unreadable}` }, at);
  return known(
    { file: text3, place: (span) => span === void 0 ? { file: text3 } : { file: text3, span } },
    { file: text3 }
  );
}

// src/model/runs/compose.ts
function servicesByBuild(builds, services) {
  const byDockerfile = /* @__PURE__ */ new Map();
  for (const build2 of builds)
    byDockerfile.set(build2.dockerfile, [...byDockerfile.get(build2.dockerfile) ?? [], build2]);
  const of = /* @__PURE__ */ new Map();
  const others = [];
  for (const service of services) {
    const candidates2 = byDockerfile.get(service.dockerfile) ?? [];
    const same2 = candidates2.filter((candidate) => isSameImage(candidate, service.build));
    const isUnread2 = service.build.unread !== void 0;
    const build2 = same2.find(({ unread: unread4 }) => unread4 !== void 0 === isUnread2) ?? same2[0];
    if (build2 !== void 0) of.set(build2, [...of.get(build2) ?? [], service]);
    else if (candidates2.length > 0) others.push(service);
  }
  return { of, others };
}
function isSameImage(image, service) {
  if (image.standsForAll === true) return true;
  const said = ({ target, context }) => JSON.stringify([target, context.known && context.value]);
  const names = /* @__PURE__ */ new Set([...Object.keys(image.args), ...Object.keys(service.args)]);
  const isGiven = (name) => {
    const own = ownValue(image.args, name);
    return own === ownValue(service.args, name) || own === null && !Object.hasOwn(service.args, name);
  };
  const isSame4 = said(image) === said(service) && isSameContexts(image.contexts, service.contexts);
  return isSame4 && [...names].every(isGiven);
}
function mountedOver(services) {
  return services.filter(({ development, project }) => !development && !project.override).flatMap(
    ({ service }) => service.mounts.flatMap(({ target, at }) => {
      if (target === null || target === "/") return [];
      const key = `mount ${service.name} ${target}`;
      const why = unknown(
        { key, why: `the compose service ${service.name} mounts something over ${target}` },
        at
      );
      return [target, otherSpelling(target)].flatMap(
        (one) => one === void 0 ? [] : [opaqueLayer(one, why)]
      );
    })
  );
}
function serviceState(state, { project, service }, repo) {
  const changed3 = inherit(state, state);
  if (service.user !== void 0 && service.user.value !== "")
    changed3.user = {
      spec: service.user.value === null ? null : userSpec(service.user.value),
      at: service.user.at,
      own: true,
      from: "compose"
    };
  if (service.workingDir !== void 0)
    changed3.workdir = service.workingDir.value && resolvePath("/", service.workingDir.value);
  setCommands(changed3, service);
  for (const [name, value] of serviceEnvironment(project, service, (path2) => textAt(repo, path2)))
    changed3.variables.set(name, { value, kind: "env", at: service.at });
  for (const mount of mountsOf2({ project, service }))
    for (const one of mountLayers(mount, repo, changed3.layers)) changed3.layers.push(one);
  if (service.readOnly !== void 0)
    changed3.readOnly = {
      at: service.readOnly,
      mounted: mountsOf2({ project, service }).flatMap(({ target, readOnly }) => readOnly ? [] : [target])
    };
  if (service.hook !== void 0) changed3.layers.push(opaqueLayer("/", service.hook));
  if (service.open !== void 0) forget(changed3, service, service.open);
  return changed3;
}
function forget(state, { user: user2 }, why) {
  state.layers.push(opaqueLayer("/", why));
  if (user2 !== void 0) return;
  state.user = void 0;
  state.unknownBase = why;
}
function setCommands(state, { entrypoint, command: command2 }) {
  const started = entrypoint && startOf(entrypoint);
  const asked = command2 && startOf(command2);
  if (started !== void 0) {
    const empty = started.words?.length === 0;
    state.entrypoint = empty ? void 0 : started;
    if (!empty) state.cmd = void 0;
  }
  if (asked === void 0 || asked.words?.length === 0) return;
  state.cmd = asked;
}
function startOf(command2) {
  if (command2.kind === "words") {
    return { at: command2.at, words: command2.words.map(({ value: value2 }) => value2 ?? UNKNOWN_WORD) };
  }
  const { value, at } = command2.text;
  return { at, words: (value === null ? void 0 : composeWords(value)) ?? [UNKNOWN_WORD] };
}
function wordedReason(reason) {
  if (!reason.why.startsWith(UNKNOWN_WORD)) return reason;
  const why = "a word of the command comes from outside the repo";
  return unknown({ key: "word of the command", why }, reason.at);
}
var UNKNOWN_WORD = "/an unknown word";
function mountsOf2({ project, service }) {
  const taken3 = service.volumesFrom.flatMap(({ value }) => {
    const from = project.services.find(({ name }) => name === value?.split(":")[0]);
    return from?.mounts.filter(({ kind }) => kind === "bind" || kind === "volume") ?? [];
  });
  const byTarget = new Map([...taken3, ...service.mounts].map((mount) => [mount.target, mount]));
  return [...byTarget.values()].sort((one, other) => depth2(one) - depth2(other));
}
function depth2({ target }) {
  return (target ?? "/").split("/").filter((part) => part !== "").length;
}
function textAt(repo, path2) {
  const file = repo.read(path2);
  return file === void 0 || "unreadable" in file ? void 0 : file.text;
}
function mountLayers(mount, repo, below2) {
  const { kind, target, source, content, shown: shown5, at } = mount;
  if (target === null) return [];
  const path2 = below2.real(target, true);
  if (kind === "tmpfs") return [removeLayer(path2), putLayer([folderAt(path2, at, 1023)])];
  if (content !== void 0) return [putLayer([contentFile(mount, path2, content)])];
  if (source === void 0 || repo.ignored(source)) {
    const why = `${shown5} is mounted over ${path2}, but its contents are not in the repo`;
    return [opaqueLayer(path2, unknown({ key: `mounted ${path2}`, why }, at))];
  }
  const owner = unknown(
    { key: "owner of a mount", why: "a mounted file keeps the owner that it has on the host" },
    at
  );
  const stamp = { owner, mode: void 0, at };
  if (repo.tree.entry(source) !== void 0)
    return [removeLayer(path2), putLayer([repoFile(repo, source, { path: path2, stamp })])];
  if (!repo.tree.isFolder(source)) {
    const why = { key: `not in the repo ${shown5}`, why: `${shown5} is not in the repo` };
    return [opaqueLayer(path2, unknown(why, at))];
  }
  const cut2 = source === "" ? 0 : source.length + 1;
  const files = repo.tree.under(source).map((entry) => repoFile(repo, entry.path, { path: resolvePath(path2, entry.path.slice(cut2)), stamp }));
  return [removeLayer(path2), putLayer([{ ...folderAt(path2, at, 493), owner }, ...files])];
}
function folderAt(path2, at, mode) {
  return {
    path: path2,
    kind: "directory",
    content: unknown({ key: "folder", why: "it is a folder" }, at),
    owner: known({ user: "root", group: "root" }, at),
    mode: known(mode, at),
    at,
    from: "repo",
    because: []
  };
}
function contentFile({ at, text: text3 }, path2, content) {
  const place = text3 === void 0 ? () => at : placesIn(text3);
  const file = sourceFile(at.file.path, content);
  return {
    ...folderAt(path2, at, 292),
    kind: "file",
    content: known({ file, place }, at),
    because: [{ at, note: `its content is mounted over ${path2} here` }]
  };
}

// src/model/stages/circles.ts
function stageCircles({ stages }, isReplaced2) {
  const byName = /* @__PURE__ */ new Map();
  for (const stage of stages) {
    const name = stage.alias?.raw.toLowerCase();
    if (name !== void 0) byName.set(name, byName.has(name) || isReplaced2(name) ? void 0 : stage);
  }
  const needed = ({ base, index, instructions }) => {
    const below2 = byName.get(base.raw.toLowerCase());
    const taken3 = instructions.flatMap(takenFrom).flatMap(({ raw, span }) => {
      const stage = /^\+?\d+$/.test(raw) ? stages[Number(raw)] : byName.get(raw.toLowerCase());
      return stage === void 0 ? [] : [{ stage, span }];
    });
    return below2 === void 0 || below2.index >= index ? taken3 : [{ stage: below2, span: base.span }, ...taken3];
  };
  return stages.flatMap(
    (stage) => needed(stage).filter((need) => need.stage.index >= stage.index && leadsTo(need.stage, stage, needed)).map((need) => ({ span: need.span, message: circleMessage(stage, need.stage) }))
  );
}
function takenFrom({ keyword, flags }) {
  return flags.flatMap(({ name, value }) => {
    if (value === void 0) return [];
    if (keyword === "COPY" && name === "from") return [value];
    const mounted = keyword === "RUN" && name === "mount" ? /(?:^|,)from=([^,]+)/.exec(value.raw) : null;
    return mounted?.[1] === void 0 ? [] : [{ raw: mounted[1], span: value.span }];
  });
}
function leadsTo(from, to, needed) {
  const reached2 = /* @__PURE__ */ new Set([from]);
  for (const stage of reached2) {
    if (stage === to) return true;
    for (const need of needed(stage)) reached2.add(need.stage);
  }
  return false;
}
function circleMessage(stage, from) {
  if (stage === from) return `${nameOf2(stage)} takes files from itself, so it cannot be built`;
  return `${nameOf2(stage)} takes files from ${nameOf2(from)}, which needs it first, so neither can be built`;
}
function nameOf2({ alias, index }) {
  return alias === void 0 ? `stage ${index}` : `stage "${alias.raw}"`;
}

// src/model/fleet/give-readmes.ts
function giveReadmes({ linked: linked2, folders, folderOf: folderOf5 }, readme) {
  for (const [{ dockerfile }, { image }] of linked2) {
    const folder = folderOf5(dockerfile);
    const own = readme.nearest(folderOfFile(dockerfile), folder);
    Object.assign(image, own.readme ? own : readme.above(folder, [image.name, ...tailsOf(folder)]));
  }
  for (const folder of folders.values()) folder.readmes = readme.below(folder.path, folder.entries);
}
function tailsOf(path2) {
  const parts = path2.split("/");
  return parts.map((_, index) => parts.slice(index).join("/"));
}

// src/model/permissions/unclear.ts
function unclearPermissions(image, policy) {
  return [
    ...unclearModes(image).map((reason) => ({ fact: "paths that everyone can write", reason })),
    ...unclearOwners(image, policy),
    ...unclearNames(image)
  ];
}
function unclearNames({ final, accounts: { users, groups, others } }) {
  if (others === void 0) return [];
  const { user: user2 } = final.after;
  const names = [
    ...user2?.own ? [{ kind: "user", name: user2.spec?.split(":")[0] ?? "" }] : [],
    ...final.steps.flatMap(ownersOf)
  ].filter(({ kind, name }) => {
    const list2 = kind === "user" ? users : groups;
    return /^[a-z_][\w-]*\$?$/i.test(name) && name !== "root" && !list2.some((one) => one.name === name);
  });
  const facts = new Set(names.map(({ kind, name }) => `whether the ${kind} "${name}" exists`));
  return [...facts].map((fact) => ({ fact, reason: others }));
}

// src/model/runs/environment.ts
var READS = /\$\{?(\w+)|%\(ENV_(\w+)\)s/g;
function environmentOf(state, facts) {
  const reads = readPlaces(readingTexts(facts));
  const set = [...keptVariables(state)].map(
    ([name, { value, at }]) => ({
      name,
      ...value === null ? {} : { value },
      at,
      own: at.file === state.file,
      readAt: reads.get(name) ?? []
    })
  );
  const names = new Set(set.map(({ name }) => name));
  return [...set, ...scriptDefaults(facts, names)];
}
function readingTexts({ scripts, files, nginx, apache }) {
  const loaded = [...nginx?.loaded ?? [], ...apache?.loaded ?? []].map(({ content }) => content);
  const templates2 = files.under("/etc/nginx/templates").files.flatMap(({ content }) => content.known ? [content.value] : []);
  return [
    ...scripts.map(({ text: text3, place }) => ({ file: { path: "", text: text3, lineStarts: [0] }, place })),
    ...loaded,
    ...templates2
  ];
}
function readPlaces(texts2) {
  const places = /* @__PURE__ */ new Map();
  for (const { file, place } of texts2) {
    const seen = /* @__PURE__ */ new Set();
    for (const { index, 0: read2, 1: ofShell, 2: ofSupervisor } of file.text.matchAll(READS)) {
      const name = ofShell ?? ofSupervisor ?? "";
      if (seen.has(name)) continue;
      seen.add(name);
      const all = places.get(name) ?? [];
      all.push(place({ start: index, end: index + read2.length }));
      places.set(name, all);
    }
  }
  return places;
}
function scriptDefaults({ scripts }, known2) {
  const found = /* @__PURE__ */ new Map();
  for (const { text: text3, place } of scripts) {
    for (const { name, default: value, span } of shellVariables(text3)) {
      if (known2.has(name) || found.has(name) || !/^[A-Z][A-Z0-9_]*$/.test(name)) continue;
      const at = place(span);
      found.set(name, { name, ...value === void 0 ? {} : { value }, at, own: false, readAt: [at] });
    }
  }
  return [...found.values()];
}

// src/model/servers/unread.ts
function unreadServer({ starts, processUser }, why) {
  return {
    launched: starts,
    starts,
    mainConfig: because(why),
    loaded: [],
    incomplete: because(why),
    problems: [],
    missingIncludes: [],
    absent: [],
    unloaded: [],
    master: processUser,
    workers: processUser.known && !processUser.value.root ? processUser : because(why),
    listeners: [],
    listenersIncomplete: because(why),
    defaultSites: [],
    ownSites: []
  };
}
function servesUnless(otherJob, { starts, command: command2, installed }) {
  if (otherJob === void 0 || command2 === void 0) return starts;
  const note3 = `${SERVER_NAMES[installed.install.kind]} ${otherJob} does not serve`;
  return known(false, command2.at, [{ at: command2.at, note: note3 }]);
}

// src/model/apache/command.ts
var ONE_PROCESS = /^(DEBUG|ONE_PROCESS)$/;
function readApacheCommand(command2, { install: install2, at: installedAt }) {
  const { prefix } = install2;
  if (command2 === void 0) {
    return { mainConfig: known(install2.mainConfig, installedAt), serverRoot: prefix, defines: [] };
  }
  const { at, args } = command2;
  const options = optionsOf2(args);
  const open = options.open ? unknown({ key: "argument of Apache", why: "an argument of Apache cannot be read" }, at) : void 0;
  const serverRoot = options.d === void 0 ? prefix : resolvePath("/", options.d);
  const path2 = options.f === void 0 ? known(install2.mainConfig, installedAt) : known(resolvePath(serverRoot, options.f), at);
  return {
    mainConfig: open ?? path2,
    serverRoot,
    defines: options.D,
    ...options.C.length > 0 ? { before: contentOf(options.C, at) } : {},
    ...options.c.length > 0 ? { after: contentOf(options.c, at) } : {},
    ...open === void 0 ? {} : { open },
    ...options.one || options.D.some((name) => ONE_PROCESS.test(name)) ? { oneProcess: true } : {},
    ...options.otherJob === void 0 ? {} : { otherJob: options.otherJob }
  };
}
function optionsOf2(args) {
  const options = { D: [], C: [], c: [], open: false, one: false };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (arg === null || arg === void 0) return { ...options, open: true };
    if (/^(stop|graceful-stop|configtest|status|fullstatus|help)$/.test(arg)) options.otherJob = arg;
    if (!arg.startsWith("-")) continue;
    const option = arg[1] ?? "";
    if (option === "X") options.one = true;
    if (/[tvVlLhSM]/.test(option)) options.otherJob = `-${option}`;
    if (!/[fdDCcekE]/.test(option)) continue;
    const value = arg.length > 2 ? arg.slice(2) : args[++index];
    if (value === null || value === void 0) return { ...options, open: true };
    if (option === "f" || option === "d") options[option] = value;
    if (option === "D" || option === "C" || option === "c") options[option].push(value);
    if (option === "k" && /stop/.test(value)) options.otherJob = `-k ${value}`;
  }
  return options;
}
function contentOf(lines, at) {
  return { file: sourceFile(at.file.path, lines.join("\n")), place: () => at };
}

// src/model/apache/folders.ts
var FILES = /^(errorlog|customlog|transferlog|globallog|forensiclog|pidfile)$/;
function neededFolders(tree, input, files) {
  const steps = tree.steps.filter(
    ({ maybe, missing: missing2, open, sections }) => maybe === void 0 && missing2 === void 0 && open === void 0 && !sections.some(isMacro)
  );
  const missing = [...impliedLog(tree, input, files)];
  const asked = /* @__PURE__ */ new Set();
  let doubt2;
  for (const step2 of steps) {
    const path2 = folderOf2(step2, tree.serverRoot);
    if (path2 === void 0 || asked.has(path2)) continue;
    asked.add(path2);
    if (input.envvars !== false && isRunFolder(path2)) continue;
    const at = step2.loaded.content.place(step2.directive.args[0]?.span);
    const there = isThere2(path2, input, files);
    const why = `there is no folder ${path2} in the image, but ${step2.directive.name.value} needs it`;
    if (there === false) missing.push({ kind: "folder", path: path2, at, note: why });
    if (there === void 0 && isRunFolder(path2)) {
      doubt2 ??= unknown(
        {
          key: `missing ${path2}`,
          why: `apache2 needs ${path2}, but whether it exists is unknown: apachectl creates it`
        },
        input.command?.at ?? at
      );
    }
  }
  return doubt2 === void 0 ? { missing } : { missing, doubt: doubt2 };
}
var DEFAULT_LOGS = "logs";
function impliedLog({ steps, loaded: [main], incomplete, serverRoot }, input, files) {
  const isNamed2 = steps.some(
    ({ name, sections }) => name === "errorlog" && !sections.some((section) => /^virtualhost$/i.test(section))
  );
  if (isNamed2 || incomplete !== void 0 || main === void 0 || input.installed.install !== apacheDebian)
    return [];
  const path2 = resolvePath(serverRoot, DEFAULT_LOGS);
  if (isThere2(path2, input, files) !== false) return [];
  const note3 = `there is no folder ${path2} in the image, where errors go without an ErrorLog`;
  return [{ kind: "folder", path: path2, at: main.content.place(), note: note3 }];
}
function isMacro(section) {
  return /^macro$/i.test(section);
}
function folderOf2({ name, args, sections }, serverRoot) {
  const [value] = args;
  const [, lock] = /^(?:file|fcntl|flock):(.+)$/i.exec(value ?? "") ?? [];
  if (name === "mutex") return lock === void 0 ? void 0 : resolvePath(serverRoot, lock);
  if (value === void 0 || value === "" || /^(\||syslog)/.test(value)) return void 0;
  const path2 = resolvePath(serverRoot, value);
  if (name === "defaultruntimedir" && sections.length === 0) return path2;
  return FILES.test(name) ? parentOf(path2) : void 0;
}
function isRunFolder(path2) {
  return isWithin(path2, "/var/run/apache2") || isWithin(path2, "/run/apache2");
}
function isThere2(path2, { installed, named: named6, makes }, files) {
  if (/^\/(dev|proc|sys)(\/|$)/.test(path2)) return true;
  const found = [path2, otherSpelling(path2)].flatMap((one) => one === void 0 ? [] : [files.find(one)]);
  if (found.some((one) => one !== void 0 && isFile(one))) return true;
  if (named6("APACHE_") || named6("xargs")) return void 0;
  if (installed.install.folders.includes(path2)) return found.includes(void 0) ? false : void 0;
  if (isRunFolder(path2)) {
    const made = installed.from === "base" || PREPARING.some((word) => named6(word));
    return made ? void 0 : false;
  }
  const isGap2 = found.some((one) => one !== void 0 && !isFile(one) && one.ofBase === true);
  const isNew = isGap2 && installed.install === apacheOfficial && isNoFolderOfSystem(path2);
  return (isNew || found.includes(void 0)) && !makes(path2) && !isWithin(path2, "/home") ? false : void 0;
}
function isNoFolderOfSystem(path2) {
  const isLock = /^\/(var|run)\/lock\/[^/]+$/.test(path2);
  return isLock || isOwnRootFolder(/^\/[^/]+/.exec(path2)?.[0] ?? path2) || isOwnRunFolderName(path2);
}
var PREPARING = ["apachectl", "apache2ctl", "service", "init.d", "invoke-rc.d", "/run/"];

// src/model/apache/hosts.ts
function unreachedHosts({ steps, incomplete }, { listeners, incomplete: open }) {
  if (incomplete !== void 0 || open !== void 0 || listeners.length === 0) return [];
  const bound = new Set(listeners.map(({ port: port2 }) => port2));
  return steps.filter(isHost).flatMap(({ args, directive, loaded }) => {
    const ports = args.map(portOf);
    const [first] = ports;
    if (first === void 0 || ports.some((port2) => port2 === void 0 || bound.has(port2))) return [];
    const at = loaded.content.place(directive.args[0]?.span ?? directive.span);
    return [{ value: first, at, because: loaded.because }];
  });
}
function isHost({ name, directive, maybe, missing, open, sections, loaded }) {
  return name === "virtualhost" && directive.block !== void 0 && maybe === void 0 && missing === void 0 && open === void 0 && sections.length === 0 && !isStock(loaded.container);
}
function portOf(address2) {
  const [, port2] = /:(\d+)$/.exec(address2) ?? [];
  return port2 === void 0 || Number(port2) === 0 ? void 0 : Number(port2);
}

// src/model/stock/apache-modules.ts
var WITH_CONF = `
  actions alias autoindex cache_disk cgid dav_fs deflate dir http2 info ldap mime mime_magic mpm_event mpm_prefork
  mpm_worker negotiation proxy proxy_balancer proxy_ftp proxy_html reqtimeout setenvif ssl status userdir
`;
var WITHOUT_CONF = `
  access_compat allowmethods asis auth_basic auth_digest auth_form authn_anon authn_core authn_dbd authn_dbm authn_file
  authn_socache authnz_fcgi authnz_ldap authz_core authz_dbd authz_dbm authz_groupfile authz_host authz_owner authz_user
  brotli buffer cache cache_socache cern_meta cgi charset_lite data dav dav_lock dbd dialup dump_io echo env expires
  ext_filter file_cache filter headers heartbeat heartmonitor ident imagemap include lbmethod_bybusyness
  lbmethod_byrequests lbmethod_bytraffic lbmethod_heartbeat log_debug log_forensic lua macro md proxy_ajp proxy_connect
  proxy_express proxy_fcgi proxy_fdpass proxy_hcheck proxy_http proxy_http2 proxy_scgi proxy_uwsgi proxy_wstunnel
  ratelimit reflector remoteip request rewrite sed session session_cookie session_crypto session_dbd slotmem_plain
  slotmem_shm socache_dbm socache_memcache socache_redis socache_shmcb speling substitute suexec unique_id usertrack
  vhost_alias xml2enc
`;
var DEPENDS = `
  access_compat: authn_core
  asis: mime
  auth_basic: authn_core
  auth_digest: authn_core
  auth_form: session authn_core
  authn_dbd: dbd
  authnz_ldap: ldap
  authz_dbd: dbd authz_core
  authz_dbm: authz_core
  authz_groupfile: authz_core
  authz_host: authz_core
  authz_user: authz_core
  cache_disk: cache
  cache_socache: cache
  dav_fs: dav
  deflate: filter
  file_cache: cache
  include: mime
  lbmethod_bybusyness: proxy_balancer
  lbmethod_byrequests: proxy_balancer
  lbmethod_bytraffic: proxy_balancer
  lbmethod_heartbeat: proxy_balancer
  proxy_ajp: proxy
  proxy_balancer: proxy alias slotmem_shm
  proxy_connect: proxy
  proxy_express: proxy
  proxy_fcgi: proxy
  proxy_fdpass: proxy
  proxy_ftp: proxy
  proxy_hcheck: proxy
  proxy_html: proxy xml2enc
  proxy_http: proxy
  proxy_http2: proxy http2
  proxy_scgi: proxy
  proxy_uwsgi: proxy
  proxy_wstunnel: proxy
  ratelimit: env
  session_cookie: session
  session_crypto: session
  session_dbd: session
  ssl: setenvif mime socache_shmcb
`;
var PROCESSES = ["mpm_event", "mpm_prefork", "mpm_worker"];
var ESSENTIAL = new Set(
  "alias auth_basic authn_file authz_host authz_user autoindex deflate dir env filter logio mime negotiation setenvif unixd version watchdog".split(
    " "
  )
);
var needs = new Map(
  DEPENDS.trim().split("\n").map((line) => line.trim().split(": ")).map(([name = "", others = ""]) => [name, others.split(" ")])
);
var modules = new Map([
  ...listed(WITH_CONF, true),
  ...listed(WITHOUT_CONF, false)
]);
function listed(names, hasConf) {
  return names.trim().split(/\s+/).map((name) => {
    const conflicts2 = PROCESSES.includes(name) ? PROCESSES.filter((other) => other !== name) : [];
    return [name, { hasConf, needs: needs.get(name) ?? [], conflicts: conflicts2 }];
  });
}
function debianModule(name) {
  return modules.get(name);
}
function debianModules() {
  return [...modules.keys()];
}
function isEssentialModule(name) {
  return ESSENTIAL.has(name);
}

// src/model/apache/modules-table.ts
var CORE = `
  acceptfilter acceptpathinfo accessfilename adddefaultcharset allowencodedslashes allowoverride
    allowoverridelist asyncrequestworkerfactor cgipassauth cgivar contentdigest coredumpdirectory
    defaultruntimedir defaulttype define directory directorymatch documentroot else elseif enablemmap
    enablesendfile error errordocument errorlog errorlogformat extendedstatus fileetag files filesmatch
    flushmaxpipelined flushmaxthreshold forcetype gracefulshutdowntimeout hostnamelookups
    httpprotocoloptions if ifdefine ifdirective iffile ifmodule ifsection include includeoptional keepalive
    keepalivetimeout limit limitexcept limitinternalrecursion limitrequestbody limitrequestfields
    limitrequestfieldsize limitrequestline limitxmlrequestbody listen listenbacklog listencoresbucketsratio
    listentcpdeferaccept loadfile loadmodule location locationmatch loglevel maxclients
    maxconnectionsperchild maxkeepaliverequests maxmemfree maxrangeoverlaps maxrangereversals maxranges
    maxrequestsperchild maxrequestworkers maxsparethreads mergeslashes mergetrailers minsparethreads mutex
    namevirtualhost options pidfile port protocol protocols protocolshonororder qualifyredirecturl
    readbuffersize receivebuffersize regexdefaultoptions registerhttpmethod rlimitcpu rlimitmem rlimitnproc
    scoreboardfile seerequesttail sendbuffersize serveradmin serveralias serverlimit servername serverpath
    serverroot serversignature servertokens sethandler setinputfilter setoutputfilter startservers
    stricthostcheck threadlimit threadsperchild threadstacksize timeout traceenable undefine
    usecanonicalname usecanonicalphysicalport virtualhost
`;
var BY_MODULE = `
  access_compat: allow deny order satisfy
  actions: action script
  alias: alias aliasmatch aliaspreservepath redirect redirectmatch redirectpermanent redirectrelative
    redirecttemp scriptalias scriptaliasmatch
  allowmethods: allowmethods
  auth_basic: authbasicauthoritative authbasicfake authbasicprovider authbasicusedigestalgorithm
  auth_digest: authdigestalgorithm authdigestdomain authdigestnccheck authdigestnoncelifetime
    authdigestprovider authdigestqop authdigestshmemsize
  auth_form: authformauthoritative authformbody authformdisablenostore authformfakebasicauth
    authformlocation authformloginrequiredlocation authformloginsuccesslocation authformlogoutlocation
    authformmethod authformmimetype authformpassword authformprovider authformsitepassphrase authformsize
    authformusername
  authn_anon: anonymous
  authn_core: authname authnprovideralias authtype
  authn_dbd: authdbduserpwquery authdbduserrealmquery
  authn_dbm: authdbmtype authdbmuserfile
  authn_file: authuserfile
  authn_socache: authncachecontext authncacheenable authncacheprovidefor authncachesocache authncachetimeout
  authnz_fcgi: authnzfcgicheckauthnprovider authnzfcgidefineprovider
  authnz_ldap: authldapauthorizeprefix authldapbindauthoritative authldapbinddn authldapbindpassword
    authldapcharsetconfig authldapcompareasuser authldapcomparednonserver authldapdereferencealiases
    authldapgroupattribute authldapgroupattributeisdn authldapinitialbindasuser authldapinitialbindpattern
    authldapmaxsubgroupdepth authldapremoteuserattribute authldapremoteuserisdn authldapsearchasuser
    authldapsubgroupattribute authldapsubgroupclass authldapurl
  authz_core: authmerging authzprovideralias authzsendforbiddenonfailure require requireall requireany
    requirenone
  authz_dbd: authzdbdlogintoreferer authzdbdquery authzdbdredirectquery
  authz_dbm: authdbmgroupfile authzdbmtype
  authz_groupfile: authgroupfile
  autoindex: addalt addaltbyencoding addaltbytype adddescription addicon addiconbyencoding addiconbytype
    defaulticon fancyindexing headername indexheadinsert indexignore indexignorereset indexoptions
    indexorderdefault indexstylesheet readmename
  brotli: brotlialteretag brotlicompressionmaxinputblock brotlicompressionquality brotlicompressionwindow
    brotlifilternote
  buffer: buffersize
  cache: cachedefaultexpire cachedetailheader cachedisable cacheenable cacheheader cacheignorecachecontrol
    cacheignoreheaders cacheignorenolastmod cacheignorequerystring cacheignoreurlsessionidentifiers
    cachekeybaseurl cachelastmodifiedfactor cachelock cachelockmaxage cachelockpath cachemaxexpire
    cacheminexpire cachequickhandler cachestaleonerror cachestoreexpired cachestorenostore cachestoreprivate
  cache_disk: cachedirlength cachedirlevels cachemaxfilesize cacheminfilesize cachereadsize cachereadtime
    cacheroot
  cache_socache: cachesocache cachesocachemaxsize cachesocachemaxtime cachesocachemintime
    cachesocachereadsize cachesocachereadtime
  cgi: cgiscripttimeout scriptlog scriptlogbuffer scriptloglength
  cgid: cgidscripttimeout scriptlog scriptlogbuffer scriptloglength scriptsock
  charset_lite: charsetdefault charsetoptions charsetsourceenc
  dav: dav davbasepath davdepthinfinity davlockdiscovery davmintimeout
  dav_fs: davlockdb
  dav_lock: davgenericlockdb
  dbd: dbdexptime dbdinitsql dbdkeep dbdmax dbdmin dbdparams dbdpersist dbdpreparesql dbdriver
  deflate: deflatealteretag deflatebuffersize deflatecompressionlevel deflatefilternote
    deflateinflatelimitrequestbody deflateinflateratioburst deflateinflateratiolimit deflatememlevel
    deflatewindowsize
  dialup: modemstandard
  dir: directorycheckhandler directoryindex directoryindexredirect directoryslash fallbackresource
  dumpio: dumpioinput dumpiooutput
  echo: protocolecho
  env: passenv setenv unsetenv
  expires: expiresactive expiresbytype expiresdefault
  ext_filter: extfilterdefine extfilteroptions
  file_cache: cachefile mmapfile
  filter: addoutputfilterbytype filterchain filterdeclare filterprotocol filterprovider filtertrace
  headers: header requestheader
  heartbeat: heartbeataddress
  heartmonitor: heartbeatlisten heartbeatmaxservers heartbeatstorage
  http2: h2copyfiles h2direct h2earlyhint h2earlyhints h2maxdataframelen h2maxheaderblocklen
    h2maxsessionstreams h2maxstreamerrors h2maxworkeridleseconds h2maxworkers h2minworkers h2moderntlsonly
    h2outputbuffering h2padding h2proxyrequests h2push h2pushdiarysize h2pushpriority h2pushresource
    h2serializeheaders h2sessionextrafiles h2streammaxmemsize h2streamtimeout h2tlscooldownsecs
    h2tlswarmupsize h2upgrade h2websockets h2windowsize
  ident: identitycheck identitychecktimeout
  imagemap: imapbase imapdefault imapmenu
  include: ssiendtag ssierrormsg ssietag ssilastmodified ssilegacyexprparser ssistarttag ssitimeformat
    ssiundefinedecho xbithack
  info: addmoduleinfo
  lbmethod_heartbeat: heartbeatstorage
  ldap: ldapcacheentries ldapcachettl ldapconnectionpoolttl ldapconnectiontimeout ldaplibrarydebug
    ldapopcacheentries ldapopcachettl ldapreferralhoplimit ldapreferrals ldapretries ldapretrydelay
    ldapsharedcachefile ldapsharedcachesize ldaptimeout ldaptrustedclientcert ldaptrustedglobalcert
    ldaptrustedmode ldapverifyservercert
  log_config: bufferedlogs customlog globallog logformat transferlog
  log_debug: logmessage
  log_forensic: forensiclog
  logio: logiotrackttfb
  lua: luaauthzprovider luacodecache luahookaccesschecker luahookauthchecker luahookcheckuserid
    luahookfixups luahookinsertfilter luahooklog luahookmaptostorage luahookpretranslatename
    luahooktranslatename luahooktypechecker luainherit luainputfilter luamaphandler luaoutputfilter
    luapackagecpath luapackagepath luaquickhandler luaroot luascope
  macro: macro macroignorebadnesting macroignoreemptyargs undefmacro use
  md: mdactivationdelay mdbaseserver mdcacertificatefile mdcachallenges mdcertificateagreement
    mdcertificateauthority mdcertificatecheck mdcertificatefile mdcertificatekeyfile mdcertificateprotocol
    mdcertificatestatus mdchallengedns01 mdchallengedns01version mdcheckinterval mdcontactemail mddrivemode
    mdexternalaccountbinding mdhttpproxy mdhttpproxycacertificatefile mdinitialdelay mdmatchnames mdmember
    mdmembers mdmessagecmd mdmuststaple mdnotifycmd mdomain mdomainset mdportmap mdprivatekeys mdprofile
    mdprofilemandatory mdrenewmode mdrenewviaari mdrenewwindow mdrequirehttps mdretrydelay mdretryfailover
    mdserverstatus mdstapleothers mdstapling mdstaplingkeepresponse mdstaplingrenewwindow mdstoredir
    mdstorelocks mdwarnwindow
  mime: addcharset addencoding addhandler addinputfilter addlanguage addoutputfilter addtype defaultlanguage
    modmimeusepathinfo multiviewsmatch removecharset removeencoding removehandler removeinputfilter
    removelanguage removeoutputfilter removetype typesconfig
  mime_magic: mimemagicfile
  negotiation: cachenegotiateddocs forcelanguagepriority languagepriority
  proxy: balancergrowth balancerinherit balancermember balancerpersist noproxy proxy proxy100continue
    proxyaddheaders proxybadheader proxyblock proxydomain proxyerroroverride proxyiobuffersize proxymatch
    proxymaxforwards proxypass proxypassinherit proxypassinterpolateenv proxypassmatch proxypassreverse
    proxypassreversecookiedomain proxypassreversecookiepath proxypreservehost proxyreceivebuffersize
    proxyremote proxyremotematch proxyrequests proxyset proxysourceaddress proxystatus proxytimeout proxyvia
  proxy_connect: allowconnect
  proxy_express: proxyexpressdbmfile proxyexpressdbmtype proxyexpressenable
  proxy_fcgi: proxyfcgibackendtype proxyfcgisetenvif
  proxy_ftp: proxyftpdircharset proxyftpescapewildcards proxyftplistonwildcard
  proxy_hcheck: proxyhcexpr proxyhctemplate proxyhctpsize
  proxy_html: proxyhtmlbufsize proxyhtmlcharsetout proxyhtmldoctype proxyhtmlenable proxyhtmlevents
    proxyhtmlextended proxyhtmlfixups proxyhtmlinterp proxyhtmllinks proxyhtmlmeta proxyhtmlstripcomments
    proxyhtmlurlmap
  proxy_scgi: proxyscgiinternalredirect proxyscgisendfile
  proxy_wstunnel: proxywebsocketfallbacktoproxyhttp
  reflector: reflectorheader
  remoteip: remoteipheader remoteipinternalproxy remoteipinternalproxylist remoteipproxiesheader
    remoteipproxyprotocol remoteipproxyprotocolexceptions remoteiptrustedproxy remoteiptrustedproxylist
  reqtimeout: requestreadtimeout
  request: keptbodysize
  rewrite: rewritebase rewritecond rewriteengine rewritemap rewriteoptions rewriterule
  sed: inputsed outputsed
  session: session sessionenv sessionexclude sessionexpiryupdateinterval sessionheader sessioninclude
    sessionmaxage
  session_cookie: sessioncookiename sessioncookiename2 sessioncookieremove
  session_crypto: sessioncryptocipher sessioncryptodriver sessioncryptopassphrase
    sessioncryptopassphrasefile
  session_dbd: sessiondbdcookiename sessiondbdcookiename2 sessiondbdcookieremove sessiondbddeletelabel
    sessiondbdinsertlabel sessiondbdperuser sessiondbdselectlabel sessiondbdupdatelabel
  setenvif: browsermatch browsermatchnocase setenvif setenvifexpr setenvifnocase
  socache_memcache: memcacheconnttl
  socache_redis: redisconnpoolttl redistimeout
  speling: checkbasenamematch checkcaseonly checkspelling
  ssl: sslcacertificatefile sslcacertificatepath sslcadnrequestfile sslcadnrequestpath sslcarevocationcheck
    sslcarevocationfile sslcarevocationpath sslcertificatechainfile sslcertificatefile sslcertificatekeyfile
    sslciphersuite sslcompression sslcryptodevice sslengine sslfips sslhonorcipherorder
    sslinsecurerenegotiation ssllog sslloglevel sslocspdefaultresponder sslocspenable sslocspnoverify
    sslocspoverrideresponder sslocspproxyurl sslocsprespondercertificatefile sslocsprespondertimeout
    sslocspresponsemaxage sslocspresponsetimeskew sslocspuserequestnonce sslopensslconfcmd ssloptions
    sslpassphrasedialog sslprotocol sslproxycacertificatefile sslproxycacertificatepath
    sslproxycarevocationcheck sslproxycarevocationfile sslproxycarevocationpath sslproxycheckpeercn
    sslproxycheckpeerexpire sslproxycheckpeername sslproxyciphersuite sslproxyengine
    sslproxymachinecertificatechainfile sslproxymachinecertificatefile sslproxymachinecertificatepath
    sslproxyprotocol sslproxyverify sslproxyverifydepth sslrandomseed sslrenegbuffersize sslrequire
    sslrequiressl sslsessioncache sslsessioncachetimeout sslsessionticketkeyfile sslsessiontickets
    sslsrpunknownuserseed sslsrpverifierfile sslstaplingcache sslstaplingerrorcachetimeout
    sslstaplingfaketrylater sslstaplingforceurl sslstaplingrespondertimeout sslstaplingresponsemaxage
    sslstaplingresponsetimeskew sslstaplingreturnrespondererrors sslstaplingstandardcachetimeout
    sslstrictsnivhostcheck sslusername sslusestapling sslverifyclient sslverifydepth sslvhostsnipolicy
  substitute: substitute substituteinheritbefore substitutemaxlinelength
  suexec: suexecusergroup
  unixd: chrootdir group suexec user
  userdir: userdir
  usertrack: cookiedomain cookieexpires cookiehttponly cookiename cookiesamesite cookiesecure cookiestyle
    cookietracking
  version: ifversion
  vhost_alias: virtualdocumentroot virtualdocumentrootip virtualscriptalias virtualscriptaliasip
  watchdog: watchdoginterval
  xml2enc: xml2encalias xml2encdefault xml2startparse
`;
var WITHOUT_DIRECTIVES = `
  asis authz_dbm authz_host authz_owner authz_user bucketeer case_filter case_filter_in cern_meta core data dumpio
  example_hooks example_ipc http isapi lbmethod_bybusyness lbmethod_byrequests lbmethod_bytraffic mpm_event
  mpm_prefork mpm_worker privileges proxy_ajp proxy_balancer proxy_fdpass proxy_http proxy_http2 proxy_uwsgi
  ratelimit slotmem_plain slotmem_shm so socache_dbm socache_shmcb status unique_id
`;

// src/model/apache/modules.ts
var core = new Set(CORE.trim().split(/\s+/));
var byModule = listsOf(BY_MODULE);
var without = new Set(WITHOUT_DIRECTIVES.trim().split(/\s+/));
function listsOf(text3) {
  const parts = text3.trim().split(/\s*(\w+):\s+/);
  const lists = /* @__PURE__ */ new Map();
  for (let i = 1; i + 1 < parts.length; i += 2) lists.set(parts[i] ?? "", (parts[i + 1] ?? "").split(/\s+/));
  return lists;
}
function modulesOf(directive) {
  if (core.has(directive)) return "core";
  const found = [...byModule].filter(([, names]) => names.includes(directive)).map(([module]) => module);
  return found.length === 0 ? void 0 : found;
}
var BUILT_ON = /^(proxy|session|dav|cache)_(?!html_)\w+_module$/;
function builtOn(name) {
  const [, base] = BUILT_ON.exec(name) ?? [];
  return base === void 0 ? void 0 : `${base}_module`;
}
function isOwnModule(name) {
  const stem = name.replace(/_module$/, "");
  return byModule.has(stem) || without.has(stem) || debianModule(stem) !== void 0;
}

// src/model/apache/conditions.ts
var COMPILED_IN = ["core_module", "so_module", "http_module"];
var DEBIAN = "watchdog log_config logio version unixd".split(" ").map((name) => `${name}_module`);
var STOCK = [
  ..."access_compat alias auth_basic authn_core authn_file authz_core authz_groupfile authz_host authz_user autoindex dir env filter".split(
    " "
  ),
  ..."headers log_config mime reqtimeout setenvif status unixd version".split(" ")
].map((name) => `${name}_module`);
function modulesAtStart(install2, stockMain) {
  if (install2.envvars !== void 0) return [...COMPILED_IN, ...DEBIAN];
  return stockMain && !listsModules(install2) ? [...COMPILED_IN, ...STOCK] : COMPILED_IN;
}
function knowsModules(install2, stockMain) {
  return listsModules(install2) || !stockMain;
}
function listsModules({ envvars, title: title2 }) {
  return envvars !== void 0 || title2 === "the official httpd image";
}
function moduleNamed(name) {
  if (name.endsWith("_module")) return name;
  const stem = name.replace(/\.(c|cpp|load)$/, "");
  if (stem === "http_core") return "http_module";
  if (/^(prefork|worker|event)$/.test(stem)) return `mpm_${stem}_module`;
  return `${stem.replace(/^mod_/, "")}_module`;
}
function moduleOfLink(file) {
  return file === "dump_io.load" ? "dumpio_module" : moduleNamed(file);
}
function sectionHolds(name, args, situation) {
  const [first = ""] = args;
  const negated = first.startsWith("!");
  const word = negated ? first.slice(1) : first;
  const answer = answerOf({ name, word, args }, situation);
  return answer === void 0 ? void 0 : answer !== (negated && name !== "ifversion");
}
function isCondition(name) {
  return /^if(module|define|version|file|directive|section)$/.test(name);
}
function answerOf({ name, word, args }, situation) {
  const { modules: modules2, allModules, defines, allDefines, serverRoot, files } = situation;
  if (name === "ifmodule") return modules2.has(moduleNamed(word)) || (allModules ? false : void 0);
  if (name === "ifdefine") return defines.has(word) || (allDefines ? false : void 0);
  if (name === "ifversion") return versionHolds(args);
  if (name === "ifdirective" || name === "ifsection") {
    return SECTIONS.test(word) === (name === "ifsection") && directiveHolds(word, modules2, allModules);
  }
  if (name !== "iffile") return void 0;
  const path2 = resolvePath(serverRoot, word);
  if (EVERYWHERE.test(path2)) return true;
  const found = files.find(path2);
  return found === void 0 ? false : "known" in found ? void 0 : true;
}
var EVERYWHERE = /^\/(etc(\/(passwd|group|hosts|hostname|resolv\.conf))?|tmp|var|usr|bin|dev|proc|sys)$/;
var SECTIONS = /^(virtualhost|(directory|files|location|proxy)(match)?|limit(except)?|if|else|elseif|if(module|define|version|file|directive|section)|require(all|any|none)|auth[nz]provideralias|macro|mdomainset)$/i;
function directiveHolds(word, modules2, allModules) {
  const owners = modulesOf(word.toLowerCase());
  if (owners === "core") return true;
  if (owners?.some((name) => modules2.has(`${name}_module`))) return true;
  return allModules && [...modules2].every(isOwnModule) ? false : void 0;
}
function versionHolds(args) {
  const negated = args[0]?.startsWith("!") === true;
  const operator2 = (args.length > 1 ? args[0] ?? "" : "=").replace(/^!/, "");
  const match = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(args.at(-1) ?? "");
  if (match === null) return void 0;
  const [major, minor, patch] = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
  const order = Math.sign(2 - major || 4 - minor);
  if (order === 0 && patch !== 0) return void 0;
  const holdsAt = ownValue(
    { ">=": order >= 0, "<": order < 0, ">": order > 0, "<=": order < 0, "=": false, "==": false },
    operator2
  );
  if (holdsAt === void 0 || order === 0 && operator2 !== ">=" && operator2 !== "<") return void 0;
  return holdsAt !== negated;
}

// src/model/apache/default-tls.ts
var TLS_SITE = "/etc/apache2/sites-available/default-ssl.conf";
var TLS_ALONE = /\b(bookworm|trixie|debian:1[23])\b/;
function tlsSite({ loaded, modules: modules2 }, { installed }) {
  const site = loaded.find(({ container }) => container.path === TLS_SITE && isStock(container));
  if (site === void 0 || modules2.has("ssl_module") || !TLS_ALONE.test(installed.on ?? "")) return [];
  const at = site.because.at(-1)?.at ?? installed.at;
  const message = "default-ssl needs mod_ssl, which is not loaded: add a2enmod ssl";
  return [{ key: "mod_ssl default-ssl", at, message, related: [], path: TLS_SITE }];
}
var SNAKEOIL = "/etc/ssl/certs/ssl-cert-snakeoil.pem";
function lacksCertificate({ loaded, modules: modules2 }, { installed, files }) {
  const site = loaded.find(({ container }) => container.path === TLS_SITE && isStock(container));
  const isEdited = site?.container.edited === true;
  const isBare3 = installed.bare === true || installed.install === apachePhp;
  if (site === void 0 || isEdited || !modules2.has("ssl_module") || !isBare3) return [];
  const found = files.find(SNAKEOIL);
  if (found !== void 0 && isFile(found)) return [];
  const at = site.because.at(-1)?.at ?? installed.at;
  const message = `default-ssl needs ${SNAKEOIL}, which only the package ssl-cert brings: install it`;
  return [{ key: "certificate of default-ssl", at, message, related: [], path: TLS_SITE }];
}

// src/model/apache/variables.ts
function startVariables(input, files) {
  const { environment, installed } = input;
  const variables = new Map(environment);
  const path2 = installed.install.envvars;
  if (path2 === void 0 || !readsEnvvars(path2, input)) return variables;
  const file = files.find(path2);
  if (file === void 0) return variables;
  const stock = ownValue(installed.install.files, path2) ?? "";
  if (!isFile(file) || !file.content.known) {
    for (const [, name] of stock.matchAll(/^export (\w+)=/gm)) variables.set(name ?? "", null);
    return variables;
  }
  for (const line of file.content.value.file.text.split("\n")) readLine(line.trim(), variables);
  return variables;
}
function readsEnvvars(path2, { envvars, named: named6 }) {
  return envvars !== false || named6(path2);
}
var NAME2 = "[A-Za-z_]\\w*";
var ASSIGNMENT = new RegExp(`^(?:export\\s+)?(${NAME2})=(.*)$`);
var DEFAULT = new RegExp(`^:\\s+"?\\$\\{(${NAME2}):?=([^}]*)\\}"?$`);
function readLine(line, variables) {
  const unset = new RegExp(`^unset\\s+(${NAME2})$`).exec(line);
  if (unset !== null) variables.delete(unset[1] ?? "");
  const fallback = DEFAULT.exec(line);
  if (fallback !== null && !variables.get(fallback[1] ?? "")) {
    variables.set(fallback[1] ?? "", shellValue(fallback[2] ?? "", variables));
  }
  const assignment = ASSIGNMENT.exec(line);
  if (assignment !== null) variables.set(assignment[1] ?? "", shellValue(assignment[2] ?? "", variables));
}
function shellValue(word, variables) {
  const text3 = word.replace(/\s+#.*$/, "").trim();
  const single = /^'([^']*)'$/.exec(text3);
  if (single !== null) return single[1] ?? "";
  const body = /^"([^"]*)"$/.exec(text3)?.[1] ?? text3;
  if (/[`\\"']|\$\(/.test(body) || body === text3 && /\s/.test(body)) return null;
  let open = false;
  let grown = 0;
  const value = body.replace(
    /\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g,
    (_, bare, name, other) => {
      const found = variables.get(bare ?? name ?? "");
      grown += found?.length ?? 0;
      if (found === null || grown > LONGEST_VALUE) open = true;
      return open ? "" : found || (other ?? "");
    }
  );
  return open || value.includes("$") ? null : value;
}
function replaced(text3, variables) {
  let missing;
  let open;
  let grown = 0;
  const value = text3.replace(/\$\{([^}:]+)\}/g, (found, name) => {
    const set = variables.get(name);
    if (set === void 0) missing ??= name;
    grown += set?.length ?? 0;
    if (set === null || grown > LONGEST_VALUE) open ??= name;
    return grown > LONGEST_VALUE ? found : set ?? found;
  });
  return { value, ...missing === void 0 ? {} : { missing }, ...open === void 0 ? {} : { open } };
}

// src/model/apache/step.ts
function stepOf(reading, directive, { loaded, sections, maybe }) {
  const texts2 = directive.args.map(({ value }) => replaced(value, reading.variables));
  const missing = texts2.find((text3) => text3.missing !== void 0)?.missing;
  const open = texts2.find((text3) => text3.open !== void 0)?.open;
  return {
    name: lowerName(directive),
    directive,
    args: texts2.map(({ value }) => value),
    ...missing === void 0 ? {} : { missing },
    ...open === void 0 ? {} : { open },
    sections,
    loaded,
    ...maybe === void 0 ? {} : { maybe }
  };
}
function isStockLine({ loaded: { container, content }, directive }, { at }) {
  return isStock(container) && isSamePlace(content.place(directive.name.span), at);
}
function situationOf(reading, { loaded }) {
  const { install: install2, modules: modules2, defines, serverRoot, files, incomplete } = reading;
  const stock = isStock(loaded.container);
  const asked = stock ? /* @__PURE__ */ new Set([...modules2, "unixd_module"]) : modules2;
  const complete = incomplete === void 0;
  return {
    install: install2,
    modules: asked,
    allModules: reading.allModules && complete,
    defines,
    allDefines: complete,
    serverRoot,
    files
  };
}

// src/model/apache/invalid.ts
var ENABLING = [
  ..."libapache2-mod phpmyadmin wordpress nagios icinga munin mailman roundcube owncloud nextcloud xargs".split(
    " "
  ),
  ...[" php", "a2enmod $", 'a2enmod "$', "a2enmod -q $", 'a2enmod -q "$']
];
var FOREIGN = ["libapache2-mod", " php", "mod_", "apache2-"];
function refusedByModules(tree, { named: named6, makes, ...around }) {
  const { modules: modules2, allModules, incomplete } = tree;
  const listed4 = allModules && incomplete === void 0;
  const certain = listed4 && !ENABLING.some(named6);
  const foreign = [...modules2].some((name) => !isOwnModule(name)) || FOREIGN.some(named6);
  const judged = tree.steps.filter((step2) => isJudged(step2, around.installed));
  const missing = listed4 ? judged.flatMap((step2) => notLoaded(step2, modules2)) : [];
  const strange2 = foreign ? [] : judged.filter(isStrange);
  const sure = missing.filter(({ module }) => certain && !makes(module));
  const early = listed4 ? tree.early : [];
  const isSure4 = ({ needs: needs2 }) => certain && !makes(fileOf(needs2));
  const [first] = missing.filter((one) => !sure.includes(one));
  const open = early.find((one) => !isSure4(one));
  const doubt2 = first !== void 0 ? notLoadedDoubt(first) : !certain && strange2[0] !== void 0 ? strangeDoubt(strange2[0]) : open && earlyDoubt(open);
  return {
    problems: [
      ...firstOfEach(sure),
      ...certain ? strange2.map(invalid) : [],
      ...certain ? lacking(tree, around) : [],
      ...certain ? tlsSite(tree, around) : [],
      ...certain && !makes("snakeoil") && !makes("ssl-cert") ? lacksCertificate(tree, around) : [],
      ...early.filter(isSure4).map(tooEarly)
    ],
    ...doubt2 === void 0 ? {} : { doubt: doubt2 }
  };
}
function isJudged(step2, installed) {
  const { maybe, sections } = step2;
  const isExempt = isStockLine(step2, installed) && !listsModules(installed.install);
  return maybe === void 0 && !isExempt && !sections.some((section) => /^macro$/i.test(section));
}
function notLoaded(step2, loaded) {
  const owners = modulesOf(step2.name);
  if (owners === void 0 || owners === "core") return [];
  if (owners.some((name) => loaded.has(`${name}_module`))) return [];
  const module = owners[0] ?? "";
  const message = `${title(step2)} needs mod_${module}, which is not loaded`;
  return [
    { ...problem(step2, { key: `mod_${module} ${title(step2)}`, message }), module, directive: title(step2) }
  ];
}
function firstOfEach(missing) {
  return missing.filter((one, index) => missing.findIndex(({ module }) => module === one.module) === index).map(({ module: _, directive: __, ...rest }) => rest);
}
function notLoadedDoubt({ directive, module, at }) {
  const why = `${directive} needs mod_${module}, but whether the build loads it is unknown`;
  return unknown(
    { key: `mod_${module} ${directive}`, why },
    at,
    `write RUN a2enmod ${module}, or its LoadModule, on a separate line`
  );
}
function tooEarly({ name, needs: needs2, at, path: path2 }) {
  const message = `${fileOf(name)} cannot be loaded before ${fileOf(needs2)}, on which it is built`;
  return { key: `early ${fileOf(name)}`, at, message, related: [], path: path2 };
}
function earlyDoubt({ name, needs: needs2, at }) {
  const why = `${fileOf(name)} needs ${fileOf(needs2)}, but whether the build loads it is unknown`;
  return unknown({ key: `early ${fileOf(name)}`, why }, at);
}
function fileOf(module) {
  return `mod_${module.replace(/_module$/, "")}`;
}
function isStrange({ name }) {
  return modulesOf(name) === void 0 && !apacheNames.has(name);
}
function invalid(step2) {
  const message = `unknown directive ${title(step2)}: no loaded module provides it`;
  return problem(step2, { key: `unknown ${title(step2)}`, message });
}
function strangeDoubt(step2) {
  const why = `${title(step2)} belongs to no module of httpd, and whether another module is loaded is unknown`;
  return unknown(
    { key: `module of ${title(step2)}`, why },
    step2.loaded.content.place(step2.directive.name.span)
  );
}
function title({ directive }) {
  return directive.block === void 0 ? directive.name.value : `<${directive.name.value}>`;
}
function problem({ directive, loaded }, what) {
  const { includedAt, content, container } = loaded;
  const related = includedAt === void 0 ? [] : [{ at: includedAt, note: "the file is loaded here" }];
  return { ...what, at: content.place(directive.name.span), related, path: container.path };
}
function lacking({ modules: modules2, steps, bare, serverRoot }, { main, files }) {
  const at = main.content.known ? main.content.value.place() : main.at;
  const told4 = (key, message) => ({ key, at, message, related: [], path: main.path });
  const mpms = [...modules2].filter((name) => name.startsWith("mpm_")).map(fileOf);
  const types = resolvePath(serverRoot, "conf/mime.types");
  const typed = !modules2.has("mime_module") || steps.some(({ name }) => name === "typesconfig") || bare.some((path2) => baseName(path2) === "mime.conf") || isStock(main) || files.find(types) !== void 0;
  return [
    ...mpms.length > 0 ? [] : [told4("no MPM", "no MPM is loaded: Apache needs mpm_event, mpm_worker or mpm_prefork to start")],
    ...mpms.length < 2 ? [] : [told4("two MPMs", `more than one MPM is loaded: ${mpms.join(", ")}, but Apache takes one`)],
    ...typed ? [] : [told4("no TypesConfig", `mod_mime is loaded without TypesConfig, but there is no ${types}`)]
  ];
}
var ONE_ARGUMENT = new Set(
  `acceptpathinfo adddefaultcharset allowencodedslashes defaultruntimedir defaultlanguage directoryindexredirect
  documentroot enablemmap enablesendfile fallbackresource forcetype forensiclog group headername hostnamelookups
  keepalivetimeout limitrequestbody limitrequestfields limitrequestfieldsize limitrequestline maxconnectionsperchild
  maxkeepaliverequests maxrequestworkers maxsparethreads minsparethreads pidfile proxytimeout proxyvia readmename
  rewritebase serveradmin serverlimit servername serverpath serverroot serversignature servertokens sethandler
  sslcacertificatefile sslcertificatechainfile sslcertificatefile sslcertificatekeyfile sslverifyclient startservers
  threadlimit threadsperchild timeout traceenable transferlog typesconfig usecanonicalname user virtualdocumentroot`.split(
    /\s+/
  )
);
function wrongCounts({ steps }, { installed }) {
  const judged = steps.filter((step2) => isJudged(step2, installed));
  return judged.flatMap((step2) => {
    const { name, args, directive, loaded } = step2;
    if (!ONE_ARGUMENT.has(name) || directive.block !== void 0 || args.length === 1) return [];
    const comment = args.some((word) => word.startsWith("#")) ? ": Apache takes no comment after a directive" : "";
    const message = `${directive.name.value} takes one argument, not ${args.length}${comment}`;
    return [
      {
        ...problem(step2, { key: `arguments ${directive.name.value}`, message }),
        at: loaded.content.place(directive.args[1]?.span ?? directive.span)
      }
    ];
  });
}

// src/model/apache/listen.ts
function apacheSockets({ steps, incomplete }, main) {
  const sockets2 = [];
  const problems = [];
  let more = incomplete;
  const lines = steps.filter(({ name, sections }) => name === "listen" && sections.length === 0);
  for (const step2 of lines) {
    const at = placeOf3(step2);
    const read2 = readLine2(step2);
    if (step2.maybe !== void 0) more ??= step2.maybe;
    else if ("open" in read2) more ??= unknown(read2.open, at);
    else if ("refused" in read2) {
      const key = `Listen ${step2.args.join(" ")}`;
      problems.push({ key, at, message: read2.refused, related: [] });
    } else sockets2.push({ ...read2, at, step: step2 });
  }
  if (lines.length === 0 && more === void 0 && main.content.known && problems.length === 0) {
    const message = 'no "Listen" in the configuration: Apache stops without a listening socket';
    problems.push({ key: "no Listen", at: main.content.value.place(), message, related: [] });
  }
  return {
    listeners: merged2(sockets2).map(({ address: address2, port: port2, at, step: step2 }) => ({
      server: "apache",
      address: address2,
      port: port2,
      at,
      implicit: false,
      because: step2.loaded.because
    })),
    problems: [...problems, ...clashes(sockets2)],
    ...more === void 0 ? {} : { incomplete: more }
  };
}
function readLine2({ args, missing, open, directive }) {
  const [value = ""] = args;
  const name = missing ?? open;
  if (name !== void 0)
    return {
      open: {
        key: `variable ${name}`,
        why: `${directive.args.map((word) => word.value).join(" ")} depends on ${name}, which is unknown`
      }
    };
  if (args.length < 1 || args.length > 2) {
    return {
      refused: `"Listen" takes 1 or 2 arguments, not ${args.length}: Apache takes no comment after a directive`
    };
  }
  const match = /^(?:(.*):)?(\d+)$/.exec(value);
  if (match === null) return { refused: `"Listen ${value}" names no port` };
  const port2 = Number(match[2]);
  const host = match[1];
  if (port2 < 1 || port2 > 65535) return { refused: `"Listen ${value}": a port is a number from 1 to 65535` };
  if (host === void 0) return { address: "*", port: port2, bare: true };
  if (host === "") return { refused: `"Listen ${value}" has no address before its colon` };
  if (host === "*") return { address: "*", port: port2, bare: true };
  if (host.includes(":")) {
    const address2 = ipv6Of(host.startsWith("[") ? host : `[${host}]`);
    if (address2 === void 0) return { refused: `"Listen ${value}" has no valid address` };
    return { address: address2 === "::" ? "*" : address2, port: port2, bare: false };
  }
  if (host.toLowerCase() === "localhost") return { address: "127.0.0.1", port: port2, bare: false };
  if (/^\d+(\.\d+){3}$/.test(host)) return { address: host, port: port2, bare: false };
  return {
    open: { key: `host ${host}`, why: `Listen ${value} depends on how the name ${host} is resolved` }
  };
}
function placeOf3({ directive, loaded }) {
  return loaded.content.place(directive.args[0]?.span ?? directive.span);
}
function clashes(sockets2) {
  const before = /* @__PURE__ */ new Map();
  return sockets2.flatMap((socket, index) => {
    const { port: port2, at } = socket;
    const bound = before.get(port2) ?? { byAddress: /* @__PURE__ */ new Map() };
    before.set(port2, bound);
    const first = clashing(bound, socket.address);
    note(bound, socket, index);
    if (first === void 0) return [];
    const message = `port ${port2} is bound twice: Apache can bind it only once`;
    const related = [{ at: first.socket.at, note: "it is bound here first" }];
    return [{ key: `bound twice ${port2}`, at, message, related }];
  });
}
function note(bound, socket, index) {
  const placed3 = { socket, index };
  const { address: address2 } = socket;
  if (!bound.byAddress.has(address2)) bound.byAddress.set(address2, placed3);
  if (address2 !== ANY_IPV4) bound.specific ??= placed3;
  if (address2 !== "*" && !address2.includes(":")) bound.ipv4 ??= placed3;
}
var ANY_IPV4 = "0.0.0.0";
function clashing({ byAddress, specific, ipv4 }, address2) {
  const isIpv4 = address2 !== "*" && !address2.includes(":");
  const others = address2 === "*" ? [specific] : address2 === ANY_IPV4 ? [ipv4] : [byAddress.get("*"), isIpv4 ? byAddress.get(ANY_IPV4) : void 0];
  const found = [byAddress.get(address2), ...others].filter((one) => one !== void 0);
  return found.sort((left, right) => left.index - right.index)[0];
}
function merged2(sockets2) {
  const seen = /* @__PURE__ */ new Set();
  const both = new Set(sockets2.filter(({ address: address2 }) => address2 === "*").map(({ port: port2 }) => port2));
  return sockets2.filter(({ address: address2, port: port2 }) => {
    const key = `${address2} ${port2}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return address2 !== ANY_IPV4 || !both.has(port2);
  });
}

// src/model/apache/passes.ts
var NAMING = /^(sethandler|proxypass|proxypassmatch)$/;
var ADDRESS = /^(?:proxy:)?(?:(unix:[^|]+)\|fcgi:\/\/|fcgi:\/\/([^/]+))/;
function apachePasses(steps) {
  return steps.flatMap(({ name, args, directive, loaded, maybe, missing, open }) => {
    if (!NAMING.test(name) || [maybe, missing, open].some((doubt2) => doubt2 !== void 0)) return [];
    const index = args.findIndex((arg) => ADDRESS.test(arg));
    const text3 = args[index] ?? "";
    const [, socket, host = ""] = ADDRESS.exec(text3) ?? [];
    const target = localTarget(socket ?? host);
    if (target === void 0) return [];
    return [{ at: loaded.content.place(directive.args[index]?.span), text: text3, targets: [target] }];
  });
}

// src/model/servers/template-marks.ts
var MARKS = /\{\{[^{}\n]*\}\}|\{%.*?%\}|<%.*?%>/;
function templateMark(file, left) {
  let text3 = "";
  let at = 0;
  for (const { start, end } of [...left].sort((one, other) => one.start - other.start)) {
    text3 += file.text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return MARKS.exec(text3 + file.text.slice(at))?.[0];
}

// src/model/apache/included.ts
var DEEPEST = 8;
function includedFiles(files, pattern) {
  if (isGlob(pattern)) return joined([files.match(pattern), ...below(files, pattern)]);
  const file = files.find(pattern);
  if (file === void 0) return { found: [] };
  if (!isFile(file)) return { found: [], others: file };
  if (file.kind === "directory") return { ...joined(below(files, file.path)), isFolder: true };
  return { found: [{ path: pattern, entry: file, file }] };
}
function below(files, folder) {
  const levels = [];
  let empty = 0;
  for (let pattern = folder, depth3 = 0; depth3 < DEEPEST && empty < 2; pattern += "/*", depth3++) {
    const level = [files.match(`${pattern}/*`), files.match(`${pattern}/.*`)];
    empty = level.every(({ found, others }) => found.length === 0 && others === void 0) ? empty + 1 : 0;
    levels.push(...level);
  }
  return levels;
}
function joined(levels) {
  const byPath2 = new Map(
    levels.flatMap(
      ({ found: found2 }) => found2.filter(({ file }) => file?.kind !== "directory").map((one) => [one.path, one])
    )
  );
  const found = [...byPath2.values()].sort((left, right) => byLevels(left.path, right.path));
  const others = levels.find((level) => level.others !== void 0)?.others;
  return others === void 0 ? { found } : { found, others };
}
function byLevels(left, right) {
  const [ours, theirs] = [left.split("/"), right.split("/")];
  const at = ours.findIndex((part, index) => part !== theirs[index]);
  return at < 0 || (ours[at] ?? "") < (theirs[at] ?? "") ? -1 : 1;
}

// src/model/apache/reading.ts
function newReading(stockMain, start) {
  const { install: install2, files, variables, command: command2 } = start;
  return {
    budget: start.budget,
    install: install2,
    files,
    variables: new Map(variables),
    modules: new Set(modulesAtStart(install2, stockMain)),
    defines: new Set(command2.defines),
    allModules: knowsModules(install2, stockMain),
    steps: [],
    loaded: [],
    includes: [],
    missing: [],
    problems: [],
    parsed: /* @__PURE__ */ new Map(),
    included: /* @__PURE__ */ new Map(),
    serverRoot: command2.serverRoot,
    bare: [],
    early: [],
    incomplete: void 0,
    doubt: void 0
  };
}

// src/model/apache/unclosed.ts
function unclosedSections({ directives, error }) {
  if (error === void 0 || !error.message.endsWith("was not closed")) return [];
  const chain = [];
  for (let level = directives; level !== void 0; ) {
    const last = level.at(-1);
    if (last?.block === void 0) return [];
    chain.push(last);
    if (last.span.start === error.span.start) return chain;
    level = last.block;
  }
  return [];
}
function decidingConditions(file) {
  const chain = unclosedSections(file);
  const [outermost] = chain;
  if (outermost === void 0 || !isConditionSection(outermost)) return [];
  return chain.filter(isConditionSection);
}
function isConditionSection({ name }) {
  return isCondition(name.value.toLowerCase());
}

// src/model/apache/tree.ts
var DEEPEST2 = 20;
var MOST_FILES2 = 2e3;
var TOO_MANY = { key: "too many includes", why: "the configuration includes more files than are read" };
function readApacheTree(main, content, start) {
  const { command: command2 } = start;
  const reading = newReading(isOfInstall(main, start.install), start);
  for (const part of [command2.before, content, command2.after]) {
    if (part !== void 0)
      readText(reading, { container: main, content: part, because: [], chain: [], inline: part !== content });
  }
  const { steps, loaded, includes, missing, problems, incomplete, doubt: doubt2, modules: modules2, bare, early } = reading;
  const { allModules, serverRoot } = reading;
  const found = { steps, loaded, includes, missing, problems, modules: modules2, allModules, bare, early, serverRoot };
  return {
    ...found,
    ...incomplete === void 0 ? {} : { incomplete },
    ...doubt2 === void 0 ? {} : { doubt: doubt2 }
  };
}
function isOfInstall({ path: path2, because: because2 }, { title: title2 }) {
  return because2.some(({ note: note3 }) => note3 === `${path2} comes with ${title2}`);
}
function readText(reading, source) {
  const { container, content, includedAt, chain, sections = [], maybe, inline } = source;
  const parsed = parsedOnce(reading, content);
  const mark = templateMark(
    content.file,
    parsed.comments.map(({ span }) => span)
  );
  if (mark !== void 0) {
    const path2 = container.source ?? container.path;
    const why = `${path2} contains ${mark}: it is a template, but what renders it is unknown`;
    reading.incomplete ??= unknown({ key: `template ${path2}`, why }, content.place());
    return;
  }
  const here = includedAt === void 0 ? [] : [{ at: includedAt, note: "it is included here" }];
  const loaded = {
    container,
    content,
    parsed,
    ...includedAt === void 0 ? {} : { includedAt },
    because: inline ? [] : [...container.because, ...source.because, ...here]
  };
  if (!inline) reading.loaded.push(loaded);
  const open = decidingConditions(parsed);
  if (parsed.error !== void 0 && open.length === 0 && !isStock(container))
    refuse(reading, loaded, parsed.error);
  readDirectives2(reading, parsed.directives, {
    loaded,
    sections,
    maybe,
    open,
    chain: [...chain, container.path]
  });
}
function refuse({ problems }, { container, content, includedAt }, { span, message }) {
  const related = includedAt === void 0 ? [] : [{ at: includedAt, note: "the file is loaded here" }];
  const at = content.place(span);
  problems.push({ key: lineKey("syntax", at), at, message, related, path: container.path });
}
function parsedOnce({ parsed }, { file, place }) {
  const unit = { doing: "reading this as configuration of Apache", at: place() };
  const found = parsed.get(file) ?? within(unit, () => parseApache(file));
  parsed.set(file, found);
  return found;
}
function readDirectives2(reading, directives, level) {
  reading.budget?.spend(directives.length);
  for (const directive of directives) {
    const step2 = stepOf(reading, directive, level);
    if (directive.block === void 0) readDirective(reading, step2, level);
    else if (isCondition(step2.name)) readCondition(reading, step2, level);
    else {
      reading.steps.push(step2);
      readDirectives2(reading, directive.block, {
        ...level,
        sections: [...level.sections, directive.name.value]
      });
    }
  }
}
function readCondition(reading, step2, level) {
  const block = step2.directive.block ?? [];
  const answer = sectionHolds(step2.name, step2.args, situationOf(reading, step2));
  const { directive, loaded } = step2;
  const isOpen4 = level.open.includes(directive);
  if (answer === false && isOpen4 && level.maybe === void 0) {
    refuse(reading, loaded, { message: `<${directive.name.value}> was not closed`, span: directive.span });
  }
  if (answer === false) return;
  if (answer === true) return readDirectives2(reading, block, level);
  const at = loaded.content.place(directive.span);
  const key = `<${directive.name.value} ${step2.args.join(" ")}>`;
  const why = unknown({ key, why: `whether ${key} holds is unknown` }, at);
  if (isOpen4) reading.doubt ??= unknown({ key, why: `${why.why}, and nothing closes it` }, at);
  readDirectives2(reading, block, { ...level, maybe: level.maybe ?? why });
}
function readDirective(reading, step2, level) {
  const { name, args, maybe } = step2;
  const [first] = args;
  if (first !== void 0 && (name === "include" || name === "includeoptional")) {
    return readInclude(reading, { ...step2, path: first }, level);
  }
  reading.steps.push(step2);
  if (first === void 0) return;
  if (name === "serverroot" && maybe === void 0) reading.serverRoot = resolvePath("/", first);
  if (name === "loadmodule") {
    const at = step2.loaded.content.place(step2.directive.args[0]?.span);
    load2(reading, moduleNamed(first), { at, path: step2.loaded.container.path });
  }
  if (name === "define") {
    reading.defines.add(first);
    reading.variables.set(first, maybe === void 0 && step2.open === void 0 ? args[1] ?? "" : null);
  }
  if (name === "undefine" && maybe === void 0) {
    reading.defines.delete(first);
    reading.variables.delete(first);
  }
}
function load2(reading, name, where) {
  const needs2 = builtOn(name);
  if (needs2 !== void 0 && !reading.modules.has(needs2)) reading.early.push({ name, needs: needs2, ...where });
  reading.modules.add(name);
}
function readInclude(reading, step2, level) {
  const { loaded, directive, missing, open, path: path2 } = step2;
  const at = loaded.content.place(directive.args[0]?.span);
  if (missing !== void 0 || open !== void 0) {
    const why = `the path ${path2} depends on \${${missing ?? open}}, which is unknown`;
    reading.incomplete ??= unknown({ key: `include ${path2}`, why }, at);
    return;
  }
  const pattern = resolvePath(reading.serverRoot, path2);
  reading.includes.push({ pattern, at });
  const included = reading.included.get(pattern) ?? includedFiles(reading.files, pattern);
  reading.included.set(pattern, included);
  const { found, others, isFolder } = included;
  reading.incomplete ??= others;
  const unlisted = reading.install.unlisted?.some((folder) => isWithin(pattern, folder));
  const nothing3 = found.length === 0 && others === void 0 && unlisted !== true && isFolder !== true;
  if (nothing3 && step2.name === "include" && level.maybe === void 0) {
    reading.missing.push({ value: pattern, at, because: loaded.because });
  }
  const mayLoadMore = unlisted === true || found.some(({ entry }) => isStock(entry));
  if (mayLoadMore && !listsModules(reading.install)) reading.allModules = false;
  for (const { path: matched, entry, file } of found) {
    if (matched.endsWith(".load") && file === void 0)
      load2(reading, moduleOfLink(baseName(matched)), { at: entry.at, path: matched });
    if (file === void 0) {
      reading.bare.push(matched);
      continue;
    }
    const because2 = entry.kind === "link" ? [{ at: entry.at, note: `${matched} is linked to it here` }] : [];
    readIncluded(reading, file, { at, because: because2, level });
  }
}
function readIncluded(reading, file, {
  at,
  because: because2,
  level
}) {
  const { chain, sections, maybe } = level;
  if (!file.content.known) {
    reading.incomplete ??= file.content;
    return;
  }
  if (chain.includes(file.path)) {
    const said = { key: `include of itself ${file.path}`, message: `${file.path} includes itself` };
    reading.problems.push({ ...said, at, related: [], path: chain.at(-1) ?? "" });
    return;
  }
  if (chain.length > DEEPEST2 || reading.loaded.length >= MOST_FILES2) {
    reading.incomplete ??= unknown(TOO_MANY, at);
    return;
  }
  const content = file.content.value;
  readText(reading, { container: file, content, because: because2, chain, includedAt: at, sections, maybe });
}

// src/model/servers/copied.ts
var PUT_ASIDE = /\.(template|tpl|tmpl|j2|erb|example|dist|sample|disabled|default|bak|old|orig|save)$|~$/;
function copiedFiles2(input) {
  const seen = /* @__PURE__ */ new Set();
  return input.copies.flatMap((copy) => {
    if (!copy.inFinalChain) return [];
    return copy.sources.flatMap(
      ({ files, path: path2, at }) => files.flatMap(({ path: source, container: target }) => {
        const explicit = path2.known && path2.value === source;
        if (seen.has(target) || PUT_ASIDE.test(target)) return [];
        if (!explicit && !isConfigPath(target, input)) return [];
        if (input.named(target) || isWritten(target, input)) return [];
        const container = input.files.entry(target);
        if (!isFile(container) || container.kind !== "file" || container.source !== source) return [];
        if (!container.content.known) return [];
        seen.add(target);
        return [{ container, content: container.content.value, source, at }];
      })
    );
  });
}
function idleCopies(input, loaded) {
  const paths2 = new Set(loaded.map(({ container }) => container.path));
  const sources = new Set(loaded.map(({ container }) => container.source));
  return copiedFiles2(input).filter(
    ({ container, source }) => !paths2.has(container.path) && !sources.has(source)
  );
}
function broughtAt(container, input) {
  for (const { sources } of input.copies.toReversed()) {
    for (const { files, at } of sources) {
      if (files.some((file) => file.path === container.source && file.container === container.path))
        return at;
    }
  }
  return container.at;
}
function isConfigPath(path2, { installed }) {
  const { mainConfig, prefix } = installed.install;
  return isWithin(path2, parentOf(mainConfig)) || prefix.startsWith("/etc/") && isWithin(path2, prefix);
}
function isWritten(path2, { startWrites: startWrites2 }) {
  return startWrites2.some((write2) => isWithin(path2, write2.path));
}

// src/model/apache/unloaded.ts
function unloadedApache(tree, main, input) {
  if (tree.incomplete !== void 0) return [];
  const idle = idleCopies(input, tree.loaded).filter(({ container }) => !baseName(container.path).startsWith(".")).map((copied3) => ({
    copied: copied3,
    parsed: within(
      { doing: "reading this as configuration of Apache", at: copied3.content.place() },
      () => parseApache(copied3.content.file)
    )
  })).filter(({ parsed }) => looksLikeApache(parsed));
  const root = input.installed.install.prefix;
  const parts = idle.flatMap(({ parsed }) => includedPaths(parsed, root));
  const patterns = [...new Set(tree.includes.map(({ pattern }) => pattern).filter(isGlob))];
  return idle.filter(({ copied: copied3 }) => !parts.some((part) => part.test(copied3.container.path))).map(({ copied: { container, source, at } }) => {
    const whole = baseName(container.path) === baseName(main.path) && parentOf(container.path) !== parentOf(main.path);
    const wanted = whole || patterns.length === 0 ? main.path : patterns.join(", ");
    const related = tree.includes.filter(({ pattern }) => isGlob(pattern)).map(({ pattern, at: included }) => ({ at: included, note: `${pattern} is loaded here` }));
    return { container, source, at, why: "not-loaded", wanted, related };
  });
}
function misplacedApache(tree, input) {
  return tree.loaded.flatMap(({ container, parsed, includedAt }) => {
    const { source } = container;
    if (source === void 0 || looksLikeApache(parsed) || !looksLikeNginx(parseNginx(parsed.file)))
      return [];
    const related = includedAt === void 0 ? [] : [{ at: includedAt, note: "it is loaded here" }];
    const is = { what: "is an nginx configuration", wanted: "a path that nginx loads" };
    return [{ container, source, at: broughtAt(container, input), why: "wrong-slot", ...is, related }];
  });
}
function includedPaths({ directives }, root) {
  return directives.flatMap((directive) => {
    const inner = directive.block === void 0 ? [] : includedPaths({ directives: directive.block }, root);
    const path2 = directive.args[0]?.value;
    if (!/^include(optional)?$/.test(lowerName(directive)) || path2 === void 0) return inner;
    return [globExpression(resolvePath(root, path2))];
  });
}

// src/model/apache/users.ts
function identities(steps, name) {
  return steps.flatMap((step2) => {
    const [value] = step2.args;
    if (step2.name !== name || step2.sections.length > 0 || value === void 0) return [];
    const { loaded, directive, missing } = step2;
    const at = loaded.content.place(directive.args[0]?.span);
    const open = step2.maybe ?? (step2.open === void 0 ? void 0 : unknown({ key: `variable ${step2.open}`, why: `\${${step2.open}} is unknown` }, at));
    return [
      {
        value,
        at,
        because: loaded.because,
        ...open === void 0 ? {} : { open },
        ...missing === void 0 ? {} : { missing }
      }
    ];
  });
}
function identityProblems(tree, input) {
  const { steps } = tree;
  const misplaced = steps.flatMap((step2) => {
    const { name, sections, directive, loaded } = step2;
    const section = sections.at(-1);
    if (!/^(user|group|listen)$/.test(name) || section === void 0 || step2.maybe !== void 0) return [];
    const title2 = directive.name.value;
    const message = `${title2} cannot occur within <${section}>: it belongs in the main configuration`;
    return [{ key: `section ${title2}`, at: loaded.content.place(directive.span), message, related: [] }];
  });
  const users = identities(steps, "user");
  const groups = identities(steps, "group");
  return [
    ...misplaced,
    ...users.flatMap((user2) => refusedRoot(user2, input)),
    ...badNames(users, groups, input)
  ];
}
function unsetVariable({ steps }) {
  const step2 = steps.find(
    ({ name, missing: missing2, maybe }) => /^(user|group|listen)$/.test(name) && missing2 !== void 0 && maybe === void 0
  );
  if (step2 === void 0) return void 0;
  const { directive, loaded, missing } = step2;
  const words = directive.args.map(({ value }) => value).join(" ");
  return unknown(
    {
      key: `unset ${missing}`,
      why: `${directive.name.value} ${words} needs ${missing}, which nothing in the image sets: Apache stops unless the container is started with it`
    },
    loaded.content.place(directive.args[0]?.span),
    `write ENV ${missing}=\u2026 in the Dockerfile, or set it in the compose service that starts the image`
  );
}
function refusedRoot({ value, at, open }, { accounts }) {
  const isRoot2 = value === "#0" || userNamed(accounts, value).root;
  if (!isRoot2 || open !== void 0) return [];
  const message = `Apache refuses to run as root: User ${value} keeps it from starting`;
  return [{ key: `root ${value}`, at, message, related: [], about: "user-root" }];
}
function badNames(users, groups, { accounts, unread: unread4, start }) {
  const both = [...users, ...groups];
  const unset = both.find(({ missing }) => missing !== void 0 && unread4.includes(missing));
  if (unset !== void 0) {
    const message = `${unset.value} is not set, so Apache stops: start it with apachectl, which reads envvars`;
    const related = [{ at: unset.at, note: "it is needed here" }];
    return [{ key: `unset ${unset.missing}`, at: start ?? unset.at, message, related }];
  }
  if (accounts.others !== void 0) return [];
  const hasUser = (name) => accounts.users.some((one) => one.name === name);
  const hasGroup = (name) => accounts.groups.some((one) => one.name === name) || accounts.users.some((one) => one.group === name);
  return [
    ...users.filter(isName).flatMap(({ value, at }) => hasUser(value) ? [] : [badName("user", value, at)]),
    ...groups.filter(isName).flatMap(({ value, at }) => hasGroup(value) ? [] : [badName("group", value, at)])
  ];
}
function isName({ value, open, missing }) {
  return open === void 0 && missing === void 0 && !value.startsWith("#");
}
function badName(kind, name, at) {
  const message = `bad ${kind} name ${name}: there is no such ${kind} in the image`;
  return { key: `${kind} ${name}`, at, message, related: [], about: "user-undefined" };
}
function childrenOf2(input) {
  const { master, users, groups, incomplete, accounts, problems, main } = input;
  if (!master.known) return { workers: because(master) };
  if (!master.value.root) return { workers: master };
  const root = master.value;
  const stays = (cause, { at, because: chain }, note3) => ({
    workers: known(root, at, [...chain, { at, note: `${note3}, so the children stay root` }]),
    rootChildren: { value: cause, at, because: chain }
  });
  const open = [...users, ...groups].find((one) => one.open !== void 0)?.open;
  if (open !== void 0) return { workers: because(open) };
  const user2 = users.at(-1);
  const group = groups.at(-1);
  if ((user2 === void 0 || group === void 0) && incomplete !== void 0)
    return { workers: because(incomplete) };
  if (user2 === void 0) return stays("no User", main, "no User is set");
  const refused4 = problems.find(({ at }) => at.file === user2.at.file && isSamePlace(at, user2.at));
  if (refused4 !== void 0)
    return { workers: unknown({ key: refused4.key, why: refused4.message }, refused4.at) };
  if (user2.missing !== void 0) {
    return {
      workers: unknown(
        { key: `unset ${user2.missing}`, why: `\${${user2.missing}} is set by nothing in the image` },
        user2.at
      )
    };
  }
  if (group === void 0) return stays("no Group", user2, "no Group is set next to it");
  const workers2 = user2.value.startsWith("#") ? numbered2(user2, accounts) : unclearUser(accounts, user2.value) ?? known(userNamed(accounts, user2.value), user2.at, user2.because);
  return workers2 === void 0 ? stays("no such number", user2, `no user has the number ${user2.value}`) : { workers: workers2 };
}
function numbered2(user2, { users, others }) {
  const uid = Number(user2.value.slice(1));
  const account = users.find((one) => one.uid === uid);
  if (account !== void 0)
    return known({ name: account.name, uid, root: uid === 0 }, user2.at, user2.because);
  const unnumbered = users.find((one) => one.uid === void 0);
  if (others !== void 0) return because(others);
  return unnumbered && unknown(
    { key: `uid of ${unnumbered.name}`, why: `the number of ${unnumbered.name} is unknown` },
    unnumbered.at
  );
}

// src/model/apache/written-paths.ts
var LOGS = /^(errorlog|customlog|transferlog|globallog|forensiclog)$/;
var COMPILED = {
  "Debian's apache2 package": { pid: "/run/apache2.pid", errorLog: "logs/error_log" },
  "the official php image's Apache": { pid: "/run/apache2.pid", errorLog: "logs/error_log" },
  "the official httpd image": { pid: "logs/httpd.pid", errorLog: "logs/error_log" },
  "Alpine's apache2 package": { pid: "/run/apache2/httpd.pid", errorLog: "logs/error_log" },
  "Red Hat's httpd package": { pid: "/run/httpd/httpd.pid", errorLog: "logs/error_log" }
};
function apacheWrittenPaths({ steps, incomplete, problems, serverRoot }, { install: { title: title2 }, at: installedAt }) {
  const certain = steps.filter(isCertain);
  const pid = certain.filter(({ name, sections }) => name === "pidfile" && sections.length === 0).slice(-1);
  const logs = certain.filter(({ name, args }) => LOGS.test(name) && isFileName(args[0]));
  const named6 = [...pid, ...logs].map((step2) => pathOf2(step2, { serverRoot, installedAt }));
  const compiled2 = ownValue(COMPILED, title2);
  if (incomplete !== void 0 || problems.length > 0 || compiled2 === void 0) return named6;
  const lacks = (name) => !steps.some((step2) => step2.name === name && (step2.sections.length === 0 || step2.maybe !== void 0));
  const implied = (kind, path2, directive) => {
    return { kind, path: resolvePath(serverRoot, path2), directive, because: [] };
  };
  return [
    ...named6,
    ...lacks("pidfile") ? [implied("pid", compiled2.pid, "PidFile")] : [],
    ...lacks("errorlog") ? [implied("log", compiled2.errorLog, "ErrorLog")] : []
  ];
}
function runFolderOf({ steps, serverRoot }) {
  const folder = steps.findLast(
    ({ name, sections }) => name === "defaultruntimedir" && sections.length === 0
  );
  const [path2] = folder !== void 0 && isCertain(folder) ? folder.args : [];
  return path2 === void 0 ? {} : { runFolder: resolvePath(serverRoot, path2) };
}
function isCertain({ maybe, missing, open, sections }) {
  return maybe === void 0 && missing === void 0 && open === void 0 && !sections.some((section) => /^macro$/i.test(section));
}
function isFileName(value) {
  return value !== void 0 && value !== "" && !/^(\||(syslog|journald|systemd)\b)/.test(value);
}
function pathOf2({ name, args, directive, loaded }, { serverRoot, installedAt }) {
  const at = loaded.content.place(directive.args[0]?.span);
  const place = isSamePlace(at, installedAt) ? {} : { at };
  return {
    kind: name === "pidfile" ? "pid" : "log",
    path: resolvePath(serverRoot, args[0] ?? ""),
    directive: directive.name.value,
    ...place,
    because: loaded.because
  };
}

// src/model/apache/read.ts
function readApache(given) {
  const { install: install2 } = given.installed;
  const files = serverFiles(given.files, given.startWrites);
  const command2 = readApacheCommand(given.command, given.installed);
  const input = { ...given, starts: servesUnless(command2.otherJob, given) };
  const { mainConfig: path2 } = command2;
  if (!path2.known) return unreadApache(input, path2);
  const main = files.find(path2.value);
  if (main === void 0) return withoutMain(input, path2.value);
  if (!isFile(main)) return unreadApache(input, main);
  if (!main.content.known) return unreadApache(input, main.content);
  const start = {
    install: install2,
    files,
    command: command2,
    variables: startVariables(input, files),
    ...input.budget && { budget: input.budget }
  };
  const tree = readApacheTree(main, main.content.value, start);
  const server = assembled(tree, { input, main, files });
  if (command2.oneProcess === void 0 || !server.master.known || !server.master.value.root) return server;
  return { ...server, master: server.workers };
}
function assembled(tree, { input, main, files }) {
  const { steps, incomplete, missing } = tree;
  const { processUser: master, accounts } = input;
  const users = identities(steps, "user");
  const groups = identities(steps, "group");
  const refused4 = identityProblems(tree, {
    accounts,
    unread: unreadVariables(input),
    start: input.command?.at
  });
  const sockets2 = apacheSockets(tree, main);
  const misplaced = misplacedApache(tree, input);
  const invalid2 = refusedByModules(tree, { ...input, main, files });
  const folders = neededFolders(tree, input, files);
  const counts = wrongCounts(tree, input);
  const wrong = [...tree.problems, ...invalid2.problems, ...counts, ...refused4, ...sockets2.problems];
  const doubt2 = tree.doubt ?? unsetVariable(tree) ?? invalid2.doubt ?? folders.doubt;
  const fatal = [
    ...wrong.map(({ at, message }) => ({ at, note: message })),
    ...missing.map(({ value, at }) => ({ at, note: `${value} is included, but does not exist` })),
    ...folders.missing
  ];
  const elsewhere2 = new Set(misplaced.map(({ container }) => container.path));
  const mainPlace = main.content.known ? main.content.value.place() : main.at;
  const sites = sitesOf(tree, input.installed.install.defaultSites);
  return {
    kind: "apache",
    launched: input.starts,
    starts: startsUnless(input.starts, fatal, doubt2),
    mainConfig: known(main, main.at, main.because),
    loaded: distinct(tree.loaded),
    ...incomplete === void 0 ? {} : { incomplete },
    problems: wrong.filter((problem2) => !("path" in problem2 && elsewhere2.has(String(problem2.path)))).map(shown3),
    missingIncludes: missing,
    absent: folders.missing,
    unloaded: [...misplaced, ...unloadedApache(tree, main, input)],
    master,
    ...childrenOf2({
      master,
      users,
      groups,
      incomplete,
      accounts,
      problems: refused4,
      main: { value: main.path, at: mainPlace, because: main.because }
    }),
    listeners: sockets2.listeners,
    ...sockets2.incomplete === void 0 ? {} : { listenersIncomplete: sockets2.incomplete },
    defaultSites: sites.filter(({ container }) => isStock(container)),
    ownSites: sites.filter(({ container }) => !isStock(container)),
    unreached: unreachedHosts(tree, sockets2),
    written: apacheWrittenPaths(tree, input.installed),
    passes: apachePasses(steps),
    ...runFolderOf(tree),
    ...startedBy(input),
    userDirectives: users.map(({ value, at, because: chain }) => ({ value, at, because: chain })),
    groupDirectives: groups.map(({ value, at, because: chain }) => ({ value, at, because: chain }))
  };
}
function startedBy({ installed, envvars }) {
  return { installed, byControl: envvars !== false };
}
function shown3({ key, at, message, related, about }) {
  return { key, at, message, related, ...about === void 0 ? {} : { about } };
}
function unreadVariables({ installed, environment, ...input }) {
  const path2 = installed.install.envvars;
  if (path2 === void 0 || readsEnvvars(path2, input)) return [];
  const names = [...(ownValue(installed.install.files, path2) ?? "").matchAll(/^export (\w+)=/gm)].map(
    (match) => match[1] ?? ""
  );
  return names.filter((name) => !environment.has(name));
}
function unreadApache(input, why) {
  return {
    kind: "apache",
    ...unreadServer(input, why),
    unreached: [],
    written: [],
    passes: [],
    ...startedBy(input),
    userDirectives: [],
    groupDirectives: []
  };
}
function withoutMain(input, path2) {
  const at = input.command?.at ?? input.installed.at;
  const note3 = `there is no ${path2} in the image`;
  const absent3 = { kind: "file", path: path2, at, note: note3 };
  return {
    ...unreadApache(input, unknown({ key: `no ${path2}`, why: note3 }, at)),
    absent: [absent3],
    starts: startsUnless(input.starts, [absent3])
  };
}
function sitesOf({ steps, loaded }, defaults2) {
  const hosts = steps.filter(
    ({ name, maybe, directive }) => name === "virtualhost" && maybe === void 0 && directive.block !== void 0
  ).map((step2) => step2.loaded);
  const welcome = loaded.filter(({ container }) => isStock(container) && defaults2.includes(container.path));
  return distinct([...hosts, ...welcome]);
}

// src/parsers/fpm.ts
function parseFpm(file) {
  let values = [];
  const sections = [{ name: "global", span: { start: 0, end: 0 }, values }];
  file.lineStarts.forEach((start, index) => {
    const line = file.text.slice(start, file.lineStarts[index + 1] ?? file.text.length).trimEnd();
    const from = line.search(/\S/);
    if (from < 0 || line[from] === ";") return;
    const [, name] = /^\[([^\]]*)\]/.exec(line.slice(from)) ?? [];
    if (name !== void 0) {
      values = [];
      const at = start + from + 1;
      sections.push({ name: name.trim(), span: { start: at, end: at + name.length }, values });
      return;
    }
    const value = readValue(line, start);
    if (value !== void 0) values.push(value);
  });
  return sections;
}
function readValue(line, start) {
  const cut2 = line.indexOf("=");
  if (cut2 < 0) return void 0;
  const rest = line.slice(cut2 + 1);
  const from = rest.search(/\S/);
  const body = from < 0 ? "" : rest.slice(from);
  const quoted2 = /^(["'])(.*?)\1/.exec(body);
  const text3 = quoted2?.[2] ?? body.replace(/\s*;.*$/, "");
  const at = start + cut2 + 1 + Math.max(from, 0) + (quoted2 === null ? 0 : 1);
  return { key: line.slice(0, cut2).trim(), text: text3, span: { start: at, end: at + text3.length } };
}

// src/model/fpm/read.ts
var FOLDERS = [
  [/^php-fpm$/, () => "/usr/local/etc/php-fpm.d"],
  [/^php-fpm$/, () => "/etc/php-fpm.d"],
  [
    /^php-fpm(\d+\.\d+)$/,
    (version) => `/etc/php/${version}/fpm/pool.d`,
    (version) => `/run/php/php${version}-fpm.sock`
  ],
  [/^php-fpm(\d+)$/, (version) => `/etc/php${version}/php-fpm.d`, () => "127.0.0.1:9000"]
];
var STOCK_POOL = "www";
function readFpm({ program, args, at }, input) {
  if (args.some((arg) => arg === null || /^(-y|--fpm-config|-c|-n|-t|-i|-h|-v|-m)/.test(arg)))
    return void 0;
  const allowsRoot = args.some((arg) => arg === "--allow-to-run-as-root" || /^-[DFOR]*R/.test(arg ?? ""));
  const folders = FOLDERS.flatMap(([name, folder, listen]) => {
    const [match, version = ""] = name.exec(baseName(program)) ?? [];
    return match === void 0 ? [] : [{ folder: folder(version), listen: listen?.(version) }];
  });
  const pools = folders.flatMap(({ folder }) => poolsOf(folder, input));
  const [only] = folders;
  const listens = only?.listen === void 0 ? void 0 : listensOf(only.folder, only.listen, input);
  const { accounts, master } = input;
  return { program, at, master, allowsRoot, pools, ...listens && { listens }, accounts };
}
function listensOf(folder, usual2, input) {
  const { files: found, others } = input.files.glob(`${folder}/*.conf`);
  const stock = input.files.lookup(resolvePath(folder, `${STOCK_POOL}.conf`));
  const isStock2 = stock !== void 0 && !isFile(stock);
  if (found.some(({ content }) => !content.known)) return void 0;
  if ([others, isStock2 ? stock : void 0].some((why) => why !== void 0 && !isOfBase(why, input)))
    return void 0;
  const own = poolsOf(folder, input);
  const listens = own.map(({ name, values }) => values.get("listen")?.text.replaceAll("$pool", name));
  if (listens.some((listen) => listen === void 0 || /[${]/.test(listen))) return void 0;
  return [...listens.filter((listen) => listen !== void 0), ...isStock2 ? [usual2] : []];
}
function isOfBase({ at }, { from }) {
  return at.file === from.file && at.span?.start === from.span?.start;
}
function poolsOf(folder, input) {
  const { files } = input;
  const { files: found, others } = files.glob(`${folder}/*.conf`);
  if (others !== void 0 && !isOfBase(others, input)) return [];
  const stock = files.lookup(resolvePath(folder, `${STOCK_POOL}.conf`));
  const isStockLeft = stock !== void 0 && (!isFile(stock) || stock.source === void 0);
  const pools = /* @__PURE__ */ new Map();
  for (const file of found) {
    if (!file.content.known) return [];
    const { file: text3, place } = file.content.value;
    const unit = { doing: "reading this as configuration of php-fpm", at: place() };
    for (const { name, span, values } of within(unit, () => parseFpm(text3))) {
      const key = name.toLowerCase();
      if (key === "global") continue;
      const pool = pools.get(key) ?? { name, at: place(span), values: /* @__PURE__ */ new Map() };
      for (const value of values) pool.values.set(value.key, placed(value, place));
      pools.set(key, pool);
    }
  }
  return [...pools.values()].filter(({ name }) => !(isStockLeft && name.toLowerCase() === STOCK_POOL));
}
function placed({ text: text3, span }, place) {
  return { text: text3, at: place(span) };
}

// src/model/stock/nginx-releases.ts
var DISTRIBUTIONS = [
  [/\b(buster|debian:10)\b/, "1.14.2"],
  [/\b(bullseye|debian:11)\b/, "1.18.0"],
  [/\b(bookworm|debian:12)\b/, "1.22.1"],
  [/\b(trixie|debian:13)\b/, "1.26.3"],
  [/\b(bionic|ubuntu:18\.04)\b/, "1.14.0"],
  [/\b(focal|ubuntu:20\.04|jammy|ubuntu:22\.04)\b/, "1.18.0"],
  [/\b(noble|ubuntu:24\.04)\b/, "1.24.0"],
  [/alpine:?3\.(13)\b/, "1.18.0"],
  [/alpine:?3\.(14|15)\b/, "1.20.2"],
  [/alpine:?3\.(16|17)\b/, "1.22.1"],
  [/alpine:?3\.(18|19)\b/, "1.24.0"],
  [/alpine:?3\.(20|21)\b/, "1.26"],
  [/alpine:?3\.(22|23)\b/, "1.28"]
];
function releasesOfTag(ref) {
  const { tag = "latest", digest } = parseReference(ref);
  const [, version] = /^(\d+\.\d+(?:\.\d+)?)(?:-|$)/.exec(tag) ?? [];
  if (version !== void 0) return releasesOf(version);
  if (digest !== void 0) return void 0;
  return /^(latest|mainline)$|^(mainline-)?(alpine|bookworm|trixie|perl|otel)/.test(tag) ? { from: NEWEST_PULLED } : void 0;
}
var NEWEST_PULLED = "1.29.0";
function releasesOfPackage(ref) {
  const { repository, tag } = parseReference(ref);
  const name = `${repository.replace(/^library\//, "")}:${tag ?? ""}`;
  const found = DISTRIBUTIONS.find(([pattern]) => pattern.test(name));
  return found === void 0 ? void 0 : releasesOf(found[1]);
}
function releasesOf(version) {
  return version.split(".").length === 3 ? { from: version, to: version } : { from: `${version}.0`, to: `${version}.999` };
}

// src/model/nginx/build.ts
var FORKS = /angie|tengine|freenginx|openresty|apisix|kong|nginx-plus|ingress/i;
var ORG_APART = ["http_image", "http_xslt", "http_geoip", "stream_geoip", "http_perl", "http_degradation"];
var OFFICIAL = /* @__PURE__ */ new Set([nginxOfficial.title, nginxUnprivileged.title]);
var STREAM_AND_MAIL = ["stream_core", "mail_core"];
function buildOf2({ installed, files, packages }) {
  const { install: install2, from, on, like } = installed;
  const withModules = [...packages ?? []].some(
    (name) => /nginx-(mod|core|full|extras|light|module)|\$|^$/.test(name)
  );
  const open = { foreign: false, closed: false, withModules: true };
  if (install2.product !== void 0) return { ...open, foreign: true };
  if (like !== void 0) return { ...open, foreign: FORKS.test(like) };
  const program = files.lookup(install2.program);
  const official = OFFICIAL.has(install2.title);
  const releases = on === void 0 ? void 0 : official ? releasesOfTag(on) : from === "package" && install2 !== nginxOrg ? releasesOfPackage(on) : void 0;
  if (program !== void 0 && (!isFile(program) || !isStock(program))) return open;
  const rest = { foreign: false, withModules, ...releases === void 0 ? {} : { releases } };
  if (official || install2 === nginxOrg) return { ...rest, closed: true, apart: new Set(ORG_APART) };
  if (install2 === nginxRhel || withModules) return { ...rest, closed: false };
  const splits = install2 === nginxDebian ? isOneWithoutModules(on ?? "") : true;
  return splits ? { ...rest, closed: true, apart: /* @__PURE__ */ new Set([...ORG_APART, ...STREAM_AND_MAIL]) } : { ...rest, closed: false };
}
function isOneWithoutModules(on) {
  return /bookworm|trixie|noble|debian:1[23]|ubuntu:24/.test(on);
}

// src/model/nginx/command.ts
function readCommand(command2, installed) {
  const { install: install2, at: installedAt } = installed;
  if (command2 === void 0) return { mainConfig: known(install2.mainConfig, installedAt) };
  const { at } = command2;
  const options = optionsOf3(command2.args);
  const open = options.open || options.g === null ? unknown({ key: "argument of nginx", why: "an argument of nginx cannot be read" }, at) : void 0;
  return {
    at,
    mainConfig: options.open ? unknown({ key: "argument of nginx", why: "an argument of nginx cannot be read" }, at) : mainConfigOf(options, installed, at),
    ...typeof options.g === "string" ? { globals: globalsAt(options.g, at) } : {},
    ...open === void 0 ? {} : { open },
    ...options.otherJob === void 0 ? {} : { otherJob: options.otherJob },
    ...options.p === void 0 ? {} : { prefix: options.p },
    ...options.e === void 0 ? {} : { errorLog: options.e }
  };
}
function optionsOf3(args) {
  const options = { open: false };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (arg === null || arg === void 0) return { ...options, open: true };
    if (!arg.startsWith("-")) continue;
    for (let char = 1; char < arg.length; char++) {
      const option = arg[char] ?? "";
      if ("cpges".includes(option)) {
        const value = arg.length > char + 1 ? arg.slice(char + 1) : args[++index] ?? null;
        if (option === "s") options.otherJob = "-s";
        else options[option] = value;
        break;
      }
      if ("tTvVh?".includes(option)) options.otherJob = `-${option}`;
    }
  }
  return options;
}
function mainConfigOf({ c, p }, { install: install2, at: installedAt }, at) {
  if (c === void 0) return known(install2.mainConfig, installedAt);
  if (c === null)
    return unknown({ key: "argument of nginx -c", why: "the argument of nginx -c cannot be read" }, at);
  if (c.startsWith("/")) return known(resolvePath("/", c), at);
  const prefix = p ?? compiledInto(install2.title)?.prefix;
  if (prefix?.startsWith("/")) return known(resolvePath(prefix, c), at);
  return unknown(
    { key: `nginx -c ${c}`, why: `nginx -c ${c} is relative to an unknown folder` },
    at,
    "write the absolute path after -c"
  );
}
function globalsAt(text3, at) {
  return { file: sourceFile(at.file.path, text3), place: () => at };
}

// src/model/nginx/refused/types.ts
function blamed(step2, word, { key, message, first }) {
  const { loaded, directive } = step2;
  if (isStock(loaded.container)) return [];
  const at = loaded.content.place((word ?? directive.name).span);
  const related = first === void 0 ? [] : [{ at: first.loaded.content.place(first.directive.name.span), note: "the first one is here" }];
  return [{ key, at, message, related, path: loaded.container.path }];
}
function isOpen({ loaded }, text3, rendered2) {
  return text3.includes("${") && (rendered2.has(loaded.container.path) || /\$\{[A-Z_]+/.test(text3));
}
function roomsNamed(steps, name) {
  return steps.filter(({ context, directive }) => context === "main" && directive.name.value === name);
}

// src/model/nginx/refused/unknown.ts
function isLacking({ directive, context }, configuration) {
  if (context === void 0 || !isClosed(configuration)) return false;
  const name = directive.name.value;
  if (!knownDirective(name)) return true;
  const module = moduleOf(directive, context);
  return module !== void 0 && configuration.build.apart?.has(module) === true;
}
var isClosed = once(({ steps, build: build2, complete }) => {
  const top = steps.filter(({ context }) => context === "main");
  return build2.closed && complete && !top.some(({ directive }) => directive.name.value === "load_module");
});
function unknownDirectives(configuration) {
  return [...everyStep(configuration.steps)].flatMap(({ step: step2 }) => {
    if (step2.open !== void 0 || !isLacking(step2, configuration)) return [];
    const { directive, context } = step2;
    const name = directive.name.value;
    return blamed(step2, directive.name, {
      key: `unknown ${name}`,
      message: `unknown directive "${shown4(name)}"${hint(name, context ?? "main", configuration)}`
    });
  });
}
function shown4(name) {
  return name.replace(/^\uFEFF/, "");
}
function hint(name, context, { build: build2 }) {
  if (name.startsWith("\uFEFF")) return ": the file begins with a byte order mark";
  if (knownDirective(name)) return ": its module is not loaded";
  const [like] = [nearest(name, namesIn(context, build2.releases))];
  return like === void 0 ? "" : `: did you mean "${like}"?`;
}

// src/model/nginx/doubts.ts
function doubtOf(configuration, users) {
  const user2 = users.find(({ value }) => value.user.includes("${"));
  if (user2 !== void 0) {
    return unknown(
      {
        key: `variable ${user2.value.user}`,
        why: `${user2.value.user} is replaced by an unknown value`
      },
      user2.value.userAt
    );
  }
  return listenDoubt(configuration.steps) ?? moduleDoubt(configuration.steps, configuration);
}
function listenDoubt(steps) {
  for (const { directive, loaded, children } of steps) {
    const word = directive.args[0];
    if (directive.name.value === "listen" && /\$\{\w+\}/.test(word?.value ?? "") && word !== void 0) {
      return unknown(
        { key: `variable ${word.value}`, why: `${word.value} is replaced by an unknown value` },
        loaded.content.place(word.span)
      );
    }
    const inner = listenDoubt(children);
    if (inner !== void 0) return inner;
  }
  return void 0;
}
function moduleDoubt(steps, configuration) {
  for (const step2 of steps) {
    const { directive, context, loaded, children } = step2;
    if (isStock(loaded.container)) continue;
    if (context !== void 0 && !isLacking(step2, configuration) && isApart(step2, configuration)) {
      const name = directive.name.value;
      const why = `"${name}" belongs to a module, but whether that is loaded is unknown`;
      return unknown({ key: `module of ${name}`, why }, loaded.content.place(directive.name.span));
    }
    const inner = moduleDoubt(children, configuration);
    if (inner !== void 0) return inner;
  }
  return void 0;
}
var OFTEN_APART = /* @__PURE__ */ new Set(["stream_core", "mail_core"]);
function isApart({ directive, context }, { build: build2, steps }) {
  if (!knownDirective(directive.name.value)) return !isOfLoadedModule(directive.name.value, steps);
  const module = moduleOf(directive, context ?? "");
  return module !== void 0 && (build2.apart ?? OFTEN_APART).has(module);
}
function isOfLoadedModule(directive, steps) {
  return steps.some(({ directive: { name, args } }) => {
    if (name.value !== "load_module") return false;
    const [, own] = /\bngx_(?:http_|stream_|mail_)?([a-z0-9]+)\w*\.so$/.exec(args[0]?.value ?? "") ?? [];
    return own !== void 0 && new RegExp(`^${literally(own)}(_|$)`).test(directive);
  });
}

// src/model/nginx/entrypoint-filter.ts
function filterOf(text3) {
  if (text3 === void 0 || text3 === "") return () => true;
  const [, open = "", inner = text3 ?? "", close = ""] = /^(\^?)\(([^()]*)\)(\$?)$/.exec(text3 ?? "") ?? [];
  if (text3 === null) return void 0;
  const parts = inner.split("|").map((part) => /^(\^?)(?:\.\*)?(\w*)(?:\.\*)?(\$?)$/.exec(`${open}${part}${close}`));
  if (parts.some((part) => part === null)) return void 0;
  return (name) => parts.some((part) => {
    const [all = "", begins, word = "", ends] = part ?? [];
    const fromStart = begins === "^" && !all.startsWith("^.*");
    const toEnd = ends === "$" && !all.endsWith(".*$");
    if (fromStart && toEnd) return name === word;
    if (fromStart) return name.startsWith(word);
    return toEnd ? name.endsWith(word) : name.includes(word);
  });
}

// src/model/nginx/entrypoint-scripts.ts
var SCRIPTS = "/docker-entrypoint.d";
function runs({ files, entrypoint, accounts }, name) {
  const script = files.lookup(`${SCRIPTS}/${name}`);
  if (script === void 0) return false;
  if (!isFile(script)) return script;
  if (!isStock(script) || script.edited === true) return false;
  if (entrypoint?.user.known !== true) return true;
  const answer = permits(script, { user: entrypoint.user.value, accounts }, RUN);
  return typeof answer === "string" ? answer === "yes" : answer;
}
function writable(input, path2) {
  const { entrypoint, files, accounts, readOnly } = input;
  const standing = files.lookup(path2);
  if (standing === void 0) return false;
  if (!isFile(standing)) return standing;
  const isOpen4 = (mounted) => mounted === null || isWithin(standing.path, mounted);
  if (readOnly !== void 0 && !readOnly.mounted.some(isOpen4)) return false;
  const user2 = entrypoint?.user;
  if (user2?.known !== true) return user2 ?? false;
  const bits = standing.kind === "directory" ? WRITE | RUN : WRITE;
  const answer = permits(standing, { user: user2.value, accounts }, bits);
  return typeof answer === "string" ? answer === "yes" : answer;
}
function failure({ entrypoint, files, readOnly, installed }, path2, what) {
  const standing = files.lookup(path2);
  const user2 = entrypoint?.user;
  const at = user2?.known === true ? user2.at : isFile(standing) ? standing.at : user2?.at ?? installed.at;
  const related = [
    ...isFile(standing) ? [{ at: standing.at, note: `${path2} is created here` }] : [],
    ...readOnly === void 0 ? [] : [{ at: readOnly.at, note: "the file system is read-only" }]
  ];
  return { key: `entrypoint ${path2}`, at, message: `${what}, and the entrypoint ends there`, related };
}

// src/model/render/text.ts
var RenderedText = class {
  #pieces = [];
  #template;
  #text = "";
  constructor(template2) {
    this.#template = template2;
  }
  get text() {
    return this.#text;
  }
  /** A part of the template as it stands. */
  copy(from) {
    this.#add(this.#template.file.text.slice(from.start, from.end), { from, replaced: false });
  }
  /** What stands for a part of the template. */
  replace(from, value) {
    this.#add(value, { from, replaced: true });
  }
  /** The text so far. */
  content() {
    const pieces2 = [...this.#pieces];
    const { place, file } = this.#template;
    return {
      file: sourceFile(file.path, this.#text),
      place: (span) => place(span === void 0 ? void 0 : spanIn(pieces2, span))
    };
  }
  #add(value, { from, replaced: replaced2 }) {
    const start = this.#text.length;
    this.#pieces.push({ at: { start, end: start + value.length }, from, replaced: replaced2 });
    this.#text += value;
  }
};
function spanIn(pieces2, { start, end }) {
  const first = pieces2.findLast(({ at }) => at.start <= start && (at.end > start || at.start === start));
  const last = pieces2.find(({ at }) => at.end >= end && at.start <= end);
  const from = first ?? pieces2.at(-1);
  const to = last ?? pieces2.at(-1);
  return {
    start: from === void 0 ? 0 : from.replaced ? from.from.start : from.from.start + start - from.at.start,
    end: to === void 0 ? 0 : to.replaced ? to.from.end : to.from.start + end - to.at.start
  };
}
function replacedIn(content, pattern, by) {
  const { text: text3 } = content.file;
  const out = new RenderedText(content);
  let last = 0;
  for (const match of text3.matchAll(pattern)) {
    const value = by(match);
    if (value === void 0) continue;
    out.copy({ start: last, end: match.index });
    last = match.index + match[0].length;
    out.replace({ start: match.index, end: last }, value);
  }
  out.copy({ start: last, end: text3.length });
  return out.content();
}

// src/model/nginx/entrypoint-workers.ts
var SCRIPT = "30-tune-worker-processes.sh";
var NOTHING = { files: [], writes: [] };
function tuneWorkers(input, main) {
  const asked = input.environment.get("NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE");
  if (asked === void 0 || asked === "" || !main.content.known) return NOTHING;
  const isRun3 = runs(input, SCRIPT);
  const mayChange = writable(input, main.path);
  if (isRun3 === false || mayChange === false) return NOTHING;
  const folder = parentOf(main.path);
  const mayReplace = writable(input, folder);
  const open = [isRun3, mayChange, mayReplace].find((answer) => typeof answer !== "boolean");
  if (asked === null || open !== void 0) {
    const why = `whether ${SCRIPT} changes ${main.path} is unknown`;
    return { files: [], writes: [{ path: main.path, why: open ?? unknown({ key: SCRIPT, why }, main.at) }] };
  }
  if (mayReplace === false)
    return { ...NOTHING, ends: failure(input, folder, `${SCRIPT} cannot change ${main.path}`) };
  const content = replacedIn(
    main.content.value,
    /^worker_processes.*$/gm,
    ([line]) => `#${line}
worker_processes 1;`
  );
  return { files: [{ ...main, content: known(content, content.place()) }], writes: [] };
}

// src/model/nginx/templates.ts
function renderedFile(template2, { content, path: path2, environment, filter }) {
  const { path: from, because: because2 } = template2;
  const { source: _, ...rest } = template2;
  return {
    ...rest,
    path: path2,
    content: known(substituted(content, environment, filter), content.place()),
    because: [...because2, { at: content.place(), note: `${from} is rendered to ${path2} at the start` }]
  };
}
function substituted(content, environment, filter = () => true) {
  return replacedIn(content, /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g, ([, plain4, braced]) => {
    const name = plain4 ?? braced ?? "";
    return filter(name) ? environment.get(name) ?? void 0 : void 0;
  });
}

// src/model/nginx/entrypoint.ts
var MAIN = "/etc/nginx/nginx.conf";
var OF_THE_PACKAGE = /* @__PURE__ */ new Set([nginxOfficial, nginxOfficialInVarRun]);
var NOTHING2 = { files: [], templates: /* @__PURE__ */ new Map(), writes: [], filter: () => true };
function prepareByEntrypoint(input) {
  if (input.entrypoint === void 0) return NOTHING2;
  const ipv6 = addIpv6(input);
  if (ipv6.ends !== void 0) return { ...NOTHING2, ...ipv6 };
  const rendered2 = renderTemplates(input);
  const sites = rendered2.templates.has(ipv6.tidied?.path ?? "") ? rendered2 : { ...rendered2, ...ipv6 };
  return sites.ends === void 0 ? withWorkers(input, sites) : sites;
}
function withWorkers(input, prepared2) {
  const standing = prepared2.files.find(({ path: path2 }) => path2 === MAIN) ?? input.files.lookup(MAIN);
  if (!isFile(standing)) return prepared2;
  const { files, writes, ends } = tuneWorkers(input, standing);
  const others = files.length === 0 ? prepared2.files : prepared2.files.filter(({ path: path2 }) => path2 !== MAIN);
  return {
    ...prepared2,
    files: [...others, ...files],
    writes: [...prepared2.writes, ...writes],
    ...ends === void 0 ? {} : { ends }
  };
}
function addIpv6(input) {
  const { installed, files } = input;
  const name = "10-listen-on-ipv6-by-default.sh";
  if (!OF_THE_PACKAGE.has(installed.install) || runs(input, name) !== true) return {};
  const [path2 = ""] = installed.install.defaultSites;
  const site = files.lookup(path2);
  if (!isFile(site) || site.kind !== "file" || site.from !== "base" || site.edited === true) return {};
  if (writable(input, path2) !== true) return {};
  const folder = writable(input, parentOf(path2));
  if (folder === false) return { ends: failure(input, parentOf(path2), `${name} cannot change ${path2}`) };
  return folder === true ? { tidied: { path: path2, at: site.at } } : {};
}
function renderTemplates(input) {
  const { files: all, environment } = input;
  const settings = templateSettings(environment);
  const isRun3 = runs(input, "20-envsubst-on-templates.sh");
  if (settings === void 0 || isRun3 === false) return NOTHING2;
  const { folder, output: output2, suffix } = settings;
  const { files, others } = all.under(folder);
  const filter = filterOf(environment.get("NGINX_ENVSUBST_FILTER"));
  const open = others ?? (isRun3 === true ? void 0 : isRun3);
  const writes = open === void 0 ? [] : [{ path: output2, why: open }];
  const canWrite = writable(input, output2);
  if (files.length === 0 && others === void 0 || canWrite === false) return NOTHING2;
  const templates2 = files.flatMap(({ path: path2 }) => {
    const template2 = all.lookup(path2);
    return isFile(template2) && template2.kind === "file" ? [{ path: path2, template: template2 }] : [];
  });
  const rendering2 = { input, filter, writes, rendered: [], templates: /* @__PURE__ */ new Map() };
  const sites = templates2.filter(({ path: path2 }) => path2.endsWith(suffix));
  const streams = templates2.filter(({ path: path2 }) => path2.endsWith(settings.streamSuffix));
  const ends = renderAll(rendering2, sites, { from: folder, to: output2, suffix, canWrite }) ?? (streams.length === 0 ? void 0 : renderStreams(rendering2, streams, settings));
  const { rendered: rendered2 } = rendering2;
  return {
    files: rendered2,
    templates: rendering2.templates,
    writes,
    filter: filter ?? (() => true),
    ...ends && { ends }
  };
}
function renderAll(rendering2, found, ways) {
  const { input, filter, writes, rendered: rendered2, templates: templates2 } = rendering2;
  const { from, to, suffix, canWrite } = ways;
  for (const { path: path2, template: template2 } of found) {
    const target = resolvePath(to, path2.slice(from.length + 1, path2.length - suffix.length));
    const standing = input.files.lookup(target);
    const mayWrite = standing === void 0 || !isFile(standing) ? canWrite : writable(input, target);
    if (mayWrite === false)
      return failure(input, target, `template ${template2.source ?? path2} cannot be rendered to ${target}`);
    const { content } = template2;
    if (!content.known) writes.push({ path: target, why: content });
    else if (canWrite !== true || mayWrite !== true)
      writes.push({ path: target, why: canWrite === true ? mayWrite : canWrite });
    else if (filter === void 0) writes.push({ path: target, why: unreadFilter(template2) });
    else {
      const { environment } = input;
      rendered2.push(renderedFile(template2, { content: content.value, path: target, environment, filter }));
      templates2.set(target, template2);
    }
  }
  return void 0;
}
function unreadFilter({ at }) {
  const why = "which variables NGINX_ENVSUBST_FILTER lets through is unknown";
  return unknown({ key: "NGINX_ENVSUBST_FILTER", why }, at);
}
function renderStreams(rendering2, found, { folder, streamOutput, streamSuffix }) {
  const { input, rendered: rendered2, writes } = rendering2;
  const isThere3 = input.files.lookup(streamOutput) !== void 0;
  const canWrite = writable(input, isThere3 ? streamOutput : parentOf(streamOutput));
  if (canWrite === false)
    return isThere3 ? void 0 : failure(input, parentOf(streamOutput), `folder ${streamOutput} cannot be created`);
  const main = input.files.lookup(MAIN);
  if (!isFile(main) || !main.content.known) return void 0;
  const { file, place } = main.content.value;
  if (!/stream\s*\{/.test(file.text)) {
    const mayChange = writable(input, MAIN);
    if (mayChange === false) return void 0;
    if (mayChange !== true) {
      writes.push({ path: MAIN, why: mayChange });
      return void 0;
    }
    const at = found[0]?.template.at ?? main.at;
    const text3 = `${file.text}
stream {
  include ${streamOutput}/*.conf;
}
`;
    const content = {
      file: sourceFile(file.path, text3),
      place: (span) => span !== void 0 && span.start >= file.text.length ? at : place(span)
    };
    rendered2.push({ ...main, content: known(content, place()) });
  }
  return renderAll(rendering2, found, { from: folder, to: streamOutput, suffix: streamSuffix, canWrite });
}

// src/model/nginx/modules.ts
var OFFICIAL2 = /^ngx_(http_(xslt_filter|image_filter)|(http|stream)_(geoip|js))_module(-debug)?\.so$/;
var OF_FLAVOURS = { perl: /^ngx_http_perl_module/, otel: /^ngx_otel_module/ };
function hasModule(on, name) {
  const tag = parseReference(on ?? "").tag ?? "";
  const isOpen4 = on === void 0 || parseReference(on).digest !== void 0;
  const has2 = (flavour) => (isOpen4 || tag.includes(flavour)) && OF_FLAVOURS[flavour].test(name);
  return OFFICIAL2.test(name) && !tag.includes("slim") || has2("perl") || has2("otel");
}
var FOLDERS2 = [
  "/usr/lib/nginx/modules",
  "/usr/share/nginx/modules",
  "/var/lib/nginx/modules",
  "/etc/nginx/modules"
];
function absentModules({ steps, build: build2 }, { files, makes, installed, command: command2 }) {
  if (!build2.closed || build2.withModules || command2.prefix !== void 0) return [];
  const prefix = compiledInto(installed.install.title)?.prefix;
  return steps.flatMap((step2) => {
    const [word] = step2.directive.args;
    if (step2.context !== "main" || step2.directive.name.value !== "load_module" || word === void 0)
      return [];
    if (word.value.includes("$") || prefix === void 0 && !word.value.startsWith("/")) return [];
    const path2 = resolvePath(prefix ?? "/", word.value);
    const why = lack(path2, { files, makes, installed, command: command2 });
    if (why === void 0) return [];
    return blamed(step2, word, {
      key: `module ${path2}`,
      message: `${path2} is loaded as a module, but ${why}`
    });
  });
}
function lack(path2, { files, makes, installed }) {
  const found = files.find(path2);
  if (isFile(found)) {
    const isText = found.kind === "file" && found.content.known && !isStock(found);
    return isText ? "it is a text" : void 0;
  }
  const isModules = FOLDERS2.some((folder) => isWithin(path2, folder));
  if (found !== void 0 && !(found.ofBase && isModules)) return void 0;
  const isOfBase3 = installed.from === "base" && hasModule(installed.on, baseName(path2));
  if (isOfBase3 || makes(baseName(path2))) return void 0;
  return "the image does not have it";
}

// src/model/nginx/refused/buffers.ts
var MODULES = ["proxy", "fastcgi", "uwsgi", "scgi"];
var SETTINGS2 = /^(proxy|fastcgi|uwsgi|scgi)_(buffer_size|buffers|busy_buffers_size|temp_file_write_size|max_temp_file_size)$/;
var BLOCKS = /^(http|server|location|if|limit_except)$/;
var PAGE = 4096;
function bufferProblems({ steps, rendered: rendered2 }) {
  const found = /* @__PURE__ */ new Map();
  const visit = (block, above) => {
    const inForce = new Map(above);
    for (const step2 of block.children) {
      if (step2.open !== void 0) return;
      if (SETTINGS2.test(step2.directive.name.value)) inForce.set(step2.directive.name.value, step2);
    }
    if (block.directive.name.value !== "http")
      for (const module of MODULES) {
        const wrong = misfit(module, inForce, rendered2);
        if (wrong === void 0 || found.has(wrong.step)) continue;
        for (const problem2 of blamed(wrong.step, void 0, wrong)) found.set(wrong.step, problem2);
      }
    for (const step2 of block.children)
      if (step2.directive.block !== void 0 && BLOCKS.test(step2.directive.name.value)) visit(step2, inForce);
  };
  for (const http of roomsNamed(steps, "http")) visit(http, /* @__PURE__ */ new Map());
  return [...found.values()];
}
function misfit(module, inForce, rendered2) {
  const stepOf3 = (name) => inForce.get(`${module}_${name}`);
  const sizes = ["buffer_size", "buffers", "busy_buffers_size", "temp_file_write_size", "max_temp_file_size"];
  const written3 = sizes.flatMap((name) => stepOf3(name) ?? []);
  if (written3.some((step2) => step2.directive.args.some(({ value }) => isOpen(step2, value, rendered2))))
    return void 0;
  const word = (name, index = 0) => stepOf3(name)?.directive.args[index]?.value;
  const size = (name, usual2) => sizeOf(word(name) ?? `${usual2}`);
  const count = Number(word("buffers") ?? 8);
  const each = sizeOf(word("buffers", 1) ?? `${PAGE}`);
  const most = Math.max(size("buffer_size", PAGE), each);
  const busy = size("busy_buffers_size", 2 * most);
  const blame = (names, message) => {
    const step2 = names.map(stepOf3).find((one) => one !== void 0);
    return step2 && { step: step2, key: `buffers of ${module}`, message };
  };
  const larger = `must be at least the larger of "${module}_buffer_size" and one of "${module}_buffers"`;
  if (count < 2) return blame(["buffers"], `there must be at least 2 "${module}_buffers"`);
  if (busy < most)
    return blame(["busy_buffers_size", "buffer_size", "buffers"], `"${module}_busy_buffers_size" ${larger}`);
  if (busy > (count - 1) * each)
    return blame(
      ["busy_buffers_size", "buffer_size", "buffers"],
      `"${module}_busy_buffers_size", twice the largest buffer unless it is set, must be less than all "${module}_buffers" but one`
    );
  if (size("temp_file_write_size", 2 * most) < most)
    return blame(["temp_file_write_size"], `"${module}_temp_file_write_size" ${larger}`);
  const temp = size("max_temp_file_size", 2 ** 30);
  return temp !== 0 && temp < most ? blame(
    ["max_temp_file_size"],
    `"${module}_max_temp_file_size" must be 0, or ${larger.replace("must be ", "")}`
  ) : void 0;
}

// src/model/nginx/refused/duplicates.ts
var OFF = /^(proxy_redirect|mirror)$/;
function isOff({ directive }) {
  return directive.args[0]?.value === "off";
}
function duplicates({ steps, build: build2 }) {
  return inBlock(steps);
  function inBlock(block) {
    const seen = /* @__PURE__ */ new Map();
    return block.flatMap((step2) => {
      const inner = inBlock(step2.children);
      const key = keyOf4(step2);
      if (key === void 0) return inner;
      const before = seen.get(key);
      if (before === void 0 || OFF.test(key) && !isOff(before) && !isOff(step2)) {
        seen.set(key, step2);
        return inner;
      }
      const name = step2.directive.name.value;
      const message = `"${name}" directive is duplicate`;
      return [...blamed(step2, void 0, { key: `duplicate ${name}`, message, first: before }), ...inner];
    });
  }
  function keyOf4({ directive, context, open }) {
    const name = directive.name.value;
    if (context === void 0 || open !== void 0 || name === "user") return void 0;
    const entries = entriesFor(directive, context, build2.releases);
    const isOnce = entries.length > 0 && entries.every(({ once: once2 }) => once2 === true);
    if (isOnce) return name === "alias" ? "root" : name;
    if (OFF.test(name)) return build2.releases === void 0 ? void 0 : name;
    const [zone] = directive.args;
    if (name === "limit_conn" && zone !== void 0) return `${name} ${zone.value}`;
    const named6 = name === "limit_req" ? directive.args.find(({ value }) => value.startsWith("zone=")) : void 0;
    return named6 === void 0 ? void 0 : `${name} ${named6.value}`;
  }
}

// src/model/nginx/refused/locations.ts
function locationProblems({ steps, rendered: rendered2 }) {
  return [...everyStep(steps)].flatMap(({ step: step2, parents }) => {
    const { directive, context, children } = step2;
    const twice = context === "http" || context === "server" || context === "location" ? twiceIn(children, rendered2) : [];
    if (directive.name.value === "location") return [...nesting(step2, parents, rendered2), ...twice];
    if (directive.name.value === "proxy_pass") return [...uriProblem(step2, parents), ...twice];
    return twice;
  });
}
function locationOf({ directive }) {
  const [modifier, path2] = directive.args;
  if (modifier === void 0 || directive.block === void 0) return void 0;
  if (path2 === void 0) {
    const { value } = modifier;
    const kind = value.startsWith("=") ? "exact" : value.startsWith("~") ? "pattern" : value.startsWith("@") ? "named" : "prefix";
    return { kind, name: value.replace(kind === "named" ? /^(?=@)/ : /^(=|\^~|~\*?)/, "") };
  }
  if (modifier.value === "=") return { kind: "exact", name: path2.value };
  if (modifier.value === "^~") return { kind: "prefix", name: path2.value };
  return /^~\*?$/.test(modifier.value) ? { kind: "pattern", name: path2.value } : void 0;
}
function nesting(step2, parents, rendered2) {
  const outer = parents.at(-1);
  const own = locationOf(step2);
  const around = outer?.context === "server" || outer?.context === "location" ? locationOf(outer) : void 0;
  if (own === void 0 || around === void 0 || outer?.directive.name.value !== "location") return [];
  if (isOpen(step2, `${own.name}${around.name}`, rendered2)) return [];
  const say = (message) => blamed(step2, step2.directive.args.at(-1), {
    key: `location ${own.name}`,
    message: `location "${own.name}" ${message}`,
    first: outer
  });
  if (around.kind === "exact") return say(`cannot be inside the exact location "${around.name}"`);
  if (around.kind === "named") return say(`cannot be inside the named location "${around.name}"`);
  if (own.kind === "named") return say("is named and can be on the server level only");
  return own.kind === "pattern" || own.name.startsWith(around.name) ? [] : say(`is outside location "${around.name}"`);
}
function twiceIn(block, rendered2) {
  const seen = /* @__PURE__ */ new Map();
  return block.flatMap((step2) => {
    const own = step2.directive.name.value === "location" ? locationOf(step2) : void 0;
    if (own === void 0 || own.kind === "pattern" || own.kind === "named" || isOpen(step2, own.name, rendered2))
      return [];
    const before = seen.get(`${own.kind} ${own.name}`);
    seen.set(`${own.kind} ${own.name}`, before ?? step2);
    if (before === void 0) return [];
    return blamed(step2, step2.directive.args.at(-1), {
      key: `location twice ${own.name}`,
      message: `duplicate location "${own.name}"`,
      first: before
    });
  });
}
function uriProblem(step2, parents) {
  const [word] = step2.directive.args;
  const outer = parents.at(-1);
  if (word === void 0 || outer === void 0 || word.value.includes("$")) return [];
  if (!/^https?:\/\/(unix:[^:]*:|[^/?#]*)[/?#]/i.test(word.value)) return [];
  const kind = locationOf(outer)?.kind;
  const inside = outer.directive.name.value;
  const where = inside === "if" || inside === "limit_except" ? `inside "${inside}"` : kind === "pattern" ? "in a location given by regular expression" : kind === "named" ? "in a named location" : void 0;
  if (where === void 0) return [];
  return blamed(step2, word, {
    key: `proxy_pass ${word.value}`,
    message: `"proxy_pass" cannot have a URI part ${where}`
  });
}

// src/model/nginx/refused/names.ts
function nameProblems(configuration) {
  return ["http", "stream"].flatMap(
    (name) => roomsNamed(configuration.steps, name).flatMap((room) => {
      const inside = [...everyStep(room.children)].map(({ step: step2 }) => step2);
      return [
        ...formatProblems(inside, name, configuration),
        ...zoneProblems(inside, configuration),
        ...upstreamProblems(inside, name, configuration),
        ...name === "http" ? keyProblems(room, configuration) : []
      ];
    })
  );
}
function formatProblems(inside, room, { rendered: rendered2 }) {
  const made = new Map(room === "http" ? [["combined", void 0]] : []);
  let isKnown = true;
  return inside.flatMap((step2) => {
    if (step2.open !== void 0) isKnown = false;
    const { directive } = step2;
    const [first, format] = directive.args;
    if (first === void 0 || isOpen(step2, `${first.value} ${format?.value ?? ""}`, rendered2)) return [];
    if (directive.name.value === "log_format") {
      const twice = made.get(first.value);
      if (made.has(first.value) && isKnown)
        return blamed(step2, first, {
          key: `format twice ${first.value}`,
          message: `duplicate "log_format" name "${first.value}"`,
          ...twice && { first: twice }
        });
      made.set(first.value, step2);
      return [];
    }
    if (directive.name.value === "access_log" && room === "stream" && format === void 0 && first.value !== "off")
      return blamed(step2, first, { key: "no log format", message: "log format is not specified" });
    if (directive.name.value !== "access_log" || first.value === "off" || format === void 0 || !isKnown)
      return [];
    if (made.has(format.value)) return [];
    const later = inside.find(
      ({ directive: { name, args } }) => name.value === "log_format" && args[0]?.value === format.value
    );
    const swallowed = format.startsLine ? `: a ";" is missing after "${first.value}"` : "";
    const message = `unknown log format "${format.value}"${later === void 0 ? swallowed : ": it is defined only below"}`;
    return blamed(step2, format, { key: `format ${format.value}`, message, ...later && { first: later } });
  });
}
var ZONES = [
  [/^limit_req$/, /^limit_req_zone$/, "zone="],
  [/^limit_conn$/, /^limit_conn_zone$/, "zone="],
  [/^(proxy|fastcgi|uwsgi|scgi)_cache$/, /^(proxy|fastcgi|uwsgi|scgi)_cache_path$/, "keys_zone="]
];
function zoneProblems(inside, { complete, rendered: rendered2 }) {
  return ZONES.flatMap(([uses, makes, parameter]) => {
    const made = /* @__PURE__ */ new Map();
    const twice = inside.filter(({ directive }) => makes.test(directive.name.value)).flatMap((step2) => {
      const word = step2.directive.args.find(({ value }) => value.startsWith(parameter));
      const name = word?.value.slice(parameter.length).split(":")[0];
      if (word === void 0 || name === void 0) return [];
      const before = made.get(name);
      made.set(name, before ?? step2);
      if (before === void 0 || isOpen(step2, name, rendered2)) return [];
      return blamed(step2, word, {
        key: `zone twice ${name}`,
        message: `zone "${name}" is defined already`,
        first: before
      });
    });
    if (!complete) return twice;
    const absent3 = inside.filter(({ directive }) => uses.test(directive.name.value)).flatMap((step2) => {
      const { args, name: directive } = step2.directive;
      const word = directive.value === "limit_req" ? args.find(({ value }) => value.startsWith("zone=")) : args[0];
      const name = word?.value.replace(/^zone=/, "");
      if (word === void 0 || name === void 0 || name.includes("$") || made.has(name)) return [];
      if (name === "off" && directive.value.endsWith("_cache")) return [];
      return blamed(step2, word, { key: `zone ${name}`, message: `no zone "${name}" is defined` });
    });
    return [...twice, ...absent3];
  });
}
var WITHOUT_DEFAULT = /^(fastcgi|uwsgi|scgi|memcached)_pass$/;
function upstreamProblems(inside, room, { complete, rendered: rendered2 }) {
  const made = /* @__PURE__ */ new Map();
  const own = inside.filter(
    ({ directive }) => directive.name.value === "upstream" && directive.block !== void 0
  );
  const problems = own.flatMap((step2) => {
    const [word] = step2.directive.args;
    if (word === void 0 || isOpen(step2, word.value, rendered2)) return [];
    const before = made.get(word.value.toLowerCase());
    made.set(word.value.toLowerCase(), before ?? step2);
    const twice = before === void 0 ? [] : blamed(step2, word, {
      key: `upstream twice ${word.value}`,
      message: `duplicate upstream "${word.value}"`,
      first: before
    });
    const holds2 = step2.children.some(
      ({ open, directive }) => open !== void 0 || directive.name.value === "server"
    );
    const none = holds2 ? [] : blamed(step2, word, {
      key: `upstream ${word.value}`,
      message: `no servers are inside upstream "${word.value}"`
    });
    return [...twice, ...none];
  });
  const uses = inside.flatMap((step2) => {
    const [word] = step2.directive.args;
    if (word === void 0 || word.value.includes("$") || /unix:/i.test(word.value)) return [];
    const name = step2.directive.name.value;
    const inUpstream = name === "server" && step2.context === "stream upstream";
    if (!WITHOUT_DEFAULT.test(name) && !inUpstream && !/^(proxy|grpc)_pass$/.test(name)) return [];
    const [, host = "", port2] = /^(?:\w+:\/\/)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?/.exec(word.value) ?? [];
    if (made.has(host.toLowerCase()) && !inUpstream)
      return port2 === void 0 ? [] : blamed(step2, word, {
        key: `upstream port ${host}`,
        message: `upstream "${host}" may not have port ${port2}`
      });
    const needs2 = WITHOUT_DEFAULT.test(name) || room === "stream";
    if (!needs2 || port2 !== void 0 || host === "" || !complete && !inUpstream) return [];
    const message = inUpstream ? `no port in upstream "${host}"` : `no port in upstream "${host}", and no "upstream" of that name is defined`;
    return blamed(step2, word, { key: `port ${host}`, message });
  });
  return [...problems, ...uses];
}
function keyProblems(http, { complete }) {
  if (!complete) return [];
  const named6 = (block, name) => block.children.filter(({ directive }) => directive.name.value === name);
  const servers = http.children.filter(({ directive }) => directive.name.value === "server");
  const shared = named6(http, "ssl_certificate");
  const sharedKeys = named6(http, "ssl_certificate_key");
  return servers.flatMap((server) => {
    const own = named6(server, "ssl_certificate");
    const certificates = own.length > 0 ? own : shared;
    const ownKeys = named6(server, "ssl_certificate_key");
    const keys = ownKeys.length > 0 ? ownKeys : sharedKeys;
    const without2 = certificates[keys.length];
    if (without2 === void 0) return [];
    const word = without2.directive.args[0];
    return blamed(without2, word, {
      key: `key of ${word?.value}`,
      message: `no "ssl_certificate_key" is defined for certificate "${word?.value}"`
    });
  });
}

// src/model/nginx/refused/pairs.ts
function pairProblems({ steps, rendered: rendered2 }) {
  return [...everyStep(steps)].flatMap(({ step: step2 }) => {
    const name = step2.directive.name.value;
    const check = /^(http|stream)$/.test(step2.context ?? "") ? ownValue(CHECKS, name) : void 0;
    if (check === void 0) return [];
    const single = step2.children.flatMap((child) => {
      const wrong = child.open === void 0 ? check(child.directive, step2.directive) : void 0;
      if (wrong === void 0 || isOpen(child, wrong.word.value, rendered2)) return [];
      return blamed(child, wrong.word, { key: `${name} ${wrong.word.value}`, message: wrong.message });
    });
    return [
      ...single,
      ...name === "map" ? conflicts(step2, rendered2) : [],
      ...name === "split_clients" ? overflow(step2) : []
    ];
  });
}
var map2 = ({ name, args, block }) => {
  const { value } = name;
  if (block !== void 0) return { word: name, message: `unexpected "{" in "map"` };
  if (args.length === 0 && /^(hostnames|volatile)$/.test(value)) return void 0;
  if (value === "include" && args.length === 1) return void 0;
  if (args.length !== 1) {
    const index = args.findIndex((word) => word.startsLine);
    const before = index < 0 ? void 0 : args[index - 1] ?? name;
    const hint2 = before === void 0 ? "" : `: a ";" is missing after "${before.value}"`;
    return { word: before ?? name, message: `invalid number of the map parameters${hint2}` };
  }
  const [, pattern] = /^~\*?(.*)$/s.exec(value) ?? [];
  const why = pattern === void 0 ? void 0 : refusedPattern(pattern);
  return why === void 0 ? void 0 : { word: name, message: `invalid regular expression "${pattern}": ${why}` };
};
function conflicts(step2, rendered2) {
  const seen = /* @__PURE__ */ new Map();
  return step2.children.flatMap((child) => {
    const { name, args } = child.directive;
    if (args.length !== 1 || name.value === "include" || name.value.startsWith("~") || isOpen(child, name.value, rendered2))
      return [];
    const key = name.value.toLowerCase();
    const before = seen.get(key);
    seen.set(key, before ?? child);
    if (before === void 0) return [];
    const message = key === "default" ? "duplicate default map parameter" : `conflicting parameter "${name.value}" in "map"`;
    return blamed(child, name, { key: `map twice ${key}`, message, first: before });
  });
}
var geo = ({ name, args, block }, { block: all = [] }) => {
  const { value } = name;
  if (block !== void 0) return { word: name, message: `unexpected "{" in "geo"` };
  if (args.length === 0 && /^(ranges|proxy_recursive|volatile)$/.test(value)) return void 0;
  if (args.length !== 1) return { word: name, message: "invalid number of the geo parameters" };
  const isRanges = all.some((one) => one.name.value === "ranges");
  const [target] = args;
  const network = /^(delete|proxy)$/.test(value) ? target : name;
  if (/^(default|include)$/.test(value) || network === void 0 || isRanges) return void 0;
  return isNetwork(network.value) || network.value === "255.255.255.255" ? void 0 : { word: network, message: `invalid network "${network.value}"` };
};
var splitClients = ({ name, args, block }) => {
  if (block !== void 0 || args.length !== 1)
    return { word: name, message: "invalid number of the split_clients parameters" };
  return name.value === "*" || /^(?=.*[1-9])\d+(\.\d{1,2})?%$/.test(name.value) ? void 0 : { word: name, message: `invalid percent value "${name.value}"` };
};
function overflow(step2) {
  const shares = step2.children.map(({ directive }) => Number.parseFloat(directive.name.value)).filter((share) => share > 0);
  const sum = shares.reduce((all, share) => all + Math.round(share * 100), 0);
  return sum <= 1e4 ? [] : blamed(step2, void 0, { key: "percent total", message: "percent total is greater than 100%" });
}
var BYTE = /^0*[\da-f]{1,2}$/i;
var BYTES = /^([\da-f]{2}){1,4}$/i;
var charsetMap = ({ name, args, block }, { args: [, target] }) => {
  const [to] = args;
  if (block !== void 0 || to === void 0 || args.length !== 1)
    return { word: name, message: "invalid parameters number" };
  const isRight = /^utf-8$/i.test(target?.value ?? "") ? BYTES : BYTE;
  const wrong = !BYTE.test(name.value) ? name : isRight.test(to.value) ? void 0 : to;
  return wrong && { word: wrong, message: `invalid value "${wrong.value}"` };
};
var CHECKS = {
  map: map2,
  geo,
  split_clients: splitClients,
  charset_map: charsetMap
};

// src/model/nginx/refused/referers.ts
var WORDS = /^(none|blocked|server_names)$|^~/;
function refererProblems({ steps, rendered: rendered2 }) {
  return [...everyStep(steps)].flatMap(({ step: step2 }) => doubledIn(step2.children, rendered2));
}
function doubledIn(block, rendered2) {
  const seen = /* @__PURE__ */ new Map();
  return block.flatMap((step2) => {
    if (step2.directive.name.value !== "valid_referers") return [];
    return step2.directive.args.flatMap((word) => {
      if (WORDS.test(word.value) || isOpen(step2, word.value, rendered2)) return [];
      const name = word.value.replace(/\/.*$/s, "");
      const before = seen.get(name.toLowerCase());
      seen.set(name.toLowerCase(), before ?? step2);
      if (before === void 0) return [];
      const message = `conflicting parameter "${name}" in "valid_referers"`;
      return blamed(step2, word, { key: `referer twice ${name}`, message, first: before });
    });
  });
}

// src/parsers/nginx/variables.ts
var NEW = {
  http: [
    {
      since: "",
      names: `
        ancient_browser arg_* args binary_remote_addr body_bytes_sent bytes_sent connection
        connection_requests connections_active connections_reading connections_waiting
        connections_writing content_length content_type cookie_* date_gmt date_local document_root
        document_uri fastcgi_path_info fastcgi_script_name geoip_area_code geoip_city
        geoip_city_continent_code geoip_city_country_code geoip_city_country_code3
        geoip_city_country_name geoip_country_code geoip_country_code3 geoip_country_name
        geoip_dma_code geoip_latitude geoip_longitude geoip_org geoip_postal_code geoip_region
        geoip_region_name grpc_internal_trailers gzip_ratio host hostname http2 http_* http_cookie
        http_host http_referer http_user_agent http_via http_x_forwarded_for https invalid_referer
        is_args limit_rate modern_browser msec msie nginx_version pid pipe proxy_add_via
        proxy_add_x_forwarded_for proxy_host proxy_internal_body_length proxy_internal_chunked
        proxy_port proxy_protocol_addr proxy_protocol_port query_string realip_remote_addr
        realip_remote_port realpath_root remote_addr remote_port remote_user request request_body
        request_body_file request_completion request_filename request_id request_length
        request_method request_time request_uri scheme secure_link secure_link_expires sent_http_*
        sent_http_cache_control sent_http_connection sent_http_content_length sent_http_content_type
        sent_http_keep_alive sent_http_last_modified sent_http_link sent_http_location
        sent_http_transfer_encoding sent_trailer_* server_addr server_name server_port
        server_protocol slice_range ssl_cipher ssl_ciphers ssl_client_cert ssl_client_escaped_cert
        ssl_client_fingerprint ssl_client_i_dn ssl_client_i_dn_legacy ssl_client_raw_cert
        ssl_client_s_dn ssl_client_s_dn_legacy ssl_client_serial ssl_client_v_end
        ssl_client_v_remain ssl_client_v_start ssl_client_verify ssl_curves ssl_protocol
        ssl_server_name ssl_session_id ssl_session_reused status tcpinfo_rcv_space tcpinfo_rtt
        tcpinfo_rttvar tcpinfo_snd_cwnd time_iso8601 time_local uid_got uid_reset uid_set
        upstream_addr upstream_bytes_received upstream_cache_etag upstream_cache_last_modified
        upstream_cache_status upstream_connect_time upstream_cookie_* upstream_header_time
        upstream_http_* upstream_response_length upstream_response_time upstream_status
        upstream_trailer_* uri
      `
    },
    { since: "1.15.3", names: "ssl_early_data" },
    { since: "1.15.8", names: "upstream_bytes_sent" },
    {
      since: "1.17.6",
      names: `
        limit_conn_status limit_req_status proxy_protocol_server_addr proxy_protocol_server_port
      `
    },
    { since: "1.19.10", names: "connection_time" },
    { since: "1.21.4", names: "ssl_alpn_protocol" },
    { since: "1.21.5", names: "ssl_curve" },
    { since: "1.23.2", names: "proxy_protocol_tlv_*" },
    { since: "1.25.0", names: "http3 ngx_quic" },
    { since: "1.29.3", names: "is_request_port request_port ssl_client_sigalg ssl_sigalg" },
    {
      since: "1.29.4",
      names: `
        proxy_internal_connection proxy_internal_host ssl_ech_outer_server_name ssl_ech_status
      `
    },
    { since: "1.31.2", names: "ssl_sigalgs" }
  ],
  stream: [
    {
      since: "",
      names: `
        binary_remote_addr bytes_received bytes_sent connection geoip_area_code geoip_city
        geoip_city_continent_code geoip_city_country_code geoip_city_country_code3
        geoip_city_country_name geoip_country_code geoip_country_code3 geoip_country_name
        geoip_dma_code geoip_latitude geoip_longitude geoip_org geoip_postal_code geoip_region
        geoip_region_name hostname msec nginx_version pid protocol proxy_protocol_addr
        proxy_protocol_port realip_remote_addr realip_remote_port remote_addr remote_port
        server_addr server_port session_time ssl_cipher ssl_ciphers ssl_client_cert
        ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn ssl_client_raw_cert
        ssl_client_s_dn ssl_client_serial ssl_client_v_end ssl_client_v_remain ssl_client_v_start
        ssl_client_verify ssl_curves ssl_preread_alpn_protocols ssl_preread_server_name ssl_protocol
        ssl_server_name ssl_session_id ssl_session_reused status time_iso8601 time_local
        upstream_addr upstream_bytes_received upstream_bytes_sent upstream_connect_time
        upstream_first_byte_time upstream_session_time
      `
    },
    { since: "1.15.2", names: "ssl_preread_protocol" },
    { since: "1.17.6", names: "limit_conn_status proxy_protocol_server_addr proxy_protocol_server_port" },
    { since: "1.21.4", names: "ssl_alpn_protocol" },
    { since: "1.21.5", names: "ssl_curve" },
    { since: "1.23.2", names: "proxy_protocol_tlv_*" },
    { since: "1.25.5", names: "server_name" },
    { since: "1.29.3", names: "ssl_client_sigalg ssl_sigalg" },
    { since: "1.29.4", names: "ssl_ech_outer_server_name ssl_ech_status" },
    { since: "1.31.2", names: "ssl_sigalgs" }
  ]
};
var nginxVariables = {
  http: sinceOf(NEW.http),
  stream: sinceOf(NEW.stream)
};
function sinceOf(releases) {
  return new Map(
    releases.flatMap(
      ({ since, names }) => names.trim().split(/\s+/).map((name) => [name, since])
    )
  );
}

// src/model/nginx/refused/variables.ts
var MAKERS = {
  set: 0,
  auth_request_set: 0,
  map: 1,
  split_clients: 1,
  geo: -1,
  perl_set: 0
};
var READERS = /^(set|if|rewrite|return|map|geo|split_clients|log_format|access_log|add_header|add_trailer|root|alias|index|try_files|error_page|expires|(proxy|grpc)_set_header|(fastcgi|uwsgi|scgi)_param|(proxy|fastcgi|uwsgi|scgi)_(no_cache|cache_bypass|cache_key)|(proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass|auth_request_set|auth_basic|limit_req_zone|limit_conn_zone|hash|proxy_redirect|sub_filter|secure_link(_md5)?|limit_rate(_after)?|mirror|proxy_method|set_real_ip_from)$/;
function variableProblems(configuration) {
  if (!isClosed(configuration)) return [];
  return ["http", "stream"].flatMap(
    (name) => roomsNamed(configuration.steps, name).flatMap((room) => {
      const inside = [...everyStep(room.children)].map(({ step: step2 }) => step2);
      const known2 = makersIn(inside);
      const table2 = nginxVariables[name];
      const own = [...table2.keys()];
      return inside.filter((step2) => isCompiled(step2, room)).flatMap(
        (step2) => wordsRead(step2, configuration).flatMap((word) => [
          ...unfinished(step2, word),
          ...readIn(word.value).flatMap((variable2) => {
            const lower = variable2.toLowerCase();
            if (known2.has(lower) || isOwn(lower, table2, configuration)) return [];
            const since = table2.get(lower);
            const like = since === void 0 ? nearest(variable2, [...own, ...known2]) : void 0;
            const hint2 = like === void 0 ? "" : `: did you mean "$${like}"?`;
            const message = `unknown "${variable2}" variable${since === void 0 ? hint2 : `: nginx has it since ${since} only`}`;
            return blamed(step2, word, { key: `variable ${variable2}`, message });
          })
        ])
      );
    })
  );
}
function isOwn(name, table2, { build: build2 }) {
  const since = table2.get(name);
  const to = build2.releases?.to;
  if (since !== void 0) return since === "" || to === void 0 || compareReleases(since, to) <= 0;
  const prefix = /^(arg|cookie|http|jwt_claim|proxy_protocol_tlv|sent_http|sent_trailer|upstream_(?:cookie|http|trailer))_/.exec(
    name
  )?.[0];
  return prefix !== void 0 && (table2.has(`${prefix}*`) || prefix === "upstream_trailer_");
}
function isCompiled({ directive, context }, room) {
  const name = directive.name.value;
  if (context !== room.directive.name.value || !/_(set_header|param)$/.test(name)) return true;
  return room.children.some(
    ({ directive: one, children }) => one.name.value === "server" && !children.some((child) => child.directive.name.value === name)
  );
}
function makersIn(inside) {
  const names = /* @__PURE__ */ new Set();
  for (const { directive } of inside) {
    const index = ownValue(MAKERS, directive.name.value);
    const made = index === void 0 ? void 0 : directive.args.at(index)?.value;
    if (made?.startsWith("$") === true) names.add(made.slice(1).toLowerCase());
    for (const { value } of patternsOf(directive))
      for (const [, name = ""] of value.matchAll(/\(\?P?[<'](\w+)[>']/g)) names.add(name.toLowerCase());
  }
  return names;
}
function patternsOf({ name, args }) {
  if (name.value === "rewrite") return args.slice(0, 1);
  if (name.value !== "location") return [name, ...args];
  return args.filter(
    ({ value }, index) => value.startsWith("~") || /^~\*?$/.test(args[index - 1]?.value ?? "")
  );
}
function unfinished(step2, word) {
  if (word.value.startsWith("~") || !/\$(?![\w{])/.test(word.value)) return [];
  return blamed(step2, word, {
    key: `variable in ${word.value}`,
    message: `invalid variable name in "${word.value}"`
  });
}
var NAMED2 = /^((proxy|grpc)_set_header|add_(header|trailer)|(fastcgi|uwsgi|scgi)_param)$/;
function wordsRead(step2, { build: build2, rendered: rendered2 }) {
  const { directive, context, loaded, open } = step2;
  if (open !== void 0 || rendered2.has(loaded.container.path)) return [];
  const name = directive.name.value;
  const { args } = directive;
  if (context === void 0) return [];
  const entries = entriesFor(directive, context, build2.releases);
  if (!READERS.test(name) && !entries.some(({ variables }) => variables === true)) return [];
  if (name === "rewrite") return args.slice(1, 2);
  if (name === "set" || NAMED2.test(name)) return args.slice(1);
  if (name === "map" || name === "split_clients" || name === "geo" && args.length > 1)
    return [...args.slice(0, 1), ...valuesOf(step2)];
  if (name === "geo") return [];
  if (name === "auth_request_set") return args.slice(1);
  if (name === "log_format") return args.slice(1);
  if (name === "proxy_redirect" || name === "valid_referers")
    return args.filter(({ value }) => !value.startsWith("~"));
  if (name === "if") {
    const isPattern2 = args.some(({ value }) => /^!?~\*?$/.test(value));
    return isPattern2 ? args.slice(0, 1) : args;
  }
  return args;
}
function valuesOf({ directive, children }) {
  return directive.name.value === "map" ? children.flatMap((child) => child.directive.args.slice(0, 1)) : [];
}
function readIn(text3) {
  return [...text3.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].flatMap(([, braced, plain4 = ""]) => {
    if (braced !== void 0) return /^[A-Z_0-9]+$/.test(braced) || /^[1-9]$/.test(braced) ? [] : [braced];
    return /^[1-9]/.test(plain4) ? [] : [plain4];
  });
}

// src/model/nginx/refused/read.ts
function nginxRefusals(configuration) {
  if (configuration.build.foreign) return [];
  return [
    unknownDirectives,
    duplicates,
    locationProblems,
    nameProblems,
    pairProblems,
    bufferProblems,
    refererProblems,
    variableProblems
  ].flatMap((check) => check(configuration));
}

// src/model/nginx/socket-problems.ts
function socketProblems({ sockets: sockets2, datagrams }, steps, complete) {
  const twice = [sockets2, datagrams].flatMap(doubledOptions);
  for (const one of besidesBoth(sockets2)) twice.push(one);
  for (const one of betweenRooms(sockets2)) twice.push(one);
  for (const one of betweenRooms(datagrams)) twice.push(one);
  if (!complete) return twice;
  return [
    ...twice,
    ...withoutCertificate(sockets2, steps, "ssl"),
    ...withoutCertificate(datagrams, steps, "quic")
  ];
}
function doubledOptions(sockets2) {
  return [
    ...secondOf(
      sockets2.filter(({ isDefault }) => isDefault),
      "default server",
      (socket) => `a duplicate default server for ${socket}: only one server may be it`
    ),
    ...secondOf(
      sockets2.filter(
        ({ step: step2, implicit }) => !implicit && step2.directive.args.some(({ value }) => isBinding(value))
      ),
      "listen options",
      (socket) => `duplicate listen options for ${socket}: only one server may set them`
    )
  ];
}
function secondOf(sockets2, what, say) {
  const first = /* @__PURE__ */ new Map();
  return sockets2.flatMap(({ socket, at, step: step2 }) => {
    const name = `${step2.context} ${socket}`;
    const before = first.get(name);
    if (before !== void 0) {
      const related = [{ at: before, note: "the first one is here" }];
      return [{ key: `${what} ${socket}`, at, message: say(socket), related }];
    }
    first.set(name, at);
    return [];
  });
}
function besidesBoth(sockets2) {
  const overIpv4 = /* @__PURE__ */ new Map();
  const nameOf4 = ({ port: port2, server }) => `${server.context} ${port2}`;
  for (const socket of sockets2)
    if (/^\d+\./.test(socket.address) && !overIpv4.has(nameOf4(socket))) overIpv4.set(nameOf4(socket), socket);
  return sockets2.flatMap((both) => {
    const other = overIpv4.get(nameOf4(both));
    if (both.address !== "*" || other === void 0) return [];
    const message = `port ${both.port} is bound twice: with ipv6only=off this takes IPv4 as well`;
    const related = [{ at: other.at, note: "IPv4 is bound here" }];
    return [{ key: `both families ${both.port}`, at: both.at, message, related }];
  });
}
function betweenRooms(sockets2) {
  const first = /* @__PURE__ */ new Map();
  return sockets2.flatMap((socket) => {
    const { port: port2, server, at } = socket;
    const rooms = ["http", "stream", "mail"].filter((room) => room !== server.context);
    const before = rooms.flatMap((room) => overlapping(socket).map((where) => first.get(`${room} ${where}`))).find((one) => one !== void 0);
    for (const where of taken(socket))
      if (!first.has(`${server.context} ${where}`)) first.set(`${server.context} ${where}`, socket);
    if (before === void 0 || [socket, before].some(sharesPort)) return [];
    const message = `port ${port2} is bound twice, by "${before.server.context}" and by "${server.context}"`;
    const related = [{ at: before.at, note: `"${before.server.context}" binds it here` }];
    return [{ key: `two rooms ${port2}`, at, message, related }];
  });
}
function taken({ address: address2, port: port2 }) {
  return [
    `${address2} ${port2}`,
    ...familiesOf(address2).flatMap((family) => [
      `some ${family} ${port2}`,
      ...isWildcard(address2) ? [`all ${family} ${port2}`] : []
    ])
  ];
}
function overlapping({ address: address2, port: port2 }) {
  const families = familiesOf(address2);
  if (isWildcard(address2)) return families.map((family) => `some ${family} ${port2}`);
  return [`${address2} ${port2}`, ...families.map((family) => `all ${family} ${port2}`)];
}
function familiesOf(address2) {
  if (address2 === "*") return ["IPv4", "IPv6"];
  return [address2.includes(":") ? "IPv6" : "IPv4"];
}
function isWildcard(address2) {
  return ["*", "::", "0.0.0.0"].includes(address2);
}
function sharesPort({ step: step2, implicit }) {
  return !implicit && step2.directive.args.some(({ value }) => value === "reuseport");
}
function withoutCertificate(sockets2, steps, option) {
  const ofHttp = steps.filter(({ directive }) => directive.name.value === "http").flatMap(({ children }) => children);
  if (hasCertificate(ofHttp)) return [];
  const inHttp = sockets2.filter(({ server }) => server.context === "http");
  return [...socketsByName(inHttp)].flatMap(([name, same2]) => {
    const asking2 = same2.find(({ step: step2 }) => step2.directive.args.some(({ value }) => value === option));
    const main = same2.find(({ isDefault }) => isDefault) ?? same2[0];
    if (asking2 === void 0 || main === void 0 || hasCertificate(main.server.children)) return [];
    const message = `no "ssl_certificate" is defined for the "listen ... ${option}" directive`;
    const { directive, loaded } = main.server;
    const note3 = `this server answers on ${name} by default`;
    const related = [{ at: loaded.content.place(directive.name.span), note: note3 }];
    return [{ key: `no certificate ${name}`, at: asking2.at, message, related }];
  });
}
function socketsByName(sockets2) {
  const named6 = /* @__PURE__ */ new Map();
  for (const socket of sockets2) {
    const same2 = named6.get(socket.socket) ?? [];
    same2.push(socket);
    named6.set(socket.socket, same2);
  }
  return named6;
}
function hasCertificate(steps) {
  return steps.some(({ directive: { name } }) => /^ssl_(certificate|reject_handshake)$/.test(name.value));
}

// src/model/nginx/sockets.ts
var SERVER_CONTEXTS = ["server", "stream server", "mail server"];
function socketsOf(steps, input) {
  const collected = { sockets: [], datagrams: [], problems: [], incomplete: void 0 };
  for (const step2 of steps) {
    collected.incomplete ??= step2.open ?? foreignServers(step2);
    for (const child of step2.children) {
      if (step2.context === "main") collected.incomplete ??= child.open;
      if (child.directive.name.value !== "server" || child.directive.block === void 0) continue;
      if (isServerBlock(step2)) addServer2(collected, { server: child, parent: step2 }, input);
    }
  }
  const { sockets: sockets2, datagrams, problems, incomplete } = collected;
  return {
    listeners: [...merged3(sockets2).map(listenerOf), ...ipv6Of2(sockets2, input.tidied)],
    datagrams: merged3(datagrams).map(listenerOf),
    problems: [
      ...problems,
      ...socketProblems({ sockets: sockets2, datagrams }, steps, input.complete && incomplete?.key !== "mistake")
    ],
    ...incomplete === void 0 ? {} : { incomplete }
  };
}
function isServerBlock({ directive, context }) {
  return context === "main" && ["http", "stream", "mail"].includes(directive.name.value);
}
function foreignServers(step2) {
  const { directive, context, loaded } = step2;
  if (directive.block === void 0 || context !== "main") return void 0;
  if (knownDirective(directive.name.value) || !holdsListen(step2)) return void 0;
  return unknown(
    {
      key: `module of ${directive.name.value}`,
      why: `the block "${directive.name.value}" belongs to an unknown module`
    },
    loaded.content.place(directive.name.span)
  );
}
function holdsListen({ children }) {
  return children.some((child) => child.directive.name.value === "listen" || holdsListen(child));
}
function addServer2(collected, { server, parent }, input) {
  const { processUser } = input;
  const open = server.children.find((child) => child.open !== void 0)?.open;
  collected.incomplete ??= open;
  const listens = server.children.filter(
    ({ directive, context }) => directive.name.value === "listen" && SERVER_CONTEXTS.includes(context ?? "") && directive.args.length > 0
  );
  if (listens.length > 0) return addListens(collected, { server, listens }, input);
  if (open !== void 0) return;
  if (input.mistake !== void 0) {
    collected.incomplete ??= unknown(
      { key: "mistake", why: "nginx stops at this mistake before it listens" },
      input.mistake
    );
    return;
  }
  const at = server.loaded.content.place(server.directive.name.span);
  if (parent.directive.name.value !== "http") {
    const message = 'no "listen" is defined for this server';
    collected.problems.push({ key: "no listen", at, message, related: [] });
    return;
  }
  if (!processUser.known) {
    collected.incomplete ??= processUser;
    return;
  }
  const port2 = processUser.value.root ? 80 : 8e3;
  const socket = { address: "0.0.0.0", port: port2, socket: `0.0.0.0:${port2}` };
  collected.sockets.push({
    ...socket,
    at,
    step: server,
    implicit: true,
    bind: false,
    isDefault: false,
    server
  });
}
function addListens(collected, { server, listens }, { rendered: rendered2, filter, budget }) {
  const seen = /* @__PURE__ */ new Map();
  for (const step2 of listens) {
    const { directive, loaded } = step2;
    const at = loaded.content.place(directive.args[0]?.span);
    const mayReplace = rendered2.has(loaded.container.path) ? filter : void 0;
    const listen = readListen(directive.args, mayReplace);
    if (listen.kind === "refused") {
      const key = `listen ${directive.args.map(({ value }) => value).join(" ")}`;
      collected.problems.push({ key, at, message: listen.message, related: [] });
    }
    if (listen.kind === "addresses" && listen.open !== void 0)
      collected.incomplete ??= unknown(listen.open, at);
    if (listen.kind === "open") collected.incomplete ??= unknown(listen.reason, at);
    if (listen.kind === "unix") {
      const before = seen.get(listen.socket);
      if (before !== void 0) collected.problems.push(doubled(listen.socket, at, before));
      seen.set(listen.socket, before ?? at);
    }
    if (listen.kind !== "addresses") continue;
    const isDefault = directive.args.some(({ value }) => value === "default_server" || value === "default");
    const isUdp = listen.transport === "udp";
    for (const address2 of listen.addresses) {
      budget?.spend();
      const name = `${listen.transport} ${address2.socket}`;
      const before = seen.get(name);
      if (before === void 0) {
        seen.set(name, at);
        (isUdp ? collected.datagrams : collected.sockets).push({
          ...address2,
          at,
          step: step2,
          implicit: false,
          bind: listen.bind,
          isDefault,
          server
        });
        continue;
      }
      collected.problems.push(doubled(address2.socket, at, before));
      break;
    }
  }
}
function doubled(socket, at, before) {
  const message = `a duplicate listen ${socket}: a server may name it only once`;
  const related = [{ at: before, note: "it is named here first" }];
  return { key: `listen twice ${socket}`, at, message, related };
}
function merged3(sockets2) {
  const unique = /* @__PURE__ */ new Map();
  for (const socket of sockets2) {
    const name = `${socket.address} ${socket.port}`;
    const before = unique.get(name);
    if (before === void 0 || isStockSocket(before) && !isStockSocket(socket)) unique.set(name, socket);
  }
  const takenIn = ({ address: address2, port: port2, bind }) => {
    const wildcard = address2.includes(":") ? "::" : "0.0.0.0";
    return !bind && address2 !== wildcard && address2 !== "*" && unique.has(`${wildcard} ${port2}`);
  };
  return [...unique.values()].filter((socket) => !takenIn(socket));
}
function listenerOf({ address: address2, port: port2, at, implicit, step: step2 }) {
  const stock = isStock(step2.loaded.container) ? { stock: true } : {};
  return { server: "nginx", address: address2, port: port2, at, implicit, ...stock, because: step2.loaded.because };
}
function isStockSocket({ step: step2 }) {
  return isStock(step2.loaded.container);
}
function ipv6Of2(sockets2, tidied) {
  if (tidied === void 0) return [];
  const own = sockets2.filter(({ step: step2 }) => step2.loaded.container.path === tidied.path);
  if (own.some(({ address: address2 }) => address2.includes(":") || address2 === "*")) return [];
  const over6 = new Set(sockets2.filter(({ address: address2 }) => address2 === "::").map(({ port: port2 }) => port2));
  const added = own.filter(({ address: address2, port: port2 }) => address2 === "0.0.0.0" && !over6.has(port2));
  return added.map((socket) => ({
    ...listenerOf(socket),
    address: "::",
    because: [{ at: tidied.at, note: `the entrypoint adds listen [::]:${socket.port} to ${tidied.path}` }]
  }));
}

// src/model/nginx/problems.ts
function problemsOf({ container, content, parsed, context, includedAt }, { inline, rendered: rendered2, build: build2 }) {
  if (isStock(container) && !inline) return [];
  const related = includedAt === void 0 ? [] : [{ at: includedAt, note: "the file is loaded here" }];
  const blame = (what, span2, misplaced) => ({
    ...what,
    at: content.place(span2),
    related,
    path: container.path,
    misplaced
  });
  const { releases, foreign } = build2;
  const reader = { rendered: rendered2, ...releases === void 0 ? {} : { releases } };
  const refused4 = context === void 0 || foreign ? [] : checkDirectives(parsed.directives, context, reader);
  const problems = refused4.filter(({ kind }) => kind !== "unknown").map(
    ({ message: message2, span: span2, kind, directive }) => blame({ key: `${kind} ${directive.name.value}`, message: message2 }, span2, kind === "context")
  );
  if (parsed.error === void 0) return problems;
  const { span } = parsed.error;
  const message = inline ? ofParameter(parsed.error.message) : parsed.error.message;
  return [...problems, blame({ key: lineKey("syntax", content.place(span)), message }, span, false)];
}
function includedFolder({ path: path2, at }, includedAt) {
  const related = [{ at: includedAt, note: "it is included here" }];
  const message = `${path2} is a folder, but nginx includes only files`;
  return { key: `include of a folder ${path2}`, at, message, related, path: path2, misplaced: false };
}
function ofParameter(message) {
  return message.startsWith("unexpected end of file") ? 'unexpected end of the parameter of -g: a ";" is missing at its end' : `${message}, in the parameter of -g`;
}

// src/model/nginx/unrendered.ts
function unrenderedIn({ file, comments, directives }) {
  const left = comments.map(({ span }) => span);
  for (const { directive } of walk(directives)) if (directive.lua !== void 0) left.push(directive.lua);
  return templateMark(file, left);
}

// src/model/nginx/tree.ts
var MOST_FILES3 = 2e3;
var DEEPEST3 = 40;
function readTree(main, content, { globals, ...of }) {
  const reading = {
    ...of,
    folder: parentOf(main.path),
    loaded: [],
    includes: [],
    missing: [],
    problems: [],
    incomplete: void 0
  };
  const source = { file: main, context: "main", because: [], chain: [] };
  const ahead2 = globals === void 0 ? [] : readSource(reading, { ...source, content: globals }, true);
  const steps = [ahead2, readSource(reading, { ...source, content })].flatMap(
    (read2) => "known" in read2 ? [] : read2
  );
  const { loaded, includes, missing, problems, incomplete } = reading;
  return { steps, loaded, includes, missing, problems, ...incomplete === void 0 ? {} : { incomplete } };
}
function readSource(reading, source, inline = false) {
  const { file, content, context, includedAt, because: because2 } = source;
  const parsed = within(
    { doing: "reading this as configuration of nginx", at: content.place() },
    () => parseNginx(content.file)
  );
  const loaded = {
    container: file,
    content,
    parsed,
    context,
    ...includedAt === void 0 ? {} : { includedAt },
    because: inline ? [] : [
      ...file.because,
      ...because2,
      ...includedAt ? [{ at: includedAt, note: "it is included here" }] : []
    ]
  };
  const template2 = unrenderedIn(parsed);
  if (template2 !== void 0) {
    const why = `${file.source ?? file.path} contains ${template2}: it is a template, but what renders it is unknown`;
    return leaveOpen(reading, unknown({ key: `template ${file.source ?? file.path}`, why }, content.place()));
  }
  if (!inline) reading.loaded.push(loaded);
  for (const one of problemsOf(loaded, { ...reading, inline, rendered: reading.rendered.has(file.path) }))
    reading.problems.push(one);
  return stepsOf(reading, { directives: parsed.directives, context, loaded, chain: source.chain });
}
function stepsOf(reading, level) {
  const { context, loaded } = level;
  reading.budget?.spend(level.directives.length);
  return level.directives.flatMap((directive) => {
    if (isInclude(directive)) return includedBy(reading, directive, level);
    const inner = context === void 0 ? void 0 : childContext(directive, context);
    const children = directive.block === void 0 ? [] : stepsOf(reading, { ...level, directives: directive.block, context: inner });
    return [{ directive, context, loaded, children }];
  });
}
function isInclude({ name, args, block }) {
  return name.value === "include" && args.length === 1 && block === void 0;
}
function includedBy(reading, directive, level) {
  const { loaded, context, chain } = level;
  const word = directive.args[0];
  if (word === void 0) return [];
  const at = loaded.content.place(word.span);
  const step2 = (open) => ({ directive, context, loaded, children: [], open });
  if (word.value.includes("${"))
    return [
      step2(
        leaveOpen(
          reading,
          unknown({ key: `include ${word.value}`, why: `${word.value} is an unknown path` }, at)
        )
      )
    ];
  const pattern = resolvePath(reading.folder, word.value);
  reading.includes.push({ pattern, context, at });
  for (const folder of isGlob(pattern) ? reading.files.folders(pattern) : [])
    reading.problems.push(includedFolder(folder, at));
  const { found, others } = isGlob(pattern) ? reading.files.match(pattern) : plain2(reading, { path: pattern, at, loaded });
  const steps = found.flatMap(({ path: path2, entry, file }) => {
    if (file === void 0) {
      reading.missing.push({
        value: entry.target ?? path2,
        at: entry.at,
        because: [{ at, note: `${path2} is included here` }]
      });
      return [];
    }
    const because2 = entry.kind === "link" ? [{ at: entry.at, note: `${path2} is linked to it here` }] : [];
    const rest = { context, includedAt: at, because: because2, chain: [...chain, loaded.container.path] };
    const read2 = readIncluded2(reading, file, rest);
    return "known" in read2 ? [step2(leaveOpen(reading, read2))] : read2;
  });
  return others === void 0 ? steps : [...steps, step2(leaveOpen(reading, others))];
}
function plain2({ files, missing }, { path: path2, at, loaded }) {
  const file = files.find(path2);
  if (file === void 0) {
    missing.push({ value: path2, at, because: loaded.because });
    return { found: [] };
  }
  return isFile(file) ? { found: [{ path: path2, entry: file, file }] } : { found: [], others: file };
}
function readIncluded2(reading, file, rest) {
  const { includedAt, chain } = rest;
  const refuse2 = (key, message) => {
    reading.problems.push({
      key: `${key} ${file.path}`,
      at: includedAt,
      message,
      related: [],
      path: chain.at(-1) ?? "",
      misplaced: false
    });
    return [];
  };
  if (file.kind === "directory") {
    reading.problems.push(includedFolder(file, includedAt));
    return [];
  }
  if (chain.includes(file.path)) return refuse2("include of itself", `${file.path} includes itself`);
  if (!file.content.known) return file.content;
  if (reading.loaded.length >= MOST_FILES3 || chain.length > DEEPEST3) {
    return unknown(
      { key: "too many includes", why: "the configuration includes more files than are read" },
      includedAt
    );
  }
  return readSource(reading, { ...rest, file, content: file.content.value });
}
function leaveOpen(reading, why) {
  reading.incomplete ??= why;
  return why;
}

// src/model/nginx/unloaded.ts
function unloadedFiles(tree, main, {
  input,
  rendered: rendered2
}) {
  if (tree.incomplete !== void 0) return [];
  const templates2 = new Set([...rendered2.templates.values()].map(({ path: path2 }) => path2));
  const idle = [...idleCopies(input, tree.loaded), ...renderedForNothing(tree, input, rendered2)].filter(({ container }) => baseName(container.path) !== "mime.types" && !templates2.has(container.path)).map((copied3) => ({
    copied: copied3,
    parsed: within(
      { doing: "reading this as configuration of nginx", at: copied3.content.place() },
      () => parseNginx(copied3.content.file)
    )
  })).filter(({ parsed }) => looksLikeNginx(parsed));
  const folder = parentOf(main.path);
  const snippets = idle.flatMap(({ parsed }) => includedPaths2(parsed, folder));
  return idle.filter(({ copied: copied3 }) => !snippets.some((snippet) => snippet.test(copied3.container.path))).filter(({ copied: copied3, parsed }) => !isSpare(copied3.container, parsed, { tree, main })).map(({ copied: copied3, parsed }) => notLoaded2(copied3, parsed, { tree, main }));
}
function isSpare({ path: path2, at }, { directives }, { tree, main }) {
  const folder = parentOf(path2);
  const isSite = directives.some(({ name, block }) => block !== void 0 && ENTRIES.test(name.value));
  if (isSite || folder === parentOf(main.path)) return false;
  return tree.loaded.some(
    ({ container: other }) => parentOf(other.path) === folder && isSameStart(other.at, at) && tree.includes.some(({ pattern }) => pattern === other.path)
  );
}
var ENTRIES = /^(events|http|stream|mail|server)$/;
function renderedForNothing({ loaded }, input, { files, templates: templates2 }) {
  const paths2 = new Set(loaded.map(({ container }) => container.path));
  return files.flatMap((container) => {
    const template2 = templates2.get(container.path);
    const { content } = container;
    if (paths2.has(container.path) || template2?.source === void 0 || !content.known) return [];
    const at = broughtAt(template2, input);
    return [{ container, source: template2.source, at, content: content.value }];
  });
}
function misplacedFiles(tree, main, input) {
  return tree.loaded.flatMap((loaded) => {
    const { container, includedAt } = loaded;
    if (container.source === void 0) return [];
    const misplaced = misplacedAs(loaded, main);
    if (misplaced === void 0) return [];
    const related = includedAt === void 0 ? [] : [{ at: includedAt, note: "it is loaded here" }];
    const { source } = container;
    return [{ container, source, at: broughtAt(container, input), why: "wrong-slot", ...misplaced, related }];
  });
}
function misplacedAs({ parsed, context, container }, main) {
  if (!looksLikeNginx(parsed)) {
    return looksLikeApache(parseApache(parsed.file)) ? { what: "is an Apache configuration", wanted: "a path that Apache loads" } : void 0;
  }
  if (context === void 0 || !isMisplaced(parsed, context)) return void 0;
  const guesses = guessContexts(parsed.directives);
  if (guesses.length === 0 || guesses.includes(context)) return void 0;
  const slot = container.path === main.path ? " as its main configuration" : ` inside "${context}"`;
  if (isWhole(parsed) && container.path !== main.path) {
    return { what: "is a main configuration", slot, wanted: main.path };
  }
  const wanted = `a path that nginx loads inside "${guesses[0]}"`;
  return { what: `holds directives for "${guesses[0]}"`, slot, wanted };
}
function isMisplaced({ directives }, context) {
  return checkDirectives(directives, context).some(
    ({ kind, directive }) => kind === "context" && directives.includes(directive)
  );
}
function isWhole({ directives }) {
  return directives.some(
    ({ name, block }) => block !== void 0 && /^(events|http|stream)$/.test(name.value)
  );
}
function notLoaded2({ container, source, at }, parsed, { tree, main }) {
  const made = container.source === void 0 ? { made: "rendered" } : {};
  const file = { container, source, at, why: "not-loaded", ...made };
  if (isWhole(parsed)) {
    const related2 = [{ at: main.at, note: `nginx reads ${main.path}, which is copied here` }];
    return { ...file, wanted: main.path, related: related2 };
  }
  const contexts = guessContexts(parsed.directives);
  const fitting = tree.includes.filter(
    ({ pattern, context }) => isGlob(pattern) && context !== void 0 && contexts.includes(context)
  );
  const patterns = [...new Set(fitting.map(({ pattern }) => pattern))];
  const related = fitting.map(({ pattern, at: included }) => ({
    at: included,
    note: `${pattern} is loaded here`
  }));
  const wanted = patterns.length > 0 ? patterns.join(", ") : `an include in ${main.path}`;
  return { ...file, wanted, related: [...linkHint(container, patterns), ...related] };
}
function linkHint(container, patterns) {
  const enabled = parentOf(container.path).replace(/-available$/, "-enabled");
  const usual2 = patterns.some((pattern) => parentOf(pattern) === enabled);
  if (!usual2 || enabled === parentOf(container.path)) return [];
  return [{ at: container.at, note: `it is copied here, but nothing links it into ${enabled}` }];
}
function includedPaths2(parsed, folder) {
  return [...walk(parsed.directives)].flatMap(({ directive }) => {
    const path2 = directive.args[0]?.value;
    if (directive.name.value !== "include" || path2 === void 0) return [];
    return [globExpression(resolvePath(folder, path2))];
  });
}

// src/model/nginx/read.ts
function readNginx(input) {
  const command2 = readCommand(input.command, input.installed);
  const rendered2 = prepareByEntrypoint(input);
  const files = serverFiles(input.files, [...input.startWrites, ...rendered2.writes], rendered2.files);
  const idle = servesUnless(command2.otherJob, input);
  const { mainConfig: path2 } = command2;
  const judged = { ...input, starts: idle };
  if (!path2.known) return unread2(judged, command2, path2);
  const main = files.find(path2.value);
  if (main === void 0) return withoutMain2(judged, command2, path2.value);
  if (!isFile(main)) return unread2(judged, command2, main);
  if (!main.content.known) return unread2(judged, command2, main.content);
  const { globals, open } = command2;
  const paths2 = new Set(rendered2.templates.keys());
  const build2 = buildOf2(input);
  const read2 = readTree(main, main.content.value, {
    files,
    build: build2,
    rendered: paths2,
    ...globals === void 0 ? {} : { globals },
    ...input.budget && { budget: input.budget }
  });
  const incomplete = open ?? read2.incomplete;
  const tree = incomplete === void 0 ? read2 : { ...read2, incomplete };
  return assembled2(judged, { main, tree, command: command2, build: build2, rendered: paths2, prepared: rendered2, files });
}
function assembled2(input, facts) {
  const { main, tree } = facts;
  const { steps, incomplete, missing } = tree;
  const { processUser: master, accounts, installed } = input;
  const userDirectives = userDirectivesOf(steps);
  const asRoot = master.known && master.value.root;
  const refused4 = asRoot ? refusedUsers(userDirectives, accounts) : [];
  const off = masterProcessOff(steps);
  const sockets2 = socketsOf(steps, {
    processUser: master,
    tidied: facts.prepared.tidied,
    filter: facts.prepared.filter,
    rendered: facts.rendered,
    ...input.budget && { budget: input.budget },
    complete: incomplete === void 0,
    mistake: tree.problems[0]?.at
  });
  const configuration = {
    steps,
    build: facts.build,
    complete: incomplete === void 0 && tree.problems.every(({ key }) => !key.startsWith("syntax")),
    rendered: facts.rendered
  };
  const misplaced = misplacedFiles(tree, main, input);
  const wrong = [
    ...tree.problems,
    ...structureProblems(tree, main, asRoot),
    ...nginxRefusals(configuration),
    ...absentModules(configuration, { ...input, files: facts.files, command: facts.command }),
    ...sockets2.problems
  ];
  const { ends } = facts.prepared;
  const fatal = [
    ...ends === void 0 ? [] : [asEvidence(ends)],
    ...wrong.map(asEvidence),
    ...missing.map(absent),
    ...refused4
  ];
  const listenersIncomplete = sockets2.incomplete ?? incomplete;
  const sites = sitesOf2(steps);
  const mainPlace = main.content.known ? main.content.value.place() : main.at;
  const compiled2 = { value: installed.install.compiledUser, at: mainPlace, because: main.because };
  return {
    kind: "nginx",
    launched: input.starts,
    starts: startsUnless(input.starts, fatal, doubtOf(configuration, userDirectives)),
    mainConfig: known(main, main.at, main.because),
    loaded: distinct(tree.loaded),
    ...incomplete === void 0 ? {} : { incomplete },
    problems: shownProblems(wrong, misplaced),
    missingIncludes: missing,
    absent: [],
    unloaded: [...misplaced, ...unloadedFiles(tree, main, { input, rendered: facts.prepared })],
    master,
    workers: workersOf(userDirectives, {
      master,
      masterProcessOff: off,
      count: workerCount({ steps }),
      refused: refused4,
      incomplete: openMain(tree, facts.command.open),
      accounts,
      compiled: compiled2
    }),
    listeners: sockets2.listeners,
    ...listenersIncomplete === void 0 ? {} : { listenersIncomplete },
    defaultSites: sites.filter(({ container }) => isStock(container)),
    ownSites: sites.filter(({ container }) => !isStock(container)),
    userDirectives,
    refusedUsers: refused4,
    install: installed.install,
    command: facts.command,
    steps,
    masterProcess: off === void 0,
    datagrams: sockets2.datagrams,
    ...ends === void 0 ? {} : { entrypointEnds: ends }
  };
}
function openMain({ steps, incomplete }, options) {
  const inMain = steps.find(({ context, open }) => context === "main" && open !== void 0)?.open;
  return options ?? inMain ?? (steps.length === 0 ? incomplete : void 0);
}
function unreadNginx(input, why) {
  return unread2(input, readCommand(void 0, input.installed), why);
}
function unread2(input, command2, why) {
  return {
    kind: "nginx",
    ...unreadServer(input, why),
    userDirectives: [],
    refusedUsers: [],
    install: input.installed.install,
    command: command2,
    steps: [],
    masterProcess: true,
    datagrams: []
  };
}
function withoutMain2(input, command2, path2) {
  const at = input.command?.at ?? input.installed.at;
  const note3 = `there is no ${path2} in the image`;
  const server = unread2(input, command2, unknown({ key: `no ${path2}`, why: note3 }, at));
  const absent3 = { kind: "file", path: path2, at, note: note3 };
  return { ...server, absent: [absent3], starts: startsUnless(input.starts, [absent3]) };
}
var NO_EVENTS = "no events";
function structureProblems({ steps, incomplete, problems }, main, asRoot) {
  const once2 = asRoot ? ["user"] : [];
  const top = steps.filter(({ context, open: open2 }) => context === "main" && open2 === void 0);
  const doubled2 = once2.flatMap((name) => {
    const [first, ...others] = top.filter(({ directive }) => directive.name.value === name);
    return others.map((other) => ({
      key: `duplicate ${name}`,
      at: other.loaded.content.place(other.directive.span),
      message: `"${name}" directive is duplicate`,
      related: first === void 0 ? [] : [{ at: placeOf4(first), note: `the first "${name}" is here` }],
      about: "user-duplicate"
    }));
  });
  const hasEvents = top.some(({ directive }) => directive.name.value === "events");
  const open = incomplete !== void 0 || problems.length > 0;
  if (hasEvents || open || isStock(main) || !main.content.known) return doubled2;
  const { place } = main.content.value;
  const message = 'no "events" section in configuration';
  return [...doubled2, { key: NO_EVENTS, at: place(), message, related: [] }];
}
function shownProblems(problems, misplaced) {
  const elsewhere2 = new Set(misplaced.map(({ container }) => container.path));
  const noEvents = (key) => key === NO_EVENTS && misplaced.length > 0;
  const seen = /* @__PURE__ */ new Set();
  return problems.flatMap(({ key, path: path2, at, message, related, about }) => {
    const same2 = JSON.stringify([at.file.path, at.span, message]);
    if (seen.has(same2) || noEvents(key) || path2 !== void 0 && elsewhere2.has(path2)) return [];
    seen.add(same2);
    return [{ key, at, message, related, ...about === void 0 ? {} : { about } }];
  });
}
function sitesOf2(steps) {
  return distinct(httpServers(steps).map(({ server }) => server.loaded));
}
function placeOf4({ loaded, directive }) {
  return loaded.content.place(directive.span);
}
function asEvidence({ at, message }) {
  return { at, note: message };
}
function absent({ value, at }) {
  return { at, note: `${value} is included, but does not exist` };
}

// src/model/shell/root-only.ts
var MANAGER = /^(apt|apt-get|aptitude|apk|yum|dnf|microdnf|tdnf|zypper)$/;
var CHANGES = /^(install|in|add|del|remove|rm|erase|purge|autoremove|update|up|upgrade|dist-upgrade|full-upgrade|reinstall|groupinstall)$/;
var HARMLESS = /^(-s|-h|-p|--(simulate|just-print|dry-run|no-act|recon|assumeno|print-uris|help|version|usermode|root|installroot)(=.*)?)$/;
function isForRootOnly({ name, args }) {
  const words = args.map(({ value }) => value ?? "");
  if (words.some((word) => HARMLESS.test(word))) return false;
  if (MANAGER.test(name)) return CHANGES.test(words.find((word) => CHANGES.test(word)) ?? "");
  if (name === "dpkg") return words.some((word) => /^(-i|--install|-r|--remove|-P|--purge)$/.test(word));
  return isAccountTool(name) || name === "chpasswd";
}

// src/model/stages/users.ts
function accountsOf(state) {
  const { users, groups, otherAccounts: others, replacedAccounts: replaced2 } = state;
  return {
    users,
    groups,
    ...others === void 0 ? {} : { others },
    ...replaced2 === void 0 ? {} : { replaced: replaced2 }
  };
}
function hasAccount(state, of, account) {
  const all = of === "user" ? state.users.map(({ name, uid }) => [name, uid]) : state.groups.map(({ name, gid }) => [name, gid]);
  if (all.some(([name, id]) => name === account || String(id) === account)) return true;
  const isOwn2 = /^\d+$/.test(account) && Number(account) > LAST_OF_BASES && Number(account) < NOBODY;
  return isOwn2 && state.otherAccounts === void 0 ? false : void 0;
}
function hasNumber(state, uid) {
  if (uid !== LAST_OF_BASES || !state.bareBase || state.otherAccounts !== void 0)
    return hasAccount(state, "user", String(uid));
  return state.users.some((user2) => user2.uid === uid);
}
var LAST_OF_BASES = 1e3;
var NOBODY = 65e3;
function userOf(spec, accounts) {
  const [user2 = "", group] = spec.split(":");
  const numeric = /^\d+$/.test(user2);
  const account = accounts.users.find(({ name: name2, uid: uid2 }) => numeric ? uid2 === Number(user2) : name2 === user2);
  const name = numeric ? account?.name : user2;
  const uid = numeric ? Number(user2) : account?.uid ?? (user2 === "root" ? 0 : void 0);
  const primary = group === void 0 || group === "" ? account?.group : group;
  return {
    ...name === void 0 ? {} : { name },
    ...uid === void 0 ? {} : { uid },
    ...primary === void 0 ? {} : { group: primary },
    root: uid === 0 || name === "root"
  };
}
function madeHere(user2, accounts) {
  const account = accounts.users.find(({ name }) => name === user2.name);
  return account?.from === "run" ? [{ at: account.at, note: `user "${account.name}" is created here` }] : [];
}
function namedUser(name, accounts, at) {
  const unclear = unclearUser(accounts, name);
  if (unclear !== void 0 && !/^\d+$/.test(name)) return unclear;
  const user2 = userOf(name, accounts);
  return known(user2, at, madeHere(user2, accounts));
}
function containerUser(state, accounts) {
  const { user: user2 } = state;
  if (user2 === void 0) {
    if (state.unknownBase !== void 0) return state.unknownBase;
    return known(userOf("root", accounts), state.from, [
      { at: state.from, note: "no USER is set, so it is root" }
    ]);
  }
  if (user2.spec === null && user2.from === "compose") {
    return unknown(
      { key: "user of the service", why: '"user" of the service comes from outside the repo' },
      user2.at,
      'give its variable a default, as in "${APP_USER:-1000}", or set it in the .env next to the compose file'
    );
  }
  if (user2.open !== void 0) return user2.open;
  if (user2.spec === null) {
    return unknown(
      { key: "USER", why: "the value of USER comes from outside this file" },
      user2.at,
      "give the ARG a default, or set it under builds: args: in .github/keelcheck.yml"
    );
  }
  const [name = ""] = user2.spec.split(":");
  const unclear = /^\d*$/.test(name) ? void 0 : unclearUser(accounts, name);
  if (unclear !== void 0) return unclear;
  const value = userOf(user2.spec, accounts);
  if (user2.proof !== void 0) return known(value, user2.at, [user2.proof]);
  const inherited = user2.own ? [] : [{ at: state.from, note: "the base image sets this user" }];
  return known(value, user2.at, [...madeHere(value, accounts), ...inherited]);
}
function proveRoot(state, run3, below2) {
  if (state.user !== void 0 || state.unknownBase === void 0) return;
  const proof = proofOf(state, run3, below2);
  if (proof !== void 0) state.user = { spec: "root", at: state.from, own: false, proof };
}
function proofOf(state, { commands, effects }, below2) {
  const sure = commands.filter((command3) => command3.sure && !command3.mayFail && !command3.wrapped);
  const command2 = sure.find(isForRootOnly);
  if (command2 !== void 0) return { at: command2.at, note: `only root can run ${command2.name} here` };
  const owners = sure.filter(({ name }) => name === "chown");
  const changed3 = effects.find(
    (placed3) => owners.some(({ at }) => isSameStart(at, placed3.at)) && changesOwner(placed3, { state, below: below2 })
  );
  return changed3 && { at: changed3.at, note: "only root can change this owner" };
}
function changesOwner({ effect }, { state, below: below2 }) {
  if (effect.kind !== "owner" || typeof effect.owner !== "string" || effect.owner === "") return false;
  if (isRoot(effect.owner)) return true;
  const files = containerFiles(below2, state.work.budget);
  const found = files.lookup(effect.path);
  const named6 = found === void 0 || "known" in found ? [] : [found];
  const deep = effect.deep ? files.under(effect.path).files : [];
  return [...named6, ...deep].some(isOfRoot);
}
function isOfRoot({ owner, source }) {
  return source !== void 0 && owner.known && isRoot(owner.value.user ?? "");
}
function isRoot(user2) {
  return user2 === "root" || user2 === "0";
}

// src/model/shell/shell-call.ts
var VALUED = /^([-+]\w*[oO]|--(rcfile|init-file))$/;
function shellCall(words) {
  let byText2 = false;
  let byInput = false;
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index];
    if (typeof word !== "string" || !/^[-+]./.test(word)) break;
    if (word === "--") {
      index++;
      break;
    }
    byText2 ||= /^-\w*c\w*$/.test(word);
    byInput ||= /^-\w*s\w*$/.test(word);
    if (VALUED.test(word)) index++;
  }
  const operand2 = words[index];
  const args = words.slice(index + 1);
  if (byText2) return { kind: "text", text: operand2 === void 0 ? "" : operand2, args: args.slice(1) };
  if (byInput || operand2 === void 0 || operand2 === "-") return { kind: "input" };
  return { kind: "file", file: operand2, args };
}
function shellReads(words, text3) {
  const [program, ...args] = unwrapped([...words, text3]);
  if (typeof program !== "string" || !isShell(program)) return null;
  const call2 = shellCall(args);
  return call2.kind === "text" ? call2.text : null;
}

// src/model/stock/programs/absent.ts
var COMMON = "curl git gosu su-exec sudo doas tini dumb-init python python3 pip pip3 node npm npx yarn php composer ruby gem bundle go java mvn make gcc g++ cmake zip jq yq vim nano ssh ssh-keygen scp rsync gpg envsubst supervisord gunicorn uvicorn nginx apache2 httpd mysql psql redis-cli certbot";
var DEBIAN2 = `${COMMON} wget unzip killall ping ip ifconfig netstat nslookup dig nc less vi apk yum dnf microdnf busybox setcap htpasswd telnet lsof strace locale-gen`;
var ALPINE = `${COMMON} bash useradd usermod userdel groupadd groupmod gpasswd apt-get apt dpkg yum dnf microdnf setcap htpasswd strace file`;
var ABSENT = {
  debian: new Set(DEBIAN2.split(" ")),
  alpine: new Set(ALPINE.split(" "))
};
var MANAGERS2 = {
  debian: /* @__PURE__ */ new Set(["apk", "yum", "dnf", "microdnf"]),
  alpine: /* @__PURE__ */ new Set(["apt-get", "apt", "dpkg", "yum", "dnf", "microdnf"]),
  rhel: /* @__PURE__ */ new Set(["apk", "apt-get", "apt", "dpkg"])
};
function plainLacks(system, program) {
  return system !== void 0 && ABSENT[system]?.has(program) === true;
}
function isForeignManager(system, program) {
  return system !== void 0 && MANAGERS2[system]?.has(program) === true;
}
function isOfOwnPackage(program) {
  return /^(gosu|su-exec|tini|dumb-init)$/.test(program);
}

// src/model/stages/absent-programs.ts
var FOLDERS3 = ["/bin", "/usr/bin", "/usr/local/bin", "/sbin", "/usr/sbin", "/usr/local/sbin"];
function mayLie(name, { layers }, files) {
  const gap = layers.first?.opaque?.why;
  return FOLDERS3.some((folder) => {
    const found = files.lookup(`${folder}/${name}`);
    return found !== void 0 && (isFile(found) || found !== gap);
  });
}
function lacksProgram(state, files, name) {
  const { base, system, packages } = state;
  if (base === void 0 || packages.has(name) || mayLie(name, state, files)) return false;
  if (isForeignManager(system, name)) return true;
  if (!state.bareBase || !plainLacks(system, name)) return false;
  if (packages.size === 0) return true;
  const isOpen4 = [...packages].some((one) => one === "" || /\$|docker|moby/.test(one));
  return isOfOwnPackage(name) && !isOpen4 && !isNamed(state, name);
}
function isNamed({ steps }, name) {
  return steps.some(
    ({ commands }) => commands.some(({ args }) => args.some(({ value, raw }) => (value ?? raw).includes(name)))
  );
}
var NAMES2 = {
  debian: "Debian or Ubuntu",
  alpine: "Alpine",
  rhel: "Red Hat's packages",
  none: "no distribution"
};
function absentProgram(name, { after, files }) {
  if (name.includes("/") || !files.every((each) => lacksProgram(after, each, name))) return void 0;
  return isForeignManager(after.system, name) ? `${name} is not there: the image is made of ${NAMES2[after.system ?? "none"]}` : `the image has no ${name}`;
}

// src/model/shell/sed/cost.ts
var TOKEN = /\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]|[\s\S]/g;
function mayExplode(source) {
  const open = [{ firsts: [], repeats: false }];
  let isFirst = true;
  let closed2;
  for (const [token] of source.matchAll(TOKEN)) {
    const group = open.at(-1);
    if (group === void 0) return true;
    const repeats = /^[*+{]$/.test(token);
    if (repeats && closed2 !== void 0 && isRisky(closed2)) return true;
    if (isFirst) group.firsts.push(token);
    isFirst = token === "(" || token === "|";
    if (repeats) group.repeats = true;
    if (token === "(") open.push({ firsts: [], repeats: false });
    closed2 = token === ")" ? open.pop() : void 0;
    const around = open.at(-1);
    if (closed2 !== void 0 && around !== void 0) around.repeats ||= isRisky(closed2);
  }
  return false;
}
function isRisky({ firsts, repeats }) {
  const areApart = firsts.every((first) => /^[\w /;-]$/.test(first)) && new Set(firsts).size === firsts.length;
  return repeats || firsts.length > 1 && !areApart;
}
function costOf(source, length) {
  const plain4 = source.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]/g, "x");
  const repeats = plain4.match(/[*+]|\{\d*,\d*\}/g)?.length ?? 0;
  let cost = 1;
  for (let factor = 1; factor <= repeats + 1; factor++) cost *= Math.max(1, length / factor);
  return cost;
}
function newBudget() {
  return { steps: 1e9, length: 64 * 1024 * 1024 };
}
function spend(budget, line, { address: address2, to, action }) {
  for (const asked of [address2, to])
    if (asked instanceof RegExp) budget.steps -= costOf(asked.source, line.length);
  if ("text" in action) budget.length -= action.text.length;
  if (action.kind === "print") budget.length -= line.length;
  if (action.kind !== "substitute") return;
  budget.steps -= costOf(action.from.source, line.length);
  const times = action.from.global ? line.length + 1 : 1;
  for (const part of action.to) budget.length -= typeof part === "string" ? times * part.length : line.length;
}
function isUsedUp({ steps, length }) {
  return steps < 0 || length < 0;
}

// src/model/shell/sed/apply.ts
function applySed(text3, { commands, quiet }, budget = newBudget()) {
  const rows = text3.split("\n");
  const ended3 = rows.at(-1) === "";
  if (ended3) rows.pop();
  const kept2 = [];
  const lines = [];
  const editing = { quiet, budget, rows, kept: kept2, lines, ranges: /* @__PURE__ */ new Map(), found: false };
  for (const [from, row] of rows.entries()) {
    const line = { number: from + 1, text: row, behind: [], ended: void 0 };
    run(editing, commands, line);
    if (isUsedUp(budget)) return void 0;
    if (!quiet && line.ended !== "deleted") put(editing, line, line.text);
    for (const added of line.behind) put(editing, line, added);
    if (line.ended === "quit") break;
  }
  const last = lines.at(-1);
  const closed2 = ended3 || last?.from !== rows.length - 1;
  return {
    text: kept2.join("\n") + (closed2 && kept2.length > 0 ? "\n" : ""),
    lines,
    found: editing.found
  };
}
function put({ kept: kept2, lines, rows }, { number }, text3) {
  for (const part of text3.split("\n")) {
    kept2.push(part);
    lines.push({ from: number - 1, same: text3 === rows[number - 1] });
  }
}
function run(editing, commands, line) {
  for (const command2 of commands) {
    spend(editing.budget, line.text, command2);
    if (isUsedUp(editing.budget) || line.ended !== void 0) return;
    if (isFor(editing, command2, line) === command2.inverted) continue;
    act(editing, command2, line);
  }
}
function act(editing, command2, line) {
  const { action } = command2;
  if (action.kind === "block") return run(editing, action.commands, line);
  if (action.kind === "substitute") return substitute(editing, action, line);
  editing.found = true;
  switch (action.kind) {
    case "delete":
      line.ended = "deleted";
      return;
    case "quit":
      line.ended = "quit";
      return;
    case "print":
      return put(editing, line, line.text);
    case "insert":
      return put(editing, line, action.text);
    case "append":
      line.behind.push(action.text);
      return;
    case "change":
      line.ended = "deleted";
      if (command2.inverted || !editing.ranges.has(command2)) put(editing, line, action.text);
  }
}
function substitute(editing, { from, to, nth, prints }, line) {
  let count = 0;
  let replaced2 = false;
  let end = -1;
  line.text = line.text.replace(from, (match, ...groups) => {
    const at = groups.findLast((group) => typeof group === "number") ?? 0;
    if (match === "" && at === end) return match;
    end = at + match.length;
    count++;
    if (nth !== void 0 && count !== nth) return match;
    replaced2 = true;
    const parts = [match, ...groups];
    return to.map((part) => typeof part === "string" ? part : String(parts[part] ?? "")).join("");
  });
  editing.found ||= replaced2;
  if (replaced2 && prints === true) put(editing, line, line.text);
}
function isFor(editing, command2, line) {
  const { address: address2, to } = command2;
  const { ranges } = editing;
  if (address2 === void 0) return true;
  if (to === void 0) return isAt(editing, address2, line);
  if (ranges.has(command2)) {
    const end2 = ranges.get(command2);
    const isLast2 = end2 === void 0 ? isAt(editing, to, line) : line.number >= end2;
    if (isLast2) ranges.delete(command2);
    return end2 === void 0 || line.number <= end2;
  }
  if (!isAt(editing, address2, line)) return false;
  const end = typeof to === "number" ? to : typeof to === "object" && "more" in to ? line.number + to.more : void 0;
  if (end === void 0 ? line.number < editing.rows.length || to !== "$" : end > line.number)
    ranges.set(command2, end);
  return true;
}
function isAt({ rows }, address2, { number, text: text3 }) {
  if (address2 === "$") return number === rows.length;
  return typeof address2 === "number" ? address2 === number : address2.test(text3);
}

// src/model/stages/content.ts
function emptyContent(at) {
  return { file: sourceFile(at.file.path, ""), place: () => at };
}
function appended(standing, added, at) {
  if (!isFile(standing)) return standing;
  const { content } = standing;
  if (!content.known) return content;
  if (!added.known) return added;
  const cut2 = content.value.file.text.length;
  const text3 = content.value.file.text + added.value.file.text;
  return known(
    {
      file: sourceFile(added.value.file.path, text3),
      place: (span) => {
        if (span === void 0 || span.start < cut2) return content.value.place(span);
        return added.value.place({ start: span.start - cut2, end: span.end - cut2 });
      }
    },
    at
  );
}
function sedContent(content, script, at) {
  if (!content.known) return content;
  const before = content.value;
  const edited = applySed(before.file.text, script);
  if (edited === void 0)
    return unknown({ key: "long sed", why: "sed on it would take too long to evaluate" }, at);
  const { text: text3, lines } = edited;
  const file = sourceFile(before.file.path, text3);
  const place = (span) => {
    if (span === void 0) return before.place();
    const row = file.lineStarts.findLastIndex((start) => start <= span.start);
    const line = lines[row];
    if (line === void 0 || !line.same) return at;
    const shift = (before.file.lineStarts[line.from] ?? 0) - (file.lineStarts[row] ?? 0);
    return before.place({ start: span.start + shift, end: span.end + shift });
  };
  return known({ file, place }, content.at);
}
function scriptAt(found) {
  if (!isFile(found)) return found;
  if (found.kind === "directory") return void 0;
  return found.content.known ? found.content.value : found.content;
}
function isSameText(standing, content) {
  if (!isFile(standing) || !standing.content.known || !content.known) return false;
  return standing.content.value.file.text === content.value.file.text;
}

// src/model/start/dash.ts
function readsAsDash({ system, from, steps }, files) {
  if (system !== "debian") return false;
  const isConfigured = steps.some(
    ({ commands }) => commands.some(({ args }) => args.some(({ raw }) => /\bdash\b|\/sh\b["']?$/.test(raw)))
  );
  return !isConfigured && SH.every((path2) => isOfBase2(files.entry(path2), from));
}
var SH = ["/bin/sh", "/usr/bin/sh"];
function isOfBase2(found, from) {
  return found === void 0 || !isFile(found) && isSameStart(found.at, from);
}
function dashRefusal({ text: text3, place }, path2) {
  const parsed = parseShell(text3, "start");
  if (parsed.problems.length > 0) return void 0;
  const commands = [...parsed.commands, ...parsed.functions.flatMap((one) => one.commands)];
  const found = [
    ...parsed.functions.filter(({ span }) => /^function\s/.test(text3.slice(span.start))).map(({ span }) => ({
      span: { start: span.start, end: span.start + "function".length },
      what: "function"
    })),
    ...commands.flatMap(ofCommand)
  ].sort((one, other) => one.span.start - other.span.start);
  const [first] = found;
  if (first === void 0 || commands.some((command2) => mayLeave(command2, first.span))) return void 0;
  return {
    key: `dash ${path2}`,
    at: place(first.span),
    note: `sh is dash here, which ends at "${first.what}": it is bash's`,
    help: `begin ${path2} with #!/bin/bash, or write it as sh knows it`
  };
}
function ofCommand({ assignments, redirects }) {
  return [
    ...assignments.filter(({ value }) => value.raw.startsWith("(")).map(({ span, name }) => ({ span, what: `${name}=(\u2026)` })),
    ...redirects.filter(({ operator: operator2 }) => operator2 === "<<<").map(({ target }) => ({ span: target.span, what: "<<<" }))
  ];
}
function mayLeave({ words, span }, { start }) {
  return span.start < start && /^(exec|exit|return)$/.test(words[0]?.text ?? "");
}

// src/model/stock/programs/launchers.ts
var BEHIND_OPTIONS = {
  dockerize: "template wait timeout stdout stderr env env-section env-header delims wait-http-header wait-retry-interval validate-cert cacert",
  envconsul: "config prefix secret consul-addr vault-addr kill-signal splay wait exec",
  "dbus-run-session": "dbus-daemon config-file",
  "xvfb-run": "n e f p s w server-num error-file auth-file server-args wait xauth-protocol",
  "opentelemetry-instrument": "traces_exporter metrics_exporter logs_exporter service_name exporter_otlp_endpoint",
  "ddtrace-run": "",
  "with-contenv": "",
  "vault-env": "",
  "secrets-init": "provider",
  fixuid: "",
  // s6 2.11.
  "s6-notifyoncheck": "3 s T t w n c"
};
var BEHIND_DASHES = /^(wait-for(-it)?(\.sh)?|wait4ports|gomplate|doppler|chamber|aws-vault|berglas|op|infisical|envkey-source|dotenv|dotenvx)$/;
function commandBehind(words) {
  const [program, ...args] = words;
  if (typeof program !== "string") return void 0;
  const name = baseName(program);
  const dashes = args.indexOf("--");
  if (BEHIND_DASHES.test(name)) return dashes < 0 ? void 0 : filled(args.slice(dashes + 1));
  const valued = ownValue(BEHIND_OPTIONS, name);
  return valued === void 0 ? void 0 : filled(behindOptions(args, new Set(valued.split(" "))));
}
function behindOptions(args, valued) {
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index];
    if (arg === "--") return args.slice(index + 1);
    if (typeof arg !== "string" || !arg.startsWith("-")) break;
    if (valued.has(arg.replace(/^--?/, ""))) index++;
  }
  return args.slice(index);
}
function filled(words) {
  return words.length === 0 ? void 0 : words;
}

// src/model/shell/unread.ts
var HARMLESS2 = new Set(
  `: [ [[ alias apt-cache apt-key apt-mark basename break cat cksum cmp command continue cut date debconf-set-selections
df diff dirname dpkg dpkg-query du echo egrep env exit expr export false fc-cache fgrep file getconf getent getopt grep groups head hash hostname
id jq kill ldd less ls lsb_release md5sum nproc passwd pgrep pidof pkill printenv printf ps pwd read readlink realpath
return seq set sha1sum sha256sum sha512sum shift sleep stat stty strings tail tee test tr trap true tty type ulimit umask uname unset
update-ca-certificates wait wc which who whoami yes chpasswd locale-gen setcap sync local return`.split(
    /\s+/
  )
);
var MAY_WRITE = /^([gmn]?awk|original-awk|gpg|sort|uniq|xxd|ldconfig)$/;
function isWriting(name, args) {
  if (name === "ldconfig") return args.some((arg) => /^-[Cfr]/.test(arg));
  if (!name.endsWith("awk"))
    return args.some((arg) => /^(-o|--output)/.test(arg)) || /^(uniq|xxd)$/.test(name);
  const writes = /\bprintf?\b[^;{}]*(>|(?<!\|)\|(?!\|))|\bsystem\s*\(|"\s*\|\s*getline/;
  return args.some((arg) => writes.test(arg) || arg === "inplace" || arg === "-f");
}
function isHarmless(name, args) {
  if (name === "find")
    return args?.every((arg) => !/^-(delete|exec|execdir|ok|okdir|fls|fprint.*)$/.test(arg)) ?? false;
  if (MAY_WRITE.test(name)) return args !== void 0 && !isWriting(name, args);
  if (isServer(name) || isServiceTool(name)) return true;
  return HARMLESS2.has(name) || name === "cd" || name === "pushd" || name === "popd";
}
var RELATIVE = /^(?:[\w-]+=)?(\.{0,2}[\w@%+-][\w.@%+-]*(?:\/[\w.@%+/-]*)?|\.{1,2}\/[\w.@%+/-]*)$/;
function mentionEffects(command2, { values = [], folder, piped = [], slots = [], why }) {
  const [program] = command2.words;
  const name = program?.text ?? program?.raw ?? "this command";
  const paths2 = /* @__PURE__ */ new Set();
  const texts2 = [...command2.words.slice(1).map(({ raw }) => raw), ...values.slice(1)];
  for (const text3 of texts2)
    for (const [, path2] of (text3 ?? "").matchAll(/(?:^|[=:"'\s,@])(\/[\w.@%+/-]*[\w@%+-])/g))
      paths2.add(resolvePath("/", path2 ?? ""));
  for (const word of command2.words.slice(1)) {
    const isBehind = /^~[^/]+\//.test(word.raw);
    const name2 = RELATIVE.exec(isBehind ? word.raw.replace(/^[^/]*\//, "") : word.text ?? "")?.[1];
    if (name2 === void 0) continue;
    if (folder === null || isBehind) for (const path2 of anyFolder(name2)) paths2.add(path2);
    else if (folder !== "/" || name2.includes("/")) paths2.add(resolvePath(folder, name2));
  }
  const { heredoc } = command2.redirects.findLast((redirect) => redirect.heredoc !== void 0) ?? {};
  const given = command2.redirects.filter(({ operator: operator2 }) => operator2 === "<<<").map(({ target }) => target.raw);
  for (const path2 of [...slots, ...namedSlots([heredoc?.raw ?? "", ...given, ...piped].join(" "))])
    paths2.add(path2);
  const reason = (path2) => why({ key: `${name} ${path2}`, why: `what ${name} does to ${path2} is unknown` });
  return [...paths2].filter((path2) => !/^\/(dev|proc|sys|tmp)(\/|$)/.test(path2)).map((path2) => ({ kind: "opaque", path: path2, why: reason(path2) }));
}
var SERVER_FOLDERS = ["/etc/nginx", "/etc/apache2", "/etc/httpd", "/usr/local/apache2/conf"];
var SLOT = /\/(etc\/(nginx|apache2|httpd|passwd|group|supervisor|supervisord\.conf|supervisord\.d|ld\.so\.preload)|usr\/local\/(apache2|openresty)|docker-entrypoint\.(d|sh)|usr\/s?bin\/(nginx|apache2|httpd))\b/g;
function anyFolder(name) {
  const below2 = [...SERVER_FOLDERS, "/etc/supervisor", "/docker-entrypoint.d"].map(
    (folder) => resolvePath(folder, name)
  );
  return /^(\.\/)?(passwd|group|supervisord\.conf|ld\.so\.preload)$/.test(name) ? [...below2, resolvePath("/etc", name)] : below2;
}
function namedSlots(text3) {
  return [...new Set(text3.match(SLOT) ?? [])];
}

// src/model/start/record.ts
function doubtfulStep(step2, doubt2) {
  return { ...step2, sure: false, doubt: step2.doubt ?? doubt2 };
}
var DEEPEST4 = 8;
function isQuestion(name, args) {
  const server = serverProgram(name);
  return server !== void 0 && args !== void 0 && onlyAsks(server, args);
}
function addProgram(started, { path: path2, args }, step2) {
  const program = baseName(path2);
  if (isQuestion(program, args.every((arg) => arg !== null) ? args : void 0)) return;
  const { user: user2, at, because: because2, sure, stays, supervised, detached, setId, refused: refused4, doubt: doubt2, streams } = step2;
  started.programs.push({
    program,
    args,
    user: user2,
    at,
    because: because2,
    sure,
    stays,
    ...supervised === void 0 ? {} : { supervised },
    ...detached === void 0 ? {} : { detached },
    ...path2.includes("/") ? { path: path2 } : {},
    ...setId === void 0 ? {} : { setId },
    ...refused4 === void 0 ? {} : { refused: refused4 },
    ...doubt2 === void 0 ? {} : { doubt: doubt2 },
    ...streams === void 0 ? {} : { streams }
  });
}
function fileAt(input, path2) {
  if (!path2.startsWith("/") && input.folder === null) return void 0;
  const found = input.files.lookup(resolvePath(input.folder ?? "/", path2));
  if (!isFile(found)) return found;
  return found.content.known ? found.content.value : found.content;
}
function nothingStarted() {
  return {
    programs: [],
    scripts: [],
    others: void 0,
    waits: 0,
    leaves: void 0,
    broken: void 0,
    supervisors: []
  };
}

// src/model/start/checks.ts
function lacksReader(path2, { file }, { input, step: step2 }) {
  const [line = ""] = /^#![^\n]*/.exec(file.text) ?? [];
  if (line.endsWith("\r")) {
    const note4 = `${path2} has Windows line ends, so its interpreter is not found`;
    return { key: `line ends ${path2}`, at: step2.at, note: note4, help: LINE_ENDS };
  }
  const shell = scriptReader(line);
  if (shell === void 0 || !isShell(shell) || !input.lacksShell(shell)) return void 0;
  const note3 = `${path2} needs ${shell}, which the image does not have`;
  return { key: `no ${shell}`, at: step2.at, note: note3, help: `install ${shell}, or write it for sh` };
}
var LINE_ENDS = 'save it with LF line ends, and keep them by "*.sh text eol=lf" in .gitattributes';
function lacksShell(shell, { input, step: step2 }) {
  if (!isShell(shell) || !input.lacksShell(shell)) return void 0;
  const note3 = `the container starts ${shell}, which the image does not have`;
  return { key: `no ${shell}`, at: step2.at, note: note3, help: `install ${shell}, or start sh` };
}
var OF_PACKAGES = /^\/(usr\/)?s?bin\//;
function lacksNamed(program, { input, step: step2 }) {
  const name = program?.replace(OF_PACKAGES, "");
  if (name === void 0 || name.includes("/") || !input.lacksProgram(name)) return void 0;
  const note3 = `the container starts ${name}, which the image does not have`;
  return { key: `no ${name}`, at: step2.at, note: note3, help: `install ${name}, or start without it` };
}
function stopsOnFailure(text3) {
  return /^\s*set\s+-[a-z]*e|^#!.*\s-[a-z]*e/m.test(text3);
}
function absentOperand(command2, { files }) {
  const [program, ...operands2] = command2.words.map(({ text: text3 }) => text3);
  if (!/^(ls|cat|cd|\.|source)$/.test(program ?? "")) return void 0;
  return operands2.find((path2) => path2?.startsWith("/") && files.lookup(resolvePath("/", path2)) === void 0) ?? void 0;
}
function isForRoot(text3, start) {
  const before = text3.slice(Math.max(0, start - 300), start);
  const from = Math.max(before.lastIndexOf("if "), before.lastIndexOf("[ "), before.lastIndexOf("[["));
  const condition2 = before.slice(from < 0 ? before.length : from);
  if (!/\bid -u|\bEUID\b|\bUID\b|\bwhoami\b/.test(before.slice(Math.max(0, from - 10)))) return false;
  return /=|-eq/.test(condition2) && !/!|-ne|\b(else|elif|fi|esac)\b|\|\|/.test(condition2);
}
var SOUGHT = /^(java|node|sleep|tail|top)$/;
var FILE_TOOLS = /^(cp|mv|rm|ln|mkdir|touch|chown|chmod|chgrp|install|sed|tee|envsubst|curl|wget|tar|unzip|openssl|ssh-keygen|rsync|a2(en|dis)(site|mod|conf)|wait-for-it(\.sh)?|wait-for(\.sh)?|jq|yq|base64|gzip|gunzip|mktemp|nc|ping|pg_isready|mysqladmin|redis-cli|psql|mysql|logrotate|shopt|rsyslogd|getopts|eval|printf)$/;
function isShellOnly(name, args) {
  if (isServer(name) || isServiceTool(name) || SOUGHT.test(name)) return isQuestion(name, args);
  return isHarmless(name, args) || isAccountTool(name) || FILE_TOOLS.test(name);
}

// src/model/start/other-programs.ts
function noteOthers({ path: path2, args, script }, here) {
  const { started, step: step2 } = here;
  const name = baseName(path2);
  if ((script === void 0 || !("file" in script)) && isProductScript(name)) return;
  if (isProcessManager(name))
    started.others ??= unknown(
      { key: `programs of ${name}`, why: `${name} starts other programs, but which ones is unknown` },
      step2.at
    );
  foreignScript(name, args, here);
  if (name === "run-parts") folderOfPrograms(args, here);
  const named6 = startedByWords(name, args);
  if (named6 !== void 0)
    started.others ??= unknown(
      { key: `wrapper ${name}`, why: `${name} is started here, and it may start ${named6}` },
      step2.at
    );
  const installed = /^\/(usr\/(local\/)?)?s?bin\//.test(path2) && (script === void 0 || !("file" in script));
  const isRenamed = !isServer(name) && /^(nginx|httpd|apache2)[._-]\w+$/.test(name);
  if (isRenamed)
    started.others ??= unknown(
      { key: `renamed ${path2}`, why: `${path2} may be a server under another name` },
      step2.at
    );
  const isWrapper = /\.(sh|bash)$|entrypoint[\w.-]*$/.test(path2);
  if (path2.includes("/") && !installed && !isServer(name) || isWrapper) {
    const settle3 = script !== void 0 && "known" in script ? script.settle : void 0;
    started.others ??= unknown(
      { key: `programs of ${path2}`, why: `${path2} is started here, but what else it starts is unknown` },
      step2.at,
      settle3
    );
  }
}
function startedByWords(name, args) {
  if (doesOwnWork(name)) return void 0;
  const word = args.find(
    (arg) => arg !== null && isServer(arg) && /^([^/]+|.*\/s?bin\/[^/]+)$/.test(arg)
  );
  return word ?? args.map((arg) => serverRunIn(arg ?? "")).find((found) => found !== void 0);
}
function folderOfPrograms(args, { started, input, step: step2 }) {
  const folder = args.findLast((arg) => arg === null || !arg.startsWith("-"));
  if (typeof folder === "string") {
    const { files, others } = input.files.under(folder);
    if (others === void 0 && !files.some(isFile)) return;
  }
  const why = `run-parts runs the programs of ${folder ?? "a folder"}, but what they do is unknown`;
  started.others ??= unknown({ key: `run-parts ${folder ?? ""}`, why }, step2.at);
}
function foreignScript(name, args, { started, input, step: step2 }) {
  if (!isInterpreter(name)) return;
  const inText = args.map((arg) => arg === null ? void 0 : serverNamedIn(arg)).find((found) => found);
  if (/^-\w*[cer]$/.test(args[0] ?? "") && inText !== void 0) {
    const why = `${name} is given a text that mentions ${inText}, but what it starts is unknown`;
    started.others ??= unknown({ key: `text of ${name}`, why }, step2.at);
    return;
  }
  const path2 = args.find((arg) => arg === null || !arg.startsWith("-"));
  const script = typeof path2 === "string" ? fileAt(input, path2) : void 0;
  if (script === void 0 || !("file" in script)) return;
  const server = serverNamedIn(script.file.text);
  if (server !== void 0) {
    started.others ??= unknown(
      {
        key: `${path2} starts ${server}`,
        why: `${path2} mentions ${server}, but what it starts is unknown`
      },
      step2.at
    );
  }
}
function hiddenStart(command2, words) {
  const [first = "", ...args] = words;
  const name = baseName(first ?? "");
  const reads = command2.redirects.some(({ operator: operator2, fd = 0 }) => operator2.startsWith("<") && fd === 0);
  const isGiven = reads || command2.pipe !== void 0 && command2.pipe.index > 0;
  const isInput2 = args.every((arg) => arg === null || /^-(?!\w*[cer]\b)/.test(arg));
  if (isGiven && isInput2 && (isShell(name) || isInterpreter(name)))
    return `what ${name} is given to run here is unknown`;
  if (!RUNS_TEXTS.test(name)) return void 0;
  const server = args.map((arg) => serverNamedIn(arg ?? "")).find((one) => one !== void 0);
  return server === void 0 ? void 0 : `${name} is given a text that mentions ${server}, but what it starts is unknown`;
}
var RUNS_TEXTS = /^(trap|[gm]?awk|xargs|script|watch|make)$/;

// src/model/start/program-file.ts
function candidates(name, input) {
  if (name.includes("/"))
    return name.startsWith("/") || input.folder !== null ? [resolvePath(input.folder ?? "/", name)] : [];
  const path2 = input.environment("PATH") || DEFAULT_PATH;
  return path2.split(":").map((part) => resolvePath(resolvePath(input.folder ?? "/", part || "."), name));
}
function programFile(name, input) {
  return candidates(name, input).map((path2) => input.files.lookup(path2)).find((found) => isFile(found) && found.kind === "file");
}
function scriptInPath(name, input) {
  const file = programFile(name, input);
  return file !== void 0 && isBrought(file) && file.content.known ? file.content.value : void 0;
}
function isBrought({ from, edited }) {
  return from === "repo" || from === "run" || edited === true;
}
function shadowed(name, input) {
  const file = programFile(name, input);
  if (file === void 0 || !isBrought(file)) return void 0;
  const why = `${file.path} stands in for ${name}, which the entrypoint runs`;
  return unknown({ key: `program ${file.path}`, why }, file.at);
}
function replacedProgram(name, { input, step: step2 }) {
  for (const path2 of candidates(name, input)) {
    const found = input.files.lookup(path2);
    if (found === void 0) continue;
    if (!isFile(found)) {
      if (found.ofBase) continue;
      const why2 = `${path2} may be another program: ${found.clause ?? found.why}`;
      return unknown({ key: `program ${path2}`, why: why2 }, found.at);
    }
    if (found.kind !== "file") continue;
    if (!isBrought(found)) return void 0;
    if (found.content.known || found.mode.known && (found.mode.value & 73) === 0) continue;
    const why = `${path2} is started, but what it does is unknown`;
    return unknown({ key: `program ${path2}`, why }, found.at ?? step2.at);
  }
  return void 0;
}
function cannotRun(name, input, { user: user2 }) {
  const file = programFile(name, input);
  if (file === void 0 || !file.mode.known) return void 0;
  const { path: path2 } = file;
  if ((file.mode.value & 73) === 0)
    return {
      path: path2,
      why: `${name} is started, but is not executable`,
      help: `make it executable with chmod 755`
    };
  if (!user2.known) return void 0;
  const asker = { user: user2.value, accounts: input.accounts };
  const bits = file.content.known ? READ | RUN : RUN;
  return closed(path2, `run ${name}`, { by: closedBy({ files: input.files, file, bits }, asker), asker });
}
function cannotRead(name, input, { user: user2 }) {
  const file = programFile(name.includes("/") ? name : `./${name}`, input);
  if (file === void 0 || !user2.known) return void 0;
  const asker = { user: user2.value, accounts: input.accounts };
  return closed(file.path, `read ${name}`, {
    by: closedBy({ files: input.files, file, bits: READ }, asker),
    asker
  });
}
function closed(path2, does, { by: file, asker: { user: user2, accounts } }) {
  if (file === void 0 || !file.mode.known) return void 0;
  const owner = file.owner.known ? ` of "${ownerName(accounts, file.owner.value.user)}"` : "";
  const who = quotedUser(user2);
  const mode = file.mode.value.toString(8).padStart(4, "0");
  const why = `${who} cannot ${does}: ${file.path}${owner} has mode ${mode}`;
  return { path: path2, why, help: `open ${file.path} to it, as chmod 755 does, or change its owner with --chown` };
}
function runsAs(name, input, step2) {
  const server = serverProgram(name);
  const behind3 = server && input.servers.find(({ kind }) => kind === server.product)?.program;
  const file = programFile(name, input);
  const own = file !== void 0 && !file.content.known ? file : behind3 && programFile(behind3, input);
  const { user: user2, group } = own ? setIds(own) : {};
  if (!own || user2 === void 0 && group === void 0) return step2;
  const at = own.mode.at;
  const note3 = `${own.path} has a set-id bit, so it runs as ${user2 ?? `group ${group}`}`;
  const setId = { at, note: note3 };
  return {
    setId,
    because: [...step2.because, setId],
    user: withIds(user2 === void 0 ? step2.user : input.userNamed(user2, at), group, at)
  };
}
function withIds(user2, group, at) {
  return user2.known && group !== void 0 ? known({ ...user2.value, group }, at, user2.because) : user2;
}
function isEntry({ depth: depth3, sure }) {
  return depth3 <= 1 && sure;
}
function stopped(started, stop3, step2) {
  if (stop3 === void 0) return step2;
  if (isEntry(step2)) started.broken ??= stop3;
  return { ...step2, refused: step2.refused ?? stop3 };
}
var PREPARES = /\b(chmod|chown|chgrp|install|cp|mv|tar|unzip|setfacl|curl|wget)\b/;
function denied(started, closed2, step2) {
  if (closed2 === void 0 || started.scripts.some(({ text: text3 }) => PREPARES.test(text3))) return step2;
  const { path: path2, why, help } = closed2;
  return stopped(started, { key: `closed ${path2}`, at: step2.at, note: why, help, closed: path2 }, step2);
}

// src/model/start/preludes.ts
function preludes({ shell, args }, { input, step: step2 }) {
  const named6 = shell === "bash" ? input.environment("BASH_ENV") : void 0;
  const isInteractive = args.some((arg) => /^-[a-z]*i[a-z]*$/.test(arg ?? ""));
  const own = isInteractive ? interactive({ shell, args }, input, step2) : [];
  const isLogin = args.some((arg) => arg === "--login" || /^-[a-z]*l[a-z]*$/.test(arg ?? ""));
  const profiles = [...isLogin ? profilesOf(input, step2) : [], ...own];
  if (named6 === void 0 || named6 === "") return { texts: profiles.flatMap(textOf) };
  const file = input.files.lookup(resolvePath(input.folder ?? "/", named6));
  const texts2 = isFile(file) ? textOf(file) : [];
  if (texts2.length > 0 || file === void 0) return { texts: [...texts2, ...profiles.flatMap(textOf)] };
  const why = `bash reads ${named6} first, which is unknown`;
  return { texts: [], doubt: unknown({ key: `BASH_ENV ${named6}`, why }, step2.at) };
}
function interactive({ shell, args }, { files, environment }, { user: user2 }) {
  if (shell !== "bash") return [files.lookup(environment("ENV") || "/nowhere/at/all")].filter(isFile);
  const named6 = args.slice(args.findIndex((arg) => arg === "--rcfile" || arg === "--init-file") + 1).at(0);
  const home = user2.known && !user2.value.root ? `/home/${user2.value.name ?? ""}` : "/root";
  const usual2 = ["/etc/bash.bashrc", "/etc/bashrc", `${home}/.bashrc`];
  return (args.includes("--rcfile") || args.includes("--init-file") ? [named6 ?? ""] : usual2).map((path2) => files.lookup(path2)).filter(isFile);
}
function profilesOf({ files }, { user: user2 }) {
  const home = user2.known && !user2.value.root ? `/home/${user2.value.name ?? ""}` : "/root";
  const own = [".bash_profile", ".bash_login", ".profile"].map((name) => files.lookup(`${home}/${name}`));
  return [files.lookup("/etc/profile"), ...files.glob("/etc/profile.d/*.sh").files, ...own].filter(isFile);
}
function textOf({ content }) {
  return content.known ? [{ text: content.value.file.text, place: content.value.place }] : [];
}
var SYSTEM_LIBRARY = /^\/(usr\/)?(local\/)?lib(32|64)?\//;
function preloaded({ files, environment }, { at }) {
  const named6 = ["LD_PRELOAD", "LD_AUDIT"].flatMap((name) => (environment(name) ?? "").split(/[\s:]+/)).filter((path2) => path2.includes("/"));
  const folders = (environment("LD_LIBRARY_PATH") ?? "").split(/[:;]/).filter((path2) => path2.startsWith("/"));
  const strange2 = named6.find((path2) => !SYSTEM_LIBRARY.test(path2) || isBroughtAt(files.lookup(path2))) ?? folders.find((folder) => files.glob(`${folder}/*.so*`).files.some(isBrought));
  const list2 = files.lookup("/etc/ld.so.preload");
  const library = strange2 ?? (isBroughtAt(list2) ? "/etc/ld.so.preload" : void 0);
  if (library === void 0) return void 0;
  const why = `${library} is loaded into every program, and what it does is unknown`;
  return unknown({ key: `preload ${library}`, why }, at);
}
function isBroughtAt(file) {
  return isFile(file) && isBrought(file);
}
function withSet(input, set) {
  if (set.size === 0) return input;
  return { ...input, environment: (name) => set.has(name) ? set.get(name) : input.environment(name) };
}
function prepared(words, here) {
  const { started, step: step2 } = here;
  const input = withSet(here.input, environmentSet(words));
  const doubt2 = step2.doubt === void 0 ? preloaded(input, step2) : void 0;
  if (doubt2 === void 0) return { ...here, input };
  started.others ??= doubt2;
  return { ...here, input, step: doubtfulStep(step2, doubt2) };
}

// src/model/start/refusal.ts
function refusal2(down, { input: { accounts }, step: step2 }) {
  const { tool, user: user2, group, refuses } = down;
  const { at } = step2;
  if (refuses !== void 0) {
    const note3 = `${tool} ${refuses}`;
    return { key: `${tool} refuses`, at, note: note3, help: `write it as ${tool}'s own help says` };
  }
  if (step2.user.known && needsRoot(down, step2.user.value)) {
    const whom = user2 === void 0 ? "" : ` to become ${quoted(user2)}`;
    const note3 = `${tool} needs root${whom}, but starts as ${quotedUser(step2.user.value)}`;
    return { key: `${tool} as non-root`, at, note: note3, help: `drop ${tool}, or start the container as root` };
  }
  if (accounts.others !== void 0) return void 0;
  const missing = missingUser(down, accounts) ?? missingGroup(down, accounts);
  if (missing !== void 0) return { ...missing, at };
  const account = accounts.users.find(({ name }) => name === user2);
  if (account?.noLogin !== true || down.needsShell !== true) return void 0;
  return {
    key: `no login shell ${user2}`,
    at,
    note: `user "${user2}" has no login shell, so ${tool} runs nothing as it`,
    help: `add -s /bin/sh to ${tool}, or use setpriv or gosu${group === void 0 ? "" : " with the group"}`
  };
}
function needsRoot({ user: user2, group, asks, sameUser: sameUser2 }, by) {
  if (by.root || asks === true || user2 === null) return false;
  if (user2 === void 0) return group !== void 0;
  return sameUser2 !== true || !(user2 === by.name || user2 === by.uid?.toString());
}
function missingUser({ tool, user: user2, takes: takes2 }, { users }) {
  if (user2 === void 0 || user2 === null) return void 0;
  const isNumber4 = /^\d+$/.test(user2);
  const isNamed2 = user2 === "root" || users.some(({ name }) => name === user2);
  if (takes2 === "numbers" ? isNumber4 : isNamed2 || isNumber4 && takes2 === void 0) return void 0;
  if (isNumber4 || takes2 === "numbers") {
    const [wanted, help] = isNumber4 ? ["name", "write the user's name"] : ["number", "write numbers"];
    return { key: `${tool} ${user2}`, note: `${tool} takes a ${wanted}, and not "${user2}"`, help };
  }
  const note3 = `there is no user "${user2}" in the image, so ${tool} ends`;
  return { key: `no user ${user2}`, note: note3, help: "create the user, or name one that exists", account: user2 };
}
function missingGroup({ tool, group }, { users, groups }) {
  if (group === void 0 || group === null || group === "root" || /^\d+$/.test(group)) return void 0;
  if (groups.some(({ name }) => name === group) || users.some((user2) => user2.group === group))
    return void 0;
  const note3 = `there is no group "${group}" in the image, so ${tool} ends`;
  return {
    key: `no group ${group}`,
    note: note3,
    help: "create the group, or name one that exists",
    account: group
  };
}
function quoted(user2) {
  return user2 === null ? "another user" : /^\d+$/.test(user2) ? `uid ${user2}` : `user "${user2}"`;
}

// src/model/start/services.ts
function servicesBehind(program, args, input) {
  let complete = true;
  const files = {
    lookup: input.files.lookup,
    glob: (pattern) => {
      const found = input.files.glob(pattern);
      complete &&= found.others === void 0;
      return found;
    }
  };
  const list2 = listed2({ name: baseName(program), args }, input, files);
  return list2.length === 0 ? void 0 : { list: list2, complete, command: commandOf(baseName(program), args) };
}
function commandOf(name, args) {
  if (name === "init") return args;
  return name === "my_init" && args.includes("--") ? args.slice(args.indexOf("--") + 1) : [];
}
function listed2({ name, args }, input, files) {
  switch (name) {
    case "runsvdir":
      return inFolder2(files, args.find((arg) => arg?.startsWith("/") === true) ?? "/etc/service");
    case "runsvdir-start":
      return inFolder2(files, "/etc/service");
    case "my_init":
      return [...scriptsIn(files, "/etc/my_init.d"), ...inFolder2(files, "/etc/service")];
    case "s6-svscan":
      return inFolder2(files, args.find((arg) => arg?.startsWith("/") === true) ?? input.folder ?? "/");
    case "init":
      return [
        ...ofDatabase(files),
        ...scriptsIn(files, "/etc/cont-init.d"),
        ...inFolder2(files, "/etc/services.d")
      ].map((service) => copied(files, service));
    case "forego":
    case "foreman":
    case "honcho":
    case "goreman":
    case "overmind":
    case "hivemind":
    case "shoreman":
      return ofProcfile(args, input);
    default:
      return [];
  }
}
function inFolder2(files, folder) {
  return files.glob(resolvePath(folder, "*/run")).files.filter(({ path: path2 }) => !isFile(files.lookup(`${parentOf(path2)}/down`))).flatMap(({ path: path2 }) => run2(files, path2));
}
function scriptsIn(files, folder) {
  return files.glob(`${folder}/*`).files.filter(isPlainFile).map(({ path: path2 }) => ({ kept: false, what: { kind: "path", path: path2 } }));
}
function isPlainFile({ kind }) {
  return kind === "file";
}
function run2(files, path2) {
  const content = contentAt(files, path2);
  const words = content === void 0 ? void 0 : execlineWords(content.file.text);
  return [{ kept: true, what: words === void 0 ? { kind: "path", path: path2 } : { kind: "words", words } }];
}
function copied(files, service) {
  const { what } = service;
  const script = what.kind === "path" ? contentAt(files, what.path) : void 0;
  if (what.kind !== "path" || script === void 0 || !isShellScript(script.file.text)) return service;
  return { ...service, what: { kind: "script", path: what.path, script } };
}
var DATABASE = "/etc/s6-overlay/s6-rc.d";
function ofDatabase(files) {
  const names = ["user"];
  for (const name of names) {
    for (const folder of ["contents.d", "dependencies.d"])
      for (const { path: path2 } of files.glob(`${DATABASE}/${name}/${folder}/*`).files)
        if (!names.includes(baseName(path2))) names.push(baseName(path2));
  }
  return names.flatMap((name) => {
    const own = `${DATABASE}/${name}`;
    const type = contentAt(files, `${own}/type`)?.file.text.trim();
    if (type === "longrun") return run2(files, `${own}/run`);
    const up = type === "oneshot" ? contentAt(files, `${own}/up`) : void 0;
    const words = up && execlineWords(up.file.text, true);
    return words === void 0 ? [] : [{ kept: false, what: { kind: "words", words } }];
  });
}
function contentAt(files, path2) {
  const file = files.lookup(path2);
  return isFile(file) && file.content.known ? file.content.value : void 0;
}
var CHAINED = {
  "with-contenv": 0,
  "s6-notifyoncheck": 0,
  exec: 0,
  fdmove: 2,
  cd: 1,
  umask: 1,
  export: 2,
  unexport: 1
};
function wordsBefore([program]) {
  return ownValue(CHAINED, program ?? "");
}
function execlineWords(text3, always = false) {
  if (!always && !/^#!\S*\/execlineb\b/.test(text3)) return void 0;
  const plain4 = text3.replace(/^\s*#.*$/gm, "");
  if (/[{}\\]/.test(plain4.replace(/\$\{\w+\}/g, ""))) return void 0;
  const words = Array.from(plain4.matchAll(/"([^"]*)"|[^\s"]+/g), ([word, quoted2]) => quoted2 ?? word);
  let rest = words;
  for (let taken3 = wordsBefore(rest); taken3 !== void 0; taken3 = wordsBefore(rest)) {
    const options = rest.slice(1).findIndex((word) => !word.startsWith("-") && !/^\d+$/.test(word));
    rest = taken3 === 2 && rest[0] === "fdmove" ? rest.slice(options < 0 ? rest.length : options + 1) : rest.slice(1 + taken3);
  }
  return rest.length === 0 ? void 0 : rest.map((word) => word.includes("$") ? null : word);
}
function ofProcfile(args, input) {
  const flag2 = args.findIndex((arg) => arg === "-f" || arg === "--procfile");
  const path2 = flag2 < 0 ? "Procfile" : args[flag2 + 1] ?? null;
  const file = path2 === null ? void 0 : fileAt(input, path2);
  if (file === void 0 || !("file" in file)) return [];
  const { text: text3 } = file.file;
  return Array.from(
    text3.matchAll(/^([\w-]+):[ \t]*(\S.*)$/gm),
    ({ index, 0: line, 2: command2 = "" }) => {
      const start = index + line.length - command2.length;
      const place = (span) => file.place({ start: start + span.start, end: start + span.end });
      return { kept: true, what: { kind: "text", text: { text: command2, place } } };
    }
  );
}

// src/model/start/su.ts
function suCommand(args) {
  const rest = [];
  let text3;
  let user2;
  let group;
  let hasShell = false;
  for (let i = 0; i < args.length; i++) {
    const { name, value } = optionOf(args[i] ?? null);
    const next = () => value ?? args[++i] ?? null;
    if (name === "-c" || name === "--command") text3 = next();
    else if (name === "-u" || name === "--user") user2 = next();
    else if (name === "-g" || name === "--group" || name === "-G" || name === "--supp-group") group = next();
    else if (name === "-s" || name === "--shell") {
      next();
      hasShell = true;
    } else if (name === "-w" || name === "--whitelist-environment") next();
    else if (user2 !== void 0 && name === void 0) {
      rest.push(...args.slice(i));
      break;
    } else if (user2 !== void 0 && name === "--") {
      rest.push(...args.slice(i + 1));
      break;
    } else if (name === void 0) rest.push(args[i] ?? null);
  }
  const groups = group === void 0 ? {} : { group };
  if (user2 !== void 0) {
    const isMixed = text3 !== void 0 || hasShell || args.includes("-l") || args.includes("-");
    const refuses = isMixed ? `refuses ${text3 === void 0 ? "a shell" : "-c"} together with -u` : void 0;
    return { user: user2, ...groups, takes: "names", command: rest, ...refuses === void 0 ? {} : { refuses } };
  }
  const named6 = { user: rest.length === 0 ? "root" : rest[0] ?? null, ...groups, takes: "names" };
  if (text3 !== void 0) return { ...named6, command: [text3], shell: true, needsShell: !hasShell };
  const script = rest.slice(1);
  return { ...named6, command: script.length === 0 ? [] : ["sh", ...script], needsShell: !hasShell };
}
var VALUED2 = "cugGsw";
function optionOf(word) {
  if (word === null || !word.startsWith("-")) return {};
  if (word.startsWith("--")) {
    const equals = word.indexOf("=");
    return equals < 0 ? { name: word } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  }
  const at = valuedLetter(word, VALUED2);
  if (at < 0) return { name: word };
  const name = `-${word[at]}`;
  return at === word.length - 1 ? { name } : { name, value: word.slice(at + 1) };
}

// src/model/start/step-down.ts
function stepDown(words) {
  const [first, ...args] = words;
  const tool = baseName(first ?? "");
  const down = steppedDown(tool, args);
  return down && { tool, ...down };
}
function steppedDown(tool, args) {
  switch (tool) {
    case "gosu":
    case "su-exec":
      return { ...specOf(args[0]), command: args.slice(1) };
    case "s6-setuidgid":
      return { ...accountOrNumbers(args[0]), command: args.slice(1) };
    case "setuidgid":
      return { user: args[0] ?? null, takes: "names", command: args.slice(1) };
    case "chpst":
      return runitsUser(behind(args, CHPST));
    case "s6-applyuidgid":
      return applied(args);
    case "sudo":
    case "doas":
      return asSuperuser(tool, args);
    case "setpriv":
      return privileges(args);
    case "chroot":
      return behindRoot(behind(args, CHROOT));
    case "start-stop-daemon":
      return startStopDaemon(args);
    case "runuser":
    case "su":
      return suCommand(args);
    default:
      return void 0;
  }
}
function specOf(word) {
  if (word === null || word === void 0) return { user: null };
  const [user2 = "", group] = word.split(":");
  return { user: user2, ...group === void 0 || group === "" ? {} : { group } };
}
function accountOrNumbers(word) {
  return { ...specOf(word), takes: word?.includes(":") ? "numbers" : "names" };
}
function runitsUser({ user: user2, ...told4 }) {
  if (user2 === void 0 || user2 === null) return { ...told4, ...user2 === null ? { user: user2 } : {} };
  const isNumbers = user2.startsWith(":");
  const takes2 = isNumbers ? "numbers" : "names";
  const spec = specOf(isNumbers ? user2.slice(1) : user2);
  const refuses = isNumbers && spec.group === void 0 ? `refuses -u ${user2}: it needs a gid, too` : void 0;
  return { ...told4, ...spec, takes: takes2, ...refuses === void 0 ? {} : { refuses } };
}
var CHPST = { user: ["-u"], letters: "uUbe/nlLmdopfrtcC", long: [] };
var APPLYUIDGID = { user: ["-u"], group: ["-g"], letters: "ugG", long: [] };
var SETPRIV = {
  user: ["--reuid", "--euid"],
  group: ["--regid", "--egid"],
  letters: "",
  long: [
    "--reuid",
    "--ruid",
    "--euid",
    "--regid",
    "--rgid",
    "--egid",
    "--groups",
    "--inh-caps",
    "--ambient-caps",
    "--bounding-set",
    "--securebits",
    "--pdeathsig",
    "--ptracer",
    "--selinux-label",
    "--apparmor-profile",
    "--landlock-access",
    "--landlock-rule",
    "--seccomp-filter"
  ]
};
var CHROOT = { user: ["--userspec"], letters: "", long: ["--userspec", "--groups"] };
var SUDO = {
  user: ["-u", "--user"],
  letters: "ugChpRrTtDUac",
  long: [
    "--user",
    "--group",
    "--close-from",
    "--host",
    "--prompt",
    "--chroot",
    "--role",
    "--command-timeout",
    "--type",
    "--chdir",
    "--other-user"
  ]
};
function applied(args) {
  const told4 = behind(args, APPLYUIDGID);
  const own = args.slice(0, args.length - told4.command.length);
  if (own.some((arg) => /^-[a-zA-Z]*U/.test(arg ?? ""))) return { ...told4, user: null };
  return {
    ...told4,
    takes: "numbers",
    ...told4.user === void 0 || told4.group !== void 0 ? {} : { keepsGroup: true }
  };
}
function privileges(args) {
  const told4 = behind(args, SETPRIV);
  const own = args.slice(0, args.length - told4.command.length).map((arg) => arg?.split("=")[0]);
  const changesGroup = own.some((arg) => arg === "--regid" || arg === "--rgid" || arg === "--egid");
  const settles = own.some((arg) => /^--((keep|clear|init)-groups|groups)$/.test(arg ?? ""));
  const group = told4.user === void 0 || changesGroup ? {} : { keepsGroup: true };
  if (changesGroup && !settles)
    return { ...told4, refuses: "refuses --regid without --init-groups, --clear-groups or --keep-groups" };
  const touchesGroups = own.some((arg) => /^--((clear|init)-groups|groups)$/.test(arg ?? ""));
  return { ...told4, ...group, ...touchesGroups ? {} : { sameUser: true } };
}
function asSuperuser(tool, args) {
  const { user: user2 = "root", command: command2 } = behind(args, SUDO);
  const start = command2.findIndex((word) => word === null || !/^\w+=/.test(word));
  if (start < 0 && !args.some((arg) => /^(-[a-z]*u|--user)/i.test(arg ?? ""))) return void 0;
  const isNumber4 = tool === "sudo" && user2?.startsWith("#") === true;
  return {
    user: isNumber4 ? user2?.slice(1) ?? null : user2,
    ...tool === "sudo" && !isNumber4 ? { takes: "names" } : {},
    command: start < 0 ? [] : command2.slice(start),
    asks: true
  };
}
function behind(args, { user: names, group: groups = [], letters, long }) {
  let user2;
  let group;
  let i = 0;
  const take2 = (name, value) => {
    if (names.includes(name)) user2 = value ?? null;
    if (groups.includes(name)) group = value ?? null;
  };
  for (; i < args.length; i++) {
    const arg = args[i];
    if (arg === "--") {
      i++;
      break;
    }
    if (typeof arg !== "string" || !/^-./.test(arg)) break;
    const equals = arg.indexOf("=");
    if (!arg.startsWith("--")) {
      const at = valuedLetter(arg, letters);
      if (at > 0) take2(`-${arg[at]}`, arg.slice(at + 1) || args[++i]);
    } else if (equals > 0) take2(arg.slice(0, equals), arg.slice(equals + 1));
    else if (long.includes(arg)) take2(arg, args[++i]);
  }
  return {
    ...user2 === void 0 ? {} : { user: user2 },
    ...group === void 0 ? {} : { group },
    command: args.slice(i)
  };
}
function behindRoot({ user: user2, command: command2 }) {
  return { ...user2 === void 0 ? {} : specOf(user2), command: command2.slice(1) };
}
function startStopDaemon(args) {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  const optionValue2 = (...names) => {
    const index = own.findIndex((arg2) => arg2 !== null && names.includes(arg2.split("=")[0] ?? ""));
    const arg = own[index];
    return index < 0 ? void 0 : arg?.includes("=") ? arg.slice(arg.indexOf("=") + 1) : own[index + 1];
  };
  const user2 = optionValue2("--chuid", "-c") ?? (own.some((arg) => arg === "-u" || arg === "--user") ? null : void 0);
  const group = optionValue2("--group", "-g");
  const program = optionValue2("--startas", "-a") ?? optionValue2("--exec", "-x") ?? null;
  const command2 = [program, ...end < 0 ? [] : args.slice(end + 1)];
  const isDetached = own.some((arg) => arg === "--background" || /^-[a-zA-Z]*b$/.test(arg ?? ""));
  return {
    ...user2 === void 0 ? {} : specOf(user2),
    ...group === void 0 ? {} : { group },
    ...isDetached ? { detached: true } : {},
    sameUser: true,
    command: command2
  };
}

// src/model/start/stepped-user.ts
function steppedUser({ user: user2, group, keepsGroup }, input, step2) {
  const { at } = step2;
  if (user2 === null || group === null)
    return unknown({ key: "user", why: "the user that it switches to is unknown" }, at);
  if (user2 !== void 0) {
    const named6 = input.userNamed(group === void 0 ? user2 : `${user2}:${group}`, at);
    if (keepsGroup !== true || group !== void 0 || !named6.known) return named6;
    if (!step2.user.known) return step2.user;
    return { ...named6, value: { ...named6.value, group: step2.user.value.group ?? "root" } };
  }
  if (group === void 0 || !step2.user.known) return step2.user;
  return { ...step2.user, value: { ...step2.user.value, group } };
}

// src/model/start/supervisor/needed.ts
function neededVariable({ sections, programs, expand }, isSet2) {
  const own = sections.get("supervisord");
  const read2 = [
    ...own === void 0 ? [] : [{ section: own, keys: OWN_KEYS, names: void 0 }],
    ...programs.map((section) => ({ section, keys: PROGRAM_KEYS, names: programNames(section) }))
  ];
  for (const { section, keys, names } of read2) {
    for (const [key, value] of section.values) {
      if (ownValue(keys, key) === void 0 || !value.raw.includes("%(ENV_")) continue;
      const text3 = expand(value, names);
      const name = text3.kind === "unknown" && text3.name.startsWith("ENV_") ? text3.name.slice(4) : void 0;
      if (name === void 0 || names?.has(`ENV_${name}`) || isSet2(name)) continue;
      return unknown(
        {
          key: `unset ${name}`,
          why: `supervisord needs ${name}, which nothing in the image sets: it stops unless the container is started with it`
        },
        value.at,
        `write ENV ${name}=\u2026 in the Dockerfile, or set it in the compose service that starts the image`
      );
    }
  }
  return void 0;
}

// src/model/start/supervisor/listener.ts
function listenerProblems({ name, values }, { text: text3, refuse: refuse2, config }) {
  const events = text3("events");
  if (!values.has("events") || events?.text === "")
    refuse2("events", `[${name}] has no events`, events?.value?.at);
  const foreign = [...config.sections.keys()].some(
    (section) => section.startsWith("rpcinterface:") && section !== "rpcinterface:supervisor"
  );
  for (const event of (foreign ? "" : events?.text ?? "").split(",")) {
    const word = event.trim().toUpperCase();
    if (word !== "" && !EVENTS.has(word))
      refuse2(`event ${word}`, `there is no event "${word}"`, events?.value?.at);
  }
  const redirect = text3("redirect_stderr");
  if (redirect !== void 0 && booleanOf(redirect.text) === true)
    refuse2("redirect_stderr", "an eventlistener takes no redirect_stderr", redirect.value?.at);
  const buffer = text3("buffer_size");
  if (buffer !== void 0 && !(Number(buffer.text) >= 1))
    refuse2("buffer_size", `buffer_size=${buffer.text} is less than 1`, buffer.value?.at);
}

// src/model/start/supervisor/refused.ts
function supervisorRefusals(config, ground) {
  const { texts: texts2, sections, programs, others } = config;
  const [main] = texts2;
  if (main === void 0) return [];
  const syntax = texts2.flatMap(
    ({ content, parsed }) => parsed.problems.map(({ span, message }) => {
      const at = content.place(span);
      return stop({ key: lineKey("syntax", at), at, message });
    })
  );
  if (config.emptyInclude !== void 0)
    syntax.push(stop({ key: "include", at: config.emptyInclude, message: "[include] has no files" }));
  const own = sections.get("supervisord");
  if (own === void 0 && others === void 0) {
    const at = main.content.place(main.parsed.sections[0]?.span);
    syntax.push(stop({ key: "no supervisord", at, message: "there is no [supervisord] section" }));
  }
  return [
    ...syntax,
    ...own === void 0 ? [] : sectionValues(own, OWN_KEYS, { config, ground }),
    ...socketValues("unix_http_server", SOCKET_KEYS, { config, ground }),
    ...socketValues("inet_http_server", PORT_KEYS, { config, ground }),
    ...programs.flatMap((program) => programProblems(program, { config, ground })),
    ...others === void 0 ? groupProblems(config) : [],
    ...serverProblems(config)
  ];
}
function stop(said) {
  return { ...said, stops: "supervisord" };
}
function sectionValues({ name, values }, keys, around) {
  return [...values].flatMap(([key, value]) => {
    const kind = ownValue(keys, key);
    return kind === void 0 ? [] : valueProblem({ key, value, kind, section: name }, around) ?? [];
  });
}
function socketValues(name, keys, around) {
  const socket = around.config.sections.get(name);
  return socket === void 0 ? [] : sectionValues(socket, keys, around);
}
function valueProblem({ section, key, value, kind }, { config, ground, names }) {
  const { at } = value;
  const text3 = config.expand(value, names);
  const id = `${section} ${key}`;
  switch (text3.kind) {
    case "bad":
      return stop({
        key: `${id} %`,
        at,
        message: `"${text3.part}" of "${key}" is no expansion: "%%" is one "%"`
      });
    case "missing":
      return stop({
        key: `${id} %(${text3.name})`,
        at,
        message: `"${key}" expands %(${text3.name})s, which there is not`
      });
    case "unknown":
      return void 0;
    case "text":
  }
  if (kind === "user") return userProblem(id, { text: text3.text, at }, ground);
  if (kind === "owner") return userProblem(id, { text: text3.text.split(":")[0] ?? "", at }, ground);
  const folder = neededFolder(kind, text3.text);
  if (folder !== void 0 && ground.lacksFolder(folder))
    return stop({
      key: `${id} folder`,
      at,
      message: `"${key}" needs folder ${folder}, which the image does not have`,
      folder
    });
  if (takes(kind, text3.text)) return void 0;
  const said = text3.text === "" ? `"${key}" is empty` : `${key}=${text3.text}`;
  return stop({
    key: `${id} ${kind}`,
    at,
    message: `${said} is not ${ownValue(WANTED, kind)}`.replace("is empty is", "is empty, which is")
  });
}
function userProblem(id, { text: text3, at }, { accounts, hasNumber: hasNumber2 }) {
  const name = text3.trim();
  if (/^\d+$/.test(name)) {
    if (hasNumber2(Number(name)) !== false) return void 0;
    return stop({ key: `${id} ${name}`, at, message: `no user of the image has the number ${name}` });
  }
  if (name === "root" || accounts.users.some((user2) => user2.name === text3)) return void 0;
  if (accounts.others !== void 0) return void 0;
  const message = text3 === "" ? `"user" is empty` : `there is no user "${text3}" in the image`;
  return stop({ key: `${id} ${text3}`, at, message, ...text3 === "" ? {} : { about: "user-undefined" } });
}
function programProblems(section, around) {
  const { name, program, kind, values, at } = section;
  const names = programNames(section);
  const problems = [...sectionValues(section, PROGRAM_KEYS, { ...around, names })];
  const refuse2 = (key, message, place = at) => problems.push(stop({ key: `${name} ${key}`, at: place, message }));
  const text3 = (key) => {
    const value = values.get(key);
    const read2 = value && around.config.expand(value, names);
    return read2?.kind === "text" ? { value, text: read2.text } : void 0;
  };
  if (/[ :/]/.test(program)) refuse2("name", `the name "${program}" holds a blank, a colon or a slash`);
  if (!values.has("command")) refuse2("command", `[${name}] has no command`);
  const processName = values.get("process_name")?.raw ?? "";
  const numprocs = text3("numprocs");
  if (Number(numprocs?.text) > 1 && !processName.includes("%(process_num)"))
    refuse2(
      "numprocs",
      `numprocs=${numprocs?.text} needs %(process_num)s in process_name`,
      numprocs?.value?.at
    );
  const whole = text3("stopasgroup");
  const killed = text3("killasgroup");
  if (whole && booleanOf(whole.text) === true && killed && booleanOf(killed.text) === false)
    refuse2("killasgroup", "stopasgroup=true does not go with killasgroup=false", killed.value?.at);
  if (kind === "fcgi-program" && !values.has("socket")) refuse2("socket", `[${name}] has no socket`);
  if (kind === "eventlistener") listenerProblems(section, { text: text3, refuse: refuse2, config: around.config });
  return problems;
}
function groupProblems({ sections, programs, expand }) {
  const names = new Set(
    programs.filter(({ kind }) => kind !== "eventlistener").map(({ name }) => name.replace(/^[^:]*:/, ""))
  );
  return [...sections.values()].flatMap(({ name, values }) => {
    const list2 = name.startsWith("group:") ? values.get("programs") : void 0;
    const text3 = list2 && expand(list2);
    if (list2 === void 0 || text3?.kind !== "text" || text3.text === "") return [];
    const missing = text3.text.split(",").map((one) => one.trim()).find((one) => !names.has(one));
    if (missing === void 0) return [];
    const message = `[${name}] names "${missing}", which is no program`;
    return [stop({ key: `${name} ${missing}`, at: list2.at, message })];
  });
}
function serverProblems({ sections }) {
  return [...sections.values()].flatMap(({ name, at, values }) => {
    const [, kind] = /^(inet_http_server|unix_http_server)(:|$)/.exec(name) ?? [];
    const key = kind === "inet_http_server" ? "port" : "file";
    if (kind === void 0) return [];
    if (!values.has(key)) return [stop({ key: `${name} ${key}`, at, message: `[${name}] has no ${key}` })];
    if (values.has("username") === values.has("password")) return [];
    return [stop({ key: `${name} password`, at, message: `[${name}] has a username or a password alone` })];
  });
}

// src/model/start/supervisor/words.ts
function commandWords(text3) {
  const words = [];
  let word;
  for (let at = 0; at < text3.length; at++) {
    const char = text3[at] ?? "";
    if (/[ \t\r\n]/.test(char)) {
      if (word !== void 0) words.push(word);
      word = void 0;
    } else if (char === "\\") {
      if (++at >= text3.length) return void 0;
      word = (word ?? "") + text3[at];
    } else if (char === "'" || char === '"') {
      const quoted2 = quotedText(text3, at);
      if (quoted2 === void 0) return void 0;
      word = (word ?? "") + quoted2.value;
      at = quoted2.end;
    } else word = (word ?? "") + char;
  }
  return word === void 0 ? words : [...words, word];
}
function quotedText(text3, start) {
  const quote = text3[start];
  let value = "";
  for (let at = start + 1; at < text3.length; at++) {
    const char = text3[at] ?? "";
    if (char === quote) return { value, end: at };
    const next = text3[at + 1];
    if (char === "\\" && quote === '"' && (next === '"' || next === "\\")) {
      value += next;
      at++;
    } else value += char;
  }
  return void 0;
}

// src/model/start/supervisor/programs.ts
function* supervisorCommands(started, { args, input, step: step2 }) {
  const { files, folder, environment } = input;
  const config = supervisorConfig(files, { args, folder, at: step2.at, environment });
  if (config.others !== void 0) started.others ??= config.others;
  const own = ownUser(config, input, step2);
  const problems = [...own.problems];
  started.supervisors.push({ at: step2.at, config, user: own.user, folder, problems });
  if (config.texts.length === 0) return;
  if (!staysInFront(config)) {
    const note3 = "supervisord goes into the background, so the container ends at once";
    const help = "start it with -n, or set nodaemon=true under [supervisord]";
    started.leaves = { key: "background supervisord", at: step2.at, note: note3, help };
  }
  const mayMake = started.scripts.some(({ text: text3 }) => /\b(mkdir|install|cp|mv|ln|tar|rsync|git)\b/.test(text3));
  const lacksFolder = (path2) => !mayMake && input.lacksFolder(path2);
  for (const problem2 of supervisorRefusals(config, { ...input, lacksFolder })) problems.push(problem2);
  const [first] = problems;
  const refused4 = first && told2(first, `${first.message}: supervisord will not start`);
  const doubt2 = neededVariable(config, (name) => isSet(name, started, input));
  const { sections } = config;
  for (const program of config.programs) {
    if (!autostarts(program, config)) continue;
    const command2 = commandOf2(program, { config, input, started, step: step2, itself: own.user, lacksFolder });
    if (command2 === void 0) continue;
    if (command2.problem !== void 0) problems.push(command2.problem);
    const next = { ...command2.step, ...doubt2 && { doubt: doubt2 }, ...refused4 && { refused: refused4 } };
    const set = new Map(
      [sections.get("supervisord")?.values, program.values].flatMap((values) => setBy(values, config))
    );
    yield { words: command2.words, step: next, set };
  }
}
function told2({ key, at }, note3) {
  return { key, at, note: note3, help: "", told: true };
}
function staysInFront({ options, sections, expand }) {
  if (options.nodaemon || options.open) return true;
  const value = sections.get("supervisord")?.values.get("nodaemon");
  const text3 = value && expand(value);
  return text3 !== void 0 && (text3.kind !== "text" || booleanOf(text3.text) === true);
}
var ALWAYS_SET = /^(PATH|HOME|HOSTNAME|TERM|PWD|SHLVL|OLDPWD|_)$/;
function isSet(name, { scripts }, { environment }) {
  return ALWAYS_SET.test(name) || environment(name) !== void 0 || scripts.length > 0;
}
function setBy(values, { expand }) {
  const value = values?.get("environment");
  if (value === void 0) return [];
  const text3 = expand(value);
  const pairs = [
    ...(text3.kind === "text" ? text3.text : value.raw).matchAll(
      /([A-Za-z_]\w*)[ \t]*=[ \t]*("[^"]*"|'[^']*'|[^,\s]*)/g
    )
  ];
  return pairs.map(([, name = "", raw = ""]) => [
    name,
    text3.kind === "text" ? raw.replace(/^["']|["']$/g, "") : void 0
  ]);
}
function autostarts({ values }, { expand }) {
  const value = values.get("autostart");
  const text3 = value && expand(value);
  return text3?.kind !== "text" || booleanOf(text3.text) !== false;
}
function ownUser({ options, sections, expand }, input, step2) {
  const value = sections.get("supervisord")?.values.get("user");
  const at = options.user === void 0 ? value?.at ?? step2.at : step2.at;
  const text3 = options.user ?? (options.user === void 0 && value && expand(value));
  const name = typeof text3 === "object" && text3 !== null ? text3.kind === "text" ? text3.text : null : text3;
  if (name === void 0 || name === false) return { user: step2.user, problems: [] };
  if (name === null) {
    const isOther = step2.user.known && !step2.user.value.root;
    const why = { key: "user", why: "the user of supervisord is unknown" };
    return { user: isOther ? step2.user : unknown(why, at), problems: [] };
  }
  const user2 = input.userNamed(name.trim(), at);
  if (mayBecome(user2, step2.user, input) !== false) {
    const stays = step2.user.known && !step2.user.value.root;
    return { user: stays ? step2.user : user2, problems: [] };
  }
  const message = `supervisord runs as ${nameOf3(step2.user)} and cannot become "${name}"`;
  return {
    user: step2.user,
    problems: [{ key: `supervisord as ${name}`, at, message, stops: "supervisord" }]
  };
}
function mayBecome(target, own, { accounts }) {
  if (!own.known || !target.known) return void 0;
  if (own.value.root) return true;
  const { name, uid } = target.value;
  return sameUser({ user: own.value, accounts }, name ?? `${uid ?? ""}`);
}
function nameOf3(user2) {
  if (!user2.known) return "an unknown user";
  const { name, uid } = user2.value;
  return name === void 0 ? `uid ${uid ?? "unknown"}` : `"${name}"`;
}
function commandOf2(section, { config, input, started, step: step2, itself, lacksFolder }) {
  const { program, values, at: head } = section;
  const command2 = values.get("command");
  if (command2 === void 0) return void 0;
  const names = programNames(section);
  const text3 = config.expand(command2, names);
  if (text3.kind !== "text") {
    const why = { key: `command of ${program}`, why: `the command of program ${program} is unknown` };
    started.others ??= unknown(why, command2.at);
    return void 0;
  }
  const words = commandWords(text3.text);
  const wanted = programUser(values.get("user"), { config, input, names });
  const directory = values.get("directory");
  const folder = directory && config.expand(directory, names);
  const isDenied = wanted !== void 0 && mayBecome(wanted, itself, input) === false;
  const said = words === void 0 ? {
    key: `quote ${program}`,
    at: command2.at,
    message: `a quote in the command of "${program}" is not closed`
  } : isDenied ? {
    key: `program ${program} as ${nameOf3(wanted)}`,
    at: values.get("user")?.at ?? head,
    message: `supervisord runs as ${nameOf3(itself)} and cannot start "${program}" as ${nameOf3(wanted)}`
  } : directory !== void 0 && folder?.kind === "text" && lacksFolder(folder.text) ? {
    key: `program ${program} directory`,
    at: directory.at,
    message: `supervisord cannot start "${program}" in folder ${folder.text}, which the image does not have`,
    folder: folder.text
  } : void 0;
  const because2 = [...step2.because, { at: step2.at, note: "supervisord is started here" }];
  return {
    words: words ?? text3.text.trim().split(/\s+/),
    ...said && { problem: { ...said, stops: "program" } },
    step: {
      ...step2,
      at: command2.at,
      because: because2,
      stays: true,
      supervised: true,
      depth: step2.depth + 1,
      user: isDenied ? itself : wanted ?? itself,
      // It reads its programs through pipes of its own, wherever their logs go.
      streams: itself,
      ...said && { refused: told2(said, said.message) }
    }
  };
}
function programUser(value, {
  config,
  input,
  names
}) {
  if (value === void 0) return void 0;
  const text3 = config.expand(value, names);
  if (text3.kind === "text") return input.userNamed(text3.text.trim(), value.at);
  return unknown({ key: "user", why: "the program's user is unknown" }, value.at);
}

// src/model/shell/effects.ts
var COMMAND_STEPS = 200;
var ACCOUNT_KINDS = ["user", "group", "join", "no-account", "change-account", "opaque-accounts"];
function isAccountEffect(effect) {
  return ACCOUNT_KINDS.some((kind) => kind === effect.kind);
}

// src/model/shell/rest.ts
function isArgument(name) {
  return /^([1-9]\d*|#)$/.test(name);
}
function argumentValue(rest, name) {
  const open = rest.indexOf(null);
  if (name === "#") return open < 0 ? String(rest.length) : void 0;
  const index = Number(name) - 1;
  return open >= 0 && index >= open ? void 0 : rest[index] ?? "";
}
function isRest(raw) {
  return /^"?\$(@|\*|\{@\}|\{\*\})"?$/.test(raw);
}
function readWords(words, rest, read2) {
  return words.flatMap(
    (written3) => isRest(written3.raw) ? rest.map((value) => ({ value, written: written3 })) : [{ value: read2(written3), written: written3 }]
  );
}
function argumentsBehind({ words }, rest, lookup) {
  const [head, first, ...others] = words;
  if (head?.text === "set" && first?.text === "--")
    return others.flatMap((word) => isRest(word.raw) ? rest : [word.expand(lookup)]);
  if (head?.text !== "shift") return void 0;
  const count = first === void 0 ? "1" : first.text ?? "";
  if (!/^\d{1,3}$/.test(count) || others.length > 0) return [null];
  const open = rest.indexOf(null);
  return open >= 0 && open < Number(count) ? [null] : rest.slice(Number(count));
}

// src/model/shell/conditions/comparisons.ts
function numbersCompared(left, operator2, right) {
  if (!/^-?\d{1,15}$/.test(left) || !/^-?\d{1,15}$/.test(right)) return void 0;
  const difference = Number(left) - Number(right);
  switch (operator2) {
    case "-eq":
      return difference === 0;
    case "-ne":
      return difference !== 0;
    case "-lt":
      return difference < 0;
    case "-le":
      return difference <= 0;
    case "-gt":
      return difference > 0;
    case "-ge":
      return difference >= 0;
    default:
      return void 0;
  }
}
function joinedComparison(words, ask) {
  const sums = split(words, "-o").map((part) => every(split(part, "-a").map((one) => ask(one))));
  if (sums.includes(true)) return true;
  return sums.includes(void 0) ? void 0 : false;
}
function every(answers) {
  if (answers.includes(false)) return false;
  return answers.includes(void 0) ? void 0 : true;
}
function split(words, by) {
  const parts = [[]];
  for (const word of words) {
    if (word === by) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}
function fitsCase([asked, ...patterns], lookup) {
  const value = asked?.expand(lookup) ?? null;
  if (value === null) return void 0;
  const fits2 = patterns.map((pattern) => fitsPattern(value, pattern, lookup));
  if (fits2.includes(true)) return true;
  return fits2.includes(void 0) ? void 0 : false;
}
function fitsPattern(value, { raw, expand }, lookup) {
  if (!/[*?[\\(]/.test(raw)) {
    const text3 = expand(lookup);
    return text3 === null ? void 0 : text3 === value;
  }
  const plain4 = /^([\w.:/@%+=,-]*)\*([\w.:/@%+=,-]*)$/.exec(raw);
  if (plain4 === null) return void 0;
  const [, start = "", end = ""] = plain4;
  return value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
}
function testWords(program, args) {
  if (program === "test" || program === "[[") return args;
  return program === "[" && args.at(-1) === "]" ? args.slice(0, -1) : void 0;
}

// src/model/shell/conditions/questions.ts
function questionOf(commands, input) {
  const [first, ...others] = commands;
  if (first === void 0) return void 0;
  if (others.length === 0) return asking(first, input) ?? asksByOutput(first, input);
  const last = others.at(-1);
  const of = listed3(first, input);
  const account = last === void 0 ? void 0 : searched(last, input);
  return of === void 0 || account === void 0 || others.length > 1 ? void 0 : { of, account, found: "succeeds" };
}
function asking(command2, { lookup }) {
  const [program, ...args] = command2.words.map((word) => word.expand(lookup));
  const operands2 = args.filter((arg) => arg === null || !arg.startsWith("-"));
  const [first, second, ...more] = operands2;
  if (typeof first !== "string" || more.length > 0) return void 0;
  switch (baseName(program ?? "")) {
    case "id":
      return second === void 0 ? { of: "user", account: first, found: "succeeds" } : void 0;
    case "getent": {
      const of = databaseOf(first);
      return of && typeof second === "string" ? { of, account: second, found: "succeeds" } : void 0;
    }
    case "grep":
    case "egrep":
    case "fgrep": {
      const of = typeof second === "string" ? databaseOf(second) : void 0;
      const account = nameIn2(first);
      return of && account !== void 0 ? { of, account, found: "succeeds" } : void 0;
    }
    default:
      return void 0;
  }
}
function asksByOutput(command2, input) {
  const [inner, ...others] = command2.substitutions;
  if (inner === void 0) return void 0;
  const inside = others.length === 0 ? asking(inner, input) : questionOf(command2.substitutions, input);
  if (inside === void 0) return void 0;
  const printed3 = command2.words.map((word) => /\$\(|`/.test(word.raw) ? "x" : word.expand(input.lookup));
  const [program, ...args] = printed3;
  const words = testWords(program, args);
  if (words === void 0 || words.includes(null)) return void 0;
  const isEmpty = isEmptyTest(words);
  return isEmpty === void 0 ? void 0 : { ...inside, found: isEmpty ? "fails" : "succeeds" };
}
function isEmptyTest(words) {
  switch (words.join(" ")) {
    case "-z x":
    case "! x":
    case "! -n x":
    case "x = ":
    case "x == ":
      return true;
    case "-n x":
    case "x":
    case "! -z x":
    case "x != ":
      return false;
    default:
      return void 0;
  }
}
function listed3(command2, { lookup }) {
  const [program, ...args] = command2.words.map((word) => word.expand(lookup));
  if (!/^(getent|cat|cut|awk)$/.test(baseName(program ?? ""))) return void 0;
  return args.map((arg) => databaseOf(arg ?? "")).find((of) => of !== void 0);
}
function searched(command2, { lookup }) {
  const [program, ...args] = command2.words.map((word) => word.expand(lookup));
  const operands2 = args.filter((arg) => arg === null || !arg.startsWith("-"));
  const [pattern, ...more] = operands2;
  if (!/^[ef]?grep$/.test(baseName(program ?? "")) || typeof pattern !== "string" || more.length > 0)
    return void 0;
  return nameIn2(pattern);
}
function databaseOf(word) {
  if (/^(\/etc\/)?passwd$/.test(word)) return "user";
  return /^(\/etc\/)?group$/.test(word) ? "group" : void 0;
}
function nameIn2(pattern) {
  return /^\^?\(?([a-z_][\w-]*)\)?(:.*|\\b|\\>|\$)?$/i.exec(pattern)?.[1];
}

// src/model/shell/conditions/guards.ts
function metGuards(guards, input) {
  return guards.map((guard) => isMet(guard, input) ?? isMetUnset(guard, input));
}
function isMetUnset(guard, input) {
  const { isUnset, lookup } = input;
  if (isUnset === void 0) return void 0;
  const asLeft = (name) => lookup(name) ?? (isUnset(name) ? null : void 0);
  return isMet(guard, { ...input, lookup: asLeft }) === false ? false : void 0;
}
function isRun(guards, input) {
  return areMet(metGuards(guards, input));
}
function areMet(met) {
  return met.includes(false) ? false : met.includes(void 0) ? void 0 : true;
}
function isMet({ answers, exact, any }, input) {
  if (answers.length === 0) return void 0;
  const met = answers.map((answer) => {
    const succeeds = outcome(answer, input);
    return succeeds === void 0 ? void 0 : succeeds === answer.succeeds;
  });
  if (any === true) return met.includes(true) ? true : met.includes(void 0) || !exact ? void 0 : false;
  if (met.includes(false)) return exact ? false : void 0;
  return met.includes(void 0) ? void 0 : true;
}
function isThereAfter({ guards, met, lookup }, { name, id }) {
  let isNamed2 = false;
  for (const [index, guard] of guards.entries()) {
    if (met[index] === true) continue;
    if (guard.any === true) return false;
    const asked = guard.answers.map((answer) => absence(answer, { lookup }));
    if (asked.length === 0 || asked.includes(void 0)) return false;
    isNamed2 ||= asked.some((one) => one?.account === name);
    if (asked.some((one) => one?.account === String(id))) return false;
  }
  return isNamed2 || met.every((one) => one === true);
}
function absence(answer, input) {
  const question = questionOf(answer.commands, input);
  return question !== void 0 && question.found === "succeeds" !== answer.succeeds ? question : void 0;
}
function outcome({ commands }, input) {
  const question = questionOf(commands, input);
  if (question !== void 0) {
    const exists = input.exists(question.of, question.account);
    return exists === void 0 ? void 0 : exists === (question.found === "succeeds");
  }
  const [only, ...others] = commands;
  return only === void 0 || others.length > 0 ? void 0 : comparison(only, input);
}
function comparison(command2, { lookup }) {
  if (command2.words[0]?.text === "case") return fitsCase(command2.words.slice(1), lookup);
  const [program, ...args] = command2.words.map((word) => word.expand(lookup));
  if (program === "true" || program === ":") return true;
  if (program === "false") return false;
  const words = testWords(program, args);
  if (words !== void 0 && program !== "[[" && words.length > 3) return joinedComparison(words, compared2);
  return words === void 0 ? void 0 : compared2(words, program === "[[");
}
function compared2(words, isPattern2 = false) {
  if (words.includes(null)) return void 0;
  const [first = "", second = "", third = ""] = words;
  if (words.length === 1) return first !== "";
  if (words.length === 2) {
    if (first === "-n" || first === "-z") return second !== "" === (first === "-n");
    return first === "!" ? second === "" : void 0;
  }
  if (words.length !== 3) return void 0;
  if (first === "!" && (second === "-n" || second === "-z")) return third === "" === (second === "-n");
  if (isPattern2 && /[*?[\\(|]/.test(third)) return void 0;
  if (second === "=" || second === "==") return first === third;
  return second === "!=" ? first !== third : numbersCompared(first, second, third);
}
function isAsked(asked, effect) {
  if (effect.kind === "user") return isThereAfter(asked, effect.user);
  return effect.kind === "group" && isThereAfter(asked, effect.group);
}

// src/model/start/arguments.ts
function isReached(guards, rest) {
  const lookup = (name) => isArgument(name) ? argumentValue(rest, name) : void 0;
  return isRun(guards, { lookup, exists: () => void 0 });
}
function lacksCommand({ words }, rest) {
  if (rest.length > 0) return false;
  const own = unwrapped(words.map(({ raw, text: text3 }) => isRest(raw) ? "$@" : text3));
  return own[0] === "$@" || stepDown(own)?.command[0] === "$@";
}
var MOST_ROUNDS = 100;
function loopValues({ words }, { files }, lookup) {
  const values = words.flatMap((word) => {
    if (!word.glob) return [word.expand(lookup) ?? void 0];
    const raw = word.raw.replace(
      /"?\$(?:(\w+)|\{(\w+)\})"?/g,
      (all, name, braced) => lookup(name ?? braced) || all
    );
    if (!/^\/[\w./*?@%+,=-]+$/.test(raw)) return [void 0];
    const found = files.glob(raw);
    const paths2 = found.files.filter(({ kind }) => kind !== "directory").map(({ path: path2 }) => path2);
    return found.others === void 0 ? paths2 : [...paths2, void 0];
  });
  return values.length > MOST_ROUNDS ? [void 0] : values;
}
function inRound(command2, { guard }) {
  const guards = (command2.guards ?? []).toSpliced(guard, 1);
  const loops = command2.loops?.map(
    (loop) => loop.guard > guard ? { ...loop, guard: loop.guard - 1 } : loop
  );
  return {
    ...command2,
    guards,
    ...loops === void 0 ? {} : { loops },
    certainty: guards.length === 0 ? "always" : "maybe"
  };
}
function mayBreak(commands) {
  return commands.some(({ words }) => /^(break|continue|return|exit|exec)$/.test(words[0]?.text ?? ""));
}

// src/model/start/text-command.ts
function runCommand(walk3, command2, { sure, last }) {
  const { started, input, lookup, place, step: step2 } = walk3;
  const [head, ...words] = command2.words;
  const inPlace = head?.text === "exec" && words.length > 0;
  startCommand(walk3, command2, {
    started,
    input: { ...input, environment: setBefore(command2, lookup), rest: walk3.rest },
    step: {
      ...step2,
      at: place(command2.span),
      sure: step2.sure && sure,
      stays: inPlace || step2.stays && last || command2.background,
      ...command2.background ? { detached: true } : {}
    }
  });
  const behind3 = argumentsBehind(command2, walk3.rest, lookup);
  if (behind3 !== void 0 && !command2.subshell) walk3.rest = sure ? behind3 : [null];
  if (!sure || command2.subshell || command2.background) return;
  const absent3 = walk3.stopsOnFailure() ? absentOperand(command2, input) : void 0;
  if (absent3 !== void 0) {
    started.others ??= unknown(
      {
        key: `absent ${absent3}`,
        why: `whether ${absent3} is in the image is unknown, and without it the script ends`
      },
      place(command2.span)
    );
    walk3.ended = true;
  }
  if (head?.text === "exit") walk3.ended = true;
  else if (inPlace && words.some(({ raw }) => /^"?\$\{?(0|BASH_SOURCE)\b/.test(raw)))
    startAgain(walk3, command2);
  else if (inPlace) walk3.ended = true;
}
function setBefore({ assignments, words }, lookup) {
  if (assignments.length === 0 || words.length === 0) return lookup;
  const set = new Map(assignments.map(({ name, value }) => [name, value.expand(lookup) ?? void 0]));
  return (name) => set.has(name) ? set.get(name) : lookup(name);
}
function startAgain(walk3, command2) {
  const words = unwrapped(
    command2.words.map((word) => word.expand(walk3.lookup)),
    isStepDownTool
  );
  const name = stepDown(words)?.user;
  const at = walk3.place(command2.span);
  const user2 = typeof name === "string" ? walk3.input.userNamed(name, at) : unknown(
    { key: "user of the script", why: "the user that the script restarts itself as is unknown" },
    at
  );
  walk3.step = {
    ...walk3.step,
    user: user2,
    because: [...walk3.step.because, { at, note: "the script restarts itself here" }]
  };
}
function startCommand(walk3, command2, here) {
  const { started, input, step: step2 } = here;
  const words = command2.words.flatMap(
    (word) => isRest(word.raw) ? input.rest : [word.expand(input.environment)]
  );
  if (lacksCommand(command2, input.rest)) {
    started.others ??= unknown(
      { key: "command", why: "the script starts the command that it is given, and none is given" },
      step2.at
    );
    return;
  }
  const [first, ...args] = unwrapped(words);
  if (first === void 0 || first === "exec" && args.length === 0) return;
  if (command2.asks === true && first !== null && isAsked2(first, args, input)) return noteWait(started, first);
  const literal2 = args.every((arg) => arg !== null) ? args : void 0;
  if (first !== null && input.environment(`BASH_FUNC_${first}%%`))
    return doubtBehind(
      walk3,
      unknown({ key: `function ${first}`, why: `${first} is a function of the environment` }, step2.at)
    );
  const hidden2 = first === null ? void 0 : hiddenStart(command2, [first, ...args]);
  if (hidden2 !== void 0) started.others ??= unknown({ key: `given to ${first}`, why: hidden2 }, step2.at);
  if (first === "." || first === "source") return startSourced(walk3, args[0], here);
  const alias = first === "alias" ? args.find((arg) => arg !== null && serverNamedIn(arg)) : void 0;
  if (alias)
    return doubtBehind(
      walk3,
      unknown({ key: "alias", why: `whether ${alias} holds depends on the shell` }, step2.at)
    );
  if (first === "eval") return startEval(walk3, args, here);
  if (first !== null && commandBehind([first, ...args]) === void 0 && isShellOnly(baseName(first), literal2))
    return noteWait(started, first);
  walk3.follow.words(words, here);
}
function isAsked2(program, args, input) {
  if (program.includes("/") || /\.(sh|bash)$/.test(program)) return false;
  if (isServer(program) || isSupervisor(program) || isProcessManager(program) || isServiceTool(program))
    return false;
  if (isShell(program) || program === "." || program === "source") return false;
  return stepDown([program, ...args]) === void 0 && scriptInPath(program, input) === void 0;
}
var QUICK = /^(:|\[|\[\[|test|true|false|echo|printf|export|set|unset|local|readonly|declare|shift|trap|umask|ulimit|cd|exit|return|exec|chmod|chown|chgrp|mkdir|touch|ln|cp|mv|rm|sed|envsubst|date|id|whoami|hostname|env|grep|awk|cut|tr|kill)$/;
function noteWait(started, program) {
  if (!QUICK.test(baseName(program))) started.waits = started.programs.length;
}
function startSourced(walk3, path2, here) {
  const { started, input, step: step2 } = here;
  const script = typeof path2 === "string" ? fileAt(input, path2) : void 0;
  if (script === void 0 || !("file" in script)) {
    started.others ??= unknown(
      { key: `script ${path2 ?? "?"}`, why: `what ${path2 ?? "the file"} does is unknown` },
      step2.at
    );
    return;
  }
  startShared(walk3, { text: script.file.text, place: script.place }, here);
}
function startEval(walk3, args, here) {
  const { at } = here.step;
  if (!args.includes(null)) return startShared(walk3, { text: args.join(" "), place: () => at }, here);
  const words = walk3.text.slice(at.span?.start ?? 0, at.span?.end ?? 0);
  if (args[0] === "set" && args[1] === "--") {
    walk3.rest = [null];
    return;
  }
  if (PRINTS_VARIABLES.test(words)) return;
  doubtBehind(walk3, unknown({ key: "eval", why: "the text that eval runs is unknown" }, at));
}
function doubtBehind(walk3, doubt2) {
  walk3.started.others ??= doubt2;
  walk3.step = doubtfulStep(walk3.step, doubt2);
}
var PRINTS_VARIABLES = /^eval\s+["']?(\$\(|`)\s*(ssh-agent|gpg-agent|dbus-launch|fixuid|resize|dircolors|lesspipe)\b[^;&|]*$/;
function startShared(walk3, text3, here) {
  if (here.step.depth > DEEPEST4) return;
  const step2 = { ...here.step, depth: here.step.depth + 1, stays: false };
  const ended3 = walk3.follow.text(text3, { ...here, step: step2 }, walk3);
  if (ended3 && here.step.sure) walk3.ended = true;
}

// src/model/start/text-walk.ts
function walkText({ text: text3, place }, { started, input, step: step2 }, { variables, functions, follow }) {
  const parsed = parseShell(text3, "start");
  const [problem2] = parsed.problems;
  if (problem2 !== void 0) {
    started.others ??= unknown(
      { key: "unreadable script", why: `this script cannot be read: ${problem2.message}` },
      place(problem2.span)
    );
    return false;
  }
  const { because: because2, user: user2, sure } = step2;
  const isAside = step2.stays || step2.supervised === true || step2.hook === true;
  started.scripts.push({ text: text3, place, because: because2, user: user2, sure, ...isAside && { aside: true } });
  for (const [name, called2] of functionsOf(parsed)) functions.set(name, { called: called2, place });
  const valueNamed = (name) => {
    if (isArgument(name)) return argumentValue(walk3.rest, name);
    if (variables.has(name)) return variables.get(name);
    return parsed.mayAssign(name) ? void 0 : input.environment(name);
  };
  const lookup = (name) => {
    const value = valueNamed(name);
    input.budget.spend(value?.length ?? 0);
    return value;
  };
  const walk3 = {
    follow,
    started,
    text: text3,
    stopsOnFailure: memo(() => stopsOnFailure(text3)),
    functions,
    place,
    variables,
    lookup,
    input,
    step: step2,
    rest: input.rest,
    ended: false
  };
  within(
    { doing: "following what this starts", at: place({ start: 0, end: 0 }) },
    () => runCommands(walk3, parsed.commands, { calls: 0, loops: 0 })
  );
  return walk3.ended;
}
function runCommands(walk3, commands, depth3) {
  for (let index = 0; index < commands.length && !walk3.ended; ) {
    const loop = commands[index]?.loops?.[depth3.loops];
    const end = loop === void 0 ? index + 1 : endOfLoop(commands, index, { loop, depth: depth3 });
    const part = commands.slice(index, end);
    index = end;
    if (loop !== void 0) runLoop(walk3, part, { loop, depth: depth3 });
    else for (const command2 of part) runOne(walk3, command2, { depth: depth3, last: end === commands.length });
  }
}
function endOfLoop(commands, start, { loop, depth: depth3 }) {
  let end = start;
  while (commands[end]?.loops?.[depth3.loops]?.id === loop.id) end++;
  return end;
}
function runLoop(walk3, commands, { loop, depth: depth3 }) {
  const inner = { ...depth3, loops: depth3.loops + 1 };
  const isEach = !mayBreak(commands);
  for (const value of loopValues(loop, walk3.input, walk3.lookup)) {
    walk3.variables.set(loop.name, value);
    const isSure4 = isEach && value !== void 0;
    const round = isSure4 ? commands.map((command2) => inRound(command2, loop)) : commands;
    runCommands(walk3, round, inner);
  }
  walk3.variables.set(loop.name, void 0);
}
function runOne(walk3, command2, { depth: depth3, last }) {
  walk3.input.budget.spend(COMMAND_STEPS + command2.words.length);
  const isMaybe = command2.certainty === "maybe";
  const reached2 = isMaybe ? isReached(command2.guards ?? [], walk3.rest) : true;
  if (reached2 === false) return;
  const forRoot = isMaybe && isForRoot(walk3.text, command2.span.start);
  const { user: user2 } = walk3.step;
  if (forRoot && user2.known && !user2.value.root) return;
  const sure = reached2 === true || forRoot && user2.known;
  const called2 = walk3.functions.get(calledName(walk3, command2));
  if (called2 === void 0) runCommand(walk3, command2, { sure, last });
  else callFunction2(walk3, { command: command2, ...called2 }, { sure, depth: depth3 });
  exportedNames(walk3, command2, sure);
  for (const { name, value } of command2.assignments)
    if (command2.words.length === 0)
      walk3.variables.set(name, sure ? value.expand(walk3.lookup) ?? void 0 : void 0);
}
function exportedNames({ variables, lookup }, { words: [head, ...words] }, sure) {
  if (!/^(export|declare|typeset|readonly)$/.test(head?.text ?? "")) return;
  for (const word of words) {
    const [, name = ""] = /^([A-Za-z_]\w*)=/.exec(word.raw) ?? [];
    const value = word.expand(lookup);
    if (name !== "") variables.set(name, sure && value !== null ? value.slice(name.length + 1) : void 0);
  }
}
function calledName({ rest, lookup }, { words: [first] }) {
  if (first === void 0) return "";
  return (isRest(first.raw) ? rest[0] : first.expand(lookup)) ?? "";
}
function callFunction2(walk3, { command: command2, called: called2, place }, { sure, depth: depth3 }) {
  if (depth3.calls >= DEEPEST4) {
    const why = `the function ${called2.name} is called too deeply to be followed`;
    walk3.started.others ??= unknown({ key: `function ${called2.name}`, why }, walk3.place(command2.span));
    return;
  }
  const { rest, step: step2, place: caller } = walk3;
  walk3.rest = command2.words.flatMap((word) => isRest(word.raw) ? rest : [word.expand(walk3.lookup)]).slice(1);
  walk3.place = place;
  walk3.step = { ...step2, sure: step2.sure && sure };
  runCommands(walk3, called2.commands, { calls: depth3.calls + 1, loops: 0 });
  walk3.rest = rest;
  walk3.place = caller;
  walk3.step = { ...walk3.step, sure: walk3.step.doubt === void 0 && step2.sure };
  if (!sure || command2.subshell || command2.background) walk3.ended = false;
}
function memo(work) {
  let value;
  return () => {
    value ??= work();
    return value;
  };
}

// src/model/start/follow.ts
function startWords(words, given) {
  const here = prepared(words, given);
  const { started, input } = here;
  if (here.step.depth > DEEPEST4) return;
  const step2 = stopped(started, lacksNamed(words[0], here), here.step);
  const deeper = { ...step2, depth: step2.depth + 1 };
  const next = { ...here, step: deeper };
  const own = unwrapped(words, isStepDownTool);
  const [first, ...args] = own;
  if (first === void 0) return;
  if (first === null) {
    started.others ??= unknown(
      { key: "program", why: "the program that is started here is unknown" },
      step2.at
    );
    return;
  }
  if (first.startsWith("-")) {
    started.others ??= unknown(
      { key: `option ${first}`, why: `the program to which the entrypoint passes ${first} is unknown` },
      step2.at
    );
    return;
  }
  const down = stepDown(own);
  if (down !== void 0) return stepped(down, next);
  const behind3 = commandBehind(own);
  if (behind3 !== void 0) {
    if (step2.supervised !== true) addProgram(started, { path: first, args }, { ...deeper, stays: false });
    return startWords(behind3, next);
  }
  const name = baseName(first);
  const other = isShell(name) || isServer(name) ? replacedProgram(first, here) : void 0;
  if (other !== void 0) {
    started.others ??= other;
    return addProgram(started, { path: first, args }, doubtfulStep(deeper, other));
  }
  if (isShell(name)) return startShell({ path: first, args }, next);
  if (isServiceTool(name) || /^\/etc\/init\.d\//.test(first)) {
    const [service, verb] = isServiceTool(name) ? args : [name, args[0]];
    if (service && /^(start|restart|reload|force-reload)$/.test(verb ?? "start"))
      addProgram(started, { path: service, args: [null] }, deeper);
    return;
  }
  const services = servicesBehind(first, args, input);
  if (services !== void 0) {
    startServices(services.list, next);
    if (services.command.length > 0) startWords(services.command, next);
    if (services.complete) return addProgram(started, { path: first, args }, deeper);
  }
  if (isSupervisor(name)) {
    addProgram(started, { path: name, args }, deeper);
    for (const command2 of supervisorCommands(started, { args, input, step: deeper }))
      startWords(command2.words, { ...here, input: withSet(input, command2.set), step: command2.step });
    return;
  }
  if (input.passesOn(first) && isProgramOfBase(own))
    return addProgram(started, { path: first, args }, { ...deeper, ...runsAs(first, input, deeper) });
  if (input.passesOn(first)) return passedOn({ path: first, args }, next);
  startProgram({ path: first, args }, next);
}
function passedOn({ path: path2, args }, here) {
  const { input, step: step2 } = here;
  const down = input.dropsTo(args[0] ?? "");
  const drops = down !== void 0 && step2.user.known && step2.user.value.root;
  const because2 = [...step2.because, { at: step2.at, note: `${path2} starts the command after it` }];
  const user2 = drops ? { user: input.userNamed(down, step2.at) } : {};
  startWords(args, { ...here, step: { ...step2, ...user2, because: because2 } });
}
function startServices(services, here) {
  const because2 = [...here.step.because, { at: here.step.at, note: "an init starts its services here" }];
  for (const { kept: kept2, what } of services) {
    const own = kept2 ? { stays: true, supervised: true } : { stays: false };
    const step2 = { ...here.step, ...own, because: because2 };
    if (what.kind === "text") startText(what.text, { ...here, step: step2 });
    else if (what.kind === "script")
      startScript({ ...what, args: [], ...readerOf(what.script) }, { ...here, step: step2 });
    else startWords(what.kind === "path" ? [what.path] : what.words, { ...here, step: step2 });
  }
}
function isProgramOfBase([program, first]) {
  const hasOptions = first === void 0 || first?.startsWith("-") === true;
  return hasOptions && typeof program === "string" && !isOpaqueStarter(program);
}
function startProgram({ path: path2, args }, here) {
  const { started, input, step: step2 } = here;
  const script = path2.includes("/") ? fileAt(input, path2) : scriptInPath(path2, input);
  const next = denied(started, cannotRun(path2, input, step2), step2);
  if (script !== void 0 && "file" in script) {
    const without2 = stopped(started, lacksReader(path2, script, here), next);
    if (isShellScript(script.file.text))
      return startScript({ path: path2, script, args, ...readerOf(script) }, { ...here, step: without2 });
  }
  addProgram(started, { path: path2, args }, { ...next, ...runsAs(path2, input, next) });
  noteOthers({ path: path2, args, script }, here);
}
function stepped(down, { started, input, step: step2 }) {
  const { user: name } = down;
  const note3 = name === void 0 ? "it starts the command after it" : `it switches to ${name === null ? "another user" : `user "${name}"`} here`;
  const refused4 = step2.refused ?? refusal2(down, { started, input, step: step2 });
  const next = {
    ...step2,
    user: steppedUser(down, input, step2),
    because: [...step2.because, { at: step2.at, note: note3 }],
    ...down.detached === true ? { stays: true, detached: true } : {},
    ...refused4 === void 0 ? {} : { refused: refused4 }
  };
  if (down.shell !== true)
    return startWords(down.command.length === 0 ? ["sh"] : down.command, { started, input, step: next });
  const [text3] = down.command;
  if (typeof text3 === "string") startText({ text: text3, place: () => step2.at }, { started, input, step: next });
  else
    started.others ??= unknown(
      { key: "command", why: "the command that is started here is unknown" },
      step2.at
    );
}
function startShell({ path: path2, args }, here) {
  const { started, input } = here;
  const shell = baseName(path2);
  const step2 = stopped(started, lacksShell(shell, here), here.step);
  const told4 = shellCall(args);
  if (told4.kind === "text") {
    const { text: text3 } = told4;
    const options2 = args.slice(0, args.length - told4.args.length - 1);
    const within4 = { started, step: step2, input: { ...input, rest: told4.args } };
    if (text3 !== null) startBehind({ shell, args: options2 }, { text: text3, place: () => step2.at }, within4);
    else
      started.others ??= unknown(
        { key: "shell text", why: "the shell text that is started here is unknown" },
        step2.at
      );
    return;
  }
  if (told4.kind === "input") return addProgram(started, { path: shell, args }, step2);
  const { file } = told4;
  if (file === null) {
    started.others ??= unknown({ key: "script", why: "the script that is started here is unknown" }, step2.at);
    return;
  }
  const script = fileAt(input, file);
  if (script === void 0 || !("file" in script)) {
    const why = script === void 0 ? "it may not be in the image" : script.clause ?? script.why;
    started.others ??= unknown(
      { key: `script ${file}`, why: `${file} is started here, but ${why}` },
      step2.at
    );
    return;
  }
  const next = denied(started, cannotRead(file, input, step2), step2);
  const options = args.slice(0, args.length - told4.args.length - 1);
  startScript({ path: file, script, args: told4.args, shell, options }, { ...here, step: next });
}
function readerOf({ file }) {
  const [line = ""] = /^#![^\n]*/.exec(file.text) ?? [];
  return {
    shell: scriptReader(line) ?? "sh",
    options: line.split(/\s+/).filter((word) => word.startsWith("-"))
  };
}
function startScript({ path: path2, script, args, shell, options }, { started, input, step: step2 }) {
  const because2 = [...step2.because, { at: step2.at, note: `${path2} is started here` }];
  const text3 = { text: script.file.text, place: script.place };
  const isDash = input.dash === true && /^(sh|dash)$/.test(shell);
  const next = stopped(started, isDash ? dashRefusal(text3, path2) : void 0, { ...step2, because: because2 });
  startBehind({ shell, args: options }, text3, { started, input: { ...input, rest: args }, step: next });
}
function startBehind(start, text3, here) {
  const { texts: texts2, doubt: doubt2 } = preludes(start, here);
  if (doubt2 !== void 0) here.started.others ??= doubt2;
  const next = doubt2 === void 0 ? here : { ...here, step: doubtfulStep(here.step, doubt2) };
  const shared = { variables: /* @__PURE__ */ new Map(), functions: /* @__PURE__ */ new Map() };
  for (const one of texts2) if (startText(one, next, shared)) return;
  startText(text3, next, shared);
}
function startText(text3, here, { variables, functions } = { variables: /* @__PURE__ */ new Map(), functions: /* @__PURE__ */ new Map() }) {
  return walkText(text3, here, { variables, functions, follow: { words: startWords, text: startText } });
}

// src/model/start/hook-ends.ts
function hookEnd({ path: path2 }, content, here) {
  const unread4 = path2.endsWith(".sh") ? lacksReader(path2, content, here) : void 0;
  if (unread4 !== void 0) return unread4;
  const { text: text3 } = content.file;
  const { commands, functions } = parseShell(text3, "start");
  if (functions.some((one) => one.commands.some(mayEnd))) return void 0;
  const end = commands.find(mayEnd);
  const failing = failingCommand(commands.slice(0, end === void 0 ? void 0 : commands.indexOf(end)), {
    stops: !path2.endsWith(".sh") || stopsOnFailure(text3),
    isLast: end === void 0
  });
  if (failing !== void 0) return stop2(path2, content.place(failing.span), "fails");
  const status = end?.words[1]?.text;
  if (end === void 0 || !isSure(end) || commandName(end) !== "exit") return void 0;
  return /^0*[1-9]\d*$/.test(status ?? "") ? stop2(path2, content.place(end.span), `ends with ${status}`) : void 0;
}
function stop2(path2, at, what) {
  return {
    key: `hook ${path2}`,
    at,
    note: `${path2} ${what}, and the entrypoint ends with it`,
    help: "let it end with 0, or do not copy it"
  };
}
function failingCommand(commands, { stops, isLast: isLast2 }) {
  const last = commands.at(-1);
  const fails = (one) => commandName(one) === "false" && isSure(one) && one.caught !== true;
  if (stops) return commands.find(fails);
  return isLast2 && last !== void 0 && fails(last) ? last : void 0;
}
function mayEnd(command2) {
  return /^(exit|exec|return|kill)$/.test(commandName(command2) ?? "");
}
function isSure({ certainty, guards, subshell, background: background2 }) {
  return certainty === "always" && guards === void 0 && !subshell && !background2;
}

// src/model/start/shells.ts
var OWN2 = {
  alpine: ["sh", "ash"],
  others: ["sh", "bash", "dash"]
};
var WITHOUT_SHELL = /^(nginx.*|apache2.*|php\d*.*|nodejs.*|npm|yarn|python3|py3-.*|curl|wget|ca-certificates.*|openssl|tzdata|tini.*|dumb-init|su-exec|gettext.*|envsubst|supervisor|jq|shadow|git|busybox-extras|coreutils|libcap.*|libstdc\+\+|libc6-compat|gcompat|openssh-client.*|rsync|unzip|zip|tar|gzip|xz|sed|grep|gawk|findutils|procps.*|iproute2|bind-tools|redis|haproxy|dnsmasq|logrotate|sqlite.*|icu-.*|imagemagick|freetype.*|libpng.*|build-base|gcc|g\+\+|make|musl.*|linux-headers|openjdk\d+.*)$/;
function shellLack(state, files) {
  const isAlpine = state.system === "alpine";
  const own = OWN2[isAlpine ? "alpine" : "others"];
  return (name) => (state.bareBase || isAlpine && isPlainImage(state)) && !own.includes(name) && !state.steps.some((step2) => step2.commands.some((command2) => mayBringShell(command2, isAlpine))) && !mayLie(name, state, files);
}
var PLAIN_IMAGES = ["nginx", "nginxinc/nginx-unprivileged", "httpd"];
function isPlainImage({ base, baseRef }) {
  return baseRef?.like === void 0 && base?.names.some((name) => PLAIN_IMAGES.includes(name)) === true;
}
function mayBringShell({ name, program, args }, isAlpine) {
  const isInstall = packageEffects(name, []) !== void 0;
  if (program === null || isInstall && args.some(({ value }) => value === null)) return true;
  const words = args.flatMap(({ value }) => value ?? []);
  if ([program, ...words].some((word) => /\b(zsh|ksh|bash|fish)\b/.test(word))) return true;
  const packages = words.filter((word) => /^[a-z][\w.+-]*$/i.test(word.replace(/[=<>~@].*$/, "")));
  return isAlpine && isInstall && !packages.every((word) => /^(add|del|update|upgrade|fix|cache|info)$/.test(word) || isWithoutShell(word));
}
function isWithoutShell(word) {
  return WITHOUT_SHELL.test(word.replace(/[=<>~@].*$/, ""));
}

// src/model/start/command.ts
function followStart(state, { files, accounts, user: user2 }) {
  const started = nothingStarted();
  const { entrypoint, cmd } = state;
  const first = entrypoint ?? cmd;
  if (first === void 0) {
    if (state.unknownBase !== void 0) started.others = state.unknownBase;
    return started;
  }
  const input = {
    budget: state.work.budget,
    files,
    userNamed: (name, at) => namedUser(name, accounts, at),
    accounts,
    hasNumber: (uid) => hasNumber(state, uid),
    lacksFolder: (path2) => !/^\/(home|dev|proc|sys|tmp)(\/|$)/.test(path2) && files.lookup(path2) === void 0 && !state.volumes.some(({ value }) => isWithin(path2, value) || isWithin(value, path2)),
    servers: state.servers.map(({ install: install2 }) => install2),
    lacksShell: shellLack(state, files),
    lacksProgram: (name) => lacksProgram(state, files, name),
    dash: readsAsDash(state, files),
    environment: startEnvironment(state),
    folder: state.workdir,
    rest: [],
    passesOn: (program) => isBaseEntrypoint(state, program, files),
    dropsTo: (command2) => ownValue(state.base?.stepsDown, baseName(command2))
  };
  const step2 = firstStep(started, input, { user: user2, at: first.at, streams: user2 });
  if (first.words === void 0 && first.instruction?.shell !== void 0) {
    const { shell } = first.instruction;
    const text3 = shellReads(first.shell ?? [], shell.text);
    if (text3 !== shell.text) {
      const program = first.shell?.[0] ?? "";
      const why = `it is started by the SHELL ${program}, whose commands are not read`;
      started.others = unknown({ key: `SHELL ${program}`, why }, first.at);
      return started;
    }
    startText(
      { text: shell.text, place: (span) => ({ file: first.at.file, span: shell.mapSpan(span) }) },
      { started, input, step: step2 }
    );
    return started;
  }
  const behind3 = entrypoint === void 0 ? [] : cmdWords(state);
  const words = first.words ?? [];
  const from = startStep(state, { words, behind: behind3, step: step2, accounts });
  const doubt2 = hooks(state, { started, input, step: step2 });
  if (doubt2 !== void 0) started.others ??= doubt2;
  startWords([...words, ...behind3], {
    started,
    input,
    step: doubt2 === void 0 ? from : doubtfulStep(from, doubt2)
  });
  return started;
}
function firstStep(started, input, from) {
  const step2 = { ...from, because: [], sure: true, stays: false, depth: 0 };
  const doubt2 = preloaded(input, step2);
  if (doubt2 === void 0) return step2;
  started.others = doubt2;
  return doubtfulStep(step2, doubt2);
}
function cmdWords({ cmd }) {
  if (cmd === void 0) return [];
  return cmd.words ?? [...cmd.shell ?? [], cmd.instruction?.shell?.text ?? null];
}
function startStep(state, {
  words,
  behind: behind3,
  step: step2,
  accounts
}) {
  const [program] = words;
  if (program === void 0 || behind3.length === 0 || state.base === void 0) return step2;
  if (state.base.entrypoint?.[0] !== program) return step2;
  const at = state.cmd?.at ?? step2.at;
  const down = ownValue(state.base.stepsDown, baseName(behind3[0] ?? ""));
  const root = step2.user.known && step2.user.value.root;
  return down !== void 0 && root ? { ...step2, at, user: namedUser(down, accounts, at) } : { ...step2, at };
}
function isBaseEntrypoint(state, program, files) {
  const [entrypoint] = state.base?.entrypoint ?? [];
  if (entrypoint === void 0 || baseName(program) !== baseName(entrypoint)) return false;
  const places = program.startsWith("/") ? [program] : ["/usr/local/bin", "/usr/bin", "/bin", ""].map((folder) => `${folder}/${program}`);
  return places.every((path2) => {
    const found = files.lookup(path2);
    if (found !== void 0 && "known" in found) return found.ofBase === true || found.failed === true;
    return found === void 0 || !isBrought(found);
  });
}
function hooks(state, { started, input, step: step2 }) {
  if (!startsByOfficialEntrypoint(state, input.files)) return void 0;
  const { files, others } = input.files.glob("/docker-entrypoint.d/*");
  const open = others?.ofBase ? void 0 : others;
  const program = ENTRYPOINT_PROGRAMS.map((name) => shadowed(name, input)).find((why) => why);
  const doubts = [open, program].flatMap((why) => why ?? []);
  for (const found of files) {
    const file = found.kind === "link" ? input.files.lookup(found.path) : found;
    if (!isFile(file)) continue;
    if (!/\.(sh|envsh)$/.test(found.path) || file.mode.known && (file.mode.value & 73) === 0) continue;
    const script = scriptAt(file);
    if (script !== void 0 && "file" in script) {
      const because2 = [{ at: file.at, note: `${found.path} runs before nginx starts` }];
      const here = { started, input, step: { ...step2, because: because2, depth: 1, hook: true } };
      started.broken ??= hookEnd(file, script, here);
      startText({ text: script.file.text, place: script.place }, here);
    }
    const doubt2 = isBrought(file) ? hookDoubt(found.path, script, file) : void 0;
    if (doubt2 !== void 0) doubts.push(doubt2);
  }
  return doubts[0];
}
var ENTRYPOINT_PROGRAMS = [
  "sh",
  "find",
  "sort",
  "envsubst",
  "sed",
  "awk",
  "grep",
  "cut",
  "cat",
  "dpkg",
  "apk"
];
var DECIDING = ["PATH", "LD_PRELOAD", "LD_AUDIT", "LD_LIBRARY_PATH", "BASH_ENV", "ENV"];
function hookDoubt(path2, script, { at }) {
  if (script === void 0) return void 0;
  if (!("file" in script))
    return unknown(
      { key: `hook ${path2}`, why: `${path2} runs before nginx starts, but what it does is unknown` },
      at
    );
  const { text: text3 } = script.file;
  if (!path2.endsWith(".envsh")) return void 0;
  const parsed = parseShell(text3, "start");
  const name = DECIDING.find(
    (one) => parsed.mayAssign(one) || parsed.commands.some(({ assignments }) => assignments.some((set) => set.name === one)) || new RegExp(`\\b${one}=`).test(text3)
  );
  const changes = name ?? (/\bset\s+(--\s|[^-+\s])/.test(text3) ? "its arguments" : void 0);
  if (changes === void 0) return void 0;
  return unknown(
    { key: `hook ${path2}`, why: `${path2} changes ${changes} for what the entrypoint starts` },
    at
  );
}
function startsByOfficialEntrypoint(state, files) {
  const server = state.servers.find(({ install: install2, from }) => install2.kind === "nginx" && from === "base");
  const [program, ...rest] = [...state.entrypoint?.words ?? [], ...cmdWords(state)];
  if (server === void 0 || program === void 0 || program === null) return false;
  return isBaseEntrypoint(state, program, files) && runsOfficialScripts(rest[0]);
}

// src/model/start/touched.ts
var Touched = class {
  #paths = /* @__PURE__ */ new Set();
  #above = /* @__PURE__ */ new Set();
  add(path2) {
    const fixed = fixedPart(path2);
    this.#paths.add(fixed);
    for (const folder of [fixed, ...parentsOf(fixed)]) this.#above.add(folder);
  }
  /** Whether what was done may decide about a path: it was done there, above or below. */
  meets(path2) {
    const fixed = fixedPart(path2);
    return this.#above.has(fixed) || [fixed, ...parentsOf(fixed)].some((folder) => this.#paths.has(folder));
  }
};

// src/model/start/start-writes.ts
function startWrites({ scripts }, runs2) {
  const found = [];
  const touched = new Touched();
  for (const [index, { effects, commands }] of runs2.entries()) {
    const user2 = scripts[index]?.user;
    let next = 0;
    for (const [number, placed3] of effects.entries()) {
      while ((commands[next]?.effectsBefore ?? Infinity) <= number) next++;
      const command2 = commands[next - 1];
      const written3 = writtenBy(placed3.effect, command2);
      const isSure4 = command2?.sure === true && !command2.mayFail;
      if (user2 !== void 0 && isSure4 && written3 && !touched.meets(written3.path))
        found.push({ ...written3, user: user2, at: placed3.at, because: placed3.because });
      for (const path2 of pathsOf2(placed3)) touched.add(path2);
    }
  }
  return found;
}
function writtenBy(effect, command2) {
  switch (effect.kind) {
    case "write":
    case "touch":
      return plain3("file", effect.path);
    case "edit":
      return plain3("anew", effect.path);
    case "link":
      return plain3("anew", effect.path);
    case "folder":
      return plain3("folder", effect.path);
    case "copy":
      return effect.into === "yes" || effect.move ? void 0 : plain3("file", effect.to);
    case "opaque":
      return command2 !== void 0 && isEditedBySed(command2, effect.path) ? plain3("anew", effect.path) : void 0;
    default:
      return void 0;
  }
}
function plain3(kind, path2) {
  return isGlob(path2) || path2 === "/" ? void 0 : { kind, path: path2 };
}
function isEditedBySed(command2, path2) {
  const { name, args } = command2;
  if (name !== "sed" || !args.some(({ value }) => /^(-[nErsz]*i|--in-place)/.test(value ?? ""))) return false;
  return args.some(({ value }) => value !== null && pathOf(command2, value) === path2);
}
function pathsOf2({ effect }) {
  if (effect.kind === "copy") return [effect.to];
  return "path" in effect ? [effect.path] : [];
}

// src/model/start/substitutions.ts
function bareSubstitutions({ scripts }, around) {
  return scripts.flatMap(({ text: text3, place, because: because2 }) => {
    if (!text3.includes("envsubst")) return [];
    const parsed = parseShell(text3, "start");
    const commands = allCommands(parsed);
    const assigned = new Set(commands.flatMap(assignedBy));
    return commands.flatMap((command2) => {
      if (!isBare2(command2)) return [];
      const path2 = inputOf(command2, commands, around);
      const file = path2 === void 0 ? void 0 : around.files.lookup(path2);
      if (path2 === void 0 || !isFile(file) || !file.content.known) return [];
      return [{ at: place(command2.span), because: because2, path: path2, template: file.content.value, assigned }];
    });
  });
}
function allCommands({ commands, functions }) {
  const own = [...commands, ...functions.flatMap((one) => one.commands)];
  return own.flatMap((command2) => [command2, ...command2.substitutions]);
}
function assignedBy({ assignments, words }) {
  const exported = words.flatMap(({ raw }) => /^(\w+)=/.exec(raw)?.[1] ?? []);
  return [...assignments.map(({ name }) => name), ...exported];
}
function isBare2({ words: [program, ...args] }) {
  return baseName(program?.text ?? "") === "envsubst" && args.length === 0;
}
function inputOf(command2, commands, { folder, environment }) {
  const { pipe } = command2;
  const before = commands.find(
    (other) => pipe !== void 0 && other.pipe?.id === pipe.id && other.pipe.index === pipe.index - 1
  );
  const [program, first, ...others] = before?.words ?? [];
  const piped = program?.text === "cat" && others.length === 0 ? first : void 0;
  const word = command2.redirects.findLast(({ operator: operator2 }) => operator2 === "<")?.target ?? piped;
  const value = word?.expand((name) => environment(name) || void 0) ?? void 0;
  if (value === void 0 || word?.glob === true) return void 0;
  return value.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", value) : void 0;
}

// src/model/shell/made-accounts.ts
var CHANGES2 = /* @__PURE__ */ new Set([
  "no-account",
  "change-account",
  "opaque-accounts",
  "install",
  "uninstall"
]);
var MadeAccounts = class {
  #effects;
  /** Numbers of the effects that made an account. */
  #made = /* @__PURE__ */ new Map();
  #noted = 0;
  #isChanged = false;
  /** `effects` grow while they are asked. */
  constructor(effects) {
    this.#effects = effects;
  }
  /** Takes what stands in the place of an effect. */
  noteAt(number) {
    const effect = this.#effects[number]?.effect;
    if (effect === void 0) return;
    if (CHANGES2.has(effect.kind)) this.#isChanged = true;
    const account = accountOf(effect);
    if (account === void 0) return;
    for (const name of [account.name, String(account.id)]) {
      const key = `${effect.kind} ${name}`;
      this.#made.set(key, [...this.#made.get(key) ?? [], number]);
    }
  }
  /** Whether there is a user or group of a name or number behind what the text has done so far. */
  exists(of, account, before) {
    for (; this.#noted < this.#effects.length; this.#noted++) this.noteAt(this.#noted);
    const made = this.#made.get(`${of} ${account}`) ?? [];
    if (made.some((number) => this.#effects[number]?.effect.kind === of)) return true;
    return this.#isChanged ? void 0 : before?.(of, account);
  }
};
function accountOf(effect) {
  if (effect.kind === "user") return effect.user;
  return effect.kind === "group" ? effect.group : void 0;
}

// src/model/shell/sites.ts
function availableFolder(of) {
  return `/etc/apache2/${folderWord(of)}-available`;
}
function enabledFolder(of) {
  return `/etc/apache2/${folderWord(of)}-enabled`;
}
function folderWord(of) {
  return of === "site" ? "sites" : of === "module" ? "mods" : "conf";
}
function kindOf(word) {
  return word === "mod" ? "module" : word === "site" || word === "conf" ? word : void 0;
}
function endingOf(of) {
  return of === "module" ? ".load" : ".conf";
}
function switchEffects(program, args, command2) {
  const [, verb, word] = /^a2(en|dis)(site|mod|conf)$/.exec(program) ?? [];
  const of = kindOf(word);
  if (of === void 0) return void 0;
  const answered = isFed(command2);
  const { names, flags, unknownOption } = readWords2(args);
  if (names.length === 0 && answered) return void 0;
  return [
    {
      kind: "switch",
      path: enabledFolder(of),
      program,
      of,
      enables: verb === "en",
      words: names.map((name) => patternsIn(name, endingOf(of))),
      force: flags.has("force"),
      purge: flags.has("purge"),
      answered,
      ...unknownOption === void 0 ? {} : { unknownOption }
    }
  ];
}
function isFed({ pipe, redirects, inherited }) {
  const isRead2 = pipe !== void 0 && pipe.index > 0;
  return isRead2 || [...redirects, ...inherited].some(({ operator: operator2 }) => operator2.startsWith("<"));
}
var OPTIONS = ["quiet", "force", "maintmode", "purge"];
function readWords2(args) {
  const names = [];
  const flags = /* @__PURE__ */ new Set();
  for (const [index, arg] of args.entries()) {
    if (arg === "--") return { names: [...names, ...args.slice(index + 1)], flags };
    if (!arg.startsWith("-") || arg === "-") {
      names.push(arg);
      continue;
    }
    const asked = arg.startsWith("--") ? [arg.slice(2).toLowerCase()] : [...arg.slice(1)];
    for (const one of asked) {
      const option = OPTIONS.find((name) => name.startsWith(one));
      if (option === void 0) return { names, flags, unknownOption: arg };
      flags.add(option);
    }
  }
  return { names, flags };
}
function patternsIn(word, ending) {
  const ends = word.length >= ending.length && word.endsWith(ending.slice(1));
  const bare = ends ? word.slice(0, -ending.length) : word;
  return bare.split(/\s+/).filter((part) => part !== "");
}

// src/model/shell/assignments.ts
function exportNames(variables, command2, { lookup, maybe }) {
  for (const { name, value } of command2.assignments)
    variables.set(name, { value: assignedValue(value, lookup), maybe });
  for (const word of command2.words.slice(1)) {
    const text3 = expanded2(word, lookup);
    const cut2 = text3?.indexOf("=") ?? -1;
    if (text3 !== null && cut2 > 0) variables.set(text3.slice(0, cut2), { value: text3.slice(cut2 + 1), maybe });
  }
}
function expanded2(word, lookup) {
  return word.expand((name) => lookup(name, word.raw));
}
function assignedValue(value, lookup) {
  if (/^["']?(?:\$\(|`)\s*mktemp\b/.test(value.raw)) return "/tmp/mktemp";
  return expanded2(value, lookup) ?? void 0;
}
function valueIn({ variables, mayAssign: mayAssign2, input }, { name, raw, maybe }) {
  const set = variables.get(name);
  if (!/^[A-Za-z_]\w*$/.test(name)) return void 0;
  if (set !== void 0) return set.maybe && !maybe ? void 0 : set.value;
  return mayAssign2(name) ? void 0 : input.lookup(name, raw);
}
function wordOrGlob(word, lookup) {
  const [, below2] = /^~((?:\/[\w./@%+-]*)?)$/.exec(word.raw) ?? [];
  const home = below2 === void 0 ? void 0 : lookup("HOME", word.raw);
  if (home !== void 0 && home !== "") return home + below2;
  const glob2 = word.glob && /^[\w./*?[\]@%+,:=-]+$/.test(word.raw);
  return expanded2(word, lookup) ?? (glob2 ? word.raw : null);
}

// src/model/shell/account-options.ts
var USERADD = {
  short: "bcdefgGKkpRPsuZ",
  long: [
    "base-dir",
    "comment",
    "home-dir",
    "home",
    "expiredate",
    "inactive",
    "gid",
    "groups",
    "key",
    "skel",
    "password",
    "root",
    "prefix",
    "shell",
    "uid",
    "selinux-user"
  ]
};
var ADDUSER = {
  short: "hgsGuk",
  long: [
    "home",
    "shell",
    "uid",
    "firstuid",
    "lastuid",
    "ingroup",
    "gid",
    "gecos",
    "comment",
    "conf",
    "uid-pool",
    "gid-pool"
  ]
};
var GROUPADD = {
  short: "gKpRPU",
  long: ["gid", "key", "password", "root", "prefix", "users", "firstgid", "lastgid"]
};
var USERMOD = {
  short: "bcdefgGlpRPsuvVwWZ",
  long: [...USERADD.long, "login", "append-subuids"]
};
var GROUPADD_LIKE = { short: "gnpRPU", long: [...GROUPADD.long, "new-name"] };

// src/model/shell/accounts.ts
function accountEffects(program, args, at) {
  if (program === "useradd") return useradd(args, at);
  if (program === "adduser") return adduser(args, at);
  if (program === "groupadd" || program === "addgroup") return groupadd(args, at);
  if (program === "usermod" || program === "groupmod") return changed2(program, args);
  if (program === "gpasswd" || program === "groupmems") return joined2(program, args);
  if (program === "userdel" || program === "deluser" || program === "groupdel" || program === "delgroup")
    return removed(program, args);
  return void 0;
}
function removed(program, args) {
  const { names, flags } = operands(args, { short: "R", long: ["root", "prefix", "backup-to"] });
  const [name, second] = names;
  if (name === void 0) return [];
  if (second !== void 0 && program.startsWith("del"))
    return [{ kind: "join", user: name, groups: [second], instead: false, leaves: true }];
  const of = program === "groupdel" || program === "delgroup" || flags.has("group") ? "group" : "user";
  return [{ kind: "no-account", of, name }];
}
function useradd(args, at) {
  const { names, values, flags } = operands(args, USERADD);
  const [name] = names;
  if (name === void 0 || flags.has("D")) return [];
  const id = numberOf2(values.get("u") ?? values.get("uid"));
  const group = values.get("g") ?? values.get("gid");
  const ownGroup = group === void 0 && !flags.has("N") && !flags.has("no-user-group");
  const shell = noLogin(values.get("s") ?? values.get("shell"));
  const groups = listOf(values.get("G") ?? values.get("groups"));
  const base = values.get("b") ?? values.get("base-dir") ?? "/home";
  const home = values.get("d") ?? values.get("home-dir") ?? values.get("home") ?? `${base}/${name}`;
  const isMade = (flags.has("m") || flags.has("create-home")) && !flags.has("M");
  return [
    {
      kind: "user",
      user: {
        name,
        at,
        ...id,
        ...ownGid(id.id, flags.has("r") || flags.has("system")),
        ...shell,
        ...group === void 0 ? {} : { group },
        groups,
        ownGroup,
        ...flags.has("o") || flags.has("non-unique") ? { sharesId: true } : {}
      }
    },
    ...isMade ? madeHome(name, home, at) : []
  ];
}
function madeHome(owner, home, at) {
  const mode = unknown({ key: `mode of ${home}`, why: `the mode of the home folder ${home} is unknown` }, at);
  if (!home.startsWith("/")) return [];
  const path2 = resolvePath("/", home);
  return [
    { kind: "folder", path: parentOf(path2) },
    { kind: "folder", path: path2, owner, mode }
  ];
}
function givenHome(owner, home) {
  if (!home.startsWith("/")) return [];
  const path2 = resolvePath("/", home);
  return [
    { kind: "folder", path: path2 },
    { kind: "owner", path: path2, deep: false, owner, group: "", follows: "named" },
    { kind: "mode", path: path2, deep: false, mode: wholeMode(1517) }
  ];
}
function ownGid(uid, system) {
  if (uid === void 0) return {};
  const [first, last] = system ? [101, 999] : [1e3, 6e4];
  return uid >= first && uid <= last ? { ownGid: uid } : {};
}
function noLogin(shell) {
  return shell !== void 0 && /\/(nologin|false)$/.test(shell) ? { noLogin: true } : {};
}
var BUSYBOX = ["S", "D", "H", "h", "g", "s", "G", "u", "k"];
function adduser(args, at) {
  const { names, values, flags } = operands(args, ADDUSER);
  const [name, second] = names;
  if (name === void 0) return [];
  if (flags.has("group") && !flags.has("system")) {
    return [{ kind: "group", group: { name, at, ...numberOf2(values.get("gid")) } }];
  }
  const isBusyBox = BUSYBOX.some((letter) => flags.has(letter) || values.has(letter));
  if (second !== void 0 && !isBusyBox)
    return [{ kind: "join", user: name, groups: [second], instead: false }];
  const isSystem = flags.has("system") || flags.has("S");
  const isAlone = isSystem || flags.has("D");
  const id = numberOf2(values.get("u") ?? values.get("uid"));
  const group = values.get("ingroup") ?? values.get("G") ?? values.get("gid");
  const nogroup = (flags.has("system") && !flags.has("group") || flags.has("S")) && group === void 0;
  const named6 = group ?? (nogroup ? "nogroup" : void 0);
  const shell = values.get("s") ?? values.get("shell") ?? (isSystem || flags.has("disabled-login") ? "/usr/sbin/nologin" : void 0);
  const written3 = values.get("h") ?? values.get("home");
  const hasHome = !flags.has("H") && !flags.has("no-create-home");
  const home = written3 ?? `/home/${name}`;
  const isMade = hasHome && (isBusyBox || written3 !== void 0 || !flags.has("system"));
  return [
    {
      kind: "user",
      user: {
        name,
        at,
        ...id,
        ...id.id === void 0 ? {} : { ownGid: id.id },
        ...noLogin(shell),
        ...named6 === void 0 ? {} : { group: named6 },
        ...isAlone ? { groups: [] } : {},
        ownGroup: named6 === void 0
      }
    },
    ...isMade ? isBusyBox ? givenHome(name, home) : madeHome(name, home, at) : []
  ];
}
function groupadd(args, at) {
  const { names, values, flags } = operands(args, GROUPADD);
  const [name, second] = names;
  if (name === void 0) return [];
  if (second !== void 0) return [{ kind: "join", user: name, groups: [second], instead: false }];
  const members = listOf(values.get("U") ?? values.get("users"));
  return [
    {
      kind: "group",
      group: {
        name,
        at,
        ...numberOf2(values.get("g") ?? values.get("gid")),
        ...flags.has("f") || flags.has("force") ? { yieldsId: true } : {}
      }
    },
    ...members.map((user2) => ({ kind: "join", user: user2, groups: [name], instead: false }))
  ];
}
function joined2(program, args) {
  const { names, values } = operands(args, {
    short: "adAMg",
    long: ["add", "delete", "group", "members", "administrators"]
  });
  const left = values.get("d") ?? values.get("delete");
  const user2 = left ?? values.get("a") ?? values.get("add");
  const group = program === "gpasswd" ? names[0] : values.get("g") ?? values.get("group");
  const members = program === "gpasswd" ? listOf(values.get("M") ?? values.get("members")) : [];
  if (group !== void 0 && members.length > 0)
    return members.map((one) => ({ kind: "join", user: one, groups: [group], instead: false }));
  return user2 === void 0 || group === void 0 ? [] : [
    {
      kind: "join",
      user: user2,
      groups: [group],
      instead: false,
      ...left === void 0 ? {} : { leaves: true }
    }
  ];
}
function listOf(names) {
  return names?.split(",").filter((name) => name !== "") ?? [];
}
function changed2(program, args) {
  const { names, values, flags } = operands(args, program === "usermod" ? USERMOD : GROUPADD_LIKE);
  const [name] = names;
  if (name === void 0) return [];
  const user2 = program === "usermod";
  const newName = user2 ? values.get("l") ?? values.get("login") : values.get("n") ?? values.get("new-name");
  const group = user2 ? values.get("g") ?? values.get("gid") : void 0;
  const shell = user2 ? values.get("s") ?? values.get("shell") : void 0;
  const id = user2 ? values.get("u") ?? values.get("uid") : values.get("g") ?? values.get("gid");
  const joins = user2 ? values.get("G") ?? values.get("groups") : void 0;
  const leaves2 = flags.has("r") || flags.has("remove") ? { leaves: true } : {};
  const instead = !flags.has("a") && !flags.has("append") && leaves2.leaves === void 0;
  return [
    ...joins === void 0 ? [] : [{ kind: "join", user: name, groups: listOf(joins), instead, ...leaves2 }],
    {
      kind: "change-account",
      of: user2 ? "user" : "group",
      name,
      ...numberOf2(id),
      ...newName === void 0 ? {} : { newName },
      ...group === void 0 ? {} : { group },
      ...shell === void 0 ? {} : { noLogin: noLogin(shell).noLogin === true }
    }
  ];
}
function numberOf2(value) {
  return value !== void 0 && /^\d+$/.test(value) ? { id: Number(value) } : {};
}

// src/model/shell/doubtful.ts
function doubtful(effect, at, branches) {
  const what = "path" in effect ? effect.path : effect.kind === "copy" ? effect.to : "the accounts";
  const why = unknown(
    {
      key: `condition ${what}`,
      why: `${what} ${what === "the accounts" ? "are" : "is"} changed only under a condition`
    },
    at
  );
  if (effect.kind === "write" && effect.rendered === "either") return effect;
  if (effect.kind === "write" && effect.rendered) return { ...effect, maybe: effect.maybe ?? why };
  switch (effect.kind) {
    case "write":
    case "touch":
    case "edit":
    case "link":
    case "remove":
      return { kind: "opaque", path: effect.path, why, ...branches && { instead: { effect, branches } } };
    case "unpack":
    case "switch":
      return { kind: "opaque", path: effect.path, why };
    case "copy":
      return { kind: "opaque", path: effect.to, why, ...branches && { instead: { effect, branches } } };
    case "opaque":
      return behind2(effect, branches);
    case "owner":
      return typeof effect.owner === "string" ? { ...effect, owner: why } : effect;
    case "mode":
      return "known" in effect.mode ? effect : { ...effect, mode: why };
    case "join":
      return { ...effect, maybe: true };
    case "no-account":
    case "change-account":
      return { kind: "opaque-accounts", why, of: effect.of, name: effect.name };
    case "user":
    case "group":
    case "uninstall":
      return { kind: "opaque-accounts", why };
    default:
      return effect;
  }
}
function behind2(effect, branches) {
  const { instead, ...open } = effect;
  if (instead === void 0 || branches === void 0) return open;
  return { ...open, instead: { ...instead, branches: [...branches, ...instead.branches] } };
}
function anything(why) {
  return [
    { kind: "opaque", path: "/", why },
    { kind: "opaque-accounts", why }
  ];
}

// src/model/shell/sed/expression.ts
var CLASSES = {
  space: "\\s",
  blank: " \\t",
  digit: "0-9",
  alpha: "A-Za-z",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z"
};
function expressionOf(source, { extended, flags }) {
  let result = "";
  for (let i = 0; i < source.length; i++) {
    const char = source[i] ?? "";
    if (char === "[") {
      const bracket = readBracket(source, i);
      if (bracket === void 0) return void 0;
      result += bracket.value;
      i = bracket.end;
    } else if (char === "\\") {
      const next = source[++i];
      if (next === void 0 || /[<>`'dDzZAQE0-9]/.test(next)) return void 0;
      if (/[(){}|+?]/.test(next)) result += extended ? `\\${next}` : next;
      else result += /[sSwWbBntr]/.test(next) ? `\\${next}` : literal(next);
    } else if (/[(){}|+?]/.test(char)) result += extended ? char : `\\${char}`;
    else if (char === "*" && /^(\\\(|\(|\||\^)?$/.test(source.slice(Math.max(0, i - 1), i)) && (i === 0 || source[i - 1] === "^"))
      result += "\\*";
    else if (char === "^" && i > 0 && !extended) result += /[(|]$/.test(source.slice(0, i)) ? "^" : "\\^";
    else if (char === "$" && i < source.length - 1 && !extended)
      result += /^\\[)|]/.test(source.slice(i + 1)) ? "$" : "\\$";
    else result += char === "/" ? "\\/" : char;
  }
  if (mayExplode(result)) return void 0;
  try {
    return new RegExp(result, flags);
  } catch {
    return void 0;
  }
}
function literal(char) {
  return char.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
function readBracket(source, start) {
  let i = start + 1;
  let value = "[";
  if (source[i] === "^") value += source[i++];
  if (source[i] === "]") {
    value += "\\]";
    i++;
  }
  for (; i < source.length && source[i] !== "]"; i++) {
    const [whole, name = ""] = /^\[:(\w+):\]/.exec(source.slice(i)) ?? [];
    if (whole !== void 0) {
      const known2 = ownValue(CLASSES, name);
      if (known2 === void 0) return void 0;
      value += known2;
      i += whole.length - 1;
    } else {
      const char = source[i] ?? "";
      value += char === "\\" ? "\\\\" : char === "[" ? "\\[" : char;
    }
  }
  return i < source.length ? { value: `${value}]`, end: i } : void 0;
}
function replacementOf(source) {
  const parts = [];
  for (let i = 0; i < source.length; i++) {
    const char = source[i] ?? "";
    if (char === "&") parts.push(0);
    else if (char !== "\\") parts.push(char);
    else {
      const next = source[++i];
      if (next === void 0 || /[ULEul]/.test(next)) return void 0;
      if (/\d/.test(next)) parts.push(Number(next));
      else parts.push(next === "n" ? "\n" : next === "t" ? "	" : next);
    }
  }
  return parts;
}

// src/model/shell/sed/parse.ts
function parseSed(script, extended) {
  const read2 = readCommands(script, extended);
  return read2 === void 0 || read2.rest !== "" ? void 0 : read2.value;
}
function readCommands(script, extended) {
  const commands = [];
  let rest = withoutBlanks(script);
  while (rest !== "" && !rest.startsWith("}")) {
    const read2 = readCommand2(rest, extended);
    if (read2 === void 0) return void 0;
    commands.push(read2.value);
    if (!/^\s*(;|\n|$|\}|#)/.test(read2.rest)) return void 0;
    rest = withoutBlanks(read2.rest);
  }
  return { value: commands, rest };
}
function withoutBlanks(script) {
  return script.replace(/^([\s;]+|#[^\n]*(\n|$))+/, "");
}
function readCommand2(text3, extended) {
  const lines = readLines(text3, extended);
  if (lines === void 0) return void 0;
  const behind3 = lines.rest.trimStart();
  const inverted = behind3.startsWith("!");
  const verb = behind3.slice(inverted ? 1 : 0).trimStart();
  const action = readAction(verb, extended);
  return action && { value: { ...lines.value, inverted, action: action.value }, rest: action.rest };
}
function readAction(verb, extended) {
  const rest = verb.slice(1);
  switch (verb[0]) {
    case "d":
      return { value: { kind: "delete" }, rest };
    case "p":
      return { value: { kind: "print" }, rest };
    case "q":
      return /^\s*\d/.test(rest) ? void 0 : { value: { kind: "quit" }, rest };
    case "s":
      return readSubstitution(rest, extended);
    case "a":
      return readText2("append", rest);
    case "i":
      return readText2("insert", rest);
    case "c":
      return readText2("change", rest);
    case "{": {
      const block = readCommands(rest, extended);
      if (!block?.rest.startsWith("}")) return void 0;
      return { value: { kind: "block", commands: block.value }, rest: block.rest.slice(1) };
    }
    default:
      return void 0;
  }
}
function readLines(text3, extended) {
  const first = readAddress(text3, extended);
  if (first === void 0) return void 0;
  if (first.value === null) return /^,/.test(first.rest) ? void 0 : { value: {}, rest: first.rest };
  const address2 = first.value;
  if (!first.rest.startsWith(",")) return { value: { address: address2 }, rest: first.rest };
  const end = first.rest.slice(1);
  const [whole, more] = /^\+(\d+)/.exec(end) ?? [];
  if (whole !== void 0)
    return { value: { address: address2, to: { more: Number(more) } }, rest: end.slice(whole.length) };
  const second = readAddress(end, extended);
  return second === void 0 || second.value === null ? void 0 : { value: { address: address2, to: second.value }, rest: second.rest };
}
function readAddress(text3, extended) {
  const [number] = /^\d+/.exec(text3) ?? [];
  if (number !== void 0) {
    const rest = text3.slice(number.length);
    return Number(number) === 0 || /^(~|\s+,)/.test(rest) ? void 0 : { value: Number(number), rest };
  }
  if (text3.startsWith("$")) return { value: "$", rest: text3.slice(1) };
  const delimited = text3.startsWith("/") ? text3 : text3.startsWith("\\") ? text3.slice(1) : void 0;
  if (delimited === void 0) return { value: null, rest: text3 };
  const part = readPart(delimited.slice(1), delimited[0] ?? "/");
  const expression = part && part.value !== "" && expressionOf(part.value, { extended, flags: "" });
  if (!expression || part === void 0 || /^([IM]|\s+,)/.test(part.rest)) return void 0;
  return { value: expression, rest: part.rest };
}
function readSubstitution(text3, extended) {
  const delimiter = text3[0];
  if (delimiter === void 0 || delimiter === "\\" || delimiter === "\n") return void 0;
  const from = readPart(text3.slice(1), delimiter);
  const to = from && readPart(from.rest, delimiter);
  if (from === void 0 || to === void 0) return void 0;
  const [flags = ""] = /^[a-zA-Z0-9]*/.exec(to.rest) ?? [];
  const which = /^[giIp]*([1-9]\d{0,3})?[giIp]*$/.exec(flags);
  if (which === null || from.value === "") return void 0;
  const nth = which[1] === void 0 ? {} : { nth: Number(which[1]) };
  if (flags.includes("g") && which[1] !== void 0) return void 0;
  const expression = expressionOf(from.value, {
    extended,
    // Each match has to be counted where one of them is meant.
    flags: `${/[g\d]/.test(flags) ? "g" : ""}${/i/i.test(flags) ? "i" : ""}`
  });
  const replacement = replacementOf(to.value);
  if (expression === void 0 || replacement === void 0) return void 0;
  return {
    value: {
      kind: "substitute",
      from: expression,
      to: replacement,
      ...nth,
      ...flags.includes("p") ? { prints: true } : {}
    },
    rest: to.rest.slice(flags.length)
  };
}
function readText2(kind, source) {
  const [opening = ""] = /^[ \t]*(\\([ \t]*\n)?)?/.exec(source) ?? [];
  let text3 = "";
  let i = opening.length;
  for (; i < source.length && source[i] !== "\n"; i++) {
    if (source[i] !== "\\") {
      text3 += source[i];
      continue;
    }
    const next = source[++i];
    if (next === void 0 || /[aefvcdoxA-Z0-9]/.test(next)) return void 0;
    text3 += next === "n" ? "\n" : next === "t" ? "	" : next;
  }
  if (text3 === "") return void 0;
  return { value: { kind, text: text3 }, rest: source.slice(i) };
}
function readPart(text3, delimiter) {
  let value = "";
  for (let i = 0; i < text3.length; i++) {
    const char = text3[i] ?? "";
    if (char === delimiter) return { value, rest: text3.slice(i + 1) };
    if (char === "\\" && i + 1 < text3.length) {
      const next = text3[++i] ?? "";
      if (next === delimiter && /[.*[\]^$+?(){}|]/.test(delimiter)) return void 0;
      value += next === delimiter ? next : `\\${next}`;
    } else value += char;
  }
  return void 0;
}

// src/model/shell/edits.ts
function editEffects(name, command2) {
  if (name !== "sed" && name !== "perl") return void 0;
  const { args, folder, why } = command2;
  const read2 = name === "sed" ? sedArguments(args) : perlArguments(args);
  if (!read2.inPlace && name !== "sed") return void 0;
  const commands = read2.script === void 0 ? void 0 : parseSed(read2.script, read2.extended);
  const more = name === "sed" && commands === void 0 ? besides(read2.script ?? "", command2) : [];
  if (!read2.inPlace) return more;
  const sed = commands === void 0 ? {} : { sed: { commands, quiet: read2.quiet } };
  const backup = {
    ...read2.backup === void 0 ? {} : { backup: read2.backup },
    ...read2.follows ? { follows: true } : {}
  };
  const reason = (path2) => why({ key: `${name} edits ${path2}`, why: `${name} edits ${path2}, but the result is unknown` });
  const edits = read2.files.map((file) => {
    if (!file.startsWith("/") && folder === null) return { kind: "opaque", path: "/", why: reason(file) };
    const path2 = resolvePath(folder ?? "/", file);
    return { kind: "edit", path: path2, why: reason(path2), ...sed, ...backup };
  });
  return [...edits, ...more];
}
var WRITES = /(?:^|[^\w\\])[gpiIMme\d]*[wW][ \t]+([^\n]+)/g;
var EXECUTES = /(?:^|[;\n{}])[\s\d,$!]*e(?=[\s;}]|$)|[^\w\s;{}\\][gpiIMm\d]*e[gpiIMm\d]*\s*(?=[;\n}]|$)/;
function besides(script, { folder, why }) {
  const written3 = [...script.matchAll(WRITES)].flatMap(([, file = ""]) => {
    if (!file.startsWith("/") && folder === null) return [];
    const path2 = resolvePath(folder ?? "/", file.trim());
    return [
      {
        kind: "opaque",
        path: path2,
        why: why({ key: `sed writes ${path2}`, why: `sed writes ${path2}, but what is unknown` })
      }
    ];
  });
  if (!EXECUTES.test(script)) return written3;
  return [...written3, ...anything(why({ key: "sed runs", why: "what sed runs here is unknown" }))];
}
function perlArguments(args) {
  const inPlace = args.some((arg) => /^-[a-zA-Z0]*i/.test(arg));
  const byText2 = args.findLastIndex((arg) => /^-\w*e$/.test(arg));
  const files = args.slice(byText2 + 2).filter((arg) => !arg.startsWith("-"));
  return { inPlace, extended: false, quiet: false, follows: false, files: byText2 < 0 ? [] : files };
}
function sedArguments(args) {
  const found = {
    inPlace: false,
    extended: false,
    quiet: false,
    follows: false,
    unread: false,
    backup: ""
  };
  const scripts = [];
  const rest = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--") {
      for (const file of args.slice(i + 1)) rest.push(file);
      break;
    }
    if (arg.startsWith("--")) i += readLong(arg, args[i + 1], { found, scripts });
    else if (/^-./.test(arg)) i += readLetters(arg.slice(1), args[i + 1], { found, scripts });
    else rest.push(arg);
  }
  const { unread: unread4, backup, ...read2 } = found;
  const files = scripts.length === 0 && !unread4 ? rest.slice(1) : rest;
  const script = scripts.length === 0 ? rest[0] ?? "" : scripts.join("\n");
  return { ...read2, files, ...unread4 ? {} : { script }, ...backup === "" ? {} : { backup } };
}
function readLong(arg, next, { found, scripts }) {
  const [, name = "", value] = /^--([\w-]+)(?:=(.*))?$/s.exec(arg) ?? [];
  if (name === "expression") {
    scripts.push(value ?? next ?? "");
    return value === void 0 ? 1 : 0;
  }
  if (name === "in-place") Object.assign(found, { inPlace: true, backup: value ?? "" });
  else if (name === "regexp-extended") found.extended = true;
  else if (name === "quiet" || name === "silent") found.quiet = true;
  else if (name === "follow-symlinks") found.follows = true;
  else if (!/^(separate|posix|debug|unbuffered)$/.test(name)) found.unread = true;
  return name === "file" && value === void 0 ? 1 : 0;
}
function readLetters(letters, next, { found, scripts }) {
  for (let i = 0; i < letters.length; i++) {
    const rest = letters.slice(i + 1);
    switch (letters[i]) {
      case "i":
        Object.assign(found, { inPlace: true, backup: rest });
        return 0;
      case "e":
        scripts.push(rest === "" ? next ?? "" : rest);
        return rest === "" ? 1 : 0;
      case "f":
        found.unread = true;
        scripts.push("");
        return rest === "" ? 1 : 0;
      case "E":
      case "r":
        found.extended = true;
        break;
      case "n":
        found.quiet = true;
        break;
      case "s":
      case "u":
        break;
      default:
        found.unread = true;
    }
  }
  return 0;
}

// src/model/shell/copies.ts
var COPYING = { short: "St", long: ["suffix", "target-directory"] };
var INSTALL = { short: "gmotS", long: ["group", "mode", "owner", "target-directory", "suffix"] };
var RSYNC = { short: "efBTM", long: ["rsh", "chmod", "chown", "backup-dir", "suffix"] };
function paths({ folder }, names) {
  const found = names.map(
    (name) => name.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", name) : void 0
  );
  return found.every((path2) => path2 !== void 0) ? found : void 0;
}
function has({ flags, values }, ...names) {
  return names.some((name) => flags.has(name) || values.has(name));
}
var copyCommands = {
  cp: (command2) => {
    const read2 = operands(command2.args, COPYING);
    const isDeep = has(read2, "r", "R", "recursive", "a", "archive");
    if (has(read2, "s", "symbolic-link")) return isDeep ? void 0 : linked(command2, read2);
    const standing = has(read2, "remove-destination") ? { standing: "replaced" } : spared(read2);
    const how = { move: false, links: linksOf2(read2), ...standing };
    const kept2 = { ...how, keeps: true };
    if (has(read2, "l", "link")) {
      const isSaid = has(read2, "a", "archive", "d", "P", "no-dereference", "L", "dereference", "H");
      return copying(command2, read2, { ...kept2, one: true, ...isSaid ? {} : { links: "all", hard: true } });
    }
    const whole = keepsOwner(command2, read2) ? kept2 : how;
    return has(read2, "parents") ? withParents(command2, read2, whole) : copying(command2, read2, whole);
  },
  mv: (command2) => {
    const read2 = operands(command2.args, COPYING);
    return copying(command2, read2, {
      move: true,
      links: "all",
      keeps: true,
      standing: "replaced",
      ...spared(read2)
    });
  },
  install,
  rsync
};
function hardLinks(command2, read2) {
  return copying(command2, read2, { move: false, links: "all", one: true, keeps: true, standing: "replaced" });
}
function linksOf2(read2) {
  if (has(read2, "L", "dereference")) return "none";
  if (has(read2, "H")) return "below";
  return has(read2, "a", "archive", "R", "r", "recursive", "d", "P", "no-dereference") ? "all" : "none";
}
function keepsOwner({ args }, read2) {
  const what = read2.values.get("preserve");
  const isKept = what === void 0 ? has(read2, "a", "archive", "p", "preserve") : OWNERSHIP.test(what);
  const dropped = args.findLastIndex((arg) => arg.startsWith("--no-preserve=") && OWNERSHIP.test(arg));
  return isKept && !args.slice(dropped + 1).every((arg) => dropped >= 0 && !/^-(\w*[ap]|-(archive|preserve))/.test(arg));
}
var OWNERSHIP = /(^|[,=])(all|ownership)(,|$)/;
function spared(read2) {
  if (has(read2, "n", "no-clobber")) return { standing: "stays" };
  return has(read2, "u", "update") ? { standing: "open" } : {};
}
function copying(command2, read2, how) {
  const { names, values } = read2;
  const into = values.get("t") ?? values.get("target-directory");
  const target = into ?? names.at(-1);
  const written3 = into === void 0 ? names.slice(0, -1) : names;
  const sources = paths(command2, written3);
  const [to] = target === void 0 ? [] : paths(command2, [target]) ?? [];
  if (sources === void 0 || to === void 0 || sources.length === 0) return void 0;
  const isPlain2 = has(read2, "T", "no-target-directory");
  const isFolder = !isPlain2 && (into !== void 0 || sources.length > 1 || sources.some(isGlob));
  const slash = /\/\.?$|^\.{1,2}$/.test(target ?? "") ? { slash: true } : {};
  return sources.map((from, index) => {
    const name = written3[index] ?? "";
    const isContent = /(^|\/)\.{1,2}\/*$/.test(name);
    const kept2 = isPlain2 || isContent ? "no" : isFolder ? "yes" : "maybe";
    const atEnd = name.endsWith("/") && !how.move ? { atEnd: true } : {};
    const links2 = isContent && how.links === "all" ? "below" : how.links;
    return { kind: "copy", from, to, into: kept2, ...slash, ...how, ...atEnd, links: links2 };
  });
}
function withParents(command2, read2, how) {
  const all = copying(command2, read2, how);
  const { names, values } = read2;
  const sources = values.has("t") || values.has("target-directory") ? names : names.slice(0, -1);
  if (sources.some(isGlob)) return void 0;
  return all?.flatMap((effect, index) => {
    if (effect.kind !== "copy") return [effect];
    const to = resolvePath(effect.to, `./${sources[index] ?? ""}`);
    const folders = [];
    let [path2, like] = [parentOf(to), parentOf(effect.from)];
    for (; path2 !== effect.to && path2 !== "/"; [path2, like] = [parentOf(path2), parentOf(like)])
      folders.unshift({ kind: "folder", path: path2, like });
    return [...folders, { ...effect, to, into: "no" }];
  });
}
function linked(command2, read2) {
  const copies = copying(command2, read2, { move: false, links: "all" });
  return copies?.flatMap((effect, index) => {
    if (effect.kind !== "copy") return [effect];
    const path2 = effect.into === "yes" ? resolvePath(effect.to, baseName(effect.from)) : effect.to;
    return [{ kind: "link", path: path2, target: read2.names[index] ?? effect.from }];
  });
}
function install(command2) {
  const read2 = operands(command2.args, INSTALL);
  const { names, values } = read2;
  const isFolder = has(read2, "d", "directory");
  const word = values.get("m") ?? values.get("mode");
  const change2 = word === void 0 ? void 0 : readMode(word);
  if (word !== void 0 && change2 === void 0) return void 0;
  const mode = change2 === void 0 ? 493 : changedMode(change2, 0, { isFolder });
  const owner = values.get("o") ?? values.get("owner");
  const group = values.get("g") ?? values.get("group");
  const owners = { ...owner === void 0 ? {} : { owner }, ...group === void 0 ? {} : { group } };
  if (isFolder)
    return paths(command2, names)?.flatMap((path2) => installedFolder(path2, folderMode(command2, word), owners));
  const copied3 = copying(command2, read2, {
    move: false,
    links: "none",
    standing: "replaced",
    stamp: { mode, ...owners }
  });
  if (!has(read2, "D")) return copied3;
  const folders = copied3?.flatMap(
    (effect) => effect.kind === "copy" ? [effect.into === "yes" ? effect.to : parentOf(effect.to)] : []
  );
  return copied3 && [...new Set(folders)].map((path2) => ({ kind: "folder", path: path2, unmasked: true })).concat(copied3);
}
function folderMode(command2, word = "00755") {
  const key = `install -m ${word}`;
  const change2 = /^\d+$/.test(word) ? readMode(word) : void 0;
  return change2 ?? command2.why({ key, why: `what ${key} gives to a folder is unknown` });
}
function installedFolder(path2, mode, { owner = "", group }) {
  const given = {
    kind: "owner",
    path: path2,
    deep: false,
    owner,
    ...group === void 0 ? {} : { group },
    follows: "named"
  };
  return [
    { kind: "folder", path: path2, unmasked: true },
    { kind: "mode", path: path2, deep: false, mode },
    ...owner === "" && group === void 0 ? [] : [given]
  ];
}
function rsync(command2) {
  const read2 = operands(command2.args, RSYNC);
  const { names, flags, values } = read2;
  const known2 = /^(a|r|v|z|h|q|p|o|g|t|l|D|P|H|A|X|S|W|i|archive|recursive|verbose|quiet|links|perms|owner|group|times|progress|stats|compress|human-readable|info|numeric-ids|hard-links|inplace|whole-file)$/;
  const isRead2 = [...flags, ...values.keys()].every((name) => known2.test(name));
  if (!isRead2 || names.length < 2 || names.some((name) => name.includes(":"))) return void 0;
  if (!has(read2, "a", "archive", "r", "recursive")) return void 0;
  const isWhole2 = has(read2, "a", "archive");
  const keepsBoth = isWhole2 || has(read2, "o", "owner") && has(read2, "g", "group") && has(read2, "p", "perms");
  const links2 = isWhole2 || has(read2, "l", "links") ? "all" : "none";
  if (!keepsBoth && has(read2, "o", "owner", "g", "group", "p", "perms")) return void 0;
  const sources = names.slice(0, -1);
  const [to, ...from] = paths(command2, [names.at(-1) ?? "", ...sources]) ?? [];
  if (to === void 0 || sources.some(isGlob)) return void 0;
  return from.map(
    (path2, index) => ({
      kind: "copy",
      from: path2,
      to,
      into: /(^|\/)\.?$/.test(sources[index] ?? "") ? "no" : "yes",
      slash: true,
      move: false,
      links: links2,
      standing: "replaced",
      ...keepsBoth ? { keeps: true } : {}
    })
  );
}

// src/model/shell/programs/set-ids.ts
var PROGRAMS = ["/usr/sbin/nginx", "/usr/sbin/apache2", "/usr/sbin/httpd", "/usr/local/apache2/bin/httpd"];
function setsId(mode) {
  return /^[ugoa,rwxX+=-]*[+=][rwxX]*s/.test(mode) || /^0*[2-7][0-7]{3}$/.test(mode);
}
function marks(why) {
  return PROGRAMS.map((path2) => ({ kind: "opaque", path: path2, why }));
}
function markedPrograms(paths2, why) {
  const programs = paths2.filter((path2) => /\/s?bin\//.test(path2));
  return programs.map((path2) => ({ kind: "opaque", path: path2, why }));
}

// src/model/shell/files.ts
var NO_VALUES = { short: "", long: [] };
var TOUCH = { short: "drt", long: ["date", "reference", "time"] };
var fileCommands = {
  ...copyCommands,
  mkdir: (command2) => {
    const { names, values } = operands(command2.args, { short: "mZ", long: ["mode"] });
    const text3 = values.get("m") ?? values.get("mode");
    const change2 = text3 === void 0 ? void 0 : readMode(text3);
    if (text3 !== void 0 && change2 === void 0) return void 0;
    const mode = change2 === void 0 ? {} : { mode: changedMode(change2, 511, { isFolder: true }) };
    return paths(command2, names)?.map((path2) => ({ kind: "folder", path: path2, ...mode }));
  },
  rm: remove,
  unlink: remove,
  rmdir: (command2) => remove({ ...command2, args: ["-d", ...command2.args] }),
  touch: (command2) => {
    const { names, flags } = operands(command2.args, TOUCH);
    if (flags.has("c") || flags.has("no-create")) return [];
    return paths(command2, names)?.map((path2) => ({ kind: "touch", path: path2 }));
  },
  ln: (command2) => {
    const read2 = operands(command2.args, COPYING);
    return has(read2, "s", "symbolic") ? links(command2, read2) : hardLinks(command2, read2);
  },
  chown: (command2) => {
    const read2 = operands(command2.args, { short: "", long: ["from"] });
    const [owner, ...rest] = read2.names;
    if (owner === void 0 || has(read2, "reference")) return lent(command2, read2.names);
    return owned2(command2, read2, { owner, names: rest });
  },
  chgrp: (command2) => {
    const read2 = operands(command2.args, NO_VALUES);
    const [group, ...rest] = read2.names;
    if (group === void 0 || has(read2, "reference")) return lent(command2, read2.names);
    return owned2(command2, read2, { owner: `:${group}`, names: rest });
  },
  chmod: (command2) => {
    const { mode: word, paths: names, deep: recursive } = chmodWords(command2.args);
    const { umask } = command2;
    const mode = (umask === null && /(^|,)[-+=]/.test(word ?? "") ? void 0 : readMode(word ?? "", umask ?? void 0)) ?? command2.why({
      key: `chmod ${word ?? "--reference"}`,
      why: `the effect of chmod ${word ?? "--reference"} is unknown`
    });
    const all = paths(command2, names);
    const given = all?.map(
      (path2, index) => ({
        kind: "mode",
        path: path2,
        deep: recursive,
        mode,
        ...isFolderName(names[index]) ? { slash: true } : {}
      })
    );
    return "known" in mode ? given?.concat(markedPrograms(all ?? [], mode)) : given;
  }
};
function isFolderName(name) {
  return name !== void 0 && /\/\.?$/.test(name);
}
function remove(command2) {
  const read2 = operands(command2.args, NO_VALUES);
  const { names } = read2;
  const isDeep = has(read2, "r", "R", "recursive");
  const plain4 = has(read2, "d", "dir") ? "empty" : "files";
  return paths(command2, names)?.map((path2, index) => ({
    kind: "remove",
    path: path2,
    ...isDeep ? {} : { plain: plain4 },
    ...isFolderName(names[index]) ? { slash: true } : {}
  }));
}
function links(command2, read2) {
  const { names, values } = read2;
  const folder = values.get("t") ?? values.get("target-directory");
  const targets = folder === void 0 && names.length > 1 ? names.slice(0, -1) : names;
  const to = folder ?? (names.length > 1 ? names.at(-1) ?? "" : ".");
  const [path2] = paths(command2, [to]) ?? [];
  const written3 = has(read2, "r", "relative") ? paths(command2, targets) : targets;
  if (path2 === void 0 || written3 === void 0 || targets.some(isGlob)) return void 0;
  const isPlain2 = has(read2, "T", "no-target-directory");
  const into = !isPlain2 && (folder !== void 0 || targets.length > 1 || /(^|\/)\.{0,2}$/.test(to));
  const over2 = isPlain2 ? "anything" : has(read2, "n", "no-dereference") ? "link" : void 0;
  return written3.map((target) => ({
    kind: "link",
    path: into ? resolvePath(path2, target.slice(target.replace(/\/+$/, "").lastIndexOf("/") + 1)) : path2,
    target,
    ...over2 === void 0 ? {} : { over: over2 }
  }));
}
function lent(command2, names) {
  const owner = command2.why({ key: "chown --reference", why: "the effect of chown --reference is unknown" });
  const deep = command2.args.some((arg) => /^(-[a-zA-Z]*R[a-zA-Z]*|--recursive)$/.test(arg));
  return paths(command2, names)?.map((path2) => ({ kind: "owner", path: path2, deep, owner }));
}
function owned2(command2, read2, { owner, names }) {
  const deep = has(read2, "R", "recursive");
  const [user2 = "", group] = owner.split(/[:.]/);
  const [fromUser = "", fromGroup = ""] = read2.values.get("from")?.split(":") ?? [];
  const from = {
    ...fromUser === "" ? {} : { user: fromUser },
    ...fromGroup === "" ? {} : { group: fromGroup }
  };
  return paths(command2, names)?.map((path2, index) => ({
    kind: "owner",
    path: path2,
    deep,
    owner: user2,
    // With the separator alone, the user's own group is given as well.
    ...group === void 0 || group === "" && user2 === "" ? {} : { group },
    ...followed2(read2, { deep, slash: isFolderName(names[index]) }),
    ...read2.values.has("from") ? { from } : {}
  }));
}
function followed2({ flags }, { deep, slash }) {
  const isOwn2 = flags.has("h") || flags.has("no-dereference");
  if (!deep) return isOwn2 && !slash ? {} : { follows: "named" };
  const last = [...flags].findLast((flag2) => /^[HLP]$/.test(flag2));
  if (last === "L") return { follows: "all" };
  if (last === "H") return { follows: isOwn2 ? "named" : "targets" };
  return slash ? { follows: "named" } : {};
}

// src/model/shell/find.ts
function findEffects(command2, handed) {
  const search = readSearch(command2.args);
  if (search === void 0) return void 0;
  const all = search.actions.map((action) => selected(search, action, { command: command2, handed }));
  return all.every((one) => one !== void 0) ? all.flat() : void 0;
}
function xargsEffects(searched2, command2, handed) {
  const search = readSearch(searched2);
  const words = behindOptions2(command2.args);
  if (search === void 0 || search.actions.length > 0 || words === void 0) return void 0;
  return selected(search, words, { command: command2, handed });
}
function behindOptions2(args) {
  let mark;
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (!arg.startsWith("-")) break;
    if (/^-(0|r|t|x|-null|-no-run-if-empty|-verbose)+$/.test(arg) || /^-[nPLs]\d+$/.test(arg)) continue;
    if (/^-[nPLs]$/.test(arg)) i++;
    else if (arg === "-I") mark = args[++i];
    else if (/^-I./.test(arg)) mark = arg.slice(2);
    else if (/^-0r?$|^-r0$/.test(arg)) continue;
    else return void 0;
  }
  const words = args.slice(i);
  if (words.length === 0) return void 0;
  if (mark === void 0) return [...words, "{}"];
  return words.map((word) => word === mark ? "{}" : word);
}
function selected({ starts, only, follows }, words, { command: command2, handed }) {
  const [program = "", ...args] = words;
  const name = program.slice(program.lastIndexOf("/") + 1);
  const { folder, why } = command2;
  const effects = starts.map((start) => {
    const path2 = start.startsWith("/") ? start : folder === null ? void 0 : resolvePath(folder, start);
    if (path2 === void 0) return void 0;
    if (args.some((arg) => arg !== "{}" && arg.includes("{}"))) return void 0;
    const here = only && { ...only, followed: follows || /(^|\/)\.{0,2}$/.test(start) };
    const own = handed(name, { ...command2, args: args.map((arg) => arg === "{}" ? path2 : arg) });
    const reason = why({ key: `find in ${path2}`, why: `which files find chooses in ${path2} is unknown` });
    return own?.map((effect) => narrowed(effect, { path: resolvePath("/", path2), only: here, reason }));
  });
  const flat = effects.flat();
  return flat.every((effect) => effect !== void 0) ? flat : void 0;
}
function narrowed(effect, {
  path: path2,
  only,
  reason
}) {
  if (!("path" in effect) || effect.path !== path2) return void 0;
  switch (effect.kind) {
    case "owner":
      if (effect.deep) return { ...effect, owner: reason };
      return only === void 0 ? { kind: "owner", path: path2, deep: true, owner: reason } : { ...effect, deep: true, only, ...effect.follows === void 0 ? {} : { follows: "targets" } };
    case "mode":
      if (effect.deep) return { ...effect, mode: reason };
      return only === void 0 ? { kind: "mode", path: path2, deep: true, mode: reason } : { ...effect, deep: true, only };
    case "edit":
      return only === void 0 ? { kind: "opaque", path: path2, why: reason } : { ...effect, only };
    case "remove":
    case "touch":
      if (only === void 0) return { kind: "opaque", path: path2, why: reason };
      return effect.kind === "remove" ? { ...effect, only } : void 0;
    default:
      return void 0;
  }
}
function readSearch(args) {
  const options = args.findIndex((arg) => !/^-([HLP]|O\d|D)$/.test(arg));
  const words = options < 0 ? [] : args.slice(options);
  const end = words.findIndex((word) => /^[-(!]/.test(word));
  const named6 = words.slice(0, end < 0 ? words.length : end);
  const ahead2 = args.slice(0, Math.max(0, options));
  const unread4 = ahead2.includes("-L");
  const read2 = { tests: [], actions: [], limits: {}, is: true, unread: unread4 };
  for (let i = named6.length; i < words.length; ) {
    const taken3 = readWord(read2, words, i);
    if (taken3 === void 0) return void 0;
    i += taken3;
  }
  const { tests, actions, limits: limits2 } = read2;
  const only = read2.unread || named6.some(isGlob) ? {} : { only: { ...limits2, tests } };
  const starts = named6.map((start) => isGlob(start) ? fixedPart(start) : start);
  const follows = ahead2.findLast((option) => /^-[HP]$/.test(option)) === "-H";
  return { starts: starts.length === 0 ? ["."] : starts, actions, follows, ...only };
}
var KINDS = { f: "file", d: "directory", l: "link" };
function readWord(read2, words, index) {
  const word = words[index] ?? "";
  const value = words[index + 1] ?? "";
  const { is } = read2;
  read2.is = word === "!" || word === "-not" ? !is : true;
  switch (word) {
    case "!":
    case "-not":
    case "-depth":
    case "-xdev":
    case "-mount":
    case "-print":
    case "-print0":
      return 1;
    case "-exec":
      return readAction2(read2, words, index);
    case "-delete":
      read2.actions.push(["rm", "-fd", "{}"]);
      return 1;
  }
  if (/^-(fls|fprint.*|ok|okdir|execdir)$/.test(word)) return void 0;
  read2.unread ||= read2.actions.length > 0;
  const kind = ownValue(KINDS, value);
  if (word === "-name" || word === "-path" || word === "-wholename")
    read2.tests.push({ on: word === "-name" ? "name" : "path", pattern: value, is });
  else if (word === "-type" && is && kind !== void 0) {
    if ((read2.limits.kind ?? kind) !== kind) read2.tests.push({ on: "name", pattern: "", is: true });
    read2.limits.kind = kind;
  } else if (word === "-mindepth") read2.limits.least = Number(value);
  else if (word === "-maxdepth") read2.limits.most = Number(value);
  else {
    read2.unread = true;
    return 1;
  }
  return 2;
}
function readAction2(read2, words, index) {
  const isEnd = (word, at) => word === ";" || word === "+" && words[at - 1] === "{}";
  const end = words.findIndex((word, at) => at > index && isEnd(word, at));
  if (end < 0) return void 0;
  read2.actions.push(words.slice(index + 1, end));
  return end - index + 1;
}

// src/model/shell/programs/foreign.ts
var GENERATORS = /^(confd|remco|consul-template|gomplate|dockerize|envplate|ep|j2|jinja2|jinjanate|minijinja-cli|tiller|ansible-playbook|ansible|chef-client|chef-solo|puppet|salt-call|containerpilot|augtool)$/;
function isGenerator(name) {
  return GENERATORS.test(name);
}
var WRITES2 = /\b(open|write\w*|copy\w*|cp|move|mv|rename|replace|unlink|remove|symlink|link|system|popen|exec\w*|spawn\w*|run|subprocess|shutil|eval|file_put_contents|truncate)\b/i;
var BUILDS = /\bjoin\b|\bformat\b|\bchr\b|\bfromCharCode\b|decode|\bunhex|\bpack\b|\breverse[d]?\b|\[::-1\]|["'] *[+.] *["']|["'] *\+ *\w|\\x[0-9a-f]{2}|\\[0-7]{3}/i;
var ASKS = /\b(environ|getenv|process\.env|ENVIRON)\b|\bENV\b|%ENV|\$ENV/;
function givenText(name, { args, why }) {
  const at = args.findIndex((arg) => /^-\w*[cer]$/.test(arg));
  const text3 = at < 0 ? void 0 : args[at + 1];
  if (text3 === void 0 || !WRITES2.test(text3) || !(BUILDS.test(text3) || ASKS.test(text3))) return [];
  return mayWriteAny(name, why);
}
function mayWriteAny(name, why) {
  return anything(
    why({ key: `text of ${name}`, why: `what ${name} is given to run here may write any file` })
  );
}
function foreignText(text3, file, why) {
  if (WRITES2.test(text3) && BUILDS.test(text3)) return mayWriteAny(file, why);
  return namedSlots(text3).map((path2) => ({
    kind: "opaque",
    path: path2,
    why: why({
      key: `${file} names ${path2}`,
      why: `${file} names ${path2}, but what it does there is unknown`
    })
  }));
}
function foreignEffects(name, { args, script, isMade, folder, why }) {
  if (isGenerator(name))
    return anything(
      why({
        key: `generator ${name}`,
        why: `${name} writes files here, but which ones and what they contain is unknown`
      })
    );
  const named6 = scriptOf(name, args);
  if (named6 === void 0 || !named6.startsWith("/") && folder === null) return void 0;
  const path2 = resolvePath(folder ?? "/", named6);
  const content = script(path2);
  if (content === void 0) return void 0;
  if ("file" in content) return foreignText(content.file.text, path2, why);
  return isMade(path2) ? mayWriteAny(path2, why) : void 0;
}
function scriptOf(name, args) {
  if (isInterpreter(name)) return args.find((arg) => !arg.startsWith("-"));
  const flag2 = /^([gmn]?awk|original-awk)$/.test(name) ? args.indexOf("-f") : -1;
  return flag2 < 0 ? void 0 : args[flag2 + 1];
}

// src/model/shell/unpack/commands.ts
function unpackEffects(name, command2) {
  const read2 = ownValue(UNPACKERS, name)?.(command2.args);
  if (read2 === void 0) return void 0;
  if (read2 === "nothing") return [];
  const { to = ".", how, archive } = read2;
  const paths2 = how?.absolute === true && how.members === void 0 ? ["/"] : foldersOf2(to, command2);
  const from = archive === void 0 || isOpen2(archive) ? void 0 : within3(archive, command2);
  return paths2.map((path2) => {
    const why = command2.why({ key: `${name} ${path2}`, why: `what ${name} unpacks into ${path2} is unknown` });
    if (isOpen2(to)) return { kind: "opaque", path: path2, why };
    const source = from === void 0 ? {} : { archive: from };
    return { kind: "unpack", path: path2, ...source, ...how === void 0 ? {} : { how }, why };
  });
}
function isOpen2(word) {
  return /[$`]/.test(word);
}
function foldersOf2(to, command2) {
  if (!isOpen2(to)) {
    const path2 = within3(to, command2);
    return path2 === void 0 ? [] : [path2];
  }
  const [, literal2] = /^(\/[^$`]*)\//.exec(to) ?? [];
  return literal2 === void 0 ? SERVER_FOLDERS : [resolvePath("/", literal2)];
}
function within3(path2, { folder }) {
  if (path2.startsWith("/")) return resolvePath("/", path2);
  return folder === null || path2.startsWith("~") ? void 0 : resolvePath(folder, path2);
}
var TAR_LETTERS = "bCfFgHIKLNTVX";
var TAR_LONG = [
  ...["add-file", "after-date", "blocking-factor", "checkpoint-action", "directory", "exclude"],
  ...["exclude-from", "exclude-ignore", "exclude-tag", "file", "files-from", "format", "group", "group-map"],
  ...["hole-detection", "index-file", "info-script", "label", "level", "listed-incremental", "mode", "mtime"],
  ...["new-volume-script", "newer", "newer-mtime", "owner", "owner-map", "pax-option", "quote-chars"],
  ...["quoting-style", "record-size", "rmt-command", "rsh-command", "sort", "starting-file"],
  ...["strip-components", "suffix", "tape-length", "to-command", "transform", "use-compress-program"],
  ...["volno-file", "warning", "xform"]
];
var TAR_PLAIN = /^(a|auto-compress|bzip2|C|directory|f|file|force-local|get|gunzip|gzip|I|j|J|lzip|lzma|lzop|m|numeric-owner|overwrite|p|P|absolute-names|preserve-permissions|record-size|same-owner|same-permissions|strip-components|touch|U|unlink-first|use-compress-program|v|verbose|warning|x|extract|xz|z|Z|zstd|o|no-same-owner|no-same-permissions|ungzip|uncompress|b|blocking-factor|warning)$/;
function readTar(args) {
  const words = withDashes(args);
  const read2 = operands(words, { short: TAR_LETTERS, long: TAR_LONG });
  const { values, flags, names } = read2;
  const has2 = (...wanted) => wanted.some((name) => flags.has(name));
  if (has2("O", "to-stdout", "t", "list", "d", "diff", "compare")) return "nothing";
  if (!has2("x", "extract", "get")) return void 0;
  const folders = words.filter((word) => /^(-\w*C|--directory(=|$))/.test(word));
  const to = values.get("C") ?? values.get("directory");
  const top = words.find((word) => word.startsWith("--one-top-level"));
  const archive = values.get("f") ?? values.get("file");
  const strip = values.get("strip-components") ?? "0";
  const isRead2 = folders.length < 2 && [...flags, ...values.keys()].every((name) => TAR_PLAIN.test(name)) && /^\d+$/.test(strip) && !names.some((name) => isOpen2(name) || /[*?[]/.test(name));
  const absolute = has2("P", "absolute-names");
  const how = {
    strip: Number(strip),
    ...names.length === 0 ? {} : { members: names.map((name) => name.replace(/^\.\/|\/+$/g, "")) },
    absolute,
    own: has2("o", "no-same-owner"),
    ...maskedBy(read2)
  };
  return {
    ...top === void 0 ? to === void 0 ? {} : { to } : { to: topLevel(to, top) },
    ...archive === void 0 || archive === "-" ? {} : { archive },
    ...isRead2 && top === void 0 ? { how } : absolute ? { to: "/" } : {}
  };
}
function maskedBy({ flags }) {
  if (flags.has("no-same-permissions")) return { masked: true };
  return ["p", "preserve-permissions", "same-permissions"].some((name) => flags.has(name)) ? { masked: false } : {};
}
function topLevel(to = ".", option) {
  const [, name] = option.split("=");
  return name === void 0 ? to : name.startsWith("/") ? name : `${to}/${name}`;
}
function withDashes([first = "", ...rest]) {
  const words = [];
  let behind3 = rest;
  if (/^[a-zA-Z]+$/.test(first)) {
    for (const letter of first) {
      words.push(`-${letter}`);
      if (!TAR_LETTERS.includes(letter)) continue;
      words.push(behind3[0] ?? "");
      behind3 = behind3.slice(1);
    }
  } else behind3 = first === "" ? rest : [first, ...rest];
  return [...words, ...behind3.map(inFull)];
}
function inFull(word) {
  const [, name = "", rest = ""] = /^--([a-z-]+)(=.*)?$/s.exec(word) ?? [];
  if (name === "") return word;
  const whole = name === "dir" ? "directory" : TAR_LONG.find((one) => one.startsWith(name) && name.length > 3);
  return whole === void 0 ? word : `--${whole}${rest}`;
}
function readUnzip(args) {
  const { values, flags, names } = operands(args, { short: "dPx", long: [] });
  if (["p", "c", "l", "t", "v", "z", "Z"].some((flag2) => flags.has(flag2)) || names.length === 0)
    return "nothing";
  const to = values.get("d");
  return to === void 0 ? {} : { to };
}
var UNPACKERS = {
  tar: readTar,
  gtar: readTar,
  bsdtar: readTar,
  unzip: readUnzip,
  ...Object.fromEntries(["7z", "7za", "7zr", "7zz"].map((name) => [name, readSevenZip])),
  cpio: (args) => {
    const { values, flags } = operands(args, { short: "CDEFHIMORW", long: ["directory", "file", "format"] });
    if (!["i", "extract", "p", "pass-through"].some((flag2) => flags.has(flag2))) return void 0;
    return folderOf3(values.get("D") ?? values.get("directory"));
  },
  jar: ([verb = "", ...rest]) => {
    if (!/^-{0,2}(\w*x\w*|extract)$/.test(verb)) return void 0;
    return folderOf3(operands(rest, { short: "fC", long: ["file", "dir"] }).values.get("dir"));
  },
  ar: ([verb = ""]) => /^-?\w*x/.test(verb) ? {} : void 0,
  unrar: ([verb = "", ...rest]) => /^[xe]$/.test(verb) ? folderOf3(rest.filter((word) => !word.startsWith("-")).at(1)) : void 0,
  unsquashfs: (args) => {
    const at = args.findIndex((arg) => /^-d(est)?$/.test(arg));
    return { to: at < 0 ? "squashfs-root" : args[at + 1] ?? "." };
  },
  dpkg: readDeb,
  "dpkg-deb": readDeb
};
function folderOf3(to) {
  return to === void 0 ? {} : { to };
}
function readSevenZip([verb = "", ...rest]) {
  if (!/^[xe]$/.test(verb) || rest.includes("-so")) return void 0;
  return folderOf3(rest.find((word) => /^-o./.test(word))?.slice(2));
}
function readDeb(args) {
  const at = args.findIndex((arg) => /^(-[xXR]|--(v?extract|raw-extract))$/.test(arg));
  return at < 0 ? void 0 : folderOf3(args[at + 2]);
}

// src/model/shell/commands.ts
function simpleEffects(walk3, {
  name,
  args,
  piped,
  why,
  at,
  raw
}) {
  if (isHarmless(name, args) && !isInterpreter(name)) return [];
  if (buildsExtensions(name, walk3)) return [];
  const { folder, umask } = walk3;
  const unpacked2 = unpackEffects(name, { args: writtenArgs(raw, walk3.lookup), folder, why });
  if (unpacked2 !== void 0) return unpacked2;
  if (name === "xargs") {
    const [searcher, ...searched2] = piped ?? [];
    const isFind = args !== void 0 && baseName(searcher ?? "") === "find";
    const read2 = isFind ? xargsEffects(searched2, { args, folder, umask, why }, handedEffects) : void 0;
    return read2 ?? handedOn(raw, why);
  }
  if (args === void 0)
    return unreadable(name, { raw, why, mayAssign: walk3.mayAssign, lookup: walk3.lookup });
  if (name === "find") return findEffects({ args, folder, umask, why }, handedEffects);
  const accounts = accountEffects(name, args, at);
  if (accounts !== void 0) return accounts;
  const { script, isMade } = walk3;
  const foreign = foreignEffects(name, { args, script, isMade, folder, why });
  if (foreign !== void 0 && foreign.length > 0) return foreign;
  const files = ownValue(fileCommands, name)?.({ args, folder, umask, why });
  return files ?? packageEffects(name, args) ?? switchEffects(name, args, raw) ?? editEffects(name, { args, folder, umask, why });
}
function buildsExtensions(name, { script }) {
  if (!/^docker-php-(ext-(configure|install|enable)|source)$/.test(name)) return false;
  const own = script(`/usr/local/bin/${name}`);
  return own === void 0 || !("file" in own);
}
function writtenArgs({ words }, lookup) {
  const written3 = words.map((word) => wordOrGlob(word, lookup) ?? word.raw.replace(/["']/g, ""));
  return unwrapped(written3).slice(1);
}
function handedEffects(name, command2) {
  if (isHarmless(name, command2.args) && !isInterpreter(name)) return [];
  return ownValue(fileCommands, name)?.(command2) ?? editEffects(name, command2);
}
function handedOn({ words }, why) {
  const reason = why({ key: "xargs", why: "what xargs passes to a command is unknown" });
  const names = words.map(({ text: text3 }) => baseName(text3 ?? ""));
  const runs2 = (pattern) => names.some((name) => pattern.test(name));
  const effects = [];
  if (runs2(/^(chown|chgrp)$/)) effects.push({ kind: "owner", path: "/", deep: true, owner: reason });
  if (runs2(/^chmod$/) && words.some(({ text: text3 }) => setsId(text3 ?? ""))) effects.push(...marks(reason));
  if (runs2(/^chmod$/)) effects.push({ kind: "mode", path: "/", deep: true, mode: reason });
  if (runs2(/^(rm|mv|cp|sed|ln|install)$/) || names.some(isAccountTool)) {
    effects.push(...SERVER_FOLDERS.map((path2) => ({ kind: "opaque", path: path2, why: reason })));
    effects.push({ kind: "opaque-accounts", why: reason });
  }
  return effects.length === 0 ? void 0 : effects;
}
function unreadable(name, {
  raw,
  why,
  mayAssign: mayAssign2,
  lookup
}) {
  const variable2 = raw.words.flatMap((word) => word.variables)[0];
  const reason = why(
    variable2 === void 0 ? { key: `argument of ${name}`, why: `an argument of ${name} cannot be read` } : { key: `variable ${variable2}`, why: `the value of ${variable2} in this command is unknown` }
  );
  if (isAccountTool(name)) {
    const removes = name === "userdel" || name === "deluser";
    const renumbers = raw.words.some(({ text: text3 }) => sharesNumbers(text3 ?? ""));
    return [
      {
        kind: "opaque-accounts",
        why: reason,
        ...removes ? { removes } : {},
        ...renumbers ? { renumbers } : {}
      }
    ];
  }
  if (/^ch(own|grp|mod)$/.test(name)) return openOwners(name, raw, reason);
  const open = raw.words.filter((word) => startsOpen(word.raw, lookup));
  const looped = open.some((word) => word.variables.some(mayAssign2));
  if (open.length > 0 && (/^(sed|cp|mv|ln|install|patch)$/.test(name) || name === "rm" && (looped || open.some(({ raw: text3 }) => /nginx|apache|httpd|conf/i.test(text3))))) {
    return [
      ...mentionEffects(raw, { folder: null, why: () => reason }),
      ...SERVER_FOLDERS.map((path2) => ({ kind: "opaque", path: path2, why: reason }))
    ];
  }
  const plain4 = raw.words.slice(1).flatMap(({ text: text3, raw: written3 }) => {
    const [, bare] = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(written3) ?? [];
    return bare === void 0 ? [text3 ?? ""] : (lookup(bare, written3) ?? "").split(/\s+/);
  });
  const packages = packageEffects(
    name,
    plain4.filter((word) => word !== "")
  );
  return packages === void 0 ? void 0 : [...packages, { kind: "opaque-accounts", why: reason }];
}
function sharesNumbers(word) {
  return word === "--non-unique" || /^-[a-zA-Z]*o/.test(word);
}
function isAnywhere(path2) {
  return path2 === "/" || SERVER_FOLDERS.includes(path2);
}
function startsOpen(raw, lookup) {
  if (/^~($|\/)/.test(raw)) return !/^(\/root|\/home\/[^/]*)?$/.test(lookup("HOME") ?? "/");
  return /^["']?\$/.test(raw) || raw.startsWith("~");
}
function openOwners(name, { words }, why) {
  const operands2 = words.slice(1).filter(({ raw }) => !raw.startsWith("-"));
  const paths2 = operands2.slice(1).map(({ text: text3 }) => text3?.startsWith("/") ? resolvePath("/", text3) : "/");
  const given = paths2.map(
    (path2) => name === "chmod" ? { kind: "mode", path: path2, deep: true, mode: why } : { kind: "owner", path: path2, deep: true, owner: why }
  );
  const [mode] = operands2;
  if (name !== "chmod" || mode === void 0) return given;
  if (setsId(mode.text ?? "")) return [...given, ...marks(why)];
  return mode.text === null ? [...given, ...markedPrograms(paths2, why)] : given;
}

// src/model/shell/programs/toolchains.ts
var TOOLCHAINS = /^https:\/\/(deb|rpm)\.nodesource\.com\/|^https:\/\/getcomposer\.org\/(installer|composer)|^https:\/\/sh\.rustup\.rs|^https:\/\/install\.python-poetry\.org|^https:\/\/bootstrap\.pypa\.io\/|^https:\/\/(bun\.sh|astral\.sh)\/|^https:\/\/raw\.githubusercontent\.com\/nvm-sh\//;

// src/parsers/go-template/lexer.ts
var ESCAPES = /* @__PURE__ */ new Map([
  ["n", "\n"],
  ["t", "	"],
  ["r", "\r"],
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"]
]);
function chunksOf(text3) {
  const chunks = [];
  let at = 0;
  let trims = false;
  for (; ; ) {
    const open = text3.indexOf("{{", at);
    const end = open < 0 ? text3.length : open;
    const before = open >= 0 && /^-\s/.test(text3.slice(open + 2, open + 4));
    addText(chunks, text3, { start: at, end, trimsStart: trims, trimsEnd: before });
    if (open < 0) return chunks;
    const close = endOfAction(text3, open + 2);
    const inner = text3.slice(open + (before ? 3 : 2), close);
    trims = /\s-$/.test(inner);
    at = close + 2;
    const body = (trims ? inner.slice(0, -1) : inner).trim();
    const span = { start: open, end: Math.min(at, text3.length) };
    if (!(body.startsWith("/*") && body.endsWith("*/")))
      chunks.push({ kind: "action", tokens: close < text3.length ? tokensOf(body) : void 0, span });
    if (at >= text3.length) return chunks;
  }
}
function addText(chunks, text3, {
  start,
  end,
  trimsStart,
  trimsEnd
}) {
  let from = start;
  let to = end;
  while (trimsStart && from < to && /\s/.test(text3[from] ?? "")) from++;
  while (trimsEnd && to > from && /\s/.test(text3[to - 1] ?? "")) to--;
  if (to > from) chunks.push({ kind: "text", text: text3.slice(from, to), span: { start: from, end: to } });
}
function endOfAction(text3, start) {
  if (/^-?\s*\/\*/.test(text3.slice(start, start + 16))) {
    const comment = text3.indexOf("*/", start);
    const close = comment < 0 ? -1 : text3.indexOf("}}", comment);
    return close < 0 ? text3.length : close;
  }
  for (let at = start; at < text3.length; at++) {
    const char = text3[at];
    if (char === '"' || char === "`" || char === "'") at = endOfQuote(text3, at);
    else if (char === "}" && text3[at + 1] === "}") return at;
  }
  return text3.length;
}
function endOfQuote(text3, start) {
  const quote = text3[start];
  for (let at = start + 1; at < text3.length; at++) {
    if (text3[at] === "\\" && quote !== "`") at++;
    else if (text3[at] === quote) return at;
  }
  return text3.length;
}
var NEXT = /\s+|(?<number>[-+]?\d+(?:\.\d+)?(?![\w.]))|(?<field>\.[A-Za-z_]\w*)|(?<variable>\$\w*)|(?<name>[A-Za-z_]\w*)|(?<mark>:=|[=|(),.])/y;
function tokensOf(text3) {
  const tokens = [];
  for (let at = 0; at < text3.length; ) {
    const quote = text3[at];
    if (quote === '"' || quote === "`") {
      const end = endOfQuote(text3, at);
      if (end >= text3.length) return void 0;
      const inner = text3.slice(at + 1, end);
      const value = quote === "`" ? inner : unescaped(inner);
      if (value === void 0) return void 0;
      tokens.push({ kind: "string", text: value });
      at = end + 1;
      continue;
    }
    NEXT.lastIndex = at;
    const found = NEXT.exec(text3);
    if (found === null) return void 0;
    at = NEXT.lastIndex;
    const [kind, word] = Object.entries(found.groups ?? {}).find(([, one]) => one !== void 0) ?? [];
    if (kind !== void 0 && word !== void 0)
      tokens.push({ kind, text: word });
    else tokens.push({ kind: "mark", text: " " });
  }
  return tokens;
}
function unescaped(text3) {
  let isKnown = true;
  const value = text3.replace(/\\(.)/gs, (_, char) => {
    const meant = ESCAPES.get(char);
    isKnown &&= meant !== void 0;
    return meant ?? "";
  });
  return isKnown ? value : void 0;
}

// src/parsers/go-template/parse.ts
var Unread = class extends Error {
  span;
  constructor(message, span) {
    super(message);
    this.span = span;
  }
};
function parseGoTemplate(text3) {
  const reader = { chunks: chunksOf(text3), at: 0 };
  try {
    const { nodes, end } = listOf2(reader, 0);
    if (end !== void 0) throw new Unread(`"${end.word}" without its beginning`, end.span);
    return nodes;
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    return { message: error.message, span: error.span };
  }
}
var DEEPEST5 = 100;
function listOf2(reader, depth3) {
  const nodes = [];
  while (reader.at < reader.chunks.length) {
    const chunk = reader.chunks[reader.at++];
    if (chunk.kind === "text") {
      nodes.push(chunk);
      continue;
    }
    const { span } = chunk;
    const tokens = chunk.tokens ?? fail("this action cannot be read", span);
    const [first] = tokens;
    const word = first?.kind === "name" ? first.text : void 0;
    const rest = tokens.slice(1);
    if (word === "end" || word === "else") return { nodes, end: { word, rest, span } };
    if (word === "if" || word === "range" || word === "with")
      nodes.push(branch(reader, { kind: word, tokens: rest, span, depth: depth3 }));
    else if (/^(template|define|block|break|continue)$/.test(word ?? ""))
      fail(`what "${word}" does is not read`, span);
    else nodes.push({ kind: "action", pipeline: pipelineOf(tokens, span), span });
  }
  return { nodes };
}
function branch(reader, { kind, tokens, span, depth: depth3 }) {
  if (depth3 > DEEPEST5) fail("it is nested too deeply", span);
  const pipeline = pipelineOf(tokens, span);
  const { nodes: body, end } = listOf2(reader, depth3 + 1);
  if (end === void 0) return fail(`"${kind}" without its "end"`, span);
  if (end.word === "end") return { kind, pipeline, body, otherwise: [], span };
  const next = end.rest.find((token) => !isBlank2(token));
  if (next?.kind === "name" && /^(if|with)$/.test(next.text)) {
    const inner = end.rest.slice(end.rest.indexOf(next) + 1);
    const other = branch(reader, {
      kind: next.text,
      tokens: inner,
      span: end.span,
      depth: depth3 + 1
    });
    return { kind, pipeline, body, otherwise: [other], span };
  }
  const { nodes: otherwise, end: last } = listOf2(reader, depth3 + 1);
  if (last?.word !== "end") return fail(`"else" without its "end"`, end.span);
  return { kind, pipeline, body, otherwise, span };
}
function fail(message, span) {
  throw new Unread(message, span);
}
function pipelineOf(tokens, span) {
  const words = { tokens, span, at: 0 };
  const pipeline = wordsOfPipeline(words);
  if (peek(words) !== void 0) fail("this action cannot be read", span);
  return pipeline;
}
function peek(words) {
  while (isBlank2(words.tokens[words.at])) words.at++;
  return words.tokens[words.at];
}
function isBlank2(token) {
  return token?.kind === "mark" && token.text === " ";
}
function take(words, text3) {
  const next = peek(words);
  if (next?.kind !== "mark" || next.text !== text3) return false;
  words.at++;
  return true;
}
function wordsOfPipeline(words) {
  const { sets, declares } = setsOf(words);
  const commands = [];
  do
    commands.push(command(words));
  while (take(words, "|"));
  return { commands, sets, declares };
}
function setsOf(words) {
  const start = words.at;
  const sets = [];
  for (let next = peek(words); next?.kind === "variable"; next = peek(words)) {
    sets.push(next.text);
    words.at++;
    if (take(words, ":=")) return { sets, declares: true };
    if (take(words, "=")) return { sets, declares: false };
    if (!take(words, ",")) break;
  }
  words.at = start;
  return { sets: [], declares: false };
}
function command(words) {
  const operands2 = [];
  for (let next = peek(words); next !== void 0; next = peek(words)) {
    if (next.kind === "mark" && (next.text === "|" || next.text === ")")) break;
    operands2.push(operand(words, next));
  }
  return operands2.length === 0 ? fail("this action cannot be read", words.span) : operands2;
}
function operand(words, token) {
  words.at++;
  switch (token.kind) {
    case "string":
      return { kind: "value", value: token.text };
    case "number":
      return { kind: "value", value: Number(token.text) };
    case "name":
      return named3(words, token.text);
    case "field":
      return { kind: "fields", of: "cursor", names: [token.text.slice(1), ...fields(words)] };
    case "variable":
      return { kind: "fields", of: { variable: token.text }, names: fields(words) };
    default:
      if (token.text === ".") return { kind: "fields", of: "cursor", names: [] };
      if (token.text !== "(") return fail("this action cannot be read", words.span);
      return inBrackets(words);
  }
}
function inBrackets(words) {
  const inner = wordsOfPipeline(words);
  if (!take(words, ")")) fail("a bracket is not closed", words.span);
  return { kind: "fields", of: { inner }, names: fields(words) };
}
function named3(words, name) {
  if (name === "true" || name === "false") return { kind: "value", value: name === "true" };
  if (name === "nil") return { kind: "value", value: null };
  return { kind: "function", name: [name, ...fields(words)].join(".") };
}
function fields(words) {
  const names = [];
  for (let next = words.tokens[words.at]; next?.kind === "field"; next = words.tokens[++words.at])
    names.push(next.text.slice(1));
  return names;
}

// src/model/render/values.ts
function isOpenValue(value) {
  return typeof value === "object" && value !== null && "open" in value;
}
function isEvery(value) {
  return typeof value === "object" && value !== null && "every" in value;
}
function environmentValue(environment, name, unset) {
  const value = environment(name);
  if (value === void 0) return { open: name };
  return value ?? unset;
}
function isTrue(value) {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== false && value !== 0 && value !== "";
}

// src/model/render/functions.ts
var text2 = (value) => typeof value === "string" ? value : void 0;
function ofTexts2(count, work) {
  return (args) => {
    const texts2 = args.map(text2);
    return texts2.length === count && texts2.every((one) => one !== void 0) ? work(...texts2) : void 0;
  };
}
function ofNumbers2(work) {
  return ([one, other]) => typeof one === "number" && typeof other === "number" ? work(one, other) : void 0;
}
function compared3(work) {
  return ([one, other]) => typeof one === "string" && typeof other === "string" || typeof one === "number" && typeof other === "number" ? work(one, other) : void 0;
}
var BUILT_IN = /* @__PURE__ */ new Map([
  ["and", (args) => args.find((one) => !isTrue(one)) ?? args.at(-1)],
  ["or", (args) => args.find(isTrue) ?? args.at(-1)],
  ["not", ([one = null]) => !isTrue(one)],
  ["eq", ([one, ...others]) => others.length === 0 ? void 0 : others.some((other) => other === one)],
  ["ne", ([one, other]) => other === void 0 ? void 0 : one !== other],
  ["lt", compared3((one, other) => one < other)],
  ["le", compared3((one, other) => one <= other)],
  ["gt", compared3((one, other) => one > other)],
  ["ge", compared3((one, other) => one >= other)],
  ["len", ([one]) => typeof one === "string" ? Buffer.byteLength(one) : listOf3(one)?.length],
  ["index", ([list2, index]) => typeof index === "number" ? listOf3(list2)?.[index] : void 0],
  ["printf", printed]
]);
function listOf3(value) {
  return Array.isArray(value) ? value : void 0;
}
function printed([format, ...args]) {
  if (typeof format !== "string" || /%[^sdv%]/.test(format)) return void 0;
  let next = 0;
  const value = format.replace(
    /%([sdv%])/g,
    (_, kind) => kind === "%" ? "%" : String(args[next++])
  );
  return next === args.length && args.every((one) => typeof one === "string" || typeof one === "number") ? value : void 0;
}
var COMMON2 = /* @__PURE__ */ new Map([
  ["base", ofTexts2(1, (path2) => baseName(path2))],
  ["dir", ofTexts2(1, (path2) => parentOf(path2))],
  ["split", ofTexts2(2, (whole, by) => whole.split(by))],
  ["join", ([list2, by]) => joined3(list2, by)],
  ["toUpper", ofTexts2(1, (one) => one.toUpperCase())],
  ["toLower", ofTexts2(1, (one) => one.toLowerCase())],
  ["upper", ofTexts2(1, (one) => one.toUpperCase())],
  ["lower", ofTexts2(1, (one) => one.toLowerCase())],
  ["contains", ofTexts2(2, (one, part) => one.includes(part))],
  ["trimSuffix", ofTexts2(2, (one, end) => one.endsWith(end) ? one.slice(0, one.length - end.length) : one)],
  ["atoi", ofTexts2(1, (one) => /^[-+]?\d{1,15}$/.test(one) ? Number(one) : { open: "atoi" })],
  ["add", ofNumbers2((one, other) => one + other)],
  ["sub", ofNumbers2((one, other) => one - other)],
  ["mul", ofNumbers2((one, other) => one * other)]
]);
function joined3(list2, by) {
  const all = listOf3(list2);
  return typeof by === "string" && all?.every((one) => typeof one === "string") ? all.join(by) : void 0;
}
var TRUE_WORDS = /^(true|1|yes|on|t)$/;
function functionsFor(program, environment) {
  const own = OF_PROGRAM.get(program)?.(environment) ?? [];
  return new Map([...COMMON2, ...BUILT_IN, ...own]);
}
function getenv(environment) {
  return ([name, other]) => {
    if (typeof name !== "string") return void 0;
    const value = environmentValue(environment, name, "");
    return value === "" && other !== void 0 ? other : value;
  };
}
var defaultFirst = ([other, value]) => value === void 0 ? void 0 : isTrue(value) ? value : other;
var OF_PROGRAM = /* @__PURE__ */ new Map([
  // github.com/kelseyhightower/confd, docs/templates.md; `getv` asks the store, which is the environment's with that backend.
  ["confd", (environment) => [["getenv", getenv(environment)]]],
  [
    "confd env",
    (environment) => [
      ["getenv", getenv(environment)],
      [
        "getv",
        ([key, other]) => {
          if (typeof key !== "string") return void 0;
          const name = key.replace(/^\//, "").replaceAll("/", "_").toUpperCase();
          return environmentValue(environment, name, other ?? { open: name });
        }
      ]
    ]
  ],
  // github.com/jwilder/dockerize, "Using Templates".
  [
    "dockerize",
    () => [
      ["default", ([value, other]) => value === null ? other : value],
      ["isTrue", ofTexts2(1, (one) => TRUE_WORDS.test(one.toLowerCase()))]
    ]
  ],
  // docs.gomplate.ca/functions.
  [
    "gomplate",
    (environment) => [
      ["getenv", getenv(environment)],
      ["env.Getenv", getenv(environment)],
      ["default", defaultFirst],
      ["conv.Default", defaultFirst],
      ["strings.ToLower", ofTexts2(1, (one) => one.toLowerCase())],
      ["strings.ToUpper", ofTexts2(1, (one) => one.toUpperCase())],
      ["toLower", ofTexts2(1, (one) => one.toLowerCase())],
      ["toUpper", ofTexts2(1, (one) => one.toUpperCase())]
    ]
  ],
  // github.com/hashicorp/consul-template, docs/templating-language.md.
  [
    "consul-template",
    (environment) => [
      ["env", ([name]) => typeof name === "string" ? environmentValue(environment, name, "") : void 0],
      [
        "envOrDefault",
        ([name, other]) => typeof name === "string" ? environmentValue(environment, name, other ?? "") : void 0
      ]
    ]
  ],
  // github.com/subfuzion/envtpl, with sprig's functions.
  ["envtpl", () => [["default", defaultFirst]]]
]);
function openArgument(args) {
  return args.find(isOpenValue);
}

// src/model/render/go-template.ts
var Unclear = class extends Error {
  span;
  constructor(message, span) {
    super(message);
    this.span = span;
  }
};
function renderGoTemplate(template2, rendering2) {
  const { text: text3 } = template2.file;
  const nodes = parseGoTemplate(text3);
  if (!Array.isArray(nodes)) {
    const { message: why, span } = nodes;
    return { why, span };
  }
  const { program, environment } = rendering2;
  const every2 = { every: "variable" };
  const walk3 = {
    ...rendering2,
    functions: functionsFor(program, environment),
    out: new RenderedText(template2),
    template: text3,
    open: /* @__PURE__ */ new Set(),
    scopes: [/* @__PURE__ */ new Map([["$", every2]])],
    cursor: every2
  };
  try {
    renderNodes(walk3, nodes);
  } catch (error) {
    if (!(error instanceof Unclear)) throw error;
    return { why: error.message, span: error.span };
  }
  return { content: walk3.out.content(), open: [...walk3.open] };
}
function renderNodes(walk3, nodes) {
  for (const node of nodes) {
    walk3.budget?.spend();
    if (node.kind === "text") {
      walk3.budget?.spend(node.text.length);
      walk3.out.copy(node.span);
    } else if (node.kind === "action") renderAction(walk3, node);
    else renderBranch(walk3, node);
  }
}
function renderAction(walk3, { pipeline, span }) {
  const value = pipelineValue(walk3, pipeline, span);
  if (pipeline.sets.length > 0) return;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    walk3.budget?.spend(String(value).length);
    return walk3.out.replace(span, String(value));
  }
  if (!isOpenValue(value) && value !== null) throw new Unclear("it prints no text", span);
  const name = value === null ? walk3.template.slice(span.start, span.end).replaceAll(/[{}\s]/g, "") : value.open;
  if (standsAlone2(walk3.template, span)) throw new Unclear(`the value of ${name} is unknown`, span);
  walk3.open.add(name);
  walk3.out.replace(span, `\${${name.replaceAll(/\W/g, "_")}}`);
}
function standsAlone2(text3, { start, end }) {
  const before = text3.slice(text3.lastIndexOf("\n", start - 1) + 1, start);
  const [after = ""] = text3.slice(end).split("\n", 1);
  return before.trim() === "" && after.trim() === "";
}
function renderBranch(walk3, { kind, pipeline, body, otherwise, span }) {
  walk3.scopes.push(/* @__PURE__ */ new Map());
  const value = pipelineValue(walk3, pipeline, span);
  if (isOpenValue(value))
    throw new Unclear(`what "${kind}" does hangs on ${value.open}, which is unknown`, span);
  const cursor = walk3.cursor;
  if (kind !== "range") {
    if (kind === "with" && isTrue(value)) walk3.cursor = value;
    renderNodes(walk3, isTrue(value) ? body : otherwise);
  } else if (Array.isArray(value)) renderRange(walk3, { value, pipeline, body, otherwise });
  else throw new Unclear("what it goes over is no list", span);
  walk3.cursor = cursor;
  walk3.scopes.pop();
}
function renderRange(walk3, { value, pipeline: { sets }, body, otherwise }) {
  if (value.length === 0) return renderNodes(walk3, otherwise);
  for (const [index, one] of value.entries()) {
    walk3.scopes.push(/* @__PURE__ */ new Map());
    walk3.cursor = one;
    const [first, second] = sets;
    if (first !== void 0) declare(walk3, first, second === void 0 ? one : index);
    if (second !== void 0) declare(walk3, second, one);
    renderNodes(walk3, body);
    walk3.scopes.pop();
  }
}
function declare({ scopes }, name, value) {
  scopes.at(-1)?.set(name, value);
}
function pipelineValue(walk3, pipeline, span) {
  const { commands, sets, declares } = pipeline;
  let value;
  for (const command2 of commands) value = called(walk3, command2, { piped: value, span });
  const result = value ?? null;
  const [name] = sets;
  if (name === void 0 || sets.length > 1) return result;
  const scope = declares ? walk3.scopes.at(-1) : walk3.scopes.findLast((one) => one.has(name));
  scope?.set(name, result);
  return result;
}
function called(walk3, [head, ...rest], { piped, span }) {
  if (head === void 0) return null;
  const args = [...rest.map((one) => operandOf(walk3, one, span)), ...piped === void 0 ? [] : [piped]];
  if (head.kind === "function") return callOf(walk3, head.name, { args, span });
  if (args.length > 0) throw new Unclear("a call of something else than a function is not read", span);
  return operandOf(walk3, head, span);
}
function callOf({ functions }, name, { args, span }) {
  const open = openArgument(args);
  if (open !== void 0) return open;
  const own = functions.get(name);
  if (own === void 0) return { open: name };
  const value = own(args);
  if (value === void 0) throw new Unclear(`what "${name}" gives here is unknown`, span);
  return value;
}
function operandOf(walk3, operand2, span) {
  if (operand2.kind === "value") return operand2.value;
  if (operand2.kind === "function") return callOf(walk3, operand2.name, { args: [], span });
  const { of, names } = operand2;
  const start = of === "cursor" ? walk3.cursor : "inner" in of ? pipelineValue(walk3, of.inner, span) : varOf(walk3, of.variable);
  return names.reduce((value, name) => fieldOf2(walk3, value, name), start);
}
function varOf({ scopes }, name) {
  return scopes.findLast((one) => one.has(name))?.get(name) ?? { open: name };
}
function fieldOf2({ program, environment }, value, name) {
  if (!isEvery(value)) return isOpenValue(value) ? value : { open: name };
  if (name === "Env" && program !== "envtpl") return value;
  return environmentValue(environment, name, null);
}

// src/model/render/calls.ts
function goTemplate(call2, { template: template2, path: path2, program }) {
  const { environment, budget } = call2;
  const rendered2 = renderGoTemplate(template2, { program, environment, ...budget && { budget } });
  return { path: path2, content: factOf(rendered2, { template: template2, path: path2, name: call2.name }) };
}
var OF_NGINX = /nginx|openresty|angie|tengine/;
function takesMarks(path2) {
  return OF_NGINX.test(path2);
}
function factOf(rendered2, { template: template2, path: path2, name }) {
  if ("why" in rendered2) {
    const why = `${name} renders ${path2} from this, but ${rendered2.why}`;
    return unknown({ key: `rendered ${path2}`, why }, template2.place(rendered2.span));
  }
  const [first] = rendered2.open;
  if (first !== void 0 && !takesMarks(path2)) {
    const why = `${name} renders ${path2} with ${first}, whose value is unknown`;
    return unknown({ key: `rendered ${path2}`, why }, template2.place());
  }
  return known(rendered2.content, template2.place());
}
function unreadGenerator({ name, at }) {
  const why = `${name} writes files when the container starts, but which ones is unknown`;
  return unknown({ key: `generator ${name}`, why }, at);
}

// src/model/shell/printed/marks.ts
function withMarks({ raw, expand }, lookup) {
  const marks2 = /* @__PURE__ */ new Set();
  const text3 = expand((name) => {
    const value = lookup(name);
    if (value !== void 0 || !/^[A-Za-z_]\w*$/.test(name)) return value;
    marks2.add(name);
    return markOf(name);
  });
  if (text3 === null || marks2.size === 0) return text3;
  const isChanged = [...raw.matchAll(/\$\{[!#]?(\w+)([^}]?.?)/g)].some(
    ([, name = "", operator2 = ""]) => marks2.has(name) && !/^(:?[-?]|\}|$)/.test(operator2)
  );
  return isChanged || /(?:^|[;{}])\s*\$\{[A-Z_]\w*\}/m.test(text3) ? null : text3;
}
function markOf(name) {
  return `\${${name.toUpperCase()}}`;
}

// src/model/shell/printed/texts.ts
function heredocContent(text3, exact, { place, span }) {
  const at = place(span);
  const file = sourceFile(at.file.path, text3);
  const shown5 = at.file.text.slice(at.span?.start ?? 0, at.span?.end ?? 0);
  if (exact && shown5 === text3) {
    return known(
      {
        file,
        place: (part) => part === void 0 ? at : place({ start: span.start + part.start, end: span.start + part.end })
      },
      at
    );
  }
  const rows = sourceFile("", shown5);
  const byLine2 = (part) => {
    if (part === void 0 || at.span === void 0) return at;
    const row = file.lineStarts.findLastIndex((start2) => start2 <= part.start);
    const start = at.span.start + (rows.lineStarts[row] ?? 0);
    const line = at.file.text.slice(start, at.span.end).split(/\r?\n/, 1)[0] ?? "";
    return {
      file: at.file,
      span: { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length }
    };
  };
  return known({ file, place: byLine2 }, at);
}
function textContent(text3, at, place) {
  return known({ file: sourceFile(at.file.path, text3), place }, at);
}
function echoed(words) {
  const plain4 = words[0] === "-n" || words[0] === "-e" || words[0] === "-ne" ? words.slice(1) : words;
  const text3 = plain4.join(" ");
  if (/\\[^ntr"$]/.test(text3)) return void 0;
  const escapes = text3.replace(/\\n/g, "\n").replace(/\\t/g, "	").replace(/\\r/g, "\r");
  return words[0]?.includes("n") && words[0].startsWith("-") ? escapes : `${escapes}
`;
}
function printed2([format = "", ...values]) {
  if (/%[^s%]/.test(format.replaceAll("%%", "")) || /\\[^nt\\"]/.test(format)) return void 0;
  const unescaped2 = (text4) => text4.replace(/\\(n|t|\\|")/g, (_, char) => ownValue({ n: "\n", t: "	" }, char) ?? char);
  const count = format.match(/%s/g)?.length ?? 0;
  const rounds = count === 0 ? 1 : Math.max(1, Math.ceil(values.length / count));
  let next = 0;
  let text3 = "";
  for (let i = 0; i < rounds; i++)
    text3 += unescaped2(format).replace(
      /%([s%])/g,
      (_, kind) => kind === "%" ? "%" : values[next++] ?? ""
    );
  return text3;
}

// src/model/shell/programs/package-hooks.ts
var HOOKS = /^\/etc\/(apt\/apt\.conf|dpkg\/dpkg\.cfg)/;
function packageHooks(path2, content, at) {
  if (!HOOKS.test(path2) || !content.known) return [];
  return namedSlots(content.value.file.text).map((slot) => {
    const why = `${path2} has apt run something that names ${slot}`;
    return { kind: "opaque", path: slot, why: unknown({ key: `hook ${slot}`, why }, at) };
  });
}

// src/model/shell/writes.ts
function writeEffects(input) {
  const { command: command2 } = input;
  const effects = [];
  for (const redirect of [...command2.redirects, ...command2.inherited]) {
    if (!/^(>|>>|>\||&>|&>>|<>)$/.test(redirect.operator)) continue;
    const append = redirect.operator.includes(">>") || input.opened.has(redirect);
    if (command2.inherited.includes(redirect)) input.opened.add(redirect);
    const stdout = redirect.fd === void 0 || redirect.fd === 1;
    const marked = isMarked(input, redirect.target);
    effects.push(
      ...written2(input, redirect.target, {
        append,
        content: stdout ? output(input, marked) : nothing2(input)
      })
    );
  }
  if (commandOf3(command2) === "tee") for (const one of teed(input)) effects.push(one);
  return effects;
}
function teed(input) {
  const words = input.command.words.filter((word) => word.text !== "sudo").slice(1);
  const append = words.some(({ text: text3 }) => text3 === "-a" || text3 === "--append");
  return words.filter(({ text: text3 }) => text3 === null || !text3.startsWith("-")).flatMap(
    (word) => written2(input, word, { append, content: standardInput(input, isMarked(input, word)) })
  );
}
function isMarked({ atStart }, { raw }) {
  return atStart && takesMarks(raw);
}
function written2(input, target, { append, content }) {
  const text3 = atHome(target, input) ?? target.expand((name) => input.lookup(name, target.raw));
  if (text3 === null || !text3.startsWith("/") && input.folder === null) {
    const variable2 = target.variables[0];
    const why = `it is written by a command whose target ${variable2 === void 0 ? target.raw : `depends on ${variable2}`}`;
    return [
      {
        kind: "opaque",
        path: prefixOf2(target.raw),
        why: unknown({ key: `target ${variable2 ?? target.raw}`, why }, input.at)
      }
    ];
  }
  const path2 = resolvePath(input.folder ?? "/", text3);
  if (/^\/(dev|proc)\//.test(path2)) return [];
  return [{ kind: "write", path: path2, append, content }, ...packageHooks(path2, content, input.at)];
}
function atHome({ raw }, { home }) {
  return home !== void 0 && /^~\/[\w./@%+-]+$/.test(raw) ? `${home}${raw.slice(1)}` : void 0;
}
function prefixOf2(raw) {
  const literal2 = /^["']?(\/[^$`*?]*)\//.exec(raw)?.[1];
  return literal2 === void 0 || literal2 === "" ? "/" : resolvePath("/", literal2);
}
function nothing2({ at }) {
  return unknown({ key: "messages", why: "only messages are written to it" }, at);
}
function commandOf3({ words }) {
  const first = words[words[0]?.text === "sudo" ? 1 : 0]?.text;
  return first?.slice(first.lastIndexOf("/") + 1);
}
function output(input, marked) {
  const { command: command2, at } = input;
  const name = commandOf3(command2);
  const cannotTell = unknown(
    {
      key: `output of ${name ?? "a command"}`,
      why: `${name ?? "a command"} writes it, but what it prints is unknown`
    },
    at
  );
  if (name === "cat" || name === "tee") {
    const isPlain2 = name === "tee" || command2.words.slice(1).every(({ text: text4 }) => text4 === "-");
    return isPlain2 ? standardInput(input, marked) : cannotTell;
  }
  if (name !== "echo" && name !== "printf") {
    const isSilent = command2.words.length === 0 || name === ":" || name === "true";
    return isSilent ? textContent("", at, () => at) : cannotTell;
  }
  const words = command2.words.slice(1).map((word) => expanded3(word, input, marked));
  if (words.some((word) => word === null)) return cannotTell;
  const text3 = name === "echo" ? echoed(words) : printed2(words);
  return text3 === void 0 ? cannotTell : textContent(text3, at, () => at);
}
function pipedWords({ pipe }, around, lookup) {
  if (pipe === void 0 || pipe.index === 0) return void 0;
  const ahead2 = around.filter((other) => other.pipe?.id === pipe.id && other.pipe.index === pipe.index - 1);
  const words = ahead2[0]?.words.map(
    (word) => word.expand((name) => lookup(name, word.raw)) ?? (word.glob ? word.raw : null)
  );
  return ahead2.length === 1 && words?.every((word) => word !== null) ? words : void 0;
}
function fileStreams(command2, written3, around) {
  const outputs = written3.flatMap((one) => one.kind === "write" && !one.append ? one.path : []);
  return { input: inputFile(command2, around), outputs };
}
function inputFile(command2, { around, lookup, folder }) {
  const target = command2.redirects.findLast(({ operator: operator2 }) => operator2 === "<")?.target;
  const [program, piped, ...more] = pipedWords(command2, around, lookup) ?? [];
  const read2 = target?.expand((name) => lookup(name, target.raw));
  const word = read2 ?? (program === "cat" && more.length === 0 ? piped : void 0);
  if (word === void 0 || word === "" || word.startsWith("-") || target?.glob === true) return void 0;
  return word.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", word) : void 0;
}
function rawPiped({ pipe }, around) {
  if (pipe === void 0 || pipe.index === 0) return [];
  const ahead2 = around.filter((other) => other.pipe?.id === pipe.id && other.pipe.index < pipe.index);
  return ahead2.flatMap((other) => [...other.words.map(({ raw }) => raw), heredocOf(other)?.raw ?? ""]);
}
function heredocOf({ redirects }) {
  return redirects.findLast(({ heredoc }) => heredoc !== void 0)?.heredoc;
}
function expanded3(text3, { lookup }, marked) {
  const own = (name) => lookup(name, text3.raw);
  return marked ? withMarks(text3, own) : text3.expand(own);
}
function standardInput(input, marked) {
  const { command: command2, around, place, at } = input;
  const heredoc = heredocOf(command2);
  if (heredoc !== void 0) {
    const text3 = heredoc.text ?? expanded3(heredoc, input, marked);
    if (text3 === null)
      return unknown(
        { key: "variable in a text", why: "this text contains a variable with an unknown value" },
        place(heredoc.span)
      );
    return heredocContent(text3, heredoc.text !== null, { place, span: heredoc.span });
  }
  const { pipe } = command2;
  const ahead2 = around.filter(
    (other) => pipe !== void 0 && other.pipe?.id === pipe.id && other.pipe.index === pipe.index - 1
  );
  const [before, more] = ahead2;
  return before === void 0 || more !== void 0 ? unknown({ key: "input", why: "what is written to it is unknown" }, at) : output({ ...input, command: before }, marked);
}

// src/model/shell/inner.ts
function innerOf(call2) {
  const { name, program, args } = call2;
  if (isShell(name)) return byShell(call2);
  if (name === "eval") return evaluated(call2);
  const isRead2 = name === "." || name === "source";
  const file = isRead2 ? args?.find((arg) => !arg.startsWith("-")) : program.includes("/") ? program : void 0;
  if (file === void 0) return isRead2 ? void 0 : writtenHere(call2);
  const inner = scriptFile(call2, file, { byShell: false, rest: call2.words });
  if (!isRead2) return inner;
  if (inner === void 0) return { effects: [], opens: true };
  return "effects" in inner ? { ...inner, opens: true } : { ...inner, shares: true };
}
var PROGRAMS2 = /^\/(usr\/(local\/)?)?s?bin\//;
function writtenHere({ name, effects, at }) {
  const made = lastWritten(effects, name);
  if (made?.kind !== "write" || !made.content.known || made.append) return void 0;
  const { file, place } = made.content.value;
  if (isForeign(file.text)) return { effects: foreignText(file.text, name, (reason) => unknown(reason, at)) };
  return { text: file.text, place, called: { at, note: `${name} is run here` } };
}
var programsIn = once((_) => ({ noted: 0, numbers: /* @__PURE__ */ new Map() }));
function lastWritten(effects, name) {
  const programs = programsIn(effects);
  for (; programs.noted < effects.length; programs.noted++) {
    const effect = effects[programs.noted]?.effect;
    if (effect?.kind !== "write" || !PROGRAMS2.test(effect.path)) continue;
    const program = baseName(effect.path);
    const known2 = programs.numbers.get(program);
    if (known2 === void 0) programs.numbers.set(program, [programs.noted]);
    else known2.push(programs.noted);
  }
  const last = programs.numbers.get(name)?.findLast((number) => effects[number]?.effect.kind === "write");
  return last === void 0 ? void 0 : effects[last]?.effect;
}
var PRINTERS = /^\$\(\s*(ssh-agent|dircolors|rbenv|pyenv|nodenv|goenv|opam|brew|conda|fnm|direnv|luarocks|locale|apt-config|dpkg-(architecture|buildflags))\b[^;|&]*\)$/;
function evaluated({ args, command: command2, at }) {
  if (args !== void 0) return { text: args.join(" "), place: () => at, inPlace: true, shares: true };
  if (command2.words[1]?.text === "set" && command2.words[2]?.text === "--") return { effects: [] };
  const raw = command2.words.slice(1).map((word) => word.raw.replace(/^"(.*)"$/s, "$1"));
  if (raw.every((word) => PRINTERS.test(word))) return { effects: [], opens: true };
  const why = unknown({ key: "eval", why: "the text that eval runs here is unknown" }, at);
  return { effects: anything(why), opens: true };
}
function byShell(call2) {
  const told4 = call2.args && shellCall(call2.args);
  if (told4?.kind === "text")
    return { text: told4.text ?? "", place: () => call2.at, inPlace: true, rest: told4.args };
  return told4?.kind === "file" && told4.file !== null ? scriptFile(call2, told4.file, { byShell: true, rest: told4.args }) : shellInput(call2);
}
function scriptOfPath(call2) {
  const { program, input, lookup, words, command: command2 } = call2;
  if (program.includes("/") || program === "") return void 0;
  const own = command2.assignments.findLast(({ name }) => name === "PATH")?.value;
  const set = own?.expand((name) => lookup(name, own.raw)) ?? own?.raw.replace(/["']/g, "");
  const searched2 = (set ?? lookup("PATH")) || DEFAULT_PATH;
  for (const folder of searched2.split(":")) {
    if (input.holds?.(folder) === false) continue;
    const path2 = resolvePath(folder, program);
    const content = input.script(path2);
    if (content !== void 0 && "file" in content)
      return /^#!/.test(content.file.text) ? scriptFile(call2, path2, { byShell: false, rest: words }) : void 0;
  }
  return void 0;
}
function shellInput(call2) {
  const { args, command: command2, around, at, lookup, input } = call2;
  const heredoc = heredocOf(command2);
  if (heredoc !== void 0) {
    const text3 = heredoc.text ?? heredoc.expand((name) => lookup(name, heredoc.raw));
    if (text3 === null) {
      const why2 = "the script that is run here is unknown";
      return { effects: anything(unknown({ key: "script", why: why2 }, at)) };
    }
    const { span } = heredoc;
    const isSame4 = heredoc.text !== null && input.text.slice(span.start, span.end) === text3;
    const place = (part) => input.place(isSame4 ? { start: span.start + part.start, end: span.start + part.end } : span);
    return { text: text3, place };
  }
  const read2 = command2.redirects.findLast(({ operator: operator2, fd = 0 }) => /^<(<<)?$/.test(operator2) && fd === 0);
  if (read2 !== void 0) return redirected(call2, read2);
  const piped = command2.pipe !== void 0 && command2.pipe.index > 0;
  const source = around.filter(({ pipe }) => pipe !== void 0 && pipe.id === command2.pipe?.id);
  if (source.some(({ words }) => words.some(({ text: text3 }) => text3 !== null && TOOLCHAINS.test(text3))))
    return { effects: [] };
  const why = unknown({ key: "unknown script", why: "a script that is not in the repo is run here" }, at);
  return { effects: piped || args === void 0 ? anything(why) : [] };
}
function redirected(call2, { operator: operator2, target }) {
  const value = target.expand((name) => call2.lookup(name, target.raw));
  if (value === null) {
    const why = "the script that is run here is unknown";
    return { effects: anything(unknown({ key: "script", why }, call2.at)) };
  }
  if (value === "/dev/null") return { effects: [] };
  if (operator2 === "<<<") return { text: value, place: () => call2.at };
  return scriptFile(call2, value, { byShell: true, rest: [] }) ?? { effects: [] };
}
function scriptFile({ at, input, folder }, file, { byShell: byShell2, rest }) {
  const open = (why) => ({ effects: anything(unknown({ key: `script ${file}`, why }, at)) });
  const path2 = file.startsWith("/") || folder !== null ? resolvePath(folder ?? "/", file) : void 0;
  const content = path2 === void 0 ? void 0 : input.script(path2);
  if (content === void 0) {
    const isOwn2 = byShell2 || file.startsWith("/") && !/^\/(usr\/(local\/)?)?s?bin\//.test(file);
    return isOwn2 ? open(`${file} is run here, but is unknown`) : void 0;
  }
  if (!("file" in content)) return open(`${file} is run here, but ${content.clause ?? content.why}`);
  if (!byShell2 && isForeign(content.file.text))
    return { effects: foreignText(content.file.text, file, (reason) => unknown(reason, at)) };
  const called2 = { at, note: `${file} is run here` };
  return { text: content.file.text, place: content.place, called: called2, rest };
}
function isForeign(text3) {
  return isInterpreter(scriptReader(text3) ?? "");
}
function unknownRun(why, { folder, at }) {
  const effects = anything(why).map((effect) => ({ effect, at, because: [] }));
  return { effects, commands: [{ ...NOTHING_KNOWN, folder, at, programAt: at }] };
}
function foreignRun(text3, { folder, at }) {
  if (!isForeign(text3)) return void 0;
  const effects = foreignText(text3, "this script", (reason) => unknown(reason, at)).map(
    (effect) => ({ effect, at, because: [] })
  );
  return { effects, commands: [{ ...NOTHING_KNOWN, folder, at, programAt: at }] };
}

// src/model/shell/programs/ahead.ts
var HOOKS2 = /^(LD_PRELOAD|LD_AUDIT|BASH_ENV|PERL5OPT|PERL5DB|RUBYOPT|NODE_OPTIONS|PYTHONSTARTUP|LESSOPEN|LESSCLOSE|MANPAGER|PAGER|PROMPT_COMMAND)$/;
var SYSTEM_LIBRARY2 = /^["']?\/(usr\/)?lib(64|32)?\//;
function aheadEffects(command2, { before, name, why }) {
  const [program, ...rest] = command2.words;
  if (program === void 0) return [];
  const words = [program, ...rest].slice(0, before).map(({ raw }) => raw);
  const exported = /^(export|declare|typeset)$/.test(name) ? rest.map(({ raw }) => raw) : [];
  const set = [...command2.assignments.map((one) => `${one.name}=${one.value.raw}`), ...words, ...exported];
  const reason = (what) => why({ key: `${what} of ${name}`, why: `what ${name} does with ${what} here is unknown` });
  const hook = set.map(hookOf).find((one) => one !== void 0);
  if (hook !== void 0) return anything(reason(hook));
  const given = [...command2.assignments.map(({ value }) => value.raw), ...words].join(" ");
  return namedSlots(given).map((path2) => ({ kind: "opaque", path: path2, why: reason(path2) }));
}
function hookOf(text3) {
  const [, name = "", value = ""] = /^(\w+)=(.*)$/s.exec(text3) ?? [];
  return HOOKS2.test(name) && value.includes("/") && !SYSTEM_LIBRARY2.test(value) ? name : void 0;
}

// src/model/shell/folders.ts
function changedFolder(folder, to, searched2) {
  if (to === void 0 || to === "-") return null;
  if (to.startsWith("/")) return resolvePath("/", to);
  return folder === null || searched2 && !to.startsWith(".") ? null : resolvePath(folder, to);
}
var ALL = 511;
function changedUmask(umask, args) {
  const [word] = args?.filter((arg) => !/^-[Sp]+$/.test(arg)) ?? [null];
  if (word === void 0) return umask;
  const change2 = word === null ? void 0 : readMode(word);
  if (word === null || change2 === void 0) return null;
  if (/^\d+$/.test(word)) return changedMode(change2, 0, { isFolder: false }) & ALL;
  return umask === null ? null : ALL & ~changedMode(change2, ALL & ~(umask ?? 18), { isFolder: false });
}
function trapped(args, at) {
  const [text3, ...signals] = args?.[0] === "--" ? args.slice(1) : args ?? [];
  const isSure4 = signals.some((signal) => /^(0|(SIG)?EXIT|DEBUG|ERR|RETURN)$/i.test(signal));
  return text3 === void 0 || text3 === "" || text3.startsWith("-") || !isSure4 ? [] : [{ text: text3, place: () => at, shares: true }];
}

// src/model/shell/programs/builtins.ts
function applyBuiltin(walk3, { name, known: known2, command: command2, lookup, maybe, at }) {
  switch (name) {
    case "cd":
    case "pushd":
      walk3.folder = changedFolder(walk3.folder, known2?.[0], lookup("CDPATH") !== "");
      break;
    case "popd":
      walk3.folder = null;
      break;
    case "umask":
      walk3.umask = maybe ? null : changedUmask(walk3.umask, known2);
      break;
    case "export":
    case "declare":
    case "readonly":
      exportNames(walk3.shared.variables, command2, { lookup, maybe });
      break;
    case "trap":
      walk3.traps.push(...trapped(known2, at));
  }
}

// src/model/shell/programs/hard-links.ts
function throughHardLinks(effects) {
  if (!effects.some(({ effect }) => effect.kind === "copy" && effect.one === true)) return effects;
  const others = /* @__PURE__ */ new Map();
  const all = [];
  for (const placed3 of effects) {
    all.push(placed3);
    const { effect, at } = placed3;
    const path2 = effect.kind === "copy" ? effect.to : "path" in effect ? effect.path : void 0;
    if (path2 === void 0) continue;
    if (effect.kind === "copy" && effect.one === true) {
      const names = others.get(effect.from) ?? others.get(path2) ?? /* @__PURE__ */ new Set();
      for (const name of [effect.from, path2]) others.set(name, names.add(name));
      continue;
    }
    if (!/^(write|touch|edit|opaque|copy)$/.test(effect.kind)) continue;
    for (const other of others.get(path2) ?? []) {
      if (other === path2) continue;
      const why = unknown({ key: `link ${other}`, why: `${other} is the same file as ${path2}` }, at);
      all.push({ ...placed3, effect: { kind: "opaque", path: other, why } });
    }
  }
  return all;
}

// src/model/shell/shared.ts
function newShared() {
  return { functions: /* @__PURE__ */ new Map(), variables: /* @__PURE__ */ new Map(), assigns: [], isOpen: false };
}
function define(shared, script, place) {
  for (const [name, { commands }] of functionsOf(script)) shared.functions.set(name, { commands, place });
  shared.assigns.push(script.mayAssign);
}
function mayAssign({ isOpen: isOpen4, assigns }, name) {
  return isOpen4 || assigns.some((one) => one(name));
}
function valueHere(shared, input, asked) {
  return valueIn({ variables: shared.variables, mayAssign: (name) => mayAssign(shared, name), input }, asked);
}

// src/model/shell/strangers.ts
var MAKES_ACCOUNTS = /^(newusers|vipw|vigr|systemd-sysusers|chroot)$/;
var RENUMBERS = /^(newusers|vipw|systemd-sysusers)$/;
var INSTALLERS = /^(apt|apt-get|aptitude|apk|yum|dnf|microdnf|zypper)$/;
function strangerEffects(name, { command: command2, ...write2 }) {
  const args = command2.words.slice(1).map(({ text: text3, raw }) => text3 ?? raw);
  const files = unnamedWrites(name, { ...write2, args: write2.args ?? args });
  if (!mayMakeAccounts(name, args)) return files;
  const reason = write2.why({ key: `users by ${name}`, why: `${name} may create users here` });
  const renumbers = RENUMBERS.test(name) ? { renumbers: true } : {};
  const accounts = { kind: "opaque-accounts", why: reason, ...renumbers };
  return isPackageFile(name, args) ? [...files, accounts, ...broughtByPackage(name, write2)] : [...files, accounts];
}
function broughtByPackage(name, { why }) {
  const reason = why({
    key: `package by ${name}`,
    why: `${name} unpacks a package file here, and what it holds is unknown`
  });
  return SERVER_FOLDERS.map((path2) => ({ kind: "opaque", path: path2, why: reason }));
}
function mayMakeAccounts(name, args) {
  if (MAKES_ACCOUNTS.test(name)) return true;
  if (name === "make") return args.some((arg) => arg.includes("install"));
  return isPackageFile(name, args);
}
function isPackageFile(name, args) {
  if (name === "dpkg")
    return args.some((arg) => /^(-i|--install|--unpack|-x|-X|--extract|--vextract)$/.test(arg));
  if (name === "rpm") return args.some((arg) => /^(-(?!\w*q)\w*[iUF]\w*|--install|--upgrade)$/.test(arg));
  if (name === "apk" && args.includes("--allow-untrusted")) return true;
  return INSTALLERS.test(name) && args.some((arg) => /\.(deb|rpm|apk)["']?$/.test(arg));
}
function unnamedWrites(name, write2) {
  if (isInterpreter(name) || name.endsWith("awk")) return givenText(name, write2);
  if (runsHooks(name, write2.args))
    return anything(write2.why({ key: `programs of ${name}`, why: `what ${name} runs here is unknown` }));
  const recipes = ownValue(RECIPES, name);
  if (recipes !== void 0) return recipeEffects(name, recipes, write2);
  const paths2 = ownValue(WRITERS, name)?.(write2) ?? [];
  return paths2.map((path2) => ({ kind: "opaque", path: path2, why: write2.why(whatItDoes(name, path2)) }));
}
function whatItDoes(name, path2) {
  return { key: `${name} in ${path2}`, why: `what ${name} does to ${path2} is unknown` };
}
function runsHooks(name, args) {
  if (name === "run-parts") return true;
  if (name === "hash") return args.includes("-p");
  return INSTALLERS.test(name) && args.some((arg) => /Invoke/i.test(arg));
}
var WRITERS = {
  curl: ({ args, folder }) => {
    const isNamed2 = args.some((arg) => /^(--remote-name(-all)?|-[a-zA-Z#]*O[a-zA-Z#]*)$/.test(arg));
    if (!isNamed2) return [];
    const to = folderOf4(folder, optionValue(args, "--output-dir"));
    const byServer = args.some((arg) => arg === "--remote-header-name" || /^-[a-zA-Z#]*J/.test(arg));
    return byServer ? to : downloads(args, to);
  },
  wget: ({ args, folder }) => {
    const isElsewhere2 = args.some((arg) => /^(-[a-zA-Z]*O|--output-document)/.test(arg));
    if (isElsewhere2) return [];
    const to = folderOf4(folder, optionValue(args, "-P") ?? optionValue(args, "--directory-prefix"));
    const byServer = args.some(
      (arg) => /^(-[a-zA-Z]*[ri]$|--(recursive|mirror|input-file|content-disposition))/.test(arg)
    );
    return byServer ? to : downloads(args, to);
  },
  // Without an operand the patch says which files it is for.
  patch: ({ args, folder }) => args.some(isOperand) ? [] : folderOf4(folder, optionValue(args, "-d")),
  pax: ({ args, folder }) => args.some((arg) => /^-\w*r/.test(arg)) ? folderOf4(folder, ".") : [],
  csplit: ({ args, folder }) => beside(optionValue(args, "-f") ?? optionValue(args, "--prefix"), folder),
  split: ({ args, folder }) => {
    const names = args.filter((arg, index) => isOperand(arg) && !/^-[abCln]$/.test(args[index - 1] ?? ""));
    return beside(names[1], folder);
  },
  rename: ({ args, folder }) => args.filter(isOperand).slice(1).flatMap((one) => beside(one, folder)),
  git: ({ args, folder }) => {
    const verb = args.findIndex((arg, index) => isOperand(arg) && !/^-[cC]$/.test(args[index - 1] ?? ""));
    const own = args.slice(0, Math.max(0, verb));
    const to = folderOf4(folder, optionValue(own, "-C") ?? optionValue(own, "--work-tree"));
    if (args.at(verb) === "clone") return cloned(args.slice(verb + 1), to);
    return CHANGES_FILES.test(args.at(Math.max(0, verb)) ?? "") ? to : [];
  }
};
function beside(named6, folder) {
  const to = named6?.includes("/") ? named6.slice(0, named6.lastIndexOf("/")) : ".";
  return named6 === void 0 || to === "" ? [] : folderOf4(folder, to);
}
var CHANGES_FILES = /^(pull|checkout|switch|restore|reset|apply|am|merge|rebase|stash|cherry-pick|revert)$/;
function isOperand(arg) {
  return !arg.startsWith("-");
}
function folderOf4(folder, named6) {
  if (named6 !== void 0 && (named6.startsWith("/") || folder !== null))
    return [resolvePath(folder ?? "/", named6)];
  return folder === null ? [] : [folder];
}
function optionValue(args, option) {
  const index = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  if (index >= 0) return args[index] === option ? args[index + 1] : args[index]?.slice(option.length + 1);
  const joined4 = option.startsWith("--") ? void 0 : args.find((arg) => arg.startsWith(option));
  return joined4?.slice(option.length);
}
function downloads(args, folders) {
  const names = args.flatMap((arg) => /^[a-z]+:\/\/[^?#]*\/([^/?#]+)/.exec(arg)?.[1] ?? []);
  return folders.flatMap((folder) => names.map((name) => resolvePath(folder, name)));
}
function cloned(args, folders) {
  const [address2 = "", named6] = args.filter(
    (arg, index) => isOperand(arg) && !/^-[bocj]$|^--(branch|depth)$/.test(args[index - 1] ?? "")
  );
  const name = named6 ?? baseName(address2.replace(/\/+$/, "")).replace(/\.git$/, "");
  return name === "" ? [] : folders.map((folder) => resolvePath(folder, name));
}
var RECIPES = {
  make: ["GNUmakefile", "makefile", "Makefile"],
  gmake: ["GNUmakefile", "makefile", "Makefile"],
  npm: ["package.json"],
  yarn: ["package.json"],
  pnpm: ["package.json"],
  bun: ["package.json"],
  composer: ["composer.json"],
  rake: ["Rakefile", "rakefile"],
  just: ["justfile", "Justfile", ".justfile"],
  task: ["Taskfile.yml", "Taskfile.yaml"],
  ant: ["build.xml"],
  ninja: ["build.ninja"],
  cmake: ["CMakeLists.txt"],
  meson: ["meson.build"],
  cargo: ["build.rs"],
  bundle: ["Gemfile"],
  mvn: ["pom.xml"],
  gradle: ["build.gradle", "build.gradle.kts"],
  gulp: ["gulpfile.js"],
  grunt: ["Gruntfile.js"],
  scons: ["SConstruct"],
  invoke: ["tasks.py"],
  fab: ["fabfile.py"],
  pip: ["setup.py"],
  pip3: ["setup.py"]
};
function recipeEffects(name, files, { args, folder, script, why }) {
  const named6 = [
    optionValue(args, "-f"),
    optionValue(args, "--file"),
    optionValue(args, "--makefile")
  ].flatMap((file) => file ?? []);
  const folders = folderOf4(
    folder,
    optionValue(args, "-C") ?? optionValue(args, "--prefix") ?? optionValue(args, "--cwd") ?? optionValue(args, "--directory")
  );
  const given = args.filter((arg) => arg.startsWith("/")).map((arg) => resolvePath("/", arg));
  const texts2 = [...folders, ...given].flatMap(
    (at) => [...named6, ...files].flatMap((file) => {
      const content = script(resolvePath(at, file));
      return content !== void 0 && "file" in content ? [content.file.text] : [];
    })
  );
  return namedSlots(texts2.join("\n")).map((path2) => ({
    kind: "opaque",
    path: path2,
    why: why(whatItDoes(name, path2))
  }));
}

// src/model/shell/programs/written.ts
function nothingWritten() {
  return { texts: /* @__PURE__ */ new Map(), folders: /* @__PURE__ */ new Set(), seen: 0 };
}
function withWritten(input, { written: written3, effects }) {
  const asked = (path2) => written3.texts.get(path2) ?? input.script(path2);
  const upToNow = () => {
    for (; written3.seen < effects.length; written3.seen++) note2(written3, effects[written3.seen], asked);
    return written3;
  };
  return {
    ...input,
    script: (path2) => upToNow().texts.get(path2) ?? input.script(path2),
    holds: (folder) => input.holds?.(folder) !== false || upToNow().folders.has(folder)
  };
}
function note2({ texts: texts2, folders }, placed3, asked) {
  if (placed3 === void 0) return;
  const { effect } = placed3;
  const put3 = (path2, text3) => {
    if (text3 === void 0) return void texts2.delete(path2);
    texts2.set(path2, text3);
    folders.add(parentOf(path2));
  };
  if (effect.kind === "write") {
    const { path: path2, content, append } = effect;
    const added = "what is added to it is unknown";
    if (append && asked(path2) !== void 0) put3(path2, unknown({ key: "added", why: added }, placed3.at));
    else put3(path2, content.known ? content.value : content);
  } else if (effect.kind === "copy") {
    const text3 = asked(effect.from);
    if (text3 === void 0) return;
    if (effect.into !== "yes") put3(effect.to, text3);
    if (effect.into !== "no") put3(resolvePath(effect.to, baseName(effect.from)), text3);
  } else if (effect.kind === "link")
    put3(effect.path, asked(resolvePath(parentOf(effect.path), effect.target)));
}
function noteFetched({ texts: texts2 }, { name, args, folder, at }) {
  if (!/^(curl|wget|aria2c)$/.test(name) || args.some((arg) => TOOLCHAINS.test(arg))) return;
  const named6 = args.flatMap((arg, index) => {
    const [, joined4] = /^--output(?:-document)?=(.+)$/.exec(arg) ?? [];
    return joined4 ?? (/^(--output(-document)?|--out|-[a-zA-Z#]*[oO])$/.test(args[index - 1] ?? "") ? arg : []);
  });
  const byAddress = args.flatMap((arg) => /^[a-z]+:\/\/[^?#]*\/([^/?#]+)/.exec(arg)?.[1] ?? []);
  const why = unknown({ key: `what ${name} fetches`, why: `${name} fetches it here` }, at);
  for (const file of [...named6, ...byAddress])
    if (file.startsWith("/") || folder !== null) texts2.set(resolvePath(folder ?? "/", file), why);
}

// src/model/shell/programs/program-effects.ts
function programEffects(walk3, { name, args, command: command2, at, around, lookup, input: { script }, folder }, why) {
  const { texts: texts2 } = walk3.written;
  const simple = simpleEffects(
    {
      script,
      isMade: (path2) => texts2.has(path2),
      mayAssign: (one) => mayAssign(walk3.shared, one),
      folder,
      umask: walk3.umask,
      lookup
    },
    { name, args, piped: pipedWords(command2, around, lookup), why, at, raw: command2 }
  );
  const stranger = strangerEffects(name, { command: command2, args, folder, script, why });
  const besides2 = simple === void 0 ? [...stranger, ...bySettings(name, args ?? [], { script, why })] : stranger;
  noteFetched(walk3.written, { name, args: args ?? [], folder, at });
  return { simple, besides: besides2 };
}
var LONGEST_SETTINGS = 64 * 1024;
function bySettings(name, args, { script, why }) {
  const texts2 = args.flatMap((arg) => {
    const isSettings = arg.startsWith("/") && !SERVER_FOLDERS.some((folder) => isWithin(arg, folder));
    const content = isSettings ? script(resolvePath("/", arg)) : void 0;
    const text3 = content !== void 0 && "file" in content ? content.file.text : "";
    return text3.length > LONGEST_SETTINGS ? [] : [text3];
  });
  return namedSlots(texts2.join("\n")).map((path2) => ({
    kind: "opaque",
    path: path2,
    why: why({
      key: `${name} at ${path2}`,
      why: `${name} is given ${path2}, but what it does there is unknown`
    })
  }));
}

// src/model/shell/walking.ts
function newWalk(input, lists) {
  const { folder, umask, rest = [null] } = input;
  let slots;
  return {
    input,
    ...lists,
    opened: /* @__PURE__ */ new Set(),
    slots: () => {
      slots ??= namedSlots(input.text);
      return slots;
    },
    traps: [],
    conditions: /* @__PURE__ */ new Map(),
    folder,
    umask,
    rest
  };
}
function lookupIn(walk3, maybe) {
  return (name, raw) => {
    const value = isArgument(name) ? argumentValue(walk3.rest, name) : valueHere(walk3.shared, walk3.input, { name, raw, maybe });
    walk3.input.budget?.spend(value?.length ?? 0);
    return value;
  };
}
function isSplit({ shared }, { words }) {
  return shared.variables.has("IFS") && words[0]?.raw.startsWith("$") === true;
}
function strange({ folder, effects, input }, at) {
  const inner = input.depth > 0;
  return { ...NOTHING_KNOWN, folder, at, programAt: at, inner, effectsBefore: effects.length };
}
function doubt(walk3, { guards = [], inherited }, since) {
  const { effects, commands, made } = walk3;
  const asked = { guards, met: since.met, lookup: conditions(walk3).lookup };
  const isEmptied = inherited.some(({ operator: operator2 }) => /^(>|>\||&>)$/.test(operator2));
  const branches = isEmptied ? void 0 : openBranches(walk3, guards, since.met);
  for (let i = since.effects; i < effects.length; i++) {
    const placed3 = effects[i];
    if (isAsked(asked, placed3.effect)) continue;
    effects[i] = { ...placed3, effect: doubtful(placed3.effect, since.at, branches) };
    made.noteAt(i);
  }
  for (let i = since.commands; i < commands.length; i++)
    commands[i] = { ...commands[i], sure: false };
}
function openBranches({ conditions: conditions2 }, guards, met) {
  const branches = [];
  for (const [index, { branch: branch2 }] of guards.entries()) {
    if (met[index] === true) continue;
    if (branch2 === void 0) return void 0;
    const of = conditions2.get(branch2.of) ?? {};
    conditions2.set(branch2.of, of);
    branches.push({ ...branch2, of });
  }
  return branches.length === 0 ? void 0 : branches;
}
function conditions({ shared, input, made, rest }) {
  return {
    lookup: (name) => {
      if (isArgument(name)) return argumentValue(rest, name);
      return valueHere(shared, input, { name, raw: void 0, maybe: false }) || void 0;
    },
    isUnset: (name) => input.isUnset?.(name) === true && !shared.variables.has(name) && !mayAssign(shared, name),
    exists: (of, account) => made.exists(of, account, input.exists)
  };
}
function unreadable2(walk3, message) {
  const { text: text3, place } = walk3.input;
  const at = place({ start: 0, end: text3.length });
  const what = `the shell text cannot be read: ${message}`;
  const why = unknown({ key: "unreadable shell", why: what }, at);
  walk3.commands.push(strange(walk3, at));
  walk3.effects.push(...anything(why).map((effect) => placed2(walk3, at, effect)));
}
function oneDeeper({ depth: depth3, running = [] }, of) {
  return { depth: depth3 + 1, running: [...running, of] };
}
function tooDeep(walk3, { of, place }) {
  if (walk3.input.running?.includes(of)) return;
  const at = place({ start: 0, end: 0 });
  const why = unknown({ key: "depth", why: "texts that run each other this deep are not followed" }, at);
  walk3.effects.push(...anything(why).map((effect) => placed2(walk3, at, effect)));
}
function whereabouts({
  folder,
  umask
}) {
  return { folder, umask };
}
function placed2(walk3, at, effect) {
  const { umask, input } = walk3;
  return { effect, at, because: input.because, ...umask === void 0 ? {} : { umask } };
}
function homeHere({ input, shared }) {
  const isSet2 = shared.variables.has("HOME") || mayAssign(shared, "HOME");
  return isSet2 || input.depth > 0 ? void 0 : input.home;
}

// src/model/shell/walk.ts
var DEEPEST6 = 6;
function runShell(input) {
  const run3 = { effects: [], commands: [] };
  readText3(input, { ...run3, made: new MadeAccounts(run3.effects), written: nothingWritten() });
  return { ...run3, effects: throughHardLinks(run3.effects) };
}
function readText3(input, {
  effects,
  commands,
  made,
  written: written3,
  shared
}) {
  const parsed = parseShell(input.text, input.use);
  const own = shared ?? newShared();
  define(own, parsed, input.place);
  const walk3 = newWalk(input, { effects, commands, made, written: written3, shared: own });
  readParsed(walk3, parsed);
  const lost = functionsOf(parsed).get("command_not_found_handle");
  if (lost !== void 0) readCommands2(walk3, lost.commands);
  for (const trap of walk3.traps)
    runText(walk3, (name, raw) => valueHere(own, input, { name, raw, maybe: false }), trap);
  return walk3;
}
function readParsed(walk3, { commands, problems: [problem2] }) {
  if (problem2 === void 0) readCommands2(walk3, commands);
  else unreadable2(walk3, problem2.message);
}
function readCommands2(walk3, commands) {
  let outer;
  for (const command2 of commands) {
    if (command2.subshell) outer ??= whereabouts(walk3);
    else if (outer !== void 0) {
      Object.assign(walk3, outer);
      outer = void 0;
    }
    readCommand3(walk3, command2, commands);
  }
  if (outer !== void 0) Object.assign(walk3, outer);
}
function readCommand3(walk3, command2, around) {
  const at = walk3.input.place(command2.span);
  walk3.input.budget?.spend(COMMAND_STEPS + command2.words.length);
  const met = command2.certainty === "always" ? [] : metGuards(command2.guards ?? [], conditions(walk3));
  const isSure4 = command2.certainty === "always" ? true : areMet(met);
  if (isSure4 === false) return;
  const maybe = isSure4 === void 0;
  const lookup = lookupIn(walk3, maybe);
  for (const { name, value } of command2.assignments) {
    if (command2.words.length === 0)
      walk3.shared.variables.set(name, { value: assignedValue(value, lookup), maybe });
  }
  const before = { effects: walk3.effects.length, commands: walk3.commands.length, met, at };
  if (command2.substitutions.length > 0) readCommands2({ ...walk3, commands: [] }, command2.substitutions);
  const effects = commandEffects({ walk: walk3, command: command2, around, at, lookup, maybe });
  for (const effect of effects) walk3.effects.push(placed2(walk3, at, effect));
  if (maybe) doubt(walk3, command2, before);
  const behind3 = command2.subshell ? void 0 : argumentsBehind(command2, walk3.rest, lookup);
  if (behind3 !== void 0) walk3.rest = maybe ? [null] : behind3;
}
function commandEffects({ walk: walk3, command: command2, around, at, lookup, maybe }) {
  const why = (reason) => unknown(reason, at);
  const { place } = walk3.input;
  const redirected2 = writeEffects({
    command: command2,
    around,
    lookup,
    folder: walk3.folder,
    home: homeHere(walk3),
    place,
    at,
    atStart: walk3.input.use === "start",
    opened: walk3.opened
  });
  const words = readWords(command2.words, walk3.rest, (word) => wordOrGlob(word, lookup));
  const values = words.map(({ value }) => value);
  const own = unwrapped(values);
  const [program, ...args] = own;
  const isOpen4 = program === null || isSplit(walk3, command2);
  if (program === void 0) return redirected2;
  const ran = walk3.commands.length;
  walk3.commands.push(ranCommand(strange(walk3, at), { command: command2, words, own, place: walk3.input.place }));
  const slots = isOpen4 && !command2.words.some(({ raw }) => isRest(raw)) ? walk3.slots() : [];
  const piped = rawPiped(command2, around);
  const mentioned = () => mentionEffects(command2, { values, folder: walk3.folder, piped, slots, why });
  if (program === null || isOpen4) return [...redirected2, ...mentioned()];
  const name = program.slice(program.lastIndexOf("/") + 1);
  const ahead2 = aheadEffects(command2, { before: values.length - own.length, name, why });
  const written3 = [...redirected2, ...ahead2];
  const known2 = args.every((arg) => arg !== null) ? args : void 0;
  applyBuiltin(walk3, { name, known: known2, command: command2, lookup, maybe, at });
  const fn = walk3.shared.functions.get(name);
  if (fn !== void 0) {
    runFunction(walk3, fn, args);
    return written3;
  }
  const { folder, effects } = walk3;
  const input = withWritten(walk3.input, walk3);
  const here = { name, folder, at, lookup, effects };
  const streams = fileStreams(command2, written3, { around, lookup, folder });
  const rendered2 = input.render?.({ ...here, ...streams, args, isOpen: walk3.shared.isOpen });
  if (rendered2 !== void 0) return [...written3, ...rendered2];
  const call2 = { ...here, program, args: known2, words: args, command: command2, around, input };
  const inner = innerOf(call2);
  if (inner !== void 0) return [...written3, ...runInner(walk3, inner, { ran, lookup })];
  const { simple, besides: besides2 } = programEffects(walk3, call2, why);
  const script = scriptOfPath(call2);
  if (script !== void 0 && runApart(walk3, script, lookup)) return [...written3, ...besides2];
  return [...written3, ...besides2, ...simple ?? mentioned()];
}
function runInner(walk3, inner, { ran, lookup }) {
  if ("effects" in inner) {
    if (inner.opens) walk3.shared.isOpen = true;
    return inner.effects;
  }
  if (inner.inPlace) walk3.commands.splice(ran, 1);
  runText(walk3, lookup, inner);
  return [];
}
function runApart(walk3, script, lookup) {
  const { made, input, effects, commands } = walk3;
  if ("effects" in script) return false;
  const apart = [];
  const exists = (of, account) => made.exists(of, account, input.exists);
  const own = {
    ...walk3,
    input: { ...input, exists },
    effects: apart,
    commands: [],
    made: new MadeAccounts(apart),
    written: nothingWritten()
  };
  runText(own, lookup, script);
  if (apart.some(({ effect }) => effect.kind === "opaque" && isAnywhere(effect.path))) return false;
  for (const one of own.commands)
    commands.push({ ...one, effectsBefore: one.effectsBefore + effects.length });
  effects.push(...apart);
  return true;
}
function runText(walk3, lookup, { text: text3, place, called: called2, shares, rest = [null] }) {
  const { input, folder, umask, shared } = walk3;
  if (input.depth >= DEEPEST6) return tooDeep(walk3, { of: text3, place });
  const because2 = called2 === void 0 ? input.because : [...input.because, called2];
  const around = { ...input, because: because2, folder, ...umask === void 0 ? {} : { umask } };
  const inner = {
    ...around,
    text: text3,
    place,
    ...oneDeeper(input, text3),
    rest: shares === true ? walk3.rest : rest
  };
  const read2 = () => {
    if (shares !== true) return void readText3({ ...inner, lookup }, { ...walk3, shared: void 0 });
    Object.assign(walk3, whereabouts(readText3(inner, { ...walk3, shared })));
  };
  if (called2 === void 0) return read2();
  within({ doing: "reading what this script does", at: { file: place({ start: 0, end: 0 }).file } }, read2);
}
function runFunction(walk3, { commands, place }, rest) {
  if (walk3.input.depth >= DEEPEST6) return tooDeep(walk3, { of: commands, place });
  const own = { rest, conditions: /* @__PURE__ */ new Map() };
  const inner = {
    ...walk3,
    ...own,
    input: { ...walk3.input, place, ...oneDeeper(walk3.input, commands) }
  };
  readCommands2(inner, commands);
  Object.assign(walk3, whereabouts(inner));
}

// src/model/files/selection.ts
function isSelected({ kind, tests, least = 0, most }, folder, file) {
  if (!isWithin(file.path, folder) || kind !== void 0 && file.kind !== kind) return false;
  let depth3 = 0;
  for (let at = file.path; at !== folder && at !== "/"; at = parentOf(at)) depth3++;
  if (depth3 < least || most !== void 0 && depth3 > most) return false;
  return tests.every(({ on, pattern, is }) => {
    const glob2 = on === "name" ? globExpression(pattern) : looseGlob(pattern);
    return glob2.test(on === "name" ? baseName(file.path) : file.path) === is;
  });
}

// src/model/stages/apply/owners.ts
function ownerLayers(state, effect, at) {
  const { follows, deep } = effect;
  const isEach = follows === "named" && !deep && isGlob(effect.path);
  const isFollowed = isEach || deep && (follows === "targets" || follows === "all");
  const layer = changeLayer(
    scopeOf(effect),
    applies(effect),
    (file) => isChosen(effect, file) && !(isFollowed && file.kind === "link") ? owned3(file, effect, at) : file
  );
  if (!isFollowed) return [layer];
  const further = targetsOf(state, effect).map((target) => {
    const { only: _, ...whole } = effect;
    const one = { ...whole, path: target, deep: follows === "all" };
    return changeLayer(scopeOf(one), applies(one), (file) => owned3(file, effect, at));
  });
  return [layer, ...further];
}
function targetsOf(state, effect) {
  const files = containerFiles(state.layers, state.work.budget);
  const { path: path2 } = effect;
  const start = isGlob(path2) ? void 0 : files.entry(path2);
  const below2 = isFile(start) && start.kind === "link" ? [start] : files.under(fixedPart(path2)).files;
  return below2.flatMap((file) => {
    const isOne = file.kind === "link" && applies(effect)(file.path) && isChosen(effect, file);
    const real = isOne ? files.lookup(file.path) : void 0;
    return isFile(real) ? [real.path] : [];
  });
}
function modeLayers(state, effect, at) {
  const keepsIds = !hasBusyBox(state);
  const layer = (one) => changeLayer(scopeOf(one), applies(one), (file) => {
    if (!isChosen(one, file)) return file;
    if (file.kind === "link") return file;
    const isFolder = file.kind === "directory";
    return { ...file, mode: modeAfter(file.mode, one.mode, { isFolder, keepsIds, at }) };
  });
  if (effect.only === void 0 && !(isGlob(effect.path) && !effect.deep)) return [layer(effect)];
  const { only: _, ...whole } = effect;
  return [layer(effect), ...targetsOf(state, effect).map((path2) => layer({ ...whole, path: path2, deep: false }))];
}
function scopeOf({ path: path2, deep }) {
  return isGlob(path2) || deep ? { within: fixedPart(path2) } : { paths: [path2] };
}
function isChosen({ path: path2, only }, file) {
  return only === void 0 || isSelected(only, path2, file);
}
function applies({ path: path2, deep }) {
  if (!isGlob(path2)) return (asked) => deep ? isWithin(asked, path2) : asked === path2;
  const expression = shellGlob(path2);
  return (asked) => {
    if (expression.test(asked)) return true;
    for (let at = parentOf(asked); deep && at !== "/"; at = parentOf(at))
      if (expression.test(at)) return true;
    return false;
  };
}
function owned3(file, effect, at) {
  const { from } = effect;
  const asked = from === void 0 ? true : isOf(file, from);
  if (asked === false || asked === void 0 && !file.owner.known) return file;
  if (typeof effect.owner !== "string") return { ...file, owner: effect.owner };
  if (asked === void 0) {
    const why = `whether ${file.path} belonged to the owner that chown --from names is unknown`;
    return { ...file, owner: unknown({ key: `chown --from ${file.path}`, why }, at) };
  }
  const before = file.owner.known ? file.owner.value : void 0;
  const user2 = effect.owner === "" ? before?.user : effect.owner;
  if (user2 === void 0) return file;
  const group = effect.group ?? before?.group;
  return {
    ...file,
    owner: known(group === void 0 ? { user: user2 } : { user: user2, group }, at),
    mode: withoutSetIds(file),
    because: [...file.because, { at, note: `chown gives it to ${user2} here` }]
  };
}
function isOf({ owner }, { user: user2, group }) {
  if (!owner.known) return void 0;
  const pairs = [
    [user2, owner.value.user],
    [group, owner.value.group]
  ].filter(([asked]) => asked !== void 0);
  const answers = pairs.map(([asked = "", had]) => sameName(asked, had));
  return answers.includes(false) ? false : answers.includes(void 0) ? void 0 : true;
}
function sameName(asked, had) {
  if (had === void 0) return void 0;
  const [one, other] = [asked, had].map((name) => name === "0" ? "root" : name);
  if (one === other) return true;
  const isNumber4 = (name = "") => /^\d+$/.test(name);
  return one === "root" || other === "root" || isNumber4(one) === isNumber4(other) ? false : void 0;
}
var SET_IDS = 3072;
function withoutSetIds({ kind, mode, at }) {
  if (kind !== "file" || !mode.known || (mode.value & SET_IDS) === 0 || (mode.value & 73) === 0)
    return mode;
  return known(mode.value & ~SET_IDS, at);
}
function runOwner(state, at, path2) {
  const { user: set, base } = state;
  if (set?.spec === null)
    return unknown({ key: "USER", why: "the value of USER comes from outside this file" }, set.at);
  const [user2 = "root", group] = (set?.spec ?? base?.user?.name ?? "root").split(":");
  const folder = path2 === void 0 ? void 0 : containerFiles(state.layers, state.work.budget).lookup(parentOf(path2));
  const inherited = isFile(folder) ? inheritedGroup(folder) : void 0;
  return known(ownerWith(user2, inherited ?? (group || loginGroup(state, user2))), at);
}
function ownerWith(user2, group) {
  return group === void 0 ? { user: user2 } : { user: user2, group };
}
function loginGroup({ users, otherAccounts }, user2) {
  if (user2 === "root" || user2 === "0") return "root";
  const account = users.find(({ name, uid }) => name === user2 || String(uid) === user2);
  const isBare3 = /^\d+$/.test(user2) && otherAccounts === void 0;
  return account === void 0 ? isBare3 ? "root" : void 0 : account.group;
}
function withLoginGroup(state, effect, at) {
  if (effect.group !== "" || typeof effect.owner !== "string") return effect;
  const { group: _, ...rest } = effect;
  const group = loginGroup(state, effect.owner);
  return group === void 0 ? {
    ...rest,
    owner: unknown(
      { key: `group of ${effect.owner}`, why: `the group of ${effect.owner} is unknown` },
      at
    )
  } : { ...rest, group };
}

// src/model/stages/apply/archives.ts
var UNPACK_STEPS = 100;
function unpackedLayers(state, unpacking) {
  const { archive, to, how, at, folders } = unpacking;
  const files = containerFiles(state.layers, state.work.budget);
  state.work.budget.spend(UNPACK_STEPS * archive.entries.length);
  const layers = [];
  const put3 = /* @__PURE__ */ new Map();
  for (const entry of archive.entries) {
    const inside = taken2(entry.path, how);
    if (inside === void 0) continue;
    const path2 = state.layers.real(inside.startsWith("/") ? inside : resolvePath(to, inside), false);
    const standing = files.entry(path2);
    if (entry.kind === "directory" && isFile(standing) && standing.kind === "link") {
      const why = `whether the link ${path2} is kept is unknown`;
      layers.push(opaqueLayer(path2, unknown({ key: `link ${path2}`, why }, at)));
    } else put3.set(path2, unpackedFile(unpacking, entry, path2));
  }
  const above = [...new Set([...put3.keys()].map(parentOf))].filter((path2) => !put3.has(path2));
  return [
    ...above.map((path2) => putLayer(folders(path2).filter((file) => !put3.has(file.path)))),
    ...layers,
    putLayer([...put3.values()])
  ];
}
function taken2(path2, { strip, members, absolute }) {
  if (members !== void 0 && !members.some((name) => path2 === name || path2.startsWith(`${name}/`)))
    return void 0;
  const parts = path2.split("/").filter((part) => part !== "");
  const rest = parts.slice(strip);
  if (strip > 0 && rest.length === 0) return void 0;
  return (absolute && path2.startsWith("/") ? "/" : "") + rest.join("/");
}
function unpackedFile({ ownerOf: ownerOf4, modeOf: modeOf2, at, because: because2 }, entry, path2) {
  const note3 = `${path2} is unpacked here`;
  return {
    path: path2,
    kind: entry.kind,
    ...entry.kind === "link" ? linkTo(path2, entry.target ?? "") : {},
    content: contentOf2(entry, at),
    owner: ownerOf4(entry, path2),
    mode: modeOf2(entry),
    at,
    from: "run",
    because: [...because2, { at, note: note3 }]
  };
}
function contentOf2({ kind, path: path2, content }, at) {
  if (kind !== "file" || content === void 0)
    return unknown({ key: kind, why: kind === "link" ? "it is a link" : "it is a folder" }, at);
  if ("unreadable" in content)
    return unknown({ key: `unreadable ${path2}`, why: `${path2} of the archive ${content.unreadable}` }, at);
  return known({ file: sourceFile(at.file.path, content.text), place: () => at }, at);
}
function tarLayers(state, effect, {
  where,
  folders
}) {
  const { path: path2, how, why } = effect;
  const { at, because: because2 } = where;
  const found = effect.archive === void 0 ? void 0 : containerFiles(state.layers, state.work.budget).lookup(effect.archive);
  const archive = isFile(found) && found.edited !== true ? found.archive?.() : void 0;
  if (how === void 0 || archive === void 0) return [opaqueLayer(path2, why)];
  if ("unreadable" in archive) return [opaqueLayer(path2, unread3(effect, archive.unreadable, at))];
  const { ownerOf: ownerOf4, modeOf: modeOf2 } = tarGives(state, { how, umask: where.umask, at });
  return unpackedLayers(state, { archive, to: path2, how, ownerOf: ownerOf4, modeOf: modeOf2, folders, at, because: because2 });
}
function unread3({ path: path2, archive = "" }, reason, at) {
  const why = `${archive} ${reason}, so what is unpacked into ${path2} is unknown`;
  return unknown({ key: `archive ${archive}`, why }, at);
}
function tarGives(state, {
  how,
  umask = 18,
  at
}) {
  const runner = runOwner(state, at);
  const isRoot2 = runner.known ? /^(root|0)$/.test(runner.value.user) : void 0;
  const open = (what) => unknown({ key: "unpacked by", why: `who unpacks it here is unknown, and so is its ${what}` }, at);
  return {
    ownerOf: (entry, path2) => {
      if (isRoot2 === void 0) return open("owner");
      return how.own || !isRoot2 ? runOwner(state, at, path2) : archivedOwner(state, entry, at);
    },
    modeOf: ({ kind, mode }) => {
      const masked = how.masked ?? (isRoot2 === void 0 ? void 0 : !isRoot2);
      if (kind === "link") return known(511, at);
      if (masked === void 0 || masked && umask === null) return open("mode");
      return known(masked ? mode & 511 & ~(umask ?? 0) : mode, at);
    }
  };
}
function archivedOwner(state, { uid, gid, user: user2, group }, at) {
  const userName = accountIn(state, state.users, { name: user2, id: uid });
  const groupName = accountIn(state, state.groups, { name: group, id: gid });
  if (userName !== void 0 && groupName !== void 0) return known(ownerWith(userName, groupName), at);
  const why = `whether the image has user ${user2 ?? uid} and group ${group ?? gid} is unknown`;
  return unknown({ key: `archived owner ${user2 ?? uid}`, why }, at);
}
function accountIn({ otherAccounts }, list2, { name, id }) {
  const number = id === 0 ? "root" : String(id);
  if (name === void 0) return number;
  if (name === "root" || list2.some((account) => account.name === name)) return name;
  return otherAccounts !== void 0 || mayComeWithSystem(name) ? void 0 : number;
}

// src/model/stages/apply/copies.ts
var COPY_STEPS = 500;
function copyLayers(state, effect, { at, umask }) {
  const files = containerFiles(state.layers, state.work.budget);
  const copying2 = {
    state,
    files,
    effect: { ...effect, links: linksHere(state, effect) },
    at,
    umask
  };
  const { from, to, into } = effect;
  const { sources, others } = sourcesOf3(copying2);
  const layers = [];
  if (others !== void 0 || sources.length === 0) {
    const why = others ?? unknown({ key: `copy of ${from}`, why: `${from} is unknown` }, at);
    const standing = files.lookup(to);
    const folder = isFile(standing) ? standing.kind === "directory" : effect.slash === true;
    const isNamed2 = into === "yes" || into === "maybe" && folder;
    layers.push(opaqueLayer(isNamed2 && !isGlob(from) ? resolvePath(to, baseName(from)) : to, why));
  }
  for (const source of sources) for (const layer of oneCopy(copying2, source)) layers.push(layer);
  return layers;
}
function linksHere(state, { links: links2, atEnd, hard }) {
  if (hasBusyBox(state)) return links2;
  if (hard === true) return "none";
  return links2 === "all" && atEnd === true ? "below" : links2;
}
function sourcesOf3({ files, effect: { from, links: links2 } }) {
  if (isGlob(from)) {
    const { files: matched, others } = files.glob(from);
    const sources = links2 === "all" ? matched : matched.flatMap((file) => behindLink(files, file));
    return others === void 0 ? { sources } : { sources, others };
  }
  const found = links2 === "all" ? files.entry(from) : files.lookup(from);
  if (found === void 0) return { sources: [] };
  return isFile(found) ? { sources: [{ ...found, path: found.path }] } : { sources: [], others: found };
}
function behindLink(files, file) {
  if (file.kind !== "link") return [file];
  const real = files.lookup(file.path);
  return isFile(real) ? [{ ...real, path: file.path }] : [];
}
function oneCopy(copying2, source) {
  const { files, effect, at } = copying2;
  const target = targetOf2(copying2, source);
  if (typeof target !== "string") return [opaqueLayer(effect.to, target)];
  const standing = files.lookup(target);
  const isMerged = !effect.move && isFile(standing) && standing.kind === "directory";
  const isThere3 = isFile(standing) && !(isMerged && source.kind === "directory");
  if (effect.standing === "stays" && isThere3) return [];
  if (effect.standing === "open" && isThere3) {
    const why = `which of ${source.path} and ${target} is newer is unknown`;
    return [opaqueLayer(target, unknown({ key: `newer ${target}`, why }, at))];
  }
  const below2 = source.kind === "directory" ? files.under(source.path) : { files: [] };
  const real = files.lookup(source.path);
  const root = isFile(real) && source.kind === "directory" ? real.path : source.path;
  const all = [
    source,
    ...below2.files.flatMap((file) => effect.links === "none" ? behindLink(files, file) : [file])
  ];
  copying2.state.work.budget.spend(COPY_STEPS * all.length);
  const folder = isFile(standing) && standing.kind === "directory" ? standing : files.lookup(parentOf(target));
  const handed = isFile(folder) ? inheritedGroup(folder) : void 0;
  const pathOf3 = (file) => file === source ? target : target + file.path.slice(root.length);
  return [
    ...effect.move ? [removeLayer(target)] : [],
    ...below2.others === void 0 ? [] : [opaqueLayer(target, below2.others)],
    putLayer(all.map((file) => copied2({ ...copying2, handed }, file, pathOf3(file))))
  ];
}
function targetOf2({ state, files, effect, at }, source) {
  const { to, into, slash, from } = effect;
  const name = baseName(isGlob(from) ? source.path : from);
  const standing = files.lookup(to);
  const isOver = isGlob(from) && isFile(standing) && standing.kind !== "directory";
  if (into === "yes" && !isOver) return resolvePath(state.layers.real(to, true), name);
  const isWritten2 = isFile(standing) && (standing.kind === "directory" || !isReplaced(state, effect));
  if (into === "no") return isWritten2 && !effect.move ? standing.path : to;
  const written3 = isReplaced(state, effect) ? to : state.layers.real(to, true);
  if (standing === void 0) return written3;
  if (isFile(standing)) {
    if (standing.kind === "directory") return resolvePath(standing.path, name);
    return isReplaced(state, effect) ? to : standing.path;
  }
  if (slash !== true) return written3;
  if (source.kind !== "directory") return resolvePath(to, name);
  const folder = files.lookup(parentOf(to));
  if (isFile(folder) && folder.from === "run" && state.base !== void 0) return to;
  return unknown({ key: `folder ${to}`, why: `whether folder ${to} exists is unknown` }, at);
}
function isReplaced(state, { standing }) {
  return standing === "replaced" || hasBusyBox(state);
}
var SET_IDS2 = 3072;
var SET_GROUP_ID = 1024;
function copied2(copying2, file, path2) {
  const { state, files, effect, at } = copying2;
  const { move, keeps, stamp } = effect;
  const because2 = [...file.because, { at, note: `${path2} is created from ${file.path} here` }];
  const moved2 = { ...file, ...targetOfLink(file, path2), path: path2, because: because2 };
  if (move || keeps === true && isByRoot(state)) return moved2;
  const standing = files.entry(path2);
  const isSame4 = isFile(standing) && standing.kind === file.kind;
  const isReused = file.kind === "directory" || file.kind === "file" && !isReplaced(state, effect);
  if (isSame4 && isReused) return { ...moved2, owner: standing.owner, mode: standing.mode };
  const runner = runOwner(state, at, path2);
  const { handed } = copying2;
  const made = runner.known && handed !== void 0 ? known(ownerWith(runner.value.user, handed), at) : runner;
  if (stamp === void 0) {
    const mode = keeps === true ? file.mode : maskedMode(copying2, file);
    const isGiven = handed !== void 0 && !hasBusyBox(state);
    const isHanded = isGiven && file.kind === "directory" && mode.known;
    return { ...moved2, owner: made, mode: isHanded ? known(mode.value | SET_GROUP_ID, at) : mode };
  }
  const { owner: user2 = made.known ? made.value.user : void 0, group } = stamp;
  const own = made.known ? made.value.group : void 0;
  const given = user2 === void 0 ? made : known(ownerWith(user2, group ?? own), at);
  return {
    ...moved2,
    owner: stamp.owner === void 0 && group === void 0 ? made : given,
    mode: known(stamp.mode, at)
  };
}
function maskedMode({ state: { system, packages }, umask, at }, { mode, kind }) {
  if (!mode.known || kind === "link") return mode;
  if (umask === null) return unknown({ key: "umask", why: "the umask here is unknown" }, at);
  const masked = mode.value & ~umask;
  if ((masked & SET_IDS2) === 0) return masked === mode.value ? mode : known(masked, at);
  if (system === "debian" || system === "rhel" || packages.has("coreutils"))
    return known(masked & ~SET_IDS2, at);
  if (system === "alpine") return known(masked, at);
  return unknown({ key: "set-id bits", why: "whether cp keeps the set-id bits is unknown" }, at);
}
function targetOfLink({ kind, relative }, path2) {
  return kind === "link" && relative !== void 0 ? { target: resolvePath(parentOf(path2), relative) } : {};
}
function isByRoot({ user: user2, base }) {
  const [name] = (user2 === void 0 ? base?.user?.name ?? "root" : user2.spec ?? "").split(":");
  return name === "root" || name === "0";
}

// src/model/shell/sed/command.ts
function* allCommands2(commands) {
  for (const command2 of commands) {
    yield command2;
    if (command2.action.kind === "block") yield* allCommands2(command2.action.commands);
  }
}

// src/model/stages/apply/edits.ts
function editedLayers(state, effect, where) {
  const files = containerFiles(state.layers, state.work.budget);
  const { files: matched, others } = effect.only === void 0 ? files.glob(effect.path) : chosen(files, effect);
  const folder = effect.only === void 0 && matched.some(({ kind }) => kind === "directory");
  if (folder && matched.length > 1) return matched.map(({ path: path2 }) => opaqueLayer(path2, effect.why));
  const layers = [];
  const edited = matched.flatMap((found) => {
    const real = files.lookup(found.path);
    const isNamed2 = !isGlob(effect.path) && effect.only === void 0;
    const named6 = isNamed2 ? files.entry(effect.path) : found;
    const standing = effect.follows === true ? real : named6;
    const path2 = isFile(standing) ? standing.path : found.path;
    const before = { ...isFile(real) ? real : found, path: path2 };
    const isLink2 = isFile(standing) && standing.kind === "link";
    if (effect.backup !== void 0)
      layers.push(putLayer([backedUp(isLink2 ? standing : before, effect.backup, where)]));
    return editedFile(before, effect, { ...where, isLink: isLink2 });
  });
  const hidden2 = effect.only === void 0 && (others !== void 0 || matched.length === 0);
  const fixed = isGlob(effect.path) ? parentOf(effect.path) : effect.path;
  return [...hidden2 ? [opaqueLayer(fixed, effect.why)] : [], ...layers, putLayer(edited)];
}
function chosen(files, { path: path2, only }) {
  const root = files.lookup(path2);
  const all = [...isFile(root) ? [{ ...root, path: path2 }] : [], ...files.under(path2).files];
  return {
    files: all.filter(
      (file) => file.kind !== "directory" && only !== void 0 && isSelected(only, path2, file)
    )
  };
}
function backedUp(file, suffix, { at }) {
  const name = suffix.includes("*") ? suffix.replaceAll("*", baseName(file.path)) : baseName(file.path) + suffix;
  const path2 = resolvePath(parentOf(file.path), name);
  return { ...file, path: path2, because: [...file.because, { at, note: `${path2} is left as a backup here` }] };
}
function uncomments(source) {
  return source.includes("#") && !/#\W*(Server(Name|Admin|Tokens|Signature)|server_tokens|gzip|tcp_nopush|multi_accept)/.test(source);
}
function isBeyondStock({ address: address2, to, action }) {
  if (typeof address2 === "number" || address2 === "$" || to !== void 0) return true;
  return action.kind === "print" || action.kind === "quit";
}
function editedFile(file, effect, { at, because: because2, isLink: isLink2 }) {
  const isStock2 = file.from === "base" || file.from === "package";
  const { commands = [], quiet = false } = effect.sed ?? {};
  const all = [...allCommands2(commands)];
  const sed = isStock2 && (quiet || all.some(isBeyondStock)) ? void 0 : effect.sed;
  const read2 = sed === void 0 ? effect.why : sedContent(file.content, sed, at);
  const same2 = read2.known && file.content.known && read2.value.file.text === file.content.value.file.text;
  const hidden2 = isStock2 && same2 && all.some(({ action }) => action.kind === "substitute" && uncomments(action.from.source));
  const content = hidden2 === true ? effect.why : read2;
  if (content.known && file.content.known && content.value.file.text === file.content.value.file.text)
    return isLink2 ? [file] : [];
  const note3 = `${file.path} is edited here`;
  return [
    {
      ...file,
      content,
      edited: true,
      at,
      because: [...file.because, ...because2, { at, note: note3 }]
    }
  ];
}

// src/model/stages/apply/folders.ts
var UMASK = 18;
function maskOf({ umask }) {
  return umask === void 0 ? UMASK : umask;
}
function newMode(mode, where, always = 0) {
  const mask = maskOf(where);
  return mask === null ? unknown({ key: "umask", why: "the umask here is unknown" }, where.at) : known(mode & ~mask | always, where.at);
}
function newFolders(state, effect, where) {
  const { at } = where;
  const files = containerFiles(state.layers, state.work.budget);
  const paths2 = [];
  let path2 = effect.path;
  for (; path2 !== "/"; path2 = parentOf(path2)) {
    const standing2 = files.entry(path2);
    if (isFile(standing2) || standing2 !== void 0 && paths2.length > 0) break;
    paths2.push(path2);
  }
  const content = unknown({ key: "folder", why: "it is a folder" }, at);
  const [highest = effect.path] = paths2.slice(-1);
  const owner = effect.owner === void 0 ? runOwner(state, at, highest) : known(ownerWith(effect.owner, effect.group ?? loginGroup(state, effect.owner)), at);
  const standing = files.lookup(path2);
  const isDropped = effect.mode !== void 0 && hasBusyBox(state);
  const handed = !isDropped && isFile(standing) && inheritedGroup(standing) !== void 0 ? SET_GROUP_ID2 : 0;
  const source = effect.like === void 0 || hasBusyBox(state) ? void 0 : files.lookup(effect.like);
  const like = isFile(source) ? { like: source.mode } : {};
  return paths2.map((made) => ({
    path: made,
    kind: "directory",
    content,
    owner,
    mode: folderMode2(effect, { isLast: made === effect.path, handed, ...like }, where),
    at,
    from: "run",
    because: [{ at, note: `${made} is created here` }]
  }));
}
var SET_GROUP_ID2 = 1024;
function folderMode2({ mode, unmasked }, { isLast: isLast2, handed, like }, where) {
  if (like !== void 0) return like;
  if (unmasked === true) return known(493 | handed, where.at);
  if (!isLast2) return newMode(511, where, 192 | handed);
  if (mode === void 0) return newMode(511, where, handed);
  return typeof mode === "number" ? known(mode | handed, where.at) : mode;
}

// src/model/stages/apply/removals.ts
function removed2(state, { path: path2, only, slash, plain: plain4 }) {
  if (only !== void 0) return chosenRemoval(state, path2, { only, plain: plain4 });
  const files = containerFiles(state.layers, state.work.budget);
  const standing = slash === true ? files.entry(path2) : void 0;
  const real = isFile(standing) && standing.kind === "link" && !hasBusyBox(state) ? files.lookup(path2) : void 0;
  if (!isFile(real)) return removal(path2);
  return removeMatchingLayer(real.path, (asked) => isBelow(asked, real.path));
}
function chosenRemoval({ layers }, folder, { only, plain: plain4 }) {
  const { kind, followed: _, ...rest } = only;
  const before = layers.copy();
  const isChosen2 = (path2) => {
    const isAsked4 = kind !== void 0 || plain4 !== void 0;
    const standing = isAsked4 ? before.entry(path2) : void 0;
    if (kind !== void 0 && !(isFile(standing) && standing.kind === kind)) return false;
    if (plain4 !== void 0 && isFile(standing) && standing.kind === "directory") {
      const isLeft = plain4 === "files" || !before.below(path2).every((file) => isChosen2(file.path));
      if (isLeft) return false;
    }
    return isSelected(rest, folder, { path: path2, kind: kind ?? "file" });
  };
  return removeMatchingLayer(folder, isChosen2);
}
function removal(path2) {
  if (!isGlob(path2)) return removeLayer(path2);
  const expression = shellGlob(path2);
  return removeMatchingLayer(fixedPart(path2), (asked) => expression.test(asked));
}

// src/model/stages/apply/available.ts
function availableFile({ of, name }) {
  return resolvePath(availableFolder(of), `./${name}${endingOf(of)}`);
}
function enabledLink({ of, name }) {
  return resolvePath(enabledFolder(of), `./${name}${endingOf(of)}`);
}
function isAvailable(state, files, part) {
  const found = files.lookup(availableFile(part));
  if (isFile(found)) return true;
  if (part.of === "module" && debianModule(part.name) !== void 0) return true;
  return found === void 0 && bringsNoOther(state, part.of) ? false : void 0;
}
var PLAIN2 = /^(apache2(-(bin|data|utils|doc))?|ssl-cert|lib(?!apache2-mod).*-dev|ca-certificates|curl|wget|git|zip|unzip|tar|gnupg2?|vim.*|nano|less|procps|supervisor|tini|dumb-init|gosu|cron|locales|tzdata|openssl|jq|net-tools|iproute2|iputils-ping|dnsutils|rsync|gettext(-base)?|sudo|patch|file|bzip2|xz-utils|default-mysql-client|mariadb-client|postgresql-client|python3|perl)$/;
function bringsNoOther({ servers, packages }, of) {
  const isOwn2 = servers.some(
    ({ install: install2, from }) => install2 === apacheDebian && from === "package" || install2 === apachePhp
  );
  return isOwn2 && (of === "site" || [...packages].every((name) => PLAIN2.test(name)));
}
function availableNames(files, of) {
  const own = namesIn2(files, availableFolder(of), endingOf(of));
  return of === "module" ? [.../* @__PURE__ */ new Set([...own, ...debianModules()])].sort() : own;
}
function enabledNames(files, of) {
  return namesIn2(files, enabledFolder(of), endingOf(of));
}
function namesIn2(files, folder, ending) {
  return files.under(folder).files.map(({ path: path2 }) => path2.slice(folder.length + 1)).filter((name) => !name.includes("/") && name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
}
function hasSettings(files, name) {
  const found = files.lookup(`${availableFolder("module")}/${name}.conf`);
  return isFile(found) || found === void 0 && debianModule(name)?.hasConf === true;
}
function askedBy(files, part, word = "Depends") {
  const found = files.lookup(availableFile(part));
  if (isFile(found) && found.content.known) return headerOf(found.content.value.file.text, word);
  const stock = part.of === "module" ? debianModule(part.name) : void 0;
  return (word === "Depends" ? stock?.needs : stock?.conflicts) ?? [];
}
function headerOf(text3, word) {
  for (const line of text3.split("\n")) {
    const [, names] = new RegExp(`^# ${word}:\\s+(.*?)\\s*$`).exec(line) ?? [];
    if (names !== void 0) return names.split(/\s+/);
    if (!/^\s*(#.*)?$/.test(line)) return [];
  }
  return [];
}
function linkState(files, link2, source) {
  const found = files.entry(link2);
  if (found === void 0) return "missing";
  if (!isFile(found)) return "unknown";
  if (found.kind !== "link") return "file";
  if (found.target === source) return "ok";
  const [leads, wanted] = [files.lookup(link2), files.lookup(source)];
  if (leads === void 0) return "missing";
  return isFile(leads) && isFile(wanted) ? leads.path === wanted.path ? "ok" : "other" : "unknown";
}

// src/model/stages/apply/switches.ts
function switched(state, effect, where) {
  const { program, unknownOption } = effect;
  if (unknownOption !== void 0)
    return { layers: [], failure: `${program} does not know the option ${unknownOption}` };
  const own = { ...state, layers: state.layers.copy() };
  const switching = { state: own, effect, where, turning: /* @__PURE__ */ new Set() };
  const { names, unmatched } = namedIn(switching);
  let failure2 = unmatched === void 0 ? void 0 : `${program} finds nothing that matches ${unmatched}`;
  for (const name of names) {
    const failed = turn(switching, { of: effect.of, name });
    failure2 ??= failed?.why;
    if (failed?.stops) break;
  }
  const layers = own.layers.slice(state.layers.length);
  return failure2 === void 0 ? { layers } : { layers, failure: failure2 };
}
function namedIn(switching) {
  const { words } = switching.effect;
  const found = words.map((patterns) => patterns.map((pattern) => matching2(switching, pattern)));
  const names = found.flat(2).filter((name) => name !== void 0);
  const empty = found.findIndex((lists) => lists.every((list2) => list2?.length === 0));
  return empty < 0 ? { names } : { names, unmatched: words[empty]?.join(" ") ?? "" };
}
function matching2(switching, pattern) {
  if (!isGlob(pattern)) return [pattern];
  const { of, enables } = switching.effect;
  const files = filesOf(switching);
  const glob2 = shellGlob(pattern);
  const names = enables ? availableNames(files, of) : enabledNames(files, of);
  const found = names.filter((name) => glob2.test(name));
  const { others } = files.under(enables ? availableFolder(of) : enabledFolder(of));
  const isAll = others === void 0 && (enables || of !== "conf");
  return found.length > 0 || isAll ? found : void 0;
}
function filesOf({ state }) {
  return containerFiles(state.layers, state.work.budget);
}
function turn(switching, asked) {
  const { state, effect, turning } = switching;
  state.work.budget.spend(100);
  const files = filesOf(switching);
  const part = effect.enables && asked.of === "module" ? threaded(files, asked) : asked;
  if (isAvailable(state, files, part) === false) return absent2(switching, part);
  if (turning.has(part.name)) return void 0;
  turning.add(part.name);
  const failed = effect.enables ? enable(switching, part) : disable(switching, part);
  turning.delete(part.name);
  return failed;
}
function threaded(files, part) {
  if (part.name !== "cgi") return part;
  const hasThreads = ["mpm_event", "mpm_worker"].some(
    (name) => isFile(files.entry(enabledLink({ of: "module", name })))
  );
  return hasThreads ? { ...part, name: "cgid" } : part;
}
function absent2(switching, part) {
  const { program, enables, of, purge } = switching.effect;
  const files = filesOf(switching);
  const link2 = enabledLink(part);
  const standing = files.entry(link2);
  if (!enables && isFile(standing) && standing.kind === "link" && files.lookup(link2) === void 0) {
    remove2(switching, link2);
    return void 0;
  }
  return purge ? void 0 : { why: `${program} finds no ${of} "${part.name}" in ${availableFolder(of)}` };
}
function enable(switching, part) {
  const failed = part.of === "module" ? enableNeeded(switching, part) : lacksModule(switching, part);
  if (failed !== void 0) return failed;
  const files = filesOf(switching);
  const isModule = part.of === "module";
  const settings = isModule && hasSettings(files, part.name) ? [settingsOf(part)] : [];
  const links2 = [...settings, { link: enabledLink(part), source: availableFile(part) }];
  for (const { link: link2, source } of links2) {
    const standing = linkState(files, link2, source);
    if (standing === "file" || standing === "other") {
      const what = standing === "file" ? "which is no link" : "which is linked to another file";
      return { why: `${switching.effect.program} does not replace ${link2}, ${what}` };
    }
    if (standing !== "ok") put2(switching, link2, source);
  }
  return void 0;
}
function settingsOf({ name }) {
  const file = (folder) => `${folder}/${name}.conf`;
  return { link: file(enabledFolder("module")), source: file(availableFolder("module")) };
}
function enableNeeded(switching, part) {
  for (const name of askedBy(filesOf(switching), part)) {
    const failed = turn(switching, { of: "module", name });
    if (failed !== void 0) return failed;
  }
  const files = filesOf(switching);
  const other = askedBy(files, part, "Conflicts").find((name) => {
    const module = { of: "module", name };
    return linkState(files, enabledLink(module), availableFile(module)) === "ok";
  });
  if (other === void 0) return void 0;
  return { why: `${switching.effect.program} refuses ${part.name} while ${other} is enabled` };
}
function lacksModule(switching, part) {
  const files = filesOf(switching);
  const lacks = askedBy(files, part).find(
    (name) => files.entry(enabledLink({ of: "module", name })) === void 0
  );
  if (lacks === void 0) return void 0;
  return { why: `${switching.effect.program} refuses ${part.name} without module ${lacks}` };
}
function disable(switching, part) {
  const { program, force } = switching.effect;
  const isModule = part.of === "module";
  const dependent = isModule ? dependentOf(switching, part) : [];
  if (dependent.length > 0 && !force) {
    return { why: `${program} keeps ${part.name} for ${dependent.join(", ")}: add -f` };
  }
  for (const name of dependent) {
    const failed = turn(switching, { of: "module", name });
    if (failed !== void 0) return failed;
  }
  return disableLinks(switching, part);
}
function disableLinks(switching, part) {
  const { program, force, answered } = switching.effect;
  const isModule = part.of === "module";
  const standing = filesOf(switching).entry(enabledLink(part));
  if (standing !== void 0) {
    if (isModule && isEssentialModule(part.name) && !force && !answered)
      return {
        why: `${program} asks before it disables ${part.name}, but nothing answers here: add -f`,
        stops: true
      };
    removeLink(switching, enabledLink(part));
  }
  if (isModule) removeLink(switching, settingsOf(part).link);
  return void 0;
}
function dependentOf(switching, { name }) {
  const files = filesOf(switching);
  return enabledNames(files, "module").filter(
    (other) => askedBy(files, { of: "module", name: other }).includes(name)
  );
}
function removeLink(switching, link2) {
  const standing = filesOf(switching).entry(link2);
  if (isFile(standing) && standing.kind !== "link") return;
  remove2(switching, link2);
}
function remove2({ state }, path2) {
  state.layers.push(removeLayer(state.layers.real(path2, false)));
}
function put2({ state, where: { at, because: because2 } }, path2, source) {
  state.layers.push(
    putLayer([
      {
        path: path2,
        kind: "link",
        ...linkTo(path2, source.replace("/etc/apache2", "..")),
        content: unknown({ key: "link", why: "it is a link" }, at),
        owner: runOwner(state, at, path2),
        mode: known(511, at),
        at,
        from: "run",
        because: [...because2, { at, note: `${path2} is linked to ${source} here` }]
      }
    ])
  );
}

// src/model/stages/apply/files.ts
function fileLayers(state, written3, where) {
  const { at } = where;
  const effect = onRealPath(state, written3);
  switch (effect.kind) {
    case "write":
      return write(state, effect, where);
    case "touch":
      return touch(state, effect, where);
    case "edit":
      return editedLayers(state, effect, where);
    case "folder":
      return [putLayer(newFolders(state, effect, where))];
    case "link":
      return link(state, effect, where);
    case "remove":
      return [removed2(state, effect)];
    case "switch":
      return [...switched(state, effect, where).layers];
    case "copy": {
      const copied3 = copyLayers(state, effect, { at, umask: maskOf(where) });
      const isMoved = effect.move && !(effect.standing === "stays" && copied3.length === 0);
      return isMoved ? [removal(effect.from), ...copied3] : copied3;
    }
    case "owner":
      return ownerLayers(state, withLoginGroup(state, effect, at), at);
    case "mode":
      return modeLayers(
        state,
        {
          ...effect,
          deep: effect.deep && (effect.only !== void 0 || !stopsAtLink(state, written3, effect.path))
        },
        at
      );
    case "unpack": {
      const folders = (path2) => newFolders(state, { kind: "folder", path: path2 }, where);
      return tarLayers(state, effect, { where, folders });
    }
    case "opaque": {
      const paths2 = /* @__PURE__ */ new Set([effect.path, state.layers.real(effect.path, true)]);
      const opaque = [...paths2].map((path2) => opaqueLayer(path2, effect.why));
      return eitherWay(opaque, { state, effect, where });
    }
  }
}
function eitherWay(hiding2, { state, effect: { instead }, where }) {
  if (instead === void 0) return [...hiding2];
  const { branches, effect } = instead;
  const done = (before) => {
    const layers = before instanceof Layers ? before : new Layers(before);
    return fileLayers({ ...state, layers }, effect, where);
  };
  return hiding2.map((layer, index) => ({
    ...layer,
    either: { branches, layers: index === 0 ? done : () => [] }
  }));
}
function stopsAtLink(state, written3, real) {
  const isPlain2 = written3.kind === "mode" && written3.slash === void 0;
  return isPlain2 && hasBusyBox(state) && state.layers.real(written3.path, false) !== real;
}
function onRealPath(state, effect) {
  const follows = effect.kind === "owner" && effect.follows !== void 0 || /^(mode|unpack)$/.test(effect.kind);
  const isFollowed = "only" in effect && effect.only !== void 0 ? effect.only.followed : follows;
  const real = (path2, last) => {
    if (!isGlob(path2)) return state.layers.real(path2, last);
    const parts = path2.split("/");
    const fixed = parts.findIndex(isGlob);
    const folder = state.layers.real(parts.slice(0, fixed).join("/") || "/", true);
    return resolvePath(folder, parts.slice(fixed).join("/"));
  };
  if (effect.kind === "copy")
    return { ...effect, from: real(effect.from, false), to: real(effect.to, false) };
  return { ...effect, path: real(effect.path, isFollowed) };
}
function write(state, effect, where) {
  const { at, because: because2 } = where;
  const standing = containerFiles(state.layers, state.work.budget).lookup(effect.path);
  const path2 = isFile(standing) ? standing.path : state.layers.real(effect.path, true);
  if (effect.maybe !== void 0)
    return isSameText(standing, effect.content) ? [] : [opaqueLayer(path2, effect.maybe)];
  const content = effect.append && standing !== void 0 ? appended(standing, effect.content, at) : effect.content;
  const file = {
    path: path2,
    kind: "file",
    content,
    owner: isFile(standing) ? standing.owner : runOwner(state, at, path2),
    mode: isFile(standing) ? standing.mode : newMode(438, where),
    ...effect.mode === void 0 ? {} : { mode: known(effect.mode, at) },
    at,
    // What is added to a file leaves it what it was: the stock file, or the repo's.
    ...effect.append && isFile(standing) ? { ...kept(standing), edited: true } : { from: "run" },
    because: [...because2, { at, note: `${path2} is written here` }]
  };
  return [putLayer([file])];
}
function touch(state, { path: path2 }, where) {
  const { at, because: because2 } = where;
  const standing = containerFiles(state.layers, state.work.budget).lookup(path2);
  if (isFile(standing)) return [];
  const real = state.layers.real(path2, true);
  const isNew = standing === void 0 || isGap(state, standing);
  const made = {
    path: real,
    kind: "file",
    content: standing ?? known(emptyContent(at), at),
    owner: isNew ? runOwner(state, at, real) : standing,
    mode: isNew ? newMode(438, where) : standing,
    at,
    from: "run",
    because: [...because2, { at, note: `${real} is created here` }]
  };
  return [putLayer([made])];
}
function isGap({ base, layers }, answer) {
  return base !== void 0 && layers.first?.opaque?.why === answer;
}
function kept({ from, source }) {
  return source === void 0 ? { from } : { from, source };
}
function link(state, effect, { at, because: because2 }) {
  const files = containerFiles(state.layers, state.work.budget);
  const standing = effect.over === void 0 ? files.lookup(effect.path) : files.entry(effect.path);
  const folder = effect.over !== "anything" && isFile(standing) && standing.kind === "directory";
  const path2 = folder ? resolvePath(standing.path, baseName(effect.target.replace(/\/+$/, ""))) : effect.path;
  const target = resolvePath(parentOf(path2), effect.target);
  return [
    putLayer([
      {
        path: path2,
        kind: "link",
        ...linkTo(path2, effect.target),
        content: unknown({ key: "link", why: "it is a link" }, at),
        owner: runOwner(state, at, path2),
        mode: known(511, at),
        at,
        from: "run",
        because: [...because2, { at, note: `${path2} is linked to ${target} here` }]
      }
    ])
  ];
}

// src/model/render/confd.ts
function confdRenders(call2) {
  const settings = settingsOf2(call2);
  if ("known" in settings) return { files: [], rest: settings };
  const folder = resolvePath(settings.folder, "conf.d");
  const { files, others } = call2.files.under(folder);
  const rendered2 = [];
  let rest = others;
  for (const { path: path2 } of files.filter(({ path: path3 }) => path3.endsWith(".toml"))) {
    const resource = contentAt2(call2, path2);
    if (resource === void 0) continue;
    const file = "file" in resource ? resourceOf(call2, resource, settings) : resource;
    if ("known" in file) rest ??= file;
    else rendered2.push(file);
  }
  if (rendered2.length === 0) rest ??= unreadGenerator(call2);
  return { files: rendered2, ...rest === void 0 ? {} : { rest } };
}
function contentAt2({ files }, path2) {
  const found = files.lookup(path2);
  if (found === void 0 || !isFile(found)) return found;
  if (found.kind === "directory") return void 0;
  return found.content.known ? found.content.value : found.content;
}
function settingsOf2(call2) {
  const { args, texts: texts2, at } = call2;
  const given = (name) => optionOf2(args, name);
  const confdir = given("confdir");
  const file = given("config-file") ?? "/etc/confd/confd.toml";
  const elsewhere2 = confdir === void 0 && args.includes(null) ? otherFolder(texts2) : void 0;
  if (confdir === null || file === null || elsewhere2 !== void 0) {
    const why = `confd reads the folder ${elsewhere2 ?? "that it is given"}, and what it writes by that is unknown`;
    return unknown({ key: "folder of confd", why }, at);
  }
  const config = contentAt2(call2, resolvePath(call2.folder ?? "/", file));
  if (config !== void 0 && !("file" in config)) return config;
  const own = config === void 0 ? /* @__PURE__ */ new Map() : tomlTexts(config.file.text);
  const backend = given("backend") ?? own.get("backend");
  return {
    folder: confdir ?? own.get("confdir") ?? "/etc/confd",
    backend: args.includes(null) && given("backend") === void 0 ? void 0 : backend ?? "etcd"
  };
}
function optionOf2(args, name) {
  for (const [index, arg] of args.entries()) {
    if (arg === null) continue;
    const [option, value] = arg.replace(/^--?/, "").split(/=(.*)/s, 2);
    if (arg.startsWith("-") && option === name) return value ?? args[index + 1] ?? null;
  }
  return void 0;
}
function otherFolder(texts2) {
  for (const text3 of texts2) {
    for (const [, value = ""] of text3.matchAll(/-(?:confdir|config-file)[=\s]+["']?([^\s"']+)/g)) {
      if (/^\/etc\/confd(\/confd\.toml)?\/?$/.test(value)) continue;
      const [, name] = /^\$\{?(\w+)\}?/.exec(value) ?? [];
      const isTemporary = name !== void 0 && new RegExp(`\\b${name}=.*\\bmktemp\\b`).test(text3);
      const targets = [...text3.matchAll(/^\s*dest\s*=\s*["'](.*)["']/gm)].map(([, target = ""]) => target);
      if (!isTemporary || targets.some((target) => !/^\$\{?/.test(target) || !target.includes(name)))
        return value;
    }
  }
  return void 0;
}
function tomlTexts(text3) {
  return new Map(
    Array.from(
      text3.matchAll(/^[ \t]*([\w-]+)[ \t]*=[ \t]*(?:"([^"\\\n]*)"|'([^'\n]*)')[ \t]*(?:#.*)?$/gm),
      (match) => [match[1] ?? "", match[2] ?? match[3] ?? ""]
    )
  );
}
function resourceOf(call2, resource, { folder, backend }) {
  const texts2 = tomlTexts(resource.file.text);
  const [src, dest] = [texts2.get("src"), texts2.get("dest")];
  const at = resource.place();
  if (src === void 0 || !dest?.startsWith("/"))
    return unknown({ key: `confd ${at.file.path}`, why: "which file this template becomes is unknown" }, at);
  const template2 = contentAt2(call2, resolvePath(resolvePath(folder, "templates"), src));
  const path2 = resolvePath("/", dest);
  const mode = texts2.get("mode");
  const octal = mode !== void 0 && /^0?[0-7]{3}$/.test(mode) ? { mode: Number.parseInt(mode, 8) } : {};
  if (template2 === void 0 || !("file" in template2)) {
    const why = template2?.why ?? `its template ${src} is not in the image`;
    return {
      path: path2,
      content: unknown({ key: `template ${src}`, why: `confd writes ${path2}, but ${why}` }, at)
    };
  }
  const program = backend === "env" ? "confd env" : "confd";
  return { ...goTemplate(call2, { template: template2, path: path2, program }), ...octal };
}

// src/model/render/envplate.ts
var REFERENCE = /(\\*)\$\{([^}\n]+?)(?:(:-)([^}\n]*))?\}/g;
function hasReferences(text3) {
  return text3.match(REFERENCE) !== null;
}
function renderEnvplate(template2, { environment, budget }, maybe) {
  const { text: text3 } = template2.file;
  const out = new RenderedText(template2);
  const open = /* @__PURE__ */ new Set();
  let last = 0;
  for (const match of text3.matchAll(REFERENCE)) {
    const [whole, escapes = "", name = "", separator, other = ""] = match;
    const span = { start: match.index, end: match.index + whole.length };
    out.copy({ start: last, end: span.start });
    last = span.end;
    const value = maybe ? void 0 : environment(name);
    const known2 = value === null && separator !== void 0 ? other : value ?? void 0;
    budget?.spend(1 + (known2?.length ?? 0));
    if (escapes.length > 0) return { why: `the escapes before \${${name}} are not read`, span };
    if (known2 === void 0) {
      open.add(name);
      out.replace(span, `\${${name.replaceAll(/\W/g, "_")}}`);
    } else out.replace(span, known2);
  }
  out.copy({ start: last, end: text3.length });
  return { content: out.content(), open: [...open] };
}

// src/model/render/envsubst.ts
var REFERENCE2 = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;
function renderEnvsubst(template2, { environment, budget }, format) {
  const { text: text3 } = template2.file;
  const meant = format === void 0 ? void 0 : new Set(references(format).map(({ name }) => name));
  const out = new RenderedText(template2);
  const open = /* @__PURE__ */ new Set();
  let last = 0;
  for (const { name, span } of references(text3)) {
    if (meant?.has(name) === false) continue;
    out.copy({ start: last, end: span.start });
    last = span.end;
    const value = environment(name) ?? void 0;
    budget?.spend(1 + (value?.length ?? 0));
    if (value === void 0) open.add(name);
    out.replace(span, value ?? `\${${name}}`);
  }
  out.copy({ start: last, end: text3.length });
  return { content: out.content(), open: [...open] };
}
function references(text3) {
  return Array.from(text3.matchAll(REFERENCE2), ({ 0: whole, 1: braced, 2: plain4, index }) => ({
    name: braced ?? plain4 ?? "",
    span: { start: index, end: index + whole.length }
  }));
}

// src/model/render/programs.ts
function rendersOf(call2) {
  switch (call2.name) {
    case "confd":
      return confdRenders(call2);
    case "ep":
    case "envplate":
      return envplateRenders(call2);
    case "dockerize":
      return pairRenders(call2, "template");
    case "consul-template":
      return call2.args.some((arg) => /^--?config(=|$)/.test(arg ?? "")) ? { files: [], rest: unreadGenerator(call2) } : pairRenders(call2, "template");
    case "gomplate":
      return gomplateRenders(call2);
    case "envsubst":
      return envsubstRenders(call2);
    case "envtpl":
      return envtplRenders(call2);
    case "j2":
    case "jinja2":
    case "jinjanate":
    case "minijinja-cli":
      return jinjaRenders(call2);
    default:
      return void 0;
  }
}
function envsubstRenders(call2) {
  const { args, input, outputs = [], files, name } = call2;
  const [format, ...more] = args;
  if (input === void 0 || outputs.length === 0 || more.length > 0) return void 0;
  if (format === null || format?.startsWith("-")) return void 0;
  const template2 = files.lookup(input);
  if (!isFile(template2) || !template2.content.known) return void 0;
  const content = template2.content.value;
  const rendered2 = renderEnvsubst(content, call2, format);
  return {
    files: outputs.map((path2) => ({ path: path2, content: factOf(rendered2, { template: content, path: path2, name }) }))
  };
}
function filesAt({ files, folder }, word) {
  const path2 = resolvePath(folder ?? "/", word);
  const { files: found, others } = files.glob(path2);
  if (others !== void 0 && !isGlob(path2)) return others;
  return found.filter(({ kind }) => kind === "file");
}
function envplateRenders(call2) {
  const words = call2.args.filter((arg) => arg?.startsWith("-") !== true);
  const named6 = /* @__PURE__ */ new Map();
  for (const word of words) {
    const found = word === null ? void 0 : filesAt(call2, word);
    if (Array.isArray(found)) for (const { path: path2 } of found) named6.set(path2, false);
    else for (const { path: path2 } of call2.files.all) if (!named6.has(path2)) named6.set(path2, true);
  }
  const rendered2 = [];
  for (const [path2, maybe] of named6) {
    const file = call2.files.lookup(path2);
    if (!isFile(file) || !file.content.known || !hasReferences(file.content.value.file.text)) continue;
    const template2 = file.content.value;
    const one = renderEnvplate(template2, call2, maybe);
    rendered2.push({
      path: file.path,
      content: factOf(one, { template: template2, path: path2, name: call2.name }),
      ...maybe ? { either: true } : {}
    });
  }
  return { files: rendered2 };
}
function pairRenders(call2, option) {
  const { args } = call2;
  const files = [];
  let rest;
  const begins = new RegExp(`^--?${option}(?:=(.*))?$`, "s");
  for (const [index, arg] of args.entries()) {
    const found = begins.exec(arg ?? "");
    if (found === null) continue;
    const value = found[1] ?? args[index + 1];
    if (typeof value !== "string") rest ??= unreadGenerator(call2);
    else {
      const [from = "", to = ""] = value.split(":");
      if (to !== "") files.push(...templates(call2, { from, to }));
    }
  }
  if (args[0] === null || args.slice(0, Math.max(0, args.indexOf("--"))).includes(null))
    rest ??= unreadGenerator(call2);
  const isDelimited = args.some((arg) => /^--?delims/.test(arg ?? ""));
  return {
    files: isDelimited ? files.map(({ path: path2 }) => undelimited(call2, path2)) : files,
    ...rest === void 0 ? {} : { rest }
  };
}
function undelimited(call2, path2) {
  const why = `${call2.name} renders ${path2} with other delimiters than {{ and }}`;
  return { path: path2, content: unknown({ key: `delimiters ${path2}`, why }, call2.at) };
}
function templates(call2, { from, to }) {
  const folder = call2.folder ?? "/";
  const [source, target] = [resolvePath(folder, from), resolvePath(folder, to)];
  const found = call2.files.lookup(source);
  if (isFile(found) && found.kind === "directory") {
    const { files } = call2.files.under(found.path);
    return files.filter(({ kind }) => kind === "file").map((file) => rendered(call2, file, `${target}${file.path.slice(found.path.length)}`));
  }
  const into = call2.files.lookup(target);
  const path2 = isFile(into) && into.kind === "directory" ? resolvePath(target, baseName(source)) : target;
  return [rendered(call2, found, path2)];
}
function rendered(call2, template2, path2) {
  const { name, at } = call2;
  if (isFile(template2) && template2.content.known)
    return goTemplate(call2, { template: template2.content.value, path: path2, program: name });
  const why = isFile(template2) ? template2.content : template2;
  const clause = why !== void 0 && "why" in why ? why.why : "its template is not in the image";
  return {
    path: path2,
    content: unknown({ key: `template of ${path2}`, why: `${name} writes ${path2}, but ${clause}` }, at)
  };
}
function givenTo(args, options) {
  for (const [index, arg] of args.entries()) {
    if (arg === null) continue;
    const [option = "", value] = arg.split(/=(.*)/s, 2);
    if (options.test(option)) return value ?? args[index + 1] ?? null;
  }
  return void 0;
}
function gomplateRenders(call2) {
  const { args } = call2;
  const [file, out] = [givenTo(args, /^(-f|--file)$/), givenTo(args, /^(-o|--out)$/)];
  const [folder, into] = [givenTo(args, /^--input-dir$/), givenTo(args, /^--output-dir$/)];
  const isUnclear = [file, out, folder, into].includes(null) || args[0] === null;
  if (isUnclear || args.some((arg) => /^(--config|--output-map|--(left|right)-delim)/.test(arg ?? "")))
    return { files: [], rest: unreadGenerator(call2) };
  if (typeof folder === "string") return { files: templates(call2, { from: folder, to: into ?? "." }) };
  if (typeof out !== "string" || out === "-") return { files: [] };
  return { files: templates(call2, { from: file ?? "/dev/stdin", to: out }) };
}
function envtplRenders(call2) {
  const out = givenTo(call2.args, /^(-o|--output(-file)?)$/);
  const named6 = call2.args.filter(
    (arg, index) => arg?.startsWith("-") !== true && !/^-/.test(call2.args[index - 1] ?? "")
  );
  if (named6.includes(null) || out === null) return { files: [], rest: unreadGenerator(call2) };
  const [from] = named6;
  if (from === void 0) return { files: [] };
  if (out !== void 0) return { files: templates(call2, { from, to: out }) };
  const path2 = resolvePath(call2.folder ?? "/", from.replace(/\.(tpl|j2)$/, ""));
  return { files: [jinja(call2, path2)] };
}
function jinjaRenders(call2) {
  const out = givenTo(call2.args, /^(-o|--out(file|put)?|--outfile)$/);
  if (out === null) return { files: [], rest: unreadGenerator(call2) };
  return { files: out === void 0 ? [] : [jinja(call2, resolvePath(call2.folder ?? "/", out))] };
}
function jinja({ name, at }, path2) {
  const why = `${name} renders ${path2} when the container starts, and templates of Jinja are not evaluated`;
  return { path: path2, content: unknown({ key: `jinja ${path2}`, why }, at) };
}

// src/model/start/rendering.ts
function rendering(state, scripts, { files, before }) {
  const environmentOf2 = stageLookup(state);
  const texts2 = scripts.map(({ text: text3 }) => text3);
  const given = givenBy(scripts);
  return (script) => (call2) => {
    const environment = (name) => {
      if (isGivenElsewhere(given, name, script)) return void 0;
      if (call2.isOpen || given.has(name) || environmentOf2(name) !== void 0) return call2.lookup(name);
      return null;
    };
    const { budget } = state.work;
    const renders = rendersOf({
      ...call2,
      environment,
      texts: texts2,
      files: untouched(files, () => [...before, ...call2.effects]),
      budget
    });
    if (renders === void 0)
      return isGenerator(call2.name) && call2.args.includes(null) ? [generated(call2)] : void 0;
    const effects = renders.files.map(
      ({ path: path2, content, mode, either }) => ({
        kind: "write",
        path: path2,
        content,
        append: false,
        rendered: either === true ? "either" : "surely",
        ...mode === void 0 ? {} : { mode }
      })
    );
    const { rest } = renders;
    return rest === void 0 ? effects : [{ kind: "opaque", path: "/", why: anywhere(rest) }, ...effects];
  };
}
var KEY = "generator ";
function generated({ name, at }) {
  const why = `${name} writes files when the container starts, but which ones is unknown`;
  return { kind: "opaque", path: "/", why: unknown({ key: `${KEY}${name}`, why }, at) };
}
function anywhere(why) {
  return isGenerated(why) ? why : { ...why, key: `${KEY}${why.key}` };
}
function isGenerated({ key }) {
  return key.startsWith(KEY);
}
function whenStarted(placed3) {
  const { effect, at } = placed3;
  return effect.kind === "write" && effect.rendered ? { ...placed3, effect: doubtful(effect, at) } : placed3;
}
var GIVEN = /(?:^|[\s;&|"'])(?:export\s+(?:-\w\s+)?)?([A-Za-z_]\w*)=|\bexport\s+([A-Za-z_]\w*)|\/container_environment\/(\w+)/gm;
function givenIn(text3) {
  return Array.from(text3.matchAll(GIVEN), ([, set, exported, file]) => set ?? exported ?? file ?? "");
}
function givenBy(scripts) {
  const given = /* @__PURE__ */ new Map();
  for (const { text: text3 } of scripts)
    for (const name of givenIn(text3)) given.set(name, (given.get(name) ?? /* @__PURE__ */ new Set()).add(text3));
  return given;
}
function isGivenElsewhere(given, name, { text: text3 }) {
  const texts2 = given.get(name);
  return texts2 !== void 0 && (texts2.size > 1 || !texts2.has(text3));
}
function unsetAtStart(state, { scripts, others }) {
  if (others !== void 0) return () => false;
  const environmentOf2 = shellLookup(state);
  const given = givenBy(scripts);
  return (name) => environmentOf2(name) === "" && !state.variables.has(name) && !given.has(name);
}
function untouched(files, effects) {
  let changed3;
  const lookup = (path2) => {
    changed3 ??= changedBy(effects());
    const around = [path2, ...parentsOf(path2)].flatMap((folder) => changed3?.get(folder) ?? []);
    const [one] = around.sort((a, b) => a.number - b.number);
    if (one === void 0) return files.lookup(path2);
    const why = `${one.path} is written when the container starts`;
    return unknown({ key: `written at start ${one.path}`, why }, one.at);
  };
  return {
    entry: files.entry,
    under: files.under,
    glob: files.glob,
    lookup,
    get all() {
      return files.all;
    }
  };
}
function changedBy(effects) {
  const changed3 = effects.flatMap(({ effect, at }) => {
    if (!("path" in effect) && effect.kind !== "copy") return [];
    if (effect.kind === "owner" || effect.kind === "mode" || effect.kind === "folder" || effect.kind === "opaque")
      return [];
    if (effect.kind === "write" && effect.rendered) return [];
    return [{ path: effect.kind === "copy" ? effect.to : effect.path, at }];
  });
  return new Map(changed3.map((one, number) => [one.path, { ...one, number }]).reverse());
}

// src/model/start/writes.ts
var EMPTY = sourceFile("", "");
var NOTHING3 = { file: EMPTY, place: () => ({ file: EMPTY }) };
function startRuns(state, started, files) {
  const { scripts } = started;
  const before = [];
  const render = rendering(state, scripts, { files, before });
  const isUnset = unsetAtStart(state, started);
  const given = givenBy(scripts);
  const environment = startValues(state, isUnset);
  return scripts.map((script) => {
    const { text: text3, place, because: because2, sure } = script;
    const made = new MadeAccounts([...before]);
    const run3 = runShell({
      text: text3,
      place,
      folder: state.workdir,
      lookup: (name, raw) => isGivenElsewhere(given, name, script) ? void 0 : environment(name, raw),
      use: "start",
      isUnset,
      script: (path2) => startedElsewhere(files, path2),
      exists: (of, account) => made.exists(of, account, () => hasAccount(state, of, account)),
      because: because2,
      depth: 0,
      budget: state.work.budget,
      render: render(script)
    });
    const effects = sure ? run3.effects : run3.effects.map(whenStarted);
    for (const effect of effects) before.push(effect);
    const settled = sure && script.aside !== true ? settledEffects(run3.commands) : 0;
    return { text: text3, commands: run3.commands, effects, settled };
  });
}
function settledEffects(commands) {
  const first = commands.find(
    ({ name, args, background: background2 }) => background2 || isServiceTool(name) || isSupervisor(name) || isServer(name) && !isQuestion(name, told3(args.map(({ value }) => value)))
  );
  return first?.effectsBefore ?? Number.POSITIVE_INFINITY;
}
function told3(words) {
  return words.every((word) => word !== null) ? words : void 0;
}
function startLayers(state, started, runs2) {
  const starting = { ...state, layers: state.layers.copy(), user: starter(state, started) };
  const touched = runs2.map(({ effects }) => {
    const own = new Touched();
    for (const path2 of effects.flatMap(pathsOf3)) own.add(path2);
    return own;
  });
  for (const [number, run3] of runs2.entries()) {
    const anywhere2 = serverNamedIn(run3.text) !== void 0;
    const others = touched.filter((_, other) => other !== number);
    for (const [index, placed3] of run3.effects.entries()) {
      const isAlone = () => pathsOf3(placed3).every((path2) => !others.some((one) => one.meets(path2)));
      const settled = index < run3.settled && isAlone();
      state.work.budget.spend(others.length);
      for (const one of startLayer(starting, placed3, { anywhere: anywhere2, settled })) starting.layers.push(one);
    }
  }
  return starting.layers.slice(state.layers.length);
}
function starter(state, { programs }) {
  const first = containerUser(state, accountsOf(state));
  const isFirst = (user2) => first.known && user2.known && JSON.stringify(user2.value) === JSON.stringify(first.value);
  if (programs.every(({ user: user2 }) => isFirst(user2))) return state.user;
  return { spec: null, at: state.user?.at ?? state.from, own: false };
}
function startedElsewhere(files, path2) {
  const content = scriptAt(files.lookup(path2));
  if (content === void 0 || !("file" in content)) return content === void 0 ? void 0 : NOTHING3;
  return /^#!.*\b(python|perl|ruby|node|php)|^(import|from|use|require)\b/m.test(content.file.text) ? content : NOTHING3;
}
var UNKNOWN_SCRIPT = "unknown script";
function pathsOf3({ effect }) {
  if (effect.kind === "copy") return [effect.to];
  if (effect.kind === "owner" || effect.kind === "mode" || effect.kind === "folder") return [];
  return "path" in effect ? [effect.path] : [];
}
function isTold2(effect) {
  if (effect.kind === "write") return effect.content.known;
  return effect.kind === "edit" ? effect.sed !== void 0 : /^(link|remove|copy|switch)$/.test(effect.kind);
}
function startLayer(state, { effect, at, because: because2 }, { anywhere: anywhere2, settled }) {
  if (settled && isTold2(effect)) return fileLayers(state, effect, { at, because: because2 });
  const written3 = (path2, reason) => {
    const fixed = fixedPart(path2);
    if (fixed === "/" && effect.kind !== "opaque") return [];
    return [opaqueLayer(state.layers.real(fixed, false), unknown(reason, at))];
  };
  switch (effect.kind) {
    case "write":
      if (effect.rendered) return fileLayers(state, effect, { at, because: because2 });
      return written3(effect.path, {
        key: `written at start ${effect.path}`,
        why: `${effect.path} is written when the container starts`
      });
    case "edit":
    case "unpack":
      return written3(effect.path, {
        key: `written at start ${effect.path}`,
        why: `${effect.path} is written when the container starts`
      });
    case "switch":
      return effect.words.flat().flatMap(
        (name) => written3(`${effect.path}/${name}${endingOf(effect.of)}`, {
          key: `changed at start ${effect.path}`,
          why: `${effect.path} is changed when the container starts`
        })
      );
    case "link":
    case "remove":
      return written3(effect.path, {
        key: `changed at start ${effect.path}`,
        why: `${effect.path} is changed when the container starts`
      });
    case "copy":
      return written3(effect.to, {
        key: `written at start ${effect.to}`,
        why: `${effect.to} is written when the container starts`
      });
    case "opaque": {
      if (effect.path === "/" && !anywhere2 && !isGenerated(effect.why) && effect.why.key !== UNKNOWN_SCRIPT)
        return [];
      const hiding2 = written3(effect.path, effect.why);
      const isKnown = settled && effect.instead !== void 0 && isTold2(effect.instead.effect);
      return isKnown ? eitherWay(hiding2, { state, effect, where: { at, because: because2 } }) : hiding2;
    }
    case "folder":
    case "touch":
      return fileLayers(state, effect, { at, because: because2 });
    case "owner": {
      const owner = unknown(
        {
          key: `owner of ${effect.path}`,
          why: `the owner of ${effect.path} is set when the container starts`
        },
        at
      );
      return fileLayers(state, { ...effect, owner }, { at, because: because2 });
    }
    case "mode": {
      const mode = unknown(
        { key: `mode of ${effect.path}`, why: `the mode of ${effect.path} is set when the container starts` },
        at
      );
      return fileLayers(state, { ...effect, mode }, { at, because: because2 });
    }
    default:
      return [];
  }
}

// src/model/runs/accounts.ts
function accountsAtStart(accounts, runs2) {
  if (accounts.others !== void 0) return accounts;
  const made = runs2.map(makesAccounts).find((found) => found !== void 0);
  if (made === void 0) return accounts;
  const why = `users are created when the container starts, by ${made.what}`;
  return { ...accounts, others: unknown({ key: `users by ${made.what}`, why }, made.at) };
}
function makesAccounts({
  effects,
  commands
}) {
  const command2 = commands.find(({ name }) => isAccountMaker(name));
  if (command2 !== void 0) return { what: command2.name, at: command2.programAt };
  const written3 = effects.find(
    ({ effect }) => (effect.kind === "write" || effect.kind === "edit") && /^\/etc\/(passwd|group)$/.test(effect.path)
  );
  return written3 && "path" in written3.effect ? { what: written3.effect.path, at: written3.at } : void 0;
}

// src/model/stock/programs/background.ts
var front = (...options) => ({
  usual: "background",
  other: options.map((option) => [option])
});
var back = (...options) => ({ ...front(...options), usual: "front" });
var WAYS = {
  sshd: { ...front("-D", "-d", "-i", "-t", "-T", "-V", "-G"), valued: "bCcEfghkopu" },
  proftpd: { ...front("-n", "--nodaemon", "-t", "-v", "-V", "-l", "-L"), valued: "cdDpSN" },
  dovecot: { ...front("-F", "-n", "-a"), valued: "ci" },
  squid: { ...front("-N", "--foreground", "-z", "-k", "-v", "-h"), valued: "acdflmnpukO" },
  named: { ...front("-g", "-f", "-v", "-V", "-C"), valued: "AcdDELMmnNpPStTUuxX" },
  slapd: { ...front("-d", "-T", "-V"), valued: "TdfFhlnorsSugc" },
  memcached: { ...back("-d", "--daemon"), valued: "apsUmcluPfntDRbBIYeoN" },
  varnishd: { ...front("-F", "-d", "-C", "-x", "-V", "-?"), valued: "abfhiIjlMnPprSsTtWxE" },
  "avahi-daemon": back("-D", "--daemonize"),
  dnsmasq: {
    ...front("-k", "--keep-in-foreground", "-d", "--no-daemon", "--test", "-v", "--version", "--help", "-w"),
    valued: "rmpclsitugaxSCATHQIBFGOMXVUjPJWY246780",
    config: {
      by: ["-C", "--conf-file"],
      path: "/etc/dnsmasq.conf",
      line: /^[ \t]*(keep-in-foreground|no-daemon)\b/m,
      includes: /^[ \t]*conf-(file|dir)=/m
    }
  },
  mosquitto: { ...back("-d", "--daemon"), valued: "cp" },
  unbound: {
    ...front("-d", "-h", "-V"),
    valued: "c",
    config: {
      by: ["-c"],
      path: "/etc/unbound/unbound.conf",
      line: /^[ \t]*do-daemonize:[ \t]*"?no\b/m,
      includes: /^[ \t]*include(-toplevel)?:/m
    }
  },
  chronyd: { ...front("-d", "-n", "-q", "-Q", "-p", "-v", "-h"), valued: "fFlLPtu" },
  ntpd: { ...front("-n", "--nofork", "-q", "-d", "-V"), valued: "cfiIklprstuvwDPUx" },
  lighttpd: { ...front("-D", "-t", "-tt", "-p", "-1", "-v", "-V", "-h", "-i"), valued: "fmi" },
  haproxy: {
    ...back("-D"),
    keeps: ["-db", "-d", "-Ws"],
    valued: "fCLnNmpSx",
    config: { by: ["-f"], line: /^[ \t]*daemon\b/m }
  },
  tinyproxy: { ...front("-d", "-v", "-h"), valued: "c" },
  privoxy: front("--no-daemon", "--version", "--help", "--config-test"),
  rsyslogd: { ...front("-n", "-d", "-N", "-v"), valued: "fiuMNQ" },
  cron: { ...front("-f"), valued: "L" },
  smbd: { ...front("-F", "--foreground", "-i", "--interactive", "-b", "-V"), valued: "dlsp" },
  nmbd: { ...front("-F", "--foreground", "-i", "--interactive", "-V"), valued: "dlsp" },
  atd: { ...front("-f", "-d", "-s"), valued: "lb" },
  dropbear: { ...front("-F", "-i", "-V"), valued: "bcdrpPWKITD" },
  snmpd: { ...front("-f", "-v", "-h", "-H"), valued: "cCDgIlLmMnpPuUx" },
  rpcbind: front("-f", "-d"),
  keepalived: { ...front("-n", "--dont-fork", "-t", "--config-test", "-v"), valued: "fSgpcrmixu" },
  xinetd: front("-dontfork", "-d", "-version"),
  "redis-server": {
    usual: "front",
    other: [["--daemonize", /^yes$/i]],
    config: { by: [""], line: /^[ \t]*daemonize[ \t]+yes\b/im, includes: /^[ \t]*include\b/im }
  },
  tor: {
    usual: "front",
    valued: "f",
    other: [["--RunAsDaemon", /^1$/]],
    config: { by: ["-f"], line: /^[ \t]*RunAsDaemon[ \t]+1\b/im, includes: /^[ \t]*%include\b/im }
  },
  uwsgi: { usual: "front", other: [["--daemonize"], ["-d"]] },
  openvpn: back("--daemon"),
  clamd: {
    ...front("-F", "--foreground", "-V", "--version", "-h", "--help"),
    valued: "c",
    config: {
      by: ["-c", "--config-file"],
      path: "/etc/clamav/clamd.conf",
      line: /^[ \t]*Foreground[ \t]+(yes|true|1)\b/im
    }
  }
};
function goesBehind({ program, args, config }) {
  const way = ownValue(WAYS, baseName(program));
  if (way === void 0 || args.some((arg) => arg === null)) return void 0;
  const options = spelled(args, way);
  const isBack = way.usual === "background";
  if (way.other.some(([name, value]) => options.some((option) => matches(option, name, value))))
    return !isBack;
  if (way.config === void 0 || way.keeps?.some((name) => options.some((option) => option.name === name)))
    return isBack;
  const { by, path: path2, line, includes } = way.config;
  const named6 = options.find(({ name }) => by.includes(name));
  const file = named6 === void 0 ? path2 : named6.value;
  if (file === void 0) return isBack;
  const text3 = file === null ? void 0 : config(file);
  if (text3 === void 0) return void 0;
  if (line.test(text3)) return !isBack;
  return includes?.test(text3) ? void 0 : isBack;
}
function spelled(args, { valued = "", other, keeps = [] }) {
  const words = new Set([...other.map(([name]) => name), ...keeps].filter((name) => /^-[^-]./.test(name)));
  return args.flatMap(
    (arg, i) => arg !== null && words.has(arg) ? [{ name: arg }] : i === 0 ? optionsOf(
      args.filter((word) => !words.has(word ?? "")),
      valued
    ) : []
  );
}
function matches(option, name, value) {
  return option.name === name && (value === void 0 || value.test(option.value ?? ""));
}

// src/model/runs/conflicts.ts
function afterConflict({ nginx, apache }, { programs }) {
  if (isOff2(nginx) || isOff2(apache)) return { nginx, apache };
  const conflicts2 = conflictsOf([...nginx.listeners, ...apache.listeners]);
  const [conflict] = conflicts2;
  const order = [programs.findIndex(isNginx), programs.findIndex(isApache)];
  if (conflict === void 0 || order.includes(-1)) return { nginx, apache };
  const second = order[0] < order[1] ? "apache" : "nginx";
  if (second === "apache" && conflicts2.every(({ first, second: other }) => fallsBack(first, other))) {
    return { nginx, apache: { ...apache, listeners: apache.listeners.map(withoutIpv6(nginx)) } };
  }
  const late = programs[order[second === "apache" ? 1 : 0]];
  const listener = conflict.first.server === second ? conflict.first : conflict.second;
  const note3 = `port ${listener.port} is taken by ${second === "apache" ? "nginx" : "Apache"}, which starts first`;
  const sure = programs[order[0]]?.sure === true && programs[order[1]]?.sure === true && late.supervised !== true;
  const died = { at: listener.at, note: note3 };
  const because2 = [...listener.because, died];
  const starts = sure ? known(false, listener.at, because2) : unknown({ key: `port ${listener.port}`, why: note3 }, listener.at);
  if (second === "nginx")
    return { nginx: { ...nginx, starts }, apache: ended(apache, { late, programs, died, sure }) };
  return { nginx: ended(nginx, { late, programs, died, sure }), apache: { ...apache, starts } };
}
function ended(other, {
  late,
  programs,
  died,
  sure
}) {
  const isEntry2 = late === programs.at(-1) && !(late.args.length === 1 && late.args[0] === null);
  if (!sure || !isEntry2) return other;
  const note3 = "the container ends with it, since it is its first process";
  return { ...other, starts: known(false, late.at, [died, { at: late.at, note: note3 }]) };
}
function isOff2({ starts }) {
  return starts.known && !starts.value;
}
function isNginx({ program }) {
  return isServerItself(program, "nginx");
}
function isApache({ program }) {
  return isServerItself(program, "apache");
}
function fallsBack(one, other) {
  const [nginx, apache] = one.server === "nginx" ? [one, other] : [other, one];
  return nginx.address === "::" && apache.address === "*";
}
function withoutIpv6(nginx) {
  const ports = new Set(nginx.listeners.filter(({ address: address2 }) => address2 === "::").map(({ port: port2 }) => port2));
  return (listener) => listener.address === "*" && ports.has(listener.port) ? { ...listener, address: "0.0.0.0" } : listener;
}

// src/model/runs/readable.ts
function unreadableConfig({ loaded, master, kind }, files, accounts) {
  if (!master.known || master.value.root) return void 0;
  const user2 = master.value;
  for (const { container } of loaded) {
    const closed2 = closedBy({ files, file: container, bits: READ }, { user: user2, accounts });
    if (closed2 === void 0) continue;
    const note3 = `${quotedUser(user2)} cannot read ${container.path}, so ${SERVER_NAMES[kind]} does not start`;
    const { path: path2, mode, at, because: because2 } = closed2;
    const bits = mode.known ? mode.value.toString(8).padStart(4, "0") : "closed";
    const help = `${path2} has mode ${bits}: copy it with --chmod, or give it to this user with --chown`;
    return { key: `unreadable ${container.path}`, at, note: note3, help, because: because2 };
  }
  return void 0;
}

// src/model/runs/stops.ts
function startStops({ broken, programs }) {
  if (broken !== void 0) return [broken];
  return programs.flatMap((program, index) => {
    const goesOn2 = program.stays || program.supervised === true || index === programs.length - 1;
    return program.refused === void 0 || !program.sure || !goesOn2 ? [] : [withChain(program, program.refused)];
  });
}
function absentStops({ kind, absent: absent3 }) {
  return absent3.map(({ kind: what, path: path2, at, note: note3 }) => ({
    key: `absent ${path2}`,
    at,
    note: what === "file" ? `${note3}, so ${SERVER_NAMES[kind]} does not start` : note3,
    help: what === "file" ? `copy it to ${path2}, or start ${SERVER_NAMES[kind]} with another file` : `add RUN mkdir -p ${path2}`
  }));
}
function withChain({ because: because2 }, stop3) {
  return because2.length === 0 ? stop3 : { ...stop3, because: because2 };
}
function corruptPidFile({ written: written3, installed }, files) {
  const path2 = written3.find(({ kind }) => kind === "pid")?.path;
  const file = path2 === void 0 ? void 0 : files.lookup(path2);
  if (!isFile(file) || file.kind !== "file") return void 0;
  const { content, from } = file;
  const isTouched = !content.known && content.ofBase && from === "run" && installed.from === "package";
  const text3 = content.known ? content.value.file.text : isTouched ? "" : void 0;
  if (text3 === void 0 || /^\d/.test(text3)) return void 0;
  const what = text3 === "" ? "is empty" : "does not begin with a number";
  const note3 = `pid file ${path2} ${what}, so Apache does not start`;
  return { key: `pid file ${path2}`, at: file.at, note: note3, help: `remove ${path2} from the image` };
}

// src/model/runs/ends.ts
function endedStarts(servers, started, { user: user2, runtime, accounts, files, written: written3 }) {
  const ended3 = containerEnd(servers, started, files);
  const end = noSuchUser(user2, accounts) ?? factOf2(ended3);
  const stops = [...startStops(started), ...ended3 === void 0 ? [] : [ended3]];
  const judged = (server) => {
    if (isStarted(server)) stops.push(...absentStops(server));
    if (server === void 0 || !server.starts.known || !server.starts.value) return server;
    const stop3 = unreadableConfig(server, files, accounts) ?? (server.kind === "apache" ? corruptPidFile(server, files) : void 0);
    if (stop3 !== void 0) stops.push(stop3);
    const reason = end ?? closedPort(server, user2, runtime) ?? factOf2(stop3);
    const open = server.incomplete !== void 0 && written3.has(server.incomplete) ? server.incomplete : void 0;
    const starts = reason ?? open;
    return starts === void 0 ? server : { ...server, starts };
  };
  const nginx = openUser(judged(servers.nginx), accounts);
  const apache = judged(servers.apache);
  return nginx === void 0 || apache === void 0 ? { nginx, apache, stops } : { ...afterConflict({ nginx, apache }, started), stops };
}
function factOf2(stop3) {
  return stop3 && known(false, stop3.at, [...stop3.because ?? [], stop3]);
}
function containerEnd({ nginx, apache }, { programs, others, leaves: leaves2, waits }, files) {
  if (waits > 0 && waits === programs.length) return void 0;
  const first = programs.findLast(({ supervised }) => supervised !== true);
  if (first !== void 0 && isSupervisor(first.program) && first.sure && others === void 0 && leaves2 !== void 0) {
    return leaves2;
  }
  const last = programs.at(-1);
  if (last === void 0 || others !== void 0 || !last.sure || last.supervised === true) return void 0;
  if (programs.some(({ stays, supervised }) => stays && supervised === true)) return void 0;
  if (last.detached === true)
    return background(last.program, last, "start it in the foreground, or wait for it at the end");
  const config = (path2) => textAt2(files, path2);
  if (last.refused === void 0 && goesBehind({ ...last, config }) === true)
    return background(last.program, last, "start it in the foreground: its manual names the option");
  const server = serverProgram(last.program);
  if (server === void 0 || server.product !== server.kind) return void 0;
  if (staysInFront2(last, server, { nginx, apache })) return void 0;
  return background(SERVER_NAMES[server.kind], last, FOREGROUND[server.kind]);
}
function textAt2(files, path2) {
  const found = files.lookup(path2);
  return isFile(found) && found.content.known ? found.content.value.file.text : void 0;
}
function background(name, { at, because: because2 }, help) {
  const note3 = `${name} goes into the background, so the container ends at once`;
  return { key: `background ${name.toLowerCase()}`, at, note: note3, help, because: because2 };
}
var FOREGROUND = {
  nginx: `add -g "daemon off;" to its command`,
  apache: "start it with apache2ctl -D FOREGROUND, or with the image's own httpd-foreground"
};
function staysInFront2({ args }, server, { nginx }) {
  const byService = args.length === 1 && args[0] === null;
  if (byService) return false;
  if (server.inFront === true || args.some((arg) => arg === null)) return true;
  const words = args;
  if (server.kind === "apache")
    return words.some((word, i) => word === "-X" || isForeground(word, words[i + 1]));
  const globals = words.flatMap(
    (word, i) => word === "-g" ? [words[i + 1] ?? ""] : word.startsWith("-g") ? [word.slice(2)] : []
  );
  if (/\b(daemon|master_process)\s+off\b/.test(globals.at(-1) ?? "")) return true;
  if (nginx === void 0 || nginx.incomplete !== void 0 || !nginx.masterProcess) return true;
  return nginx.loaded.some(
    ({ parsed }) => parsed.directives.some(({ name, args: values }) => name.value === "daemon" && values[0]?.value === "off")
  );
}
function isForeground(word, next) {
  const defined = word === "-D" ? next : word.startsWith("-D") ? word.slice(2) : void 0;
  return defined !== void 0 && /^(FOREGROUND|NO_DETACH|ONE_PROCESS|DEBUG)$/.test(defined);
}
function closedPort(server, user2, runtime) {
  const { master } = server;
  if (runtime === void 0 || !master.known || !user2.known) return void 0;
  const closed2 = server.listeners.find(({ port: port2 }) => mayBind({ runtime }, master.value, port2) === "no");
  if (closed2 === void 0) return void 0;
  const note3 = `${quotedUser(master.value)} cannot bind port ${closed2.port} on ${runtimeNames[runtime]}`;
  return known(false, closed2.at, [{ at: closed2.at, note: note3 }]);
}
function noSuchUser(user2, { users, groups, others }) {
  if (!user2.known || others !== void 0) return void 0;
  const { name, uid, group, root } = user2.value;
  const missing = name !== void 0 && uid === void 0 && !root && !users.some((account) => account.name === name);
  const noGroup = group !== void 0 && !/^\d+$/.test(group) && !groups.some((account) => account.name === group);
  if (!missing && !noGroup) return void 0;
  const what = missing ? `user ${name}` : `group ${group}`;
  return known(false, user2.at, [
    { at: user2.at, note: `there is no ${what} in the image, so the container does not start` }
  ]);
}
function openUser(nginx, { users, others }) {
  if (nginx === void 0 || others === void 0 || !nginx.starts.known || !nginx.starts.value) return nginx;
  if (!nginx.master.known || !nginx.master.value.root) return nginx;
  const open = nginx.userDirectives.find(({ value }) => !users.some(({ name }) => name === value.user));
  return open === void 0 ? nginx : { ...nginx, starts: others };
}

// src/model/runs/processes.ts
function processesOf(state, started, { user: user2, files }) {
  const programs = processesThatStay(started, state, files);
  const list2 = programs.map(
    ({ program, args, user: own, at, because: because2, stays, supervised, setId, refused: refused4, givesUpRoot }) => ({
      program,
      stays,
      args: args.map((arg) => arg ?? "\u2026"),
      user: own,
      ...supervised && { supervised },
      ...givesUpRoot === void 0 ? {} : { givesUpRoot },
      at,
      because: because2,
      ...setId === void 0 || refused4 !== void 0 ? {} : { setId }
    })
  );
  return {
    list: list2,
    ...started.others === void 0 ? {} : { others: started.others },
    stepsDown: stepsDownFact({ state, started, programs, user: user2 })
  };
}
function processesThatStay({ programs }, state, files) {
  return programs.map((program, index) => ({
    ...program,
    stays: program.stays || index === programs.length - 1 || goesToBackground(program.program),
    givesUpRoot: stepsDownByItself({
      ...program,
      config: (path2) => configText(state, files, path2),
      packages: state.packages
    })
  }));
}
function configText({ from, steps }, files, path2) {
  const found = files.lookup(path2);
  if (found === void 0) return "untouched";
  if (!isFile(found))
    return [from, ...steps.map(({ stage }) => stage.at)].some((at) => isSameStart(found.at, at)) ? "untouched" : void 0;
  return found.content.known ? found.content.value.file : void 0;
}
function stepsDownFact({
  state,
  started,
  programs,
  user: user2
}) {
  const at = started.programs.at(-1)?.at ?? state.from;
  let doubt2 = started.others;
  for (const { program, user: own, at: place, stays, givesUpRoot } of programs) {
    if (!stays) continue;
    if (!own.known) doubt2 ??= own;
    else if (own.value.root && user2.known) {
      const itself = isSupervisor(program) ? true : givesUpRoot;
      if (itself === false)
        return known(false, place, [{ at: place, note: `${program} keeps the user that it is started as` }]);
      if (itself === void 0)
        doubt2 ??= unknown(
          { key: `root of ${program}`, why: `whether ${program} drops root itself is unknown` },
          place
        );
    }
  }
  if (doubt2 !== void 0) return doubt2;
  return started.programs.length === 0 ? unknown({ key: "nothing started", why: "nothing is started" }, at) : known(true, at);
}

// src/model/runs/server-starts.ts
function startsFact(program, { started, installed, path: path2 }) {
  const { broken } = started;
  if (broken !== void 0) return known(false, broken.at, [broken]);
  const refused4 = program?.refused;
  if (refused4 !== void 0) return known(false, refused4.at, [...program?.because ?? [], refused4]);
  const unfound = program === void 0 ? void 0 : offPath(program, installed, path2);
  if (unfound !== void 0) return known(false, unfound.at, [unfound]);
  const elsewhere2 = program === void 0 ? void 0 : notThere(program, installed);
  if (elsewhere2 !== void 0) return elsewhere2;
  if (program?.doubt !== void 0) return program.doubt;
  const second = program && anotherStart(program, started);
  if (second !== void 0) return second;
  if (program?.sure === true) return known(true, program.at, program.because);
  if (program?.doubt !== void 0) return program.doubt;
  if (program !== void 0)
    return unknown(
      {
        key: `condition ${installed.install.kind}`,
        why: `${SERVER_NAMES[installed.install.kind]} is started only under a condition`
      },
      program.at
    );
  if (started.others !== void 0) return started.others;
  const last = started.programs.at(-1);
  const at = last?.at ?? installed.at;
  const what = last === void 0 ? "the image starts nothing" : `the image starts ${last.program}, but nothing that starts ${SERVER_NAMES[installed.install.kind]}`;
  return known(false, at, [{ at, note: what }]);
}
var CHOOSING = { nginx: /^-[cp]/, apache: /^-[fdcCD]/ };
function anotherStart(program, { programs }) {
  const kind = serverProgram(program.program)?.kind;
  const chosen2 = (one) => JSON.stringify(
    one.args.flatMap((arg, index) => {
      if (kind === void 0 || !CHOOSING[kind].test(arg ?? "")) return [];
      return arg?.length === 2 ? [arg, one.args[index + 1] ?? null] : [arg];
    })
  );
  const other = programs.find(
    (one) => one !== program && one.stays && one.refused === void 0 && serverProgram(one.program)?.kind === kind && chosen2(one) !== chosen2(program)
  );
  if (other === void 0) return void 0;
  const why = `${program.program} is started twice, and here with another configuration`;
  return unknown({ key: `second ${program.program}`, why }, other.at);
}
function searchPathOf(state) {
  return keptVariable(state.variables.get("PATH"))?.value ?? void 0;
}
function offPath({ path: given, program, at, sure }, { install: install2 }, path2) {
  if (given !== void 0 || path2 === void 0 || !sure) return void 0;
  const folder = parentOf(install2.program);
  if (path2.split(":").some((part) => part === folder || part === folder.replace("/usr", "")))
    return void 0;
  return {
    key: `PATH ${program}`,
    at,
    note: `${program} is not found: PATH does not hold ${folder}`,
    help: `add ${folder} to PATH, which is ${path2}`
  };
}
function notThere({ path: given, program, at }, { install: install2 }) {
  if (given === void 0) return void 0;
  if (baseName(install2.program) !== program || given === install2.program || given === install2.program.replace("/usr", ""))
    return void 0;
  return unknown(
    {
      key: `another ${given}`,
      why: `${given} is started here, but ${install2.title} puts it at ${install2.program}`
    },
    at
  );
}

// src/model/files/branches.ts
function takenWays(layers, ways) {
  const taken3 = new Layers();
  for (const layer of layers) {
    const branches = layer.either?.branches ?? [];
    if (branches.some(({ of, way }) => ways.has(of) && ways.get(of) !== way)) continue;
    const isTaken = layer.either !== void 0 && branches.every(({ of }) => ways.has(of));
    taken3.push(...isTaken && layer.either ? layer.either.layers(taken3) : [layer]);
  }
  return taken3;
}
function openBranch(layers, why, ways) {
  for (const { opaque, either } of layers) {
    if (either === void 0 || opaque === void 0 || !isSame2(opaque.why, why)) continue;
    const open = either.branches.find(({ of }) => !ways.has(of));
    if (open !== void 0) return open;
  }
  return void 0;
}
function isSame2(one, other) {
  return one.key === other.key && one.at.file === other.at.file && one.at.span?.start === other.at.span?.start;
}

// src/model/runs/ways.ts
var MOST_WAYS = 16;
function onAllWays(layers, read2) {
  const first = read2(layers);
  return { ...first, ...agreed(first, { layers, read: read2, ways: /* @__PURE__ */ new Map(), left: MOST_WAYS }) };
}
function agreed(servers, readings) {
  const { layers, read: read2, ways, left } = readings;
  const branch2 = inTheWay(servers, readings);
  if (branch2 === void 0 || branch2.ways > left) return servers;
  const others = Array.from({ length: branch2.ways }, (_, way) => {
    const taken3 = new Map([...ways, [branch2.of, way]]);
    const one = read2(takenWays(layers, taken3));
    return agreed(one, { ...readings, ways: taken3, left: Math.floor(left / branch2.ways) });
  });
  return {
    nginx: servers.nginx && withAgreed(
      servers.nginx,
      others.map(({ nginx }) => nginx)
    ),
    apache: servers.apache && withAgreed(
      servers.apache,
      others.map(({ apache }) => apache)
    )
  };
}
function inTheWay({ nginx, apache }, { layers, ways }) {
  const reasons = [nginx, apache].flatMap((server) => server === void 0 ? [] : openFacts(server));
  if (reasons.length === 0) return void 0;
  for (const reason of reasons) {
    const branch2 = openBranch(layers, reason, ways);
    if (branch2 !== void 0) return branch2;
  }
  return void 0;
}
function openFacts({ starts, workers: workers2, listenersIncomplete }) {
  const facts = [starts, workers2, listenersIncomplete];
  return facts.flatMap((fact) => fact === void 0 || fact.known ? [] : [fact]);
}
function withAgreed(server, readings) {
  const read2 = readings.filter((one) => one !== void 0);
  const [first] = read2;
  if (first === void 0 || read2.length < readings.length) return server;
  const { listenersIncomplete, ...rest } = server;
  const isComplete = read2.every((one) => one.listenersIncomplete === void 0) && isSame3(read2, sockets);
  return {
    ...isComplete ? { ...rest, listeners: first.listeners } : server,
    ...!server.starts.known && read2.every(goesOn) ? { starts: first.starts } : {},
    ...!server.workers.known && isSame3(read2, workers) ? { workers: first.workers } : {}
  };
}
function goesOn({ starts }) {
  return starts.known && starts.value;
}
function sockets({ listeners }) {
  return listeners.map(({ address: address2, port: port2 }) => `${address2} ${port2}`).sort();
}
function workers({ workers: user2 }) {
  return user2.known ? user2.value : void 0;
}
function isSame3(servers, of) {
  const found = servers.map((server) => JSON.stringify(of(server)));
  return found[0] !== void 0 && found.every((one) => one === found[0]);
}

// src/parsers/shell/dialects.ts
function foreignConstructs(text3, dialect) {
  try {
    const source = unixText(text3);
    const script = lazy_unbash_parse(source.text);
    if ((script.errors ?? []).length > 0) return [];
    return script.commands.flatMap((statement) => {
      const found = [];
      look(statement, { source, dialect, found, isRun: statement.background !== true });
      return found.map(({ node, ...rest }) => ({
        ...rest,
        span: nodeSpan(source, node),
        from: source.offset(statement.pos)
      }));
    });
  } catch {
    return [];
  }
}
var CHOOSING2 = /* @__PURE__ */ new Set(["If", "While", "Case", "AndOr", "For"]);
var APART = /* @__PURE__ */ new Set([
  "Function",
  "Subshell",
  "Pipeline",
  "Coproc",
  "CommandExpansion",
  "ProcessSubstitution",
  "HereDoc",
  "ArithmeticFor",
  "Select"
]);
function look(node, looking) {
  const { dialect, found, isRun: isRun3, source } = looking;
  const what = syntaxOf(node, dialect, source);
  if (what !== void 0) found.push({ what, when: "read", node: firstLine2(node, source) });
  const expansion = expansionOf(node, dialect);
  if (expansion !== void 0 && isRun3)
    found.push({ what: expansion, when: "run", node });
  let isFirst = true;
  lazy_unbash_forEachChild(node, (child) => {
    const isOwn2 = !CHOOSING2.has(node.type) || isFirst || node.type === "For" && child.type === "Word";
    look(child, { ...looking, isRun: isRun3 && isOwn2 && !APART.has(node.type) });
    isFirst = false;
  });
}
function firstLine2(node, { text: text3 }) {
  const { pos, end } = node;
  const line = text3.indexOf("\n", pos);
  return { pos, end: line < 0 ? end : Math.min(line, end) };
}
function syntaxOf(node, dialect, { text: text3 }) {
  switch (node.type) {
    case "Assignment":
      return node.value.type === "ArrayValue" ? "arrays" : void 0;
    case "HereString":
      return '"<<<"';
    case "ArithmeticFor":
      return '"for (("';
    case "Select":
      return '"select"';
    case "CaseItem":
      return node.terminator === ";&" || node.terminator === ";;&" ? `"${node.terminator}"` : void 0;
    case "Pipeline":
      return node.operators.some((operator2) => operator2 === "|&") ? '"|&"' : void 0;
  }
  if (dialect === "ash") return void 0;
  if (node.type === "ProcessSubstitution") return `"${node.operator}("`;
  if (node.type === "Function" && /^function\s/.test(text3.slice(node.pos, node.pos + 9))) return '"function"';
  return void 0;
}
function expansionOf(node, dialect) {
  if (node.type !== "ParameterExpansion") return void 0;
  const { operation, index, prefix, text: text3 } = node;
  const isRefused2 = index !== void 0 || prefix === "!" || operation?.type === "CaseModification" || dialect === "dash" && (operation?.type === "Replace" || operation?.type === "Slice");
  return isRefused2 ? `"${text3}"` : void 0;
}

// src/model/shell/dialect.ts
var UNKNOWN = {
  dash: /^(\[\[|source|declare|typeset|shopt|pushd|popd|dirs|let|mapfile|readarray|enable|builtin|disown|coproc)$/,
  ash: /^(declare|typeset|shopt|pushd|popd|dirs|mapfile|readarray|enable|builtin|disown|coproc)$/
};
function lacksBuiltin(dialect, name) {
  return UNKNOWN[dialect].test(name);
}
function asksToStop(text3) {
  return /\s-\w*e/.test(text3.split("\n", 1)[0] ?? "");
}
function scriptEnd(text3, dialect, { stopsAtErrors }) {
  const { commands, functions } = parseShell(text3, "start");
  const own = new Set(functions.map(({ name }) => name));
  const left = commands.find((command3) => isSure2(command3) && leaves(command3));
  const [refused4] = foreignConstructs(text3, dialect);
  const command2 = refusedCommand(commands, { dialect, own, stopsAtErrors });
  const ends = [
    ...refused4 === void 0 ? [] : [refused4],
    ...command2 ? [command2] : []
  ];
  const startOf3 = (end) => end === refused4 ? refused4.from : end.span.start;
  const [first] = ends.toSorted((one, other) => startOf3(one) - startOf3(other));
  return first === void 0 || left !== void 0 && left.span.start < startOf3(first) ? void 0 : first;
}
function leaves({ words }) {
  const [name, ...args] = words.map(({ text: text3 }) => text3);
  return name === "exit" || name === "exec" && args.length > 0;
}
function isSure2({ certainty, subshell, pipe }) {
  return certainty === "always" && !subshell && pipe === void 0;
}
function refusedCommand(commands, { dialect, own, stopsAtErrors }) {
  let stops = stopsAtErrors;
  for (const command2 of commands) {
    const [name = null, ...args] = command2.words.map(({ text: text3 }) => text3);
    if (name === null || own.has(name) || !isSure2(command2)) continue;
    const what = refusedBuiltin(name, args, dialect);
    if (what !== void 0) return { what: `"${what}"`, span: command2.span };
    if (stops && !command2.caught && command2.asks !== true && UNKNOWN[dialect].test(name))
      return { what: `"${name}"`, span: command2.span };
    if (name === "set") stops = errorsStop(args, stops);
  }
  return void 0;
}
function refusedBuiltin(name, args, dialect) {
  if (name === "export" && args[0] === "-f") return "export -f";
  if (dialect === "ash") return void 0;
  if (name === "exec" && args[0] === "-a") return "exec -a";
  if (name !== "set") return void 0;
  const index = args.indexOf("pipefail");
  return index > 0 && /^-\w*o$/.test(args[index - 1] ?? "") ? "set -o pipefail" : void 0;
}
function errorsStop(args, before) {
  for (const arg of args) {
    if (arg === null || arg === "--") return before;
    if (/^-\w*e/.test(arg) || arg === "errexit") return true;
    if (/^\+\w*e/.test(arg)) return false;
  }
  return before;
}

// src/model/stages/dialect.ts
function dialectOfSh({ system, layers }, files) {
  const sh = files.entry("/bin/sh");
  const isOwn2 = isFile(sh) && (sh.from === "run" || sh.from === "repo");
  const isHidden = sh !== void 0 && !isFile(sh) && sh !== layers.first?.opaque?.why;
  if (isOwn2 || isHidden) return void 0;
  if (system === "debian") return "dash";
  return system === "alpine" ? "ash" : void 0;
}
function dialectOfScript(text3, state, files) {
  const reader = scriptReader(text3);
  if (!text3.startsWith("#!") || reader === void 0) return void 0;
  if (reader === "dash" || reader === "ash") return reader;
  return reader === "sh" ? dialectOfSh(state, files) : void 0;
}

// src/model/runs/wrong-shell.ts
function wrongShell(state, files) {
  const start = state.entrypoint ?? state.cmd;
  const script = start && startedScript(state, start, files);
  const shell = script && dialectOfScript(script.file.text, state, files);
  if (start === void 0 || script === void 0 || shell === void 0) return void 0;
  const end = scriptEnd(script.file.text, shell, { stopsAtErrors: asksToStop(script.file.text) });
  if (end === void 0) return void 0;
  const note3 = `sh is ${shell} here, which ends the script at ${end.what}`;
  return { at: script.place(end.span), note: note3, what: end.what, shell, startedAt: start.at };
}
function withoutStart(server, end) {
  if (server === void 0 || end === void 0 || !server.starts.known || !server.starts.value)
    return server;
  return { ...server, starts: known(false, end.at, [end]) };
}
function startedScript({ workdir }, { words, instruction }, files) {
  const [, alone] = /^\s*(?:exec\s+)?(\/?[\w./-]+)(?:\s+[\w./="'@$-]+)*\s*$/.exec(instruction?.shell?.text ?? "") ?? [];
  const [program] = words === void 0 ? [alone] : unwrapped(words);
  if (typeof program !== "string" || !program.includes("/")) return void 0;
  if (workdir === null && !program.startsWith("/")) return void 0;
  const found = files.lookup(resolvePath(workdir ?? "/", program));
  return isFile(found) && found.kind === "file" && found.content.known ? found.content.value : void 0;
}

// src/model/runs/read.ts
function readRun(state, copies, runtime) {
  const built = accountsOf(state);
  const user2 = containerUser(state, built);
  const { budget } = state.work;
  const imageFiles = containerFiles(state.layers, budget);
  const before = startOf2(state, { files: imageFiles, accounts: built, user: user2 });
  const runs2 = startRuns(state, before, imageFiles);
  const accounts = accountsAtStart(built, runs2);
  const started = accounts === built ? before : startOf2(state, { files: imageFiles, accounts, user: user2 });
  const written3 = startLayers(state, started, runs2);
  const layers = state.layers.copy();
  for (const one of written3) layers.push(one);
  const files = containerFiles(layers, budget);
  const changes = new Set(written3.flatMap(({ opaque }) => opaque === void 0 ? [] : [opaque.why]));
  const ended3 = onAllWays(layers, (at) => {
    const there = containerFiles(at, budget);
    const read2 = readServers(state, { files: there, accounts, user: user2, started, copies });
    return endedStarts(read2, started, { user: user2, runtime, accounts, files: there, written: changes });
  });
  const shell = wrongShell(state, imageFiles);
  const going = { nginx: withoutStart(ended3.nginx, shell), apache: withoutStart(ended3.apache, shell) };
  const nginx = going.nginx && { ...going.nginx, ...streamsOf("nginx", started) };
  const apache = going.apache && { ...going.apache, ...streamsOf("apache", started) };
  return {
    containerUser: user2,
    userIsSet: state.user?.own === true,
    processes: processesOf(state, started, { user: user2, files }),
    supervisors: started.supervisors,
    ...shell === void 0 ? {} : { wrongShell: shell },
    fpm: started.programs.filter(({ program, refused: refused4 }) => isPhpFpm(program) && refused4 === void 0).flatMap((program) => {
      const master = isBasesOwn(program, state) ? user2 : program.user;
      return readFpm(program, { files, accounts, master, from: state.from }) ?? [];
    }),
    stops: [...ended3.stops, ...unfoundServers(state, started)],
    ...nginx === void 0 ? {} : { nginx },
    ...apache === void 0 ? {} : { apache },
    listeners: [nginx, apache].flatMap(
      (server) => server?.starts.known === true && !server.starts.value ? [] : server?.listeners ?? []
    ),
    filesAtStart: imageFiles,
    startWrites: startWrites(started, runs2),
    substitutions: bareSubstitutions(started, {
      files: imageFiles,
      folder: state.workdir,
      environment: startEnvironment(state)
    }),
    startCommands: runs2.flatMap(({ commands }) => commands),
    accounts,
    files,
    scripts: started.scripts
  };
}
function readServers(state, facts) {
  const { failures } = state.work;
  const inputOf2 = (kind) => {
    const installed = state.servers.find(({ install: install2 }) => install2.kind === kind);
    return installed && serverInput(state, { ...facts, installed });
  };
  const nginx = inputOf2("nginx");
  const apache = inputOf2("apache");
  return {
    nginx: nginx && failures.attempt(
      { doing: "reading the configuration of nginx", at: nginx.installed.at },
      () => readNginx(nginx),
      (failure2) => ({ ...unreadNginx(nginx, lostBy(failure2)), starts: lostBy(failure2) })
    ),
    apache: apache && failures.attempt(
      { doing: "reading the configuration of Apache", at: apache.installed.at },
      () => readApache(apache),
      (failure2) => ({ ...unreadApache(apache, lostBy(failure2)), starts: lostBy(failure2) })
    )
  };
}
function isBasesOwn({ program, user: user2 }, { base, cmd }) {
  const becomes = ownValue(base?.stepsDown, program);
  const isCommand = baseName(cmd?.words?.[0] ?? "") === program;
  return becomes !== void 0 && isCommand && user2.known && user2.value.name === becomes;
}
function streamsOf(kind, { programs, scripts }) {
  const program = programs.find((candidate) => isServerItself(candidate.program, kind));
  const isOwn2 = program?.supervised === true || scripts.length === 0;
  return isOwn2 && program?.streams !== void 0 ? { streams: program.streams } : {};
}
function startOf2(state, facts) {
  const at = (state.entrypoint ?? state.cmd)?.at ?? state.from;
  return state.work.failures.attempt(
    { doing: "following what the container starts", at },
    () => followStart(state, facts),
    (failure2) => ({ ...nothingStarted(), others: lostBy(failure2) })
  );
}
function unreadRun(why) {
  const files = containerFiles(new Layers([opaqueLayer("/", why)]));
  return {
    containerUser: why,
    userIsSet: false,
    processes: { list: [], others: why, stepsDown: why },
    supervisors: [],
    fpm: [],
    stops: [],
    listeners: [],
    startWrites: [],
    substitutions: [],
    startCommands: [],
    accounts: { users: [], groups: [], others: why },
    files,
    filesAtStart: files,
    scripts: []
  };
}
function unfoundServers(state, started) {
  return state.servers.flatMap((installed) => {
    const program = startedServer(started, installed);
    return (program && offPath(program, installed, searchPathOf(state))) ?? [];
  });
}
function startedServer({ programs }, { install: install2 }) {
  return programs.find(({ program }) => isProgramOf(program, install2));
}
function serverInput(state, facts) {
  const { installed, files, accounts, user: user2, started, copies } = facts;
  const program = startedServer(started, installed);
  const official = startsByOfficialEntrypoint(state, files);
  const startNames = namesAtStart(state, started);
  const byService = program !== void 0 && program.args.length === 1 && program.args[0] === null;
  return {
    budget: state.work.budget,
    files,
    installed,
    packages: state.packages,
    starts: startsFact(program, { started, installed, path: searchPathOf(state) }),
    processUser: program?.user ?? started.others ?? user2,
    accounts,
    command: program === void 0 ? void 0 : { args: byService ? [] : program.args, at: program.at },
    environment: new Map([...keptVariables(state)].map(([name, { value }]) => [name, value])),
    startWrites: [],
    ...official ? { entrypoint: { user: user2 } } : {},
    ...state.readOnly === void 0 ? {} : { readOnly: state.readOnly },
    ...program === void 0 ? {} : { envvars: byService || serverProgram(program.program)?.readsEnvvars === true },
    copies,
    named: (path2) => startNames(path2) || state.steps.some((step2) => namesWord(step2, path2)),
    makes: (name) => startNames(name) || state.steps.some((step2) => isRun2(step2) && actsOn(step2, (text3) => text3.includes(name)))
  };
}
function isRun2({ instruction: { keyword } }) {
  return keyword === "RUN";
}
function namesAtStart(state, started) {
  const words = [...state.entrypoint?.words ?? [], ...state.cmd?.words ?? []];
  const text3 = `${words.join(" ")} ${state.cmd?.instruction?.shell?.text ?? ""} ${state.entrypoint?.instruction?.shell?.text ?? ""}`;
  return (path2) => text3.includes(path2) || started.scripts.some((script) => script.text.includes(path2) || script.text.includes(baseName(path2)));
}

// src/model/stages/frontend.ts
function foreignFrontend({ syntax, file }) {
  if (syntax === void 0 || isDockersFrontend(syntax)) return void 0;
  const why = `the frontend ${syntax} builds this file, and may interpret its lines differently`;
  return unknown({ key: `frontend ${syntax}`, why }, { file });
}
function givenFrontend({ args, at }) {
  const given = args.BUILDKIT_SYNTAX;
  if (given === void 0 || given !== null && isDockersFrontend(given)) return void 0;
  const named6 = given === null ? "another frontend" : `the frontend ${given}`;
  const why = `BUILDKIT_SYNTAX has ${named6} build this, which may interpret the lines differently`;
  return unknown({ key: `frontend ${given ?? "BUILDKIT_SYNTAX"}`, why }, at);
}
function forgotten({ file, escape: sign, from, work }, why) {
  const state = newState({ file, escape: sign, from, work });
  applyUnknownBase(state, why);
  state.layers.push(opaqueLayer("/", why));
  return state;
}

// src/model/runs/unseen-servers.ts
function unseenServers(state, { processes, mounts }) {
  if (state.servers.length > 0) return void 0;
  const { others } = processes;
  const open = state.base === void 0 ? state.unknownBase ?? state.otherAccounts : void 0;
  const mayStart = others !== void 0 && state.unknownBase !== void 0;
  if (open !== void 0 && (mayStart || isGivenServerFiles(state, mounts))) return open;
  const install2 = state.steps.flatMap(({ commands }) => commands).find(mayInstallServer);
  if (install2 !== void 0) return unreadInstall(install2);
  return others !== void 0 && isGivenServerFiles(state, mounts) ? others : void 0;
}
function isGivenServerFiles({ copies, steps }, mounts) {
  return mounts.some(isServerFolder) || copies.some(({ target, inFinalChain }) => inFinalChain && target.known && isServerFolder(target.value)) || steps.some((step2) => step2.effects.some(({ effect }) => isServerFolder(changedPath(effect, step2))));
}
function changedPath(effect, step2) {
  if (effect.kind === "remove") return "";
  if (effect.kind === "opaque" && !namesWord(step2, effect.path)) return "";
  return "path" in effect ? effect.path : effect.kind === "copy" ? effect.to : "";
}
function mayInstallServer({ name, args }) {
  const words = args.map(({ value }) => value ?? "");
  return words.some(isServerPackage) && !isRead(name, words);
}
function isRead(name, args) {
  if (name === "" || name === "sed" || isInterpreter(name)) return true;
  if (isAccountTool(name) || isStepDownTool(name) || Object.hasOwn(fileCommands, name)) return true;
  return isHarmless(name, args) || packageEffects(name, args) !== void 0;
}
function unreadInstall({ name, args, at }) {
  const server = args.find(({ value }) => isServerPackage(value ?? ""))?.value ?? "a server";
  return unknown(
    { key: `${name} ${server}`, why: `what "${name}" does with "${server}" is unknown` },
    at,
    "install packages by apt-get, apk, dnf or yum, which are read"
  );
}

// src/model/runs/unknowns.ts
function unknownsOf({
  dockerfile,
  build: build2,
  state,
  facts,
  stages,
  mounts
}) {
  const found = [];
  const { context } = build2;
  if (!context.known) found.push({ fact: "build context", reason: context });
  if (stages.missingTarget !== void 0) {
    const why = `there is no stage ${stages.missingTarget}, which the build names as its target`;
    found.push({ fact: "target", reason: unknown({ key: `target ${stages.missingTarget}`, why }, build2.at) });
  }
  const foreign = givenFrontend(build2) ?? foreignFrontend(dockerfile);
  if (foreign !== void 0) found.push({ fact: "what the Dockerfile means", reason: foreign });
  if (!facts.containerUser.known) found.push({ fact: "container user", reason: facts.containerUser });
  const unseen = unseenServers(state, { processes: facts.processes, mounts });
  if (unseen !== void 0) found.push({ fact: "servers", reason: unseen });
  for (const kind of ["nginx", "apache"]) {
    const installs = state.servers.filter(({ install: install2 }) => install2.kind === kind);
    const isRead2 = (program) => installs.some(({ install: install2 }) => isProgramOf(program, install2));
    const started = facts.processes.list.find(({ program }) => isServer(program, kind) && !isRead2(program));
    if (started === void 0) continue;
    const named6 = isServerItself(started.program, kind) ? kind : started.program;
    const why = `${named6} is started here, but how it is installed is unknown`;
    found.push({
      fact: kind,
      reason: state.unknownBase ?? unknown({ key: `install of ${kind}`, why }, started.at)
    });
  }
  for (const server of [facts.nginx, facts.apache])
    if (server !== void 0) found.push(...serverUnknowns(server));
  const { others } = facts.processes;
  if (others !== void 0 && processesMatter(state, facts))
    found.push({ fact: "processes", reason: others });
  return found.map(({ fact, reason }) => ({ fact, reason: wordedReason(reason) }));
}
function serverUnknowns(server) {
  const { kind, starts } = server;
  if (starts.known && !starts.value) return [];
  const found = [];
  if (!starts.known) found.push({ fact: `whether ${kind} starts`, reason: starts });
  if (!server.mainConfig.known) found.push({ fact: `${kind} configuration`, reason: server.mainConfig });
  else if (server.incomplete !== void 0)
    found.push({ fact: `${kind} configuration`, reason: server.incomplete });
  const none = server.kind === "nginx" && workerCount(server)?.value === 0;
  if (!server.workers.known && !none) found.push({ fact: `${kind} worker user`, reason: server.workers });
  if (server.listenersIncomplete !== void 0)
    found.push({ fact: `${kind} listeners`, reason: server.listenersIncomplete });
  return found;
}
function processesMatter(state, { containerUser: containerUser2 }) {
  const root = containerUser2.known && containerUser2.value.root;
  return root || state.servers.length > 0 || state.users.some(({ from, name }) => from === "run" && !named4(state, name));
}
function named4({ user: user2, users }, name) {
  const spec = user2?.spec?.split(":")[0];
  return spec === name || users.some((account) => account.name === name && String(account.uid) === spec);
}

// src/model/stages/failed.ts
function unknownStart(state, why) {
  applyUnknownBase(state, why);
  const { settle: settle3 } = why;
  return { state, base: { kind: "unknown", why: why.why, ...settle3 === void 0 ? {} : { settle: settle3 } } };
}
function unreadStage({ file, escape: escapeChar }, source, { why, work }) {
  const at = { file, span: source.base.span };
  const { state, base } = unknownStart(newState({ file, escape: escapeChar, from: at, work }), why);
  return { stage: { index: source.index, source, base, at, steps: state.steps, after: state }, state };
}
function leaveOpen2(state, step2, why) {
  const { instruction } = step2;
  if (state.layers.last?.opaque?.why.why !== why.why) state.layers.push(opaqueLayer("/", why));
  state.otherAccounts ??= why;
  state.unknownBase ??= why;
  const at = placeOf(state, instruction.span);
  switch (instruction.keyword) {
    case "USER":
      state.user = { spec: null, at, own: true };
      return;
    case "WORKDIR":
      state.workdir = null;
      return;
    case "RUN": {
      const run3 = unknownRun(why, { folder: state.workdir, at });
      step2.commands = run3.commands;
      step2.effects = run3.effects;
      return;
    }
    case "CMD":
      state.cmd = { instruction, stage: step2.stage, at, words: [UNREAD_WORD] };
      return;
    case "ENTRYPOINT":
      state.entrypoint = { instruction, at, words: [UNREAD_WORD] };
      state.cmd = void 0;
      return;
    case "ENV":
    case "ARG":
      for (const { name } of instruction.pairs ?? [])
        state.variables.set(name.raw, {
          value: null,
          kind: instruction.keyword === "ENV" ? "env" : "arg",
          at
        });
      return;
    case "COPY":
    case "ADD":
      recordCopy(state, step2, why);
      return;
  }
}
var UNREAD_WORD = "/a command that was not read";
function recordCopy(state, step2, why) {
  const { instruction, stage } = step2;
  const target = instruction.words.at(-1);
  if (target === void 0) return;
  const sources = instruction.words.slice(0, -1).map((word) => {
    const at = wordPlace(state, word);
    return { pattern: word.raw, at, path: why, files: [], kind: "context", dockerignored: false };
  });
  const copy = {
    instruction,
    at: placeOf(state, instruction.span),
    stage,
    inFinalChain: true,
    target: why,
    targetPlace: wordPlace(state, target),
    sources,
    owner: why
  };
  state.copies.push(copy);
  step2.copy = copy;
}

// src/model/stages/heirs.ts
function heirOf(from, heir) {
  heir.work.budget.spend(from.steps.length);
  const state = inherit(from, heir);
  const [trigger] = from.triggers;
  if (trigger === void 0) return state;
  const why = unknown(
    { key: "ONBUILD", why: "the base runs ONBUILD instructions first, which are not read" },
    heir.from
  );
  state.layers.push(opaqueLayer("/", why));
  state.otherAccounts ??= why;
  if (from.triggers.some(({ onbuild }) => onbuild?.keyword === "USER"))
    state.user = { spec: null, at: heir.from, own: false };
  return state;
}
function scratch(state) {
  state.system = "none";
  state.users.push({ name: "root", uid: 0, group: "root", from: "base", at: state.from });
  return state;
}

// src/parsers/dockerfile/expose.ts
var LAST_PORT = 65535;
function readExpose(text3) {
  const parts = text3.split(":");
  const [written3 = "", ...protocols] = (parts.pop() ?? "").split("/");
  const host = parts.pop() ?? "";
  const protocol = protocols.join("/").toLowerCase() || "tcp";
  if (written3 === "") return { refused: `"${text3}" has no port` };
  if (protocol !== "tcp" && protocol !== "udp" && protocol !== "sctp")
    return { refused: `unknown protocol "${protocol}": use tcp, udp or sctp` };
  const ports = portRange(written3);
  if ("refused" in ports) return ports;
  const address2 = parts.join(":");
  if (address2 !== "" && !isAddress(address2)) return { refused: `"${address2}" is not an IP address` };
  const published = host === "" ? ports : portRange(host);
  if ("refused" in published) return published;
  if (ports.first !== ports.last && published.last - published.first !== ports.last - ports.first)
    return { refused: `the ranges ${host} and ${written3} differ in length` };
  return { ...ports, protocol };
}
function portRange(text3) {
  const dash = text3.indexOf("-");
  const [from, to] = dash < 0 ? [text3, text3] : [text3.slice(0, dash), text3.slice(dash + 1)];
  if (!isNumber(from) || !isNumber(to)) return { refused: `"${text3}" is not a port` };
  const [first, last] = [Number(from), Number(to)];
  if (Math.max(first, last) > LAST_PORT)
    return { refused: `${text3} is not a port: the highest is ${LAST_PORT}` };
  return last < first ? { refused: `the range ${text3} runs backwards` } : { first, last };
}
function isNumber(text3) {
  return /^\+?\d+$/.test(text3);
}
function isAddress(text3) {
  const plain4 = /^\[(.*)\]$/.exec(text3)?.[1] ?? text3;
  return plain4 === "" || isFour(plain4) || isSix(plain4);
}
function isFour(text3) {
  const numbers = text3.split(".");
  return numbers.length === 4 && numbers.every((one) => /^(?:0|[1-9]\d{0,2})$/.test(one) && Number(one) < 256);
}
function isSix(text3) {
  const [, start = text3, four] = /^(.*:)(\d+(?:\.\d+){3})$/.exec(text3) ?? [];
  if (four !== void 0 && !isFour(four)) return false;
  const halves = (four === void 0 ? text3 : `${start}0:0`).split("::");
  const groups = halves.flatMap((half) => half === "" ? [] : half.split(":"));
  if (halves.length > 2 || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

// src/model/stages/apply/account-files.ts
var USERS = "/etc/passwd";
var GROUPS = "/etc/group";
function holdsAccounts(path2) {
  return path2 !== "/" && (isWithin(USERS, path2) || isWithin(GROUPS, path2));
}
function noticeAccountFiles(state, effect, { layers, at }) {
  if (effect.kind === "owner" || effect.kind === "mode") return;
  if (effect.kind === "opaque" && effect.path === "/") return;
  const named6 = effect.kind === "copy" ? effect.to : "path" in effect ? effect.path : void 0;
  const isNamed2 = (path2) => named6 !== void 0 && CHANGES3.test(effect.kind) && (isGlob(named6) ? shellGlob(named6).test(path2) : isWithin(path2, named6));
  for (const path2 of [USERS, GROUPS]) {
    if (!isNamed2(path2) && !isSpokenOf(path2, layers)) continue;
    if (effect.kind !== "write" || !effect.append) readAccountFiles(state, path2, at);
    else if (effect.content.known) addLines(state, path2, effect.content.value);
    else {
      state.otherAccounts ??= effect.content;
      if (state.rewrittenAccounts.has(path2)) state.replacedAccounts ??= effect.content;
    }
  }
}
function noticeLayers(state, layers, at) {
  for (const path2 of [USERS, GROUPS]) if (isSpokenOf(path2, layers)) readAccountFiles(state, path2, at);
}
function isSpokenOf(path2, layers) {
  return layers.some((layer) => layer.at(path2) !== void 0);
}
var CHANGES3 = /^(write|edit|opaque|copy|link)$/;
function readAccountFiles(state, path2, at) {
  if (!holdsAccounts(path2)) return;
  for (const [file, list2] of [
    [USERS, state.users],
    [GROUPS, state.groups]
  ]) {
    if (!isWithin(file, path2)) continue;
    const found = containerFiles(state.layers, state.work.budget).lookup(file);
    if (isFile(found) && found.content.known) {
      list2.splice(0);
      state.rewrittenAccounts.add(file);
      addLines(state, file, found.content.value);
      continue;
    }
    const key = `accounts in ${path2}`;
    const why = unknown(
      {
        key,
        why: `${path2} is ${found === void 0 ? "removed" : "written"} here, and with it users and groups`
      },
      at
    );
    if (isFile(found) && found.from === "base") continue;
    list2.splice(0);
    state.otherAccounts ??= why;
    state.replacedAccounts = why;
  }
}
function addLines(state, path2, content) {
  let start = 0;
  for (const line of content.file.text.split("\n")) {
    const fields2 = line.split(":");
    const at = content.place({ start, end: start + line.length });
    start += line.length + 1;
    if (path2 === USERS) addUser(state, fields2, at);
    else if (path2 === GROUPS) addGroup(state, fields2, at);
  }
}
function addUser({ users }, [name = "", , uid = "", gid = "", , , shell], at) {
  if (!/^\d+$/.test(uid) || name === "" || users.some((user2) => user2.name === name)) return;
  users.push({
    name,
    uid: Number(uid),
    .../^\d+$/.test(gid) ? { group: gid } : {},
    .../\/(nologin|false)$/.test(shell ?? "") ? { noLogin: true } : {},
    openGroups: true,
    from: "base",
    at
  });
}
function addGroup({ groups }, [name = "", , gid = ""], at) {
  if (!/^\d+$/.test(gid) || name === "" || groups.some((group) => group.name === name)) return;
  groups.push({ name, gid: Number(gid), from: "base", at });
}

// src/model/stages/copies/copy-target.ts
var FETCHED = { key: "fetched", why: "it is fetched when the image is built" };
var EXCLUDED = { key: "--exclude", why: "--exclude is not evaluated" };
function hide(state, target, why) {
  pushHiding(state, { target }, why);
}
function pushHiding(state, { target, stamp }, why) {
  if (!target.fact.known) return;
  for (const layer of hiding(target, why, stamp)) state.layers.push(layer);
}
function hiding(target, why, stamp) {
  const layers = [opaqueLayer(target.path, why)];
  if (stamp === void 0 || target.path === "/") return layers;
  const isFolder = target.folder || !/\.[\w-]+$/.test(target.path);
  const folder = {
    path: target.path,
    kind: isFolder ? "directory" : "file",
    content: why,
    owner: stamp.owner,
    mode: unknown({ key: "mode of another stage", why: "it is set in another stage" }, stamp.at),
    at: stamp.at,
    from: "run",
    because: []
  };
  return [...layers, putLayer([folder])];
}
function intoTarget(target, name) {
  return target.folder ? resolvePath(target.path, name) : target.path;
}
function targetOf3(state, word, several) {
  const raw = resolveWord(state, word);
  const at = wordPlace(state, word);
  if (!raw.known) return { fact: raw, path: "/", folder: false, mayBeFolder: true };
  if (state.workdir === null && !raw.value.startsWith("/")) {
    return {
      fact: unknown({ key: "WORKDIR", why: "the WORKDIR is unknown" }, at),
      path: "/",
      folder: false,
      mayBeFolder: true
    };
  }
  const named6 = resolvePath(state.workdir ?? "/", raw.value);
  const slash = /\/$|(^|\/)\.$/.test(raw.value);
  const standing = containerFiles(state.layers, state.work.budget).lookup(named6);
  const stands = isFile(standing) && standing.kind === "directory";
  const path2 = stands ? standing.path : state.layers.real(named6, false);
  const mayBeFolder = standing !== void 0 && !isFile(standing);
  const folder = slash || path2 === "/" || named6 === state.workdir || stands || several && mayBeFolder;
  return { fact: known(slash && path2 !== "/" ? `${path2}/` : path2, at), path: path2, folder, mayBeFolder };
}

// src/model/stages/copies/add-archive.ts
function isUnpacking({ keyword, flags }) {
  const unpack = flags.find(({ name }) => name === "unpack")?.value?.raw;
  return keyword === "ADD" && unpack !== "false" && unpack !== "0";
}
function addArchive(state, archive, added) {
  const at = wordPlace(state, added.word);
  const layers = "unreadable" in archive ? hidden(archive, added, at) : unpacked(state, archive, added);
  for (const layer of layers) state.layers.push(layer);
  noticeLayers(state, layers, at);
}
function hidden({ unreadable: unreadable3 }, { word, target }, at) {
  const why = `ADD unpacks ${word.raw}, which ${unreadable3}`;
  return hiding({ ...target, folder: true }, unknown({ key: `ADD ${word.raw}`, why }, at));
}
function unpacked(state, archive, { target, stamp, isGiven }) {
  const { at, owner } = stamp;
  const folder = { kind: "folder", owner: "root", group: "root", unmasked: true };
  return unpackedLayers(state, {
    archive,
    to: target.path,
    how: { strip: 0, absolute: false },
    ownerOf: ({ uid, gid }) => isGiven ? owner : known(ownerWith(named5(uid), named5(gid)), at),
    modeOf: ({ kind, mode }) => known(kind === "link" ? 511 : mode, at),
    folders: (path2) => newFolders(state, { ...folder, path: path2 }, { at, because: [] }),
    at,
    because: []
  });
}
function named5(id) {
  return id === 0 ? "root" : String(id);
}

// src/model/stages/copies/copy-folder.ts
function copyFolder(state, { repo, written: all, stamp, leftOut }, { from: folder, to: target }) {
  const { tree } = repo;
  const inside = (path2) => folder === "" ? path2 : path2.slice(folder.length + 1);
  const container = (path2) => resolvePath(target, inside(path2));
  const written3 = writtenIn(all, folder);
  const layer = {
    scope: { within: target },
    at: (path2) => {
      if (!isBelow(path2, target)) return void 0;
      const rest = target === "/" ? path2.slice(1) : path2.slice(target.length + 1);
      const repoPath = folder === "" ? rest : `${folder}/${rest}`;
      if (leftOut(repoPath) || tree.entry(repoPath) === void 0) return void 0;
      const changed3 = writerOf(written3, repoPath)?.why;
      return repoFile(repo, repoPath, { path: path2, stamp, changed: changed3 });
    },
    *lists(asked) {
      if (!isWithin(target, asked) && !isBelow(asked, target)) return;
      const start = isBelow(asked, target) ? `${folder}${folder === "" ? "" : "/"}${asked.slice(target === "/" ? 1 : target.length + 1)}` : folder;
      for (const { path: path2 } of tree.under(start)) if (!leftOut(path2)) yield container(path2);
    }
  };
  state.layers.push(layer);
  for (const { path: path2, below: below2, why } of written3) {
    const fixed = repoPart(path2);
    if (below2 !== true && (fixed !== path2 || tree.entry(path2) !== void 0)) continue;
    state.layers.push(opaqueLayer(isInside(fixed, folder) ? container(fixed) : target, why));
  }
  return tree.under(folder).slice(0, 2e3).filter(({ path: path2 }) => !leftOut(path2)).map(({ path: path2 }) => ({ path: path2, container: container(path2) }));
}

// src/model/stages/copies/copy-from.ts
function foreignLayers(files, source, { target, stamp }) {
  const restamp = (file, path2) => ({
    ...file,
    ...stampOf(stamp, file),
    path: path2
  });
  if (isGlob(source)) {
    const { files: found2, others: others2 } = files.glob(source);
    const several = found2.length > 1 || others2 !== void 0;
    const into = { ...target, folder: target.folder || several && target.mayBeFolder };
    const layers = [putLayer(found2.map((file) => restamp(file, intoTarget(into, baseName(file.path)))))];
    return others2 === void 0 ? layers : [opaqueLayer(target.path, others2), ...layers];
  }
  const found = files.lookup(source);
  const folder = found !== void 0 && isFile(found) && found.kind === "directory";
  if (isFile(found) && !folder) return [putLayer([restamp(found, intoTarget(target, baseName(source)))])];
  if (found !== void 0 && "known" in found && /^\/(usr\/(local\/)?)?s?bin\/[^/]+$/.test(source))
    return [opaqueLayer(intoTarget(target, baseName(source)), found)];
  const { files: below2, others } = files.under(source);
  const why = others ?? (found === void 0 ? unknown(
    { key: `other stage ${source}`, why: `whether the other stage has ${source} is unknown` },
    stamp.at
  ) : "known" in found ? found : void 0);
  const copied3 = below2.map(
    (file) => restamp(file, resolvePath(target.path, file.path.slice(source === "/" ? 1 : source.length + 1)))
  );
  return [...why === void 0 ? [] : hiding(target, why, stamp), putLayer(copied3)];
}
function stampOf(stamp, file) {
  return {
    owner: stamp.owner,
    mode: stampedMode(file.mode, stamp, file.kind === "directory"),
    at: stamp.at
  };
}

// src/model/stages/copies/found.ts
function foundSources(tree, path2, context) {
  const matched = tree.match(path2);
  if (matched.length === 0 && !isGlob(path2)) {
    const real = realSource(tree, path2, context);
    return real === void 0 || real === path2 ? [] : [{ path: path2, real }];
  }
  return matched.map((found) => {
    if (tree.entry(found)?.kind !== "link") return { path: found, real: found };
    const real = realSource(tree, found, context);
    return real === void 0 ? { path: found } : { path: found, real };
  });
}
function realSource(tree, path2, context) {
  const inContext = (below3) => context === "" ? below3 : `${context}/${below3}`;
  const get2 = (below3) => tree.entry(inContext(below3));
  const below2 = context === "" ? path2 : path2.slice(context.length + 1);
  const found = resolveLinks({ get: get2 }, below2);
  if (found.kind !== "path") return void 0;
  const real = joinRepoPath(context, found.path) ?? context;
  return tree.entry(real) !== void 0 || tree.isFolder(real) ? real : void 0;
}

// src/model/stages/copies/heredocs.ts
function heredocFile(state, heredoc, { path: path2, stamp }) {
  return {
    path: path2,
    kind: "file",
    content: heredocContent2(state, heredoc),
    owner: stamp.owner,
    mode: stampedMode(known(420, stamp.at), stamp),
    at: stamp.at,
    from: "run",
    because: [{ at: placeOf(state, heredoc.span), note: `${path2} is written here` }]
  };
}
function heredocContent2(state, heredoc) {
  const { body } = heredoc;
  const at = placeOf(state, body);
  const raw = state.file.text.slice(body.start, body.end);
  const plain4 = heredoc.stripTabs ? raw.replace(/^\t+/gm, "") : raw;
  const text3 = heredoc.quoted ? { value: plain4 } : expandText(plain4, stageLookup(state, plain4));
  if ("unresolved" in text3) {
    return unknown(
      {
        key: `variable ${text3.unresolved}`,
        why: `${text3.unresolved} in this text gets its value from outside this file`
      },
      at
    );
  }
  const file = sourceFile(state.file.path, text3.value);
  if (text3.value !== raw) return known({ file, place: byLine(state, body, { raw, value: text3.value }) }, at);
  const place = (span) => placeOf(
    state,
    span === void 0 ? body : { start: body.start + span.start, end: body.start + span.end }
  );
  return known({ file, place }, at);
}
function byLine(state, body, { raw, value }) {
  const now = sourceFile("", value);
  const before = sourceFile("", raw);
  return (span) => {
    if (span === void 0) return placeOf(state, body);
    const row = now.lineStarts.findLastIndex((start2) => start2 <= span.start);
    const start = body.start + (before.lineStarts[row] ?? 0);
    const line = state.file.text.slice(start).split(/\r?\n/, 1)[0] ?? "";
    return placeOf(state, {
      start: start + line.length - line.trimStart().length,
      end: start + line.trimEnd().length
    });
  };
}

// src/model/stages/copies/copy-source.ts
function applySource(input) {
  const source = takenSource(input);
  const { origin } = input;
  const isFolder = source.kind === "context" && source.path.known && origin.repo.tree.isFolder(source.path.value);
  return { source, isFolder };
}
function takenSource(input) {
  const { state, instruction, word, target, stamp, origin, from } = input;
  const at = wordPlace(state, word);
  const heredoc = instruction.heredocs.find(
    ({ span }) => span.start === word.span.start && span.end === word.span.end
  );
  const pattern = resolveWord(state, word);
  const record2 = { pattern: word.raw, at, files: [], dockerignored: false };
  if (heredoc !== void 0) {
    const path3 = intoTarget(target, heredoc.name);
    if (target.fact.known) state.layers.push(putLayer([heredocFile(state, heredoc, { path: path3, stamp })]));
    return { ...record2, path: known(path3, at), kind: "heredoc" };
  }
  if (/^(https?|ftp):\/\/|^git@|\.git(#|$)/.test(pattern.known ? pattern.value : word.raw) && instruction.keyword === "ADD") {
    const why = { key: `ADD ${word.raw}`, why: `ADD fetches ${word.raw}, which is not in the repo` };
    hide(state, target, unknown(why, at));
    return { ...record2, path: unknown(FETCHED, at), kind: "url" };
  }
  if (from !== void 0) return applyForeign(input, pattern, at);
  const exclude = instruction.flags.find(({ name }) => name === "exclude");
  const path2 = exclude === void 0 ? contextPath(origin.context, pattern, at) : unknown(EXCLUDED, { file: state.file, span: exclude.span });
  if (!path2.known) {
    const named6 = pattern.known ? pattern.value : "";
    hideMissing(state, path2, { path: named6, target, unpacks: isUnpacking(instruction) });
    return { ...record2, path: path2, kind: "context" };
  }
  const context = origin.context.known ? origin.context.value : "";
  const { dockerignored } = origin;
  return {
    ...record2,
    ...copyFromFolder(input, { path: path2.value, context, dockerignored }),
    path: path2,
    kind: "context"
  };
}
function contextPath(context, pattern, at) {
  if (!pattern.known) return pattern;
  if (!context.known) return context;
  const inside = resolvePath("/", pattern.value).slice(1);
  return known(joinRepoPath(context.value, inside) ?? inside, at);
}
function copyFromFolder({ state, target, stamp, origin, word, instruction }, { path: path2, context, dockerignored }) {
  const { tree } = origin.repo;
  const relative = (repoPath) => context === "" ? repoPath : repoPath.slice(context.length + 1);
  const leftOut = (repoPath) => repoPath !== context && dockerignored(relative(repoPath));
  const matched = foundSources(tree, path2, context);
  const kept2 = matched.filter(
    ({ path: found, real = found }) => tree.isFolder(real) || !(leftOut(found) || leftOut(real))
  );
  if (kept2.length === 0 || !target.fact.known) {
    const why = { key: `not in the repo ${word.raw}`, why: `${word.raw} is not in the repo` };
    const [maker] = writtenIn(origin.written, path2);
    const missing = maker?.why ?? unknown(why, wordPlace(state, word));
    hideMissing(state, missing, { path: path2, target, unpacks: isUnpacking(instruction) });
    const dockerignored2 = kept2.length === 0 && matched.length > 0;
    return { files: [], dockerignored: dockerignored2, ...maker && !dockerignored2 && { made: true } };
  }
  const parents = hasFlag(instruction, "parents");
  const into = {
    ...target,
    folder: target.folder || parents || kept2.length > 1 && target.mayBeFolder
  };
  const files = kept2.flatMap(({ path: found, real }) => {
    const stem = parents ? resolvePath(target.path, relative(found)) : void 0;
    const container = stem ?? intoTarget(into, baseName(found));
    if (real === void 0) {
      const why = { key: `link ${found}`, why: `${found} is a link to what is not in the build context` };
      hide(state, { ...target, path: container }, unknown(why, wordPlace(state, word)));
      return [];
    }
    if (tree.isFolder(real))
      return copyFolder(state, { ...origin, stamp, leftOut }, { from: real, to: stem ?? target.path });
    const changed3 = writerOf(origin.written, real)?.why;
    const archive = isUnpacking(instruction) ? origin.repo.archive(real) : void 0;
    if (archive !== void 0 && changed3 !== void 0) hide(state, target, changed3);
    else if (archive !== void 0) {
      addArchive(state, archive, { word, target, stamp, isGiven: hasFlag(instruction, "chown") });
      return [];
    }
    state.layers.push(putLayer([repoFile(origin.repo, real, { path: container, stamp, changed: changed3 })]));
    return [{ path: real, container }];
  });
  return { files, dockerignored: false };
}
var ARCHIVE = /\.(tar|tgz|tar\.\w+|txz|tbz2?)$/;
function hideMissing(state, why, { path: path2, target, unpacks }) {
  if (!target.fact.known) return;
  const isFile2 = /\.[\w-]+$/.test(path2) && !/\.d$|[*?[]/.test(path2) && !(unpacks && ARCHIVE.test(path2));
  const layer = opaqueLayer(isFile2 ? intoTarget(target, baseName(path2)) : target.path, why);
  state.layers.push(layer);
  noticeLayers(state, [layer], why.at);
}
function hasFlag({ flags }, wanted) {
  return flags.some(({ name }) => name === wanted);
}
function applyForeign(input, pattern, at) {
  const { state, target, stamp, origin, from, word } = input;
  const record2 = { pattern: word.raw, at, files: [], dockerignored: false, kind: "stage" };
  const other = from?.known ? origin.other(from.value) : from ?? unknown({ key: "--from", why: "--from is empty" }, at);
  if ("folder" in other && pattern.known && target.fact.known) {
    const path2 = joinRepoPath(other.folder, pattern.value.replace(/^\/+/, "")) ?? "";
    const copied3 = copyFromFolder(input, { path: path2, context: other.folder, dockerignored: () => false });
    return { ...record2, ...copied3, path: known(path2, at), kind: "context" };
  }
  if (!pattern.known || !target.fact.known || !("files" in other)) {
    const why = !pattern.known ? pattern : !target.fact.known ? target.fact : other;
    pushHiding(state, { target, stamp }, why);
    return { ...record2, path: why, kind: "image" };
  }
  for (const layer of foreignLayers(other.files, resolvePath("/", pattern.value), { target, stamp }))
    state.layers.push(layer);
  return { ...record2, path: unknown({ key: "another stage", why: "it is taken from another stage" }, at) };
}

// src/model/stages/copies/given-owner.ts
function givenOwner(state, spec, isListed2) {
  const [user2 = "", group = ""] = spec.split(":");
  const isMissing = (name, names) => isListed2 && state.otherAccounts === void 0 && !isNumber2(name) && !names.some((one) => one.name === name || one.name === "") && !mayComeWithSystem(name);
  const missing = isMissing(user2, state.users);
  const named6 = missing ? "root" : user2;
  const own = isNumber2(named6) && named6 !== "root" ? named6 : loginGroup(state, named6);
  const groups = [
    ...state.groups,
    ...state.users.flatMap((one) => one.group === void 0 ? [] : [{ name: one.group }])
  ];
  return ownerWith(named6, group === "" || isMissing(group, groups) ? own : group);
}
function isNumber2(name) {
  return name === "root" || /^\d+$/.test(name);
}

// src/model/stages/copies/copy.ts
function applyCopy(state, instruction, { stage, origin }) {
  const words = instruction.words;
  const targetWord = words.at(-1);
  if (targetWord === void 0 || words.length < 2) return void 0;
  const from = flagValue(state, instruction, "from");
  let target = targetOf3(state, targetWord, words.length > 2);
  const stamp = {
    owner: ownerOf2(state, instruction, stage),
    mode: modeOf(state, instruction),
    at: placeOf(state, instruction.span)
  };
  const sources = words.slice(0, -1).map((word) => {
    const applied2 = applySource({ state, instruction, word, target, stamp, origin, from });
    if (applied2.isFolder) target = { ...target, folder: true };
    return applied2.source;
  });
  const isFrom = from === void 0 ? {} : fromStage(from, origin);
  if (target.fact.known)
    noticeCopied(state, { sources, target, at: stamp.at, from: isFrom.fromStage ?? from });
  const copy = {
    instruction,
    at: stamp.at,
    stage,
    inFinalChain: true,
    ...from === void 0 ? {} : { from: from.known ? from.value : "" },
    ...isFrom,
    target: target.fact,
    targetPlace: wordPlace(state, targetWord),
    sources,
    owner: stamp.owner
  };
  state.copies.push(copy);
  return copy;
}
function noticeCopied(state, { sources, target: { path: path2 }, at, from }) {
  const copied3 = sources.flatMap(
    ({ kind, files }) => kind === "context" ? files.map(({ container }) => container) : [path2]
  );
  const isEtc = /^\/(etc(\/(passwd|group))?)?$/.test(path2);
  for (const one of new Set(copied3)) {
    if (!holdsAccounts(one)) continue;
    const content = containerFiles(state.layers, state.work.budget).lookup(one);
    const isRead2 = isFile(content) && content.content.known;
    const isMade = from !== void 0 && "after" in from && from.after.replacedAccounts === void 0;
    if (isRead2 || !isMade) readAccountFiles(state, one, at);
  }
  if (isEtc && sources.some((source) => mayHoldAccounts(source))) {
    const why = `what is copied to ${path2} may contain users and groups`;
    state.otherAccounts ??= unknown({ key: `accounts in ${path2}`, why }, at);
  }
}
function mayHoldAccounts({ kind }) {
  return kind !== "context" && kind !== "heredoc";
}
function fromStage(from, origin) {
  const other = from?.known ? origin.other(from.value) : void 0;
  return other !== void 0 && "files" in other && other.stage !== void 0 ? { fromStage: other.stage } : {};
}
function flagValue(state, instruction, name) {
  const flag2 = instruction.flags.find((found) => found.name === name);
  return flag2?.value === void 0 ? void 0 : resolveWord(state, flag2.value);
}
function ownerOf2(state, instruction, stage) {
  const chown = flagValue(state, instruction, "chown");
  const at = placeOf(state, instruction.flags.find(({ name }) => name === "chown")?.span ?? instruction.span);
  if (chown === void 0) return known({ user: "root", group: "root" }, at);
  if (!chown.known) return chown;
  return known(givenOwner(state, chown.value, isListed(stage)), at);
}
function modeOf(state, instruction) {
  const chmod = flagValue(state, instruction, "chmod");
  if (chmod === void 0 || !chmod.known) return chmod;
  const why = `the effect of --chmod=${chmod.value} is unknown`;
  return readMode(chmod.value) ?? unknown({ key: "--chmod", why }, chmod.at);
}

// src/model/stages/apply/accounts.ts
function applyAccount(state, effect) {
  switch (effect.kind) {
    case "opaque-accounts":
      state.otherAccounts ??= effect.why;
      if (effect.removes === true) forgetPeople(state);
      if (effect.renumbers === true) state.replacedAccounts = effect.why;
      if (effect.name !== void 0) remove3(effect.of === "group" ? state.groups : state.users, effect.name);
      return;
    case "group":
      return addGroup2(state, effect.group.name, effect.group);
    case "user":
      return addUser2(state, effect.user);
    case "no-account":
      return effect.of === "user" ? removeUser(state, effect.name) : removeGroup(state, effect.name);
    case "join":
      return join2(state, effect);
    case "change-account":
      return change(state, effect);
  }
}
function forgetPeople({ users }) {
  const kept2 = users.filter(({ uid }) => uid === void 0 || uid < FIRST_OF_PEOPLE || uid === NOBODY2);
  users.splice(0, users.length, ...kept2);
}
var FIRST_OF_PEOPLE = 1e3;
var NOBODY2 = 65534;
function remove3(list2, name) {
  const index = list2.findIndex((account) => account.name === name);
  if (index >= 0) list2.splice(index, 1);
}
function removeUser({ users, groups }, name) {
  const account = users.find((user2) => user2.name === name);
  remove3(users, name);
  if (account === void 0 || (account.group ?? name) !== name) return;
  if (!users.some((user2) => user2.group === name || user2.groups?.includes(name))) remove3(groups, name);
}
function removeGroup({ users, groups }, name) {
  const gid = groups.find((group) => group.name === name)?.gid;
  remove3(groups, name);
  for (const [index, user2] of users.entries()) {
    const { group, ...rest } = user2;
    const left = rest.groups === void 0 ? {} : { groups: rest.groups.filter((one) => one !== name) };
    const primary = group === name ? gid?.toString() : group;
    users[index] = { ...rest, ...left, ...primary === void 0 ? {} : { group: primary } };
  }
}
function addUser2(state, made) {
  const { name, id, group, groups, ownGroup, ownGid: ownGid2, noLogin: noLogin2, at } = made;
  if (state.users.some((account) => account.name === name)) return;
  if (state.otherAccounts !== void 0 && made.sharesId !== true) forgetHolder(state, id);
  const primary = group ?? (ownGroup === true ? name : void 0);
  const gid = group === void 0 || !/^\d+$/.test(group) ? void 0 : Number(group);
  state.users.push({
    name,
    ...id === void 0 ? {} : { uid: id },
    ...primary === void 0 ? {} : { group: primary },
    ...groups === void 0 ? {} : { groups },
    ...noLogin2 === void 0 ? {} : { noLogin: noLogin2 },
    from: "run",
    at
  });
  if (ownGroup === true)
    addGroup2(state, name, {
      at,
      ...ownGid2 === void 0 || state.groups.some((one) => one.gid === ownGid2) ? {} : { id: ownGid2 },
      ...gid === void 0 ? {} : { id: gid }
    });
}
function forgetHolder({ users }, id) {
  const index = id === void 0 ? -1 : users.findIndex(({ uid }) => uid === id);
  if (index >= 0) users.splice(index, 1);
}
function addGroup2(state, name, { id, at, yieldsId }) {
  if (state.groups.some((account) => account.name === name)) return;
  const isOpen4 = id === void 0 || yieldsId === true && mayBeTaken(state, id);
  state.groups.push({ name, ...isOpen4 ? {} : { gid: id }, from: "run", at });
}
function mayBeTaken({ groups, otherAccounts }, id) {
  return id < FIRST_OF_PEOPLE || otherAccounts !== void 0 || groups.some(({ gid }) => gid === id);
}
function join2(state, { user: user2, groups, instead, leaves: leaves2, maybe }) {
  const index = state.users.findIndex(({ name }) => name === user2);
  const account = state.users[index];
  if (account === void 0) return;
  const before = instead ? [] : account.groups ?? [];
  const after = leaves2 === true ? before.filter((group) => !groups.includes(group)) : [...before, ...groups];
  state.users[index] = maybe === true ? { ...account, openGroups: true } : { ...account, groups: after };
}
function change(state, { of, name, id, newName, group, noLogin: noLogin2 }) {
  if (of === "group") {
    const index2 = state.groups.findIndex((account3) => account3.name === name);
    const account2 = state.groups[index2];
    if (account2 === void 0) return;
    state.groups[index2] = { ...account2, name: newName ?? name, ...id === void 0 ? {} : { gid: id } };
    if (newName !== void 0) renameGroup(state, name, newName);
    return;
  }
  const index = state.users.findIndex((account2) => account2.name === name);
  const account = state.users[index];
  if (account === void 0) return;
  const { noLogin: had, ...kept2 } = account;
  state.users[index] = {
    ...kept2,
    ...noLogin2 ?? had ? { noLogin: true } : {},
    name: newName ?? name,
    ...id === void 0 ? {} : { uid: id },
    ...group === void 0 ? {} : { group }
  };
}
function renameGroup({ users }, name, newName) {
  for (const [index, user2] of users.entries()) {
    const { group, groups } = user2;
    users[index] = {
      ...user2,
      ...group === name ? { group: newName } : {},
      ...groups?.includes(name) ? { groups: groups.map((one) => one === name ? newName : one) } : {}
    };
  }
}

// src/model/stages/mounts.ts
function mountedPaths(state, instruction, origin) {
  return (instruction.mounts ?? []).flatMap((mount) => {
    const path2 = targetPath(state, mount);
    if (path2 === void 0) return [];
    putMount(state, { instruction, mount, path: path2, origin });
    return [path2];
  });
}
function targetPath(state, { type, target, id }) {
  const byDefault = type === "secret" && id !== void 0 ? `/run/secrets/${id.raw}` : void 0;
  const value = target === void 0 ? void 0 : resolveWord(state, target);
  const path2 = value === void 0 ? byDefault : value.known ? value.value : void 0;
  if (path2 === void 0 || !path2.startsWith("/") && state.workdir === null) return void 0;
  return resolvePath(state.workdir ?? "/", path2);
}
function putMount(state, { instruction, mount, path: path2, origin }) {
  const { type, source, from, span } = mount;
  const at = placeOf(state, span);
  if (type !== "bind") {
    const why = `what the ${type} mount at ${path2} holds is unknown`;
    state.layers.push(opaqueLayer(path2, unknown({ key: `mounted ${path2}`, why }, at)));
    return;
  }
  applySource({
    state,
    instruction,
    word: source ?? { raw: "/", span },
    target: { fact: known(path2, at), path: path2, folder: false, mayBeFolder: false },
    stamp: { owner: known({ user: "root", group: "root" }, at), mode: void 0, at },
    origin,
    from: from === void 0 ? void 0 : resolveWord(state, from)
  });
}

// src/model/stages/run.ts
function applyRun(state, step2, origin) {
  const below2 = state.layers.copy();
  step2.mounted = mountedPaths(state, step2.instruction, origin);
  const made = state.layers.length;
  const { effects, commands } = readRun2(state, step2.instruction);
  step2.commands = commands;
  step2.effects = effects;
  proveRoot(state, { effects, commands }, below2);
  step2.failed = applyEffects(
    state,
    effects.filter(({ effect }) => !isGone(effect, step2.mounted))
  );
  if (made > below2.length) state.layers = moved(state, below2, made);
}
function applyEffects(state, effects) {
  const failed = [];
  for (const placed3 of effects) {
    const { effect, at } = placed3;
    if (effect.kind === "install") applyInstall(state, effect, at);
    else if (effect.kind === "uninstall") applyUninstall(state, effect.packages);
    else if (isAccountEffect(effect)) applyAccount(state, effect);
    else if (effect.kind === "switch") {
      const { layers, failure: failure2 } = switched(state, effect, placed3);
      state.layers.push(...layers);
      if (failure2 !== void 0) failed.push({ why: failure2, at });
    } else {
      const layers = fileLayers(state, effect, placed3);
      for (const layer of layers) state.layers.push(layer);
      noticeAccountFiles(state, effect, { layers, at });
    }
  }
  return failed;
}
function moved({ layers, work }, below2, start) {
  work.budget.spend(layers.length);
  for (const layer of layers.slice(start)) below2.push(layer);
  return below2;
}
function isGone(effect, mounted) {
  const path2 = effect.kind === "copy" ? effect.to : "path" in effect ? effect.path : void 0;
  return path2 !== void 0 && mounted.some((folder) => isWithin(path2, folder));
}
var LONGEST_ARGUMENT = 128 * 1024 - 1;
function readRun2(state, instruction) {
  const at = placeOf(state, instruction.span);
  const run3 = { folder: state.workdir, at };
  const { shell, heredocs, json = [] } = instruction;
  const isScript = heredocs.length === 1 && shell?.text.startsWith("#!") === true;
  const foreign = isScript ? foreignRun(shell.text, run3) : void 0;
  if (foreign !== void 0) return foreign;
  const ran = shell === void 0 || isScript ? void 0 : shellReads(state.shell, shell.text);
  if (ran === null) {
    const [program = ""] = state.shell;
    const why = `SHELL is ${program} here, whose commands are not read`;
    return unknownRun(unknown({ key: `SHELL ${program}`, why }, at), run3);
  }
  if (ran !== void 0 && Buffer.byteLength(ran) > LONGEST_ARGUMENT) {
    const why = "no shell takes a text of more than 128 KiB as its argument";
    return unknownRun(unknown({ key: "long RUN", why }, at), run3);
  }
  const isOther = ran !== void 0 && ran !== shell?.text;
  const { text: text3, place } = shell === void 0 ? execText(state, json, at) : { text: ran ?? shell.text, place: isOther ? () => at : void 0 };
  const files = () => containerFiles(state.layers, state.work.budget);
  return runShell({
    text: text3,
    place: place ?? ((span) => placeOf(state, shell?.mapSpan(span) ?? instruction.span)),
    folder: state.workdir,
    home: homeOf(state),
    lookup: shellLookup(state),
    script: (path2) => scriptAt(files().lookup(path2)),
    holds: (folder) => state.layers.holds(folder),
    exists: (of, account) => hasAccount(state, of, account),
    because: [],
    budget: state.work.budget,
    depth: 0
  });
}
function homeOf(state) {
  const set = state.variables.get("HOME");
  if (set !== void 0) return void 0;
  if (state.unknownBase !== void 0 || state.recordedBase) return void 0;
  const user2 = state.user === void 0 ? "root" : state.user.spec?.split(":")[0];
  if (user2 === "root" || user2 === "0") return "/root";
  if (!state.users.some(({ name, from }) => name === user2 && from === "run")) return void 0;
  const home = `/home/${user2}`;
  const found = containerFiles(state.layers, state.work.budget).lookup(home);
  return isFile(found) && found.kind === "directory" ? home : void 0;
}
function execText(state, words, whole) {
  const quoted2 = words.map(({ raw }) => `'${raw.replaceAll("'", "'\\''")}'`);
  const place = ({ start, end }) => {
    let from = 0;
    for (const [index, text3] of quoted2.entries()) {
      const span = words[index]?.span;
      if (span !== void 0 && start === from && end === from + text3.length) return placeOf(state, span);
      from += text3.length + 1;
    }
    return whole;
  };
  return { text: quoted2.join(" "), place };
}

// src/model/stages/instructions.ts
function recordStep(state, instruction, { stage, dockerfile }) {
  const layers = state.layers.copy();
  const files = () => containerFiles(layers, state.work.budget);
  const before = settingOf(state, state.variables.now());
  const step2 = { instruction, dockerfile, stage, before, files, commands: [], effects: [], mounted: [] };
  state.steps.push(step2);
  return step2;
}
function applyStep(state, step2, input) {
  const { instruction } = step2;
  switch (instruction.keyword) {
    case "ARG":
      return applyArg(state, instruction, input);
    case "ENV":
      return applyEnv(state, instruction);
    case "USER":
      return applyUser(state, instruction);
    case "WORKDIR":
      return applyWorkdir(state, step2);
    case "SHELL":
      if (instruction.json?.length) state.shell = instruction.json.map(({ raw }) => raw);
      return;
    case "COPY":
    case "ADD":
      return recordCopy2(step2, applyCopy(state, instruction, input));
    case "RUN":
      return applyRun(state, step2, input.origin);
    case "EXPOSE":
      return applyExpose(state, instruction);
    case "VOLUME":
      return applyVolume(state, instruction);
    case "CMD":
      state.cmd = startCommand2(state, instruction, input.stage);
      return;
    case "ENTRYPOINT":
      if (state.cmd?.stage !== input.stage) state.cmd = void 0;
      state.entrypoint = startCommand2(state, instruction, input.stage);
      return;
    case "ONBUILD":
      state.triggers.push(instruction);
      return;
    case "HEALTHCHECK":
      state.healthcheck = instruction;
      return;
  }
}
function startCommand2(state, instruction, stage) {
  const at = placeOf(state, instruction.span);
  const words = instruction.json?.map(({ raw }) => raw);
  const { shell } = state;
  return words === void 0 ? { instruction, stage, shell, at } : { instruction, stage, words, at };
}
function applyUser(state, instruction) {
  const [word] = instruction.words;
  if (word === void 0) return;
  const value = resolveWord(state, word);
  const at = wordPlace(state, word);
  const isOfBase3 = variablesIn(word.raw, state.escape).every((name) => !state.variables.has(name));
  const why = "the value of USER comes from outside this file";
  state.user = {
    spec: value.known ? userSpec(value.value) : null,
    at,
    own: true,
    ...!value.known && isOfBase3 ? { open: { ...value, key: "USER", why } } : {}
  };
}
function recordCopy2(step2, copy) {
  if (copy !== void 0) step2.copy = copy;
}
function applyWorkdir(state, step2) {
  const { instruction } = step2;
  const [word] = instruction.words;
  if (word === void 0) return;
  const value = resolveWord(state, word);
  const path2 = value.known ? value.value : null;
  if (path2 === null || !path2.startsWith("/") && state.workdir === null) state.workdir = null;
  else {
    state.workdir = resolvePath(state.workdir ?? "/", path2);
    const at = placeOf(state, instruction.span);
    const standing = containerFiles(state.layers, state.work.budget).entry(state.workdir);
    if (standing === void 0) {
      const spec = state.user === void 0 ? "root" : state.user.spec;
      const owner = spec === null ? {} : ownerOf3(givenOwner(state, spec, isListed(step2.stage)));
      step2.effects = [{ effect: { kind: "folder", path: state.workdir, ...owner }, at, because: [] }];
      applyEffects(state, step2.effects);
    }
  }
}
function ownerOf3({ user: user2, group }) {
  return { ...user2 === void 0 ? {} : { owner: user2 }, ...group === void 0 ? {} : { group } };
}
function applyExpose(state, instruction) {
  for (const word of instruction.words) {
    for (const text3 of exposedWords(state, word) ?? []) exposeRange(state, text3, word);
  }
}
function exposeRange(state, text3, word) {
  const read2 = readExpose(text3);
  if ("refused" in read2) return;
  const at = wordPlace(state, word);
  state.work.budget.spend(read2.last - read2.first);
  for (let port2 = read2.first; port2 <= read2.last; port2++)
    state.exposes.push({ port: port2, protocol: read2.protocol, word: text3, at, own: true });
}
function applyVolume(state, instruction) {
  for (const word of instruction.json ?? instruction.words) {
    const value = resolveWord(state, word);
    if (value.known) state.volumes.push({ value: value.value, at: wordPlace(state, word) });
  }
}

// src/parsers/shell/deciding.ts
var decidingSpans = onceByText((text3) => {
  try {
    const source = unixText(text3);
    const { commands, errors = [] } = lazy_unbash_parse(source.text);
    return errors.length > 0 ? [] : ofLast(commands, source);
  } catch {
    return [];
  }
});
function ofLast(statements, source) {
  const last = statements.at(-1);
  return last === void 0 || last.background === true ? [] : ofNode(last.command, source);
}
function ofNode(node, source) {
  switch (node.type) {
    case "Command":
    case "TestCommand":
      return [nodeSpan(source, node)];
    case "AndOr": {
      const last = node.operators.lastIndexOf("||");
      return node.commands.slice(last < 0 ? 0 : last + 2).flatMap((one) => ofNode(one, source));
    }
    case "Pipeline": {
      const last = node.commands.at(-1);
      return last === void 0 || node.prefixes.length > 0 ? [] : ofNode(last, source);
    }
    case "BraceGroup":
    case "Subshell":
      return ofLast(node.body.commands, source);
    default:
      return [];
  }
}

// src/model/stages/refused/failing-scripts.ts
function failingScript(call2, ground) {
  const { name, args } = call2;
  if (name.includes("/") && !isShell(baseName(name))) {
    const script2 = scriptAt2(name, call2, ground);
    if (script2 === void 0) return void 0;
    const absent3 = absentProgram(interpreterOf(script2.text) ?? "/", ground);
    if (absent3 !== void 0) return `${absent3}, which ${script2.path} is run by`;
    return ended2(
      script2,
      steady(ground, (files) => dialectOfScript(script2.text, ground.after, files)),
      args
    );
  }
  const read2 = /^(?:da|a)?sh$/.test(name) ? shellCall(args) : void 0;
  if (read2?.kind !== "file" || read2.file === null) return void 0;
  const script = scriptAt2(read2.file, call2, ground);
  const dialect = name === "sh" ? steady(ground, (files) => dialectOfSh(ground.after, files)) : name;
  return script && ended2(script, dialect, args);
}
function steady({ files: [before, after] }, dialectIn) {
  const dialect = dialectIn(before);
  return dialectIn(after) === dialect ? dialect : void 0;
}
function scriptAt2(word, { stays }, { after, files }) {
  if (!word.startsWith("/") && (after.workdir === null || !stays)) return void 0;
  const path2 = resolvePath(after.workdir ?? "/", word);
  const [found, later] = files.map((each) => each.lookup(path2));
  if (!isFile(found) || !isFile(later) || found.kind !== "file" || found.from !== "repo") return void 0;
  if (found.edited === true || later.edited === true || later.source !== found.source) return void 0;
  return found.content.known ? { path: path2, text: found.content.value.file.text } : void 0;
}
function interpreterOf(text3) {
  const [, program, argument3] = /^#![ \t]*(\S+)[ \t]*([^\s-]\S*)?/.exec(text3) ?? [];
  if (program === void 0) return void 0;
  const name = baseName(program);
  return name === "env" ? argument3 : name;
}
function ended2({ path: path2, text: text3 }, dialect, args) {
  const stopsAtErrors = asksToStop(text3) || args.some((arg) => /^-\w*e/.test(arg ?? ""));
  const end = dialect && scriptEnd(text3, dialect, { stopsAtErrors });
  return end && `sh is ${dialect} here, which ends ${path2} at ${end.what}`;
}

// src/model/stages/refused/failing.ts
function failingRun({ instruction, files, mounted, failed = [] }, after) {
  const { shell, heredocs } = instruction;
  if (shell === void 0 || heredocs.length > 0 && shell.text.startsWith("#!")) return void 0;
  if (shellReads(after.shell, shell.text) !== shell.text || mounted.some(bringsPrograms)) return void 0;
  const now = containerFiles(after.layers, after.work.budget);
  const placed3 = (why, span) => {
    return { why, span: shell.mapSpan(span), late: true };
  };
  const dialect = baseName(after.shell[0] ?? "") === "sh" ? dialectOfSh(after, files()) : void 0;
  const failureAt = (span) => failed.find(({ at }) => at.span?.start === span.start && at.span.end === span.end)?.why;
  const end = dialect && scriptEnd(shell.text, dialect, { stopsAtErrors: errorsStop2(after) });
  if (end !== void 0) return placed3(`sh is ${dialect} here, which ends this RUN at ${end.what}`, end.span);
  const stays = !/\b(?:cd|pushd)\b/.test(shell.text);
  for (const { name, args, span } of decidingCalls(shell.text, errorsStop2(after))) {
    const ground = { after, files: [files(), now] };
    const isBuiltin = dialect !== void 0 && lacksBuiltin(dialect, name);
    const why = isBuiltin ? `sh is ${dialect} here, which does not know "${name}"` : absentProgram(name, ground) ?? failureAt(shell.mapSpan(span)) ?? failingScript({ name, args, stays }, ground);
    if (why !== void 0) return placed3(why, span);
  }
  return void 0;
}
function bringsPrograms(path2) {
  return /^\/((usr|bin|sbin|etc)(\/|$)|$)/.test(path2);
}
function errorsStop2({ shell }) {
  return shell.slice(1).some((flag2) => /^-\w*e/.test(flag2));
}
function decidingCalls(text3, stopsAtErrors) {
  const { commands, functions } = parseShell(text3);
  const own = new Set(functions.map(({ name }) => name));
  const deciding = decidingSpans(text3);
  const calls = [];
  let stops = stopsAtErrors;
  for (const command2 of commands) {
    const { span } = command2;
    const [name = null, ...args] = command2.words.map((word) => word.text);
    if (name === null || own.has(name) || !isSure3(command2)) continue;
    if (name === "exit" || name === "exec") return calls;
    if (name === "set" && args.some((arg) => arg !== null && /^-\w*e/.test(arg))) stops = true;
    if (stops || deciding.some(({ start, end }) => start <= span.start && span.end <= end))
      calls.push({ name, args, span });
  }
  const tests = deciding.filter(({ start }) => text3.startsWith("[[", start));
  return [...calls, ...tests.map((span) => ({ name: "[[", args: [], span }))];
}
function isSure3({ certainty, pipe, background: background2, caught, asks }) {
  const isLast2 = pipe === void 0 || pipe.index === pipe.length - 1;
  return certainty === "always" && isLast2 && !background2 && !caught && asks !== true;
}

// src/model/stages/stage-names.ts
function stageNamed2(names, name, before = names.dockerfile.stages.length) {
  const { dockerfile } = names;
  const named6 = aliased(names, name, before);
  if (named6 !== void 0) return named6;
  return /^\d+$/.test(name) && Number(name) < before ? dockerfile.stages[Number(name)] : void 0;
}
function aliased({ aliases }, name, before) {
  return aliases.get(name.toLowerCase())?.findLast(({ index }) => index < before);
}
function aliasesOf({ stages }) {
  const named6 = /* @__PURE__ */ new Map();
  for (const stage of stages) {
    const name = stage.alias?.raw.toLowerCase();
    if (name === void 0) continue;
    const same2 = named6.get(name) ?? [];
    same2.push(stage);
    named6.set(name, same2);
  }
  return named6;
}
function neededStages2(names, target) {
  const { dockerfile, globals } = names;
  const needed = /* @__PURE__ */ new Set([target]);
  for (const stage of needed) {
    const ref = referenceOf(stage, globals, dockerfile);
    const base = ref.known ? aliased(names, ref.value, stage.index) : void 0;
    if (base !== void 0) needed.add(base);
    const triggers = base === void 0 ? [] : deferred(base);
    for (const from of [...triggers, ...stage.instructions].flatMap(takenFrom2)) {
      const copied3 = stageNamed2(names, from.raw, stage.index);
      if (copied3 !== void 0) needed.add(copied3);
    }
  }
  return [...needed].sort((a, b) => a.index - b.index);
}
function deferred({ instructions }) {
  return instructions.flatMap(({ onbuild }) => onbuild === void 0 ? [] : [onbuild]);
}
function takenFrom2({ keyword, flags, mounts = [] }) {
  const copied3 = flags.flatMap(
    ({ name, value }) => keyword === "COPY" && name === "from" && value !== void 0 ? [value] : []
  );
  return [...copied3, ...mounts.flatMap(({ from }) => from === void 0 ? [] : [from])];
}
function referenceOf(source, globals, dockerfile) {
  const at = { file: dockerfile.file, span: source.base.span };
  const result = expandWord(source.base.raw, mapLookup(globals), dockerfile.escape);
  if ("value" in result && !(source.base.raw.includes("$") && lacksPart(result.value, source.base.raw)))
    return known(result.value, at);
  const name = "value" in result ? missingIn(source.base.raw, { globals, dockerfile }) : result.unresolved;
  return unknown(
    {
      key: `variable ${name}`,
      why: `the base image is ${source.base.raw}, but ${name} has no value in this file`
    },
    at,
    `give ${name} a default above the FROM, or set it under builds: args: in .github/keelcheck.yml`
  );
}
function missingIn(raw, { globals, dockerfile }) {
  const names = variablesIn(raw, dockerfile.escape);
  return names.find((name) => (globals.get(name) ?? "") === "") ?? names[0] ?? raw;
}
function lacksPart(ref, raw) {
  if (ref === "" || /^[:/@]|[:/@]$|[:/@][:/@]/.test(ref)) return true;
  const isTorn = (text3) => /[:/][.-]|[.-]$|[.-][:/@]|[.-]{2}/.test(text3);
  return isTorn(ref) && !isTorn(raw.replace(/\$(\{[^}]*\}|\w+)/g, "x"));
}
function namedContext({ contexts, contextsRest }, name) {
  const wanted = fullName(name);
  const key = Object.hasOwn(contexts, name) ? name : Object.keys(contexts).find((each) => fullName(each) === wanted);
  return key === void 0 ? contextsRest && "" : ownValue(contexts, key);
}
function fullName(reference) {
  const { registry, repository, tag = "latest", digest } = parseReference(reference.toLowerCase());
  return JSON.stringify([registry, repository, tag, digest]);
}

// src/model/stages/refused/platforms.ts
var SYSTEM = /^[\w-]+(?:\([\w.%-]*(?:\+[\w.%-]+)*\))?$/;
var SYSTEMS2 = new Set(
  `aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos macos`.split(
    " "
  )
);
var ARCHITECTURES = new Set(
  `386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc
  riscv riscv64 s390 s390x sparc sparc64 wasm i386 x86_64 x86-64 aarch64 armhf armel`.split(/\s+/)
);
function isPlatform(text3) {
  const [system = "", ...rest] = text3.split("/");
  if (text3.includes("*") || !SYSTEM.test(system) || rest.length > 2) return false;
  if (rest.length > 0) return rest.every((part) => /^[\w.-]+$/.test(part));
  const name = system.toLowerCase();
  return name.includes("(") || SYSTEMS2.has(name) || ARCHITECTURES.has(name);
}

// src/model/stages/refused/names.ts
function refusedNames(names, replaced2) {
  const { dockerfile } = names;
  return [
    ...dockerfile.globalArgs.flatMap((one) => refusedDefault(names, one) ?? []),
    ...dockerfile.stages.filter(({ alias }) => alias === void 0 || !replaced2(alias.raw.toLowerCase())).flatMap((stage) => [
      ...refusedBase(names, stage) ?? refusedPlatform(names, stage) ?? [],
      ...stage.instructions.flatMap((one) => refusedFrom(names, one) ?? [])
    ])
  ];
}
function refusedDefault(names, { pairs = [] }) {
  const values = pairs.flatMap(({ value }) => value === void 0 ? [] : [value]);
  const found = values.flatMap((value) => {
    const read2 = wordValue(names, value);
    return typeof read2 === "object" ? [read2] : [];
  });
  return found.length === 0 ? void 0 : found;
}
function wordValue({ globals, dockerfile }, { raw, span }) {
  const declared = new Set(
    dockerfile.globalArgs.flatMap(({ pairs = [] }) => pairs.map(({ name }) => name.raw))
  );
  const open = variablesIn(raw, dockerfile.escape).some((name) => declared.has(name) && !globals.has(name));
  const result = expandWord(raw, mapLookup(globals), dockerfile.escape);
  if ("value" in result) return open ? void 0 : result.value;
  return result.malformed === void 0 || open ? void 0 : { why: `${result.malformed} in ${raw}`, span };
}
function refusedBase(names, { base, index }) {
  const value = base.raw === "" ? void 0 : wordValue(names, base);
  if (value === void 0) return void 0;
  if (typeof value === "object") return [value];
  const { span } = base;
  if (value === "") return [{ why: `${base.raw} is empty: ${undeclared(names, base)}`, span }];
  const stage = aliased(names, value, index);
  if (value === "scratch" || stage !== void 0 && value === value.toLowerCase()) return void 0;
  if (stage !== void 0)
    return [
      { why: `FROM ${value} does not find stage "${value.toLowerCase()}": write it in lower case`, span }
    ];
  const why = refusedReference(value);
  if (why === void 0 || isLeftToOthers(names, base, value)) return void 0;
  const missing = variablesIn(base.raw, names.dockerfile.escape).length > 0 ? undeclared(names, base) : "";
  return [{ why: missing === "" ? why : `${why}: ${missing}`, span }];
}
function isLeftToOthers({ globals, build: build2 }, { raw }, value) {
  const isEmptied = Object.entries(build2.args).some(
    ([name, given]) => given === "" && globals.get(name) === ""
  );
  return isEmptied && raw.includes("$") && lacksPart(value, raw);
}
function undeclared({ globals, dockerfile }, { raw }) {
  const name = variablesIn(raw, dockerfile.escape).find((one) => !globals.has(one));
  return name === void 0 ? "" : `there is no ARG ${name} above the first FROM`;
}
function refusedPlatform(names, { platform }) {
  const value = platform && platform.raw !== "" ? wordValue(names, platform) : void 0;
  if (value === void 0 || platform === void 0) return void 0;
  if (typeof value === "object") return [value];
  const why = value === "" ? `${platform.raw} is empty` : `unknown platform "${value}"`;
  return isPlatform(value) ? void 0 : [{ why, span: platform.span }];
}
function refusedFrom(names, instruction) {
  const { keyword, flags, mounts = [] } = instruction;
  const from = keyword === "COPY" ? flags.find(({ name }) => name === "from")?.value : void 0;
  const found = [
    from && from.raw !== "" ? refusedSource(names, from) : void 0,
    ...mounts.map(
      ({ from: mounted }) => mounted && mounted.raw !== "" ? refusedImage(names, mounted) : void 0
    )
  ].filter((one) => one !== void 0);
  return found.length === 0 ? void 0 : found;
}
function refusedSource(names, from) {
  const { raw, span } = from;
  const { stages, escape: sign } = names.dockerfile;
  const result = expandWord(raw, () => void 0, sign);
  if (!("value" in result))
    return { why: `${result.malformed ?? "a variable has no value"} in ${raw}`, span };
  if (result.value !== raw) return { why: "--from cannot contain a variable: name a stage instead", span };
  if (!/^[+-]?\d+$/.test(raw)) return refusedImage(names, from);
  return Number(raw) >= 0 && Number(raw) < stages.length ? void 0 : { why: `there is no stage ${raw}`, span };
}
function refusedImage(names, { raw, span }) {
  if (raw === "scratch" || aliased(names, raw, Number.POSITIVE_INFINITY) !== void 0) return void 0;
  const why = raw.includes("$") ? void 0 : refusedReference(raw);
  return why === void 0 ? void 0 : { why, span };
}
function refusedOrder({ aliases, dockerfile }, { index }, { keyword, flags, mounts = [] }) {
  const from = keyword === "COPY" ? flags.find(({ name }) => name === "from")?.value : void 0;
  for (const word of [from, ...mounts.map((mount) => mount.from)]) {
    if (word === void 0) continue;
    const numbered3 = word === from && /^\d+$/.test(word.raw) ? dockerfile.stages[Number(word.raw)] : void 0;
    const stage = numbered3 ?? aliases.get(word.raw.toLowerCase())?.at(-1);
    if (stage === void 0 || stage.index < index) continue;
    const several = numbered3 === void 0 && (aliases.get(word.raw.toLowerCase())?.length ?? 0) > 1;
    if (stage.index === index && !several) continue;
    const where = stage.index === index ? "this stage itself" : "defined further down";
    return { why: `stage "${word.raw}" is ${where}, so it is not built yet`, span: word.span };
  }
  return void 0;
}

// src/model/stages/refused/refusal.ts
function refusalProblem({ file }, { why, span, late }) {
  const problem2 = { at: { file, span }, message: `the build stops here: ${why}` };
  return late ? { ...problem2, late } : problem2;
}

// src/model/stages/refused/expanded.ts
function readWord2(state, { raw, span }) {
  return read(state, expandWord(raw, stageLookup(state, raw), state.escape), { raw, span });
}
function readText4(state, { raw, span }) {
  return read(state, expandText(raw, stageLookup(state, raw)), { raw: "this text", span });
}
function read(state, result, { raw, span }) {
  if ("value" in result) return result;
  const { malformed, unresolved } = result;
  if (malformed === void 0 || state.variables.get(unresolved)?.unset) return void 0;
  return { why: `${malformed} in ${raw}`, span };
}
function refusedWord(state, words) {
  for (const word of words) {
    const found = readWord2(state, word);
    if (isRefused(found)) return found;
  }
  return void 0;
}
function isRefused(read2) {
  return read2 !== void 0 && "why" in read2;
}

// src/model/stages/refused/copies.ts
function refusedCopy(state, instruction) {
  const { flags, words } = instruction;
  const given = flags.flatMap(
    ({ name, value }) => value !== void 0 && EXPANDED.has(name) ? [value] : []
  );
  const sources = words.slice(0, -1).filter(({ raw }) => heredocWord(raw) === void 0);
  return refusedWord(state, [...given, ...sources, ...words.slice(-1)]) ?? refusedBody(state, instruction) ?? refusedOwner(state, instruction) ?? refusedMode(state, instruction) ?? refusedChecksum(state, instruction, sources) ?? refusedSource2(state, instruction, sources) ?? splitHeredoc(instruction, sources);
}
function splitHeredoc({ keyword, heredocs }, sources) {
  const word = sources.find(({ raw }) => /^\d*<<-?$/.test(raw));
  if (word === void 0 || heredocs.length === 0) return void 0;
  const why = `${keyword} takes "${word.raw}" for a file: remove the blank behind it`;
  return { why, span: word.span, late: true };
}
var EXPANDED = /* @__PURE__ */ new Set(["chown", "chmod", "checksum"]);
function refusedBody(state, { heredocs }) {
  for (const { quoted: quoted2, body } of heredocs) {
    const read2 = quoted2 ? void 0 : readText4(state, { raw: state.file.text.slice(body.start, body.end), span: body });
    if (isRefused(read2)) return read2;
  }
  return void 0;
}
function flagValue2(state, { flags }, name) {
  const value = flags.find((flag2) => flag2.name === name)?.value;
  const read2 = value && readWord2(state, value);
  return value && read2 && "value" in read2 && read2.value !== "" ? { ...value, text: read2.value } : void 0;
}
function refusedOwner(state, instruction) {
  const owner = flagValue2(state, instruction, "chown");
  const link2 = instruction.flags.find(({ name }) => name === "link");
  if (owner === void 0 || link2 === void 0 || link2.value?.raw.toLowerCase() === "false")
    return void 0;
  const [user2 = "", group = ""] = owner.text.split(/:(.*)/s);
  const names = [user2, group].filter((name, at) => (at === 0 || name !== "") && !isNumber3(name));
  if (names.length === 0) return void 0;
  const why = `--link needs numbers in --chown: "${names[0]}" cannot be looked up`;
  return { why, span: owner.span };
}
function isNumber3(name) {
  return name === "root" || /^[+-]?\d+$/.test(name) && Math.abs(Number(name)) < 2 ** 31;
}
var SYMBOLIC = /^[ugoa]*(?:[-+=][rstwXxugo]*)+(?:,[ugoa]*(?:[-+=][rstwXxugo]*)+)*$/;
function refusedMode(state, instruction) {
  const mode = flagValue2(state, instruction, "chmod");
  if (mode === void 0 || SYMBOLIC.test(mode.text) || /^0*[0-7]{1,4}$/.test(mode.text)) return void 0;
  const wanted = /^\d/.test(mode.text) ? "use octal, up to 7777" : "write it like 0755 or u+x";
  return { why: `"${mode.text}" is not a valid mode: ${wanted}`, span: mode.span };
}
function refusedChecksum(state, instruction, sources) {
  const checksum = flagValue2(state, instruction, "checksum");
  if (checksum === void 0) return void 0;
  const { text: text3, span } = checksum;
  const [source] = sources;
  const from = source && readWord2(state, source);
  if (sources.length !== 1) return { why: "--checksum needs exactly one source", span };
  if (from === void 0 || isRefused(from)) return void 0;
  if (isGit(from.value)) return void 0;
  if (!isUrl(from.value)) return { why: "--checksum works only with URLs and git addresses", span };
  return isDigest(text3) ? void 0 : { why: `"${text3}" is not a checksum such as sha256:\u2026`, span };
}
var DIGITS = /* @__PURE__ */ new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128]
]);
function isDigest(text3) {
  const [algorithm = "", digits = ""] = text3.split(/:(.*)/s);
  return DIGITS.get(algorithm) === digits.length && /^[\da-f]+$/.test(digits);
}
function refusedSource2(state, { keyword }, sources) {
  for (const source of sources) {
    const read2 = readWord2(state, source);
    if (read2 === void 0 || isRefused(read2)) continue;
    const { span } = source;
    if (isGit(read2.value)) {
      if (keyword === "COPY") return { why: `COPY cannot fetch ${read2.value}: use ADD`, span };
      const query = unknownQuery(read2.value);
      if (query !== void 0) return { why: `unknown option "${query}" in the git address`, span };
    } else if (isUrl(read2.value) && keyword === "COPY")
      return { why: `COPY cannot fetch ${read2.value}: use ADD`, span };
  }
  return void 0;
}
function isUrl(source) {
  return /^https?:\/\//.test(source);
}
function isGit(source) {
  if (/^https?:\/\//.test(source)) return /\.git$/.test(source.replace(/[?#].*$/s, ""));
  return /^(?:git|ssh):\/\/|^[\w-]+@[a-zA-Z\d.-]+:/.test(source);
}
var QUERIES = new Set(
  "ref tag branch subdir checksum commit keep-git-dir submodules mtime fetch-by-commit".split(" ")
);
function unknownQuery(source) {
  const [, query = ""] = /^[^#?]*\?([^#]*)/.exec(source) ?? [];
  return query.split("&").map((pair) => pair.split("=")[0] ?? "").find((name) => name !== "" && !QUERIES.has(name));
}

// src/model/stages/refused/mounts.ts
function refusedMount(state, mount) {
  const values = /* @__PURE__ */ new Map();
  for (const field of mount.fields ?? []) {
    const found = readField(state, field, values);
    if (typeof found !== "string") return found;
    if (found !== "") return { why: found, span: field.span };
  }
  const why = wrongTogether(values) ?? wrongTarget(state, values);
  return why === void 0 ? void 0 : { why, span: mount.span };
}
function readField(state, field, values) {
  const { key } = field;
  if (field.value === void 0) return wordAlone(key, values);
  const read2 = readWord2(state, { raw: field.value, span: field.span });
  if (isRefused(read2)) return read2;
  const name = NAMES3.get(key);
  if (name === void 0) return `unknown mount option "${key}"`;
  const value = read2?.value;
  values.set(name, value);
  return value === void 0 ? "" : wrongValue({ key, name, value }, values) ?? "";
}
var NAMES3 = new Map(
  `type from source target readonly id sharing required size mode uid gid env readwrite`.split(" ").map((name) => [name, name]).concat([
    ["src", "source"],
    ["dst", "target"],
    ["destination", "target"],
    ["ro", "readonly"],
    ["rw", "readwrite"]
  ])
);
function wordAlone(key, values) {
  if (/^(?:readonly|ro|readwrite|rw)$/.test(key)) return "";
  if (key !== "required")
    return key === "" ? "the mount has an empty option" : `mount option "${key}" needs a value: ${key}=\u2026`;
  return isOf2(values, ["secret", "ssh"]) ? "" : '"required" is only for secret and ssh mounts';
}
function isOf2(values, types) {
  if (values.has("type") && values.get("type") === void 0) return true;
  return types.includes(typeOf(values));
}
function typeOf(values) {
  return (values.get("type") ?? "bind").toLowerCase();
}
var BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
function wrongValue({ key, name, value }, values) {
  const wrong = (wanted) => `${key} of a mount must be ${wanted}, not "${value}"`;
  switch (name) {
    case "type":
      return /^(?:bind|cache|tmpfs|secret|ssh)$/i.test(value) ? void 0 : `unknown mount type "${value}"`;
    case "readonly":
    case "readwrite":
      return BOOLEAN.test(value) ? void 0 : wrong("true or false");
    case "required":
      if (!isOf2(values, ["secret", "ssh"])) return '"required" is only for secret and ssh mounts';
      return BOOLEAN.test(value) ? void 0 : wrong("true or false");
    case "size":
      if (!isOf2(values, ["tmpfs"])) return "only a tmpfs mount has a size";
      return /^(?:\d+(?:\.\d*)?|\.\d+)\s?(?:[kmgtpe]?i?b?)?$/i.test(value) ? void 0 : wrong("a size such as 64m");
    case "sharing":
      return /^(?:shared|private|locked)$/i.test(value) ? void 0 : wrong("shared, private or locked");
    case "mode":
      return /^[0-7]+$/.test(value) && Number.parseInt(value, 8) < 2 ** 32 ? void 0 : wrong("octal");
    case "uid":
    case "gid":
      return /^\d+$/.test(value) && Number(value) < 2 ** 32 ? void 0 : wrong("a number");
    default:
      return void 0;
  }
}
function wrongTogether(values) {
  if (values.has("type") && values.get("type") === void 0) return void 0;
  const type = typeOf(values);
  const has2 = (name) => (values.get(name) ?? "") !== "";
  const none = (name) => !values.has(name) || values.get(name) === "";
  const owned4 = ["mode", "uid", "gid"].find((name) => values.has(name));
  if (owned4 !== void 0 && (type === "bind" || type === "tmpfs")) return `a ${type} mount has no ${owned4}`;
  if (type === "secret" && has2("from")) return 'a secret mount has no "from"';
  if (type === "secret" && none("source") && none("target") && none("id"))
    return "a secret mount needs an id";
  if (type === "secret" && has2("source") && has2("id")) return "a secret mount takes source or id, not both";
  if (type === "ssh" && has2("source")) return "an ssh mount has no source";
  return has2("sharing") && type !== "cache" ? "only a cache mount has sharing" : void 0;
}
function wrongTarget(state, values) {
  const type = typeOf(values);
  if (type === "secret" || type === "ssh" || values.has("type") && values.get("type") === void 0)
    return void 0;
  const target = values.has("target") ? values.get("target") : "";
  if (target === void 0 || !target.startsWith("/") && state.workdir === null) return void 0;
  return resolvePath(state.workdir ?? "/", target) === "/" ? "the mount needs a target other than /" : void 0;
}

// src/model/stages/refused/values.ts
var OF_BOTH = /* @__PURE__ */ new Set(["ENV", "LABEL", "ARG", "USER", "WORKDIR", "VOLUME", "STOPSIGNAL"]);
function refusedValue(state, instruction, { args, builder }) {
  if (builder === "buildah" && !OF_BOTH.has(instruction.keyword)) return void 0;
  const { keyword, words, pairs = [], mounts = [] } = instruction;
  switch (keyword) {
    case "ENV":
    case "LABEL":
      return refusedWord(
        state,
        pairs.flatMap(({ name, value }) => value === void 0 ? [name] : [name, value])
      );
    case "ARG": {
      const defaults2 = pairs.filter(({ name }) => ownValue(args, name.raw) === void 0);
      return refusedWord(
        state,
        defaults2.flatMap(({ value }) => value === void 0 ? [] : [value])
      );
    }
    case "USER":
    case "WORKDIR":
      return refusedWord(state, words);
    case "VOLUME":
      return refusedWord(state, words) ?? firstOf(words, (word) => refusedVolume2(state, word));
    case "STOPSIGNAL":
      return refusedWord(state, words) ?? firstOf(words, (word) => refusedSignal(state, word));
    case "EXPOSE":
      return refusedWord(state, words) ?? firstOf(words, (word) => refusedPort(state, word));
    case "COPY":
    case "ADD":
      return refusedCopy(state, instruction);
    case "RUN":
      return firstOf(mounts, (mount) => refusedMount(state, mount));
    default:
      return void 0;
  }
}
function firstOf(list2, refused4) {
  for (const one of list2) {
    const found = refused4(one);
    if (found !== void 0) return found;
  }
  return void 0;
}
function wordValue2(state, word) {
  const read2 = readWord2(state, word);
  return read2 === void 0 || isRefused(read2) ? void 0 : read2.value;
}
function refusedVolume2(state, word) {
  return wordValue2(state, word) === "" ? { why: "VOLUME needs a path", span: word.span } : void 0;
}
function refusedPort(state, word) {
  for (const text3 of exposedWords(state, word) ?? []) {
    const read2 = readExpose(text3);
    if (!("refused" in read2)) continue;
    const why = word.raw.startsWith("#") ? "a comment needs a line to itself" : read2.refused;
    return { why, span: word.span };
  }
  return void 0;
}
var SIGNALS = new Set(
  `ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP
  TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ`.split(/\s+/)
);
function refusedSignal(state, word) {
  const value = wordValue2(state, word);
  if (value === void 0 || isSignal(value)) return void 0;
  return { why: `unknown signal "${value}"`, span: word.span };
}
function isSignal(text3) {
  if (/^[+-]?\d+$/.test(text3)) return Number(text3) !== 0 && Math.abs(Number(text3)) < 2 ** 63;
  const name = text3.toUpperCase().replace(/^SIG/, "");
  const [, offset = "0"] = /^RT(?:MIN\+?|MAX-?)(\d*)$/.exec(name) ?? [];
  return SIGNALS.has(name) || /^RT(?:MIN(?:\+\d+)?|MAX(?:-\d+)?)$/.test(name) && Number(offset || "0") < 16;
}

// src/model/stages/evaluate.ts
function evaluateStages(input) {
  const { dockerfile, build: build2 } = input;
  const globals = globalArgs(dockerfile, build2.args, input.work.budget);
  const names = { ...input, globals, aliases: aliasesOf(dockerfile) };
  const refused4 = builderOf(input.policy, build2) === "buildah" ? [] : [...refusedNames(names, (name) => namedContext(build2, name) !== void 0)];
  const evaluation = { ...names, done: /* @__PURE__ */ new Map(), refused: refused4 };
  const wanted = build2.target === void 0 ? dockerfile.stages.at(-1) : stageNamed2(evaluation, build2.target);
  const target = wanted ?? dockerfile.stages.at(-1);
  if (target === void 0) return void 0;
  if (build2.unread !== void 0) {
    const final2 = unreadStage(dockerfile, target, { why: build2.unread, work: input.work });
    return { stages: [final2], final: final2, refusals: [] };
  }
  for (const before of neededStages2(evaluation, target)) evaluateStage(evaluation, before);
  const evaluated2 = evaluateStage(evaluation, target);
  const foreign = givenFrontend(build2) ?? foreignFrontend(dockerfile);
  const final = foreign === void 0 ? evaluated2 : { ...evaluated2, state: forgotten(evaluated2.state, foreign) };
  const stages = [...evaluation.done.values()].sort((a, b) => a.stage.index - b.stage.index);
  const refusals2 = dockerfile.template || foreign !== void 0 ? [] : refused4.map((one) => refusalProblem(dockerfile, one));
  return { stages, final, refusals: refusals2, ...wanted === void 0 ? { missingTarget: build2.target ?? "" } : {} };
}
function evaluateStage(evaluation, source) {
  const done = evaluation.done.get(source.index);
  if (done !== void 0) return done;
  const { dockerfile, build: build2, globals } = evaluation;
  const at = { file: dockerfile.file, span: source.base.span };
  const { state, base } = startedStage(evaluation, source, at);
  const stage = {
    index: source.index,
    ...source.alias === void 0 ? {} : { alias: source.alias.raw },
    source,
    base,
    at,
    steps: state.steps,
    after: state
  };
  const origin = originOf(evaluation, source);
  const { failures, budget } = evaluation.work;
  const builder = builderOf(evaluation.policy, build2);
  const input = { stage, dockerfile, origin, globals, args: build2.args, builder };
  for (const instruction of [...triggersOf(base), ...source.instructions]) {
    const { keyword, span } = instruction;
    const step2 = recordStep(state, instruction, input);
    failures.attempt(
      { doing: `reading this ${keyword}`, at: { file: dockerfile.file, span } },
      () => {
        budget.spend();
        const { deferredProblem: later } = instruction;
        if (later !== void 0) evaluation.refused.push({ why: later.message, span: source.base.span });
        const refused4 = refusedOrder(evaluation, source, instruction) ?? refusedValue(state, instruction, { args: build2.args, builder });
        if (refused4 !== void 0) evaluation.refused.push(refused4);
        applyStep(state, step2, input);
        const failing = keyword === "RUN" ? failingRun(step2, state) : void 0;
        if (failing !== void 0) evaluation.refused.push(failing);
      },
      (failure2) => leaveOpen2(state, step2, lostBy(failure2))
    );
  }
  const evaluated2 = { stage, state };
  evaluation.done.set(source.index, evaluated2);
  return evaluated2;
}
function triggersOf(base) {
  return base.kind === "stage" ? deferred(base.stage.source) : [];
}
function startedStage(evaluation, source, at) {
  const { work } = evaluation;
  return work.failures.attempt(
    { doing: "reading what this stage starts from", at },
    () => startStage(evaluation, source, at),
    (failure2) => unknownStart(newState(beginningAt(evaluation, at)), lostBy(failure2))
  );
}
function startStage(evaluation, source, at) {
  const { dockerfile, globals, policy, build: build2, work } = evaluation;
  work.budget.spend();
  const heir = beginningAt(evaluation, at);
  const fresh = () => newState(heir);
  const unknownBase = (why) => unknownStart(fresh(), why);
  const ref = referenceOf(source, globals, dockerfile);
  if (!ref.known) return unknownBase(ref);
  const earlier = aliased(evaluation, ref.value, source.index);
  if (earlier !== void 0) {
    const { stage, state: state2 } = evaluateStage(evaluation, earlier);
    work.budget.spend(state2.steps.length);
    return { state: inherit(state2, heir), base: { kind: "stage", stage } };
  }
  if (ref.value.toLowerCase() === "scratch") return { state: scratch(fresh()), base: { kind: "scratch" } };
  const context = namedContext(build2, ref.value);
  const replaced2 = (what) => {
    const why = `the named context ${ref.value} replaces the base image with ${what}`;
    return unknownBase(unknown({ key: `named context ${ref.value}`, why }, build2.at));
  };
  if (context?.startsWith("./") === true) return replaced2(`folder ${context}`);
  const mapped = context?.startsWith("docker-image://") ? context.slice("docker-image://".length) : ref.value;
  if (context === "") return unknownBase(build2.contextsRest ?? unknownContext(ref.value, at));
  const other = evaluation.imageNamed(context ?? ref.value, at);
  if (other !== void 0 && !("image" in other)) return unknownBase(other);
  if (other !== void 0)
    return { state: heirOf(other.state, heir), base: { kind: "image", image: other.image } };
  if (context !== void 0 && !context.startsWith("docker-image://"))
    return replaced2(`${context}, which is unknown`);
  const state = fresh();
  return { state, base: { kind: "registry", ref: mapped, ...applyRegistryBase(state, mapped, policy) } };
}
function beginningAt({ dockerfile, work }, from) {
  return { file: dockerfile.file, escape: dockerfile.escape, from, work };
}
function originOf(evaluation, source) {
  const { repo, build: build2, dockerignored } = evaluation;
  const memo2 = /* @__PURE__ */ new Map();
  const other = (name) => {
    const known2 = memo2.get(name) ?? otherFiles(evaluation, source, name);
    memo2.set(name, known2);
    return known2;
  };
  return { repo, context: build2.context, dockerignored, other, written: build2.written ?? [] };
}
function otherFiles(evaluation, source, name) {
  const { dockerfile, build: build2, policy } = evaluation;
  const at = { file: dockerfile.file, span: source.from.span };
  const { budget } = evaluation.work;
  const stage = stageNamed2(evaluation, name, source.index);
  if (stage !== void 0) {
    const evaluated2 = evaluateStage(evaluation, stage);
    return { files: containerFiles(evaluated2.state.layers, budget), stage: evaluated2.stage };
  }
  const context = namedContext(build2, name);
  if (context === "") return unknownContext(name, at);
  const folder = context?.startsWith("./") ? context.slice(2) : void 0;
  if (folder !== void 0) return { folder };
  const image = evaluation.imageNamed(context ?? name, at);
  if (image !== void 0 && "image" in image)
    return { files: containerFiles(image.state.layers, budget), stage: image.image.final };
  if (image !== void 0) return image;
  const state = newState(beginningAt(evaluation, at));
  applyRegistryBase(state, context?.replace(/^docker-image:\/\//, "") ?? name, policy);
  const ofBase = state.base !== void 0;
  const key = ofBase ? `files of ${name}` : `strange files of ${name}`;
  const why = `what ${name} has there is unknown`;
  return {
    files: containerFiles(
      new Layers([
        opaqueLayer("/", unknown({ key, why, ...ofBase && { ofBase } }, at)),
        ...state.layers.slice(1)
      ])
    )
  };
}
function unknownContext(name, at) {
  const why = `what the named context ${name} stands for is unknown`;
  return unknown({ key: `named context ${name}`, why }, at);
}

// src/model/fleet/failed-image.ts
var FACTS = ["container user", "environment", "exposed ports", "files", "processes", "servers"];
function failedImage(input, { build: build2, dockerfile, work }, why) {
  const source = dockerfile.stages.at(-1);
  if (source === void 0) return void 0;
  const { stage: final, state } = unreadStage(dockerfile, source, { why, work });
  for (const instruction of source.instructions)
    leaveOpen2(state, recordStep(state, instruction, { stage: final, dockerfile }), why);
  const { files, scripts: _, ...facts } = unreadRun(why);
  const image = {
    name: input.nameOf(build2),
    folder: input.folderOf(build2),
    build: build2,
    file: dockerfile.file,
    dockerfile,
    stages: [final],
    final,
    copies: state.copies,
    files,
    accounts: accountsOf(state),
    exposes: [],
    environment: [],
    volumes: [],
    unknowns: nothingKnown2(why),
    work,
    failed: why
  };
  return {
    image,
    runs: [{ name: image.name, image, unknowns: [], ...facts }],
    state,
    steps: work.budget.limit
  };
}
function failedService(image, compose, why) {
  const { files: _, scripts: __, ...facts } = unreadRun(why);
  const limit = compose.project.override ? { atMost: "warning" } : {};
  const { name: service } = compose.service;
  return { name: image.name, image, service, compose, unknowns: nothingKnown2(why), ...limit, ...facts };
}
function nothingKnown2(why) {
  return FACTS.map((fact) => ({ fact, reason: why }));
}
function unreadDockerfile(file) {
  const nowhere = { start: 0, end: 0 };
  const from = {
    keyword: "FROM",
    keywordSpan: nowhere,
    span: nowhere,
    flags: [],
    words: [],
    heredocs: []
  };
  const stage = { index: 0, from, base: { raw: "", span: nowhere }, instructions: [] };
  return { file, escape: "\\", globalArgs: [], stages: [stage], comments: [], template: false, problems: [] };
}

// src/parsers/dockerfile/ignore/dockerignore.ts
import { posix } from "node:path";

// src/parsers/dockerfile/ignore/classes.ts
var POSIX = /* @__PURE__ */ new Map([
  ["alnum", /^[\da-zA-Z]$/],
  ["alpha", /^[a-zA-Z]$/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the class is about
  ["ascii", /^[\x00-\x7f]$/],
  ["blank", /^[\t ]$/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the class is about
  ["cntrl", /^[\x00-\x1f\x7f]$/],
  ["digit", /^\d$/],
  ["graph", /^[!-~]$/],
  ["lower", /^[a-z]$/],
  ["print", /^[ -~]$/],
  ["punct", /^[!-/:-@[-`{-~]$/],
  ["space", /^[\t\n\v\f\r ]$/],
  ["upper", /^[A-Z]$/],
  ["word", /^\w$/],
  ["xdigit", /^[\da-fA-F]$/]
]);
function posixClass(name) {
  const negated = name.startsWith("^");
  const found = POSIX.get(negated ? name.slice(1) : name);
  return found && ((character) => found.test(character) !== negated);
}
var CATEGORIES = /* @__PURE__ */ new Map([
  ["C", new RegExp("^\\p{C}$", "u")],
  ["L", new RegExp("^\\p{L}$", "u")],
  ["M", new RegExp("^\\p{M}$", "u")],
  ["N", new RegExp("^\\p{N}$", "u")],
  ["P", new RegExp("^\\p{P}$", "u")],
  ["S", new RegExp("^\\p{S}$", "u")],
  ["Z", new RegExp("^\\p{Z}$", "u")]
]);
function unicodeCategory(letter) {
  const found = CATEGORIES.get(letter);
  return found && ((character) => found.test(character));
}

// src/parsers/dockerfile/ignore/steps.ts
function matches2(steps, text3) {
  let open = /* @__PURE__ */ new Set();
  const last = 2 * steps.length;
  const add = (at, position, into) => {
    for (let step2 = at; step2 <= last && !into.has(step2); step2 += 2) {
      const found = steps[step2 / 2];
      if (found?.kind === "between") {
        if (!found.test(text3[position - 1] ?? "", text3[position] ?? "")) return;
        continue;
      }
      into.add(step2);
      if (found === void 0 || found.kind === "one") return;
    }
  };
  add(0, 0, open);
  for (const [position, character] of text3.entries()) {
    if (open.has(last)) return true;
    const next = /* @__PURE__ */ new Set();
    for (const at of open) {
      const step2 = steps[at >> 1];
      const inFolders = step2?.kind === "folders" && character !== "\n";
      if ((step2?.kind === "one" || step2?.kind === "maybe") && step2.test(character))
        add(at + 2, position + 1, next);
      if (step2?.kind === "many" && step2.test(character)) add(at, position + 1, next);
      if (inFolders) next.add(at | 1);
      if (inFolders && character === "/") add((at & ~1) + 2, position + 1, next);
    }
    add(0, position + 1, next);
    open = next;
  }
  return open.has(last);
}

// src/parsers/dockerfile/ignore/expression.ts
var Refused = class extends Error {
};
function readIgnoreExpression(source) {
  try {
    const reader = { text: Array.from(source), at: 0 };
    const branches = [stepsOf2(reader)];
    for (; reader.at < reader.text.length; branches.push(stepsOf2(reader))) reader.at++;
    return (text3) => branches.some((steps) => matches2(steps, text3));
  } catch (error) {
    if (error instanceof Refused) return void 0;
    throw error;
  }
}
function stepsOf2(reader) {
  const steps = [];
  const { text: text3 } = reader;
  while (reader.at < text3.length && text3[reader.at] !== "|") {
    if (startsWith(reader, "\\Q")) {
      steps.push(...quotedSteps(reader));
      continue;
    }
    if (startsWith(reader, "(.*/)?")) {
      reader.at += "(.*/)?".length;
      steps.push({ kind: "folders" });
      if (repetition(reader) !== void 0) throw new Refused();
      continue;
    }
    if (steps.length === 0 && (text3[reader.at] === "*" || repetition(reader) !== void 0))
      throw new Refused();
    const step2 = stepOf2(reader);
    for (const one of repeated(reader, step2)) steps.push(one);
    if (steps.length > MOST_STEPS) throw new Refused();
  }
  return steps;
}
var MOST_STEPS = 1e4;
var MOST_TIMES = 1e3;
function repeated(reader, step2) {
  if (reader.text[reader.at] === "*") {
    reader.at++;
    if (reader.text[reader.at] === "*" || repetition(reader) !== void 0) throw new Refused();
    return step2.kind === "one" ? [{ kind: "many", test: step2.test }] : [];
  }
  const times = repetition(reader);
  if (times === void 0) return [step2];
  const { low, high, length } = times;
  if (low > MOST_TIMES || high !== void 0 && (high > MOST_TIMES || high < low)) throw new Refused();
  reader.at += length;
  if (reader.text[reader.at] === "*" || repetition(reader) !== void 0) throw new Refused();
  if (step2.kind !== "one") return low === 0 ? [] : [step2];
  const needed = Array.from({ length: low }, () => step2);
  if (high === void 0) return [...needed, { kind: "many", test: step2.test }];
  return [
    ...needed,
    ...Array.from({ length: high - low }, () => ({ kind: "maybe", test: step2.test }))
  ];
}
function repetition({ text: text3, at }) {
  if (text3[at] !== "{") return void 0;
  const end = text3.indexOf("}", at);
  const [all, low, comma, high] = /^\{(\d+)(,?)(\d*)\}$/.exec(text3.slice(at, end + 1).join("")) ?? [];
  if (all === void 0 || low === void 0 || /^0\d/.test(low) || /^0\d/.test(high ?? "")) return void 0;
  const most = comma === "" ? Number(low) : high === "" ? void 0 : Number(high);
  return { low: Number(low), high: most, length: Array.from(all).length };
}
function startsWith({ text: text3, at }, start) {
  return [...start].every((character, index) => text3[at + index] === character);
}
function quotedSteps(reader) {
  const steps = [];
  for (reader.at += 2; reader.at < reader.text.length && !startsWith(reader, "\\E"); reader.at++)
    steps.push({ kind: "one", test: same(reader.text[reader.at] ?? "") });
  reader.at += 2;
  return steps;
}
function stepOf2(reader) {
  const character = reader.text[reader.at] ?? "";
  if (character === "[") return { kind: "one", test: readClass(reader) };
  if (character === "\\") return escapeStep(reader);
  reader.at++;
  if (character === "^") return { kind: "between", test: (before) => before === "" };
  if (character === "$") return { kind: "between", test: (_, behind3) => behind3 === "" };
  return { kind: "one", test: character === "." ? (one) => one !== "\n" : same(character) };
}
function escapeStep(reader) {
  const next = reader.text[reader.at + 1] ?? "";
  const between = BETWEEN.get(next);
  if (between === void 0)
    return { kind: "one", test: readClassEscape(reader) ?? same(readEscape(reader)) };
  reader.at += 2;
  return { kind: "between", test: between };
}
var isWord = (character) => /^\w$/.test(character);
var BETWEEN = /* @__PURE__ */ new Map([
  ["A", (before) => before === ""],
  ["z", (_, behind3) => behind3 === ""],
  ["b", (before, behind3) => isWord(before) !== isWord(behind3)],
  ["B", (before, behind3) => isWord(before) === isWord(behind3)]
]);
function same(character) {
  return (one) => one === character;
}
var PERL = /* @__PURE__ */ new Map([
  ["d", (one) => /^\d$/.test(one)],
  ["s", (one) => /^[\t\n\f\r ]$/.test(one)],
  ["w", isWord]
]);
function readClassEscape(reader) {
  const letter = reader.text[reader.at + 1] ?? "";
  const perl = PERL.get(letter.toLowerCase());
  if (perl !== void 0) {
    reader.at += 2;
    return letter === letter.toLowerCase() ? perl : (one) => !perl(one);
  }
  if (letter !== "p" && letter !== "P") return void 0;
  const negated = reader.text[reader.at + 2] === "^" || letter === "P";
  const category = unicodeCategory(reader.text[reader.at + 2] ?? "");
  if (category === void 0) throw new Refused();
  reader.at += 3;
  return (one) => category(one) !== negated;
}
var CONTROLS = /* @__PURE__ */ new Map([
  ["a", "\x07"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "	"],
  ["v", "\v"]
]);
function readEscape(reader) {
  const { text: text3 } = reader;
  const next = text3[reader.at + 1] ?? "";
  reader.at += 2;
  const rest = text3.slice(reader.at, reader.at + 2).join("");
  if (next === "x") return takeNumber(reader, { digits: /^[\da-fA-F]{2}$/.exec(rest)?.[0], radix: 16 });
  if (/^[0-7]$/.test(next) && (next === "0" || /^[0-7]/.test(rest))) {
    const digits = /^[0-7]{0,2}/.exec(rest)?.[0] ?? "";
    reader.at += digits.length;
    return String.fromCodePoint(Number.parseInt(next + digits, 8));
  }
  const control = CONTROLS.get(next);
  if (control !== void 0) return control;
  if (!/^[!-/:-@[-`{-~ \p{Cc}]$/u.test(next) || next.charCodeAt(0) > 127) throw new Refused();
  return next;
}
function takeNumber(reader, { digits, radix }) {
  if (digits === void 0) throw new Refused();
  reader.at += digits.length;
  return String.fromCodePoint(Number.parseInt(digits, radix));
}
function readClass(reader) {
  reader.at++;
  const negated = reader.text[reader.at] === "^";
  if (negated) reader.at++;
  const tests = [];
  for (let first = true; first || reader.text[reader.at] !== "]"; first = false) {
    if (reader.at >= reader.text.length) throw new Refused();
    tests.push(
      readPosix(reader) ?? (reader.text[reader.at] === "\\" ? readClassEscape(reader) : void 0) ?? readRange(reader)
    );
  }
  reader.at++;
  return (one) => tests.some((test) => test(one)) !== negated;
}
function readPosix(reader) {
  if (!startsWith(reader, "[:")) return void 0;
  const rest = reader.text.slice(reader.at + 2).join("");
  const end = rest.indexOf(":]");
  if (end < 0) return void 0;
  const name = rest.slice(0, end);
  const test = posixClass(name);
  if (test === void 0) throw new Refused();
  reader.at += Array.from(name).length + 4;
  return test;
}
function readRange(reader) {
  const low = classCharacter(reader);
  const next = reader.text[reader.at + 1];
  if (reader.text[reader.at] !== "-" || next === void 0 || next === "]") return same(low);
  reader.at++;
  const high = classCharacter(reader);
  const [from = 0, to = 0] = [low.codePointAt(0), high.codePointAt(0)];
  if (to < from) throw new Refused();
  return (one) => {
    const code = one.codePointAt(0) ?? -1;
    return code >= from && code <= to;
  };
}
function classCharacter(reader) {
  const character = reader.text[reader.at];
  if (character === void 0) throw new Refused();
  if (character === "\\") return readEscape(reader);
  reader.at++;
  return character;
}

// src/parsers/dockerfile/ignore/pattern.ts
function patternTest(pattern) {
  const { source, kind } = readPattern(Array.from(pattern.replace(/^\uFEFF/, "")));
  if (kind === "exact") return (path2) => path2 === pattern;
  if (kind === "prefix") {
    const start = pattern.slice(0, -2);
    return (path2) => path2.startsWith(start);
  }
  if (kind === "suffix") {
    const end = pattern.slice(2);
    return (path2) => path2.endsWith(end) || end.startsWith("/") && path2 === end.slice(1);
  }
  const expression = readIgnoreExpression(source);
  return expression && ((path2) => expression(Array.from(path2)));
}
var ESCAPED = new Set(".+()$");
function readPattern(text3) {
  let kind = "exact";
  let source = "^";
  let at = 0;
  for (let index = 0; at < text3.length; index++) {
    const character = text3[at++] ?? "";
    if (character === "*" && text3[at] === "*") {
      at++;
      if (text3[at] === "/") at++;
      if (at < text3.length) {
        source += "(.*/)?";
        kind = "expression";
      } else if (kind === "exact") kind = "prefix";
      else {
        source += ".*";
        kind = "expression";
      }
      if (index === 0) kind = "suffix";
    } else if (character === "\\") {
      source += `\\${text3[at++] ?? ""}`;
      kind = "expression";
    } else if ("*?[]".includes(character)) {
      source += character === "*" ? "[^/]*" : character === "?" ? "[^/]" : character;
      kind = "expression";
    } else source += ESCAPED.has(character) ? `\\${character}` : character;
  }
  return { source: `${source}$`, kind };
}

// src/parsers/dockerfile/ignore/syntax.ts
function isPattern(pattern) {
  let rest = Array.from(pattern);
  let name = ["."];
  while (rest.length > 0) {
    const { star, chunk, behind: behind3 } = cutChunk(rest);
    rest = behind3;
    if (star && chunk.length === 0) return true;
    const found = matchChunk(chunk, name);
    if (found === "bad") return false;
    const isWhole2 = (left) => left.length === 0 || rest.length > 0;
    if (found !== void 0 && isWhole2(found)) {
      name = found;
      continue;
    }
    const later = star && name.length > 0 ? matchChunk(chunk, []) : void 0;
    if (later === "bad") return false;
    if (later === void 0 || !isWhole2(later)) return true;
    name = later;
  }
  return true;
}
function cutChunk(pattern) {
  const first = pattern.findIndex((character) => character !== "*");
  const start = first < 0 ? pattern.length : first;
  let inClass = false;
  let at = start;
  for (; at < pattern.length && (pattern[at] !== "*" || inClass); at++) {
    if (pattern[at] === "\\") at = Math.min(at + 1, pattern.length - 1);
    else if (pattern[at] === "[") inClass = true;
    else if (pattern[at] === "]") inClass = false;
  }
  return { star: start > 0, chunk: pattern.slice(start, at), behind: pattern.slice(at) };
}
function matchChunk(chunk, name) {
  let left = name;
  for (let at = 0; at < chunk.length; ) {
    const character = left?.[0];
    let fits2 = true;
    if (chunk[at] === "[") {
      const found = readClass2(chunk, at + 1, character);
      if (found === void 0) return "bad";
      at = found.end;
      fits2 = found.fits;
    } else {
      if (chunk[at] === "\\") at++;
      if (at >= chunk.length) return "bad";
      fits2 = chunk[at] === "?" && chunk[at - 1] !== "\\" || chunk[at] === character;
      at++;
    }
    left = left === void 0 || character === void 0 || !fits2 ? void 0 : left.slice(1);
  }
  return left;
}
function readClass2(chunk, start, character) {
  const negated = chunk[start] === "^";
  let at = negated ? start + 1 : start;
  let fits2 = false;
  for (let count = 0; count === 0 || chunk[at] !== "]"; count++) {
    const low = classCharacter2(chunk, at);
    if (low === void 0) return void 0;
    const high = chunk[low.end] === "-" ? classCharacter2(chunk, low.end + 1) : low;
    if (high === void 0) return void 0;
    at = high.end;
    if (character !== void 0 && low.character <= character && character <= high.character) fits2 = true;
  }
  return { end: at + 1, fits: fits2 !== negated };
}
function classCharacter2(chunk, at) {
  if (at >= chunk.length || chunk[at] === "-" || chunk[at] === "]") return void 0;
  const own = chunk[at] === "\\" ? at + 1 : at;
  const character = chunk[own];
  return character === void 0 || own + 1 >= chunk.length ? void 0 : { character, end: own + 1 };
}

// src/parsers/dockerfile/ignore/dockerignore.ts
function dockerignore(text3) {
  const patterns = [];
  const problems = [];
  for (const { start, end } of splitLines(text3)) {
    const line = text3.slice(start, end);
    const written3 = patternIn(start === 0 ? line.replace(/^\uFEFF/, "") : line);
    if (written3 === void 0) continue;
    const { pattern, exception } = written3;
    const blank2 = /^\uFEFF?\s*/.exec(line)?.[0].length ?? 0;
    const span = { start: start + blank2, end: start + line.trimEnd().length };
    if (pattern !== "" && isPattern(pattern)) patterns.push({ exception, test: patternTest(pattern), span });
    else problems.push(refusal3(text3, span));
  }
  const asked = patterns.find((one, index) => one.test === void 0 && isAsked3(patterns, index));
  if (asked !== void 0) problems.push(refusal3(text3, asked.span));
  return { ignores: matcher(patterns), problems };
}
function refusal3(text3, span) {
  const pattern = text3.slice(span.start, span.end);
  return { message: `the build stops here: "${pattern}" is not a valid pattern`, span };
}
function isAsked3(patterns, index) {
  let out = false;
  for (const { exception, test } of patterns.slice(0, index))
    if (exception === out && test?.(".dockerignore") === true) out = !exception;
  return patterns[index]?.exception === out;
}
function patternIn(line) {
  const trimmed3 = line.startsWith("#") ? "" : line.trim();
  if (trimmed3 === "") return void 0;
  const excepted = trimmed3.startsWith("!");
  const written3 = excepted ? trimmed3.slice(1).trim() : trimmed3;
  const clean = written3 === "" ? "" : cleanPath(written3);
  const plain4 = clean.length > 1 && clean.startsWith("/") ? clean.slice(1) : clean;
  const whole = cleanPath(excepted ? `!${plain4}` : plain4.trim());
  const exception = whole.startsWith("!");
  return { pattern: exception ? whole.slice(1) : whole, exception };
}
function cleanPath(path2) {
  return posix.normalize(path2).replace(/(?<=.)\/$/, "");
}
function matcher(patterns) {
  const folders = /* @__PURE__ */ new Map();
  const judge = (path2, above) => {
    const walked = [];
    const matched = [];
    let passed = false;
    let closed2 = false;
    for (const [index, { exception, test }] of patterns.entries()) {
      const own = test?.(path2) === true;
      const inherited = above?.walked[index] === true;
      const asked = inherited || exception === passed && own;
      walked.push(asked);
      if (asked) passed = !exception;
      const here = own || above?.matched[index] === true;
      matched.push(here);
      if (here) closed2 = !exception;
    }
    return { walked, matched, out: passed || closed2 };
  };
  const aboveOf = (path2) => {
    let above;
    for (let slash = path2.indexOf("/"); slash >= 0; slash = path2.indexOf("/", slash + 1)) {
      const folder = path2.slice(0, slash);
      const known2 = folders.get(folder) ?? judge(folder, above);
      folders.set(folder, known2);
      above = known2;
    }
    return above;
  };
  return (path2) => path2 !== "" && patterns.length > 0 && judge(path2, aboveOf(path2)).out;
}

// src/model/fleet/ignores.ts
var NOTHING4 = { ignores: () => false, problems: [] };
function ignoreOf(repo, build2, memo2) {
  if (!build2.context.known) return NOTHING4;
  const context = build2.context.value;
  const candidates2 = [
    `${build2.dockerfile}.dockerignore`,
    context === "" ? ".dockerignore" : `${context}/.dockerignore`
  ];
  const path2 = candidates2.find((candidate) => repo.tree.entry(candidate) !== void 0);
  if (path2 === void 0) return NOTHING4;
  const known2 = memo2.get(path2);
  if (known2 !== void 0) return known2;
  const file = repo.read(path2);
  const read2 = () => {
    if (file === void 0 || "unreadable" in file) return NOTHING4;
    const { ignores, problems } = dockerignore(file.text);
    return { ignores, problems: problems.map(({ span, message }) => ({ at: { file, span }, message })) };
  };
  const at = file === void 0 || "unreadable" in file ? void 0 : { file };
  const found = at === void 0 ? NOTHING4 : within({ doing: "reading this list of what is left out", at }, read2);
  memo2.set(path2, found);
  return found;
}

// src/model/fleet/link-order.ts
function inOrder(build2, namedIn2, linked2) {
  const order = [];
  const seen = /* @__PURE__ */ new Set([build2]);
  const stack = [{ build: build2, left: namedIn2(build2) }];
  for (let top = stack.at(-1); top !== void 0; top = stack.at(-1)) {
    const next = top.left.pop();
    if (next === void 0) {
      order.push(top.build);
      stack.pop();
    } else if (stack.some((open) => open.build === next)) return [build2];
    else if (!seen.has(next) && !linked2.has(next)) {
      seen.add(next);
      stack.push({ build: next, left: namedIn2(next) });
    }
  }
  return order;
}
function namesOfBases({ stages }) {
  const names = stages.flatMap(({ base, instructions }) => [
    base.raw,
    ...instructions.flatMap(
      ({ flags }) => flags.flatMap(({ name, value }) => name === "from" && value !== void 0 ? [value.raw] : [])
    )
  ]);
  return [...new Set(names)];
}

// src/model/fleet/own-build.ts
function ownBuilds(builds, nameOf4, linkedFolders2) {
  const linksOf3 = ({ dockerfile }) => linkedFolders2(folderOfFile(dockerfile));
  const parents = /* @__PURE__ */ new Map();
  for (const { dockerfile } of builds) {
    const parent = parentOf2(dockerfile);
    const same2 = parents.get(parent);
    if (same2 === void 0) parents.set(parent, /* @__PURE__ */ new Set([dockerfile]));
    else same2.add(dockerfile);
  }
  return {
    byTag: indexed(builds, ({ tags }) => tags.map(fullReference)),
    byName: indexed(builds, (build2) => [
      nameOf4(build2),
      baseName(nameOf4(build2)),
      ...build2.label === void 0 ? [] : [build2.label],
      ...linksOf3(build2).map(baseName)
    ]),
    byFolder: indexed(builds, (build2) => [folderOfFile(build2.dockerfile), ...linksOf3(build2)].map(lastTwo)),
    besides: new Map([...parents].map(([parent, paths2]) => [parent, paths2.size]))
  };
}
function builtAs(all, name) {
  if (parseReference(name).digest !== void 0) return void 0;
  const [first, ...others] = all.byTag.get(fullReference(name)) ?? [];
  const isOne = others.every(
    ({ dockerfile, target }) => dockerfile === first?.dockerfile && target === first.target
  );
  return isOne ? first : void 0;
}
function withoutTag(name) {
  return name.replace(/@.*$/, "").replace(/:[^/]*$/, "");
}
function likelyPrefix(all, name, isOther) {
  const path2 = withoutTag(name);
  for (let end = path2.lastIndexOf("/"); end > 0; end = path2.lastIndexOf("/", end - 1)) {
    const build2 = ownBuild(all, { name, own: path2.slice(end + 1) });
    if (build2 !== void 0 && isOther(build2)) return path2.slice(0, end);
  }
  return void 0;
}
function ownBuild(all, reference) {
  const { name, own } = reference;
  const { tag, digest } = parseReference(name);
  const [tagged] = all.byTag.get(fullReference(name)) ?? [];
  if (tagged !== void 0 && digest === void 0) return tagged;
  const named6 = all.byName.get(own) ?? [];
  if (tag === void 0 || digest !== void 0) return named6[0];
  const [ofFolder] = all.byFolder.get(`${baseName(own)}/${tag}`) ?? [];
  return ofFolder ?? named6.find((build2) => !isOfOtherTag(build2, reference, all));
}
function isOfOtherTag({ tags, dockerfile }, { name, own }, { besides: besides2 }) {
  const same2 = tags.filter((each) => repositoryOf(each) === repositoryOf(name));
  if (same2.length > 0 && !same2.some((each) => each.includes("*"))) return true;
  const parent = parentOf2(dockerfile);
  return baseName(parent) === baseName(own) && (besides2.get(parent) ?? 0) > 1;
}
function indexed(builds, keysOf) {
  const found = /* @__PURE__ */ new Map();
  for (const build2 of builds) {
    for (const key of new Set(keysOf(build2))) {
      const same2 = found.get(key);
      if (same2 === void 0) found.set(key, [build2]);
      else same2.push(build2);
    }
  }
  return found;
}
function parentOf2(dockerfile) {
  return folderOfFile(folderOfFile(dockerfile));
}
function lastTwo(folder) {
  return folder.split("/").slice(-2).join("/");
}
function repositoryOf(reference) {
  const { registry, repository } = parseReference(reference);
  return `${registry}/${repository}`;
}

// src/model/fleet/named-builds.ts
function buildFinder({
  builds,
  policy,
  nameOf: nameOf4,
  dockerfile
}) {
  const own = ownBuilds(builds.builds, nameOf4, builds.linkedFolders);
  const labelled = firstByKey(builds.named, ({ from, file, name }) => [from, file, name]);
  const built = firstByKey(builds.builds, ({ dockerfile: dockerfile2, target }) => [dockerfile2, target]);
  const find = (build2, name) => {
    const [, kind, label] = /^(target|service):(.+)$/.exec(name) ?? [];
    if (label !== void 0) {
      const from = kind === "target" ? "bake" : "compose";
      const named6 = labelled(from, build2.names ?? build2.at.file.path, label);
      return named6 && built(named6.dockerfile, named6.target);
    }
    const repository = ownImageName(name, policy.registries);
    if (repository !== void 0) return ownBuild(own, { name, own: repository });
    const pushed = isOutside(name, policy) ? void 0 : builtAs(own, name);
    return pushed?.dockerfile === build2.dockerfile && pushed.target === build2.target ? void 0 : pushed;
  };
  return { find, likely: (build2, name, at) => likelyOwn(own, { build: build2, name, at, policy, dockerfile }) };
}
function likelyOwn(own, { build: build2, name, at, policy, dockerfile }) {
  if (isOutside(name, policy) || openBase(name, policy, at).configuration === void 0) return void 0;
  const isBuiltOnIt = (found) => namesOfBases(dockerfile(found) ?? { stages: [] }).some((raw) => withoutTag(raw) === withoutTag(name));
  const prefix = likelyPrefix(
    own,
    name,
    (found) => found.dockerfile !== build2.dockerfile && !isBuiltOnIt(found)
  );
  if (prefix === void 0) return void 0;
  const shared = { key: `registry ${prefix}`, many: `unknown base images look like this repo's own` };
  return unknown(
    {
      key: `base ${name}`,
      why: `unknown base image ${name}`,
      clause: `base image ${name} is unknown`,
      shared,
      ofBase: true
    },
    at,
    `if ${prefix}/ holds images of this repo, add to .github/keelcheck.yml:
registries:
  ${prefix}: .`
  );
}
function isOutside(name, policy) {
  return findBase(name) !== void 0 || isDeclared(name, policy);
}
function firstByKey(all, keyOf4) {
  const found = /* @__PURE__ */ new Map();
  for (const one of all) {
    const key = JSON.stringify(keyOf4(one));
    if (!found.has(key)) found.set(key, one);
  }
  return (...key) => found.get(JSON.stringify(key));
}

// src/model/fleet/read-only.ts
var PID_FILES = {
  "/usr/local/apache2/conf/httpd.conf": "/usr/local/apache2/logs/httpd.pid"
};
function withReadOnly(run3) {
  const { apache, compose } = run3;
  const readOnly = compose?.service.readOnly;
  if (readOnly === void 0 || apache?.starts.known !== true || !apache.starts.value) return run3;
  const path2 = apache.mainConfig.known ? ownValue(PID_FILES, apache.mainConfig.value.path) : void 0;
  if (path2 === void 0 || isInMount(run3, path2)) return run3;
  const note3 = `the file system is read-only, so Apache cannot write ${path2}`;
  const starts = known(false, readOnly, [{ at: readOnly, note: note3 }]);
  const listeners = run3.listeners.filter(({ server }) => server !== "apache");
  return { ...run3, apache: { ...apache, starts }, listeners };
}

// src/model/fleet/writing.ts
function writing(run3, around) {
  const ofSupervisor = (server) => run3.processes.list.some(({ at, supervised }) => supervised && at === server.launched.at) ? supervisorUnwritable(run3, around).filter(({ program }) => isOf3(server, program)) : [];
  const nginx = run3.nginx && blockedStart(run3.nginx, (server) => [...unwritablePaths(run3, around), ...ofSupervisor(server)]);
  const apache = run3.apache && blockedStart(run3.apache, (server) => [...apacheUnwritable(run3, around), ...ofSupervisor(server)]);
  const ended3 = [nginx, apache].filter((server) => server !== void 0).map(({ kind }) => kind);
  if (ended3.length === 0) return run3;
  return {
    ...run3,
    ...nginx && { nginx },
    ...apache && { apache },
    listeners: run3.listeners.filter(({ server }) => !ended3.includes(server))
  };
}
function blockedStart(server, find) {
  const blocked = server.starts.known && server.starts.value ? find(server) : [];
  const [first] = blocked;
  if (first === void 0) return void 0;
  const because2 = blocked.map(({ at, who, path: path2, why }) => ({
    at,
    note: `${who} cannot write ${path2}: ${why}`
  }));
  return { ...server, starts: known(false, first.at, because2) };
}
function isOf3({ launched }, program) {
  const command2 = program?.values.get("command");
  return program === void 0 || command2 !== void 0 && isSamePlace(command2.at, launched.at);
}

// src/model/fleet/link-images.ts
function linkImages(input) {
  const linked2 = /* @__PURE__ */ new Map();
  const busy = /* @__PURE__ */ new Set();
  const ignores = /* @__PURE__ */ new Map();
  const finder = buildFinder(input);
  const link2 = (build2) => {
    const done = linked2.get(build2);
    if (done !== void 0) return done;
    const dockerfile = input.dockerfile(build2);
    if (dockerfile === void 0 || dockerfile.stages.length === 0) return void 0;
    if (busy.has(build2)) {
      const name = input.nameOf(build2);
      const why = `${name} starts from itself through other images`;
      return unknown({ key: `circle ${name}`, why }, { file: dockerfile.file });
    }
    busy.add(build2);
    const result = linkSafely(input, { build: build2, dockerfile }, { link: link2, ignores, finder });
    busy.delete(build2);
    if (result !== void 0) linked2.set(build2, result);
    return result;
  };
  const namedBuilds = (build2) => namesOfBases(input.dockerfile(build2) ?? { stages: [] }).flatMap(
    (name) => finder.find(build2, ownValue(build2.contexts, name) ?? name) ?? []
  );
  for (const build2 of [...input.builds.builds, ...input.others])
    for (const one of inOrder(build2, namedBuilds, linked2)) link2(one);
  return linked2;
}
function linkSafely(input, { build: build2, dockerfile }, linking) {
  const images = [input.nameOf(build2)];
  const budget = new Budget(input.stepsFor(dockerfile.file.text.length));
  const work = { failures: input.failures.about(images), budget };
  const lost = input.unread(build2.dockerfile);
  if (lost !== void 0) return failedImage(input, { build: build2, dockerfile, work }, lost);
  return work.failures.attempt(
    { doing: "reading this image", at: placeOf5(dockerfile) },
    () => linkBuild(input, { build: build2, dockerfile, work }, linking),
    (failure2) => failedImage(input, { build: build2, dockerfile, work }, lostBy(failure2))
  );
}
function placeOf5({ file, stages }) {
  const span = stages.at(-1)?.base.span;
  return span === void 0 ? { file } : { file, span };
}
function linkBuild(input, { build: build2, dockerfile, work }, { link: link2, ignores, finder }) {
  const { repo, policy } = input;
  const { budget } = work;
  const bases = /* @__PURE__ */ new Set();
  const imageNamed = (name, at) => {
    const other = finder.find(build2, name);
    if (other === void 0) return finder.likely(build2, name, at);
    const result = link2(other);
    if (result !== void 0 && "image" in result && !bases.has(result)) {
      bases.add(result);
      budget.allow(result.steps);
    }
    const why = `${name} is an image of this repo whose Dockerfile cannot be read`;
    return result ?? unknown({ key: `unreadable image ${name}`, why }, at);
  };
  const { ignores: dockerignored, problems } = ignoreOf(repo, build2, ignores);
  const stages = evaluateStages({ work, dockerfile, build: build2, repo, policy, dockerignored, imageNamed });
  if (stages === void 0) return void 0;
  const copies = allCopies(stages);
  const { state } = stages.final;
  const services = input.servicesOf(build2);
  const layers = state.layers.copy();
  for (const one of mountedOver(services)) layers.push(one);
  const facts = readRun({ ...state, layers }, copies, policy.runtime);
  const image = withUnclear(
    imageOf(input, { build: build2, dockerfile, stages, copies, facts, problems, services }),
    policy
  );
  const around = { fleet: { composeServices: services }, policy };
  const own = writing(runOf(image, facts), around);
  const judge = (compose) => {
    const own2 = serviceState(state, compose, repo);
    const started2 = { ...own2, work: { ...work, budget: new Budget(budget.limit) } };
    const onHost = compose.service.networkMode?.value === "host";
    const read2 = readRun(started2, copies, onHost ? "host" : policy.runtime);
    const mounts = mountTargets([compose]);
    const unknowns = unknownsOf({ dockerfile, build: build2, state: started2, facts: read2, stages, mounts });
    const run3 = runOf(image, read2);
    const limit = compose.project.override ? { atMost: "warning" } : {};
    return withReadOnly(
      writing({ ...run3, service: compose.service.name, compose, unknowns, ...limit }, around)
    );
  };
  const started = services.filter(({ development }) => !development).map(
    (compose) => work.failures.attempt(
      { doing: "reading this service", at: compose.service.at },
      () => judge(compose),
      (failure2) => failedService(image, compose, lostBy(failure2))
    )
  );
  return { image, runs: [own, ...started], state, steps: budget.limit };
}
function withUnclear(image, policy) {
  return { ...image, unknowns: [...image.unknowns, ...unclearPermissions(image, policy)] };
}
function runOf(image, { files: _, scripts: __, ...run3 }) {
  return { name: image.name, image, unknowns: [], ...run3 };
}
function imageOf(input, {
  build: build2,
  dockerfile,
  stages,
  copies,
  facts,
  problems,
  services
}) {
  const { stage, state } = stages.final;
  return {
    name: input.nameOf(build2),
    folder: input.folderOf(build2),
    build: build2,
    file: dockerfile.file,
    dockerfile,
    stages: stages.stages.map((evaluated2) => evaluated2.stage),
    final: stage,
    copies,
    files: facts.files,
    accounts: accountsOf(state),
    exposes: state.exposes.map((exposed) => ({
      ...exposed,
      own: exposed.own && exposed.at.file === state.file
    })),
    environment: environmentOf(state, facts),
    volumes: state.volumes,
    refusals: [...problems, ...stages.refusals],
    work: state.work,
    unknowns: [
      ...unknownsOf({ dockerfile, build: build2, state, facts, stages, mounts: mountTargets(services) }),
      ...build2.from === "default" && input.builds.incomplete !== void 0 ? [{ fact: "how it is built", reason: input.builds.incomplete }] : []
    ]
  };
}
function mountTargets(services) {
  const told4 = services.filter(({ development }) => !development);
  return told4.flatMap(({ service }) => service.mounts.flatMap(({ target }) => target ?? []));
}
function allCopies({ stages, final }) {
  const inFinal = new Set(final.state.copies.map(({ instruction }) => instruction));
  const found = /* @__PURE__ */ new Map();
  for (const { state } of stages) {
    for (const copy of state.copies)
      found.set(copy.instruction, { ...copy, inFinalChain: inFinal.has(copy.instruction) });
  }
  return [...found.values()];
}

// src/model/fleet/heirs.ts
function imagesByGround(images) {
  const found = /* @__PURE__ */ new Map();
  const all = new Set(images);
  for (const image of all) {
    for (const { base } of ownStagesDown(image.final)) {
      if (base.kind === "image") all.add(base.image);
      const ground = base.kind === "image" ? base.image : base.kind === "stage" ? base.stage.source : void 0;
      if (ground === void 0) continue;
      const known2 = found.get(ground);
      if (known2 === void 0) found.set(ground, [image]);
      else known2.push(image);
    }
  }
  return found;
}
function runsOnImages(runs2) {
  const numbers = /* @__PURE__ */ new Map();
  for (const [number, { image }] of runs2.entries()) {
    const known2 = numbers.get(image);
    if (known2 === void 0) numbers.set(image, [number]);
    else known2.push(number);
  }
  const on = imagesByGround(numbers.keys());
  return (image) => {
    const found = /* @__PURE__ */ new Set([image, ...on.get(image.final.source) ?? []]);
    for (const one of found) for (const heir of on.get(one) ?? []) found.add(heir);
    const sorted = Array.from(found, (one) => numbers.get(one) ?? []).flat().sort((a, b) => a - b);
    return sorted.flatMap((number) => runs2[number] ?? []);
  };
}
function groundOf(images) {
  const on = imagesByGround(images);
  return (image) => on.has(image) || on.has(image.final.source);
}

// src/model/fleet/links.ts
function fleetLinks({ images, runs: runs2 }) {
  const files = new Set(images.map(({ file }) => file.path));
  let byFile;
  let withFile;
  let byName;
  let bases;
  let onImage;
  let isGround;
  let loads;
  const runsOn = (image) => {
    onImage ??= runsOnImages(runs2);
    return onImage(image);
  };
  return {
    runsOn,
    hasHeirs: (image) => {
      isGround ??= groundOf(images);
      return isGround(image);
    },
    isImageFile: (path2) => files.has(path2),
    runsWithUsersOf: (path2) => {
      byFile ??= runsByFile(runs2);
      return byFile.get(path2) ?? [];
    },
    imagesWith: (path2) => {
      withFile ??= imagesByFile(images);
      return withFile.get(path2) ?? [];
    },
    mayLoad: (server, image, copy) => {
      loads ??= grouped(runs2, (run3) => [...loadsOf("nginx", run3), ...loadsOf("apache", run3)]);
      if (loads.has(loadKey(server, copy))) return true;
      const isOpen4 = (run3) => run3.image !== image && run3[server]?.incomplete !== void 0;
      return runs2.some((run3) => isOpen4(run3) && (hasCopy(run3, copy) ?? brings(run3.image, copy)));
    },
    servicesOf: ({ name }) => {
      byName ??= grouped(runs2, ({ image, service }) => service === void 0 ? [] : [image.name]);
      return byName.get(name) ?? [];
    },
    isBase: (image) => {
      bases ??= basesOf(images);
      return bases.has(keyOf3(image));
    }
  };
}
function brings(image, { source }) {
  return source !== void 0 && copiedPaths(image).includes(source);
}
function loadsOf(server, run3) {
  return (run3[server]?.loaded ?? []).map(({ container }) => loadKey(server, container));
}
function hasCopy({ filesAtStart }, { path: path2, source }) {
  const there = filesAtStart.lookup(path2);
  if (there === void 0) return false;
  return "known" in there ? void 0 : there.source === source;
}
function loadKey(server, { path: path2, source }) {
  return JSON.stringify([server, path2, source]);
}
function basesOf(images) {
  const stages = images.flatMap((image) => image.stages);
  return new Set(stages.flatMap(({ base }) => base.kind === "image" ? [keyOf3(base.image)] : []));
}
function keyOf3({ name, file }) {
  return JSON.stringify([name, file.path]);
}
function runsByFile(runs2) {
  return grouped(runs2, ({ image: { file, accounts } }) => {
    const made = accounts.users.filter(({ from }) => from === "run").map(({ at }) => at.file.path);
    return [file.path, ...made];
  });
}
function imagesByFile(images) {
  return grouped(images, (image) => [...dockerfilesOf(image), ...copiedPaths(image)]);
}
function grouped(list2, keysOf) {
  const found = /* @__PURE__ */ new Map();
  for (const each of list2) {
    for (const key of new Set(keysOf(each))) {
      const same2 = found.get(key);
      if (same2 === void 0) found.set(key, [each]);
      else same2.push(each);
    }
  }
  return found;
}
function dockerfilesOf({ file, final }) {
  return [file.path, ...imagesBelow(final).map((image) => image.file.path)];
}

// src/model/fleet/other-runs.ts
function isWorthReading(run3, { registries, baseImages }) {
  const { development, build: build2 } = run3;
  if (development) return false;
  const reference = build2.inCompose?.kind === "stock" ? build2.inCompose.text.value ?? "" : void 0;
  if (reference === void 0 || mountsServerFiles(run3)) return true;
  const plain4 = unmirrored(reference, registries);
  if (baseImages.length > 0 || ownImageName(reference, registries) !== void 0) return true;
  return (findBase(plain4)?.image.servers.length ?? 0) > 0;
}
function mountsServerFiles({ service }) {
  return service.mounts.some(({ target }) => /\/(?:nginx|apache2|httpd)(?:\/|$)/.test(target ?? ""));
}
function matters(run3) {
  const { compose, nginx, apache } = run3;
  if (compose === void 0) return false;
  if (compose.build.inCompose?.kind !== "stock" || nginx !== void 0 || apache !== void 0) return true;
  return mountsServerFiles(compose);
}
function otherName({ dockerfile, label = dockerfile, inCompose, at }, builds, names) {
  const same2 = inCompose === void 0 ? builds.find((one) => one.dockerfile === dockerfile) : void 0;
  const isTaken = [...names.values()].includes(label);
  return (same2 && names.get(same2)) ?? (isTaken ? `${label} of ${at.file.path}` : label);
}
function emptyFolder({ dockerfile, at }) {
  const path2 = folderOfFile(dockerfile);
  return {
    path: path2,
    name: path2 === "" ? "." : baseName(path2),
    images: [],
    entries: [],
    readmes: [],
    at: { file: at.file }
  };
}
function withOthers2(asks, runs2, scope) {
  if (scope === void 0 || runs2.length === 0) return asks;
  const touched = new Set(
    runs2.flatMap(
      ({ image, compose }) => compose !== void 0 && inputsOf(compose).some(scope.touches) ? [image.build] : []
    )
  );
  const others = new Set(runs2.map(({ image }) => image.build));
  return {
    ...asks,
    image: (image) => others.has(image.build) ? touched.has(image.build) : asks.image(image)
  };
}
function inputsOf({ project, service, build: build2 }) {
  const envFiles = service.envFiles.flatMap(
    ({ path: { value, folder } }) => value === null || folder === void 0 ? [] : joinRepoPath(folder, value) ?? []
  );
  const mounts = service.mounts.flatMap(({ source, near }) => source ?? near ?? []);
  const context = build2.inCompose?.kind !== "stock" && build2.context.known ? [build2.context.value] : [];
  const claimed = service.build && contextFolder(service.build);
  return [
    ...project.inputs,
    ...envFiles,
    ...mounts,
    build2.dockerfile,
    ...context,
    ...claimed === void 0 ? [] : [claimed]
  ];
}

// lazy:node:zlib
import { createRequire as createRequire2 } from "node:module";
function load3() {
  ({ gunzipSync: lazy_gunzipSync, gzipSync: lazy_gzipSync } = createRequire2(import.meta.url)("node:zlib"));
}
var lazy_gunzipSync = function(...given) {
  load3();
  return new.target ? new lazy_gunzipSync(...given) : lazy_gunzipSync(...given);
};
var lazy_gzipSync = function(...given) {
  load3();
  return new.target ? new lazy_gzipSync(...given) : lazy_gzipSync(...given);
};

// lazy:tar/header
import { createRequire as createRequire3 } from "node:module";
function load4() {
  ({ tar_header_Header: lazy_tar_header_Header } = createRequire3(import.meta.url)("./tar.cjs"));
}
var lazy_tar_header_Header = function(...given) {
  load4();
  return new.target ? new lazy_tar_header_Header(...given) : lazy_tar_header_Header(...given);
};

// lazy:tar/parse
import { createRequire as createRequire4 } from "node:module";
function load5() {
  ({ tar_parse_Parser: lazy_tar_parse_Parser } = createRequire4(import.meta.url)("./tar.cjs"));
}
var lazy_tar_parse_Parser = function(...given) {
  load5();
  return new.target ? new lazy_tar_parse_Parser(...given) : lazy_tar_parse_Parser(...given);
};

// src/parsers/archive.ts
var LONGEST_TEXT = 1024 * 1024;
var LIMITS = { bytes: 128 * 1024 * 1024, entries: 2e4 };
var OTHER_COMPRESSIONS = {
  bzip2: [66, 90, 104],
  xz: [253, 55, 122, 88, 90],
  zstd: [40, 181, 47, 253]
};
function readArchive(bytes, limits2 = LIMITS) {
  const other = Object.entries(OTHER_COMPRESSIONS).find(([, start]) => startsWith2(bytes, start));
  if (other !== void 0) return { unread: `is compressed by ${other[0]}` };
  if (!startsWith2(bytes, [31, 139])) return readTar2(bytes, limits2);
  let plain4;
  try {
    plain4 = lazy_gunzipSync(bytes, { maxOutputLength: limits2.bytes });
  } catch (error) {
    const large = error.code === "ERR_BUFFER_TOO_LARGE";
    return { unread: large ? `holds more than ${limits2.bytes >> 20} MiB` : "is not whole" };
  }
  return readTar2(plain4, limits2);
}
function startsWith2(bytes, start) {
  return start.every((byte, index) => bytes[index] === byte);
}
var BLOCK = 512;
function readTar2(bytes, limits2) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < BLOCK) return void 0;
  const first = new lazy_tar_header_Header(buffer, 0);
  if (first.nullBlock || !first.cksumValid) return void 0;
  const entries = /* @__PURE__ */ new Map();
  const names = ownersIn(buffer);
  let count = 0;
  let problem2;
  const parser = new lazy_tar_parse_Parser({
    onwarn: (_code, message) => {
      problem2 ??= `is not whole: ${message}`;
    },
    onReadEntry: (entry) => {
      const chunks = [];
      const owner = names[count++];
      entry.on("data", (chunk) => chunks.push(chunk));
      entry.on("end", () => {
        if (entries.size >= limits2.entries) problem2 ??= `holds more than ${limits2.entries} files`;
        if (problem2 !== void 0) return;
        const taken3 = entryOf(entry, chunks, entries);
        if ("unread" in taken3) problem2 = taken3.unread;
        else entries.set(taken3.path, { ...owner, ...taken3 });
      });
    }
  });
  let ends = buffer.length % BLOCK === 0;
  parser.on("eof", () => {
    ends = true;
  });
  try {
    parser.end(buffer);
  } catch {
    problem2 ??= "is not whole";
  }
  if (!ends) problem2 ??= "is not whole";
  return problem2 === void 0 ? { entries: [...entries.values()] } : { unread: problem2 };
}
var META = /^(Global|Old)?ExtendedHeader$|^NextFileHasLong|^OldGnuLongPath$/;
function ownersIn(buffer) {
  const owners = [];
  for (let at = 0; at + BLOCK <= buffer.length; ) {
    const header = new lazy_tar_header_Header(buffer, at);
    if (!header.nullBlock && !header.cksumValid) break;
    const [user2, group] = [textAt3(buffer, at + 265), textAt3(buffer, at + 297)];
    const isMeta = META.test(header.type);
    if (!header.nullBlock && !isMeta)
      owners.push({ ...user2 === "" ? {} : { user: user2 }, ...group === "" ? {} : { group } });
    at += BLOCK * (1 + Math.ceil((header.nullBlock ? 0 : header.size ?? 0) / BLOCK));
  }
  return owners;
}
var NAME_BYTES = 32;
function textAt3(buffer, start) {
  return buffer.toString("utf8", start, start + NAME_BYTES).replace(/\0.*$/s, "");
}
function entryOf({ path: written3, type, mode, uid, gid, uname, gname, linkpath }, chunks, before) {
  const path2 = plainPath(written3);
  if (path2 === void 0) return { unread: `holds ${written3}, which leads out of it` };
  if (liesBehindLink(path2, before)) return { unread: `holds ${written3}, which lies behind a link` };
  const own = {
    path: path2,
    mode: (mode ?? 0) & 4095,
    uid: uid ?? 0,
    gid: gid ?? 0,
    ...uname ? { user: uname } : {},
    ...gname ? { group: gname } : {}
  };
  switch (type) {
    case "File":
    case "OldFile":
    case "ContiguousFile":
      return { ...own, kind: "file", content: textOf2(chunks) };
    case "Directory":
      return { ...own, kind: "directory" };
    case "SymbolicLink":
      return { ...own, kind: "link", target: linkpath ?? "" };
    case "Link": {
      const named6 = before.get(plainPath(linkpath ?? "") ?? "");
      return named6 === void 0 ? { unread: `holds another name of ${linkpath}` } : { ...named6, path: path2 };
    }
    default:
      return { unread: `holds ${written3}, which is a ${type}` };
  }
}
function plainPath(written3) {
  const parts = written3.split("/").filter((part) => part !== "" && part !== ".");
  return parts.includes("..") ? void 0 : (written3.startsWith("/") ? "/" : "") + parts.join("/");
}
function liesBehindLink(path2, before) {
  for (let cut2 = path2.lastIndexOf("/"); cut2 > 0; cut2 = path2.lastIndexOf("/", cut2 - 1))
    if (before.get(path2.slice(0, cut2))?.kind === "link") return true;
  return false;
}
function textOf2(chunks) {
  const bytes = Buffer.concat(chunks);
  return bytes.length > LONGEST_TEXT ? { unreadable: "is larger than 1 MiB" } : decodeText(bytes);
}

// src/model/readme/called.ts
var REF = "((?:\\.?[\\w.-]+/)*[\\w][\\w.-]*)/?(?::[\\w.-]+)?";
var KIND = "(?:docker )?(?:images?|containers?|services?|dockerfiles?|folders?)";
var OF_ONE = [
  new RegExp(`^${REF}$`, "i"),
  new RegExp(`^${REF}\\s*(?:[:\u2013\u2014|(,]|-\\s).*$`, "i"),
  new RegExp(`^${REF} ${KIND}\\b.*$`, "i"),
  new RegExp(`^${KIND}:? ${REF}$`, "i")
];
function calledIn(text3) {
  const bare = text3.replace(new RegExp(":[a-z\\d_+-]+:|[`*]|\\p{Extended_Pictographic}\\ufe0f?", "giu"), "").trim().replace(/^(?:\d+[.)]\s+)?(?:the\s+)?/i, "").replace(/^\.\//, "");
  for (const pattern of OF_ONE) {
    const name = pattern.exec(bare)?.[1]?.toLowerCase();
    if (name === void 0) continue;
    const isReference2 = /^[\w-]+(?:\.[\w-]+)+\//.test(name) || bare.toLowerCase().startsWith(`${name}:`);
    return isReference2 ? name.slice(name.lastIndexOf("/") + 1) : name;
  }
  return void 0;
}

// src/model/readme/parts.ts
var NAMES4 = /^(?:images?|image name|name|container|service|folder|directory|path|dockerfile)s?$/i;
function partsOf(markdown) {
  const { file, headings } = markdown;
  const regions = regionsOf(markdown);
  const tables = markdown.tables.filter(({ span }) => !isInRegion(regions, { file, span }));
  const parts = /* @__PURE__ */ new Map();
  const add = (name, part) => {
    if (name === void 0) return;
    const same2 = parts.get(name);
    if (same2 === void 0) parts.set(name, [part]);
    else same2.push(part);
  };
  const titles = headings.filter(({ level }) => level === 1);
  const ends = [];
  for (const heading of headings.toReversed()) {
    const end = ends.slice(0, heading.level + 1).reduce((first, one) => Math.min(first, one ?? first), file.text.length);
    for (let level = heading.level; level <= 6; level++) ends[level] = heading.span.start;
    if (titles.length === 1 && titles[0] === heading) continue;
    add(calledIn(heading.text), { span: { start: heading.span.start, end } });
  }
  for (const table2 of tables) {
    const named6 = table2.header.findIndex(({ text: text3 }) => NAMES4.test(text3.trim()));
    for (const cells of table2.rows) {
      const [first] = cells;
      const says2 = cells.filter(({ text: text3 }) => text3.trim() !== "").length > 1;
      if (first === void 0 || !says2) continue;
      const row = { ...table2, rows: [cells] };
      add(calledIn(cells[Math.max(0, named6)]?.text ?? ""), { span: lineOf(file, first.span.start), row });
    }
  }
  return parts;
}
function lineOf({ text: text3 }, offset) {
  const end = text3.indexOf("\n", offset);
  return { start: text3.lastIndexOf("\n", Math.max(0, offset - 1)) + 1, end: end < 0 ? text3.length : end };
}
function partlyRead(markdown, parts) {
  const { file } = markdown;
  const pieces2 = [];
  let text3 = "";
  const move = (from) => {
    const at = text3.length;
    pieces2.push({ from, at });
    text3 += `${file.text.slice(from.start, from.end)}

`;
    return at - from.start;
  };
  const found = {
    headings: [],
    blocks: [],
    tables: [],
    codes: [],
    fences: [],
    links: [],
    comments: []
  };
  for (const { span, row } of parts) {
    if (row === void 0) takeSection(markdown, span, { found, by: move(span) });
    else takeRow(file, { span, row }, { found, move });
  }
  const part = readDocumentation({ file: sourceFile(file.path, text3), ...found, lint: [] });
  return placedIn(part, file, pieces2);
}
function takeSection(markdown, span, { found, by }) {
  const take2 = (from, to) => {
    for (let index = firstFrom(from, span.start); index < from.length; index++) {
      const one = from[index];
      if (one === void 0 || one.span.start >= span.end) break;
      if (one.span.end <= span.end) to.push(shifted(one, by));
    }
  };
  take2(markdown.headings, found.headings);
  take2(markdown.blocks, found.blocks);
  take2(markdown.tables, found.tables);
  take2(markdown.codes, found.codes);
  take2(markdown.fences, found.fences);
  take2(markdown.links, found.links);
  take2(markdown.comments, found.comments);
}
function takeRow(file, { span, row }, { found, move }) {
  const [first] = row.header;
  const header = first === void 0 ? [] : shifted(row.header, move(lineOf(file, first.span.start)));
  const by = move(span);
  const table2 = { header, rows: shifted(row.rows, by), span: shifted(span, by) };
  found.tables.push(table2);
  found.blocks.push({ kind: "table", table: table2, span: table2.span, headings: [] });
  for (const code of table2.rows.flatMap((cells) => cells.flatMap(({ codes }) => codes)))
    found.codes.push(code);
}
function firstFrom(list2, start) {
  let [low, high] = [0, list2.length];
  while (low < high) {
    const middle = low + high >> 1;
    if ((list2[middle]?.span.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
function shifted(value, by) {
  if (Array.isArray(value)) return value.map((one) => shifted(one, by));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    typeof one === "number" && (key === "start" || key === "end") ? one + by : shifted(one, by)
  ]);
  return Object.fromEntries(entries);
}
function placedIn(part, file, pieces2) {
  const home = (place) => {
    const { span } = place;
    const piece = span && pieces2.findLast(({ at }) => at <= span.start);
    return piece === void 0 ? { file } : { file, span: shifted(span ?? piece.from, piece.from.start - piece.at) };
  };
  const here = (all) => all.map((one) => ({ ...one, at: home(one.at) }));
  return {
    ...part,
    users: here(part.users),
    ports: here(part.ports),
    volumes: here(part.volumes),
    configFiles: here(part.configFiles),
    published: here(part.published),
    variables: here(part.variables).map(
      (one) => one.valueAt ? { ...one, valueAt: home(one.valueAt) } : one
    )
  };
}

// src/model/fleet/readers.ts
function readRepo(workspace, tree) {
  const files = /* @__PURE__ */ new Map();
  const conflicts2 = [];
  const read2 = (path2) => {
    if (files.has(path2)) return files.get(path2);
    const content = workspace.read(path2);
    const file = content === void 0 || "unreadable" in content ? content : sourceFile(path2, content.text);
    if (file !== void 0 && "unreadable" in file && file.conflict)
      conflicts2.push(unreadProblem(path2, file));
    files.set(path2, file);
    return file;
  };
  const archives = /* @__PURE__ */ new Map();
  const archive = (path2) => {
    if (!archives.has(path2)) archives.set(path2, archiveIn(workspace, path2, read2(path2)));
    return archives.get(path2);
  };
  return { tree, read: read2, archive, ignored: (path2) => workspace.ignored(path2), conflicts: conflicts2 };
}
function archiveIn(workspace, path2, file) {
  if (file === void 0) return void 0;
  if (!("unreadable" in file)) return void 0;
  if (file.sealed) return file;
  const bytes = workspace.bytes(path2);
  if (bytes === void 0) return file;
  const archive = readArchive(bytes);
  return archive !== void 0 && "unread" in archive ? { unreadable: archive.unread } : archive;
}
function textAt4(repo, path2) {
  const file = repo.read(path2);
  return file === void 0 || "unreadable" in file ? void 0 : file.text;
}
function dockerfileReader(repo, failures) {
  const parsed = /* @__PURE__ */ new Map();
  const lost = /* @__PURE__ */ new Map();
  const read2 = (path2) => {
    const file = repo.read(path2);
    if (file === void 0 || "unreadable" in file && !file.failed) return void 0;
    if ("unreadable" in file) {
      const empty = sourceFile(path2, "");
      lost.set(path2, unknown({ key: `unreadable ${path2}`, why: file.unreadable }, { file: empty }));
      return unreadDockerfile(empty);
    }
    return failures.attempt(
      { doing: "reading this Dockerfile", at: { file } },
      () => parseDockerfile(file),
      (failure2) => {
        lost.set(path2, lostBy(failure2));
        return unreadDockerfile(file);
      }
    );
  };
  return {
    dockerfile: (path2) => {
      if (!parsed.has(path2)) parsed.set(path2, read2(path2));
      return parsed.get(path2);
    },
    unread: (path2) => lost.get(path2)
  };
}
var README_NAME = /(^|\/)readme\.(md|markdown)$/i;
function readmeIn(folder, tree) {
  const names = ["README.md", "readme.md", "Readme.md", "README.markdown"];
  return names.map((name) => folder === "" ? name : `${folder}/${name}`).find((path2) => tree.entry(path2) !== void 0);
}
function readmeFiles(folders, { tree, read: read2 }) {
  const paths2 = /* @__PURE__ */ new Set();
  for (const { path: path2, entries } of folders) {
    for (const entry of entries) if (README_NAME.test(entry.path)) paths2.add(entry.path);
    for (const folder of foldersOf(path2)) paths2.add(readmeIn(folder, tree) ?? "");
  }
  return [...paths2].flatMap((path2) => {
    const file = path2 === "" ? void 0 : read2(path2);
    return file === void 0 || "unreadable" in file ? [] : [file];
  });
}
function documentationOf(file, markdown, failures) {
  const unit = { doing: "reading this README", at: { file } };
  return failures.attempt(
    unit,
    () => {
      const parsed = markdown(file);
      const { givenUp, threw } = parsed;
      if (givenUp !== void 0) failures.add(unit, threw ? new Error(givenUp) : new Spent(givenUp));
      return readDocumentation(parsed);
    },
    ({ why }) => unreadDocumentation(file, why)
  );
}
function readmeReader({
  repo,
  markdown,
  failures
}) {
  const read2 = /* @__PURE__ */ new Map();
  const at = (path2) => {
    if (!read2.has(path2)) {
      const file = repo.read(path2);
      if (file === void 0) read2.set(path2, void 0);
      else if ("unreadable" in file)
        read2.set(path2, file.failed ? unreadDocumentation(sourceFile(path2, ""), file.unreadable) : void 0);
      else read2.set(path2, documentationOf(file, markdown, failures));
    }
    return read2.get(path2);
  };
  const parts = /* @__PURE__ */ new Map();
  const partAt = (path2, names) => {
    const whole = at(path2);
    if (whole === void 0 || whole.markdown.givenUp !== void 0) return void 0;
    const all = parts.get(path2) ?? partsOf(whole.markdown);
    parts.set(path2, all);
    const own = [...new Set(names)].flatMap((name) => all.get(name.toLowerCase()) ?? []);
    return own.length === 0 ? void 0 : partlyRead(whole.markdown, own);
  };
  return {
    nearest: (from, top) => {
      for (let folder = from; ; folder = folderOfFile(folder)) {
        const path2 = readmeIn(folder, repo.tree);
        const readme = path2 === void 0 ? void 0 : at(path2);
        if (readme !== void 0) return { readme };
        if (folder === top || folder === "") return {};
      }
    },
    /** What a README in a folder above an image folder says of the image that these are the names of. */
    above: (folder, names) => {
      if (folder === "") return {};
      for (let above = folderOfFile(folder); ; above = folderOfFile(above)) {
        const path2 = readmeIn(above, repo.tree);
        const described = path2 === void 0 ? void 0 : partAt(path2, names);
        if (described !== void 0) return { described };
        if (above === "") return {};
      }
    },
    below: (_folder, entries) => entries.flatMap(({ path: path2 }) => {
      if (!README_NAME.test(path2)) return [];
      const readme = at(path2);
      return readme === void 0 ? [] : [readme];
    })
  };
}

// src/model/fleet/read-images.ts
var MOST_STEPS2 = 2e7;
var STEPS_A_CHARACTER = 50;
function usualSteps(characters) {
  return MOST_STEPS2 + characters * STEPS_A_CHARACTER;
}
function readImages(input) {
  const { policy, scope, stepsFor = usualSteps } = input;
  const entries = input.workspace.list();
  const tree = input.tree ?? repoTree(entries);
  const survey = input.survey ?? surveyBuilds(
    { workspace: input.workspace, policy, tree },
    { ...scope, ...input.failures && { failures: input.failures } }
  );
  const { failures } = survey;
  const workspace = guardedWorkspace(input.workspace, failures);
  const repo = readRepo(workspace, tree);
  const { dockerfile, unread: unread4 } = dockerfileReader(repo, failures);
  const folderOf5 = imageFolders(survey);
  const read2 = scope && readDockerfiles(scope, { survey, policy, folderOf: folderOf5, textOf: (path2) => textAt4(repo, path2) });
  const asked = read2 === void 0 ? {} : { asked: (path2) => read2.has(path2) };
  const builds = findBuilds({ workspace, policy, tree, dockerfile, survey, ...asked });
  const folderPaths = new Set(survey.dockerfiles.map(folderOf5));
  let folderParents;
  const above = () => {
    folderParents ??= new Set([...folderPaths].flatMap((path2) => path2 === "" ? [] : foldersOf(path2)));
    return folderParents;
  };
  const folders = /* @__PURE__ */ new Map();
  const names = imageNames(builds, (build2) => folderOf5(build2.dockerfile));
  const services = servicesByBuild(builds.builds, builds.composeServices);
  const others = [...services.others, ...builds.otherServices].filter((run3) => isWorthReading(run3, policy));
  const serviceOf = new Map(others.map((run3) => [run3.build, run3]));
  const linked2 = linkImages({
    failures,
    stepsFor,
    unread: unread4,
    repo,
    policy,
    builds,
    others: others.map(({ build: build2 }) => build2),
    dockerfile: (build2) => build2.inCompose === void 0 ? dockerfile(build2.dockerfile) : dockerfileInCompose(build2.inCompose),
    nameOf: (build2) => names.get(build2) ?? otherName(build2, builds.builds, names),
    folderOf: (build2) => serviceOf.has(build2) ? emptyFolder(build2) : folderFor(folders, tree, folderOf5(build2.dockerfile)),
    servicesOf: (build2) => services.of.get(build2) ?? [serviceOf.get(build2) ?? []].flat()
  });
  const checked = new Map([...linked2].filter(([build2]) => !serviceOf.has(build2)));
  fillFolders(folders, checked);
  const images = [...checked.values()].map(({ image }) => image);
  const started = [...linked2].filter(([build2]) => serviceOf.has(build2)).map(([, one]) => one);
  const otherRuns = started.flatMap(({ runs: all }) => all.filter(matters));
  const runs2 = [...[...checked.values()].flatMap((one) => one.runs), ...otherRuns];
  const problems = [
    ...builds.fileProblems,
    ...syntaxProblems(builds, dockerfile),
    ...[...linked2.values()].flatMap(({ image }) => image.refusals ?? []),
    ...unreadablePaths(workspace)
  ];
  const fleet = {
    root: builds.root,
    rootFrom: builds.rootFrom,
    entries,
    folders: [...folders.values()].sort((a, b) => a.path < b.path ? -1 : 1),
    images,
    others: otherRuns.map(({ image }) => image),
    runs: runs2,
    links: fleetLinks({ images, runs: runs2 }),
    asks: withOthers2(
      asksOf(scope && withUnreadable(scope, workspace), folderOf5, (path2) => folderPaths.has(path2)),
      otherRuns,
      scope
    ),
    holdsImageFolders: (folder) => above().has(folder),
    isInImageFolder: (path2) => nearestFolder(path2, (folder) => folderPaths.has(folder)) !== void 0,
    // Asked for at last: of files that only rules read, conflicts are known then.
    problems: () => uniqueProblems([...problems, ...repo.conflicts]),
    failures,
    policyProblems: builds.problems,
    composeServices: builds.composeServices,
    composeProjects: builds.composeProjects,
    declaresBuilds: builds.declaresBuilds,
    read: repo.read,
    holding: (strings, among) => {
      if (scope !== void 0 && among !== void 0)
        return [...new Set(among())].filter((path2) => scope.reads(path2) || !isBuildFile(path2)).sort().flatMap((path2) => tree.entry(path2) ?? []);
      return holding(workspace, tree, strings).filter(({ path: path2 }) => !isOwnFile(path2));
    },
    ignored: repo.ignored,
    mentioned: mentions(entries, repo, workspace)
  };
  return {
    readmes: () => readmeFiles(folders.values(), repo),
    withReadmes: (markdown) => {
      giveReadmes({ linked: checked, folders, folderOf: folderOf5 }, readmeReader({ repo, markdown, failures }));
      return fleet;
    }
  };
}
function holding(workspace, tree, strings) {
  const found = workspace.search?.(strings).flatMap((path2) => tree.entry(path2) ?? []);
  return found ?? workspace.list();
}
function folderFor(folders, tree, path2) {
  const known2 = folders.get(path2);
  if (known2 !== void 0) return known2;
  const folder = {
    path: path2,
    name: path2 === "" ? "." : baseName(path2),
    images: [],
    entries: tree.under(path2),
    readmes: [],
    at: { file: sourceFile(path2, "") }
  };
  folders.set(path2, folder);
  return folder;
}
function fillFolders(folders, linked2) {
  for (const { image } of linked2.values())
    if (image.build.aside !== true) folders.get(image.folder.path)?.images.push(image);
  for (const folder of folders.values()) {
    const [first] = folder.images;
    if (first !== void 0) folder.at = first.final.at;
  }
}
function syntaxProblems(builds, dockerfile) {
  const contextsOf2 = /* @__PURE__ */ new Map();
  for (const { dockerfile: path2, contexts } of builds.builds) {
    const known2 = contextsOf2.get(path2);
    if (known2 === void 0) contextsOf2.set(path2, [contexts]);
    else known2.push(contexts);
  }
  return builds.asked.flatMap((path2) => {
    const parsed = dockerfile(path2);
    if (parsed === void 0) return [];
    const contexts = contextsOf2.get(path2) ?? [];
    const isReplaced2 = (name) => contexts.some((given) => ownValue(given, name) !== void 0);
    return [...parsed.problems, ...stageCircles(parsed, isReplaced2)].map(({ message, span }) => ({
      at: { file: parsed.file, span },
      message
    }));
  });
}
function uniqueProblems(problems) {
  const key = ({ at: { file, span }, message }) => JSON.stringify([file.path, span?.start, span?.end, message]);
  return [...new Map(problems.map((one) => [key(one), one])).values()];
}
function withUnreadable(scope, { unreadableNames: names }) {
  const unreadable3 = new Set(names);
  return { ...scope, covers: (path2) => unreadable3.has(path2) || scope.covers(path2) };
}
function unreadablePaths({ unreadableNames, closedFolders = [] }) {
  const problem2 = (path2, message) => ({ at: { file: sourceFile(path2, "") }, message });
  return [
    ...unreadableNames.map((name) => problem2(name, "the name of this file is not UTF-8, so it was not read")),
    ...closedFolders.map((path2) => problem2(path2, "this folder may not be opened, so nothing in it was read"))
  ];
}

// src/policy/read.ts
function waiverNodes(root) {
  const waivers2 = get(root, "waivers");
  return itemsOf(waivers2?.kind === "map" ? get(waivers2, "list") : waivers2);
}
function readPolicy(file, root, data) {
  const base = defaultPolicy;
  const runtime = data.runtime === void 0 ? {} : { runtime: data.runtime };
  const builder = data.builder === void 0 ? {} : { builder: data.builder };
  const sarif = data.sarif === void 0 ? {} : { sarif: data.sarif };
  const waivers2 = data.waivers !== void 0 && !Array.isArray(data.waivers) ? data.waivers : {};
  return {
    file: file.path,
    keys: keyPlaces(file, root),
    ...readImages2(file, get(root, "images")),
    builds: itemsOf(get(root, "builds")).map((node) => readBuild(file, node)),
    generated: texts(get(root, "generated")).map(cleanPath2),
    ...runtime,
    ...builder,
    ports: readPorts(file, get(root, "ports")),
    ipv6: data.ipv6 ?? base.ipv6,
    nginx: { user: data.nginx?.user ?? base.nginx.user, master: data.nginx?.master ?? base.nginx.master },
    layout: readLayout(data.layout),
    docs: {
      sections: data.docs?.sections ?? base.docs.sections,
      require: data.docs?.require ?? base.docs.require
    },
    registries: data.registries ?? base.registries,
    baseImages: readBases(file, get(root, "base-images")),
    rules: entriesOf(get(root, "rules")).map(({ key, value }) => readSetting(file, key, value)),
    failOn: data["fail-on"] ?? base.failOn,
    waivers: {
      new: waivers2.new ?? base.waivers.new,
      list: waiverNodes(root).map((node) => readWaiver(file, node))
    },
    owned: readOwned(file, get(root, "owned")),
    scope: data.scope ?? base.scope,
    checkRun: data["check-run"] ?? base.checkRun,
    suggestions: data.suggestions ?? base.suggestions,
    ...sarif
  };
}
function keyPlaces(file, root) {
  const places = [];
  for (const { key, value } of root.entries) {
    places.push([key.text, { file, span: key.span }]);
    for (const inner of entriesOf(value))
      places.push([`${key.text}.${inner.key.text}`, { file, span: inner.key.span }]);
  }
  return Object.fromEntries(places);
}
function readImages2(file, node) {
  if (node === void 0) return {};
  const items = node.kind === "list" ? node.items : [node];
  const places = items.map((item) => ({ file, span: item.span }));
  return {
    images: {
      globs: items.map((item) => cleanPath2(asString(item) ?? "")),
      at: { file, span: node.span },
      places
    }
  };
}
function readBuild(file, node) {
  const dockerfile = get(node, "dockerfile");
  const context = asString(get(node, "context"));
  const args = get(node, "args");
  return {
    dockerfile: cleanPath2(asString(dockerfile) ?? ""),
    ...context === void 0 ? {} : { context: cleanPath2(context) },
    ...optional2("target", asString(get(node, "target"))),
    ...optional2("name", asString(get(node, "name"))),
    ...args === void 0 ? {} : { args: textMap(args) },
    at: { file, span: (dockerfile ?? node).span }
  };
}
function readPorts(file, node) {
  return Object.fromEntries(
    entriesOf(node).map(({ key, value }) => [
      key.text,
      { port: Number(asString(value)), at: { file, span: value.span } }
    ])
  );
}
function readLayout(data) {
  const { config, allow, readme, required = [], names = defaultPolicy.layout.names } = data ?? {};
  return {
    required: required.flatMap((one) => typeof one === "string" ? one : []),
    requiredBy: required.flatMap((one) => typeof one === "string" ? [] : serverFiles3(one)),
    ...allow === void 0 ? {} : { allow: allow.map(cleanGlob) },
    ...config === void 0 ? {} : { config: cleanPath2(config) },
    names,
    ...readme === void 0 ? {} : { readme: cleanPath2(readme) }
  };
}
function serverFiles3({
  server,
  files
}) {
  return { server, files: typeof files === "string" ? [files] : files };
}
function cleanGlob(glob2) {
  return glob2.startsWith("!") ? `!${cleanPath2(glob2.slice(1))}` : cleanPath2(glob2);
}
function readBases(file, node) {
  if (node?.kind === "map") {
    return node.entries.map(({ key, value }) => readBase(value, key.text, { file, span: key.span }));
  }
  return itemsOf(node).map((item) => {
    const ref = get(item, "ref");
    return readBase(item, asString(ref) ?? "", { file, span: (ref ?? item).span });
  });
}
function readBase(node, ref, at) {
  const exposes = get(node, "exposes");
  return {
    ref,
    ...optional2("user", asString(get(node, "user"))),
    ...exposes === void 0 ? {} : { exposes: texts(exposes).map(Number) },
    ...optional2("like", asString(get(node, "like"))),
    at
  };
}
function readSetting(file, key, value) {
  const at = { file, span: key.span };
  if (value.kind !== "map") return { pattern: key.text, severity: severityWord(value), at };
  const severity = get(value, "severity");
  const entries = value.entries.filter((entry) => entry.key.text !== "severity");
  const options = Object.fromEntries(entries.map((entry) => [entry.key.text, plainData(entry.value)]));
  return {
    pattern: key.text,
    ...severity === void 0 ? {} : { severity: severityWord(severity) },
    ...entries.length === 0 ? {} : { options },
    at
  };
}
function severityWord(node) {
  const word = asString(node);
  return word === "error" || word === "warning" || word === "notice" ? word : "off";
}
function readWaiver(file, node) {
  const rule = get(node, "rule");
  const path2 = asString(get(node, "path"));
  return {
    rule: asString(rule) ?? "",
    ...path2 === void 0 ? {} : { path: cleanPath2(path2) },
    reason: asString(get(node, "reason")) ?? "",
    ...optional2("until", asString(get(node, "until"))),
    at: { file, span: (rule ?? node).span }
  };
}
function readOwned(file, node) {
  if (node?.kind === "map") {
    return node.entries.map(({ key, value }) => ({
      paths: [key.text],
      user: asString(value) ?? "",
      at: { file, span: key.span }
    }));
  }
  return itemsOf(node).map((item) => {
    const images = get(item, "images");
    const paths2 = get(item, "paths");
    return {
      paths: texts(paths2),
      user: asString(get(item, "user")) ?? "",
      ...images === void 0 ? {} : { images: texts(images) },
      at: { file, span: (paths2 ?? item).span }
    };
  });
}
function texts(node) {
  const items = node?.kind === "list" ? node.items : node === void 0 ? [] : [node];
  return items.map((item) => asString(item) ?? "");
}
function textMap(node) {
  return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key.text, asString(value) ?? ""]));
}
function optional2(key, value) {
  return value === void 0 ? {} : { [key]: value };
}
function cleanPath2(path2) {
  const parts = path2.split("/").filter((part) => part !== "" && part !== ".");
  return parts.join("/");
}

// src/policy/load.ts
function loadPolicy(file, knownRules) {
  if (file === void 0) return { policy: defaultPolicy, problems: [] };
  const yaml = parseYaml(file);
  if (yaml.problems.length > 0) {
    const problems2 = yaml.problems.map(({ message, span }) => ({ at: { file, span }, message }));
    return { policy: { ...defaultPolicy, file: file.path }, problems: problems2 };
  }
  const problems = [];
  const [, second] = yaml.documents;
  if (second !== void 0) {
    const span = entriesOf(second)[0]?.key.span ?? second.span;
    problems.push({ at: { file, span }, message: "a policy is one document, this is a second one" });
  }
  const root = rootOf(yaml);
  if (root.kind !== "map") {
    return { policy: { ...defaultPolicy, file: file.path }, problems: [...problems, ...refused2(file, root)] };
  }
  problems.push(
    ...refused2(file, root),
    ...ruleProblems(
      file,
      root,
      knownRules.map((rule) => rule.id)
    )
  );
  const valid = withoutRefused(file, root);
  const data = policySchema().safeParse(plainData(valid)).data ?? {};
  const sorted = problems.sort((a, b) => (a.at.span?.start ?? 0) - (b.at.span?.start ?? 0));
  return { policy: readPolicy(file, valid, data), problems: sorted };
}
function rootOf(yaml) {
  const nothing3 = { kind: "map", entries: [], span: { start: 0, end: 0 } };
  const { root } = yaml;
  return root === void 0 || root.kind === "scalar" && root.value === null ? nothing3 : root;
}
function refused2(file, root) {
  return schemaProblems(file, root, policySchema().safeParse(plainData(root)).error?.issues ?? []);
}
function withoutRefused(file, root) {
  const entries = root.entries.filter((entry) => refused2(file, { ...root, entries: [entry] }).length === 0);
  return { ...root, entries };
}
function ruleProblems(file, root, ids) {
  const patterns = rulePatterns(ids);
  const named6 = entriesOf(get(root, "rules")).map(({ key }) => key);
  for (const waiver2 of waiverNodes(root)) {
    const rule = get(waiver2, "rule");
    if (rule?.kind === "scalar" && typeof rule.value === "string")
      named6.push({ text: rule.value, span: rule.span });
  }
  return named6.filter(({ text: text3 }) => !patterns.includes(text3)).map(({ text: text3, span }) => ({ at: { file, span }, message: unknownRule(text3, patterns) }));
}

// src/workspace/disk.ts
import { accessSync, constants as constants2, lstatSync as lstatSync3, readdirSync, readlinkSync, realpathSync as realpathSync2 } from "node:fs";
import { join as join4 } from "node:path";

// lazy:globby
import { createRequire as createRequire5 } from "node:module";
function load6() {
  ({ globby_globbySync: lazy_globby_globbySync } = createRequire5(import.meta.url)("./globby.cjs"));
}
var lazy_globby_globbySync = function(...given) {
  load6();
  return new.target ? new lazy_globby_globbySync(...given) : lazy_globby_globbySync(...given);
};

// src/workspace/disk-read.ts
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync as lstatSync2,
  openSync,
  readFileSync as readFileSync2,
  realpathSync
} from "node:fs";
import { join as join3, sep } from "node:path";
function readInside(root, path2) {
  return openInside(root, path2, textOf3);
}
function textOf3(size, read2) {
  return tooLarge(size) ?? decode(read2());
}
function openInside(root, path2, take2) {
  const full = join3(root, path2);
  try {
    const real = realpathSync.native(full);
    if (!real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) {
      return { unreadable: "is behind a link that leaves the repo" };
    }
    return openRegular(real, take2);
  } catch {
    return void 0;
  }
}
function readRegular(full) {
  return openRegular(full, textOf3);
}
function openRegular(full, take2) {
  const stats = statOf(full);
  if (stats === void 0) return void 0;
  if (!stats.isFile()) return { unreadable: "is not a regular file" };
  let handle;
  try {
    handle = openSync(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const opened = fstatSync(handle);
    if (!opened.isFile()) return { unreadable: "is not a regular file" };
    const file = handle;
    return take2(opened.size, () => readFileSync2(file));
  } catch (error) {
    return { unreadable: `cannot be opened (${error instanceof Error ? error.message : "unknown reason"})` };
  } finally {
    if (handle !== void 0) closeSync(handle);
  }
}
function statOf(path2) {
  try {
    return lstatSync2(path2);
  } catch {
    return void 0;
  }
}

// src/workspace/sparse.ts
function sparseFiles(root, kept2) {
  if (kept2.length === 0) return void 0;
  const missing = objectsLeftOut(root, "HEAD");
  const held = kept2.filter(({ kind, id }) => kind === "submodule" || !missing.has(id));
  const readAt = batchReader(
    (args, input) => git(root, args, input),
    (index) => held[index]?.id
  );
  const places = new Map(held.map(({ path: path2 }, index) => [path2, index]));
  const read2 = (path2) => {
    const index = places.get(path2);
    return index === void 0 ? void 0 : readAt(index);
  };
  const entries = held.map(({ path: path2, kind }) => {
    const content = kind === "link" ? read2(path2) : void 0;
    return content !== void 0 && "text" in content ? { path: path2, kind, target: content.text } : { path: path2, kind };
  });
  return { entries, read: read2, leftOut: kept2.length - held.length };
}

// src/workspace/disk.ts
function diskWorkspace(root) {
  const top = realFolder(root);
  const { entries, unreadableNames, closedFolders, above, prefix, sparse } = listing(top);
  const byName = new Map(entries.map((entry) => [entry.path, entry]));
  const contents = /* @__PURE__ */ new Map();
  const load8 = (entry) => {
    if (!contents.has(entry.path))
      contents.set(entry.path, sparse?.read(entry.path) ?? readInside(top, entry.path));
    return contents.get(entry.path);
  };
  let rules;
  return {
    list: () => entries,
    read: (path2) => readThrough(byName, path2, load8),
    bytes(path2) {
      const found = readThrough(byName, path2, (entry) => openInside(top, entry.path, archiveBytes));
      return found instanceof Uint8Array ? found : void 0;
    },
    ignored(path2) {
      rules ??= ignoreRules([...above, ...ignoreFiles(entries, prefix, load8)], prefix);
      return rules.wouldHide(path2);
    },
    unreadableNames,
    ...closedFolders && { closedFolders },
    ...sparse && { leftOut: sparse.leftOut }
  };
}
function realFolder(root) {
  const stats = statOf(root);
  if (stats === void 0) throw new WorkspaceError(`there is no folder ${root}`);
  const real = realpathSync2.native(root);
  if (!lstatSync3(real).isDirectory()) throw new WorkspaceError(`${root} is not a folder`);
  return real;
}
function listing(root) {
  const prefix = checkoutPrefix(root);
  if (prefix === void 0) return walk2(root);
  const found = trackedAndNew(root);
  if (prefix !== "" && found.entries.length === 0) return walk2(root);
  return { ...found, prefix, above: [...filesAbove2(root, prefix)] };
}
function checkoutPrefix(root) {
  const result = runGit(root, ["rev-parse", "--is-inside-work-tree", "--show-prefix"]);
  if (!result.ok) {
    if (/dubious ownership/.test(result.message))
      throw new WorkspaceError(gitExplanation(result.message, root));
    return void 0;
  }
  const [inside, ...rest] = result.output.toString("utf8").split("\n");
  return inside === "true" ? rest.join("\n").replace(/\/?\n$/, "") : void 0;
}
function* filesAbove2(root, prefix) {
  const depth3 = prefix.split("/").length;
  for (const [index, folder] of foldersAbove(prefix).entries()) {
    const up = "../".repeat(depth3 - index);
    const content = readRegular(join4(root, up, ".gitignore"));
    if (content !== void 0 && "text" in content) yield { folder, text: content.text };
  }
}
function trackedAndNew(root) {
  const fileMode = runGit(root, ["config", "--type=bool", "core.fileMode"]);
  const trustsDisk = !(fileMode.ok && fileMode.output.toString("latin1").trim() === "false");
  const kinds = /* @__PURE__ */ new Map();
  const unreadableNames = /* @__PURE__ */ new Set();
  const add = (bytes, kind) => {
    const name = readName(bytes);
    if (name.readable) kinds.set(name.path.replace(/\/$/, ""), kind);
    else unreadableNames.add(name.shown);
  };
  for (const piece of pieces(git(root, ["ls-files", "-o", "--exclude-standard", "-z"]))) add(piece);
  const kept2 = [];
  for (const piece of pieces(git(root, ["ls-files", "-s", "-t", "-z"]))) {
    const tab = piece.indexOf("	");
    const [tag, mode = "", id = ""] = piece.subarray(0, tab).toString("latin1").split(" ");
    const kind = kindOfMode(mode);
    const name = piece.subarray(tab + 1);
    add(name, trustsDisk && kind !== "submodule" ? void 0 : kind);
    const read2 = tag === "S" ? readName(name) : void 0;
    if (read2?.readable && kind !== void 0) kept2.push({ path: read2.path, kind, id });
  }
  const entries = [];
  for (const [path2, kind] of kinds) {
    const entry = entryOf2(root, path2, kind);
    if (entry !== void 0) entries.push(entry);
  }
  const laidOut = new Set(entries.map(({ path: path2 }) => path2));
  const sparse = sparseFiles(
    root,
    kept2.filter(({ path: path2 }) => !laidOut.has(path2))
  );
  return {
    entries: [...entries, ...sparse?.entries ?? []].sort(byPath),
    unreadableNames: [...unreadableNames].sort(),
    ...sparse && { sparse }
  };
}
function entryOf2(root, path2, indexed2) {
  const full = join4(root, path2);
  const stats = statOf(full);
  if (stats === void 0) return void 0;
  if (stats.isSymbolicLink()) return { path: path2, kind: "link", target: readlinkSync(full) };
  if (stats.isDirectory()) return { path: path2, kind: "submodule" };
  if (indexed2 === "file" || indexed2 === "executable") return { path: path2, kind: indexed2 };
  return { path: path2, kind: (stats.mode & 73) === 0 ? "file" : "executable" };
}
function walk2(root) {
  const found = lazy_globby_globbySync("**", {
    cwd: root,
    dot: true,
    onlyFiles: false,
    objectMode: true,
    followSymbolicLinks: false,
    // Folders that may not be opened; they are told below.
    suppressErrors: true,
    expandDirectories: false,
    ignore: ["**/.git", "**/.git/**", "**/node_modules/**"]
  });
  const entries = [];
  const unreadableNames = /* @__PURE__ */ new Set();
  const closedFolders = [];
  for (const { path: path2, dirent } of found) {
    if (dirent.isDirectory() && isOpen3(join4(root, path2))) continue;
    if (dirent.isDirectory()) closedFolders.push(path2);
    const bad = path2.includes("\uFFFD") ? badNames2(root, path2) : [];
    for (const shown5 of bad) unreadableNames.add(shown5);
    const entry = bad.length > 0 ? void 0 : entryOf2(root, path2);
    if (entry !== void 0) entries.push(entry);
  }
  const load8 = (entry) => readInside(root, entry.path);
  const rules = ignoreRules(ignoreFiles(entries, "", load8));
  const kept2 = entries.filter((entry) => !rules.hides(entry.path)).sort(byPath);
  return {
    entries: kept2,
    unreadableNames: [...unreadableNames].sort(),
    closedFolders: closedFolders.filter((path2) => !rules.hides(path2)).sort(),
    above: [],
    prefix: ""
  };
}
function isOpen3(folder) {
  try {
    return accessSync(folder, constants2.R_OK | constants2.X_OK) === void 0;
  } catch {
    return false;
  }
}
function badNames2(root, path2) {
  if (statOf(join4(root, path2)) !== void 0) return [];
  const folder = path2.slice(0, path2.lastIndexOf("/") + 1);
  try {
    return readdirSync(join4(root, folder), { encoding: "buffer" }).map((bytes) => readName(bytes)).flatMap((name) => name.readable ? [] : [`${folder}${name.shown}`]);
  } catch {
    return [path2];
  }
}
function* ignoreFiles(entries, prefix, load8) {
  for (const entry of entries) {
    if (!/(^|\/)\.gitignore$/.test(entry.path) || entry.kind === "link") continue;
    const content = load8(entry);
    if (content !== void 0 && "text" in content)
      yield { folder: folderOf(prefix, entry.path), text: content.text };
  }
}

// src/app/markdownlint.ts
var MARKDOWNLINT_PATHS = [
  ".markdownlint.jsonc",
  ".markdownlint.json",
  ".markdownlint.yaml",
  ".markdownlint.yml"
];
function readLintConfiguration(workspace) {
  for (const path2 of MARKDOWNLINT_PATHS) {
    const content = workspace.read(path2);
    if (content === void 0) continue;
    if ("unreadable" in content) return refused3(path2, content.unreadable);
    const text3 = /\.jsonc?$/.test(path2) ? withoutComments(content.text) : content.text;
    return readConfiguration(path2, text3);
  }
  return { remarks: [] };
}
function readConfiguration(path2, text3) {
  const { root, problems } = parseYaml(sourceFile(path2, text3));
  const [problem2] = problems;
  if (problem2 !== void 0) return refused3(path2, problem2.message);
  if (root?.kind !== "map") return refused3(path2, "it is not a map of rules");
  const { extends: extended, ...lint } = plainData(root);
  if (extended === void 0) return { lint, remarks: [] };
  return {
    lint,
    remarks: [`${path2}: only its own rules apply; the configuration that it extends is not read`]
  };
}
function refused3(path2, why) {
  return { remarks: [`${path2} is ignored, and the default Markdown rules apply: ${why}`] };
}
function withoutComments(text3) {
  return text3.replace(
    /("(?:[^"\\\n]|\\.)*")|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g,
    (_all, string) => string ?? " "
  );
}

// src/app/load.ts
var IMAGES_FLAG = "--images";
var NO_IMAGES = "warning: no Dockerfile was found in deployment/images, in images or anywhere else: nothing is checked";
function openWorkspace(path2) {
  try {
    return { ok: true, workspace: diskWorkspace(path2) };
  } catch (error) {
    if (error instanceof WorkspaceError) return usage(error.message);
    throw error;
  }
}
async function load7(options) {
  const { rules } = options;
  const read2 = loadedPolicy(options);
  if (!read2.ok) return read2;
  const { policy } = read2;
  const { fleet, remarks } = await loadFleet({ ...options, policy });
  const unmet = [...fleet.policyProblems, ...nothingFound(fleet, policy), ...noTemplate(fleet, policy)];
  if (unmet.length > 0) return { ok: false, failure: { kind: "policy", problems: unmet } };
  const waivers2 = readWaivers({ fleet, policy, ruleIds: rules.map(({ id }) => id) });
  return {
    ok: true,
    policy,
    fleet,
    waivers: waivers2,
    remarks: [...rootRemarks(fleet), ...sparseRemarks(options.workspace), ...remarks]
  };
}
function loadedPolicy(options) {
  if (options.policy !== void 0) return { ok: true, policy: options.policy };
  const found = policyFileOf(options);
  if (!found.ok) return found;
  const { policy, problems } = loadPolicy(found.file, options.rules);
  if (problems.length > 0) return { ok: false, failure: { kind: "policy", problems } };
  const recorded = readRecorded(options.workspace);
  if (!recorded.ok) return recorded;
  const baseline = readBaseline(options.workspace);
  if (!baseline.ok) return baseline;
  return {
    ok: true,
    policy: {
      ...withImages(policy, options.images),
      recordedBases: recorded.bases,
      ...baseline.entries !== void 0 && { baseline: baseline.entries }
    }
  };
}
async function loadFleet(options) {
  const { workspace, progress = () => {
  }, scope, readmes: store = readmeStore() } = options;
  const { lint, remarks } = readLintConfiguration(options.lintFrom ?? workspace);
  const reading = lint === void 0 ? {} : { lint };
  const besides2 = readBesides(readmesOf2(workspace, scope), store, reading);
  progress("reading the images");
  const images = readImages({
    ...options,
    ...options.newFailures && { failures: options.newFailures() }
  });
  progress("reading the READMEs");
  const readmes = await besides2;
  const others = typeof readmes === "string" ? [] : images.readmes().filter(({ path: path2 }) => !readmes.has(path2));
  const more = await readBesides(others, store, reading);
  const fleet = images.withReadmes((file) => {
    for (const read2 of [readmes, more]) {
      const found = typeof read2 === "string" ? { file, ...unreadMarkdown(read2), threw: true } : read2.get(file.path);
      if (found !== void 0) return found;
    }
    return { file, ...unreadMarkdown("it was not read") };
  });
  return { fleet, remarks };
}
async function readBesides(files, store, reading) {
  try {
    return await store.read(files, reading);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
function policyFileOf({
  workspace,
  policyFile
}) {
  if (policyFile === null) return { ok: true, file: void 0 };
  return policyFile === void 0 ? findPolicyFile(workspace) : { ok: true, file: policyFile };
}
function withImages(policy, images) {
  if (images === void 0 || images.length === 0) return policy;
  const written3 = sourceFile(IMAGES_FLAG, images.join(" "));
  return { ...policy, images: { globs: images, at: { file: written3 } } };
}
function readmesOf2(workspace, scope) {
  const all = workspace.list();
  const isAsked4 = (path2) => scope === void 0 || nearestFolder(path2, (folder) => scope.folders.has(folder)) !== void 0;
  const dockerfiles = entriesCalled(all, (name) => /(docker|container)file/i.test(name));
  const folders = new Set(dockerfiles.flatMap(({ path: path2 }) => isAsked4(path2) ? foldersOf(path2) : []));
  const readmes = entriesCalled(all, (name) => /^readme\.(md|markdown)$/i.test(name));
  return readmes.flatMap(({ path: path2, kind }) => {
    if (kind === "submodule" || !folders.has(foldersOf(path2)[0] ?? "")) return [];
    const content = workspace.read(path2);
    return content !== void 0 && "text" in content ? [sourceFile(path2, content.text)] : [];
  });
}
function nothingFound({ images, policyProblems }, policy) {
  if (policy.images === void 0 || images.length > 0 || policyProblems.length > 0) return [];
  const globs = policy.images.globs.map((glob2) => JSON.stringify(glob2)).join(", ");
  return [{ at: policy.images.at, message: `no image matches ${globs}` }];
}
function noTemplate({ read: read2 }, { layout, keys }) {
  const at = ownValue(keys, "layout.readme");
  if (layout.readme === void 0 || at === void 0) return [];
  const file = read2(layout.readme);
  if (file === void 0) return [{ at, message: `there is no file ${layout.readme} for layout.readme` }];
  return "unreadable" in file ? [{ at, message: `${layout.readme} ${file.unreadable}` }] : [];
}
function sparseRemarks({ leftOut = 0 }) {
  if (leftOut === 0) return [];
  const are = leftOut === 1 ? "is" : "are";
  return [
    `warning: the checkout is sparse: ${plural(leftOut, "file")} of the repo ${are} not here, and nothing in them was checked`
  ];
}
function rootRemarks({ root, rootFrom, images, others, folders, problems }) {
  if (rootFrom === "policy") return [];
  if (images.length === 0) {
    return others.length > 0 || problems().length > 0 ? [] : [NO_IMAGES];
  }
  const folder = root === "" ? "the whole repo" : root;
  const count = `${plural(images.length, "image")} in ${plural(folders.length, "folder")}`;
  return [`${count} found in ${folder}; the policy's "images" can name another place`];
}

export {
  colors,
  widthOf,
  shown,
  fitted,
  wrapped,
  codeFrame,
  placeText,
  commandFailureText,
  failureLines,
  isVersionName,
  imageFolders,
  repoTree,
  surveyBuilds,
  isOwnFile,
  openBase,
  isDeclared,
  recordCommand,
  lazy_gzipSync,
  calledIn,
  namesRule,
  readWaivers,
  loadPolicy,
  lazy_execFileSync,
  lazy_spawn,
  folderTakenForRepo,
  WorkspaceError,
  gitCommand,
  runGit,
  git,
  gitExplanation,
  pieces,
  gitWord,
  readName,
  listCommit,
  treeBefore,
  ignoreRules,
  readThrough,
  gitWorkspace,
  commitWorkspace,
  filesLeftOut,
  MARKDOWNLINT_PATHS,
  POLICY_PATHS,
  readPolicyFile,
  findPolicyFile,
  readRecorded,
  patienceOf,
  readmeStore,
  IMAGES_FLAG,
  NO_IMAGES,
  openWorkspace,
  load7 as load,
  loadedPolicy,
  loadFleet
};
