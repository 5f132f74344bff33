/** The variables of nginx's own modules, by the release that brought them; a star stands for the rest of a name. */

/** Names with blanks between them, of the releases since one; "" for 1.14.0 or before. */
interface NewVariables {
  readonly since: string;
  readonly names: string;
}

// Written by `npm run oracle -- nginx --derive`.
const NEW: Readonly<Record<"http" | "stream", readonly NewVariables[]>> = {
  http: [
    {
      since: "",
      names: `
        ancient_browser arg_* args binary_remote_addr body_bytes_sent bytes_sent connection
        connection_requests connections_active connections_reading connections_waiting connections_writing
        content_length content_type cookie_* date_gmt date_local document_root document_uri
        fastcgi_path_info fastcgi_script_name geoip_area_code geoip_city geoip_city_continent_code
        geoip_city_country_code geoip_city_country_code3 geoip_city_country_name geoip_country_code
        geoip_country_code3 geoip_country_name geoip_dma_code geoip_latitude geoip_longitude geoip_org
        geoip_postal_code geoip_region geoip_region_name grpc_internal_trailers gzip_ratio host hostname
        http2 http_* http_cookie http_host http_referer http_user_agent http_via http_x_forwarded_for https
        invalid_referer is_args limit_rate modern_browser msec msie nginx_version pid pipe proxy_add_via
        proxy_add_x_forwarded_for proxy_host proxy_internal_body_length proxy_internal_chunked proxy_port
        proxy_protocol_addr proxy_protocol_port query_string realip_remote_addr realip_remote_port
        realpath_root remote_addr remote_port remote_user request request_body request_body_file
        request_completion request_filename request_id request_length request_method request_time
        request_uri scheme secure_link secure_link_expires sent_http_* sent_http_cache_control
        sent_http_connection sent_http_content_length sent_http_content_type sent_http_keep_alive
        sent_http_last_modified sent_http_link sent_http_location sent_http_transfer_encoding sent_trailer_*
        server_addr server_name server_port server_protocol slice_range ssl_cipher ssl_ciphers
        ssl_client_cert ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn
        ssl_client_i_dn_legacy ssl_client_raw_cert ssl_client_s_dn ssl_client_s_dn_legacy ssl_client_serial
        ssl_client_v_end ssl_client_v_remain ssl_client_v_start ssl_client_verify ssl_curves ssl_protocol
        ssl_server_name ssl_session_id ssl_session_reused status tcpinfo_rcv_space tcpinfo_rtt
        tcpinfo_rttvar tcpinfo_snd_cwnd time_iso8601 time_local uid_got uid_reset uid_set upstream_addr
        upstream_bytes_received upstream_cache_etag upstream_cache_last_modified upstream_cache_status
        upstream_connect_time upstream_cookie_* upstream_header_time upstream_http_*
        upstream_response_length upstream_response_time upstream_status upstream_trailer_* uri
      `,
    },
    { since: "1.15.3", names: `ssl_early_data` },
    { since: "1.15.8", names: `upstream_bytes_sent` },
    {
      since: "1.17.6",
      names: `limit_conn_status limit_req_status proxy_protocol_server_addr proxy_protocol_server_port`,
    },
    { since: "1.19.10", names: `connection_time` },
    { since: "1.21.4", names: `ssl_alpn_protocol` },
    { since: "1.21.5", names: `ssl_curve` },
    { since: "1.23.2", names: `proxy_protocol_tlv_*` },
    { since: "1.25.0", names: `http3 ngx_quic` },
    { since: "1.29.3", names: `is_request_port request_port ssl_client_sigalg ssl_sigalg` },
    {
      since: "1.29.4",
      names: `proxy_internal_connection proxy_internal_host ssl_ech_outer_server_name ssl_ech_status`,
    },
    { since: "1.31.2", names: `ssl_sigalgs` },
  ],
  stream: [
    {
      since: "",
      names: `
        binary_remote_addr bytes_received bytes_sent connection geoip_area_code geoip_city
        geoip_city_continent_code geoip_city_country_code geoip_city_country_code3 geoip_city_country_name
        geoip_country_code geoip_country_code3 geoip_country_name geoip_dma_code geoip_latitude
        geoip_longitude geoip_org geoip_postal_code geoip_region geoip_region_name hostname msec
        nginx_version pid protocol proxy_protocol_addr proxy_protocol_port realip_remote_addr
        realip_remote_port remote_addr remote_port server_addr server_port session_time ssl_cipher
        ssl_ciphers ssl_client_cert ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn
        ssl_client_raw_cert ssl_client_s_dn ssl_client_serial ssl_client_v_end ssl_client_v_remain
        ssl_client_v_start ssl_client_verify ssl_curves ssl_preread_alpn_protocols ssl_preread_server_name
        ssl_protocol ssl_server_name ssl_session_id ssl_session_reused status time_iso8601 time_local
        upstream_addr upstream_bytes_received upstream_bytes_sent upstream_connect_time
        upstream_first_byte_time upstream_session_time
      `,
    },
    { since: "1.15.2", names: `ssl_preread_protocol` },
    { since: "1.17.6", names: `limit_conn_status proxy_protocol_server_addr proxy_protocol_server_port` },
    { since: "1.21.4", names: `ssl_alpn_protocol` },
    { since: "1.21.5", names: `ssl_curve` },
    { since: "1.23.2", names: `proxy_protocol_tlv_*` },
    { since: "1.25.5", names: `server_name` },
    { since: "1.29.3", names: `ssl_client_sigalg ssl_sigalg` },
    { since: "1.29.4", names: `ssl_ech_outer_server_name ssl_ech_status` },
    { since: "1.31.2", names: `ssl_sigalgs` },
  ],
};

