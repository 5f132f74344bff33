/** What nginx makes of a directive's arguments, where one of its own slots reads them. */
export type DirectiveValue =
  | {
      readonly kind: "size" | "size or variable" | "offset" | "milliseconds" | "seconds" | "buffers";
    }
  | { readonly kind: "number"; readonly least?: number; readonly most?: number }
  /** `word`: the one argument is one of these; `words`: each is. Case does not count. */
  | { readonly kind: "word" | "words"; readonly words: readonly string[] };

/** Where a directive may stand and what it takes; one directive may have several. */
export interface DirectiveEntry {
  /** The contexts, `any` for all of them. */
  readonly in: readonly string[];
  /** The allowed numbers of arguments. */
  readonly args: readonly number[] | { readonly atLeast: number };
  readonly block?: boolean;
  /** The argument is `on` or `off`. */
  readonly flag?: boolean;
  readonly value?: DirectiveValue;
  /** A second one in the same block is refused. */
  readonly once?: true;
  /** Variables in its arguments have to exist. */
  readonly variables?: true;
  /** The module that declares it, as `configure` names it: `http_ssl`; `core` is always there. */
  readonly module: string;
  /** The first release that has it so, and the last; absent at the ends of the table. */
  readonly since?: string;
  readonly until?: string;
}