// Written by `npm run oracle -- nginx --derive`, too: those without NGX_HTTP_VAR_CHANGEABLE.
const FIXED: Readonly<Record<"http" | "stream", string>> = {
  http: `
        binary_remote_addr body_bytes_sent bytes_sent connection connection_requests connection_time
        connections_active connections_reading connections_waiting connections_writing content_length
        content_type date_gmt date_local document_root document_uri fastcgi_path_info fastcgi_script_name
        grpc_internal_trailers host hostname http2 http3 http_cookie http_host http_referer http_user_agent
        http_via http_x_forwarded_for https is_args is_request_port limit_conn_status limit_req_status msec
        nginx_version pid pipe proxy_add_via proxy_add_x_forwarded_for proxy_internal_body_length
        proxy_internal_chunked proxy_internal_connection proxy_protocol_addr proxy_protocol_port
        proxy_protocol_server_addr proxy_protocol_server_port query_string realip_remote_addr
        realip_remote_port realpath_root remote_addr remote_port remote_user request request_body
        request_body_file request_completion request_filename request_id request_length request_method
        request_port request_time request_uri scheme sent_http_cache_control sent_http_connection
        sent_http_content_length sent_http_content_type sent_http_keep_alive sent_http_last_modified
        sent_http_link sent_http_location sent_http_transfer_encoding server_addr server_name server_port
        server_protocol status tcpinfo_rcv_space tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd time_iso8601
        time_local upstream_addr upstream_bytes_received upstream_bytes_sent upstream_cache_etag
        upstream_cache_last_modified upstream_cache_status upstream_connect_time upstream_header_time
        upstream_response_length upstream_response_time upstream_status uri
      `,
  stream: `
        binary_remote_addr bytes_received bytes_sent connection hostname limit_conn_status msec
        nginx_version pid protocol proxy_protocol_addr proxy_protocol_port proxy_protocol_server_addr
        proxy_protocol_server_port realip_remote_addr realip_remote_port remote_addr remote_port server_addr
        server_name server_port session_time ssl_preread_alpn_protocols ssl_preread_protocol
        ssl_preread_server_name status time_iso8601 time_local upstream_addr upstream_bytes_received
        upstream_bytes_sent upstream_connect_time upstream_first_byte_time upstream_session_time
      `,
};

/** Variables that no directive may make anew, where the build is of nginx's usual modules. */
export const fixedVariables: Readonly<Record<"http" | "stream", ReadonlySet<string>>> = {
  http: new Set(wordsOf(FIXED.http)),
  stream: new Set(wordsOf(FIXED.stream)),
};

/** The variables that nginx has by itself within `http` or `stream`, each with the release that brought it. */
export const nginxVariables: Readonly<Record<"http" | "stream", ReadonlyMap<string, string>>> = {
  http: sinceOf(NEW.http),
  stream: sinceOf(NEW.stream),
};

function sinceOf(releases: readonly NewVariables[]): ReadonlyMap<string, string> {
  return new Map(
    releases.flatMap(({ since, names }) => wordsOf(names).map((name) => [name, since] as const)),
  );
}

function wordsOf(names: string): readonly string[] {
  return names.trim().split(/\s+/);
}