/** The directives of nginx 1.14.0 to 1.31.5, read out of the command tables of its sources by `npm run oracle -- nginx --derive`. */
export const nginxTable: Readonly<Record<string, readonly DirectiveEntry[]>> = {
  absolute_redirect: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  accept_mutex: [{ in: ["events"], args: [1], flag: true, once: true, module: "core" }],
  accept_mutex_delay: [
    { in: ["events"], args: [1], value: { kind: "milliseconds" }, once: true, module: "core" },
  ],
  acceptex_read: [{ in: ["events"], args: [1], flag: true, once: true, module: "core" }],
  access_log: [
    {
      in: ["http", "server", "location", "if in location", "limit_except"],
      args: { atLeast: 1 },
      variables: true,
      module: "http_log",
    },
    { in: ["stream", "stream server"], args: { atLeast: 1 }, variables: true, module: "stream_log" },
  ],
  add_after_body: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_addition" }],
  add_before_body: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_addition" }],
  add_header: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [2, 3],
      variables: true,
      module: "http_headers",
    },
  ],
  add_header_inherit: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "merge"] },
      once: true,
      module: "http_headers",
      since: "1.29.3",
    },
  ],
  add_trailer: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [2, 3],
      variables: true,
      module: "http_headers",
    },
  ],
  add_trailer_inherit: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "merge"] },
      once: true,
      module: "http_headers",
      since: "1.29.3",
    },
  ],
  addition_types: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_addition" }],
  aio: [{ in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_core" }],
  aio_write: [{ in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" }],
  alias: [{ in: ["location"], args: [1], once: true, variables: true, module: "http_core" }],
  allow: [
    { in: ["http", "server", "location", "limit_except"], args: [1], module: "http_access" },
    { in: ["stream", "stream server"], args: [1], module: "stream_access" },
  ],
  ancient_browser: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_browser" }],
  ancient_browser_value: [{ in: ["http", "server", "location"], args: [1], module: "http_browser" }],
  auth_basic: [
    {
      in: ["http", "server", "location", "limit_except"],
      args: [1],
      once: true,
      variables: true,
      module: "http_auth_basic",
    },
  ],
  auth_basic_user_file: [
    {
      in: ["http", "server", "location", "limit_except"],
      args: [1],
      once: true,
      variables: true,
      module: "http_auth_basic",
    },
  ],
  auth_delay: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_core",
      since: "1.17.10",
    },
  ],
  auth_http: [{ in: ["mail", "mail server"], args: [1], module: "mail_auth_http" }],
  auth_http_header: [{ in: ["mail", "mail server"], args: [2], module: "mail_auth_http" }],
  auth_http_pass_client_cert: [
    { in: ["mail", "mail server"], args: [1], flag: true, once: true, module: "mail_auth_http" },
  ],
  auth_http_timeout: [
    {
      in: ["mail", "mail server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "mail_auth_http",
    },
  ],
  auth_request: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_auth_request" }],
  auth_request_set: [
    { in: ["http", "server", "location"], args: [2], variables: true, module: "http_auth_request" },
  ],
  autoindex: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_autoindex" },
  ],
  autoindex_exact_size: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_autoindex" },
  ],
  autoindex_format: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["html", "json", "jsonp", "xml"] },
      once: true,
      module: "http_autoindex",
    },
  ],
  autoindex_localtime: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_autoindex" },
  ],
  break: [
    { in: ["server", "if in server", "location", "if in location"], args: [0], module: "http_rewrite" },
  ],
  charset: [
    { in: ["http", "server", "location", "if in location"], args: [1], once: true, module: "http_charset" },
  ],
  charset_map: [{ in: ["http"], args: [2], block: true, module: "http_charset" }],
  charset_types: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_charset" }],
  chunked_transfer_encoding: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  client_body_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_core",
    },
  ],
  client_body_early_read: [
    { in: ["http", "server"], args: { atLeast: 1 }, variables: true, module: "http_core", since: "1.31.5" },
  ],
  client_body_in_file_only: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "clean"] },
      once: true,
      module: "http_core",
    },
  ],
  client_body_in_single_buffer: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  client_body_temp_path: [
    { in: ["http", "server", "location"], args: [1, 2, 3, 4], once: true, module: "http_core" },
  ],
  client_body_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_core",
    },
  ],
  client_header_buffer_size: [
    { in: ["http", "server"], args: [1], value: { kind: "size" }, once: true, module: "http_core" },
  ],
  client_header_timeout: [
    { in: ["http", "server"], args: [1], value: { kind: "milliseconds" }, once: true, module: "http_core" },
  ],
  client_max_body_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "offset" },
      once: true,
      module: "http_core",
    },
  ],
  connection_pool_size: [
    { in: ["http", "server"], args: [1], value: { kind: "size" }, once: true, module: "http_core" },
  ],
  create_full_put_path: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_dav" },
  ],
  daemon: [{ in: ["main"], args: [1], flag: true, once: true, module: "core" }],
  dav_access: [{ in: ["http", "server", "location"], args: [1, 2, 3], once: true, module: "http_dav" }],
  dav_methods: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["off", "put", "delete", "mkcol", "copy", "move"] },
      module: "http_dav",
    },
  ],
  debug_connection: [{ in: ["events"], args: [1], module: "core" }],
  debug_points: [
    {
      in: ["main"],
      args: [1],
      value: { kind: "word", words: ["stop", "abort"] },
      once: true,
      module: "core",
    },
  ],
  default_type: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_core" }],
  degradation: [{ in: ["http"], args: [1], module: "http_degradation" }],
  degrade: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["204", "444"] },
      once: true,
      module: "http_degradation",
    },
  ],
  deny: [
    { in: ["http", "server", "location", "limit_except"], args: [1], module: "http_access" },
    { in: ["stream", "stream server"], args: [1], module: "stream_access" },
  ],
  devpoll_changes: [{ in: ["events"], args: [1], value: { kind: "number" }, once: true, module: "core" }],
  devpoll_events: [{ in: ["events"], args: [1], value: { kind: "number" }, once: true, module: "core" }],
  directio: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_core" }],
  directio_alignment: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "offset" },
      once: true,
      module: "http_core",
    },
  ],
  disable_symlinks: [
    { in: ["http", "server", "location"], args: [1, 2], once: true, variables: true, module: "http_core" },
  ],
  early_hints: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      variables: true,
      module: "http_core",
      since: "1.29.0",
    },
  ],
  empty_gif: [{ in: ["location"], args: [0], module: "http_empty_gif" }],
  env: [{ in: ["main"], args: [1], module: "core" }],
  epoll_events: [{ in: ["events"], args: [1], value: { kind: "number" }, once: true, module: "core" }],
  error_log: [
    { in: ["main"], args: { atLeast: 1 }, module: "core" },
    { in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_core" },
    { in: ["mail", "mail server"], args: { atLeast: 1 }, module: "mail_core" },
    { in: ["stream", "stream server"], args: { atLeast: 1 }, module: "stream_core" },
  ],
  error_page: [
    {
      in: ["http", "server", "location", "if in location"],
      args: { atLeast: 2 },
      variables: true,
      module: "http_core",
    },
  ],
  etag: [{ in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" }],
  eventport_events: [{ in: ["events"], args: [1], value: { kind: "number" }, once: true, module: "core" }],
  events: [{ in: ["main"], args: [0], block: true, once: true, module: "core" }],
  expires: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [1, 2],
      once: true,
      variables: true,
      module: "http_headers",
    },
  ],
  fastcgi_bind: [
    { in: ["http", "server", "location"], args: [1, 2], once: true, variables: true, module: "http_fastcgi" },
  ],
  fastcgi_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_buffering: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_buffers: [
    {
      in: ["http", "server", "location"],
      args: [2],
      value: { kind: "buffers" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_busy_buffers_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_cache: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_fastcgi" },
  ],
  fastcgi_cache_background_update: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_cache_bypass: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, variables: true, module: "http_fastcgi" },
  ],
  fastcgi_cache_key: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_fastcgi" },
  ],
  fastcgi_cache_lock: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_cache_lock_age: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_cache_lock_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_cache_max_range_offset: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "offset" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_cache_methods: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_fastcgi" },
  ],
  fastcgi_cache_min_uses: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_cache_path: [{ in: ["http"], args: { atLeast: 2 }, module: "http_fastcgi" }],
  fastcgi_cache_revalidate: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_cache_use_stale: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: {
        kind: "words",
        words: [
          "error",
          "timeout",
          "invalid_header",
          "non_idempotent",
          "http_500",
          "http_503",
          "http_403",
          "http_404",
          "http_429",
          "updating",
          "off",
        ],
      },
      module: "http_fastcgi",
    },
  ],
  fastcgi_cache_valid: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_fastcgi" }],
  fastcgi_catch_stderr: [{ in: ["http", "server", "location"], args: [1], module: "http_fastcgi" }],
  fastcgi_connect_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_force_ranges: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_hide_header: [{ in: ["http", "server", "location"], args: [1], module: "http_fastcgi" }],
  fastcgi_ignore_client_abort: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_ignore_headers: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_fastcgi" },
  ],
  fastcgi_index: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_fastcgi" }],
  fastcgi_intercept_errors: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_keep_conn: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_limit_rate: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_fastcgi",
      until: "1.26.3",
    },
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size or variable" },
      once: true,
      variables: true,
      module: "http_fastcgi",
      since: "1.27.0",
    },
  ],
  fastcgi_max_temp_file_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_next_upstream: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: {
        kind: "words",
        words: [
          "error",
          "timeout",
          "invalid_header",
          "non_idempotent",
          "http_500",
          "http_503",
          "http_403",
          "http_404",
          "http_429",
          "updating",
          "off",
        ],
      },
      module: "http_fastcgi",
    },
  ],
  fastcgi_next_upstream_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_next_upstream_tries: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_no_cache: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, variables: true, module: "http_fastcgi" },
  ],
  fastcgi_param: [{ in: ["http", "server", "location"], args: [2, 3], module: "http_fastcgi" }],
  fastcgi_pass: [
    { in: ["location", "if in location"], args: [1], once: true, variables: true, module: "http_fastcgi" },
  ],
  fastcgi_pass_header: [{ in: ["http", "server", "location"], args: [1], module: "http_fastcgi" }],
  fastcgi_pass_request_body: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_pass_request_headers: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_read_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_request_buffering: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_fastcgi" },
  ],
  fastcgi_send_lowat: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_send_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_socket_keepalive: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_fastcgi",
      since: "1.15.6",
    },
  ],
  fastcgi_socket_rcvbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_fastcgi",
      since: "1.31.3",
    },
  ],
  fastcgi_socket_sndbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_fastcgi",
      since: "1.31.3",
    },
  ],
  fastcgi_split_path_info: [{ in: ["http", "server", "location"], args: [1], module: "http_fastcgi" }],
  fastcgi_store: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_fastcgi" },
  ],
  fastcgi_store_access: [
    { in: ["http", "server", "location"], args: [1, 2, 3], once: true, module: "http_fastcgi" },
  ],
  fastcgi_temp_file_write_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_fastcgi",
    },
  ],
  fastcgi_temp_path: [
    { in: ["http", "server", "location"], args: [1, 2, 3, 4], once: true, module: "http_fastcgi" },
  ],
  flv: [{ in: ["location"], args: [0], module: "http_flv" }],
  geo: [
    { in: ["http"], args: [1, 2], block: true, module: "http_geo" },
    { in: ["stream"], args: [1, 2], block: true, module: "stream_geo" },
  ],
  geoip_city: [
    { in: ["http"], args: [1, 2], once: true, module: "http_geoip" },
    { in: ["stream"], args: [1, 2], once: true, module: "stream_geoip" },
  ],
  geoip_country: [
    { in: ["http"], args: [1, 2], once: true, module: "http_geoip" },
    { in: ["stream"], args: [1, 2], once: true, module: "stream_geoip" },
  ],
  geoip_org: [
    { in: ["http"], args: [1, 2], once: true, module: "http_geoip" },
    { in: ["stream"], args: [1, 2], once: true, module: "stream_geoip" },
  ],
  geoip_proxy: [{ in: ["http"], args: [1], module: "http_geoip" }],
  geoip_proxy_recursive: [{ in: ["http"], args: [1], flag: true, once: true, module: "http_geoip" }],
  google_perftools_profiles: [{ in: ["main"], args: [1], once: true, module: "core" }],
  grpc_bind: [
    { in: ["http", "server", "location"], args: [1, 2], once: true, variables: true, module: "http_grpc" },
  ],
  grpc_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_grpc",
    },
  ],
  grpc_connect_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_grpc",
    },
  ],
  grpc_hide_header: [{ in: ["http", "server", "location"], args: [1], module: "http_grpc" }],
  grpc_ignore_headers: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_grpc" }],
  grpc_intercept_errors: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_grpc" },
  ],
  grpc_next_upstream: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: {
        kind: "words",
        words: [
          "error",
          "timeout",
          "invalid_header",
          "non_idempotent",
          "http_500",
          "http_502",
          "http_503",
          "http_504",
          "http_403",
          "http_404",
          "http_429",
          "off",
        ],
      },
      module: "http_grpc",
    },
  ],
  grpc_next_upstream_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_grpc",
    },
  ],
  grpc_next_upstream_tries: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_grpc",
    },
  ],
  grpc_pass: [
    { in: ["location", "if in location"], args: [1], once: true, module: "http_grpc", until: "1.17.7" },
    {
      in: ["location", "if in location"],
      args: [1],
      once: true,
      variables: true,
      module: "http_grpc",
      since: "1.17.8",
    },
  ],
  grpc_pass_header: [{ in: ["http", "server", "location"], args: [1], module: "http_grpc" }],
  grpc_read_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_grpc",
    },
  ],
  grpc_send_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_grpc",
    },
  ],
  grpc_set_header: [{ in: ["http", "server", "location"], args: [2], module: "http_grpc" }],
  grpc_socket_keepalive: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_grpc",
      since: "1.15.6",
    },
  ],
  grpc_socket_rcvbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_grpc",
      since: "1.31.3",
    },
  ],
  grpc_socket_sndbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_grpc",
      since: "1.31.3",
    },
  ],
  grpc_ssl_certificate: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_grpc", until: "1.20.2" },
    {
      in: ["http", "server", "location"],
      args: [1],
      once: true,
      variables: true,
      module: "http_grpc",
      since: "1.21.0",
    },
  ],
  grpc_ssl_certificate_cache: [
    { in: ["http", "server", "location"], args: [1, 2, 3], once: true, module: "http_grpc", since: "1.27.4" },
  ],
  grpc_ssl_certificate_key: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_grpc", until: "1.20.2" },
    {
      in: ["http", "server", "location"],
      args: [1],
      once: true,
      variables: true,
      module: "http_grpc",
      since: "1.21.0",
    },
  ],
  grpc_ssl_ciphers: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_grpc" }],
  grpc_ssl_conf_command: [
    { in: ["http", "server", "location"], args: [2], module: "http_grpc", since: "1.19.4" },
  ],
  grpc_ssl_crl: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_grpc" }],
  grpc_ssl_name: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_grpc" },
  ],
  grpc_ssl_password_file: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_grpc" },
  ],
  grpc_ssl_protocols: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] },
      module: "http_grpc",
    },
  ],
  grpc_ssl_server_name: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_grpc" },
  ],
  grpc_ssl_session_reuse: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_grpc" },
  ],
  grpc_ssl_trusted_certificate: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_grpc" },
  ],
  grpc_ssl_verify: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_grpc" },
  ],
  grpc_ssl_verify_depth: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_grpc",
    },
  ],
  gunzip: [{ in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_gunzip" }],
  gunzip_buffers: [
    {
      in: ["http", "server", "location"],
      args: [2],
      value: { kind: "buffers" },
      once: true,
      module: "http_gunzip",
    },
  ],
  gzip: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_gzip",
    },
  ],
  gzip_buffers: [
    {
      in: ["http", "server", "location"],
      args: [2],
      value: { kind: "buffers" },
      once: true,
      module: "http_gzip",
    },
  ],
  gzip_comp_level: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number", least: 1, most: 9 },
      once: true,
      module: "http_gzip",
    },
  ],
  gzip_disable: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_core" }],
  gzip_hash: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_gzip",
    },
  ],
  gzip_http_version: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["1.0", "1.1"] },
      once: true,
      module: "http_core",
    },
  ],
  gzip_min_length: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_gzip",
    },
  ],
  gzip_no_buffer: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_gzip" },
  ],
  gzip_proxied: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: {
        kind: "words",
        words: [
          "off",
          "expired",
          "no-cache",
          "no-store",
          "private",
          "no_last_modified",
          "no_etag",
          "auth",
          "any",
        ],
      },
      module: "http_core",
    },
  ],
  gzip_static: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "always"] },
      once: true,
      module: "http_gzip_static",
    },
  ],
  gzip_types: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_gzip" }],
  gzip_vary: [{ in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" }],
  gzip_window: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_gzip",
    },
  ],
  hash: [
    { in: ["upstream"], args: [1, 2], variables: true, module: "http_upstream_hash" },
    { in: ["stream upstream"], args: [1, 2], variables: true, module: "stream_upstream_hash" },
  ],
  http: [{ in: ["main"], args: [0], block: true, once: true, module: "http_core" }],
  http2: [{ in: ["http", "server"], args: [1], flag: true, once: true, module: "http_v2", since: "1.25.1" }],
  http2_body_preread_size: [
    { in: ["http", "server"], args: [1], value: { kind: "size" }, once: true, module: "http_v2" },
  ],
  http2_chunk_size: [
    { in: ["http", "server", "location"], args: [1], value: { kind: "size" }, once: true, module: "http_v2" },
  ],
  http2_idle_timeout: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_v2",
      until: "1.19.6",
    },
    { in: ["http", "server"], args: [1], module: "http_v2", since: "1.19.7" },
  ],
  http2_max_concurrent_pushes: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_v2",
      until: "1.25.0",
    },
    { in: ["http", "server"], args: [1], module: "http_v2", since: "1.25.1" },
  ],
  http2_max_concurrent_streams: [
    { in: ["http", "server"], args: [1], value: { kind: "number" }, once: true, module: "http_v2" },
  ],
  http2_max_field_size: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_v2",
      until: "1.19.6",
    },
    { in: ["http", "server"], args: [1], module: "http_v2", since: "1.19.7" },
  ],
  http2_max_header_size: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_v2",
      until: "1.19.6",
    },
    { in: ["http", "server"], args: [1], module: "http_v2", since: "1.19.7" },
  ],
  http2_max_requests: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_v2",
      until: "1.19.6",
    },
    { in: ["http", "server"], args: [1], module: "http_v2", since: "1.19.7" },
  ],
  http2_pool_size: [
    { in: ["http", "server"], args: [1], value: { kind: "size" }, once: true, module: "http_v2" },
  ],
  http2_push: [
    { in: ["http", "server", "location"], args: [1], variables: true, module: "http_v2", until: "1.25.0" },
    { in: ["http", "server", "location"], args: [1], module: "http_v2", since: "1.25.1" },
  ],
  http2_push_preload: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_v2",
      until: "1.25.0",
    },
    { in: ["http", "server", "location"], args: [1], flag: true, module: "http_v2", since: "1.25.1" },
  ],
  http2_recv_buffer_size: [
    { in: ["http"], args: [1], value: { kind: "size" }, once: true, module: "http_v2" },
  ],
  http2_recv_timeout: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_v2",
      until: "1.19.6",
    },
    { in: ["http", "server"], args: [1], module: "http_v2", since: "1.19.7" },
  ],
  http2_streams_index_size: [
    { in: ["http", "server"], args: [1], value: { kind: "number" }, once: true, module: "http_v2" },
  ],
  http3: [{ in: ["http", "server"], args: [1], flag: true, once: true, module: "http_v3", since: "1.25.0" }],
  http3_hq: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_v3", since: "1.25.0" },
  ],
  http3_max_concurrent_streams: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_v3",
      since: "1.25.0",
    },
  ],
  http3_stream_buffer_size: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_v3",
      since: "1.25.0",
    },
  ],
  if: [{ in: ["server", "location"], args: { atLeast: 1 }, block: true, module: "http_rewrite" }],
  if_modified_since: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["off", "exact", "before"] },
      once: true,
      module: "http_core",
    },
  ],
  ignore_invalid_headers: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  image_filter: [{ in: ["location"], args: [1, 2, 3], variables: true, module: "http_image" }],
  image_filter_buffer: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_image",
    },
  ],
  image_filter_interlace: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_image" },
  ],
  image_filter_jpeg_quality: [
    { in: ["http", "server", "location"], args: [1], variables: true, module: "http_image" },
  ],
  image_filter_sharpen: [
    { in: ["http", "server", "location"], args: [1], variables: true, module: "http_image" },
  ],
  image_filter_transparency: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_image" },
  ],
  image_filter_webp_quality: [
    { in: ["http", "server", "location"], args: [1], variables: true, module: "http_image" },
  ],
  imap_auth: [
    {
      in: ["mail", "mail server"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["plain", "login", "cram-md5", "external"] },
      module: "mail_imap",
    },
  ],
  imap_capabilities: [{ in: ["mail", "mail server"], args: { atLeast: 1 }, module: "mail_imap" }],
  imap_client_buffer: [
    { in: ["mail", "mail server"], args: [1], value: { kind: "size" }, once: true, module: "mail_imap" },
  ],
  include: [{ in: ["any"], args: [1], module: "core" }],
  index: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, variables: true, module: "http_index" },
  ],
  internal: [{ in: ["location"], args: [0], once: true, module: "http_core" }],
  iocp_threads: [{ in: ["events"], args: [1], value: { kind: "number" }, once: true, module: "core" }],
  ip_hash: [{ in: ["upstream"], args: [0], module: "http_upstream_ip_hash" }],
  keepalive: [
    { in: ["upstream"], args: [1], once: true, module: "http_upstream_keepalive", until: "1.29.6" },
    { in: ["upstream"], args: [1, 2], once: true, module: "http_upstream_keepalive", since: "1.29.7" },
  ],
  keepalive_disable: [
    {
      in: ["http", "server", "location"],
      args: [1, 2],
      value: { kind: "words", words: ["none", "msie6", "safari"] },
      module: "http_core",
    },
  ],
  keepalive_min_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_core",
      since: "1.27.4",
    },
  ],
  keepalive_requests: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_core",
    },
    {
      in: ["upstream"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_upstream_keepalive",
      since: "1.15.3",
    },
  ],
  keepalive_time: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_core",
      since: "1.19.10",
    },
    {
      in: ["upstream"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_upstream_keepalive",
      since: "1.19.10",
    },
  ],
  keepalive_timeout: [
    { in: ["http", "server", "location"], args: [1, 2], once: true, module: "http_core" },
    {
      in: ["upstream"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_upstream_keepalive",
      since: "1.15.3",
    },
  ],
  kqueue_changes: [{ in: ["events"], args: [1], value: { kind: "number" }, once: true, module: "core" }],
  kqueue_events: [{ in: ["events"], args: [1], value: { kind: "number" }, once: true, module: "core" }],
  large_client_header_buffers: [
    { in: ["http", "server"], args: [2], value: { kind: "buffers" }, once: true, module: "http_core" },
  ],
  least_conn: [
    { in: ["upstream"], args: [0], module: "http_upstream_least_conn" },
    { in: ["stream upstream"], args: [0], module: "stream_upstream_least_conn" },
  ],
  least_time: [
    { in: ["upstream"], args: [1, 2], module: "http_upstream_least_time", since: "1.31.0" },
    { in: ["stream upstream"], args: [1, 2], module: "stream_upstream_least_time", since: "1.31.0" },
  ],
  limit_conn: [
    { in: ["http", "server", "location"], args: [2], module: "http_limit_conn" },
    { in: ["stream", "stream server"], args: [2], module: "stream_limit_conn" },
  ],
  limit_conn_dry_run: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_limit_conn",
      since: "1.17.6",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      flag: true,
      once: true,
      module: "stream_limit_conn",
      since: "1.17.6",
    },
  ],
  limit_conn_log_level: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["info", "notice", "warn", "error"] },
      once: true,
      module: "http_limit_conn",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "word", words: ["info", "notice", "warn", "error"] },
      once: true,
      module: "stream_limit_conn",
    },
  ],
  limit_conn_status: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number", least: 400, most: 599 },
      once: true,
      module: "http_limit_conn",
    },
  ],
  limit_conn_zone: [
    { in: ["http"], args: [2], variables: true, module: "http_limit_conn" },
    { in: ["stream"], args: [2], variables: true, module: "stream_limit_conn" },
  ],
  limit_except: [{ in: ["location"], args: { atLeast: 1 }, block: true, once: true, module: "http_core" }],
  limit_rate: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_core",
      until: "1.16.1",
    },
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      value: { kind: "size or variable" },
      once: true,
      variables: true,
      module: "http_core",
      since: "1.17.0",
    },
  ],
  limit_rate_after: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_core",
      until: "1.16.1",
    },
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      value: { kind: "size or variable" },
      once: true,
      variables: true,
      module: "http_core",
      since: "1.17.0",
    },
  ],
  limit_req: [{ in: ["http", "server", "location"], args: [1, 2, 3], module: "http_limit_req" }],
  limit_req_dry_run: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_limit_req",
      since: "1.17.1",
    },
  ],
  limit_req_log_level: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["info", "notice", "warn", "error"] },
      once: true,
      module: "http_limit_req",
    },
  ],
  limit_req_status: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number", least: 400, most: 599 },
      once: true,
      module: "http_limit_req",
    },
  ],
  limit_req_zone: [{ in: ["http"], args: [3], variables: true, module: "http_limit_req" }],
  lingering_close: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "always"] },
      once: true,
      module: "http_core",
    },
  ],
  lingering_time: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_core",
    },
  ],
  lingering_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_core",
    },
  ],
  listen: [
    { in: ["server"], args: { atLeast: 1 }, module: "http_core" },
    { in: ["mail server"], args: { atLeast: 1 }, module: "mail_core" },
    { in: ["stream server"], args: { atLeast: 1 }, module: "stream_core" },
  ],
  load_module: [{ in: ["main"], args: [1], module: "core" }],
  location: [{ in: ["server", "location"], args: [1, 2], block: true, module: "http_core" }],
  lock_file: [{ in: ["main"], args: [1], once: true, module: "core" }],
  log_format: [
    { in: ["http"], args: { atLeast: 2 }, module: "http_log" },
    { in: ["stream"], args: { atLeast: 2 }, module: "stream_log" },
  ],
  log_not_found: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  log_subrequest: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  mail: [{ in: ["main"], args: [0], block: true, once: true, module: "mail_core" }],
  map: [
    { in: ["http"], args: [2], block: true, variables: true, module: "http_map" },
    { in: ["stream"], args: [2], block: true, variables: true, module: "stream_map" },
  ],
  map_hash_bucket_size: [
    { in: ["http"], args: [1], value: { kind: "number" }, once: true, module: "http_map" },
    { in: ["stream"], args: [1], value: { kind: "number" }, once: true, module: "stream_map" },
  ],
  map_hash_max_size: [
    { in: ["http"], args: [1], value: { kind: "number" }, once: true, module: "http_map" },
    { in: ["stream"], args: [1], value: { kind: "number" }, once: true, module: "stream_map" },
  ],
  master_process: [{ in: ["main"], args: [1], flag: true, once: true, module: "core" }],
  max_errors: [
    {
      in: ["mail", "mail server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "mail_core",
      since: "1.21.0",
    },
  ],
  max_headers: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_core",
      since: "1.29.8",
    },
  ],
  max_ranges: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_core",
    },
  ],
  memcached_bind: [
    {
      in: ["http", "server", "location"],
      args: [1, 2],
      once: true,
      variables: true,
      module: "http_memcached",
    },
  ],
  memcached_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_memcached",
    },
  ],
  memcached_connect_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_memcached",
    },
  ],
  memcached_gzip_flag: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_memcached",
    },
  ],
  memcached_next_upstream: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["error", "timeout", "invalid_response", "not_found", "off"] },
      module: "http_memcached",
    },
  ],
  memcached_next_upstream_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_memcached",
    },
  ],
  memcached_next_upstream_tries: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_memcached",
    },
  ],
  memcached_pass: [{ in: ["location", "if in location"], args: [1], once: true, module: "http_memcached" }],
  memcached_read_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_memcached",
    },
  ],
  memcached_send_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_memcached",
    },
  ],
  memcached_socket_keepalive: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_memcached",
      since: "1.15.6",
    },
  ],
  merge_slashes: [{ in: ["http", "server"], args: [1], flag: true, once: true, module: "http_core" }],
  min_delete_depth: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_dav",
    },
  ],
  mirror: [{ in: ["http", "server", "location"], args: [1], module: "http_mirror" }],
  mirror_request_body: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_mirror" },
  ],
  modern_browser: [{ in: ["http", "server", "location"], args: [1, 2], module: "http_browser" }],
  modern_browser_value: [{ in: ["http", "server", "location"], args: [1], module: "http_browser" }],
  mp4: [{ in: ["location"], args: [0], module: "http_mp4" }],
  mp4_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_mp4",
    },
  ],
  mp4_max_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_mp4",
    },
  ],
  mp4_start_key_frame: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_mp4",
      since: "1.21.4",
    },
  ],
  msie_padding: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  msie_refresh: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  multi_accept: [{ in: ["events"], args: [1], flag: true, once: true, module: "core" }],
  open_file_cache: [{ in: ["http", "server", "location"], args: [1, 2], once: true, module: "http_core" }],
  open_file_cache_errors: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  open_file_cache_events: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  open_file_cache_min_uses: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_core",
    },
  ],
  open_file_cache_valid: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "seconds" },
      once: true,
      module: "http_core",
    },
  ],
  open_log_file_cache: [
    { in: ["http", "server", "location"], args: [1, 2, 3, 4], once: true, module: "http_log" },
    { in: ["stream", "stream server"], args: [1, 2, 3, 4], once: true, module: "stream_log" },
  ],
  output_buffers: [
    {
      in: ["http", "server", "location"],
      args: [2],
      value: { kind: "buffers" },
      once: true,
      module: "http_copy",
    },
  ],
  override_charset: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_charset",
    },
  ],
  pass: [
    { in: ["stream server"], args: [1], once: true, variables: true, module: "stream_pass", since: "1.25.5" },
  ],
  pcre_jit: [{ in: ["main"], args: [1], flag: true, once: true, module: "core" }],
  perl: [{ in: ["location", "limit_except"], args: [1], module: "http_perl" }],
  perl_modules: [{ in: ["http"], args: [1], module: "http_perl" }],
  perl_require: [{ in: ["http"], args: [1], module: "http_perl" }],
  perl_set: [{ in: ["http"], args: [2], module: "http_perl" }],
  pid: [{ in: ["main"], args: [1], once: true, module: "core" }],
  pop3_auth: [
    {
      in: ["mail", "mail server"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["plain", "apop", "cram-md5", "external"] },
      module: "mail_pop3",
    },
  ],
  pop3_capabilities: [{ in: ["mail", "mail server"], args: { atLeast: 1 }, module: "mail_pop3" }],
  port_in_redirect: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  post_acceptex: [{ in: ["events"], args: [1], value: { kind: "number" }, once: true, module: "core" }],
  post_action: [
    { in: ["http", "server", "location", "if in location"], args: [1], once: true, module: "http_core" },
  ],
  postpone_gzipping: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_gzip",
    },
  ],
  postpone_output: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_core",
    },
  ],
  preread_buffer_size: [
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "stream_core",
    },
  ],
  preread_timeout: [
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "stream_core",
    },
  ],
  protocol: [{ in: ["mail server"], args: [1], module: "mail_core" }],
  proxy: [{ in: ["mail", "mail server"], args: [1], flag: true, once: true, module: "mail_proxy" }],
  proxy_bind: [
    { in: ["http", "server", "location"], args: [1, 2], once: true, variables: true, module: "http_proxy" },
    { in: ["stream", "stream server"], args: [1, 2], once: true, variables: true, module: "stream_proxy" },
  ],
  proxy_buffer: [
    { in: ["mail", "mail server"], args: [1], value: { kind: "size" }, once: true, module: "mail_proxy" },
  ],
  proxy_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_proxy",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "stream_proxy",
    },
  ],
  proxy_buffering: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_buffers: [
    {
      in: ["http", "server", "location"],
      args: [2],
      value: { kind: "buffers" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_busy_buffers_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_cache: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_proxy" },
  ],
  proxy_cache_background_update: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_cache_bypass: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, variables: true, module: "http_proxy" },
  ],
  proxy_cache_convert_head: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_cache_key: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_proxy" },
  ],
  proxy_cache_lock: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_cache_lock_age: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_cache_lock_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_cache_max_range_offset: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "offset" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_cache_methods: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_proxy" }],
  proxy_cache_min_uses: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_cache_path: [{ in: ["http"], args: { atLeast: 2 }, module: "http_proxy" }],
  proxy_cache_revalidate: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_cache_use_stale: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: {
        kind: "words",
        words: [
          "error",
          "timeout",
          "invalid_header",
          "non_idempotent",
          "http_500",
          "http_502",
          "http_503",
          "http_504",
          "http_403",
          "http_404",
          "http_429",
          "updating",
          "off",
        ],
      },
      module: "http_proxy",
    },
  ],
  proxy_cache_valid: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_proxy" }],
  proxy_connect_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_proxy",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "stream_proxy",
    },
  ],
  proxy_cookie_domain: [
    { in: ["http", "server", "location"], args: [1, 2], variables: true, module: "http_proxy" },
  ],
  proxy_cookie_flags: [
    {
      in: ["http", "server", "location"],
      args: [1, 2, 3, 4],
      variables: true,
      module: "http_proxy",
      since: "1.19.3",
    },
  ],
  proxy_cookie_path: [
    { in: ["http", "server", "location"], args: [1, 2], variables: true, module: "http_proxy" },
  ],
  proxy_download_rate: [
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "stream_proxy",
      until: "1.16.1",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "size or variable" },
      once: true,
      variables: true,
      module: "stream_proxy",
      since: "1.17.0",
    },
  ],
  proxy_downstream_buffer: [
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "stream_proxy",
    },
  ],
  proxy_force_ranges: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_half_close: [
    {
      in: ["stream", "stream server"],
      args: [1],
      flag: true,
      once: true,
      module: "stream_proxy",
      since: "1.21.4",
    },
  ],
  proxy_headers_hash_bucket_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_headers_hash_max_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_hide_header: [{ in: ["http", "server", "location"], args: [1], module: "http_proxy" }],
  proxy_http_version: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["1.0", "1.1"] },
      once: true,
      module: "http_proxy",
      until: "1.29.3",
    },
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["1.0", "1.1", "2"] },
      once: true,
      module: "http_proxy",
      since: "1.29.4",
    },
  ],
  proxy_ignore_client_abort: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_ignore_headers: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_proxy" }],
  proxy_intercept_errors: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_limit_rate: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_proxy",
      until: "1.26.3",
    },
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size or variable" },
      once: true,
      variables: true,
      module: "http_proxy",
      since: "1.27.0",
    },
  ],
  proxy_max_temp_file_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_method: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_proxy" },
  ],
  proxy_next_upstream: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: {
        kind: "words",
        words: [
          "error",
          "timeout",
          "invalid_header",
          "non_idempotent",
          "http_500",
          "http_502",
          "http_503",
          "http_504",
          "http_403",
          "http_404",
          "http_429",
          "updating",
          "off",
        ],
      },
      module: "http_proxy",
    },
    { in: ["stream", "stream server"], args: [1], flag: true, once: true, module: "stream_proxy" },
  ],
  proxy_next_upstream_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_proxy",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "stream_proxy",
    },
  ],
  proxy_next_upstream_tries: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_proxy",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "stream_proxy",
    },
  ],
  proxy_no_cache: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, variables: true, module: "http_proxy" },
  ],
  proxy_pass: [
    {
      in: ["location", "if in location", "limit_except"],
      args: [1],
      once: true,
      variables: true,
      module: "http_proxy",
    },
    { in: ["stream server"], args: [1], once: true, variables: true, module: "stream_proxy" },
  ],
  proxy_pass_error_message: [
    { in: ["mail", "mail server"], args: [1], flag: true, once: true, module: "mail_proxy" },
  ],
  proxy_pass_header: [{ in: ["http", "server", "location"], args: [1], module: "http_proxy" }],
  proxy_pass_request_body: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_pass_request_headers: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_pass_trailers: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_proxy",
      since: "1.27.2",
    },
  ],
  proxy_protocol: [
    {
      in: ["mail", "mail server"],
      args: [1],
      flag: true,
      once: true,
      module: "mail_proxy",
      since: "1.19.8",
      until: "1.31.3",
    },
    {
      in: ["mail", "mail server"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "v2"] },
      once: true,
      module: "mail_proxy",
      since: "1.31.4",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      flag: true,
      once: true,
      module: "stream_proxy",
      until: "1.31.3",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "v2"] },
      once: true,
      module: "stream_proxy",
      since: "1.31.4",
    },
  ],
  proxy_protocol_timeout: [
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "stream_core",
    },
  ],
  proxy_read_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_redirect: [
    { in: ["http", "server", "location"], args: [1, 2], variables: true, module: "http_proxy" },
  ],
  proxy_request_buffering: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
  ],
  proxy_requests: [
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "stream_proxy",
      since: "1.15.7",
    },
  ],
  proxy_responses: [
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "stream_proxy",
    },
  ],
  proxy_send_lowat: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_send_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_set_body: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_proxy" }],
  proxy_set_header: [{ in: ["http", "server", "location"], args: [2], module: "http_proxy" }],
  proxy_smtp_auth: [
    { in: ["mail", "mail server"], args: [1], flag: true, once: true, module: "mail_proxy", since: "1.19.4" },
  ],
  proxy_socket_keepalive: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_proxy",
      since: "1.15.6",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      flag: true,
      once: true,
      module: "stream_proxy",
      since: "1.15.6",
    },
  ],
  proxy_socket_rcvbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_proxy",
      since: "1.31.3",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "stream_proxy",
      since: "1.31.3",
    },
  ],
  proxy_socket_sndbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_proxy",
      since: "1.31.3",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "stream_proxy",
      since: "1.31.3",
    },
  ],
  proxy_ssl: [{ in: ["stream", "stream server"], args: [1], flag: true, once: true, module: "stream_proxy" }],
  proxy_ssl_alpn: [
    {
      in: ["stream", "stream server"],
      args: { atLeast: 1 },
      once: true,
      variables: true,
      module: "stream_proxy",
      since: "1.31.0",
    },
  ],
  proxy_ssl_certificate: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_proxy", until: "1.20.2" },
    {
      in: ["http", "server", "location"],
      args: [1],
      once: true,
      variables: true,
      module: "http_proxy",
      since: "1.21.0",
    },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_proxy", until: "1.20.2" },
    {
      in: ["stream", "stream server"],
      args: [1],
      once: true,
      variables: true,
      module: "stream_proxy",
      since: "1.21.0",
    },
  ],
  proxy_ssl_certificate_cache: [
    {
      in: ["http", "server", "location"],
      args: [1, 2, 3],
      once: true,
      module: "http_proxy",
      since: "1.27.4",
    },
    { in: ["stream", "stream server"], args: [1, 2, 3], once: true, module: "stream_proxy", since: "1.27.4" },
  ],
  proxy_ssl_certificate_key: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_proxy", until: "1.20.2" },
    {
      in: ["http", "server", "location"],
      args: [1],
      once: true,
      variables: true,
      module: "http_proxy",
      since: "1.21.0",
    },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_proxy", until: "1.20.2" },
    {
      in: ["stream", "stream server"],
      args: [1],
      once: true,
      variables: true,
      module: "stream_proxy",
      since: "1.21.0",
    },
  ],
  proxy_ssl_ciphers: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_proxy" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_proxy" },
  ],
  proxy_ssl_conf_command: [
    { in: ["http", "server", "location"], args: [2], module: "http_proxy", since: "1.19.4" },
    { in: ["stream", "stream server"], args: [2], module: "stream_proxy", since: "1.19.4" },
  ],
  proxy_ssl_crl: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_proxy" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_proxy" },
  ],
  proxy_ssl_name: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_proxy" },
    { in: ["stream", "stream server"], args: [1], once: true, variables: true, module: "stream_proxy" },
  ],
  proxy_ssl_password_file: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_proxy" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_proxy" },
  ],
  proxy_ssl_protocols: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] },
      module: "http_proxy",
    },
    {
      in: ["stream", "stream server"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] },
      module: "stream_proxy",
    },
  ],
  proxy_ssl_server_name: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
    { in: ["stream", "stream server"], args: [1], flag: true, once: true, module: "stream_proxy" },
  ],
  proxy_ssl_session_reuse: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
    { in: ["stream", "stream server"], args: [1], flag: true, once: true, module: "stream_proxy" },
  ],
  proxy_ssl_trusted_certificate: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_proxy" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_proxy" },
  ],
  proxy_ssl_verify: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_proxy" },
    { in: ["stream", "stream server"], args: [1], flag: true, once: true, module: "stream_proxy" },
  ],
  proxy_ssl_verify_depth: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_proxy",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "stream_proxy",
    },
  ],
  proxy_store: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_proxy" },
  ],
  proxy_store_access: [
    { in: ["http", "server", "location"], args: [1, 2, 3], once: true, module: "http_proxy" },
  ],
  proxy_temp_file_write_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_proxy",
    },
  ],
  proxy_temp_path: [
    { in: ["http", "server", "location"], args: [1, 2, 3, 4], once: true, module: "http_proxy" },
  ],
  proxy_timeout: [
    {
      in: ["mail", "mail server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "mail_proxy",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "stream_proxy",
    },
  ],
  proxy_upload_rate: [
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "stream_proxy",
      until: "1.16.1",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "size or variable" },
      once: true,
      variables: true,
      module: "stream_proxy",
      since: "1.17.0",
    },
  ],
  proxy_upstream_buffer: [
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "stream_proxy",
    },
  ],
  quic_active_connection_id_limit: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_v3",
      since: "1.25.0",
    },
  ],
  quic_bpf: [{ in: ["main"], args: [1], flag: true, once: true, module: "core", since: "1.25.0" }],
  quic_gso: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_v3", since: "1.25.0" },
  ],
  quic_host_key: [{ in: ["http", "server"], args: [1], once: true, module: "http_v3", since: "1.25.0" }],
  quic_retry: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_v3", since: "1.25.0" },
  ],
  random: [
    { in: ["upstream"], args: [0, 1, 2], module: "http_upstream_random", since: "1.15.1" },
    { in: ["stream upstream"], args: [0, 1, 2], module: "stream_upstream_random", since: "1.15.1" },
  ],
  random_index: [{ in: ["location"], args: [1], flag: true, once: true, module: "http_random_index" }],
  read_ahead: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_core",
    },
  ],
  real_ip_header: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_realip" }],
  real_ip_recursive: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_realip" },
  ],
  recursive_error_pages: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  referer_hash_bucket_size: [
    { in: ["server", "location"], args: [1], value: { kind: "number" }, once: true, module: "http_referer" },
  ],
  referer_hash_max_size: [
    { in: ["server", "location"], args: [1], value: { kind: "number" }, once: true, module: "http_referer" },
  ],
  request_pool_size: [
    { in: ["http", "server"], args: [1], value: { kind: "size" }, once: true, module: "http_core" },
  ],
  reset_timedout_connection: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  resolver: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, once: true, module: "http_core" },
    { in: ["upstream"], args: { atLeast: 1 }, once: true, module: "http_upstream", since: "1.27.3" },
    { in: ["mail", "mail server"], args: { atLeast: 1 }, once: true, module: "mail_core" },
    { in: ["stream", "stream server"], args: { atLeast: 1 }, once: true, module: "stream_core" },
    { in: ["stream upstream"], args: { atLeast: 1 }, once: true, module: "stream_upstream", since: "1.27.3" },
  ],
  resolver_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_core",
    },
    {
      in: ["upstream"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_upstream",
      since: "1.27.3",
    },
    {
      in: ["mail", "mail server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "mail_core",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "stream_core",
    },
    {
      in: ["stream upstream"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "stream_upstream",
      since: "1.27.3",
    },
  ],
  return: [
    {
      in: ["server", "if in server", "location", "if in location"],
      args: [1, 2],
      variables: true,
      module: "http_rewrite",
    },
    { in: ["stream server"], args: [1], once: true, variables: true, module: "stream_return" },
  ],
  rewrite: [
    {
      in: ["server", "if in server", "location", "if in location"],
      args: [2, 3],
      variables: true,
      module: "http_rewrite",
    },
  ],
  rewrite_log: [
    {
      in: ["http", "server", "if in server", "location", "if in location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_rewrite",
    },
  ],
  root: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      once: true,
      variables: true,
      module: "http_core",
    },
  ],
  satisfy: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["all", "any"] },
      once: true,
      module: "http_core",
    },
  ],
  scgi_bind: [
    { in: ["http", "server", "location"], args: [1, 2], once: true, variables: true, module: "http_scgi" },
  ],
  scgi_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_buffering: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_scgi" },
  ],
  scgi_buffers: [
    {
      in: ["http", "server", "location"],
      args: [2],
      value: { kind: "buffers" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_busy_buffers_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_cache: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_scgi" },
  ],
  scgi_cache_background_update: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_scgi" },
  ],
  scgi_cache_bypass: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, variables: true, module: "http_scgi" },
  ],
  scgi_cache_key: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_scgi" },
  ],
  scgi_cache_lock: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_scgi" },
  ],
  scgi_cache_lock_age: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_cache_lock_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_cache_max_range_offset: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "offset" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_cache_methods: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_scgi" }],
  scgi_cache_min_uses: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_cache_path: [{ in: ["http"], args: { atLeast: 2 }, module: "http_scgi" }],
  scgi_cache_revalidate: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_scgi" },
  ],
  scgi_cache_use_stale: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: {
        kind: "words",
        words: [
          "error",
          "timeout",
          "invalid_header",
          "non_idempotent",
          "http_500",
          "http_503",
          "http_403",
          "http_404",
          "http_429",
          "updating",
          "off",
        ],
      },
      module: "http_scgi",
    },
  ],
  scgi_cache_valid: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_scgi" }],
  scgi_connect_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_force_ranges: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_scgi" },
  ],
  scgi_hide_header: [{ in: ["http", "server", "location"], args: [1], module: "http_scgi" }],
  scgi_ignore_client_abort: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_scgi" },
  ],
  scgi_ignore_headers: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_scgi" }],
  scgi_intercept_errors: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_scgi" },
  ],
  scgi_limit_rate: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_scgi",
      until: "1.26.3",
    },
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size or variable" },
      once: true,
      variables: true,
      module: "http_scgi",
      since: "1.27.0",
    },
  ],
  scgi_max_temp_file_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_next_upstream: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: {
        kind: "words",
        words: [
          "error",
          "timeout",
          "invalid_header",
          "non_idempotent",
          "http_500",
          "http_503",
          "http_403",
          "http_404",
          "http_429",
          "updating",
          "off",
        ],
      },
      module: "http_scgi",
    },
  ],
  scgi_next_upstream_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_next_upstream_tries: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_no_cache: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, variables: true, module: "http_scgi" },
  ],
  scgi_param: [{ in: ["http", "server", "location"], args: [2, 3], module: "http_scgi" }],
  scgi_pass: [
    { in: ["location", "if in location"], args: [1], once: true, variables: true, module: "http_scgi" },
  ],
  scgi_pass_header: [{ in: ["http", "server", "location"], args: [1], module: "http_scgi" }],
  scgi_pass_request_body: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_scgi" },
  ],
  scgi_pass_request_headers: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_scgi" },
  ],
  scgi_read_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_request_buffering: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_scgi" },
  ],
  scgi_send_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_socket_keepalive: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_scgi",
      since: "1.15.6",
    },
  ],
  scgi_socket_rcvbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_scgi",
      since: "1.31.3",
    },
  ],
  scgi_socket_sndbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_scgi",
      since: "1.31.3",
    },
  ],
  scgi_store: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_scgi" },
  ],
  scgi_store_access: [
    { in: ["http", "server", "location"], args: [1, 2, 3], once: true, module: "http_scgi" },
  ],
  scgi_temp_file_write_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_scgi",
    },
  ],
  scgi_temp_path: [
    { in: ["http", "server", "location"], args: [1, 2, 3, 4], once: true, module: "http_scgi" },
  ],
  secure_link: [
    {
      in: ["http", "server", "location"],
      args: [1],
      once: true,
      variables: true,
      module: "http_secure_link",
    },
  ],
  secure_link_md5: [
    {
      in: ["http", "server", "location"],
      args: [1],
      once: true,
      variables: true,
      module: "http_secure_link",
    },
  ],
  secure_link_secret: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_secure_link" },
  ],
  send_lowat: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_core",
    },
  ],
  send_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_core",
    },
  ],
  sendfile: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_core",
    },
  ],
  sendfile_max_chunk: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_core",
    },
  ],
  server: [
    { in: ["http"], args: [0], block: true, module: "http_core" },
    { in: ["upstream"], args: { atLeast: 1 }, module: "http_upstream" },
    { in: ["mail"], args: [0], block: true, module: "mail_core" },
    { in: ["stream"], args: [0], block: true, module: "stream_core" },
    { in: ["stream upstream"], args: { atLeast: 1 }, module: "stream_upstream" },
  ],
  server_name: [
    { in: ["server"], args: { atLeast: 1 }, module: "http_core" },
    { in: ["mail", "mail server"], args: [1], once: true, module: "mail_core" },
    { in: ["stream server"], args: { atLeast: 1 }, module: "stream_core", since: "1.25.5" },
  ],
  server_name_in_redirect: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  server_names_hash_bucket_size: [
    { in: ["http"], args: [1], value: { kind: "number" }, once: true, module: "http_core" },
    {
      in: ["stream"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "stream_core",
      since: "1.25.5",
    },
  ],
  server_names_hash_max_size: [
    { in: ["http"], args: [1], value: { kind: "number" }, once: true, module: "http_core" },
    {
      in: ["stream"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "stream_core",
      since: "1.25.5",
    },
  ],
  server_tokens: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "build"] },
      once: true,
      module: "http_core",
    },
  ],
  set: [
    { in: ["server", "if in server", "location", "if in location"], args: [2], module: "http_rewrite" },
    { in: ["stream server"], args: [2], variables: true, module: "stream_set", since: "1.19.3" },
  ],
  set_real_ip_from: [
    { in: ["http", "server", "location"], args: [1], module: "http_realip" },
    { in: ["mail", "mail server"], args: [1], module: "mail_realip", since: "1.19.8" },
    { in: ["stream", "stream server"], args: [1], module: "stream_realip" },
  ],
  slice: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_slice",
    },
  ],
  smtp_auth: [
    {
      in: ["mail", "mail server"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["plain", "login", "cram-md5", "external", "none"] },
      module: "mail_smtp",
    },
  ],
  smtp_capabilities: [{ in: ["mail", "mail server"], args: { atLeast: 1 }, module: "mail_smtp" }],
  smtp_client_buffer: [
    { in: ["mail", "mail server"], args: [1], value: { kind: "size" }, once: true, module: "mail_smtp" },
  ],
  smtp_greeting_delay: [
    {
      in: ["mail", "mail server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "mail_smtp",
    },
  ],
  source_charset: [
    { in: ["http", "server", "location", "if in location"], args: [1], once: true, module: "http_charset" },
  ],
  spdy_chunk_size: [{ in: ["http", "server", "location"], args: [1], module: "http_v2", until: "1.19.6" }],
  spdy_headers_comp: [{ in: ["http", "server"], args: [1], module: "http_v2", until: "1.19.6" }],
  spdy_keepalive_timeout: [{ in: ["http", "server"], args: [1], module: "http_v2", until: "1.19.6" }],
  spdy_max_concurrent_streams: [{ in: ["http", "server"], args: [1], module: "http_v2", until: "1.19.6" }],
  spdy_pool_size: [{ in: ["http", "server"], args: [1], module: "http_v2", until: "1.19.6" }],
  spdy_recv_buffer_size: [{ in: ["http"], args: [1], module: "http_v2", until: "1.19.6" }],
  spdy_recv_timeout: [{ in: ["http", "server"], args: [1], module: "http_v2", until: "1.19.6" }],
  spdy_streams_index_size: [{ in: ["http", "server"], args: [1], module: "http_v2", until: "1.19.6" }],
  split_clients: [
    { in: ["http"], args: [2], block: true, variables: true, module: "http_split_clients" },
    { in: ["stream"], args: [2], block: true, variables: true, module: "stream_split_clients" },
  ],
  ssi: [
    {
      in: ["http", "server", "location", "if in location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_ssi",
    },
  ],
  ssi_ignore_recycled_buffers: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_ssi" },
  ],
  ssi_last_modified: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_ssi" },
  ],
  ssi_min_file_chunk: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_ssi",
    },
  ],
  ssi_silent_errors: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_ssi" },
  ],
  ssi_types: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_ssi" }],
  ssi_value_length: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_ssi",
    },
  ],
  ssl: [
    { in: ["http", "server"], args: [1], flag: true, module: "http_ssl", until: "1.25.0" },
    { in: ["mail", "mail server"], args: [1], flag: true, module: "mail_ssl", until: "1.25.0" },
  ],
  ssl_alpn: [
    {
      in: ["stream", "stream server"],
      args: { atLeast: 1 },
      once: true,
      module: "stream_ssl",
      since: "1.21.4",
    },
  ],
  ssl_buffer_size: [
    { in: ["http", "server"], args: [1], value: { kind: "size" }, once: true, module: "http_ssl" },
  ],
  ssl_certificate: [
    { in: ["http", "server"], args: [1], module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], module: "stream_ssl" },
  ],
  ssl_certificate_cache: [
    { in: ["http", "server"], args: [1, 2, 3], once: true, module: "http_ssl", since: "1.27.4" },
    { in: ["stream", "stream server"], args: [1, 2, 3], once: true, module: "stream_ssl", since: "1.27.4" },
  ],
  ssl_certificate_compression: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_ssl", since: "1.29.1" },
    { in: ["mail", "mail server"], args: [1], flag: true, once: true, module: "mail_ssl", since: "1.29.1" },
    {
      in: ["stream", "stream server"],
      args: [1],
      flag: true,
      once: true,
      module: "stream_ssl",
      since: "1.29.1",
    },
  ],
  ssl_certificate_key: [
    { in: ["http", "server"], args: [1], module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], module: "stream_ssl" },
  ],
  ssl_ciphers: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], once: true, module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl" },
  ],
  ssl_client_certificate: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], once: true, module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl" },
  ],
  ssl_conf_command: [
    { in: ["http", "server"], args: [2], module: "http_ssl", since: "1.19.4" },
    { in: ["mail", "mail server"], args: [2], module: "mail_ssl", since: "1.19.4" },
    { in: ["stream", "stream server"], args: [2], module: "stream_ssl", since: "1.19.4" },
  ],
  ssl_crl: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], once: true, module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl" },
  ],
  ssl_dhparam: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], once: true, module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl" },
  ],
  ssl_early_data: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_ssl", since: "1.15.3" },
  ],
  ssl_ecdh_curve: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], once: true, module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl" },
  ],
  ssl_ech_file: [
    { in: ["http", "server"], args: [1], module: "http_ssl", since: "1.29.4" },
    { in: ["stream", "stream server"], args: [1], module: "stream_ssl", since: "1.29.4" },
  ],
  ssl_engine: [{ in: ["main"], args: [1], once: true, module: "core" }],
  ssl_handshake_timeout: [
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "stream_ssl",
    },
  ],
  ssl_object_cache_inheritable: [
    { in: ["main"], args: [1], flag: true, once: true, module: "core", since: "1.27.4" },
  ],
  ssl_ocsp: [
    {
      in: ["http", "server"],
      args: [1],
      flag: true,
      value: { kind: "word", words: ["off", "on", "leaf"] },
      once: true,
      module: "http_ssl",
      since: "1.19.0",
      until: "1.28.0",
    },
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "leaf"] },
      once: true,
      module: "http_ssl",
      since: "1.28.1",
      until: "1.28.3",
    },
    {
      in: ["http", "server"],
      args: [1],
      flag: true,
      value: { kind: "word", words: ["off", "on", "leaf"] },
      once: true,
      module: "http_ssl",
      since: "1.29.0",
      until: "1.29.2",
    },
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "leaf"] },
      once: true,
      module: "http_ssl",
      since: "1.29.3",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      flag: true,
      value: { kind: "word", words: ["off", "on", "leaf"] },
      once: true,
      module: "stream_ssl",
      since: "1.27.2",
      until: "1.28.0",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "leaf"] },
      once: true,
      module: "stream_ssl",
      since: "1.28.1",
      until: "1.28.3",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      flag: true,
      value: { kind: "word", words: ["off", "on", "leaf"] },
      once: true,
      module: "stream_ssl",
      since: "1.29.0",
      until: "1.29.2",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "leaf"] },
      once: true,
      module: "stream_ssl",
      since: "1.29.3",
    },
  ],
  ssl_ocsp_cache: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl", since: "1.19.0" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl", since: "1.27.2" },
  ],
  ssl_ocsp_responder: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl", since: "1.19.0" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl", since: "1.27.2" },
  ],
  ssl_password_file: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], once: true, module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl" },
  ],
  ssl_prefer_server_ciphers: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], flag: true, once: true, module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], flag: true, once: true, module: "stream_ssl" },
  ],
  ssl_preread: [
    { in: ["stream", "stream server"], args: [1], flag: true, once: true, module: "stream_ssl_preread" },
  ],
  ssl_protocols: [
    {
      in: ["http", "server"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] },
      module: "http_ssl",
    },
    {
      in: ["mail", "mail server"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] },
      module: "mail_ssl",
    },
    {
      in: ["stream", "stream server"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] },
      module: "stream_ssl",
    },
  ],
  ssl_reject_handshake: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_ssl", since: "1.19.4" },
    {
      in: ["stream", "stream server"],
      args: [1],
      flag: true,
      once: true,
      module: "stream_ssl",
      since: "1.25.5",
    },
  ],
  ssl_session_cache: [
    { in: ["http", "server"], args: [1, 2], module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1, 2], module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1, 2], module: "stream_ssl" },
  ],
  ssl_session_ticket_key: [
    { in: ["http", "server"], args: [1], module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], module: "stream_ssl" },
  ],
  ssl_session_tickets: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], flag: true, once: true, module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], flag: true, once: true, module: "stream_ssl" },
  ],
  ssl_session_timeout: [
    { in: ["http", "server"], args: [1], value: { kind: "seconds" }, once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], value: { kind: "seconds" }, once: true, module: "mail_ssl" },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "seconds" },
      once: true,
      module: "stream_ssl",
    },
  ],
  ssl_stapling: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_ssl" },
    {
      in: ["stream", "stream server"],
      args: [1],
      flag: true,
      once: true,
      module: "stream_ssl",
      since: "1.27.2",
    },
  ],
  ssl_stapling_file: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl", since: "1.27.2" },
  ],
  ssl_stapling_responder: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl", since: "1.27.2" },
  ],
  ssl_stapling_verify: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_ssl" },
    {
      in: ["stream", "stream server"],
      args: [1],
      flag: true,
      once: true,
      module: "stream_ssl",
      since: "1.27.2",
    },
  ],
  ssl_trusted_certificate: [
    { in: ["http", "server"], args: [1], once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], once: true, module: "mail_ssl" },
    { in: ["stream", "stream server"], args: [1], once: true, module: "stream_ssl" },
  ],
  ssl_verify_client: [
    {
      in: ["http", "server"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "optional", "optional_no_ca"] },
      once: true,
      module: "http_ssl",
    },
    {
      in: ["mail", "mail server"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "optional", "optional_no_ca"] },
      once: true,
      module: "mail_ssl",
    },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "word", words: ["off", "on", "optional", "optional_no_ca"] },
      once: true,
      module: "stream_ssl",
    },
  ],
  ssl_verify_depth: [
    { in: ["http", "server"], args: [1], value: { kind: "number" }, once: true, module: "http_ssl" },
    { in: ["mail", "mail server"], args: [1], value: { kind: "number" }, once: true, module: "mail_ssl" },
    {
      in: ["stream", "stream server"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "stream_ssl",
    },
  ],
  starttls: [{ in: ["mail", "mail server"], args: [1], module: "mail_ssl" }],
  sticky: [
    { in: ["upstream"], args: { atLeast: 2 }, once: true, module: "http_upstream_sticky", since: "1.29.6" },
  ],
  stream: [{ in: ["main"], args: [0], block: true, once: true, module: "stream_core" }],
  stub_status: [{ in: ["server", "location"], args: [0, 1], module: "http_stub_status" }],
  sub_filter: [{ in: ["http", "server", "location"], args: [2], variables: true, module: "http_sub" }],
  sub_filter_last_modified: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_sub" },
  ],
  sub_filter_once: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_sub" },
  ],
  sub_filter_types: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_sub" }],
  subrequest_output_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_core",
    },
  ],
  tcp_nodelay: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
    { in: ["stream", "stream server"], args: [1], flag: true, once: true, module: "stream_core" },
  ],
  tcp_nopush: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  thread_pool: [{ in: ["main"], args: [2, 3], module: "core" }],
  timeout: [
    {
      in: ["mail", "mail server"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "mail_core",
    },
  ],
  timer_resolution: [
    { in: ["main"], args: [1], value: { kind: "milliseconds" }, once: true, module: "core" },
  ],
  try_files: [
    {
      in: ["server", "location"],
      args: { atLeast: 2 },
      once: true,
      variables: true,
      module: "http_try_files",
    },
  ],
  tunnel_bind: [
    {
      in: ["http", "server", "location"],
      args: [1, 2],
      once: true,
      variables: true,
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_connect_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_next_upstream: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["error", "timeout", "off"] },
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_next_upstream_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_next_upstream_tries: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_pass: [
    {
      in: ["server", "location", "if in location"],
      args: [0, 1],
      once: true,
      variables: true,
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_read_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_send_lowat: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_send_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_socket_keepalive: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_tunnel",
      since: "1.31.0",
    },
  ],
  tunnel_socket_rcvbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_tunnel",
      since: "1.31.3",
    },
  ],
  tunnel_socket_sndbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_tunnel",
      since: "1.31.3",
    },
  ],
  types: [{ in: ["http", "server", "location"], args: [0], block: true, module: "http_core" }],
  types_hash_bucket_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_core",
    },
  ],
  types_hash_max_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_core",
    },
  ],
  underscores_in_headers: [
    { in: ["http", "server"], args: [1], flag: true, once: true, module: "http_core" },
  ],
  uninitialized_variable_warn: [
    {
      in: ["http", "server", "if in server", "location", "if in location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_rewrite",
    },
  ],
  upstream: [
    { in: ["http"], args: [1], block: true, module: "http_upstream" },
    { in: ["stream"], args: [1], block: true, module: "stream_upstream" },
  ],
  use: [{ in: ["events"], args: [1], once: true, module: "core" }],
  user: [{ in: ["main"], args: [1, 2], once: true, module: "core" }],
  userid: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_userid" }],
  userid_domain: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_userid" }],
  userid_expires: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_userid" }],
  userid_flags: [
    {
      in: ["http", "server", "location"],
      args: [1, 2, 3],
      value: {
        kind: "words",
        words: ["off", "secure", "httponly", "samesite=strict", "samesite=lax", "samesite=none"],
      },
      module: "http_userid",
      since: "1.19.3",
    },
  ],
  userid_mark: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_userid" }],
  userid_name: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_userid" }],
  userid_p3p: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_userid" }],
  userid_path: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_userid" }],
  userid_service: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_userid",
    },
  ],
  uwsgi_bind: [
    { in: ["http", "server", "location"], args: [1, 2], once: true, variables: true, module: "http_uwsgi" },
  ],
  uwsgi_buffer_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_buffering: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_buffers: [
    {
      in: ["http", "server", "location"],
      args: [2],
      value: { kind: "buffers" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_busy_buffers_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_cache: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_uwsgi" },
  ],
  uwsgi_cache_background_update: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_uwsgi" },
  ],
  uwsgi_cache_bypass: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, variables: true, module: "http_uwsgi" },
  ],
  uwsgi_cache_key: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_uwsgi" },
  ],
  uwsgi_cache_lock: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_cache_lock_age: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_cache_lock_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_cache_max_range_offset: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "offset" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_cache_methods: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_uwsgi" }],
  uwsgi_cache_min_uses: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_cache_path: [{ in: ["http"], args: { atLeast: 2 }, module: "http_uwsgi" }],
  uwsgi_cache_revalidate: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_cache_use_stale: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: {
        kind: "words",
        words: [
          "error",
          "timeout",
          "invalid_header",
          "non_idempotent",
          "http_500",
          "http_503",
          "http_403",
          "http_404",
          "http_429",
          "updating",
          "off",
        ],
      },
      module: "http_uwsgi",
    },
  ],
  uwsgi_cache_valid: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_uwsgi" }],
  uwsgi_connect_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_force_ranges: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_hide_header: [{ in: ["http", "server", "location"], args: [1], module: "http_uwsgi" }],
  uwsgi_ignore_client_abort: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_ignore_headers: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_uwsgi" }],
  uwsgi_intercept_errors: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_limit_rate: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_uwsgi",
      until: "1.26.3",
    },
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size or variable" },
      once: true,
      variables: true,
      module: "http_uwsgi",
      since: "1.27.0",
    },
  ],
  uwsgi_max_temp_file_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_modifier1: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number", least: 0, most: 255 },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_modifier2: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number", least: 0, most: 255 },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_next_upstream: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: {
        kind: "words",
        words: [
          "error",
          "timeout",
          "invalid_header",
          "non_idempotent",
          "http_500",
          "http_503",
          "http_403",
          "http_404",
          "http_429",
          "updating",
          "off",
        ],
      },
      module: "http_uwsgi",
    },
  ],
  uwsgi_next_upstream_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_next_upstream_tries: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_no_cache: [
    { in: ["http", "server", "location"], args: { atLeast: 1 }, variables: true, module: "http_uwsgi" },
  ],
  uwsgi_param: [{ in: ["http", "server", "location"], args: [2, 3], module: "http_uwsgi" }],
  uwsgi_pass: [
    { in: ["location", "if in location"], args: [1], once: true, variables: true, module: "http_uwsgi" },
  ],
  uwsgi_pass_header: [{ in: ["http", "server", "location"], args: [1], module: "http_uwsgi" }],
  uwsgi_pass_request_body: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_pass_request_headers: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_read_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_request_buffering: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_send_timeout: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "milliseconds" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_socket_keepalive: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_uwsgi",
      since: "1.15.6",
    },
  ],
  uwsgi_socket_rcvbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_uwsgi",
      since: "1.31.3",
    },
  ],
  uwsgi_socket_sndbuf: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_uwsgi",
      since: "1.31.3",
    },
  ],
  uwsgi_ssl_certificate: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_uwsgi", until: "1.20.2" },
    {
      in: ["http", "server", "location"],
      args: [1],
      once: true,
      variables: true,
      module: "http_uwsgi",
      since: "1.21.0",
    },
  ],
  uwsgi_ssl_certificate_cache: [
    {
      in: ["http", "server", "location"],
      args: [1, 2, 3],
      once: true,
      module: "http_uwsgi",
      since: "1.27.4",
    },
  ],
  uwsgi_ssl_certificate_key: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_uwsgi", until: "1.20.2" },
    {
      in: ["http", "server", "location"],
      args: [1],
      once: true,
      variables: true,
      module: "http_uwsgi",
      since: "1.21.0",
    },
  ],
  uwsgi_ssl_ciphers: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_uwsgi" }],
  uwsgi_ssl_conf_command: [
    { in: ["http", "server", "location"], args: [2], module: "http_uwsgi", since: "1.19.4" },
  ],
  uwsgi_ssl_crl: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_uwsgi" }],
  uwsgi_ssl_name: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_uwsgi" },
  ],
  uwsgi_ssl_password_file: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_uwsgi" },
  ],
  uwsgi_ssl_protocols: [
    {
      in: ["http", "server", "location"],
      args: { atLeast: 1 },
      value: { kind: "words", words: ["SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] },
      module: "http_uwsgi",
    },
  ],
  uwsgi_ssl_server_name: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_ssl_session_reuse: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_ssl_trusted_certificate: [
    { in: ["http", "server", "location"], args: [1], once: true, module: "http_uwsgi" },
  ],
  uwsgi_ssl_verify: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_uwsgi" },
  ],
  uwsgi_ssl_verify_depth: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "number" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_store: [
    { in: ["http", "server", "location"], args: [1], once: true, variables: true, module: "http_uwsgi" },
  ],
  uwsgi_store_access: [
    { in: ["http", "server", "location"], args: [1, 2, 3], once: true, module: "http_uwsgi" },
  ],
  uwsgi_string: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_uwsgi" }],
  uwsgi_temp_file_write_size: [
    {
      in: ["http", "server", "location"],
      args: [1],
      value: { kind: "size" },
      once: true,
      module: "http_uwsgi",
    },
  ],
  uwsgi_temp_path: [
    { in: ["http", "server", "location"], args: [1, 2, 3, 4], once: true, module: "http_uwsgi" },
  ],
  valid_referers: [{ in: ["server", "location"], args: { atLeast: 1 }, module: "http_referer" }],
  variables_hash_bucket_size: [
    { in: ["http"], args: [1], value: { kind: "number" }, once: true, module: "http_core" },
    { in: ["stream"], args: [1], value: { kind: "number" }, once: true, module: "stream_core" },
  ],
  variables_hash_max_size: [
    { in: ["http"], args: [1], value: { kind: "number" }, once: true, module: "http_core" },
    { in: ["stream"], args: [1], value: { kind: "number" }, once: true, module: "stream_core" },
  ],
  worker_aio_requests: [{ in: ["events"], args: [1], value: { kind: "number" }, once: true, module: "core" }],
  worker_connections: [{ in: ["events"], args: [1], once: true, module: "core" }],
  worker_cpu_affinity: [{ in: ["main"], args: { atLeast: 1 }, once: true, module: "core" }],
  worker_priority: [{ in: ["main"], args: [1], once: true, module: "core" }],
  worker_processes: [{ in: ["main"], args: [1], once: true, module: "core" }],
  worker_rlimit_core: [{ in: ["main"], args: [1], value: { kind: "offset" }, once: true, module: "core" }],
  worker_rlimit_nofile: [{ in: ["main"], args: [1], value: { kind: "number" }, once: true, module: "core" }],
  worker_shutdown_timeout: [
    { in: ["main"], args: [1], value: { kind: "milliseconds" }, once: true, module: "core" },
  ],
  working_directory: [{ in: ["main"], args: [1], once: true, module: "core" }],
  xclient: [{ in: ["mail", "mail server"], args: [1], flag: true, once: true, module: "mail_proxy" }],
  xml_entities: [{ in: ["http", "server", "location"], args: [1], once: true, module: "http_xslt" }],
  xml_external_entities: [
    {
      in: ["http", "server", "location"],
      args: [1],
      flag: true,
      once: true,
      module: "http_xslt",
      since: "1.31.3",
    },
  ],
  xslt_last_modified: [
    { in: ["http", "server", "location"], args: [1], flag: true, once: true, module: "http_xslt" },
  ],
  xslt_param: [{ in: ["http", "server", "location"], args: [2], variables: true, module: "http_xslt" }],
  xslt_string_param: [
    { in: ["http", "server", "location"], args: [2], variables: true, module: "http_xslt" },
  ],
  xslt_stylesheet: [{ in: ["location"], args: { atLeast: 1 }, variables: true, module: "http_xslt" }],
  xslt_types: [{ in: ["http", "server", "location"], args: { atLeast: 1 }, module: "http_xslt" }],
  zone: [
    { in: ["upstream"], args: [1, 2], module: "http_upstream_zone" },
    { in: ["stream upstream"], args: [1, 2], module: "stream_upstream_zone" },
  ],
};
